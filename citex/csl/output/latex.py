"""LaTeX: commands of the kernel only; nothing in a field can be one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citex._late import regex
from citex.csl.output.base import Escape, Output, Tags, scrub
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
_SPECIAL = regex(r"[\\{}$&#%_^~<>|\"`\u00a0\n\r\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|--|''|,,|[?!]`")
_LIGATURES = {"--": "-{}-", "''": "'{}'", ",,": ",{},"}


def escape(text: str) -> str:
    """Text that LaTeX prints as it is.

    >>> escape("a--b")
    'a-{}-b'
    """
    if not _SPECIAL.search(text) and text.isascii():
        return text
    text = _SPECIAL.sub(_replace, scrub(text))
    return _SPECIAL_DASHES.sub("-{}", text) if "--" in text else text


_SPECIAL_DASHES = regex("-(?=-)")


def _replace(match: re.Match[str]) -> str:
    found = match.group()
    return _NAMED.get(found) or _LIGATURES.get(found) or "".join(_NAMED.get(c, c) for c in found)


class LatexOutput(Output):
    """LaTeX text with balanced braces; for LuaLaTeX, XeLaTeX or a pdfLaTeX that reads UTF-8.

    >>> LatexOutput().inline("50% of R&D_{x}")
    '50\\\\% of R\\\\&D\\\\_\\\\{x\\\\}'
    """

    name = "latex"
    between = "\n\n"
    tags: Tags = LATEX

    escape: Escape = staticmethod(escape)

    def inline(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text, no more than one empty line between its parts."""
        written = super().inline(text, targets)
        return re.sub(r"\n{2,}", "\n\n", written).strip("\n") if "\n\n" in written else written
