"""The pages hold every rule and every code, and the rules say what they look at."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citex import errors
from citex.checks import RULES, check, codes
from citex.checks.codes import Code, code, items
from citex.model import from_item
from citex.model.paper import VARIABLES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module that makes the pages."""
    monkeypatch.syspath_prepend(str(DOCS))
    yield importlib.import_module("tables")
    sys.modules.pop("tables", None)


def test_the_page_lists_every_rule(tables: Any) -> None:
    page = tables.checks()
    for rule in RULES:
        assert f"| `{rule.name}` | " in page
        assert f" | {rule.summary} |" in page


def test_each_code_has_a_section_and_each_section_a_code(tables: Any) -> None:
    sections = re.findall(r"^### `(.+)`$", tables.diagnostics(), re.MULTILINE)
    assert sorted(sections) == sorted(codes())
    assert len(set(sections)) == len(sections)


def test_each_code_is_explained() -> None:
    for one in codes().values():
        assert one.summary, one
        assert one.why.endswith("."), one
        assert one.mend.endswith((".", "QUERY`.")), one
        assert one.example, one


@pytest.mark.parametrize(
    "one", [one for one in codes().values() if one.origin == "rule"], ids=lambda one: one.name
)
def test_a_rule_finds_its_own_example(one: Code) -> None:
    papers = [from_item({"id": "a", **item}) for item in items(one)]
    found = {diagnostic.code: diagnostic.severity for diagnostic in check(papers)}
    assert found[one.name] == one.severity


def test_each_error_has_a_code() -> None:
    """But for the classes that only gather others."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    leaves = {
        kind.__name__
        for kind in kinds
        if issubclass(kind, errors.CitexError)
        and (not any(other is not kind and issubclass(other, kind) for other in kinds))
    }
    called = {one.name.replace("-", "") for one in codes().values() if one.origin == "call"}
    assert {name.lower() for name in leaves} <= called


def test_a_code_that_is_none_offers_the_nearest() -> None:
    with pytest.raises(errors.UnknownName, match="closing-stop"):
        code("closing-stopp")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_looks_at(rule: object) -> None:
    variables = set(getattr(rule, "variables", ()))
    assert variables <= {*VARIABLES, "type", "id"}
    assert variables or getattr(rule, "kind", "") == "missing"
