"""Dates as tagged files spell them, read and written."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from citex.model import PartialDate
from citex.model.date import MONTHS, SEASONS
from citex.text.lines import fold

SEASON_NAMES = ("Spring", "Summer", "Autumn", "Winter")

_SLASHED = re.compile(
    r"(?P<year>-?\d{1,8})"
    r"(?:/(?P<month>\d{0,2}|[A-Za-z]+\.?)(?:/(?P<day>\d{0,2})(?:[/ ](?P<other>.*))?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_MONTH_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_SPACED = re.compile(r"(\d{4}) (\d{1,2})(?: (\d{1,2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[ /-](\d{4})")
_RANGE_MONTHS = re.compile(
    r"(?P<year>\d{4}),? (?P<first>[A-Za-z]+)\.?[-/–](?P<last>[A-Za-z]+)\.?"
    r"|(?P<first2>[A-Za-z]+)\.?[-/–](?P<last2>[A-Za-z]+)\.?,? (?P<year2>\d{4})"
)
_RANGE_DAYS = re.compile(
    r"(?P<year>\d{4}) (?P<month>[A-Za-z]+)\.? (?P<from>\d{1,2})-(?P<to>\d{1,2})"
)
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d)?.*$")


@lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[PartialDate | None, str]:
    """A date, with slashes or in any order that `PartialDate` knows; and what stood behind it.

    >>> read_date("1998///Spring"), read_date("2013/02/15/received")
    ((PartialDate(year=1998, season=1), ''), (PartialDate(year=2013, month=2, day=15), 'received'))
    """
    if len(text) > 100:
        return None, ""
    if _MONTH_DAY.fullmatch(text):
        return None, ""  # "01/01" is no year one
    match = _SLASHED.fullmatch(text)
    if match:
        return _from_slashes(match)
    plain = _TIME.sub("", text).strip().rstrip("./")
    date = PartialDate.parse(plain)
    if date is not None:
        return date, ""
    if compact := _COMPACT.fullmatch(plain) or _SPACED.fullmatch(plain):
        return PartialDate.parse("-".join(part for part in compact.groups() if part)), ""
    if turned := _MONTH_YEAR.fullmatch(plain):
        return PartialDate.parse(f"{turned[2]}-{turned[1]}"), ""
    if turned := _DAY_OR_MONTH_FIRST.fullmatch(plain):
        return _from_day_or_month_first(turned), ""
    return _from_months(plain), ""


def _from_slashes(match: re.Match[str]) -> tuple[PartialDate | None, str]:
    year = int(match["year"])
    month_text, day_text = match["month"] or "", match["day"] or ""
    other = (match["other"] or "").strip(" /")
    if (season := SEASONS.get(other.lower())) and not month_text.strip("0"):
        return PartialDate(year, season=season), ""
    if len(match["year"]) in (6, 8) and not month_text:
        date = PartialDate.parse("-".join(filter(None, _COMPACT.fullmatch(match["year"]).groups())))  # type: ignore[union-attr]  # six digits match
        return date, other
    if month_text.isdigit() or not month_text:
        month = int(month_text or 0)
    else:
        month = MONTHS.get(month_text.rstrip(".").lower(), 0)
        if not month and (season := SEASONS.get(month_text.lower())):
            return PartialDate(year, season=season), other
    if not month:
        return PartialDate(year), other
    day = int(day_text or 0)
    if not day:
        return (PartialDate(year, month) if month <= 12 else None), other
    return PartialDate.parse(f"{year:04d}-{month}-{day}"), other


def _from_day_or_month_first(match: re.Match[str]) -> PartialDate | None:
    """ "13.5.2015", "5/13/2015"; None where either could be the month."""
    first, second, year = match.groups()
    if int(first) > 12 or "." in match[0] or first == second:
        return PartialDate.parse(f"{year}-{second}-{first}")
    return PartialDate.parse(f"{year}-{first}-{second}") if int(second) > 12 else None


def _from_months(text: str) -> PartialDate | None:
    """ "2013 Nov-Dec", "NOV-DEC 2013", "2013 Jun 1-5"."""
    if days := _RANGE_DAYS.fullmatch(text):
        start = PartialDate.parse(f"{days['year']} {days['month']} {days['from']}")
        end = PartialDate.parse(f"{days['year']} {days['month']} {days['to']}")
        return msgspec.structs.replace(start, end=end) if start and end else None
    match = _RANGE_MONTHS.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"] or match["year2"])
    first = MONTHS.get((match["first"] or match["first2"]).lower())
    last = MONTHS.get((match["last"] or match["last2"]).lower())
    if first is None or last is None:
        return None
    return PartialDate(year, first, end=PartialDate(year + (last < first), last))


def dated(text: str) -> PartialDate:
    """The date, or the text itself as a date in words."""
    return read_date(text)[0] or PartialDate(literal=text)


def is_simple(date: PartialDate) -> bool:
    """Whether a date is a year, with month and day or a season or none, and nothing else."""
    return (
        date.year is not None
        and date.end is None
        and not date.circa
        and date.literal is None
        and (
            date.season is None
            or (date.month is None and isinstance(date.season, int) and 1 <= date.season <= 4)
        )
    )


def say(texts: list[str], date: PartialDate) -> bool:
    """Whether a date is read back from the texts that it was written as, the first one first."""
    if not is_simple(date):
        return False
    if 1000 <= (date.year or 0) <= 9999:
        return True
    return best_date(texts)[0] == msgspec.structs.replace(date, raw=None)


def year_text(year: int) -> str:
    """A year in at least four digits.

    >>> year_text(-380), year_text(800)
    ('-380', '0800')
    """
    return str(year) if year < 0 else f"{year:04d}"


def slashed(date: PartialDate) -> str:
    """A date as "YYYY/MM/DD/other" (RIS), its words when it has no year.

    >>> slashed(PartialDate(2021, 3)), slashed(PartialDate(2018, season=1))
    ('2021/03//', '2018///Spring')
    """
    if date.year is None:
        return fold(date.literal or date.raw or "")
    year = year_text(date.year)
    if date.month:
        return (
            f"{year}/{date.month:02d}/{date.day:02d}/" if date.day else f"{year}/{date.month:02d}//"
        )
    return f"{year}///{season_name(date)}"


def dashed(date: PartialDate) -> str:
    """A date as "YYYY-MM-DD", "Spring YYYY", its words when it has no year."""
    if date.year is None:
        return fold(date.literal or date.raw or "")
    if season := season_name(date):
        return f"{season} {year_text(date.year)}"
    return str(PartialDate(date.year, date.month, date.day))


def season_name(date: PartialDate) -> str:
    """The season in English, or ""."""
    season = date.season
    if isinstance(season, int) and 1 <= season <= 4:
        return SEASON_NAMES[season - 1]
    return fold(season) if isinstance(season, str) else ""


def best_date(texts: list[str]) -> tuple[PartialDate | None, list[str]]:
    """The date that some values tell, the first of them first; and the values that gainsay it.

    A later value of the same year with more in it is taken; a first one without a year takes the
    year of another.

    >>> best_date(["Jun 14", "2006"])
    (PartialDate(year=2006, month=6, day=14), [])
    >>> best_date(["2013", "2013/04/18", "2012"])
    (PartialDate(year=2013, month=4, day=18), ['2012'])
    """
    held: PartialDate | None = None
    left: list[str] = []
    waiting: list[str] = []  # dates without a year
    for text in texts:
        date = read_date(text)[0]
        if date is None or date.year is None:
            waiting.append(text)
        elif held is None or (date.year == held.year and _within(held, date)):
            held = date
        elif not (date.year == held.year and _within(date, held)):
            left.append(text)
    for text in waiting:
        date = None
        if held is not None and held.month is None and not held.season:
            date = PartialDate.parse(f"{text.rstrip('.')} {held.year}") or _from_months(
                f"{held.year} {text}"
            )
            date = date or _in_year(text, held)
        if date is not None:
            held = date
        elif held is None:
            held = PartialDate(literal=text)
        else:
            left.append(text)
    return held, left


def _in_year(text: str, held: PartialDate) -> PartialDate | None:
    """A month, a season, or a month and day in figures, in a year that is known."""
    if pair := _MONTH_DAY.fullmatch(text):
        return PartialDate.parse(f"{held.year}-{pair[1]}-{pair[2]}")
    word = text.strip(" .").lower()
    if word in MONTHS:
        return PartialDate(held.year, MONTHS[word])
    return PartialDate(held.year, season=SEASONS[word]) if word in SEASONS else None


def _within(one: PartialDate, other: PartialDate) -> bool:
    """Whether `other` says what `one` says, or more."""
    return (
        one.year == other.year
        and one.month in (None, other.month)
        and one.day in (None, other.day)
        and one.season in (None, other.season)
    )
