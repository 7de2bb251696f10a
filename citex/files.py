"""Files written whole: what stood there stays until all is written, and keeps its mode."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from citex.errors import CitexError


@contextlib.contextmanager
def replacing(place: str | os.PathLike[str], *, errors: str = "strict") -> Iterator[IO[str]]:
    """A stream of UTF-8 text that becomes the file at `place` when the block is left in order.

    Until then the text lies beside it, under a name that nobody can foresee; where the block ends
    in an error, it is taken away and the old file stays. Links are followed, a file keeps its
    mode and owner; a pipe or a device is written to as it is, and so is a file in a folder where
    none may be made. Line ends are written as they come. Raises CitexError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(f"{folder}/a.txt") as file:
    ...         _ = file.write("text")
    ...     os.listdir(folder)
    ['a.txt']
    """
    try:
        old = _state(place)
        if old is not None and not stat.S_ISREG(old.st_mode):
            with open(place, "w", encoding="utf-8", newline="", errors=errors) as file:
                yield file
            return
        real = Path(os.path.realpath(place))
        spare = real.with_name(f".citex-{secrets.token_hex(16)}.part")
        try:
            handle = _made(spare, old)
        except PermissionError:
            if old is None or not os.access(real, os.W_OK):
                raise
            with real.open("w", encoding="utf-8", newline="", errors=errors) as file:
                yield file
            return
        _spares.add(spare)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="", errors=errors) as file:
                yield file
            spare.replace(real)
        finally:
            spare.unlink(missing_ok=True)
            _spares.discard(spare)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CitexError(f"{os.fspath(place)!r} cannot be written: {reason}") from None


def contents(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file; OSError for a device, a pipe, or more bytes than `limit`."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "is no ordinary file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"has more than {limit:,} bytes")
    return data


_spares: set[Path] = set()


def clear() -> None:
    """Take away what is half written: for a program that is told to end at once."""
    for spare in tuple(_spares):
        with contextlib.suppress(OSError):
            spare.unlink(missing_ok=True)


def same_file(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Whether two paths lead to one file.

    >>> same_file(".", "./"), same_file(".", "no such file")
    (True, False)
    """
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _state(place: str | os.PathLike[str]) -> os.stat_result | None:
    try:
        return os.stat(place)
    except FileNotFoundError:
        return None


def _made(spare: Path, old: os.stat_result | None) -> int:
    """A new file, open for writing, for its maker alone or with the mode of the old one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(spare, flags | getattr(os, "O_BINARY", 0), 0o666 if old is None else 0o600)
    if old is not None and hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)  # first: it may take bits of the mode away
        with contextlib.suppress(OSError):
            os.fchmod(handle, stat.S_IMODE(old.st_mode))
    return handle


__all__ = ["clear", "contents", "replacing", "same_file"]
