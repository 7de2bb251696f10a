"""Records of tagged lines ('AU  - Smith, J.', '%A Smith, J.', '{Author}: Smith, J.'), lazily."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.model import Paper

Fields = dict[str, list[str]]
"""The values of a record by tag, in the order of the file."""

Split = Callable[[str], "tuple[str, str] | None"]
"""The tag and the value of a line; None for a line that has no tag."""

RAW = 10_000
"""How much of a broken record's text a problem shows, in characters."""

_NUMBERING = regex(r"\s*(?:\d{1,6}[.)]|<\d{1,6}>|\ufeff)\s*")


class Record(msgspec.Struct):
    """The tagged values of one record, its first line's number and its lines as they stood.

    `opened` says whether it began with the tag that begins a record, `closed` whether it ended
    with the tag that ends one.
    """

    line: int
    fields: Fields
    raw: list[str]
    opened: bool = True
    closed: bool = False

    def first(self, tag: str) -> str:
        """The first value under `tag`, or ""."""
        values = self.fields.get(tag)
        return values[0] if values else ""

    def problem(self, message: str, source: str) -> Problem:
        """A problem with this record, its text attached."""
        raw = "\n".join(self.raw)[:RAW]
        return Problem(message=message, line=self.line, raw=raw, source=source)


class Grammar(NamedTuple):
    """How a tagged format cuts its text.

    `split` parts a line into tag and value. A record begins at the tag `start`; it ends at the
    tag `end`, at the next `start`, or at an empty line before one of the `openers` when it has one
    of them already. Lines without a tag go on with the value before them:
    after a blank, or, under the tags in `lists`, on a line of their own. What stands under the
    tags in `ignored` belongs to the file, not to a record. With `parted` every empty line ends the
    record; with `indented` text that goes on is indented.
    """

    split: Split
    start: str
    end: str | None = None
    openers: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    parted: bool = False
    indented: bool = False


def records(
    lines: Iterable[str], grammar: Grammar, problems: Problems, source: str = "", first: int = 1
) -> Iterator[Record]:
    """The records that the lines make up, one at a time; text outside of them is a warning.

    A record without its end is ended by the next one's beginning; tagged lines that follow no
    beginning make a record with `opened` False. `first` is the number of the first line.
    """
    split, start, end, openers, lists, ignored, parted, indented = grammar
    record: Record | None = None
    fields: Fields = {}  # the record's
    raw: list[str] = []
    values: list[str] | None = None  # where a continued line goes
    pieces: list[str] = []  # of the value that goes on
    tag = ""
    blank = False
    marks = {start, end, *ignored}  # the tags that may begin or end something
    stray = _Stray(problems, source)
    for number, line in enumerate(lines, start=first):
        found = split(line)
        if found is None:
            text = line.strip()
            if record is None or values is None or (indented and line[:1] > " "):
                if text:
                    stray.add(number, line)
                continue
            raw.append(line)
            if text:
                pieces.append(text)
            blank = not text
            continue
        if pieces and values:
            values[-1] = _continued(values[-1], pieces, "\n" if tag in lists else " ")
            pieces = []
        tag, value = found
        if blank or record is None or tag in marks:
            if tag in ignored:
                values = None
                continue
            if tag == end:
                if record is not None:
                    raw.append(line)
                    record.closed = True
                    yield record
                record = values = None
                continue
            opens = tag == start
            if opens and end and record is not None and not (record.opened or blank):
                opens, record.opened = False, True  # the type stands behind other tags
            elif opens and end and record is not None and not blank and len(record.fields) == 1:
                raw.append(line)  # a second type, before anything else is said
                message = "a record of two types; the first was taken"
                problems.append(
                    Problem(message=message, line=number, source=source, level="warning")
                )
                continue
            if (
                record is None
                or opens
                or (
                    blank and (parted or (tag in openers and not openers.isdisjoint(record.fields)))
                )
            ):
                stray.report()
                if record is not None:
                    yield record
                record = Record(number, {}, [], opened=opens)
                fields, raw = record.fields, record.raw
            blank = False
        raw.append(line)
        values = fields.get(tag)
        if values is None:
            fields[tag] = values = [value]
        else:
            values.append(value)
    stray.report()
    if record is not None:
        if pieces and values:
            values[-1] = _continued(values[-1], pieces, "\n" if tag in lists else " ")
        yield record


def reader(
    grammar: Grammar | Callable[[], Grammar], paper: Callable[[Record], Paper]
) -> Callable[[Source, Problems], Iterator[Paper]]:
    """What reads the papers of a file in constant memory; a grammar may be made for each file."""

    def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
        rules = grammar if isinstance(grammar, Grammar) else grammar()
        found = records(source.lines(), rules, problems, source.name)
        return map(paper, filled(found, problems, source))

    return read


def filled(found: Iterable[Record], problems: Problems, source: Source) -> Iterator[Record]:
    """The records that hold something; an empty one, or a text without any, is a problem."""
    count = 0
    for record in found:
        if any(map(any, record.fields.values())):
            count += 1
            yield record
        else:
            problems.append(record.problem("the record is empty", source.name))
    if not count:
        report_none(problems, source)


def report_none(problems: Problems, source: Source) -> None:
    """Say that a text held no record, unless problems say already why."""
    if source.head.strip() and all(problem.level == "warning" for problem in problems):
        message = "the text holds no record of this format"
        problems.append(Problem(message=message, source=source.name, line=1, raw=source.head[:RAW]))


def _continued(first: str, pieces: list[str], joint: str) -> str:
    """A value and its further lines: joined without a blank where Chinese text was broken."""
    joined = [first]
    last = first
    for piece in pieces:
        if not last or (
            joint == " "
            and ((last[-1] > "\u2e80" and piece[0] > "\u2e80") or piece[0] in ",;.:)，。；：、）")
        ):
            joined.append(piece)
        else:
            joined += (joint, piece)
        last = piece
    return "".join(joined)


class _Stray:
    """The lines outside of records, gathered into one warning for each run of them."""

    def __init__(self, problems: Problems, source: str) -> None:
        self._problems, self._source = problems, source
        self._lines: list[str] = []
        self._size = 0
        self._number = 0

    def add(self, number: int, line: str) -> None:
        if _NUMBERING.fullmatch(line):
            return
        if not self._lines:
            self._number = number
        if self._size < RAW:
            self._lines.append(line)
            self._size += len(line) + 1

    def report(self) -> None:
        if not self._lines:
            return
        raw = "\n".join(self._lines)[:RAW]
        self._problems.append(
            Problem(
                message="text outside of any record was passed over",
                line=self._number,
                raw=raw,
                source=self._source,
                level="warning",
            )
        )
        self._lines, self._size = [], 0
