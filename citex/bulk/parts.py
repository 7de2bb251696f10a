"""What a run leaves in its folder: parts, bad records, a manifest; and how it goes on with them.

A part is written beside its place and renamed when it is whole; then its bad records are appended
to `errors.jsonl`; then the manifest is replaced, which alone says what counts. So a run that is
ended anywhere leaves nothing that the next one takes for whole.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from citex._late import regex
from citex._version import __version__
from citex.bulk.tasks import BadRecord, Done, Task
from citex.bulk.unpacking import ERRORS, MANIFEST
from citex.bulk.writing import Writer
from citex.errors import CitexError
from citex.files import replacing

_PART = regex(r"part-\d{5,}(\..+)")
_SPARE = regex(r"\.citex-[0-9a-f]{32}\.part")
_SPOOLED = 1 << 20
_CHECK = (1 << 63) - 1


class Part(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A part that is whole: its files, what of the input it is, and what is in it."""

    number: int
    files: list[str]
    tasks: int
    """How many pieces of the input."""
    check: int
    """What their bytes are known by."""
    rows: int
    warned: int
    errors: dict[str, int]
    """How many records are bad, by code."""


class Manifest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a folder holds: of which input, with which options."""

    citex: str
    options: dict[str, Any]
    inputs: list[dict[str, Any]]
    endings: list[str] = []
    """What the names of its parts end in."""
    parts: list[Part] = []
    error_bytes: int = 0
    """How much of errors.jsonl counts."""
    complete: bool = False


class _Open:
    """A part that is being written."""

    def __init__(self, number: int, folder: Path, writer: Writer) -> None:
        self.part = Part(number=number, files=writer.names(number), tasks=0, check=0, rows=0,
                         warned=0, errors={})  # fmt: skip
        self.left = 0  # of its tasks that were read
        self.closed = False  # all of them were
        spooled = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115  (closed with the part)
        self.bad = cast("IO[bytes]", spooled)
        self._stack = contextlib.ExitStack()
        texts = [self._stack.enter_context(replacing(folder / name)) for name in self.part.files]
        self._files = [cast("io.TextIOWrapper", text) for text in texts]
        self._writing = writer.begun([cast("IO[bytes]", file.buffer) for file in self._files])

    def begin(self, task: Task) -> None:
        self.left += 1
        _note(self.part, task)

    def add(self, made: list[Done]) -> None:
        """Take in what was made of one task."""
        if rows := [done.rows for done in made if done.count]:
            self._writing.add(rows)
        errors = self.part.errors
        for done in made:
            self.part.rows += done.count
            self.part.warned += done.warned
            self.bad.write(_lines(done.bad))
            for bad in done.bad:
                errors[bad.code] = errors.get(bad.code, 0) + 1

    def keep(self) -> None:
        """Let the part be there."""
        self._writing.end()
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        self._stack.close()

    def drop(self) -> None:
        """Take away what was written of it."""
        with contextlib.suppress(Exception):  # half a table
            self._writing.drop()
        with contextlib.suppress(_Dropped, CitexError), self._stack:  # of a full disk, once more
            raise _Dropped
        self.bad.close()


class _Dropped(Exception):
    """What ends a part that is not whole."""


class Folder:
    """The folder of a run, ours alone while it lasts."""

    def __init__(
        self,
        place: str | os.PathLike[str],
        options: dict[str, Any],
        inputs: list[dict[str, Any]],
        *,
        writer: Writer,
        part_size: int,
        restart: bool = False,
    ) -> None:
        self._writer = writer
        self.path: Path = Path(place)
        self.manifest: Manifest
        self.resumed: int = 0
        """How many rows were there before."""
        self._part_size = part_size
        self._options, self._inputs = options, inputs
        self._restart = restart
        self.passed: Task | None = None
        """The last task that was done before."""
        self._open: dict[int, _Open] = {}
        self._part_of: dict[int, _Open] = {}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Folder:
        try:
            with self._writing():
                self.path.mkdir(parents=True, exist_ok=True)
                self._stack.enter_context(_alone(self.path))
                self.manifest = self._begun()
                self.resumed = self.rows
                self._errors = self._stack.enter_context((self.path / ERRORS).open("ab"))
        except CitexError:
            self._stack.close()
            raise
        return self

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """While the block runs, what the system says against writing is a CitexError."""
        try:
            yield
        except FileExistsError:
            raise CitexError(f"{self.path}: is a file, no folder") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CitexError(f"{self.path}: cannot be written: {reason}") from None

    def __exit__(self, kind: object, error: BaseException | None, *_: object) -> None:
        for part in self._open.values():
            part.drop()
        with contextlib.suppress(OSError):  # of a full disk, once more
            self._stack.close()

    @property
    def rows(self) -> int:
        """How many rows stand in the parts that are whole."""
        return sum(part.rows for part in self.manifest.parts)

    @property
    def errors(self) -> Counter[str]:
        """How many records of these parts are bad, by code."""
        return sum((Counter(part.errors) for part in self.manifest.parts), Counter())

    def missing(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """The tasks of parts that are not there yet. Raises CitexError where the input changed."""
        there = {part.number: part for part in self.manifest.parts}
        seen: Part | None = None
        number = records = 0
        for task in tasks:
            if records >= self._part_size:
                self._close(number)
                _expect_same(seen, there.get(number))
                number, records, seen = number + 1, 0, None
            records += task.records
            if number in there:
                if seen is None:
                    seen = Part(
                        number=number, files=[], tasks=0, check=0, rows=0, warned=0, errors={}
                    )
                _note(seen, task)
                self.passed = task
                continue
            if number not in self._open:
                self._open[number] = _Open(number, self.path, self._writer)
            self._part_of[task.number] = self._open[number]
            self._open[number].begin(task)
            yield task
        self._close(number)
        _expect_same(seen, there.get(number))
        if any(part > number or not records for part in there):
            raise _changed()

    def add(self, task: Task, made: list[Done]) -> None:
        """Take in what was made of a task."""
        part = self._part_of.pop(task.number)
        with self._writing():
            part.add([Done(bad=task.bad), *made])
            part.left -= 1
            self._keep_if_whole(part)

    def finish(self) -> None:
        """All tasks are done."""
        if not self.manifest.complete:
            self.manifest.complete = True
            self._write_manifest()

    def _close(self, number: int) -> None:
        """No more tasks come for this part."""
        if number in self._open:
            self._open[number].closed = True
            with self._writing():
                self._keep_if_whole(self._open[number])

    def _keep_if_whole(self, part: _Open) -> None:
        if not part.closed or part.left:
            return
        part.keep()
        part.bad.seek(0)
        shutil.copyfileobj(part.bad, self._errors)
        part.bad.close()
        del self._open[part.part.number]
        self._errors.flush()
        os.fsync(self._errors.fileno())
        self.manifest.error_bytes = self._errors.tell()
        self.manifest.parts.append(part.part)
        self.manifest.parts.sort(key=lambda one: one.number)
        self._write_manifest()

    def _write_manifest(self) -> None:
        with replacing(self.path / MANIFEST) as file:
            file.write(
                msgspec.json.format(msgspec.json.encode(self.manifest)).decode("utf-8") + "\n"
            )
            file.flush()
            os.fsync(file.fileno())

    # -- what is there ------------------------------------------------------------------------

    def _begun(self) -> Manifest:
        """The manifest of the run that this one goes on with, or a new one; the rest is cleared."""
        place = self.path / MANIFEST
        found: Manifest | None = None
        endings = {*self._writer.endings}
        if place.exists():
            found = self._known(place)
            endings |= {*found.endings}
            if self._restart:
                found = None
                place.unlink()
        elif any(_PART.fullmatch(name) or name == ERRORS for name in os.listdir(self.path)):
            raise CitexError(
                f"{self.path}: holds parts or {ERRORS}, and no {MANIFEST}: they are not of citex "
                "bulk, or not whole; give another folder, or take them away"
            )
        if found is None:
            found = Manifest(
                citex=__version__, options=self._options, inputs=self._inputs,
                endings=self._writer.endings,
            )  # fmt: skip
        kept = {name for part in found.parts for name in part.files}
        for name in os.listdir(self.path):
            part = _PART.fullmatch(name)
            if _SPARE.fullmatch(name) or (part and part[1] in endings and name not in kept):
                (self.path / name).unlink()
        for name in sorted(kept):
            if not (self.path / name).is_file():
                raise CitexError(f"{self.path}: {name} is gone; --restart begins anew")
        self.manifest = found
        if not found.parts:  # first: without it, nothing else is known to be ours
            self._write_manifest()
        self._cut_errors(found.error_bytes)
        return found

    def _known(self, place: Path) -> Manifest:
        """The manifest that is there. Raises CitexError for one of another run."""
        try:
            found = msgspec.json.decode(place.read_bytes(), type=Manifest)
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
            raise CitexError(f"{place}: is no manifest of citex bulk: {error}") from None
        if self._restart:
            return found
        differing = _differences(
            {"citex": found.citex, **found.options}, {"citex": __version__, **self._options}
        )
        if not differing and found.inputs != self._inputs:
            differing = _differing_inputs(found.inputs, self._inputs)
        if differing:
            raise CitexError(
                f"{self.path}: holds another run: {differing}; give another folder, or --restart "
                "to throw away what is there"
            )
        return found

    def _cut_errors(self, size: int) -> None:
        place = self.path / ERRORS
        with place.open("ab") as file:
            if file.tell() < size:
                raise CitexError(f"{place}: was cut; --restart begins anew")
            file.truncate(size)


def _note(part: Part, task: Task) -> None:
    """Count a task to a part, and its bytes to what it is known by."""
    part.tasks += 1
    check = zlib.crc32(task.data, part.tasks)
    for bad in task.bad:
        check = zlib.crc32(f"{bad.code}{bad.raw}".encode("utf-8", "replace"), check)
    part.check = (part.check * 31 + check) & _CHECK


def _expect_same(seen: Part | None, there: Part | None) -> None:
    if there is not None and (
        seen is None or (seen.tasks, seen.check) != (there.tasks, there.check)
    ):
        raise _changed()


def _changed() -> CitexError:
    return CitexError("the input is another than that of the parts that are there; "
                      "give another folder, or --restart to throw them away")  # fmt: skip


def _differences(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Which options differ, in words."""
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return "; ".join(
        f"{name} was {_shown(old.get(name))}, is {_shown(new.get(name))}" for name in changed
    )


def _differing_inputs(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> str:
    before = {one["name"]: one for one in old}
    after = {one["name"]: one for one in new}
    if gone := [name for name in before if name not in after]:
        return f"{gone[0]} was read, and is not among the inputs"
    if more := [name for name in after if name not in before]:
        return f"{more[0]} was not among its inputs"
    if changed := [name for name in after if before[name] != after[name]]:
        return f"{changed[0]} has changed since"
    return "its inputs stood in another order"


def _shown(value: Any) -> str:
    return msgspec.json.encode(value).decode("utf-8")[:200]


def _lines(bad: list[BadRecord]) -> bytes:
    return msgspec.json.Encoder().encode_lines(
        [
            {"id": one.id, "source": one.source, "line": one.line, "code": one.code,
             "message": one.message, **({"output": one.output} if one.output else {}),
             "raw": one.raw}
            for one in bad
        ]
    )  # fmt: skip


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While the block runs, no other run writes into the folder. Raises CitexError."""
    try:
        locks: Any = importlib.import_module("fcntl")
    except ImportError:  # Windows: what is open there is not replaced by another
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError:
            raise CitexError(f"{folder}: another run of citex bulk writes into it") from None
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        os.close(handle)
