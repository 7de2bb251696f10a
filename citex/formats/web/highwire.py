"""Highwire Press tags, the `citation_*` meta elements that Google Scholar and Zotero read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats._fields import common
from citex.formats._types import written_types
from citex.formats.detect import builtin
from citex.formats.web._found import Found, paper_of
from citex.formats.web._meta import found_in
from citex.formats.web._page import page_of_text
from citex.formats.web._webtext import line, page_range, web_address
from citex.model import Name, Paper, PartialDate
from citex.text.dates.writing import iso
from citex.text.keywords import split_keywords
from citex.text.names.words import people
from citex.text.names.written import inverted

NAME = "highwire"

TYPES = written_types(NAME)
"""The tag of a CSL type's container or publisher, by which the reader tells the type."""
TEXTS = common(NAME)
HOLDS = frozenset(TEXTS.values()) | frozenset(
    "title author editor issued available-date container-title publisher page keyword".split()
)
_EMPTY = '<meta name="citation_title" content="">\n'
_SHELL = regex(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of meta elements: one of a whole page, else one of the lines to a blank line."""
    texts = [source.text()] if _SHELL.search(source.head) else _blocks(source)
    found = nothing = 0
    for text in texts:
        metas = [pair for pair in page_of_text(text).metas if pair[0].startswith("citation_")]
        if metas:
            found += 1
            yield paper_of(found_in(metas).get("Highwire") or Found())
        nothing += not metas
    if not found:
        message = "holds no Highwire tags (citation_title)" if nothing else "the input is empty"
        problems.append(Problem(message=message, source=source.name))


def _blocks(source: Source) -> Iterator[str]:
    """The text between blank lines that stand between elements."""
    held: list[str] = []
    for one in source.lines():
        if one.strip() or (held and not held[-1].rstrip().endswith(">")):
            held.append(one)
        elif held:
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as meta elements, one a line; a blank line between two papers."""
    for number, paper in enumerate(papers):
        tags = "".join(
            f'<meta name="citation_{name}" content="{escape(value)}">\n'
            for name, value in _tags(paper)
            if value
        )
        yield ("\n" if number else "") + (tags or _EMPTY)


FORMAT = builtin(NAME, read=read, write=write, streams=True, holds=HOLDS)


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", line(paper.title)
    for name in people(paper.author):
        yield "author", _person(name)
    for name in people(paper.editor):
        yield "editor", _person(name)
    yield "publication_date", _slashed(paper.issued) or line(str(paper.issued or ""))
    yield "online_date", _slashed(paper.available_date)
    own = TYPES.get(paper.type, "")
    yield own if own.endswith("title") else "journal_title", line(paper.container_title)
    yield own if own.endswith("institution") else "publisher", line(paper.publisher)
    if paper.type == "report":
        yield "technical_report_number", line(paper.number)
    for tag, variable in TEXTS.items():
        value = paper.get(variable)
        yield tag, web_address(value) if variable == "URL" else line(value)
    first, last = page_range(paper.page)
    yield "firstpage", first or line(paper.page)
    yield "lastpage", last
    for keyword in split_keywords(paper.keyword or ""):
        yield "keywords", line(keyword)


def _slashed(date: PartialDate | None) -> str:
    """The date as YYYY/MM/DD; a year before the common era keeps its sign."""
    text = iso(date)
    return text[:1] + text[1:].replace("-", "/")


def _person(name: Name) -> str:
    return line(inverted(name, suffix_last=True))
