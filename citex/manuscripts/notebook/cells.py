"""The cells of a notebook (nbformat 4), with the places of their sources in its JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from json import decoder
from typing import Any, NamedTuple

from citex._late import regex
from citex.errors import CitexError

_BLANKS = regex(r"[ \t\r\n]*")
_ESCAPED = regex(r"\\u(?!00[01])")  # controls are always escaped
_HALVES = regex("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()
_string: Callable[[str, int, bool], tuple[str, int]] = vars(decoder)["scanstring"]
"""The string whose content begins at a place, and where it ends."""


class Token(NamedTuple):
    """A string of the JSON: where it begins and ends, and what it says."""

    start: int
    end: int
    value: str


@dataclass
class Cell:
    """A cell: its type, its metadata, and its source by the strings of the JSON.

    `start` and `end` are the places of the cell, and of its source, whose form is a list of lines
    or one string.
    """

    start: int
    end: int = 0
    source: tuple[int, int] = (0, 0)
    tokens: list[Token] = field(default_factory=list)
    listed: bool = True
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The source, whole."""
        return "".join(token.value for token in self.tokens)

    @property
    def kind(self) -> str:
        """Its type: "markdown", "code", "raw"."""
        return str(self.values.get("cell_type", ""))

    @property
    def metadata(self) -> dict[str, Any]:
        """Its metadata."""
        return mapping(self.values.get("metadata"))


@dataclass
class Notebook:
    """A notebook's JSON: its cells, and all else at its top."""

    text: str
    cells: list[Cell] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    end: int = 0
    """Where the list of cells ends."""


def mapping(value: Any) -> dict[str, Any]:
    """A value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def notebook_of(text: str) -> Notebook:
    """The cells of a notebook. Raises CitexError for what is none, or is older than nbformat 4."""
    found = Notebook(text)
    try:
        for name, place in _members(text, _blanks(text, 1 if text[:1] == "\ufeff" else 0)):
            if name == "cells" and text[place : place + 1] == "[":
                found.cells = list(_cells(text, place))
                found.end = _end_of_list(text, place, found.cells)
            else:
                found.values[name] = _DECODER.raw_decode(text, place)[0]
    except (ValueError, RecursionError) as error:
        raise CitexError(f"the notebook cannot be read: {error}") from None
    if not found.end:
        if "worksheets" in found.values:
            raise CitexError(
                "the notebook is of an old format; write it anew: "
                "jupyter nbconvert --to notebook --nbformat 4"
            )
        raise CitexError("the file is no notebook: it has no cells")
    return found


def _blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    assert found is not None
    return found.end()


def _expected(text: str, place: int, signs: str) -> int:
    """Behind one of these signs. Raises ValueError for another."""
    if text[place : place + 1] not in signs or place >= len(text):
        raise json.JSONDecodeError("Expecting " + " or ".join(signs), text, place)
    return place + 1


def _members(text: str, place: int) -> Iterator[tuple[str, int]]:
    """The names of an object, and where their values begin."""
    place = _blanks(text, _expected(text, place, "{"))
    while text[place : place + 1] != "}":
        name, place = _string(text, _expected(text, place, '"'), True)
        place = _blanks(text, _expected(text, _blanks(text, place), ":"))
        yield name, place
        place = _blanks(text, _DECODER.raw_decode(text, place)[1])
        if text[place : place + 1] == ",":
            place = _blanks(text, place + 1)
        else:
            _expected(text, place, "}")


def _cells(text: str, place: int) -> Iterator[Cell]:
    place = _blanks(text, _expected(text, place, "["))
    while text[place : place + 1] != "]":
        cell = Cell(place)
        for name, inner in _members(text, place):
            if name == "source":
                _take_source(text, inner, cell)
            else:
                cell.values[name] = _DECODER.raw_decode(text, inner)[0]
        cell.end = _DECODER.raw_decode(text, place)[1]
        yield cell
        place = _blanks(text, cell.end)
        if text[place : place + 1] == ",":
            place = _blanks(text, place + 1)
        else:
            _expected(text, place, "]")


def _end_of_list(text: str, place: int, cells: list[Cell]) -> int:
    """Where the bracket stands that ends the list of cells."""
    return _blanks(text, cells[-1].end if cells else place + 1)


def _take_source(text: str, place: int, cell: Cell) -> None:
    """Take the strings of a source. Raises ValueError for another value."""
    cell.tokens, cell.listed = [], text[place : place + 1] == "["
    start = place
    if not cell.listed:
        value, end = _string(text, _expected(text, place, '"'), True)
        cell.tokens.append(Token(place, end, value))
        cell.source = start, end
        return
    place = _blanks(text, place + 1)
    while text[place : place + 1] != "]":
        value, end = _string(text, _expected(text, place, '"'), True)
        cell.tokens.append(Token(place, end, value))
        place = _blanks(text, end)
        if text[place : place + 1] == ",":
            place = _blanks(text, place + 1)
        else:
            _expected(text, place, "]")
    cell.source = start, place + 1


# -- written back --------------------------------------------------------------------------------


def source_of(notebook: Notebook, cell: Cell, new: str) -> str:
    """The JSON of another source for a cell, in the form of that which it has.

    The lines that stay are written as they were.
    """
    text = notebook.text
    known = {token.value: text[token.start : token.end] for token in cell.tokens}
    raw = _is_raw(notebook, text[slice(*cell.source)])
    if not cell.listed:
        return known.get(new) or _written(new, raw=raw)
    opening, between, closing = _around(text, cell)
    written = [known.get(line) or _written(line, raw=raw) for line in _lines(new)]
    return f"[{opening}{between.join(written)}{closing}]" if written else "[]"


def _written(text: str, *, raw: bool) -> str:
    """A string as JSON; halves of surrogate pairs are always escaped."""
    return json.dumps(text, ensure_ascii=not raw or _HALVES.search(text) is not None)


def _lines(text: str) -> list[str]:
    """The lines, each with its end; they end at line feeds alone."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _around(text: str, cell: Cell) -> tuple[str, str, str]:
    """What stands before the first string of a source, between two, and behind the last."""
    start, end = cell.source
    if not cell.tokens:
        return "", ", ", ""
    opening = text[start + 1 : cell.tokens[0].start]
    between = f",{opening}" if opening else ", "
    if len(cell.tokens) > 1:
        between = text[cell.tokens[0].end : cell.tokens[1].start]
    return opening, between, text[cell.tokens[-1].end : end - 1]


def _is_raw(notebook: Notebook, source: str) -> bool:
    """Whether letters beyond ASCII are written as they are: as in the source, else the notebook."""
    if not source.isascii():
        return True
    if _ESCAPED.search(source):
        return False
    return not notebook.text.isascii() or _ESCAPED.search(notebook.text) is None


def new_cell(notebook: Notebook, source: str, tag: str) -> str:
    """The JSON of a new last cell, and what parts it from the one before.

    It is laid out as the others are; where these have ids (nbformat 4.5), it has its tag as one.
    """
    text, cells = notebook.text, notebook.cells
    listed = not cells or any(cell.listed for cell in cells)
    made: dict[str, Any] = {"cell_type": "markdown", "metadata": {"tags": [tag]}}
    if _has_ids(notebook):
        made["id"] = _free_id(notebook, tag)
    made["source"] = _lines(source) if listed else source
    before = text[text.rindex("[", 0, cells[0].start) + 1 : cells[0].start] if cells else "\n  "
    raw = _is_raw(notebook, "")
    if "\n" not in before:
        written = json.dumps(made, ensure_ascii=not raw, sort_keys=True)
    else:
        base = before.rpartition("\n")[2]
        unit = base[: len(base) // 2] or " "
        indented = json.dumps(made, ensure_ascii=not raw, sort_keys=True, indent=unit)
        written = indented.replace("\n", f"\n{base}")
    if not cells:
        return f"{before}{written}\n "
    between = text[cells[0].end : cells[1].start] if len(cells) > 1 else f",{before or ' '}"
    return f"{between}{written}"


def _has_ids(notebook: Notebook) -> bool:
    if any("id" in cell.values for cell in notebook.cells):
        return True
    minor = notebook.values.get("nbformat_minor")
    return isinstance(minor, int) and minor >= 5 and notebook.values.get("nbformat") == 4


def _free_id(notebook: Notebook, wanted: str) -> str:
    taken = {cell.values.get("id") for cell in notebook.cells}
    while wanted in taken:
        wanted += "x"
    return wanted
