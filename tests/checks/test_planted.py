"""The check finds each fault that was planted, once, and nothing in papers without a fault."""

from __future__ import annotations

from collections import Counter

import pytest
from checks.planted import CLEAN, PLANTED, READER, Item, planted

from citex.checks import RULES, check
from citex.model import Paper, from_item, new_date


def found(item: Item) -> list[str]:
    return [diagnostic.code for diagnostic in check(from_item({"id": "a", **item}))]


@pytest.mark.parametrize("item", CLEAN.values(), ids=CLEAN)
def test_nothing_is_found_in_a_clean_paper(item: Item) -> None:
    assert found(item) == []


@pytest.mark.parametrize(
    ("item", "rule"), planted(), ids=[f"{item['id']}-{rule}" for item, rule in planted()]
)
def test_a_planted_fault_is_found_once(item: Item, rule: str) -> None:
    assert found(item) == [rule]


def test_most_rules_have_a_planted_fault() -> None:
    rules = {rule for _, _, rule in PLANTED} - {READER}
    assert rules <= {rule.name for rule in RULES}
    assert len(PLANTED) >= 60


def test_rules_have_names_of_their_own() -> None:
    assert max(Counter(rule.name for rule in RULES).values()) == 1
    assert all(rule.summary for rule in RULES)


def test_dates_that_cannot_be_are_found_without_a_reader() -> None:
    dates = (new_date(2018, 13), new_date(2018, 2, 30), new_date(2018, season=7))
    for date in dates:
        paper = Paper(id="a", title="On moss", issued=date)
        assert [diagnostic.code for diagnostic in check(paper)] == ["impossible-date"]
