"""A document of each type of our own, in both editions: what the documentation shows.

`pytest --update-golden` writes `editions.txt` anew; the difference is then read like code.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ITEMS = HERE.parents[2] / "docs" / "gbt7714.json"


def test_editions(reference: Any, update_golden: bool) -> None:
    lines = []
    for row in json.loads(ITEMS.read_text(encoding="utf-8")):
        lines.append(row["kind"])
        for edition in ("2015", "2025"):
            for kind in ("", "-author-date"):
                entry = reference(f"gbt7714-{edition}{kind}", row["item"])
                lines.append(f"  {edition}{kind}: {entry}")
    text = "\n".join(lines) + "\n"
    golden = HERE / "editions.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
