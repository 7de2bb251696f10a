"""Citations and lists put into a Markdown text; all else stays as it is, byte for byte."""

from __future__ import annotations

import bisect
import re

from citex._late import regex
from citex.document import Document, Placed
from citex.manuscripts.manuscript import (
    MARKS_AFTER,
    Cited,
    Edit,
    Listing,
    Manuscript,
    Settings,
    applied,
    marks_behind,
)
from citex.manuscripts.markdown.affixes import restored

_WORD = regex(r"[^\s:~|#>+-]")
"""What a mark can stand close to: more than the sign of a block, or of a cell."""
_LOOK = 200
"""How far is looked back from a citation."""
_RAISED = regex(r"(?:<a id=\"[^\"]*\"></a>)?<sup>.*</sup>", re.DOTALL)
_GUARDED = regex(r"(\(?\w+)\\([.)])|\\([-+=:%])")
"""What is guarded so that it begins no list or heading: there is no need within a line."""
_STARS = regex(r"(?<![\\*\s])\*{1,3}(?!\*)|(?<![\\*])\*{1,3}(?![*\s])")
"""Stars that begin or end emphasis: no blank stands on both of their sides."""
_OURS = {"*": regex(r"(?<![\\*])\*(?!\*)"), "**": regex(r"(?<![\\*])\*\*(?!\*)")}
_LINK = regex(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^()]*\)", re.DOTALL)
_LABEL = "cite"


def written(
    manuscript: Manuscript, document: Document, settings: Settings, paragraphs: list[int]
) -> str:
    """The text with its citations as they are printed, its lists, and the notes that they make.

    `paragraphs` are the places where they begin, in order.
    """
    text = manuscript.text
    newline = "\r\n" if "\r\n" in text else "\n"
    citing = _Citing(manuscript, settings, paragraphs)
    edits = [
        citing.edit(cited, placed)
        for cited, placed in zip(manuscript.citations, document.citations, strict=True)
    ]
    for place, listing in enumerate(manuscript.listings):
        edits.append(_list(text, listing, document, newline, first=not place))
    written_ = applied(text, edits)
    if not manuscript.listings and not settings.suppressed:
        written_ = _appended(written_, _closing(document, settings, newline), newline)
    written_ = _appended(written_, (2 * newline).join(citing.notes), newline)
    return restored(written_, manuscript.kept)


# -- citations ---------------------------------------------------------------------------------


class _Citing:
    """What comes in the place of each citation; `notes` are those that citations make."""

    def __init__(self, manuscript: Manuscript, settings: Settings, paragraphs: list[int]) -> None:
        self.text, self.paragraphs = manuscript.text, paragraphs
        self.after = settings.after_punctuation
        self.ends = {cited.end for cited in manuscript.citations}
        self.linked = manuscript.linked
        self.label = _free_label(self.text)
        self.notes: list[str] = []
        self.emphasis = _Emphasis(self.text)

    def edit(self, cited: Cited, placed: Placed) -> Edit:
        """What comes in the place of a citation; a note that it makes is added to the notes."""
        start, end = cited.start, cited.end
        begin = self.paragraphs[max(0, bisect.bisect_right(self.paragraphs, start) - 1)]
        shown = _within_note(cited, placed) if cited.note else placed.in_text
        if start in self.linked:
            shown = _LINK.sub(r"\1", shown)
        if "*" in shown:
            shown = self.emphasis.nested(shown, begin, start)
        if cited.note:
            return Edit(start, end, shown)
        if placed.in_note:
            name = f"{self.label}-{len(self.notes) + 1}"
            self.notes.append(f"[^{name}]: {placed.in_note}")
            moved = self.after is not False
            return self._raised(begin, start, end, shown, f"[^{name}]", moved=moved)
        if _RAISED.fullmatch(shown):
            return self._raised(begin, start, end, "", shown, moved=self.after is True)
        guarded = _GUARDED.match(shown)
        if guarded and self._before(0, start).strip():
            shown = "".join(filter(None, guarded.groups())) + shown[guarded.end() :]
        return Edit(start, end, shown)

    def _before(self, begin: int, place: int) -> str:
        """What stands before a place in its line, or some of it."""
        return self.text[max(begin, place - _LOOK) : place].rpartition("\n")[2]

    def _without_blanks(self, begin: int, place: int) -> int:
        """Where the blanks before a place begin, over one end of a line at the most."""
        left = self.text[begin:place].rstrip(" \t")
        if left.endswith("\n"):
            left = left[:-1].removesuffix("\r").rstrip(" \t")
        return begin + len(left)

    def _raised(
        self, begin: int, start: int, end: int, before: str, mark: str, *, moved: bool
    ) -> Edit:
        """A mark that stands close to what it belongs to, and behind punctuation if `moved`."""
        marks = MARKS_AFTER.match(self.text, end) if moved else None
        close = start if before else self._without_blanks(max(begin, start - _LOOK), start)
        if not before and _WORD.search(self._before(begin, close).rpartition("|")[2]):
            bracket = self.text.endswith("]", begin, close) and close not in self.ends
            if marks or not bracket:  # "[words][^mark]" would be a link
                start = close
        if marks:
            behind = marks_behind(marks[0], stopped=before.endswith("."))
            return Edit(start, marks.end(), before + behind + mark)
        return Edit(start, end, before + mark)


class _Emphasis:
    """Whether a place lies within stars, told for places in order without looking back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin = self.place = -1
        self.within = {"*": False, "**": False}

    def nested(self, shown: str, begin: int, place: int) -> str:
        """A citation, its emphasis by "_" where stars have begun before it: they would end."""
        if begin != self.begin or place < self.place:
            self.begin = self.place = begin
            self.within = {"*": False, "**": False}
        for stars in _STARS.finditer(self.text, self.place, place):
            for size in ("*", "**") if len(stars[0]) == 3 else (stars[0],):
                self.within[size] = not self.within[size]
        self.place = place
        for size, ours in _OURS.items():
            if self.within[size]:
                shown = ours.sub("_" * len(size), shown)
        return shown


def _within_note(cited: Cited, placed: Placed) -> str:
    """A citation in a note of the text's own: in brackets behind other words."""
    if not placed.in_note:
        return placed.in_text
    return f"({placed.in_note})" if cited.is_bracketed else placed.in_note


def _free_label(text: str) -> str:
    """What the labels of our notes begin with: no note of the text has such a one."""
    label = _LABEL
    while f"[^{label}-" in text:
        label += "x"
    return label


# -- lists -------------------------------------------------------------------------------------


def _list(text: str, listing: Listing, document: Document, newline: str, *, first: bool) -> Edit:
    """The list at its place; cites lead to the first place that has their entry."""
    entries = str(document.bibliography(**listing.wanted, anchors=first)).strip("\n")
    if not entries:
        return Edit(listing.start, listing.end, "")
    if not listing.whole and text[listing.start : listing.end].strip():
        return Edit(listing.end, listing.end, newline + _lines(entries, newline) + newline)
    edge = newline
    if text.endswith(
        ">", 0, listing.start
    ):  # an empty line has what follows a tag read as Markdown
        entries, edge = f"\n\n{entries}", 2 * newline
    return Edit(listing.start, listing.end, _lines(entries, newline) + edge)


def _closing(document: Document, settings: Settings, newline: str) -> str:
    """The list at the end of a text that has no place for it, below its heading."""
    entries = str(document.bibliography()).strip("\n")
    if not entries:
        return ""
    heading = f"# {settings.heading}\n\n" if settings.heading else ""
    return _lines(heading + entries, newline)


def _lines(text: str, newline: str) -> str:
    return text.replace("\n", newline) if newline != "\n" else text


def _appended(text: str, more: str, newline: str) -> str:
    """The text with a block behind it."""
    if not more:
        return text
    if text and not text.endswith("\n"):
        text += newline
    if text and not text.endswith((2 * newline, "\n\n")):
        text += newline
    return f"{text}{more}{newline}"
