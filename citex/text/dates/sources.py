"""Dates as sources give them: partial, seasonal, ranges, in words, padded to a whole day."""

from __future__ import annotations

from citex._late import regex
from citex.model import PartialDate, Remark, new_date
from citex.model.date_grammar import from_numbers, read_date
from citex.model.remarks import add_remark
from citex.text.dates.reading import note

_YEAR = regex(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")


def parse_date(value: object, variable: str, remarks: list[Remark]) -> PartialDate | None:
    """The date in a source's text or number, or None; what is no whole date is noted.

    >>> notes = []
    >>> parse_date("2023-06-14T00:00:00Z", "issued", notes)
    PartialDate(year=2023, month=6, day=14)
    >>> parse_date("2001 Apr-Jun", "issued", notes)
    PartialDate(year=2001, month=4, end=PartialDate(year=2001, month=6))
    >>> parse_date("07.04.2017", "issued", notes), notes
    (PartialDate(year=2017, month=4, day=7), [])
    >>> parse_date("sometime in 1999", "issued", notes), notes[0].kind
    (PartialDate(year=1999), 'guessed')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return new_date(value) if 0 < value < 10_000 else None
    if not isinstance(value, str) or not (text := " ".join(value.split())):
        return None
    date, doubt = read_date(text)
    note(doubt, variable, text, remarks)
    if date is not None:
        return date
    year = _YEAR.search(text)
    if year is None:
        add_remark(remarks, "dropped", variable, "holds no date", text)
        return None
    add_remark(remarks, "guessed", variable, "only the year was understood", text)
    return new_date(int(year[1]))


def valid(year: int, month: int, day: int, variable: str, remarks: list[Remark]) -> PartialDate:
    """The date of three numbers (0: not given); a month or day that cannot be is left out."""
    date, doubt = from_numbers(year, month, day)
    note(doubt, variable, "-".join(str(part) for part in (year, month, day) if part), remarks)
    return date


def disguised(
    date: PartialDate | None, variable: str, remarks: list[Remark], *, drop: bool = False
) -> PartialDate | None:
    """A date on the first of a month, from a source that writes so when it knows the month only.

    The doubt is noted and the date kept (of 1 January, `citex check` tells); with `drop` the day
    goes (and January, for 1 January).

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
        if not january:
            add_remark(remarks, "doubt", variable, message, str(date))
        return date
    message += "; the rest was left out"
    add_remark(remarks, "guessed", variable, message, str(date))
    return new_date(date.year) if january else new_date(date.year, date.month)
