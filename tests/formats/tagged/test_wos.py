"""Web of Science's plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import wos
from citex.model import Name, Paper, PartialDate

TEXT = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Parkes-Loach, PS
   Law, CJ
AF Parkes-Loach, Pamela S.
   Law, Christopher J.
CA Photosynthesis Grp
TI Interactions stabilizing the structure of the core
   complex
SO BIOCHEMISTRY
LA English
DT Article
DE one; two
PD MAY-JUN
PY 2004
VL 43
IS 22
BP 7003
EP 7016
SN 0006-2960
EI 1520-4995
DI 10.1021/bi049798f
UT WOS:000221792400023
TC 12
Z9 15
ER

EF
"""


def read(text: str) -> list[Paper]:
    problems: list[Problem] = []
    papers = list(wos.FORMAT.papers(Source.of_text(text), problems))
    assert problems == []
    return papers


def test_an_article() -> None:
    (paper,) = read(TEXT)
    assert paper.author == [
        Name("Parkes-Loach", "Pamela S."), Name("Law", "Christopher J."),
        Name(literal="Photosynthesis Grp"),
    ]  # fmt: skip
    assert paper.title == "Interactions stabilizing the structure of the core complex"
    assert paper.issued == PartialDate(2004, 5, end=PartialDate(2004, 6))
    assert (paper.page, paper.ISSN) == ("7003-7016", "0006-2960, 1520-4995")
    assert (paper.language, paper.keyword) == ("en", "one, two")
    assert paper.custom == {"metrics": {"citation-count": 15}}
    assert paper.extra == {"isi": {"UT": ["WOS:000221792400023"], "DT": ["Article"]}}


def test_short_names_and_early_access_and_seasons() -> None:
    (paper,) = read("PT J\nAU Smith, JA\n   Wu, B\nPD SPR\nPY 2011\nEA JAN 2010\nER\nEF\n")
    assert paper.author == [Name("Smith", "J. A."), Name("Wu", "B.")]
    assert paper.issued == PartialDate(2011, season=1)
    assert paper.available_date == PartialDate(2010, 1)


def test_proceedings_books_and_patents() -> None:
    meeting, book, patent = read(
        "PT C\nTI A\nSO Proc X\nCT X 2011\nCL Rome\nDT Proceedings Paper\nER\n"
        "PT B\nTI B\nBE Li, Na\nBN 978-3-16-148410-0\nER\n"
        "PT P\nTI C\nPN US1-A\nAE ACME CO\nER\nEF\n"
    )
    assert (meeting.type, meeting.event_title, meeting.event_place) == (
        "paper-conference", "X 2011", "Rome",
    )  # fmt: skip
    assert (book.type, book.editor, book.ISBN) == ("book", [Name("Li", "Na")], "978-3-16-148410-0")
    assert (patent.type, patent.number, patent.publisher) == ("patent", "US1-A", "ACME CO")


def test_every_record_of_the_fixtures(shared: Path) -> None:
    folder = shared / "data/fixtures"
    for path in [*sorted((folder / "isi").iterdir()), folder / "ris/rispy__example_wos.ris"]:
        text = path.read_text("utf-8-sig")
        papers = read(text)
        assert len(papers) == sum(line.startswith("PT ") for line in text.splitlines()), path.name


KINDS = [
    # PT, DT, what else; the type
    ("J", "Article", "", "article-journal"), ("J", "Proceedings Paper", "", "article-journal"),
    ("J", "Article; Book Chapter", "", "article-journal"), ("J", "Data Set", "", "dataset"),
    ("J", "Data Study", "", "dataset"), ("J", "Article; Proceedings Paper", "BN 978-3-16-148410-0",
                                         "paper-conference"),
    ("J", "Article; Book Chapter", "BN 978-3-16-148410-0", "chapter"),
    ("J", "Article", "BN 978-3-16-148410-0", "article-journal"),
    ("B", "Book", "", "book"), ("B", "Book", "SO A TITLE", "book"),
    ("B", "Article", "SO A Book", "chapter"), ("B", "Book Chapter", "", "chapter"),
    ("B", "Proceedings Paper", "SO A Book", "paper-conference"),
    ("S", "Article; Book Chapter", "SO A Series", "chapter"), ("P", "Data Set", "", "patent"),
    ("S", "Proceedings Paper", "SO A Series", "paper-conference"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "genres", "more", "expected"), KINDS)
def test_types_of_web_of_science(kind: str, genres: str, more: str, expected: str) -> None:
    lines = [f"PT {kind}", "TI A title", f"DT {genres}", *more.splitlines(), "ER", "", "EF"]
    (paper,) = read("\n".join(lines) + "\n")
    assert paper.type == expected
