"""LaTeX: commands of the kernel only; nothing in a field can be one."""

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
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    RIGHT_INLINE,
    SMALLCAPS,
    SUB,
    SUP,
    UNDERLINE,
)
from citex.csl.output.base import HAS_SENTINEL, Layout, Output, scrub, write

_TAGS = {
    ITALIC: ("\\textit{", "}"),
    OBLIQUE: ("\\textsl{", "}"),
    NORMAL_STYLE: ("\\textup{", "}"),
    BOLD: ("\\textbf{", "}"),
    NORMAL_WEIGHT: ("\\textmd{", "}"),
    SMALLCAPS: ("\\textsc{", "}"),
    NORMAL_VARIANT: ("\\textup{", "}"),
    UNDERLINE: ("\\underline{", "}"),
    SUP: ("\\textsuperscript{", "}"),
    SUB: ("\\textsubscript{", "}"),
    BLOCK: ("\n\n", "\n\n"),
    LEFT_MARGIN: ("", " "),
    RIGHT_INLINE: ("", ""),
    INDENT: ("\n\n\\quad ", "\n\n"),
}
_NAMED = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    '"': "\\textquotedbl{}",
    "`": "\\textasciigrave{}",
    "\u00a0": "~",
    "\n": " ",
    "\r": "",
    "\t": " ",
}
_SPECIAL = re.compile(
    r"[\\{}$&#%_^~<>|\"`\u00a0\n\r\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|--|''|,,|[?!]`"
)
_LIGATURES = {"--": "-{}-", "''": "'{}'", ",,": ",{},"}


class LatexOutput(Output):
    """LaTeX text; for LuaLaTeX, XeLaTeX or a pdfLaTeX that reads UTF-8."""

    name = "latex"

    def inline(self, text: str) -> str:
        """Finished text as LaTeX with balanced braces.

        >>> LatexOutput().inline("50% of R&D_{x}")
        '50\\\\% of R\\\\&D\\\\_\\\\{x\\\\}'
        """
        if text.isascii() or not HAS_SENTINEL.search(text):
            return escape(text)
        written = write(text, _TAGS, escape)
        return re.sub(r"\n{2,}", "\n\n", written).strip("\n") if "\n\n" in written else written

    def bibliography(self, entries: Iterable[str], layout: Layout | None = None) -> str:
        """The list, a paragraph an entry."""
        return "\n\n".join(map(self.item, entries))


def escape(text: str) -> str:
    """Text that LaTeX prints as it is.

    >>> escape("a--b")
    'a-{}-b'
    """
    if not _SPECIAL.search(text) and text.isascii():
        return text
    text = _SPECIAL.sub(_replace, scrub(text))
    return _SPECIAL_DASHES.sub("-{}", text) if "--" in text else text


_SPECIAL_DASHES = re.compile("-(?=-)")


def _replace(match: re.Match[str]) -> str:
    found = match.group()
    return _NAMED.get(found) or _LIGATURES.get(found) or "".join(_NAMED.get(c, c) for c in found)
