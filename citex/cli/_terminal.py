"""Text for a terminal: as wide as it is, in italics where it can, and harmless in any case."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import IO, NamedTuple
from urllib.parse import quote

from citex.cli._streams import terminal_width
from citex.errors import escaped

ITALIC = "\x1b[3m"
BOLD = "\x1b[1m"
DIM = "\x1b[2m"
PLAIN = "\x1b[0m"
_LINK = "\x1b]8;;"
_LINK_END = "\x1b\\"
_URL = "/:;?#[]@!$&'()*+,=%-._~"
"""What stands in a web address as it is."""

_NEVER_FIRST = frozenset("，。；：、？！）》〉」』】〕”’％,.;:?!)]}%")
_NEVER_LAST = frozenset("（《〈「『【〔“‘([{")

Cells = list[tuple[str, str]]
"""Characters, each with the escape codes of its style."""


class Terminal(NamedTuple):
    """What the output is: its width in columns (None: no wrapping), if it has styles and links."""

    width: int | None
    styled: bool
    links: bool = False

    @classmethod
    def of(cls, stream: IO[str]) -> Terminal:
        """The terminal behind a stream; a pipe or file is neither wrapped nor styled.

        COLUMNS sets the width of either; NO_COLOR and TERM=dumb take the styles away, FORCE_COLOR
        brings them (no-color.org, force-color.org). Links go with the styles of a terminal, but not
        to the Linux console.
        """
        is_terminal = stream.isatty()
        width = None
        if is_terminal or os.environ.get("COLUMNS", "").isdecimal():
            width = max(terminal_width(), 20)
        term = os.environ.get("TERM", "")
        dumb = term in ("", "dumb") and sys.platform != "win32"
        wanted = bool(os.environ.get("FORCE_COLOR")) or (is_terminal and not dumb)
        styled = wanted and not os.environ.get("NO_COLOR")
        return cls(width, styled, styled and is_terminal and not dumb and term != "linux")

    def mark(self, text: str, style: str) -> str:
        """Harmless text in one style, not wrapped."""
        return f"{style}{text}{PLAIN}" if self.styled else text

    def lines(self, cells: Cells, indent: str = "") -> str:
        """The text, wrapped and styled, each line with the indent before it."""
        room = None if self.width is None else max(self.width - len(indent), 10)
        rows = [row for part in _split(cells) for row in _wrapped(part, room)]
        return "\n".join(indent + self._row(row) for row in rows)

    def text(self, value: str, style: str = "", indent: str = "") -> str:
        """Plain text in one style, wrapped."""
        return self.lines([(char, style) for char in harmless(value)], indent)

    def linked(self, value: str, shown: str, address: str, style: str = "") -> str:
        """Plain text that ends in `shown`, which leads to the address where links are to be had.

        A link is an OSC 8 sequence, which a terminal that knows none passes over.
        """
        if not self.links:
            return self.text(value, style)
        link = f"{style}{_LINK}{quote(address, safe=_URL)}{_LINK_END}"
        cells = [(char, style) for char in harmless(value.removesuffix(shown))]
        return self.lines([*cells, *((char, link) for char in harmless(shown))])

    def _row(self, row: Cells) -> str:
        if not self.styled:
            return "".join(char for char, _ in row)
        pieces: list[str] = []
        now = ""
        for char, style in row:
            if style != now:
                pieces.append(_ended(now) + style)
                now = style
            pieces.append(char)
        return "".join(pieces) + _ended(now)


def harmless(value: str) -> str:
    """The text with what a terminal would obey written out; line ends and tabs are spaces.

    >>> print(harmless("a\\x1b[31mb\\nc"))
    a\\u001b[31mb c
    """
    if value.isprintable():
        return value
    return escaped("".join(_harmless(char) for char in value))


def _ended(style: str) -> str:
    """What takes a style back."""
    return (PLAIN if style else "") + (_LINK + _LINK_END if _LINK in style else "")


def columns(value: str) -> int:
    """How many columns of a terminal the text takes.

    >>> columns("abc"), columns("中文")
    (3, 4)
    """
    return sum(_columns(char) for char in value)


def padded(value: str, wide: int) -> str:
    """The text with blanks behind it, so many columns wide.

    >>> padded("中文", 6)
    '中文  '
    """
    return value + " " * (wide - columns(value))


def _harmless(char: str) -> str:
    if char in "\n\r\t\x0b\x0c\x85\u2028\u2029":
        return " "
    return "\ufffd" if unicodedata.category(char) == "Cs" else char


def _columns(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if "\u1160" <= char <= "\u11ff":  # vowels and ends of syllables, which join what is before
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _split(cells: Cells) -> list[Cells]:
    """The lines that the text itself has."""
    parts: list[Cells] = [[]]
    for char, style in cells:
        if char == "\n":
            parts.append([])
        else:
            parts[-1].append((char, style))
    return [part for part in parts if part]


def _wrapped(cells: Cells, room: int | None) -> list[Cells]:
    if room is None:
        return [cells]
    rows: list[Cells] = []
    row: Cells = []
    used = 0
    for piece in _pieces(cells):
        wide = sum(_columns(char) for char, _ in piece)
        blank = piece[0][0] == " "
        if used + wide > room and row:
            rows.append(trimmed(row))
            row, used = [], 0
        if blank and not row:
            continue
        for cell in piece:
            wide = _columns(cell[0])
            if used + wide > room:
                rows.append(row)
                row, used = [], 0
            row.append(cell)
            used += wide
    return [*rows, trimmed(row)] if row else rows


def trimmed(row: Cells) -> Cells:
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    return row[:end]


def _pieces(cells: Cells) -> list[Cells]:
    """What must stay on one line: words, and wide characters with their punctuation."""
    pieces: list[Cells] = []
    for cell in cells:
        if pieces and _together(pieces[-1][-1][0], cell[0]):
            pieces[-1].append(cell)
        else:
            pieces.append([cell])
    return pieces


def _together(before: str, char: str) -> bool:
    if before == " " or char == " ":
        return before == char
    wide = _columns(before) == 2 or _columns(char) == 2
    return not wide or char in _NEVER_FIRST or before in _NEVER_LAST
