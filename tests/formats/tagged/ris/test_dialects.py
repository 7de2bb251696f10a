"""RIS as different programs and sites write it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import ris
from citex.model import Name, Paper, PartialDate


def read(text: str) -> Paper:
    problems: list[Problem] = []
    (paper,) = ris.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def record(*lines: str, kind: str = "JOUR") -> Paper:
    return read("\r\n".join([f"TY  - {kind}", *lines, "ER  - ", ""]))


def test_pubmed_central() -> None:
    paper = record(
        "DB  - PMC", "AU  - Sears, Margaret E", "Y1  - 2013", "PY  - 2013/04/18",
        "PY  - 2013/02/15/received", "PY  - 2013/03/14/accepted", "AN  - PMC3654245",
        "U1  - 23690738[pmid]", "J1  - ScientificWorldJournal",
        "JF  - The Scientific World Journal",
    )  # fmt: skip
    assert paper.issued == PartialDate(2013, 4, 18)
    assert paper.submitted == PartialDate(2013, 2, 15)
    assert (paper.PMCID, paper.PMID) == ("PMC3654245", "23690738")
    assert paper.container_title == "The Scientific World Journal"
    assert paper.container_title_short == "ScientificWorldJournal"
    assert paper.extra == {"ris": {"PY": ["2013/03/14/accepted"]}}


def test_the_primary_date_wins_and_the_other_is_kept() -> None:
    paper = record("PY  - 2004", "DA  - 2005/07/15", "TI  - A")
    assert paper.issued == PartialDate(2005, 7, 15)
    assert paper.extra == {"ris": {"PY": ["2004"]}}
    text = "".join(ris.write([paper]))
    assert [line for line in text.split("\r\n") if line[:2] in ("PY", "DA", "Y1")] == [
        "DA  - 2005/07/15/", "PY  - 2004",
    ]  # fmt: skip


def test_dates_that_agree_leave_nothing_behind() -> None:
    paper = record("Y1  - 2005/07/15", "PY  - 2005", "DA  - 2005/07/15", "TI  - A")
    assert paper.issued == PartialDate(2005, 7, 15)
    assert paper.extra == {}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012///", PartialDate(2012)),
        ("1948/07//", PartialDate(1948, 7)),
        ("2015/october", PartialDate(2015, 10)),
        ("1998///Spring", PartialDate(1998, season=1)),
        ("2016 Jan 5", PartialDate(2016, 1, 5)),
        ("2019年3月5日", PartialDate(2019, 3, 5)),
        ("20190305", PartialDate(2019, 3, 5)),
        ("2013 Nov-Dec", PartialDate(2013, 11, end=PartialDate(2013, 12))),
        ("2021-03-05T10:00:00Z", PartialDate(2021, 3, 5)),
        ("2019/02/31", PartialDate(2019, 2)),
        ("in press", PartialDate(literal="in press")),
    ],
)
def test_dates(text: str, date: PartialDate) -> None:
    assert record(f"PY  - {text}", "TI  - A").issued == date


def test_endnote_has_the_day_without_the_year() -> None:
    assert record("PY  - 2006", "DA  - Jun 14", "TI  - A").issued == PartialDate(2006, 6, 14)


def test_old_files_have_the_doi_in_m3_or_a_note() -> None:
    paper = record("M3  - doi: 10.1063/1.1954747", "N1  - doi: 10.1063/1.1954747", "N1  - mine")
    assert (paper.DOI, paper.note, paper.genre) == ("10.1063/1.1954747", "mine", None)
    assert record("DO  - https://doi.org/10.1000/x", "M3  - Letter").genre == "Letter"
    assert record("DI  - 10.1000/x").DOI == "10.1000/x"


def test_cnki_puts_all_names_and_keywords_in_one_line() -> None:
    paper = record("AU  - 薛婉钰;刘娜;苑鑫", "KW  - 黄瓜;遗传转化;胚性愈伤组织", "T2  - 农学学报")
    assert paper.author == [Name(literal="薛婉钰"), Name(literal="刘娜"), Name(literal="苑鑫")]
    assert paper.keyword == "黄瓜;遗传转化;胚性愈伤组织"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("谢昕,王小增", [Name(literal="谢昕"), Name(literal="王小增")]),
        ("李, 四", [Name("李", "四")]),
        ("欧阳, 小明", [Name("欧阳", "小明")]),
        ("King, Martin Luther, Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
        ("van Beethoven, Ludwig", [Name("Beethoven", "Ludwig", non_dropping_particle="van")]),
        ("World Health Organization", [Name(literal="World Health Organization")]),
        ("University of California,, Irvine", [Name(literal="University of California, Irvine")]),
        ("UNESCO,", [Name(literal="UNESCO")]),
        ("Plato", [Name("Plato")]),
        ("K. He", [Name("He", "K.")]),
    ],
)
def test_names(value: str, names: list[Name]) -> None:
    assert record(f"AU  - {value}", "TI  - A").author == names


def test_names_in_natural_order_are_told_by_each_other() -> None:
    paper = record("AU  - Catarina Barata", "AU  - MEmre Celebi", "TI  - A")
    assert paper.author == [Name("Barata", "Catarina"), Name("Celebi", "MEmre")]
    alone = record("AU  - Google Brain", "AU  - He, Kaiming", "TI  - A")
    assert alone.author == [Name(literal="Google Brain"), Name("He", "Kaiming")]


def test_ovid_puts_headers_and_searches_between_records() -> None:
    text = (
        "1. exp Neoplasms/ (300)\n2. 1 and therapy.tw. (12)\n\nRecord #1 of 2\n"
        "TY  - JOUR\nTI  - One\nER  - \n<2>\nTY  - JOUR\nTI  - Two\nER  - \n"
    )
    problems: list[Problem] = []
    papers = list(ris.read(Source.of_text(text), problems))
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert [(problem.level, problem.line) for problem in problems] == [("warning", 1)]


def test_embase_and_proquest() -> None:
    paper = record(
        "T1  - A", "A1  - Li, N.", "JF  - J. Test", "JO  - J Test", "M3  - Journal Article",
        "L2  - https://embase.com/1", "U2  - L123", "AN  - 2012345678", "DB  - Embase",
        "SP  - 100", "EP  - 100", "LA  - English",
    )  # fmt: skip
    assert (paper.title, paper.author) == ("A", [Name("Li", "N.")])
    assert (paper.archive, paper.archive_location, paper.PMID) == ("Embase", "2012345678", None)
    assert (paper.container_title, paper.container_title_short) == ("J. Test", "J Test")
    assert paper.page == "100"
    assert paper.extra == {
        "ris": {"L2": ["https://embase.com/1"], "U2": ["L123"], "M3": ["Journal Article"]}
    }


def test_a_conference_paper_by_zotero_and_by_ieee() -> None:
    zotero = record("T2  - NIPS 2017", "C3  - Advances 30", "C1  - Long Beach", kind="CONF")
    assert (zotero.event_title, zotero.container_title) == ("NIPS 2017", "Advances 30")
    assert zotero.publisher_place == "Long Beach"
    ieee = record("T2  - 2016 IEEE Conference (CVPR)", "SP  - 770", "EP  - 778", kind="CONF")
    assert (ieee.container_title, ieee.page) == ("2016 IEEE Conference (CVPR)", "770-778")


def test_pages() -> None:
    assert record("SP  - 1-22", "TI  - A").page == "1-22"
    assert record("SP  - 280", "EP  - 280-284", "TI  - A").page == "280-284"
    assert record("EP  - 423", "TI  - A").page == "423"
    assert record("SP  - 483", "TI  - A", kind="BOOK").number_of_pages == "483"


def test_a_record_without_its_beginning() -> None:
    problems: list[Problem] = []
    source = Source.of_text("TI  - One\nAU  - Li, Na\nER  - \nKW  - stray\nER  - \n")
    papers = list(ris.read(source, problems))
    assert [paper.title for paper in papers] == ["One"]
    assert [(problem.line, problem.raw) for problem in problems] == [(4, "KW  - stray\nER  - ")]


def test_an_unknown_type_is_said() -> None:
    """What other formats call so is taken for it."""
    for name, kind in (
        ("XYZZY", "document"),
        ("PODCAST", "broadcast"),
        ("期刊论文", "article-journal"),
    ):
        paper = record("TI  - A", kind=name)
        assert paper.type == kind
        assert name in str(paper.remarks[0])


def test_the_places_of_a_meeting_and_of_its_publisher() -> None:
    """EndNote: CY the meeting's, C1 the publisher's; ACM and Springer have theirs under CY."""
    both = record("CY  - Oslo", "C1  - Bonn", "TI  - A", kind="CPAPER")
    assert (both.event_place, both.publisher_place) == ("Oslo", "Bonn")
    published = record("CY  - Bonn", "PB  - Forms", "TI  - A", kind="CONF")
    assert (published.event_place, published.publisher_place) == (None, "Bonn")
    met = record("CY  - Oslo", "TI  - A", kind="CONF")
    assert (met.event_place, met.publisher_place) == ("Oslo", None)


@pytest.mark.parametrize("places", [("Oslo", None), (None, "Bonn"), ("Oslo", "Bonn")])
def test_places_come_back(places: tuple[str | None, str | None]) -> None:
    for publisher in (None, "Forms"):
        paper = Paper(type="paper-conference", title="A", publisher=publisher)
        paper.event_place, paper.publisher_place = places
        (back,) = ris.read(Source.of_text("".join(ris.write([paper]))), [])
        assert (back.event_place, back.publisher_place) == places


def test_the_isbn_stands_before_the_issn() -> None:
    """Zotero takes the first for a conference paper's ISBN."""
    paper = Paper(type="paper-conference", title="A", ISSN="1234-5679", ISBN="978-0-306-40615-7")
    text = "".join(ris.write([paper]))
    assert text.index("978-0-306-40615-7") < text.index("1234-5679")


def test_every_record_of_the_fixtures(shared: Path) -> None:
    """As many as lines begin with TY; a file that is none of RIS is a problem."""
    for path in sorted((shared / "data/fixtures/ris").iterdir()):
        problems: list[Problem] = []
        papers = list(ris.read(Source.of_bytes(path.read_bytes()), problems))
        lines = path.read_text("utf-8-sig").splitlines()
        assert len(papers) == sum(line.startswith("TY  - ") for line in lines), path.name
        assert bool(problems) == (not papers), path.name


def test_lines_and_layouts_read_alike(shared: Path) -> None:
    """What is read at once and what is read line by line gives the same papers."""
    for path in sorted((shared / "data/fixtures/ris").iterdir()):
        text = path.read_text("utf-8-sig")
        odd = re.sub(r"(?m)^(TY  -.*)$", r"\1\nZZ  - odd", text)
        plain = list(ris.read(Source.of_text(text), []))
        slow = list(ris.read(Source.of_text(odd), []))
        for paper in slow:
            paper.extra = {"ris": {k: v for k, v in paper.extra["ris"].items() if k != "ZZ"}}
            paper.extra = paper.extra if paper.extra["ris"] else {}
        assert [paper.to_dict() for paper in plain] == [paper.to_dict() for paper in slow], (
            path.name
        )
