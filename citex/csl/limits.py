"""How much a style may ask: sizes that no style in use comes near, measured before it runs.

A style is a program of somebody else. What it can print and how long it takes for one entry is
bounded by its elements, each counted as often as its macros call it; so that is counted, once, when
the style is read. Of a choice only the longest branch counts. The largest styles of the installed
collection (those of the Chicago manual) stand in the docstrings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from citex.csl import nodes

ELEMENTS = 25_000
"""The elements of a style; 3,500."""
DEPTH = 120
"""How deep elements stand within one another, the macros that they call among them; 72."""
STEPS = 10_000
"""How many elements may run for one entry; 2,600."""
PRINTED = 200_000
"""How many characters of its own a style may print in one entry; 5,000."""
TEXT = 2_000
"""The characters of one attribute or term; 100."""
NUMBER = 1_000_000
"""The largest number in an attribute; 9,999."""
LAYOUTS = 200
"""Layouts for languages, and cs:locale elements; 10."""
KEYS = 50
"""Sort keys; 11."""
PROBLEMS = 100
"""After so many faults no more are looked for."""
COMPILED = 2_000
"""How many macros, each as often as what is suppressed differs, are compiled for one entry; 215."""

_TERM = 30  # the characters of a term, of which only the locale knows more


class Extent(NamedTuple):
    """How deep an element goes, how many elements run, and how much text of the style prints."""

    depth: int = 0
    steps: int = 0
    printed: int = 0


NOTHING = Extent()


def extent(node: nodes.Node, macros: Mapping[str, Extent], term: int = 0) -> Extent:
    """The extent of an element, its children's and its macros' within it.

    `macros` has those of the macros; `term` is the length of the style's longest term.
    """
    kind = node.__class__
    depth, steps, printed = 0, 1, 0
    choice = kind is nodes.Choose
    children = nodes.children_of(node)
    for child in children:
        deep, long, text = extent(child, macros, term)
        depth = deep if deep > depth else depth
        if choice:
            steps, printed = max(steps, long), max(printed, text)
        else:
            steps += long
            printed += text
    if choice:
        return Extent(depth + 1, steps + len(children), printed)
    if isinstance(node, nodes.Decorated):
        printed += len(node.prefix) + len(node.suffix)
        if node.delimiter:
            printed += len(node.delimiter) * len(children)
    if kind is nodes.Text or kind is nodes.Label:
        printed += max(term, _TERM)
    if isinstance(node, nodes.Text):
        printed += len(node.value or "")
        if node.macro:
            deep, long, text = macros.get(node.macro, NOTHING)
            return Extent(max(depth, deep) + 1, steps + long, printed + text)
    return Extent(depth + 1, steps, printed)


def excess(found: Extent) -> str:
    """What is too much of an extent, in words; "" if nothing is."""
    depth, steps, printed = found
    if depth > DEPTH:
        return f"goes more than {DEPTH} elements deep, the macros it calls among them"
    if steps > STEPS:
        return f"runs more than {STEPS:,} elements for one entry"
    if printed > PRINTED:
        return f"prints more than {PRINTED:,} characters of its own in one entry"
    return ""
