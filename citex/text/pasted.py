"""The identifiers in a text that somebody pasted: one a line or word, or within sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citex._late import regex
from citex.text.identifiers import Identifier, find_doi, parse

_BLANKS = regex(r"[\s\u3000，、；。！？｜|]+")
"""What parts words; no identifier holds any of it."""
_BRACKETS = "()[]{}<>（）［］【】《》〈〉「」『』“”‘’\"'"
_COMMAS = regex(r"[,;]+")
_NEXT = regex(
    r"(?<![,;])[,;]+(?=\Z|10\.\d{4,9}/|https?:|www\.|doi|pmid|pmc|arxiv|isbn)", re.IGNORECASE
)
"""What parts identifiers of which one is a DOI, that may hold commas itself."""
_LABEL = regex(
    r"(?:e-?|p-?)?(doi|pmid|pubmed|pmcid|arxiv|isbn|issn|rfc|hdl|handle|openalex|wikidata|bibcode|"
    r"ads|hal|dblp|inspire|s2|nbk)(?:-?1[03])?[:：=]?",
    re.IGNORECASE,
)
_OF_LABEL = regex(r"(?:ids?|number|no\.?|#|preprint)[:：]?", re.IGNORECASE)
"""What may stand between a label and its number."""
_BARE = regex(r"\d{1,9}|[WQ]\d+", re.IGNORECASE)
_LABELLED_NUMBER = regex(r"(?:pmid|pubmed)", re.IGNORECASE)
_PIECES = regex(r"[\d\u2010-\u2015-]+[Xx]?")
"""A piece of an ISBN that is written in blanks."""


class _Word(NamedTuple):
    text: str
    found: Identifier | None
    bare: bool = False


def identifiers(text: str) -> Iterator[Identifier]:
    """Each identifier of a text, in its order.

    A bare number is one (a PMID) where its label stands before it, or where identifiers are all
    that the text holds; the numbers of "Smith 2020 Nature 521" are none.

    >>> def found(text):
    ...     return [str(one) for one in identifiers(text)]
    >>> found("PMID: 123, 456; 10.1000/182 https://arxiv.org/abs/1605.08386")
    ['pmid:123', 'pmid:456', 'doi:10.1000/182', 'arxiv:1605.08386']
    >>> found("30089069 31452104"), found("Smith 2020 Nature 521")
    (['pmid:30089069', 'pmid:31452104'], [])
    >>> found("参见（DOI：10.3969/j.issn.1000-0000.2020.01.001）、RFC 8259。")
    ['doi:10.3969/j.issn.1000-0000.2020.01.001', 'doi:10.17487/rfc8259']
    """
    words = list(_read(text))
    whole = all(word.found is not None for word in words)
    for word in words:
        if word.found is not None and (whole or not word.bare):
            yield word.found


def _read(text: str) -> Iterator[_Word]:
    """The words, each with what it is; labels are put to what they stand before."""
    label = ""
    words = list(_words(text))
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if label and _OF_LABEL.fullmatch(word):
            continue
        if (named := _LABEL.fullmatch(word)) and at < len(words):
            label = named[1]
            continue
        if label:
            found, used = _labelled(label, words[at - 1 :])
            if found is not None:
                yield _Word(word, found)
                at += used - 1
                if not _LABELLED_NUMBER.fullmatch(label):
                    label = ""
                continue
            yield _Word(label, None)
            label = ""
        found, used = _in_blanks(words[at - 1 :])
        if found is not None:
            yield _Word(word, found)
            at += used - 1
            continue
        found = parse(word) or _within(word)
        yield _Word(word, found, bare=_BARE.fullmatch(word) is not None)


def _words(text: str) -> Iterator[str]:
    for chunk in _BLANKS.split(text):
        parts = _NEXT.split(chunk) if "10." in chunk else _COMMAS.split(chunk)
        for part in parts:
            word = part if "10." in part else part.strip(_BRACKETS)
            if word.strip(_BRACKETS + ".:：-"):
                yield word


def _labelled(label: str, words: list[str]) -> tuple[Identifier | None, int]:
    """The identifier that stands behind a label, and how many words it takes."""
    if label.lower() in ("isbn", "issn"):
        found, used = _in_blanks(words)
        if found is not None:
            return found, used
    return parse(f"{label}:{words[0].lstrip(':：=').rstrip('.')}"), 1


def _in_blanks(words: list[str]) -> tuple[Identifier | None, int]:
    """An ISBN that is written in several words of digits ("978 7 111 40701 0")."""
    count = 0
    while count < min(len(words), 6) and _PIECES.fullmatch(words[count]):
        count += 1
    for used in range(count, 1, -1):
        joined = "".join(words[:used])
        if len(re.sub(r"[^\dXx]", "", joined)) in (10, 13):
            found = parse(joined)
            if found is not None and found.scheme == "isbn":
                return found, used
    return None, 1


def _within(word: str) -> Identifier | None:
    """A DOI within a word to which no blank parts it: Chinese sentences have none."""
    doi = find_doi(word) if "10." in word else None
    return Identifier("doi", doi) if doi else None
