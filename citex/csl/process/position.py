"""Positions of cites: first, subsequent, ibid, ibid with locator, near a note of the same work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from citex.csl.compile.frame import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citex.csl.process.cites import POSITIONS, Citation, Cite

NAMES = dict(zip(POSITIONS, (FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR), strict=True))


class Place(NamedTuple):
    """What a cite's place in the document says of it."""

    position: int = FIRST
    near: bool = False
    first_note: str | None = None


class Note(NamedTuple):
    """A note of a document: where it stands among all, chapter after chapter, and its number."""

    place: int
    number: int


def notes_of(
    citations: Sequence[Citation], *, each: bool = False, by_chapter: bool = False
) -> list[Note | None]:
    """The note that each citation stands in; None for what stands in the text.

    Numbers may begin anew, with a chapter or without saying so: a note whose number is smaller
    than the one before stands behind that all the same. With `each`, a citation that names no
    note stands in one of its own: it gets the next number, `by_chapter` of its chapter.

    >>> notes = notes_of([Citation(note=8), Citation(note=9), Citation(note=1, chapter=2)])
    >>> [note and note.place for note in notes]
    [8, 9, 10]
    """
    result: list[Note | None] = []
    start = last = 0
    chapter: object = None
    for citation in citations:
        number = citation.note
        other = citation.chapter != chapter
        if number is None and each and not is_name(citation):
            number = 1 if other and by_chapter else last + 1
            other = other and by_chapter
        if not number:
            result.append(None)
            continue
        if number < last or (other and last):
            start, last = start + last, 0
        chapter = citation.chapter
        last = number
        result.append(Note(start + number, number))
    return result


def places(
    citations: Sequence[Citation],
    notes: Sequence[Note | None],
    distance: int,
    anew: Collection[int] = (),
) -> list[list[Place]]:
    """The place of each cite of each citation (CSL 1.0.2, "position").

    `notes` are those that they stand in, `distance` is the near-note distance, `anew` names the
    citations from which on no earlier cite counts. Citations in notes and in the text are told
    apart: what stands in the text is never ibid to a note.
    """
    first_notes: dict[str, Note | None] = {}
    last_notes: dict[str, Note | None] = {}
    before: dict[bool, tuple[Citation, Note | None]] = {}
    counts = Counter(notes)
    result = []
    for number, (citation, note) in enumerate(zip(citations, notes, strict=True)):
        if number in anew:
            for known in (first_notes, last_notes, before):
                known.clear()
        if is_name(citation):  # it is no cite of the work, but a name in the text
            result.append([_given(cite, _FIRST) for cite in citation.cites])
            continue
        in_note = note is not None
        previous, earlier = before.get(in_note, _NOTHING)
        row = []
        for index, cite in enumerate(citation.cites):
            place, id_ = _FIRST, cite.id
            if cite.author_only:
                row.append(_given(cite, place))
                continue
            if id_ in first_notes:
                if index:
                    position = _repeated(citation.cites[index - 1], cite)
                elif previous is None or not previous.cites:
                    position = SUBSEQUENT
                elif earlier is None or note is None or note.place == earlier.place:
                    position = _repeated(previous.cites[-1], cite)
                elif (
                    len(previous.cites) > 1 or note.place - earlier.place > 1 or counts[earlier] > 1
                ):
                    position = SUBSEQUENT
                else:
                    position = _repeated(previous.cites[0], cite)
                first, last = first_notes[id_], last_notes[id_]
                place = Place(
                    position,
                    note is None or (last is not None and note.place - last.place <= distance),
                    str(first.number) if first is not None and first != note else None,
                )
            else:
                first_notes[id_] = note
            last_notes[id_] = note
            row.append(_given(cite, place))
        before[in_note] = citation, note
        result.append(row)
    return result


def unplaced(citations: Sequence[Citation]) -> list[list[Place]]:
    """The same for a style that does not ask."""
    return [[_FIRST] * len(one.cites) for one in citations]


_FIRST = Place()
_NOTHING: tuple[None, None] = None, None
NO_CITE = ("author-only", "year-only")
"""Modes of citations that are no cites of the work, but a name or a year in the text."""


def is_name(citation: Citation) -> bool:
    """Whether a citation is no cite of a work, but a name or a year in the text."""
    cites = citation.cites
    return citation.mode in NO_CITE or (bool(cites) and cites[0].author_only)


def _repeated(earlier: Cite, cite: Cite) -> int:
    if earlier.id != cite.id:
        return SUBSEQUENT
    if not earlier.locator:
        return IBID_WITH_LOCATOR if cite.locator else IBID
    if not cite.locator:
        return SUBSEQUENT
    same = earlier.locator == cite.locator and (earlier.label or "page") == (cite.label or "page")
    return IBID if same else IBID_WITH_LOCATOR


def _given(cite: Cite, place: Place) -> Place:
    """The place, as the cite itself says where it does."""
    if cite.position is not None:
        place = place._replace(position=NAMES.get(cite.position, FIRST))
    if cite.near_note is not None:
        place = place._replace(near=cite.near_note)
    if cite.first_note is not None:
        place = place._replace(first_note=str(cite.first_note))
    return place
