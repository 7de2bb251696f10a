"""The matrix as a page: `python docs/lore_matrix.py` prints it."""

from __future__ import annotations

import runpy
from pathlib import Path

from lore.rows import ROWS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_has_all_rows() -> None:
    text = runpy.run_path(str(DOCS / "lore_matrix.py"))["page"]()
    assert all(f"| {row.name} | {row.home} |" in text for row in ROWS)
