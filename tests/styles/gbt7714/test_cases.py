"""The references printed in the standard and their variants, compared exactly (shared data)."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from conftest import shared_folder

from citex import csl
from citex.model import Paper

SYSTEMS = {"numeric": "", "author-date": "-author-date", "note": "-note"}

ARGUED: dict[str, str] = {}
"""Printed cases that we do not follow: id -> the reason, told at length in NOTES.md."""

STYLE_OUTPUT: dict[str, str] = {
    "2015-adz-8.8.1:1": "marks within a title are made half-width with the rest of the entry",
    "2015-adz-4.1.2:4": "the em space within a title is made a space with the other marks",
    "2025-adz-B.4:18": "the year behind the author is not printed again (9.3)",
}
"""Cases that record another style's output and that we do not follow, by class of difference."""


def cases() -> list[dict[str, Any]]:
    folder = shared_folder()
    if folder is None:
        return []
    found: list[dict[str, Any]] = json.loads(
        (folder / "data" / "gbt7714-cases.json").read_text(encoding="utf-8")
    )
    return found


CASES = {case["id"]: case for case in cases()}


def kind(case: dict[str, Any]) -> str:
    """Which bar a case is held to."""
    if case["confidence"] != "standard":
        return "style-output"
    if case.get("disputed"):
        return "disputed"
    return "variant" if case.get("derived_from") else "printed"


@cache
def processor(style: str) -> csl.Processor:
    return csl.Processor(csl.load(style))


def rendered(case: dict[str, Any]) -> str:
    """The case's entry, without its number; in the list of those that it is cited with."""
    chosen = processor(f"gbt7714-{case['standard']}{SYSTEMS[case['system']]}")
    group = sorted({case["id"], *case.get("cite_with", ())} & set(CASES))
    papers = [Paper.from_dict(CASES[name]["item"]) for name in group]
    if len(papers) == 1:
        return chosen.reference(papers[0])
    entries = chosen.bibliography(papers)
    return next(entry.body for entry in entries if entry.id == case["item"]["id"])


def of_kind(wanted: str) -> list[Any]:
    return [pytest.param(case, id=name) for name, case in CASES.items() if kind(case) == wanted]


@pytest.fixture(autouse=True)
def _shared(shared: Any) -> None:
    """Skips all of this where the shared data is not at hand."""


@pytest.mark.parametrize("case", of_kind("printed"))
def test_printed(case: dict[str, Any]) -> None:
    if case["id"] in ARGUED:
        assert rendered(case) != case["expected"], "it is right now: take it from ARGUED"
        pytest.skip(ARGUED[case["id"]])
    assert rendered(case) == case["expected"]


@pytest.mark.parametrize("case", of_kind("variant"))
def test_variant(case: dict[str, Any]) -> None:
    assert rendered(case) == case["expected"]


@pytest.mark.parametrize("case", of_kind("style-output"))
def test_style_output(case: dict[str, Any]) -> None:
    if case["id"] in STYLE_OUTPUT:
        assert rendered(case) != case["expected"], "it is right now: take it from STYLE_OUTPUT"
        pytest.skip(STYLE_OUTPUT[case["id"]])
    assert rendered(case) == case["expected"]


def test_how_many_are_argued() -> None:
    printed = [name for name, case in CASES.items() if kind(case) == "printed"]
    outputs = [name for name, case in CASES.items() if kind(case) == "style-output"]
    assert len(ARGUED) <= 0.02 * len(printed)
    assert len(STYLE_OUTPUT) <= 0.10 * len(outputs)
