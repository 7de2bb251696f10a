"""What a process does with a piece of the input: records read, outputs made, rows encoded."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from citex import registry
from citex.bulk import tables
from citex.bulk.cutting import records_of
from citex.bulk.outputs import Output
from citex.bulk.tasks import BadRecord, Done, Row, Task
from citex.errors import CitexError, Problem
from citex.formats import Format, Problems, Source
from citex.formats._encodings import likely
from citex.formats._source import fallback
from citex.formats.detect import of_json
from citex.model import KINDS, Paper
from citex.text.halves import without_halves

RAW = 100_000
"""How many characters of a bad record are kept."""

EXTRAS = ("place", "language", "checks", "losses")
"""What a row may tell besides id, outputs and problems."""

_HEAD = 8192
_FEW = 6
_SHORT = 1000
"""Lines that are shorter are read as they stand."""
_REMEMBERED = 4096


class Setup(NamedTuple):
    """What all pieces have in common: it goes to each process once."""

    outputs: list[Output]
    reader: Format | None
    """The format of the input, where it was named."""
    read_options: dict[str, Any]
    extras: tuple[str, ...] = ()
    rows: str = "rows"
    """How rows are encoded: for this "rows" library, as "jsonl", "parquet", or for "files"."""
    made: Callable[[list[Paper]], bytes] | None = None
    """What is made of the papers of a piece instead of rows."""


class Reading(NamedTuple):
    """A paper that was read, the line of its record, and its warnings."""

    paper: Paper
    line: int | None
    problems: tuple[Problem, ...]


class _Line(msgspec.Struct):
    """A line of JSON, and what was found of it at a first look."""

    number: int
    text: str
    problems: Problems
    form: Format | None = None
    bare: str | None = None


class Work:
    """Does tasks, one after the other; what it keeps between them changes no result."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._kinds: dict[str, str] = {}

    def do(self, task: Task) -> Done:
        """What is made of a task. Nothing that a record holds ends it."""
        if self.setup.made is not None:
            papers, bad = self.papers(task)
            return Done(self.setup.made(papers), len(papers), bad)
        readings, rows, bad, places = self._done(task)
        warned = sum(1 for row in rows if row.problems)
        try:
            encoded = self._encoded(readings, rows)
        except (UnicodeError, ValueError):  # halves of characters, from papers that were made
            encoded = self._encoded(readings, [_sayable(row) for row in rows])
        return Done(encoded, len(rows), bad, warned, places)

    def rows(self, task: Task) -> tuple[list[Row], list[BadRecord], list[int]]:
        """The rows of a task, its bad records, and before which row each of these stands."""
        return self._done(task)[1:]

    def _done(self, task: Task) -> tuple[list[Reading], list[Row], list[BadRecord], list[int]]:
        bad: list[BadRecord] = []
        readings: list[Reading] = []
        places: list[int] = []
        for reading in self._read(task, bad):
            places += [len(readings)] * (len(bad) - len(places))
            readings.append(reading)
        places += [len(readings)] * (len(bad) - len(places))
        return readings, self._rows(readings, task, bad), bad, places

    def _encoded(self, readings: list[Reading], rows: list[Row]) -> bytes:
        kind, outputs = self.setup.rows, self.setup.outputs
        if kind == "jsonl":
            return _json.encode_lines(map(json_row, rows))
        if kind == "parquet":
            return tables.packed_rows(rows, [one.name for one in outputs], self.setup.extras)
        if kind == "files":  # of formats the whole part is written at once
            styles = {one.name for one in outputs if not isinstance(one.chosen, Format)}
            return pickle.dumps(
                [
                    (reading.paper, {name: text if name in styles else ""
                                     for name, text in row.outputs.items()})
                    for reading, row in zip(readings, rows, strict=True)
                ]
            )  # fmt: skip
        return _pack.encode(rows)

    def papers(self, task: Task) -> tuple[list[Paper], list[BadRecord]]:
        """The papers of a task, and its bad records."""
        bad: list[BadRecord] = []
        return [reading.paper for reading in self._read(task, bad)], bad

    # -- reading ------------------------------------------------------------------------------

    def _read(self, task: Task, bad: list[BadRecord]) -> Iterator[Reading]:
        if task.kind == "papers":
            for number, paper in enumerate(pickle.loads(task.data), start=task.first):
                yield Reading(paper, number, ())
        elif task.kind == "lines":
            yield from self._lines(task, bad)
        elif task.kind == "arrow":
            lines = tables.lines_in(task.data)
            yield from self._lines(msgspec.structs.replace(task, data=lines), bad)
        else:
            yield from self._text(task, bad)

    def _lines(self, task: Task, bad: list[BadRecord]) -> Iterator[Reading]:
        given = self._form(task.format) if task.format else None
        held: list[_Line] = []  # those that may be read together
        form: Format | None = None
        for line in self._entries(task):
            line.form, line.bare = self._look(line.text, given)
            if line.bare is None or line.problems:
                yield from self._together(held, form, task, bad)
                yield from self._line(line, task, bad)
                held = []
                continue
            if line.form is not form:
                yield from self._together(held, form, task, bad)
                held, form = [], line.form
            held.append(line)
        yield from self._together(held, form, task, bad)

    def _entries(self, task: Task) -> Iterator[_Line]:
        """The lines that are not empty, decoded."""
        other = ""  # one for all lines that are not UTF-8
        for number, raw in enumerate(task.data.split(b"\n"), start=task.first):
            raw = raw.strip()
            if number == 1 and raw.startswith(b"\xef\xbb\xbf"):
                raw = raw[3:]
            if not raw:
                continue
            problems: Problems = []
            try:
                text = raw.decode(task.encoding or "utf-8")
            except UnicodeDecodeError:
                if task.encoding:
                    text = raw.decode(task.encoding, "replace")
                    message = f"bytes that are not {task.encoding}; replaced by U+FFFD"
                else:
                    other = other or _other(task)
                    text, name = fallback(raw, other)
                    message = f"not UTF-8; read as {name}"
                problems.append(Problem(message=message, level="warning"))
            yield _Line(number, text, problems)

    def _look(self, text: str, form: Format | None) -> tuple[Format | None, str | None]:
        """The format of a line, if there is one, and the record by the keys alone that this reads.

        Most of a record of Crossref is what it refers to, and would be passed over several times.
        None where the line is to be read whole.
        """
        keys = _keys_of(text)
        if form is None:
            try:
                form = registry.reader_named(self._kind(text, keys))
            except CitexError:
                return None, None
        wanted = form.keys
        if wanted is None or len(text) < _SHORT or "DOI" not in keys or "\r" in text:
            return form, None
        heads = _heads(wanted)
        held = [heads[key] + value for key, value in keys.items() if key in heads]
        return form, (b"{%b}" % b",".join(held)).decode()

    def _together(
        self, lines: list[_Line], form: Format | None, task: Task, bad: list[BadRecord]
    ) -> Iterable[Reading]:
        """The papers of bare records, a paper of each; where that is not so, line by line."""
        if not lines or form is None:
            return
        problems: Problems = []
        source = Source.of_text("\n".join([line.bare or "" for line in lines]), task.source)
        try:
            papers = form.several(source, problems, **self.setup.read_options)
        except Exception:  # whatever it is, it is told of the line that it is of
            papers = []
        if not problems and len(papers) == len(lines) and all(paper.DOI for paper in papers):
            for paper, line in zip(papers, lines, strict=True):
                yield Reading(paper, line.number, ())
            return
        if len(lines) == 1:
            yield from self._line(lines[0], task, bad)
            return
        middle = len(lines) // 2
        yield from self._together(lines[:middle], form, task, bad)
        yield from self._together(lines[middle:], form, task, bad)

    def _line(self, line: _Line, task: Task, bad: list[BadRecord]) -> Iterator[Reading]:
        number, text, problems = line.number, line.text, line.problems
        source = Source.of_text(text, task.source)
        papers: list[Paper] = []
        code = "no-record"
        try:
            form = line.form or registry.reader_named(self._kind(text, _keys_of(text)))
            papers.extend(form.papers(source, problems, **self.setup.read_options))
        except CitexError as error:
            code = "unreadable"
            problems.append(Problem(message=str(error)))
        except Exception as error:  # whatever it is, the other records are to be had
            code = "internal"
            problems.append(Problem(message=_said(error)))
        if not papers and not problems:
            problems.append(Problem(message="no record was found"))
        warnings = tuple(
            [msgspec.structs.replace(one, line=number, raw="") for one in problems
             if one.level == "warning"]
        )  # fmt: skip
        for paper in papers:
            yield Reading(paper, number, warnings)
        if not problems or (papers and len(warnings) == len(problems)):
            return
        value = _decoded(text)
        if code == "no-record" and value is msgspec.UNSET:
            code = "not-json"
        for one in problems:
            if one.level == "error" or not papers:
                bad.append(
                    BadRecord(code=code, message=one.message, id=_id(value), source=task.source,
                              line=number, raw=text[:RAW])
                )  # fmt: skip

    def _kind(self, text: str, keys: dict[str, msgspec.Raw]) -> str:
        """The format of a line of JSON, by its keys and what kind of values they have.

        The look at the whole text takes long, and is one for all lines of the same keys; it is
        taken where these are few.
        """
        if len(keys) < _FEW:
            return _of_object(text[:_HEAD])
        look = (
            '{"'
            + '":,"'.join(keys)
            + '":'
            + "".join([f',"{key}":{_glance(bytes(keys[key]))}' for key in _TELLING if key in keys])
        )
        kind = self._kinds.get(look)
        if kind is None:
            kind = _of_object(look, text[:_HEAD])
            if len(self._kinds) < _REMEMBERED:
                self._kinds[look] = kind
        return kind

    def _text(self, task: Task, bad: list[BadRecord]) -> Iterator[Reading]:
        """The papers of a text; where a record is bad, each record's for itself."""
        found, faults = self._whole_text(task)
        if faults and len(parts := records_of(task)) > 1:
            for part in parts:
                yield from self._text(part, bad)
            return
        yield from found
        bad += faults

    def _whole_text(self, task: Task) -> tuple[list[Reading], list[BadRecord]]:
        assert task.format is not None
        form = self._form(task.format)
        before = task.first - 1 - task.head.count(b"\n")
        data = task.head + task.data + task.tail
        found: list[Reading] = []
        faults: list[Problem] = []
        problems: Problems = []
        code = "unreadable"
        try:
            source = Source.of_bytes(data, task.source, encoding=task.encoding or task.other)
            for paper in form.papers(source, problems, **self.setup.read_options):
                warnings = [one for one in problems if one.level == "warning"]
                faults += [one for one in problems if one.level == "error"]
                problems.clear()
                found.append(Reading(paper, None, tuple(warnings)))
            problems += source.problems
            if task.other and not task.data.isascii():
                message = f"not UTF-8; read as {task.other}"
                problems.append(Problem(message=message, level="warning"))
        except CitexError as error:
            problems.append(Problem(message=str(error)))
        except Exception as error:  # as above
            code = "internal"
            problems.append(Problem(message=_said(error)))
        faults += [one for one in problems if one.level == "error"]
        if doubts := tuple([one for one in problems if one.level == "warning"]):
            found = [one._replace(problems=(*one.problems, *doubts)) for one in found]
        if not found and not faults:
            code = "no-record"
            faults.append(Problem(message="no record was found"))
        text = task.data[:RAW].decode("utf-8", "replace")
        return found, [
            BadRecord(code=code, message=one.message, source=task.source, raw=one.raw[:RAW] or text,
                      line=one.line + before if one.line is not None else task.first)
            for one in faults
        ]  # fmt: skip

    def _form(self, name: str) -> Format:
        """The format of this name; one that the parent alone has came with the setup."""
        given = self.setup.reader
        return given if given is not None and given.name == name else registry.reader_named(name)

    # -- outputs ------------------------------------------------------------------------------

    def _rows(self, readings: list[Reading], task: Task, bad: list[BadRecord]) -> list[Row]:
        papers = [one.paper for one in readings]
        texts: list[dict[str, str]] = [{} for _ in papers]
        for output in self.setup.outputs:
            for number, text in enumerate(self._texts(output, readings, task, bad)):
                if text is not None:
                    texts[number][output.name] = text
        place = "place" in self.setup.extras
        rows = []
        for reading, made in zip(readings, texts, strict=True):
            rows.append(
                Row(
                    id=reading.paper.id,
                    outputs=made,
                    problems=reading.problems,
                    source=task.source if place else "",
                    line=reading.line if place else None,
                    **self._extra(reading.paper),
                )
            )
        return rows

    def _texts(
        self, output: Output, readings: list[Reading], task: Task, bad: list[BadRecord]
    ) -> Iterable[str | None]:
        papers = [one.paper for one in readings]
        try:
            return output.texts(papers)
        except Exception:  # one of them: each for itself
            return [self._text_of(output, one, task, bad) for one in readings]

    def _text_of(
        self, output: Output, reading: Reading, task: Task, bad: list[BadRecord]
    ) -> str | None:
        try:
            return output.texts([reading.paper])[0]
        except CitexError as error:
            code, message = "not-written", str(error)
        except Exception as error:  # as above
            code, message = "internal", _said(error)
        bad.append(
            BadRecord(code=code, message=message, id=reading.paper.id, source=task.source,
                      line=reading.line, output=output.name)
        )  # fmt: skip
        return None

    def _extra(self, paper: Paper) -> dict[str, Any]:
        extras = self.setup.extras
        found: dict[str, Any] = {}
        if "language" in extras:
            found["language"] = paper.language or ""
        if "checks" in extras:
            found["checks"] = _checked(paper)
        if "losses" in extras:
            found["losses"] = {
                output.name: _lost(paper, output)
                for output in self.setup.outputs
                if isinstance(output.chosen, Format)
            }
        return found


def _checked(paper: Paper) -> tuple[str, ...]:
    """The codes of what the check finds."""
    from citex.checks import check  # only where it is asked for

    return tuple(dict.fromkeys(one.code for one in check([paper])))


def _lost(paper: Paper, output: Output) -> tuple[str, ...]:
    """The variables that a format cannot hold."""
    from citex.formats.loss import losses  # only where they are asked for

    assert isinstance(output.chosen, Format)
    lost = losses([paper], output.chosen, **output.options)
    return tuple(dict.fromkeys(one.variable for one in lost))


def json_row(row: Row) -> dict[str, Any]:
    """A row as it stands in a file of JSON lines."""
    found: dict[str, Any] = {
        "id": row.id,
        "outputs": row.outputs,
        "problems": [{"level": one.level, "message": one.message} for one in row.problems],
    }
    for name in ("source", "line", "language", "checks", "losses"):
        value = getattr(row, name)
        if value is not None and value != "":
            found[name] = value
    return found


_json = msgspec.json.Encoder()
_pack = msgspec.msgpack.Encoder()


_keys = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@functools.lru_cache(maxsize=16)
def _heads(keys: frozenset[str]) -> dict[str, bytes]:
    """How a member of an object begins that has one of these keys."""
    return {key: msgspec.json.encode(key) + b":" for key in keys}


def _keys_of(text: str) -> dict[str, msgspec.Raw]:
    """The values of an object of JSON by their keys; of anything else, none."""
    try:
        return _keys(text)
    except (msgspec.DecodeError, RecursionError):
        return {}


def _of_object(*looks: str) -> str:
    """The format of a JSON object, by the first of its looks that tells one."""
    return next(filter(None, map(of_json, looks)), "csljson")


_TELLING = ("id", "type", "itemType", "title", "container-title")
"""Keys of which the value tells formats apart, too."""


def _glance(value: bytes) -> str:
    """What of a value tells formats apart: its kind, the type of a work, whose an id is."""
    if value.startswith(_OPENALEX):
        return _OPENALEX.decode() + '1"'
    if value[:1] == b'"' and len(value) < 40 and value[1:-1].decode("utf-8") in _TYPES:
        return value.decode("utf-8")
    return value[:1].decode("latin-1")


_TYPES = frozenset(KINDS)
_OPENALEX = b'"https://openalex.org/W'


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return msgspec.UNSET


def _other(task: Task) -> str:
    """The likeliest encoding of the lines that are not UTF-8, all of them together."""
    return likely(b"\n".join([line for line in task.data.split(b"\n") if not _is_utf8(line)]))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _sayable(row: Row) -> Row:
    """The row with a sign in place of halves of characters."""
    outputs = {name: without_halves(text) for name, text in row.outputs.items()}
    return msgspec.structs.replace(row, id=without_halves(row.id), outputs=outputs)


def _id(value: Any) -> str:
    """What a record that could not be read is known by."""
    for key in ("id", "DOI", "doi", "paperId"):
        found = value.get(key) if isinstance(value, dict) else None
        if isinstance(found, (str, int)) and found:
            return str(found)[:1000]
    return ""


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
