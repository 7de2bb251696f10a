"""Finished text with its markup as a tree, for programs that build documents of their own."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from citex.csl.markup import (
    BASELINE,
    BLOCK,
    BOLD,
    CLOSE,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    LINK,
    NO_DECORATION,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    RIGHT_INLINE,
    SMALLCAPS,
    SUB,
    SUP,
    UNDERLINE,
)
from citex.csl.output.base import SENTINEL, Escape, Output, Tags, scrub
from citex.csl.output.links import END_OF_TARGET
from citex.csl.output.tags import HTML

NAMES = MappingProxyType({
    ITALIC: "italic", OBLIQUE: "italic", NORMAL_STYLE: "normal-style", BOLD: "bold",
    NORMAL_WEIGHT: "normal-weight", SMALLCAPS: "small-caps", NORMAL_VARIANT: "normal-variant",
    UNDERLINE: "underline", NO_DECORATION: "no-decoration", SUP: "sup", SUB: "sub",
    BASELINE: "baseline", BLOCK: "block", LEFT_MARGIN: "left-margin",
    RIGHT_INLINE: "right-inline", INDENT: "indent", LINK: "link",
})  # fmt: skip
"""A mark -> what a `Stretch` is called that it begins: the value of CSL's attribute."""


class Stretch(NamedTuple):
    """A part of a text that is decorated, displayed or a link; `target` is where a link leads."""

    name: str
    parts: list[str | Stretch]
    target: str = ""


class MarkedOutput(Output):
    """Text in which the marks still stand; `tree` tells what they mean."""

    name = "marked"
    tags: Tags = MappingProxyType({mark: (mark, CLOSE) for mark in HTML})
    escape: Escape = staticmethod(scrub)


def tree(text: str) -> list[str | Stretch]:
    """What a text of this output holds: plain text, and stretches of it.

    >>> tree("a " + ITALIC + "b" + CLOSE)
    ['a ', Stretch(name='italic', parts=['b'], target='')]
    """
    found: list[str | Stretch] = []
    inner = [found]
    for token in SENTINEL.split(text):
        if token == CLOSE:
            if len(inner) > 1:
                inner.pop()
        elif token in NAMES:
            stretch = Stretch(NAMES[token], [])
            inner[-1].append(stretch)
            inner.append(stretch.parts)
        elif token == END_OF_TARGET:
            _told(inner)
        elif token and not "\ufdd0" <= token <= "\ufdef":
            inner[-1].append(token)
    return found


def _told(inner: list[list[str | Stretch]]) -> None:
    """Have the link that was begun last lead where its first words say."""
    target = inner[-1].pop()
    link = inner[-2].pop()
    assert isinstance(link, Stretch)
    assert isinstance(target, str)
    link = link._replace(target=target)
    inner[-2].append(link)


__all__ = ["MarkedOutput", "Stretch", "tree"]
