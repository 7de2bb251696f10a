"""The identifiers in a text that somebody pasted: one a line or word, or within sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citex._late import regex
from citex.text.identifiers import Identifier, find_doi, parse, parse_pmcid

_LISTING = regex(r"[，、；｜|]|[和与及或](?=10\.\d{4,9}/|https?:)")
_BLANKS = regex(r"[\s\u3000。！？]+")
"""What parts words; no identifier holds any of it."""
_BRACKETS = "()[]{}<>（）［］【】《》〈〉「」『』“”‘’\"'"
_COMMAS = regex(r"[,;]+")
_NEXT = regex(
    r"(?<![,;])[,;]+(?=\Z|10\.\d{4,9}/|https?:|www\.|doi|pmid|pmc|arxiv|isbn)", re.IGNORECASE
)
"""What parts identifiers of which one is a DOI, that may hold commas itself."""
_LABEL = regex(
    r"(?:e-?|p-?)?(doi|pmid|pubmed|pmcid|pmc|arxiv|isbn|issn|rfc|hdl|handle|openalex|wikidata|"
    r"bibcode|ads|hal|dblp|inspire|s2cid|corpusid|s2|nbk)(?:-?1[03]|(s))?[:：=#]?",
    re.IGNORECASE,
)
_OF_LABEL = regex(r"(?:ids?|number|no\.?|#|preprint)[:：]?", re.IGNORECASE)
"""What may stand between a label and its number."""
_AND = regex(r"and|or|und|et|y|&|[和及与或]", re.IGNORECASE)
_BARE = regex(
    r"\d{1,10}|\d{9}X|[WQ]\d+|\d{4}\.\d{4,5}|\d{4}[-\u2010-\u2015]\d{3}[\dX]|[0-9a-f]{40}",
    re.IGNORECASE,
)
"""What may as well be a version, an amount, a range of pages, a telephone or a commit."""
_LABELLED_NUMBER = regex(r"(?:pmid|pubmed|pmcid|pmc|arxiv)", re.IGNORECASE)
"""The labels that may stand before several numbers."""
_PMC = regex(r"pmc(?:id)?", re.IGNORECASE)
_PIECES = regex(r"[\d\u2010-\u2015\uff0d-]+[Xx]?")
"""A piece of an ISBN that is written in blanks."""
_MOST_PIECES = 6


class _Word(NamedTuple):
    text: str
    found: Identifier | None
    bare: bool = False


def identifiers(text: str) -> Iterator[Identifier]:
    """Each identifier of a text, in its order.

    What is a number alone (a PMID, an arXiv number, an ISSN, ten digits of an ISBN) is one where
    its label stands before it, or where identifiers are all that the text holds; the numbers of
    "Smith 2020 Nature 521" and "version 1203.4567" are none.

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
    label = several = ""
    is_first = False
    words = list(_words(text))
    at = 0
    while at < len(words):
        word, is_listed = words[at]
        at += 1
        if label and (_OF_LABEL.fullmatch(word) or (several and _AND.fullmatch(word))):
            continue
        if (named := _LABEL.fullmatch(word)) and at < len(words):
            label, several, is_first = named[1], named[2] or "", True
            continue
        ahead = [each for each, _ in words[at - 1 : at + _MOST_PIECES - 1]]
        if label:
            goes_on = is_first or several or (is_listed and not word.endswith("."))
            found, used = _labelled(label, ahead) if goes_on else (None, 1)
            if found is not None:
                yield _Word(word, found)
                at += used - 1
                is_first = False
                if not _LABELLED_NUMBER.fullmatch(label):
                    label = ""
                continue
            if is_first or several:
                yield _Word(label, None)
            label = ""
        found, used = _in_blanks(ahead)
        if found is not None:
            yield _Word(word, found, bare=len(found.value) == 10)
            at += used - 1
            continue
        found = parse(word) or _within(word)
        yield _Word(word, found, bare=_BARE.fullmatch(word) is not None)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether a comma or its like parts it from the one before."""
    is_listed = False
    for chunk in _BLANKS.split(_LISTING.sub(", ", text).replace("：", ":")):
        parts = _NEXT.split(chunk) if "10." in chunk else _COMMAS.split(chunk)
        for number, part in enumerate(parts):
            word = part if "10." in part else part.strip(_BRACKETS)
            is_listed = is_listed or number > 0
            if word.strip(_BRACKETS + ".:：-"):
                yield word, is_listed
                is_listed = False


def _labelled(label: str, words: list[str]) -> tuple[Identifier | None, int]:
    """The identifier that stands behind a label, and how many words it takes."""
    if label.lower() in ("isbn", "issn"):
        found, used = _in_blanks(words)
        if found is not None:
            return found, used
    value = words[0].lstrip(":：=#").rstrip(".")
    if _PMC.fullmatch(label):
        pmcid = parse_pmcid(value, bare=True)
        return (Identifier("pmcid", pmcid) if pmcid else None), 1
    return parse(f"{label}:{value}"), 1


def _in_blanks(words: list[str]) -> tuple[Identifier | None, int]:
    """An ISBN that is written in several words of digits ("978 7 111 40701 0")."""
    count = 0
    while count < min(len(words), _MOST_PIECES) and _PIECES.fullmatch(words[count]):
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
