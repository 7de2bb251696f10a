"""What every registered format and style must do, whoever wrote it."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterator

import own_papers as own
import pytest

from citex import api, registry, stylebook
from citex.errors import CitexError, Problem
from citex.formats import Format, Source
from citex.formats.detect import BUILTINS, by_content
from citex.model import Paper

FORMATS = list(registry.formats())
BOTH = [form for form in FORMATS if form.read is not None and form.write is not None]
READ = [form for form in FORMATS if form.read is not None]
WRITTEN = [form for form in FORMATS if form.write is not None]
COMMON = {"article-journal", "book", "chapter", "paper-conference", "report", "thesis", "webpage"}
STYLES = [
    *(info.name for info in stylebook.styles() if info.origin == "citex"),
    "apa", "mla", "ieee", "nature", "chicago-notes-bibliography", "vancouver",
    "iso690-author-date-de",
]  # fmt: skip
GARBAGE = [
    "", " \n\n", "\0", "hello world", "{", "[", "[{}]", "{}", "<a>", "<a/>", "@", "@book{", "%0",
    "TY  - ", "ER  - ", "---", "a: b: c", "PMID- ", "RT ", "\ufeff", "é" * 50, "()" * 999,
    "[" * 5000, "<x>" * 5000, "{" * 5000, "@book{a, title = " + "{" * 3000, "x" * 2_000_000,
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;'>]><a>&d;</a>",
]  # fmt: skip


def name_of(form: Format) -> str:
    return form.name


def read_back(form: Format, text: str) -> list[Paper]:
    assert form.read is not None
    problems: list[object] = []
    found = list(form.read(Source.of_text(text), problems))
    assert not problems, problems[:3]
    return found


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
def test_describes_itself(form: Format) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", form.name)
    assert form.title
    assert form.read or form.write
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in form.suffixes)
    if form.name in BUILTINS:
        entry = BUILTINS[form.name]
        assert entry.suffixes == form.suffixes, "detect.py and the format differ"
        assert entry.aliases == form.aliases, "detect.py and the format differ"
    if form.write is not None and form.read is None:
        assert form.holds is not None, "a format that is only written lists what it holds"


def test_names_are_of_one_thing_each() -> None:
    names = [name for form in FORMATS for name in (form.name, *form.aliases)]
    assert len(names) == len(set(names))
    clashes = [name for name in names if stylebook.exists(name)]
    assert set(clashes) <= {"bibtex"}, "formats and styles share one space of names"
    assert registry.formatter_named("csl:bibtex") == "bibtex"


@pytest.mark.parametrize("form", WRITTEN, ids=name_of)
def test_writes_everything_and_changes_nothing(form: Format) -> None:
    assert form.write is not None
    papers = own.everything()
    before = copy.deepcopy(papers)
    text = "".join(form.write(papers))
    assert text
    assert papers == before, "a writer wrote to its papers"
    text.encode("utf-8")


@pytest.mark.parametrize("form", WRITTEN, ids=name_of)
def test_writes_no_papers(form: Format) -> None:
    assert form.write is not None
    "".join(form.write([]))


@pytest.mark.parametrize("form", BOTH, ids=name_of)
@pytest.mark.parametrize("group", ["one_of_each_kind", "chinese", "hostile"])
def test_reads_as_many_as_it_wrote(form: Format, group: str) -> None:
    assert form.write is not None
    papers = getattr(own, group)()
    found = read_back(form, "".join(form.write(papers)))
    assert len(found) == len(papers)
    if group != "hostile":
        assert [paper.title for paper in found] == [paper.title for paper in papers]


@pytest.mark.parametrize("form", BOTH, ids=name_of)
def test_a_second_round_changes_nothing(form: Format) -> None:
    assert form.write is not None
    papers = [*own.one_of_each_kind(), *own.chinese()]
    once = read_back(form, "".join(form.write(papers)))
    twice = read_back(form, "".join(form.write(once)))
    assert [paper.to_dict() for paper in twice] == [paper.to_dict() for paper in once]


@pytest.mark.parametrize("form", BOTH, ids=name_of)
def test_what_it_writes_is_known_by_its_look(form: Format) -> None:
    assert form.write is not None
    text = "".join(form.write(own.one_of_each_kind()[1:3]))
    guessed = by_content(text[:8192], [form.name])
    assert guessed == ("bibtex" if form.name == "biblatex" else form.name), "one reader for both"


@pytest.mark.parametrize("form", READ, ids=name_of)
@pytest.mark.parametrize("number", range(len(GARBAGE)))
def test_garbage_is_a_problem_not_a_traceback(form: Format, number: int) -> None:
    problems: list[Problem] = []
    found: list[Paper] = []
    try:
        found = api.parse(GARBAGE[number], form.name, problems=problems)
    except CitexError:
        return
    assert problems or found, "nothing, and no word"


@pytest.mark.parametrize("form", [form for form in BOTH if form.streams], ids=name_of)
def test_a_streaming_format_is_lazy(form: Format) -> None:
    assert form.write is not None
    taken = 0

    def endless() -> Iterator[Paper]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield Paper(id=f"p{number}", type="book", title=f"Volume {number}")

    pieces = iter(form.write(endless()))
    for _ in range(5):
        next(pieces)
    assert taken < 1000


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("output", ["text", "html", "markdown", "rtf", "latex", "typst"])
def test_a_style_renders_everything(name: str, output: str) -> None:
    papers = own.everything()
    before = copy.deepcopy(papers)
    refs = api.bibliography(papers, name, output=output)
    printed = [entry.id for entry in refs]
    assert len(printed) == len(set(printed))
    assert set(printed) <= {paper.id for paper in papers}
    # some styles leave laws, songs and the like to the notes; the works below, none does
    assert set(printed) >= {paper.id for paper in papers if paper.type in COMMON and paper.author}
    assert papers == before, "a style wrote to its papers"
    if output == "html":
        assert "<script" not in str(refs)
        assert "<img" not in str(refs)
