"""Positions of cites: first, subsequent, ibid, ibid with locator, near a note of the same work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from citex.csl.compile.frame import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citex.csl.process.cites import POSITIONS, Citation, Cite

NAMES = dict(zip(POSITIONS, (FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR), strict=True))


@dataclass(slots=True)
class Place:
    """What a cite's place in the document says of it."""

    position: int = FIRST
    near: bool = False
    first_note: str | None = None


def places(citations: Sequence[Citation], distance: int) -> list[list[Place]]:
    """The place of each cite of each citation (CSL 1.0.2, "position").

    `distance` is the near-note distance. Citations in notes and in the text are told apart: what
    stands in the text is never ibid to a note.
    """
    first_notes: dict[str, int | None] = {}
    last_notes: dict[str, int | None] = {}
    before: dict[bool, Citation] = {}
    counts = Counter(citation.note for citation in citations)
    result = []
    for citation in citations:
        if citation.mode == "author-only":  # it is no cite of the work, but a name in the text
            result.append([_given(cite, Place()) for cite in citation.cites])
            continue
        in_note = bool(citation.note)
        previous = before.get(in_note)
        alone = previous is None or not previous.note or counts[previous.note] == 1
        row = []
        for index, cite in enumerate(citation.cites):
            place = Place()
            if cite.author_only:
                row.append(_given(cite, place))
                continue
            if cite.id in first_notes:
                place.position = _position(citation, index, previous, alone)
                first = first_notes[cite.id]
                if first is not None and first != citation.note:
                    place.first_note = str(first)
                place.near = _near(citation, last_notes.get(cite.id), distance)
            else:
                first_notes[cite.id] = citation.note
            last_notes[cite.id] = citation.note
            row.append(_given(cite, place))
        before[in_note] = citation
        result.append(row)
    return result


def _near(citation: Citation, last: int | None, distance: int) -> bool:
    if citation.note and last:
        return citation.note - last <= distance
    return not citation.note


def _position(citation: Citation, index: int, previous: Citation | None, alone: bool) -> int:
    cite = citation.cites[index]
    if index:
        earlier = citation.cites[index - 1]
    elif previous is None or not previous.cites:
        return SUBSEQUENT
    elif (previous.note or 0) == (citation.note or 0):
        earlier = previous.cites[-1]
    else:
        if len(previous.cites) > 1 or not alone:
            return SUBSEQUENT
        if (previous.note or 0) < (citation.note or 0) - 1:
            return SUBSEQUENT
        earlier = previous.cites[0]
    if earlier.id != cite.id:
        return SUBSEQUENT
    return _repeated(earlier, cite)


def _repeated(earlier: Cite, cite: Cite) -> int:
    if not earlier.locator:
        return IBID_WITH_LOCATOR if cite.locator else IBID
    if not cite.locator:
        return SUBSEQUENT
    same = earlier.locator == cite.locator and (earlier.label or "page") == (cite.label or "page")
    return IBID if same else IBID_WITH_LOCATOR


def _given(cite: Cite, place: Place) -> Place:
    """The place, as the cite itself says where it does."""
    if cite.position is not None:
        place.position = NAMES.get(cite.position, FIRST)
    if cite.near_note is not None:
        place.near = cite.near_note
    if cite.first_note is not None:
        place.first_note = str(cite.first_note)
    return place
