"""What the schema of CSL-JSON 1.0.2 asks of an item, as a check of our own."""

from __future__ import annotations

from typing import Any

from citex.model import DATE_VARIABLES, KINDS, NAME_VARIABLES, NUMBER_VARIABLES, VARIABLES

NAME_TEXTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
NAME_FLAGS = {"comma-suffix", "static-ordering", "parse-names"}
DATE_KEYS = {"date-parts", "season", "circa", "literal", "raw"}
OTHER = {"id", "type", "categories", "custom"}


def faults(item: dict[str, Any]) -> list[str]:
    """What the schema would find wrong with an item."""
    found = [f"{key} is no key of CSL-JSON" for key in item if key not in (*VARIABLES, *OTHER)]
    if not isinstance(item.get("id"), (str, int)):
        found.append("id is missing")
    if item.get("type") not in KINDS:
        found.append(f"type {item.get('type')!r} is unknown")
    for key, value in item.items():
        if key in NAME_VARIABLES:
            found.extend(f"{key}: {fault}" for name in value for fault in _name(name))
        elif key in DATE_VARIABLES:
            found.extend(f"{key}: {fault}" for fault in _date(value))
        elif key in NUMBER_VARIABLES:
            if not isinstance(value, (str, int)) or isinstance(value, bool):
                found.append(f"{key} is neither text nor number")
        elif key == "custom":
            if not isinstance(value, dict):
                found.append("custom is no object")
        elif key != "categories" and not isinstance(value, str):
            found.append(f"{key} is no text")
    return found


def _name(name: Any) -> list[str]:
    if not isinstance(name, dict):
        return ["a name is no object"]
    found = [f"{key} is no part of a name" for key in name if key not in NAME_TEXTS | NAME_FLAGS]
    found += [
        f"{key} is no text" for key in NAME_TEXTS & name.keys() if not isinstance(name[key], str)
    ]
    found += [f"{key} is empty" for key in NAME_TEXTS & name.keys() if name[key] == ""]
    return found


def _date(date: Any) -> list[str]:
    if not isinstance(date, dict):
        return [] if isinstance(date, str) else ["a date is neither text nor object"]
    found = [f"{key} is no part of a date" for key in date if key not in DATE_KEYS]
    rows = date.get("date-parts", [[0]])
    if not 1 <= len(rows) <= 2:
        found.append("date-parts has not one or two rows")
    for row in rows:
        if not 1 <= len(row) <= 3 or not all(type(cell) in (int, str) for cell in row):
            found.append(f"date-parts holds {row!r}")
    if "season" in date and type(date["season"]) not in (int, str):
        found.append("season is neither text nor number")
    return found
