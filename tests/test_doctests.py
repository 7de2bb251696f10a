"""The examples in docstrings, README and docs run as printed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import citex
from citex import registry

ROOT = Path(__file__).parent.parent
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def modules() -> list[str]:
    found = pkgutil.walk_packages(citex.__path__, "citex.")
    return ["citex", *(info.name for info in found if info.name != "citex.__main__")]


@pytest.mark.parametrize("name", modules())
def test_docstrings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})  # what an example registers goes with it
    results = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert results.failed == 0


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_documents(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `>>>` example of a document, run from the project's root."""
    if "_build" in path.parts:
        pytest.skip("a built page, not a source")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(registry, "_registered", {})
    results = doctest.testfile(str(path), module_relative=False, optionflags=FLAGS)
    assert results.failed == 0
