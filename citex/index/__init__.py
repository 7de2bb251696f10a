"""Records on disk, found by identifier and by title without a network.

>>> import os, tempfile
>>> import citex
>>> from citex import index
>>> folder = tempfile.TemporaryDirectory()
>>> file = os.path.join(folder.name, "refs.ris")
>>> citex.write([citex.Paper(type="book", title="On Growth and Form", issued=1917)], file)
>>> index.build(file, os.path.join(folder.name, "local.index")).records
1
>>> with index.Index(os.path.join(folder.name, "local.index")) as local:
...     ((paper, score),) = local.search("Growth and form", year=1917)
>>> paper.title, score > 0.8
('On Growth and Form', True)
>>> folder.cleanup()
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from types import TracebackType
from typing import Any

from citex._hints import not_called
from citex.duplicates import people, titles
from citex.duplicates.titles import title_of
from citex.errors import CitexError
from citex.index import store
from citex.index.building import Built, build
from citex.index.entries import key_of, names_for, names_of, tokens_of, unpacked
from citex.model import Name, Paper
from citex.model.checked import refuse
from citex.text.identifiers import Identifier, parse
from citex.text.names.words import people as real
from citex.text.translations import translations_of

_LONGEST = 60
"""So many words of a title are looked at."""
_ALL = 5
"""Titles that have so many of the rarest words of the one that is looked for come first."""
_SURE = 0.9
"""Where one of them is as like as that, no others are looked for."""
_RAREST = 5
"""Else so many words are looked for in pairs."""
_RARE = 200
"""A word that stands in no more titles is looked for alone."""
_CANDIDATES = 24
"""So many titles are compared with the one that is looked for."""


class Index:
    """An index that `build` has made, open for reading; it may be asked by several threads.

    Raises NotFound, and CitexError for a file that is none, or that is not finished.
    """

    name = "index"
    """What the source is called."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: str = os.fspath(path)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection = store.opened(path)
        try:
            with store.reading(path):
                state = store.state_of(self._connection, path)
                if state is None or not state.complete:
                    raise CitexError(f"{self.path}: is not finished; build it again, it goes on")
                self.records: int = state.records
                """How many records it has."""
                store.count_words(self._connection)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def by_identifier(self, identifier: Identifier | str) -> list[Paper]:
        """The records that have an identifier; of several sources there may be several.

        Raises CitexError for a text that is no identifier.
        """
        found = parse(identifier) if isinstance(identifier, str) else identifier
        if not isinstance(found, Identifier):
            raise CitexError(f"{identifier!r} is no identifier")
        for name in names_for(found):
            rows = self._asked(
                "SELECT data FROM identifiers JOIN records ON id = record WHERE key = ? LIMIT 100",
                (key_of(name),),
            )
            papers = [unpacked(data) for (data,) in rows]
            if papers := [paper for paper in papers if name in names_of(paper)]:
                return papers
        return []

    def search(
        self,
        title: str,
        *,
        authors: str | Sequence[Name] | None = None,
        year: int | None = None,
        limit: int = 5,
    ) -> list[tuple[Paper, float]]:
        """The records whose titles are likest, the surest first, each with its score, 0 to 1.

        The score is the likeness of the titles, lowered where people or year are given and differ
        from the record's. Needs the extra `dedupe`; raises MissingPackage, and InvalidValue for
        what is no title, name, year or limit.
        """
        if not isinstance(title, str):
            raise refuse("title", title, "give the words of a title")
        if year is not None and not isinstance(year, int):
            raise refuse("year", year, "give a number")
        if not isinstance(limit, int) or limit < 1:
            raise refuse("limit", limit, "give a number of works, at least 1")
        query = _Query(title, authors, year)
        tokens = self._rarest(title)
        alike = self._with(tokens[:_ALL])[: _RARE if query.says_more else _CANDIDATES]
        scored = [(paper, query.score(paper)) for paper in self._papers(alike)]
        if not any(score >= _SURE for _, score in scored):
            scored = [(paper, query.score(paper)) for paper in self._papers(self._near(tokens))]
        scored.sort(key=lambda one: -one[1])
        return scored[:limit]

    def _rarest(self, title: str) -> list[tuple[str, int]]:
        """The words of a title that stand in others, the rarest first, with in how many."""
        found = []
        for token in dict.fromkeys(tokens_of(title)[:_LONGEST]):
            counts = self._asked("SELECT titles FROM common WHERE word = ?", (token,))
            counts = counts or self._asked("SELECT doc FROM temp.words WHERE term = ?", (token,))
            found += [(token, count) for (count,) in counts]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def _near(self, tokens: Sequence[tuple[str, int]]) -> list[int]:
        """The titles that share the most of the rarest words: any rare one, or two others."""
        found: Counter[int] = Counter()
        rare = [one for one in tokens[:_RAREST] if one[1] <= _RARE]
        for one in rare:
            found.update(self._with([one]))
        for pair in combinations(tokens[:_RAREST], 2):
            if pair[1] not in rare and (pair[0] not in rare or len(found) < _RARE):
                found.update(self._with(pair))
        if not found:
            found.update(self._with(tokens[:1]))
        best = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return [number for number, _ in best[:_CANDIDATES]]

    def _papers(self, numbers: Iterable[int]) -> list[Paper]:
        return [
            unpacked(data)
            for number in numbers
            for (data,) in self._asked("SELECT data FROM records WHERE id = ?", (number,))
        ]

    def _with(self, tokens: Sequence[tuple[str, int]]) -> list[int]:
        """The titles that have all of these words; of more than can be looked at, the first."""
        if not tokens:
            return []
        wanted = " AND ".join(f'"{token}"' for token, _ in tokens)
        rows = self._asked(
            f"SELECT rowid FROM titles WHERE titles MATCH ? LIMIT {_RARE}", (wanted,)
        )
        return [number for (number,) in rows]

    def _asked(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with store.reading(self.path), self._lock:
            return self._connection.execute(statement, values).fetchall()


class _Query:
    """What is looked for, in the form that is compared."""

    def __init__(
        self, title: str, authors: str | Sequence[Name] | None, year: int | None
    ) -> None:  # fmt: skip
        asked = Paper(author=authors).author if authors else ()  # type: ignore[arg-type]
        self._title = title_of(title)
        self._people = people.people_of([name for name in real(list(asked or ())) if name])
        self._year = year
        self.says_more = bool(self._people.first or year)
        """Whether people or a year tell works of one title apart."""

    def score(self, paper: Paper) -> float:
        """How surely a paper is meant."""
        others = (values.get("title") for values in translations_of(paper).values())
        given = (paper.title, paper.original_title, *others)
        found = (title_of(text) for text in given if isinstance(text, str))
        score = max((titles.likeness(self._title, one) for one in found), default=0.0)
        if self._people.first:
            theirs = [name for name in real(paper.author or paper.editor) if name]
            score *= people.agreement(self._people, people.people_of(theirs))[0]
        if self._year and paper.issued and paper.issued.year:
            score *= _YEARS[min(abs(self._year - paper.issued.year), 3)]
        return round(score, 3)


_YEARS = (1.0, 0.98, 0.9, 0.6)
"""What a year lowers the score to that is so far off."""


__all__ = ["Built", "Index", "build"]

not_called(__name__)
