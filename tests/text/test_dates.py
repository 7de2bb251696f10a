"""One grammar of dates: what people and programs write, and what comes of it."""

from __future__ import annotations

import pytest
import watch
from msgspec.structs import replace

from citex.model import PartialDate, Remark, new_date
from citex.model.date_grammar import Field, from_numbers, read_date, read_within
from citex.text.dates.reading import best_date, date_of, read_parts, read_slashed
from citex.text.dates.writing import dashed, edtf, iso, medline, slashed, words, year_of

WRITTEN = """
1999 | 1999
1999. | 1999
(1999) | 1999
800 | 0800
12345 | 12345
2020-05 | 2020-05
2020-05-03 | 2020-05-03
2020-5-3 | 2020-05-03
2020/05/03 | 2020-05-03
2020.05.03 | 2020-05-03
20200615 | 2020-06-15
202006 | 2020-06
2020-05-00 | 2020-05
2020-00-00 | 2020
2020 05 03 | 2020-05-03
2020-05-03T00:00:00Z | 2020-05-03
2020-05-03T10:00:00+02:00 | 2020-05-03
2020-05-03 10:00 | 2020-05-03
20200615T101010 | 2020-06-15
Mon, 25 May 2020 10:00:00 GMT | 2020-05-25
Accessed May 3, 2020, 10:30 PM | 2020-05-03
2020-05-03 at 10:30 | 2020-05-03
2020−05−03 | 2020-05-03
2020‐05‐03 | 2020-05-03
2020–05–03, | 2020-05-03
访问日期：２０２０年５月 | 2020-05
2020-W23-4 | 2020-06-04
2020-W23 | 2020-06-01/2020-06-07
25.12.2004 | 2004-12-25
25. 12. 2004 | 2004-12-25
25/12/2004 | 2004-12-25
12/25/2004 | 2004-12-25
08.08.2008 | 2008-08-08
09/2020 | 2020-09
9.2020 | 2020-09
08 1995 | 1995-08
May 2020 | 2020-05
May, 2020 | 2020-05
Sept. 2020 | 2020-09
2020 May 3 | 2020-05-03
May 3rd, 2020 | 2020-05-03
3rd of May, 2020 | 2020-05-03
Monday, 3 May 2020 | 2020-05-03
03-May-2020 | 2020-05-03
2020-May-03 | 2020-05-03
15.XII.2004 | 2004-12-15
Jan./1992 | 1992-01
1992/Jan. | 1992-01
3. Mai 2020 | 2020-05-03
Frühjahr 2020 | 2020-21
1er mai 2020 | 2020-05-01
août 2020 | 2020-08
3 de mayo de 2020 | 2020-05-03
dezembro de 2020 | 2020-12
maggio 2020 | 2020-05
3 mei 2020 | 2020-05-03
1 июня 2020 г. | 2020-06-01
июнь 2020 | 2020-06
2020年5月3日 | 2020-05-03
2020年5月 | 2020-05
2020年 | 2020
２０２０年５月 | 2020-05
二〇二〇年五月 | 2020-05
二零一零年三月 | 2010-03
二○一五年 | 2015
二〇二〇年十二月二十三日 | 2020-12-23
五月 2020 | 2020-05
2020年春 | 2020-21
公元2020年 | 2020
公元1990年5月 | 1990-05
西元二〇二〇年五月 | 2020-05
西暦2020年5月3日 | 2020-05-03
서기 1990년 | 1990
公元79年 | 0079
公元前206年 | -0206
2020年5-6月 | 2020-05/2020-06
Spring 2020 | 2020-21
2020 Fall | 2020-23
2019-21 | 2019-21
2020 Q1 | 2020-01/2020-03
2020-Q4 | 2020-10/2020-12
1st quarter 2020 | 2020-01/2020-03
1999/2000 | 1999/2000
1999-2000 | 1999/2000
1999–2000 | 1999/2000
2013/14 | 2013/2014
2013-14 | 2013/2014
1998--99 | 1998/1999
1998–9 | 1998/1999
1998-99 | 1998/1999
2009--10 | 2009/2010
2013-11 | 2013-11
2013/09 | 2013-09
2009-10 | 2009-10
1990s | 1990/1999
May-June 2020 | 2020-05/2020-06
2020 May/Jun | 2020-05/2020-06
NOV-DEC 2013 | 2013-11/2013-12
Dec 1998-Jan 1999 | 1998-12/1999-01
Spring/Summer 2020 | 2020-21/2020-22
Winter 2019-2020 | 2019-24/2020-24
Winter 2019/20 | 2019-24/2020-24
Winter 1999/00 | 1999-24/2000-24
Dec 1999-Jan 00 | 1999-12/2000-01
23--27 May 2020 | 2020-05-23/2020-05-27
May 23–27, 2020 | 2020-05-23/2020-05-27
30 May - 2 June 2020 | 2020-05-30/2020-06-02
2004-04-25/26 | 2004-04-25/2004-04-26
2004-04-25/05-02 | 2004-04-25/2004-05-02
2004-04/05 | 2004-04/2004-05
2004-04-25/2004-05-02 | 2004-04-25/2004-05-02
2004-01-01T10:10:10Z/2004-02-01 | 2004-01-01/2004-02-01
2004/ | 2004/
2004/.. | 2004/
2004- | 2004/
[2004,..] | 2004/
2004–present | 2004/
2004~ | 2004~
2004? | 2004~
2004% | 2004~
1936 (?) | 1936~
[1936?] | 1936~
ca. 1936 | 1936~
ca1936 | 1936~
c. 1936 | 1936~
[ca. 1936] | 1936~
um 1936 | 1936~
约1936年 | 1936~
ca. 1936-1938 | 1936~/1938
201X | 2010/2019
197- | 1970/1979
[197-?] | 1970~/1979
[19--?] | 1900~/1999
2020-1X | 2020
2004/open | 2004/
2020 (May) | 2020-05
May-3-2020 | 2020-05-03
2020–05–03 | 2020-05-03
2020/05/03-04 | 2020-05-03/2020-05-04
2019/12-2020/01 | 2019-12/2020-01
4.–6.7.2019 | 2019-07-04/2019-07-06
30.5.-2.6.2019 | 2019-05-30/2019-06-02
2020年05月03日 12:00 | 2020-05-03
2020년 5월 3일 | 2020-05-03
19XX | 1900/1999
2004-XX | 2004
2004-05-XX | 2004-05
380 BC | -0380
c. 380 BCE | -0380~
44 v. Chr. | -0044
公元前221年 | -0221
AD 79 | 0079
-0044-03-15 | -0044-03-15
"""


@pytest.mark.parametrize("row", WRITTEN.strip().splitlines())
def test_a_date_as_people_write_it(row: str) -> None:
    text, _, expected = row.partition(" | ")
    date, doubt = read_date(text)
    assert (str(date), doubt) == (expected, "")
    assert PartialDate.parse(text) == date
    assert date is not None
    assert date.literal is None
    lowered = text if "XII" in text else text.lower()  # "vi" is also a word
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign in "0123456789" else sign for sign in text)
    blanks = f"  {text.replace(' ', '  ')} ;"
    for other in (text.upper(), lowered, wide, blanks, text.replace("-", "‐"), f"{text},"):
        again, doubt = read_date(other)
        assert (str(again), doubt, other) == (expected, "", other)


@pytest.mark.parametrize(
    "text",
    ["c1988", "©1988", "© 1988", "(c) 1988", "C1988", "p1988", "1988c", "[1988]", "cop. 1988",
     "copyright 1988", "[1988] ©1988", "1988, c1987", "1988印刷", "1988年第2次印刷",
     "1988 printing"],
)  # fmt: skip
def test_a_year_keeps_its_mark(text: str) -> None:
    assert read_date(text) == (PartialDate(1988, literal=text), "")
    assert year_of(PartialDate(1988, literal=text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1936-38]", PartialDate(1936, end=PartialDate(1938))),
        ("c1988-1990", PartialDate(1988, end=PartialDate(1990))),
        ("c1936-38", PartialDate(1936, end=PartialDate(1938))),
        ("1936-[1938]", PartialDate(1936, end=PartialDate(1938))),
        ("c1988-", PartialDate(1988, end=PartialDate())),
        ("1947（民国三十六年）", PartialDate(1947)),
        ("1865(清同治四年)", PartialDate(1865)),
    ],
)
def test_marked_ranges_and_years_of_other_calendars(text: str, expected: PartialDate) -> None:
    assert read_date(text) == (replace(expected, literal=text), "")


@pytest.mark.parametrize(
    ("text", "expected", "doubt"),
    [
        ("2019-02-30", "2019-02", "no day 30"), ("2020-13", "2020", "no month 13"),
        ("2020-13-45", "2020", "no month 13"), ("32 May 2020", "2020-05", "no day 32"),
        ("31.04.2020", "2020-04", "no day 31"), ("2020年13月", "2020", "no month 13"),
        ("05/06/2004", "2004", "may come first"), ("2020-W60", "2020", "no week 60"),
        ("20201340", "2020", "no month 13"), ("/2004", "2004", "no beginning"),
        ("2001a", "2001", "the letter"), ("1998/98", "1998", "no month 98"),
        ("2013/13", "2013", "no month 13"), ("1998–98", "1998", "no month 98"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_left_out_and_said(text: str, expected: str, doubt: str) -> None:
    date, said = read_date(text)
    assert str(date) == expected
    assert doubt in said
    assert PartialDate.parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["n.d.", "s.a.", "o. J.", "in press", "forthcoming", "May", "9", "01/01", "0000", "0000-00-00",
     "乾隆", "1", "volume 3", "the spring", "sometime in 1999", "2020, 2021",
     "", " ", "—", "12:30",
     "c", "?", "[]", "~", "/", "-", "19", "Jan-Feb", "2020 March May", "1999 1999"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "year", "literal"),
    [
        ("c1988", 1988, "c1988"), (" [1988] ;", 1988, "[1988]"), ("©1988.", 1988, "©1988."),
        ("［１９８８］", 1988, "［１９８８］"), ("ⓒ1988", 1988, "ⓒ1988"),
        ("Published: c1988", 1988, "c1988"),
        ("Date of publication: [1988]", 1988, "[1988]"), ("c1988 10:30", 1988, "c1988"),
        ("Published 1995年印刷", 1995, "1995年印刷"), ("1988, c1987", 1988, "1988, c1987"),
        ("Published 昭和45年", 1970, "1970（昭和45年）"), ("publ. 1988", 1988, None),
    ],
)  # fmt: skip
def test_the_source_s_own_words_for_a_year(text: str, year: int, literal: str | None) -> None:
    assert read_date(text) == (new_date(year, literal=literal), "")


@pytest.mark.parametrize("blanks", [96, 97])
def test_what_is_too_long_is_no_date(blanks: int) -> None:
    assert read_date("2020" + blanks * " ")[0] == (new_date(2020) if blanks < 97 else None)


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("2019-21", "year", "2019/2021"), ("2019-21", "edtf", "2019-21"),
        ("2019-33", "edtf", "2019-01/2019-03"), ("2019-33", "year", "2019/2033"),
        ("-0876", "edtf", "-0877"), ("-0876", "text", "-0876"), ("-380", "year", "-0380"),
        ("0000", "edtf", "-0001"),
        ("-0380/-0370", "edtf", "-0381/-0371"), ("380 BC", "edtf", "-0380"),
        ("Y-17000", "edtf", "-17001"), ("Y12345", "edtf", "12345"), ("2009/10", "text", "2009-10"),
        ("2009/10", "year", "2009/2010"), ("1999/00", "year", "1999/2000"),
    ],
)  # fmt: skip
def test_the_field_decides(text: str, field: Field, expected: str) -> None:
    assert str(read_date(text, field)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SEP 12", "2019-09-12"), ("10 January", "2019-01-10"), ("jul 18", "2019-07-18"),
        ("dec/jan", "2019-12/2020-01"), ("7--8", "2019-07/2019-08"), ("06/14", "2019-06-14"),
        ("23--27 may", "2019-05-23/2019-05-27"), ("may 23--27", "2019-05-23/2019-05-27"),
        ("五月", "2019-05"), ("5月", "2019-05"), ("05", "2019-05"), ("Spring", "2019-21"),
        ("SPR", "2019-21"), ("Summer/Fall", "2019-22/2019-23"), ("Febuary", "2019-02"),
        ("Q2", "2019-04/2019-06"), ("mai", "2019-05"), ("XII", "2019-12"), ("13", "2019"),
        ("Jun 31", "2019-06"), ("unknown", "None"), ("", "None"),
    ],
)  # fmt: skip
def test_a_month_beside_its_year(text: str, expected: str) -> None:
    assert str(read_within(text, 2019)[0]) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2020", "5", "3"), "2020-05-03"), (("2020", "May", "03"), "2020-05-03"),
        (("2020", "May", "3-5"), "2020-05-03/2020-05-05"), (("2020", "", "3"), "2020"),
        (("2020", "2", "30"), "2020-02"), (("ca. 1936", "May", ""), "1936-05~"),
        (("2013/14", "", ""), "2013/2014"), (("in press", "", ""), "in press"),
        (("", "May 2020", ""), "2020-05"), (("c1988", "", ""), "1988"),
    ],
)  # fmt: skip
def test_year_month_and_day_apart(parts: tuple[str, str, str], expected: str) -> None:
    assert str(read_parts(*parts)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected", "other"),
    [
        ("2012///", "2012", ""), ("2012/", "2012", ""), ("1948/07//", "1948-07", ""),
        ("2004/11//11/1/2004", "2004-11", "11/1/2004"), ("2015/october", "2015-10", ""),
        ("1998///Spring", "1998-21", ""), ("2013/02/15/received", "2013-02-15", "received"),
        ("2020/21//", "2020-21", ""), ("2020/13//", "2020", ""), ("2013/14", "2013/2014", ""),
        ("PY", "None", ""), ("c1988", "1988", ""), ("1965/08/01 00:00", "1965-08-01", ""),
    ],
)  # fmt: skip
def test_slashed_dates_of_tagged_files(text: str, expected: str, other: str) -> None:
    date, rest, _ = read_slashed(text)
    assert (str(date), rest) == (expected, other)


def test_several_fields_tell_one_date() -> None:
    notes: list[Remark] = []
    assert best_date(["2013/14", "2013"], notes)[0] == PartialDate(2013, end=PartialDate(2014))
    assert best_date(["c1988", "1988"], notes)[0] == PartialDate(1988, literal="c1988")
    assert best_date(["MAY-JUN", "2004"], notes)[0] == PartialDate(
        2004, 5, end=PartialDate(2004, 6)
    )
    assert notes == []
    assert best_date(["2019/02/31"], notes) == (PartialDate(2019, 2), [])
    assert [(note.kind, note.before) for note in notes] == [("doubt", "2019/02/31")]


def test_words_that_are_a_status_stay_words() -> None:
    assert date_of("forthcoming", "issued", []) == PartialDate(literal="forthcoming")
    assert date_of(" ", "issued", []) is None


DATES = [
    PartialDate(2020), PartialDate(800), PartialDate(-44, 3, 15), PartialDate(2020, 5),
    PartialDate(2020, 5, 3), PartialDate(2020, season=4), PartialDate(1936, circa=True),
    PartialDate(2020, end=PartialDate()), PartialDate(2019, 12, 30, end=PartialDate(2020, 1, 2)),
    PartialDate(12345), PartialDate(-17000), PartialDate(-877, circa=True),
]  # fmt: skip


@pytest.mark.parametrize("date", DATES, ids=str)
def test_every_date_comes_back_from_edtf(date: PartialDate) -> None:
    assert read_date(edtf(date), "edtf") == (date, "")


@pytest.mark.parametrize("date", DATES[:6], ids=str)
def test_every_plain_date_comes_back_from_each_spelling(date: PartialDate) -> None:
    for spell in (dashed, medline, str) if date.year == -44 else (dashed, medline, words, str):
        assert read_date(spell(date)) == (date, "")
    assert read_slashed(slashed(date))[0] == date


@pytest.mark.parametrize("month", [13, 21, 24, 33, 99])
def test_no_spelling_has_a_month_that_no_program_takes(month: int) -> None:
    date = new_date(2020, month, 31)
    for text in (slashed(date), dashed(date), medline(date), iso(date), edtf(date), words(date)):
        assert "2020" in text
        assert str(month) not in text.replace("2020", "").replace("-21", "").replace("-24", "")


def test_what_is_left_of_numbers() -> None:
    assert from_numbers(2020, 2, 29) == (PartialDate(2020, 2, 29), "")
    assert from_numbers(1900, 2, 29)[0] == PartialDate(1900, 2)
    assert from_numbers(2020, -1)[0] == PartialDate(2020)


@pytest.mark.parametrize(
    "piece", ["1", "1-", "c1", "May ", "[1999]", "1999, ", "二", "1/", "~", "?("]
)
def test_long_and_hostile_text_takes_no_time(piece: str) -> None:
    with watch.ends():
        for length in (20, 50, 99, 10_000):
            text = (piece * length)[:length]
            read_date(text)
            read_slashed(text)
            read_within(text, 2020)


def test_dates_in_order_and_in_a_form_of_their_own() -> None:
    year, month = PartialDate(2020), PartialDate(2020, 5)
    assert (year < year, year <= year, year < month, month < year, year < 2021) == (
        False, True, True, False, True,
    )  # fmt: skip
    assert (f"{year:%Y-%m-%d}", f"{month:%m/%d}", str(new_date(0))) == (
        "2020-01-01",
        "05/01",
        "0000",
    )
