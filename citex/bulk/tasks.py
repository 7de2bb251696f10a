"""What goes to a worker and what comes back: pieces of the input, and what was made of them."""

from __future__ import annotations

from typing import Any

import msgspec

from citex.errors import Problem, escaped


class BadRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of which nothing could be made, or not all that was asked for.

    `code` is the kind of fault (docs/bulk.md lists them), `id` the record's where it could be read,
    `line` counts from 1, `raw` is the text of the record, at most 100,000 characters. `output`
    names what could not be written, where the rest was.
    """

    code: str
    message: str
    id: str = ""
    source: str = ""
    line: int | None = None
    raw: str = ""
    output: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line) if part)
        named = f"{self.id}: " if self.id else ""
        return escaped(f"{place}: {named}{self.message}" if place else named + self.message)


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was made of a record: `id`, the `outputs` by name, and its `problems`.

    `source` and `line` say where it stood. `language`, `checks` and `losses` are there where they
    were asked for: the language of the work, the codes of `citex.check`, and for each file format
    the variables that it cannot hold. A row is a mapping, too: `row["outputs"]["apa"]`.
    """

    id: str
    outputs: dict[str, str]
    problems: tuple[Problem, ...] = ()
    source: str = ""
    line: int | None = None
    language: str | None = None
    checks: tuple[str, ...] | None = None
    losses: dict[str, tuple[str, ...]] | None = None

    def __getitem__(self, name: str) -> Any:
        if name not in self.__struct_fields__:
            raise KeyError(name)
        return getattr(self, name)


class Task(msgspec.Struct, array_like=True):
    """A piece of the input: some records, as they stand in it.

    `kind` is how they stand: "lines" of JSON, a "text" of a format, pickled "papers", rows of
    "arrow". `first` is the line of the first one. `head` and `tail` are put around a text.
    """

    number: int
    kind: str
    data: bytes
    source: str = ""
    format: str | None = None
    encoding: str | None = None
    first: int = 1
    head: bytes = b""
    tail: bytes = b""
    records: int = 0
    """How many they are, counted by their ends: an estimate where a line may hold several."""
    bad: list[BadRecord] = []
    """What could not even be cut out of the input."""
    place: int = 0
    """How much of the input file is read behind it, in bytes as they lie on the disk."""
    file: int = 0
    """The number of the input file."""
    other: str = ""
    """The encoding of the whole input, as it was guessed where it is not UTF-8."""


class Done(msgspec.Struct, array_like=True):
    """What was made of a task: rows, as the caller wants them encoded, and what went wrong."""

    rows: bytes = b""
    count: int = 0
    bad: list[BadRecord] = []
    warned: int = 0
    """How many of the rows have problems."""
    places: list[int] = []
    """How many rows stand before each bad record, as far as these have no row."""


CODES = {
    "not-json": "the line is no JSON, or is cut off",
    "no-record": "it is no record of a work, or of none that the reader knows",
    "unreadable": "the reader of its format cannot read it",
    "too-long": "the record is longer than may be held in memory",
    "unknown-format": "the input looks like no known format",
    "unreadable-input": "the input cannot be opened or unpacked, or ends before its end",
    "not-written": "one of the outputs cannot be written; the others are in the row",
    "crash": "the process that worked on the record was killed, twice",
    "timeout": "the process that worked on the record alone took too long",
    "internal": "a fault of citex: please report it",
}
"""The codes of bad records, and what each means."""

__all__ = ["CODES", "BadRecord", "Done", "Row", "Task"]
