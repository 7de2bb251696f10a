"""Citations and lists put into a document of pandoc's."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citex.csl.output.links import anchor_of
from citex.csl.output.marked import Stretch, tree
from citex.document import Document, Placed
from citex.manuscripts.manuscript import MARKS_AFTER, Cited, Settings, marks_behind, wanted
from citex.manuscripts.pandoc.nodes import BLANK, Node

_DECORATED = {
    "italic": "Emph", "bold": "Strong", "small-caps": "SmallCaps", "sup": "Superscript",
    "sub": "Subscript", "underline": "Underline",
}  # fmt: skip
_DISPLAYED = {
    "left-margin": "csl-left-margin", "right-inline": "csl-right-inline", "block": "csl-block",
    "indent": "csl-indent", "normal-style": "nodecoration", "normal-weight": "nodecoration",
    "normal-variant": "nodecoration", "no-decoration": "nodecoration",
}  # fmt: skip
"""The classes that pandoc's writers know."""


def _ends_with_stop(node: Node) -> bool:
    """Whether an inline ends with a full stop."""
    content = node.get("c")
    if node["t"] == "Str":
        return str(content).endswith(".")
    inlines = node["c"][1] if node["t"] in ("Link", "Span") else content
    return isinstance(inlines, list) and bool(inlines) and _ends_with_stop(inlines[-1])


def _role(target: str) -> list[list[str]]:
    """What a link is, for those to whom a page is read: one to an entry of the list."""
    return [["role", "doc-biblioref"]] if target.startswith("#ref-") else []


class Writing:
    """Puts what was printed in the place of citations, and lists into their divisions.

    With `spans`, a citation is an element that names its works.
    """

    def __init__(
        self,
        document: Document,
        settings: Settings,
        kept: Mapping[str, Node],
        *,
        highest: int,
        spans: bool,
    ) -> None:
        self.document: Document = document
        self.settings: Settings = settings
        self.kept: Mapping[str, Node] = kept
        self.highest: int = highest
        self.spans: bool = spans
        self.replaced: dict[int, tuple[Cited, Placed]] = {}
        self.listed: int = 0
        self.anchors: set[str] = set()
        self.chapter: int = 0

    def walked(self, value: Any) -> Any:
        """A value with its citations put in."""
        if isinstance(value, list):
            if any(isinstance(part, dict) and id(part) in self.replaced for part in value):
                return self._inlines(value)
            return [self.walked(part) for part in value]
        if not isinstance(value, dict):
            return value
        if value.get("t") == "Div" and value["c"][0][0].startswith("refs"):
            return self._list(value)
        if value.get("t") == "Header" and value["c"][0] == self.highest:
            self.chapter += 1
        return {key: self.walked(part) for key, part in value.items()}

    def _inlines(self, nodes: list[Node]) -> list[Node]:
        """Inlines among which are citations."""
        made: list[Node] = []
        rest = collections.deque(nodes)
        while rest:
            node = rest.popleft()
            found = self.replaced.get(id(node))
            if found is None:
                made.append(self.walked(node))
                continue
            before, mark, moved = self._parts(*found)
            if mark and not before and made and made[-1].get("t") in BLANK:
                made.pop()
            marks = None
            if mark and moved and rest and rest[0].get("t") == "Str":
                marks = MARKS_AFTER.match(rest[0]["c"])
            if marks:
                ends = bool(before) and _ends_with_stop(before[-1])
                behind = marks_behind(marks[0], stopped=ends)
                before = [*before, {"t": "Str", "c": behind}] if behind else before
                left = rest.popleft()["c"][marks.end() :]
                if left:
                    rest.appendleft({"t": "Str", "c": left})
            made += self._wrapped(found[0], before, mark) if not marks else [*before, *mark]
        return made

    def _wrapped(self, cited: Cited, before: list[Node], mark: list[Node]) -> list[Node]:
        """The citation as an element that names its works, where the output has such."""
        if not self.spans:
            return [*before, *mark]
        keys = " ".join(cite.id for cite in cited.citation.cites)
        return [{"t": "Span", "c": [["", ["citation"], [["cites", keys]]], [*before, *mark]]}]

    def _parts(self, cited: Cited, placed: Placed) -> tuple[list[Node], list[Node], bool]:
        """What stands in the line, the mark of the note or the raised number, and if it moves."""
        after = self.settings.after_punctuation
        if cited.note:
            shown = self._shown(placed.in_note or placed.in_text)
            if placed.in_note and cited.is_bracketed:
                shown = [{"t": "Str", "c": "("}, *shown, {"t": "Str", "c": ")"}]
            return shown, [], False
        shown = self._shown(placed.in_text)
        if placed.in_note:
            note = {"t": "Note", "c": [{"t": "Para", "c": self._shown(placed.in_note)}]}
            return shown, [note], after is not False
        if shown and all(node["t"] == "Superscript" for node in shown):
            return [], shown, after is True
        return shown, [], False

    def _shown(self, text: str) -> list[Node]:
        return self._nodes(tree(text))

    def _nodes(self, parts: Sequence[str | Stretch]) -> list[Node]:
        made: list[Node] = []
        for part in parts:
            if isinstance(part, str):
                made += self._words(part)
                continue
            inner = self._nodes(part.parts)
            if part.name == "link":
                made.append(
                    {"t": "Link", "c": [["", [], _role(part.target)], inner, [part.target, ""]]}
                )
            elif part.name in _DECORATED:
                made.append({"t": _DECORATED[part.name], "c": inner})
            else:
                class_ = _DISPLAYED.get(part.name, "")
                if class_ == "csl-left-margin":  # the number stands apart where nothing is aligned
                    inner.append({"t": "Space"})
                made.append({"t": "Span", "c": [["", [class_] if class_ else [], []], inner]})
        return made

    def _words(self, text: str) -> Iterator[Node]:
        """Plain text as words and spaces, and what was kept in it."""
        word = ""
        for char in text:
            kept = self.kept.get(char)
            if kept is None and char not in " \n\t":
                word += char
                continue
            if word:
                yield {"t": "Str", "c": word}
                word = ""
            yield from self._inlines([kept]) if kept else [{"t": "Space"}]
        if word:
            yield {"t": "Str", "c": word}

    # -- lists

    def _list(self, div: Node) -> Node:
        """A division with the list that it asks for."""
        (id_, classes, values), own = div["c"]
        self.listed += 1
        made = self._division(id_, classes, values, wanted(dict(values), self.chapter))
        made["c"][1][:0] = self.walked(own)
        return made

    def _division(
        self, id_: str, classes: Sequence[str], values: Any, holds: dict[str, Any]
    ) -> Node:
        found = self.document.bibliography(**holds, anchors=self.listed < 2)
        blocks: list[Node] = [
            {"t": "Div", "c": [
                [self._anchor(entry.id), ["csl-entry"], []],
                [{"t": "Para", "c": self._shown(entry.text)}],
            ]}
            for entry in found
        ]  # fmt: skip
        layout = self.document.layout
        hanging = ["hanging-indent"] if layout.hanging_indent else []
        more = [one for one in ("references", "csl-bib-body", *hanging) if one not in classes]
        spaces = {"entry-spacing": layout.entry_spacing, "line-spacing": layout.line_spacing}
        said = [[name, str(space)] for name, space in spaces.items() if space is not None]
        return {"t": "Div", "c": [[id_, [*classes, *more], [*values, *said]], blocks]}

    def _anchor(self, key: str) -> str:
        """The name of an entry's place, "" for one that stands in a list before."""
        name = anchor_of("ref", key)
        if name in self.anchors:
            return ""
        self.anchors.add(name)
        return name

    def closing(self) -> list[Node]:
        """The list at the end of a document that has no division for it."""
        if not self.document.bibliography():
            return []
        self.listed += 1
        division = self._division("refs", [], [], {})
        if not self.settings.heading:
            return [division]
        words = list(self._words(self.settings.heading))
        return [{"t": "Header", "c": [1, ["bibliography", ["unnumbered"], []], words]}, division]
