"""What tells a work: its identifiers, title, people and place, in a form that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from citex._late import regex
from citex.model import Name, Paper
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
_TAG = regex(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")
_LETTERS = regex(r"[^\W_]+")
_STRETCHED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_BREAK = regex(r"(?:(?<!\s)\s+)?(?:[:?–—]\s+|[：？。]\s*)|(?<!\s)\s+-\s+|(?<=\w{4})\.\s+(?=\w)")
_RETRACTED = regex(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\s*[:：\]]\s*", re.I
)
_NOTICES = (
    ("correction", regex(
        r"^\W*(?:(?:publisher|author)\s*)?(?:correction|corrigend\w+|errat\w+|addend\w+)\b"
        r"|\[(?:correction|corrigendum|erratum)[^\]]{0,200}\]\W*$|^(?:更正|勘误)", re.I)),
    ("retraction", regex(r"^\W*(?:retraction|withdrawal|expression of concern|撤稿)", re.I)),
    ("reply", regex(
        r"^\W*(?:(?:author(?:s|'s|s')?\W+)?(?:repl(?:y|ies)|response)\b|in reply\b)"
        r"|\b(?:reply|response)\W*$", re.I)),
    ("comment", regex(
        r"^\W*(?:comments?|commentary|discussion|editorial)\s*(?:on|to|:)", re.I)),
    ("review", regex(r"^\W*(?:book\s+)?review\s+of\b|^书评", re.I)),
    ("data", regex(
        r"^\W*(?:data|dataset|code|supplement\w*(?: material)?)\s*(?:from|for|to|:)", re.I)),
)  # fmt: skip
_ROMAN = regex(r"[ivx]+")
_NUMBER_WORDS = frozenset("one two three four five first second third fourth fifth".split())


class Marks(msgspec.Struct, gc=False):
    """A paper's marks. `title` and `main` are letters and digits only, in words."""

    index: int
    identifiers: frozenset[str]
    doi: str
    arxiv: str
    isbn: str
    title: str
    main: str
    other_titles: tuple[str, ...]
    numbers: tuple[str, ...]
    notice: str
    first: frozenset[str]
    people: frozenset[str]
    year: int
    volume: str
    page: str
    places: tuple[str, ...]
    type: str
    preprint: bool
    related: frozenset[str]


def marks(paper: Paper, index: int = 0) -> Marks:
    """The marks of a paper.

    >>> found = marks(Paper(title="RETRACTED: On <i>E. coli</i> – a Study", DOI="10.1/A"))
    >>> found.title, found.main, found.doi
    ('on e coli a study', 'on e coli', '')
    """
    raw = _RETRACTED.sub("", paper.title or "")
    title = words(raw)
    doi = (parse_doi(paper.DOI) if paper.DOI else None) or ""
    arxiv = _arxiv(paper, doi)
    isbn = parse_isbn(paper.ISBN) if paper.ISBN else None
    pmid = parse_pmid(paper.PMID) if paper.PMID else None
    pmcid = parse_pmcid(paper.PMCID, bare=True) if paper.PMCID else None
    names = [_families(name) for name in people(paper.author or paper.editor) if name]
    return Marks(
        index=index,
        identifiers=frozenset(
            f"{scheme}:{value}"
            for scheme, value in (("doi", doi), ("pmid", pmid), ("pmcid", pmcid))
            if value
        ),
        doi=doi,
        arxiv=arxiv,
        isbn=in_thirteen(isbn) if isbn else "",
        title=title,
        main=words(_BREAK.split(raw, maxsplit=1)[0]) or title,
        other_titles=tuple(dict.fromkeys(found for found in _others(paper) if found != title)),
        numbers=tuple(sorted(word for word in title.split() if _counts(word))),
        notice=next((kind for kind, pattern in _NOTICES if pattern.search(raw)), ""),
        first=names[0] if names else frozenset(),
        people=frozenset(form for forms in names for form in forms),
        year=(paper.issued.year or 0) if paper.issued else 0,
        volume=_number(paper.volume),
        page=_number(paper.page_first or paper.page or paper.number),
        places=tuple(
            found
            for value in (paper.container_title, paper.container_title_short)
            if value and (found := words(value))
        ),
        type=str(paper.type),
        preprint=is_preprint(paper, doi),
        related=_related(paper),
    )


def words(text: str) -> str:
    """The words of a text without markup, marks, case and punctuation.

    >>> words("The <i>Œuvre</i> of Łukasiewicz: CO<sub>2</sub>, Ångström!")
    'the oeuvre of lukasiewicz co2 angstrom'
    """
    if "<" in text:
        text = _TAG.sub("", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _unmarked(text)
    return " ".join(_LETTERS.findall(text))


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
    if "arxiv.org/" in (paper.URL or "") and (found := parse_arxiv(paper.URL or "")):
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


def _others(paper: Paper) -> Iterator[str]:
    """The title in other languages, as far as it is known."""
    others = (values.get("title") for values in translations_of(paper).values())
    for value in (paper.original_title, *others):
        if isinstance(value, str) and (found := words(value)):
            yield found


def _families(name: Name) -> frozenset[str]:
    """The forms in which a family name may stand elsewhere."""
    family = name.family or name.literal or ""
    forms = {"".join(words(family).split())}
    lowered = family.casefold()
    if not lowered.isascii():
        forms.add("".join(words(lowered.translate(_GERMAN)).split()))
    if name.non_dropping_particle:
        forms.add("".join(words(f"{name.non_dropping_particle} {family}").split()))
    parts = words(family).split()
    if len(parts) > 1:
        forms.add(parts[-1])
        if name.literal:
            forms.add(parts[0])
    if name.given and not family.isascii():
        forms.add("".join(words(family + name.given).split()))  # 王五, in whichever way it is cut
    return frozenset(form for form in forms if len(form) > 1 or not form.isascii())


def _unmarked(text: str) -> str:
    text = text.translate(_STRETCHED)
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not _is_mark(c)))


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _counts(word: str) -> bool:
    """Whether a word of a title numbers its parts, editions or years, or names a substance."""
    if any(char.isdigit() for char in word):
        return True
    return word in _NUMBER_WORDS or (len(word) > 1 and _ROMAN.fullmatch(word) is not None)


def _number(value: str | None) -> str:
    """The first number of a volume or page: "e33693" of "e33693-e33699", "12" of "012"."""
    found = _LETTERS.search(value or "")
    return found[0].casefold().lstrip("0") if found else ""
