"""What can be changed in a source file so that it is wrong: one small change each, as text.

Changed is what functions do: comparisons, conditions, arithmetic, numbers, keys, what is returned,
statements that have an effect. Left alone are docstrings, annotations, messages (strings with a
blank), what is raised, and the tables at the top of a module, which are data.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
CLEANERS = frozenset("strip lstrip rstrip lower upper casefold".split())
"""Methods of a string that may be left out: `text.strip()` becomes `text`."""
_DECIDED = (ast.Compare, ast.BoolOp, ast.UnaryOp)
"""Conditions that are turned round by a change of their own."""
_TEXTS = (ast.JoinedStr, ast.List, ast.Tuple)


class Mutant(NamedTuple):
    """One change of a file: the bytes from `start` to `end` become `text`."""

    path: str
    line: int
    last_line: int
    start: int
    end: int
    text: str
    was: str

    def of(self, source: bytes) -> bytes:
        """The changed source."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def __str__(self) -> str:
        was, text = (" ".join(one.split()) for one in (self.was, self.text))
        return f"{self.path}:{self.line}: {was}  ->  {text}"


def mutants(path: str, source: bytes) -> Iterator[Mutant]:
    """Every change of a file that is known here, in the order of the lines."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    for node, new in _changes(tree):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        text = ast.unparse(new)
        if isinstance(new, ast.expr):
            text = f"({text})"
        was = source[start:end].decode()
        yield Mutant(path, node.lineno, node.end_lineno, start, end, text, was)


def _changes(tree: ast.Module) -> Iterator[tuple[Any, ast.AST]]:
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = function.body
            if ast.get_docstring(function) is not None:
                body = body[1:]
            for statement in body:
                yield from _below(statement)


def _below(node: ast.AST) -> Iterator[tuple[Any, ast.AST]]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return  # one of its own, with its own docstring
    if isinstance(node, (ast.Raise, ast.Assert, ast.JoinedStr)):
        return
    for new in _of(node):
        yield node, new
    if isinstance(node, (ast.If, ast.IfExp)) and not isinstance(node.test, _DECIDED):
        yield node.test, ast.UnaryOp(ast.Not(), node.test)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        if isinstance(node, ast.keyword) and node.arg == "message":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child)


def _of(node: ast.AST) -> Iterator[ast.AST]:
    """What a node may become."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = COMPARISONS.get(type(node.ops[0]))
        if other is not None:
            yield ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        other_operator = ARITHMETIC.get(type(node.op))
        if other_operator is not None and not any(map(_is_text, (node.left, node.right))):
            yield ast.BinOp(node.left, other_operator(), node.right)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node.value)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in CLEANERS and not node.keywords:
            yield node.func.value
    elif isinstance(node, ast.AugAssign) or _has_effect(node):
        yield ast.Pass()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def _of_constant(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str) and value.strip() and not any(map(str.isspace, value)):
        yield ast.Constant(f"XX{value}")


def _has_effect(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    if isinstance(node, ast.Assign):
        return all(isinstance(target, (ast.Attribute, ast.Subscript)) for target in node.targets)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, _TEXTS) or (
        isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
