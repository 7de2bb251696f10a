"""An index on the disk: a file of SQLite, which is read only where citex has made it."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from citex.errors import CitexError, NotFound

MARK = 0x43495458
"""What SQLite's header has for "application": CITX."""
FORM = 1
"""The number of the form that the tables have."""

_OF_TITLES = frozenset(("titles_data", "titles_idx", "titles_content", "titles_config"))
"""What FTS5 makes for itself."""


class State(msgspec.Struct, kw_only=True):
    """How far a build is: of which inputs, read how, and how many pieces of them are in."""

    citex: str
    options: dict[str, Any]
    inputs: list[dict[str, Any]]
    tasks: int = 0
    check: int = 0
    """What the bytes of these pieces are known by."""
    records: int = 0
    bad: dict[str, int] = {}
    complete: bool = False


@cache
def tables() -> dict[str, str]:
    """The tables of an index by name, as SQLite is told to make them."""
    text = (Path(__file__).parent / "tables.sql").read_text(encoding="utf-8")
    statements = [line.rstrip(";") for line in text.splitlines()]
    return {re.split(r"\W+", one.partition(" TABLE ")[2])[0]: one for one in statements}


def opened(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """An index that is there, to be read. Raises NotFound, and CitexError for another file."""
    place = Path(path)
    if not place.exists():
        raise NotFound("there is no such index; citex index build makes one", source=str(path))
    with reading(path):
        found = sqlite3.connect(
            f"{place.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        try:
            expect_ours(found, path)
        except BaseException:
            found.close()
            raise
    return found


def begun(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """An index to be written to, ours alone while it is open. Raises CitexError."""
    with writing(path):
        found = sqlite3.connect(path, isolation_level=None, timeout=0.2)
        try:
            if os.path.getsize(path):
                expect_ours(found, path)
            found.execute("PRAGMA locking_mode = EXCLUSIVE")
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = NORMAL")
            found.execute("PRAGMA cache_size = -65536")
            found.execute("BEGIN IMMEDIATE")
            if not found.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in tables().values():
                    found.execute(statement)
                found.execute(f"PRAGMA application_id = {MARK}")
                found.execute(f"PRAGMA user_version = {FORM}")
            found.execute("COMMIT")
        except BaseException:
            found.close()
            raise
    return found


def expect_ours(found: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    """Raises CitexError for a file that citex has not made, or that was changed since."""
    found.execute("PRAGMA trusted_schema = OFF")
    found.execute("PRAGMA cell_size_check = ON")
    mark = found.execute("PRAGMA application_id").fetchone()[0]
    form = found.execute("PRAGMA user_version").fetchone()[0]
    if mark != MARK:
        raise CitexError(f"{os.fspath(path)}: is no index of citex")
    if form != FORM:
        raise CitexError(f"{os.fspath(path)}: is of another version of citex; build it anew")
    rows = found.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    made = {name: sql for kind, name, sql in rows if name not in _OF_TITLES or kind != "table"}
    if made != tables():
        raise CitexError(f"{os.fspath(path)}: is no index of citex: its tables are others")


def count_words(found: sqlite3.Connection) -> None:
    """Let the table `temp.words` tell in how many titles a word is."""
    found.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, titles, row)")


def state_of(found: sqlite3.Connection, path: str | os.PathLike[str]) -> State | None:
    """How far the build is; None where it has not begun. Raises CitexError."""
    row = found.execute("SELECT value FROM state WHERE name = 'build'").fetchone()
    if row is None:
        return None
    try:
        return msgspec.json.decode(row[0], type=State)
    except (msgspec.MsgspecError, TypeError, RecursionError) as error:
        raise CitexError(f"{os.fspath(path)}: is no index of citex: {error}") from None


def keep(found: sqlite3.Connection, state: State) -> None:
    """Write down how far the build is, in the transaction that is open."""
    text = msgspec.json.encode(state).decode("utf-8")
    found.execute("INSERT OR REPLACE INTO state VALUES ('build', ?)", (text,))


@contextlib.contextmanager
def reading(path: str | os.PathLike[str]) -> Iterator[None]:
    """While the block runs, what SQLite says against the file is a CitexError."""
    try:
        yield
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        raise CitexError(f"{os.fspath(path)}: cannot be read as an index: {error}") from None


@contextlib.contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """The same while it is written."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise CitexError(f"{os.fspath(path)}: another build writes into it") from None
        raise CitexError(f"{os.fspath(path)}: cannot be written: {error}") from None
    except sqlite3.DatabaseError as error:
        raise CitexError(f"{os.fspath(path)}: is no index of citex: {error}") from None
    except OSError as error:
        raise CitexError(f"{os.fspath(path)}: cannot be written: {error.strerror}") from None
