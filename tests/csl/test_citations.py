"""Citations, part by part: what a citation of several cites is made of, by small styles.

What no clause of CSL 1.0.2 says is as docs/documents.md and docs/csl-extensions.md have it.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citex.csl import Citation, Cite, Processor, parse_style
from citex.csl.process.bibliography_names import follows_cites
from citex.csl.process.entries import NO_FORM
from citex.errors import InvalidValue
from citex.model import Name, Paper, PartialDate

HEAD = "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
NUMBER = '<text variable="citation-number"/>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
FAMILY = '<names variable="author"><name form="short"/></names>'
ANT, BEE = Name("Ant", "Ann"), Name("Bee", "Bob")


def source(cited: str, of: str = "", listed: str = "", macros: str = "", root: str = "") -> str:
    """A style with this inside cs:citation, with these attributes `of` it."""
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:cx="urn:citex:csl" class="in-text" '
        f'version="1.0" {root}>{HEAD}{macros}<citation {of}>{cited}</citation>{listed}</style>'
    )


def layout(content: str, more: str = 'prefix="(" suffix=")" delimiter="; "') -> str:
    return f"<layout {more}>{content}</layout>"


def work(id_: str, year: int | PartialDate | None = 2001, *authors: Name, **more: Any) -> Paper:
    issued = PartialDate(year) if isinstance(year, int) else year
    given = {"type": "book", "title": id_.upper(), **more}
    return Paper(id=id_, author=authors or None, issued=issued, **given)


def cited(style: str, papers: list[Paper], *citations: Citation, **options: Any) -> list[str]:
    return Processor(parse_style(style), **options).cite(papers, citations).citations


def cites(ids: str, **more: Any) -> Citation:
    return Citation([Cite(one) for one in ids], **more)


THREE = [work("a", 2001, ANT), work("b", 2002, ANT), work("c", 2003, ANT), work("d", 2004, BEE)]


def test_a_citation_without_cites_prints_nothing() -> None:
    assert cited(source(layout(NUMBER)), THREE, Citation(()), cites("a")) == ["", "(1)"]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("a", "(A)"), ("n", "(N）"), ("an", "(A; N）"), ("na", "(N、A)"),
        ("ana", "(A; N、A)"), ("nan", "(N、A; N）"),
    ],
)  # fmt: skip
def test_layouts_for_languages(ids: str, expected: str) -> None:
    """CSL-M, "cs:layout": each cite and what follows it is as the layout of its language has it;
    the bracket that opens is that of the layout for all, the one that closes the last cite's.
    """
    title = '<text variable="title"/>'
    both = layout(title, 'locale="zh" prefix="（" suffix="）" delimiter="、"') + layout(title)
    papers = [work("a", language="en"), work("n", language="zh-CN")]
    assert cited(source(both), papers, cites(ids)) == [expected]


def test_names_of_numbers_do_not_collapse() -> None:
    """Cite Collapsing: by "citation-number", numbers are ranged; names stay where they are."""
    content = f'<group delimiter=" ">{NUMBER}{FAMILY}</group>'
    style = source(layout(content), 'collapse="citation-number"')
    assert cited(style, THREE, cites("abcd")) == ["(1 Ant; 2 Ant; 3 Ant; 4 Bee)"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<text variable="citation-number" prefix="[" suffix="]"/>', "([1]–[3]; [5])"),
        ('<text variable="citation-number" prefix="(" suffix=")"/>', "((1)–(3); (5))"),
        ('<text variable="citation-number" suffix="."/>', "(1.–3.; 5.)"),
        ('<text variable="citation-number" prefix="no. "/>', "(no. 1; no. 2; no. 3; no. 5)"),
    ],
)
def test_numbers_in_brackets_are_numbers(content: str, expected: str) -> None:
    style = source(layout(content), 'collapse="citation-number"')
    papers = [work(one) for one in "abcde"]
    assert cited(style, papers, cites("abcde"), cites("abce"))[1] == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ('collapse="citation-number"', ["#a", "#c", "#e"]),
        ("", ["#a", "#b", "#c", "#e"]),
    ],
)
def test_what_a_range_stands_for_has_no_link(of: str, expected: list[str]) -> None:
    listed = f"<bibliography><layout>{NUMBER}</layout></bibliography>"
    papers = [work(one) for one in "abcde"]
    style = source(layout(NUMBER), of, listed)
    made = cited(style, papers, cites("abcde"), cites("abce"), output="html", links=True)[1]
    found = [part.partition('"')[0] for part in made.split('href="')[1:]]
    assert [link.replace("ref-", "") for link in found] == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cites("ab"), "(2001a; b)"), (cites("abd"), "(2001a; b; 2004)"),
        (Citation([Cite("a"), Cite("b", suffix="!")]), "(2001a; b!)"),
    ],
)  # fmt: skip
def test_suffixes_of_nameless_cites(citation: Citation, expected: str) -> None:
    """A cite of nothing but its year has no names to repeat: its years collapse all the same."""
    style = source(layout(YEAR), 'collapse="year-suffix" disambiguate-add-year-suffix="true"')
    papers = [work("a", 2001), work("b", 2001), work("d", 2004)]
    assert cited(style, papers, citation) == [expected]


MANY = [work(f"w{number:02}", 2001, ANT) for number in range(54)]
LETTERED = [
    # which of the works, by their letters, and what the citation prints of them
    ("0 1", "(Ant 2001a,b)"), ("0 1 2", "(Ant 2001a–c)"), ("24 25 26 27", "(Ant 2001y–ab)"),
    ("0 2 3 4 9", "(Ant 2001a,c–e,j)"), ("0 26", "(Ant 2001a,aa)"), ("50 51 52", "(Ant 2001ay–ba)"),
    ("1 53", "(Ant 2001b,bb)"), ("25 26", "(Ant 2001z,aa)"), ("3 2 1", "(Ant 2001d,c,b)"),
]  # fmt: skip


@pytest.mark.parametrize(("ids", "expected"), LETTERED)
def test_letters_in_a_row_are_a_range(ids: str, expected: str) -> None:
    """ "year-suffix-ranged": "(Doe 2000a-c,e)"; behind z comes aa, behind az ba."""
    names_and_year = f'<group delimiter=" ">{FAMILY}{YEAR}</group>'
    of = 'collapse="year-suffix-ranged" year-suffix-delimiter=","'
    of += ' disambiguate-add-year-suffix="true"'
    every = Citation([Cite(paper.id) for paper in MANY])
    several = Citation([Cite(f"w{int(number):02}") for number in ids.split()])
    assert cited(source(layout(names_and_year), of), MANY, every, several)[1] == expected


NAMELESS = [
    ({"editor": [ANT]}, "Ant"), ({"editor": [ANT, BEE]}, "Ant and Bee"),
    ({"translator": [ANT, BEE, ANT]}, "Ant et al."), ({}, "W"), ({"title_short": "w"}, "w"),
    ({"author": [Name(literal="World Body")], "editor": [ANT]}, "World Body"),
    ({"author": [BEE], "translator": [ANT]}, "Bee"), ({"title": "<i>On</i> W"}, "On W"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), NAMELESS)
def test_whom_a_text_names_where_cites_are_numbers(given: dict[str, Any], expected: str) -> None:
    paper = Paper(id="w", type="book", **{"title": "W", **given})
    style = source(layout(NUMBER, 'prefix="[" suffix="]"'))
    modes = ("author-only", "composite")
    assert cited(style, [paper], *(cites("w", mode=mode) for mode in modes)) == [
        expected, f"{expected} [1]"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (PartialDate(2001), ["2001a", "2001b"]), (PartialDate(2001, 5), ["2001a", "2001b"]),
        (PartialDate(literal="in press"), ["in press-a", "in press-b"]),
        (PartialDate(literal="about 1900"), ["about 1900a", "about 1900b"]),
        (None, ["n.d.-a", "n.d.-b"]),
    ],
)  # fmt: skip
def test_the_year_alone(issued: PartialDate | None, expected: list[str]) -> None:
    """A letter that tells works of one year apart stands behind its figures."""
    year = '<date variable="issued"><date-part name="year"/></date>'
    style = source(layout(FAMILY + year), 'disambiguate-add-year-suffix="true"')
    papers = [work("a", issued, ANT), work("b", issued, ANT), work("c", 1999, ANT)]
    made = cited(style, papers, *(cites(one, mode="year-only") for one in "abc"))
    assert made == [*expected, "1999"]


AFTER = '<macro name="pages"><text variable="locator"/></macro>'


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation([Cite("a", locator="7")]), "[1]7"), (cites("ab"), "[1,2]"),
        (Citation([Cite("a", locator="7"), Cite("b")]), "[1]7[2]"),
        (Citation([Cite("a"), Cite("b", locator="7")]), "[1][2]7"),
        (Citation([Cite("a"), Cite("b"), Cite("c", locator="7")]), "[1,2][3]7"),
        (Citation([Cite("a", locator="7"), Cite("b"), Cite("c")]), "[1]7[2,3]"),
        (Citation([Cite("a", locator="7"), Cite("b", locator="8")]), "[1]7[2]8"),
        (Citation([Cite("a", locator="7"), Cite("b")], prefix="see", suffix="and others"),
         "[see 1]7[2 and others]"),
        (Citation([Cite("a", locator="7")], prefix="see", suffix="!"), "[see 1!]7"),
    ],
)  # fmt: skip
def test_what_follows_the_bracket(citation: Citation, expected: str) -> None:
    """`cx:after`: a cite with a locator has a pair of brackets of its own."""
    more = 'prefix="[" suffix="]" delimiter="," cx:after="pages"'
    style = source(layout(NUMBER, more), macros=AFTER)
    assert cited(style, THREE, cites("abc"), citation)[1] == expected


def test_nothing_follows_the_bracket_of_a_cite_without_a_place() -> None:
    """`cx:after`: it is what follows a cite with a locator, whatever it prints."""
    more = 'prefix="[" suffix="]" delimiter="," cx:after="pages"'
    macros = '<macro name="pages"><text value="!"/><text variable="locator"/></macro>'
    style = source(layout(NUMBER, more), macros=macros)
    several = Citation([Cite("a"), Cite("b", locator="8"), Cite("c")])
    assert cited(style, THREE, cites("ab"), several) == ["[1,2]", "[1][2]!8[3]"]


FOLLOWS = [
    # names of the citation, of the list: whether those of the list might show less
    ("", "", "", False), ("n", "", "", False), ("n", "2 1", "3 1", False),
    ("n", "3 1", "2 1", True),
    ("n", "3 2", "3 1", True), ("n", "3 1", "3 2", False), ("", "3 1", "2 1", False),
    ("n", "", "2 1", True), ("n", "2 1", "", False), ("n", "4 3", "3 2", True),
    ("g", "3 1", "2 1", False), ("n", "3 3", "3 3", False),
]  # fmt: skip


@pytest.mark.parametrize(("adds", "cite", "listed", "expected"), FOLLOWS)
@pytest.mark.parametrize("by", ["area", "name", "macro"])
def test_when_the_list_may_show_fewer_names(
    adds: str, cite: str, listed: str, expected: bool, by: str
) -> None:
    def limits(numbers: str) -> str:
        least, _, first = numbers.partition(" ")
        return f'et-al-min="{least}" et-al-use-first="{first}"' if numbers else ""

    def names(numbers: str) -> str:
        name = f"<name {limits(numbers) if by != 'area' else ''}/>"
        return f'<group><names variable="author">{name}</names></group>'

    def attributes(numbers: str) -> str:
        return limits(numbers) if by == "area" else ""

    of = {"": "", "n": 'disambiguate-add-names="true"', "g": 'disambiguate-add-givenname="true"'}
    macros, listing = "", names(listed)
    if by == "macro":
        macros = f'<macro name="m">{listing}</macro>'
        listing = '<text value="x"/><text macro="m"/>'
    style = source(
        layout(f'<choose><if type="book">{names(cite)}</if></choose>'),
        f"{of[adds]} {attributes(cite)}",
        f"<bibliography {attributes(listed)}>{layout(listing)}</bibliography>",
        macros,
    )
    assert follows_cites(parse_style(style)) is expected


LEVELS = ['form="short"', 'initialize-with="."', ""]


@pytest.mark.parametrize("rule", ["", "by-cite", "all-names"])
@pytest.mark.parametrize("cite", range(3))
@pytest.mark.parametrize("listed", range(3))
def test_when_the_list_may_show_less_of_given_names(rule: str, cite: int, listed: int) -> None:
    def names(level: int) -> str:
        return f'<names variable="author"><name {LEVELS[level]}/></names>'

    given = f'givenname-disambiguation-rule="{rule}"' if rule else ""
    of = f'disambiguate-add-givenname="true" {given}'
    listing = f"<bibliography>{layout(names(listed))}</bibliography>"
    style = source(layout(names(cite)), of, listing)
    expected = rule != "all-names" and cite > listed
    assert follows_cites(parse_style(style)) is expected
    bare = source(layout(names(cite)), "", listing)
    assert follows_cites(parse_style(bare)) is False
    assert follows_cites(parse_style(source(layout(names(cite)), of))) is False


PEOPLE = st.sampled_from(
    [Name(family, given) for family in ("Wu", "Lee") for given in ("Ai", "An", "Bo", "Bo Eli")]
)
POOL = st.lists(st.lists(PEOPLE, min_size=1, max_size=4), min_size=2, max_size=7)


@given(POOL, st.sampled_from(['initialize-with=". "', ""]), st.booleans())
@settings(max_examples=60)
def test_whom_names_can_tell_apart_they_tell_apart(
    pool: list[list[Name]], initials: str, first_alone: bool
) -> None:
    """Disambiguation: names and given names are added as long as that tells cites apart; letters
    are for those that are the same people's.
    """
    names = f'<names variable="author"><name form="short" {initials}/></names>'
    of = " ".join(f'disambiguate-add-{one}="true"' for one in ("names", "givenname", "year-suffix"))
    least = "2" if first_alone else "3"
    style = source(layout(names + YEAR), f'{of} et-al-min="{least}" et-al-use-first="1"')
    papers = [work(str(index), 2001, *people) for index, people in enumerate(pool)]
    made = cited(style, papers, *(Citation([Cite(paper.id)]) for paper in papers))
    assert len(set(made)) == len(made)
    for people, text in zip(pool, made, strict=True):
        assert text[-2].isalpha() == (pool.count(people) > 1)


def _part(name: str, **more: str) -> str:
    attributes = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<date-part name="{name}"{attributes}/>'


Date = PartialDate
LETTERED = [
    # date-parts of cs:date, or its attributes; the date; how the first of two works is cited
    (_part("year", prefix="[", suffix="]"), Date(2001), "[2001a]"),
    (_part("year", font_style="italic"), Date(2001), "<i>2001</i><i>a</i>"),
    (_part("month", suffix=" ") + _part("year", suffix="."), Date(2001, 5), "May 2001a."),
    (_part("year", suffix=", ") + _part("month"), Date(2001, 5), "2001a, May"),
    (_part("year", prefix="[", suffix="]"), Date(-44), "[44] BCa"),
    (_part("year", prefix="[", suffix="]"), Date(79), "[79] ADa"),
    (_part("year", prefix="[", suffix="]"), Date(literal="in press"), "[in press]a"),
    (_part("year", suffix="."), Date(1999, end=Date(2003)), "1999–2003a."),
    (_part("year", range_delimiter="/"), Date(1999, end=Date(2003)), "1999/2003a"),
    (_part("year"), Date(1999, end=Date()), "1999a–"),
    (_part("month", suffix=" ") + _part("year", range_delimiter="/"),
     Date(2001, 5, end=Date(2002, 6)), "May 2001/June 2002a"),
    (_part("month", suffix=" ", range_delimiter="+") + _part("year"),
     Date(2001, 5, end=Date(2001, 6)), "May+June 2001a"),
    (_part("year", suffix=" ") + _part("month"), Date(2001, 5, end=Date(2002, 6)),
     "2001 May–2002a June"),
    (_part("month", suffix=" ") + _part("day", suffix=", ") + _part("year"),
     Date(2001, 5, 3, end=Date(2001, 5, 9)), "May 3–9, 2001a"),
    (_part("month", suffix=" ") + _part("year"), Date(2001, season=2), "Summer 2001a"),
    (_part("month", form="short", strip_periods="true", suffix=" ") + _part("year", form="short"),
     Date(2001, 9), "Sept 01a"),
    (_part("day", form="ordinal", suffix=" ") + _part("month", form="numeric-leading-zeros")
     + _part("year", prefix="/"), Date(2001, 9, 2), "2nd 09/2001a"),
    (_part("day", form="numeric-leading-zeros", suffix=".") + _part("month", form="numeric")
     + _part("year", prefix="."), Date(2001, 9, 2), "02.9.2001a"),
    ('form="text"', Date(2001, 5, 3), "May 3, 2001a"),
    ('form="text" date-parts="year-month"', Date(2001, 5, 3), "May 2001a"),
    ('form="text" date-parts="year" prefix="c. "', Date(2001, 5, 3), "c. 2001a"),
    ('form="numeric" date-parts="year-month"', Date(2001, 5, 3), "05/2001a"),
    ('form="text"', Date(2001, 5, 3, end=Date(2001, 6, 2)), "May 3–June 2, 2001a"),
]  # fmt: skip


@pytest.mark.parametrize(("how", "date", "expected"), LETTERED)
def test_the_letter_of_a_year(how: str, date: PartialDate, expected: str) -> None:
    """Disambiguation (4): behind the year's figures, before what the style puts behind them."""
    date_of = '<date variable="issued" {}>{}</date>'
    content = date_of.format("", how) if how.startswith("<") else date_of.format(how, "")
    style = source(layout(FAMILY + f'<group prefix=" ">{content}</group>', ""),
                   'disambiguate-add-year-suffix="true"')  # fmt: skip
    papers = [work("a", date, ANT), work("b", date, ANT), work("c", 1950, ANT)]
    assert cited(style, papers, *map(cites, "abc"), output="html")[0] == f"Ant {expected}"


ALONE = source(layout(FAMILY + YEAR.replace("<date ", '<date prefix=" " ')))


def test_a_style_without_a_list() -> None:
    processor = Processor(parse_style(ALONE))
    assert list(processor.bibliography(THREE)) == []
    assert str(processor.bibliography(THREE)) == ""
    assert processor.reference(THREE[0]) == "(Ant 2001)"
    assert processor.references(THREE[:2]) == ["(Ant 2001)", "(Ant 2002)"]


def test_addresses_link_to_themselves_where_no_list_is() -> None:
    style = source(layout(FAMILY + '<text variable="URL" prefix=" "/>'))
    papers = [work("a", 2001, ANT, URL="https://x.org/a"), work("b", 2001, BEE)]
    made = cited(style, papers, cites("ab"), cites("b"), output="html", links=True)
    assert made == ['(Ant <a href="https://x.org/a">https://x.org/a</a>; Bee)', "(Bee)"]


SORT = '<sort><key variable="author"/></sort>'


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cites("da"), "(Ant 2001; Bee 2004)"), (cites("da", unsorted=True), "(Bee 2004; Ant 2001)"),
        (Citation([Cite("d", author_only=True), Cite("a")]), "Bee"),
        (Citation([Cite("a", author_only=True), Cite("d")]), "Ant"),
        (cites("da", mode="author-only"), "Ant"),
    ],
)  # fmt: skip
def test_the_order_of_cites(citation: Citation, expected: str) -> None:
    assert cited(ALONE.replace("<layout", f"{SORT}<layout", 1), THREE, citation) == [expected]


def test_a_name_in_the_text_is_no_cite_of_the_work() -> None:
    """Where a work is named and not cited, its next cite is the first (CSL 1.0.2, "position")."""
    again = '<choose><if position="subsequent"><text value="+"/></if></choose>'
    named = Citation([Cite("a"), Cite("d", author_only=True)])
    style = source(layout(FAMILY + again))
    assert cited(style, THREE, cites("d", mode="author-only"), named, cites("da"), cites("d")) == [
        "Bee", "(Ant; Bee)", "(Bee; Ant+)", "(Bee+)"
    ]  # fmt: skip


BLOCKS = [
    # the list's layout: its attributes, what is in it; the entry in HTML, white space apart
    ('prefix="* " suffix="."', '<text variable="title" display="block"/>',
     '<div class="csl-block">* A.</div>'),
    ('prefix="* " suffix="."', '<text variable="title"/>', "* A."),
    ('prefix="* " suffix="."', '<text variable="title"/><text variable="id" display="block"/>',
     "* A."),
    ('suffix="."', '<text variable="title" display="block"/><text value="x" display="indent"/>',
     '<div class="csl-block">A</div><div class="csl-indent">x.</div>'),
    ('suffix="."', '<text variable="title" display="block"/><text value="x"/>',
     '<div class="csl-block">A</div>x.'),
    ('prefix="* "', '<text value="1" display="left-margin"/>'
     '<text variable="title" display="right-inline"/>',
     '<div class="csl-left-margin">* 1</div><div class="csl-right-inline">A</div>'),
    ('suffix="."', '<text variable="title" font-style="italic" display="block"/>',
     '<div class="csl-block"><i>A</i>.</div>'),
    ('suffix="."', '<text value="1" display="left-margin" suffix=" "/>'
     '<text variable="title" display="right-inline" suffix=" "/>',
     '<div class="csl-left-margin">1 </div><div class="csl-right-inline">A .</div>'),
]  # fmt: skip


@pytest.mark.parametrize(("more", "content", "expected"), BLOCKS)
def test_affixes_of_a_list_in_blocks(more: str, content: str, expected: str) -> None:
    """What stands around an entry stands within its first and last block (citeproc-js)."""
    style = source(
        layout(FAMILY), "", f"<bibliography><layout {more}>{content}</layout></bibliography>"
    )
    (entry,) = Processor(parse_style(style), output="html").bibliography([work("a", 2001, ANT)])
    assert "".join(line.lstrip() for line in entry.text.splitlines()) == expected


NUMBERED = [
    # an element, a value of `edition`; what is printed
    ('<number variable="edition" form="ordinal"/>', "2", "2nd"),
    ('<number variable="edition" form="ordinal"/>', "2, rev. ed.", "2nd, rev. ed."),
    ('<number variable="edition" form="ordinal"/>', "2, rev", "2, rev"),
    ('<number variable="edition" form="ordinal"/>', "rev., 2. ed.", "rev., 2. ed."),
    ('<number variable="edition" form="ordinal"/>', "2, 3", "2nd, 3rd"),
    ('<number variable="edition" form="ordinal"/>', "2-4", "2nd–4th"),
    ('<number variable="edition" form="ordinal"/>', "2 & 11", "2nd &#38; 11th"),
    ('<number variable="edition" form="long-ordinal"/>', "2", "second"),
    ('<number variable="edition" form="long-ordinal"/>', "21", "21st"),
    ('<number variable="edition" form="roman"/>', "14", "xiv"),
    ('<number variable="edition" form="roman"/>', "4-6", "iv–vi"),
    ('<number variable="edition"/>', "2nd", "2nd"), ('<text variable="edition"/>', "2, 3", "2, 3"),
]  # fmt: skip


@pytest.mark.parametrize(("element", "edition", "expected"), NUMBERED)
def test_forms_of_numbers(element: str, edition: str, expected: str) -> None:
    """cs:number: what is a number gets its form, number by number; other text stays."""
    made = cited(source(layout(element, "")), [work("a", edition=edition)], cites("a"),
                 output="html")  # fmt: skip
    assert made == [expected]


NAMED = [
    # attributes of cs:name, what else stands in the style; two people, three people
    ('initialize-with=" "', "", "A B Ant", "A B Ant, B Bee"),
    ('initialize-with=""', "", "AB Ant", "AB Ant, B Bee"),
    ('initialize-with=". " name-as-sort-order="all"', "", "Ant, A. B.", "Ant, A. B., Bee, B."),
    ('et-al-min="2" et-al-use-first="1"', "", "Ann Bea Ant", "Ann Bea Ant et al."),
    ('et-al-min="2" et-al-use-first="1"', "et-al", "Ann Bea Ant", "Ann Bea Ant"),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "without", "one", "two"), NAMED)
def test_initials_and_terms(attributes: str, without: str, one: str, two: str) -> None:
    locale = f'<locale><terms><term name="{without}"></term></terms></locale>' if without else ""
    style = source(layout(f'<names variable="author"><name {attributes}/></names>', ""),
                   macros=locale)  # fmt: skip
    ann = Name("Ant", "Ann Bea")
    papers = [work("a", 2001, ann), work("b", 2001, ann, BEE)]
    assert cited(style, papers, cites("a"), cites("b")) == [one, two]


def test_dates_of_access_tell_no_works_apart() -> None:
    """When a work was looked at is no part of what a cite is known by (citeproc-js)."""
    accessed = YEAR.replace("issued", "accessed").replace("<date ", '<date prefix=" " ')
    style = source(layout(FAMILY + YEAR.replace("<date ", '<date prefix=" " ') + accessed, ""),
                   'disambiguate-add-year-suffix="true"')  # fmt: skip
    seen = {"a": PartialDate(2019), "b": PartialDate(2020)}
    papers = [work(one, 2001, ANT, accessed=date) for one, date in seen.items()]
    assert cited(style, papers, cites("a"), cites("b")) == ["Ant 2001a 2019", "Ant 2001b 2020"]


@pytest.mark.parametrize(
    ("match", "outer", "expected"),
    [
        ("", "", "no"), ('match="all"', "", "no"), ('match="any"', "", "yes"),
        ('match="none"', "", "no"),
        ('match="any"', 'type="book"', "yes"), ('match="any"', 'type="map"', "no"),
        ('match="any"', 'type="map" match="any"', "yes"),
    ],
)  # fmt: skip
def test_conditions_within_a_condition(match: str, outer: str, expected: str) -> None:
    """CSL-M, "cs:conditions": all of them, unless `match` says otherwise."""
    inner = f'<conditions {match}><condition variable="title"/><condition variable="volume"/>'
    branches = (
        f'<if {outer}>{inner}</conditions><text value="yes"/></if><else><text value="no"/></else>'
    )
    style = source(layout(f"<choose>{branches}</choose>", "")).replace('"1.0"', '"1.1mlz1"')
    assert cited(style, [work("a")], cites("a")) == [expected]


SUBSTITUTES = [
    # what stands in cs:substitute; what is printed of a work that has an editor alone
    ('<names variable="editor"/>', "BEE, Bob (ed.)"),
    ('<names variable="editor"><name form="short"/></names>', "BEE"),
    ('<names variable="editor"><name form="short"><name-part name="family"/></name></names>',
     "Bee"),
    ('<names variable="editor"><label prefix="/"/></names>', "BEE, Bob/editor"),
    ('<names variable="translator"/><text variable="title"/>', "A"),
    ('<names variable="translator"/><text value="Anon."/>', "Anon."),
]  # fmt: skip


@pytest.mark.parametrize(("instead", "expected"), SUBSTITUTES)
def test_who_stands_for_the_author(instead: str, expected: str) -> None:
    """CSL 1.0.2, "Substitute": names there are written as those that they stand for, unless they
    say otherwise.
    """
    part = '<name-part name="family" text-case="uppercase"/>'
    names = (
        f'<names variable="author"><name name-as-sort-order="all">{part}</name>'
        '<label form="short" prefix=" (" suffix=")"/>'
        f"<substitute>{instead}</substitute></names>"
    )
    paper = Paper(id="a", type="book", title="A", editor=[BEE])
    assert cited(source(layout(names, "")), [paper], cites("a")) == [expected]


@pytest.mark.parametrize(
    ("affixes", "expected"),
    [({}, ""), ({"prefix": "see"}, "(see)"), ({"suffix": "above"}, "(above)"),
     ({"prefix": "see", "suffix": "above"}, "(see above)"), ({"suffix": ", n. 3"}, "(, n. 3)")],
)  # fmt: skip
def test_a_citation_of_which_its_affixes_are_left(affixes: dict[str, str], expected: str) -> None:
    style = source(layout(FAMILY))
    without = Citation([Cite("a", suppress_author=True)], **affixes)
    by_mode = cites("a", mode="suppress-author", **affixes)
    assert cited(style, THREE, without, by_mode) == [expected, expected]


@pytest.mark.parametrize(
    ("locator", "label", "expected"),
    [
        ("3", None, "p. 3"), ("3", "page", "p. 3"), ("3-5", None, "pp. 3–5"),
        ("3", "chapter", "chap. 3"), ("ch. 3", None, "chap. 3"), ("ch. 3", "page", "chap. 3"),
        ("第3章", "page", "chap. 3"), ("3", "sub verbo", "s.v. 3"), (" 3 ", "page", "p. 3"),
    ],
)  # fmt: skip
def test_labels_in_the_words_of_a_locator(locator: str, label: str | None, expected: str) -> None:
    content = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/>'
    citation = Citation([Cite("a", locator=locator, label=label)])
    assert cited(source(layout(content, "")), THREE, citation) == [expected]


@pytest.mark.parametrize(
    ("format_", "form", "expected"),
    [
        ("expanded", "long", "2001–2005"), ("minimal", "long", "2001–5"), ("", "long", "2001–2005"),
        ("minimal-two", "long", "2001–05"), ("chicago", "long", "2001–5"),
        ("expanded", "short", "01–05"),
    ],
)  # fmt: skip
def test_ranges_of_years(format_: str, form: str, expected: str) -> None:
    root = f'year-range-format="{format_}"' if format_ else ""
    content = f'<date variable="issued">{_part("year", form=form)}</date>'
    paper = work("a", Date(2001, end=Date(2005)))
    assert cited(source(layout(content, ""), root=root), [paper], cites("a")) == [expected]


EITHER = (
    '<choose><if is-numeric="volume"><text value="x"/></if><else><text value="y"/></else></choose>'
)
GROUPS = [
    # what stands in cs:group; what is printed of a work with a volume that is a number, or none
    (EITHER, "x"), (EITHER * 2, "xx"), (EITHER + '<text variable="title"/>', "xA"),
    (EITHER + '<text variable="URL"/>', ""), (EITHER + '<text variable="URL"/>' + EITHER, ""),
    (f"<group>{EITHER}</group>", "x"), (f'<group>{EITHER}<text variable="URL"/></group>', ""),
    (f'{EITHER}<group><text variable="URL"/></group>', ""),
    (f'{EITHER}<group><text variable="title"/></group>', "xA"),
    (f'<group>{EITHER}</group><text variable="title"/>', "xA"),
    ('<text macro="either"/>', "x"), ('<text macro="either"/><text variable="URL"/>', "x"),
    ('<text macro="either"/><text variable="title"/>', "xA"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), GROUPS)
@pytest.mark.parametrize("volume", ["7", "one"])
def test_groups_of_words_alone(content: str, expected: str, volume: str) -> None:
    """CSL 1.0.2, "Group": suppressed where variables are called and all of them are empty; words
    alone call none, whichever a condition chooses. A macro that prints is enough (citeproc-js).
    """
    macros = f'<macro name="either">{EITHER}</macro>'
    style = source(layout(f'<group prefix="[">{content}</group>', ""), macros=macros)
    expected = expected if volume == "7" else expected.replace("x", "y")
    made = cited(style, [work("a", volume=volume)], cites("a"))
    assert made == [f"[{expected}" if expected else NO_FORM]


@pytest.mark.parametrize("delimiter", ["", " ", ", "])
@pytest.mark.parametrize(
    ("rule", "expected"),
    [("complete-all", "-"), ("complete-each", "-|-"), ("partial-each", "-|-"),
     ("partial-first", "-|Bob Bee")],
)  # fmt: skip
def test_whatever_stands_between_names_each_is_replaced(
    rule: str, expected: str, delimiter: str
) -> None:
    """Reference Grouping: one substitute for all names, for each of them or for the first."""
    more = f'subsequent-author-substitute="-" subsequent-author-substitute-rule="{rule}"'
    names = f'<names variable="author"><name delimiter="{delimiter}"/></names>'
    listed = f"<bibliography {more}><layout>{names}</layout></bibliography>"
    papers = [work("a", 2001, ANT, BEE), work("b", 2002, ANT, BEE)]
    made = Processor(parse_style(source(layout(FAMILY), "", listed))).bibliography(papers)
    whole = expected.replace("|", delimiter)
    assert [entry.text for entry in made] == [f"Ann Ant{delimiter}Bob Bee", whole]


@pytest.mark.parametrize("wrong", ["odd", 5, ["author-only"]])
def test_a_mode_that_is_none_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidValue, match="give one of '', 'author-only'"):
        Citation(["a"], mode=wrong)
    with pytest.raises(InvalidValue, match="did you mean 'composite'"):
        Citation(["a"], mode="textcite")
