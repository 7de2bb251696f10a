"""Dates: BibLaTeX's EDTF fields, and BibTeX's year, month and day."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from citex.model import PartialDate
from citex.model.date import MONTHS, SEASONS
from citex.text.tex.decode import decode, is_wrapped

MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's macros of the months."""

_YEAR = re.compile(r"[-\[\]()©c.,;:\s]*([12]\d{3})[a-z]?[\[\](),.;:\s?]*")
_PLAIN = re.compile(r"[^\\{}$]*")
_DAY = re.compile(r"\d{1,2}")
_MONTH_WORD = re.compile(r"[^\W\d_]+|\d+")
_RANGE = re.compile(r"\s*(?:--?|–|—|/|&|\band\b|,)\s*")
_UNSPECIFIED = re.compile(r"(-?\d{4})-XX(?:-XX)?|(-?\d{4}-\d\d)-XX|(-?\d{2,3})(X{1,2})")


@lru_cache(maxsize=8192)
def read_date(source: str) -> PartialDate | None:
    """The date of an EDTF or freely written field; one in braces is words; None if empty.

    >>> read_date("2001/2003"), read_date("{no date}")
    (PartialDate(year=2001, end=PartialDate(year=2003)), PartialDate(literal='no date'))
    """
    words = is_wrapped(source.strip()) and decode(source)
    if words:
        return PartialDate(literal=words)
    text = source if _PLAIN.fullmatch(source) else decode(source).replace("\u00a0", " ")
    text = text.replace("–", "-").strip()
    if not text:
        return None
    return _edtf(text) or PartialDate(literal=text)


def _edtf(text: str) -> PartialDate | None:
    date = PartialDate.parse(text)
    if date is not None:
        return date
    unknown = _UNSPECIFIED.fullmatch(text)
    if unknown:
        if unknown[3]:
            first = int(unknown[3] + "0" * len(unknown[4]))
            return PartialDate(first, end=PartialDate(first + 10 ** len(unknown[4]) - 1))
        return PartialDate.parse(unknown[1] or unknown[2])
    if text.startswith(("/", "../")):
        return PartialDate.parse(text.lstrip("./"))
    return None


@lru_cache(maxsize=8192)
def read_parts(year: str, month: str, day: str) -> tuple[PartialDate | None, bool]:
    """The date of the fields year, month, day, and whether all of it was understood.

    >>> read_parts("2020", "jun", "1")
    (PartialDate(year=2020, month=6, day=1), True)
    >>> read_parts("1995", "10~January", "")
    (PartialDate(year=1995, month=1, day=10), True)
    >>> read_parts("2019", "Jul.--Aug.", "")[0].end
    PartialDate(year=2019, month=8)
    """
    if is_wrapped(year.strip()):
        return PartialDate(literal=decode(year)), not (month or day)
    text = decode(year).replace("\u00a0", " ").strip()
    if not text:
        return None, not (month or day)
    date = PartialDate(int(text)) if text.isdecimal() and len(text) == 4 else _edtf(text)
    if date is None:
        found = _YEAR.fullmatch(text)
        if not found:
            return PartialDate(literal=text), not (month or day)
        date = PartialDate(int(found[1]))
    if not month or date.year is None or date.end or date.month:
        return date, not month
    return _with_month(date, decode(month).replace("\u00a0", " ").strip("# "), day)


def _with_month(date: PartialDate, month: str, day: str) -> tuple[PartialDate, bool]:
    first, *others = _RANGE.split(month)
    start = _month(date, first, day)
    if start is None:
        return date, False
    if not others:
        return start, True
    end = _month(PartialDate(date.year), others[-1], "")
    if end is None and others[-1].isdecimal() and start.day and start.month:
        end = PartialDate(date.year, start.month, int(others[-1]))
    if end is None:
        return start, False
    return msgspec.structs.replace(start, end=end), True


def _month(date: PartialDate, text: str, day: str) -> PartialDate | None:
    """The date with the month (and day) that stand in one piece of text, or None."""
    number = None
    found_day = day.strip("{} ")
    for word in _MONTH_WORD.findall(text):
        lowered = word.lower()
        if lowered in SEASONS and not word.isdecimal():
            return msgspec.structs.replace(date, season=SEASONS[lowered])
        if lowered in MONTHS:
            number = MONTHS[lowered]
        elif lowered[:3] in MONTHS and not word.isdecimal() and word.isascii():
            number = MONTHS[lowered[:3]]
        elif word.isdecimal() and number is None and len(text.split()) == 1:
            number = int(word)
        elif word.isdecimal() and not found_day:
            found_day = word
    if number is None or not 1 <= number <= 12:
        return None
    if found_day and _DAY.fullmatch(found_day) and 1 <= int(found_day) <= 31:
        return msgspec.structs.replace(date, month=number, day=int(found_day))
    return msgspec.structs.replace(date, month=number)


def edtf(date: PartialDate) -> str | None:
    """The date in EDTF, if that says all of it but a literal; else None.

    >>> edtf(PartialDate(2018, season=1)), edtf(PartialDate(literal="n.d."))
    ('2018-21', None)
    """
    if date.year is None:
        return None
    return str(date)
