"""CSL element by element: layouts and works of our own, and what the specification asks for.

The official suite asks for more, and lies beside the project; these cases go with it.
"""

# ruff: noqa: E501  # a layout is read best on one line

from __future__ import annotations

import pytest

from citex.csl import Citation, Cite, Processor, parse_style
from citex.model import Name, Paper, PartialDate

ANN, BOB, CYD, DAN = (
    Name("Ant", "Ann Lea"),
    Name("Bee", "Bob"),
    Name("Cat", "Cyd"),
    Name("Dog", "Dan"),
)
VAN = Name("Gogh", "Vincent", non_dropping_particle="van")
DE = Name("Tocqueville", "Alexis", dropping_particle="de")
JUNIOR = Name("King", "Martin", suffix="Jr.", comma_suffix=True)
BODY = Name(literal="World Body")
WANG = Name("王", "伟")


def style(
    bibliography: str,
    citation: str = "",
    root: str = "",
    class_: str = "in-text",
    listed: str = "",
    before: str = "",
) -> Processor:
    """A processor of a style with this list (what is inside its layout) and this citation."""
    body = bibliography if "<layout" in bibliography else f"<layout>{bibliography}</layout>"
    cites = citation or "<text value='.'/>"
    cites = cites if "<layout" in cites else f"<layout>{cites}</layout>"
    attributes, _, cites_attributes = root.partition("|")
    return Processor(
        parse_style(
            f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{class_}" version="1.0" {attributes}>'
            "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
            f"{before}<citation {cites_attributes}>{cites}</citation>"
            f"<bibliography {listed}>{body}</bibliography></style>"
        )
    )


def names(*people: Name, **more: object) -> Paper:
    return Paper(id="a", type="book", author=list(people), **more)  # type: ignore[arg-type]


def dated(*numbers: int, end: PartialDate | None = None, **more: object) -> Paper:
    return Paper(id="a", type="book", issued=PartialDate(*numbers, end=end, **more))  # type: ignore[arg-type]


NAME = "<names variable='author'>{}</names>".format
NAMES = [
    # what is in cs:names, the work, what is printed
    ("<name/>", names(ANN, BOB), "Ann Lea Ant, Bob Bee"),
    ("<name and='text'/>", names(ANN), "Ann Lea Ant"),
    ("<name and='text'/>", names(ANN, BOB), "Ann Lea Ant and Bob Bee"),
    ("<name and='symbol'/>", names(ANN, BOB), "Ann Lea Ant & Bob Bee"),
    ("<name and='text'/>", names(ANN, BOB, CYD), "Ann Lea Ant, Bob Bee, and Cyd Cat"),
    ("<name and='text' delimiter='; '/>", names(ANN, BOB, CYD),
     "Ann Lea Ant; Bob Bee; and Cyd Cat"),
    (
        "<name and='text' delimiter-precedes-last='never'/>", names(ANN, BOB, CYD),
        "Ann Lea Ant, Bob Bee and Cyd Cat",
    ),
    (
        "<name and='text' delimiter-precedes-last='always'/>", names(ANN, BOB),
        "Ann Lea Ant, and Bob Bee",
    ),
    (
        "<name and='text' name-as-sort-order='first' delimiter-precedes-last='after-inverted-name'/>",
        names(ANN, BOB), "Ant, Ann Lea, and Bob Bee",
    ),
    (
        "<name and='text' name-as-sort-order='first' delimiter-precedes-last='after-inverted-name'/>",
        names(ANN, BOB, CYD), "Ant, Ann Lea, Bob Bee and Cyd Cat",
    ),
    ("<name name-as-sort-order='all'/>", names(ANN, BOB), "Ant, Ann Lea, Bee, Bob"),
    ("<name name-as-sort-order='all' sort-separator=' '/>", names(ANN), "Ant Ann Lea"),
    ("<name form='short'/>", names(ANN, VAN), "Ant, van Gogh"),
    ("<name form='count'/>", names(ANN, BOB, CYD), "3"),
    ("<name initialize-with='. '/>", names(ANN), "A. L. Ant"),
    ("<name initialize-with='.'/>", names(ANN), "A.L. Ant"),
    ("<name initialize-with=''/>", names(ANN), "AL Ant"),
    ("<name initialize-with='.' name-as-sort-order='all'/>", names(ANN), "Ant, A.L."),
    ("<name initialize='false' initialize-with='. '/>", names(Name("Ant", "A L Lea")),
     "A. L. Lea Ant"),
    ("<name initialize-with='. '/>", names(Name("Ant", "Ann-Lea")), "A.-L. Ant"),
    ("<name/>", names(VAN), "Vincent van Gogh"),
    ("<name name-as-sort-order='all'/>", names(VAN), "Gogh, Vincent van"),
    ("<name name-as-sort-order='all'/>", names(DE), "Tocqueville, Alexis de"),
    ("<name form='short'/>", names(DE), "Tocqueville"),
    ("<name/>", names(JUNIOR), "Martin King, Jr."),
    ("<name name-as-sort-order='all'/>", names(JUNIOR), "King, Martin, Jr."),
    ("<name name-as-sort-order='all'/>", names(BODY, ANN), "World Body, Ant, Ann Lea"),
    ("<name/>", names(WANG), "王伟"),
    ("<name form='short'/>", names(WANG), "王"),
    # et al.: from three names on, one, or two, or the last
    ("<name et-al-min='3' et-al-use-first='1'/>", names(ANN, BOB), "Ann Lea Ant, Bob Bee"),
    ("<name et-al-min='3' et-al-use-first='1'/>", names(ANN, BOB, CYD), "Ann Lea Ant et al."),
    ("<name et-al-min='3' et-al-use-first='2'/>", names(ANN, BOB, CYD),
     "Ann Lea Ant, Bob Bee, et al."),
    ("<name et-al-min='1' et-al-use-first='1'/>", names(ANN), "Ann Lea Ant"),
    (
        "<name et-al-min='3' et-al-use-first='2' delimiter-precedes-et-al='never'/>",
        names(ANN, BOB, CYD), "Ann Lea Ant, Bob Bee et al.",
    ),
    (
        "<name et-al-min='3' et-al-use-first='1' delimiter-precedes-et-al='always'/>",
        names(ANN, BOB, CYD), "Ann Lea Ant, et al.",
    ),
    (
        "<name et-al-min='4' et-al-use-first='2' et-al-use-last='true'/>",
        names(ANN, BOB, CYD, DAN), "Ann Lea Ant, Bob Bee, … Dan Dog",
    ),
    (
        "<name et-al-min='2' et-al-use-first='1'/><et-al term='and others'/>", names(ANN, BOB),
        "Ann Lea Ant and others",
    ),
    # parts of names
    ("<name><name-part name='family' text-case='uppercase'/></name>", names(ANN), "Ann Lea ANT"),
    (
        "<name name-as-sort-order='all'><name-part name='given' prefix='(' suffix=')'/></name>",
        names(ANN), "Ant, (Ann Lea)",
    ),
    ("<name prefix=' '/>", names(ANN, BOB), " Ann Lea Ant, Bob Bee"),
    # labels and substitutes
    ("<name/><substitute><names variable='editor'/></substitute>", Paper(id="a", editor=[BOB]),
     "Bob Bee"),
    ("<name/><substitute><text variable='title'/></substitute>", Paper(id="a", title="One"), "One"),
    (
        "<name/><substitute><names variable='editor'/><text value='none'/></substitute>",
        Paper(id="a", title="One"), "none",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "paper", "expected"), NAMES)
def test_names(inside: str, paper: Paper, expected: str) -> None:
    processor = style(NAME(inside))
    (entry,) = processor.bibliography([paper])
    assert entry.text == expected


EDITED = Paper(id="a", type="book", title="One", editor=[ANN], translator=[ANN])
LABELS = [
    ("<names variable='editor'><name/><label prefix=' (' form='short' suffix=')'/></names>", EDITED,
     "Ann Lea Ant (ed.)"),
    ("<names variable='editor'><name/><label prefix=', '/></names>",
     Paper(id="a", editor=[ANN, BOB]), "Ann Lea Ant, Bob Bee, editors"),
    ("<names variable='editor'><label form='verb' suffix=' '/><name/></names>", EDITED,
     "edited by Ann Lea Ant"),
    ("<names variable='editor translator'><name/><label prefix=', '/></names>", EDITED,
     "Ann Lea Ant, editor &#38; translator"),
    ("<names variable='editor translator' delimiter='; '><name/><label prefix=', '/></names>",
     Paper(id="a", editor=[ANN], translator=[BOB]), "Ann Lea Ant, editor; Bob Bee, translator"),
    ("<names variable='author editor translator' delimiter='; '><name form='short'/></names>",
     Paper(id="a", author=[CYD], editor=[ANN], translator=[ANN]), "Cat; Ant; Ant"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "paper", "expected"), LABELS)
def test_labels_of_names(layout: str, paper: Paper, expected: str) -> None:
    (entry,) = style(layout).bibliography([paper])
    assert entry.text == expected.replace("&#38;", "&")


YMD = "<date-part name='month' suffix=' '/><date-part name='day' suffix=', '/><date-part name='year'/>"
DATE = "<date variable='issued'{}>{}</date>".format
DATES = [
    (DATE(" form='text'", ""), dated(2020, 3, 5), "March 5, 2020"),
    (DATE(" form='text'", ""), dated(2020, 3), "March 2020"),
    (DATE(" form='text'", ""), dated(2020), "2020"),
    (DATE(" form='text' date-parts='year'", ""), dated(2020, 3, 5), "2020"),
    (DATE(" form='text' date-parts='year-month'", ""), dated(2020, 3, 5), "March 2020"),
    (DATE(" form='numeric'", ""), dated(2020, 3, 5), "03/05/2020"),
    (DATE("", YMD), dated(2020, 3, 5), "March 5, 2020"),
    (DATE("", YMD), dated(2020), "2020"),
    (DATE(" delimiter='-'", "<date-part name='year'/><date-part name='month' form='numeric-leading-zeros'/>"
          "<date-part name='day' form='numeric-leading-zeros'/>"), dated(2020, 3, 5), "2020-03-05"),
    (DATE("", "<date-part name='month' form='short'/>"), dated(2020, 9), "Sept."),
    (DATE("", "<date-part name='day' form='ordinal'/>"), dated(2020, 3, 2), "2nd"),
    (DATE("", "<date-part name='year' form='short'/>"), dated(2020), "20"),
    (DATE("", "<date-part name='year'/>"), dated(-44), "44 BC"),
    (DATE("", "<date-part name='year'/>"), dated(79), "79 AD"),
    (DATE("", "<date-part name='year'/>"), dated(literal="spring"), "spring"),
    # ranges: what both dates share is written once
    (DATE("", YMD), dated(2020, 3, 5, end=PartialDate(2020, 3, 7)), "March 5–7, 2020"),
    (DATE("", YMD), dated(2020, 3, 5, end=PartialDate(2020, 4, 7)), "March 5–April 7, 2020"),
    (DATE("", YMD), dated(2020, 3, 5, end=PartialDate(2021, 4, 7)), "March 5, 2020–April 7, 2021"),
    (DATE("", YMD), dated(2020, end=PartialDate(2021)), "2020–2021"),
    (DATE("", "<date-part name='year' range-delimiter='/'/>"), dated(2020, end=PartialDate(2021)),
     "2020/2021"),
    (DATE(" form='numeric'", ""), dated(2020, 3, 5, end=PartialDate(2020, 3, 7)), "03/05–07/2020"),
    (DATE("", YMD), dated(2020, 3, end=PartialDate(2020, 5)), "March–May 2020"),
    (DATE("", YMD), dated(2020, 3, 5, end=PartialDate()), "March 5, 2020–"),
    (DATE("", "<date-part name='month'/>"), dated(2020, 3, end=PartialDate(2020, 5)), "March–May"),
    (DATE("", "<date-part name='month'/>"), dated(2020, 3, end=PartialDate()), "March"),
    (DATE("", "<date-part name='year' prefix='(' suffix=')'/>"), dated(2020, end=PartialDate(2021)),
     "(2020–2021)"),
    (DATE("", "<date-part name='year' suffix='.'/><date-part name='month' prefix='[' suffix=']'/>"),
     dated(2020, 3, end=PartialDate(2020, 5)), "2020.[March–May]"),
    (DATE(" delimiter='-'", "<date-part name='year'/><date-part name='month' form='numeric'/>"),
     dated(2020, 3, end=PartialDate(2020, 5)), "2020-3–5"),
    *[(DATE("", YMD), dated(*day, end=PartialDate(*day)), text)  # from one day to the same
      for day, text in (((2020, 3, 5), "March 5, 2020"), ((2020, 3), "March 2020"), ((2020,), "2020"))],
    # seasons stand where months do: by their term, or in words of their own
    (DATE("", YMD), dated(2020, season=1), "Spring 2020"),
    (DATE("", YMD), dated(2020, season=4), "Winter 2020"),
    (DATE("", YMD), dated(2020, season="2"), "Summer 2020"),
    (DATE("", YMD), dated(2020, season="Michaelmas"), "Michaelmas 2020"),
    (DATE("", YMD), dated(2020, season=1, end=PartialDate(2020, season=2)), "Spring–Summer 2020"),
    (DATE("", YMD), dated(2020, season=1, end=PartialDate(2021, season=2)),
     "Spring 2020–Summer 2021"),
    (DATE(" form='text'", ""), dated(2020, season=3), "Autumn 2020"),
    # eras: before the year 500, AD is said; a year before Christ is BC
    (DATE("", "<date-part name='year'/>"), dated(499), "499 AD"),
    (DATE("", "<date-part name='year'/>"), dated(500), "500"),
    (DATE("", "<date-part name='year' form='short'/>"), dated(999), "999"),
    (DATE("", "<date-part name='year' suffix=','/>"), dated(79), "79, AD"),
    # what a localized date says of a part may be said otherwise, but not its affixes
    (DATE(" form='text'", "<date-part name='month' form='short'/>"), dated(2020, 9, 5),
     "Sept. 5, 2020"),
    (DATE(" form='text'", "<date-part name='month' form='short' strip-periods='true'/>"),
     dated(2020, 9, 5), "Sept 5, 2020"),
    (DATE(" form='text'", "<date-part name='month' text-case='uppercase'/>"), dated(2020, 9, 5),
     "SEPTEMBER 5, 2020"),
    (DATE(" form='text'", "<date-part name='day' form='ordinal'/>"), dated(2020, 9, 5),
     "September 5th, 2020"),
    (DATE(" form='text'", "<date-part name='month' prefix='!'/>"), dated(2020, 9, 5),
     "September 5, 2020"),
    (DATE(" form='text'", "<date-part name='day' range-delimiter='/'/>"),
     dated(2020, 9, 5, end=PartialDate(2020, 9, 7)), "September 5/7, 2020"),
    (DATE(" form='numeric'", "<date-part name='month' form='numeric'/>"), dated(2020, 9, 5),
     "9/05/2020"),
    (DATE(" form='text' date-parts='year-month'", "<date-part name='day' form='ordinal'/>"),
     dated(2020, 9, 5), "September 2020"),
    # parts in words and digits
    (DATE("", "<date-part name='month' form='numeric'/>"), dated(2020, 9), "9"),
    (DATE("", "<date-part name='month' form='numeric'/>"), dated(2020, 12), "12"),
    (DATE("", "<date-part name='month' form='numeric-leading-zeros'/>"), dated(2020, 12), "12"),
    (DATE("", "<date-part name='month'/>"), dated(2020, 12), "December"),
    (DATE("", "<date-part name='month'/>"), dated(2020, 1), "January"),
    (DATE("", "<date-part name='month' form='short' strip-periods='true'/>"), dated(2020, 1), "Jan"),
    (DATE("", "<date-part name='month' text-case='uppercase'/>"), dated(2020, 1), "JANUARY"),
    (DATE("", "<date-part name='day'/>"), dated(2020, 1, 5), "5"),
    (DATE("", "<date-part name='day' form='numeric-leading-zeros'/>"), dated(2020, 1, 5), "05"),
    (DATE("", "<date-part name='day' form='ordinal'/>"), dated(2020, 1, 1), "1st"),
    # words in place of a date take the affixes of the year
    (DATE("", "<date-part name='year' prefix='[' suffix=']'/>"), dated(literal="spring"), "[spring]"),
    (DATE("", YMD), dated(raw="some day"), "some day"),
    (DATE("", "<date-part name='month'/>") + "<text value='.'/>", dated(literal="spring"), "."),
]  # fmt: skip
YEAR_RANGES = [
    ("expanded", dated(2020, end=PartialDate(2021)), "2020–2021"),
    ("minimal", dated(2020, end=PartialDate(2021)), "2020–1"),
    ("minimal-two", dated(2020, end=PartialDate(2021)), "2020–21"),
    ("chicago", dated(1999, end=PartialDate(2003)), "1999–2003"),
    ("minimal", dated(2020, 3, end=PartialDate(2021, 4)), "March 2020–April 2021"),
    ("minimal", dated(2020, season=1, end=PartialDate(2021, season=2)), "Spring 2020–Summer 2021"),
]


@pytest.mark.parametrize(("form", "paper", "expected"), YEAR_RANGES)
def test_ranges_of_years(form: str, paper: Paper, expected: str) -> None:
    (entry,) = style(DATE("", YMD), root=f"year-range-format='{form}'").bibliography([paper])
    assert entry.text == expected


def works(variable: str, values: list[object]) -> list[Paper]:
    """A work for each value, whose URL is its place."""
    return [
        Paper(id=f"w{place}", URL=str(place), **{variable: value})  # type: ignore[arg-type]
        for place, value in enumerate(values)
    ]


IN_ORDER: list[tuple[str, str, list[object]]] = [
    # a key, a variable, its values from the first to the last
    ("variable='issued'", "issued", [
        PartialDate(-100), PartialDate(-44, 3), PartialDate(-44, 5), PartialDate(79),
        PartialDate(2020), PartialDate(2020, 3), PartialDate(2020, 3, 5), PartialDate(2020, 3, 6),
        PartialDate(2020, 3, 6, end=PartialDate(2020, 3, 7)), PartialDate(2020, 10),
        PartialDate(2020, season=1), PartialDate(2020, season=4), PartialDate(2021), None]),
    ("macro='year'", "issued", [PartialDate(-5), PartialDate(79), PartialDate(2020), None]),
    ("variable='volume'", "volume", ["2", "10", "B2", None]),
    ("variable='page-first'", "page", ["2-8", "10-12", None]),
    ("variable='title'", "title", ["Alpha", "beta", "Gamma", None]),
    ("variable='author'", "author", [
        [Name("Ant", "Ann")], [Name("Ant", "Ann"), Name("Bee")], [Name("Ant", "Bob")], [Name("Bee")],
        None]),
    ("macro='count'", "author", [None, [Name("Bee")], [Name("Bee")] * 2, [Name("Ant")] * 10]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "variable", "values"), IN_ORDER)
def test_the_order_of_a_list(key: str, variable: str, values: list[object]) -> None:
    macros = (
        "<macro name='year'><date variable='issued'><date-part name='year'/></date></macro>"
        "<macro name='count'><names variable='author'><name form='count'/></names></macro>"
    )
    text = "<layout><text variable='URL'/></layout>"
    papers = works(variable, values)
    mixed = papers[1::2] + papers[::2]
    places = [str(place) for place in range(len(values))]
    for attribute, last in (("", values[-1] is None), ("sort='descending'", values[-1] is None)):
        processor = style(f"<sort><key {key} {attribute}/></sort>{text}", before=macros)
        found = [entry.text for entry in processor.bibliography(mixed)]
        given = places[:-1] if last else places
        if attribute:
            given = given[::-1]
        assert found == (given + places[-1:] if last else given)


@pytest.mark.parametrize(("layout", "paper", "expected"), DATES)
def test_dates(layout: str, paper: Paper, expected: str) -> None:
    (entry,) = style(layout).bibliography([paper])
    assert entry.text == expected


def book(key: str, *people: Name, year: int = 2001, title: str = "One") -> Paper:
    return Paper(id=key, type="book", author=list(people), title=title, issued=PartialDate(year))


AUTHOR_YEAR = """<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">
    <names variable="author"><name form="short" and="symbol" initialize-with=". "/></names>
    <group><date variable="issued"><date-part name="year"/></date><text variable="year-suffix"/></group>
    <text variable="locator" prefix=", "/></group></layout>"""
SAME = [book("a", ANN), book("b", ANN, year=2002), book("c", BOB)]
TWINS = [book("a", ANN, title="One"), book("b", ANN, title="Two"), book("c", BOB)]
NAMESAKES = [book("a", ANN), book("b", Name("Ant", "Zoe"))]
CITED = [
    # attributes of cs:citation, works, the keys of one cite, what is printed
    ("", SAME, "a b c", "(Ant 2001; Ant 2002; Bee 2001)"),
    ("collapse='year'", SAME, "a b c", "(Ant 2001, 2002; Bee 2001)"),
    ("collapse='year' cite-group-delimiter='/'", SAME, "a b c", "(Ant 2001/2002; Bee 2001)"),
    ("disambiguate-add-year-suffix='true'", TWINS, "a b c", "(Ant 2001a; Ant 2001b; Bee 2001)"),
    ("disambiguate-add-year-suffix='true' collapse='year'", TWINS, "a b c",
     "(Ant 2001a, 2001b; Bee 2001)"),
    ("disambiguate-add-year-suffix='true' collapse='year-suffix'", TWINS, "a b c",
     "(Ant 2001a; b; Bee 2001)"),
    (
        "disambiguate-add-year-suffix='true' collapse='year-suffix' year-suffix-delimiter=','", TWINS,
        "a b", "(Ant 2001a,b)",
    ),
    ("", TWINS, "a b", "(Ant 2001; Ant 2001)"),
    ("disambiguate-add-givenname='true'", NAMESAKES, "a b", "(A. L. Ant 2001; Z. Ant 2001)"),
    (
        "disambiguate-add-names='true' et-al-min='2' et-al-use-first='1'",
        [book("a", ANN, BOB, CYD), book("b", ANN, DAN, CYD)], "a b",
        "(Ant, Bee, et al. 2001; Ant, Dog, et al. 2001)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "papers", "keys", "expected"), CITED)
def test_a_cite_of_several(attributes: str, papers: list[Paper], keys: str, expected: str) -> None:
    processor = style("<text variable='title'/>", AUTHOR_YEAR, f"|{attributes}")
    rendered = processor.cite(papers, [Citation([Cite(key) for key in keys.split()])])
    assert list(rendered.citations) == [expected]


NUMBERED = (
    "<layout prefix='[' suffix=']' delimiter=', '><text variable='citation-number'/></layout>"
)
SEVEN = [book(key, ANN, title=key) for key in "abcdefg"]


@pytest.mark.parametrize(
    ("attributes", "keys", "expected"),
    [
        ("", "a b c", "[1, 2, 3]"),
        ("collapse='citation-number'", "a b c", "[1–3]"),
        ("collapse='citation-number'", "a b", "[1, 2]"),
        ("collapse='citation-number'", "a b c e f g", "[1–3, 5–7]"),
        ("collapse='citation-number' after-collapse-delimiter='; '", "a b c e", "[1–3; 5]"),
        ("collapse='citation-number'", "a c e", "[1, 3, 5]"),
        ("collapse='citation-number'", "c b a", "[3, 2, 1]"),
    ],
)
def test_numbers_of_cites(attributes: str, keys: str, expected: str) -> None:
    processor = style("<text variable='title'/>", NUMBERED, f"|{attributes}")
    numbered = [Citation([Cite(key)]) for key in "abcdefg"]
    cited = Citation([Cite(key) for key in keys.split()])
    assert processor.cite(SEVEN, [*numbered, cited]).citations[-1] == expected


AUTHOR_TITLE = """<layout><group delimiter=", "><names variable="author"><name form="short"/></names>
    <text variable="title"/></group></layout>"""
THREE = [book("a", ANN, BOB), book("b", ANN, BOB, title="Two"), book("c", ANN, CYD, title="Three")]
REPEATED = [
    # the rule, and the list
    ("", ["Ant, Bee, One", "Ant, Bee, Two", "Ant, Cat, Three"]),
    ("complete-all", ["Ant, Bee, One", "---, Two", "Ant, Cat, Three"]),
    ("complete-each", ["Ant, Bee, One", "---, ---, Two", "Ant, Cat, Three"]),
    ("partial-each", ["Ant, Bee, One", "---, ---, Two", "---, Cat, Three"]),
    ("partial-first", ["Ant, Bee, One", "---, Bee, Two", "---, Cat, Three"]),
]


@pytest.mark.parametrize(("rule", "expected"), REPEATED)
def test_who_is_not_named_again(rule: str, expected: list[str]) -> None:
    given = "subsequent-author-substitute='---' subsequent-author-substitute-rule='{}'".format
    listed = style(AUTHOR_TITLE, listed=given(rule) if rule else "").bibliography(THREE)
    assert [entry.text for entry in listed] == expected


PARTS = Paper(
    id="a", type="article-journal", title="On Growth: a Study", title_short="On Growth", volume="12",
    issue="3", page="101-117", edition="2", number="IV", language="en", DOI="10.5555/1",
    container_title="Annals", number_of_pages="1",
)  # fmt: skip
CHOICES = [
    ("<choose><if type='book'><text value='1'/></if><else><text value='2'/></else></choose>", "2"),
    ("<choose><if type='book article-journal'><text value='1'/></if></choose>", "1"),
    ("<choose><if type='book' match='none'><text value='1'/></if></choose>", "1"),
    ("<choose><if variable='volume issue'><text value='1'/></if></choose>", "1"),
    ("<choose><if variable='volume URL'><text value='1'/></if><else><text value='2'/></else></choose>", "2"),
    ("<choose><if variable='volume URL' match='any'><text value='1'/></if></choose>", "1"),
    ("<choose><if variable='URL' match='none'><text value='1'/></if></choose>", "1"),
    ("<choose><if is-numeric='volume'><text value='1'/></if></choose>", "1"),
    ("<choose><if is-numeric='title'><text value='1'/></if><else><text value='2'/></else></choose>", "2"),
    ("<choose><if variable='URL'><text value='1'/></if><else-if variable='DOI'><text value='2'/></else-if>"
     "<else><text value='3'/></else></choose>", "2"),
    ("<choose><if variable='URL'><text value='1'/></if></choose><text value='.'/>", "."),
    ("<text variable='title' form='short'/>", "On Growth"),
    ("<text variable='title' text-case='uppercase'/>", "ON GROWTH: A STUDY"),
    ("<text variable='title' text-case='lowercase'/>", "on growth: a study"),
    ("<text variable='title' text-case='title'/>", "On Growth: A Study"),
    ("<text variable='title' text-case='sentence'/>", "On growth: a study"),
    ("<text variable='title' quotes='true'/>", "“On Growth: a Study”"),
    ("<text variable='title' prefix='(' suffix=')'/>", "(On Growth: a Study)"),
    ("<text variable='URL' prefix='(' suffix=')'/><text value='x'/>", "x"),
    ("<text term='page' form='short' plural='true'/>", "Pp."),
    ("<text term='edition'/>", "Edition"),
    ("<number variable='edition' form='ordinal'/>", "2nd"),
    ("<number variable='edition' form='long-ordinal'/>", "second"),
    ("<number variable='volume' form='roman'/>", "xii"),
    ("<number variable='volume'/>", "12"),
    ("<label variable='page' form='short' suffix=' '/><text variable='page'/>", "pp. 101–117"),
    ("<label variable='volume' form='short' suffix=' '/><text variable='volume'/>", "vol. 12"),
    ("<label variable='page' plural='never' form='short'/>", "p."),
    ("<label variable='volume' plural='always'/>", "volumes"),
    ("<group delimiter=', '><text variable='volume'/><text variable='URL'/><text variable='issue'/></group>",
     "12, 3"),
    ("<group><text value='url: '/><text variable='URL'/></group><text value='x'/>", "x"),
    ("<group prefix='[' suffix=']'><text term='volume' suffix=' '/><text variable='volume'/></group>",
     "[Volume 12]"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "expected"), CHOICES)
def test_elements(layout: str, expected: str) -> None:
    (entry,) = style(layout).bibliography([PARTS])
    assert entry.text == expected


@pytest.mark.parametrize(
    ("form", "pages", "expected"),
    [
        ("expanded", "321-8", "321–328"), ("minimal", "321-328", "321–8"),
        ("minimal-two", "321-328", "321–28"), ("minimal-two", "1321-1328", "1321–28"),
        ("chicago", "321-328", "321–28"), ("chicago", "100-104", "100–104"),
        ("chicago", "107-108", "107–8"), ("chicago", "71-72", "71–72"),
        ("chicago", "1002-1006", "1002–6"), ("chicago-15", "505-517", "505–17"),
        ("expanded", "12", "12"), ("minimal", "e12-e15", "e12–5"),
    ],
)  # fmt: skip
def test_ranges_of_pages(form: str, pages: str, expected: str) -> None:
    processor = style("<text variable='page'/>", root=f"page-range-format='{form}'")
    (entry,) = processor.bibliography([Paper(id="a", page=pages)])
    assert entry.text == expected


NOTES = """<layout delimiter="; "><choose>
    <if position="ibid-with-locator"><text value="ibid. at "/><text variable="locator"/></if>
    <else-if position="ibid"><text value="ibid."/></else-if>
    <else-if position="near-note"><text value="near "/><text variable="title"/></else-if>
    <else-if position="subsequent"><text value="again "/><text variable="first-reference-note-number"/></else-if>
    <else><text variable="title"/></else></choose></layout>"""


def test_where_a_cite_stands() -> None:
    """First, ibid., ibid. at another place, near, far: note by note."""
    cites = [("a", None), ("a", None), ("a", "3"), ("a", "3"), ("a", None), ("b", None), ("a", None),
             *(("b", None) for _ in range(3)), ("c", None), ("a", None)]  # fmt: skip
    processor = style(AUTHOR_TITLE, NOTES, "|near-note-distance='3'", "note")
    works = [book("a", ANN, title="A"), book("b", ANN, title="B"), book("c", ANN, title="C")]
    cited = [
        Citation([Cite(key, locator=locator)], note=number)
        for number, (key, locator) in enumerate(cites, start=1)
    ]
    assert list(processor.cite(works, cited).citations) == [
        "A", "ibid.", "ibid. at 3", "ibid.", "near A", "B", "near A", "near B", "ibid.", "ibid.", "C",
        "again 1",
    ]  # fmt: skip


RULED = """<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">
    <names variable="author"><name form="short" and="symbol" {initials}/></names>
    <date variable="issued"><date-part name="year"/></date></group></layout>"""
KIN = [
    book("a", ANN, BOB), book("b", Name("Ant", "Zoe"), year=2002), book("c", BOB, year=2003),
    book("d", Name("Bee", "Bill"), year=2003),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "initials", "expected"),
    [
        ("by-cite", "", ["(Ant & Bee 2001)", "(Ant 2002)", "(Bob Bee 2003)", "(Bill Bee 2003)"]),
        ("primary-name", "", ["(Ann Lea Ant & Bee 2001)", "(Zoe Ant 2002)", "(Bob Bee 2003)", "(Bill Bee 2003)"]),
        ("all-names", "", ["(Ann Lea Ant & Bob Bee 2001)", "(Zoe Ant 2002)", "(Bob Bee 2003)", "(Bill Bee 2003)"]),
        ("primary-name-with-initials", 'initialize-with=". "',
         ["(A. L. Ant & Bee 2001)", "(Z. Ant 2002)", "(Bee 2003)", "(Bee 2003)"]),
        ("all-names-with-initials", 'initialize-with=". "',
         ["(A. L. Ant & Bee 2001)", "(Z. Ant 2002)", "(Bee 2003)", "(Bee 2003)"]),
    ],
)  # fmt: skip
def test_how_namesakes_are_told_apart(rule: str, initials: str, expected: list[str]) -> None:
    attributes = f"|disambiguate-add-givenname='true' givenname-disambiguation-rule='{rule}'"
    processor = style("<text variable='title'/>", RULED.format(initials=initials), attributes)
    rendered = processor.cite(KIN, [Citation([Cite(paper.id)]) for paper in KIN])
    assert list(rendered.citations) == expected


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("see ", "", "see ibid."), ("see", "", "see ibid."), ("", "passim", "Ibid. passim"),
        ("", ", passim", "Ibid., passim"), ("So he says. ", "", "So he says. Ibid."),
        ("Is it so? ", "", "Is it so? Ibid."), ("No. ", "", "No. ibid."),
        ("in [", "]", "in [ibid.]"), ("“A word.” ", "", "“A word.” Ibid."),
    ],
)  # fmt: skip
def test_words_around_a_cite(prefix: str, suffix: str, expected: str) -> None:
    processor = style("<text variable='title'/>", "<text term='ibid'/>", class_="note")
    rendered = processor.cite(KIN, [Citation([Cite("a", prefix=prefix, suffix=suffix)])])
    assert list(rendered.citations) == [expected]


def test_without_notes_every_earlier_cite_is_near() -> None:
    processor = style(AUTHOR_TITLE, NOTES, "|near-note-distance='1'")
    works = [book("a", ANN, title="A"), book("b", ANN, title="B")]
    rendered = processor.cite(works, [Citation([Cite(key)]) for key in "abba"])
    assert list(rendered.citations) == ["A", "B", "ibid.", "near A"]


ALIGNED = """<layout><text variable="citation-number" suffix=". " display="left-margin"/>
    <text variable="title" font-style="italic" display="right-inline"/></layout>"""


def test_blocks_of_an_entry() -> None:
    (entry,) = style(ALIGNED).bibliography([book("a", ANN)])
    assert (entry.label, entry.body) == ("1.", "One")
