"""The matrix holds the example plug-in, too: its format is registered while these tests run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from citex import registry

PLUGIN = Path(__file__).parents[2] / "examples" / "plugin"


@pytest.fixture(autouse=True)
def _plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format of the example plug-in is registered."""
    monkeypatch.setattr(sys, "path", [str(PLUGIN), *sys.path])
    form = importlib.import_module("citex_reading_list.format").FORMAT
    monkeypatch.setitem(registry._registered, form.name, form)
