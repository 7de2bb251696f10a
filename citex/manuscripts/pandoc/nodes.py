"""Elements of pandoc's documents: their words as rich text, their keys, their headings."""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import Any

from citex.manuscripts.manuscript import Known
from citex.manuscripts.markdown.affixes import Keeper
from citex.manuscripts.markdown.cites import keys_within, whole_key

Node = dict[str, Any]
"""An element of pandoc's: "t", its type, and "c", what it holds."""

_RICH = {
    "Emph": ("<i>", "</i>"), "Strong": ("<b>", "</b>"), "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}  # fmt: skip
"""What rich text can say of pandoc's inlines."""

BLANK = ("Space", "SoftBreak", "LineBreak")


class Nodes(Keeper):
    """Signs for inlines that rich text cannot say."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.nodes: dict[str, Node] = {}

    def keep_node(self, node: Node) -> str:
        """The sign that stands for an inline."""
        sign = self.keep("")
        self.nodes[sign] = node
        return sign


def rich(inlines: Any, keeper: Nodes | None) -> str:
    """Inlines as rich text; what that cannot say is kept by a sign, or left out."""
    pieces: list[str] = []
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in BLANK:
            pieces.append(" ")
        elif kind in _RICH:
            before, after = _RICH[kind]
            pieces.append(before + rich(content, keeper) + after)
        elif kind == "Quoted":
            mark = '"' if content[0]["t"] == "DoubleQuote" else "'"
            pieces.append(mark + rich(content[1], keeper) + mark)
        elif kind == "Span" or (kind == "Cite" and keeper is None):
            pieces.append(rich(content[1], keeper))
        elif keeper is not None:
            pieces.append(keeper.keep_node(node))
    return "".join(pieces)


def plain(value: Any) -> Any:
    """A value of the metadata without pandoc's types; markup in it as rich text."""
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaMap":
        return {key: plain(part) for key, part in content.items()}
    if kind == "MetaList":
        return [plain(part) for part in content]
    if kind == "MetaInlines":
        return rich(content, None)
    if kind == "MetaBlocks":
        return " ".join(rich(block.get("c"), None) for block in content if is_text(block))
    return content


def is_text(block: Node) -> bool:
    """Whether a block is a paragraph."""
    return block.get("t") in ("Para", "Plain")


def cited_keys(value: Any) -> Iterator[str]:
    """The keys of all citations within a value."""
    if isinstance(value, list):
        for part in value:
            yield from cited_keys(part)
    elif isinstance(value, dict):
        if value.get("t") == "Cite":
            yield from (one["citationId"] for one in value["c"][0])
        else:
            yield from cited_keys(value.get("c"))


def with_keys(value: Any, known: Known) -> Any:
    """A value with citations for the keys that pandoc does not see, or cuts: "见@li2020"."""
    if isinstance(value, dict):
        return {key: with_keys(part, known) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    made: list[Any] = []
    rest = collections.deque(value)
    while rest:
        part = rest.popleft()
        kind = part.get("t") if isinstance(part, dict) else None
        if kind == "Cite":
            made.append(_with_whole_keys(part, rest, known))
        elif kind == "Str" and "@" in part["c"]:
            made += _cut(part["c"], known)
        else:
            made.append(with_keys(part, known))
    return made


_TYPED = str.maketrans({"–": "--", "—": "---", "…": "...", "’": "'"})
"""What pandoc makes of typed signs, and so of those in a key."""


def _with_whole_keys(node: Node, rest: collections.deque[Any], known: Known) -> Node:
    """A citation whose keys are those of works; `rest` are the inlines behind it."""
    ones, inlines = node["c"]
    bare = len(ones) == 1 and not ones[0]["citationSuffix"] and not _is_bracketed(node)
    made = []
    for one in ones:
        behind = [rest.popleft()] if bare and rest else one["citationSuffix"]
        key, taken, left = _whole(one["citationId"], behind, known)
        if bare:
            rest.extendleft(reversed(left))
            inlines, left = [*inlines, *taken], []  # what is shown if nobody has the key
        made.append({**one, "citationId": key, "citationSuffix": left})
    return {"t": "Cite", "c": [with_keys(made, known), inlines]}


def _is_bracketed(node: Node) -> bool:
    """Whether a citation of one work was written in brackets."""
    [one], inlines = node["c"]
    if one["citationMode"]["t"] == "SuppressAuthor":
        return bool(inlines) and str(inlines[0].get("c")).startswith("[")
    return bool(one["citationMode"]["t"] != "AuthorInText")


def _whole(key: str, behind: list[Node], known: Known) -> tuple[str, list[Node], list[Node]]:
    """A key with what belongs to it of the words behind, that, and what is left of them."""
    word = behind[0]["c"] if behind and behind[0].get("t") == "Str" else ""
    found = whole_key(key, word.translate(_TYPED), known)
    if len(found) < len(key) and known(found):
        return found, [], [{"t": "Str", "c": key[len(found) :]}, *behind]
    if len(found) <= len(key):
        return key, [], behind
    end = next(end for end in range(len(word) + 1)
               if len(key) + len(word[:end].translate(_TYPED)) >= len(found))  # fmt: skip
    left = [{"t": "Str", "c": word[end:]}] if word[end:] else []
    return found, [{"t": "Str", "c": word[:end]}], [*left, *behind[1:]]


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


def levels(value: Any) -> Iterator[int]:
    """How deep each heading is."""
    for part in value if isinstance(value, list) else ():
        if isinstance(part, dict) and part.get("t") == "Header":
            yield part["c"][0]
        elif isinstance(part, dict):
            yield from levels(part.get("c"))
        else:
            yield from levels(part)
