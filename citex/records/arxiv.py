"""arXiv: entries of its Atom feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.tree._xml import child, children, records
from citex.model import Paper, Remark, new_paper
from citex.model.remarks import add_remark
from citex.records._read import element_problem
from citex.records._work import finish
from citex.text.abstracts import abstract
from citex.text.dates.sources import parse_date
from citex.text.identifiers import parse_arxiv, plain_doi
from citex.text.names import sources as names
from citex.text.preprints import as_arxiv
from citex.text.richtext.elements import markup_of
from citex.text.richtext.markup import plain_of
from citex.text.status import declare
from citex.text.titles import title

_VERSION = regex(r"v(\d+)\Z")
_WITHDRAWN = regex(r"\b(?:has been |was |is )?(?:withdrawn|retracted)\b", re.IGNORECASE)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of an Atom feed of arXiv, or of one entry; an error entry is a problem."""
    if source.head.count("<entry") == 0 and "totalResults" in source.head:
        source.text()
        return
    for entry in records(source, problems, "entry"):
        identifier = plain_of(child(entry, "id")) or ""
        if "/api/errors" in identifier:
            message = plain_of(child(entry, "summary")) or "an error without a message"
            problems.append(element_problem(entry, f"arXiv answered: {message}", source.name))
            continue
        paper = paper_of(entry)
        if paper is None:
            problems.append(element_problem(entry, "the entry is none of arXiv", source.name))
            continue
        yield paper


def paper_of(entry: etree._Element) -> Paper | None:
    """The preprint that an entry describes; None when it has no identifier of arXiv."""
    given = plain_of(child(entry, "id")) or ""
    identifier = parse_arxiv(given)
    notes: list[Remark] = []
    paper = new_paper(remarks=notes, custom={})
    raw = markup_of(child(entry, "title"))
    paper.title = title(raw, "title", notes)
    if identifier is None or paper.title is None:
        return None
    published = plain_of(child(entry, "doi"))
    paper.DOI = plain_doi(published) if published else None
    as_arxiv(paper, identifier, is_preprint=True)
    version = _VERSION.search(identifier)
    if version:
        paper.version = version[1]
    if place := plain_of(child(entry, "journal_ref")):
        paper.custom.setdefault("status", {})["published-in"] = place
        add_remark(notes, "status", "", f"was published in {place}")
    paper.author = names.name_list(
        (
            names.natural(part)
            for author in children(entry, "author")
            for part in names.with_bodies(plain_of(child(author, "name")) or "")
        ),
        "author",
        notes,
    )
    paper.issued = parse_date(plain_of(child(entry, "published")), "issued", notes)
    updated = parse_date(plain_of(child(entry, "updated")), "issued", [])
    if paper.issued is None:
        paper.issued = updated
    elif updated is not None and updated.year != paper.issued.year:
        message = f"version {paper.version or '?'} is of {updated}, the first of {paper.issued}"
        add_remark(notes, "doubt", "issued", message)
    paper.abstract = abstract(markup_of(child(entry, "summary")), None, notes)
    for link in children(entry, "link"):
        address = link.get("href")
        if link.get("rel") == "alternate" and address:
            paper.URL = re.sub(r"\Ahttp:", "https:", address)
    finish(paper)
    comment = plain_of(child(entry, "comment")) or ""
    if _WITHDRAWN.search(comment):
        declare(paper, "withdrawn", f"the authors' comment: {comment}")
    return paper


FORMAT = builtin("arxiv", read=read, streams=True)
