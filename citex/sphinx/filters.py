"""The `:filter:` of a list: an expression in Python's signs over the fields of an entry."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from citex.errors import ParseError

Value = str | bool | frozenset[str]
"""What an expression comes to."""

Fields = Callable[[str], Value]
"""The name of a field -> its value, "" for one that the entry does not have."""

_LONGEST = 2000
"""Characters of a filter."""

_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right, ast.NotIn: lambda left, right: left not in right,
}  # fmt: skip


class Filter:
    """A filter that is read; `names` are those that it asks for.

    >>> chosen = Filter('type == "book" and title % "tex"')
    >>> chosen(lambda name: {"type": "book", "title": "The TeXbook"}[name])
    True
    >>> Filter("docname in docnames").local
    True
    """

    __slots__ = ("_body", "names", "text")

    def __init__(self, text: str) -> None:
        """Raises ParseError for what is no such expression."""
        self.text: str = " ".join(text.split())
        if len(self.text) > _LONGEST:
            raise ParseError(f"a filter has at most {_LONGEST} characters")
        try:
            self._body = ast.parse(self.text, mode="eval").body
            self.names: set[str] = {
                node.id for node in ast.walk(self._body) if isinstance(node, ast.Name)
            }
            self(lambda name: frozenset() if name == "docnames" else "")
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            raise ParseError(f"the filter {self.text!r} cannot be read: {reason}") from None

    @property
    def local(self) -> bool:
        """Whether it asks for documents."""
        return not self.names.isdisjoint(("docname", "docnames"))

    def __call__(self, fields: Fields) -> bool:
        """Whether an entry is chosen. Raises ParseError where the kinds of values do not fit."""
        try:
            return bool(_value(self._body, fields))
        except (TypeError, re.error) as error:
            raise ParseError(f"the filter {self.text!r} does not work: {error}") from None


def _value(node: ast.expr, fields: Fields) -> Value:
    known = _NODES.get(type(node))
    if known is None:
        raise ParseError(f"a filter has no {ast.unparse(node)!r}")
    return known(node, fields)


def _joined(node: Any, fields: Fields) -> Value:
    """`and` and `or`, which stop where all is said."""
    wanted = isinstance(node.op, ast.Or)
    found: Value = not wanted
    for part in node.values:
        found = _value(part, fields)
        if bool(found) is wanted:
            break
    return found


def _negated(node: Any, fields: Fields) -> Value:
    if not isinstance(node.op, ast.Not):
        raise ParseError(f"a filter has no {ast.unparse(node)!r}")
    return not _value(node.operand, fields)


def _compared(node: Any, fields: Fields) -> Value:
    left = _value(node.left, fields)
    for sign, part in zip(node.ops, node.comparators, strict=True):
        right = _value(part, fields)
        compare = _COMPARE.get(type(sign))
        if compare is None:
            raise ParseError(f"a filter has no {ast.unparse(node)!r}")
        if not compare(left, right):
            return False
        left = right
    return True


def _combined(node: Any, fields: Fields) -> Value:
    """`text % pattern`, and what sets have in common or together."""
    left, right = _value(node.left, fields), _value(node.right, fields)
    if isinstance(node.op, ast.Mod) and isinstance(left, str) and isinstance(right, str):
        return re.search(right, left, re.IGNORECASE) is not None
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        if isinstance(node.op, ast.BitAnd):
            return left & right
        if isinstance(node.op, ast.BitOr):
            return left | right
    raise ParseError(f"a filter has no {ast.unparse(node)!r}")


def _constant(node: Any, _fields: Fields) -> Value:
    if isinstance(node.value, (str, bool)):
        return node.value
    raise ParseError(f"a filter has texts in quotes, and no {ast.unparse(node)!r}")


def _set(node: Any, fields: Fields) -> Value:
    values = [_value(part, fields) for part in node.elts]
    if all(isinstance(value, str) for value in values):
        return frozenset(map(str, values))
    raise ParseError(f"a set of a filter holds texts, and no {ast.unparse(node)!r}")


_NODES: Mapping[type[ast.expr], Callable[[Any, Fields], Value]] = {
    ast.BoolOp: _joined, ast.UnaryOp: _negated, ast.Compare: _compared, ast.BinOp: _combined,
    ast.Constant: _constant, ast.Set: _set, ast.Name: lambda node, fields: fields(node.id),
}  # fmt: skip
