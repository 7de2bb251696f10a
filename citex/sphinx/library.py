"""The works that a site may cite: read from its files once a build, and found by their keys."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from citex import api
from citex.errors import CitexError, Problem
from citex.formats.bibtex import to_library
from citex.manuscripts.library import nobody, take
from citex.model import Paper
from citex.sphinx.filters import Value
from citex.sphinx.settings import warn
from citex.text.tex.decode import decode


class Library:
    """The works by key, and the files of each; of two with one key the first counts."""

    def __init__(self, files: Iterable[str], encoding: str = "") -> None:
        """Read the files; what cannot be read is told in warnings."""
        self.papers: dict[str, Paper] = {}
        self._files: dict[str, set[str]] = {}
        for file in dict.fromkeys(files):
            self._take(file, encoding)
        self._folded: dict[str, list[str]] = {}
        for key in self.papers:
            self._folded.setdefault(key.casefold(), []).append(key)

    def _take(self, file: str, encoding: str) -> None:
        papers, problems = list(_read(file, encoding)), list[Problem]()
        take(self.papers, papers, file, problems)
        for paper in papers:
            self._files.setdefault(paper.id, set()).add(file)
        for problem in problems:
            warn(f"{file}: {problem.message}", None, "file")

    def find(self, key: str) -> str | None:
        """The key as the file has it; small and capital letters do not matter if one has it."""
        if key in self.papers:
            return key
        found = self._folded.get(key.casefold(), ())
        return found[0] if len(found) == 1 else None

    def missing(self, key: str) -> str:
        """What is said of a key that no work has, with those that are like it."""
        said = nobody(key, self.papers)
        if self.papers:
            return said
        return f"{said}; citex_bibfiles in conf.py names the files of works"

    def is_in(self, key: str, files: Iterable[str]) -> bool:
        """Whether a work stands in one of these files."""
        return not self._files[key].isdisjoint(files)

    def value(self, key: str, name: str) -> Value:
        """A field of a work by its name in BibTeX, or by CSL's."""
        paper = self.papers[key]
        if name == "key":
            return key.lower()
        if name in ("author", "editor"):
            people = getattr(paper, name) or ()
            return " and ".join([_inverted(person) for person in people])
        if name in (fields := self._fields(key)):
            return fields[name]
        known = name in paper.keys()  # noqa: SIM118  (a Paper is no mapping)
        found = paper.get(name.replace("_", "-")) if known else None
        return str(found) if found is not None else ""

    @functools.lru_cache(maxsize=10_000)  # noqa: B019  (a library lives for a build)
    def _fields(self, key: str) -> dict[str, str]:
        """The fields that BibTeX has for a work, as they are printed."""
        entry = to_library([self.papers[key]]).entries[0]
        fields = {field.key: decode(str(field.value)) for field in entry.fields}
        return {**fields, "type": entry.entry_type.lower()}


def _inverted(person: Any) -> str:
    """A name as BibTeX orders it: "Li, Na"."""
    if person.literal:
        return str(person.literal)
    return ", ".join(filter(None, (person.family, person.given)))


def _read(file: str, encoding: str) -> Iterator[Paper]:
    problems: list[Problem] = []
    options = {"encoding": encoding} if encoding else {}
    try:
        yield from api.read(file, problems=problems, **options)
    except CitexError as error:
        warn(str(error), None, "file")
    for problem in problems:
        if problem.line is None:
            warn(f"{file}: {problem.message}", None, "file")
        else:
            warn(problem.message, f"{file}:{problem.line}", "file")
