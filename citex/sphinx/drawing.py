"""Finished text as docutils' nodes, and what roles do to it: brackets taken away or put around."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from citex.csl.output.marked import Stretch
from citex.sphinx.nodes import RaisedNode, SmallCapsNode

Part = str | Stretch
Parts = Sequence[Part]
Linked = Callable[[str, list[nodes.Node]], list[nodes.Node]]
"""Where a link leads, and what it shows -> the link, or what it shows where it leads nowhere."""

_MADE: dict[str, Callable[[], nodes.Element]] = {
    "italic": nodes.emphasis, "bold": nodes.strong, "sup": RaisedNode, "sub": nodes.subscript,
    "small-caps": SmallCapsNode,
}  # fmt: skip
"""A stretch's name -> its node; the others are an inline of a class."""

_LEVEL = ("left-margin", "right-inline")
"""What an entry is made of is for its list to part."""

_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "〔": "〕", "【": "】"}


def drawn(parts: Parts, linked: Linked) -> list[nodes.Node]:
    """The nodes of finished text.

    >>> italic = Stretch("italic", ["On Growth"])
    >>> [node.astext() for node in drawn(["Li, ", italic], lambda target, shown: shown)]
    ['Li, ', 'On Growth']
    """
    found: list[nodes.Node] = []
    for part in parts:
        if isinstance(part, str):
            found.append(nodes.Text(part))
            continue
        inner = drawn(part.parts, linked)
        if part.name == "link":
            found += linked(part.target, inner)
        elif part.name in _LEVEL:
            found += inner
        else:
            node = _MADE.get(part.name, nodes.inline)()
            node["classes"].append(f"citex-{part.name}")
            node.extend(inner)
            found.append(node)
    return found


def plain(parts: Parts) -> str:
    """The text alone.

    >>> plain(["Li, ", Stretch("italic", ["On Growth"])])
    'Li, On Growth'
    """
    return "".join([part if isinstance(part, str) else plain(part.parts) for part in parts])


def blocks(parts: Parts) -> list[list[Part]]:
    """The paragraphs of an entry: what stands below it is a block of its own (CSL's `display`).

    >>> blocks(["Li. ", Stretch("block", ["A note."])])
    [['Li. '], ['A note.']]
    """
    found: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Stretch) and part.name in ("block", "indent"):
            found += [list(part.parts), []]
        elif isinstance(part, Stretch) and part.name in _LEVEL:
            first, *more = blocks(part.parts)
            found[-1] += first
            found += more
        else:
            found[-1].append(part)
    return [one for one in found if plain(one).strip()]


def bare(parts: Parts) -> list[Part]:
    """The text without the brackets around it, or around each of its links, and not raised.

    >>> bare(["(", Stretch("link", ["Li, 2020"], "#ref-li"), ")"])
    [Stretch(name='link', parts=['Li, 2020'], target='#ref-li')]
    >>> plain(bare([Stretch("link", ["[1]"], "#a"), ", ", Stretch("link", ["[2]"], "#b")]))
    '1, 2'
    """
    found: list[Part] = []
    for part in parts:
        found += part.parts if isinstance(part, Stretch) and part.name == "sup" else [part]
    if _enclosed(plain(found)):
        return _inside(found)
    return [
        part._replace(parts=_inside(part.parts))
        if isinstance(part, Stretch) and _enclosed(plain(part.parts))
        else part
        for part in found
    ]


def _enclosed(text: str) -> bool:
    """Whether the bracket that opens a text is closed at its end."""
    left, right, depth = text[:1], _BRACKETS.get(text[:1]), 0
    if right is None:
        return False
    for place, char in enumerate(text):
        depth += (char == left) - (char == right)
        if not depth:
            return place == len(text) - 1
    return False


def _inside(parts: Parts) -> list[Part]:
    """What stands between the first character and the last."""
    return _shorn(_shorn(parts, 0, slice(1, None)), -1, slice(None, -1))


def _shorn(parts: Parts, end: int, kept: slice) -> list[Part]:
    """The parts without the character at one end, which may stand within a stretch."""
    found = list(parts)
    last = found[end]
    if isinstance(last, Stretch):
        found[end] = last._replace(parts=_shorn(last.parts, end, kept))
    else:
        found[end] = last[kept]
    if not plain([found[end]]):
        del found[end]
    return found
