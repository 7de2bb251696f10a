"""Inputs as they lie about: files, folders, standard input; packed by gzip, zstd, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from citex.errors import CitexError, MissingPackage, NotFound
from citex.formats._opening import Budget, Joined, opened
from citex.sources import expanded, neighbour

_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}


MANIFEST, ERRORS = "manifest.json", "errors.jsonl"
"""What lies in each folder that a run has written."""


class Broken(Exception):
    """An input that cannot be read on: it is broken, or ends before its end."""


class Input(NamedTuple):
    """A file of the input, or standard input: its name, and what tells whether it has changed."""

    name: str
    size: int | None = None
    changed: int | None = None  # when, in nanoseconds

    @property
    def state(self) -> dict[str, Any]:
        """What the manifest keeps of it."""
        return {"name": self.name, "size": self.size, "changed": self.changed}


def inputs_of(places: Iterable[str | os.PathLike[str]]) -> list[Input]:
    """The files of paths: of a folder all that lie in it and below, in the order of their names.

    "-" is standard input. Raises NotFound, and CitexError for a folder without files, and where
    standard input is named twice.
    """
    found: list[Input] = []
    for place in places:
        path = expanded(os.fspath(place))
        if path == "-":
            if Input("-") in found:
                raise CitexError("standard input can be read once; it is named twice")
            found.append(Input("-"))
        elif os.path.isdir(path):
            below = list(_below(path))
            if not below:
                raise CitexError(f"{path}: the folder holds no file")
            found += [_input(one, there=True) for one in below]
        else:
            found.append(_input(path))
    return found


def _below(folder: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The files of a folder and of those in it, links followed.

    What begins with "." or "_" is left out, and a folder that a run has written. Raises CitexError
    for a folder that cannot be read.
    """
    real = os.path.realpath(folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise CitexError(f"{folder}: cannot be read: {error.strerror}") from None
    if real in seen or {MANIFEST, ERRORS}.issubset(names):
        return
    paths = [os.path.join(folder, name) for name in names if name[:1] not in "._"]
    yield from (path for path in paths if not os.path.isdir(path) and not _is_special(path))
    for path in filter(os.path.isdir, paths):
        yield from _below(path, seen | {real})


def _is_special(path: str) -> bool:
    """Whether it is a pipe, a socket or a device; a link that leads nowhere is none."""
    return os.path.exists(path) and not os.path.isfile(path)


def _input(path: str, *, there: bool = False) -> Input:
    """A file; of one that is `there`, a link may lead nowhere, which is told when it is read."""
    try:
        state = os.stat(path)
    except OSError as error:
        if there:
            return Input(path)
        near = neighbour(Path(path))
        hint = f"; did you mean {near!r}?" if near else ""
        raise NotFound(f"cannot be opened: {error.strerror}{hint}", source=path) from None
    except ValueError as error:
        raise CitexError(f"{path!r} is no path: {error}") from None
    return Input(path, state.st_size, state.st_mtime_ns)


class Opened:
    """The bytes of an input, unpacked as they are read; `place` is how far the file itself is."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        first = _up_to(raw, 6)
        self._stream: Any = unpacked(first, raw)
        self._fault: str | None = None

    @property
    def place(self) -> int:
        """How many bytes of the file were read; 0 where it cannot be told."""
        try:
            return self._raw.tell()
        except (OSError, ValueError):
            return 0

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end. Raises Broken when all before the fault is read."""
        pieces: list[bytes] = []
        try:
            while size and self._fault is None and (data := self._stream.read1(size)):
                pieces.append(data)
                size -= len(data)
        except Exception as error:  # each of the packages has errors of its own
            self._fault = getattr(error, "strerror", None) or str(error)
        if self._fault is not None and not pieces:
            raise Broken(self._fault)
        return b"".join(pieces)

    def close(self) -> None:
        """Close the file."""
        self._raw.close()


def opened_input(name: str) -> Opened:
    """An input, open for reading. Raises OSError."""
    if name == "-":
        return Opened(sys.stdin.buffer)
    file = opened(name)
    try:
        return Opened(file)
    except BaseException:
        file.close()
        raise


def unpacked(first: bytes, rest: IO[bytes]) -> IO[bytes]:
    """A stream whose first bytes were read, unpacked where they say that it is packed."""
    whole = io.BufferedReader(Joined(first, rest, Budget(None)), 1 << 18)  # which does not close it
    kind = next((kind for magic, kind in _MAGIC.items() if first.startswith(magic)), "")
    if kind == "gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=whole))
    if kind == "bzip2":
        return cast("IO[bytes]", bz2.BZ2File(whole))
    if kind == "xz":
        return cast("IO[bytes]", lzma.LZMAFile(whole))
    if kind == "zstd":
        return _zstd()(whole)
    return whole


def _zstd() -> Callable[[Any], IO[bytes]]:
    """What unpacks zstd: the standard library's from Python 3.14 on, or the package."""
    try:
        package: Any = importlib.import_module("compression.zstd")
    except ImportError:
        pass
    else:
        return cast("Callable[[Any], IO[bytes]]", package.ZstdFile)
    try:
        package = importlib.import_module("zstandard")
    except ImportError:
        raise MissingPackage("zstandard", "bulk", "reading files packed by zstd") from None

    return lambda stream: cast("IO[bytes]", io.BufferedReader(_Zstd(stream, package), 1 << 18))


class _Zstd(io.RawIOBase):
    """What a file packed by zstd holds; EOFError where it ends too early.

    The package's own reader does not tell such an end from another. Little is unpacked at once: a
    few bytes may be a hundred thousand.
    """

    def __init__(self, stream: Any, package: Any) -> None:
        self._stream, self._unpacker = stream, package.ZstdDecompressor()
        self._frame: Any = None
        self._packed, self._ready = b"", memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            packed = self._packed or self._stream.read(_LITTLE)
            if not packed:
                if self._frame is not None:
                    raise EOFError("it ends before its end")
                return 0
            self._frame = self._frame or self._unpacker.decompressobj()
            self._ready = memoryview(self._frame.decompress(packed))
            self._packed = b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


_LITTLE = 2048


def _up_to(stream: IO[bytes], size: int) -> bytes:
    """So many bytes of a stream; fewer only where it ends."""
    data = stream.read(size)
    if len(data) == size or not data:
        return data
    pieces, left = [data], size - len(data)
    while left and (data := stream.read(left)):
        pieces.append(data)
        left -= len(data)
    return b"".join(pieces)
