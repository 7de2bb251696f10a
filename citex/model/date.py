"""Dates as sources give them: partial, seasonal, approximate, or a range of two."""

from __future__ import annotations

import re
from datetime import date

import msgspec

SEASONS = {
    "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4,
    "春": 1, "夏": 2, "秋": 3, "冬": 4, "春季": 1, "夏季": 2, "秋季": 3, "冬季": 4,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_NUMERIC = re.compile(
    r"(?P<year>[+-]?\d{1,6})(?:(?P<sep>[-/.])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?)?"
    r"(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
)
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_CHINESE = re.compile(
    r"(?P<year>\d{3,4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?)?"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]+)\.?(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>-?\d{3,4})"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>-?\d{3,4})"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4}),?\s+(?P<month>[A-Za-z]+|[春夏秋冬]季?)\.?(?:\s+(?P<day>\d{1,2}))?"
)


class PartialDate(
    msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, gc=False
):
    """A date of which the year, or year and month, or all is known; a range has an `end`.

    Months and days count from 1; `season` is 1 (spring) to 4 (winter); years before the common
    era are negative. `circa` marks an approximate date. `literal` is a date in words, printed as
    it stands. `raw` keeps the source's own spelling where it had one.

    >>> PartialDate(2023, 6, 1)
    PartialDate(year=2023, month=6, day=1)
    >>> str(PartialDate(2021, 3, end=PartialDate(2021, 5)))
    '2021-03/2021-05'
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | str | None = None
    circa: bool | str | int = False
    literal: str | None = None
    raw: str | None = None
    end: PartialDate | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """The date written in `text`: ISO 8601, EDTF, slashes, month names, Chinese; else None.

        A range is written with "/" (EDTF) or a dash between two dates. No raw text is kept.

        >>> PartialDate.parse("1 June 2023")
        PartialDate(year=2023, month=6, day=1)
        >>> PartialDate.parse("2021-03/2021-05~").end
        PartialDate(year=2021, month=5, circa=True)
        >>> PartialDate.parse("2019-21")
        PartialDate(year=2019, season=1)
        >>> PartialDate.parse("Spring 2019")
        PartialDate(year=2019, season=1)
        >>> PartialDate.parse("no date") is None
        True
        """
        text = text.strip()
        single = _single(text)
        if single is not None:
            return single
        years = _YEARS.fullmatch(text)
        if years:
            return cls(int(years[1]), end=cls(int(years[2])))
        for separator in ("/", " – ", " - ", "–", "—", "--"):
            first, found, second = text.partition(separator)
            if not found:
                continue
            start, end = _single(first.strip()), _single(second.strip())
            if start is not None and end is not None:
                return msgspec.structs.replace(start, end=end)
            if start is not None and second.strip() in ("", ".."):
                return msgspec.structs.replace(start, end=cls())
        return None

    def __bool__(self) -> bool:
        return bool(self.year is not None or self.literal or self.raw or self.season)

    def __str__(self) -> str:
        if self.year is None:
            return self.literal or self.raw or ""
        text = _year(self.year)
        if self.month:
            text += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        elif isinstance(self.season, int) and 1 <= self.season <= 4:
            text += f"-{self.season + 20}"
        if self.circa:
            text += "~"
        return text if self.end is None else f"{text}/{self.end if self.end else ''}"


def _year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _single(text: str) -> PartialDate | None:
    circa = False
    if text[-1:] in ("~", "?", "%"):
        text, circa = text[:-1].strip(), True
    lowered = text.lower()
    for mark in ("circa ", "c. ", "ca. ", "约"):
        if lowered.startswith(mark):
            text, circa = text[len(mark) :].strip(), True
            break
    for pattern in (_NUMERIC, _CHINESE, _MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST):
        match = pattern.fullmatch(text)
        if match:
            return _build(match, circa=circa)
    return None


def _build(match: re.Match[str], *, circa: bool) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month_text, day = parts.get("month"), parts.get("day")
    if month_text is None:
        return PartialDate(year, circa=circa)
    if month_text.isdecimal():
        month = int(month_text)
        if 21 <= month <= 24 and day is None:
            return PartialDate(year, season=month - 20, circa=circa)
    else:
        season = SEASONS.get(month_text.lower())
        if season is not None:
            return PartialDate(year, season=season, circa=circa)
        month = MONTHS.get(month_text.lower(), 0)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return PartialDate(year, month, circa=circa)
    return (
        PartialDate(year, month, int(day), circa=circa) if _exists(year, month, int(day)) else None
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year if 1 <= year <= 9999 else 2000, month, day)
    except ValueError:
        return False
    return True
