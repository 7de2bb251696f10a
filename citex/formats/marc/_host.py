"""The work that holds this one (773): its title, people and imprint, and the place in it."""

from __future__ import annotations

import re

from citex._late import regex
from citex.formats._types import IN_BOOKS, IN_JOURNALS
from citex.formats.marc._published import date_in, imprint
from citex.formats.marc._record import Field, Record
from citex.formats.marc._titles import own_and_other, trimmed
from citex.model import Paper
from citex.text.identifiers import find_doi
from citex.text.names.headings import heading
from citex.text.names.listed import read_into
from citex.text.names.roles import cut_role
from citex.text.pages import PERIODICALS
from citex.text.titles import without_isbd

_END = r"[A-Za-z]?\d{1,6}[A-Za-z]?"
_LABELLED = regex(r"(volume|year|month|day|number|pages|elocationid|extent):\s?(.+)")
"""The parts of $g as the union catalogues of Germany have them, a subfield each."""
_LABELLED_VOLUME = regex(r"(?:volume|number):")
_PAGES = regex(
    rf"(?:\b(?:pages?|pp?\.|Seiten?|S\.|pág(?:inas|s?\.)|str\.)|\b[сs]\.|[页頁]:?)\s{{0,2}}"
    rf"({_END}(?:\s?[-–]\s?{_END})?)|(?<![\d.])({_END}[-–]{_END})\s?[页頁]|,\s({_END}[-–]{_END})\Z",
    re.IGNORECASE,
)
_VOLUME = regex(
    r"(?:\b(?:vol(?:ume)?|Bd|Band|Jg|Jahrgang|tome?|vyp|v|t)\b\.?|\b[тТ]\.)\s{0,2}(\d{1,4}|[ivxlc]{1,7}\b)"
    r"|(?:第\s?)?(\d{1,4})\s?[卷巻]|\b(?:año|ano|anno|année|rok|roč\.)\s(\d{1,3})(?!\d)",
    re.IGNORECASE,
)
_ISSUE = regex(
    r"(?:\b(?:no|nr|num|number|issue|iss|Heft|H|n|núm(?:ero)?|numéro|č|sv|fasc)\b\.?|n[°º]|№|\bвып\.)\s{0,2}(\d{1,4}(?:[/-]\d{1,4})?)"
    r"|(?:第\s?)?(\d{1,4}(?:[/-]\d{1,4})?)\s?[期号號]",
    re.IGNORECASE,
)
_DATED = regex(
    r"\(([^()]{0,20}(?<!\d)(?:1[4-9]|20)\d\d(?!\d)[^()]{0,10})\)|(?<![\d-])((?:1[5-9]|20)\d\d)(?![\d-])"
)
_BEHIND_YEAR = regex(r"(?:\(\d{4}\)|[.,]\s?\d{4})[,)]{0,2}\s{0,2}(\d{1,3}(?:/\d{1,3})?)\s?(?:,|\Z)")
"""An issue without a word, which stands behind the year: "55(2005),2, S. 133"."""
_FUSED = regex(
    rf"(?<![\d.])(?P<volume>\d{{1,4}})\s?\((?!(?:1[5-9]|20)\d\d\))(?P<issue>\d{{1,5}}(?:[-/]\d{{1,5}})?)\)"
    rf"\s?[:,]\s?(?P<pages>{_END}(?:\s?[-–]\s?{_END})?)"
)
"""As styles print it: "521(7553), 436-444"."""
_ELOCATION = regex(
    r"\bart(?:icle|ikel|\.)\s(?:n(?:o|r|umber)?\b\.?\s?)?([A-Za-z]{0,3}\d{1,12})\b|[,;:]\s(e\d{4,12})\b",
    re.IGNORECASE,
)
_DAY = regex(
    r"\b((?:1[5-9]|20)\d\d\s[^\W\d_]{3,10}\.?\s\d{1,2}(?=;)|\d{1,2}\.?\s[^\W\d_]{3,10}\.?,?\s\d{4}|[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4})\b"
)
_BARE = regex(r"\s{0,3}(\d{1,4})\s?[(.]\s?\d{4}|\s{0,3}\d{4},\s?(\d{1,4})(?=[,(])")
"""A volume without a word: "25(2019)", "25.2019", "2019,3"."""
_NUMBER = regex(r"\s?(\d{1,4})\s?")
_ENUMERATED = regex(r"(\d{1,4})(?::(\d{1,4}))?(?::\d{1,4}){0,3}(?:<(\w{1,9}(?:-\w{1,9})?))?")
"""Volume, issue and first page in $q: "96:4<10"."""


def host_of(record: Record) -> Field | None:
    """The entry of the work that holds this one: the first that names it."""
    named = [field for field in record.all("773") if field.get(*"tsa")]
    return next(iter(named), None) or record.first("773")


def is_in_periodical(host: Field) -> bool:
    """Whether a host's $g counts volumes or issues, as journals do.

    >>> is_in_periodical(Field("773", subfields=[("g", "12(2020), 3, Seite 45-67")]))
    True
    >>> is_in_periodical(Field("773", subfields=[("g", "(2020), Seite 45-67")]))
    False
    """
    texts = [text for text in host.all("g") if len(text) < 200]
    return any(one.search(text) for text in texts for one in (_VOLUME, _ISSUE, _FUSED)) or any(
        _BARE.match(text) or _LABELLED_VOLUME.match(text) for text in texts
    )


def is_in_newspaper(host: Field) -> bool:
    """Whether a host's $g has a day, and neither a volume nor an issue.

    >>> is_in_newspaper(Field("773", subfields=[("g", "12 May 2020, p. 7")]))
    True
    """
    return not is_in_periodical(host) and any(_DAY.search(text[:200]) for text in host.all("g"))


def read_host(paper: Paper, record: Record, host: Field) -> None:
    """What the entry says, in a paper whose type is told already."""
    own, _ = own_and_other(host)
    title = next(filter(None, map(own.one, "tspa")), None)
    if title and paper.type not in IN_JOURNALS | IN_BOOKS:
        _read_set(paper, trimmed(title), own)
        return
    if title:
        plain = trimmed(title)
        head, stroke, by = plain.partition(" / ")
        paper.container_title = without_isbd(plain, paper.language) if not stroke else head
        if names := own.one("a") or by:
            _read_names(paper, names)
    if short := own.one("p"):
        paper.container_title_short = trimmed(short)
    found = imprint(own.one("d") or "")
    paper.publisher_place = paper.publisher_place or found.place
    paper.publisher = paper.publisher or found.publisher
    if found.date and paper.issued is None:
        paper.issued = date_in(found.date, "issued", paper)
    paper.edition = paper.edition or trimmed(own.one("b") or "") or None
    if paper.collection_title is None and (series := own.one("k")):
        paper.collection_title = trimmed(series).strip("()")
    paper.ISSN = paper.ISSN or own.one("x")
    if paper.type not in PERIODICALS:
        paper.ISBN = paper.ISBN or own.one("z")
    doi = find_doi(own.get("o") or "")
    if doi and paper.DOI is None and paper.type in PERIODICALS and own.get("t") is None:
        paper.DOI = doi
    _read_place(paper, [field for field in record.all("773") if field is not own] + [own])


def _read_set(paper: Paper, title: str, host: Field) -> None:
    """The set of volumes to which a whole book belongs, and its number there ($q, $g)."""
    if (paper.title or "").startswith(title):  # which has its number (245 $n)
        return
    paper.collection_title = paper.collection_title or title
    text = host.get("q", "g") or ""
    volume = (_VOLUME.search(text) or _NUMBER.fullmatch(text)) if len(text) < 100 else None
    if volume and paper.volume is None:
        paper.volume = next(filter(None, volume.groups()))
        host.one("q", "g")


def _read_names(paper: Paper, text: str) -> None:
    """The people of the whole work: its editors where that is said."""
    bare, variable, _ = cut_role(heading(text))
    variable = variable or ("editor" if paper.type == "paper-conference" else "container-author")
    read_into(paper, variable, [bare])


def _read_place(paper: Paper, fields: list[Field]) -> None:
    """Volume, issue, date and pages, by the labels of $g, else in its words, else in $q."""
    labelled: dict[str, str] = {}
    for field in fields:
        for text in field.all("g"):
            if match := _LABELLED.fullmatch(text):
                labelled.setdefault(match[1], match[2])
                field.take("g")
    if labelled:
        _read_labelled(paper, labelled)
        return
    host = fields[-1]
    text = " ".join(host.all("g"))
    if len(text) < 200 and _read_words(paper, text):
        host.take("g")
    found = _ENUMERATED.fullmatch(host.get("q") or "")
    if found and paper.volume is None:
        paper.volume = found[1]
        paper.issue = paper.issue or found[2]
        paper.page = paper.page or found[3]
        host.one("q")


def _read_labelled(paper: Paper, given: dict[str, str]) -> None:
    paper.volume = paper.volume or given.get("volume")
    paper.issue = paper.issue or given.get("number")
    paper.page = paper.page or given.get("pages")
    paper.number = paper.number or given.get("elocationid")
    if (year := given.get("year")) and (paper.issued is None or paper.issued.month is None):
        parts = [year, *(given[key].zfill(2) for key in ("month", "day") if key in given)]
        date = date_in("-".join(parts), "issued", paper)
        if paper.issued is None or (date and date.year == paper.issued.year):
            paper.issued = date


def _read_words(paper: Paper, text: str) -> bool:
    """The same in one text: "Vol. 2, no. 3 (Feb. 1998), p. 195-230", "25(2019), Heft 3, S. 5-9".

    Whether anything is understood in it.
    """
    if fused := _FUSED.search(text):
        paper.volume, paper.issue = paper.volume or fused["volume"], paper.issue or fused["issue"]
        paper.page = paper.page or fused["pages"]
        text = text[: fused.start()] + " " + text[fused.end() :]
    if (located := _ELOCATION.search(text)) and paper.number is None:
        paper.number = located[1] or located[2]
        text = text[: located.start()] + " " + text[located.end() :]
    pages = _PAGES.search(text)
    if pages and paper.page is None:
        paper.page = next(filter(None, pages.groups()))
        text = text[: pages.start()] + " " + text[pages.end() :]
    volume = _VOLUME.search(text) or _BARE.match(text) or _NUMBER.fullmatch(text)
    issue = _ISSUE.search(text)
    if volume and paper.volume is None:
        paper.volume = next(filter(None, volume.groups()))
    issue = issue or _BEHIND_YEAR.search(text)
    if issue and paper.issue is None:
        paper.issue = next(filter(None, issue.groups()))
    dated = _DAY.search(text) or _DATED.search(text)
    date = date_in(next(filter(None, dated.groups())), "issued", paper) if dated else None
    if date is not None and date.year is not None:
        given = paper.issued
        if given is None or (given.year == date.year and given.month is None):
            paper.issued = date
    return bool(fused or located or pages or volume or issue or dated)
