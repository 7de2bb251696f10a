"""PubMed: articles and books in XML, and ESummary in JSON or XML."""

from __future__ import annotations

from collections.abc import Iterator

from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.tree._xml import records
from citex.model import Paper
from citex.records import _esummary, _medline
from citex.records._keys import Keys
from citex.records._read import DATES, element_problem
from citex.text.richtext.elements import local

_ARTICLES = ("PubmedArticle", "PubmedBookArticle")
_SUMMARIES = ("DocSum", "DocumentSummary")


def read(source: Source, problems: Problems, /, *, dates: str = "print") -> Iterator[Paper]:
    """The papers of PubMed's XML (EFetch, dumps), or of ESummary in XML or JSON.

    `dates` says which date is `issued`: that of "print" (the issue's), "online", or the "first".
    """
    keys = Keys()
    for paper in _papers(source, problems, dates):
        paper.id = paper.id or keys.key(paper)
        yield paper


def _papers(source: Source, problems: Problems, dates: str) -> Iterator[Paper]:
    if source.head.lstrip()[:1] in ("{", "["):
        yield from _esummary.read_json(source, problems, dates)
        return
    if "<eSummaryResult" in source.head or "<DocSum" in source.head:
        yield from _summaries(source, problems, dates)
        return
    tags: tuple[str, ...] = _ARTICLES
    if not any(f"<{tag}" in source.head for tag in _ARTICLES) and "<MedlineCitation" in source.head:
        tags = ("MedlineCitation",)
    for element in records(source, problems, *tags):
        if local(element) == "PubmedBookArticle":
            paper = _medline.book(element)
        else:
            paper = _medline.article(element, dates)
        if paper is None:
            problems.append(element_problem(element, "the record has no title", source.name))
            continue
        yield paper


def _summaries(source: Source, problems: Problems, dates: str) -> Iterator[Paper]:
    for element in records(source, problems, *_SUMMARIES, "ERROR"):
        if local(element) == "ERROR":
            message = f"PubMed answered: {' '.join((element.text or '').split())}"
            problems.append(element_problem(element, message, source.name))
            continue
        paper = _esummary.paper_of(_esummary.fields(element), dates)
        if paper is None:
            message = "the summary is not that of a paper"
            problems.append(element_problem(element, message, source.name))
            continue
        yield paper


FORMAT = builtin("pubmed", read=read, streams=True, read_options=(DATES,))
