"""MARC records of all kinds: what is read of them, in each dress."""

from __future__ import annotations

import json
from typing import Any

import pytest
from marc_records import CASES, iso2709, marcxml

import citex
from citex import Paper


def shown(paper: Paper) -> dict[str, Any]:
    """The paper as a case has it: dates as text, the keys of what is left over."""
    found = json.loads(citex.format(paper, "csljson"))[0]
    found.pop("id", None)
    for variable in ("issued", "original-date", "event-date"):
        if date := paper.get(variable):
            found[variable] = date.literal or str(date)
    custom = found.get("custom", {})
    custom.pop("extra", None)
    if not custom:
        found.pop("custom", None)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_read(case: dict[str, Any]) -> None:
    wanted = dict(case["item"])
    tags = wanted.pop("extra", None)
    text = f'<?xml version="1.0"?>{marcxml(case["lines"])}'
    (paper,) = citex.parse(text)
    assert shown(paper) == wanted
    if tags is not None:
        assert sorted(paper.extra["marcxml"]) == tags


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_same_is_read_in_iso_2709(case: dict[str, Any]) -> None:
    (paper,) = citex.parse(f'<?xml version="1.0"?>{marcxml(case["lines"])}')
    (other,) = citex.parse(iso2709(case["lines"]))
    assert other.extra.pop("marc", None) == paper.extra.pop("marcxml", None)
    assert other == paper
