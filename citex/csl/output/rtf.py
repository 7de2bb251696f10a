"""RTF: decorations as groups, every character beyond ASCII as an escape."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex._late import regex
from citex.csl.output.base import Escape, Layout, Output, Tags, scrub
from citex.csl.output.superscripts import PATTERN as SUPERSCRIPT
from citex.csl.output.superscripts import SUPERSCRIPTS
from citex.csl.output.tags import RTF

_SPECIAL = regex(r"[\\{}\t\n\r]|[^\x20-\x7e]")
_NAMED = {
    "\\": "\\\\", "{": "\\{", "}": "\\}", "\t": "\\tab{}", "\n": "\\line{}", "\r": "",
}  # fmt: skip


def escape(text: str) -> str:
    """Text that RTF shows as it is: code units beyond ASCII as signed decimals, as the format
    wants them, superscript characters raised.
    """
    return _SPECIAL.sub(_replace, scrub(text)) if _SPECIAL.search(text) else text


def _replace(match: re.Match[str]) -> str:
    char = match.group()
    if char in _NAMED:
        return _NAMED[char]
    if SUPERSCRIPT.match(char):
        return f"\\super {escape(SUPERSCRIPTS[char])}\\nosupersub{{}}"
    units = char.encode("utf-16-le", "surrogatepass")
    codes = (
        int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
    )
    return "".join(f"\\uc0\\u{code}{{}}" for code in codes)


class RtfOutput(Output):
    """Rich Text Format; an entry is a fragment with balanced braces, the list is a document.

    >>> RtfOutput().inline("{a} – 1")
    '\\\\{a\\\\} \\\\uc0\\\\u8211{} 1'
    """

    name = "rtf"
    tags: Tags = RTF

    escape: Escape = staticmethod(escape)

    def bibliography(self, entries: Iterable[str], layout: Layout | None = None) -> str:
        """The list as a document."""
        return "{\\rtf " + "\\par\n".join(map(self.item, entries)) + "}"
