"""The rules of BibTeX one by one: syntax, names, fields, inheritance, keys, entries."""

from __future__ import annotations

from typing import Any

import pytest

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex import _keys, _people, _types
from citex.formats.bibtex._scan import MONTHS, Scanner, resolve
from citex.model import OTHERS, Name, Paper, PartialDate

Date = PartialDate
LEE, LI = Name("Lee", "Ann"), Name("Li", "Bo")


def scanned(text: str) -> tuple[list[tuple[str, str, dict[str, str], list[str]]], list[Problem]]:
    problems: list[Problem] = []
    found = [
        (entry.kind, entry.key, entry.fields, entry.faults)
        for entry in Scanner(Source.of_text(text), problems)
    ]
    return found, problems


SCANNED: list[tuple[str, tuple[str, str, dict[str, str], list[str]]]] = [
    ("@Book{a, title = {A}, year = 2019}", ("book", "a", {"title": "A", "year": "2019"}, [])),
    ('@book(a, title = "A {"} B", year = 2019,)',
     ("book", "a", {"title": 'A {"} B', "year": "2019"}, [])),
    ("@book{a, Title = {A {B {C} D}}}", ("book", "a", {"title": "A {B {C} D}"}, [])),
    ("@book{a, month = jan # { 5}}", ("book", "a", {"month": "January 5"}, [])),
    ("@string{x = {Y}} @book{a, title = x # \" \" # X}", ("book", "a", {"title": "Y Y"}, [])),
    ("@book{a, title = x}", ("book", "a", {"title": "x"}, ["the macro 'x' is not defined"])),
    ("@book{a, title = On growth, year = 2019}",
     ("book", "a", {"title": "On growth", "year": "2019"},
      ["the value 'On growth' has no quotes"])),
    ("@book{a title = {A}}", ("book", "a", {"title": "A"}, ["a comma is missing behind the key"])),
    ("@book{{a}, title = {A}}",
     ("book", "a", {"title": "A"}, ["the key stood in braces or quotes"])),
    ("@book{title = {A}}", ("book", "", {"title": "A"}, ["the entry has no key"])),
    ("@book{, title = {A}}", ("book", "", {"title": "A"}, [])),
    ("@book{a b, title = {A}}", ("book", "a b", {"title": "A"}, [])),
    ("@book{a, title = {A} year = 2019}",
     ("book", "a", {"title": "A", "year": "2019"}, ["a comma is missing behind 'title'"])),
    ("@book{a, title, year = 2019}", ("book", "a", {"year": "2019"}, ["'title' has no value"])),
    ("@book{a, title = {A})", ("book", "a", {"title": "A"}, ["the entry is closed by ')'"])),
    ("@book{a, title = {A}}, year = 2019}",
     ("book", "a", {"title": "A", "year": "2019"}, ["a closing brace too many was passed over"])),
    ("@book{a, title = {A}, so it goes}",
     ("book", "a", {"title": "A"}, ["'so it goes' was passed over"])),
    ("@book{a, title = {A} so it goes, year = 2019}",
     ("book", "a", {"title": "A", "year": "2019"}, ["'so it goes,' was passed over"])),
    ("@book{a, title = {A}, so it goes, year = 2019}",
     ("book", "a", {"title": "A", "year": "2019"}, ["'so it goes,' was passed over"])),
    ("@book{a, title = {A}",
     ("book", "a", {"title": "A"}, ["the closing brace of the entry is missing"])),
    ("@book{a, title = {A}, title = {B}}", ("book", "a", {"title": "A"}, [])),
    ("@book{a, title = {}}", ("book", "a", {"title": ""}, [])),
    ("@book{a, % x = {y},\n title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("@book{a, title = {50\\% \\{ A}}", ("book", "a", {"title": "50\\% \\{ A"}, [])),
    ("@comment{x} @preamble{\"y\"} @book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("@comment x\n@book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("% @book{x, title = {X}}\n@book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("@comment{x\n@book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("words\n% @book{x, title = {X}}\n@book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("% Encoding: @book{a, title = {A}}", ("book", "a", {"title": "A"}, [])),
    ("@book{a, title = \"A\", year = {20} # {19}}",
     ("book", "a", {"title": "A", "year": "2019"}, [])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCANNED)
def test_the_syntax_of_an_entry(
    text: str, expected: tuple[str, str, dict[str, str], list[str]]
) -> None:
    found, problems = scanned(text)
    assert found == [expected]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n@book{a, title = {A\n@book{b, title = {B}}\n", 2, "a brace or quote is not closed"),
        ("\n\n@book{a, title = \"A\n@book{b, title = {B}}\n", 3, "a brace or quote is not closed"),
        ("@book{a, title = ;}\n@book{b, title = {B}}\n", 1, None),
        ("@book{a, title = =}\n", 1, "a value is missing"),
    ],
)  # fmt: skip
def test_an_entry_that_is_broken(text: str, line: int, message: str | None) -> None:
    found, problems = scanned(text)
    if message is None:
        return
    assert [(one.line, one.message) for one in problems] == [(line, message)]
    assert [key for _, key, _, _ in found] == (["b"] if "{b," in text else [])
    assert problems[0].raw
    assert problems[0].raw.startswith("@book{")


def test_macros() -> None:
    faults: list[str] = []
    assert resolve('"10~" # jan', MONTHS, faults) == "10~January"
    assert resolve("{a} # {b}", MONTHS, faults) == "ab"
    assert resolve("12", MONTHS, faults) == "12"
    assert faults == []
    assert resolve("odd", MONTHS, faults) == "odd"
    assert faults == ["the macro 'odd' is not defined"]
    assert resolve('"a', MONTHS, faults) == '"a'
    assert faults[1:] == ["a brace or quote is not closed"]
    scanner = Scanner(
        Source.of_text(
            '@preamble{"x" # jan} @string{a = {A}} @string{b = a # a} @book{k, title = b}'
        ),
        [],
    )
    assert [entry.fields for entry in scanner] == [{"title": "AA"}]
    assert scanner.preambles == ["xJanuary"]
    assert scanner.strings["b"] == "AA"
    grown = (
        "@string{a = {"
        + "x" * 5000
        + "}} @string{b = "
        + " # ".join("a" * 15)
        + "} @book{k, title = b}"
    )
    problems: list[Problem] = []
    list(Scanner(Source.of_text(grown), problems))
    assert [one.message for one in problems] == ["its macros make the value too long"]


NAMES: list[tuple[str, list[Name], list[str]]] = [
    ("Lee, Ann and Li, Bo", [LEE, LI], []), ("Ann Lee and Bo Li", [LEE, LI], []),
    ("Lee, Ann and others", [LEE, OTHERS], []), ("Lee, Ann AND Li, Bo", [LEE, LI], []),
    ("Lee, Ann\n and\tLi, Bo", [LEE, LI], []),
    ("{World Bank}", [Name(literal="World Bank")], []),
    ("{{World Bank Group}}", [Name(literal="World Bank Group")], []),
    ("{Barnes and Noble} and Lee, Ann", [Name(literal="Barnes and Noble"), LEE], []),
    ("{others}", [Name(literal="others")], []), ("{et al.}", [OTHERS], []),
    ("{\\O}ystein Ore", [Name("Ore", "Øystein")], []),
    ("{van der} Berg, Jan", [Name("van der Berg", "Jan")], []),
    ("{{Lee}}", [Name(literal="Lee")], []), ("{{lee}}", [Name("lee")], []),
    ("{Lee}, {Ann}", [LEE], []), ("{Lee Mo}, Ann", [Name("Lee Mo", "Ann")], []),
    ("M{\\\"u}ller, Ann", [Name("Müller", "Ann")], []),
    ("Lee, Jr, Ann", [Name("Lee", "Ann", suffix="Jr")], []),
    ("van Gogh, Vincent", [Name("Gogh", "Vincent", None, "van")], []), ("Lee, Ann{ }", [LEE], []),
    ("张三 and 李四", [Name(literal="张三"), Name(literal="李四")], []),
    ("{张三; 李四}", [Name(literal="张三; 李四")], []), ("family=Lee, given=Ann", [LEE], []),
    ('family="Lee", given={Ann}, suffix=Jr', [Name("Lee", "Ann", suffix="Jr")], []),
    ("family=Gogh, given=Vincent, prefix=van, useprefix=true",
     [Name("Gogh", "Vincent", None, "van")], []),
     ("family=Gogh, given=Vincent, prefix=van, useprefix=False", [Name("Gogh", "Vincent", "van")],
      []),
    ('"family=Lee, given=Ann"', [LEE], []),
    ("{Lee, Ann}", [LEE], ["braces hold together what a comma parts; read as people, no body"]),
    ("{{Lee, Ann}}", [Name(literal="Lee, Ann")], []),
    ("{Fern Team, Ghent}", [Name(literal="Fern Team, Ghent")], []),
    ("{Lee, Ann; Li, Bo}", [LEE, LI],
     ["braces hold together what a comma parts; read as people, no body"]),
    ("\\textbf{Lee, Ann}$^{1}$ and Li, Bo", [LEE, LI],
     ["markup and signs of footnotes were left out"]),
     ("{\\bf Lee, Ann}", [LEE], ["markup and signs of footnotes were left out"]),
    ("Lee, Ann*", [LEE], ["the sign of a footnote stood behind the name"]),
    ("--- and Lee, Ann", [LEE], ["there is no name in it"]),
    ("Ann Lee, Bo Li and Cy Mo", [LEE, LI, Name("Mo", "Cy")],
     ["several names stood in one; they were parted as a guess"]),
    ("A. Lee, B. Li and C. Mo", [Name("Lee", "A."), Name("Li", "B."), Name("Mo", "C.")], []),
    ("Acme University", [Name(literal="Acme University")], ["read as the name of a body"]),
    ("{\\em Lee}, Ann", [LEE], ["markup and signs of footnotes were left out"]),
    ("Lee, Ann and {et al.}", [LEE, OTHERS], []),
    ("Lee, A{\\'e}nn et al.", [Name("Lee", "Aénn"), OTHERS], []),
    ("Lee, Ann~B.", [Name("Lee", "Ann B.")], []),
    ("{Organization}, {World Health}", [Name(literal="World Health Organization")], []),
    ("Lee, Ann\\ B.", [Name("Lee", "Ann B.")], []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "names", "told"), NAMES)
def test_names_of_bibtex(source: str, names: list[Name], told: list[str]) -> None:
    found, notes = _people.read_names(source)
    assert list(found) == names
    assert [note.message for note in notes] == told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (LEE, "Lee, Ann"), (Name("Gogh", "Vincent", None, "van"), "van Gogh, Vincent"),
        (Name("Humboldt", "Alexander", "von"), "Humboldt, Alexander von"),
        (Name("Lee", "Ann", suffix="Jr."), "Lee, Jr., Ann"), (OTHERS, "others"),
        (Name(literal="World Bank"), "{World Bank}"), (Name(literal="Lee, Ann"), "{{Lee, Ann}}"),
        (Name(literal="  "), ""), (Name("Lee"), "Lee"),
        (Name("Van Gogh", "Vincent"), "Van Gogh, Vincent"),
        (Name("van Gogh", "Vincent"), "{van Gogh}, Vincent"),
        (Name("Lee", "Ann and Bo"), "Lee, {Ann and Bo}"),
        (Name("Lee, Mo", "Ann"), "{Lee, Mo}, Ann"), (Name("Lee", suffix="Jr."), "Lee, Jr., {}"),
        (Name("And", "Ann"), "And, Ann"),
        (Name("Van Lee", "Jr."), "Van Lee, {Jr.}"), (Name(), ""),
        (Name("Artagnan", "Ann", None, "d'"), "d'Artagnan, Ann"),
    ],
)  # fmt: skip
def test_names_written_for_bibtex(name: Name, text: str) -> None:
    assert _people.write_name(name, str) == text
    if name and text:
        assert _people.read_names(text)[0] == (Name("Ann") if name == Name(given="Ann") else name,)


def test_names_written_for_biblatex() -> None:
    odd = Name("Lee", "Ann", None, "Von")
    text = _people.write_name(odd, str, extended=True)
    assert text == "family={Lee}, given={Ann}, prefix={Von}, useprefix=true"
    assert _people.read_names(text)[0] == (odd,)
    dropped = Name("Lee", "Ann", "Von", suffix="Jr.")
    assert (
        _people.write_name(dropped, str, extended=True)
        == "family={Lee}, given={Ann}, suffix={Jr.}, prefix={Von}, useprefix=false"
    )
    assert _people.join_names(["张, 三"], [Name("张", "三")]) in ("张, 三", "张, {三}")
    assert _people.join_names(["Lee, Ann", "Li, Bo"], [LEE, LI]) == "Lee, Ann and Li, Bo"


def bib(kind: str, body: str, form: str = "bibtex") -> Paper:
    (paper,) = registry.format_named(form).papers(
        Source.of_text(f"@{kind}{{a, title = {{A}}, {body}}}"), []
    )
    return paper


FIELDS: list[tuple[str, str, dict[str, Any]]] = [
    ("article", "year = 2019, month = may, day = 7", {"issued": Date(2019, 5, 7)}),
    ("article", "year = 2019, month = {5}", {"issued": Date(2019, 5)}),
    ("article", "date = {2019-05-07}", {"issued": Date(2019, 5, 7)}),
    ("article", "date = {2019}, year = 2019", {"issued": Date(2019)}),
    ("article", "date = {2019-05}, month = jun", {"issued": Date(2019, 5)}),
    ("article", "year = {{in press}}", {"issued": Date(literal="in press")}),
    ("article", "year = {c1988}", {"issued": Date(1988, literal="c1988")}),
    ("article", "year = {2019/2020}", {"issued": Date(2019, end=Date(2020))}),
    ("book", "year = 2019, origyear = 1880", {"original_date": Date(1880), "issued": Date(2019)}),
    ("book", "year = 2019, endyear = 2020", {"issued": Date(2019, end=Date(2020))}),
    ("book", "urlyear = 2019, urlmonth = 5", {"accessed": Date(2019, 5)}),
    ("book", "eventyear = 2019", {"event_date": Date(2019)}),
    ("article", "year = 2019, issue_date = {May 2019}", {"issued": Date(2019, 5)}),
    ("article", "year = 2019, issue_date = {May 2020}", {"issued": Date(2019)}),
    ("article", "number = 3", {"issue": "3", "number": None}),
    ("article", "issue = 3, number = 7", {"issue": "7"}),
    ("article", "eid = {e7}", {"number": "e7"}),
    ("article", "articleno = 7", {"number": "7"}), ("article", "art_number = 7", {"number": "7"}),
    ("book", "number = 3, series = {S}", {"collection_number": "3", "collection_title": "S"}),
    ("book", "number = 3", {"issue": "3"}), ("techreport", "number = {R-3}", {"number": "R-3"}),
    ("article", "entrysubtype = newspaper, number = {A1}",
     {"type": "article-newspaper", "page": "A1"}),
     ("article", "entrysubtype = newspaper, number = 3, pages = {A1}",
      {"issue": "3", "page": "A1"}), ("article", "pages = {12--19}", {"page": "12-19"}),
      ("misc", "howpublished = {\\url{https://x.org/a}}",
       {"URL": "https://x.org/a", "publisher": None, "type": "webpage"}),
    ("misc", "howpublished = {Acme}", {"publisher": "Acme", "URL": None}),
    ("misc", "howpublished = {Online}", {"publisher": None}),
    ("misc", "howpublished = {Online, https://x.org/a}",
     {"URL": "https://x.org/a", "publisher": None}),
     ("phdthesis", "school = {U}, publisher = {P}", {"publisher": "U", "genre": "PhD thesis"}),
    ("techreport", "institution = {I}, publisher = {P}", {"publisher": "P"}),
    ("manual", "organization = {O}", {"publisher": "O"}),
    ("patent", "holder = {Acme and {B Ltd}}", {"publisher": "Acme; B Ltd"}),
    ("patent", "holder = {Acme}, publisher = {P}", {"publisher": "P"}),
    ("article", "cstr = {31253.11.x}", {"note": "CSTR: 31253.11.x"}),
    ("article", "cstr = {https://cstr.cn/31253.11.x}, note = {N}", {"note": "N\nCSTR: 31253.11.x"}),
    ("mastersthesis", "school = {U}", {"genre": "Master’s thesis", "type": "thesis"}),
    ("thesis", "type = {phdthesis}", {"genre": "PhD thesis"}),
    ("thesis", "type = {{phdthesis}}", {"genre": "phdthesis"}),
    ("article", "type = {Journal Article}", {"genre": None}),
    ("article", "type = {Letter}", {"genre": "Letter"}),
    ("article", "pubstate = {inpress}", {"status": "in press"}),
    ("article", "pubstate = {{inpress}}", {"status": "inpress"}),
    ("article", "status = {draft}", {"status": "draft"}),
    ("book", "language = {ngerman}", {"language": "de"}),
    ("book", "language = {langfrench}", {"language": "fr"}),
    ("book", "langid = {english}", {"language": "en"}),
    ("book", "language = {de}, langid = {english}", {"language": "de"}),
    ("book", "lang = {de}", {"language": "de"}),
    ("book", "hyphenation = {german}", {"language": "de"}),
    ("misc", "eprint = {2404.13957}, archiveprefix = {arXiv}",
     {"type": "article", "number": "arXiv:2404.13957", "URL": "https://arxiv.org/abs/2404.13957"}),
     ("misc", "eprint = {2404.13957}, eprinttype = {arxiv}, primaryclass = {cs.CL}",
      {"archive": "arXiv", "archive_location": "cs.CL"}),
    ("misc", "eprint = {2404.13957}, archiveprefix = {arXiv}, doi = {10.5555/1}",
     {"URL": None, "DOI": "10.5555/1"}),
     ("article", "journal = {J}, eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
     ("article", "journal = {J}, eprint = {123}, eprinttype = {jstor}",
      {"URL": "https://www.jstor.org/stable/123", "PMID": None}),
    ("article", "journal = {J}, eprint = {2027/x}, eprinttype = {hdl}",
     {"URL": "https://hdl.handle.net/2027/x"}),
     ("misc", "eprint = {https://x.org/1}, eprinttype = {jstor}", {"URL": "https://x.org/1"}),
     ("article", "fjournal = {Journal}, journal = {J.}",
      {"container_title": "Journal", "container_title_short": "J."}),
    ("book", "subtitle = {B}", {"title": "A: B"}),
    ("book", "maintitle = {M}", {"title": "M", "volume_title": "A"}),
    ("book", "maintitle = {M}, mainsubtitle = {S}", {"title": "M: S", "volume_title": "A"}),
    ("inbook", "booktitle = {B}, maintitle = {M}", {"container_title": "M", "volume_title": "B"}),
    ("inbook", "booktitle = {B}, booksubtitle = {S}", {"container_title": "B: S"}),
    ("article", "journaltitle = {J}, journalsubtitle = {S}", {"container_title": "J: S"}),
    ("article", "usera = {N}", {"type": "article-newspaper"}),
    ("book", "mark = {S}", {"type": "standard"}),
    ("misc", "note = {news}", {"type": "article-newspaper"}),
    ("misc", "mark = {DB/OL}", {"type": "dataset"}),
    ("misc", "url = {https://x.org/a}", {"type": "webpage"}),
    ("misc", "url = {https://x.org/a}, doi = {10.5555/1}", {"type": "document"}),
    ("misc", "type = {Dataset}", {"type": "dataset"}),
    ("unpublished", "eventtitle = {E}", {"type": "speech"}),
    ("unpublished", "venue = {E}", {"type": "speech"}),
    ("unpublished", "note = {N}", {"type": "manuscript"}),
    ("article", "keywords = {a, b}", {"keyword": "a, b"}),
    ("article", "doi = {https://doi.org/10.5555/1}", {"DOI": "10.5555/1"}),
    ("article", "url = {https://x.org/a\\_b}", {"URL": "https://x.org/a_b"}),
    ("article", "abstract = {One.\n\nTwo.}", {"abstract": "One.\n\nTwo."}),
    ("odd", "note = {N}", {"type": "document"}),
    ("software", "version = {1.2}", {"type": "software", "version": "1.2"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), FIELDS)
def test_fields_of_bibtex(kind: str, body: str, expected: dict[str, Any]) -> None:
    paper = bib(kind, body)
    assert {name: getattr(paper, name) for name in expected} == expected


INHERITED: list[tuple[str, dict[str, Any]]] = [
    ("@inbook{a, title = {A}, crossref = {b}} @book{b, title = {B}, publisher = {P}, year = 2019}",
     {"title": "A", "container_title": "B", "publisher": "P", "issued": Date(2019)}),
    ("@inbook{a, title = {A}, crossref = {b}, year = 2018} @book{b, title = {B}, year = 2019}",
     {"issued": Date(2018)}),
     ("@inbook{a, title = {A}, crossref = {b}, date = {2018}} "
      "@book{b, title = {B}, year = 2019, month = may}",
      {"issued": Date(2018), "extra": {"bibtex": {"@type": "inbook"}}}),
    ("@inbook{a, title = {A}, crossref = {b}, year = 2018} @book{b, title = {B}, date = {2019-05}}",
     {"issued": Date(2018)}),
     ("@inbook{a, title = {A}, author = {Lee, Ann}, crossref = {b}} "
      "@book{b, title = {B}, author = {Li, Bo}}", {"author": [LEE], "container_author": [LI]}),
    ("@incollection{a, title = {A}, crossref = {b}} "
     "@collection{b, title = {B}, subtitle = {S}, doi = {10.5555/1}, abstract = {X}}",
     {"container_title": "B: S", "DOI": None, "abstract": None}),
     ("@article{a, title = {A}, crossref = {b}} "
     "@periodical{b, title = {J}, year = 2019}", {"container_title": "J"}),
    ("@book{a, title = {A}, crossref = {b}} @mvbook{b, title = {M}}",
     {"title": "M", "volume_title": "A"}),
     ("@book{a, title = {A}, xdata = {b, c}} "
      "@xdata{b, publisher = {P}} "
      "@xdata{c, year = 2019, publisher = {Q}}", {"publisher": "P", "issued": Date(2019)}),
    ("@book{a, title = {A}, publisher = {xdata=b}} @xdata{b, publisher = {P}}", {"publisher": "P"}),
    ("@book{a, title = {A}, publisher = {xdata=b-location}} @xdata{b, location = {L}}",
     {"publisher": "L"}),
     ("@book{a, title = {A}, author = {xdata=b-author-2 and Mo, Cy}} "
      "@xdata{b, author = {Lee, Ann and Li, Bo}}", {"author": [LI, Name("Mo", "Cy")]}),
    ("@inbook{a, title = {A}, crossref = {B}} @book{b, title = {B}}", {"container_title": "B"}),
    ("@inbook{a, title = {A}, crossref = {b}} "
     "@inbook{b, title = {B}, crossref = {c}} "
     "@book{c, title = {C}, publisher = {P}}", {"publisher": "P"}),
     ("@misc{a, title = {A}, crossref = {b}} "
     "@misc{b, title = {B}, note = {N}}", {"title": "A", "note": "N"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INHERITED)
def test_what_entries_inherit(text: str, expected: dict[str, Any]) -> None:
    for spelt in (text, " ".join(reversed([f"@{part}" for part in text.split("@")[1:]]))):
        papers = list(registry.format_named("biblatex").papers(Source.of_text(spelt), []))
        (paper,) = [one for one in papers if one.id == "a"]
        assert {name: getattr(paper, name) for name in expected} == expected


def test_parents_that_are_missing() -> None:
    text = (
        "@inbook{a, title = {A}, crossref = {x}} "
        "@book{b, title = {B}, crossref = {b}} "
        "@book{c, title = {C}, publisher = {xdata=y}} "
        "@xdata{d, note = {N}}"
    )
    problems: list[Problem] = []
    papers = list(registry.format_named("biblatex").papers(Source.of_text(text), problems))
    assert [paper.id for paper in papers] == ["a", "b", "c"]
    told = [note.message for paper in papers for note in paper.remarks]
    assert [
        part in " ".join(told)
        for part in (
            "crossref 'x' is not in the file",
            "crossref 'b' refers back to itself",
            "xdata=y is not in the file",
        )
    ] == [True] * 3
    assert [(one.message, one.level, one.line) for one in problems] == [
        ("@xdata 'd' only lends its fields to others: no record of its own", "warning", 1)
    ]


KEYS = [
    ("auth.lower + year", "lee2019"), ("Auth + '_' + title(2)", "Lee_OnTrees"),
    ("auth(2) + shortyear", "Le19"), ("authors", "LeeLiMo"), ("authors(2)", "LeeLiEtAl"),
    ("authEtAl", "LeeEtAl"), ("authFull", "LeeAnn"), ("authorsAlpha", "LLM"),
    ("year + month", "201905"),
    ("shorttitle", "TreesTheyGrow"), ("shorttitle(1)", "Trees"), ("veryshorttitle", "Trees"),
    ("title", "OnTreesTheyGrow"), ("journal", "JournalofTrees"), ("type", "article-journal"),
    ("id", "x"), ("auth.upper", "LEE"), ("auth.lower.capitalize", "Lee"), ("journal.abbr", "JT"),
    ("id.clean", "x"), ('"a" + auth', "aLee"), ("[auth]+[year]", "Lee2019"),
    ("authorLast", "Lee"), ("auth.abbr", "L"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "key"), KEYS)
def test_patterns_of_keys(pattern: str, key: str) -> None:
    paper = Paper(
        id="x",
        type="article-journal",
        title="On the Trees: they grow",
        author=[LEE, LI, Name("Mo", "Cy")],
        issued=Date(2019, 5),
        container_title="Journal of Trees",
    )
    assert _keys.key_maker(pattern)(paper) == key


def test_keys_of_odd_papers() -> None:
    make = _keys.key_maker()
    assert make(Paper(title="On the Trees")) == "trees"
    assert make(Paper()) == "ref"
    assert make(Paper(editor=[LEE], original_date=Date(1880))) == "lee1880"
    assert make(Paper(translator=[LEE], issued=Date(literal="about 1901 or so"))) == "lee1901"
    assert (
        make(Paper(author=[Name(literal="World Health Organization")], issued=Date(-44))) == "who44"
    )
    assert make(Paper(author=[Name(literal="UNESCO")])) == "unesco"
    assert make(Paper(author=[OTHERS], title="Trees")) == "trees"
    assert [_keys.ascii_text(text) for text in ("Łukasiewicz", "Ólafsdóttir", "ßø", "Ω", "a")] == [
        "Lukasiewicz",
        "Olafsdottir",
        "sso",
        "u3a9",
        "a",
    ]
    assert [
        _keys.is_key(text) for text in ("a2020", "a b", "a:b/c", "张", "a^^b", "@a", "-a", "a{", "")
    ] == [True, False, True, False, False, False, False, False, False]
    keys = _keys.Keys()
    papers = [
        Paper(id="a"),
        Paper(id="A"),
        Paper(id="a"),
        Paper(id="b c"),
        Paper(id="b " + "y" * 90, title="Long"),
        Paper(title="Trees"),
    ]
    assert [keys.key(paper) for paper in papers] == ["a", "Aa", "ab", "b_c", "long", "trees"]
    again = _keys.Keys("auth")
    assert [again.key(Paper(id="x", author=[LEE])) for _ in range(3)] == ["Lee", "Leea", "Leeb"]
    assert [_keys._letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


ENTRIES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("bibtex",
     {"type": "article-journal", "container_title": "Trees", "issued": Date(2019, 5, 7),
      "page": "12-19", "issue": "3"},
      ["@article{a,", "journal = {Trees}", "number = {3}", "year = {2019}", "month = may",
       "day = {7}", "pages = {12--19}"]),
    ("biblatex",
     {"type": "article-journal", "container_title": "Trees", "issued": Date(2019, 5, 7)},
     ["@article{a,", "journaltitle = {Trees}", "date = {2019-05-07}"]),
     ("bibtex", {"type": "book", "issued": Date(literal="in press")},
      ["@book{a,", "year = {{in press}}"]),
    ("bibtex", {"type": "book", "issued": Date(1988, literal="c1988")},
     ["@book{a,", "year = {c1988}"]),
     ("biblatex", {"type": "book", "issued": Date(1988, literal="c1988")},
      ["@book{a,", "year = {c1988}"]),
      ("bibtex", {"type": "book", "issued": Date(-44, circa=True)},
       ["@book{a,", "year = {c. 44 BC}"]),
    ("bibtex", {"type": "book", "issued": Date(2019, end=Date(2020))},
     ["@book{a,", "year = {2019}", "date = {2019/2020}"]),
     ("bibtex", {"type": "book", "issued": Date(99)}, ["@book{a,", "year = {99}", "date = {0099}"]),
     ("bibtex", {"type": "book", "issued": Date(100)}, ["@book{a,", "year = {100}"]),
     ("bibtex", {"type": "book", "issued": Date(2019, season=1)},
      ["@book{a,", "year = {2019}", "date = {2019-21}"]),
    ("bibtex", {"type": "thesis", "genre": "PhD thesis", "publisher": "U"},
     ["@phdthesis{a,", "school = {U}"]),
     ("bibtex", {"type": "thesis", "genre": "Master’s thesis"}, ["@mastersthesis{a,"]),
     ("bibtex", {"type": "book", "note": "N\nCSTR: 1.2"},
      ["@book{a,", "note = {N}", "cstr = {1.2}"]),
      ("bibtex", {"type": "book", "note": "N\n@x"}, ["@book{a,", r"note = {N\newline{}@x}"]),
    ("bibtex", {"type": "article-newspaper"}, ["@article{a,", "entrysubtype = {newspaper}"]),
    ("bibtex", {"type": "book", "page": "1, 4-6"}, ["@book{a,", "pages = {1, 4--6}"]),
    ("bibtex", {"type": "article-journal", "page": "e7", "number": "e7"},
     ["@article{a,", "pages = {e7}"]),
     ("bibtex", {"type": "article-journal", "number": "e7"}, ["@article{a,", "eid = {e7}"]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "values", "expected"), ENTRIES)
def test_entries_written(form: str, values: dict[str, Any], expected: list[str]) -> None:
    write = registry.format_named(form).write
    assert write is not None
    lines = [
        line.strip().rstrip(",")
        for line in "".join(write([Paper(id="a", title="On", **values)])).split("\n")
    ]
    assert sorted(lines) == sorted(
        ["", "}", "title = {On}", *(line.rstrip(",") for line in expected)]
    )


def test_types_of_entries() -> None:
    assert _types.entry_type("thesis", biblatex=False, genre="硕士学位论文") == "mastersthesis"
    assert _types.entry_type("thesis", biblatex=False, genre="M.Sc. thesis") == "mastersthesis"
    assert _types.entry_type("thesis", biblatex=False, genre=None) == "phdthesis"
    assert _types.entry_type("nothing", biblatex=True, genre=None) == "misc"
    assert _types.is_told("misc", "News")
    assert not _types.is_told("inbook", "news")
    assert _types.is_preprint({"archiveprefix": "{arXiv} "})
    assert not _types.is_preprint({"archiveprefix": "arXiv", "journal": "J"})
    assert not _types.is_preprint({"eprinttype": "jstor"})


MORE: list[tuple[str, str, dict[str, Any]]] = [
    ("book", "language = {de}, langid = {english}",
     {"language": "de", "extra": {"bibtex": {"langid": ["english"]}}}),
    ("book", "language = {de}, langid = {Klingon}", {"extra": {"bibtex": {"langid": ["Klingon"]}}}),
    ("book", "date = {2019}, month = {may}, year = {2018}",
     {"extra": {"bibtex": {"month": ["may"], "year": ["2018"]}}}),
    ("book", "year = {2019}, month = {odd}, day = {x}", {"extra": {"bibtex": {"month": ["odd"]}}}),
    ("book", "year = {2019}, month = {may}, day = {x}", {"extra": {"bibtex": {"day": ["x"]}}}),
    ("book", "year = {2019}, issue_date = {2018}", {"extra": {"bibtex": {"issue_date": ["2018"]}}}),
    ("book", "titleaddon = {B}", {"title": "A: B"}),
    ("inbook", "booktitle = {B?}, booksubtitle = {C}", {"container_title": "B? C"}),
    ("book", "editor = {Lee, Ann}, editortype = {compiler}", {"compiler": [LEE], "editor": None}),
    ("book", "editor = {Lee, Ann}, editortype = {odd}",
     {"editor": [LEE], "extra": {"bibtex": {"editortype": ["odd"]}}}),
    ("book", "editora = {Lee, Ann}, editoratype = {compiler}", {"compiler": [LEE]}),
    ("book", "editorb = {Lee, Ann}, editorbtype = {odd}",
     {"extra": {"bibtex": {"editorb": ["Lee, Ann"], "editorbtype": ["odd"]}}}),
     ("book",
      "editora = {Lee, Ann}, editoratype = {compiler}, editorc = {Li, Bo}, editorctype = "
      "{compiler}", {"compiler": [LEE]}),
    ("misc", "mark = {DB}", {"genre": "database"}),
    ("book", "mark = {G}", {"genre": "compilation"}), ("misc", "mark = {DB/MT}", {"medium": "MT"}),
    ("misc", "mark = {DB/CD}", {"medium": "CD"}), ("misc", "mark = {DB/OL}", {"medium": None}),
    ("misc", "note = {news}", {"note": None}), ("inbook", "note = {news}", {"note": "news"}),
    ("article", "year = 2019, origyear = {}", {"original_date": None}),
    ("article", "urldate = {2019-05-07}", {"accessed": Date(2019, 5, 7)}),
    ("article", "year = 2018, date = {2019}",
     {"issued": Date(2019), "extra": {"bibtex": {"year": ["2018"]}}}),
     ("article",
      "year = 2019, month = {gibberish}", {"issued": Date(2019)}),
    ("article", "journal = {J}, eprint = {1}, eprinttype = {odd}", {"URL": None}),
    ("misc", "eprint = {1}, eprinttype = {SSRN}", {"type": "article", "publisher": "SSRN"}),
    ("misc", "archiveprefix = {arXiv}", {"number": None}),
    ("article", "keywords = {a; b}", {"keyword": "a; b"}),
    ("article", "author = {Lee, Ann and {others}}", {"author": [LEE, Name(literal="others")]}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), MORE)
def test_seldom_fields_of_bibtex(kind: str, body: str, expected: dict[str, Any]) -> None:
    paper = bib(kind, body, "biblatex")
    for name, value in expected.items():
        found = getattr(paper, name)
        if name == "extra":
            found = {"bibtex": {key: found["bibtex"][key] for key in value["bibtex"]}}
        assert found == value, name


PREPRINTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("bibtex", {"URL": "https://arxiv.org/abs/2404.13957"},
     ["archiveprefix = {arXiv}", "eprint = {2404.13957}",
      "url = {https://arxiv.org/abs/2404.13957}"]),
      ("biblatex",
       {"DOI": "10.48550/arXiv.2404.13957", "archive": "arXiv", "archive_location": "cs.CL"},
       ["doi = {10.48550/arXiv.2404.13957}", "eprint = {2404.13957}", "eprintclass = {cs.CL}",
        "eprinttype = {arXiv}"]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "values", "expected"), PREPRINTS)
def test_preprints_written(form: str, values: dict[str, Any], expected: list[str]) -> None:
    write = registry.format_named(form).write
    assert write is not None
    paper = Paper(id="a", type="article", title="On", number="arXiv:2404.13957", **values)
    lines = {line.strip().rstrip(",") for line in "".join(write([paper])).split("\n")}
    assert set(expected) <= lines


def test_what_stands_beside_the_fields_is_written() -> None:
    paper = Paper(
        id="a",
        type="book",
        title="On",
        extra={"bibtex": {"odd": ["a & b", "c"], "x y": "z", "title": "no"}},
    )
    paper.custom = {
        "translations": {
            "de": {
                "title": "Über DNA",
                "abstract": "Eins",
                "author": [{"family": "Lee", "given": "Ann"}],
            },
            "x y": {"title": "no"},
        }
    }
    write = registry.format_named("bibtex").write
    assert write is not None
    lines = {line.strip().rstrip(",") for line in "".join(write([paper])).split("\n")}
    assert {
        r"odd = {a \& b, c}",
        "title_translated_de = {Über {DNA}}",
        "abstract_translated_de = {Eins}",
        "author_translated_de = {Lee, Ann}",
        "title = {On}",
    } <= lines
    assert not any("no}" in line for line in lines)


MORE_NAMES: list[tuple[str, list[Name]]] = [
    ("{Lee, A.; Li, B.; et al.}", [Name("Lee", "A."), Name("Li", "B."), OTHERS]),
    ("Department of Botany, University of Ghent and Lee, Ann", [LEE]),
    ("family = Lee , given = {Ann} ", [LEE]), ("family={Lee}, given={Ann}, id=x, hash=y", [LEE]),
    ("{ World Bank Group }", [Name(literal="World Bank Group")]),
    ("张三; 李四", [Name(literal="张三"), Name(literal="李四")]),
    ("{张三}; {李四}", [Name(literal="张三"), Name(literal="李四")]),
    ("Lee, {Ann and Bo}", [Name("Lee", "Ann and Bo")]), ("Lee, {\\'E}mile", [Name("Lee", "Émile")]),
    ("{\\'E}mile Lee", [Name("Lee", "Émile")]), ("Lee, Ann$^*$", [LEE]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "names"), MORE_NAMES)
def test_odd_names_of_bibtex(source: str, names: list[Name]) -> None:
    assert list(_people.read_names(source)[0]) == names


LANGUAGES = [
    # language, langid: the tag, whether `langid` is kept for it says something else
    ("english", "english", "en", False), ("english", "american", "en", False),
    ("english", "french", "en", True), ("english", "klingon", "en", True),
    ("", "french", "fr", False), ("", "klingon", "klingon", False), ("german", "", "de", False),
    ("{A tongue}", "french", "A tongue", True), ("{A tongue}", "", "A tongue", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "langid", "tag", "kept"), LANGUAGES)
def test_two_fields_for_the_language(language: str, langid: str, tag: str, kept: bool) -> None:
    fields = f"language={{{language}}}, " if language else ""
    fields += f"langid={{{langid}}}, " if langid else ""
    paper = bib("book", f"{fields}title={{A}}", "biblatex")
    assert paper.language == tag
    assert ("langid" in paper.extra.get("bibtex", {})) is kept


MARKED = [
    ("M/CD", (None, "CD")), ("DB/OL", ("database", None)), ("DB/MT", ("database", "MT")),
    ("G", ("compilation", None)), ("g/dk", ("compilation", "DK")), ("M", (None, None)),
    ("CD", (None, None)), ("{DB/CD}", ("database", "CD")),
]  # fmt: skip


@pytest.mark.parametrize("name", ["mark", "usera"])
@pytest.mark.parametrize(("mark", "told"), MARKED)
def test_marks_of_chinese_packages(name: str, mark: str, told: tuple[Any, Any]) -> None:
    """GB/T 7714, appendix B: the sign of the kind of work, behind a slash that of its carrier."""
    paper = bib("book", f"{name}={{{mark}}}, title={{A}}")
    assert (paper.genre, paper.medium) == told


def test_a_mark_does_not_undo_what_other_fields_say() -> None:
    paper = bib("book", "mark={DB/CD}, type={atlas}, title={A}")
    assert (paper.genre, paper.medium) == ("atlas", "CD")


@pytest.mark.parametrize(
    ("fields", "publisher", "address"),
    [
        ("eprint={2101.00001}, eprinttype={arxiv}", "arXiv", "https://arxiv.org/abs/2101.00001"),
        ("eprint={2101.00001}, eprinttype={arxiv}, publisher={P}", "P",
         "https://arxiv.org/abs/2101.00001"),
        ("eprint={123}, eprinttype={jstor}", None, "https://www.jstor.org/stable/123"),
        ("eprint={123}, eprinttype={jstor}, url={https://x.org/}", None, "https://x.org/"),
        ("eprint={https://x.org/1}, eprinttype={jstor}", None, "https://x.org/1"),
        ("eprint={123}, eprinttype={jstor}, doi={10.5555/1}", None, None),
        ("eprint={hal-01234}, archiveprefix={HAL}, journal={J}", None, None),
    ],
)  # fmt: skip
def test_numbers_of_servers(fields: str, publisher: str | None, address: str | None) -> None:
    """biblatex, 3.14.7: what `eprint` is a number of, `eprinttype` says."""
    paper = bib("article", fields, "biblatex")
    assert (paper.publisher, paper.URL) == (publisher, address)
