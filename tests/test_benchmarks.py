"""The run of all benchmarks says first where a peer is quicker."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def all_benchmarks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "bench"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    import all as benchmarks  # the script tests/bench/all.py

    return benchmarks


def test_ratios_that_are_printed(all_benchmarks: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "ris.txt").write_text(
        "200 entries, 0.2 MB\n"
        "read rispy        0.008 s     25486 a second    0.69 x citex\n"
        "read citex        0.011 s     17541 a second    1.00 x citex\n"
        "read bibutils     0.072 s      2772 a second    6.33 x citex\n",
        "utf-8",
    )
    assert all_benchmarks.quicker_peers("ris", tmp_path) == [
        "ris: read rispy takes 0.69 of citex's time"
    ]


def test_lines_for_the_same_work(all_benchmarks: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "start.txt").write_text(
        "convert a.bib -t apa               120    130    150\n"
        "pandoc -t plain --citeproc          30     40\n",
        "utf-8",
    )
    assert all_benchmarks.quicker_peers("start", tmp_path) == [
        "start: pandoc -t plain --citeproc takes 0.25 of citex's time"
    ]
    assert all_benchmarks.quicker_peers("manuscripts", tmp_path) == []


def test_rows_of_styles(all_benchmarks: ModuleType, tmp_path: Path) -> None:
    rows = [
        {"style": "APA", "works": 10, "engine": "citex", "whole": 1.0, "start": 0.5},
        {"style": "APA", "works": 10, "engine": "typst", "whole": 0.5, "start": 0.6},
        {"style": "MLA", "works": 10, "engine": "typst", "error": "none"},
    ]
    (tmp_path / "csl.json").write_text(json.dumps(rows), "utf-8")
    assert all_benchmarks.quicker_peers("csl", tmp_path) == [
        "csl: typst in APA, 10 works, `whole`: 0.50 of citex's time"
    ]
