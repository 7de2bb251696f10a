"""Dates as sources give them: partial, seasonal, approximate, or a range of two."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from citex.model.checked import Checked, counted, flag, refuse, trusted, unknown
from citex.model.months import day_exists


class PartialDate(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    gc=False,
    metaclass=Checked,
):
    """A date of which the year, or year and month, or all is known; a range has an `end`.

    Months and days count from 1; `season` is 1 (spring) to 4 (winter); years before the common
    era are negative, and there is no year 0. `circa` marks an approximate date. `literal` is a
    date in words, printed as it stands: with a year beside it, a year with a mark ("c1988",
    "[1936]"). `raw` keeps the source's own spelling where it had one. A date in a text is read by
    `parse`. Raises InvalidValue, UnknownVariable.

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

        A range is written with "/" (EDTF) or a dash between two dates. No raw text is kept. What
        can be no date, or only in part, is None: `read_date` tells the rest.

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
        from citex.model.date_grammar import read_date

        if isinstance(text, int):  # a year
            text = str(text)
        if not isinstance(text, str):
            raise refuse("date", text, "give the text of a date")
        date, doubt = read_date(text)
        return None if doubt else date

    @classmethod
    def _checked(
        cls, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        fields = cls.__struct_fields__
        args = tuple(map(_whole, args))
        kwargs = {part: _whole(value) for part, value in kwargs.items()}
        for key in kwargs:
            if key not in fields:
                raise unknown("PartialDate", key, None, fields, "write {}=")
        given = counted("PartialDate", args, fields) | kwargs
        for part, (least, most) in _LIMITS.items():
            value = given.get(part)
            if value is None:
                continue
            if isinstance(value, str):
                text = repr(value) if part == "year" else "'1 May 2020'"
                raise refuse(part, value, f"a text is read by PartialDate.parse({text})")
            if isinstance(value, datetime.date):
                raise refuse(part, value, "write PartialDate(day.year, day.month, day.day)")
            if type(value) is not int or not least <= value <= most:
                raise refuse(part, value, f"give an int from {least} to {most}")
        year, month, day = (given.get(part) for part in _LIMITS)
        if day and not month:
            raise refuse("day", day, "a day needs its month")
        if month and day and not day_exists(year or 2000, month, day):
            raise refuse("day", day, f"month {month} has no such day")
        season = given.get("season")
        if not isinstance(season, (str, type(None))) and season not in (1, 2, 3, 4):
            raise refuse("season", season, "give 1 (spring) to 4 (winter), or a str")
        flag("circa", given.get("circa"))
        for part in ("literal", "raw"):
            if not isinstance(given.get(part), (str, type(None))):
                raise refuse(part, given[part], "give a str")
        if not isinstance(given.get("end"), (PartialDate, type(None))):
            raise refuse("end", given["end"], "give a PartialDate")
        return args, kwargs

    def __lt__(self, other: PartialDate | int) -> bool:
        """Whether it begins before another date, or a year."""
        return _order(self, other) < _order(other) if _comparable(other) else NotImplemented

    def __le__(self, other: PartialDate | int) -> bool:
        return _order(self, other) <= _order(other) if _comparable(other) else NotImplemented

    def __gt__(self, other: PartialDate | int) -> bool:
        return _order(self, other) > _order(other) if _comparable(other) else NotImplemented

    def __ge__(self, other: PartialDate | int) -> bool:
        return _order(self, other) >= _order(other) if _comparable(other) else NotImplemented

    def __format__(self, spec: str) -> str:
        """The date as `datetime.date` is formatted ("%Y"), or its text, aligned."""
        if "%" not in spec:
            return format(str(self), spec)
        if self.year is None or not 1 <= self.year <= 9999:
            raise refuse("date", self, "a date without such a year has its text alone: str(date)")
        return datetime.date(self.year, self.month or 1, self.day or 1).strftime(spec)

    def isoformat(self) -> str:
        """The date as ISO 8601 and EDTF write it: its text.

        >>> PartialDate(2023, 6).isoformat()
        '2023-06'
        """
        return str(self)

    def __bool__(self) -> bool:
        return bool(self.year is not None or self.literal or self.raw or self.season)

    def __str__(self) -> str:
        if self.year is None:
            return self.literal or self.raw or ""
        text = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        elif isinstance(self.season, int) and 1 <= self.season <= 4:
            text += f"-{self.season + 20}"
        if self.circa:
            text += "~"
        return text if self.end is None else f"{text}/{self.end if self.end else ''}"


def _whole(value: Any) -> Any:
    """A number of NumPy's as Python's; all else as it is."""
    number = not isinstance(value, int) and hasattr(value, "__index__")
    return value.__index__() if number else value


def _comparable(other: object) -> bool:
    return isinstance(other, PartialDate) or (
        isinstance(other, int) and not isinstance(other, bool)
    )


def _order(date: PartialDate | int, beside: PartialDate | int | None = None) -> tuple[int, ...]:
    """Where a date stands: one without a year is last, a year before its months.

    Beside a year, only its own year counts.
    """
    if isinstance(date, int):
        return (date,)
    if date.year is None:
        return (1_000_000,)
    parts = (date.year, date.month, date.day)
    return tuple(part for part in parts[: 1 if isinstance(beside, int) else 3] if part is not None)


_LIMITS = {"year": (-999_999, 999_999), "month": (1, 12), "day": (1, 31)}

new_date: type[PartialDate] = trusted(PartialDate)
"""`PartialDate` for readers, whose values are checked already."""
