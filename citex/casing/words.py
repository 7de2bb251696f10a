"""The words of a title: where each stands, what is before it, whether its case is to be kept."""

from __future__ import annotations

import itertools
import re

import msgspec

from citex._late import regex
from citex.casing.capitals import capitals

_PIECE = regex(r"<[^<>]*>|\$[^$]+\$|[^\W_]+(?:['’][^\W_]+)*")
"""A tag, a formula or a word."""
_CLOSED = regex(r"</\s*(\w+)")
_OPENED = regex(r"<\s*(\w+)")
_PROTECTED = regex(r"<(?:su[bp]|sc)\b|<span\b[^<>]*(?:nocase|nodecor|small-caps)", re.I)
_SENTENCE = regex(r"[?!.]['\"’”»)\]]*\s")
"""The end of a sentence, behind which another one begins."""
_SUBTITLE = regex(r":\s|—|\s(?:[-–]|--+)\s|--+")
"""Where a subtitle begins: as citeproc-js parts titles, and behind a dash with blanks."""
_LABEL = regex(r"\((?:Review|Reprint)\)\Z")
"""What publishers put behind titles, as it stands there."""
_CITATION = regex(r"\[[^\[\]]{1,200}\(\d{4}\)[^\[\]]{0,60}\]\.?\Z")
"""The journal, volume and page of what a title corrects: "[J. Trees 81 (2025) 12]"."""
_NOTICE = regex(
    r"(?:retraction(?: note| notice)?|retracted(?: article)?|withdrawn|addendum|"
    r"(?:author |publisher )?(?:correction|erratum|corrigendum)(?: to)?|"
    r"(?:editorial )?expression of concern|reply|response)\s*:\s",
    re.IGNORECASE,
)
"""What notices put before the title of the work that they are about."""
_HYPHENS = "-‐‑"
_ABBREVIATED = frozenset(
    "st dr mr mrs ms prof no vs vol pt fig mt sr jr ser sp spp ssp var".split()
)
_QUOTES = {"“": "”", "‘": "’", '"': '"', "„": "“"}


class Word(msgspec.Struct):
    """A word of a title.

    `gap` is what stands between it and the word before, without tags; `begins` is "sentence" or
    "subtitle" where it is the first word of one; `bound` says that an index stands beside it.
    """

    start: int
    text: str
    gap: str
    protected: bool = False
    italic: bool = False
    begins: str = ""
    bound: bool = False
    lowered: str = ""

    def __post_init__(self) -> None:
        self.lowered = self.text.lower()

    @property
    def is_hyphenated(self) -> bool:
        """Whether it is a later part of a compound."""
        return bool(self.gap) and self.gap in _HYPHENS

    @property
    def is_capitalized(self) -> bool:
        """Whether its first letter alone is a capital."""
        bare = self.lowered.replace("’", "'").replace("'", "")
        return bare.isalpha() and self.text[0].isupper() and self.text[1:] == self.lowered[1:]


def words_of(text: str) -> list[Word]:
    """The words of a rich text, in order; formulas and what `nocase` spans are protected.

    >>> [(word.text, word.protected) for word in words_of("H<sub>2</sub> of $x$")]
    [('H', False), ('2', True), ('of', False), ('$x$', True)]
    >>> [word.begins for word in words_of("Why? On growth: a review")]
    ['sentence', 'sentence', '', 'subtitle', '']
    """
    found: list[Word] = []
    stack: list[tuple[str, bool]] = []
    end = 0
    gap = ""
    bound = False
    for match in _PIECE.finditer(text):
        piece = match.group()
        between = text[end : match.start()]
        gap += between
        end = match.end()
        if piece[0] == "<" and piece[-1] == ">":
            if closed := _CLOSED.match(piece):
                while stack and stack.pop()[0] != closed[1].lower():
                    pass
            elif (opened := _OPENED.match(piece)) and piece[-2] != "/":
                shut = bool(_PROTECTED.match(piece)) or bool(stack and stack[-1][1])
                stack.append((opened[1].lower(), shut))
            if found and not gap and "su" in piece:
                found[-1].bound = found[-1].bound or len(found[-1].text) < 3
                bound = True
            continue
        protected = bool(stack and stack[-1][1]) or piece[0] == "$"
        word = Word(match.start(), piece, gap, protected)
        word.italic = any(name in ("i", "em") for name, _ in stack)
        word.bound = bound and not gap and len(piece) < 3
        word.begins = _begins(found, gap)
        found.append(word)
        gap, bound = "", False
    _mark_quotations(found)
    _mark_bodies(found)
    if notice := _NOTICE.match(text):
        for word in found:
            if word.start >= notice.end():
                word.begins = "sentence"
                break
            word.protected = True
    if cited := _CITATION.search(text) or _LABEL.search(text):
        for word in found:
            word.protected = word.protected or word.start > cited.start()
    return found


def _mark_quotations(words: list[Word]) -> None:
    """The first word of a quotation that is long enough for a sentence, or a title, begins it."""
    for index, word in enumerate(words[1:], start=1):
        opened = word.gap[-1:]
        if opened not in _QUOTES or word.begins == "sentence":
            continue
        closing = _QUOTES[opened]
        inside = words[index + 1 : index + 4]
        if len(inside) > 2 and not any(closing in other.gap for other in inside):
            word.begins = "sentence"


def _mark_bodies(words: list[Word]) -> None:
    """A body that stands behind a title as a sentence of its own: "... The ABC Study Group"."""
    starts = [index for index, word in enumerate(words) if word.begins == "sentence"]
    for start, end in itertools.pairwise([*starts, len(words)]):
        if start and words[start].gap[:1] == "." and words[end - 1].lowered in capitals("groups"):
            for word in words[start:end]:
                word.protected = True


def _begins(before: list[Word], gap: str) -> str:
    """Whether a sentence or a subtitle begins behind this."""
    if not before:
        return "sentence"
    if _SUBTITLE.search(gap):
        return "subtitle"
    if not _SENTENCE.search(gap):
        return ""
    last = before[-1]
    if gap.startswith(".") and (len(last.text) == 1 or last.lowered in _ABBREVIATED):
        return ""
    return "sentence"
