"""The input in pieces of whole records, as they stand in it; nobody reads them before a worker.

Where a piece ends depends on the input and the size asked for alone, so that a run that goes on
where another was ended cuts it as that one did.
"""

from __future__ import annotations

import json
import os
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from citex import registry
from citex.bulk import tables
from citex.bulk.tasks import BadRecord, Task
from citex.bulk.unpacking import Broken, Input, Opened, opened_input
from citex.errors import CitexError, ParseError
from citex.formats import Source
from citex.formats._source import other_encoding
from citex.model.checked import refuse
from citex.model.paper import Draft
from citex.text.halves import without_halves

SIZE = 1 << 19
"""How many bytes of the input a piece has, about."""

MAX_SIZE = 64_000_000
"""How many bytes one record may have, or a file of a format that is read whole."""

PAPERS = 250
"""How many papers or dictionaries a piece has, where these are given."""

_HEAD = 1 << 16
_LINES = (".jsonl", ".ndjson", ".jl", ".jsonlines")
_PACKED = (".gz", ".zst", ".zstd", ".bz2", ".xz")


class Cut(NamedTuple):
    """Where records of a format begin, or end; of XML, which element each is."""

    begin: re.Pattern[bytes] | None = None
    end: re.Pattern[bytes] | None = None
    root: bool = False

    def ends(self, data: bytes, *, whole: bool) -> list[int]:
        """Where records end in the data; what is behind the last goes on, if it is not the `whole`.

        What stands before the first beginning belongs to it.
        """
        if self.end is not None:
            places = [match.end() for match in self.end.finditer(data) if match.lastindex]
        else:
            assert self.begin is not None
            places = [match.start() for match in self.begin.finditer(data)][1:]
        if whole and not self.root and data[places[-1] if places else 0 :].strip():
            places.append(len(data))
        return places


def _begin(pattern: bytes) -> Cut:
    return Cut(begin=re.compile(rb"(?m)^[ \t]*" + pattern))


_CARD = "[{\\[](?:Reference Type|文献类型)[}\\]]".encode()
"""How a record of NoteExpress begins, in braces as JSON does."""

_ELEMENTS = (
    b"PubmedArticle", b"PubmedBookArticle", b"DocSum", b"DocumentSummary", b"mods", b"record",
    b"entry",
)  # fmt: skip
"""The elements that are records."""
_TEXT = rb"(?s:<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
"""What of XML holds no elements, whatever it looks like."""
_XML = Cut(
    end=re.compile(_TEXT + rb"|(</(?:[\w.-]+:)?(?:" + b"|".join(_ELEMENTS) + rb")\s*>)"), root=True
)

LINES = Cut(end=re.compile(rb"(\n)"))
CUTS = {
    "ris": Cut(end=re.compile(rb"(?m)^([ \t]*ER {1,2}-[^\n]*(?:\n|\Z))")),
    "nbib": _begin(rb"PMID *-"),
    "endnote": _begin(rb"%0(?: |\r?$)"),
    "isi": Cut(end=re.compile(rb"(?m)^(ER[ \t\r]*(?:\n|\Z))")),
    "refworks": _begin(rb"RT[ \t]"),
    "noteexpress": _begin(_CARD),
    "pubmed": _XML,
    "mods": _XML,
    "marcxml": _XML,
    "marc": Cut(end=re.compile(rb"(\x1d)")),
    "endnote-xml": _XML,
    "arxiv": _XML,
}
"""How the formats are cut that may come by the million; the others are read whole."""

_TAG = re.compile(_TEXT + rb"|<([^<>]+)>")


class Cutter:
    """Cuts inputs into tasks, numbered through."""

    def __init__(
        self,
        *,
        format: str | None = None,
        encoding: str | None = None,
        size: int = SIZE,
        max_size: int = MAX_SIZE,
        column: str | None = None,
    ) -> None:
        if encoding:
            Source.of_bytes(b"", encoding=encoding)  # says where there is no such encoding
        self.format: str | None = format
        self.encoding: str | None = encoding
        self.size: int = size
        self.max_size: int = max_size
        self.column: str | None = column
        self._number = 0

    def files(self, inputs: Iterable[Input]) -> Iterator[Task]:
        """The tasks of files, one after the other; what cannot be read is in `Task.bad`."""
        for number, one in enumerate(inputs):
            for task in self._file(one):
                task.file = number
                yield task

    def _file(self, one: Input) -> Iterator[Task]:
        try:
            stream = opened_input(one.name)
        except OSError as error:
            yield self._fault(one.name, "unreadable-input", error.strerror or str(error))
            return
        try:
            yield from self.stream(stream, one.name if one.name != "-" else "")
        finally:
            if one.name != "-":
                stream.close()

    def stream(self, stream: Opened, name: str) -> Iterator[Task]:
        """The tasks of one stream."""
        head, line = b"", 1
        try:
            while not head.strip():
                line += head.count(b"\n")
                head = stream.read(_HEAD)
                if not head:
                    return
            table = head.startswith(tables.MAGIC)
            kind, cut = ("", None) if table else self._kind(head, name)
        except Broken as error:
            yield self._broken(name, error)
            return
        except CitexError as error:
            code = "unknown-format" if not isinstance(error, ParseError) else "unreadable-input"
            yield self._fault(name, code, str(error), raw=_shown(head))
            return
        pieces = _Joined(head, stream, line)
        pieces.settled = bool(self.encoding) or bool(_DECLARED(head))
        if table:
            yield from self._table(name)
        elif cut is LINES:
            yield from self._lines(pieces, name)
        elif cut is not None:
            yield from self._records(pieces, name, kind, cut)
        else:
            yield from self._whole(pieces, name, kind)

    def _kind(self, head: bytes, name: str) -> tuple[str, Cut | None]:
        """The format of an input, and how it is cut. Raises CitexError, UnknownFormat."""
        suffix = _suffix(name)
        given = self.format or ""
        if not _is_wide(head) and _is_lines(head, suffix):
            return given, LINES
        source = Source.of_bytes(head, name, encoding=self.encoding)
        source.name = name[: len(name) - len(_packing(name))]
        kind = given or registry.guess(source).name
        narrow = not source.encoding.startswith(("utf-16", "utf-32"))
        return kind, CUTS.get(kind) if narrow else None

    def _table(self, name: str) -> Iterator[Task]:
        """The tasks of a file of Parquet or Arrow."""
        if not os.path.isfile(name):
            message = "Parquet and Arrow are read from files, by their paths"
            yield self._fault(name, "unreadable-input", message)
            return
        row = 1
        found = tables.batches(name, self.column, PAPERS)
        while True:
            try:
                batch = next(found, None)
            except CitexError:
                raise
            except Exception as error:  # the package has many of its own
                yield self._broken(name, Broken(str(error)), row)
                return
            if batch is None:
                return
            task = self._task("arrow", tables.packed(batch), name, row, batch.num_rows, None)
            row += task.records
            yield task

    def _lines(self, pieces: _Joined, name: str) -> Iterator[Task]:
        line, begun = pieces.line, bytearray()
        try:
            while data := pieces.read(self.size):
                end = data.rfind(b"\n") + 1
                if not end:
                    begun += data
                    if len(begun) > self.max_size:
                        yield self._too_long(pieces, name, bytes(begun[:1000]), line)
                        begun, line = bytearray(), line + 1
                    continue
                ended = bytes(begun) + data[:end] if begun else data[:end]
                task = self._task("lines", ended, name, line, ended.count(b"\n"), pieces)
                line += task.records
                begun = bytearray(data[end:])
                yield task
        except Broken as error:
            yield self._broken(name, error, line, bytes(begun))
            return
        if begun.strip():
            yield self._task("lines", bytes(begun), name, line, 1, pieces)

    def _too_long(self, pieces: _Joined, name: str, raw: bytes, line: int) -> Task:
        """Read on to the end of a line that is too long, and say so."""
        while data := pieces.read(self.size):
            end = data.find(b"\n") + 1
            if end:
                pieces.back(data[end:])
                break
        message = f"the record has more than {self.max_size / 1e6:g} MB; allow more with max_size="
        return self._fault(name, "too-long", message, line, _shown(raw))

    def _records(self, pieces: _Joined, name: str, kind: str, cut: Cut) -> Iterator[Task]:
        line, begun = pieces.line, b""
        head = tail = b""
        first = True
        try:
            while data := pieces.read(self.size):
                if first and cut.root:
                    shell = _shell(data)
                    if shell is None:  # a list without records, or one in JSON
                        pieces.back(data)
                        yield from self._whole(pieces, name, kind)
                        return
                    head, tail, data = shell
                    line += head.count(b"\n")
                begun, first = begun + data, False
                ends = cut.ends(begun, whole=False)
                if not ends:
                    if len(begun) > self.max_size:
                        message = f"no end of a record is found in {self.max_size / 1e6:g} MB"
                        yield self._fault(name, "too-long", message, line, _shown(begun))
                        return
                    continue
                ended, begun = begun[: ends[-1]], begun[ends[-1] :]
                yield self._text(ended, name, kind, line, len(ends), pieces, head, tail)
                line += ended.count(b"\n")
        except Broken as error:
            yield self._broken(name, error, line, begun)
            return
        if cut.root:
            if _shell(begun) is not None:
                message = "the input ends within a record"
                yield self._fault(name, "unreadable-input", message, line, _shown(begun.lstrip()))
        elif begun.strip():
            count = len(cut.ends(begun, whole=True))
            yield self._text(begun, name, kind, line, count, pieces, head, tail)

    def _text(
        self, data: bytes, name: str, kind: str, line: int, count: int, pieces: _Joined,
        head: bytes, tail: bytes,
    ) -> Task:  # fmt: skip
        task = self._task("text", data, name, line, count, pieces)
        task.format, task.head, task.tail = kind, head, tail
        task.other = pieces.other(data)
        return task

    def _whole(self, pieces: _Joined, name: str, kind: str) -> Iterator[Task]:
        data = bytearray()
        try:
            while piece := pieces.read(1 << 20):
                data += piece
                if len(data) > self.max_size:
                    message = (
                        f"files of {kind} are read whole, and this has more than "
                        f"{self.max_size / 1e6:g} MB; allow more with max_size="
                    )
                    yield self._fault(name, "too-long", message)
                    return
        except Broken as error:
            yield self._broken(name, error)
            return
        task = self._task("text", bytes(data), name, pieces.line, 1, pieces)
        task.format = kind
        yield task

    def _task(
        self, kind: str, data: bytes, name: str, line: int, count: int, pieces: _Joined | None
    ) -> Task:
        self._number += 1
        return Task(
            self._number, kind, data, name, self.format, self.encoding, line, records=count,
            place=pieces.place if pieces is not None else 0,
        )  # fmt: skip

    def _fault(
        self, name: str, code: str, message: str, line: int | None = None, raw: str = ""
    ) -> Task:
        task = self._task("lines", b"", name, line or 1, 1, None)
        task.bad = [BadRecord(code=code, message=message, source=name, line=line, raw=raw)]
        return task

    def _broken(self, name: str, error: Broken, line: int | None = None, raw: bytes = b"") -> Task:
        message = f"the input cannot be read on: {error}"
        return self._fault(name, "unreadable-input", message, line, _shown(raw))

    # -- what a program hands over ------------------------------------------------------------

    def things(self, things: Iterable[Any]) -> Iterator[Task]:
        """The tasks of papers, dictionaries or lines of JSON. Raises InvalidValue for others."""
        line, size = 1, 0
        gathered: list[Any] = []
        for thing in things:
            one = thing if isinstance(thing, Draft) else _line(thing)
            other = bool(gathered) and isinstance(one, bytes) != isinstance(gathered[0], bytes)
            if other or len(gathered) >= PAPERS or size >= self.size:
                yield self._gathered(gathered, line)
                line, size, gathered = line + len(gathered), 0, []
            gathered.append(one)
            size += len(one) if isinstance(one, bytes) else 0
        if gathered:
            yield self._gathered(gathered, line)

    def _gathered(self, things: list[Any], line: int) -> Task:
        if isinstance(things[0], bytes):
            return self._task("lines", b"\n".join(things), "", line, len(things), None)
        return self._task("papers", pickle.dumps(things), "", line, len(things), None)


class _Joined:
    """What was read ahead of a stream, then the rest, in pieces that are always as large."""

    def __init__(self, first: bytes, stream: Opened, line: int) -> None:
        self._first, self._stream, self.line = first, stream, line
        self._head = first
        self.encoding = ""  # that of all of it, where it is not UTF-8
        self.settled = False

    @property
    def place(self) -> int:
        return self._stream.place

    def read(self, size: int) -> bytes:
        data, self._first = self._first[:size], self._first[size:]
        if len(data) < size:
            try:
                return data + self._stream.read(size - len(data))
            except Broken:
                if not data:
                    raise
        return data  # the fault comes when this is done

    def back(self, data: bytes) -> None:
        self._first = data + self._first

    def other(self, data: bytes) -> str:
        """The encoding of what is not UTF-8: once it is known, that of all that comes."""
        if not self.settled:
            self.encoding = other_encoding(self._head) or other_encoding(data)
            self._head = b""
            self.settled = bool(self.encoding)
        return self.encoding


def records_of(task: Task) -> list[Task]:
    """A task in as many as it has records, each as it would be alone."""
    if task.kind == "papers":
        papers = pickle.loads(task.data)
        return [_part(task, pickle.dumps([one]), i) for i, one in enumerate(papers)]
    if task.kind == "arrow":
        task = _part(task, tables.lines_in(task.data), 0)
        task.kind = "lines"
    cut = LINES if task.kind == "lines" else CUTS.get(task.format or "")
    if cut is None:
        return [task]
    start, line, found = 0, 0, []
    for end in cut.ends(task.data, whole=True):
        data = task.data[start:end]
        found.append(_part(task, data, line))
        start, line = end, line + data.count(b"\n")
    return found


def joined(tasks: list[Task]) -> Task:
    """Neighbouring records of one task, as one."""
    if tasks[0].kind == "papers":
        data = pickle.dumps([one for task in tasks for one in pickle.loads(task.data)])
    else:
        data = b"".join([task.data for task in tasks])
    whole = _part(tasks[0], data, 0)
    whole.records = len(tasks)
    return whole


def _part(task: Task, data: bytes, after: int) -> Task:
    return msgspec.structs.replace(task, data=data, first=task.first + after, records=1, bad=[])


def _shell(data: bytes) -> tuple[bytes, bytes, bytes] | None:
    """What stands before the first record of an XML text, what closes it, and the rest of it.

    None where there is no record.
    """
    stack: list[bytes] = []
    for tag in _TAG.finditer(data):
        if tag[1] is None:
            continue
        name = _name(tag[1])
        if name.rpartition(b":")[2] in _ELEMENTS:
            head, rest = data[: tag.start()], data[tag.start() :]
            if not stack:  # one record, or several beside each other
                return head + b"<records>", b"</records>", rest
            return head, b"".join([b"</" + name + b">" for name in reversed(stack)]), rest
        if tag[1].startswith(b"/"):
            del stack[-1:]
        elif name and not tag[1].endswith(b"/"):
            stack.append(name)
    return None


def _name(tag: bytes) -> bytes:
    """The name of an element by its tag; empty for what opens none."""
    return b"" if tag[:1] in (b"/", b"?", b"!") else tag.split(None, 1)[0].rstrip(b"/")


def _line(thing: Any) -> bytes:
    if isinstance(thing, str):
        thing = _encoded(thing)
    if isinstance(thing, (bytes, bytearray)):
        return bytes(thing).replace(b"\r\n", b" ").replace(b"\n", b" ")
    if isinstance(thing, Mapping):
        try:
            return msgspec.json.encode(dict(thing), enc_hook=str)
        except Exception as error:  # it holds itself, say: a bad record, which costs no other
            return _of_others(thing) or _encoded(f"{type(error).__name__}: {error}")
    raise refuse("source", thing, "give Papers, dictionaries, or lines of JSON")


def _of_others(thing: Mapping[Any, Any]) -> bytes:
    """What holds halves of characters, as the standard library writes them; else nothing."""
    try:
        return json.dumps(dict(thing), default=str).encode("ascii")
    except (ValueError, TypeError, RecursionError):
        return b""


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # halves of characters are U+FFFD, as everywhere
        return without_halves(text).encode("utf-8")


def _is_wide(head: bytes) -> bool:
    """Whether it is UTF-16 or UTF-32, and no line of zeros or two bytes that are broken."""
    begun = head[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 < head[:4].count(0) < 4
    return begun and head[:2000].count(0) * 10 > len(head[:2000])


def _is_lines(head: bytes, suffix: str) -> bool:
    """Whether the text is lines of JSON, broken ones among them."""
    if suffix in _LINES:
        return True
    text = head.removeprefix(b"\xef\xbb\xbf").strip()
    lines = text.split(b"\n")
    if text.startswith(b"{") and not _IS_CARD(text):
        return bool(_OBJECT(text)) if len(lines) == 1 else any(map(_is_object, lines))
    return sum(map(_is_object, lines)) * 2 > len(lines)


_IS_CARD = re.compile(_CARD).match
_DECLARED = re.compile(rb"\s*<\?xml[^<>]*\sencoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE).match
_OBJECT = re.compile(rb"\{\s*(?:[\"}]|\Z)").match


def _is_object(line: bytes) -> bool:
    if not line.startswith(b"{"):  # what is indented is a part of something
        return False
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return isinstance(value, dict) and bool(value)


def _packing(name: str) -> str:
    end = os.path.splitext(name)[1]
    return end if end.lower() in _PACKED else ""


def _suffix(name: str) -> str:
    """The suffix of a file, that of its packing aside."""
    return os.path.splitext(name[: len(name) - len(_packing(name))])[1].lower()


def _shown(raw: bytes) -> str:
    return raw[:1000].decode("utf-8", "replace")
