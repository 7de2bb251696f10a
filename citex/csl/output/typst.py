"""Typst markup: functions for decorations; nothing in a field is code."""

from __future__ import annotations

import re

from citex._late import regex
from citex.csl.output.base import Escape, Output, Tags, scrub
from citex.csl.output.tags import TYPST

_SPECIAL = regex(r"[\\#$*_`<>@\[\]~\"']|//|/\*|--+|-\?|\.\.\.|[\t\n\r]+")
_LINE_START = regex(r"^(\s*)(?:([-+/=]+)(?=\s|$)|(\d+)(\.))")


def escape(text: str) -> str:
    """Text that Typst prints as it is, at the start of a line or of content in brackets, too.

    >>> escape("- a"), escape("1. a"), escape("= a")
    ('\\\\- a', '1\\\\. a', '\\\\= a')
    """
    return _guard(_SPECIAL.sub(_replace, scrub(text)))


def _replace(match: re.Match[str]) -> str:
    found = match.group()
    return " " if found.isspace() else "".join("\\" + char for char in found)


def _guard(text: str) -> str:
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


class TypstOutput(Output):
    """Typst content, with balanced brackets.

    >>> TypstOutput().inline("#include [x] https://a.b")
    '\\\\#include \\\\[x\\\\] https:\\\\/\\\\/a.b'
    """

    name = "typst"
    between = "\n\n"
    tags: Tags = TYPST

    escape: Escape = staticmethod(escape)
