"""bibtexparser: its engine, its library, and the faults that are not taken over from it."""

from __future__ import annotations

import logging

import bibtexparser
import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex import FORMAT, from_library, to_library
from citex.model import Name, Paper, PartialDate

READ = FORMAT.read
assert READ is not None

TEXT = r"""
@string{j = "Journal of "}
@article{a, author = {G{\"o}del, Kurt and {A Body}}, title = {On {DNA}}, journal = j # "X",
  year = 1931, month = jan, pages = {1--2}}
@book{b, title = {B}, crossref = {c}}
@book{c, title = {C}, publisher = {P}}
"""


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def test_both_engines_agree() -> None:
    ours = list(READ(Source.of_text(TEXT), []))
    theirs = list(READ(Source.of_text(TEXT), [], engine="bibtexparser"))
    assert ours == theirs
    assert ours[0].container_title == "Journal of X"


def test_what_the_splitter_sets_aside_is_taken() -> None:
    text = "@book{a, title={A}} @book{a, title={B}} @book{b, x={1}, x={2}}"
    found = list(READ(Source.of_text(text), [], engine="bibtexparser"))
    assert [p.id for p in found] == ["a", "a", "b"]


def test_what_the_splitter_cannot_split_is_a_problem() -> None:
    problems: list[Problem] = []
    text = "@book{a, title={A}}\n@book{b, title={open\n@book{c, title={C}}\n"
    found = list(READ(Source.of_text(text), problems, engine="bibtexparser"))
    assert [p.id for p in found] == ["a", "c"]
    assert [(problem.line, problem.raw[:8]) for problem in problems] == [(2, "@book{b,")]


def test_papers_of_a_library() -> None:
    expected = list(READ(Source.of_text(TEXT), []))
    assert list(from_library(bibtexparser.parse_string(TEXT))) == expected


def test_papers_to_a_library_and_its_writer() -> None:
    paper = Paper(
        id="a", type="article-journal", title="50% of A & B",
        author=[Name("Müller", "J."), Name(literal="A and B")], issued=PartialDate(2020, 3),
    )  # fmt: skip
    library = to_library([paper])
    assert library.entries[0].key == "a"
    text = bibtexparser.write_string(library)
    assert list(READ(Source.of_text(text), [])) == [paper]
    assert list(from_library(library)) == [paper]
