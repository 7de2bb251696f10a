"""Dates as sources give them: partial, seasonal, ranges, in words, padded to a whole day."""

from __future__ import annotations

import re

import msgspec

from citex.model import PartialDate, Remark
from citex.model.date import MONTHS, SEASONS

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{1,2}:\d\d.*)?")
_WINTER_YEARS = re.compile(r"(\d{4})\s*[-/–]\s*(\d{4})\s*(.*)")
_YEAR_WORDS = re.compile(r"(?P<year>\d{4})\s+(?P<rest>\S.*)")
_WORDS_YEAR = re.compile(r"(?P<rest>[^\d].*?|\d{1,2}\s.*?),?\s+(?P<year>\d{4})")
_TO = re.compile(r"\s*(?:-|–|—|/|\bto\b|&|\band\b)\s*")
_POINT = re.compile(r"(?P<word>[A-Za-z]+)\.?(?:\s+(?P<day>\d{1,2}))?|(?P<only>\d{1,2})")
_EUROPEAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")


def parse_date(value: object, variable: str, remarks: list[Remark]) -> PartialDate | None:
    """The date in a source's text or number, or None; what is no whole date is noted.

    >>> notes = []
    >>> parse_date("2023-06-14T00:00:00Z", "issued", notes)
    PartialDate(year=2023, month=6, day=14)
    >>> parse_date("2001 Apr-Jun", "issued", notes)
    PartialDate(year=2001, month=4, end=PartialDate(year=2001, month=6))
    >>> parse_date("1998 Dec-1999 Jan", "issued", notes).end
    PartialDate(year=1999, month=1)
    >>> parse_date("Summer 2004", "issued", notes)
    PartialDate(year=2004, season=2)
    >>> parse_date("07.04.2017", "issued", notes), notes
    (PartialDate(year=2017, month=4, day=7), [])
    >>> parse_date("sometime in 1999", "issued", notes), notes[0].kind
    (PartialDate(year=1999), 'guessed')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return PartialDate(value) if 0 < value < 10_000 else None
    if not isinstance(value, str) or not (text := " ".join(value.split())):
        return None
    iso = _ISO.fullmatch(text)
    if iso:
        return valid(int(iso[1]), int(iso[2] or 0), int(iso[3] or 0), variable, remarks)
    european = _EUROPEAN.fullmatch(text)
    if european:
        return valid(int(european[3]), int(european[2]), int(european[1]), variable, remarks)
    if "/" in text and (slashed := _slashed(text, variable, remarks)):
        return slashed
    date = words(text) or PartialDate.parse(text)
    if date is not None:
        return date
    year = _YEAR.search(text)
    if year is None:
        remarks.append(
            Remark(kind="dropped", variable=variable, message="holds no date", before=text)
        )
        return None
    message = "only the year was understood"
    remarks.append(Remark(kind="guessed", variable=variable, message=message, before=text))
    return PartialDate(int(year[1]))


def _slashed(text: str, variable: str, remarks: list[Remark]) -> PartialDate | None:
    """An interval of two ISO dates, or a date with slashes ("1965/08/01 00:00")."""
    first, _, second = text.partition("/")
    start, end = _ISO.fullmatch(first.strip()), _ISO.fullmatch(second.strip())
    if start and end and len(second.strip()) >= 4:
        begun = valid(int(start[1]), int(start[2] or 0), int(start[3] or 0), variable, remarks)
        ended = valid(int(end[1]), int(end[2] or 0), int(end[3] or 0), variable, remarks)
        return begun if begun == ended else msgspec.structs.replace(begun, end=ended)
    numbers = re.fullmatch(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?(?: .*)?", text)
    if numbers:
        return valid(int(numbers[1]), int(numbers[2]), int(numbers[3] or 0), variable, remarks)
    return None


def words(text: str) -> PartialDate | None:
    """A date with the month or season in words, alone or as a range (MedlineDate).

    >>> for text in ("2015 Nov-Dec", "1978 Jan 5-12", "Fall 2017", "2020-2021", "no date"):
    ...     print(words(text))
    2015-11/2015-12
    1978-01-05/1978-01-12
    2017-23
    2020/2021
    None
    >>> words("2000 Spring-Summer").end, words("1999-2000 Winter").season
    (PartialDate(year=2000, season=2), 4)
    """
    years = _WINTER_YEARS.fullmatch(text)
    if years:
        season = SEASONS.get(years[3].lower()) if years[3] else None
        if years[3] and season is None:
            return None
        return PartialDate(
            int(years[1]), season=season, end=PartialDate(int(years[2]), season=season)
        )
    match = _YEAR_WORDS.fullmatch(text) or _WORDS_YEAR.fullmatch(text)
    if match is None:
        return None
    year, pieces = int(match["year"]), _TO.split(match["rest"].strip(" ,"))
    start = _point(pieces[0], year, None)
    if start is None or len(pieces) > 2:
        return None
    if len(pieces) == 1:
        return start
    tail = re.fullmatch(r"(\d{4})\s+(.+)", pieces[1])
    end = _point(tail[2], int(tail[1]), None) if tail else _point(pieces[1], year, start)
    if end is None:
        return None
    return start if end == start else msgspec.structs.replace(start, end=end)


def _point(text: str, year: int, before: PartialDate | None) -> PartialDate | None:
    match = _POINT.fullmatch(text.strip(" ,."))
    if match is None:
        return None
    if match["only"]:
        if before is None or before.month is None or not 1 <= int(match["only"]) <= 31:
            return None
        return PartialDate(year, before.month, int(match["only"]))
    word = match["word"].lower()
    season = SEASONS.get(word)
    if season is not None:
        return PartialDate(year, season=season)
    month = MONTHS.get(word)
    if month is None:
        return None
    day = int(match["day"] or 0)
    return PartialDate(year, month, day) if 1 <= day <= 31 else PartialDate(year, month)


def valid(year: int, month: int, day: int, variable: str, remarks: list[Remark]) -> PartialDate:
    """The date of three numbers (0: not given); a month or day that cannot be is left out."""
    if not month:
        return PartialDate(year)
    if not 1 <= month <= 12:
        if 21 <= month <= 24:
            return PartialDate(year, season=month - 20)
        _impossible(f"month {month}", variable, remarks)
        return PartialDate(year)
    if not day:
        return PartialDate(year, month)
    if not 1 <= day <= _DAYS[month] or (month == 2 and day == 29 and not _leap(year)):
        _impossible(f"day {day}", variable, remarks)
        return PartialDate(year, month)
    return PartialDate(year, month, day)


_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _impossible(what: str, variable: str, remarks: list[Remark]) -> None:
    message = f"there is no {what}; it was left out"
    remarks.append(Remark(kind="repaired", variable=variable, message=message))


def disguised(
    date: PartialDate | None, variable: str, remarks: list[Remark], *, drop: bool = False
) -> PartialDate | None:
    """A date on the first of a month, from a source that writes so when it knows the month only.

    The doubt is noted and the date kept; with `drop` the day goes (and January, for 1 January).

    >>> disguised(PartialDate(2023, 6, 1), "issued", [], drop=True)
    PartialDate(year=2023, month=6)
    >>> disguised(PartialDate(2023, 1, 1), "issued", [], drop=True)
    PartialDate(year=2023)
    """
    if date is None or date.day != 1 or date.end is not None or date.year is None:
        return date
    january = date.month == 1
    known = "year" if january else "month"
    message = f"the first of {'January' if january else 'a month'}: maybe only the {known} is known"
    if not drop:
        remarks.append(Remark(kind="doubt", variable=variable, message=message, before=str(date)))
        return date
    message += "; the rest was left out"
    remarks.append(Remark(kind="guessed", variable=variable, message=message, before=str(date)))
    return PartialDate(date.year) if january else PartialDate(date.year, date.month)
