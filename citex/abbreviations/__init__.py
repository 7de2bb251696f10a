"""Short forms of titles, which `form="short"` prints: by lists, or by the rules of ISO 4."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from citex.abbreviations.lists import AbbreviationList, of_file, of_mapping
from citex.abbreviations.title_words import abbreviated
from citex.errors import InvalidValue, UnknownName
from citex.model import Paper
from citex.model.checked import refuse
from citex.text.richtext.markup import rich_text
from citex.text.richtext.runs import plain

LTWA = "ltwa"
"""The name of the rules of ISO 4 with the list of title words."""

SERIALS = frozenset(
    """article article-journal article-magazine article-newspaper paper-conference periodical
    review review-book""".split()
)
"""The types whose container is a serial, or proceedings: the rules are for these titles."""

SUFFIXES = (".json", ".csv", ".tsv", ".txt")
"""The suffixes of files that a text may name; other files are named by path objects."""

Abbreviations = (
    str
    | os.PathLike[str]
    | Mapping[str, Any]
    | Iterable[str | os.PathLike[str] | Mapping[str, Any]]
)
"""What gives titles their short forms: "ltwa", dictionaries, files; or several, the first first."""


class Abbreviator:
    """Gives papers the short forms of their titles that they have not, by lists and rules.

    What a list has wins over the short form of the paper, that one over the rules.

    >>> paper = Paper(type="article-journal", container_title="Journal of Moss Studies")
    >>> [Abbreviator(given)(paper).container_title_short
    ...     for given in ("ltwa", {"Journal of Moss Studies": "JMS"})]
    ['J. Moss Stud.', 'JMS']
    """

    __slots__ = ("_sources",)

    def __init__(self, given: Abbreviations) -> None:
        if isinstance(given, (str, bytes, os.PathLike, Mapping)):
            given = (given,)
        if not isinstance(given, Iterable):
            raise _refused(given)
        self._sources = tuple(map(_source, given))

    def __call__(self, paper: Paper) -> Paper:
        """The paper with its short forms; itself, where nothing is added."""
        found: dict[str, str | None] = {}
        if paper.container_title:
            found["container_title_short"] = self._container(paper, paper.container_title)
        if paper.title:
            found["title_short"] = self._listed("title", paper.title)
        changes = {
            name: short for name, short in found.items() if short and short != getattr(paper, name)
        }
        return msgspec.structs.replace(paper, **changes) if changes else paper

    def _container(self, paper: Paper, title: str) -> str | None:
        for source in self._sources:
            if source is not None:
                short = source.find("container_title", title)
            elif paper.container_title_short:
                return None
            else:
                short = abbreviated(plain(title)) if paper.type in SERIALS else None
            if short:
                return rich_text(short)
        return None

    def _listed(self, variable: str, title: str) -> str | None:
        found = (source.find(variable, title) for source in self._sources if source is not None)
        return rich_text(next(filter(None, found), None))


def _source(given: Any) -> AbbreviationList | None:
    """The list that is meant, None for the rules. Raises CitexError."""
    if isinstance(given, Mapping):
        return of_mapping(given)
    if isinstance(given, str):
        if given.lower() == LTWA:
            return None
        if given.lower().endswith(SUFFIXES) and given.isprintable():
            return of_file(Path(os.path.expanduser(given)))
        if given.isidentifier():
            hint = "a file is named with its suffix (.json, .csv, .txt), or by a pathlib.Path"
            raise UnknownName(given, (LTWA,), says=f"no abbreviations {given[:80]!r}", hint=hint)
    elif isinstance(given, os.PathLike):
        return of_file(Path(os.fsdecode(given)))
    raise _refused(given)


def _refused(given: Any) -> InvalidValue:
    return refuse(
        "abbreviations", given, "give 'ltwa', a dictionary, the path of a file, or a list of these"
    )


__all__ = ["Abbreviations", "Abbreviator"]
