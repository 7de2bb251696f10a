"""RefWorks' tagged format, and CNKI's way with it."""

from __future__ import annotations

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import refworks
from citex.model import Name, Paper, PartialDate


def read(text: str) -> Paper:
    problems: list[Problem] = []
    (paper,) = refworks.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def test_what_is_written() -> None:
    paper = Paper(
        id="a", type="article-journal", title="A", author=[Name("Li", "Na"), Name(literal="WHO")],
        container_title="Nature", issued=PartialDate(2023, 6), page="1-9", DOI="10.1000/x",
        URL="https://example.org", PMID="12",
    )  # fmt: skip
    assert "".join(refworks.write([paper])).split("\r\n") == [
        "RT Journal Article", "SR 1", "ID a", "A1 Li,Na", "A1 WHO", "T1 A", "JF Nature", "YR 2023",
        "FD 2023-06", "SP 1", "OP 9", "DO 10.1000/x", "UL https://example.org",
        "LK https://example.org", "PMID 12", "",
    ]  # fmt: skip


def test_cnki() -> None:
    paper = read(
        "RT Journal Article\r\nSR 1\r\nA1林行众;张三\r\nT1 黄瓜胚性\r\n愈伤组织\r\nJF 学报\r\n"
        "IS 12\r\nvo 49\r\nOP 1106-1111\r\nK1 糖尿病;基因\r\nAB 目的\r\n方法\r\nDS CNKI\r\n"
        "LK https://link.cnki.net/x\r\nDO 10.1000/x\r\n"
    )
    assert paper.author == [Name(literal="林行众"), Name(literal="张三")]
    assert (paper.title, paper.abstract) == ("黄瓜胚性愈伤组织", "目的方法")
    assert (paper.volume, paper.issue, paper.page) == ("49", "12", "1106-1111")
    assert (paper.URL, paper.source) == ("https://link.cnki.net/x", "CNKI")


def test_cnki_patents_and_standards() -> None:
    patent = read("RT Patent\nID CN1A\nA1 李四\nA2 北京公司\nT1 装置\nDS CNKI\n")
    assert (patent.number, patent.publisher, patent.id) == ("CN1A", "北京公司", "")
    standard = read("RT Standard\nID GB/T 7714-2015\nT1 规则\nU4 2015-12-01\nDS CNKI\n")
    assert (standard.type, standard.number) == ("standard", "GB/T 7714-2015")
    assert standard.available_date == PartialDate(2015, 12, 1)


def test_a_preamble_is_passed_over_with_a_word() -> None:
    problems: list[Problem] = []
    text = "Refworks Export Tagged Format\n\nRT=Reference Type\n\nRT Book, Whole\nT1 A\n"
    (paper,) = refworks.read(Source.of_text(text), problems)
    assert (paper.type, paper.title) == ("book", "A")
    assert [problem.level for problem in problems] == ["warning"]


@pytest.mark.parametrize("abstract", ["One.\n\nRT Book\nT1 forged", "a\rRT x", "a\u2028T1 b"])
def test_a_value_cannot_forge_a_record(abstract: str) -> None:
    paper = Paper(type="book", title="A", abstract=abstract)
    assert read("".join(refworks.write([paper]))).title == "A"


def test_text_that_begins_like_a_tag_stays_text() -> None:
    paper = read("RT Journal Article\nAB the levels\nis 12 of them\nan x\nT1 A\n")
    assert (paper.title, paper.abstract) == ("A", "the levels is 12 of them an x")
