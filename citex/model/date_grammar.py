"""How dates are written: in figures, marked, in words of many languages, alone or as a range."""

from __future__ import annotations

import re
import unicodedata
from datetime import date as calendar_date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.model.date import PartialDate, new_date
from citex.model.eras import era_date, han_number, roman_year
from citex.model.months import (
    CODED,
    MONTH_NUMBERS,
    MONTHS,
    ROMAN,
    SEASONS,
    day_exists,
)

Field = Literal["text", "year", "edtf"]
"""What a date stands in: any text; a field for years, in which "2019-21" ends in 2021; or a field
in EDTF, in which it is spring and "-0876" is the year 877 before the common era."""

Read = tuple[PartialDate | None, str]
"""A date, and what was doubtful about it ("" where nothing was)."""

_YEAR = regex(r"\d{4}")
_LABEL = regex(
    r"(?i)\A(?:(?:accessed|retrieved|viewed|(?:first |originally )?publ(?:ished|\.)(?: online| in)?"
    r"|(?:available|posted|published) online|e-?pub(?:\.| ahead of print\.?)?|issued|posted"
    r"|released|anno|(?:date|year)(?: of publication)?|publication (?:date|year)"
    r"|(?:访问|引用|出版|发表|发布)(?:日期|时间|年份?))(?: on\b)?[:： ]\s*)?"
    r"(?:(?:公元|西[元历曆暦]|서기)\s*(?=\d{4}|[一二]))?"
)
_TIME = regex(
    r"(?i)(?<=[\d日])(?:T|,? (?:at )?)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[A-Z]{1,4}\b)?"
    r"(?: ?[+-]\d\d:?\d\d)?(?=$|[/ ])|(?<=\d)T\d{2,6}(?=$|/)|(?<=\d)Z(?=$|/)"
    r"|(?<=-\d\d-\d\d)[+-]\d\d:\d\d$"
)
_CIRCA = regex(
    r"(?i)(?:circa|approximately|approx|about|around|vers|ca|um|约|約"
    r"|environ|hacia|circa di|около|ок|omkring|rond|okolo|c(?=\.|\s))"
    r"(?:\.\s*|\s+|(?<=[约約])|(?<=ca)(?=\d))"
)
_CIRCA_BEHIND = regex(r"(\d{4})\s?年?(?:前后|前後|左右|ごろ|頃|경|년경)")
_PRESENT = r"(?:\.\.|present|open|unknown|heute|now|至今)?"
_OPEN = regex(rf"(?i)[\[{{]?(.*?\d.*?)(?:/|,?\s*\.\.|\s*(?:--?|–|—|\bto\b|至))\s*{_PRESENT}[\]}}]?")
_ERA = regex(
    r"(?i)(?P<ad>(?:A\.?D\.?|公元|西[元历曆暦]|서기)\s*(?=\d))?(?P<before>公元前|前)?\s*(?P<year>\d{1,4})\s*年?\s*"
    r"(?P<after>B\.?\s?C\.?(?:\s?E\.?)?|v\.\s?Chr\.?|av\.\s?J\.?-?\s?C\.?|a\.\s?C\.|до н\.\s?э\.)?"
    r"(?P<ce>C\.?E\.?|A\.?D\.?|n\.\s?Chr\.?)?"
)
_MARKED = regex(
    r"(?i)[\[\]©℗]|\([cp]\)|\b(?:copyright|cop\.|printed|repr\.|reprinted|c|p)(?=\s?\d{4})"
    r"|(?<=\d{4})[cp]\b|(?<=\d{4})年?(?:第?\d*次)?(?:重?印刷?|影印|刻本|刊本)"
    r"|(?<=\d{4})\s?(?:printing|reprint)\b"
)
_UNSPECIFIED = regex(
    r"(?i)(-?\d{4})-[\dXu]?[Xu](?:-[Xu]{2})?|(-?\d{4}-\d\d)-[\dXu]?[Xu]"
    r"|(-?\d{2,3})([Xu]{1,2}|(?<=\d{3})-|(?<!\d{3})--)|(\d\d[1-9]0)['’]?s"
)
_DECADE = regex(r"(?=.{4,5}\Z)(\d{2,3})(?:\?{1,2}|--?\?)")
_ISSUE_BEHIND = regex(r"(\d{4})年第?\d{1,3}期")
_ERA_NAME = regex(r"\d{4}年?\s?[(\[]\w*[\u4e00-\u9fff]\w*[)\]]")
_WEEK = regex(r"(\d{4})-?[Ww](\d\d)(?:-?(\d))?")
_WHOLE = regex(
    r"(?P<year>[+-]?\d{3,8}|[+-]\d{1,2}|Y-?\d{1,9})(?:([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?)?"
)
_SPACED = regex(r"(\d{4})[.,]? (\d{1,2})(?:\.? (\d{1,2}))?\.?|(\d{4})(\d\d)(\d\d)?")
_DAY_OR_MONTH_FIRST = regex(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})")
_LONG_DASHES = regex(r"(\d{4})[–—](\d\d)[–—](\d\d)\b")
_DAYS = regex(r"(\d{1,2})\.?(?:(\d{1,2})\.)? ?[-–] ?(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHES = regex(r"\d{4}/\d{1,2}(?:/\d{1,2})?-[\d/]+|\d{4}\.\d{1,2}(?:\.\d{1,2})?[-–~][\d.]+")
_SWAPPED = str.maketrans("/.-–~", "--///")
_MONTH_YEAR = regex(r"(\d{1,2})[-/. ](\d{4})")
_SHORT_END = regex(r"(\d{4})\s*(--|-|–|—|/)\s*(\d{1,2})")
_TWO = regex(r"\s*(?:/|--|–|—|～|至|\bto\b|\s-\s)\s*|(?<=\d{4})-(?=\d{4})")
_LONG = 100
"""What is longer is no date; so that no pattern takes long."""
# The usual dates, for which no other reading has to be tried: 2020-05-17, 2020 May
_USUAL = regex(r"([1-9][0-9]{3})([-/ ])([0-9]{1,2}|[A-Za-z]{3,9})(?:\2([0-9]{1,2}))?")


@remembered(8192)
def read_date(text: str, field: Field = "text") -> Read:
    """The date in free text, and what was doubtful about it; None where there is no date.

    What cannot be is left out and said: of "2019-02-30" year and month stay. A year with a mark of
    the source's ("c1988", "[1936]") keeps its words as `literal`; "1936?" is `circa`.

    >>> read_date("2004-04-25/26")[0].end, read_date("2013/14")[0].end
    (PartialDate(year=2004, month=4, day=26), PartialDate(year=2014))
    >>> read_date("c1988"), read_date("[1936?]")
    ((PartialDate(year=1988, literal='c1988'), ''), (PartialDate(year=1936, circa=True), ''))
    >>> read_date("2019-21")[0].season, read_date("2019-21", "year")[0].end
    (1, PartialDate(year=2021))
    >>> read_date("-0876", "edtf")[0], read_date("-380")[0], read_date("44 BC")[0]
    (PartialDate(year=-877), PartialDate(year=-380), PartialDate(year=-44))
    >>> read_date("2019-02-30")
    (PartialDate(year=2019, month=2), 'there is no day 30 in month 2 of 2019; left out')
    """
    if len(text) > _LONG:
        return None, ""
    text = " ".join(text.split())
    if _YEAR.fullmatch(text) and (year := _year(text, field)):
        return new_date(year), ""
    usual = _USUAL.fullmatch(text)
    if (
        usual
        and (month := MONTH_NUMBERS.get(usual[3].lower()))
        and (usual[4] or usual[2] != "/" or field != "year")  # "2010/11" is two years there
    ):
        return from_numbers(int(usual[1]), month, int(usual[4] or 0))
    plain = _LABEL.sub("", _TIME.sub("", text.strip(" ,;:"))).strip(" ,;:")
    given = plain.rstrip(".")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).replace("−", "-").replace("‐", "-")
        plain = _LONG_DASHES.sub(r"\1-\2-\3", plain)
    for reading in (_single, _range, _qualified, _in_words):
        found = reading(plain, field)
        date, doubt = found or (None, "")
        if date is not None:
            words = date.literal
            told = not words or given in words or words[-1] == "）"  # as an era's year is written
            return (date if told else replace(date, literal=given)), doubt
    if plain.endswith((".", "/")) and plain[:-1] != "":
        return read_date(plain.rstrip("./ "), field)
    if "//" in plain and (parted := _NO_MONTH.fullmatch(plain)):  # as tagged files write it
        return read_within(parted[2], int(parted[1]))
    return None, ""


_NO_MONTH = regex(r"(\d{4})//+\s?([^\W\d].{2,60})")


def from_numbers(year: int, month: int = 0, day: int = 0) -> tuple[PartialDate, str]:
    """The date of three numbers (0: not given), without a month or day that cannot be, and why.

    Seasons and quarters come in the month's place, numbered as EDTF numbers them.

    >>> from_numbers(2020, 13, 5)
    (PartialDate(year=2020), 'there is no month 13; left out')
    >>> from_numbers(2020, 21), from_numbers(2020, 33)[0].end
    ((PartialDate(year=2020, season=1), ''), PartialDate(year=2020, month=3))
    """
    if month in CODED and not day:
        kind, first, last = CODED[month]
        if kind == "season":
            return new_date(year, season=first), ""
        return new_date(year, first, end=new_date(year, last)), ""
    if not 0 <= month <= 12:
        return new_date(year), f"there is no month {month}; left out"
    if not month or not day:
        return new_date(year, month or None), ""
    if not day_exists(year, month, day):
        doubt = f"there is no day {day} in month {month} of {year}; left out"
        return new_date(year, month), doubt
    return new_date(year, month, day), ""


# -- in figures --------------------------------------------------------------------------------


def _single(text: str, field: Field) -> Read | None:
    """One date in figures, as ISO 8601, EDTF and most programs write it, or in Western order."""
    if text[-1:] in ("~", "?", "%"):
        decade = _DECADE.fullmatch(text)  # "199?", "19??"
        bare = decade[1] + "X" * (4 - len(decade[1])) if decade else text[:-1].strip()
        found = _single(bare, field)
        return (replace(found[0], circa=True), found[1]) if found and found[0] else None
    if short := _SHORT_END.fullmatch(text):
        return _short_end(short, field)
    whole = _WHOLE.fullmatch(text)
    if whole and (text[0] == "Y" or len(whole["year"].lstrip("+-")) not in (6, 8)):
        year = _year(whole["year"].lstrip("Y"), field)
        if year is None:
            return None
        return from_numbers(year, int(whole["month"] or 0), int(whole["day"] or 0))
    if spaced := _SPACED.fullmatch(text):
        year_text, *rest = [group for group in spaced.groups() if group]
        return from_numbers(int(year_text), *map(int, rest))
    if turned := _MONTH_YEAR.fullmatch(text):
        return from_numbers(int(turned[2]), int(turned[1]))
    if turned := _DAY_OR_MONTH_FIRST.fullmatch(text):
        return _day_or_month_first(turned)
    if week := _WEEK.fullmatch(text):
        return _week(int(week[1]), int(week[2]), int(week[3] or 0))
    if unknown := _UNSPECIFIED.fullmatch(text):
        return _unspecified(unknown, field)
    return None


def _year(text: str, field: Field) -> int | None:
    """The year as CSL counts: EDTF has a year 0, which is 1 before the common era."""
    year = int(text)
    if field == "edtf":
        return year if year > 0 else year - 1
    return year or None


def _short_end(match: re.Match[str], field: Field) -> Read | None:
    """ "1998--99" and "2013/14" are two years, "2013-11" is November: by sign, size and field."""
    year, sign, tail = int(match[1]), match[2], int(match[3])
    size = 10 ** len(match[3])
    end = year - year % size + tail
    end += size if end <= year and year % size == size - 1 and tail == 0 else 0
    dashed = sign in ("--", "–", "—")
    if sign == "-" and tail in CODED and (field == "edtf" or (field == "text" and tail <= 24)):
        return from_numbers(year, tail)
    if end <= year or (tail <= 12 and not dashed):
        academic = (field == "year" or not tail) and sign == "/" and end == year + 1
        if not academic:
            return from_numbers(year, tail)
        return new_date(year, end=new_date(end)), f"taken for the years {year} to {end}"
    return new_date(year, end=new_date(end)), ""


def _day_or_month_first(match: re.Match[str]) -> Read:
    """ "13.5.2015", "5/13/2015"; the year alone where either could be the month."""
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if first > 12 or sign == "." or first == second:
        return from_numbers(year, second, first)
    if second > 12:
        return from_numbers(year, first, second)
    return new_date(year), "day or month may come first; both left out"


def _week(year: int, week: int, day: int) -> Read:
    try:
        first = calendar_date.fromisocalendar(year, week, day or 1)
        last = calendar_date.fromisocalendar(year, week, day or 7)
    except ValueError:
        return new_date(year), f"there is no week {week} in {year}; left out"
    start = new_date(first.year, first.month, first.day)
    return (start if day else replace(start, end=new_date(last.year, last.month, last.day))), ""


def _unspecified(match: re.Match[str], field: Field) -> Read | None:
    """ "2004-XX" is 2004, "199X" the nineties."""
    if match[5]:
        return new_date(int(match[5]), end=new_date(int(match[5]) + 9)), ""
    if not match[3]:
        return _single(match[1] or match[2], field)
    first = int(match[3] + "0" * len(match[4]))
    return new_date(first, end=new_date(first + 10 ** len(match[4]) - 1)), ""


def _range(text: str, field: Field) -> Read | None:
    """Two dates in figures, the second perhaps without what they share; or one that stays open."""
    if text.startswith(("/", "../", "[..", "–")):
        found = _single(text.strip("/.[]–, "), field)
        return found and (found[0], found[1] or "the range has no beginning")
    if days := _DAYS.fullmatch(text):  # "4.-6.7.2019"
        year, month = int(days[5]), int(days[4])
        start, doubt = from_numbers(year, int(days[2] or month), int(days[1]))
        end, more = from_numbers(year, month, int(days[3]))
        return _ranged(start, end, doubt or more)
    if _SLASHES.fullmatch(text):  # "2019/12-2020/01"
        text = text.translate(_SWAPPED)
    parts = _TWO.split(text)
    first = _single(parts[0], field) if len(parts) == 2 and parts[1] else None
    if first and first[0] and (last := _end(parts[1], first[0], field)):
        return _ranged(first[0], last[0], first[1] or last[1])
    if text[:1] != "-" and (opened := _OPEN.fullmatch(text)):
        first = _single(opened[1].strip(), field) or _in_words(opened[1].strip(), field)
        if first and first[0] and first[0].end is None:
            return replace(first[0], end=new_date()), first[1]
    return None


def _end(text: str, start: PartialDate, field: Field) -> Read | None:
    """The end of a range: "26" after a day, "05" after a month, "05-02" after a whole date."""
    numbers = text.split("-")
    if all(number.isdecimal() and len(number) <= 2 for number in numbers) and start.month:
        missing = (3 if start.day else 2) - len(numbers)
        known = [start.year or 0, start.month]
        if 1 <= missing <= 2:
            return from_numbers(*known[:missing], *map(int, numbers))
    return _single(text, field)


def _ranged(start: PartialDate, end: PartialDate | None, doubt: str = "") -> Read:
    if end is None or end == start:
        return start, doubt
    return replace(start, end=end.end or end), doubt


# -- qualified ---------------------------------------------------------------------------------


def _qualified(text: str, field: Field) -> Read | None:
    """A year that is approximate, of another era, or marked as copyright, supplied, a printing."""
    closed = text[:1] in ("[", "(") and text[-1:] in ("]", ")")
    inner = text.strip("[]() ") if closed else text
    if (era := _ERA.fullmatch(inner)) and any(era.group("ad", "before", "after", "ce")):
        return new_date(int(era["year"]) * (-1 if era["before"] or era["after"] else 1)), ""
    asked = inner.startswith("~") or inner.rstrip("])( ").endswith(("?", "~"))
    bare = inner.strip("?~[]() ") if asked else inner
    if (written := _imprint(inner, field)) is not None:
        return written
    circa = _CIRCA.match(bare)
    if behind := _CIRCA_BEHIND.fullmatch(bare):
        return new_date(int(behind[1]), circa=True), ""
    if circa or (asked and bare):
        date, doubt = read_date(bare[circa.end() :] if circa else bare, field)
        if date is not None and not date.literal:
            return replace(date, circa=True), doubt
    if closed and inner:
        date, doubt = read_date(inner, field)
        if date is not None and text[0] == "[":
            date = replace(date, literal=text)
        return date, doubt
    if _may_name_era(text) and (named := era_date(text)):
        if named.rest:
            return read_date(f"{named.year}年{named.rest}", field)
        return new_date(named.year, literal=f"{named.year}（{named.words}）"), ""
    if roman := roman_year(text):
        return new_date(roman), ""
    return _marked(text)


def _may_name_era(text: str) -> bool:
    """A cheap look: whether a text begins in Chinese, or with a dynasty in brackets."""
    return text[:1] > "\u3000" or (text[:1] == "(" and text[1:2] > "\u3000")


_DEPOSITED = regex(
    r"(?:d\.?\s?l\.?|dépôt légal|dep\. leg\.|imp(?:r|\.|ression)?\.?)\s?((?:1[5-9]|20)\d\d)",
    re.IGNORECASE,
)
"""The year of a copy for the national library, or of a printing: "DL 2020" in France and Spain."""
_BETWEEN = regex(
    r"(?:between|zwischen|entre|tra)\s(\d{4})\s(?:and|und|et|y|e)\s(\d{4})\??"
    r"|(\d{4})\s(?:or|oder|ou|o|или)\s(\d{4})",
    re.IGNORECASE,
)
_CORRECTED = regex(
    r"\d{4}\s?\[(?:i\.\s?e\.|das ist|d\.\s?i\.|recte|sic)[,:]?\s?(\d{4})\]?", re.IGNORECASE
)
_EXPLAINED = regex(
    r"(?P<own>[^\[\]()]{0,20}(?:[\d]{1,4}[^\[\]()\d]{0,2}|年)|[MDCLXVI.]{3,20})\s?[(\[]"
    r"(?P<year>1[4-9]\d\d|20\d\d)(?:\s?(?:or|ou|oder|/|-)\s?(?P<or>(?:1[4-9]|20)?\d\d))?[)\]]?"
)
"""A year of another calendar, and behind it ours: "昭和45 [1970]", "1399 [2020 or 2021]"."""
_WESTERN_YEAR = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def _imprint(text: str, field: Field) -> Read | None:
    """A cataloguer's date: between two years, a misprint put right, another calendar's."""
    if between := _BETWEEN.fullmatch(text):
        first, last = int(between[1] or between[3]), int(between[2] or between[4])
        return new_date(first, circa=True, end=new_date(last)), ""
    if "[" not in text and "(" not in text:
        return None
    if corrected := _CORRECTED.fullmatch(text):
        return new_date(int(corrected[1])), ""
    explained = _EXPLAINED.fullmatch(text)
    if explained is None or _WESTERN_YEAR.search(explained["own"]):
        return None
    named = era_date(explained["own"]) if _may_name_era(text) else None
    year = int(explained["year"])
    if other := explained["or"]:
        end = new_date(int(f"{year}"[: 4 - len(other)] + other))
        return new_date(year, circa=True, end=end), ""
    return new_date(year, literal=f"{year}（{named.words}）" if named else None), ""


def _marked(text: str) -> Read | None:
    """ "c1988", "[2021] ©2021", "1995印刷"; "2020a" is a year with a list's letter."""
    unmarked = _MARKED.sub("", text)
    years = _YEAR.findall(unmarked)
    if unmarked != text and 0 < len(years) <= 3 and not _YEAR.sub("", unmarked).strip(". ,;/"):
        return new_date(int(years[0]), literal=text), ""
    if issue := _ISSUE_BEHIND.fullmatch(text):
        return new_date(int(issue[1])), ""
    if _ERA_NAME.fullmatch(text):
        return new_date(int(text[:4]), literal=text), ""
    bare = unmarked.strip()
    if bare != text and (found := _single(bare, "year") or _range(bare, "year")) and found[0]:
        return replace(found[0], literal=text), found[1]
    if deposited := _DEPOSITED.fullmatch(text):
        return new_date(int(deposited[1])), ""
    if letter := re.fullmatch(r"(\d{4})[a-rt-z]", text):
        return new_date(int(letter[1])), f"the letter {text[-1]!r} behind the year was left out"
    return None


# -- in words ----------------------------------------------------------------------------------


class _Point(NamedTuple):
    """What one end of a date in words says; `until` is the last month of a quarter."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0
    until: int = 0


_TOKEN = regex(
    r"(?P<quarter>(?i:Q ?[1-4]\b"
    r"|(?:[1-4](?:st|nd|rd|th)?|first|second|third|fourth) quart(?:er)?\b))"
    r"|(?P<number>\d+)\s?(?P<unit>[年月日号號년월일])?(?:(?:(?i:st|nd|rd|th|er|re)|o|a|°)\b)?\.?"
    r"|(?P<word>[^\W\d_]+)\.?|(?P<range>--|[-–—/&~+])|[,.;'’\s()\[\]]"
)
_NTH = {"fi": "1", "se": "2", "th": "3", "fo": "4"}
"""The numbers of quarters in words, by how they begin."""
_JOINED = regex(r"(\d{1,4})([-/.])([^\W\d_]+)\.?\2(\d{1,4})")
_MONTH_JOINED = regex(r"([^\W\d_]+)\.?([-/.])(\d{1,2})\2(\d{4})")
_HAN_NUMBER = regex(r"[〇零○一二三四五六七八九十]+(?=[年月日号號])")
_VIETNAMESE = regex(
    r"(?:(?:ngày )?(\d{1,2}) )?tháng (\d{1,2})(?: năm |[,/] ?|-)(\d{4})", re.IGNORECASE
)
_UNITS = {"年": "year", "月": "month", "日": "day", "号": "day", "號": "day",
          "년": "year", "월": "month", "일": "day"}  # fmt: skip
_RANGE_WORDS = frozenset("to and und bis et e y au à a til 至 到".split())
_SILENT = frozenset(
    "of the de del di du den der le el la am issue г года"
    " monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    " montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes martes miércoles jueves viernes sábado domingo"
    " 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天".split()
)


def read_within(text: str, year: int) -> Read:
    """The date that a month's field says of a year: "SEP 12", "23--27 may", "Spring", "7--8", "13".

    >>> read_within("dec/jan", 2019)[0].end, read_within("10 January", 1995)[0]
    (PartialDate(year=2020, month=1), PartialDate(year=1995, month=1, day=10))
    """
    text = unicodedata.normalize("NFKC", " ".join(text.split())).strip(" .,;")
    figures = re.fullmatch(r"(\d{1,2})(?:\s*(?:--?|–|—|/)\s*(\d{1,2}))?", text)
    if figures is None:
        short = re.sub(r"[A-Za-z]{4,}", _short_month, text)
        found = (_worded(text, year) or _worded(short, year)) if len(text) <= _LONG else None
        return found or (None, "")
    start, doubt = from_numbers(year, int(figures[1]))
    if not figures[2]:
        return start, doubt
    first, last = int(figures[1]), int(figures[2])
    if last > 12 >= first or last == first:  # "06/14"
        return from_numbers(year, first, last)
    if first > 12 >= last:  # "14/06"
        return from_numbers(year, last, first)
    end, more = from_numbers(year + (last < first), last)
    return _ranged(start, end, doubt or more)


def _short_month(word: re.Match[str]) -> str:
    """A month's short name for one that is cut or misspelt ("Febuary"); other words stay."""
    text = word[0].lower()
    alike = (
        name.startswith(text) or (name[:3] == text[:3] and name[-2:] == text[-2:])
        for name in (*MONTHS, *SEASONS)
        if len(name) > 3
    )
    return word[0][:3] if any(alike) else word[0]


def _in_words(text: str, field: Field) -> Read | None:
    """A date with its month or season in words or with Chinese units, alone or as a range."""
    return _worded(text, 0) if any(map(str.isalpha, text)) else None


def _worded(text: str, year: int) -> Read | None:
    text = _VIETNAMESE.sub(lambda match: f"{match[3]}年{match[2]}月" + (match[1] or ""), text)
    text = _HAN_NUMBER.sub(lambda match: han_number(match[0]), text)
    text = _JOINED.sub(r"\1 \3 \4", _MONTH_JOINED.sub(r"\1 \3 \4", text))
    sides = _sides(text)
    points = [point for side in sides if (point := _point(side)) is not None]
    if not 1 <= len(points) == len(sides) <= 2:
        return None
    first, last = points[0], points[-1] if len(points) == 2 else None
    if last is not None and _complement(first, last):
        first, last = _Point(*map(sum, zip(first, last, strict=True))), None
    if not first.year and not (last and last.year):
        first = first._replace(year=year)
    return _dated(first) if last is None else _between(first, last)


def _sides(text: str) -> list[list[tuple[str, str]]]:
    """The words and numbers on either side of a range's sign; none where something is neither."""
    sides: list[list[tuple[str, str]]] = [[]]
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            return []
        position = match.end()
        word = match["word"]
        if match["range"] or (word and word.lower() in _RANGE_WORDS):
            sides.append([])
        elif match["number"]:
            sides[-1].append((_UNITS.get(match["unit"], "number"), match["number"]))
        elif match["quarter"]:
            nth = match["quarter"].lstrip("Qq ").lower()
            sides[-1].append(("quarter", _NTH.get(nth[:2], nth[0])))
        elif word and word.lower() not in _SILENT:
            sides[-1].append(("word", word))
    return sides if position == len(text) else []


def _point(tokens: list[tuple[str, str]]) -> _Point | None:
    """What the tokens of one side say; None where one says nothing, or the same thing again."""
    said: dict[str, int] = {}
    for kind, text in tokens:
        name, number = _said(kind, text)
        if not name or name in said:
            return None
        said[name] = number
    if quarter := said.pop("quarter", 0):
        said |= {"month": 3 * quarter - 2, "until": 3 * quarter}
    return _Point(**said) if said else None


def _said(kind: str, text: str) -> tuple[str, int]:
    """What a token says: "May" is ("month", 5)."""
    if kind == "word":
        word = text.lower()
        if word in SEASONS:
            return "season", SEASONS[word]
        month = MONTHS.get(word) or ROMAN.get(text, 0)
        return ("month", month) if month else ("", 0)
    if kind == "number":
        kind = {1: "day", 2: "day", 3: "year", 4: "year"}.get(len(text), "")
    return kind, int(text) if len(text) <= 4 else 0


def _complement(first: _Point, last: _Point) -> bool:
    """Whether the sign between two sides parts year and month, as in "Jan./1992", "2020-Q1"."""
    alone, other = (first, last) if first.year else (last, first)
    return alone == _Point(alone.year) and bool(other.month or other.season) and not other.year


def _between(first: _Point, last: _Point) -> Read | None:
    """A range of two: each end takes from the other what it does not say."""
    if first.day and not first.month and last.month and not last.day:  # "5-6月"
        first = first._replace(month=first.day, day=0)
    if last == _Point(day=last.day) and first.year and not first.day:  # "Winter 2019/20"
        last = _Point(first.year + (last.day - first.year) % 100)
    if not first.season and not first.month:
        first = first._replace(month=last.month, season=last.season)
    if not last.season and not last.month and (last.day or first.season):
        last = last._replace(month=first.month, season=first.season)
    year = first.year or last.year
    start = _dated(first._replace(year=year))
    turned = not last.year or not first.year
    later = turned and 0 < last.month < first.month
    end = _dated(last._replace(year=year + 1 if later else last.year or year))
    if start is None or end is None or start[0] is None:
        return None
    return _ranged(start[0], end[0], start[1] or end[1])


def _dated(point: _Point) -> Read | None:
    if not point.year or (point.day and not point.month):
        return None
    if point.season and not point.month:
        return new_date(point.year, season=point.season), ""
    date, doubt = from_numbers(point.year, point.month, point.day)
    return (replace(date, end=new_date(point.year, point.until)) if point.until else date), doubt
