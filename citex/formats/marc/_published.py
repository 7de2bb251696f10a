"""Who published a work, where and when; its edition, extent, series; of a thesis, the school."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from citex._late import regex
from citex.formats.marc._record import Field, Record
from citex.formats.marc._titles import in_letters, own_and_other, trimmed
from citex.model import Paper, PartialDate, new_date
from citex.text.dates.reading import date_of
from citex.text.pages import number, page_count
from citex.text.placeholders import is_nothing

_SECOND = regex(r"(?P<first>\[?\d{4}\??\]?)[,.;]?\s{1,3}\[?[©℗cp]\s?\d{4}\]?\.?")
"""A year, and behind it that of the copyright."""
_ENDED = regex(r"\[(\d{4})\](?=\s?-)|(?<=\d-)\[(\d{4})\]")
"""An end of a range in brackets: "[2018]-"."""
_DECADE = regex(r"\d{3}u|\d\duu")
"""A decade or a century in 008."""
_IN_BRACKETS = regex(r"\[(?:ca\.\s)?(\d{4})\??\]")
"""The year behind one of another calendar: "Shōwa 53 [1978]"."""
_OTHER_CALENDAR = regex(r"(?:13|14|5[67])\d\d\s?(\[(?:1[89]|20)\d\d(?: or \d{4})?\])")
"""A year of the Muslims or the Jews, and behind it ours: "1390 [1970]"."""
_YEAR = regex(r"(?<!\d)(\d{4})(?!\d)")
_PAGES = regex(
    r"(?<![\d-])(\d{1,5})\]?(?:,? \[\d{1,4}\])?\s?"
    r"(?:(?:un)?numbered\s|nicht gezählte\s|ungezählte\s)?"
    r"(?:p\b|pp\b|pages\b|S\b|Seiten\b|s\b|с\b|页|頁|p[áa]g(?:inas|\.)|leaves\b|Bl\b|Blätter\b|l\b"
    r"|sider\b|strán\b|stron\b)"
)
_RANGE = regex(
    r"(?:pages?|pp?\.|Seiten?|S\.|с\.)\s{0,2}([A-Za-z]?\d{1,6}\s?[-–]\s?[A-Za-z]?\d{1,6})",
    re.IGNORECASE,
)
_VOLUMES = regex(
    r"(\d{1,4})\s?(?:v\b|vols?\b|volumes\b|Bde\b|Bände\b|Bd\b|tomes\b|tomos\b|т\b|册|冊|卷|巻)"
)
_LASTING = regex(r"(?<=\()(?:ca\. )?\d{1,4}\s?(?:hr|min|h|sec|Min|Std|分)[^()]{0,20}(?=\))")
_ALSO = regex(
    r"(?:teilw\. |vollst\. )?zugl(?:eich|\.)|originally (?:presented|published)|based on"
    r"|revision of|slightly revised|überarb|rev\. version|также|版本",
    re.IGNORECASE,
)
"""How the note begins of a book that was a thesis before it was published."""
_FORMAL = regex(
    r"(?P<kind>Thes[ei]s|Dissertation|Diss\.|Habilitation[a-z]*|[^\W\d_]{0,14}arbeit|Th[èe]se[^,(–-]{0,40}"
    r"|Tesis[^,(–-]{0,20}|(?:博士|硕士|碩士)?(?:学位|學位)?[论論]文)\s?"
    r"(?:\((?P<degree>[^()]{1,40})\))?(?:\s?(?:--|—|–|-|,|:)\s?)(?P<school>[^,]{2,150})"
    r"(?:,\s?(?P<place>[^\d,]{2,40}))?(?:,?\s?(?P<year>\d{4}))?\.?",
    re.IGNORECASE,
)
"""Thesis (Ph. D.)--School, year; Dissertation, School, year."""
_PLACED = regex(
    r"(?P<place>[^,]{2,40}),\s(?P<school>[^,]{2,60}(?:Univ|Hochsch|Akad|TU|TH|FH|ETH)[^,]{0,40}|Univ\.?[^,]{0,40}"
    r"|[^,]{0,40}(?:Univ|Hochsch)\.?),\s(?P<kind>[^,\d]{3,30}?)(?:,\s\d{4}(?:/\d\d)?(?=,))?(?:,\s)?(?P<year>\d{4})?\.?"
)
"""Place, school, kind, year: the rules of German libraries."""
_DEGREES = (
    (regex(r"ph\.?\s?d|d\.?\s?phil|doctor|докт|博士", re.IGNORECASE), "PhD thesis"),
    (
        regex(r"m\.?\s?(?:a|s|sc|phil|ed|b\.?a)\b|master|硕士|碩士", re.IGNORECASE),
        "Master’s thesis",
    ),
    (regex(r"b\.?\s?(?:a|s|sc)\b|bachelor|学士", re.IGNORECASE), "Bachelor’s thesis"),
)


class Imprint(NamedTuple):
    """Where, by whom and when, in one text of a linked entry."""

    place: str | None
    publisher: str | None
    date: str | None


def imprint(text: str) -> Imprint:
    """The parts of "Place : Publisher, date", as linked entries and notes have them in one.

    >>> imprint("Berlin : de Gruyter, 2010"), imprint("London, 1890")
    (Imprint(place='Berlin', publisher='de Gruyter', date='2010'), \
Imprint(place='London', publisher=None, date='1890'))
    """
    head, comma, date = text.rstrip(" .").rpartition(",")
    if not (comma and any(map(str.isdigit, date))):
        head, date = (
            (text.rstrip(" ."), "") if not _YEAR.fullmatch(text.strip(" .")) else ("", text)
        )
    place, colon, publisher = head.partition(" : ") if " : " in head else head.partition(": ")
    if not colon:
        place, publisher = head, ""
    parts = (place.strip(" ,;[]"), publisher.strip(" ,;"), date.strip(" ."))
    return Imprint(*(part or None for part in parts))


def read_published(paper: Paper, record: Record) -> None:
    """Places, publishers and dates of 264 and 260, then the coded dates of 008; 250, 255."""
    fields = sorted(record.all("264", "260"), key=_rank)
    for field in fields:
        own, other = own_and_other(field)
        if field.second != "4":
            _read_imprint(paper, own, other)
        dated = own if own.get("c") or other is None else other
        if (text := dated.get("c")) and (paper.issued is None or paper.issued.year is None):
            date = date_in(text, "issued", paper)
            if date is not None:
                paper.issued = date
                dated.one("c")
    _read_coded(paper, record)
    for field in record.all("250"):
        if paper.edition is None:
            text = own_and_other(field)[0].one("a") or ""
            paper.edition = trimmed(text).strip("[]") or None
    for field in record.all("255"):
        if paper.scale is None and (scale := field.one("a")):
            paper.scale = trimmed(scale)
    for field in record.all("534"):
        _read_first_edition(paper, field)


def _rank(field: Field) -> int:
    """Publication comes first, then what else was done with a work; its copyright comes last."""
    return 1 if field.tag == "260" else {"1": 0, "4": 9}.get(field.second, 2)


def _read_imprint(paper: Paper, own: Field, other: Field | None) -> None:
    for variable, attribute, code in (
        ("publisher-place", "publisher_place", "a"),
        ("publisher", "publisher", "b"),
    ):
        if getattr(paper, attribute) is not None:
            continue
        text = bare(own.get(code) or "")
        if not text:
            continue
        if is_nothing(text, variable):
            own.one(code)
            continue
        setattr(paper, attribute, text)
        own.one(code)
        latin = bare(other.one(code) or "") if other is not None else ""
        if latin:
            in_letters(paper, variable, latin, text)


def bare(text: str) -> str:
    """A place or a publisher without ISBD's signs and the brackets of what the book does not say.

    >>> bare("[Leipzig] :"), bare("[London?] ;"), bare("Springer,")
    ('Leipzig', 'London', 'Springer')
    """
    plain = trimmed(text)
    inner = plain.strip("[]").replace(" ; ", "; ")
    return inner.rstrip("?") if "[" not in inner and "]" not in inner else plain


def date_in(text: str, variable: str, paper: Paper) -> PartialDate | None:
    """The date of an imprint, as cataloguers write it: of several the one of publication.

    >>> paper = Paper()
    >>> [str(date_in(text, "issued", paper)) for text in ("1998, c1997.", "1998 [i.e. 1999]")]
    ['1998', '1999']
    >>> date_in("Shōwa 53 [1978]", "issued", paper), date_in("c1988", "issued", paper)
    (PartialDate(year=1978), PartialDate(year=1988, literal='c1988'))
    """
    text = text.strip(" ,;:().")
    if match := _SECOND.fullmatch(text):
        text = match["first"] + ("]" if "[" in match["first"] and "]" not in match["first"] else "")
    if match := _OTHER_CALENDAR.fullmatch(text):
        text = match[1]
    text = _ENDED.sub(r"\1\2", text)
    if is_nothing(text) or "not identified" in text or "nicht ermittelbar" in text:
        return None
    date = date_of(text, variable, paper.remarks)
    if date is not None and date.year is None and (match := _IN_BRACKETS.search(text)):
        return new_date(int(match[1]))
    return date


def _read_coded(paper: Paper, record: Record) -> None:
    """What 008 says of dates: an original's year, a day, both ends of a serial's run."""
    kind, first = record.fixed(6), record.fixed(7, 4)
    last = record.fixed(11, 4).replace(" ", "0")  # "05  " is May
    if not (first.isdecimal() and first.isascii()):
        if paper.issued is None and _DECADE.fullmatch(first):
            paper.issued = date_of(first.replace("u", "X"), "issued", paper.remarks)
        return
    year, end = int(first), int(last) if last.isascii() and last.isdecimal() else 0
    given = paper.issued
    if given is None or (given.year is None and given.literal):
        paper.issued = given = new_date(year) if year not in (0, 9999) and kind != "b" else given
    if given is None:
        return
    if kind == "q" and given == new_date(year) and end not in (0, 9999, year):
        paper.issued = new_date(year, circa=True, end=new_date(end))
    if kind == "r" and end and end != given.year:
        paper.original_date = paper.original_date or new_date(end)
    if kind == "e" and given == new_date(year) and 100 <= end < 1232:
        month, day = divmod(end, 100)
        text = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
        paper.issued = date_of(text, "issued", paper.remarks)
    if kind not in "cdm" or given.year != year or given.end not in (None, PartialDate()):
        return
    if kind in "dm" and end not in (0, 9999, year):
        paper.issued = replace(given, end=new_date(end))
    elif kind == "c":
        paper.issued = replace(given, end=PartialDate())


def _read_first_edition(paper: Paper, field: Field) -> None:
    """What 534 says of the original of a reprint."""
    text = field.one("c")
    found = imprint(text or "")
    paper.original_publisher_place = paper.original_publisher_place or found.place
    paper.original_publisher = paper.original_publisher or found.publisher
    if found.date and paper.original_date is None:
        paper.original_date = date_in(found.date, "original-date", paper)
    title = field.one("t")
    if title and paper.original_title is None:
        paper.original_title = trimmed(title)


def read_extent(paper: Paper, record: Record) -> None:
    """How many pages, or volumes, there are, how long it lasts, or which pages it stands on."""
    for field in record.all("300"):
        text = field.get("a") or ""
        if len(text) > 300:
            continue
        span = _RANGE.search(text)
        if span and paper.page is None:
            paper.page = span[1]
            field.one("a")
            continue
        inside = text.partition("(")[2].rpartition(")")[0] or text
        count = page_count(trimmed(inside)) or ((found := _PAGES.search(inside)) and found[1])
        if count and paper.number_of_pages is None:
            paper.number_of_pages = count
        volumes = _VOLUMES.search(text)
        if volumes and volumes[1] != "1" and paper.number_of_volumes is None:
            paper.number_of_volumes = volumes[1]
        if paper.dimensions is None and (lasting := _LASTING.search(text)):
            paper.dimensions = lasting[0].strip(" .")


def read_series(paper: Paper, record: Record) -> None:
    """The series as the book names it (490), else as the catalogue does (440, 8XX)."""
    for field in record.all("490", "440", "830", "800", "810", "811"):
        own, other = own_and_other(field)
        code = "t" if field.tag in ("800", "810", "811") else "a"
        if paper.collection_title is not None:
            return
        title = trimmed(own.one(code) or "")
        if not title:
            continue
        paper.collection_title = title
        part = trimmed(own.one("v") or "")
        paper.collection_number = number(part, "collection-number", paper.remarks) if part else None
        latin = trimmed(other.one(code) or "") if other is not None else ""
        if latin and other is not None:
            other.one("v")
            in_letters(paper, "collection-title", latin, title)


def is_thesis(record: Record) -> bool:
    """Whether a record is of a thesis, and not of the book that became of one."""
    return any(not _ALSO.match(field.get("a") or "") for field in record.all("502"))


def read_thesis(paper: Paper, record: Record) -> None:
    """The kind, the school and the year of a thesis; a book that was one keeps this as a note."""
    for field in record.all("502"):
        text = field.get("a") or ""
        if _ALSO.match(text):
            paper.note = "\n".join(filter(None, (paper.note, text)))
            field.one("a")
            continue
        kind, school, year = field.one("b"), field.one("c"), field.one("d")
        if school and not kind and 0 < len(text) < 40:
            kind = field.one("a")
        place = None
        if text and not school:
            match = _PLACED.fullmatch(text.strip()) or _FORMAL.fullmatch(text.strip())
            if match:
                kind, school, year, place = _parts(match)
                field.one("a")
        genre = _genre(kind) if kind else None
        paper.genre = genre or paper.genre
        if school:
            paper.publisher, paper.publisher_place = trimmed(school), place or paper.publisher_place
        if paper.issued is None and year:
            paper.issued = date_in(year, "issued", paper)


def _parts(match: re.Match[str]) -> tuple[str | None, str, str | None, str | None]:
    """Kind, school, year and place of a thesis in one text."""
    place, school, kind = match["place"], match["school"].strip(), match["kind"]
    if match.re.pattern == _PLACED.pattern and place not in school:
        school = f"{school} {place}"  # "Berlin, Freie Univ.": so is it called
    degree = match["degree"] if "degree" in match.groupdict() else None
    return degree or kind, school, match["year"], place


def _genre(kind: str) -> str:
    """The kind of a thesis in the words that styles print, where they are known.

    >>> _genre("Ph. D."), _genre("M.S."), _genre("Diplomarbeit"), _genre("Diss.")
    ('PhD thesis', 'Master’s thesis', 'Diplomarbeit', 'Dissertation')
    """
    text = trimmed(kind).strip("() ")
    if text.lower() in ("diss", "diss."):
        return "Dissertation"
    known = (name for sign, name in _DEGREES if sign.match(text)) if len(text) < 40 else iter(())
    return next(known, text)
