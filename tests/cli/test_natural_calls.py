"""The calls that people type (`natural_calls.toml`): each works, or says what to write instead."""

from __future__ import annotations

import importlib
import io
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from cli.calls import Shell

toml: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")

CALLS: list[dict[str, Any]] = toml.loads(
    (Path(__file__).parent / "natural_calls.toml").read_text("utf-8")
)["call"]

BIB = """@article{a, title = {On moss}, author = {Halder, Maria}, year = 2018, volume = 12,
    journal = {River Botany}, pages = {1--9}}
@book{b, title = {On rivers}, author = {Okonjo, Peter}, year = 2001, publisher = {Polar Press}}
"""
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><text variable="title"/></layout></bibliography></style>"""
STONES = [{"id": "c", "type": "book", "title": "On stones", "publisher": "Polar Press",
           "author": [{"family": "Berg", "given": "Jan"}],
           "issued": {"date-parts": [[1998]]}}]  # fmt: skip
FILES: dict[str, bytes] = {
    "x.bib": BIB.encode(),
    "x.txt": BIB.encode(),
    "there.ris": b"TY  - BOOK\r\nTI  - On rivers\r\nER  - \r\n",
    "b.json": json.dumps(STONES).encode(),
    "odd.bib": BIB.partition("@book")[0].replace("2018", "2093").replace("{a,", "{odd,")
    .encode(),
    "broken.bib": f"{BIB}@book{{c, title = {{On ice".encode(),
    "noer.ris": b"TY  - BOOK\r\nTI  - On ice\r\nTY  - BOOK\r\nTI  - On rivers\r\n",
    "brace.bib": b"@book{ice, title = {On ice}, year = 2001\n" + BIB.encode(),
    "my.csl": STYLE.encode(),
    "refs/a.bib": BIB.encode(),
    "empty.bib": b"",
    "letter.txt": b"Dear all,\nthis is a letter.\n",
    "image.bib": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "bytes.bib": bytes(range(256)) * 9,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "thesis.docx": b"PK\x03\x04\x14\0\0\0",
    "x.bib.gz": b"\x1f\x8b\x08\0\0\0\0\0",
}  # fmt: skip
"""The files on the desk of whoever types."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.DOTALL | re.MULTILINE) is not None


@pytest.mark.parametrize("call", CALLS, ids=[call["type"] for call in CALLS])
def test_a_natural_call(
    call: dict[str, Any], desk: Path, citex: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "needs" in call:
        pytest.importorskip(call["needs"], reason="an extra is not installed")
    words, stdin = shlex.split(call["type"]), b""
    if words[0] == "cat":
        stdin, words = FILES[words[1]], words[3:]
        monkeypatch.setattr("citex.cli._parser.awaited", lambda: True)
    for sign in ("<", ">"):
        if sign in words:
            place = words.index(sign)
            stdin = FILES[words[place + 1]] if sign == "<" else stdin
            del words[place : place + 2]
    name, *words = words
    assert name == "citex"
    result = citex(*words, stdin=stdin)
    assert result.status == call.get("exit", 0), result
    assert _found(call.get("prints", ""), result.out), result
    assert _found(call.get("says", ""), result.err), result
    written = {
        place.relative_to(desk).as_posix(): place.read_bytes()
        for place in desk.rglob("*")
        if place.is_file()
    }
    if "writes" in call:
        place, pattern = call["writes"]
        assert _found(pattern, written.pop(place).decode("utf-8"))
    expected = {name: data for name, data in FILES.items() if name != call.get("writes", [""])[0]}
    assert written == expected  # nothing else was written, and nothing that was there is changed
    if result.status == 2:
        assert len(result.err.splitlines()) == 1
        assert result.out == ""
    elif "says" not in call:
        assert result.err == "" or result.err.startswith("citex: nothing was found"), result
    if result.status == 0:
        assert result.out or "writes" in call or "says" in call


def test_there_are_enough_of_them() -> None:
    assert len(CALLS) >= 100
    assert len({call["type"] for call in CALLS}) == len(CALLS)
    assert all({"prints", "says", "writes"} & set(call) for call in CALLS)


def test_bytes_in_a_name_are_told_as_the_shell_writes_them(citex: Shell) -> None:
    assert citex("convert", "\udcfcber.bib", "-t", "ris").line == r"citex: no file '\xfcber.bib'"
    written = citex(
        "convert", "-f", "csljson", "-t", "ris", "-o", "no/\udcfcber.ris", stdin=b'[{"title": "A"}]'
    )
    assert r"\xfcber.ris' cannot be written" in written.line


def test_a_file_with_such_a_name_is_checked(desk: Path, citex: Shell) -> None:
    try:
        (desk / "\udcff.bib").write_bytes(FILES["broken.bib"])
    except OSError:
        pytest.skip("the file system has no such names")
    assert citex("check", "\udcff.bib").out.startswith(r"\xff.bib:4: error: ")
    assert json.loads(citex("check", "\udcff.bib", "--json").out)["file"] == "\udcff.bib"
    told = citex("check", "\udcff.bib", "noer.ris", "--ignore", "missing").out
    assert told.startswith(r"\xff.bib:4: error: ")
    assert "noer.ris: record 1: note: " in told


def test_input_that_waits_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from citex.cli import _parser

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert not _parser.awaited()  # no stream of the system
