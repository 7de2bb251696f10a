"""Where in a work: "p. 3-5, and passim" as people write it behind a key, in words of any locale."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from citex._late import regex
from citex.csl import locale as locales
from citex.csl.strings.locators import LABELS, LOCATORS, joined, split_label

_WORD = regex(r"[\w:+–-]+(?![\w:+–^~-]|<su)|\([^()\s]*\)|\[[^\[\]\s]*\]")
"""What may be a number: "12-14", "A3", "iv", and behind one "(a)"."""
_ROMAN = regex(r"[ivxlcdm]+(?:[–-]+[ivxlcdm]+)?|[IVXLCDM]+(?:[–-]+[IVXLCDM]+)?")
_BETWEEN = regex(r"\s?[,;&/、，،]?\s?")
_START = regex(r"[\s,，،]*")
_BRACES = regex(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_NEXT = regex(r"[,;，；،]\s*")
_DIGIT = regex(r"\d")
_FOLLOWING = regex(r"\s?(?:ff?|sqq?)(?:\.|(?!\w))|(?<=\df)\.|(?<=\dff)\.")
"""What says behind a number that the pages following it are meant, too."""


class Located(NamedTuple):
    """A place in a work and what stands behind it: a label of CSL's, the place, the rest."""

    label: str | None
    locator: str | None
    suffix: str

    def apart(self) -> Located:
        """With a comma before words that follow a name at once: "Li (2020, among others)".

        >>> split("among others").apart().suffix
        ', among others'
        """
        if self.locator is None and self.suffix[:1].isalnum():
            return self._replace(suffix=f", {self.suffix}")
        return self


def split(text: str, languages: Iterable[str] = ()) -> Located:
    """The place that a text behind a key begins with, and its rest.

    The kinds of place are the terms of these locales and of English, and their usual short forms.
    Braces hold a place of any form ("{p. A 3, note}"), or with nothing in them say that there is
    none (pandoc's manual, "Citation syntax").

    >>> split(", p. 3-5, and passim")
    Located(label='page', locator='3-5', suffix=', and passim')
    >>> split(" S. 7 f., passim", ["de-DE"])
    Located(label='page', locator='7 f.', suffix=', passim')
    >>> split("第3章"), split(" and others").locator
    (Located(label='chapter', locator='3', suffix=''), None)
    """
    words = _words(tuple(languages))
    start = _START.match(text)
    assert start is not None
    place = start.end()
    if braces := _BRACES.match(text, place):
        return _braced(braces[1].strip(), text[braces.end() :], words)
    found = _one(text, place, words, bare=True)
    if found is None:
        return Located(None, None, text)
    label, locator, place = found
    rows = [(label or "page", locator)]
    while (between := _NEXT.match(text, place)) and (
        inner := _one(text, between.end(), words, bare=False)
    ):
        rows.append((inner[0] or "page", inner[1]))
        place = inner[2]
    if len(rows) > 1:
        return Located(*joined(rows), text[place:])
    return Located(label, locator, text[place:])


def _braced(inner: str, rest: str, words: Words) -> Located:
    if not inner:
        return Located(None, None, rest)
    label, end = words.label(inner, 0)
    if label and end < len(inner):
        return Located(label, inner[end:].strip(), rest)
    label, locator = split_label(inner)
    return Located(label or "page", locator, rest)


def _one(text: str, start: int, words: Words, *, bare: bool) -> tuple[str | None, str, int] | None:
    """A label and its numbers at this point, and where they end; `bare`: numbers alone may do."""
    label, place = words.label(text, start)
    if label and (end := _numbers(text, place, romans=True)) > place:
        return label, _tidy(text[place:end]), end
    if counted := _CHINESE.match(text, start):
        label, locator = split_label(counted[0])
        return label, locator, counted.end()
    end = _numbers(text, start, romans=False) if bare else start
    return (None, _tidy(text[start:end]), end) if end > start else None


def _numbers(text: str, start: int, *, romans: bool) -> int:
    """Where the numbers end that begin at this point: "12-14, 20 & 34(1)(a)"."""
    end = place = start
    while word := _WORD.match(text, place):
        behind = end == place > start and word[0][0] in "(["  # "34(a)"
        roman = romans and _ROMAN.fullmatch(word[0])
        if not (behind or roman or _DIGIT.search(word[0])):
            break
        end = word.end()
        dotted = text[end : end + 1] == "." and _DIGIT.match(text, end + 1)
        between = _BETWEEN.match(text, end)
        assert between is not None
        place = end + 1 if dotted else between.end()
    following = _FOLLOWING.match(text, end) if end > start else None
    return following.end() if following else end


_PLACES = "[页頁章节節卷段行图圖表条條]"
_CHINESE = regex(rf"(?:第\s?)?\d[\d,，、–—~-]*\s?{_PLACES}|{_PLACES}\s?\d[\d,，、–—~-]*")
_HYPHENS = regex("--+")


def _tidy(numbers: str) -> str:
    return _HYPHENS.sub("–", numbers)


class Words(NamedTuple):
    """The words for the kinds of place in some locales: a pattern, and the label of each."""

    pattern: re.Pattern[str]
    labels: dict[str, str]

    def label(self, text: str, start: int) -> tuple[str | None, int]:
        """The label that stands at this point, and where its word ends."""
        found = self.pattern.match(text, start)
        label = self.labels.get(found[1].casefold()) if found else None
        return (label, found.end()) if found and label else (None, start)


@functools.lru_cache(maxsize=32)
def _words(languages: tuple[str, ...]) -> Words:
    """The words of these locales, of English, and the usual short forms."""
    labels: dict[str, str] = {}
    for tag in (*languages, "en-US"):
        labels = _terms(locales.normalize(tag)) | labels
    labels = {word.casefold(): name for word, name in LABELS.items()} | labels
    longest = sorted(labels, key=len, reverse=True)
    words = "|".join(map(re.escape, longest))
    pattern = rf"({words})(?:(?<=\w)(?!\w)|(?<=\W)|(?=\d))\.?[\s\xa0]*"
    return Words(re.compile(pattern, re.IGNORECASE), labels)


def _terms(tag: str) -> dict[str, str]:
    """The terms of a locale for the kinds of place, in all their forms."""
    locale = locales.load(tag)
    found: dict[str, str] = {}
    for name in sorted(LOCATORS):
        for form in ("long", "short", "symbol"):
            for many in (False, True):
                term = (locale.term(name, form, plural=many) or "").strip().casefold()
                if term and "%s" not in term:
                    found.setdefault(term, name)
    return found
