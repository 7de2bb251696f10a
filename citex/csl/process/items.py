"""The works of one document: their numbers, their sort keys, what disambiguation gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from citex.csl.compile.frame import Frame
from citex.csl.process.program import Program
from citex.csl.strings.collate import sorter
from citex.csl.variables import Work
from citex.model import Paper
from citex.text.extra_field.zotero import with_note_variables


class Item:
    """A work in a document. Its fields are set as the document is put in order, then only read."""

    __slots__ = (
        "condition", "id", "listed", "number", "order", "paper", "places", "shown", "work",
        "year_suffix",
    )  # fmt: skip

    def __init__(self, paper: Paper, work: Work, order: int) -> None:
        self.id: str = paper.id
        self.paper: Paper = paper
        self.work: Work = work
        self.order: int = order  # its place among the papers given, from 1
        self.number: int = order  # its citation number
        self.places: dict[str, int] = {}
        self.shown: Any = None  # names to show beyond what the style asks for
        self.listed: Any = None  # the same in the list, where nothing is beyond it in the cites
        self.year_suffix: str | None = None
        self.condition: int = 0  # how many disambiguate="true" conditions hold

    def frame(self) -> Frame:
        """A fresh frame with what is known of the work in this document."""
        frame = Frame(self.work)
        frame.number = self.number
        frame.shown = self.shown
        frame.year_suffix = self.year_suffix
        frame.condition = self.condition
        return frame


def items_of(papers: Iterable[Paper], program: Program) -> list[Item]:
    """An item for each paper, in order."""
    quotes = program.locale.quotes
    detect = bool(program.style.detect_language)
    result = []
    for order, given in enumerate(papers, start=1):
        paper = with_note_variables(given) if given.note is not None else given
        work = Work(paper, quotes, detect=detect)
        work.specialization = program.specializer.of(work)
        result.append(Item(paper, work, order))
    return result


def place_of(item: Item, area: str, program: Program) -> int:
    """Which of the area's layouts is for the item."""
    if not program.many_layouts:
        return 0
    place = item.places.get(area)
    if place is None:
        place = item.places[area] = program.place(area, item.work.language)
    return place


Column = tuple[list[Any], bool]
"""The values of one sort key, in the items' order, and whether it is descending."""


def sorted_items(items: Sequence[Item], area: str, program: Program) -> list[Item]:
    """The items in the order that the area's cs:sort asks for; ties keep the order given.

    A key is asked for where the keys before it leave a tie.
    """
    collate = sorter(program.style.default_locale_sort or program.locale.lang)
    directions = program.directions(area)

    def value(index: int, column: int) -> Any:
        item = items[index]
        key = program.key(area, place_of(item, area, program), column, item.work)
        text = key.value(item.frame())
        return None if not text else text if key.numbers else collate(text)

    def arranged(indexes: list[int], column: int) -> list[int]:
        if len(indexes) < 2 or column == len(directions):
            return indexes
        values = {index: value(index, column) for index in indexes}
        present = [index for index in indexes if values[index] is not None]
        present.sort(key=values.__getitem__, reverse=directions[column])
        order: list[int] = []
        for _, tied in groupby(present, key=values.__getitem__):
            order += arranged(list(tied), column + 1)
        return order + arranged([i for i in indexes if values[i] is None], column + 1)

    return [items[index] for index in arranged(list(range(len(items))), 0)]


def sort_columns(
    items: Sequence[Item], area: str, program: Program, frame_of: Callable[[Item], Frame]
) -> list[Column]:
    """The sort keys of the items, key by key."""
    collate = sorter(program.style.default_locale_sort or program.locale.lang)
    columns: list[Column] = []
    for column, descending in enumerate(program.directions(area)):
        values: list[Any] = []
        for item in items:
            key = program.key(area, place_of(item, area, program), column, item.work)
            text = key.value(frame_of(item))
            values.append(None if not text else text if key.numbers else collate(text))
        columns.append((values, descending))
    return columns


def ordered(start: Iterable[int], columns: Sequence[Column]) -> list[int]:
    """The indexes in sorted order; what has no value comes last, whatever the direction.

    What is equal stays as it was at the start.
    """
    order = list(start)
    for values, descending in reversed(columns):
        present = [index for index in order if values[index] is not None]
        present.sort(key=values.__getitem__, reverse=descending)
        if len(present) < len(order):
            present += [index for index in order if values[index] is None]
        order = present
    return order
