"""HTML, as citeproc-js prints it: the same elements, classes and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citex._late import regex
from citex.csl.markup import (
    CLOSE,
    ITALIC,
    LEFT_MARGIN,
    NO_MERGE,
    RIGHT_INLINE,
)
from citex.csl.output.base import Layout, Output, write
from citex.csl.output.superscripts import PATTERN as SUPERSCRIPT
from citex.csl.output.superscripts import SUPERSCRIPTS
from citex.csl.output.tags import HTML

_ENTITIES = {"&": "&#38;", "<": "&#60;", ">": "&#62;"}
_SPECIAL = regex("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSAFE = regex(
    "[&<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd2-\ufdef\ufffe\uffff\U0001fffe\U0001ffff"
    "\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0010fffe\U0010ffff"
    f"{SUPERSCRIPT.pattern[1:-1]}]"
)
"""What HTML cannot show as it is; all sentinels but CLOSE and ITALIC."""


class HtmlOutput(Output):
    """HTML elements for decorations; everything else is escaped."""

    name = "html"
    tags = HTML

    def inline(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text as HTML, ready to stand in an element.

        >>> HtmlOutput().inline("R&D <script> x²")
        'R&#38;D &#60;script&#62; x<sup>2</sup>'
        """
        if text.isascii() or not (CLOSE in text or NO_MERGE in text):
            return escape(text)
        if NO_MERGE not in text and text.count(CLOSE) == text.count(ITALIC):
            return _italics(text)
        return write(text, HTML, escape, self.links(targets))

    def aligned(self, label: str, body: str) -> str | None:
        """The number in the margin and the entry beside it."""
        before, between = HTML[LEFT_MARGIN]
        start, after = HTML[RIGHT_INLINE]
        return before + label + between + start + body + after

    def item(self, entry: str) -> str:
        """An entry in its list element."""
        return f'  <div class="csl-entry">{entry}</div>\n'

    def bibliography(self, entries: Iterable[str], layout: Layout | None = None) -> str:
        """The list, in the element that holds it."""
        return '<div class="csl-bib-body">\n' + "".join(map(self.item, entries)) + "</div>"


def _italics(text: str) -> str:
    """Text whose only markup is italics, which are put in when all else is escaped."""
    if "  " in text:
        text = text.replace("  ", "\u00a0 ")
    return _UNSAFE.sub(_replace, text).replace(ITALIC, "<i>").replace(CLOSE, "</i>")


def escape(text: str) -> str:
    """Text that HTML shows as it is; superscript characters become elements.

    >>> escape("a  b & c")
    'a\\xa0 b &#38; c'
    """
    if "  " in text:
        text = text.replace("  ", "\u00a0 ")
    if text.isascii():
        return _SPECIAL.sub(_replace, text)
    return _UNSAFE.sub(_replace, text).replace(ITALIC, "").replace(CLOSE, "")


def _replace(match: re.Match[str]) -> str:
    char = match.group()
    if char in SUPERSCRIPTS:
        return f"<sup>{SUPERSCRIPTS[char]}</sup>"
    return _ENTITIES.get(char, "")
