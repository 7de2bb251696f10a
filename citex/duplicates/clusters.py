"""Papers joined to works: clusters in which no two contradict, rather than chains of likeness."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from citex.duplicates.against import mistyped
from citex.duplicates.fingerprint import Marks
from citex.duplicates.similarity import Match, contradict

ASKED = 12
"""So many papers of a work are compared with so many of another before the two are joined."""


class Clusters:
    """Papers joined to works; a work never gets two that contradict each other."""

    def __init__(self, found: Sequence[Marks]) -> None:
        self.marks = found
        self._parents = list(range(len(found)))
        self._members = [[index] for index in range(len(found))]
        self._dois = [_dois(one) for one in found]

    def root(self, index: int) -> int:
        """The first paper of the work that a paper belongs to."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def join(self, match: Match) -> None:
        """Make one work of two, unless what is known of them says that they are two."""
        a, b = sorted((self.root(match.first), self.root(match.second)))
        if a == b or self._are_two(a, b, match):
            return
        self._parents[b] = a
        self._dois[a] |= self._dois[b]
        self._members[a] += self._members[b]
        self._members[b] = []

    def works(self) -> dict[int, list[int]]:
        """The papers of each work, by its first."""
        return {root: sorted(members) for root, members in enumerate(self._members) if members}

    def _are_two(self, a: int, b: int, match: Match) -> bool:
        mine, others = self._dois[a], self._dois[b]
        near = mine & others or any(mistyped(x, y) for x, y in product(_few(mine), _few(others)))
        if mine and others and not near:
            return True
        if match.by_identifier:
            return False
        return any(
            contradict(self.marks[one], self.marks[other])
            for one, other in product(self._members[a][:ASKED], self._members[b][:ASKED])
            if {one, other} != {match.first, match.second}
        )


def _few(dois: set[str]) -> list[str]:
    return list(islice(dois, ASKED))


def _dois(found: Marks) -> set[str]:
    """The DOI of the version of record, letters and digits only; a preprint has none."""
    if found.preprint or not found.doi:
        return set()
    return {"".join(char for char in found.doi if char.isalnum())}
