"""Plain text: no markup at all."""

from __future__ import annotations

from collections.abc import Sequence

from citex._late import regex
from citex.csl.markup import BLOCK, INDENT, LEFT_MARGIN, RIGHT_INLINE
from citex.csl.output.base import HAS_SENTINEL, Output, write

_HALVES = regex("[\ud800-\udfff]")  # no encoding has a form for half a character

_TAGS = {
    BLOCK: ("\n", "\n"),
    LEFT_MARGIN: ("", " "),
    RIGHT_INLINE: ("", ""),
    INDENT: ("\n    ", "\n"),
}


class TextOutput(Output):
    """Plain text; a number in the margin is parted from its entry by a space."""

    name = "text"

    def inline(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text without its markup."""
        if text.isascii() or text.isprintable():
            return text
        if HAS_SENTINEL.search(text):
            text = write(text, _TAGS, str)
            text = text.replace("\n\n", "\n").strip("\n") if "\n" in text else text.rstrip(" ")
        return text if text.isprintable() else _HALVES.sub("\ufffd", text)

    def aligned(self, label: str, body: str) -> str | None:
        """The number, a space, the entry."""
        text = f"{label} {body}"
        return None if "\n" in text else text.rstrip(" ")
