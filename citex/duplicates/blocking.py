"""Which papers are worth comparing: those that share an identifier, a stretch of title, or people.

Each paper stands in a few blocks; only papers of one block are compared, so that the work grows
with the number of papers and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from citex.duplicates.fingerprint import Marks

STRETCH = 18
"""So many letters at the beginning or end of a title make a block."""
LARGEST = 40
"""A block with more papers is divided by year and first author."""
NEAR = 12
"""In a part that is still larger, each paper is compared with so many neighbours by title."""

Key = tuple[str, object]


def pairs(found: Sequence[Marks]) -> Iterator[tuple[Marks, Marks]]:
    """Pairs that may be the same work, each once."""
    blocks: dict[Key, list[Marks]] = defaultdict(list)
    for marks in found:
        for key in _keys(marks):
            blocks[key].append(marks)
    seen: set[int] = set()
    count = len(found)
    for key, members in blocks.items():
        if len(members) < 2:
            continue
        for a, b in _within(key, members):
            number = a.index * count + b.index
            if number not in seen:
                seen.add(number)
                yield a, b


def _keys(marks: Marks) -> Iterator[Key]:
    for identifier in marks.identifiers | marks.related:
        yield "identifier", identifier
    if marks.arxiv:
        yield "identifier", f"arxiv:{marks.arxiv}"
    if marks.isbn and marks.sort == "book":
        yield "identifier", f"isbn:{marks.isbn}"
    for title in {marks.title, *marks.other_titles}:
        letters = title.replace(" ", "")
        if letters:
            yield "begins", letters[:STRETCH]
            yield "ends", letters[-STRETCH:]
    if marks.titled.mains:
        main = marks.main.replace(" ", "")
        yield "ends", main[-STRETCH:]
        yield "begins", main[:STRETCH]
    if marks.volume and marks.page[0]:
        yield "place", (marks.volume, marks.page[0])
    longest = sorted(marks.title.split(), key=len)[-2:]
    for family in marks.first:
        for word in longest:
            yield "people", (family, word)


def _within(key: Key, members: list[Marks]) -> Iterator[tuple[Marks, Marks]]:
    members = list({marks.index: marks for marks in members}.values())
    if len(members) <= LARGEST or key[0] == "identifier":
        yield from _neighbours(members)
        return
    parts: dict[object, list[Marks]] = defaultdict(list)
    for marks in members:
        for family in marks.first or {""}:
            parts[family, marks.year].append(marks)
            parts[family, marks.year + 1].append(marks)
        if marks.page[0]:
            parts[marks.volume, marks.page[0]].append(marks)
        parts[marks.title].append(marks)
    for part in parts.values():
        yield from _neighbours(part)


def _neighbours(members: list[Marks]) -> Iterator[tuple[Marks, Marks]]:
    """All pairs of a small block; of a large one, those that stand near each other by title."""
    if len(members) <= LARGEST:
        yield from combinations(sorted(members, key=lambda marks: marks.index), 2)
        return
    ordered = sorted(members, key=lambda marks: (marks.title, sorted(marks.first), marks.year))
    for start, a in enumerate(ordered):
        for b in ordered[start + 1 : start + 1 + NEAR]:
            yield (a, b) if a.index < b.index else (b, a)
