"""Conditions and citations, row by row: what the specification says of each, by small styles."""

from __future__ import annotations

from typing import Any

import pytest

from citex.csl import Citation, Cite, Processor, parse_style
from citex.errors import InvalidValue
from citex.model import Name, Paper, PartialDate

HEAD = "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"


def style(
    citation: str,
    listed: str = "<text value='.'/>",
    root: str = "",
    of: str = "",
    class_: str = "in-text",
) -> Processor:
    return Processor(
        parse_style(
            f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{class_}" version="1.0" {root}'
            f">{HEAD}"
            f"<citation {of}>{citation}</citation><bibliography><layout>{listed}</layout>"
            f"</bibliography></style>"
        )
    )


def chosen(attributes: str) -> str:
    """What prints whether a condition holds."""
    branches = f"<if {attributes}><text value='yes'/></if><else><text value='no'/></else>"
    return f"<choose>{branches}</choose>"


BOOK: dict[str, Any] = {
    "type": "book", "title": "One", "volume": "7", "page": "12-19", "edition": "2nd",
    "version": "1.2",
    "issued": PartialDate(2001, 5, circa=True), "author": [Name("Ant", "Ann"), Name("Bee", "Bob")],
    "language": "de-AT", "genre": "Poster",
}  # fmt: skip
IF = [
    ("type='book'", True), ("type='map'", False), ("type='map book'", True),
    ("type='book' match='none'", False), ("type='map' match='none'", True),
    ("type='map' match='any' variable='volume'", True), ("type='book' variable='issue'", False),
    ("type='book' variable='volume'", True),
    ("type='map' variable='volume'", False), ("type='book' match='any' variable='issue'", True),
    ("type='map' match='any' variable='issue'", False),
    ("type='book' match='none' variable='issue'", False),
    ("type='map' match='none' variable='issue'", True),
    ("type='map' match='none' variable='volume'", False),
    ("variable='volume'", True), ("variable='issue'", False), ("variable='volume page'", True),
    ("variable='volume issue'", False), ("variable='volume issue' match='any'", True),
    ("variable='issue number' match='any'", False), ("variable='volume issue' match='none'", False),
    ("variable='issue number' match='none'", True),
    ("variable='page-first'", True), ("variable='title author issued'", True),
    ("variable='editor' match='none'", True), ("is-numeric='volume'", True),
    ("is-numeric='edition'", True), ("is-numeric='title'", False),
    ("is-numeric='issue'", False),
    ("is-numeric='page'", True),
    ("is-numeric='volume' variable='issue' match='any'", True),
    ("is-numeric='volume issue' match='any'", True), ("is-numeric='volume issue'", False),
    ("is-uncertain-date='issued'", True), ("is-uncertain-date='accessed'", False),
    ("is-uncertain-date='title'", False), ("is-uncertain-date='issued' match='none'", False),
    ("disambiguate='true'", False), ("variable='volume' disambiguate='true'", False),
    ("variable='volume' disambiguate='true' match='any'", True),
    ("variable='volume page title' match='all'", True),
    ("variable='issue number section' match='any'", False),
    ("is-numeric='volume' variable='volume page' match='all'", True),
    ("is-numeric='volume' is-uncertain-date='issued' variable='title'", True),
    ("is-numeric='issue' is-uncertain-date='accessed' variable='section' match='any'", False),
    ("is-numeric='volume' is-uncertain-date='issued' match='none'", False),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "expected"), IF)
def test_a_condition(attributes: str, expected: bool) -> None:
    inside = chosen(attributes)
    processor = style(f"<layout>{inside}</layout>", inside)
    paper = Paper(id="a", **BOOK)
    made = processor.cite([paper], [Citation([Cite("a")])])
    word = "yes" if expected else "no"
    assert [str(made.citations[0]), str(made.bibliography[0].text)] == [word, word]


FULL, MONTH, SEASON, YEAR_ONLY = (
    PartialDate(2001, 5, 3), PartialDate(2001, 5), PartialDate(2001, season=1), PartialDate(2001),
)  # fmt: skip
CSL_M: list[tuple[str, dict[str, Any], bool]] = [
    # what CSL-M adds: the attributes, what the work has, whether it holds
    ("has-day='issued'", {"issued": FULL}, True), ("has-day='issued'", {"issued": MONTH}, False),
    ("has-day='issued'", {}, False), ("has-day='title'", {"title": "One"}, False),
    ("has-year-only='issued'", {"issued": YEAR_ONLY}, True),
    ("has-year-only='issued'", {"issued": SEASON}, False),
    ("has-year-only='issued'", {"issued": MONTH}, False),
    ("has-year-only='issued'", {"issued": FULL}, False), ("has-year-only='issued'", {}, False),
    ("has-to-month-or-season='issued'", {"issued": MONTH}, True),
    ("has-to-month-or-season='issued'", {"issued": SEASON}, True),
    ("has-to-month-or-season='issued'", {"issued": FULL}, False),
    ("has-to-month-or-season='issued'", {"issued": YEAR_ONLY}, False),
    ("is-plural='author'", {"author": [Name("Ant"), Name("Bee")]}, True),
    ("is-plural='author'", {"author": [Name("Ant")]}, False), ("is-plural='author'", {}, False),
    *[("is-multiple='volume'", {"volume": value}, True)
      for value in ("1, 2", "1 and 2", "1 et 2", "1 und 2", "1 – 2", "1—2", "1&2")],
    *[("is-multiple='volume'", {"volume": value}, False) for value in ("1", "1-2", "1,2", "sand")],
    ("is-multiple='volume'", {}, False),
    *[("locale='en'", {"language": tag}, tag[:2].lower() == "en")
      for tag in ("en", "en-GB", "EN", "de")],
    ("locale='en'", {}, False), ("locale='de-AT'", {"language": "de-DE"}, True),
    ("genre='Poster'", {"genre": "Poster"}, True), ("genre='Talk'", {"genre": "Poster"}, False),
    ("genre='Talk Poster'", {"genre": "Poster"}, True), ("genre='Poster'", {}, False),
    ("jurisdiction='us'", {"jurisdiction": "us"}, True),
    ("jurisdiction='us'", {"jurisdiction": "gb"}, False), ("jurisdiction='us'", {}, False),
    ("page='page'", {}, True), ("page='section'", {}, False),
    ("number='number'", {}, True), ("number='page'", {}, False),
    ("type='book' match='nand'", {}, False), ("type='map' match='nand'", {}, True),
    ("variable='volume issue' match='nand'", {"volume": "1"}, True),
    ("variable='volume issue' match='nand'", {"volume": "1", "issue": "2"}, False),
    ("type='book' variable='volume' match='nand'", {"volume": "1"}, False),
    ("type='map' variable='volume' match='nand'", {"volume": "1"}, True),
    ("type='book' is-numeric='volume' match='nand'", {"volume": "a"}, True),
    ("type='book' is-numeric='volume' match='nand'", {"volume": "1"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "has", "expected"), CSL_M)
def test_a_condition_of_csl_m(attributes: str, has: dict[str, Any], expected: bool) -> None:
    inside = chosen(attributes)
    made = style(f"<layout>{inside}</layout>", inside).cite(
        [Paper(id="a", type="book", **has)], [Citation([Cite("a")])]
    )
    word = "yes" if expected else "no"
    assert [str(made.citations[0]), str(made.bibliography[0].text)] == [word, word]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [("context='citation'", ["yes", "no"]), ("context='bibliography'", ["no", "yes"])],
)
def test_a_condition_asks_where_it_stands(attributes: str, expected: list[str]) -> None:
    inside = chosen(attributes)
    made = style(f"<layout>{inside}</layout>", inside).cite(
        [Paper(id="a")], [Citation([Cite("a")])]
    )
    assert [str(made.citations[0]), str(made.bibliography[0].text)] == expected


SETS = "<conditions match='{}'><condition {}/><condition {}/></conditions>".format
VOLUME, ISSUE, PAGE = "variable='volume'", "variable='issue'", "variable='page'"
SEVERAL = [
    # sets of conditions, of which the work has volume and page, no issue
    (SETS("all", VOLUME, PAGE), True), (SETS("all", VOLUME, ISSUE), False),
    (SETS("any", VOLUME, ISSUE), True), (SETS("any", ISSUE, ISSUE), False),
    (SETS("none", ISSUE, ISSUE), True), (SETS("none", VOLUME, ISSUE), False),
    (SETS("nand", VOLUME, ISSUE), True), (SETS("nand", VOLUME, PAGE), False),
    (SETS("all", VOLUME, "variable='volume issue' match='any'"), True),
    (SETS("all", VOLUME, "variable='volume issue' match='none'"), False),
    (SETS("any", ISSUE, "variable='volume issue'"), False),
    # without a word for it, all must hold
    (SETS("all", VOLUME, PAGE).replace(" match='all'", ""), True),
    (SETS("all", VOLUME, ISSUE).replace(" match='all'", ""), False),
    (SETS("all", VOLUME, "variable='volume issue'"), False),
]  # fmt: skip


@pytest.mark.parametrize(("conditions", "expected"), SEVERAL)
def test_sets_of_conditions(conditions: str, expected: bool) -> None:
    inside = (
        f"<choose><if>{conditions}<text value='yes'/></if><else><text value='no'/></else></choose>"
    )
    (entry,) = style("<layout><text value='.'/></layout>", inside).bibliography(
        [Paper(id="a", volume="1", page="2")]
    )
    assert str(entry.text) == ("yes" if expected else "no")


PLACED = [
    ("variable='locator'", Cite("a", locator="3"), True), ("variable='locator'", Cite("a"), False),
    ("variable='label'", Cite("a", locator="3", label="chapter"), True),
    ("locator='page'", Cite("a", locator="3"), True),
    ("locator='chapter'", Cite("a", locator="3"), False),
    ("locator='chapter'", Cite("a", locator="3", label="chapter"), True),
    ("locator='chapter'", Cite("a", locator="ch. 3"), True),
    ("locator='sub-verbo'", Cite("a", locator="x", label="sub verbo"), True),
    ("locator='page chapter' match='any'", Cite("a", locator="3"), True),
    ("is-numeric='locator'", Cite("a", locator="3"), True),
    ("is-numeric='locator'", Cite("a", locator="word"), False),
    ("is-numeric='locator'", Cite("a"), False),
    ("position='first'", Cite("a", position="first"), True),
    ("position='first'", Cite("a", position="ibid"), False),
    ("position='subsequent'", Cite("a", position="first"), False),
    ("position='subsequent'", Cite("a", position="subsequent"), True),
    ("position='subsequent'", Cite("a", position="ibid-with-locator"), True),
    ("position='ibid'", Cite("a", position="subsequent"), False),
    ("position='ibid'", Cite("a", position="ibid"), True),
    ("position='ibid'", Cite("a", position="ibid-with-locator"), True),
    ("position='ibid-with-locator'", Cite("a", position="ibid"), False),
    ("position='near-note'", Cite("a", position="subsequent", near_note=True), True),
    ("position='near-note'", Cite("a", position="subsequent", near_note=False), False),
    ("position='near-note'", Cite("a", position="first", near_note=True), False),
    ("position='first ibid' match='any'", Cite("a", position="ibid"), True),
    ("position='far-note'", Cite("a", position="subsequent", near_note=False), True),
    ("position='far-note'", Cite("a", position="subsequent", near_note=True), False),
    ("position='far-note'", Cite("a", position="ibid", near_note=False), False),
    ("position='ibid-with-locator'", Cite("a", position="ibid-with-locator"), True),
    ("position='near-note'", Cite("a", position="ibid", near_note=True), True),
    ("variable='locator-extra'", Cite("a", locator="3"), False),
    ("variable='first-reference-note-number'", Cite("a", first_note=3), True),
    ("variable='citation-number'", Cite("a"), True), ("variable='year-suffix'", Cite("a"), False),
    ("is-numeric='citation-number'", Cite("a"), True),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "cite", "expected"), PLACED)
def test_a_condition_on_a_cite(attributes: str, cite: Cite, expected: bool) -> None:
    processor = style(f"<layout>{chosen(attributes)}</layout>")
    made = processor.cite([Paper(id="a", **BOOK)], [Citation([cite])])
    assert str(made.citations[0]) == ("yes" if expected else "no")


LISTED = [
    ("variable='locator'", False), ("variable='label'", False),
    ("variable='citation-number'", True), ("variable='year-suffix'", False),
    ("variable='first-reference-note-number'", False), ("locator='page'", False),
    ("position='first'", False), ("position='subsequent'", False), ("position='near-note'", False),
    ("is-numeric='locator'", False),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "expected"), LISTED)
def test_a_condition_on_a_cite_in_the_list(attributes: str, expected: bool) -> None:
    processor = style("<layout><text value='.'/></layout>", chosen(attributes))
    entry = processor.bibliography([Paper(id="a", **BOOK)])[0].text
    assert str(entry) == ("yes" if expected else "no")


ANT, BEE = Name("Ant", "Ann"), Name("Bee", "Bob")
WORKS = [
    Paper(id=key, type="book", title=title, author=people, issued=PartialDate(year))
    for key, title, people, year in (
        ("a", "One", [ANT], 2001), ("b", "Two", [ANT], 2001), ("c", "Three", [ANT], 2001),
        ("d", "Four", [ANT], 2002),
        ("e", "Five", [BEE], 2001), ("f", "Six", [ANT, BEE], 2003), ("g", "Seven", None, 2004),
    )
]  # fmt: skip
YEAR = "<date variable='issued'><date-part name='year'/></date>"
LAYOUT = (
    "<layout prefix='(' suffix=')' delimiter='; '><group delimiter=' '><names variable='author'/>"
    f"{YEAR}<text variable='locator' prefix='p'/></group></layout>"
)
SUFFIXED = "disambiguate-add-year-suffix='true' "
CITED = [
    ("", [Cite("a"), Cite("d"), Cite("e")], "(Ann Ant 2001; Ann Ant 2002; Bob Bee 2001)"),
    ("collapse='year'", [Cite("a"), Cite("d"), Cite("e")], "(Ann Ant 2001, 2002; Bob Bee 2001)"),
    ("collapse='year'", [Cite("a"), Cite("e"), Cite("d")],
     "(Ann Ant 2001; Bob Bee 2001; Ann Ant 2002)"),
    ("cite-group-delimiter='/'", [Cite("a"), Cite("d"), Cite("e")],
     "(Ann Ant 2001/Ann Ant 2002; Bob Bee 2001)"),
    ("collapse='year' cite-group-delimiter='/'", [Cite("a"), Cite("d")], "(Ann Ant 2001/2002)"),
    ("collapse='year'",
     [Cite("a", locator="3"), Cite("d")], "(Ann Ant 2001 p3, 2002)"),
     ("collapse='year'", [Cite("a"), Cite("f")], "(Ann Ant 2001; Ann Ant, Bob Bee 2003)"),
    (SUFFIXED, [Cite("a"), Cite("b"), Cite("d")], "(Ann Ant 2001a; Ann Ant 2001b; Ann Ant 2002)"),
    (SUFFIXED + "collapse='year'", [Cite("a"), Cite("b"), Cite("d")],
     "(Ann Ant 2001a, 2001b, 2002)"),
     (SUFFIXED + "collapse='year-suffix' year-suffix-delimiter=','",
      [Cite("a"), Cite("b"), Cite("c")], "(Ann Ant 2001a,b,c)"),
    (SUFFIXED + "collapse='year-suffix-ranged' year-suffix-delimiter=','",
     [Cite("a"), Cite("b"), Cite("c")], "(Ann Ant 2001a–c)"),
     (SUFFIXED + "collapse='year-suffix-ranged' year-suffix-delimiter=','",
      [Cite("a"), Cite("b")], "(Ann Ant 2001a,b)"),
    ("", [Cite("a", prefix="see", suffix="passim")], "(see Ann Ant 2001 passim)"),
    ("", [Cite("a", prefix="see ", suffix=", passim")], "(see Ann Ant 2001, passim)"),
    ("", [Cite("a", suffix=";"), Cite("e")], "(Ann Ant 2001; Bob Bee 2001)"),
    ("", [Cite("a"), Cite("e", prefix=", ")], "(Ann Ant 2001, Bob Bee 2001)"),
    ("", [Cite("a", suffix="."), Cite("e")], "(Ann Ant 2001. Bob Bee 2001)"),
    ("", [Cite("a", suppress_author=True)], "(2001)"),
    ("", [Cite("a", author_only=True)], "Ann Ant"),
    ("", [Cite("a", author_only=True), Cite("e")], "Ann Ant"),
    ("", [Cite("a", locator=" 3 ")], "(Ann Ant 2001 p3)"),
    ("", [Cite("g"), Cite("a")], "(2004; Ann Ant 2001)"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "cites", "expected"), CITED)
def test_a_citation(of: str, cites: list[Cite], expected: str) -> None:
    made = style(LAYOUT, of=of).cite(WORKS, [Citation(cites)])
    assert str(made.citations[0]) == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation([Cite("a")], prefix="see ", suffix=" and more"), "(see Ann Ant 2001 and more)"),
        (Citation([Cite("a"), Cite("e")], mode="composite"), "Ann Ant (2001; Bob Bee 2001)"),
        (Citation([Cite("a"), Cite("e")], mode="author-only"), "Ann Ant"),
        (Citation([Cite("a"), Cite("e")], mode="suppress-author"), "(2001; Bob Bee 2001)"),
        (Citation([Cite("a")], prefix="see", suffix="etc"), "(see Ann Ant 2001 etc)"),
    ],
)  # fmt: skip
def test_a_citation_with_words_of_its_own(citation: Citation, expected: str) -> None:
    assert str(style(LAYOUT).cite(WORKS, [citation]).citations[0]) == expected


NUMBER = "<layout prefix='[' suffix=']' delimiter=', '><text variable='citation-number'/></layout>"
NUMBERED = [
    ("", "a b c e", "[1, 2, 3, 5]"), ("collapse='citation-number'", "a b c e", "[1–3, 5]"),
    ("collapse='citation-number'", "a b e", "[1, 2, 5]"),
    ("collapse='citation-number' after-collapse-delimiter='; '", "a b c e f g", "[1–3; 5–7]"),
    ("collapse='citation-number' after-collapse-delimiter='; '", "a c e", "[1, 3, 5]"),
    ("collapse='citation-number'", "b a", "[2, 1]"),
    ("collapse='citation-number'", "a a", "[1, 1]"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "keys", "expected"), NUMBERED)
def test_numbers(of: str, keys: str, expected: str) -> None:
    made = style(NUMBER, of=of).cite(
        WORKS,
        [
            *(Citation([Cite(key)]) for key in "abcdefg"),
            Citation([Cite(key) for key in keys.split()]),
        ],
    )
    assert str(made.citations[-1]) == expected


def test_what_a_cite_takes() -> None:
    assert Cite("a", locator=12).locator == "12"  # type: ignore[arg-type]
    assert Cite("a", locator="  ").locator is None
    assert Cite("a", label="Chapter").label in ("chapter", "Chapter")
    for wrong in (
        {"id": 1},
        {"id": "a", "locator": []},
        {"id": "a", "position": "odd"},
        {"id": "a", "label": 7},
    ):
        with pytest.raises(InvalidValue):
            Cite(**wrong)  # type: ignore[arg-type]


SORTED = [
    ("", "a e d", "(Bob Bee 2001; Ann Ant 2002; Ann Ant 2001)"),
    ("collapse='year'", "a e d", "(Bob Bee 2001; Ann Ant 2002, 2001)"),
    ("collapse='year'", "a e d f", "(Bob Bee 2001; Ann Ant 2002, 2001; Ann Ant, Bob Bee 2003)"),
    ("cite-group-delimiter='/'", "a e d g", "(Bob Bee 2001; Ann Ant 2002/Ann Ant 2001; 2004)"),
    ("", "a f d", "(Ann Ant 2002; Ann Ant 2001; Ann Ant, Bob Bee 2003)"),
    ("collapse='year'", "a f c", "(Ann Ant 2001, 2001; Ann Ant, Bob Bee 2003)"),
    ("", "a f c", "(Ann Ant 2001; Ann Ant, Bob Bee 2003; Ann Ant 2001)"),
]


@pytest.mark.parametrize(("of", "keys", "expected"), SORTED)
def test_cites_that_are_sorted_and_grouped(of: str, keys: str, expected: str) -> None:
    processor = style(f"<sort><key variable='title'/></sort>{LAYOUT}", of=of)
    made = processor.cite(WORKS, [Citation([Cite(key) for key in keys.split()])])
    assert str(made.citations[0]) == expected
