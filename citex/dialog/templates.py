"""The dialog's markup and words, from the files in `data/`."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from string import Template


@functools.cache
def data(name: str) -> str:
    """The text of a file."""
    return (files("citex.dialog") / "data" / name).read_text(encoding="utf-8")


@functools.cache
def strings() -> dict[str, dict[str, str]]:
    """What the interface says, by language.

    >>> strings()["zh"]["copy"]
    '复制'
    """
    found: dict[str, dict[str, str]] = json.loads(data("strings.json"))
    return found


def fill(name: str, /, **values: object) -> str:
    """A template with its values, which are markup already."""
    return _template(name).substitute(values)


@functools.cache
def _template(name: str) -> Template:
    return Template(data(name))
