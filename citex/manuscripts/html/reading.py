"""A page read: its citations in order of reading, its own notes, the places of its lists."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citex._late import regex
from citex.errors import InvalidValue, Problem
from citex.manuscripts.html.cites import citation_of, is_citation, plain
from citex.manuscripts.html.elements import HEADINGS, LEFT_ALONE, Element, Elements
from citex.manuscripts.html.tags import Tag
from citex.manuscripts.manuscript import Cited, Known, Listing, Manuscript, wanted

NOTES = "citex-notes"
"""The id of the element that has the notes which citations make."""

_BACK = regex(r"<a\s[^<>]*(?:doc-backlink|footnote-back)[^<>]*>[^<>]*</a>")
_LINKED = ("a", "button")
"""The elements in which no link may stand."""
_CONTAINERS = ("section", "div", "aside", "ol", "footer")


class _Note(NamedTuple):
    """A note of the page's own: where its content lies, and where it is referred to."""

    start: int
    end: int
    at: int


def read(
    text: str, elements: Elements, known: Known, languages: Sequence[str], name: str
) -> Manuscript:
    """The citations of a page whose elements are known."""
    notes = list(_notes(elements))
    manuscript = Manuscript(text, notes=sorted({note.at for note in notes}), notes_first=True)
    chapters = _chapters(elements.closed)
    order = _Order(text, notes, manuscript.notes)
    links = [one for one in elements.closed if one.tag.name in _LINKED]
    starts = [one.inner for one in links]
    ends = list(itertools.accumulate((one.inner_end for one in links), max))
    found = sorted([*elements.closed, *_empty(elements)], key=lambda element: element.start)
    replaced = list(_outermost(found))
    for element in replaced:
        if not is_citation(element.tag):
            continue
        content = text[element.inner : element.inner_end]
        chapter = bisect.bisect_right(chapters, order.at(element.start))
        try:
            citation = citation_of(element.tag, content, known, languages, chapter)
        except InvalidValue as error:
            manuscript.problems.append(_problem(manuscript, element.tag, str(error), name))
            continue
        keys = (element.start,) * len(citation.cites)
        made = Cited(element.inner, element.inner_end, citation, keys)
        manuscript.citations.append(order.placed(made, element))
        outer = bisect.bisect_right(starts, element.start) - 1
        if outer >= 0 and element.start < ends[outer]:
            manuscript.linked.add(made.start)
    manuscript.citations.sort(key=lambda one: (one.at, one.start))
    manuscript.listings = list(_listings(replaced, chapters))
    manuscript.problems += _unclosed(manuscript, elements, name)
    return manuscript


def _outermost(elements: list[Element]) -> Iterator[Element]:
    """The elements whose content is replaced, but for those that stand in the content of others."""
    end = 0
    for element in elements:
        said = element.tag
        if element.start >= end and (is_citation(said) or _is_list(said) or _has_our_notes(said)):
            end = element.end
            yield element


def _is_list(tag: Tag) -> bool:
    id_ = tag.attributes.get("id", "")
    return not is_citation(tag) and (id_ == "refs" or id_.startswith("refs-"))


def _has_our_notes(tag: Tag) -> bool:
    return tag.attributes.get("id") == NOTES


def _empty(elements: Elements) -> Iterator[Element]:
    """The citations that have no end tag, as XML allows: their content comes in place of "/>"."""
    for tag in elements.alone:
        if is_citation(tag):
            yield Element(tag._replace(end=tag.end - 2), tag.end, tag.end)


def _problem(manuscript: Manuscript, tag: Tag, message: str, name: str) -> Problem:
    raw = manuscript.text[tag.start : tag.end][:200]
    return Problem(message=message, source=name, line=manuscript.line(tag.start), raw=raw)


def _unclosed(manuscript: Manuscript, elements: Elements, name: str) -> Iterator[Problem]:
    last = max(manuscript.text.rfind(sign) for sign in ("data-cite", "data-key"))
    for tag in elements.unclosed:
        if is_citation(tag):
            told = f"the element <{tag.name}> of a citation is not closed; it is left as it is"
            yield _problem(manuscript, tag, told, name)
        elif tag.name in LEFT_ALONE and last >= tag.end:
            told = f"the element <{tag.name}> is not closed: all behind it is left as it is"
            yield _problem(manuscript, tag, told, name)


# -- the page's own notes ------------------------------------------------------------------------


def _notes(elements: Elements) -> Iterator[_Note]:
    """The notes: items of a list of notes, and elements that say that they are one."""
    targets: dict[str, int] = {}
    for element in elements.closed:
        href = element.tag.attributes.get("href", "")
        if element.tag.name == "a" and href.startswith("#"):
            targets.setdefault(href[1:], element.start)
    end = 0
    for element in elements.closed:
        said = element.tag.attributes
        if said.get("id") == NOTES or (element.start < end and "id" not in said):
            continue
        role = said.get("role", "").split()
        single = "doc-footnote" in role or "doc-endnote" in role
        if _holds_notes(element.tag) and not single:
            end = max(end, element.end)
        elif "id" in said and (single or (element.start < end and element.tag.name == "li")):
            at = targets.get(said["id"], element.start)
            yield _Note(element.inner, element.inner_end, at)


def _holds_notes(tag: Tag) -> bool:
    said = tag.attributes
    return tag.name in _CONTAINERS and (
        "doc-endnotes" in said.get("role", "").split()
        or not {"footnotes", "footnote"}.isdisjoint(said.get("class", "").split())
    )


class _Order:
    """Where what stands in a page is read: in a note, where that is first referred to."""

    def __init__(self, text: str, notes: list[_Note], places: list[int]) -> None:
        self.text, self.places = text, places
        self.notes = sorted(notes)
        self.starts = [note.start for note in self.notes]

    def _note(self, place: int) -> _Note | None:
        index = bisect.bisect_right(self.starts, place) - 1
        if index >= 0 and place < self.notes[index].end:
            return self.notes[index]
        return None

    def at(self, place: int) -> int:
        """Where a place is read."""
        note = self._note(place)
        return note.at if note else place

    def placed(self, cited: Cited, element: Element) -> Cited:
        """A citation with its place in the order of reading."""
        note = self._note(element.start)
        if note is None:
            return cited._replace(at=element.start)
        before = plain(self.text[note.start : element.start])
        behind = plain(_BACK.sub("", self.text[element.end : note.end]))
        number = bisect.bisect_left(self.places, note.at) + 1
        return cited._replace(
            at=note.at, note=number, opens=not before.strip(), closes=not behind.strip()
        )


# -- chapters and lists --------------------------------------------------------------------------


def _chapters(elements: list[Element]) -> list[int]:
    """Where chapters begin: at the headings of the highest level that has several, else has any.

    A page has one heading of the first level as a rule, that is its title.
    """
    headings = [element for element in elements if element.tag.name in HEADINGS]
    counts = Counter(element.tag.name for element in headings)
    levels = sorted(name for name, count in counts.items() if count > 1) or sorted(counts)
    return [element.start for element in headings if element.tag.name == levels[0]]


def _listings(elements: list[Element], chapters: list[int]) -> Iterator[Listing]:
    """The places of lists: elements whose id is "refs", or begins with "refs-"."""
    for element in elements:
        if not _is_list(element.tag):
            continue
        said = {name.removeprefix("data-"): value for name, value in element.tag.attributes.items()}
        chapter = bisect.bisect_right(chapters, element.start)
        yield Listing(element.inner, element.inner_end, wanted(said, chapter))
