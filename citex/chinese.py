"""What citex says, in Chinese: one catalogue (`zh.tsv`), asked by the English sentence.

The library speaks English. Where its words are to be shown in Chinese, a finished message is found
again among the sentences of the catalogue, in which {} stands for a value: the Chinese has the
values by their number, `{0:t}` one that is a sentence or word itself. What stands between sentences
is the house's grammar: `place: sentence; sentence (sentence): value`. What is in no catalogue, as a
system's own reason, stays as it was.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from citex._late import regex
from citex._remembered import remembered
from citex.text.tables import read_table

_LONGEST = 2000
"""Characters of a message; what is longer holds a text, and is shown as it is."""

_TRIES = 120
"""So many parts of one message are looked up, at most: what has more was made to have them."""

_CUTS = 8
"""So many marks are looked at within a part."""


@cache
def table(name: str) -> dict[str, str]:
    """The Chinese of each key of a table: "severity", "kind", "code", "why", "mend", "message".

    >>> table("severity")["warning"]
    '警告'
    """
    return {key: text for of, key, text in read_table(__file__, "zh.tsv") if of == name}


def told(message: str) -> str:
    """A message in Chinese, or as it was where no row of the catalogue tells it.

    >>> told("x.bib:3: the record is empty"), told("Nature")
    ('x.bib:3: 记录是空的', 'Nature')
    """
    return translated(message) or message


@remembered(1000)
def translated(message: str) -> str | None:
    """The same, None where nothing in it could be told.

    >>> translated("no format 'bibtx'; did you mean 'bibtex' or 'biblatex'?")
    "没有格式 'bibtx'；是否想写 'bibtex' 或 'biblatex'？"
    """
    text = message.strip()
    if not text or len(text) > _LONGEST:
        return None
    label, mark, rest = " ".join(text.split()).partition(": ")
    if mark and label in _labels():
        found: str | None = f"{_labels()[label]}: {_Message()(rest, wholly=False) or rest}"
    else:
        found = _Message()(label + mark + rest, wholly=False)
    if found is None:
        return None
    before, after = message.split(text, 1)
    return before + found + after


class _Sentence(NamedTuple):
    """A sentence of the catalogue: the English between its values, and the Chinese."""

    pieces: list[str]
    chinese: str
    letters: int
    unsaid: list[int]
    """The values that the Chinese has no place for: the sign of a plural, or nothing at all."""

    def values(self, text: str) -> list[str] | None:
        """The values, where this text is such a sentence."""
        head, *between, tail = self.pieces
        at, end = len(head), len(text) - len(tail)
        if at > end or not (text.startswith(head) and text.endswith(tail)):
            return None
        found = []
        for piece in between:
            place = text.find(piece, at, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(piece)
        found.append(text[at:end])
        whole = at <= end and all(found[number] in _PLURAL for number in self.unsaid)
        return found if whole else None


@cache
def _labels() -> dict[str, str]:
    return {**table("severity"), **table("kind")}


@cache
def _whole() -> dict[str, str]:
    """The sentences without values."""
    rows = {**_labels(), **table("pattern"), **table("message")}
    return {key: chinese for key, chinese in rows.items() if "{}" not in key}


@cache
def _by_word() -> dict[str, list[_Sentence]]:
    """The sentences with values, by a word that each holds; "" those without one."""
    found: dict[str, list[_Sentence]] = {}
    for key, chinese in {**table("pattern"), **table("message")}.items():
        if "{}" in key:
            # one that touches a value may be the half of a word
            words = [word for word in key.split() if "{}" not in word and word.strip(_MARKS)]
            word = max(words, key=len, default="").strip(_MARKS)
            found.setdefault(word, []).append(_sentence(key, chinese))
    return found


def _sentence(key: str, chinese: str) -> _Sentence:
    said = set(map(int, _NUMBER.findall(chinese)))
    unsaid = [number for number in range(key.count("{}")) if number not in said]
    return _Sentence(key.split("{}"), chinese, sum(map(str.isalpha, key)), unsaid)


_NUMBER = regex(r"(?<!{){(\d+)")
_PLURAL = ("", "s")
_MARKS = "'\"`(),;:?!.<>"
_QUOTED = regex(r"(?<!\w)(?:'[^']*'|\"[^\"]*\"|`[^`]*`)(?!\w)")
_JOINED = regex("(?:: |; | [(])|[:;]$")
_NAME = regex(r"(?:(?:\w+ )?'[^']*'|<[^>]*>)(?= [a-z])")
_WORDS = regex("[a-z]{2} [a-z]{2}")
_CALL = ("citex ", "curl ", "xargs ")
_HALVES = ("; ", ": ", " (", " ")


def _like(text: str) -> list[_Sentence]:
    """The sentences that this may be, those of most letters first."""
    words = {word.strip(_MARKS) for word in text.split()}
    index = _by_word()
    found = [one for word in (*words, "") for one in index.get(word, ())]
    return sorted(found, key=lambda one: (-one.letters, len(one.pieces), one.pieces[::-1]))


def _open(text: str) -> str:
    """The text with all that stands in quotation marks covered."""
    return _QUOTED.sub(lambda match: "_" * len(match[0]), text)


def _halves(text: str) -> list[tuple[str, str, str]]:
    """How a text may be two: the mark between, what stands before and behind it.

    Marks within quotes and brackets part nothing; a bracket does at the end, a name at the start.
    """
    bare, depth, opened = _open(text), 0, 0
    cuts = [(" ", match.end()) for match in [_NAME.match(text)] if match]
    if bare.count("(") != bare.count(")"):
        bare = bare.replace("(", "_").replace(")", "_")  # of a name
    for found in re.finditer(r" ?[(]|[)]|: |; ", bare):
        mark = found[0]
        if mark.endswith("("):
            opened = opened if depth else found.start() * (mark == " (")
            depth += 1
        elif mark == ")":
            depth = max(depth - 1, 0)
            if found.end() == len(bare) and not depth and opened:
                cuts.append((" (", opened))
        elif not depth:
            cuts.append((mark, found.start()))
    cuts = sorted(cuts[:_CUTS] + cuts[_CUTS:][-1:], key=lambda cut: _HALVES.index(cut[0]))
    end = {" (": len(text) - 1}
    return [(mark, text[:place], text[place + len(mark) : end.get(mark)]) for mark, place in cuts]


class _Message:
    """One message, whose parts are looked up once each: wholly told, or as far as they can be."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], str | None] = {}

    def __call__(self, text: str, *, wholly: bool) -> str | None:
        """The Chinese of a part, None where there is none."""
        key = text, wholly
        if key not in self._known:
            if len(self._known) > _TRIES:
                return None
            self._known[key] = None  # while it is being looked up
            self._known[key] = self._found(text, wholly)
        return self._known[key]

    def _found(self, text: str, wholly: bool) -> str | None:
        exact = _whole().get(text)
        if exact is not None or len(text) < 3:
            return exact
        like, halves = _like(text), _halves(text)
        ways = [self._sentences(text, like, wholly=True), self._parted(halves, wholly=True)]
        if not wholly:
            ways += self._sentences(text, like, wholly=False), self._parted(halves, wholly=False)
        return next(itertools.chain.from_iterable(ways), None)

    def _sentences(self, text: str, like: list[_Sentence], *, wholly: bool) -> Iterator[str]:
        """The text as one sentence, whose values hold none of their own if all is told."""
        for sentence in like:
            values = sentence.values(text)
            if values is None:
                continue
            given = [_Value(value) for value in values]
            for value in given:
                value.message, value.wholly = self, wholly
            try:
                yield sentence.chinese.format(*given)
            except _Joined:
                continue

    def _parted(self, halves: list[tuple[str, str, str]], *, wholly: bool) -> Iterator[str]:
        """The text as two, at a semicolon, a bracket, a colon, or behind a name.

        Either is told, or, if not `wholly`, one of them; a place and a value need not be.
        """
        for mark, left, right in halves:
            after = self(right, wholly=wholly) if " " in right else None  # a word is a value
            if mark == " " and after:
                yield f"{left} {after}"
            elif mark == ": " and after:
                yield f"{_place(left, self(left, wholly=True))}{after}"
            elif mark in ("; ", " (") and (after or not wholly):
                before = self(left, wholly=wholly)
                if before and mark == " (":
                    yield f"{before}（{after or right}）"
                elif before or (after and not wholly):
                    between = "" if (before or left).endswith("？") else "；"
                    yield f"{before or left}{between}{after or right}"
        for mark, left, right in halves:
            value = not _WORDS.search(_open(right)) or right.startswith(_CALL)
            if mark == ": " and (value or not wholly) and (before := self(left, wholly=wholly)):
                yield f"{before}：{right}"


def _place(head: str, told: str | None) -> str:
    """What stands before a sentence: a place, of which each word is a name; or another sentence."""
    if told is None or " " not in head:
        return f"{head}: "
    return f"{told}: " if told.startswith("第 ") else f"{told}："


class _Joined(Exception):
    """A value of a sentence holds another sentence: the text is more than one."""


class _Value(str):
    """A value of a sentence, which the Chinese writes as it is, or tells in turn.

    "t" is a sentence, "p" a name or a sentence, "w" a word that the catalogue must have, "n" a
    number, "q" in quotes, "o" names with "or" between them.
    """

    message: _Message
    wholly: bool

    def __format__(self, how: str) -> str:
        text = self.strip()
        found = None
        if how == "w":
            found = _whole().get(text)
        elif how in ("t", "p") and text:
            found = self.message(text, wholly=self.wholly)
        if found is not None:
            return found
        plain = not (self.wholly and _JOINED.search(_open(text)))
        if how == "t":
            plain = not (self.wholly and text)
        elif how == "p":
            plain = not (self.wholly and re.search("[:;] ", _open(text)))
        elif how == "w":
            plain = False
        elif how == "n":
            plain = text.replace(",", "").isdecimal()
        elif how == "q":
            plain = _QUOTED.fullmatch(text) is not None
        if not plain:
            raise _Joined
        return text.replace(" or ", " 或 ") if how == "o" else text


__all__ = ["table", "told", "translated"]
