"""Open Library: books of its Books API (`jscmd=data`), by ISBN."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._json import json_records
from citex.formats.detect import builtin
from citex.model import Paper, Remark, new_paper
from citex.records._values import first, record, records, text, texts
from citex.records._work import finish
from citex.text.dates.sources import parse_date
from citex.text.identifiers import choose_isbn
from citex.text.names import sources as names
from citex.text.richtext.markup import plain_text
from citex.text.titles import title, with_subtitle

_KEY = regex(r"(?:ISBN|OLID|LCCN|OCLC):(.+)")
_LANGUAGE = regex(r"/languages/([a-z]{3})")


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The books of an answer: an object with a book under each key asked for, or a book alone."""
    for entry in json_records(source, problems, wrappers=()):
        found = False
        for key, book in _books(entry.value):
            paper = paper_of(book, key)
            if paper is not None:
                found = True
                yield paper
        if not found and entry.value != {}:
            problems.append(entry.problem("the object is no book of Open Library"))


def paper_of(book: dict[str, Any], key: str = "") -> Paper | None:
    """The paper that a book's record describes, found under `key`; None when it has no title."""
    notes: list[Remark] = []
    main = title(book.get("title"), "title", notes)
    if not main:
        return None
    subtitle = title(book.get("subtitle"), "title", notes)
    asked = _KEY.fullmatch(key)
    numbers = record(book.get("identifiers"))
    isbns = [
        number
        for held in (numbers, book)
        for name in ("isbn_13", "isbn_10")
        for number in texts(held.get(name))
    ]
    preferred = [asked[1]] if asked and key.startswith("ISBN:") else []
    people = [names.natural(text(one.get("name")) or "") for one in records(book.get("authors"))]
    paper = new_paper(
        type="book",
        title=with_subtitle(main, subtitle) if subtitle else main,
        author=names.name_list(people, "author", notes),
        publisher=plain_text(_name(book.get("publishers"))),
        publisher_place=plain_text(_name(book.get("publish_places"))),
        issued=parse_date(book.get("publish_date"), "issued", notes),
        number_of_pages=text(book.get("number_of_pages")),
        edition=text(book.get("edition_name")),
        ISBN=choose_isbn([*preferred, *isbns], notes, preferred=preferred),
        URL=text(book.get("url")),
        remarks=notes,
    )
    found = _LANGUAGE.fullmatch(text(record(book.get("languages")).get("key")) or "")
    finish(paper, language=found[1] if found else None)
    paper.id = paper.ISBN or text(book.get("key")) or ""
    return paper


def _books(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(value, dict):
        return
    if "title" in value:
        yield "", value
        return
    for key, book in value.items():
        if _KEY.fullmatch(key) and isinstance(book, dict):
            yield key, book


def _name(values: Any) -> str | None:
    """The first of some names, which an edition's own record has without more."""
    return first([one.get("name") for one in records(values)]) or first(values)


FORMAT = builtin("openlibrary", read=read)
