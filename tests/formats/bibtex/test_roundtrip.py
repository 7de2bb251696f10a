"""What is written is read back: the corpus, and any text in every field."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from citex.errors import Problem
from citex.formats import Format, Source, biblatex, bibtex
from citex.formats.bibtex._fields import ROWS
from citex.formats.loss import compare, losses
from citex.model import (
    DATE_VARIABLES,
    KINDS,
    NAME_VARIABLES,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
    from_item,
)
from citex.text.richtext.runs import Run, runs

FORMS = pytest.mark.parametrize(
    "form", [bibtex.FORMAT, biblatex.FORMAT], ids=["bibtex", "biblatex"]
)

HOSTILE = [
    "{", "}", "\\", "$", "%", "&", "#", "_", "~", "^", '"', "'", "``", "''", "--", "---", "?`",
    "\n", "\n\n", "  ", " and ", " others", "@article{x, y = {z}}", "\n@book{q,\n title = {",
    "},\n x = {", "<i>", "</i>", "<b>b</b>", '<span class="nocase">', "</span>", "\u202e",
    "\u200f", "\ufeff", "\x00", "\x1b", "\r", "\r\n", "\x85", "\u2028", "张三", "😀", "é", "DNA",
    "C", "a", "von", "Jr.", "\\input{x}", "$x^2$", "#jan", "%20", "\u00a0", "\ufdd1", ",", ";",
    "=", "(", ")",
]  # fmt: skip
PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=8)
TEXT = st.one_of(
    PLAIN, st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8),
)  # fmt: skip
NAMES = st.lists(
    st.one_of(
        TEXT.map(lambda text: Name(literal=text)),
        st.builds(
            Name, TEXT, st.none() | TEXT, st.sampled_from([None, "von", "de la"]),
            st.sampled_from([None, "van", "d'"]), st.none() | TEXT,
        ),
    ),
    min_size=1, max_size=3,
)  # fmt: skip
DATES = st.one_of(
    TEXT.map(lambda text: PartialDate(literal=text)),
    st.builds(PartialDate, st.integers(-3000, 12000), st.none() | st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 3000), season=st.integers(1, 4), circa=st.booleans()),
)


TITLES = {row.attribute.replace("_", "-") for row in ROWS if row.how == "title"}


def values(variable: str) -> st.SearchStrategy[Any]:
    if variable in NAME_VARIABLES:
        return NAMES
    return DATES if variable in DATE_VARIABLES else TEXT


PAPERS = st.builds(
    lambda key, kind, variables: Paper(
        id=key, type=kind, **{VARIABLES[name]: value for name, value in variables.items()}
    ),
    TEXT,
    st.sampled_from(sorted(KINDS)),
    st.fixed_dictionaries({}, optional={name: values(name) for name in VARIABLES}),
)
LAST = Paper(id="zzz-last", type="book", title="The last one")


def write(form: Format, papers: list[Paper], **options: Any) -> str:
    assert form.write is not None
    return "".join(form.write(papers, **options))


def read(form: Format, text: str) -> list[Paper]:
    assert form.read is not None
    problems: list[Problem] = []
    papers = list(form.read(Source.of_text(text), problems))
    assert problems == []
    return papers


@FORMS
@given(paper=PAPERS, ascii=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_value_breaks_out(form: Format, paper: Paper, ascii: bool) -> None:
    """Whatever stands in the fields, two records stay two, and only known fields appear."""
    found = read(form, write(form, [paper, LAST], ascii=ascii))
    assert len(found) == 2
    assert found[1] == LAST
    assert found[0].extra == {}
    given_variables = {name for name, _ in paper.variables()}
    assert {name for name, _ in found[0].variables()} <= given_variables
    assert found[0].type == paper.type


@FORMS
@given(variable=st.sampled_from(sorted(set(VARIABLES) - NAME_VARIABLES - DATE_VARIABLES)),
       text=st.one_of(PLAIN, st.lists(st.sampled_from([piece for piece in HOSTILE
            if piece.isprintable() or piece in ("\n", "\u00a0", "\u202e")]),
            min_size=1, max_size=6).map("".join)))  # fmt: skip
@example(variable="ISBN", text='<span class="nocase">{<span class="nocase"></span>')
@settings(max_examples=150, deadline=None)
def test_texts_come_back_whole(form: Format, variable: str, text: str) -> None:
    """Every printable text, in every variable that is no list of pages and no address."""
    if variable in ("page", "URL", "DOI"):
        return
    paper = Paper(id="a", type="book", **{VARIABLES[variable]: text})
    found = read(form, write(form, [paper]))
    expected = runs(text)
    if variable not in TITLES:  # only titles know protected capitals
        expected = without(expected, "nocase")
    assert runs(found[0].get(variable) or "") == expected


def without(parts: list[Run], gone: str) -> list[Run]:
    """The runs without one style; those that no longer differ are one."""
    joined = groupby(
        ((text, tuple(style for style in styles if style != gone)) for text, styles in parts),
        key=lambda run: run[1],
    )
    return [("".join(text for text, _ in same), styles) for styles, same in joined]


@FORMS
@given(paper=PAPERS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_loss_is_named_and_nothing_else(form: Format, paper: Paper) -> None:
    assert form.read is not None
    (found,) = form.papers(Source.of_text(write(form, [paper])), [])
    named = {loss.variable for loss in losses([paper], form)}
    differing = {loss.variable for loss in compare(paper, found)}
    assert named == differing


@FORMS
def test_the_corpus_comes_back(form: Format, shared: Path) -> None:
    """44 records, 435 values: all but one dash in a range of pages."""
    items = json.loads((shared / "data" / "fidelity-corpus.json").read_text("utf-8"))
    papers = [from_item(item) for item in items]
    found = read(form, write(form, papers))
    lost = [
        loss for before, after in zip(papers, found, strict=True) for loss in compare(before, after)
    ]
    assert [(loss.paper, loss.variable, loss.after) for loss in lost] == [
        ("consortium", "page", "860-921")
    ]
    assert [paper.id for paper in found] == [paper.id for paper in papers]


@FORMS
def test_the_large_corpus_comes_back(form: Format, shared: Path) -> None:
    items = json.loads((shared / "data" / "corpus.json").read_text("utf-8"))
    papers = [from_item(item) for item in items]
    found = read(form, write(form, papers))
    assert len(found) == len(papers)
    lost = [
        loss for before, after in zip(papers, found, strict=True) for loss in compare(before, after)
    ]
    kept = sum(1 + len(list(paper.variables())) for paper in papers)
    assert len(lost) <= 0.02 * kept, [str(loss) for loss in lost]
