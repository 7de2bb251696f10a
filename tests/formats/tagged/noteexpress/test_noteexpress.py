"""NoteExpress: the field names of real files, and the liberties they take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import noteexpress
from citex.model import Name, Paper, PartialDate


def read(text: str) -> Paper:
    problems: list[Problem] = []
    (paper,) = noteexpress.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def written(*papers: Paper) -> str:
    return "".join(noteexpress.write(papers))


def test_what_is_written() -> None:
    paper = Paper(
        id="a", type="article-journal", title="水", author=[Name(literal="张三"), Name("Li", "Na")],
        container_title="水利学报", issued=PartialDate(2021, 3), volume="52", issue="3",
        page="10-20", keyword="深度学习;河流", ISSN="0559-9350", DOI="10.1000/x", language="zh",
    )  # fmt: skip
    assert written(paper).split("\r\n") == [
        "{Reference Type}: Journal Article", "{Title}: 水", "{Author}: 张三", "{Author}: Li, Na",
        "{Journal}: 水利学报", "{Year}: 2021", "{Date}: 2021-03", "{Volume}: 52", "{Issue}: 3",
        "{Pages}: 10-20", "{ISBN/ISSN}: 0559-9350", "{Keywords}: 深度学习", "{Keywords}: 河流",
        "{DOI}: 10.1000/x", "{Language}: chi", "",
    ]  # fmt: skip


def test_names_of_fields_are_those_of_real_files(shared: Path) -> None:
    """A journal article, thesis, meeting, newspaper, patent and standard use no other names."""
    seen: set[str] = set()
    for path in (shared / "data/fixtures/noteexpress").iterdir():
        text = path.read_text("utf-8-sig")
        seen |= set(re.findall(r"(?m)^\{([^}]+?),?\s*\}\s*[:：]", text))
        for paper in noteexpress.read(Source.of_text(text), []):
            names = set(re.findall(r"(?m)^\{([^}]+)\}:", written(paper)))
            assert names <= seen | {"URL", "Year", "Date", "ISBN/ISSN", "Publisher"}, paper.title


@pytest.mark.parametrize(
    "line",
    ["{Volume}：7", "{Volume} : 7", "{Volume}:7", "[Volume]: 7", "{Volume }: 7", "  {Volume}: 7"],
)
def test_spellings_of_a_field(line: str) -> None:
    assert read(f"{{Reference Type}}: Journal Article\n{line}\n").volume == "7"


def test_the_first_record_may_hang_on_a_page_script() -> None:
    text = "var x = 1;{Reference Type}: Thesis\n{Title}: 铁路\n{Type of Work}: 硕士\n"
    paper = read(text)
    assert (paper.type, paper.title, paper.genre) == ("thesis", "铁路", "硕士")


def test_values_go_on_in_lines_without_a_field() -> None:
    paper = read(
        "{Reference Type}: Journal Article\r\n{Author Address}: 四川农业大学\r\n\r\n\r\n,雅安\r\n"
        "{Abstract}: Abstract(#br)One two(#br)three\r\n{Author}: 谢昕,王小增\r\n"
    )
    assert paper.abstract == "One two\nthree"
    assert paper.author == [Name(literal="谢昕"), Name(literal="王小增")]
    assert paper.extra == {"noteexpress": {"Author Address": ["四川农业大学,雅安"]}}


def test_cnki_joins_names_and_keywords() -> None:
    paper = read(
        "{Reference Type}: Journal Article\n{Author}: Natalia Sieti;;Ximena C. Schmidt Rivera\n"
        "{Keywords}: Baby food;Environmental impacts\n"
    )
    assert paper.author == [Name("Sieti", "Natalia"), Name("Rivera", "Ximena C. Schmidt")]
    assert paper.keyword == "Baby food, Environmental impacts"


def test_patents_meetings_standards_and_yearbooks() -> None:
    patent = read(
        "{Reference Type}: Patent\n{Title}: 装置\n{Author}: 段祥祥\n{Subsidiary Author}: 芜湖公司\n"
        "{Date}: 2018-11-02\n{Notes}: CN108722921A\n{Type of Work}: CN108722921A\n"
    )
    assert (patent.number, patent.publisher, patent.note) == ("CN108722921A", "芜湖公司", None)
    meeting = read(
        "{Reference Type}: Conference Proceedings\n{Tertiary Title}: 论文集\n"
        "{Secondary Title}: 年会\n{Place Published}: 杭州\n{Subsidiary Author,}: 学会、政府\n"
    )
    assert (meeting.container_title, meeting.event_title) == ("论文集", "年会")
    assert (meeting.event_place, meeting.publisher) == ("杭州", "学会、政府")
    standard = read("{Reference Type}: Standard\n{ISBN}: GB/T 7178.1-1996\n{TryDate}: 1996-08-01\n")
    assert (standard.number, standard.available_date) == (
        "GB/T 7178.1-1996", PartialDate(1996, 8, 1),
    )  # fmt: skip
    yearbook = read("{Reference Type}: Standard\n{Title}: 情况\n{SrcDatabase}: 年鉴\n")
    assert (yearbook.type, yearbook.remarks[0].variable) == ("chapter", "type")


def test_wanfang_gives_translations() -> None:
    text = (
        "{Reference Type}: Journal Article\n{Title}: 河流\n{Translated Title}: Rivers\n"
        "{Translated Author}: ZHANG San\n{Translated Abstract}: On rivers.\n"
        "{Translated Journal}: J. Water\n{Translated Keywords}: river\n{Author}: 张三\n"
    )
    paper = read(text)
    assert paper.original_title == "Rivers"
    english = paper.custom["translations"]["en"]
    assert (english["abstract"], english["container-title"]) == ("On rivers.", "J. Water")
    assert read(written(paper)).custom == paper.custom


def test_a_value_cannot_forge_a_field() -> None:
    title = "A\n{Reference Type}: Thesis\r{Title}: forged"
    paper = Paper(type="book", title=title, note="{DOI}: x")
    found = read(written(paper))
    assert found.title == "A {Reference Type}: Thesis {Title}: forged"
    assert (found.type, found.note, found.DOI) == ("book", "{DOI}: x", None)


def test_every_record_of_the_fixtures(shared: Path) -> None:
    for path in sorted((shared / "data/fixtures/noteexpress").iterdir()):
        problems: list[Problem] = []
        text = path.read_text("utf-8-sig")
        papers = list(noteexpress.read(Source.of_text(text), problems))
        assert problems == []
        assert len(papers) == text.count("{Reference Type}"), path.name
        assert all(paper.title and paper.type != "document" for paper in papers)
