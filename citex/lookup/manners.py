"""The rates that sources ask for, kept by all threads, calls and processes of one user.

Threads and calls share a gate a source; processes share a file in the user's cache folder, in which
the time stands at which each source may be asked next. Where that file cannot be, each process
keeps the rates for itself.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from citex.folders import folder_for
from citex.lookup.source import Source

_FURTHEST = 120.0
"""Seconds ahead that a turn may be; what is further is of a clock that was wrong."""


class Gate:
    """What keeps one source's rate: concurrency, interval, and its own wishes."""

    def __init__(self, name: str, concurrency: int, turns: Callable[[str, float], float]) -> None:
        self.slots: threading.BoundedSemaphore = threading.BoundedSemaphore(concurrency)
        self._name, self._turns = name, turns
        self._announced = 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self, interval: float, stop: threading.Event) -> None:
        """Wait for one's turn, `interval` seconds behind the one before."""
        with self._lock:
            interval = max(interval, self._announced)
            now = time.monotonic()
            turn = max(self._next, now)
            if interval:
                turn = max(turn, now + self._turns(self._name, interval))
            self._next = turn + interval
        stop.wait(max(0.0, turn - time.monotonic()))

    def hold(self, seconds: float) -> None:
        """Nobody asks for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def announce(self, interval: float) -> None:
        """The source says how many seconds it wants between two requests."""
        with self._lock:
            self._announced = interval


_MOST = 1000
_gates: dict[tuple[str, str, int], Gate] = {}
_gates_lock = threading.Lock()


def gate_of(source: Source, address: str, concurrency: int, *, public: bool) -> Gate:
    """The gate of a source, which all calls of the process share."""
    with _gates_lock:
        key = source.name, address, concurrency
        if len(_gates) > _MOST:
            _gates.clear()  # of sites that were asked once
        if key not in _gates:
            _gates[key] = Gate(source.name, concurrency, turns if public else _no_turns)
        return _gates[key]


def _no_turns(name: str, interval: float) -> float:
    return 0.0


def turns(name: str, interval: float) -> float:
    """The seconds until this process may ask a source; the turn is taken.

    0 where the file that processes share cannot be had.
    """
    if (folder := folder_for("cache")) is None:
        return 0.0
    with contextlib.suppress(sqlite3.Error, OSError):
        return _turn(folder / "turns.sqlite", name, interval)
    return 0.0


def _turn(place: Path, name: str, interval: float) -> float:
    place.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(place, timeout=2.0, isolation_level=None)
    with contextlib.closing(database):
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN IMMEDIATE")
        database.execute("CREATE TABLE IF NOT EXISTS turns (source TEXT PRIMARY KEY, next REAL)")
        row = database.execute("SELECT next FROM turns WHERE source = ?", (name,)).fetchone()
        now = time.time()
        kept = row[0] if row and isinstance(row[0], float) else now
        turn = kept if now < kept < now + _FURTHEST else now
        database.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (name, turn + interval))
        database.execute("COMMIT")
    return float(turn - now)
