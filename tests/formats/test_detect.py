"""Telling formats apart: by content, and in time that grows with the text only."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from time import process_time_ns

import pytest

import citex
from citex import registry
from citex.formats import Source, detect
from citex.formats.detect import by_content

LOOKS: dict[str, Callable[[str], object]] = {
    **{f"{name} in JSON": look for name, look in detect._OF_JSON.items()},
    **detect._OF_TEXT,
} | {f"plug-in {form.name}": form.sniff for form in registry.formats() if form.sniff}
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


MARKS = (
    "{Reference Type}: Book", "[Reference Type]: Book", "{文献类型}: 图书", "DataType: 1",
    "SrcDatabase-来源库: 期刊", "Title-题名: A", "TY  - BOOK", "%0 Book", "%A Li", "PMID- 1",
    "FAU - Li, N", "PT J\nAU Li", "FN Clarivate\nVR 1.0", "RT Book", "@book{a, title={B}}",
    "cff-version: 1.2.0", "references:\n- id: a", "- id: a", "container-title: B", "issued:",
    "type: article-journal", "a:\n  type: book", "<xml><records><record><ref-type>6</ref-type>",
    '<mods xmlns="http://www.loc.gov/mods/v3">', "<PubmedArticleSet><PubmedArticle>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/abs/1</id>',
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">',
    "<Bibliographies>", '"PeriodicalName": "A"', '{"type": "esummary"}',
    '{"type": "book", "title": ["x"], "DOI": "10.1/x", "indexed": 1}', '{"authorships": []}',
    '"id": "https://openalex.org/W1"', '["https://openalex.org/W1"]', "https://openalex.org/W1",
    '{"paperId": "x"}', '{"titles": [], "publicationYear": 1, "creators": []}',
    '{"itemType": "book", "title": "x"}', '{"ISBN:1": {"title": "x"}}',
    '{"authorString": "x", "source": "MED"}',
)  # fmt: skip
"""How records of each format begin, and what is asked for of them."""
WRITTEN = [form for form in registry.formats() if form.write and (form.read or form.read_as)]

READ_AS = {"biblatex": "bibtex", "cnki": "noteexpress"}


@pytest.mark.parametrize("suffix", ["", ".txt"])
@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_a_text_is_what_it_begins_as(form: citex.Format, suffix: str) -> None:
    """Whatever beginning of another format its titles, notes and abstracts hold."""
    for mark in (*MARKS, "\n".join(MARKS), "\n\n".join(reversed(MARKS))):
        for text in (mark, f"We asked:\n{mark}"):
            paper = citex.Paper(
                id="a", type="article-journal", title=mark.replace("\n", " "), abstract=text,
                note=text, URL=mark.split()[0], author="Na Li", issued="2001",
            )  # fmt: skip
            source = Source.of_text(citex.format(paper, form.name), f"a{suffix}" * bool(suffix))
            guessed = registry.guess(source).name
            assert guessed == READ_AS.get(form.name, form.name), mark


def test_a_version_of_cff_may_stand_behind_the_abstract() -> None:
    assert by_content("abstract: |\n  TY  - BOOK\n  %0 Book\ncff-version: 1.2.0\n") == "cff"


@pytest.mark.parametrize("value", MARKS)
def test_json_is_told_by_its_keys(value: str) -> None:
    item = {"id": "a", "type": "book", "title": value, "DOI": "10.5555/1", "URL": value}
    for text in (json.dumps(item), json.dumps([item], indent=1), json.dumps({"items": [item]})):
        assert by_content(text) == "csljson"
    record = {"message": {"DOI": "10.5555/1", "title": [value], "indexed": {}, "abstract": value}}
    assert by_content(json.dumps(record)) == "crossref"
    assert by_content(json.dumps({"foo": value, "bar": f"\n{value}\n"})) is None


def work(look: Callable[[str], object], text: str) -> int:
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
