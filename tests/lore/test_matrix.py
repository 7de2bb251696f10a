"""The lore matrix: what one reader or writer knows, every one knows, or it says why not.

A row is a piece of lore (`rows.py`), a column a reader or a writer of the registry (a reader's
records are made by `carriers.py`); a cell without an answer is explained in `reasons.py`. A test
is a row. `baseline.txt` names the cells that are known to fail today, as "COLUMN: ROW"; strike
out what you mend, or let `pytest tests/lore --update-golden` (without -n) do so.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest
from baseline import Baseline
from lore import matrix
from lore.carriers import CARRIERS
from lore.rows import ROWS, Lore

import citex.text
from citex import registry
from citex.formats import Format
from citex.model import Paper

BASELINE = Baseline(Path(__file__).parent / "baseline.txt")

NO_LORE = {
    "mending": "has the others do their work, and says so",
    "cleaning": "has the others do their work",
    "scripts": "says what characters are",
    "halves": "says what no character is",
    "data": "the tables of the others",
    "tables": "reads the tables of the others",
    "serials": "the numbers of identifiers",
    "addresses": "the addresses of identifiers, for look-up",
    "pasted": "the identifiers of what was pasted, for look-up",
}
"""Rooms of citex.text that know nothing themselves, or nothing for readers."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row(row: Lore, update_golden: bool) -> None:
    found = {cell.id: cell.why for cell in matrix.cells_of(row) if cell.state == "wrong"}
    held = {cell.id: "" for cell in matrix.cells_of(row) if cell.state != "wrong"}
    wrong = BASELINE.judge({**found, **held}, update=update_golden)
    assert not wrong, f"{row.name}:\n{wrong}"


NO_COLUMN = {"pdf": "its XMP is read by the tables of the meta tags of pages, the column webpage"}
"""Formats that read, and need no carrier."""


def missing_columns() -> set[str]:
    """The formats that read, and have no carrier."""
    names = {form.name for form in registry.formats() if form.read is not None}
    return names - {key.partition("/")[0] for key in CARRIERS} - NO_COLUMN.keys()


def test_every_format_has_a_column() -> None:
    assert not missing_columns(), "write a carrier for it in tests/lore/carriers.py"


def test_a_format_without_a_column_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Format(name="new", title="New", read=lambda source, problems: iter([Paper()]))
    monkeypatch.setitem(registry._registered, "new", new)
    assert missing_columns() == {"new"}


def unnamed_rooms(rows: tuple[Lore, ...]) -> set[str]:
    """The modules of citex.text that no row names."""
    rooms = {room.name for room in pkgutil.iter_modules(citex.text.__path__)}
    return {room for room in rooms if not room.startswith("_")} - {
        *NO_LORE, *(row.home for row in rows)
    }  # fmt: skip


def test_all_lore_has_a_row() -> None:
    assert not unnamed_rooms(ROWS), "write a row for it in tests/lore/rows.py"


def test_lore_without_a_row_fails() -> None:
    assert "pages" in unnamed_rooms(tuple(row for row in ROWS if row.home != "pages"))


def test_each_row_is_said_by_somebody() -> None:
    for row in ROWS:
        states = {cell.state for cell in matrix.cells_of(row) if cell.column.startswith("read ")}
        assert states - {"empty"}, f"no reader is asked for: {row.name}"


def test_rows_have_names_of_their_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_the_baseline_names_cells() -> None:
    ids = {cell.id for row in ROWS for cell in matrix.cells_of(row)}
    assert not BASELINE.ids - ids, "the baseline names cells that there are none of"
