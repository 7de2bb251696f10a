"""Fine points of the lore: what a careless change would lose, each in a line."""

from __future__ import annotations

import pytest

import citex
from citex.formats import Source
from citex.formats.tagged import nbib, noteexpress, ris
from citex.formats.tree import endnote_xml, hayagriva, mods
from citex.model import Name, Paper, PartialDate
from citex.text.abstracts import abstract
from citex.text.cleaning import clean
from citex.text.identifiers import plain_doi
from citex.text.names import sources
from citex.text.names.doubts import undressed
from citex.text.tex.decode import decode
from citex.text.tex.math import chemical
from citex.text.tex.symbols import accented


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<h4>Aims</h4>Trees.", "Aims: Trees."), ("<H4>Aims</H4>Trees.", "Aims: Trees."),
        ("<jats:title>Aims</jats:title>Trees.", "Aims: Trees."), ("<p>Trees.</p>", "Trees."),
    ],
)  # fmt: skip
def test_headings_of_abstracts(value: str, expected: str) -> None:
    assert abstract(value, None, []) == expected


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.5555/12345X", "10.5555/12345x"), ("10.5555/12345.", "10.5555/12345"),
        ("10.5555/12345;'", "10.5555/12345"), ("10.5555/1(2)3", "10.5555/1(2)3"),
        ("10.5555/123)", "10.5555/123"), ("10.5555/1”", "10.5555/1"),
    ],
)  # fmt: skip
def test_the_end_of_a_doi(doi: str, expected: str) -> None:
    assert (plain_doi(doi) or "").lower() == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"issue": "03"}, {"issue": "3"}), ({"issue": "10"}, {"issue": "10"}),
        ({"title": "On [growth]"}, {"title": "On [growth]"}),
        ({"title": "[On] growth"}, {"title": "[On] growth"}),
    ],
)  # fmt: skip
def test_what_is_cleaned(before: dict[str, str], after: dict[str, str]) -> None:
    paper = clean(Paper(type="article-journal", container_title="Annals", **before))
    assert {name: getattr(paper, name) for name in after} == after


@pytest.mark.parametrize(
    ("text", "family", "given", "suffix"),
    [
        ("José Ortega y Gasset", "Ortega y Gasset", "José", None),
        ("Anna Maria Lena Meier", "Meier", "Anna Maria Lena", None),
        ("Martin King II", "King", "Martin", "II"),
        ("Martin King Jr", "King", "Martin", "Jr."),
    ],
)
def test_names_in_their_natural_order(
    text: str, family: str, given: str, suffix: str | None
) -> None:
    name = sources.natural(text)
    assert (name.family, name.given, name.suffix) == (family, given, suffix)


def test_a_number_of_an_issue_that_begins_with_nothing() -> None:
    """In a record in which all else is as it should be."""
    worded = {"title": "How small rivers shape the floors of the valleys that they run through",
              "container_title": "Journal of Example Studies and Reports"}  # fmt: skip
    issues = [
        clean(Paper(type="article-journal", issue=issue, **worded)).issue for issue in ("03", "3")
    ]
    assert issues == ["3", "3"]


def test_formulas_and_accents() -> None:
    assert chemical("{H2}O") == "H<sub>2</sub>O"
    assert [accented(accent, "") for accent in "^~`'\"="] == ["^", "~", "`", "´", "¨", "¯"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\symbol{126}", "~"), (r"\symbol{'176}", "~"), (r'\symbol{"7E}', "~"),
        (r"\symbol{x}", "x"), (r"\symbol{31}", ""), (r"\symbol{32}a", "a"),
        (r"\ang{30}", "30°"), (r"\numrange{3}{5}", "3–5"), (r"\ce{\o}", "ø"), (r"\'{\i}", "í"),
    ],
)  # fmt: skip
def test_commands_whose_text_is_made_of_their_argument(source: str, expected: str) -> None:
    assert decode(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Lee, Ann"', "Lee, Ann"), ("“Lee, Ann”", "Lee, Ann"), ("[Lee, Ann]", "Lee, Ann"),
        ("“Lee”, “Ann”", "“Lee”, “Ann”"), ("Lee, Ann 1,2", "Lee, Ann"), ("Lee  Ann", "Lee Ann"),
        ("By Ann Lee", "Ann Lee"), ("by 7", "by 7"), ("Lee，Ann", "Lee, Ann"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name(text: str, expected: str) -> None:
    assert undressed(text) == expected


def test_papers_of_one_author_are_in_the_order_of_their_years() -> None:
    ant, bee = Name("Ant", "Ann"), Name("Bee", "Bo")
    papers = [
        Paper(id="5", author=[bee]), Paper(id="4", author=[ant], issued=PartialDate(2020)),
        Paper(id="3", author=[ant], issued=PartialDate(2019), title="b"),
        Paper(id="2", author=[ant], issued=PartialDate(2019), title="A"),
        Paper(id="1", author=[ant], title="z"), Paper(id="0", editor=[Name(literal="an")]),
    ]  # fmt: skip
    assert [paper.id for paper in sorted(papers)] == ["0", "1", "2", "3", "4", "5"]


def test_a_rank_behind_the_given_names() -> None:
    text = '[{"id": "a", "type": "book", "author": [{"family": "King", "given": "Martin II"}]}]'
    (paper,) = citex.parse(text, "csljson")
    assert paper.author == [Name("King", "Martin", suffix="II")]


def test_an_abstract_of_cnki_ends_with_its_text() -> None:
    text = "{Reference Type}: Book\n{Title}: A\n{Abstract}: <正>One.(#br)Two.(#br)\n"
    (paper,) = noteexpress.read(Source.of_text(text), [])
    assert paper.abstract == "One.\nTwo."


def test_an_id_of_pubmed_central_that_is_there_twice() -> None:
    lines = "TY  - JOUR\nTI  - A\n{}U1  - PMC4756000[pmcid]\nER  - \n"
    (alone,) = ris.read(Source.of_text(lines.format("")), [])
    (twice,) = ris.read(Source.of_text(lines.format("AN  - PMC4756000\n")), [])
    assert (alone.PMCID, alone.note) == ("PMC4756000", None)
    assert twice.note is None


def test_long_lines_of_nbib_are_broken_at_single_blanks() -> None:
    words = ("word " * 16 + " two  blanks and " + "more " * 20).strip()
    text = "".join(nbib.write([Paper(id="1", type="article-journal", title=words)]))
    assert max(map(len, text.splitlines())) <= 88
    assert not [line for line in text.splitlines() if line.startswith("       ")]
    (paper,) = nbib.read(Source.of_text(text), [])
    assert paper.title == words


def test_a_record_of_mods_with_its_id_and_the_author_of_its_host() -> None:
    text = (
        '<mods xmlns="http://www.loc.gov/mods/v3" ID="m1"><titleInfo><title>A</title></titleInfo>'
        '<relatedItem type="host"><titleInfo><title>B</title></titleInfo><name type="personal">'
        '<namePart type="family">Ant</namePart><namePart type="given">Ann</namePart></name>'
        "</relatedItem></mods>"
    )
    (paper,) = mods.read(Source.of_text(text), [])
    assert (paper.id, paper.title, paper.container_title) == ("m1", "A", "B")


def test_what_a_mods_record_is_a_review_of() -> None:
    text = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>'
        '<relatedItem type="reviewOf"><titleInfo><title>B</title></titleInfo><name type="personal">'
        '<namePart type="family">Ant</namePart><namePart type="given">Ann</namePart></name>'
        "</relatedItem></mods>"
    )
    (paper,) = mods.read(Source.of_text(text), [])
    assert (paper.reviewed_title, paper.reviewed_author) == ("B", [Name("Ant", "Ann")])


@pytest.mark.parametrize(
    ("pages", "variable"),
    [("101-117", "page"), ("312", "number_of_pages"), ("312 p.", "number_of_pages")],
)
def test_pages_of_an_endnote_record(pages: str, variable: str) -> None:
    """The field is the number of pages of a book; a range in it is a range all the same."""
    text = (
        '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>A</title></titles>'
        f"<pages>{pages}</pages></record></records></xml>"
    )
    (paper,) = endnote_xml.FORMAT.papers(Source.of_text(text), [])
    assert getattr(paper, variable), paper


def test_an_address_in_hayagriva_with_the_day_it_was_seen() -> None:
    seen = Paper(id="a", title="A", URL="https://example.org/a", accessed=PartialDate(2020, 3, 5))
    text = "".join(hayagriva.write([seen]))
    assert 'url:\n    value: "https://example.org/a"' in text
    (back,) = hayagriva.FORMAT.papers(Source.of_text(text), [])
    assert (back.URL, back.accessed) == (seen.URL, seen.accessed)


def test_the_parent_of_what_is_no_part() -> None:
    text = "a:\n  type: web\n  title: A\n  parent:\n    type: {}\n    title: B\n".format
    (held,) = hayagriva.FORMAT.papers(Source.of_text(text("blog")), [])
    (listed,) = hayagriva.FORMAT.papers(Source.of_text(text("anthology")), [])
    assert (held.container_title, held.collection_title) == ("B", None)
    assert (listed.container_title, listed.collection_title) == (None, "B")


@pytest.mark.parametrize("text", ["cff-version: 1.2.0\nversion: 1\n", "version: 1\nlicense: MIT\n"])
def test_yaml_without_title_and_authors_is_no_citation_file(text: str) -> None:
    problems: list[citex.Problem] = []
    assert citex.parse(text, "cff", problems=problems) == []
    assert "neither authors nor a title" in problems[0].message


def test_a_citation_file_may_have_a_title_alone() -> None:
    (paper,) = citex.parse("cff-version: 1.2.0\ntitle: A\n", "cff", problems=[])
    assert paper.title == "A"
