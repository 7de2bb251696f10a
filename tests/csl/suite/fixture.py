"""A case of the CSL processor test-suite: its sections, read from a file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n(.*?)\n?<<=+ \1 =+<<", re.DOTALL)
_MARKER = re.compile(r"^(?:>>|\.\.)\[\d+\] ", re.MULTILINE)


@dataclass
class Fixture:
    """One case, as the suite's manual describes its sections."""

    name: str
    mode: str
    style: str
    items: list[dict[str, Any]]
    expected: str
    citation_items: list[list[dict[str, Any]]] | None = None
    citations: list[Any] | None = None
    entries: list[list[str]] | None = None


def read(path: Path) -> Fixture:
    """The case that a file holds; line ends and a byte-order mark are no part of it."""
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    sections = dict(_SECTION.findall(text))

    def data(name: str) -> Any:
        return json.loads(sections[name]) if name in sections else None

    return Fixture(
        name=path.stem,
        mode=sections.get("MODE", "citation").strip(),
        style=sections["CSL"].strip(),
        items=_items(data("INPUT")),
        expected=normalized(sections["RESULT"]),
        citation_items=data("CITATION-ITEMS"),
        citations=data("CITATIONS"),
        entries=data("BIBENTRIES"),
    )


def _items(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items by their ids, the last one of an id; the harness keeps them in such a table."""
    return list(
        {str(item.get("id")): {**item, "id": str(item.get("id"))} for item in items}.values()
    )


def normalized(text: str) -> str:
    """What the suite's harnesses leave out of the comparison, left out.

    White space around the whole (citeproc-test-runner), and the marks ">>[0]" and "..[1]" by which
    citeproc-js reports which citations a call has touched (jgm/citeproc).
    """
    return _MARKER.sub("", text).strip()
