"""EndNote's tagged format: what EndNote, Zotero and CNKI write, and what they can take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import endnote
from citex.model import Name, Paper, PartialDate


def read(text: str) -> Paper:
    problems: list[Problem] = []
    (paper,) = endnote.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def lines(paper: Paper) -> list[str]:
    text = "".join(endnote.write([paper]))
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").split("\r\n")


ARTICLE = Paper(
    id="zhu2023",
    type="article-journal",
    title="A",
    author=[Name("Zhu", "An"), Name(literal="World Health Organization"), Name(literal="张三")],
    issued=PartialDate(2023, 6, 1),
    container_title="Nature",
    DOI="10.1000/x",
)


def test_what_is_written() -> None:
    assert lines(ARTICLE) == [
        "%0 Journal Article",
        "%A Zhu, An",
        "%A World Health Organization,",
        "%A 张三",
        "%T A",
        "%J Nature",
        "%8 2023-06-01",
        "%D 2023",
        "%U https://doi.org/10.1000/x",
        "%R 10.1000/x",
        "%F zhu2023",
    ]


def test_one_empty_line_between_records_and_none_within() -> None:
    paper = Paper(type="book", title="A", abstract="One.\r\n\r\n%0 Book\n\n%T forged")
    text = "".join(endnote.write([paper, paper]))
    assert [block.split("\r\n")[0] for block in text.split("\r\n\r\n")] == ["%0 Book"] * 2
    assert len(list(endnote.read(Source.of_text(text), []))) == 2


@pytest.mark.parametrize("url", [None, "https://example.org/a", "https://doi.org/10.1000/x"])
def test_an_address_made_from_the_doi_is_not_taken_for_one(url: str | None) -> None:
    paper = Paper(type="article-journal", title="A", DOI="10.1000/x", URL=url)
    found = read("\r\n".join(lines(paper)))
    assert ("10.1000/x", url) == (found.DOI, found.URL)


def test_an_edited_book_has_its_editors_as_endnote_wants_them() -> None:
    paper = Paper(type="book", title="A", editor=[Name("Li", "Na")])
    assert lines(paper)[:2] == ["%0 Edited Book", "%A Li, Na"]
    assert read("\r\n".join(lines(paper))) == paper


def test_cnki_glues_names_and_tags_and_breaks_abstracts() -> None:
    paper = read(
        "%0 Journal Article\r\n%A 辛宁%A 陈建康;陈艳\r\n%+ 福建医科大学;\r\n%T 多芯片联合分析\r\n"
        "%J 中国医科大学学报\r\n%K2型糖尿病;基因芯片\r\n%X <正>目的利用生物信息学\r\n\r\n\r\n"
        "方法研究这些基因\r\n%D 2020\r\n%P 1106-1111+1117\r\n%@ 0258-4646\r\n"
        "%R 10.13386/j.issn1002-0306.2023090315\r\n%W CNKI\r\n"
    )
    assert paper.author == [Name(literal="辛宁"), Name(literal="陈建康"), Name(literal="陈艳")]
    assert paper.keyword == "2型糖尿病;基因芯片"
    assert paper.abstract == "目的利用生物信息学方法研究这些基因"
    assert (paper.ISSN, paper.page) == ("0258-4646", "1106-1111+1117")
    assert paper.DOI == "10.13386/j.issn1002-0306.2023090315"
    assert paper.extra == {"endnote": {"+": ["福建医科大学;"]}}


def test_cnki_theses_standards_and_yearbooks() -> None:
    thesis = read("%0 Thesis\n%A 胡婕伦\n%Y 谢明勇;聂少平\n%J 南昌大学\n%9 博士\n%W CNKI")
    assert (thesis.publisher, thesis.genre) == ("南昌大学", "博士")
    assert thesis.contributor == [Name(literal="谢明勇"), Name(literal="聂少平")]
    standard = read("%0 Legal Rule or Regulation\n%V GB/T 43109-2023\n%~ 国家标准\n%W CNKI")
    assert (standard.type, standard.number) == ("standard", "GB/T 43109-2023")
    yearbook = read("%0 Legal Rule or Regulation\n%T 外调量\n%V 7-203-03520-4\n%~ 年鉴\n%W CNKI")
    assert (yearbook.type, yearbook.ISBN) == ("chapter", "7-203-03520-4")
    meeting = read("%0 Conference Proceedings\n%A 王海霞\n%T 黄芪\n%B 2013年中国药学大会\n"
                   "%C 南宁\n%? 中国药学会\n%P 269-273\n%W CNKI")  # fmt: skip
    assert (meeting.event_title, meeting.event_place) == ("2013年中国药学大会", "南宁")
    assert meeting.organizer == [Name(literal="中国药学会")]


def test_zotero_writes_a_theses_type_where_endnote_has_the_doi() -> None:
    paper = read("%0 Thesis\n%T A\n%I MIT\n%R PhD\n%D 2020\n")
    assert (paper.genre, paper.publisher, paper.DOI) == ("PhD", "MIT", None)


def test_refer_without_types_is_parted_by_empty_lines() -> None:
    text = "%A Li, Na\n%T One\n%J Nature\n%D 2001\n\n%A Wu, Bo\n%T Two\n%I Press\n"
    papers = list(endnote.read(Source.of_text(text), []))
    assert [(paper.type, paper.title) for paper in papers] == [
        ("article-journal", "One"), ("book", "Two"),
    ]  # fmt: skip
    assert all(paper.remarks for paper in papers)


def test_an_article_number_stands_behind_a_note_that_says_it() -> None:
    """bibutils does not know the tag, and adds the line to the value before it."""
    paper = Paper(type="article-journal", title="A", number="e5", volume="7")
    assert lines(paper)[-2:] == ["%Z number: e5", "%] e5"]
    assert read("\r\n".join(lines(paper))) == paper


def test_a_name_cannot_look_like_two() -> None:
    paper = Paper(type="book", title="A", author=[Name(literal="The 100%A Group")])
    (found,) = endnote.read(Source.of_text("".join(endnote.write([paper]))), [])
    assert found.author == [Name(literal="The 100%A Group")] or len(found.author or ()) == 1


def test_every_record_of_the_fixtures(shared: Path) -> None:
    """As many as there are %0, or blocks without one; a missing one is a problem."""
    for path in sorted((shared / "data/fixtures/endnote").iterdir()):
        problems: list[Problem] = []
        text = path.read_text("utf-8-sig")
        papers = list(endnote.read(Source.of_text(text), problems))
        count = len(re.findall(r"^%0", text, re.M)) or len(re.split(r"\n\s*\n", text.strip()))
        assert len(papers) + len(problems) == count, path.name
        assert all(problem.line and problem.raw for problem in problems)
