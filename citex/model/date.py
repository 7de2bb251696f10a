"""Dates as sources give them: partial, seasonal, approximate, or a range of two."""

from __future__ import annotations

import msgspec


class PartialDate(
    msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, gc=False
):
    """A date of which the year, or year and month, or all is known; a range has an `end`.

    Months and days count from 1; `season` is 1 (spring) to 4 (winter); years before the common
    era are negative, and there is no year 0. `circa` marks an approximate date. `literal` is a
    date in words, printed as it stands: with a year beside it, a year with a mark ("c1988",
    "[1936]"). `raw` keeps the source's own spelling where it had one.

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

        date, doubt = read_date(text)
        return None if doubt else date

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
