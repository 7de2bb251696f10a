"""What an output is: how finished text becomes a citation, an entry, a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from citex._late import regex
from citex.csl.markup import CLOSE, LINK, OPENERS
from citex.csl.output.links import link

SENTINEL = regex("([\ufdd0-\ufdef])")
HAS_SENTINEL = regex("[\ufdd0-\ufdef]")
_CONTROL = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0010fffe\U0010ffff]+"
)

_NOTHING = ("", "")

Escape = Callable[[str], str]
Tags = Mapping[str, tuple[str, str]]
"""Opener -> what is written for it and for its CLOSE."""


class Layout(NamedTuple):
    """What a style asks of the list as a whole (CSL 1.0.2, "Whitespace"); None: it does not say."""

    hanging_indent: bool = False
    second_field_align: str | None = None
    line_spacing: int | None = None
    entry_spacing: int | None = None


class Output:
    """One kind of output. Holds no state; safe to share between threads."""

    name = ""
    between = "\n"
    """What parts the entries of a list."""
    tags: Tags = MappingProxyType({})
    escape: Escape
    """Text without markup, so that the format shows it as it is."""

    def inline(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text as it stands in a citation or, without its wrapping, an entry.

        `targets` are where its links lead, in order.
        """
        if text.isascii() or not HAS_SENTINEL.search(text):
            return self.escape(text)
        return write(text, self.tags, self.escape, self.links(targets))

    def continued(self, text: str, targets: Sequence[str] = ()) -> str:
        """The same for a text that stands behind another one, and begins no line."""
        return self.inline(text, targets)

    def links(self, targets: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What is written before and after each link."""
        return (link(self.name, target) for target in targets)

    def aligned(self, label: str, body: str) -> str | None:
        """A number in the margin and the entry beside it, both already written.

        None where only `inline` of the whole can tell.
        """
        return None

    def item(self, entry: str) -> str:
        """An entry, already written, in the wrapping that a list puts around it."""
        return entry

    def bibliography(self, entries: Iterable[str], layout: Layout | None = None) -> str:
        """The list of entries, already written."""
        return self.between.join(map(self.item, entries))

    def __repr__(self) -> str:
        return f"<output {self.name}>"


def write(text: str, tags: Tags, escape: Escape, links: Iterable[tuple[str, str]] = ()) -> str:
    """The text with each opener and its CLOSE as `tags` say, all else escaped.

    Openers without tags write nothing; each link takes the next of `links`.
    """
    following = iter(links)
    pieces: list[str] = []
    stack: list[str] = []
    for token in SENTINEL.split(text):
        if not token:
            continue
        if token == CLOSE:
            if stack:
                pieces.append(stack.pop())
        elif token in OPENERS:
            before, after = ends(token, tags, following)
            pieces.append(before)
            stack.append(after)
        elif not "\ufdd0" <= token <= "\ufdef" or len(token) > 1:
            pieces.append(escape(token))
    pieces.extend(reversed(stack))
    return "".join(pieces)


def ends(token: str, tags: Tags, links: Iterator[tuple[str, str]]) -> tuple[str, str]:
    """What is written before and after what an opener opens; a link takes the next of `links`."""
    return next(links, _NOTHING) if token == LINK else tags.get(token, _NOTHING)


def scrub(text: str) -> str:
    """The text without the control characters and noncharacters that no format may hold."""
    return _CONTROL.sub("", text)


__all__ = ["Escape", "Layout", "Output", "Tags", "ends", "scrub", "write"]
