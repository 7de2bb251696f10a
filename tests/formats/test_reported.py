"""Small inputs, kind by kind: after public bug reports of others, one for each rule of a format."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import citex

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES: list[dict[str, Any]] = [
    case
    for name in ("reported.toml", "rules.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_input_of_a_report_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    inputs = [
        (form, text)
        for form, texts in case["input"].items()
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
    for form, text in inputs:
        problems: list[citex.Problem] = []
        papers = citex.parse(text, format=form, problems=problems)
        item = json.loads(citex.format(papers, "csljson"))[0]
        for variable, meant in case["means"].items():
            assert (variable, item.get(variable) or "") == (variable, meant), form
        for style, printed in case.get("prints", {}).items():
            assert printed in citex.format(papers, style), (form, style)
        for other, written in case.get("writes", {}).items():
            assert written in citex.format(papers, other), (form, other)
        for other, written in case.get("never", {}).items():
            assert written not in citex.format(papers, other), (form, other)
        if "told" in case:
            assert [f"{one.line}: {one.message}" for one in problems] == case["told"], form


def test_no_two_cases_have_one_name() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) > 30
