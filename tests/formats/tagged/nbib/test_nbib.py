"""NBIB as PubMed, PMC and ERIC write it; lines wrapped and joined again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import nbib
from citex.model import Name, Paper, PartialDate


def read(text: str) -> Paper:
    problems: list[Problem] = []
    (paper,) = nbib.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def test_names_that_are_there_only_in_short_are_read() -> None:
    found = read("PMID- 1\nTI  - T\nAU  - King ML\nED  - Lee A\n")
    assert found.author == [Name("King", "M. L.")]
    assert found.editor == [Name("Lee", "A.")]


def test_what_is_written() -> None:
    paper = Paper(
        type="article-journal",
        title="On the growth of things that nobody has seen so far and will not see",
        author=[Name("King", "Martin Luther", suffix="Jr."), Name(literal="The Study Group")],
        container_title="Nature", container_title_short="Nature", issued=PartialDate(2023, 6, 1),
        available_date=PartialDate(2023, 5, 30), PMID="123", DOI="10.1000/x", language="en",
        keyword="one, two",
    )  # fmt: skip
    assert "".join(nbib.write([paper])).split("\n") == [
        "PMID- 123",
        "TI  - On the growth of things that nobody has seen so far and will not see.",
        "AID - 10.1000/x [doi]", "LID - 10.1000/x [doi]", "FAU - King, Martin Luther, Jr.",
        "AU  - King ML Jr", "CN  - The Study Group", "DP  - 2023 Jun 1", "DEP - 20230530",
        "LA  - eng", "TA  - Nature", "JT  - Nature", "OT  - one", "OT  - two",
        "PT  - Journal Article", "",
    ]  # fmt: skip
    assert read("".join(nbib.write([paper]))) == paper


def test_pmid_comes_first_even_when_unknown() -> None:
    assert "".join(nbib.write([Paper(type="book", title="A")])).startswith("PMID- \n")


@given(st.text(alphabet="ab -.\u00e9中", max_size=400))
def test_wrapped_lines_are_joined_again(text: str) -> None:
    paper = Paper(type="article-journal", PMID="1", abstract=text)
    lines = "".join(nbib.write([paper])).split("\n")
    assert all(len(line) <= nbib.WIDTH or " " not in line[6:] or "  " in line for line in lines)
    found = read("".join(nbib.write([paper])))
    assert (found.abstract or "") == text.strip()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023 Jun 1", PartialDate(2023, 6, 1)),
        ("2018 Spring", PartialDate(2018, season=1)),
        ("2013 Nov-Dec", PartialDate(2013, 11, end=PartialDate(2013, 12))),
        ("2013 06 10", PartialDate(2013, 6, 10)),
        ("2009", PartialDate(2009)),
        ("2010   06", PartialDate(2010, 6)),
    ],
)
def test_dates(text: str, date: PartialDate) -> None:
    assert read(f"PMID- 1\nDP  - {text}\n").issued == date


def test_pages_are_spelt_out() -> None:
    assert read("PMID- 1\nPG  - 454-81\n").page == "454-481"
    assert read("PMID- 1\nPG  - e12-e15\n").page == "e12-e15"


def test_short_names_serve_where_there_are_no_full_ones() -> None:
    paper = read("PMID- 1\nAU  - Schmidt Rivera XC\nAU  - Smith J Jr\n")
    assert paper.author == [
        Name("Schmidt Rivera", "X. C."), Name("Smith", "J.", suffix="Jr."),
    ]  # fmt: skip


def test_a_translated_title_and_its_original() -> None:
    paper = read("PMID- 1\nTI  - [On rivers].\nTT  - Über Flüsse.\nLA  - ger\n")
    assert (paper.title, paper.original_title) == ("Über Flüsse", None)
    assert paper.custom["translations"] == {"en": {"title": "On rivers"}}
    assert paper.language == "de"


def test_eric() -> None:
    paper = read(
        "OWN - ERIC\nTI  - A Test\nAU  - Eggen, Theo J. H. M.\nJT  - J. Tests\nOID - EJ1227990\n"
        "LID - http://eric.ed.gov/?id=EJ1227990\nISSN- EISSN-2375-5636\n"
        "PT  - Journal Articles\nPT  - Reports - Descriptive\n"
    )
    assert (paper.type, paper.ISSN) == ("article-journal", "2375-5636")
    assert paper.URL == "http://eric.ed.gov/?id=EJ1227990"
    assert paper.author == [Name("Eggen", "Theo J. H. M.")]


def test_what_is_unknown_is_given_back(shared: Path) -> None:
    for path in sorted((shared / "data/fixtures/nbib").iterdir()):
        papers = list(nbib.read(Source.of_bytes(path.read_bytes()), []))
        again = list(nbib.read(Source.of_text("".join(nbib.write(papers))), []))
        assert [paper.to_dict() for paper in again] == [paper.to_dict() for paper in papers]


def test_every_record_of_the_fixtures(shared: Path) -> None:
    """Blocks of tagged lines, parted by empty lines."""
    for path in sorted((shared / "data/fixtures/nbib").iterdir()):
        text = path.read_text("utf-8-sig")
        blocks = [b for b in re.split(r"\n\s*\n", text) if re.match(r"\s*[A-Z]{2,4} *-", b)]
        papers = list(nbib.read(Source.of_text(text), []))
        assert len(papers) == len(blocks), path.name
