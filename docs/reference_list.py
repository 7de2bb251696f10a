"""The reference: every public name, by what it belongs to, as its docstring tells it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import citex

PARTS = {
    # the module in which a name is at home, or a room of them -> its part of the page
    "citex.api": "The verbs",
    "citex.model": "The model",
    "citex.csl": "Citations and lists",
    "citex.stylebook": "Styles",
    "citex.formats": "Formats",
    "citex.registry": "Formats",
    "citex.checks": "The check",
    "citex.duplicates": "Duplicates",
    "citex.lookup": "Look-up",
    "citex.dialog": "The dialog",
    "citex.errors": "Errors",
}


def markdown() -> str:
    """The parts of the page, each public name in one of them."""
    parts: dict[str, list[str]] = {part: [] for part in (*PARTS.values(), "Other names")}
    for name in sorted(set(citex.__all__) - {"__version__"}, key=str.lower):
        parts[_part(getattr(citex, name))] += _directive(name)
    texts = (
        f"## {part}\n\n```{{eval-rst}}\n" + "\n".join(lines) + "\n```\n"
        for part, lines in parts.items()
        if lines
    )
    return "\n".join(texts)


def _part(value: object) -> str:
    home = getattr(value, "__module__", "")
    found = (part for room, part in PARTS.items() if f"{home}.".startswith(f"{room}."))
    return next(found, "Other names")


def _directive(name: str) -> Iterator[str]:
    value = getattr(citex, name)
    if inspect.isclass(value):
        yield f".. autoclass:: citex.{name}"
        yield "   :members:"
        yield "   :show-inheritance:"
    elif callable(value):
        yield f".. autofunction:: citex.{name}"
    else:
        yield f".. autodata:: citex.{name}"
