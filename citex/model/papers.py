"""Papers in any shape that people hand over: one, several, as CSL-JSON dictionaries."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citex.errors import InvalidValue
from citex.model.checked import refuse
from citex.model.name import Name
from citex.model.paper import Draft, Paper

Papers = Paper | Mapping[str, Any] | Iterable[Paper | Mapping[str, Any]]
"""One paper or several, each a Paper or a CSL-JSON item."""


def papers_of(given: Papers) -> Iterator[Paper]:
    """The papers in what a verb was given, one by one. Raises InvalidValue.

    >>> [paper.title for paper in papers_of({"title": "On Growth"})]
    ['On Growth']
    """
    if isinstance(given, Draft):
        return iter((_paper(given),))
    if hasattr(given, "columns") and hasattr(given, "to_dict"):  # a frame of pandas
        kind = type(given).__name__
        raise refuse("papers", kind, "give its rows: frame.to_dict('records')")
    if isinstance(given, Mapping):
        values = list(given.values())
        if values and all(isinstance(value, Draft) for value in values):  # papers by their ids
            return iter(values)
        return iter((Paper.from_dict(given),))
    if isinstance(given, (str, bytes, os.PathLike)):
        raise _no_papers(given)
    if not isinstance(given, Iterable):
        raise refuse("papers", given, "give a Paper, several, or CSL-JSON dictionaries")
    return map(_paper, given)


def _paper(given: Any) -> Paper:
    if isinstance(given, Draft):
        for variable in ("author", "editor"):
            names = getattr(given, variable)
            if names and not isinstance(names[-1], Name):  # it was appended past all checks
                way_out = "give Names: citex.Name.parse reads a text"
                raise refuse(variable, names[-1], way_out, given.id)
        return given  # type: ignore[return-value]  # what a reader has not finished is as good
    if isinstance(given, Mapping):
        return Paper.from_dict(given)
    way_out = "give Papers or CSL-JSON dictionaries"
    if isinstance(given, (list, tuple)):
        way_out += ", in one list"
    raise refuse("papers", given, way_out)


def _no_papers(given: str | bytes | os.PathLike[Any]) -> InvalidValue:
    if isinstance(given, bytes) or (isinstance(given, str) and "\n" in given):
        return refuse("papers", given, "read the text first: citex.parse(text)")
    return refuse("papers", given, f"read the file first: citex.read({os.fspath(given)!r})")
