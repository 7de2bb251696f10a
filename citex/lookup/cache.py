"""Answers kept on disk, one per identifier, so that nothing is asked for twice."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

from citex.errors import CitexError

MAX_AGE = 30 * 86400.0
"""Seconds for which an answer is good: records are corrected, though seldom."""

_VERSION = 1


class Answer(NamedTuple):
    """What a service said of an identifier: the format of the record, and its bytes."""

    reader: str
    body: bytes


def default_place() -> Path:
    """The file of the cache: CITEX_CACHE, or in the folder that the system has for caches.

    Raises CitexError where the user has no home.
    """
    given = os.environ.get("CITEX_CACHE")
    if given:
        return Path(given)
    try:
        return _caches() / "citex" / "records.sqlite"
    except RuntimeError:
        raise CitexError(
            "there is no home folder to keep answers in; name a file (CITEX_CACHE), or keep none"
        ) from None


def _caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


class Cache:
    """A file of answers, shared by threads and processes; where it cannot be, there is none.

    Each answer is on disk before the next is asked for: a run that is killed has kept its work.
    """

    def __init__(self, place: Path | None, max_age: float = MAX_AGE) -> None:
        self.max_age = max_age
        self.fault = ""
        self._lock = threading.Lock()
        self._database = self._opened(place) if place is not None else None

    def find(self, identifier: str) -> Answer | None:
        """The answer for an identifier, if there is one that is young enough."""
        row = self._run(
            "SELECT reader, body FROM answers WHERE identifier = ? AND time > ?",
            (identifier, time.time() - self.max_age),
        )
        return Answer(row[0], bytes(row[1])) if row else None

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
        """The file, for its owner alone; one that is no database any more is begun anew."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600))
            try:
                return _connected(place)
            except sqlite3.OperationalError:  # it is locked, or the disk is full
                raise
            except sqlite3.DatabaseError:
                place.unlink()
                os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                return _connected(place)
        except (OSError, sqlite3.Error) as error:
            self.fault = f"{place}: no cache is kept: {error}"
            return None

    def _run(self, statement: str, values: tuple[object, ...]) -> tuple[str, bytes] | None:
        with self._lock:
            if self._database is None:
                return None
            with contextlib.suppress(sqlite3.Error), self._database:
                found: tuple[str, bytes] | None = self._database.execute(
                    statement, values
                ).fetchone()
                return found
        return None


def _connected(place: Path) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=10, check_same_thread=False)
    try:
        if database.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            database.execute("DROP TABLE IF EXISTS answers")
        database.execute(
            "CREATE TABLE IF NOT EXISTS answers "
            "(identifier TEXT PRIMARY KEY, time REAL, reader TEXT, body BLOB)"
        )
        database.execute(f"PRAGMA user_version = {_VERSION}")
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database
