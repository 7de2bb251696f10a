"""Marks that meet: which of two stays (`MERGED`), and full stops stripped."""

from __future__ import annotations

import re

from citex._late import regex
from citex._remembered import remembered

MARKS = frozenset(".,:;!?")
"""The punctuation that merges."""

MERGED = {mark * 2: mark for mark in MARKS} | {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?",
    ":!": "!", ":?": "?", ":.": ":", ";!": "!", ";?": "?", ";:": ";", ";.": ";",
}  # fmt: skip
"""Two marks that meet -> the one that stays; pairs that are not here stay both (".,", "?!")."""

_COLLISION = regex(  # begins with one class, so that the search may run ahead to it
    r"[.,:;!? \u00a0](?:(?<=\.)\.+|(?<=,),+|(?<=:)(?::+|[.!?])|(?<=;)(?:;+|[.!?:])"
    r"|(?<=!)(?:!+|[.:])|(?<=\?)(?:\?+|[.:])|(?<= ) +|(?<=\u00a0)\u00a0+)"
)
_PERIOD = regex(r"(?<=[^\s(\[])(?:(?<!\d)\.(?=[^a-z]|$)|\.(?=[^a-z\d]|$))")


def merge(text: str) -> str:
    """The text with punctuation that meets merged; it holds no sentinels.

    >>> merge("Inc.., and Who?. Or  not.!")
    'Inc., and Who? Or not.!'
    """
    if ".." in text and "..." not in text:
        text = text.replace("..", ".")  # most often it is this
    while _collides(text):
        text = _COLLISION.sub(_merge_match, text)
    return text


def _collides(text: str) -> bool:
    """Whether marks or spaces meet: as `_COLLISION.search`, at a tenth of the time."""
    return (
        ".." in text or "  " in text or ",," in text or "::" in text or ":." in text
        or "\u00a0\u00a0" in text
        or (("?" in text or "!" in text or ";" in text) and bool(_COLLISION.search(text)))
    )  # fmt: skip


def _merge_match(match: re.Match[str]) -> str:
    found = match.group()
    return MERGED.get(found) or found[0]


@remembered(4096)
def strip_periods(text: str) -> str:
    """The text without its full stops, but those within words and numbers (CSL 1.0.2).

    >>> strip_periods("Proc. Natl. Acad. Sci. U.S.A.")
    'Proc Natl Acad Sci USA'
    >>> strip_periods("arXiv:2502.13923"), strip_periods("IEEE Std. 802.11"), strip_periods(".NET")
    ('arXiv:2502.13923', 'IEEE Std 802.11', '.NET')
    """
    return _PERIOD.sub("", text) if "." in text else text
