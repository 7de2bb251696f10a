"""The same work from several sources: found, merged, or linked as versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from citex._hints import not_called
from citex.duplicates.blocking import pairs
from citex.duplicates.clusters import Clusters
from citex.duplicates.fingerprint import Marks, marks
from citex.duplicates.merging import merge
from citex.duplicates.similarity import THRESHOLD, Match, Sign, compare
from citex.model import Paper, Remark
from citex.model.checked import called, refuse
from citex.model.papers import Papers, papers_of

Versions = Literal["link", "merge"]


@called
def dedupe(
    papers: Papers,
    *,
    versions: Versions = "link",
    threshold: float = THRESHOLD,
    sources: Sequence[str] | None = None,
    matches: list[Match] | None = None,
) -> list[Paper]:
    """The papers with each work once: those that are the same are merged, in the order given.

    Papers are the same by an identifier, or by title, year and first author with a score of at
    least `threshold` (0 to 1; see `citex.duplicates.similarity`). A preprint and its article stay
    two papers, each of which names the other in `custom["status"]`, unless `versions` is "merge".
    `sources` names where each paper is from, for `custom["merged"]`; `matches=[]` collects
    what was found to be the same. Needs the extra `dedupe`; raises MissingPackage.
    """
    given = list(papers_of(papers))
    _check(threshold)
    groups = Clusters([marks(paper, index) for index, paper in enumerate(given)])
    found = _matches(given, groups.marks, threshold)
    if matches is not None:
        matches.extend(found)
    for match in found:
        if match.kind == "same" or versions == "merge":
            groups.join(match)
    result: dict[int, Paper] = {}
    for root, members in groups.works().items():
        labels = [sources[index] for index in members] if sources is not None else None
        chosen = [given[index] for index in members]
        result[root] = merge(chosen, sources=labels) if len(chosen) > 1 else chosen[0]
    for match in found:
        first, second = groups.root(match.first), groups.root(match.second)
        if match.kind == "version" and first != second:
            _link(result, first, second, preprint_first=groups.marks[match.first].preprint)
    return [result[root] for root in sorted(result)]


@called
def matches(papers: Papers, *, threshold: float = THRESHOLD) -> list[Match]:
    """The pairs of papers that are the same work or versions of it, the surest first.

    Raises MissingPackage without the extra `dedupe`.
    """
    _check(threshold)
    given = list(papers_of(papers))
    return _matches(given, [marks(paper, index) for index, paper in enumerate(given)], threshold)


def _check(threshold: float) -> None:
    if not isinstance(threshold, (int, float)) or not 0 <= threshold <= 1:
        raise refuse("threshold", threshold, "give a score from 0 to 1")


def _matches(papers: Sequence[Paper], found: Sequence[Marks], threshold: float) -> list[Match]:
    equal = list(_equal(papers))
    known = {(match.first, match.second) for match in equal}
    compared = (compare(a, b, threshold) for a, b in pairs(found))
    kept = [match for match in compared if match is not None]
    kept = [match for match in kept if (match.first, match.second) not in known]
    return sorted([*equal, *kept], key=lambda match: (-match.score, match.first, match.second))


def _equal(papers: Sequence[Paper]) -> Iterator[Match]:
    """Papers that are equal in all they say, each with the first that says so."""
    firsts: dict[str, int] = {}
    for index, paper in enumerate(papers):
        if paper.title or paper.DOI:
            first = firsts.setdefault(_whole(paper), index)
            if first != index:
                sign = Sign("identifier", 1.0, "all is equal")
                yield Match(first, index, 1.0, "same", sign.said, (sign,))


def _whole(paper: Paper) -> str:
    """All that a paper says; its key, and what was remarked on it, are not of the work."""
    values = msgspec.structs.asdict(paper)
    for name in ("id", "remarks"):
        del values[name]
    try:
        return repr(values)
    except (RecursionError, ValueError):  # nested, or a number, beyond all measure
        return f"paper {id(paper)}"


def _link(result: dict[int, Paper], first: int, second: int, *, preprint_first: bool) -> None:
    early, late = (first, second) if preprint_first else (second, first)
    before, after = result[early], result[late]
    result[early] = _related(before, "preprint-of", after, "is a preprint of")
    result[late] = _related(after, "has-preprint", before, "has a preprint,")


def _related(paper: Paper, relation: str, other: Paper, said: str) -> Paper:
    """The paper with its relation to another noted, as readers note it; a copy."""
    name = f"doi:{other.DOI.lower()}" if other.DOI else other.id or "a paper without an id"
    status = dict(paper.custom.get("status") or {})
    listed = list(status.get(relation) or [])
    if name in listed:
        return paper
    status[relation] = [*listed, name]
    remark = Remark(kind="status", message=f"{said} {name}")
    return msgspec.structs.replace(
        paper, custom={**paper.custom, "status": status}, remarks=[*paper.remarks, remark]
    )


__all__ = ["THRESHOLD", "Match", "Sign", "dedupe", "marks", "matches", "merge"]

not_called(__name__)
