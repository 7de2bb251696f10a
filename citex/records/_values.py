"""Values of untrusted JSON: what was expected, or nothing."""

from __future__ import annotations

from typing import Any


def text(value: Any) -> str | None:
    """The value's text, white space around it gone, if it is a text or number that says something.

    >>> text(" a "), text(12), text(None), text("null"), text(["a"])
    ('a', '12', None, None, None)
    """
    if isinstance(value, str):
        stripped = value.strip()
        return stripped if stripped and stripped not in ("null", "None", "undefined") else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def first(value: Any) -> str | None:
    """The first text of a list, or the text itself.

    >>> first(["", "a", "b"]), first("a"), first([]), first(None)
    ('a', 'a', None, None)
    """
    if isinstance(value, list):
        return next((found for part in value if (found := text(part))), None)
    return text(value)


def texts(value: Any) -> list[str]:
    """All texts of a list, or of one text.

    >>> texts(["a", None, 1]), texts("a"), texts({})
    (['a', '1'], ['a'], [])
    """
    if isinstance(value, list):
        return [found for part in value if (found := text(part))]
    found = text(value)
    return [found] if found else []


def record(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one; of a list, its first object."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return next((part for part in value if isinstance(part, dict)), {})
    return {}


def records(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; an object alone counts as a list of one.

    >>> records([{"a": 1}, None]), records({"a": 1}), records("a")
    ([{'a': 1}], [{'a': 1}], [])
    """
    if isinstance(value, list):
        return [part for part in value if isinstance(part, dict)]
    return [value] if isinstance(value, dict) else []


def integer(value: Any) -> int | None:
    """A whole number that is not negative, from a number or its digits.

    >>> integer("13"), integer(13.0), integer("x"), integer(True)
    (13, 13, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10**15 else None
    if isinstance(value, float):
        return int(value) if 0 <= value < 1e15 and value == int(value) else None
    if isinstance(value, str):
        digits = value.strip().replace(",", "")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
    return None
