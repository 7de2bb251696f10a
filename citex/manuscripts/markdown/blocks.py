"""The blocks of a Markdown text: where it is prose, and what of it is code, data or a heading.

Nothing is parsed that citations do not depend on; every place is an index into the text as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from citex._late import regex

CUT = "\0"
"""What stands in the shape of a text for each character that is no prose."""


class Heading(NamedTuple):
    """Where a heading begins, and how deep it is: 1 to 6."""

    start: int
    level: int


class Div(NamedTuple):
    """A fenced division: its attributes, and where what it holds begins and ends."""

    attributes: str
    start: int
    end: int


@dataclass
class Blocks:
    """What the scan of a text's lines found."""

    shape: str = ""
    prose: list[tuple[int, int]] = field(default_factory=list)
    metadata: list[tuple[int, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    notes: dict[str, tuple[int, int]] = field(default_factory=dict)
    divs: list[Div] = field(default_factory=list)
    examples: set[str] = field(default_factory=set)


_QUOTE = regex(r" {0,3}>(?:[ \t]{0,4}>)*[ \t]?")
_FENCE = regex(r"`{3,}(?!`)(?=[^`]*$)|~{3,}")
_DIV = regex(r":{3,}(?!:)[ \t]*(?:(\{[^}]*\}|[\w-]+)[ \t]*)?(?::+[ \t]*)?$")
_HEADING = regex(r"(#{1,6})(?:[ \t]|$)")
_UNDERLINE = regex(r"(?:=+|(-+))[ \t]*$")
_NOTE = regex(r"\[\^([^\]\s]+)\]:[ \t]*")
_DEFINITION = regex(r"\[(?!\^)(?:[^\]\\]|\\.)+\]:[ \t]*\S")
_ITEM = regex(r"(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}|#)[.)])(?:[ \t]+|$)")
_MEANING = regex(r"[:~][ \t]+(?=\S)")
_EXAMPLE = regex(r"\(@([\w-]*)\)[ \t]+")
_RAW = regex(r"<(script|pre|style|textarea)\b", re.IGNORECASE)
_TEX = regex(r"\\begin\{([A-Za-z]+\*?)\}")
_FIELD = regex(r"[ \t]*(?:#|[\"']?[\w@.-][\w@ .-]*[\"']?:(?:\s|\Z))")
_END_OF_METADATA = regex(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


def blocks_of(text: str) -> Blocks:
    """The blocks of a text, as pandoc's manual has them ("Pandoc's Markdown")."""
    scan = _Scan(text)
    scan.run()
    return scan.found


class _Scan:
    """One pass over the lines; what a line is depends on those before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Blocks()
        self.cuts: list[tuple[int, int]] = []
        self.blanks: list[tuple[int, int]] = []
        self.levels: list[int] = []  # how far the items are indented that a line may be within
        self.paragraph: int | None = None
        self.end = 0  # of the paragraph
        self.note: str | None = None
        self.open: list[tuple[str, int]] = []
        self.lettered = False  # the list that a line may be within goes by letters
        self.never: set[str] = set()  # ends that were looked for, and do not come

    def run(self) -> None:
        """Look at all lines."""
        place, after_blank = int(self.text.startswith("\ufeff")), True
        while place < len(self.text):
            end = self.text.find("\n", place)
            end = len(self.text) if end < 0 else end + 1
            following = self._metadata(place, end) if after_blank else None
            if following is None:
                following = self._line(place, end)
            after_blank = not self.text[place:end].strip()
            place = following
        self._finish()
        self._end_of_note(len(self.text))
        for attributes, start in self.open:
            self.found.divs.append(Div(attributes, start, len(self.text)))
        self.found.shape = self._shape()

    # -- lines -----------------------------------------------------------------------------

    def _line(self, start: int, end: int) -> int:
        """Take one line, or the block that it begins; where the next one begins."""
        place = start
        if (quote := _QUOTE.match(self.text, start, end)) is not None:
            place = quote.end()
            self.blanks.append((start, place))
        line = self.text[place:end].rstrip("\r\n")
        bare = line.lstrip(" \t")
        if not bare:
            self._finish()
            return end
        indent = len(line[: len(line) - len(bare)].expandtabs(4))
        begin = place + len(line) - len(bare)
        if self.paragraph is None:
            self._leave(indent, start)
            if indent - (self.levels[-1] if self.levels else 0) >= 4:
                self.cuts.append((start, end))
                return end
        return self._block(start, begin, end, bare, indent)

    def _leave(self, indent: int, start: int) -> None:
        """End the items and the note that a line with this indentation is not within."""
        while self.levels and self.levels[-1] > indent:
            self.levels.pop()
        if not self.levels:
            self._end_of_note(start)

    def _block(self, start: int, begin: int, end: int, bare: str, indent: int) -> int:
        if fence := _FENCE.match(bare):
            return self._fenced(start, end, fence[0])
        if bare.startswith("<") and (raw := _RAW.match(bare)):
            return self._raw(start, begin, f"</{raw[1].lower()}>")
        if bare.startswith("<!--"):
            return self._raw(start, begin, "-->")
        if bare.startswith("\\begin") and (tex := _TEX.match(bare)):
            closing = f"\\end{{{tex[1]}}}"
            if self._behind(closing, begin):
                return self._raw(start, begin, closing)
        if bare.startswith(":::") and (div := _DIV.match(bare)):
            self._divided(start, end, div[1] or "")
            return end
        return self._prose(begin, end, bare, indent)

    def _prose(self, begin: int, end: int, bare: str, indent: int) -> int:
        if heading := _HEADING.match(bare):
            self._finish()
            self.found.headings.append(Heading(begin, len(heading[1])))
            self.found.prose.append((begin, end))
            return end
        if self.paragraph is not None and (under := _UNDERLINE.match(bare)):
            if self.text.count("\n", self.paragraph, begin) == 1:  # one line may be a heading
                self.found.headings.append(Heading(self.paragraph, 2 if under[1] else 1))
            self._finish()
            return end
        if self.paragraph is None and _DEFINITION.match(bare):
            self.cuts.append((begin, end))
            return end
        begin = self._marked(begin, bare, indent)
        if self.paragraph is None:
            self.paragraph = begin
        self.end = end
        return end

    def _marked(self, begin: int, bare: str, indent: int) -> int:
        """Where the words begin behind the marks of a note or of items."""
        if note := _NOTE.match(bare):
            self._finish()
            self._end_of_note(begin)
            self.note = note[1]
            self.found.notes.setdefault(note[1], (begin + note.end(), begin + note.end()))
            self.cuts.append((begin, begin + note.end()))
            self.levels = [4]
            return begin + note.end()
        item: re.Match[str] | None
        if (item := _EXAMPLE.match(bare)) and (self.levels or self.paragraph is None):
            self.found.examples.add(item[1])
            self.cuts.append((begin, begin + item.end()))
        elif not (item := _MEANING.match(bare) or self._item(bare)):
            return begin
        self._finish()
        while self.levels and self.levels[-1] > indent:
            self.levels.pop()
        self.levels.append(indent + min(item.end(), 4 + len(item[0].rstrip())))
        return begin + item.end()

    def _item(self, bare: str) -> re.Match[str] | None:
        """The mark of an item; within a paragraph "p. 3" and "1999. And" are words of it."""
        item = _ITEM.match(bare)
        if item is None:
            return None
        sign = item[0].strip()
        letters = sign.strip("().").isalpha()
        begins = self.paragraph is None or sign[0] in "-*+" or sign in ("1.", "1)")
        if not begins and (not self.levels or (letters and not self.lettered)):
            return None
        self.lettered = letters
        return item

    # -- blocks of several lines -----------------------------------------------------------

    def _metadata(self, start: int, end: int) -> int | None:
        """Behind a block of YAML that begins here; None where none does."""
        if self.text[start:end].rstrip() != "---" or not _FIELD.match(self.text, end):
            return None
        if not self.text[end : self.text.find("\n", end) + 1].strip():
            return None
        if "---" in self.never or (closing := _END_OF_METADATA.search(self.text, end)) is None:
            self.never.add("---")
            return None
        self._finish()
        self.found.metadata.append((end, closing.start()))
        self.cuts.append((start, closing.end()))
        return min(closing.end() + 1, len(self.text))

    def _fenced(self, start: int, end: int, fence: str) -> int:
        """Behind a block of code; one without an end reaches to that of the text (CommonMark)."""
        self._finish()
        place, closing = (
            end,
            re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$"),
        )
        while place < len(self.text):
            following = self.text.find("\n", place)
            following = len(self.text) if following < 0 else following + 1
            last = closing.match(self.text[place:following].rstrip("\n"))
            place = following
            if last:
                break
        self.cuts.append((start, place))
        return place

    def _raw(self, start: int, begin: int, closing: str) -> int:
        """Behind the line in which a raw block ends."""
        self._finish()
        place = self._behind(closing, begin) or len(self.text)
        self.cuts.append((start, place))
        if self.text[place : place + 1] not in ("", "\n", "\r"):  # prose goes on behind it
            self.paragraph, self.end = place, place
            newline = self.text.find("\n", place)
            self.end = len(self.text) if newline < 0 else newline + 1
            return self.end
        return place

    def _behind(self, closing: str, start: int) -> int | None:
        """Where a text ends that comes further on; what does not is not looked for again."""
        found = None
        if closing not in self.never:
            found = re.compile(re.escape(closing), re.IGNORECASE).search(self.text, start)
        if found is None:
            self.never.add(closing)
            return None
        return found.end()

    def _divided(self, start: int, end: int, attributes: str) -> None:
        self._finish()
        self.cuts.append((start, end))
        if attributes:
            self.open.append((attributes, end))
        elif self.open:
            opened, begin = self.open.pop()
            self.found.divs.append(Div(opened, begin, start))

    # -- ends ------------------------------------------------------------------------------

    def _finish(self) -> None:
        """End the paragraph."""
        if self.paragraph is not None:
            self.found.prose.append((self.paragraph, self.end))
            self.paragraph = None

    def _end_of_note(self, place: int) -> None:
        if self.note is not None:
            start, _ = self.found.notes[self.note]
            self.found.notes[self.note] = start, max(start, place)
            self.note = None

    def _shape(self) -> str:
        """The text with what is cut away made unreadable, and the marks of quotations blank."""
        pieces, place = [], 0
        spans = [(start, end, CUT) for start, end in self.cuts]
        spans += [(start, end, " ") for start, end in self.blanks]
        for start, end, sign in sorted(spans):
            if start < place:
                start = min(place, end)
            pieces += [self.text[place:start], sign * (end - start)]
            place = max(place, end)
        return "".join([*pieces, self.text[place:]])
