"""cs:layout, and the table that says which file compiles which element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citex.csl import nodes
from citex.csl.compile import traits
from citex.csl.compile.choose import compile_choose
from citex.csl.compile.date import compile_date
from citex.csl.compile.frame import Code, Frame, Run
from citex.csl.compile.group import Compile, compile_group, sequence
from citex.csl.compile.label import compile_label
from citex.csl.compile.names import compile_names
from citex.csl.compile.number import compile_number
from citex.csl.compile.scope import Scope
from citex.csl.compile.text import compile_text
from citex.csl.compile.wrap import display, like, surround
from citex.csl.markup import CLOSE, LEFT_MARGIN, RIGHT_INLINE


def compile_node(node: nodes.Node, scope: Scope) -> Code:
    """The code of any rendering element."""
    compile_ = _COMPILERS.get(type(node))
    if compile_ is not None:
        return compile_(node, scope, compile_node)
    if isinstance(node, nodes.Date):
        return compile_date(node, scope)
    if isinstance(node, nodes.Number):
        return compile_number(node, scope)
    return compile_label(node, scope) if isinstance(node, nodes.Label) else None


_COMPILERS: dict[type[nodes.Node], Callable[[Any, Scope, Compile], Code]] = {
    nodes.Text: compile_text,
    nodes.Group: compile_group,
    nodes.Choose: compile_choose,
    nodes.Names: compile_names,
}
"""Elements within which others stand, or macros."""


def compile_layout(layout: nodes.Layout, scope: Scope) -> Run:
    """The body of a layout, without its affixes and formatting, which are the whole entry's."""
    if scope.area == "bibliography" and _aligns(scope):
        return _aligned([compile_node(child, scope) for child in layout.children])
    return traits.run_of(sequence([_compile_block(child, scope) for child in layout.children]))


def _compile_block(node: nodes.Node, scope: Scope) -> Code:
    """The code of an element that stands in the layout itself: only there `display` counts."""
    if isinstance(node, nodes.Choose):
        return compile_choose(node, scope, _compile_block)
    code = compile_node(node, scope)
    opener = display(node) if isinstance(node, nodes.Decorated) else ""
    if not code or not opener:
        return code
    if isinstance(code, str):
        return like(code, opener + code + CLOSE)
    return surround(code, opener, CLOSE)


def _aligns(scope: Scope) -> bool:
    options = scope.options
    return isinstance(options, nodes.Bibliography) and bool(options.second_field_align)


def _aligned(codes: list[Code]) -> Run:
    """second-field-align: the first element that prints in the margin, the rest beside it."""
    runs = [traits.run_of(code) for code in codes]

    def aligned(frame: Frame) -> str | None:
        first = ""
        rest = []
        for run in runs:
            text = run(frame)
            if text:
                if first:
                    rest.append(text)
                else:
                    first = text
        if not first:
            return None
        body = "".join(rest)
        if not body:
            return LEFT_MARGIN + first + CLOSE
        trimmed = body.rstrip(" ")
        return LEFT_MARGIN + first + CLOSE + RIGHT_INLINE + trimmed + CLOSE + body[len(trimmed) :]

    return aligned
