"""Answers kept on disk, one per identifier, so that nothing is asked for twice."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from citex.errors import CitexError
from citex.folders import folder_for

MAX_AGE = 30 * 86400.0
"""Seconds for which an answer is good: records are corrected, though seldom."""

UNKNOWN_AGE = 86400.0
"""Seconds for which it is remembered that nobody knows an identifier."""

_VERSION = 1
_AHEAD = 86400.0
"""Seconds by which a clock may have been wrong; what is of a later time is not believed."""
_LARGEST = 50_000_000


class Answer(NamedTuple):
    """What a service said of an identifier: the format of the record, and its bytes.

    Without a format it is unknown everywhere, and the text says to whom.
    """

    reader: str
    body: bytes


def default_place() -> Path:
    """The file of the cache: CITEX_CACHE, or in the folder that the system has for caches.

    Raises CitexError where the user has no home.
    """
    given = os.environ.get("CITEX_CACHE")
    if given:
        return Path(given)
    if (place := folder_for("cache")) is None:
        raise CitexError(
            "there is no home folder to keep answers in; name a file (CITEX_CACHE), or keep none"
        )
    return place / "records.sqlite"


class Cache:
    """A file of answers, shared by threads and processes; where it cannot be, there is none.

    Each answer is on disk before the next is asked for: a run that is killed has kept its work.
    """

    fault: str

    def __init__(self, place: Path | None, max_age: float = MAX_AGE) -> None:
        self.max_age = max_age
        self.fault = ""
        self._lock = threading.Lock()
        self._place = place
        self._database = self._opened(place) if place is not None else None

    def find(self, identifier: str) -> Answer | None:
        """The answer for an identifier, if there is one that is young enough."""
        now = time.time()
        row = self._run(
            "SELECT reader, body FROM answers WHERE identifier = ? AND time < ? "
            "AND time > CASE reader WHEN '' THEN ? ELSE ? END "
            "AND typeof(reader) = 'text' AND typeof(body) = 'blob' AND length(body) <= ?",
            (
                identifier,
                now + _AHEAD,
                now - min(self.max_age, UNKNOWN_AGE),
                now - self.max_age,
                _LARGEST,
            ),
        )
        return Answer(*row) if row else None

    def keep(self, identifier: str, answer: Answer) -> None:
        """Put an answer on disk."""
        self._run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
            (identifier, time.time(), answer.reader, answer.body),
        )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _opened(self, place: Path) -> sqlite3.Connection | None:
        """The file, for its owner alone; what is no cache of ours is put aside, and begun anew.

        One that may only be read is read.
        """
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists() and not place.is_file():
                raise OSError(errno.EINVAL, "is no file")
            try:
                os.close(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600))
            except OSError:
                if not os.access(place, os.R_OK):
                    raise
                self.fault = f"{place}: may only be read: nothing new is kept"
                self._place = None
                return _readable(place)
            try:
                return _connected(place)
            except sqlite3.OperationalError:  # it is locked, or the disk is full
                raise
            except sqlite3.DatabaseError:
                _put_aside(place)
                os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                return _connected(place)
        except (OSError, ValueError, sqlite3.Error) as error:
            self.fault = f"{place}: no cache is kept: {error}"
            return None

    def _run(self, statement: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        with self._lock:
            if self._database is None:
                return None
            try:
                with self._database:
                    found: tuple[Any, ...] | None = self._database.execute(
                        statement, values
                    ).fetchone()
                    return found
            except (sqlite3.OperationalError, sqlite3.InterfaceError):
                return None  # locked, full, not to be written: the answer is asked for
            except sqlite3.DatabaseError:  # it is broken further in
                self._database.close()
                place, self._place = self._place, None
                self._database = None
                if place is not None:
                    with contextlib.suppress(OSError):
                        _put_aside(place)
                        self._database = self._opened(place)
        return None


_TABLE = "CREATE TABLE answers (identifier TEXT PRIMARY KEY, time REAL, reader TEXT, body BLOB)"


def _connected(place: Path) -> sqlite3.Connection:
    """The open file; DatabaseError where it holds anything but our table."""
    database = sqlite3.connect(place, timeout=10, check_same_thread=False)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not _schema(database):
            database.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
            database.execute(f"PRAGMA user_version = {_VERSION}")
            database.commit()
        elif version != _VERSION or _schema(database) != [_TABLE]:
            raise sqlite3.DatabaseError("no cache of this version")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _schema(database: sqlite3.Connection) -> list[str]:
    """What the file holds, as it was declared."""
    rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return [" ".join(str(row[0]).split()) for row in rows]


def _readable(place: Path) -> sqlite3.Connection:
    """The file open to be read; DatabaseError where it is no cache of ours."""
    address = f"file:{quote(str(place.absolute()))}?mode=ro"
    database = sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        if _schema(database) != [_TABLE]:
            raise sqlite3.DatabaseError("no cache of this version")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _put_aside(place: Path) -> None:
    """Away with a file that is no cache, and with what belongs to it; it is not ours to delete."""
    os.replace(place, place.with_name(f"{place.name}.bad"))
    for ending in ("-journal", "-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
