r"""Halves of surrogate pairs, which are no characters: U+FFFD takes their place.

JSON can name them (`"\ud83d"`), and a text in memory hold them; no file may.
"""

from __future__ import annotations

import re

from citex._late import regex

_HALF = regex(r"\\(?=u[dD])")
_ESCAPES = regex(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)",
    re.DOTALL,
)


def without_halves(text: str) -> str:
    """The text; two halves that belong together are the character.

    >>> without_halves("a\\ud83d\\ude00b\\ud83d")
    'a😀b�'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def json_without_halves(text: str) -> str:
    r"""The JSON text, of the same length.

    >>> json_without_halves(r'["\ud83d\ude00", "\ud83d", "\\ud83d"]')
    '["\\ud83d\\ude00", "\\ufffd", "\\\\ud83d"]'
    """
    return _ESCAPES.sub(_whole, text) if "\\" in text and _HALF.search(text) else text


def _whole(match: re.Match[str]) -> str:
    return "\\ufffd" if match[1] else match[0]
