"""Google Books: volumes of its API, by ISBN."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.model import Paper, Remark, new_paper
from citex.records._read import json_papers
from citex.records._values import integer, record, records, text, texts
from citex.records._work import finish
from citex.text.abstracts import abstract
from citex.text.dates.sources import parse_date
from citex.text.identifiers import choose_isbn, choose_issn
from citex.text.names import sources as names
from citex.text.richtext.markup import plain_text
from citex.text.titles import title, with_subtitle


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The books of an answer: a list of volumes, or a volume."""
    yield from json_papers(source, problems, paper_of, wrappers=("items",), noun="Google Books")


def paper_of(volume: dict[str, Any]) -> Paper | None:
    """The paper that a volume describes; None when it has no title.

    Its addresses are those of a shop, its categories those of booksellers: neither is kept.

    >>> paper = paper_of({"volumeInfo": {"title": "On growth", "authors": ["D'Arcy Thompson"],
    ...                                  "publishedDate": "1917-05", "pageCount": 0}})
    >>> paper.title, str(paper.author[0]), str(paper.issued), paper.number_of_pages
    ('On growth', "D'Arcy Thompson", '1917-05', None)
    """
    info = record(volume.get("volumeInfo")) or volume
    notes: list[Remark] = []
    main = title(info.get("title"), "title", notes)
    if not main:
        return None
    subtitle = title(info.get("subtitle"), "title", notes)
    numbers = _numbers(info)
    people = [names.natural(name) for name in texts(info.get("authors"))]
    paper = new_paper(
        type="periodical" if info.get("printType") == "MAGAZINE" else "book",
        title=with_subtitle(main, subtitle) if subtitle else main,
        author=names.name_list(people, "author", notes),
        publisher=(plain_text(info.get("publisher")) or "").strip('"') or None,
        issued=parse_date(info.get("publishedDate"), "issued", notes),
        number_of_pages=str(integer(info.get("pageCount")) or "") or None,
        ISBN=choose_isbn([*numbers["ISBN_13"], *numbers["ISBN_10"]], notes),
        ISSN=choose_issn(numbers["ISSN"], notes),
        remarks=notes,
    )
    paper.abstract = abstract(info.get("description"), paper.title, notes)
    finish(paper, language=info.get("language"))
    paper.id = paper.ISBN or text(volume.get("id")) or ""
    return paper


def _numbers(info: dict[str, Any]) -> dict[str, list[str]]:
    """The numbers of a volume by their kind, of which OTHER are libraries' own."""
    found: dict[str, list[str]] = {"ISBN_13": [], "ISBN_10": [], "ISSN": []}
    for one in records(info.get("industryIdentifiers")):
        number, kind = text(one.get("identifier")), text(one.get("type"))
        if number and kind in found:
            found[kind].append(number)
    return found


FORMAT = builtin("googlebooks", read=read)
