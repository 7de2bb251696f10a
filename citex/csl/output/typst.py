"""Typst markup: functions for decorations; nothing in a field is code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex.csl.markup import (
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    NORMAL_STYLE,
    NORMAL_WEIGHT,
    OBLIQUE,
    RIGHT_INLINE,
    SMALLCAPS,
    SUB,
    SUP,
    UNDERLINE,
)
from citex.csl.output.base import HAS_SENTINEL, Layout, Output, scrub, write

# the semicolon ends the expression, whatever follows it: "(", "[" or "." would go on with it
_END = "];"
_TAGS = {
    ITALIC: ("#emph[", _END),
    OBLIQUE: ('#text(style: "oblique")[', _END),
    NORMAL_STYLE: ('#text(style: "normal")[', _END),
    BOLD: ("#strong[", _END),
    NORMAL_WEIGHT: ('#text(weight: "regular")[', _END),
    SMALLCAPS: ("#smallcaps[", _END),
    UNDERLINE: ("#underline[", _END),
    SUP: ("#super[", _END),
    SUB: ("#sub[", _END),
    BLOCK: ("\\\n", "\\\n"),
    LEFT_MARGIN: ("", " "),
    RIGHT_INLINE: ("", ""),
    INDENT: ("\\\n#h(2em);", "\\\n"),
}
_SPECIAL = re.compile(r"[\\#$*_`<>@\[\]~\"']|//|/\*|--+|-\?|\.\.\.|[\t\n\r]+")
_LINE_START = re.compile(r"^(\s*)(?:([-+/=]+)(?=\s|$)|(\d+)(\.))")


class TypstOutput(Output):
    """Typst content."""

    name = "typst"

    def inline(self, text: str) -> str:
        """Finished text as Typst content with balanced brackets.

        >>> TypstOutput().inline("#include [x] https://a.b")
        '\\\\#include \\\\[x\\\\] https:\\\\/\\\\/a.b'
        """
        if text.isascii() or not HAS_SENTINEL.search(text):
            return _guard(escape(text))
        return _guard(write(text, _TAGS, escape))

    def bibliography(self, entries: Iterable[str], layout: Layout | None = None) -> str:
        """The list, a paragraph an entry."""
        return "\n\n".join(map(self.item, entries))


def escape(text: str) -> str:
    """Text that Typst prints as it is."""
    return _SPECIAL.sub(_replace, scrub(text))


def _replace(match: re.Match[str]) -> str:
    found = match.group()
    return " " if found.isspace() else "".join("\\" + char for char in found)


def _guard(text: str) -> str:
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)
