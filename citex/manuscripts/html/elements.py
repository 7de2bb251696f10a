"""The elements of a page that citations depend on: found in one pass over its tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from citex.manuscripts.html.tags import Tag, tags_of

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont bgsound "
    "command frame keygen".split()
)
"""The elements that have no end tag (HTML Standard, "Void elements")."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

LEFT_ALONE = frozenset("pre code template svg math".split())
"""The elements whose content is left as it is."""

_BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul".split()
)
"""What ends a paragraph without an end tag ("The p element")."""

_TURNS = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr", "td", "th"),
          "td": ("td", "th"), "th": ("td", "th")}  # fmt: skip
"""What ends one of its own kind without an end tag ("Optional tags")."""


class Element(NamedTuple):
    """An element: its start tag, and where its content and it end."""

    tag: Tag
    inner_end: int
    end: int

    @property
    def start(self) -> int:
        """Where its start tag begins."""
        return self.tag.start

    @property
    def inner(self) -> int:
        """Where its content begins."""
        return self.tag.end


@dataclass
class Elements:
    """What the pass found: elements that were closed in order of their start tags, and tags.

    `unclosed` are the start tags of elements that were ended by another's end tag.
    """

    closed: list[Element] = field(default_factory=list)
    alone: list[Tag] = field(default_factory=list)
    unclosed: list[Tag] = field(default_factory=list)
    body_end: int | None = None


def elements_of(text: str) -> Elements:
    """The elements of a page, but for what stands in code and templates."""
    walk = _Walk(xml=text.lstrip("\ufeff").startswith("<?xml"))
    for tag in tags_of(text):
        walk.take(tag)
    walk.end()
    found = walk.found
    found.closed.sort(key=lambda element: element.start)
    return found


class _Walk:
    """The open elements at a point of the page."""

    def __init__(self, *, xml: bool) -> None:
        self.found = Elements()
        self.xml = xml
        self.stack: list[Tag] = []
        self.open: Counter[str] = Counter()
        self.left = 0  # how many of the open elements are left alone

    def take(self, tag: Tag) -> None:
        """Take the next tag."""
        if not tag.opens:
            self._ended(tag)
            return
        for name in self._ended_by(tag.name):
            if self.stack and self.stack[-1].name == name:
                self._pop()
        if tag.name in VOID or (tag.empty and (self.xml or self.open["svg"] or self.open["math"])):
            if not self.left:
                self.found.alone.append(tag)
            return
        self.stack.append(tag)
        self.open[tag.name] += 1
        self.left += tag.name in LEFT_ALONE

    def end(self) -> None:
        """All that is open ends with the page."""
        while self.stack:
            self._pop()

    def _ended_by(self, name: str) -> Iterator[str]:
        if name in _BLOCKS:
            yield "p"
        if name in _TURNS and self.stack and self.stack[-1].name == "p":
            yield "p"
        yield from reversed(_TURNS.get(name, ()))

    def _ended(self, tag: Tag) -> None:
        if not self.open[tag.name]:
            return
        if tag.name in ("body", "html") and not self.left:
            if tag.name == "body" or self.found.body_end is None:
                self.found.body_end = tag.start
            return  # what stands behind it belongs to the body
        while self.stack[-1].name != tag.name:
            self._pop()
        opening = self._popped()
        if not self.left:
            self.found.closed.append(Element(opening, tag.start, tag.end))

    def _pop(self) -> None:
        opening = self._popped()
        if not self.left:
            self.found.unclosed.append(opening)

    def _popped(self) -> Tag:
        opening = self.stack.pop()
        self.open[opening.name] -= 1
        self.left -= opening.name in LEFT_ALONE
        return opening
