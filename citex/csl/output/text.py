"""Plain text: no markup at all."""

from __future__ import annotations

import re

from citex.csl.markup import BLOCK, INDENT, LEFT_MARGIN, RIGHT_INLINE
from citex.csl.output.base import Output, write

_ODD = re.compile("[\ud800-\udfff\ufdd0-\ufdef]")
_HALVES = re.compile("[\ud800-\udfff]")

_TAGS = {
    BLOCK: ("\n", "\n"),
    LEFT_MARGIN: ("", " "),
    RIGHT_INLINE: ("", ""),
    INDENT: ("\n    ", "\n"),
}


class TextOutput(Output):
    """Plain text; a number in the margin is parted from its entry by a space."""

    name = "text"

    def inline(self, text: str) -> str:
        """Finished text without its markup."""
        if text.isascii() or not _ODD.search(text):
            return text
        written = write(text, _TAGS, _whole)
        return written.replace("\n\n", "\n").strip("\n") if "\n" in written else written.rstrip(" ")

    def aligned(self, label: str, body: str) -> str | None:
        """The number, a space, the entry."""
        text = f"{label} {body}"
        return None if "\n" in text else text.rstrip(" ")


def _whole(text: str) -> str:
    """The text with a sign in place of halves of characters, which no encoding can hold."""
    return _HALVES.sub("\ufffd", text)
