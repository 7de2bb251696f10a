"""What people stumble over in lists and citations, by the manuals: a case is a table of a file.

`works` are CSL items; `lists` says what a style's list of them is, `orders` only in which order the
works stand there; `cites` are the citations of a text, each a list of cites (an id, or a table with
`id`, `locator`, `label`), and `cited` what a style makes of them. `options` are the list's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import citex
from citex import Citation, Cite

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("stumbles.toml").read_text("utf-8")
)["case"]


def works(case: dict[str, Any]) -> list[citex.Paper]:
    """The works of a case, read as a file of CSL-JSON is; their ids are letters by default."""
    items = [
        {"id": letter, **one} for letter, one in zip("abcdefghijklm", case["works"], strict=False)
    ]
    return list(citex.parse(json.dumps(items), "csljson"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_style_prints_what_its_manual_asks_for(case: dict[str, Any]) -> None:
    papers = works(case)
    options = case.get("options", {})
    for style, entries in case.get("lists", {}).items():
        expected = [entries] if isinstance(entries, str) else entries
        assert [one.text for one in citex.bibliography(papers, style, **options)] == expected, style
    for style, order in case.get("orders", {}).items():
        assert "".join(one.id for one in citex.bibliography(papers, style)) == order, style
    for style, expected in case.get("cited", {}).items():
        citations = [
            Citation(
                [Cite(one) if isinstance(one, str) else Cite(**one) for one in cites], mode=mode
            )
            for cites in case["cites"]
            for mode in [case.get("mode", "")]
        ]
        assert citex.cite(papers, citations, style).citations == expected, style


def test_no_two_cases_have_one_name_and_each_asks_something() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) > 10
    assert all({"lists", "orders", "cited"} & set(case) for case in CASES)
