"""`build`: an index of dumps or bibliographies, begun, gone on with, or added to."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from citex._version import __version__
from citex.bulk import cutting
from citex.bulk.cutting import Cutter
from citex.bulk.pool import TIMEOUT
from citex.bulk.rendering import Collector, done, number, places_in, seconds
from citex.bulk.summary import Progress
from citex.bulk.tasks import Done, Task
from citex.bulk.unpacking import Input, inputs_of
from citex.bulk.work import Setup
from citex.errors import CitexError
from citex.files import same_file
from citex.formats import Format
from citex.index import store
from citex.index.entries import Entry, entries
from citex.index.store import State
from citex.model.checked import refuse
from citex.registry import reader_named

KEPT = 5_000
"""After so many records what was made is kept: a build that is ended loses no more."""

COMMON = 1_000
"""Of words in more titles than this, the index knows in how many they are."""

_decode: Callable[[bytes], list[Entry]] = msgspec.msgpack.Decoder(list[Entry]).decode


class Built(msgspec.Struct, kw_only=True):
    """What a build came to: how many `records` the index has, and how many are `bad`, by code.

    `resumed` of them were in it before.
    """

    path: str
    records: int
    bad: dict[str, int]
    resumed: int
    seconds: float

    def json(self) -> str:
        """The same as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")


def build(
    source: str | os.PathLike[str] | list[str | os.PathLike[str]],
    path: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    format: str | Format | None = None,
    encoding: str | None = None,
    timeout: float | None = TIMEOUT,
    max_size: int = cutting.MAX_SIZE,
    chunk_size: int = cutting.SIZE,
    restart: bool = False,
    errors: Collector | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> Built:
    """Make an index at `path` of files or folders of records, of any format that is streamed.

    The same call again goes on where the one before was ended, however that was; with more files
    behind the same ones, these are added. Where options or files are others, a CitexError says so,
    unless `restart` throws away what is there. What cannot be read is appended to `errors`. The
    other arguments are those of `citex.bulk.run`.
    """
    places = places_in(source)
    if places is None:
        raise refuse("source", source, "give paths of files or folders")
    reader = reader_named(format) if format else None
    name = reader.name if reader else None
    cutter = Cutter(
        format=name, encoding=encoding, size=number("chunk_size", chunk_size, 1),
        max_size=number("max_size", max_size, 1),
    )  # fmt: skip
    seconds("timeout", timeout)
    if any(os.fspath(one) != "-" and same_file(one, path) for one in places):
        raise CitexError(f"{os.fspath(path)}: is an input; give another file for the index")
    inputs = [one for one in inputs_of(places) if not _is_ours(one.name, path)]
    options = {
        "format": name, "encoding": encoding, "max_size": max_size, "chunk_size": chunk_size,
    }  # fmt: skip
    if restart:
        _clear(path)
    setup = Setup([], reader, {}, made=entries)
    connection = store.begun(path)
    try:
        with store.writing(path):
            made = _Build(connection, path, options, inputs, errors)
            made.run(lambda tasks: done(setup, tasks, jobs, timeout=timeout), cutter, progress)
            return made.built()
    finally:
        connection.close()


_FILES = ("", "-wal", "-shm", "-journal")
"""What SQLite calls the file of an index, and those that it has beside it."""


def _is_ours(name: str, path: str | os.PathLike[str]) -> bool:
    """Whether a file of a folder is the index that is being built."""
    return name != "-" and any(
        os.path.exists(one) and same_file(name, one)
        for one in (f"{os.fspath(path)}{end}" for end in _FILES)
    )


def _clear(path: str | os.PathLike[str]) -> None:
    """Take away an index that is there; no other file."""
    if os.path.exists(path) and os.path.getsize(path):
        store.opened(path).close()
    for end in _FILES:
        if os.path.exists(f"{os.fspath(path)}{end}"):
            os.unlink(f"{os.fspath(path)}{end}")


class _Build:
    """A build that is under way."""

    def __init__(
        self, connection: sqlite3.Connection, path: str | os.PathLike[str],
        options: dict[str, Any], inputs: list[Input], errors: Collector | None,
    ) -> None:  # fmt: skip
        self._connection, self._path, self._inputs = connection, path, inputs
        known = [one.state for one in inputs]
        found = store.state_of(connection, path)
        self.state = found or State(citex=__version__, options=options, inputs=known)
        self._expect_same(options, known)
        self.resumed = self.state.records
        self._progress = Progress(_total(inputs))
        self._checks: dict[int, int] = {}
        self._unkept = 0
        self._errors = errors

    def _expect_same(self, options: dict[str, Any], known: list[dict[str, Any]]) -> None:
        state, said = self.state, ""
        if state.options != options:
            said = "with other options"
        elif state.citex != __version__:
            said = f"by citex {state.citex}"
        elif known[: len(state.inputs)] != state.inputs:
            said = "of other files, or these have changed"
        if said:
            raise CitexError(
                f"{os.fspath(self._path)}: holds an index that was made {said}; give another file, "
                "or --restart to throw it away"
            )
        if len(known) > len(state.inputs):
            state.inputs, state.complete = known, False

    def run(
        self,
        work: Callable[[Iterator[Task]], Iterator[tuple[Task, list[Done]]]],
        cutter: Cutter,
        progress: Callable[[Progress], object] | None,
    ) -> None:
        """Put in what is missing."""
        if self.state.complete:
            return
        made = work(self._missing(cutter.files(self._inputs)))
        try:
            store.count_words(self._connection)
            self._connection.execute("BEGIN")
            for task, parts in made:
                self._add(task, parts)
                self._progress.place = max(self._progress.place, self._place(task))
                self._progress.add(task, parts)
                if progress is not None:
                    progress(self._progress)
                if self._unkept >= KEPT:
                    self._keep()
        finally:
            getattr(made, "close", lambda: None)()
        self._finish()

    def _missing(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """The tasks that are not in it yet. Raises CitexError where the input changed."""
        check, last = 0, 0
        for task in tasks:
            check, last = zlib.crc32(task.data, check), task.number
            if task.number > self.state.tasks:
                self._checks[task.number] = check
                yield task
            else:
                self._progress.begun_at = self._place(task)
                self._expect(task.number < self.state.tasks or check == self.state.check)
        self._expect(last >= self.state.tasks)

    def _expect(self, same: bool) -> None:
        if not same:
            raise CitexError(
                f"{os.fspath(self._path)}: the input is another than what is in the index; give "
                "another file, or --restart to throw it away"
            )

    def _add(self, task: Task, parts: list[Done]) -> None:
        state = self.state
        bad: Counter[str] = Counter()
        for part in (Done(bad=task.bad), *parts):
            bad.update(one.code for one in part.bad)
            if self._errors is not None:
                for one in part.bad:
                    self._errors.append(one)
            found = _decode(part.rows) if part.rows else []
            first = state.records + 1
            numbered = list(enumerate(found, start=first))
            write = self._connection.executemany
            write("INSERT INTO records VALUES (?, ?)", [(n, one.data) for n, one in numbered])
            write(
                "INSERT OR IGNORE INTO identifiers VALUES (?, ?)",
                sorted((key, n) for n, one in numbered for key in one.keys),
            )
            write(
                "INSERT INTO titles(rowid, words) VALUES (?, ?)",
                [(n, one.words) for n, one in numbered if one.words],
            )
            state.records += len(found)
            self._unkept += len(found) + len(part.bad)
        state.bad = dict(sorted((Counter(state.bad) + bad).items()))
        state.tasks, state.check = task.number, self._checks.pop(task.number)

    def _keep(self) -> None:
        store.keep(self._connection, self.state)
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")
        self._unkept = 0

    def _finish(self) -> None:
        """All is in: the index of titles is put together, and the file is one."""
        self._keep()
        execute = self._connection.execute
        execute("INSERT INTO titles(titles) VALUES ('optimize')")
        execute("DELETE FROM common")
        execute("INSERT INTO common SELECT term, doc FROM temp.words WHERE doc > ?", (COMMON,))
        self.state.complete = True
        store.keep(self._connection, self.state)
        execute("COMMIT")
        execute("PRAGMA journal_mode = DELETE")

    def _place(self, task: Task) -> int:
        return sum(one.size or 0 for one in self._inputs[: task.file]) + task.place

    def built(self) -> Built:
        """What it came to."""
        return Built(
            path=os.fspath(self._path), records=self.state.records, bad=self.state.bad,
            resumed=self.resumed, seconds=round(self._progress.seconds, 3),
        )  # fmt: skip


def _total(inputs: list[Input]) -> int | None:
    sizes = [one.size for one in inputs]
    return sum(size or 0 for size in sizes) if sizes and None not in sizes else None
