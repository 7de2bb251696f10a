"""The nodes of citations and lists: those that wait for what is printed, and what is printed.

A citation waits as an inline of its keys, so that a writer or a table of contents that meets it
unprinted shows these. What is printed is made of docutils' own nodes, which every builder knows;
the classes for it here are such nodes, too, and only say more to builders that can use it.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class CitationNode(nodes.inline):
    """A citation, or the part of it that stands here; `cited` is what `citex.sphinx.domain` keeps.

    `part` is "" for the whole, "text" and "note" for what a style of notes parts.
    """


class ListNode(nodes.General, nodes.Element):
    """Where a reference list stands; `number` is its place among the lists of its document."""


class NotesNode(nodes.General, nodes.Element):
    """Where the footnotes that citations have made so far stand."""


class EntryNode(nodes.paragraph):
    """An entry of a list; its first lines hang out, or its label does."""


class RaisedNode(nodes.superscript):
    """A superscript of a citation, which plain text shows without a sign."""


class SmallCapsNode(nodes.inline):
    """Small capitals."""


def add_nodes(app: Sphinx) -> None:
    """Tell Sphinx the nodes, and what writers do with them; others take them for their kin."""
    for waiting in (CitationNode, ListNode, NotesNode):
        app.add_node(waiting)
    app.add_node(EntryNode, latex=(_begin_entry, _end_entry))
    app.add_node(RaisedNode, text=(_nothing, _nothing))
    app.add_node(SmallCapsNode, latex=(_begin_small_caps, _end_brace))


def _nothing(_writer: Any, _node: nodes.Element) -> None:
    """Write the children alone."""


def _begin_entry(writer: Any, node: nodes.Element) -> None:
    writer.body.append("\n\\par\\begingroup\\noindent\\hangindent=2em\\hangafter=1\\relax\n")


def _end_entry(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("\\par\\endgroup\n")


def _begin_small_caps(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("\\textsc{")


def _end_brace(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("}")


__all__ = [
    "CitationNode", "EntryNode", "ListNode", "NotesNode", "RaisedNode", "SmallCapsNode",
    "add_nodes",
]  # fmt: skip
