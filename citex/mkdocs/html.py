"""HTML that stands in the lines of a Markdown page: nothing in it is Markdown to any extension."""

from __future__ import annotations

import re

from citex._late import regex

_PART = regex(r"(<[^<>]*>|&#?\w+;)|[!-/:-@\[-`{-~]")
"""A tag, or a reference to a character; else a sign that may be one of Markdown's."""
_PLAIN = frozenset(",;")


def armoured(html: str) -> str:
    """A line of HTML that Python-Markdown leaves as it is, whatever extensions it has.

    What may be a sign of Markdown is written as a reference to its character.

    >>> armoured('<i>a*b*</i> [1], &#38; <a href="#x">--</a>')
    '<i>a&#42;b&#42;</i> &#91;1&#93;, &#38; <a href="#x">&#45;&#45;</a>'
    """
    return _PART.sub(_guarded, html)


def _guarded(part: re.Match[str]) -> str:
    return part[0] if part[1] or part[0] in _PLAIN else f"&#{ord(part[0])};"
