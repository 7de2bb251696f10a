"""The lowest versions that pyproject.toml allows, with which the project's check runs the suite."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent


def test_each_requirement_has_a_lowest_version() -> None:
    tomllib = pytest.importorskip("tomllib", reason="the standard library reads TOML since 3.11")
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    needed = {*project["dependencies"], *(one for extra in extras for one in extra)}
    needed = {
        re.sub(r"\[.*?\]|;.*", "", one)
        for one in needed
        if not one.startswith(f"{project['name']}[")
    }
    script = [sys.executable, TOP / ".ci" / "lowest.py"]
    lowest = subprocess.run(script, capture_output=True, text=True, check=True).stdout.split()
    assert needed <= {line.replace("==", ">=") for line in lowest}
