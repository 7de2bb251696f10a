"""What tells a work: its identifiers, title, people and place, in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from citex._late import regex
from citex.duplicates import places
from citex.duplicates.people import NOBODY, People, people_of
from citex.duplicates.titles import Title, title_of, words
from citex.model import Paper, PartialDate
from citex.text.identifiers import isbn13 as in_thirteen
from citex.text.identifiers import (
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
    without_version,
)
from citex.text.names.words import people
from citex.text.pages import edition
from citex.text.translations import translations_of

PREPRINT_DOIS = (
    "10.48550/", "10.1101/20", "10.1101/0", "10.1101/1", "10.1101/2", "10.1101/3", "10.1101/4",
    "10.1101/5", "10.1101/6", "10.1101/7", "10.1101/8", "10.21203/rs.", "10.26434/chemrxiv",
    "10.2139/ssrn", "10.20944/preprints", "10.31234/osf", "10.31219/osf", "10.31235/osf",
    "10.36227/techrxiv", "10.22541/au", "10.64898/",
)  # fmt: skip
"""How the DOIs of preprint servers begin (arXiv, bioRxiv and medRxiv, Research Square ...)."""

_SERVERS = regex(
    r"(?:arxiv|(?:bio|med|chem|eco|tech|eng|agri)rxiv|(?:earth|psy|soc)arxiv|ssrn"
    r"|research square|preprints(?:\.org)?|authorea)\b",
    re.IGNORECASE,
)
_VERSION = regex(r"(?:[/._-]|(?<=\d))v\d{1,2}\Z")
"""Which version of a preprint its DOI names: one work, as v1 and v2 of arXiv are."""
_REVISED, _REVISION = "10.12688/", regex(r"(?<=\.\d{4})\.\d{1,2}\Z|(?<=\.\d{5})\.\d{1,2}\Z")
"""The platforms of F1000, whose articles have a DOI for each version: "...research.12345.2"."""
_BEHIND = regex(r"/(?:full(?:text)?|abstract|e?pdf|html|summary|meta)\Z|\.(?:pdf|full|abstract)\Z")
"""What addresses have behind a DOI."""

SORTS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "review", "paper-conference": "paper",
    "chapter": "chapter", "entry": "chapter", "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter", "book": "book", "collection": "book", "periodical": "book",
    "classic": "book", "thesis": "thesis", "report": "report", "speech": "speech",
    "dataset": "data", "software": "data", "patent": "patent", "standard": "standard",
}  # fmt: skip
"""Kinds of works that sources tell apart; what is not here may be anything."""

_DATED = frozenset(("article-magazine", "article-newspaper", "broadcast", "post", "post-weblog"))
"""Types that come out so often that the month and day tell them apart."""
_SERIALS = regex(
    r"\b(?:annual|yearly|quarterly|monthly|biennial|yearbook|almanac|bulletin|jahresbericht"
    r"|jahrbuch|annuaire|rapport annuel|anuario)\b|年鉴|年报|年度报告|统计公报"
    r"|蓝皮书|白皮书|发展报告"
)
"""Words of what comes out year by year under one title."""
_DEGREES = (
    ("doctor", regex(r"ph\.?\s?d|doctor|dissertation|博士|thèse", re.IGNORECASE)),
    ("master", regex(r"master|m\.?\s?(?:sc|a|phil)\b|magist|diplom|硕士|碩士", re.IGNORECASE)),
)


class Marks(msgspec.Struct, gc=False):
    """A paper's marks. `title` and its shorter forms are letters and digits only, in words."""

    index: int
    identifiers: frozenset[str]
    doi: str
    arxiv: str
    isbn: str
    title: str
    titled: Title
    other_titles: tuple[str, ...]
    people: People
    translators: frozenset[str]
    year: int
    day: int
    serial: bool
    volume: str
    issue: str
    page: tuple[str, bool]
    places: tuple[str, ...]
    edition: str
    version: str
    number: str
    degree: str
    sort: str
    preprint: bool
    related: frozenset[str]

    @property
    def main(self) -> str:
        """The title without its subtitle."""
        return self.titled.mains[0] if self.titled.mains else self.title

    @property
    def first(self) -> frozenset[str]:
        """The forms of the first one's name."""
        return self.people.first


def marks(paper: Paper, index: int = 0) -> Marks:
    """The marks of a paper.

    >>> found = marks(Paper(title="RETRACTED: On <i>E. coli</i> – a Study", DOI="10.1000/A"))
    >>> found.title, found.main, found.doi
    ('on e coli a study', 'on e coli', '10.1000/a')
    """
    sort = _sort(paper)
    titled = title_of(paper.title or "", of_book=sort == "book")
    doi = doi_of(paper)
    isbn = parse_isbn(paper.ISBN) if paper.ISBN else None
    issued = paper.issued
    known = people_of([name for name in people(paper.author or paper.editor) if name])
    numbered = sort in ("patent", "standard", "report")
    return Marks(
        index=index,
        identifiers=frozenset(_identifiers(paper, doi)),
        doi=doi,
        arxiv=_arxiv(paper, doi),
        isbn=in_thirteen(isbn) if isbn else "",
        title=titled.words,
        titled=titled,
        other_titles=tuple(
            dict.fromkeys(found for found in _others(paper, titled) if found != titled.words)
        ),
        people=known,
        translators=people_of(paper.translator).all if paper.translator else NOBODY.all,
        year=(issued.year or 0) if issued else 0,
        day=_day(issued) if issued and paper.type in _DATED else 0,
        serial=_is_serial(titled.words, sort, known),
        volume=places.number(paper.volume or titled.volume),
        issue=places.issue(paper.issue),
        page=("", False) if numbered else places.locator(paper),
        places=tuple(
            found
            for value in (paper.container_title, paper.container_title_short)
            if value and (found := words(value))
        ),
        edition=_edition(paper.edition) if paper.edition else titled.edition,
        version=words(paper.version) if paper.version else "",
        number=words(paper.number) if numbered and paper.number else "",
        degree=_degree(paper) if sort == "thesis" else "",
        sort=sort,
        preprint=is_preprint(paper, doi),
        related=_related(paper),
    )


def _sort(paper: Paper) -> str:
    """The kind of work; a thesis is one whatever its type."""
    sort = SORTS.get(paper.type or "", "")
    if paper.genre and sort in ("", "book", "report") and _degree(paper):
        return "thesis"
    return sort


def _day(date: PartialDate) -> int:
    """Month and day: 612 is the twelfth of June, 600 is June."""
    return (date.month or 0) * 100 + (date.day or 0) if date.month else 0


def _is_serial(title: str, sort: str, known: People) -> bool:
    """Whether a work is one of those that come out year by year: a report, a yearbook, a list."""
    if sort not in ("", "book", "report", "data"):
        return False
    return sort == "data" or not known.first or known.is_body or _SERIALS.search(title) is not None


def doi_of(paper: Paper) -> str:
    """A paper's DOI as it is compared, from its address where it stands there alone.

    A preprint's version, and what addresses have behind it, are taken off.
    """
    url = paper.URL
    text = paper.DOI or (url if url and "doi.org/10." in url.lower() else None)
    found = parse_doi(text.strip(" ;,")) if text else None
    if not found:
        return ""
    found = _BEHIND.sub("", found)
    if found.startswith(_REVISED):
        return _REVISION.sub("", found)
    return _VERSION.sub("", found) if found.startswith(PREPRINT_DOIS) else found


def _identifiers(paper: Paper, doi: str) -> Iterator[str]:
    if doi:
        yield f"doi:{doi}"
    if paper.PMID and (pmid := parse_pmid(paper.PMID)):
        yield f"pmid:{pmid}"
    if paper.PMCID and (pmcid := parse_pmcid(paper.PMCID, bare=True)):
        yield f"pmcid:{pmcid}"


def is_preprint(paper: Paper, doi: str) -> bool:
    """Whether a paper is a preprint, by its type, its DOI or its "journal"."""
    if doi.startswith(PREPRINT_DOIS):
        return True
    place = paper.container_title or ""
    if _SERVERS.match(place):
        return True
    if paper.type != "article" or place:
        return False
    genre = (paper.genre or "").casefold()
    return "preprint" in genre or bool(_SERVERS.match(paper.publisher or "")) or not paper.volume


def _arxiv(paper: Paper, doi: str) -> str:
    """The arXiv number of a preprint, without its version."""
    for value in (doi if "arxiv" in doi else "", paper.number or "", paper.archive_location or ""):
        if "arxiv" in value.lower() and (found := parse_arxiv(value)):
            return without_version(found).casefold()
    if "arxiv.org/" in (paper.URL or "").lower() and (found := parse_arxiv(paper.URL or "")):
        return without_version(found).casefold()
    return ""


def _related(paper: Paper) -> frozenset[str]:
    """The identifiers of other versions that the source itself names."""
    status = paper.custom.get("status")
    found: set[str] = set()
    if isinstance(status, dict):
        for relation in ("preprint-of", "has-preprint", "version-of", "has-version"):
            listed = status.get(relation)
            if isinstance(listed, list):
                found.update(str(identifier).casefold() for identifier in listed)
    return frozenset(found)


def _others(paper: Paper, titled: Title) -> Iterator[str]:
    """The title in other languages, as far as it is known."""
    yield from titled.parallel
    others = (values.get("title") for values in translations_of(paper).values())
    for value in (paper.original_title, *others):
        if isinstance(value, str) and (found := words(value)):
            yield found


def _edition(text: str) -> str:
    """An edition by its number, or in words; a first one is none."""
    found = edition(text)
    return found if found.isdecimal() else words(found)


def _degree(paper: Paper) -> str:
    genre = paper.genre or ""
    return next((name for name, pattern in _DEGREES if pattern.search(genre)), "")
