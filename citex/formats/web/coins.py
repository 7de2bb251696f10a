"""COinS, OpenURL context objects in the spans of a web page (Z39.88-2004, KEV)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats._fields import common
from citex.formats._types import written_types
from citex.formats.detect import builtin
from citex.formats.web._found import paper_of
from citex.formats.web._page import spans_of
from citex.formats.web._span import found_in_span
from citex.formats.web._webtext import (
    family_name,
    given_name,
    line,
    natural,
    page_range,
    web_address,
)
from citex.model import Paper
from citex.text.dates.writing import iso
from citex.text.names.words import people

NAME = "coins"

TYPES = written_types(NAME)
"""The metadata format, and the genre behind a slash, of a CSL type."""
_PARTS = frozenset(("article", "bookitem", "proceeding", "preprint"))

_NUMBERS = {"journal": "rft.artnum", "patent": "rft.number"}

TEXTS = common(NAME)
HOLDS = frozenset(TEXTS.values()) | frozenset(
    "title author container-title issued publisher page DOI PMID URL".split()
)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of a page's spans, in their order."""
    found = 0
    for title in spans_of(source.chunks()):
        said = found_in_span(title)
        if said is None:
            message = "a span of COinS holds no metadata"
            problems.append(Problem(message=message, source=source.name, raw=title[:10_000]))
        else:
            yield paper_of(said)
        found += 1
    if not found:
        message = "holds no COinS (a span of the class Z3988)"
        if not source.head.strip():
            message = "the input is empty"
        problems.append(Problem(message=message, source=source.name))


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as empty spans, one a line, whose titles carry the metadata."""
    for paper in papers:
        pairs = [f"{key}={quote(value, safe='')}" for key, value in _pairs(paper) if value]
        yield f'<span class="Z3988" title="{escape("&".join(pairs))}"></span>\n'


FORMAT = builtin(NAME, read=read, write=write, streams=True, holds=HOLDS)


def _pairs(paper: Paper) -> Iterator[tuple[str, str]]:
    """The keys and values in the usual order; "" is none."""
    scheme, _, genre = TYPES.get(paper.type, "dc").partition("/")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{scheme}"
    yield from _identifiers(paper)
    yield "rft.genre", genre
    if scheme == "dc":
        yield "rft.type", line(paper.type)
    yield from _titles(paper, scheme, genre)
    for key, variable in TEXTS.items():
        if key == "rft.issue" and genre == "report":
            variable = "number" if paper.number else "issue"
        yield key, line(paper.get(variable))
    publisher = {"dissertation": "rft.inst", "patent": "rft.assignee"}.get(scheme, "rft.publisher")
    yield publisher, line(paper.publisher)
    yield "rft.date", iso(paper.issued) or line(str(paper.issued or ""))
    if scheme in _NUMBERS:
        yield _NUMBERS[scheme], line(paper.number)
    first, last = page_range(paper.page)
    yield "rft.pages", line(paper.page)
    yield "rft.spage", first
    yield "rft.epage", last
    yield from _people(paper, scheme)


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.DOI:
        yield "rft_id", "info:doi/" + line(paper.DOI)
    if paper.PMID:
        yield "rft_id", "info:pmid/" + line(paper.PMID)
    if address := web_address(paper.URL):
        yield "rft_id", address
    if paper.ISBN:
        yield "rft_id", "urn:isbn:" + line(paper.ISBN)


def _titles(paper: Paper, scheme: str, genre: str) -> Iterator[tuple[str, str]]:
    title, container = line(paper.title), line(paper.container_title)
    if scheme == "journal":
        yield "rft.atitle" if genre in _PARTS else "rft.jtitle", title
        yield "rft.jtitle", container
    elif scheme == "book":
        yield "rft.atitle" if genre in _PARTS else "rft.btitle", title
        yield "rft.btitle", container
    else:
        yield "rft.title", title
        yield "rft.source", container


def _people(paper: Paper, scheme: str) -> Iterator[tuple[str, str]]:
    authors = people(paper.author)
    persons = [name for name in authors if not name.literal]
    last, first = ("invlast", "invfirst") if scheme == "patent" else ("aulast", "aufirst")
    if persons and persons[0] is authors[0]:
        yield f"rft.{last}", family_name(persons[0])
        yield f"rft.{first}", given_name(persons[0])
    key = {"dc": "rft.creator", "patent": "rft.inventor"}.get(scheme, "rft.au")
    for name in authors:
        yield key, natural(name)
