"""Footnotes of citations: in a style of notes each citation has one, with `footcite` each work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from citex.sphinx.citing import FORMS, Key
from citex.sphinx.domain import footnote_of
from citex.sphinx.nodes import CitationNode, NotesNode
from citex.sphinx.roles import EMPTY, ENTRY, waiting
from citex.sphinx.settings import is_of_notes


class Footnotes(SphinxTransform):
    """Make the footnotes before docutils numbers them with those that the text has itself."""

    default_priority: ClassVar[int] = 600

    def apply(self, **_options: object) -> None:
        """Make the footnotes, and put them where the text says, or at its end."""
        self.named: dict[str, str] = {}
        self.made: list[nodes.footnote] = []
        of_notes = is_of_notes(self.config)
        found = False
        for node in list(self.document.findall()):
            if isinstance(node, NotesNode):
                self._place(node)
                continue
            if not isinstance(node, CitationNode):
                continue
            if node["foot"]:
                node.replace_self(list(self._foot(node)))
            elif of_notes and _has_note(node["role"]) and footnote_of(node) is None:
                node.replace_self(list(self._noted(node)))
            found = True
        self.document.extend(self.made)
        if found:
            _in_order(self.document)

    def _place(self, node: NotesNode) -> None:
        """Put the footnotes that wait in this place, below its header."""
        header = list(node.children) if self.made else []
        node.replace_self([*header, *self.made])
        self.made = []

    def _foot(self, node: CitationNode) -> Iterator[nodes.Node]:
        """The names, if the role has them, and a mark for the footnote of each work."""
        textual = FORMS[node["role"]].mode == "composite"
        for place, key in enumerate(node["keys"]):
            if textual:
                role = "cauthor" if FORMS[node["role"]].capital and not place else "author"
                if place:
                    yield nodes.Text(", ")
                yield self._waiting(node, role, (key,), foot=True)
            if key.key not in self.named:
                inner = self._waiting(node, ENTRY, (Key(key.key),), foot=True)
                self.named[key.key] = self._footnote(inner)
            yield self._mark(self.named[key.key])

    def _noted(self, node: CitationNode) -> Iterator[nodes.Node]:
        """A citation of a style of notes: what stands in the text, and the mark of its note."""
        if FORMS[node["role"]].mode == "composite":
            node["part"] = "text"
            yield node
        note = self._waiting(node, node["role"], tuple(node["keys"]), part="note")
        note["id"] = node["id"]
        yield self._mark(self._footnote(note))

    def _waiting(
        self, node: CitationNode, role: str, keys: tuple[Key, ...], *, part: str = "",
        foot: bool = False,
    ) -> CitationNode:  # fmt: skip
        made = waiting(self.env, role, keys, part=part, foot=foot)
        made.source, made.line = node.source, node.line
        return made

    def _footnote(self, inner: CitationNode) -> str:
        """Make a footnote; its name."""
        name = f"citex-note-{self.env.new_serialno('citex-note')}"
        footnote = nodes.footnote("", nodes.paragraph("", "", inner), auto=1, names=[name])
        footnote.source, footnote.line = inner.source, inner.line
        self.document.note_autofootnote(footnote)
        self.document.note_explicit_target(footnote, footnote)
        self.made.append(footnote)
        return name

    def _mark(self, name: str) -> nodes.footnote_reference:
        mark = nodes.footnote_reference("", auto=1, refname=name)
        self.document.note_autofootnote_ref(mark)
        self.document.note_footnote_ref(mark)
        return mark


def _has_note(role: str) -> bool:
    return role != EMPTY and role in FORMS and FORMS[role].in_note


def _in_order(document: nodes.document) -> None:
    """Have docutils number the footnotes in the order of their marks, not in that of the file."""
    unnamed = iter([note for note in document.autofootnotes if not note["names"]])
    named = {name: note for note in document.autofootnotes for name in note["names"]}
    order: dict[int, int] = {}
    marks = [mark for mark in document.findall(nodes.footnote_reference) if mark.get("auto") == 1]
    for mark in marks:
        note = named.get(mark["refname"]) if "refname" in mark else next(unnamed, None)
        order.setdefault(id(note), len(order))
    document.autofootnote_refs[:] = marks
    document.autofootnotes.sort(key=lambda note: order.get(id(note), len(order)))
