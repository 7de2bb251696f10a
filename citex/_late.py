"""What is made when it is first used: patterns that are compiled, what is imported.

A program that converts one file needs few of the hundreds of patterns that the package has, and of
its modules half; making all of them takes longer than the work.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any


class _Late:
    """Stands for a pattern until one of its methods is asked for, then gives way to it."""

    def __init__(self, pattern: str, flags: int, home: dict[str, Any]) -> None:
        self.pattern = pattern
        self._flags = flags
        self._home = home

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for held, value in list(self._home.items()):
            if value is self:
                self._home[held] = compiled
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return re.compile, (self.pattern, self._flags)


_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when one of its methods is first asked for.

    >>> word = regex(r"\\w+")
    >>> word.findall("one, two"), word.pattern
    (['one', 'two'], '\\\\w+')
    """
    home = sys._getframe(1).f_globals
    late = _Late(pattern, flags, home)
    if TYPE_CHECKING:
        return re.compile(late.pattern)
    return late


class _Module:
    """Stands for a module until one of its names is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(importlib.import_module(self._name), name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    import difflib as difflib
    import html as html
    import json as json
    from html import entities as entities
else:  # of Python's own, what is slow to load, and needed for odd input and for help
    difflib, html, entities, json = map(_Module, ("difflib", "html", "html.entities", "json"))


def names_of(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package (PEP 562): names by the modules that they are fetched from.

    >>> fetch = names_of("math", {"math": "pi tau"})
    >>> fetch("pi") > 3
    True
    """
    places = {name: home for home, names in homes.items() for name in names.split()}

    def fetched(name: str) -> Any:
        home = places.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(home), name)
        setattr(sys.modules[package], name, value)
        return value

    return fetched
