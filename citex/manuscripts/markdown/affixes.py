"""The words before and behind a key: Markdown in them becomes rich text, and back again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from citex._late import regex
from citex.manuscripts.markdown.blocks import CUT
from citex.manuscripts.markdown.inline import ESCAPE, without, words_of

_TOKEN = regex(
    rf"(?P<cut>{CUT}+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});)"
    r"|(?P<bracket>[\[\]])"
    r"|(?P<mark>\*{1,3}|_{1,3}|~{1,2}|\^)"
    r"|(?P<dashes>---|--|\.\.\.)"
    r"|(?P<space>\s+)"
)
_TAGS = {
    "*": ("i",), "**": ("b",), "***": ("b", "i"), "_": ("i",), "__": ("b",), "___": ("b", "i"),
    "^": ("sup",), "~": ("sub",),
}  # fmt: skip
_NESTED = 20
"""How deep emphasis may nest."""
_TYPOGRAPHY = {"---": "—", "--": "–", "...": "…"}


class Keeper:
    """Signs that no text has, each for a piece of Markdown that rich text cannot say."""

    def __init__(self, text: str) -> None:
        self._unused = _unused(text)
        self.kept: dict[str, str] = {}

    def keep(self, piece: str) -> str:
        """The sign that stands for a piece."""
        sign = next(self._unused)
        self.kept[sign] = piece
        return sign


def _unused(text: str) -> Iterator[str]:
    """The characters for private use that a text does not have."""
    taken = set(text)
    return (chr(code) for code in range(0xF0000, 0x10FFFE) if chr(code) not in taken)


def rich(text: str, keeper: Keeper) -> str:
    """The words as rich text; code, mathematics, links and the like are kept by a sign.

    >>> rich("and *b* passim, x^2^ \\\\*", Keeper(""))
    'and <i>b</i> passim, x<sup>2</sup> *'
    """
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    marks: list[int] = []
    place = 0
    for token in _TOKEN.finditer(_shape(text)):
        pieces.append(text[place : token.start()])
        place = token.end()
        if token["mark"]:
            _mark(token, text, pieces, opened, keeper)
            marks.append(len(pieces) - 1)
        elif token["cut"]:
            pieces += _kept(text[token.start() : place], keeper)
        elif token["bracket"]:  # they may be a link, to what is defined elsewhere
            pieces.append(keeper.keep(token["bracket"]))
        elif token["entity"]:
            pieces.append(html.unescape(token["entity"]))
        elif token["dashes"]:
            pieces.append(_TYPOGRAPHY[token["dashes"]])
        else:
            pieces.append("\u00a0" if token["space"] == "\u00a0" else " ")
    for index in marks:
        if pieces[index] in _TAGS:  # it may end behind the key: "[**@key**]"
            pieces[index] = keeper.keep(pieces[index])
    return "".join([*pieces, text[place:]])


def _shape(text: str) -> str:
    """The text with all cut away that holds no words of its own, links whole."""
    words = words_of(text, text, 0, len(text))
    links = []
    for opening in words.links:
        end = words.partner[opening] + 1
        rest = _CUT_AWAY.match(words.shape, end)
        begins = opening - (text[opening - 1 : opening] in ("!", "^"))
        links.append((begins, rest.end() if rest else end))
    return without(words.shape, links)


_CUT_AWAY = regex(f"{CUT}*")


def _kept(text: str, keeper: Keeper) -> Iterator[str]:
    """What was cut away: signs that were escaped as what they are, and a sign for all else."""
    place = 0
    while (escape := ESCAPE.match(text, place)) is not None:
        char = text[place + 1]
        yield "\u00a0" if char.isspace() else char
        place = escape.end()
    if place < len(text):
        yield keeper.keep(text[place:])


class _Plain(Keeper):
    """Keeps nothing: what rich text cannot say stays as it is written."""

    def keep(self, piece: str) -> str:
        return piece


_LITERAL = frozenset(
    "id type language DOI URL ISBN ISSN PMID PMCID citation-key".split()
)  # fmt: skip
"""The variables of CSL's that hold no prose."""


def rich_item(item: Any) -> Any:
    """An item of a text's metadata, whose values are Markdown there, with rich text in them.

    >>> rich_item({"id": "a_b_c", "title": "The *Beagle*"})
    {'id': 'a_b_c', 'title': 'The <i>Beagle</i>'}
    """
    if isinstance(item, dict):
        return {key: value if key in _LITERAL else rich_item(value) for key, value in item.items()}
    if isinstance(item, list):
        return [rich_item(one) for one in item]
    return rich(item, _Plain("")) if isinstance(item, str) else item


def _mark(
    token: re.Match[str],
    text: str,
    pieces: list[str],
    opened: list[tuple[str, int]],
    keeper: Keeper,
) -> None:
    """Take a mark of emphasis: it ends what was begun by the same, or begins, or is a sign."""
    mark, start, end = token["mark"], token.start(), token.end()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    pieces.append(keeper.keep(mark) if mark == "~~" else mark)  # rich text has no such lines
    tags = _TAGS.get(mark)
    if tags is None:
        return
    inner = mark[0] == "_"
    if before.strip() and not (inner and after.isalnum()):
        for index in range(len(opened) - 1, max(-1, len(opened) - _NESTED), -1):
            if opened[index][0] == mark:
                pieces[opened[index][1]] = "".join(f"<{tag}>" for tag in tags)
                pieces[-1] = "".join(f"</{tag}>" for tag in reversed(tags))
                del opened[index:]
                return
    if after.strip() and not (inner and before.isalnum()):
        opened.append((mark, len(pieces) - 1))


def restored(text: str, kept: dict[str, str]) -> str:
    """The text with what was kept in place of its signs."""
    if not kept:
        return text
    return "".join([kept.get(char, char) for char in text]) if not text.isascii() else text
