"""A Markdown text read: its citations in order of reading, its own notes, its lists."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from msgspec.structs import replace

from citex._late import regex
from citex.manuscripts.manuscript import Cited, Known, Listing, Manuscript, wanted
from citex.manuscripts.markdown.affixes import Keeper
from citex.manuscripts.markdown.blocks import CUT, Blocks, Heading
from citex.manuscripts.markdown.cites import Found, Grammar, citations_in, is_of_figure
from citex.manuscripts.markdown.inline import Note, words_of

_ID = regex(r"#([^\s{}]+)")
_VALUE = regex(r"(?<![\w-])([\w-]+)=(?:\"([^\"]*)\"|([^\s{}\"]+))")
_HTML_LIST = regex(r"<div\s+id=[\"']?refs[\"']?[^<>]*>(\s*)</div>")


def read(text: str, blocks: Blocks, known: Known, languages: Sequence[str]) -> Manuscript:
    """The citations of a text whose blocks are known."""
    keeper = Keeper(text)

    def left(key: str) -> bool:
        return key in blocks.examples or is_of_figure(key)

    grammar = Grammar(text, known, left, tuple(languages), keeper)
    found: list[Found] = []
    notes: list[Note] = []
    for start, end in sorted(blocks.prose):
        if "@" in text[start:end] or "[^" in text[start:end] or "^[" in text[start:end]:
            words = words_of(text, blocks.shape, start, end)
            found += citations_in(words, grammar)
            notes += words.notes
    order = _Order(text, blocks, notes)
    found = [one for one in found if not order.is_in_unused_note(order.at(one.start))]
    citations = sorted(map(order.cited, found), key=lambda one: (one.at, one.start))
    linked = {one.start for one in found if one.linked}
    lists = _listings(text, blocks)
    return Manuscript(text, citations, order.places, lists, keeper.kept, linked=linked)


_Span = tuple[int, int, int]
"""Where a note begins and ends, and where it is referred to."""


class _Order:
    """Where what stands in a text is read: in a note, where that is first referred to."""

    def __init__(self, text: str, blocks: Blocks, notes: list[Note]) -> None:
        self.text, self.shape = text, blocks.shape
        first: dict[str, int] = {}
        for note in notes:
            if note.label:
                first.setdefault(note.label, note.start)
        spans = [(start, end, first[label]) for label, (start, end) in blocks.notes.items()
                 if label in first]  # fmt: skip
        spans += [(note.start, note.end, note.start - 2) for note in notes if not note.label]
        self.spans = sorted(spans)
        self.starts = [span[0] for span in self.spans]
        self.outer = _outer(self.spans)
        self.unused = sorted(span for label, span in blocks.notes.items() if label not in first)
        self.places = sorted({self.at(place) for _, _, place in self.spans})
        self.chapters = chapters_of(blocks.headings)

    def cited(self, found: Found) -> Cited:
        """A citation with its place in the order of reading, and its chapter."""
        span = self._span(found.start)
        at = self.at(found.start)
        citation = replace(found.citation, chapter=chapter_at(self.chapters, at))
        if span is None:
            return Cited(found.start, found.end, citation, found.keys, at)
        note = bisect.bisect_right(self.places, at)
        opens = not self.shape[span[0] : found.start].strip(CUT + " \t\r\n")
        closes = not self.text[found.end : span[1]].strip()
        return Cited(found.start, found.end, citation, found.keys, at, note, opens, closes)

    def is_in_unused_note(self, place: int) -> bool:
        """Whether a place lies in a note that is referred to nowhere: nobody reads it."""
        index = bisect.bisect_right(self.unused, (place, len(self.text))) - 1
        return index >= 0 and place < self.unused[index][1]

    def at(self, place: int) -> int:
        """Where a place is read: the mark of its note, of the outer one for a note in a note."""
        seen = set()
        while (span := self._span(place)) is not None and span not in seen:
            seen.add(span)
            place = span[2]
        return place

    def _span(self, place: int) -> _Span | None:
        """The innermost note that a place lies in."""
        index: int | None = bisect.bisect_right(self.starts, place) - 1
        while index is not None and index >= 0:
            if place < self.spans[index][1]:
                return self.spans[index]
            index = self.outer[index]
        return None


def _outer(spans: list[_Span]) -> list[int | None]:
    """The note that each of these lies in, by its index; they are in order."""
    found: list[int | None] = []
    open_: list[int] = []
    for index, (start, _, _) in enumerate(spans):
        while open_ and spans[open_[-1]][1] <= start:
            open_.pop()
        found.append(open_[-1] if open_ else None)
        open_.append(index)
    return found


# -- chapters and lists ----------------------------------------------------------------------


def chapters_of(headings: list[Heading]) -> list[int]:
    """Where chapters begin: at the headings of the highest level that the text has."""
    highest = min((heading.level for heading in headings), default=0)
    return sorted(heading.start for heading in headings if heading.level == highest)


def chapter_at(chapters: list[int], place: int) -> int:
    """The number of the chapter that a place lies in; 0 before the first."""
    return bisect.bisect_right(chapters, place)


def _listings(text: str, blocks: Blocks) -> list[Listing]:
    """The places of lists: `::: {#refs}`, with what they hold as attributes."""
    chapters = chapters_of(blocks.headings)
    found = []
    for div in blocks.divs:
        if _is_list(div.attributes):
            said = {name: quoted or bare for name, quoted, bare in _VALUE.findall(div.attributes)}
            holds = wanted(said, chapter_at(chapters, div.start))
            found.append(Listing(div.start, div.end, holds))
    for match in _HTML_LIST.finditer(text):
        if CUT not in blocks.shape[match.start() : match.end()]:
            found.append(Listing(match.start(1), match.end(1)))
    return sorted(found)


def with_fences(text: str, listing: Listing) -> Listing:
    """The place of a list with the fences of its division, where these would be shown.

    A division that holds something keeps them, as what is theirs.
    """
    if text[listing.start : listing.end].strip():
        return listing
    closing = text.find("\n", listing.end)
    return listing._replace(
        start=text.rfind("\n", 0, listing.start - 1) + 1,
        end=len(text) if closing < 0 else closing,
        whole=True,
    )


def _is_list(attributes: str) -> bool:
    id_ = _ID.search(attributes)
    return attributes == "refs" or (id_ is not None and id_[1].startswith("refs"))
