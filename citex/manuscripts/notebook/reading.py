"""A notebook read: its Markdown cells as one text, the citations in it, the places of lists."""

from __future__ import annotations

import bisect
import functools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from msgspec.structs import replace

from citex._late import regex
from citex.csl import Citation, Cite
from citex.errors import InvalidValue, Problem
from citex.manuscripts.html.cites import citation_of, is_citation
from citex.manuscripts.html.elements import Element, elements_of
from citex.manuscripts.html.tags import Tag
from citex.manuscripts.manuscript import Cited, Known, Listing, Manuscript, wanted
from citex.manuscripts.markdown import reading
from citex.manuscripts.markdown.blocks import CUT, Blocks, Div, Heading, blocks_of
from citex.manuscripts.markdown.inline import code_in
from citex.manuscripts.notebook.cells import Cell, Notebook
from citex.manuscripts.notebook.managers import keys_of

TAG = "citex-references"
"""The tag of a cell that is the place of the list."""
NOTES = "citex-notes"
"""That of a cell that has the notes which citations make."""

_BREAK = regex("\n")
_BETWEEN = ("<!-- BIBLIOGRAPHY START -->", "<!-- BIBLIOGRAPHY END -->")
"""Around the place of jupyterlab-citation-manager's list."""
_PLACES = ("refs", "cite2c-biblio")


@dataclass
class NotebookText(Manuscript):
    """The Markdown cells of a notebook as one text; its lines are those of the JSON."""

    whole: Joined | None = None

    def line(self, place: int) -> int | None:
        """The line of the notebook's file."""
        assert self.whole is not None
        return self.whole.line(place)


class Joined:
    """The Markdown cells of a notebook, one behind the other: `sep` parts and ends them."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.cells: list[Cell] = [
            cell for cell in notebook.cells if cell.kind == "markdown" and cell.tokens
        ]
        sources = [cell.text for cell in self.cells]
        self.sep: str = _separator(sources)
        self.starts: list[int] = []
        self.blocks: Blocks = Blocks()
        place = 0
        shapes = []
        for source in sources:
            self.starts.append(place)
            found = blocks_of(source)
            shapes.append(found.shape)
            _add(self.blocks, found, place)
            place += len(source) + len(self.sep)
        self.text: str = "".join(f"{source}{self.sep}" for source in sources)
        self.blocks.shape = "".join(f"{shape}{CUT * len(self.sep)}" for shape in shapes)
        self.first: Blocks = blocks_of(notebook.cells[0].text) if self._begins() else Blocks()

    def _begins(self) -> bool:
        cells = self.notebook.cells
        return bool(cells) and cells[0].kind == "markdown"

    def cell(self, place: int) -> Cell:
        """The cell that a place lies in."""
        return self.cells[bisect.bisect_right(self.starts, place) - 1]

    def line(self, place: int) -> int:
        """The line of the notebook's file that a place lies in."""
        token = self.tokens[bisect.bisect_right(self.tokens, (place, len(self.text) * 9)) - 1]
        return bisect.bisect_left(self.breaks, token[1]) + 1

    @functools.cached_property
    def tokens(self) -> list[tuple[int, int]]:
        """Where the strings of all sources begin, here and in the file."""
        found = []
        for cell, place in zip(self.cells, self.starts, strict=True):
            for token in cell.tokens:
                found.append((place, token.start))
                place += len(token.value)
        return found

    @functools.cached_property
    def breaks(self) -> list[int]:
        """The ends of the lines of the file."""
        return [match.start() for match in _BREAK.finditer(self.notebook.text)]

    def elements(self) -> list[Element]:
        """The elements in all cells, each cell for itself: those closed, and those that are empty.

        Those that cite2c's users wrote as XML has them, `<cite data-cite="key"/>`, go whole.
        """
        prose = _without_code(self)
        found = []
        for cell, start in zip(self.cells, self.starts, strict=True):
            inner = elements_of(prose[start : start + len(cell.text)])
            empty = [tag for tag in inner.unclosed if tag.empty and is_citation(tag)]
            found += [_moved(element, start) for element in inner.closed]
            found += [_whole(tag, start) for tag in empty]
        return sorted(found, key=lambda element: element.start)

    def chapters(self) -> list[int]:
        """Where chapters begin."""
        return reading.chapters_of(self.blocks.headings)


def tags(cell: Cell) -> list[str]:
    """The tags of a cell."""
    found = cell.metadata.get("tags")
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def _moved(element: Element, by: int) -> Element:
    tag = element.tag
    tag = tag._replace(start=tag.start + by, end=tag.end + by)
    return Element(tag, element.inner_end + by, element.end + by)


def _whole(tag: Tag, by: int) -> Element:
    """An empty element, all of which is its content."""
    start, end = tag.start + by, tag.end + by
    return Element(tag._replace(start=start, end=start), end, end)


def _separator(sources: list[str]) -> str:
    """A line that no cell has, nor can anything that is printed."""
    taken = {char for source in sources for char in source if "\ufdd0" <= char <= "\ufdef"}
    free = (chr(code) for code in range(0xFDD0, 0xFDF0) if chr(code) not in taken)
    return f"\n{next(free, chr(0xFDD0) * 9)}\n"


def _add(blocks: Blocks, found: Blocks, by: int) -> None:
    """Take the blocks of a cell that begins at a place."""
    blocks.prose += [(start + by, end + by) for start, end in found.prose]
    blocks.headings += [Heading(start + by, level) for start, level in found.headings]
    blocks.divs += [Div(said, start + by, end + by) for said, start, end in found.divs]
    for label, (start, end) in found.notes.items():
        blocks.notes.setdefault(label, (start + by, end + by))
    blocks.examples |= found.examples


def read(joined: Joined, known: Known, languages: Sequence[str], name: str) -> NotebookText:
    """The citations of a notebook: those of Markdown, and the elements `<cite>`."""
    base = reading.read(joined.text, joined.blocks, known, languages)
    values = {one.name: getattr(base, one.name) for one in fields(base)}
    found = NotebookText(**values, whole=joined)
    elements = joined.elements()
    found.listings = _apart(
        sorted(_listings(joined, elements, base.listings), key=lambda one: one.start)
    )
    lists = [(one.start, one.end) for one in found.listings]
    others = [
        one for one in _elements(joined, elements, known, languages, found.problems, name)
        if not _lies_in(one.start, lists)
    ]  # fmt: skip
    spans = sorted([*lists, *((one.start, one.end) for one in others)])
    citations = [one for one in base.citations if not _lies_in(one.start, spans)]
    found.citations = sorted([*citations, *others], key=lambda one: (one.at, one.start))
    return found


def _apart(listings: list[Listing]) -> list[Listing]:
    """The places of lists that do not lie within others."""
    found: list[Listing] = []
    for one in listings:
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _lies_in(place: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect.bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


# -- elements ------------------------------------------------------------------------------------


def _without_code(joined: Joined) -> str:
    """The text in which all that is no prose is blank: nothing in it is an element."""
    pieces, place = [], 0
    for start, end in sorted(joined.blocks.prose):
        start = max(start, place)
        pieces.append(" " * (start - place))
        first = start
        for begin, stop in code_in(joined.text[first:end]):
            pieces += [joined.blocks.shape[start : first + begin], " " * (stop - begin)]
            start = first + stop
        pieces.append(joined.blocks.shape[start:end])
        place = max(place, end)
    return "".join(pieces)


def _elements(
    joined: Joined,
    elements: list[Element],
    known: Known,
    languages: Sequence[str],
    problems: list[Problem],
    name: str,
) -> Iterator[Cited]:
    """The citations that are elements; what is between their tags gives way."""
    chapters = joined.chapters()
    end = 0
    for element in elements:
        content = joined.text[element.inner : element.inner_end]
        if element.start < end:
            continue
        try:
            citation = _citation(joined, element, content, known, languages)
        except InvalidValue as error:
            line = joined.line(element.start)
            problems.append(Problem(message=str(error), source=name, line=line))
            continue
        if citation is not None:
            end = element.end
            keys = (element.start,) * len(citation.cites)
            chapter = reading.chapter_at(chapters, element.start)
            made = replace(citation, chapter=chapter)
            yield Cited(element.inner, element.inner_end, made, keys, element.start)


def _citation(
    joined: Joined, element: Element, content: str, known: Known, languages: Sequence[str]
) -> Citation | None:
    if is_citation(element.tag):
        return citation_of(element.tag, content, known, languages, 0)
    if element.tag.name == "cite" and "id" in element.tag.attributes:
        keys = keys_of(joined.notebook, joined.cell(element.start), element.tag, content)
        return Citation([Cite(key) for key in keys]) if keys else None
    return None


# -- lists ---------------------------------------------------------------------------------------


def _listings(
    joined: Joined, elements: list[Element], told: Sequence[Listing]
) -> Iterator[Listing]:
    """The places of lists: divisions with their fences, which notebooks do not show; elements."""
    fenced = {div.start for div in joined.blocks.divs}
    for one in told:
        if one.start in fenced:
            yield reading.with_fences(joined.text, one)
    chapters = joined.chapters()
    for element in elements:
        said = element.tag.attributes
        places = {said.get("id", ""), *said.get("class", "").split()}
        if element.tag.name == "div" and not places.isdisjoint(_PLACES):
            values = {name.removeprefix("data-"): value for name, value in said.items()}
            holds = wanted(values, reading.chapter_at(chapters, element.start))
            yield Listing(element.inner, element.inner_end, holds, whole=True)
    for cell, start in zip(joined.cells, joined.starts, strict=True):
        if TAG in tags(cell):
            yield Listing(start, start + len(cell.text), whole=True)
        begin = cell.text.find(_BETWEEN[0])
        end = cell.text.find(_BETWEEN[1], begin)
        if 0 <= begin < end:
            yield Listing(start + begin + len(_BETWEEN[0]), start + end, whole=True)
