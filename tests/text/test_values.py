"""Titles, names, dates, pages, serials, journals and languages as sources get them wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.casing import from_capitals
from citex.model import Name, PartialDate, Remark
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import choose_isbn, choose_issn
from citex.text.journals import best, journal, title_cased
from citex.text.languages import guess, language
from citex.text.names import sources as names
from citex.text.pages import fused_volume, is_article_number, number, pages, runs_back
from citex.text.titles import (
    title,
    translated,
    with_subtitle,
    without_stop,
)

STOPS = [
    ("On growth.", "On growth"),
    ("On <i>growth</i>.", "On <i>growth</i>"),
    ("On <i>growth.</i>", "On <i>growth</i>"),
    ("On growth .", "On growth"),
    ("论生长。", "论生长"),
    ("What is growth?", "What is growth?"),
    ("And then...", "And then..."),
    ("Made in the U.S.A.", "Made in the U.S.A."),
    ("By Smith et al.", "By Smith et al."),
    ("Acme Inc.", "Acme Inc."),
    ("Riccardia latifrons (Lindb.) Lindb.", "Riccardia latifrons (Lindb.) Lindb."),
    ("", ""),
    (".", "."),
]


@pytest.mark.parametrize(("before", "after"), STOPS)
def test_closing_stop(before: str, after: str) -> None:
    assert without_stop(before) == after


def test_a_title_says_what_was_done_to_it() -> None:
    notes: list[Remark] = []
    assert title("[PDF] On &amp; off.", "title", notes) == "On & off"
    assert [note.kind for note in notes] == ["repaired", "repaired", "repaired"]
    assert notes[0].before == "[PDF] On &amp; off."


def test_capitals_are_offered_and_never_made() -> None:
    notes: list[Remark] = []
    assert title("THE GROWTH OF TREES", "title", notes) == "THE GROWTH OF TREES"
    assert notes == []  # `citex check` tells, of any paper
    assert title("DNA", "title", notes) == "DNA"
    assert from_capitals("WHY? A STUDY") == "Why? A study"


def test_translated_titles_and_subtitles() -> None:
    assert translated("[On growth].") == "On growth"
    assert translated("[On growth.]") == "On growth"
    assert translated("[A] and [B]") is None
    assert with_subtitle("On growth", "A study") == "On growth: A study"
    assert with_subtitle("On growth: a study", "A Study") == "On growth: a study"


NATURAL = [
    ("Ann Lee", Name("Lee", "Ann")),
    ("A. B. Lee", Name("Lee", "A. B.")),
    ("Lee, Ann", Name("Lee", "Ann")),
    ("Ann Lee, Jr.", Name("Lee", "Ann", suffix="Jr.")),
    ("Ann Lee III", Name("Lee", "Ann", suffix="III")),
    ("Vincent van Gogh", Name("Gogh", "Vincent", non_dropping_particle="van")),
    ("Ana de la Cruz", Name("Cruz", "Ana", non_dropping_particle="de la")),
    ("Muaz Al Radi", Name("Al Radi", "Muaz")),
    ("Duc Van Nguyen", Name("Nguyen", "Duc Van")),
    ("Groumpos Peter P", Name("Groumpos", "Peter P")),
    ("Ming. Chuan., Wang", Name("Wang", "Ming Chuan")),
    ("Yi. Tang., Lin,", Name("Lin", "Yi Tang")),
    ("D.M'endez", Name("M'endez", "D.")),
    ("Dr. Ann Lee", Name("Lee", "Ann")),
    ("Ann Lee, PhD", Name("Lee", "Ann")),
    ("Charles\u2010Edmond Bichot", Name("Bichot", "Charles-Edmond")),
    ("Marti\u0301n", Name("Martín")),
    ("张三丰", Name("张", "三丰")),
    ("欧阳修", Name("欧阳", "修")),
    ("山田 太郎", Name("山田", "太郎")),
    ("WHO Study Group", Name(literal="WHO Study Group")),
    ("University of Gothenburg", Name(literal="University of Gothenburg")),
    ("北京大学医学部", Name(literal="北京大学医学部")),
]
BEHIND = [
    ("LoPresti PJ", Name("LoPresti", "P. J.")),
    ("Hambrick GW Jr", Name("Hambrick", "G. W.", suffix="Jr.")),
    ("Bailey JI 3rd", Name("Bailey", "J. I.", suffix="3rd")),
    ("van der Berg J", Name("Berg", "J.", non_dropping_particle="van der")),
    ("Van Eycken LJ", Name("Van Eycken", "L. J.")),
    ("Le Calvez-Kelm F", Name("Le Calvez-Kelm", "F.")),
    ("ASTRO-CM Team", Name(literal="ASTRO-CM Team")),
    ("Plato", Name(literal="Plato")),
]
PARTS = [
    ({"family": "Lee", "given": "Ann"}, Name("Lee", "Ann")),
    ({"family": "de Kraker", "given": "M."}, Name("Kraker", "M.", non_dropping_particle="de")),
    ({"family": "Silva", "given": "Ana da"}, Name("Silva", "Ana", "da")),
    ({"family": "조혜린"}, Name("조", "혜린")),
    ({"family": "Sudesiqin"}, Name(literal="Sudesiqin")),
    ({"family": "King", "given": "Martin", "suffix": "Jr."}, Name("King", "Martin", suffix="Jr.")),
    ({"family": "King Jr.", "given": "Martin"}, Name("King", "Martin", suffix="Jr.")),
    ({"family": "King", "given": "Martin, Jr."}, Name("King", "Martin", suffix="Jr.")),
    ({"family": "M. Vale", "given": "Ana"}, Name("Vale", "Ana M.")),
    ({"family": "", "given": "Plato"}, Name(literal="Plato")),
]


@pytest.mark.parametrize(("text", "expected"), NATURAL)
def test_a_name_in_one_string(text: str, expected: Name) -> None:
    assert names.natural(text) == expected


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_initials_behind_the_family(text: str, expected: Name) -> None:
    assert names.initials_last(text) == expected


@pytest.mark.parametrize(("parts", "expected"), PARTS)
def test_family_and_given_apart(parts: dict[str, str], expected: Name) -> None:
    assert names.parts(**parts) == expected


LISTS = [
    ("Ann Lee,\xa0Bo Li,\xa0", ["Ann Lee", "Bo Li"]),
    ("Ann Lee, Martin L. King, Jr., Bo Li", ["Ann Lee", "Martin L. King, Jr.", "Bo Li"]),
    ("Lee, Ann; Li, Bo", ["Lee, Ann", "Li, Bo"]),
    ("Lee, Ann", ["Lee, Ann"]),
    ("Ann Lee and Bo Li", ["Ann Lee", "Bo Li"]),
    ("Ann Lee, Bo Li, and Cy Mo", ["Ann Lee", "Bo Li", "Cy Mo"]),
    ("Lee, A., Li, B. C.", ["Lee, A.", "Li, B. C."]),
    ("张三，李四、王五；赵六", ["张三", "李四", "王五", "赵六"]),
    ("张三，李四、王五", ["张三", "李四", "王五"]),
    (",", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_of_names(text: str, expected: list[str]) -> None:
    assert names.split_list(text) == expected


def test_an_affiliation_among_the_authors_goes_with_a_note() -> None:
    notes: list[Remark] = []
    address = ",LAGEP, Université de Lyon, CNRS, Villeurbanne"
    kept = names.name_list([Name("Lee", "Ann"), Name(literal=address)], "author", notes)
    assert kept == [Name("Lee", "Ann")]
    assert [(note.kind, note.before) for note in notes] == [("dropped", address)]


def test_capitals_in_names_have_a_proposal() -> None:
    assert names.case_proposed(Name("RUFAİOĞLU", "S")) == "Rufaioğlu"
    assert names.case_proposed(Name("LEE", "ANNA")) == "Lee"
    assert names.case_proposed(Name("J. R.", "Ott")) is None


DATES = [
    ("2023-06-14", "2023-06-14"),
    ("2023-06", "2023-06"),
    ("2023", "2023"),
    (2023, "2023"),
    ("2023-06-14T00:00:00Z", "2023-06-14"),
    ("1965/08/01 00:00", "1965-08-01"),
    ("1965 Aug", "1965-08"),
    ("2015 Dec 1", "2015-12-01"),
    ("2022 Apr-Jun", "2022-04/2022-06"),
    ("1998 Dec-1999 Jan", "1998-12/1999-01"),
    ("1978 Jan 5-12", "1978-01-05/1978-01-12"),
    ("2000 Spring", "2000-21"),
    ("2000 Spring-Summer", "2000-21/2000-22"),
    ("Winter 2004", "2004-24"),
    ("1999-2000", "1999/2000"),
    ("2019-01-01/2019-12-31", "2019-01-01/2019-12-31"),
    ("07.04.2017", "2017-04-07"),
    ("14 June 2023", "2023-06-14"),
    ("2023年6月14日", "2023-06-14"),
    ("\n   2015\n  ", "2015"),
    ("2023-13-01", "2023"),
    ("2023-02-30", "2023-02"),
    ("1900-02-29", "1900-02"),
    ("published in 1999 or so", "1999"),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_date(value: object, expected: str) -> None:
    assert str(parse_date(value, "issued", [])) == expected


@pytest.mark.parametrize(
    "value", [None, "", " ", "no date", [], {}, True, "(:tba)", -5, 10**9, "0000-00-00"]
)
def test_no_date(value: object) -> None:
    assert parse_date(value, "issued", []) is None


def test_the_first_of_a_month_is_doubted_or_dropped() -> None:
    notes: list[Remark] = []
    date = PartialDate(2023, 6, 1)
    assert disguised(date, "issued", notes) == date
    assert disguised(date, "issued", notes, drop=True) == PartialDate(2023, 6)
    assert disguised(PartialDate(2023, 1, 1), "issued", notes, drop=True) == PartialDate(2023)
    assert disguised(PartialDate(2023, 6, 2), "issued", notes) == PartialDate(2023, 6, 2)
    assert [note.kind for note in notes] == ["doubt", "guessed", "guessed"]


PAGES = [
    ("188-191", "188-191"),
    ("188-91", "188-191"),
    ("188–91", "188-191"),
    ("764-9", "764-769"),
    ("H337-49", "H337-H349"),
    ("\n   487-488\n  ", "487-488"),
    ("332 - 348", "332-348"),
    ("3525-3525", "3525"),
    ("e33693", "e33693"),
    ("127-8, 130, 137-8", "127-128, 130, 137-138"),
    ("i-ii", "i-ii"),
    ("473s", "473s"),
    ("pp. 1-7", "1-7"),
    ("286:1-286:12", "286:1-286:12"),
    ("e1660-e1676", "e1660-e1676"),
    ("604.4-604", "604.4-604"),
    ("n/a", None),
    ("-", None),
    ("S2090-1232(25)00434-5", None),
    ("", None),
    (None, None),
    (12, "12"),
]


@pytest.mark.parametrize(("value", "expected"), PAGES)
def test_pages(value: object, expected: str | None) -> None:
    assert pages(value, []) == expected


def test_article_numbers_are_told_from_pages() -> None:
    numbers = ["e33693", "104523", "eadi3902", "e2308214120", "arztebl.m2025.0086", "fnae046"]
    assert all(map(is_article_number, numbers))
    assert not any(map(is_article_number, ["1", "246", "1103", "12-20", "473s", "H337", "i-ii"]))


def test_a_backward_range_stays_as_it_is() -> None:
    notes: list[Remark] = []
    assert pages("890-812", notes) == "890-812"
    assert notes == []  # `citex check` tells, of any paper
    assert runs_back("890-812")
    assert not runs_back("812-90")


NUMBERS = [("95", "95"), ("n° 95", "95"), ("Vol. 12", "12"), ("第3期", "3"), ("2-3", "2-3"),
           ("15_suppl", "15_suppl"), ("Suppl 1", "Suppl 1"), ("null", None), ("PP", None),
           ("forthcoming", None), (24, "24"), ("", None), ([], None)]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), NUMBERS)
def test_volume_or_issue(value: object, expected: str | None) -> None:
    assert number(value, "volume", []) == expected


def test_fused_volume() -> None:
    assert fused_volume("92 5") == ("92", "5")
    assert fused_volume("92 5-6") == ("92", "5-6")
    assert fused_volume("92(5)") == ("92", "5")
    assert fused_volume("92") is None
    assert fused_volume("abs/2404.13957") is None


def test_serial_numbers_are_checked_and_chosen() -> None:
    notes: list[Remark] = []
    assert choose_issn(["1359-107x; 2044-8287; "], notes) == "1359-107X"
    assert choose_issn(["2044-8287", "1359-107X"], [], preferred=["1359-107X"]) == "1359-107X"
    assert choose_issn(["1234-5678"], notes) is None
    assert choose_isbn(["http://id.crossref.org/isbn/9780387355443"], notes) == "9780387355443"
    assert choose_isbn(["0-387-35544-X"], notes) is None
    assert [note.kind for note in notes] == ["dropped", "dropped", "dropped"]


JOURNALS = [
    ("Health &amp; Care", "Health & Care"),
    ("Lancet (London, England)", "Lancet"),
    ("Dentistry (Sunnyvale, Calif.)", "Dentistry"),
    ("Cell research (Print)", "Cell research"),
    ("Europace : European pacing", "Europace"),
    ("Xenobiotica; the fate of foreign compounds", "Xenobiotica"),
    ("Biomedicine = Biomedecine", "Biomedicine"),
    ("Journal of Physics (IOP)", "Journal of Physics (IOP)"),
    ("2024 Conference on Trees (CoTr)", "2024 Conference on Trees (CoTr)"),
    ("J. Am. Chem. Soc.", "J. Am. Chem. Soc."),
    ("Nature.", "Nature"),
]


@pytest.mark.parametrize(("value", "expected"), JOURNALS)
def test_journal(value: str, expected: str) -> None:
    assert journal(value, "container-title", [], qualified=True) == expected


def test_the_best_of_several_spellings() -> None:
    assert best(["NATURE MEDICINE", "Nature Medicine"]) == "Nature Medicine"
    assert best(["Digit. Gov.", "Digital Government"]) == "Digital Government"
    assert best(["Frontiers in Physics", "Frontiers of Physics"]) == "Frontiers in Physics"
    assert title_cased("The journal of clinical investigation", []) == (
        "The Journal of Clinical Investigation"
    )
    assert title_cased("Revista de saúde pública", []) == "Revista de saúde pública"


def test_languages() -> None:
    codes = ["eng", "English", "ENG", "en", "ger", "fre", "chi", "zh_cn", "nor", "pt-br", "中文"]
    assert [language(code, []) for code in codes] == [
        "en", "en", "en", "en", "de", "fr", "zh", "zh-CN", "no", "pt-BR", "zh",
    ]  # fmt: skip
    assert [language(code, []) for code in ("aa", "und", "", None, "gibberish!")] == [None] * 5
    assert guess("系统性硬化症") == "zh"
    assert guess("全身性強皮症の治療") == "ja"
    assert guess("전신 경화증") == "ko"
    assert guess("О росте и форме") == "ru"
    assert guess("The growth of trees") == "en"
    assert guess("Über das Wachstum der Bäume") is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    """Every cleaner takes every text, and a name is never empty."""
    notes: list[Remark] = []
    title(text, "title", notes)
    parse_date(text, "issued", notes)
    pages(text, notes)
    number(text, "volume", notes)
    journal(text, "container-title", notes, qualified=True)
    language(text, notes)
    guess(text)
    for part in names.split_list(text):
        for name in (names.natural(part), names.initials_last(part), names.inverted(part)):
            assert name is None or name
