"""Whether references exist, agree with their records, and what became of the works."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citex._hints import not_called
from citex.duplicates.titles import recurrent, title_of
from citex.errors import LookupFailed, Problem
from citex.index import Index
from citex.lookup import LookupOptions, resolver
from citex.lookup.client import Failed
from citex.lookup.sources import SEARCHED, SOURCES
from citex.model import Name, Paper, new_date
from citex.model.checked import called, refuse
from citex.model.papers import Papers, papers_of
from citex.verification.catalogue import Catalogue, Local, Missing, Online, Record, words_of
from citex.verification.comparing import SURE, Comparison, Difference, compared, differences
from citex.verification.verdicts import (
    FAULTS,
    MEANING,
    Candidate,
    Verdict,
    VerdictKind,
    verdicts,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

TAKEN = 0.8
"""The score from which on one answer to a search is taken for what was meant."""


@called
def verify(
    papers: Papers,
    *,
    index: str | os.PathLike[str] | None = None,
    warnings: list[Problem] | None = None,
    **options: Unpack[LookupOptions],
) -> list[Verdict]:
    """What is known of each reference: whether it exists, agrees, was retracted or superseded.

    A reference is looked for by its identifiers, then by its words. Nothing is called invented that
    was merely not found: `Verdict.kind` is "not-found" then, with the nearest candidates and the
    sources asked; "contradicted" where its identifier is another work's. `index` is the file of a
    local index (`citex.index`), which is asked in place of the services; `options` are those of
    `fetch`. Needs the extras `net` (without an index) and `dedupe`; raises MissingPackage.
    """
    return list(verdicts_on(papers, index=index, warnings=warnings, **options))


def verdicts_on(
    papers: Papers,
    *,
    index: str | os.PathLike[str] | None = None,
    warnings: list[Problem] | None = None,
    **options: Unpack[LookupOptions],
) -> Iterator[Verdict]:
    """As `verify`, one verdict after the other."""
    with _catalogue(index, warnings, options) as catalogue:
        yield from verdicts(papers_of(papers), catalogue)


@contextlib.contextmanager
def _catalogue(
    index: str | os.PathLike[str] | None,
    warnings: list[Problem] | None,
    options: LookupOptions,
) -> Iterator[Catalogue]:
    """The local index, or the services."""
    if index is not None:
        with Index(index) as local:
            yield Local(local)
    else:
        with contextlib.closing(resolver(warnings=warnings, **options)) as found:
            yield Online(found)


@called
def search(
    title: str,
    *,
    author: str = "",
    year: int | None = None,
    limit: int = 5,
    failures: list[LookupFailed] | None = None,
    index: str | os.PathLike[str] | None = None,
    **options: Unpack[LookupOptions],
) -> list[Candidate]:
    """The works that have these words in their title, the likeliest first, each with its score.

    `author` is one family name. Crossref, OpenAlex and Europe PMC (which has PubMed's records) are
    asked, or the local index that is the file `index`; `failures=[]` collects which of them could
    not be. `options` are those of `fetch`. Needs the extras `net` (without an index) and `dedupe`;
    raises MissingPackage.
    """
    if not isinstance(title, str) or not title.strip():
        raise refuse("title", title, "give the words of a title")
    if not isinstance(limit, int) or limit < 1:
        raise refuse("limit", limit, "give a number of works, at least 1")
    meant = Paper(
        title=title.strip(),
        author=[Name(family=author.strip())] if author.strip() else [],
        issued=new_date(year) if year else None,
    )
    with _catalogue(index, None, options) as catalogue:
        return _answers(meant, catalogue, limit, failures)


def _answers(
    meant: Paper, catalogue: Catalogue, limit: int, failures: list[LookupFailed] | None
) -> list[Candidate]:
    candidates: list[Candidate] = []
    failed: list[LookupFailed] = []
    answered = False
    for source, works in catalogue.works(meant):
        if isinstance(works, Failed):
            failed.append(LookupFailed(meant.title or "", str(works)))
            continue
        answered = True
        for paper in works:
            comparison = compared(meant, paper)
            candidate = Candidate(paper, _score(meant, comparison), comparison.reasons, source)
            if not any(_is_same(candidate.paper, other.paper) for other in candidates):
                candidates.append(candidate)
    if failures is not None:
        failures.extend(failed)
    elif failed and not answered:
        raise failed[0]
    return sorted(candidates, key=lambda one: -one.score)[:limit]


def _score(meant: Paper, comparison: Comparison) -> float:
    """How far a work is what was meant: of what was asked, the share that agrees.

    Another word in the title, another year, or a title that stands over many works makes nobody
    sure; an erratum and its original are two works.
    """
    if not comparison.title:
        return 0.0
    asked = 1.0 + 0.5 * bool(meant.author) + 0.25 * bool(meant.issued)
    agrees = comparison.title
    agrees += 0.5 * ("author" in comparison.agree) + 0.25 * ("issued" in comparison.agree)
    score = agrees / asked
    if "notice" in comparison.differ:
        score *= 0.5
    elif "title" not in comparison.agree or "issued" in comparison.differ:
        score *= 0.9
    elif comparison.agree == ("title",) and recurrent(title_of(meant.title or "").words):
        score *= 0.75
    return round(score, 2)


def _is_same(one: Paper, other: Paper) -> bool:
    return bool(one.DOI) and (one.DOI or "").lower() == (other.DOI or "").lower()


def taken(candidates: list[Candidate]) -> Candidate | None:
    """The one answer that is surely meant: above `TAKEN`, with no other work as likely."""
    if not candidates or candidates[0].score < TAKEN:
        return None
    first, *others = candidates
    rivals = [
        other for other in others
        if other.score >= first.score - 0.02 and not compared(first.paper, other.paper).is_one_work
    ]  # fmt: skip
    return None if rivals else first


__all__ = [
    "FAULTS", "MEANING", "SEARCHED", "SOURCES", "SURE", "TAKEN", "Candidate", "Catalogue",
    "Comparison", "Difference", "Local", "Missing", "Online", "Record", "Verdict", "VerdictKind",
    "compared", "differences", "search", "taken", "verdicts", "verdicts_on", "verify", "words_of",
]  # fmt: skip

not_called(__name__)
