"""What people try in Python without having read anything: it works, or one line says what to write.

Each row of calls.tsv is a call and what becomes of it: an expression that then holds of the
`result`, or, behind "!", a pattern that the one line of the error holds. None may be wrong in
silence.
"""

from __future__ import annotations

import datetime
import importlib
import io
import json
import os
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import citex
from citex import stylebook

BIB = """@article{watson1953,
  author = {Watson, James D. and Crick, Francis H. C.},
  title = {Molecular structure of nucleic acids},
  journal = {Nature}, year = {1953}, volume = {171}, pages = {737--738},
  doi = {10.1038/171737a0}
}
@book{thompson1917, author = {Thompson, D'Arcy}, title = {On Growth and Form}, year = {1917}}
"""
ITEM = {
    "type": "article-journal",
    "title": "On Growth",
    "author": [{"family": "Li", "given": "Na"}],
    "issued": {"date-parts": [[2020]]},
    "DOI": "10.1000/182",
}

CALLS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("calls.tsv").read_text(encoding="utf-8").splitlines()
]


class Named(io.StringIO):
    """A file that is open under a name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    Path("home.bib").write_text(BIB, encoding="utf-8")
    Path("one.json").write_text(json.dumps([ITEM]), encoding="utf-8")
    Path("binary.bib").write_bytes(bytes(range(256)) * 20)
    Path("zipped.bib").write_bytes(b"PK\x03\x04" + bytes(range(255, -1, -1)) * 20)
    Path("folder").mkdir()
    papers = citex.parse(BIB)
    with open("refs.bib", encoding="utf-8") as text_file, open("refs.bib", "rb") as bytes_file:
        yield SimpleNamespace(
            citex=citex, papers=papers, paper=papers[0], BIB=BIB, ITEM=dict(ITEM), Path=Path,
            io=io, json=json, del_of=delattr, os=os, datetime=datetime, buffer=io.StringIO(),
            binary=io.BytesIO(), text_file=text_file, bytes_file=bytes_file, named=Named,
        )  # fmt: skip


@pytest.mark.parametrize(("call", "wanted"), CALLS, ids=[call for call, _ in CALLS])
def test_it_works_or_says_what_to_write(call: str, wanted: str, names: SimpleNamespace) -> None:
    known: dict[str, Any] = vars(names)
    if not wanted.startswith("!"):
        known["result"] = eval(call, known)
        assert eval(wanted, known), known["result"]
        return
    with pytest.raises(Exception) as caught:  # noqa: PT011  (whatever it is)
        eval(call, known)
    text = str(caught.value)
    assert re.search(wanted[1:], text, re.IGNORECASE), text
    assert "\n" not in text
    natural = (citex.CitexError, AttributeError)
    told = "argument" in text or "; write " in text
    assert isinstance(caught.value, natural) or told, repr(caught.value)


def test_every_name_that_is_known_leads_to_a_style_that_is_there() -> None:
    names = {*stylebook.ALIASES, *stylebook._LONG_NAMES, *stylebook._OFTEN}
    assert [name for name in sorted(names) if not stylebook.source(name)] == []


@pytest.mark.parametrize("name", ["bulk", "csl", "formats", "gbt7714", "index"])
def test_a_module_that_is_no_call_is_pickled_by_its_name(name: str) -> None:
    """As engines of data frames do with the modules of the functions that they send."""
    module = importlib.import_module(f"citex.{name}")
    assert pickle.loads(pickle.dumps(module)) is module
