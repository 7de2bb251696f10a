"""CNKI E-Study's text, which is only written."""

from __future__ import annotations

import pytest

from citex.formats.loss import losses
from citex.formats.tagged import cnki_estudy
from citex.model import Name, Paper, PartialDate


def test_an_article_in_chinese_and_one_in_english() -> None:
    paper = Paper(
        type="article-journal", title="水", author=[Name("李", "四"), Name("Zhu", "Xiufen")],
        container_title="水利学报", issued=PartialDate(2021, 3, 1), issue="3", volume="52",
        page="10-20", keyword="深度学习;河流", abstract="一。\n二。", DOI="10.1000/x",
    )  # fmt: skip
    assert "".join(cnki_estudy.write([paper])).split("\r\n") == [
        "DataType: 1", "Title-题名: 水", "Author-作者: 李四;Zhu Xiufen;", "Source-刊名: 水利学报",
        "Year-年: 2021", "PubTime-出版时间: 2021-03-01", "Keyword-关键词: 深度学习;河流;",
        "Summary-摘要: 一。 二。", "Period-期: 3", "Roll-卷: 52", "Page-页码: 10-20",
        "SrcDatabase-来源库: 期刊", "Link-链接: https://doi.org/10.1000/x", "", "",
    ]  # fmt: skip


def test_theses_name_their_degree_and_university() -> None:
    paper = Paper(type="thesis", title="A", genre="PhD dissertation", publisher="MIT")
    text = "".join(cnki_estudy.write([paper]))
    assert "DataType: 2\r\n" in text
    assert "SrcDatabase-来源库: 博士\r\n" in text
    assert "Source-刊名: MIT\r\n" in text


def test_a_value_cannot_forge_a_record() -> None:
    paper = Paper(type="book", title="A\nDataType: 1\r\nTitle-题名: forged")
    assert "".join(cnki_estudy.write([paper])).count("\r\nDataType") == 0


def test_what_it_cannot_hold_is_said() -> None:
    paper = Paper(id="a", type="book", title="A", ISBN="978-3-16-148410-0")
    assert [str(loss) for loss in losses([paper], cnki_estudy.FORMAT)] == [
        "a: ISBN is lost: 978-3-16-148410-0"
    ]


@pytest.mark.parametrize(
    ("genre", "shelf"),
    [("Ph.D. thesis", "博士"), ("Doctor of Law", "博士"), ("M.A. (Master's)", "硕士"),
     ("博士论文", "博士"), ("硕士学位论文", "硕士"), ("Bachelor thesis", ""), (None, "")],
)  # fmt: skip
def test_the_shelf_of_a_thesis(genre: str | None, shelf: str) -> None:
    text = "".join(cnki_estudy.write([Paper(type="thesis", title="A", genre=genre)]))
    line = next(line for line in text.split("\r\n") if line.startswith("SrcDatabase"))
    known = line.partition(": ")[2]
    assert known == shelf or (not shelf and known not in ("博士", "硕士"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Gogh", "Vincent", None, "van"), "van Gogh Vincent;"), (Name("Lee"), "Lee;"),
        (Name("Tocqueville", "Alexis", "de"), "Tocqueville Alexis de;"),
        (Name("King", "Martin", suffix="Jr."), "King Martin Jr.;"), (Name(literal="A;B"), "A,B;"),
        (Name("王", "小明"), "王小明;"), (Name("王", "Bo"), "王 Bo;"),
        (Name(given="Plato"), "Plato;"), (Name(literal="others"), "等;"),
    ],
)  # fmt: skip
def test_names_of_cnki(name: Name, written: str) -> None:
    text = "".join(cnki_estudy.write([Paper(type="book", title="A", author=[name])]))
    assert f"Author-作者: {written}\r\n" in text
