"""Each line of docs/security.md names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parent.parent
ROW = re.compile(r"^\| .* \| (?P<tests>[^|]*) \|$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")


def test_each_class_of_attack_names_its_tests() -> None:
    page = (TOP / "docs" / "security.md").read_text("utf-8")
    rows = [match["tests"] for match in ROW.finditer(page) if match["tests"].strip() != "test"]
    assert len(rows) > 20
    sources = {path: path.read_text("utf-8") for path in (TOP / "tests").rglob("test_*.py")}
    for row in rows:
        names = NAME.findall(row)
        assert names, row
        for name in "::".join(names).split("::"):
            if name.startswith(("tests/", ".ci/")):
                assert (TOP / name).exists(), name
            elif name.endswith(".py"):
                assert any((TOP / "tests").rglob(name)), name
            elif name.startswith("test_"):
                assert any(f"def {name}(" in text for text in sources.values()), name
