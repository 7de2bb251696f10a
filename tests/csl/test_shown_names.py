"""How many names, and how much of each, a list shows beside its cites."""

from __future__ import annotations

import pytest

from citex.csl import Processor, parse_style
from citex.model import Name, Paper, PartialDate

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Names</title><id>names</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation {options}><layout><names variable="author"><name {cite}/></names>
<date variable="issued" form="numeric" date-parts="year" prefix=" "/></layout></citation>
<bibliography><layout><names variable="author"><name {entry}/></names></layout></bibliography>
</style>"""
WORKS = [
    Paper(
        id="a", type="book", issued=PartialDate(2001),
        author=[Name("Doe", "Jane"), Name("Roe", "Al"), Name("Li", "Si")],
    )
]  # fmt: skip


def listed(options: str, cite: str, entry: str, works: list[Paper] = WORKS) -> str:
    style = STYLE.format(options=options, cite=cite, entry=entry)
    return str(Processor(parse_style(style.encode(), "names")).bibliography(works))


FEW = 'et-al-min="2" et-al-use-first="1"'
MARK = 'initialize-with=". "'
SHORT = f'form="short" {MARK} {FEW}'


@pytest.mark.parametrize(
    ("options", "cite", "entry", "text"),
    [
        ('disambiguate-add-names="true"', "", FEW, "Jane Doe, Al Roe, Si Li"),
        ("", "", FEW, "Jane Doe et al."),
        ('disambiguate-add-names="true"', FEW, "", "Jane Doe, Al Roe, Si Li"),
        ('disambiguate-add-givenname="true"', MARK, SHORT, "J. Doe et al."),
        ('disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name"', MARK,
         SHORT, "Doe et al."),
        ("", MARK, SHORT, "Doe et al."),
        ('disambiguate-add-givenname="true"', 'form="short"', FEW, "Jane Doe et al."),
        ('disambiguate-add-givenname="true"', FEW, MARK, "Jane Doe, Al Roe, Si Li"),
    ],
)  # fmt: skip
def test_a_list_follows_its_cites_where_the_style_widens_them(
    options: str, cite: str, entry: str, text: str
) -> None:
    assert listed(options, cite, entry) == text
    style = parse_style(STYLE.format(options=options, cite=cite, entry=entry).encode(), "names")
    assert Processor(style).reference(WORKS[0]) == text


def test_more_names_in_the_cites_do_not_undo_the_ellipsis_of_the_list() -> None:
    people = [Name(f"N{letter}") for letter in "abcdefgh"]
    works = [
        Paper(id="a", type="book", author=people, issued=PartialDate(2001)),
        Paper(id="b", type="book", author=[*people[:-1], Name("Z")], issued=PartialDate(2001)),
    ]
    entry = 'et-al-min="6" et-al-use-first="4" et-al-use-last="true"'
    text = listed('disambiguate-add-names="true"', FEW, entry, works)
    assert text.splitlines() == ["Na, Nb, Nc, Nd, … Nh", "Na, Nb, Nc, Nd, … Z"]


REPEATED = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Names</title><id>names</id><updated>2026-01-01T00:00:00Z</updated></info>
<macro name="anonymous"><text term="anonymous"/></macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography subsequent-author-substitute="———"><layout>
<names variable="author"><substitute><names variable="editor"/>{stand_in}</substitute></names>
<text variable="title" prefix=", "/></layout></bibliography></style>"""


@pytest.mark.parametrize(
    ("stand_in", "lines"),
    [
        ('<text macro="anonymous"/>', ["Anonymous, One", "Anonymous, Two"]),
        ('<text value="Nobody"/>', ["Nobody, One", "Nobody, Two"]),
        ('<text variable="publisher"/>', ["House, One", "———, Two"]),
    ],
)
def test_a_term_is_no_author_to_be_repeated(stand_in: str, lines: list[str]) -> None:
    style = parse_style(REPEATED.format(stand_in=stand_in).encode(), "names")
    works = [Paper(id=t, type="book", title=t, publisher="House") for t in ("One", "Two")]
    assert str(Processor(style).bibliography(works)).splitlines() == lines


def test_a_list_is_sorted_by_as_many_names_as_the_list_says() -> None:
    style = STYLE.format(options="", cite="", entry=FEW).replace(
        "<bibliography><layout>",
        '<bibliography et-al-min="5" et-al-use-first="2"><sort><key macro="by"/></sort><layout>',
    )
    style = style.replace(
        "<citation",
        f'<macro name="by"><names variable="author"><name {FEW}/></names></macro><citation',
        1,
    )
    works = [
        Paper(id="3", type="book", author=[Name("A"), Name("B"), Name("C")]),
        Paper(id="2", type="book", author=[Name("A"), Name("B")]),
        Paper(id="1", type="book", author=[Name("A")]),
    ]
    listed = Processor(parse_style(style.encode(), "names")).bibliography(works)
    assert [entry.id for entry in listed] == ["1", "2", "3"]


def test_given_names_of_the_cites_are_not_those_of_other_people_in_the_list() -> None:
    options = (
        'disambiguate-add-names="true" disambiguate-add-givenname="true" '
        'disambiguate-add-year-suffix="true" '
        'givenname-disambiguation-rule="primary-name-with-initials"'
    )
    style = STYLE.format(options=options, cite="", entry=MARK).replace(
        '<bibliography><layout><names variable="author">',
        '<bibliography><layout><names variable="original-author">',
    )
    works = [
        Paper(
            id=key, type="book", author=[Name(literal="张三")], issued=PartialDate(2001),
            original_author=[Name("Zhang", "San")],
        )
        for key in "ab"
    ]  # fmt: skip
    listed = Processor(parse_style(style.encode(), "names")).bibliography(works)
    assert [entry.text for entry in listed] == ["S. Zhang", "S. Zhang"]
