"""The spellings that formats have for dates, each in one place."""

from __future__ import annotations

from msgspec.structs import replace

from citex._remembered import remembered
from citex.model import PartialDate, new_date
from citex.model.date_grammar import from_numbers, read_date
from citex.model.months import MONTH_NAMES, SEASON_NAMES
from citex.text.lines import fold


def year_text(year: int) -> str:
    """A year in at least four digits.

    >>> year_text(-380), year_text(800)
    ('-380', '0800')
    """
    return str(year) if year < 0 else f"{year:04d}"


def year_of(date: PartialDate) -> str:
    """The year, with the mark that the source gave it; the words of a date without a year.

    >>> year_of(PartialDate(1988, 5, literal="c1988")), year_of(PartialDate(literal="n.d."))
    ('c1988', 'n.d.')
    """
    if date.year is None:
        return fold(date.literal or date.raw or "")
    return date.literal if is_marked(date) and date.literal else year_text(date.year)


def year_or_words(date: PartialDate) -> str:
    """The year as `year_of` gives it, but not filled up with noughts."""
    bare = date.year is not None and abs(date.year) >= 100 and not is_marked(date)
    return str(date.year) if bare else year_of(date)


def is_marked(date: PartialDate) -> bool:
    """Whether the words of a date are a year's mark, "c1988" or "[1936]", and no more.

    >>> is_marked(PartialDate(1988, literal="c1988")), is_marked(PartialDate(1988, literal="then"))
    (True, False)
    """
    if date.literal is None or date.year is None:
        return False
    return _marks(date.literal) == date.year


@remembered(1024)
def _marks(literal: str) -> int | None:
    date, _ = read_date(literal)
    return date.year if date is not None and date.literal == literal else None


def is_simple(date: PartialDate) -> bool:
    """Whether a date is a year, with month and day or a season or none, and nothing else."""
    return (
        date.year is not None
        and date.end is None
        and not date.circa
        and (date.literal is None or is_marked(date))
        and (
            date.season is None
            or (date.month is None and isinstance(date.season, int) and 1 <= date.season <= 4)
        )
    )


def season_name(date: PartialDate) -> str:
    """The season in English, or ""."""
    season = date.season
    if isinstance(season, int):
        return SEASON_NAMES[season - 1] if 1 <= season <= 4 else ""
    return fold(season) if season else ""


@remembered(1024)
def slashed(date: PartialDate) -> str:
    """A date as "YYYY/MM/DD/other" (RIS), its words when it has no year.

    >>> slashed(PartialDate(2021, 3)), slashed(PartialDate(2018, season=1))
    ('2021/03//', '2018///Spring')
    """
    if date.year is None:
        return year_of(date)
    whole = existing(date)
    if not whole.month:
        return f"{year_text(date.year)}///{season_name(whole)}"
    return f"{year_text(date.year)}/{whole.month:02d}/{f'{whole.day:02d}' if whole.day else ''}/"


@remembered(1024)
def dashed(date: PartialDate) -> str:
    """A date as "YYYY-MM-DD", "Spring YYYY", its words when it has no year."""
    if date.year is None:
        return year_of(date)
    whole = existing(date)
    if season := season_name(whole):
        return f"{season} {year_text(date.year)}"
    return str(new_date(date.year, whole.month, whole.day))


def medline(date: PartialDate) -> str:
    """A date as PubMed writes it: "2023 Jun 1", "2018 Spring".

    >>> medline(PartialDate(2023, 6, 1)), medline(PartialDate(2018, season=1))
    ('2023 Jun 1', '2018 Spring')
    """
    if date.year is None or date.year < 1000:
        return dashed(date)
    whole = existing(date)
    month = MONTH_NAMES[whole.month - 1][:3] if whole.month else season_name(whole)
    return " ".join(filter(None, (year_of(date), month, str(whole.day or ""))))


def words(date: PartialDate) -> str:
    """A date, or one end of a range, in English: 1 June 2023, Spring 2018, 380 BC.

    >>> words(PartialDate(2023, 6, 1)), words(PartialDate(-380))
    ('1 June 2023', '380 BC')
    """
    whole, year = existing(date), date.year or 0
    month = MONTH_NAMES[whole.month - 1] if whole.month else season_name(whole)
    parts = (str(whole.day or ""), month, f"{-year} BC" if year < 0 else str(year))
    return " ".join(filter(None, parts))


def iso(date: PartialDate | None) -> str:
    """The date, or the start of a range, as ISO 8601 (W3CDTF): year, month, day as far as known.

    Years before the common era are counted from 0, which is 1 BCE. "" if there is no year.

    >>> iso(PartialDate(2018, season=1)), iso(PartialDate(2023, 6)), iso(PartialDate(-380))
    ('2018', '2023-06', '-0379')
    """
    if date is None or date.year is None:
        return ""
    whole = existing(date)
    year = date.year + 1 if date.year < 0 else date.year
    return str(new_date(year, whole.month, whole.day))


@remembered(1024)
def edtf(date: PartialDate) -> str:
    """The date in EDTF (ISO 8601-2): seasons, approximate dates and ranges too. "" without a year.

    >>> edtf(PartialDate(2018, season=1)), edtf(PartialDate(2004, end=PartialDate()))
    ('2018-21', '2004/')
    >>> edtf(PartialDate(-877, circa=True)), edtf(PartialDate(literal="n.d."))
    ('-0876~', '')
    """
    if date.year is None:
        return ""
    text, whole = iso(date), existing(date)
    if isinstance(whole.season, int) and 1 <= whole.season <= 4 and not whole.month:
        text += f"-{whole.season + 20}"
    text = ("Y" if abs(date.year) > 9999 else "") + text + ("~" if date.circa else "")
    return text if date.end is None else f"{text}/{edtf(date.end)}"


@remembered(1024)
def existing(date: PartialDate) -> PartialDate:
    """The date without a month or a day that no calendar has, which programs would refuse.

    >>> existing(new_date(2020, 13, end=new_date(2021, 2, 31)))
    PartialDate(year=2020, end=PartialDate(year=2021, month=2))
    """
    if date.end is not None:
        date = replace(date, end=existing(date.end))
    if not date.month:
        return date
    whole, doubt = from_numbers(date.year or 0, date.month, date.day or 0)
    if not doubt and not whole.season:
        return date
    return replace(date, month=whole.month, day=whole.day, season=whole.season or date.season)
