"""What takes long to work out of files, kept in the user's folder of caches for the next start.

Only a program that says so keeps anything (`keeping`): the command does, and a library that is
imported writes nowhere. A file is believed if it is the user's own and nobody else may write it,
as Python's own compiled files are, and if it was made by this very code from this very source.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from citex._version import __version__
from citex.folders import folder_for

T = TypeVar("T")

MOST = 200
"""How many files are kept; when there are more, the oldest half goes."""

_folder: Path | None = None


@contextlib.contextmanager
def keeping() -> Iterator[None]:
    """Keep what is made in the block, in the folder CITEX_PREPARED or among the user's caches.

    Where the variable is empty, or nobody is at home, nothing is kept.
    """
    global _folder
    given = os.environ.get("CITEX_PREPARED")
    place = folder_for("cache") if given is None else Path(given) if given else None
    before, _folder = _folder, None if place is None else place / "prepared"
    try:
        yield
    finally:
        _folder = before


def prepared(name: str, source: bytes, make: Callable[[], T], *, by: tuple[str, ...]) -> T:
    """What `make` makes of a source, as it was kept under a name, or made and kept.

    `by` are the files of the code that makes it: what an older one made is made anew.

    >>> prepared("upper", b"a", lambda: "A", by=(__file__,))
    'A'
    """
    if _folder is None:
        return make()
    try:
        times = [os.stat(file).st_mtime_ns for file in by]
    except OSError:  # a program that was put into one file
        return make()
    key = f"{__version__} {sys.version} {times} {name}".encode() + source
    place = _folder / f"{name}-{zlib.crc32(key):08x}.pickle"
    held = _read(place)
    if isinstance(held, tuple) and len(held) == 2 and held[0] == key:
        return held[1]  # type: ignore[no-any-return]  # what was kept of this source
    made = make()
    with contextlib.suppress(OSError):
        _write(place, (key, made))
    return made


def _read(place: Path) -> Any:
    try:
        with open(place, "rb", opener=_opened) as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
                return None
            if not stat.S_ISREG(state.st_mode):
                return None
            return _loads()(file.read())
    except Exception:  # whatever is wrong with it: it is made anew
        return None


def _opened(place: str, flags: int) -> int:
    """A file, and no link or pipe that waits."""
    return os.open(place, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _loads() -> Callable[[bytes], Any]:
    try:
        from _pickle import loads  # without what writes, which takes a while to load
    except ImportError:
        from pickle import loads
    return loads


def _write(place: Path, value: object) -> None:
    import pickle

    os.makedirs(place.parent, 0o700, exist_ok=True)
    spare = place.with_name(f"{place.name}.{os.urandom(8).hex()}")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
        os.replace(spare, place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(spare)
        raise
    files = sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime)
    for old in files[: MOST // 2] if len(files) > MOST else ():
        old.unlink()


__all__ = ["keeping", "prepared"]
