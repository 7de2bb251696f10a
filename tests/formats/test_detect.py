"""Telling formats apart: by content, and in time that grows with the text only."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from time import process_time_ns

import pytest

from citex import registry
from citex.formats.detect import BUILTINS, by_content

LOOKS = {name: entry.looks for name, entry in BUILTINS.items() if entry.looks} | {
    f"plug-in {form.name}": form.sniff for form in registry.formats() if form.sniff
}
PIECES = (
    '"title": [', '"DOI" : ', "<entry ", "<records>", "<mods ", "a: b\n", " a:\n", "x:\n ", "@a(",
    "@a{ \n", "  ", "%0 ", "TY  - ", "[", '"type" : ', "PMID- \n", "FN a\nVR b\n", "<a:",
)  # fmt: skip
CFF = """cff-version: 1.2.0
message: Please cite it
title: A tool
authors:
"""
AUTHOR = """  - family-names: Muster
    given-names: Eva
    affiliation: An Institute, A Town
    orcid: https://orcid.org/0000-0002-1825-0097
"""
HAYAGRIVA = """muster2020:
  type: article
  title: A tool
  parent:
    title: A journal
"""
NBIB = """PMID- 1
TI  - A study
AB  - We asked the following:
      who, why; and then we found:
      nothing.
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [(CFF + 40 * AUTHOR, "cff"), (HAYAGRIVA, "hayagriva"), (NBIB, "nbib"),
     ('[{"title": ["A"], "DOI": "10.5555/1"}]', "crossref"),
     ('{"DOI": "10.5555/1", "container-title": ["A"]}', "crossref"),
     ('[{"id": "a", "type": "book", "title": "A"}]', "csljson")],
)  # fmt: skip
def test_by_content(text: str, name: str) -> None:
    assert by_content(text) == name


def work(look: Callable[[str], bool], text: str) -> int:
    """The time of a look on the CPU in nanoseconds: the least of three runs."""

    def once() -> int:
        start = process_time_ns()
        look(text)
        return process_time_ns() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("name", LOOKS)
def test_no_look_is_super_linear(name: str) -> None:
    """Four times the text takes about four times as long, never sixteen."""
    look = LOOKS[name]
    for one, two in product(PIECES, repeat=2):
        small, large = ((one + two) * (size // len(one + two)) for size in (10_000, 40_000))
        took = work(look, large)
        if took > 3_000_000:  # below, the clock says little
            assert took < 9 * work(look, small), f"{name}: slow on {one + two!r} repeated"
