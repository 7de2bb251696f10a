"""The page of the rules holds them all, and the rules say what they look at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from citex.checks import RULES
from citex.model.paper import VARIABLES

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_lists_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    try:
        import tables

        page = tables.checks()
    finally:
        sys.modules.pop("tables", None)
    for rule in RULES:
        assert f"| `{rule.name}` | " in page
        assert f" | {rule.summary} |" in page


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_looks_at(rule: object) -> None:
    variables = set(getattr(rule, "variables", ()))
    assert variables <= {*VARIABLES, "type", "id"}
    assert variables or getattr(rule, "kind", "") == "missing"
