"""Code made for works whose variables are known prints what code made for any work prints."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from unittest import mock

import pytest
from any_papers import papers as any_paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_papers import one_of_each_kind

from citex.csl import Citation, Cite, Processor, load
from citex.csl.compile.specialize import Assumptions, Shared, Specializer
from citex.csl.nodes import replace
from citex.csl.process import program
from citex.csl.variables import BITS, GENERIC, Work
from citex.model import Name, Paper, PartialDate

STYLES = """apa modern-language-association chicago-notes-bibliography ieee bluebook-law-review
    gbt7714 gbt7714-2025-author-date mhra-notes din-1505-2 oscola""".split()


@lru_cache(maxsize=64)
def processor(style: str) -> Processor:
    return Processor(load(style), output="html")


def printed(style: str, papers: list[Paper]) -> list[str]:
    cites = [Citation([Cite(paper.id, locator="12")], note=note) for note, paper in
             enumerate([*papers, *papers[:2]], start=1)]  # fmt: skip
    cites.append(Citation([Cite(paper.id) for paper in papers], note=len(cites) + 1))
    rendered = processor(style).cite(papers, cites, order="papers")
    return [*rendered.citations, *map(str, rendered.bibliography)]


def printed_unknowing(style: str, papers: list[Paper]) -> list[str]:
    """The same by code that knows nothing of a work but its type."""
    known = Specializer.of
    with mock.patch.object(Specializer, "of", lambda self, work: known(self, work) | GENERIC):
        return printed(style, papers)


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_of_work(style: str) -> None:
    papers = one_of_each_kind()
    assert printed_unknowing(style, papers) == printed(style, papers)


@pytest.mark.parametrize("style", STYLES)
@given(papers=st.lists(any_paper(), min_size=1, max_size=3, unique_by=lambda paper: paper.id))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_work(style: str, papers: list[Paper]) -> None:
    assert printed_unknowing(style, papers) == printed(style, papers)


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_works_of_too_many_kinds(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory has its bounds: what comes after them is rendered by code for any work."""
    monkeypatch.setattr(program, "_MOST_KINDS", 3)
    monkeypatch.setattr(program, "_MOST_KNOWN", 5)
    bounded = Processor(replace(load(style), name="bounded"), output="html")
    papers = one_of_each_kind()
    assert str(bounded.bibliography(papers)) == str(processor(style).bibliography(papers))


@pytest.mark.parametrize("style", STYLES)
def test_no_work_is_printed_otherwise_for_those_before_it(style: str) -> None:
    """Types that a style does not ask for share their code, made for the first that came."""
    papers = [
        paper.replace(number="18-2059", edition="2-3", volume="4-5", issue="6-7")
        for paper in one_of_each_kind()
    ]
    orders = [papers, papers[::-1]]
    entries = []
    for order in orders:
        fresh = Processor(replace(load(style), name=f"{style}-afresh"))
        entries.append({paper.id: fresh.reference(paper) for paper in order})
    assert entries[0] == entries[1]


def facts(**variables: Any) -> int:
    style = load("apa")
    roots = [style.citation, style.bibliography]
    known = Specializer(style.macros, [root for root in roots if root is not None], by_kind=False)
    return known.of(Work(Paper(type="book", **variables)))


def test_what_prints_nothing_is_not_there() -> None:
    title = BITS["title"]
    assert facts(title="On growth") & title
    assert not facts(title=" <i></i> ") & title
    assert not facts(author=[Name(literal=" ")]) & BITS["author"]
    assert not facts(issued=PartialDate()) & BITS["issued"]


def test_names_that_may_print_nothing_make_a_work_odd() -> None:
    assert facts(author=[Name(given="Plato")]) & GENERIC
    assert not facts(author=[Name(family="Plato")]) & GENERIC


def test_code_serves_all_that_answer_alike_what_was_asked() -> None:
    shared = Shared()
    known = Assumptions(0b1011)
    assert known.held(0b0011) == 0b0011
    shared.keep(known, "code")
    assert shared.find(0b0111) == "code"
    assert shared.find(0b0110) is None


def test_a_short_title_that_stands_in_for_names_is_not_repeated() -> None:
    """Though the work has no title in full."""
    paper = Paper(id="a", type="article", title_short="Growth", reviewed_author=[Name(literal="A")])
    style = "chicago-notes-bibliography"
    assert printed_unknowing(style, [paper]) == printed(style, [paper])
