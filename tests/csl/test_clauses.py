"""Clauses of the specification that processors break: a small style, works, what must come of them.

The clause of CSL 1.0.2 stands beside each case.
"""

from __future__ import annotations

from typing import Any

import pytest

import citex
from citex import Citation, Cite, Name, Paper, PartialDate

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"><info>'
    "<title>t</title><id>http://example.org/t</id><updated>2020-01-01T00:00:00+00:00</updated>"
    "</info>{macros}<citation {options}>{citation}</citation>"
    "<bibliography {list}>{bibliography}</bibliography></style>"
)
TITLE = '<layout><text variable="title"/></layout>'
FAMILY = '<names variable="author"><name form="short"/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'


def style(citation: str = TITLE, bibliography: str = TITLE, **parts: str) -> str:
    given = {"kind": "in-text", "options": "", "list": "", "macros": "", **parts}
    return STYLE.format(citation=citation, bibliography=bibliography, **given)


def work(id_: str, author: str = "", year: int | None = None, **more: Any) -> Paper:
    names = [Name.parse(one) for one in author.split("; ")] if author else None
    return Paper(id=id_, type="book", **{"title": id_.upper(), **more}, author=names, issued=year)


def cited(csl: str, papers: list[Paper], *citations: Any) -> list[str]:
    return citex.cite(papers, citations, csl).citations


def listed(csl: str, papers: list[Paper], **options: Any) -> list[str]:
    return [entry.text for entry in citex.bibliography(papers, csl, **options)]


@pytest.mark.parametrize("first", ['<text variable="genre"/>', '<text variable="title"/>'])
def test_a_condition_that_tells_nothing_is_not_the_last(first: str) -> None:
    """Disambiguation (3): each condition may be the one that tells two works apart."""
    conditions = "".join(
        f'<choose><if disambiguate="true">{shown}</if></choose>'
        for shown in (first, '<text variable="edition" prefix=" ed. "/>')
    )
    csl = style(f"<layout>{FAMILY}<group>{conditions}</group></layout>")
    papers = [work("a", "Ada Okoro", edition="1", title=" T"),
              work("b", "Ada Okoro", edition="2", title=" T")]  # fmt: skip
    title = " T" if "title" in first else ""
    assert cited(csl, papers, "a", "b") == [f"Okoro{title} ed. 1", f"Okoro{title} ed. 2"]


@pytest.mark.parametrize(
    ("rule", "namesake", "same"),
    [
        ("complete-all", "Okoro, James", "Okoro, John"),
        ("complete-each", "Okoro, James", "Okoro, John"),
        ("partial-first", "Okoro, James", "Okoro, John"),
    ],
)
def test_namesakes_are_no_repeated_author(rule: str, namesake: str, same: str) -> None:
    """Reference Grouping: the names are compared, not how their initials print."""
    names = '<names variable="author"><name initialize-with=". " name-as-sort-order="all"/></names>'
    options = f'subsequent-author-substitute="---" subsequent-author-substitute-rule="{rule}"'
    csl = style(bibliography=f'<layout>{names}<text variable="title" prefix=" "/></layout>',
                list=options)  # fmt: skip
    papers = [work("a", namesake), work("b", same), work("c", same)]
    assert listed(csl, papers) == ["Okoro, J. A", "Okoro, J. B", "--- C"]


def test_initials_with_other_signs_are_the_same_persons() -> None:
    names = '<names variable="author"><name initialize-with="."/></names>'
    csl = style(bibliography=f'<layout>{names}<text variable="title" prefix=" "/></layout>',
                list='subsequent-author-substitute="---"')  # fmt: skip
    papers = [Paper(id=i, title=i, author=[Name("Okoro", given)]) for i, given in
              (("a", "A. B."), ("b", "A.B."), ("c", "A B"))]  # fmt: skip
    assert listed(csl, papers) == ["A.B. Okoro a", "--- b", "--- c"]


def test_cites_are_grouped_where_the_first_of_them_stands() -> None:
    """Cite Grouping: grouped cites keep their relative order, and join the first."""
    cite = f'<layout delimiter="; "><group delimiter=" ">{FAMILY}{YEAR}</group></layout>'
    csl = style(f'<sort><key variable="issued"/></sort>{cite}', options='cite-group-delimiter=", "')
    papers = [work("a", "Bo Wu", 1999), work("b", "Ada Okoro", 2001), work("c", "Bo Wu", 2003)]
    assert cited(csl, papers, ["c", "b", "a"]) == ["Wu 1999, Wu 2003; Okoro 2001"]


def test_what_the_keys_leave_open_goes_by_the_names() -> None:
    cite = f'<layout delimiter="; "><group delimiter=" ">{FAMILY}{YEAR}</group></layout>'
    csl = style(f'<sort><key variable="issued"/></sort>{cite}', options='cite-group-delimiter=", "')
    papers = [work("a", "Bo Wu", 1999), work("b", "Ada Okoro", 1999)]
    assert cited(csl, papers, ["a", "b"]) == ["Okoro 1999; Wu 1999"]


@pytest.mark.parametrize("collapse", ["year", "year-suffix"])
def test_a_cite_without_names_joins_nobody(collapse: str) -> None:
    """Cite Grouping: identical rendered names are grouped; no names are not identical to any."""
    cite = f'<layout delimiter="; "><group delimiter=" ">{FAMILY}{YEAR}</group></layout>'
    csl = style(cite, options=f'collapse="{collapse}"')
    papers = [work("a", "Bo Wu", 1999), work("b", "", 2001), work("c", "", 2003)]
    assert cited(csl, papers, ["a", "b", "c"]) == ["Wu 1999; 2001; 2003"]


def test_given_names_are_added_to_later_names_too() -> None:
    """Disambiguation (2), by-cite: each shown name may be the one that differs."""
    names = '<names variable="author"><name form="short" delimiter=", " and="text"/></names>'
    csl = style(f"<layout>{names}</layout>", options='disambiguate-add-givenname="true"')
    papers = [work("a", "Ada Okoro; Bo Wu"), work("b", "Ada Okoro; Lin Wu")]
    assert cited(csl, papers, "a", "b") == ["Okoro and Bo Wu", "Okoro and Lin Wu"]


def test_a_sort_key_is_all_that_its_macro_prints() -> None:
    """Sorting: a date in a branch of the macro takes nothing from its text."""
    macro = (
        '<macro name="k"><choose><if type="webpage"><date variable="issued"><date-part '
        'name="year"/></date></if></choose><text variable="title"/></macro>'
    )
    csl = style(bibliography=f'<sort><key macro="k"/></sort>{TITLE}', macros=macro)
    assert listed(csl, [work("z", year=1999), work("a", year=2001)]) == ["A", "Z"]


def test_the_affixes_of_names_keep_words_apart_in_a_sort_key() -> None:
    """Sorting: the key is what the macro prints, so that "Li Anne Z" is before "Lian A"."""
    macro = '<macro name="k"><names variable="author"{}/><text variable="title"/></macro>'
    for affix, order in ((' suffix=" "', ["Z", "A"]), ("", ["A", "Z"])):
        csl = style(bibliography=f'<sort><key macro="k"/></sort>{TITLE}',
                    macros=macro.format(affix))  # fmt: skip
        papers = [Paper(id=i, title=i, author=[Name(literal=n)]) for i, n in
                  (("A", "Lib"), ("Z", "Li"))]  # fmt: skip
        assert listed(csl, papers) == order


def test_a_range_of_years_has_one_letter() -> None:
    """Disambiguation (4): the letter is the date's, once; an open range has it after its year."""
    csl = style(f"<layout>{FAMILY}{YEAR}</layout>",
                options='disambiguate-add-year-suffix="true"')  # fmt: skip
    for end, printed in ((PartialDate(1954), "1951–1954{}"), (PartialDate(0), "1951{}–")):
        dates = PartialDate(1951, end=end)
        papers = [work(one, "Bo Wu") for one in "ab"]
        for paper in papers:
            paper.issued = dates
        assert cited(csl, papers, "a", "b") == ["Wu" + printed.format(one) for one in "ab"]


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ('<date variable="issued"><date-part name="year" font-weight="bold"/></date>',
         "<b>2001</b><b>a</b>"),
        ('<date variable="issued" text-case="uppercase"><date-part name="year"/></date>', "2001a"),
    ],
)  # fmt: skip
def test_the_letter_of_a_year_looks_as_the_year_does(date: str, printed: str) -> None:
    """Disambiguation (4): the letter is part of the year; a text-case is for words."""
    csl = style(f"<layout>{FAMILY}{YEAR}</layout>", f"<layout>{date}</layout>",
                options='disambiguate-add-year-suffix="true"')  # fmt: skip
    papers = [work(one, "Bo Wu", 2001) for one in "ab"]
    assert listed(csl, papers, output="html")[0] == printed


def test_an_empty_delimiter_of_ranges_is_none() -> None:
    """Date-part, range-delimiter: "19511954" is no range."""
    date = '<date variable="issued"><date-part name="year" range-delimiter=""/></date>'
    paper = work("a")
    paper.issued = PartialDate(1951, end=PartialDate(1954))
    assert listed(style(bibliography=f"<layout>{date}</layout>"), [paper]) == ["1951–1954"]


def test_a_sort_key_has_no_space_around_it() -> None:
    """Sorting: a space that the macro prints before its text puts no work before the others."""
    macro = (
        f'<macro name="k"><choose><if variable="issued">{YEAR}</if><else><text term="no date" '
        'prefix=" (" suffix=")"/></else></choose></macro>'
    )
    csl = style(bibliography=f'<sort><key macro="k"/></sort>{TITLE}', macros=macro)
    assert listed(csl, [work("z"), work("a", year=2001)]) == ["A", "Z"]


def test_the_last_of_many_names_counts_in_a_sort_key_as_the_next_one() -> None:
    """Sorting, et-al-use-last: an ellipsis is no name, nor the space around it."""
    names = '<macro name="k"><names variable="author"/></macro>'
    csl = style(bibliography=f'<sort><key macro="k"/></sort>{TITLE}', macros=names,
                list='et-al-min="4" et-al-use-first="3" et-al-use-last="true"')  # fmt: skip
    both = "Bo Ash; Bo Birch; "
    papers = [work("c", both + "Bo Cedar; Bo Elm; Bo Fir"), work("a", both + "Bo Cedar"),
              work("b", both + "Bo Apple")]  # fmt: skip
    assert listed(csl, papers) == ["B", "A", "C"]


@pytest.mark.parametrize("key", ['variable="citation-number"', 'macro="n"'])
@pytest.mark.parametrize("element", ["text", "number"])
def test_a_list_in_descending_order_of_its_numbers(key: str, element: str) -> None:
    """Sorting: the numbers are those of the cites; the list begins with the greatest."""
    number = f'<{element} variable="citation-number"/>'
    csl = style(f"<layout>{number}</layout>",
                f'<sort><key {key} sort="descending"/></sort><layout>{number}'
                '<text variable="title" prefix=" "/></layout>',
                macros=f'<macro name="n">{number}</macro>')  # fmt: skip
    rendered = citex.cite([work(i) for i in "abc"], ["b", "a", "c"], csl)
    assert rendered.citations == ["1", "2", "3"]
    assert [entry.text for entry in rendered.bibliography] == ["3 C", "2 A", "1 B"]


@pytest.mark.parametrize("locator", [None, "", "  "])
def test_a_label_needs_its_locator(locator: str | None) -> None:
    """Label: the term is only rendered if the variable is non-empty."""
    csl = style('<layout><group delimiter=" "><text variable="title"/>'
                '<label variable="locator" form="short"/><text variable="locator"/>'
                "</group></layout>")  # fmt: skip
    assert cited(csl, [work("a")], [Cite("a", locator)], [Cite("a", "7")]) == ["A", "A p. 7"]


@pytest.mark.parametrize(
    ("name", "anonymous", "named"),
    [
        ("apa", "A Work (2020)", "Okoro (2019)"),
        ("chicago-author-date", "A Work (2020)", "Okoro (2019)"),
        ("ieee", "A Work [1]", "Okoro [2]"),
        ("gbt7714-2015", "A Work[1]", "Okoro[2]"),
    ],
)
def test_a_work_is_named_once_in_a_text(name: str, anonymous: str, named: str) -> None:
    """A composite citation is the author, or what stands for one, and then the rest."""
    papers = [work("a", "", 2020, title="A Work"), work("b", "Ada Okoro", 2019)]
    citations = [Citation([id_], mode="composite") for id_ in "ab"]
    assert cited(name, papers, *citations) == [anonymous, named]


def test_more_people_are_named_as_the_language_does() -> None:
    papers = [work("a", "Ada Okoro; Bo Wu"), work("b", "Ada Okoro; Bo Wu; Na Li")]
    citations = [Citation([id_], mode="author-only") for id_ in "ab"]
    assert cited("ieee", papers, *citations) == ["Okoro and Wu", "Okoro et al."]
    german = citex.cite(papers, citations, "ieee", locale="de-DE").citations
    assert german == ["Okoro und Wu", "Okoro u.\xa0a."]


def test_a_name_in_the_text_is_no_cite() -> None:
    """Choose, "position": what only names an author is no earlier cite of the work."""
    position = (
        '<layout><choose><if position="first"><text value="first"/></if>'
        '<else><text value="again"/></else></choose></layout>'
    )
    csl = style(position, kind="note")
    papers = [work("a", "Ada Okoro")]
    citations = [Citation(["a"], mode="author-only"), Citation(["a"], note=1),
                 Citation([Cite("a", author_only=True)]), Citation(["a"], note=2)]  # fmt: skip
    assert cited(csl, papers, *citations) == ["Okoro", "first", "Okoro", "again"]


@pytest.mark.parametrize(
    ("locale", "edition"), [("pt-PT", "2.º"), ("gl-ES", "2º"), ("pt-BR", "2º"), ("it-IT", "2ª")]
)
def test_a_language_without_a_neuter_has_ordinals(locale: str, edition: str) -> None:
    """Gender-specific Ordinals: the terms of pt-PT are masculine and feminine only."""
    csl = style(bibliography='<layout><number variable="edition" form="ordinal"/></layout>')
    assert listed(csl, [work("a", edition="2")], locale=locale) == [edition]


def test_an_unknown_attribute_is_told_and_ignored() -> None:
    csl = style(bibliography='<layout><text variable="title" font-stile="italic"/></layout>')
    (warning,) = citex.load_style(csl).warnings
    assert (warning.level, warning.line) == ("warning", 1)
    assert "no attribute 'font-stile'" in warning.message
    assert "did you mean 'font-style'" in warning.message
    assert listed(csl, [work("a")]) == ["A"]
    with pytest.raises(citex.StyleError, match="font-stile"):
        citex.load_style(csl, strict=True)


@pytest.mark.parametrize(
    ("condition", "held"),
    [("has-day", "d"), ("has-year-only", "y"), ("has-to-month-or-season", "ms")],
)
def test_how_much_of_a_date_is_known(condition: str, held: str) -> None:
    """CSL-M, "has-day", "has-year-only", "has-to-month-or-season"."""
    test = f'<if {condition}="issued"><text variable="title"/></if>'
    csl = style(bibliography=f"<layout><choose>{test}</choose></layout>").replace(
        'version="1.0"', 'version="1.1mlz1"'
    )
    dates = {"y": PartialDate(2020), "m": PartialDate(2020, 5), "d": PartialDate(2020, 5, 1),
             "s": PartialDate(2020, season=2)}  # fmt: skip
    papers = [Paper(id=id_, title=id_, issued=date) for id_, date in dates.items()]
    assert "".join(listed(csl, papers)) == "".join(id_ for id_ in dates if id_ in held)


def test_the_names_of_two_roles_are_suppressed_together() -> None:
    names = '<names variable="editor translator" delimiter=", "><name form="short"/></names>'
    csl = style(f'<layout><group delimiter=" ">{names}{YEAR}</group></layout>')
    paper = work("a", year=2020, editor="Ada Okoro", translator="Bo Wu")
    assert cited(csl, [paper], "a", Cite("a", suppress_author=True)) == ["Okoro, Wu 2020", "2020"]


@pytest.mark.parametrize("language", ["zh", "zh-CN", "ja", "en", None])
def test_a_latin_name_is_ordered_by_its_own_script(language: str | None) -> None:
    """Name, name-as-sort-order: it is for names in scripts where the given name comes first."""
    papers = [work("a", language=language)]
    papers[0].author = [Name("王", "伟"), Name("Okoro", "Ada"), Name("山田", "太郎")]
    for order, expected in (
        ("", "王伟, Ada Okoro, 山田太郎"),
        ('name-as-sort-order="all"', "王伟, Okoro, Ada, 山田太郎"),
        ('name-as-sort-order="all" sort-separator="-" initialize-with="."',
         "王伟, Okoro-A., 山田太郎"),
    ):  # fmt: skip
        names = f'<names variable="author"><name {order}/></names>'
        assert cited(style(f"<layout>{names}</layout>"), papers, "a") == [expected]


@pytest.mark.parametrize(
    "variable", ["number-of-pages", "number-of-volumes", "volume", "chapter-number"]
)
@pytest.mark.parametrize("given", ["91-129", "91–129", "91 - 129"])
def test_a_count_may_be_a_range(variable: str, given: str) -> None:
    """Number: a range has the dash of the locale, and a plural label."""
    term = {"number-of-pages": "pp.", "number-of-volumes": "vols.", "volume": "vols."}
    csl = style(f'<layout><group delimiter=" "><text variable="{variable}"/>'
                f'<label variable="{variable}" form="short"/></group></layout>')  # fmt: skip
    papers = [citex.Paper.from_dict({"id": "a", "type": "book", variable: given})]
    assert cited(csl, papers, "a") == [f"91–129 {term.get(variable, 'chaps.')}"]


def test_a_text_names_authors_as_the_style_says_for_texts() -> None:
    """cs:intext (CSL 1.1, citeproc-js): what stands in the text has a layout of its own."""
    names = '<names variable="author"><name form="short" and="symbol"/></names>'
    parts = f'<group delimiter=" ">{names}{YEAR}</group>'
    csl = style(f'<layout prefix="[" suffix="]">{parts}</layout>')
    papers = [work("a", "Ada Okoro; Bo Wu", 2019)]
    modes = ("author-only", "composite")
    citations = [Citation(["a"], mode=mode) for mode in modes]
    assert cited(csl, papers, *citations) == ["Okoro and Wu", "Okoro and Wu [2019]"]
    intext = '<intext><layout suffix="!"><names variable="author"><name and="symbol"/></names>'
    csl = csl.replace("<citation", f"{intext}</layout></intext><citation")
    assert cited(csl, papers, *citations) == ["Ada Okoro & Bo Wu!", "Ada Okoro & Bo Wu! [2019]"]


@pytest.mark.parametrize(
    ("prefix", "printed"),
    [
        ("<i>pace</i>", "pace A"),
        ("He said “Please work.”", "He said “Please work.” A"),
        ('He said "Please work."', "He said “Please work.” A"),
        ("Really?", "Really? A"),
        ("cf.", "cf. A"),
        ("see (", "see (A"),
        ("voir l’", "voir l’A"),
        ("pre-", "pre-A"),
        ("see ", "see A"),
    ],
)
def test_a_prefix_is_a_word_of_its_own(prefix: str, printed: str) -> None:
    assert cited(style(), [work("a")], [Cite("a", prefix=prefix)]) == [printed]
    assert cited(style(), [work("a")], Citation(["a"], prefix=prefix)) == [printed]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (asked, given)
        for name in ("article", "title")
        for asked in (name, f"{name}-locator")
        for given in (name, f"{name}-locator")
    ],
)
def test_a_locator_has_two_names(asked: str, given: str) -> None:
    """Choose, "locator": `article` and `title` are called `-locator` since CSL 1.0.2."""
    csl = style(f'<layout><choose><if locator="{asked}"><text value="yes"/></if></choose>'
                '<text variable="title"/></layout>')  # fmt: skip
    assert cited(csl, [work("a")], [Cite("a", "3", label=given)]) == ["yesA"]
    assert cited(csl, [work("a")], [Cite("a", "3", label="page")]) == ["A"]


def test_a_dash_of_a_locator_that_is_no_range_stays() -> None:
    csl = style('<layout><text variable="locator"/></layout>')
    for given in ("B. I. 3.–4.", "zu 12–14", "12–14", "12-14"):
        expected = given.replace("-", "–")
        assert cited(csl, [work("a")], [Cite("a", given)]) == [expected]


def test_a_localized_date_has_the_locales_delimiter() -> None:
    """Date: `delimiter` is for dates that are not localized."""
    csl = style('<layout><date variable="issued" form="text" delimiter="/"/></layout>')
    papers = [citex.Paper(id="a", type="book", issued=PartialDate(2020, 2, 3))]
    assert cited(csl, papers, "a") == ["February 3, 2020"]


def test_who_is_no_author_stays_where_the_author_is_left_out() -> None:
    names = (
        '<names variable="author"><name/><substitute><names variable="editor"/></substitute>'
        f"</names>{YEAR}"
        '<names variable="translator" prefix="[" suffix="]"><name/></names>'
    )
    csl = style(f'<layout><group delimiter=" ">{names}</group></layout>')
    papers = [work("a", "Ada Okoro", 1999), work("b", "", 1999)]
    for paper in papers:
        paper.translator = [Name("Wu", "Bo")]
    cites = [[Cite(id_, suppress_author=True)] for id_ in "ab"]
    assert cited(csl, papers, *cites) == ["1999 [Bo Wu]", "1999 [Bo Wu]"]


def test_the_writers_signs_between_an_author_and_the_rest_are_curled() -> None:
    csl = style(
        f'<layout prefix="(" suffix=")"><group delimiter=" ">{FAMILY}{YEAR}</group></layout>'
    )
    papers = [work("a", "Ada Okoro", 1999)]
    for infix, printed in (("'s work", "Okoro’s work (1999)"), ('"so"', "Okoro “so” (1999)")):
        assert cited(csl, papers, Citation(["a"], mode="composite", infix=infix)) == [printed]


@pytest.mark.parametrize("where", ["style", "citation", "name"])
def test_subsequent_cites_may_show_fewer_names(where: str) -> None:
    """Et-al: et-al-subsequent-min is for subsequent cites, in a style that asks for no position."""
    fewer = (
        'et-al-min="4" et-al-use-first="1" et-al-subsequent-min="2" et-al-subsequent-use-first="1"'
    )
    at = {one: fewer if one == where else "" for one in ("style", "citation", "name")}
    names = f'<names variable="author"><name form="short" {at["name"]}/></names>'
    csl = style(f"<layout>{names}</layout>", options=at["citation"])
    csl = csl.replace("<style ", f"<style {at['style']} ")
    papers = [work("a", "Ada Okoro; Bo Wu")]
    assert cited(csl, papers, "a", "a") == ["Okoro, Wu", "Okoro et al."]


@pytest.mark.parametrize("collapse", ["year", "year-suffix", "year-suffix-ranged"])
def test_a_text_in_the_place_of_a_year_collapses_like_one(collapse: str) -> None:
    """Cite Grouping: cites of a group have its delimiter, ", " if the style names none."""
    when = (
        f'<choose><if variable="issued">{YEAR}</if>'
        '<else-if variable="status"><text variable="status"/></else-if>'
        '<else><text term="no date" form="short"/></else></choose>'
    )
    csl = style(f'<layout delimiter="; "><group delimiter=" ">{FAMILY}{when}</group></layout>',
                options=f'collapse="{collapse}"')  # fmt: skip
    papers = [work("a", "Bo Wu"), work("b", "Bo Wu", 2000), work("c", "Bo Wu", status="in press")]
    papers += [work("d", "Ada Okoro", 2001)]
    assert cited(csl, papers, ["a", "b", "c", "d"]) == ["Wu n.d., 2000, in press; Okoro 2001"]


@pytest.mark.parametrize("suffix", ["", " "])
def test_names_that_nothing_stands_for_leave_no_line(suffix: str) -> None:
    """Reference Grouping: with an empty substitute, the line of the names is not there."""
    names = f'<text macro="who" suffix="{suffix}" display="block"/>'
    csl = style(bibliography=f'<layout>{names}<text variable="title"/></layout>',
                list='subsequent-author-substitute=""',
                macros=f'<macro name="who">{FAMILY}</macro>')  # fmt: skip
    papers = [work("a", "Ada Okoro"), work("b", "Ada Okoro")]
    assert listed(csl, papers, output="html")[1] == "B"
