"""What a style asks of a work before anything prints: which variables it has, of which type it is.

A specialization key is the bits of one int: one for each variable (`variables.BITS`), one for each
group of types that the style tests for. Works with the same answers to what a layout asks share its
code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citex.csl import nodes
from citex.csl.variables import (
    ALL_BITS,
    BITS,
    CITE_VARIABLES,
    GENERIC,
    SHORT_FORMS,
    ReferencedVariables,
    Work,
)
from citex.model.kinds import KINDS

_FIRST = ALL_BITS.bit_length()
_VARIABLES = (
    "variable", "is_numeric", "is_uncertain_date", "has_day", "has_year_only",
    "has_to_month_or_season", "is_plural", "is_multiple",
)  # fmt: skip
_OTHER_TESTS = tuple(
    name
    for name in nodes.If.FIELDS
    if name not in ("line", "when", "match", "type", "variable", "children")
)
_INSTEAD = {"page-first": "page", **SHORT_FORMS}
"""Variables whose place another one may take."""


_NOTHING = (None,) * 3


class Assumptions:
    """What is so of the works that code is compiled for, and what of it was asked so far."""

    __slots__ = ("key", "referenced", "variables")
    referenced: int

    def __init__(self, key: int) -> None:
        self.key: int = key
        self.variables: bool = not key & GENERIC  # whether the variables that they have are known
        self.referenced = GENERIC

    def held(self, bits: int) -> int:
        """Those of the bits that are so."""
        self.referenced |= bits
        return self.key & bits


class Shared:
    """What was compiled for some works, for all that answer alike what was asked for it."""

    __slots__ = ("_tables", "count")
    count: int

    def __init__(self) -> None:
        self.count = 0
        self._tables: dict[int, dict[int, Any]] = {}

    def find(self, key: int) -> Any:
        """What serves for works of this key; None if nothing does."""
        for referenced, table in self._tables.items():
            found = table.get(key & referenced)
            if found is not None:
                return found
        return None

    def keep(self, known: Assumptions, value: Any) -> None:
        """Keep what was compiled, for all works that are like those in what was asked."""
        self._tables.setdefault(known.referenced, {})[known.key & known.referenced] = value
        self.count += 1


class Specializer:
    """What counts for a style in works, found out when it is first run.

    `by_kind` says that terms agree with the type's grammatical gender, so that no two types are
    alike where one prints.
    """

    __slots__ = (
        "_gender",
        "_groups",
        "_kinds",
        "_macros",
        "_others",
        "_plain",
        "_referenced",
        "_variables",
    )

    def __init__(
        self, macros: dict[str, nodes.Macro], roots: Iterable[nodes.Node], *, by_kind: bool
    ) -> None:
        self._macros = macros
        self._referenced: dict[nodes.Node, int] = {}
        self._kinds: dict[str, int] = {}
        self._groups: dict[frozenset[str], int] = {}
        self._others: dict[str, int] = {}  # variables that no field of a paper is for
        self._plain: dict[nodes.If, tuple[int, int]] = {}
        self._gender = 0
        if by_kind:
            for kind in KINDS:
                self._gender |= self._group((kind,))
        asked = 0
        for root in (*macros.values(), *roots):
            asked |= self.referenced(root)
        self._variables = ReferencedVariables(asked)

    def of(self, work: Work) -> int:
        """What is so of a work, whose variables are prepared for it."""
        kind = work.kind
        bits = self._kinds.get(kind)
        if bits is None:
            bits = sum(bit for group, bit in self._groups.items() if kind in group)
            self._kinds[kind] = bits
        bits |= work.prepare(self._variables)
        paper = work.paper
        told = (paper.note, paper.translator, paper.event_title)  # what the others may stand in
        if paper.extra or told != _NOTHING:
            for variable, bit in self._others.items():
                if work[variable] is not None:
                    bits |= bit
        return bits

    def bit(self, variable: str) -> int | None:
        """The bit that says that a work has a variable; None for one of a cite."""
        bit = BITS.get(variable)
        return self._others.get(variable) if bit is None else bit

    def referenced(self, node: nodes.Node) -> int:
        """All that an element, with the macros that it calls, may ask."""
        known = self._referenced.get(node)
        if known is None:
            self._referenced[node] = GENERIC  # a macro that calls itself, should one come by
            known = GENERIC | self._own(node)
            for inner in nodes.called_or_within(node, self._macros):
                known |= self.referenced(inner)
            self._referenced[node] = known
        return known

    def of_types(self, types: tuple[str, ...]) -> int:
        """The bit that says that a work is of one of these types."""
        return self._group(types)

    def gender(self) -> int:
        """The bits that a term's agreement with the type hangs on."""
        return self._gender

    def plain_bits(self, node: nodes.If) -> tuple[int, int]:
        """The bits of a condition that asks for types and variables alone: type, variables.

        No bits at all for any other condition.
        """
        bits = self._plain.get(node)
        if bits is None:
            bits = self._plain[node] = self._found_bits(node)
        return bits

    def _found_bits(self, node: nodes.If) -> tuple[int, int]:
        for field in _OTHER_TESTS:
            if getattr(node, field):
                return 0, 0
        bits = 0
        for variable in node.variable:
            bit = self.bit(variable)
            if bit is None or variable in CITE_VARIABLES or variable == "page-first":
                return 0, 0  # the first page is one of the pages, too
            bits |= bit
        return self._group(node.type) if node.type else 0, bits

    def _own(self, node: nodes.Node) -> int:
        asked = 0
        for field, value in vars(node).items():
            if field in _VARIABLES:
                for variable in (value,) if isinstance(value, str) else value or ():
                    asked |= self._variable(variable) | BITS.get(_INSTEAD.get(variable, ""), 0)
            elif field == "type":
                asked |= self._group(value) if value else 0
            elif field == "term" and value is not None:
                asked |= self._gender
            elif field == "text_case" and value == "title":
                asked |= BITS["jurisdiction"]
        return asked

    def _group(self, types: tuple[str, ...]) -> int:
        group = frozenset(types)
        bit = self._groups.get(group)
        if bit is None:
            bit = self._groups[group] = self._next()
        return bit

    def _variable(self, variable: str) -> int:
        bit = self.bit(variable)
        if bit is None:
            if variable in CITE_VARIABLES:
                return 0
            bit = self._others[variable] = self._next()
        return bit

    def _next(self) -> int:
        return 1 << (_FIRST + len(self._groups) + len(self._others))
