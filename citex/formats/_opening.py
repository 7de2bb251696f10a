"""Inputs opened by their paths: files and pipes, and no device that never ends."""

from __future__ import annotations

import errno
import io
import os
import select
import stat
import time
from typing import IO

from citex.errors import ParseError

PATIENCE = 10.0
"""Seconds that a named pipe is waited for until somebody writes to it."""


def opened(place: str | os.PathLike[str]) -> IO[bytes]:
    """The file or pipe at a path, open for reading; OSError for what would never end.

    `/dev/stdin`, `/dev/fd/63` and named pipes are read as any pipe is, a terminal too.
    """
    kind = os.stat(place).st_mode
    if stat.S_ISFIFO(kind) and os.path.exists(os.path.realpath(place)):
        return _pipe(place)
    if stat.S_ISBLK(kind):
        raise OSError(errno.EINVAL, "is a device, no file")
    file = open(place, "rb")  # noqa: SIM115  (whoever asked closes it)
    if stat.S_ISCHR(kind) and not (file.isatty() or os.path.samefile(place, os.devnull)):
        file.close()
        raise OSError(errno.EINVAL, "is a device, no file")
    return file


def _pipe(place: str | os.PathLike[str]) -> IO[bytes]:
    """A named pipe, once somebody writes to it: to open one waits for that without end."""
    handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    end = time.monotonic() + PATIENCE
    first = b""
    while not first and not select.select([handle], [], [], 0.05)[0]:
        try:
            first = os.read(handle, 1)
        except BlockingIOError:  # somebody will
            break
        if time.monotonic() > end:
            os.close(handle)
            raise OSError(errno.EPIPE, "is a pipe that nobody writes to")
    os.set_blocking(handle, True)
    return io.BufferedReader(Joined(first, os.fdopen(handle, "rb")))


class Budget:
    """How many bytes may be read before the next record is done: what is held at once."""

    spent: int

    def __init__(self, most: int | None, name: str = "") -> None:
        self.most = most
        self.spent = 0
        self._name = name

    def spend(self, size: int) -> None:
        """Note that so much was read; ParseError where it is too much."""
        self.spent += size
        if self.most is not None and self.spent > self.most:
            raise ParseError(
                f"more than {self.most / 1e6:g} MB would be held in memory at once, for one record "
                "or for a format that is read whole; allow more with max_size=",
                source=self._name,
            )


class Joined(io.RawIOBase):
    """The bytes read ahead, then the rest of the stream."""

    def __init__(self, first: bytes, rest: IO[bytes], budget: Budget | None = None) -> None:
        self._first = first
        self._rest = rest
        self._budget = budget
        # what there is, not all that was asked for: a pipe that waits stays open to signals
        self._read = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any writable buffer
        data = self._first[: len(view)] or self._read(len(view))
        self._first = self._first[len(view) :]
        if self._budget is not None:
            self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if self._budget is None and not self.closed:
            self._rest.close()
        super().close()
