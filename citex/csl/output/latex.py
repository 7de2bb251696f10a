"""LaTeX: commands of the kernel only; nothing in a field can be one."""

from __future__ import annotations

import re

from citex.csl.output.base import HAS_SENTINEL, Output, scrub, write
from citex.csl.output.tags import LATEX

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
    between = "\n\n"

    def inline(self, text: str) -> str:
        """Finished text as LaTeX with balanced braces.

        >>> LatexOutput().inline("50% of R&D_{x}")
        '50\\\\% of R\\\\&D\\\\_\\\\{x\\\\}'
        """
        if text.isascii() or not HAS_SENTINEL.search(text):
            return escape(text)
        written = write(text, LATEX, escape)
        return re.sub(r"\n{2,}", "\n\n", written).strip("\n") if "\n\n" in written else written


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
