"""Texts made of a pattern's own parts that show whether its matching takes more than linear time.

A backtracking engine is slow on a long run of something that several parts of a pattern would
take, or that lets it begin anew at each place; what follows then makes it fail. The parts come from
the parse tree: one sign for each set of signs that the pattern tells apart, what stands before a
repeat, and what a repeat repeats.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alternatives import codes as constants
from alternatives import parser

# What tells the usual classes of signs apart; a pattern's own literals come on top.
_SIGNS = "aAzZé1 \t\n\r\x0b\x0c\x1c_-.,;:/\\(){}[]<>\"'&#%@=+*?!|~^$`"
_SIGNS += "\u00a0\u0301\u2013\u2019\u3000\u3002\u30a2\u30fb\u4e2d\uac00\uff21\ufdd0\U0001f600"
_MANY = 25  # a repeat of so many counts as one without end
_PAIRS = 5
_MOST_SIGNS = 12
_MOST_BEGUN = 12
_MOST = 70

_CATEGORIES = {
    constants.CATEGORY_DIGIT: str.isdigit,
    constants.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    constants.CATEGORY_SPACE: str.isspace,
    constants.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    constants.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    constants.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_REPEATS = {constants.MAX_REPEAT, constants.MIN_REPEAT, getattr(constants, "POSSESSIVE_REPEAT", 0)}
_ONE_SIGN = {constants.LITERAL, constants.NOT_LITERAL, constants.ANY, constants.IN}
_LOOKS = {constants.ASSERT, constants.ASSERT_NOT}


@dataclass(frozen=True)
class Attack:
    """A text of any length: what comes first, what is repeated, what comes last."""

    first: str
    pump: str
    last: str

    def text(self, length: int) -> str:
        return self.first + self.pump * max(1, length // len(self.pump)) + self.last


class _Parts:
    """What a pattern is made of."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        known = {(op, repr(value)): (op, value) for op, value in _sets(self.tree)}
        self.sets = list(known.values())
        self.repeats: list[tuple[str, str, Any]] = []  # what comes before, in short and in full
        signs = _SIGNS + "".join(self._literals())
        told: dict[tuple[bool, ...], str] = {}
        for sign in dict.fromkeys(signs):
            told.setdefault(tuple(self.takes(one, sign) for one in self.sets), sign)
        self.signs = list(told.values())
        self._walk(self.tree, "", "")
        self.whole = self.sample(self.tree, 1)

    def _literals(self) -> Iterator[str]:
        for op, value in self.sets:
            for kind, what in value if op is constants.IN else [(op, value)]:
                if kind in (constants.LITERAL, constants.NOT_LITERAL):
                    yield chr(what)
                elif kind is constants.RANGE:
                    yield chr(what[0]) + chr(what[1])

    def takes(self, one: tuple[Any, Any], sign: str) -> bool:
        """Whether a part that takes one sign takes this one."""
        op, value = one
        if op is constants.ANY:
            return sign != "\n" or bool(self.flags & re.DOTALL)
        cases = {sign, sign.lower(), sign.upper()} if self.flags & re.IGNORECASE else {sign}
        if op is constants.LITERAL:
            return chr(value) in cases
        if op is constants.NOT_LITERAL:
            return chr(value) not in cases
        items = list(value)
        negated = items[0][0] is constants.NEGATE
        return negated != any(_in(kind, what, char) for kind, what in items for char in cases)

    def sample(self, tree: Any, optional: int, which: int = 0) -> str:
        """A text that these parts match, as short as can be; `optional` parts so many times."""
        out = []
        for op, value in tree:
            if op in _ONE_SIGN:
                taken = [sign for sign in self.signs if self.takes((op, value), sign)]
                out.append(taken[which % len(taken)] if taken else "")
            elif op in _REPEATS:
                low, high, inner = value
                times = min(max(low, optional), high)
                out.append(self.sample(inner, optional, which) * times)
            elif op is constants.BRANCH:
                branches = value[1]
                out.append(self.sample(branches[which % len(branches)], optional, which))
            elif op not in _LOOKS:
                out.extend(self.sample(inner, optional, which) for inner in _inner(op, value)[:1])
        return "".join(out)

    def _walk(self, tree: Any, short: str, full: str) -> None:
        for op, value in tree:
            if op in _REPEATS:
                if value[1] >= _MANY:
                    self.repeats.append((short, full, value[2]))
                self._walk(value[2], short, full)
            else:
                for inner in _inner(op, value):
                    self._walk(inner, short, full)
            if op not in _LOOKS:
                short += self.sample([(op, value)], 0)
                full += self.sample([(op, value)], 1)


def attacks(pattern: str | bytes, flags: int) -> list[Attack]:
    """Attacks on a pattern; none where it repeats nothing."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    parts = _Parts(text, flags & ~re.LOCALE | (0 if flags & re.ASCII else re.UNICODE))
    if not parts.repeats:
        return []
    signs: dict[str, None] = {}
    bodies: dict[str, None] = {}
    for _, _, inner in parts.repeats:
        for one in _sets(inner):
            signs.update(dict.fromkeys(sign for sign in parts.signs if parts.takes(one, sign)))
        bodies.update(dict.fromkeys(parts.sample(inner, times, times) for times in (0, 1)))
        bodies.setdefault(parts.sample(inner, 1, 3))
    befores = dict.fromkeys(before for short, full, _ in parts.repeats for before in (short, full))
    begun = [before + body for before in befores for body in bodies]
    pumps = [*signs][:_MOST_SIGNS]
    pumps += [*bodies, *befores, *begun[:_MOST_BEGUN], parts.whole, parts.whole[:-1]]
    pumps += map("".join, itertools.combinations([*signs][:_PAIRS], 2))
    found = [Attack("", pump, "\x00") for pump in dict.fromkeys(pumps) if pump]
    for short, full, inner in parts.repeats:
        own = [sign for one in _sets(inner) for sign in parts.signs if parts.takes(one, sign)]
        for before in dict.fromkeys((short, full)):
            if before:
                found += [Attack(before, sign, "\x00") for sign in dict.fromkeys(own[:_PAIRS])]
                found.append(Attack(before, parts.sample(inner, 1), "\x00"))
    return list(dict.fromkeys(one for one in found if one.pump))[:_MOST]


def _sets(tree: Any) -> list[tuple[Any, Any]]:
    """The parts of a tree that take one sign."""
    found = []
    for op, value in tree:
        if op in _ONE_SIGN:
            found.append((op, value))
        for inner in _inner(op, value):
            found += _sets(inner)
    return found


def _in(kind: Any, what: Any, char: str) -> bool:
    if kind is constants.LITERAL:
        return ord(char) == what if len(char) == 1 else False
    if kind is constants.RANGE:
        return len(char) == 1 and what[0] <= ord(char) <= what[1]
    if kind is constants.CATEGORY:
        return bool(_CATEGORIES[what](char))
    return False


def _inner(op: Any, value: Any) -> list[Any]:
    """The parse trees within a part."""
    if op in _REPEATS:
        return [value[2]]
    if op is constants.BRANCH:
        return list(value[1])
    if op is constants.SUBPATTERN:
        return [value[3]]
    if op in _LOOKS:
        return [value[1]]
    if op is getattr(constants, "ATOMIC_GROUP", None):
        return [value]
    if op is constants.GROUPREF_EXISTS:
        return [tree for tree in value[1:] if tree is not None]
    return []


def work(compiled: Any, searched: bool, text: str | bytes) -> float:
    """Seconds of processor time that a text takes: all that is found, or a match at its start."""
    begun = time.process_time()
    if searched:
        compiled.sub(text[:0], text)
    else:
        compiled.match(text)
        compiled.fullmatch(text)
    return time.process_time() - begun


STEPS = (20, 26, 32, 40, 50, 64, 80, 100, 150, 225, 300, 400, 3200)
"""So close that what is exponential has been told before a step takes for ever."""
SLOW = 0.0015  # of the last step: a linear pattern takes a tenth of that


def slow(compiled: Any, searched: bool, attack: Attack) -> bool:
    """Whether a text of this kind takes more than linear time."""

    def seconds(length: int, times: int) -> float:
        text: Any = attack.text(length)
        if isinstance(compiled.pattern, bytes):
            text = text.encode("latin-1", "replace")
        return min(work(compiled, searched, text) for _ in range(times))

    for length in STEPS:
        took = seconds(length, 1)
        if took > SLOW:
            if length <= 100:  # nothing linear takes so long for so little
                return took > 0.1 or seconds(length, 2) > SLOW
            if length < 400:  # a bounded part may look quadratic up to its bound
                if took > 0.1:
                    return True
                continue
            longer = 4 * length if took < (0.05 if length == 400 else 0.005) else length
            return seconds(longer, 2) > 9 * seconds(longer // 4, 3)
    return False
