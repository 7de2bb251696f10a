"""Documents of pandoc's as JSON, as its filters get them."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citex.csl import Citation, Cite
from citex.csl.output.links import anchor_of
from citex.csl.output.marked import Stretch, tree
from citex.document import Document, Placed
from citex.errors import CitexError
from citex.manuscripts.locators import split
from citex.manuscripts.manuscript import (
    MARKS_AFTER,
    Cited,
    Known,
    Manuscript,
    Settings,
    marks_behind,
    wanted,
)
from citex.manuscripts.markdown.affixes import Keeper
from citex.manuscripts.markdown.cites import keys_within
from citex.manuscripts.metadata import settings_of

Node = dict[str, Any]
"""An element of pandoc's: "t", its type, and "c", what it holds."""

_RICH = {
    "Emph": ("<i>", "</i>"), "Strong": ("<b>", "</b>"), "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}  # fmt: skip
"""What rich text can say of pandoc's inlines."""

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

_DEEPEST = 300
"""How deep a document may nest: what walks through it calls itself."""

_MODES = {"AuthorInText": "composite"}
_BLANK = ("Space", "SoftBreak", "LineBreak")
_MARKUP = ("markdown", "gfm", "commonmark")
"""The outputs in which a citation of pandoc's would be written as it was read."""


class PandocDocument:
    """A document of pandoc's as JSON (`Kind`); `to` is the format that pandoc will write."""

    output = "marked"

    def __init__(self, text: str, name: str = "", to: str = "") -> None:
        self.whole = _document(text)
        self.meta: dict[str, Any] = self.whole.get("meta", {})
        said = {key: _plain(value) for key, value in self.meta.items()}
        said["nocite"] = [f"@{{{key}}}" for key in _cited_keys(self.meta.get("nocite"))]
        self.settings: Settings = settings_of(said)
        self.spans = not to.startswith(_MARKUP)
        self.nodes: list[Node] = []
        self.kept: dict[str, Node] = {}
        self.highest = min(_levels(self.whole["blocks"]), default=0)

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations, in the order of the document."""
        self.whole["blocks"] = _with_keys(self.whole["blocks"], known)
        keeper = _Nodes(json.dumps(self.whole, ensure_ascii=False))
        manuscript = Manuscript("")
        within = _Reading(self, manuscript, keeper, languages)
        for key, value in self.meta.items():
            if key not in ("nocite", "references"):
                within.walk(value)
        within.walk(self.whole["blocks"])
        self.kept = keeper.nodes
        return manuscript

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The document with its citations and lists, as JSON."""
        writing = _Writing(self, document)
        for cited, placed in zip(manuscript.citations, document.citations, strict=True):
            writing.replaced[id(self.nodes[cited.start])] = cited, placed
        for key in self.meta:
            if key not in ("nocite", "references"):
                self.meta[key] = writing.walked(self.meta[key])
        self.whole["blocks"] = writing.walked(self.whole["blocks"])
        if not writing.listed and not self.settings.suppressed:
            self.whole["blocks"] += writing.closing()
        for key in ("bibliography", "references", "nocite", "csl"):
            self.meta.pop(key, None)  # no later filter is to cite again
        return json.dumps(self.whole, ensure_ascii=False)


def _document(text: str) -> dict[str, Any]:
    """The document. Raises CitexError for what is none of pandoc's."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or not isinstance(whole.get("blocks"), list):
        raise CitexError(
            "the input is no document of pandoc's in JSON; "
            "call it as a filter: pandoc --filter citex-pandoc"
        )
    if _depth(whole) > _DEEPEST:
        raise CitexError(f"the document nests more than {_DEEPEST} levels deep")
    return whole


def _depth(value: Any) -> int:
    """How deep lists and elements nest."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        value, depth = waiting.pop()
        deepest = max(deepest, depth)
        parts = value.values() if isinstance(value, dict) else value
        waiting += [(part, depth + 1) for part in parts if isinstance(part, (dict, list))]
    return deepest


def _levels(value: Any) -> Iterator[int]:
    """How deep each heading is."""
    for part in value if isinstance(value, list) else ():
        if isinstance(part, dict) and part.get("t") == "Header":
            yield part["c"][0]
        elif isinstance(part, dict):
            yield from _levels(part.get("c"))
        else:
            yield from _levels(part)


# -- metadata ----------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """A value of the metadata without pandoc's types; markup in it as rich text."""
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaMap":
        return {key: _plain(part) for key, part in content.items()}
    if kind == "MetaList":
        return [_plain(part) for part in content]
    if kind == "MetaInlines":
        return _rich(content, None)
    if kind == "MetaBlocks":
        return " ".join(_rich(block.get("c"), None) for block in content if _is_text(block))
    return content


def _is_text(block: Node) -> bool:
    return block.get("t") in ("Para", "Plain")


def _cited_keys(value: Any) -> Iterator[str]:
    """The keys of all citations within a value."""
    if isinstance(value, list):
        for part in value:
            yield from _cited_keys(part)
    elif isinstance(value, dict):
        if value.get("t") == "Cite":
            yield from (one["citationId"] for one in value["c"][0])
        else:
            yield from _cited_keys(value.get("c"))


def _with_keys(value: Any, known: Known) -> Any:
    """A value with citations for the keys that pandoc does not see: "见@li2020"."""
    if isinstance(value, dict):
        return {key: _with_keys(part, known) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    made: list[Any] = []
    for part in value:
        word = part["c"] if isinstance(part, dict) and part.get("t") == "Str" else ""
        made += _cut(word, known) if "@" in word else [_with_keys(part, known)]
    return made


def _cut(word: str, known: Known) -> Iterator[Node]:
    """A word, and the citations within it."""
    place = 0
    for start, end, key in keys_within(word, known):
        if start > place:
            yield {"t": "Str", "c": word[place:start]}
        text = word[start:end]
        mode = "SuppressAuthor" if text.startswith("-") else "AuthorInText"
        one = {"citationId": key, "citationPrefix": [], "citationSuffix": [],
               "citationMode": {"t": mode}, "citationNoteNum": 0, "citationHash": 0}  # fmt: skip
        yield {"t": "Cite", "c": [[one], [{"t": "Str", "c": text}]]}
        place = end
    if place < len(word):
        yield {"t": "Str", "c": word[place:]}


# -- reading -----------------------------------------------------------------------------------


class _Nodes(Keeper):
    """Signs for inlines that rich text cannot say."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.nodes: dict[str, Node] = {}

    def keep_node(self, node: Node) -> str:
        """The sign that stands for an inline."""
        sign = self.keep("")
        self.nodes[sign] = node
        return sign


def _rich(inlines: Any, keeper: _Nodes | None) -> str:
    """Inlines as rich text; what that cannot say is kept by a sign, or left out."""
    pieces: list[str] = []
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in _BLANK:
            pieces.append(" ")
        elif kind in _RICH:
            before, after = _RICH[kind]
            pieces.append(before + _rich(content, keeper) + after)
        elif kind == "Quoted":
            mark = '"' if content[0]["t"] == "DoubleQuote" else "'"
            pieces.append(mark + _rich(content[1], keeper) + mark)
        elif kind == "Span" or (kind == "Cite" and keeper is None):
            pieces.append(_rich(content[1], keeper))
        elif keeper is not None:
            pieces.append(keeper.keep_node(node))
    return "".join(pieces)


class _Reading:
    """Collects citations on a walk through a document."""

    def __init__(
        self, kind: PandocDocument, manuscript: Manuscript, keeper: _Nodes, languages: Sequence[str]
    ) -> None:
        self.manuscript, self.keeper, self.languages = manuscript, keeper, tuple(languages)
        self.nodes, self.highest = kind.nodes, kind.highest
        self.place = 0
        self.chapter = 0

    def walk(self, value: Any, note: int = 0, at: int = 0) -> None:
        """Take the citations in a value."""
        if isinstance(value, list):
            for part in value:
                self.walk(part, note, at)
        elif isinstance(value, dict):
            kind = value.get("t")
            if kind == "Note":
                self._note(value)
            elif kind == "Cite":
                self._cite(value, note, at)
            elif kind == "Header" and value["c"][0] == self.highest and not note:
                self.chapter += 1
                self.walk(value["c"][2])
            else:
                self.walk(value.get("c"), note, at)

    def _note(self, node: Node) -> None:
        self.place += 1
        place = self.place
        self.manuscript.notes.append(place)
        first = len(self.manuscript.citations)
        self.walk(node["c"], len(self.manuscript.notes), place)
        blocks = node["c"]
        inlines = blocks[0]["c"] if blocks and _is_text(blocks[0]) else []
        alone = len(blocks) == 1 and len(inlines) == 1
        if inlines and inlines[0].get("t") == "Cite" and len(self.manuscript.citations) > first:
            one = self.manuscript.citations[first]
            self.manuscript.citations[first] = one._replace(opens=True, closes=alone)

    def _cite(self, node: Node, note: int, at: int) -> None:
        self.place += 1
        written = node["c"][0]
        cites = [self._one(one) for one in written]
        modes = [one["citationMode"]["t"] for one in written]
        mode = _MODES.get(modes[0], "")
        citation = Citation(
            cites, mode=mode, unsorted=bool(mode and cites[1:]), chapter=self.chapter
        )
        index = len(self.nodes)
        self.nodes.append(node)
        keys = (0,) * len(cites)
        cited = Cited(index, index, citation, keys, at if note else self.place, note)
        self.manuscript.citations.append(cited)

    def _one(self, written: Mapping[str, Any]) -> Cite:
        behind = _rich(written["citationSuffix"], self.keeper)
        in_text = written["citationMode"]["t"] == "AuthorInText"
        found = split(behind, self.languages)
        label, locator, suffix = found.apart() if in_text else found
        prefix = _rich(written["citationPrefix"], self.keeper)
        return Cite(
            written["citationId"],
            locator=locator,
            label=label,
            prefix=prefix + " " if prefix and not prefix[-1].isspace() else prefix,
            suffix=suffix,
            suppress_author=written["citationMode"]["t"] == "SuppressAuthor",
        )


# -- writing -----------------------------------------------------------------------------------


def _ends_with_stop(node: Node) -> bool:
    """Whether an inline ends with a full stop."""
    content = node.get("c")
    if node["t"] == "Str":
        return str(content).endswith(".")
    inlines = node["c"][1] if node["t"] in ("Link", "Span") else content
    return isinstance(inlines, list) and bool(inlines) and _ends_with_stop(inlines[-1])


class _Writing:
    """Puts what was printed in the place of citations, and lists into their divisions."""

    def __init__(self, kind: PandocDocument, document: Document) -> None:
        self.kind, self.document = kind, document
        self.settings, self.kept = kind.settings, kind.kept
        self.replaced: dict[int, tuple[Cited, Placed]] = {}
        self.listed = 0
        self.anchors: set[str] = set()
        self.chapter = 0

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
        if value.get("t") == "Header" and value["c"][0] == self.kind.highest:
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
            if mark and not before and made and made[-1].get("t") in _BLANK:
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
            made += self._wrapped(node, before, mark) if not marks else [*before, *mark]
        return made

    def _wrapped(self, node: Node, before: list[Node], mark: list[Node]) -> list[Node]:
        """The citation as an element that names its works, where the output has such."""
        if not self.kind.spans:
            return [*before, *mark]
        keys = " ".join(one["citationId"] for one in node["c"][0])
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
                made.append({"t": "Link", "c": [["", [], []], inner, [part.target, ""]]})
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
            yield kept or {"t": "Space"}
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
        hanging = ["hanging-indent"] if self.document.hanging_indent else []
        more = [one for one in ("references", "csl-bib-body", *hanging) if one not in classes]
        return {"t": "Div", "c": [[id_, [*classes, *more], values], blocks]}

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
