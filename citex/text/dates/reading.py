"""Dates that readers meet: in one field with its doubts noted, in parts, in several fields."""

from __future__ import annotations

import re

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.model import PartialDate, Remark, new_date
from citex.model.date_grammar import Field, Read, from_numbers, read_date, read_within
from citex.model.months import MONTH_NAMES, MONTH_NUMBERS, SEASONS
from citex.model.remarks import add_remark

_DATED_WORDS = regex(r"(-?\d{3,8})/([^/]*)/(\d{0,2})(?:[/ ](.*))?|(-?\d{3,8})/")


_NUMBERS = re.compile("[1-9][0-9]{3} [0-9]{0,2}").fullmatch


def date_of(
    text: str | None, variable: str, remarks: list[Remark], field: Field = "text"
) -> PartialDate | None:
    """The date in a field's text, or its words; what was doubtful is noted. None if it is empty.

    >>> notes = []
    >>> date_of("2019-02-30", "issued", notes), notes[0].kind
    (PartialDate(year=2019, month=2), 'doubt')
    >>> date_of("in press", "issued", notes)
    PartialDate(literal='in press')
    """
    if not text:
        return None
    date, doubt = read_date(text, field)
    note(doubt, variable, text, remarks)
    words = " ".join(text.split())
    return date or (new_date(literal=words) if words else None)


def note(doubt: str, variable: str, text: str, remarks: list[Remark]) -> None:
    """Note a doubt, if there is one, with the text that raised it."""
    if doubt:
        add_remark(remarks, "doubt", variable, doubt, text)


@remembered(8192)
def read_parts(year: str, month: str, day: str = "", field: Field = "year") -> Read:
    """The date of a year, a month and a day given apart, each as people write it; and the doubt.

    >>> read_parts("2020", "jun", "1"), read_parts("1995", "10 January")[0]
    ((PartialDate(year=2020, month=6, day=1), ''), PartialDate(year=1995, month=1, day=10))
    >>> read_parts("2019", "Jul.--Aug.")[0].end, read_parts("2020", "13")
    (PartialDate(year=2019, month=8), (PartialDate(year=2020), 'there is no month 13; left out'))
    """
    number = MONTH_NUMBERS.get(month.rstrip(".").lower())
    if number and _NUMBERS(f"{year} {day}"):  # the usual parts, which tell the date themselves
        return from_numbers(int(year), number, int(day or 0))
    date, doubt = read_date(year, field)
    if date is None or date.year is None:
        words = " ".join(filter(None, (day, month, year)))
        found, doubt = read_date(words, field)
        return found or (new_date(literal=words) if words else None), doubt
    if date.month or date.season or date.end:
        return date, doubt
    if not month:
        return date, "the day has no month" if day.strip("0") else doubt
    whole = read_date(month, field)[0] if str(date.year) in month else None
    within, more = (whole, "") if whole and whole.month else read_within(month, date.year)
    if within is None or within.year != date.year:
        return date, "the month is not understood"
    if day and within.month and not within.day and not within.end:
        found, more = read_within(f"{within.month}月{day.rstrip('日号')}日", date.year)
        if found is None:
            found, more = read_within(f"{MONTH_NAMES[within.month - 1]} {day}", date.year)
        within, more = (found, more) if found else (within, "the day is not understood")
    elif day and within.end:
        more = "the day is not understood"
    return replace(within, circa=date.circa, literal=date.literal), doubt or more


@remembered(4096)
def read_slashed(text: str) -> tuple[PartialDate | None, str, str]:
    """A date of a tagged file: of "YYYY/MM/DD/other", or of any other writing; other; the doubt.

    >>> read_slashed("1998///Spring"), read_slashed("2013/02/15/received")[1]
    ((PartialDate(year=1998, season=1), '', ''), 'received')
    >>> str(read_slashed("2003//May-Jun")[0]), str(read_slashed("2003/ Winter")[0])
    ('2003-05/2003-06', '2003-24')
    """
    if "/" in text and ("月" in text or "日" in text):
        text = _UNITS.sub(r"\1", text)
    match = _DATED_WORDS.fullmatch(text) if "/" in text and len(text) < 100 else None
    if match is None:
        date, doubt = read_date(text, "text" if "/" in text else "year")
        if date is None and (parted := _YEAR_THEN.fullmatch(text)):
            date, doubt = _by_words(parted[1], parted[2])
        return date, "", doubt
    year, month, day, other = (match[1] or match[5]), match[2] or "", match[3] or "", match[4] or ""
    other = other.strip(" /") if ":" not in other else ""  # a time
    month, day = ("" if not part.strip("0") else part for part in (month.strip(), day))
    if other and not (month and (day or month.isdecimal())):
        named, doubt = _by_words(year, f"{day} {other}" if not month else f"{month}/{other}")
        if named is not None:
            return named, "", doubt
    if len(year) > 5 or not (month + day or "0").isdecimal():
        date, doubt = read_parts(year, month, day)
        return date, other, doubt
    date, doubt = from_numbers(int(year), int(month or 0), int(day or 0))
    return (date if date.year else None), other, doubt


_YEAR_THEN = regex(r"(\d{4})/(.{1,60})")
_UNITS = regex(r"(\d)\s?[年月日号號](?=\s?/|\s*\Z)")
"""2003年/10月/20日."""


def _by_words(year: str, words: str) -> Read:
    """The part of a year that words name, where strokes stand between or before them; the doubt.

    >>> [str(_by_words("2003", words)[0]) for words in ("/May-Jun", "3 May", "Decision")]
    ['2003-05/2003-06', '2003-05-03', 'None']
    """
    letters = [word.lower() for word in _LETTERS.findall(words)]
    named = any(word in MONTH_NUMBERS or word in SEASONS for word in letters)
    if letters and not named and not any(word in ("q", "quarter") for word in letters):
        return None, ""
    date, doubt = read_parts(year, "-".join(filter(None, map(str.strip, words.split("/")))))
    return (date, doubt) if date is not None and (date.month or date.season) else (None, "")


_LETTERS = regex(r"[^\W\d_]+")


def best_date(
    texts: list[str], remarks: list[Remark], variable: str = "issued"
) -> tuple[PartialDate | None, list[str]]:
    """The date that some values tell, the first of them first; and the values that gainsay it.

    A later value of the same year with more in it is taken; a first one without a year takes the
    year of another. What was doubtful about the date is noted.

    >>> best_date(["Jun 14", "2006"], [])
    (PartialDate(year=2006, month=6, day=14), [])
    >>> best_date(["2013", "2013/04/18", "2012"], [])
    (PartialDate(year=2013, month=4, day=18), ['2012'])
    """
    held: PartialDate | None = None
    left: list[str] = []
    waiting: list[str] = []  # dates without a year
    doubts: list[tuple[str, str]] = []
    for text in texts:
        if not text.strip("0/-"):
            continue  # "0000"
        date, _, doubt = read_slashed(text)
        if date is None or date.year is None:
            waiting.append(text)
        elif held is None or _within(held, date):
            held = date
            doubts.append((doubt, text))
        elif not _within(date, held):
            left.append(text)
    for text in waiting:
        date = None
        if held is not None and held.year and not (held.month or held.season or held.end):
            date, doubt = _month_and_day(text, held.year) or read_within(text, held.year)
            doubts.append((doubt, text))
        if date is not None:
            held = date
        elif held is None:
            held = new_date(literal=text)
        else:
            left.append(text)
    for doubt, text in doubts:
        note(doubt, variable, text, remarks)
    return held, left


_MONTH_DAY = regex(r"(/?)(\d\d)([-/])(\d\d)/?")


def _month_and_day(text: str, year: int) -> Read | None:
    """ "/11/05", "11-05" and, with a doubt, "11/05": a date of a tagged file without its year."""
    match = _MONTH_DAY.fullmatch(text)
    if match is None or int(match[2]) > 12:
        return None
    date, doubt = from_numbers(year, int(match[2]), int(match[4]))
    unsure = not match[1] and match[3] == "/" and int(match[4]) <= 12
    return date, doubt or ("taken for a month and a day" if unsure else "")


def _within(one: PartialDate, other: PartialDate) -> bool:
    """Whether `other` says what `one` says, or more."""
    return (
        one.year == other.year
        and one.month in (None, other.month)
        and one.day in (None, other.day)
        and one.season in (None, other.season)
        and one.end in (None, other.end)
        and one.literal in (None, other.literal)
        and (not one.circa or bool(other.circa))
    )


_VISITED = regex(
    r"(?:(?:last )?(?:access(?:ed)?(?: date)?|visited|retrieved|checked|viewed)(?: on)?"
    r"|zugriff(?: am)?|abgerufen(?: am)?|letzter zugriff(?: am)?|consulté le|page consultée le"
    r"|acc?ess?o em|consultado(?: el)?|consultato il|дата обращения)[:,]? ?(?=\S)"
    r"([\w ,./-]{6,30})"
    r"|(?:访问|引用|检索|查阅|下载|浏览)(?:日期|时间|于)?\s?[:：]?\s?(\d[\d年月日./ -]{5,14})",
    re.IGNORECASE,
)


def visited(text: str) -> PartialDate | None:
    """The day on which, a note says, a page was seen; None where it says more, or nothing of that.

    >>> visited("[Online; accessed 9-July-2022]"), visited("Available at (accessed 5 May 2020).")
    (PartialDate(year=2022, month=7, day=9), PartialDate(year=2020, month=5, day=5))
    >>> visited("Accessed by many in 2020") is None
    True
    >>> visited("访问日期：2020年5月6日"), visited("Zugriff am 6. Mai 2020")
    (PartialDate(year=2020, month=5, day=6), PartialDate(year=2020, month=5, day=6))
    """
    match = _VISITED.search(text[:200])
    if match is None or _OF_THE_WAY.fullmatch(text[: match.start()]) is None:
        return None
    if text[match.end() :].strip(" ])."):
        return None
    date = read_date((match[1] or match[2]).strip(" ."), "text")[0]
    return date if date and date.year and not date.literal else None


_OF_THE_WAY = regex(
    r"[\[( ]*(?:(?:online|available(?: online)?(?: at| from)?|website|web page|url)[;,:.]?"
    r"[\[( ]*)?",
    re.IGNORECASE,
)
