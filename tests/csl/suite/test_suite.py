"""The official suite against the baseline: no case is lost, and a new pass is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from csl.suite.run import run

BASELINE = Path(__file__).with_name("passing.txt")


@pytest.fixture(scope="module")
def passing(shared: Path) -> set[str]:
    folder = shared / "data" / "csl-test-suite"
    if not folder.is_dir():
        pytest.skip("the CSL test-suite is not at hand")
    return {fixture.name for fixture, text, _ in run(folder) if text == fixture.expected}


def test_no_case_that_passed_fails(passing: set[str]) -> None:
    assert sorted(set(BASELINE.read_text("utf-8").split()) - passing) == []


def test_every_case_that_passes_is_listed(passing: set[str]) -> None:
    assert sorted(passing - set(BASELINE.read_text("utf-8").split())) == []
