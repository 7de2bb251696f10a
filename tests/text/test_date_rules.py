"""The rules of dates: what each spelling says, and how each format spells what a date says."""

from __future__ import annotations

import pytest

from citex.model import PartialDate, Remark
from citex.model import new_date as odd
from citex.text.dates import reading, sources, writing

Date = PartialDate

WRITTEN = [
    # the date, and how `slashed`, `dashed`, `medline`, `words`, `iso` and `edtf` write it
    (Date(2021, 3, 5), "2021/03/05/", "2021-03-05", "2021 Mar 5", "5 March 2021", "2021-03-05",
     "2021-03-05"),
    (Date(2021, 3), "2021/03//", "2021-03", "2021 Mar", "March 2021", "2021-03", "2021-03"),
    (Date(2021), "2021///", "2021", "2021", "2021", "2021", "2021"),
    (Date(2018, season=1), "2018///Spring", "Spring 2018", "2018 Spring", "Spring 2018", "2018",
     "2018-21"),
    (Date(2018, season=4), "2018///Winter", "Winter 2018", "2018 Winter", "Winter 2018", "2018",
     "2018-24"),
    (odd(2018, season=5), "2018///", "2018", "2018", "2018", "2018", "2018"),
    (Date(2018, season="Easter"), "2018///Easter", "Easter 2018", "2018 Easter", "Easter 2018",
     "2018", "2018"),
    (Date(-380), "-380///", "-0380", "-0380", "380 BC", "-0379", "-0379"),
    (Date(-1), "-1///", "-0001", "-0001", "1 BC", "0000", "0000"),
    (Date(800, 2), "0800/02//", "0800-02", "0800-02", "February 800", "0800-02", "0800-02"),
    (Date(999), "0999///", "0999", "0999", "999", "0999", "0999"),
    (Date(1000), "1000///", "1000", "1000", "1000", "1000", "1000"),
    (odd(2020, 13), "2020///", "2020", "2020", "2020", "2020", "2020"),
    (odd(2020, 2, 30), "2020/02//", "2020-02", "2020 Feb", "February 2020", "2020-02", "2020-02"),
    (Date(1000, 5), "1000/05//", "1000-05", "1000 May", "May 1000", "1000-05", "1000-05"),
    (Date(999, 5), "0999/05//", "0999-05", "0999-05", "May 999", "0999-05", "0999-05"),
    (Date(2020, 2, 29), "2020/02/29/", "2020-02-29", "2020 Feb 29", "29 February 2020",
     "2020-02-29", "2020-02-29"),
    (Date(2004, circa=True), "2004///", "2004", "2004", "2004", "2004", "2004~"),
    (Date(2004, 5, end=Date(2005)), "2004/05//", "2004-05", "2004 May", "May 2004", "2004-05",
     "2004-05/2005"),
    (Date(2004, end=Date()), "2004///", "2004", "2004", "2004", "2004", "2004/"),
    (Date(12021), "12021///", "12021", "12021", "12021", "12021", "Y12021"),
    (Date(9999), "9999///", "9999", "9999", "9999", "9999", "9999"),
    (Date(literal="n.d."), "n.d.", "n.d.", "n.d.", "0", "", ""),
    (Date(raw=" n. d. "), "n. d.", "n. d.", "n. d.", "0", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("date", "slashed", "dashed", "medline", "said", "iso", "edtf"), WRITTEN)
def test_a_date_in_each_spelling(
    date: Date, slashed: str, dashed: str, medline: str, said: str, iso: str, edtf: str
) -> None:
    assert writing.slashed(date) == slashed
    assert writing.dashed(date) == dashed
    assert writing.medline(date) == medline
    assert writing.iso(date) == iso
    assert writing.edtf(date) == edtf
    if date.year is not None:
        assert writing.words(date) == said


def test_no_date_in_iso() -> None:
    assert writing.iso(None) == ""


@pytest.mark.parametrize(
    ("date", "year", "plain", "marked", "simple"),
    [
        (Date(2021), "2021", "2021", False, True), (Date(800), "0800", "800", False, True),
        (Date(99), "0099", "0099", False, True), (Date(100), "0100", "100", False, True),
        (Date(-99), "-99", "-99", False, True), (Date(-100), "-100", "-100", False, True),
        (Date(1988, literal="c1988"), "c1988", "c1988", True, True),
        (Date(1936, literal="[1936]"), "[1936]", "[1936]", True, True),
        (Date(1988, literal="then"), "1988", "1988", False, False),
        (Date(literal="n.d."), "n.d.", "n.d.", False, False), (Date(), "", "", False, False),
        (Date(2021, 5, 6), "2021", "2021", False, True),
        (Date(2021, circa=True), "2021", "2021", False, False),
        (Date(2021, end=Date(2022)), "2021", "2021", False, False),
        (Date(2021, season=1), "2021", "2021", False, True),
        (Date(2021, season=4), "2021", "2021", False, True),
        (odd(2021, season=5), "2021", "2021", False, False),
        (odd(2021, season=0), "2021", "2021", False, False),
        (Date(2021, season="Easter"), "2021", "2021", False, False),
        (odd(2021, 5, season=1), "2021", "2021", False, False),
    ],
)  # fmt: skip
def test_the_year_of_a_date(date: Date, year: str, plain: str, marked: bool, simple: bool) -> None:
    assert writing.year_of(date) == year
    assert writing.year_or_words(date) == plain
    assert writing.is_marked(date) is marked
    assert writing.is_simple(date) is simple


@pytest.mark.parametrize(("year", "text"), [(0, "0000"), (5, "0005"), (-5, "-5"), (2021, "2021")])
def test_a_year_in_four_digits(year: int, text: str) -> None:
    assert writing.year_text(year) == text


def test_what_no_calendar_has() -> None:
    assert writing.existing(odd(2020, 13, end=odd(2021, 2, 31))) == Date(2020, end=Date(2021, 2))
    assert writing.existing(Date(2020, 2, 29)) == Date(2020, 2, 29)
    assert writing.existing(odd(2021, 2, 29)) == Date(2021, 2)
    assert writing.existing(Date(-1, 2, 28)) == Date(-1, 2, 28)
    assert writing.existing(odd(2020, 21)) == Date(2020, season=1)
    assert writing.existing(odd(2020, 4, 31, circa=True)) == Date(2020, 4, circa=True)


READ = [
    (("2020", "jun", "1"), Date(2020, 6, 1), ""),
    (("2020", "6", "1"), Date(2020, 6, 1), ""),
    (("2020", "June", "1日"), Date(2020, 6, 1), ""),
    (("2020", "6", "12号"), Date(2020, 6, 12), ""),
    (("2020", "10 January", ""), Date(2020, 1, 10), ""),
    (("2020", "", ""), Date(2020), ""),
    (("2020", "", "0"), Date(2020), ""),
    (("2020", "", "5"), Date(2020), "the day has no month"),
    (("2020", "13", ""), Date(2020), "there is no month 13; left out"),
    (("2020", "gibberish", ""), Date(2020), "the month is not understood"),
    (("2020", "2020-05", ""), Date(2020, 5), ""),
    (("2020", "2019-05", ""), Date(2020), "the month is not understood"),
    (("2020", "jun", "x"), Date(2020, 6), "the day is not understood"),
    (("2020", "spring", "5"), Date(2020, season=1), ""),
    (("2020-05", "7", ""), Date(2020, 5), ""),
    (("", "jun", "1"), Date(literal="1 jun"), ""),
    (("", "", ""), None, ""),
    (("in press", "", ""), Date(literal="in press"), ""),
    (("2019", "Jul.--Aug.", ""), Date(2019, 7, end=Date(2019, 8)), ""),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "date", "doubt"), READ)
def test_year_month_and_day_apart(
    parts: tuple[str, str, str], date: Date | None, doubt: str
) -> None:
    found, told = reading.read_parts(*parts)
    assert (found, told) == (date, doubt)


def test_the_words_of_a_year_given_apart_stay() -> None:
    date, _ = reading.read_parts("c1988", "May")
    assert date == Date(1988, 5, literal="c1988")
    date, _ = reading.read_parts("1988?", "May")
    assert date is not None
    assert (date.year, date.month, date.circa) == (1988, 5, True)


SLASHED = [
    ("1998///Spring", Date(1998, season=1), "", ""),
    ("2013/02/15/received", Date(2013, 2, 15), "received", ""),
    ("2013/02/15/", Date(2013, 2, 15), "", ""),
    ("2013/02/15 10:30", Date(2013, 2, 15), "", ""),
    ("2013/02/15/12:30", Date(2013, 2, 15), "", ""),
    ("2013/", Date(2013), "", ""),
    ("2013//", Date(2013), "", ""),
    ("2013/00/00/", Date(2013), "", ""),
    ("2013/Feb/15/", Date(2013, 2, 15), "", ""),
    ("2013/02//x", Date(2013, 2), "x", ""),
    ("2013/13/01/", Date(2013), "", "there is no month 13; left out"),
    ("-380/02/03/", Date(-380, 2, 3), "", ""),
    ("0000/00/00", None, "", ""),
    ("2013", Date(2013), "", ""),
    ("2013-02-15", Date(2013, 2, 15), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "other", "doubt"), SLASHED)
def test_dates_with_slashes(text: str, date: Date | None, other: str, doubt: str) -> None:
    assert reading.read_slashed(text) == (date, other, doubt)


BEST = [
    (["2013"], Date(2013), [], []),
    (["2013", "2013/04/18", "2012"], Date(2013, 4, 18), ["2012"], []),
    (["2013/04/18", "2013"], Date(2013, 4, 18), [], []),
    (["2013/04/18", "2013/05"], Date(2013, 4, 18), ["2013/05"], []),
    (["2013/04/18", "2013/04/19"], Date(2013, 4, 18), ["2013/04/19"], []),
    (["0000", "2013"], Date(2013), [], []),
    (["2013", "Jun 14"], Date(2013, 6, 14), [], []),
    (["Jun 14"], Date(literal="Jun 14"), [], []),
    (["words", "more"], Date(literal="words"), ["more"], []),
    (["2013", "/11/05"], Date(2013, 11, 5), [], []),
    (["2013", "11-05"], Date(2013, 11, 5), [], []),
    (["2013", "11/05"], Date(2013, 11, 5), [], ["taken for a month and a day"]),
    (["2013", "11/12"], Date(2013, 11, 12), [], ["taken for a month and a day"]),
    (["2013", "11/13"], Date(2013, 11, 13), [], []),
    (["2013", "13/11"], Date(2013, 11, 13), [], []),
    (["2013", "13/14"], Date(2013), [], ["there is no month 13; left out"]),
    (["2013", "words"], Date(2013), ["words"], []),
    (["2013/04", "Jun 14"], Date(2013, 4), ["Jun 14"], []),
    (["2013///Spring", "2013///Autumn"], Date(2013, season=1), ["2013///Autumn"], []),
    ([], None, [], []),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "date", "left", "doubts"), BEST)
def test_the_best_of_several_dates(
    texts: list[str], date: Date | None, left: list[str], doubts: list[str]
) -> None:
    remarks: list[Remark] = []
    assert reading.best_date(texts, remarks, "accessed") == (date, left)
    assert [remark.message for remark in remarks] == doubts
    assert {remark.variable for remark in remarks} <= {"accessed"}


def test_dates_of_a_field_and_their_doubts() -> None:
    remarks: list[Remark] = []
    assert reading.date_of(None, "issued", remarks) is None
    assert reading.date_of("", "issued", remarks) is None
    assert reading.date_of("  ", "issued", remarks) is None
    assert reading.date_of("in\n press", "issued", remarks) == Date(literal="in press")
    assert remarks == []
    assert reading.date_of("2019-02-30", "accessed", remarks) == Date(2019, 2)
    (remark,) = remarks
    assert (remark.kind, remark.variable, remark.before) == ("doubt", "accessed", "2019-02-30")


@pytest.mark.parametrize(
    ("value", "date", "told"),
    [
        (2023, Date(2023), []), (0, None, []), (-1, None, []), (9999, Date(9999), []),
        (10_000, None, []),
        (True, None, []), (None, None, []), ("  ", None, []), ("2023-06-14", Date(2023, 6, 14), []),
        ("about 1399 then", None, [("dropped", "holds no date", "about 1399 then")]),
        ("words of 1400 then", Date(1400),
         [("guessed", "only the year was understood", "words of 1400 then")]),
        ("words of 2199 then", Date(2199),
         [("guessed", "only the year was understood", "words of 2199 then")]),
        ("words of 2200 then", None, [("dropped", "holds no date", "words of 2200 then")]),
        ("words of 12023 then", None, [("dropped", "holds no date", "words of 12023 then")]),
    ],
)  # fmt: skip
def test_dates_of_sources(
    value: object, date: Date | None, told: list[tuple[str, str, str]]
) -> None:
    remarks: list[Remark] = []
    assert sources.parse_date(value, "issued", remarks) == date
    assert [(note.kind, note.message, note.before) for note in remarks] == told
    assert {note.variable for note in remarks} <= {"issued"}


def test_dates_of_three_numbers() -> None:
    remarks: list[Remark] = []
    assert sources.valid(2023, 6, 14, "issued", remarks) == Date(2023, 6, 14)
    assert sources.valid(2023, 0, 0, "issued", remarks) == Date(2023)
    assert remarks == []
    assert sources.valid(2023, 2, 30, "accessed", remarks) == Date(2023, 2)
    (remark,) = remarks
    assert (remark.kind, remark.variable, remark.before) == ("doubt", "accessed", "2023-2-30")


@pytest.mark.parametrize(
    ("date", "kept", "dropped", "kinds"),
    [
        (Date(2023, 6, 1), Date(2023, 6, 1), Date(2023, 6), ["doubt", "guessed"]),
        (Date(2023, 1, 1), Date(2023, 1, 1), Date(2023), ["guessed"]),
        (Date(2023, 6, 2), Date(2023, 6, 2), Date(2023, 6, 2), []), (None, None, None, []),
        (Date(2023, 6, 1, end=Date(2024)), Date(2023, 6, 1, end=Date(2024)),
         Date(2023, 6, 1, end=Date(2024)), []),
        (Date(2023), Date(2023), Date(2023), []),
    ],
)  # fmt: skip
def test_the_first_of_a_month(
    date: Date | None, kept: Date | None, dropped: Date | None, kinds: list[str]
) -> None:
    remarks: list[Remark] = []
    assert sources.disguised(date, "issued", remarks) == kept
    assert sources.disguised(date, "issued", remarks, drop=True) == dropped
    assert [(note.kind, note.variable) for note in remarks] == [(kind, "issued") for kind in kinds]
    assert all(note.before == str(date) for note in remarks)


def test_what_is_told_of_the_first_of_a_month() -> None:
    remarks: list[Remark] = []
    sources.disguised(Date(2023, 6, 1), "issued", remarks)
    sources.disguised(Date(2023, 6, 1), "issued", remarks, drop=True)
    sources.disguised(Date(2023, 1, 1), "issued", remarks, drop=True)
    assert [note.message for note in remarks] == [
        "the first of a month: maybe only the month is known",
        "the first of a month: maybe only the month is known; the rest was left out",
        "the first of January: maybe only the year is known; the rest was left out",
    ]
