"""The page of the lore matrix, in Markdown, from the tests that hold it.

python docs/lore_matrix.py > docs/lore-matrix.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "examples" / "plugin")]

from citex_reading_list.format import FORMAT  # noqa: E402
from lore import matrix  # noqa: E402
from lore.matrix import Cell  # noqa: E402
from lore.rows import ROWS  # noqa: E402

from citex import registry  # noqa: E402

HEAD = """# What every format knows

What the field knows about names, dates, text and numbers stands once, in `citex/text`, and every
reader and writer stands on it. A test holds them to it (`tests/lore`): each row below is a piece of
that lore, given to every reader as its format writes it, and to every writer as a paper that has
it. A format that has no field for it, or cannot say it otherwise, is not asked; of what a writer
does not keep, its loss report tells. A plug-in's format is held to it in the same way: the
example's is among them.

{rows} rows, {readers} columns of {formats} formats that are read, {writers} of formats that are
written: {cells} cells, {asked} in which the lore is asked for, {empty} that are explained below.

| lore | lives in | readers asked | not | writers asked | not |
|---|---|---|---|---|---|
"""


def page() -> str:
    """The page: the numbers, a line for each row, and why cells are empty."""
    registry._registered.setdefault(FORMAT.name, FORMAT)
    cells = {row.name: list(matrix.cells_of(row)) for row in ROWS}
    empty = Counter(cell.state == "empty" for found in cells.values() for cell in found)
    head = HEAD.format(
        rows=len(ROWS), readers=len(matrix.readers()), writers=len(matrix.writers()),
        formats=len({name.partition("/")[0] for name in matrix.readers()}),
        cells=empty.total(), asked=empty[False], empty=empty[True],
    )  # fmt: skip
    lines = "".join(f"| {row.name} | {row.home} | {_counts(cells[row.name])} |\n" for row in ROWS)
    return head + lines + "\n## Why cells are empty\n\n" + "".join(_reasons(cells))


def _counts(cells: list[Cell]) -> str:
    count = Counter((cell.column.partition(" ")[0], cell.state == "empty") for cell in cells)
    pairs = [(side, empty) for side in ("read", "write") for empty in (False, True)]
    return " | ".join(str(count[pair] or "") for pair in pairs)


def _reasons(cells: dict[str, list[Cell]]) -> Iterator[str]:
    """Each reason, and how many cells of which columns it empties."""
    reasons: dict[str, Counter[str]] = {}
    for found in cells.values():
        for cell in found:
            if cell.state == "empty":
                reasons.setdefault(cell.why, Counter())[cell.column] += 1
    for why, columns in sorted(reasons.items(), key=lambda item: (-item[1].total(), item[0])):
        yield f"- {why} ({columns.total()}): {', '.join(sorted(columns))}\n"


if __name__ == "__main__":
    sys.stdout.write(page())
