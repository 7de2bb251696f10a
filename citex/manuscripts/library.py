"""The library of a text: its files, the references within it, and identifiers that it cites."""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from citex import api
from citex._late import difflib, regex
from citex.errors import CitexError, LookupFailed, NotFound, ParseError, Problem, UnknownName
from citex.files import replacing
from citex.lookup import lookups
from citex.lookup.resolving import identifier
from citex.manuscripts.manuscript import Manuscript
from citex.model import Paper, to_item

_IDENTIFIER = regex(
    r"(?:doi|pmid|pmcid|arxiv|isbn|url|wikidata):\S+|https?://\S+|10\.\d{4,9}/\S+", re.IGNORECASE
)
"""The keys that are looked up, as manubot has them."""


def papers_of(
    paths: Iterable[str], references: list[Any], folder: Path, problems: list[Problem]
) -> dict[str, Paper]:
    """The papers of these files and references, by id; references come before files."""
    found: dict[str, Paper] = {}
    if references:
        take(found, api.parse(references, "csljson", problems=problems), "", problems)
    for path in paths:
        take(found, _read(path, folder, problems), path, problems)
    return found


def take(
    found: dict[str, Paper], papers: Iterable[Paper], file: str, problems: list[Problem]
) -> None:
    """Take papers into a library; of two with one key the first counts, as in BibTeX."""
    for paper in papers:
        told = ""
        if not paper.id:
            told = "a work without a key can be neither cited nor listed"
        elif found.setdefault(paper.id, paper) != paper:
            told = f"the key {paper.id!r} stands twice; the first work of this key is taken"
        if told:
            problems.append(Problem(message=told, source=file, level="warning"))


def _read(path: str, folder: Path, problems: list[Problem]) -> list[Paper]:
    """The papers of a file, whose path begins at the text's folder, else at the working one."""
    place = folder / os.path.expanduser(path)
    if not os.path.exists(place) and os.path.exists(path):
        place = Path(path)
    if is_empty(place, path, problems):
        return []
    try:
        return api.read(place, problems=problems)
    except NotFound:
        raise NotFound("the bibliography cannot be opened: no such file", source=path) from None


def is_empty(place: Path, name: str, problems: list[Problem]) -> bool:
    """Whether a library is one that nobody has written to yet, which is told."""
    empty = os.path.isfile(place) and not os.path.getsize(place)
    if empty:
        problems.append(Problem(message="the library is empty", source=name, level="warning"))
    return empty


# -- identifiers -------------------------------------------------------------------------------


def is_identifier(key: str) -> bool:
    """Whether a key is one that is looked up.

    >>> is_identifier("doi:10.1038/171737a0"), is_identifier("watson1953")
    (True, False)
    """
    return _IDENTIFIER.fullmatch(key) is not None


def looked_up(
    keys: Iterable[str],
    lock: Path | None,
    problems: list[Problem],
    options: Mapping[str, Any],
) -> dict[str, Paper]:
    """The papers that these keys identify, from the lock file, else from the services.

    Several keys that are one identifier ("doi:10.1/a", "https://doi.org/10.1/A") have one paper,
    whose id is the first of them. What was found is kept in the lock file, so that the text reads
    the same tomorrow; what is not cited any more stays there. Raises CitexError for a lock file
    that is none.
    """
    wanted = [key for key in dict.fromkeys(keys) if is_identifier(key)]
    if not wanted:
        return {}
    kept = _locked(lock) if lock else {}
    firsts: dict[str, str] = {}
    for key in (*kept, *wanted):
        firsts.setdefault(_identified(key), key)
    first = {key: key if key in kept else firsts[_identified(key)] for key in wanted}
    missing = [key for key in dict.fromkeys(first.values()) if key not in kept]
    if missing:
        new = _fetched(missing, problems, options)
        kept |= new
        if lock and new:
            _keep(kept, lock)
    return {key: kept[first[key]] for key in wanted if first[key] in kept}


def _asked(key: str) -> str:
    return key.partition(":")[2] if key.lower().startswith("url:") else key


def _identified(key: str) -> str:
    """What a key identifies, however it is written."""
    asked = _asked(key)
    return str(identifier(asked) or asked)


def _fetched(
    keys: list[str], problems: list[Problem], options: Mapping[str, Any]
) -> dict[str, Paper]:
    found: dict[str, Paper] = {}
    asked = {_asked(key): key for key in keys}
    try:
        for answer in lookups(asked, **options):
            key = asked.get(answer.given)
            if key is not None and answer.paper is not None:
                found[key] = answer.paper.replace(id=key)
            elif answer.failure is not None:
                problems.append(Problem(message=str(answer.failure), level="error"))
    except LookupFailed as error:
        problems.append(Problem(message=str(error), level="error"))
    return found


def _locked(lock: Path) -> dict[str, Paper]:
    if not lock.exists():
        return {}
    try:
        return {paper.id: paper for paper in api.read(lock, "csljson")}
    except ParseError as error:
        raise CitexError(f"{lock}: is no lock file ({error}); remove it to look up anew") from None


def _keep(papers: Mapping[str, Paper], lock: Path) -> None:
    items = [to_item(papers[key]) for key in sorted(papers)]
    with replacing(lock) as stream:
        stream.write(json.dumps(items, ensure_ascii=False, indent=1) + "\n")


# -- keys that nobody has ------------------------------------------------------------------------


def missing(
    manuscript: Manuscript, papers: Mapping[str, Paper], nocite: Iterable[str], name: str
) -> list[Problem]:
    """A problem for each key that no work has, with its line and the nearest key."""
    told = functools.cache(lambda key: nobody(key, papers))  # the whole library is looked through
    found = []
    for cited in manuscript.citations:
        for cite, place in zip(cited.citation.cites, cited.keys, strict=True):
            if cite.id not in papers:
                line = manuscript.line(place)
                found.append(Problem(message=told(cite.id), source=name, line=line, raw=cite.id))
    for key in nocite:
        if key != "*" and key not in papers:
            found.append(Problem(message=told(key), source=name, raw=key))
    return found


def nobody(key: str, papers: Iterable[str]) -> str:
    """What is said of a key that no work has, with those that are like it.

    >>> nobody("knuht1984", ["knuth1984", "tu2011"])
    "no work has the key 'knuht1984'; did you mean 'knuth1984'?"
    """
    near = difflib.get_close_matches(key, list(papers), n=3, cutoff=0.6)
    return str(UnknownName(key, near=near, says=f"no work has the key {key!r}"))
