"""The works of one document: their numbers, their sort keys, what disambiguation gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, groupby
from typing import Any

from citex.csl.compile.frame import Frame
from citex.csl.copyright_years import without_era, without_mark
from citex.csl.process.program import Program
from citex.csl.romanization import Printed
from citex.csl.strings.collate import sorter
from citex.csl.variables import Work
from citex.model import Paper
from citex.text.extra_field.zotero import with_note_variables


class Item:
    """A work in a document. Its fields are set as the document is put in order, then only read."""

    __slots__ = (
        "condition", "entry", "id", "is_missing", "keys", "listed", "number", "order", "paper",
        "places", "printed", "serial", "shown", "sorted", "state", "version", "work", "written",
        "year_suffix",
    )  # fmt: skip

    def __init__(self, paper: Paper, work: Work, order: int) -> None:
        self.id: str = paper.id
        self.paper: Paper = paper
        self.work: Work = work
        self.sorted: Work = work  # what is read for its place in the list
        self.written: Work = work  # what its entry is written from
        self.printed: Any = None  # how a Chinese work is printed in English (`csl.chinese`)
        self.order: int = order  # its place among the papers given, from 1
        self.number: int = order  # its citation number
        self.places: dict[str, int] = {}
        self.shown: Any = None  # names to show beyond what the style asks for
        self.listed: Any = None  # the same in the list, where nothing is beyond it in the cites
        self.year_suffix: str | None = None
        self.condition: int = 0  # how many disambiguate="true" conditions hold
        self.is_missing: bool = False  # it is cited, and not among the papers
        self.keys: dict[tuple[str, int], Any] = {}  # sort keys of the list that were made
        self.state: tuple[Any, ...] = ()  # what its texts depend on besides the paper
        self.serial: int = next(_serials)  # tells it from all others
        self.version: int = 0  # grows with each change of the state
        self.entry: Any = None  # as it was made last, for a session

    def begin(self, order: int) -> None:
        """Be as before the document made anything of the work, at its place among all."""
        self.order = self.number = order
        self.shown = self.listed = self.year_suffix = None
        self.condition = 0

    def settle(self, program: Program) -> None:
        """Take note of what the document makes of the work; a new version if it has changed."""
        number = self.number if program.uses_number else None
        state = (number, self.year_suffix, self.condition, self.shown, self.listed)
        if state != self.state:
            self.state = state
            self.version += 1

    def frame(self, work: Work | None = None) -> Frame:
        """A fresh frame with what is known of the work in this document.

        `work` is what is read in its place: what an entry is written from, or sorted by.
        """
        frame = Frame(self.work if work is None else work)
        frame.number = self.number
        frame.shown = self.shown
        frame.year_suffix = self.year_suffix
        frame.condition = self.condition
        return frame


_serials = count(1)


def item_of(given: Paper, program: Program, order: int = 1) -> Item:
    """A paper as a work of a document."""
    work = _work_of(given, program)
    work.specialization = program.specializer.of(work)
    return Item(work.paper, work, order)


def items_of(given: Iterable[Paper], program: Program) -> list[Item]:
    """Papers as works that stand alone, each step done for all of them before the next.

    What a step runs is at hand then: this takes less time than one after the other.
    """
    works = [_work_of(paper, program) for paper in given]
    of = program.specializer.of
    for work in works:
        work.specialization = of(work)
    return [Item(work.paper, work, 1) for work in works]


def _work_of(given: Paper, program: Program) -> Work:
    paper = with_note_variables(given) if given.note is not None else given
    if paper.issued is not None and paper.issued.literal:
        paper = paper if program.prints_mark else without_mark(paper)
        paper = paper if program.prints_era else without_era(paper)
    return Work(paper, program.locale.quotes, detect=bool(program.style.detect_language))


def romanized_item(given: Paper, printed: Printed, program: Program, order: int) -> Item:
    """A Chinese work as it is printed in letters; `given` has what else is said of it."""
    item = item_of(given, program, order)
    if printed.sorted is not printed.paper:
        item.sorted = item_of(printed.sorted, program).work
    else:
        item.sorted = item_of(given, program).work
    item.written = item_of(given, program).work
    printed.dress(item.written, behind=True)
    printed.dress(item.work, behind=program.style.class_ == "note")
    item.printed = printed
    return item


def missing_item(id_: str, program: Program) -> Item:
    """What stands for a work that is cited, and not among the papers."""
    item = item_of(Paper(id=id_), program, 0)
    item.is_missing = True
    return item


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
        if (area, column) in item.keys:
            return item.keys[area, column]
        key = program.key(area, place_of(item, area, program), column, item.work)
        text = key.value(item.frame(item.sorted))
        found = None if not text else text if key.numbers else collate(text)
        if not program.uses_number:  # numbers come of the document, all else of the work
            item.keys[area, column] = found
        return found

    def arranged(indexes: list[int], column: int) -> list[int]:
        if len(indexes) < 2 or column == len(directions):
            return indexes
        values = {index: value(index, column) for index in indexes}
        present = [index for index in indexes if values[index] is not None]
        present.sort(key=values.__getitem__, reverse=directions[column])
        order: list[int] = []
        for _, tied in groupby(present, key=values.__getitem__):
            group = list(tied)
            order += arranged(group, column + 1) if len(group) > 1 else group
        if len(order) < len(indexes):
            order += arranged([i for i in indexes if values[i] is None], column + 1)
        return order

    return [items[index] for index in arranged(list(range(len(items))), 0)]


def sort_columns(items: Sequence[Item], area: str, program: Program) -> list[Column]:
    """The sort keys of the items, key by key."""
    collate = sorter(program.style.default_locale_sort or program.locale.lang)
    columns: list[Column] = []
    for column, descending in enumerate(program.directions(area)):
        values: list[Any] = []
        for item in items:
            key = program.key(area, place_of(item, area, program), column, item.work)
            text = key.value(item.frame(item.sorted))
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
