"""How surely two papers are the same work, and why.

The score is between 0 and 1. An identifier that both have gives 1. Without one, the score is the
likeness of the titles, lowered for each thing that speaks against:

| compared                  | factor                                                        |
|---------------------------|---------------------------------------------------------------|
| first author              | same 1, among the others 0.97, spelt alike 0.95, not given 0.93,
|                           | another 0.55                                                  |
| year                      | same 1, one apart 0.98, two 0.9, not given 0.96, more 0.6     |
| volume and first page     | both same: half of what is missing to 1 is added              |
| volume or page            | differ 0.85, both differ 0.7                                  |
| words of the title        | each has one that is not like any of the other's: 0.85        |
| numbers in the title      | differ 0.6 ("Part I", "Part II"; "2019", "2020")              |
| kind of notice            | differs 0.5 ("Correction to ...", "Reply ...")                |
| kind of work              | part and whole 0.7, data and text 0.8                         |
| DOI, PMID, PMCID          | both have one, and they differ: 0.6                           |
| short titles              | "Editorial": 0.8, unless place and people agree               |
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from citex.duplicates.fingerprint import Marks
from citex.errors import MissingPackage

Kind = Literal["same", "version"]

THRESHOLD = 0.9
"""From this score on, two papers count as the same work, or versions of it."""

_PARTS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())
_WHOLES = frozenset("book collection periodical classic".split())
_DATA = frozenset("dataset software".split())
_ENOUGH = 20
"""A title of fewer letters may be that of many works."""

Ratio = Callable[..., float]


class Match(msgspec.Struct, frozen=True, gc=False):
    """Two papers, by their place in the list, with the score and what it rests on.

    `kind` is "same", or "version" for a preprint and its article.
    """

    first: int
    second: int
    score: float
    kind: Kind
    reason: str


def compare(a: Marks, b: Marks, least: float = 0.5) -> Match | None:
    """The match of two papers, or None where the score is below `least`."""
    kind: Kind = "version" if a.preprint != b.preprint else "same"
    named = _by_identifier(a, b)
    if named is not None:
        score, reason = named
    else:
        score, reason = _by_title(a, b, kind, least)
    if score < least:
        return None
    first, second = sorted((a.index, b.index))
    return Match(first, second, round(score, 3), kind, reason)


def _by_identifier(a: Marks, b: Marks) -> tuple[float, str] | None:
    shared = a.identifiers & b.identifiers
    if shared:
        doubtful = bool(a.title and b.title) and _titles(a, b) < 0.4 and not (a.people & b.people)
        return (0.5 if doubtful else 1.0), "the same " + ", ".join(sorted(shared))
    if a.arxiv and a.arxiv == b.arxiv:
        return 1.0, f"the same arxiv:{a.arxiv}"
    if a.related & _names(b) or b.related & _names(a):
        return (1.0, "the source names the other version") if a.preprint != b.preprint else None
    if a.isbn and a.isbn == b.isbn and a.type == b.type == "book" and _titles(a, b) > 0.6:
        return 0.97, f"the same isbn:{a.isbn}"
    return None


def _names(a: Marks) -> frozenset[str]:
    return a.identifiers | ({f"arxiv:{a.arxiv}"} if a.arxiv else frozenset())


def _by_title(a: Marks, b: Marks, kind: Kind, least: float) -> tuple[float, str]:
    """The score by title, year and people; what is cheap to compare comes first.

    A pair that cannot reach `least` even with the same title is not looked at further.
    """
    if not a.title or not b.title:
        return 0.0, ""
    year = _year(a, b, kind)
    place = _place(a, b) if kind == "same" else 0
    penalties = _penalties(a, b, kind)
    if _score(1.0, year, place, penalties) < least:
        return 0.0, ""
    people = _people(a, b)
    if _score(1.0, people * year, place, penalties) < least:
        return 0.0, ""
    title = _titles(a, b)
    if title < 0.6:
        return 0.0, ""
    if title < 1.0 and place <= 0 and _reworded(a, b):
        penalties *= 0.85
    score = _score(title, people * year, place, penalties)
    short = min(a.title, b.title, key=len)
    if len(short) < (_ENOUGH if short.isascii() else 6):
        agree = people == 1 and (place > 0 or (place == 0 and bool(set(a.places) & set(b.places))))
        score *= 1.0 if agree and year >= 0.96 else 0.8
    return score, "title, year and first author" if people == 1 else "title and year"


def _score(title: float, known: float, place: int, penalties: float) -> float:
    score = title * known
    if place > 0:
        score += (1 - score) / 2
    elif place < 0:
        score *= 0.85 if place == -1 else 0.7
    return score * penalties


def _titles(a: Marks, b: Marks) -> float:
    if a.title == b.title:
        return 1.0
    ratio = _ratio()
    best = ratio(a.title, b.title, score_cutoff=50.0) / 100
    if best < 0.97 and (a.main != a.title) != (b.main != b.title):
        # one of them lacks the subtitle
        best = max(best, 0.97 * ratio(a.main, b.main, score_cutoff=50.0) / 100)
    squeezed = a.title.replace(" ", ""), b.title.replace(" ", "")
    if squeezed[0] == squeezed[1]:
        return 1.0
    for one, others in ((a.title, b.other_titles), (b.title, a.other_titles)):
        if one in others:
            best = max(best, 0.98)
    return best


def _reworded(a: Marks, b: Marks) -> bool:
    """Whether each title has a word unlike all that the other has: "in mice", "in rats".

    The same title in two languages is not reworded.
    """
    if a.title in b.other_titles or b.title in a.other_titles:
        return False
    mine, others = set(a.title.split()), set(b.title.split())
    only_mine, only_others = mine - others, others - mine
    return _unmatched(only_mine, only_others) and _unmatched(only_others, only_mine)


def _unmatched(some: set[str], others: set[str]) -> bool:
    ratio = _ratio()
    return any(
        len(word) > 2
        and not any(word in other or other in word or ratio(word, other) >= 60 for other in others)
        for word in some
    )


def _people(a: Marks, b: Marks) -> float:
    if not a.first or not b.first:
        return 0.93
    if a.first & b.first:
        return 1.0
    if any(_ends(x, y) for x in a.first for y in b.first):
        return 1.0
    if a.first & b.people or b.first & a.people:
        return 0.97
    ratio = _ratio()
    likest = max(ratio(x, y) for x in a.first for y in b.first)
    return 0.95 if likest >= 75 else 0.55


def _ends(x: str, y: str) -> bool:
    """Whether one is the other with a particle or a second family name before it."""
    short, long = sorted((x, y), key=len)
    return len(short) > 3 and long.endswith(short)


def _year(a: Marks, b: Marks, kind: Kind) -> float:
    if not a.year or not b.year:
        return 0.96
    apart = abs(a.year - b.year)
    if kind == "version":
        return 1.0 if apart <= 2 else 0.95 if apart <= 4 else 0.7
    return {0: 1.0, 1: 0.98, 2: 0.9}.get(apart, 0.6)


def _place(a: Marks, b: Marks) -> int:
    """1 where volume and page agree, 0 where too little is known, -1 or -2 where they differ."""
    volume = _agree(a.volume, b.volume)
    page = _agree(a.page, b.page)
    if volume == 1 and page == 1:
        return 1
    return min(0, min(volume, 0) + min(page, 0))


def _agree(x: str, y: str) -> int:
    if not x or not y:
        return 0
    return 1 if x == y else -1


def _penalties(a: Marks, b: Marks, kind: Kind) -> float:
    factor = 1.0
    if a.numbers != b.numbers:
        factor *= 0.97 if _subtitled(a, b) else 0.6
    if a.notice != b.notice:
        factor *= 0.5
    if (a.type in _PARTS and b.type in _WHOLES) or (b.type in _PARTS and a.type in _WHOLES):
        factor *= 0.7
    if (a.type in _DATA) != (b.type in _DATA):
        factor *= 0.8
    if kind == "same" and _contradict(a, b):
        factor *= 0.6
    return factor


def _subtitled(a: Marks, b: Marks) -> bool:
    """Whether the titles differ only in that one has a subtitle."""
    short, long = sorted((a, b), key=lambda marks: len(marks.title))
    return short.title == long.main and set(short.numbers) <= set(long.numbers)


def _contradict(a: Marks, b: Marks) -> bool:
    """Whether both have an identifier of one kind, and these differ by more than their writing."""
    for scheme in ("doi:", "pmid:", "pmcid:"):
        mine = {_bare(found) for found in a.identifiers if found.startswith(scheme)}
        others = {_bare(found) for found in b.identifiers if found.startswith(scheme)}
        if mine and others and not mine & others:
            return True
    return bool(a.arxiv and b.arxiv and a.arxiv != b.arxiv) or bool(
        a.isbn and b.isbn and a.isbn != b.isbn and a.type == b.type == "book"
    )


def _bare(identifier: str) -> str:
    return "".join(char for char in identifier if char.isalnum())


@functools.cache
def _ratio() -> Ratio:
    try:
        fuzz: Any = importlib.import_module("rapidfuzz.fuzz")
    except ImportError:
        raise MissingPackage("rapidfuzz", "dedupe", "finding duplicates") from None
    ratio: Ratio = fuzz.ratio
    return ratio
