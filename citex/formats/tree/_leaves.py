"""The leaves of an XML record by path, taken one by one; what nobody takes goes to `extra`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from citex.formats.tree._elements import RECORDS, Element, is_name, kept, restored
from citex.formats.tree._xml import text_of
from citex.text.richtext.elements import local

DEPTH = 6


class Leaves:
    """The elements of a record by path ("titles/title"); `branches` are the paths that only group.

    >>> from xml.etree.ElementTree import fromstring
    >>> leaves = Leaves(fromstring("<r><a><b>x</b></a><c>y</c></r>"), {"a"})
    >>> leaves.text("a/b"), leaves.rest()
    ('x', {'c': ['y']})
    """

    def __init__(self, record: Element, branches: Collection[str]) -> None:
        self.record = record
        self._found: dict[str, list[Element]] = {}
        self._gather(record, "", branches)

    def __contains__(self, path: str) -> bool:
        return path in self._found

    def text(self, path: str) -> str | None:
        """The text of the first element at a path that has any; the others stay."""
        elements = self._found.get(path)
        if elements is None:
            return None
        for index, element in enumerate(elements):
            text = text_of(element)
            if text is not None:
                del elements[index]
                return text
        return None

    def texts(self, path: str) -> list[str]:
        """The texts of all elements at a path."""
        return [text for element in self.all(path) if (text := text_of(element)) is not None]

    def first(self, path: str) -> Element | None:
        """The first element at a path; the others stay."""
        elements = self._found.get(path)
        return elements.pop(0) if elements else None

    def all(self, path: str) -> list[Element]:
        """All elements at a path."""
        return self._found.pop(path, [])

    def at(self, path: str) -> list[Element]:
        """All elements at a path, which stay, but for those that were used up (`drop`)."""
        found = self._found.get(path)
        return [element for element in found if element.tag] if found else []

    def back(self, path: str, elements: Iterable[Element]) -> None:
        """Put elements back that turned out to be of no use."""
        self._found.setdefault(path, []).extend(elements)

    def rest(self, keep: Callable[[Element], Any] = kept) -> dict[str, list[Any]]:
        """What was not taken, for `Paper.extra`: by path, in the order of the file."""
        rest: dict[str, list[Any]] = {}
        for path, elements in self._found.items():
            values = [value for element in elements if (value := keep(element)) != ""]
            if values:
                rest[path] = values
        return rest

    def _gather(self, element: Element, prefix: str, branches: Collection[str]) -> None:
        found = self._found
        for child in element:
            tag = child.tag
            path = prefix + (local(child) if "{" in tag or ":" in tag else tag)
            if path in branches:
                self._gather(child, path + "/", branches)
            elif path in found:
                found[path].append(child)
            else:
                found[path] = [child]


def drop(element: Element) -> None:
    """Use an element up: it says nothing any more, and has no name."""
    element.clear()
    element.tag = ""


def foreign(
    extra: Any, own: Collection[str] = (), namespace: str = ""
) -> Iterator[tuple[str, Element]]:
    """The elements that `Leaves.rest` put away, each with the path that it goes to.

    A path that the format's own table writes (`own`), or that is no path, is left out: `extra`
    may come from anywhere.
    """
    if not isinstance(extra, dict):
        return
    for path, values in extra.items():
        names = str(path).split("/")
        if path in own or len(names) > DEPTH or not all(map(is_name, names)):
            continue
        if not RECORDS.isdisjoint(names):
            continue
        for value in values if isinstance(values, list) else [values]:
            element = restored(value, names[-1], namespace)
            if element is not None:
                yield path, element
