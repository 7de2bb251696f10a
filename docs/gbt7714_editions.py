"""The two editions of GB/T 7714 side by side, one row for every type of document, by running citex.

    python docs/gbt7714_editions.py > editions.html

`markdown()` gives the same and the table of options for the documentation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import citex
from citex import csl

EDITIONS = ("gbt7714-2015", "gbt7714-2025")
ITEMS = Path(__file__).parent / "gbt7714.json"


def rows() -> Iterator[tuple[str, str, str]]:
    """(type of document, entry of 2015, entry of 2025), as HTML."""
    for row in json.loads(ITEMS.read_text(encoding="utf-8")):
        paper = citex.Paper.from_dict(row["item"])
        one, other = (paper.format(edition, output="html") for edition in EDITIONS)
        yield row["kind"], one, other


def options() -> Iterator[tuple[str, str, str, str, str]]:
    """(option, values, default of 2015, default of 2025, meaning) of all six styles."""
    found: dict[str, list[str]] = {}
    for kind in ("", "-author-date", "-note"):
        for place, edition in enumerate(EDITIONS):
            for option in csl.load(edition + kind).declared:
                row = found.setdefault(option.name, [_values(option.values), "", "", option.title])
                row[1 + place] = option.default
    for name, (values, old, new, title) in found.items():
        yield name, values, old, new, title


def _values(values: tuple[str, ...]) -> str:
    return " ".join("a number" if value == "number" else value for value in values)


def markdown() -> str:
    """Both tables, in Markdown."""
    lines = ["| option | values | 2015 | 2025 | meaning |", "|---|---|---|---|---|"]
    lines += [
        f"| `{name}` | {values} | {old} | {new} | {title} |"
        for name, values, old, new, title in options()
    ]
    lines += ["", "| | GB/T 7714—2015 | GB/T 7714—2025 |", "|---|---|---|"]
    lines += [f"| {kind} | {_cell(one)} | {_cell(other)} |" for kind, one, other in rows()]
    return "\n".join(lines) + "\n"


def _cell(html: str) -> str:
    return html.replace("|", "&#124;").replace("[", "&#91;").replace("://", "&#58;//")


def page() -> str:
    """The editions as one HTML page."""
    body = "\n".join(
        f"<tr><th scope='row'>{escape(kind)}</th><td>{one}</td><td>{other}</td></tr>"
        for kind, one, other in rows()
    )
    return (
        "<!doctype html>\n<html lang='zh-CN'><head><meta charset='utf-8'>"
        "<title>GB/T 7714: 2015 and 2025</title><style>body{font-family:serif;margin:2em}"
        "td,th{border:1px solid #ccc;padding:.4em;vertical-align:top;text-align:left}"
        "table{border-collapse:collapse;table-layout:fixed;width:100%;overflow-wrap:anywhere}"
        "</style></head><body><h1>GB/T 7714—2015 and GB/T 7714—2025</h1><table><thead><tr>"
        "<th scope='col'>type</th><th scope='col'>2015</th><th scope='col'>2025</th>"
        f"</tr></thead><tbody>\n{body}\n</tbody></table></body></html>\n"
    )


if __name__ == "__main__":
    print(page(), end="")
