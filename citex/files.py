"""Files written whole: what stood there stays until all is written, and keeps its mode."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from citex._late import regex
from citex.errors import CitexError

_DRIVE = regex(r"[A-Za-z]:")


@contextlib.contextmanager
def replacing(place: str | os.PathLike[str], *, errors: str = "strict") -> Iterator[IO[str]]:
    """A stream of UTF-8 text that becomes the file at `place` when the block is left in order.

    Until then the text lies beside it, under a name that nobody can foresee; where the block ends
    in an error, it is taken away and the old file stays. Links are followed, and a file keeps its
    mode, owner and lists of access; a pipe, a device or a stream that is open (/dev/stdout) is
    written to as it is. Where no other file can take the place of the old one (it has another name
    or is a mount, its folder may not be written), its text is changed when all is there. Line ends
    are written as they come. Raises CitexError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(f"{folder}/a.txt") as file:
    ...         _ = file.write("text")
    ...     os.listdir(folder)
    ['a.txt']
    """
    try:
        stream = _open_stream(place)
        old = None if stream is not None else _state(place)
        if stream is not None or (old is not None and not stat.S_ISREG(old.st_mode)):
            goal = place if stream is None else os.dup(stream)
            with open(goal, "w", encoding="utf-8", newline="", errors=errors) as file:
                yield file
            return
        real = _real(place)
        if old is not None and not os.access(real, os.W_OK):
            raise _fault(errno.EACCES)
        spare, handle = _spare(real, old)
        _spares.add(spare)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="", errors=errors) as file:
                yield file
            _put(spare, real, old)
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


def same_file(one: str | os.PathLike[str], other: str | os.PathLike[str] | int) -> bool:
    """Whether two paths, or a path and the number of an open stream, lead to one file.

    >>> same_file(".", "./"), same_file(".", "no such file")
    (True, False)
    """
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def leads_out(name: str) -> bool:
    """Whether the name of an archive's member leads out of the folder that it is unpacked in.

    >>> leads_out("styles/apa.csl"), leads_out("a/../../apa.csl"), leads_out("/etc/passwd")
    (False, True, True)
    """
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or bool(_DRIVE.match(name))


def _state(place: str | os.PathLike[str]) -> os.stat_result | None:
    try:
        return os.stat(place)
    except FileNotFoundError:
        return None


def _real(place: str | os.PathLike[str]) -> Path:
    """The file that a path leads to, be it there or not."""
    name = os.fspath(place)
    if not name or name.endswith(_SEPARATORS):
        raise _fault(errno.EISDIR)
    return Path(os.path.realpath(name))


def _open_stream(place: str | os.PathLike[str]) -> int | None:
    """The number of the stream that a path like /dev/stdout names, which is open already.

    To open its file anew would lose what others have written to it.
    """
    match = _STREAM.fullmatch(os.fspath(place))
    if match is None or os.name != "posix":
        return None
    return ("stdin", "stdout", "stderr").index(match[1]) if match[1] else int(match[2])


_STREAM = regex(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(\d{1,9})")
_SEPARATORS = (os.sep, os.altsep or os.sep)
_CANNOT_STAND = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EXDEV, errno.EBUSY, errno.ETXTBSY)
"""Errors of a folder in which no file may take the place of another."""


def _spare(real: Path, old: os.stat_result | None) -> tuple[Path, int]:
    """A new file and its number, beside the old one, or else where the system has spare ones."""
    spare = real.with_name(f".citex-{os.urandom(16).hex()}.part")
    try:
        return spare, _made(spare, real, old)
    except OSError as error:
        if old is None or error.errno not in _CANNOT_STAND:
            raise
        import tempfile  # what is seldom needed, and slow to load

        handle, name = tempfile.mkstemp(prefix="citex-")
        return Path(name), handle


def _made(spare: Path, real: Path, old: os.stat_result | None) -> int:
    """A new file, open for writing, for its maker alone or with the mode of the old one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(spare, flags | getattr(os, "O_BINARY", 0), 0o666 if old is None else 0o600)
    if old is not None and hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)  # first: it may take bits of the mode away
        with contextlib.suppress(OSError):
            os.fchmod(handle, stat.S_IMODE(old.st_mode))
    if old is not None and hasattr(os, "listxattr"):
        _keep_attributes(handle, real)
    return handle


def _keep_attributes(handle: int, real: Path) -> None:
    """Give a new file the extended attributes of the old one; without a list it is private."""
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listxattr(real)
    for name in names:
        try:
            os.setxattr(handle, name, os.getxattr(real, name))
        except OSError:
            if name == "system.posix_acl_access":
                os.fchmod(handle, 0o600)


def _put(spare: Path, real: Path, old: os.stat_result | None) -> None:
    """Let what was written be the file: by its name, or where that cannot be, by its text."""
    if old is None or old.st_nlink == 1:
        try:
            spare.replace(real)
            return
        except OSError as error:
            if old is None or error.errno not in _CANNOT_STAND:
                raise
    import shutil  # the same

    with spare.open("rb") as source, real.open("wb") as target:
        shutil.copyfileobj(source, target)


def _fault(number: int) -> OSError:
    return OSError(number, os.strerror(number))


__all__ = ["clear", "contents", "leads_out", "replacing", "same_file"]
