"""Citations and lists put into a Markdown text; all else stays as it is, byte for byte."""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

from citex._late import regex
from citex.document import Document, Placed
from citex.manuscripts.manuscript import MARKS_AFTER, Cited, Listing, Manuscript, Settings
from citex.manuscripts.markdown.affixes import restored

_BLANKS_BEFORE = regex(r"[ \t]*\r?\n?[ \t]*\Z")
_WORD_BEFORE = regex(r"[^\s:~|#>+-][^\n|]*\Z")
"""What a mark can stand close to: more than the sign of a block, or of a cell."""
_RAISED = regex(r"(?:<a id=\"[^\"]*\"></a>)?<sup>.*</sup>", re.DOTALL)
_GUARDED = regex(r"(\(?\w+)\\([.)])|\\([-+=:%])")
"""What is guarded so that it begins no list or heading: there is no need within a line."""
_LABEL = "cite"


class _Edit(NamedTuple):
    """What comes in place of a stretch of the text."""

    start: int
    end: int
    text: str


def written(
    manuscript: Manuscript, document: Document, settings: Settings, paragraphs: list[int]
) -> str:
    """The text with its citations as they are printed, its lists, and the notes that they make.

    `paragraphs` are the places where they begin, in order.
    """
    text = manuscript.text
    newline = "\r\n" if "\r\n" in text else "\n"
    notes: list[str] = []
    edits = []
    label = _free_label(text)
    for cited, placed in zip(manuscript.citations, document.citations, strict=True):
        begin = paragraphs[max(0, bisect.bisect_right(paragraphs, cited.start) - 1)]
        edits.append(_edit(text, begin, cited, placed, settings, notes, label))
    for place, listing in enumerate(manuscript.listings):
        edits.append(_list(text, listing, document, newline, first=not place))
    written_ = _applied(text, edits)
    if not manuscript.listings and not settings.suppressed:
        written_ = _appended(written_, _closing(document, settings, newline), newline)
    written_ = _appended(written_, (2 * newline).join(notes), newline)
    return restored(written_, manuscript.kept)


def _applied(text: str, edits: list[_Edit]) -> str:
    pieces, place = [], 0
    for start, end, new in sorted(edits):
        start = max(start, place)  # two citations in turn both take the blanks between them
        pieces += [text[place:start], new]
        place = max(end, place)
    return "".join([*pieces, text[place:]])


# -- citations ---------------------------------------------------------------------------------


def _edit(
    text: str,
    begin: int,
    cited: Cited,
    placed: Placed,
    settings: Settings,
    notes: list[str],
    label: str,
) -> _Edit:
    """What comes in the place of a citation in the paragraph that begins there.

    A note that it makes is added to `notes`.
    """
    start, end = cited.start, cited.end
    if cited.note:
        return _Edit(start, end, _within_note(cited, placed))
    if not placed.in_note:
        shown = placed.in_text
        if text[text.rfind("\n", 0, start) + 1 : start].strip():
            shown = _GUARDED.sub(r"\1\2\3", shown, count=1) if _GUARDED.match(shown) else shown
        if not _RAISED.fullmatch(shown):
            return _Edit(start, end, shown)
        return _raised(text, begin, start, end, "", shown, settings.after_punctuation is True)
    name = f"{label}-{len(notes) + 1}"
    notes.append(f"[^{name}]: {placed.in_note}")
    moved = settings.after_punctuation is not False
    return _raised(text, begin, start, end, placed.in_text, f"[^{name}]", moved)


def _raised(
    text: str, begin: int, start: int, end: int, before: str, mark: str, moved: bool
) -> _Edit:
    """A mark that stands close to what it belongs to, and behind the punctuation if `moved`."""
    if not before:
        blanks = _BLANKS_BEFORE.search(text, max(begin, start - 200), start)
        if blanks and _WORD_BEFORE.search(text, begin, blanks.start()):
            start = blanks.start()
    marks = MARKS_AFTER.match(text, end) if moved else None
    if marks:
        return _Edit(start, marks.end(), before + marks[0] + mark)
    return _Edit(start, end, before + mark)


def _within_note(cited: Cited, placed: Placed) -> str:
    """A citation in a note of the text's own: in brackets behind other words."""
    if not placed.in_note:
        return placed.in_text
    alone = cited.opens or cited.citation.mode == "composite"
    return placed.in_note if alone else f"({placed.in_note})"


def _free_label(text: str) -> str:
    """What the labels of our notes begin with: no note of the text has such a one."""
    label = _LABEL
    while f"[^{label}-" in text:
        label += "x"
    return label


# -- lists -------------------------------------------------------------------------------------


def _list(text: str, listing: Listing, document: Document, newline: str, *, first: bool) -> _Edit:
    """The list at its place; cites lead to the first place that has their entry."""
    entries = str(document.bibliography(**listing.wanted, anchors=first)).strip("\n")
    if not entries:
        return _Edit(listing.start, listing.end, "")
    edge = newline
    if text.endswith(
        ">", 0, listing.start
    ):  # an empty line has what follows a tag read as Markdown
        entries, edge = f"\n\n{entries}", 2 * newline
    return _Edit(listing.start, listing.end, _lines(entries, newline) + edge)


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
