"""The words of a paragraph: which of them are code, mathematics, markup or the ends of links."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citex._late import regex
from citex.manuscripts.markdown.blocks import CUT

_SIGN = regex(r"[\\$<]|`+|https?://")
ESCAPE = regex(r"\\(?:[^\w\s]|_|\r?\n| )")
_COMMAND = regex(r"\\[A-Za-z]+\*?")
_RAW_ATTRIBUTE = regex(r"\{=[^{}\s]*\}")
_TAG = regex(r"<(?:[A-Za-z][\w+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+|/?[A-Za-z][^<>]*|[!?][^<>]*)>")
_URL = regex(r"https?://[^\s<>\[\]()]*(?:\([^\s<>\[\]()]*\)[^\s<>\[\]()]*)*")
_TICKS = regex("`+")
_BRACKETS = regex(r"[][(){}]")
_ATTRIBUTE = r"(?:[#.=][^\s{}]+|[\w:-]+=(?:\"[^\"{}]*\"|[^\s{}\"]*))"
_ATTRIBUTES = regex(rf"\{{(?:\s?{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)?\s?\}}|\{{-\}}")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_NOTE = regex(r"\[\^([^\]\s]+)\]")


class Note(NamedTuple):
    """A note: where it is referred to, or begins, and where it ends; its label if it has one."""

    start: int
    end: int
    label: str = ""


class Words(NamedTuple):
    """A paragraph: its shape with all but words cut away, and its brackets in pairs.

    `shape` begins where the paragraph does. `partner` has the closing bracket of each opening
    one; `links` the opening brackets of links and notes, which are no citations; `linked` where
    the words of links stand, in order.
    """

    start: int
    shape: str
    partner: dict[int, int]
    links: frozenset[int]
    notes: list[Note]
    linked: list[tuple[int, int]]


def words_of(text: str, shape: str, start: int, end: int) -> Words:
    """The words of the paragraph that lies there."""
    cut = _leaves(text[start:end], shape[start:end])
    partner = _partners(cut)
    return _linked(start, cut, partner)


# -- code, mathematics, tags, addresses ----------------------------------------------------------


def _leaves(text: str, shape: str) -> str:
    """The shape with what holds no markup of its own cut away."""
    if not _SIGN.search(shape):
        return shape
    ends = _Ends(shape)
    pieces, place = [], 0
    for start, end in _spans(shape, ends):
        pieces += [shape[place:start], CUT * (end - start)]
        place = end
    return "".join([*pieces, shape[place:]])


class _Ends:
    """Where code and mathematics may end, found once for a paragraph."""

    def __init__(self, shape: str) -> None:
        self.ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(shape):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        self.double = [match.start() for match in re.finditer(r"\$\$", shape)]
        self.single = [match.start() for match in re.finditer(r"(?<![\s\\$])\$(?![\d$])", shape)]
        self.comments = [match.start() for match in re.finditer("-->", shape)]

    @staticmethod
    def after(places: list[int], start: int) -> int | None:
        """The first of the places from here on."""
        index = bisect.bisect_left(places, start)
        return places[index] if index < len(places) else None


def _spans(shape: str, ends: _Ends) -> Iterator[tuple[int, int]]:
    place = 0
    while (sign := _SIGN.search(shape, place)) is not None:
        end = _LEAVES[sign[0][0]](shape, sign.start(), ends)
        if end is None:
            place = sign.end()  # of ticks, the whole run stands for itself
            continue
        yield sign.start(), end
        place = end


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of code in a paragraph."""
    return ((start, end) for start, end in _spans(text, _Ends(text)) if text[start] == "`")


def _escape(shape: str, start: int, ends: _Ends) -> int | None:
    found = ESCAPE.match(shape, start)
    return found.end() if found else None


def _code(shape: str, start: int, ends: _Ends) -> int | None:
    run = _TICKS.match(shape, start)
    assert run is not None
    size = len(run[0])
    closing = ends.after(ends.ticks.get(size, []), run.end())
    if closing is None:
        return None
    raw = _RAW_ATTRIBUTE.match(shape, closing + size)
    return raw.end() if raw else closing + size


def _mathematics(shape: str, start: int, ends: _Ends) -> int | None:
    if shape.startswith("$$", start):
        closing = ends.after(ends.double, start + 2)
        return None if closing is None else closing + 2
    if shape[start + 1 : start + 2].isspace():
        return None
    closing = ends.after(ends.single, start + 2)
    return None if closing is None else closing + 1


def _tag(shape: str, start: int, ends: _Ends) -> int | None:
    if shape.startswith("<!--", start):
        closing = ends.after(ends.comments, start + 4)
        return None if closing is None else closing + 3
    found = _TAG.match(shape, start)
    return found.end() if found else None


def _address(shape: str, start: int, ends: _Ends) -> int | None:
    """The end of an address that stands bare; one behind "@" or ":" belongs to a key."""
    if start and (shape[start - 1] in "@:" or shape[start - 2 : start] == "@{"):
        return None
    found = _URL.match(shape, start)
    assert found is not None
    return found.end()


_LEAVES = {"\\": _escape, "`": _code, "$": _mathematics, "<": _tag, "h": _address}


# -- brackets ------------------------------------------------------------------------------------


def _partners(shape: str) -> dict[int, int]:
    """Each opening bracket that is closed, and where."""
    partner: dict[int, int] = {}
    open_: dict[str, list[int]] = {"(": [], "[": [], "{": []}
    for match in _BRACKETS.finditer(shape):
        sign, place = match[0], match.start()
        if sign in open_:
            open_[sign].append(place)
        elif open_[_PAIRS[sign]]:
            partner[open_[_PAIRS[sign]].pop()] = place
    return partner


def _linked(start: int, shape: str, partner: dict[int, int]) -> Words:
    """Cut away where links lead, attributes, references to notes, commands of TeX."""
    links, notes = set(), []
    linked: list[tuple[int, int]] = []
    cuts: list[tuple[int, int]] = []
    for opening in sorted(place for place in partner if shape[place] == "["):
        closing = partner[opening]
        if found := _NOTE.match(shape, opening):
            notes.append(Note(start + opening, start + found.end(), found[1]))
            cuts.append((opening, found.end()))
        elif _is_wiki_link(shape, partner, opening):
            cuts.append((opening, closing + 1))
        elif opening and shape[opening - 1] == "^":
            notes.append(Note(start + opening + 1, start + closing))
            links.add(opening)
        elif end := _behind_link(shape, partner, closing + 1):
            links.add(opening)
            if not (linked and opening < linked[-1][1]):  # an image in the words of a link
                linked.append((opening, closing))
            cuts.append((closing + 1, end))
    cuts += _commands(shape, partner)
    return Words(start, without(shape, cuts), partner, frozenset(links), notes, linked)


def _is_wiki_link(shape: str, partner: dict[int, int], opening: int) -> bool:
    """Whether "[[page|words]]", or "![[page]]", begins here, as Obsidian has them."""
    closing = partner[opening]
    if not shape.startswith("[[", opening) or partner.get(opening + 1) != closing - 1:
        return False
    if shape.find("[", opening + 2, closing) >= 0:
        return False
    return shape[opening - 1 : opening] == "!" or "|" in shape[opening:closing]


def _behind_link(shape: str, partner: dict[int, int], place: int) -> int | None:
    """Where the rest of a link, or a bracketed span, ends behind its words."""
    sign = shape[place : place + 1]
    if sign == "{" and (found := _ATTRIBUTES.match(shape, place)):
        return found.end()
    if sign not in ("(", "[") or place not in partner:
        return None
    end = partner[place] + 1
    if sign == "[" and ("@" in shape[place:end] or shape[place + 1] == "^"):
        return None  # a citation, or a note, behind another one
    return end


def _commands(shape: str, partner: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The commands of TeX, with what stands in brackets behind them."""
    for match in _COMMAND.finditer(shape):
        end = match.end()
        while shape[end : end + 1] in ("[", "{") and end in partner:
            end = partner[end] + 1
        yield match.start(), end


def without(shape: str, cuts: Iterable[tuple[int, int]]) -> str:
    """The shape with these stretches cut away, which may overlap."""
    pieces, place = [], 0
    for start, end in sorted(cuts):
        if end > place:
            start = max(start, place)
            pieces += [shape[place:start], CUT * (end - start)]
            place = end
    return "".join([*pieces, shape[place:]])
