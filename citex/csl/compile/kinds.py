"""Which types of works an element tells apart: types that it treats alike share its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citex.csl import nodes

Told = tuple[bool, ...]
"""For a type, to which of the groups that an element tests for it belongs."""


class Kinds:
    """The groups of types that the macros of a style test for, found out once for each."""

    __slots__ = ("_groups", "_macros")

    def __init__(self, macros: dict[str, nodes.Macro]) -> None:
        self._macros = macros
        self._groups: dict[Any, tuple[frozenset[str], ...]] = {}

    def told(self, macro: str, kind: str) -> Told:
        """What a macro, with all that it calls, asks of a type."""
        groups = self._groups.get(macro)
        if groups is None:
            found = self._macros.get(macro)
            groups = self._groups[macro] = self._found([found] if found else [])
        return tuple([kind in group for group in groups])

    def told_by(self, key: Any, elements: Iterable[nodes.Node | None], kind: str) -> Told:
        """What these elements ask of a type; `key` is what they are remembered under."""
        groups = self._groups.get(key)
        if groups is None:
            groups = self._groups[key] = self._found(elements)
        return tuple([kind in group for group in groups])

    def _found(self, elements: Iterable[nodes.Node | None]) -> tuple[frozenset[str], ...]:
        return tuple(dict.fromkeys(frozenset(types) for types in self._tests(elements)))

    def _tests(self, elements: Iterable[nodes.Node | None]) -> Iterator[tuple[str, ...]]:
        stack: list[Any] = list(elements)
        called: set[str] = set()
        while stack:
            node = stack.pop()
            if node is None:
                continue
            if isinstance(node, nodes.Condition) and node.type:
                yield node.type
            macro = getattr(node, "macro", None)
            if macro and macro not in called:
                called.add(macro)
                stack.append(self._macros.get(macro))
            for field in ("children", "branches", "keys"):
                stack.extend(getattr(node, field, ()))
            stack.append(getattr(node, "substitute", None))
            conditions = getattr(node, "conditions", None)
            if conditions is not None:
                stack.extend(conditions.conditions)
