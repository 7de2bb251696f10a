"""What is told between papers, by the check, the readers and the citations."""

from __future__ import annotations

import pytest

import citex
from citex.checks import check
from citex.model import Name, Paper, PartialDate

TWICE = """
@article{a, title = {On moss}, year = 2001, journal = {River Botany}}
@article{a, title = {On rivers}, year = 2002, journal = {River Botany}}
"""


def _across(*papers: Paper) -> list[tuple[str, str, str]]:
    rules = ("id-twice", "same-work")
    return [(d.paper, d.variable, d.code) for d in check(papers) if d.code in rules]


def test_a_reader_warns_of_an_id_that_stands_twice() -> None:
    problems: list[citex.Problem] = []
    papers = citex.parse(TWICE, "bibtex", problems=problems)
    assert [paper.title for paper in papers] == ["On moss", "On rivers"]
    assert [problem.level for problem in problems] == ["warning"]
    assert "record 2 has the id 'a'" in problems[0].message
    assert len(citex.parse(TWICE, "bibtex")) == 2  # a warning stops nothing


def test_one_record_given_twice_is_no_matter() -> None:
    problems: list[citex.Problem] = []
    citex.parse(TWICE.split("\n\n")[0].replace("On rivers", "On moss").replace("2002", "2001"),
                "bibtex", problems=problems)  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("format", ["csljson", "ris"])
def test_records_without_an_id_are_no_twins(format: str) -> None:
    problems: list[citex.Problem] = []
    papers = [Paper(type="book", title="A"), Paper(type="book", title="B")]
    citex.parse(citex.format(papers, format), format, problems=problems)
    assert problems == []


def test_a_cite_does_not_just_take_one_of_two() -> None:
    papers = citex.parse(TWICE, "bibtex")
    with pytest.raises(citex.CitexError, match="'On moss' and 'On rivers'"):
        citex.cite(papers, [citex.Citation((citex.Cite("a"),))], "apa")


def test_the_same_paper_given_twice_can_be_cited() -> None:
    papers = citex.parse(TWICE, "bibtex")[:1] * 2
    assert citex.cite(papers, [citex.Citation((citex.Cite("a"),))], "apa").citations


def test_one_id_for_two_papers() -> None:
    found = _across(Paper(id="a", title="On moss"), Paper(id="a", title="On rivers"), Paper(id="b"))
    assert found == [("a", "id", "id-twice")]


def test_one_work_under_two_ids() -> None:
    moss = Paper(id="a", title="On the growth of moss", DOI="10.5555/MOSS")
    again = Paper(id="b", title="Growth of moss", DOI="https://doi.org/10.5555/moss")
    assert _across(moss, again) == [("b", "DOI", "same-work")]
    people = {"author": [Name("Halder", "M.")], "issued": PartialDate(2001)}
    moss = Paper(id="a", title="On the growth of moss", **people)
    again = Paper(id="b", title="On the Growth of Moss.", **people)
    assert _across(moss, again) == [("b", "title", "same-work")]
    assert _across(moss, Paper(id="c", title="On the growth of moss, continued", **people)) == []
    assert _across(moss, Paper(id="c", title="On the growth of moss", volume="2", **people)) == []


def test_one_paper_is_checked_alone() -> None:
    paper = Paper(id="a", title="On moss", issued=PartialDate(2001))
    assert list(check(paper)) == list(check([paper])) == []
