"""ESummary of PubMed, in JSON and in both kinds of XML, to papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._json import json_records
from citex.formats.tree._xml import children
from citex.model import Name, Paper, Remark, new_name, new_paper
from citex.model.remarks import add_remark
from citex.records._read import choose_date
from citex.records._values import first, record, records, text, texts
from citex.records._work import finish, identify, in_journal, locate
from citex.text import languages
from citex.text.dates.sources import parse_date
from citex.text.identifiers import bookshelf, find_doi, plain_doi
from citex.text.names import sources as names
from citex.text.pages import number
from citex.text.richtext.elements import local, raw_text
from citex.text.richtext.markup import plain_of, plain_text
from citex.text.status import declare, medline_note
from citex.text.titles import title
from citex.text.translations import settle_bracketed

Element = etree._Element

# the keys of the JSON, by those of the XML (letters only, small)
_LISTS = frozenset(("authors", "articleids", "lang", "pubtype", "history", "references"))
_ALIASES = {"langlist": "lang", "pubtypelist": "pubtype", "authorlist": "authors", "id": "uid"}


def read_json(source: Source, problems: Problems, dates: str) -> Iterator[Paper]:
    """The papers of ESummary's JSON: {"result": {"uids": [...], "1": {...}}}, or records alone."""
    for found in json_records(source, problems):
        answer = record(found.value)
        result = answer.get("result") if isinstance(answer.get("result"), dict) else answer
        listed = texts(record(result).get("uids"))
        entries = [record(record(result).get(uid)) for uid in listed] if listed else [answer]
        for entry in entries:
            if text(entry.get("error")):
                problems.append(found.problem(f"PubMed answered: {text(entry.get('error'))}"))
                continue
            paper = paper_of(entry, dates)
            if paper is None:
                problems.append(found.problem("this object is not a summary of PubMed"))
                continue
            yield paper


def fields(element: Element) -> dict[str, Any]:
    """A summary in XML as the JSON has it.

    >>> languages = '<Item Name="LangList"><Item Name="Lang">English</Item></Item>'
    >>> fields(etree.fromstring(f"<DocSum><Id>1</Id>{languages}</DocSum>"))
    {'uid': '1', 'lang': ['English']}
    """
    found: dict[str, Any] = {}
    uid = element.get("uid")
    if uid:
        found["uid"] = uid
    for part in children(element):
        name = (part.get("Name") or local(part)).lower()
        name = _ALIASES.get(name, name)
        inner = list(children(part))
        if name == "articleids":
            found[name] = [_identifier(entry) for entry in inner]
        elif name == "authors":
            found[name] = [_author(entry) for entry in inner]
        elif inner or name in _LISTS:
            found[name] = [value for entry in inner if (value := plain_of(entry))]
        else:
            found[name] = raw_text(part)
    return found


def _identifier(element: Element) -> dict[str, Any]:
    inner = {local(part).lower(): plain_of(part) for part in children(element)}
    if inner:
        return inner
    return {"idtype": element.get("Name"), "value": plain_of(element)}


def _author(element: Element) -> dict[str, Any]:
    inner = {local(part).lower(): plain_of(part) for part in children(element)}
    if inner.get("name"):
        return inner
    return {"name": plain_of(element), "authtype": element.get("Name")}


def paper_of(entry: dict[str, Any], dates: str = "print") -> Paper | None:
    """The paper that a summary describes; None when it is not one of PubMed."""
    paper = new_paper(type="article-journal", remarks=[], custom={})
    notes = paper.remarks
    is_paper = any(entry.get(key) for key in ("source", "fulljournalname", "pubdate", "booktitle"))
    paper.title = title(entry.get("title"), "title", notes)
    if paper.title is None or not is_paper:
        return None
    paper.language = languages.language(first(entry.get("lang")), notes)
    settle_bracketed(paper, title(entry.get("vernaculartitle"), "title", notes))
    _identify(paper, entry)
    paper.author = _people(entry.get("authors"), "author", notes)
    paper.editor = _people(entry.get("authors"), "editor", notes)
    if plain_text(entry.get("booktitle")):
        _book(paper, entry, notes)
    else:
        issns = texts(entry.get("issn")) + texts(entry.get("essn"))
        full, short = entry.get("fulljournalname"), plain_text(entry.get("source"))
        in_journal(paper, plain_text(full), short, issns)
    item = _ITEM.search(text(entry.get("elocationid")) or "") if not entry.get("pages") else None
    locate(paper, entry.get("volume"), entry.get("issue"), entry.get("pages"),
           article=item and item[1])  # fmt: skip
    if item:
        message = "the publisher's item number stands for pages"
        add_remark(paper.remarks, "guessed", "number", message)
    printed = parse_date(text(entry.get("pubdate")), "issued", notes)
    online = parse_date(text(entry.get("epubdate")), "issued", notes)
    choose_date(paper, dates, printed=printed, online=online)
    given = [kind.lower() for kind in texts(entry.get("pubtype"))]
    if "retracted publication" in given:
        declare(paper, "retracted", "PubMed lists the work as retracted")
    for notice in records(entry.get("references")):
        pmid = text(notice.get("pmid"))
        place, kind = text(notice.get("refsource")), text(notice.get("reftype")) or ""
        medline_note(paper, kind, place, f"pmid:{pmid}" if pmid else None)
    if "preprint" in given:
        paper.type, paper.genre = "article", "Preprint"
        paper.publisher, paper.container_title = paper.container_title, None
    finish(paper, guessed=False)
    return paper


def _identify(paper: Paper, entry: dict[str, Any]) -> None:
    ids: dict[str, str] = {}
    for identifier in records(entry.get("articleids")):
        kind, value = text(identifier.get("idtype")), text(identifier.get("value"))
        if kind and value:
            ids.setdefault(kind.lower(), value)
    given = ids.get("doi") or text(entry.get("doi"))
    if not (given and plain_doi(given)):
        given = find_doi(text(entry.get("elocationid")) or "")
    identify(paper, doi=given, pmid=ids.get("pubmed") or entry.get("uid"), pmcid=ids.get("pmc"))
    paper.URL = bookshelf(ids.get("bookaccession") or text(entry.get("bookaccession")) or "")


_ITEM = regex(r"\bpii:\s*([A-Za-z]{0,8}\d{2,10})\b(?![-/(])")
_ROLES = {"editor": "editor", "editors": "editor", "investigator": "", "pi": ""}
"""What ESummary says of people who are no authors; investigators are not cited."""


def _people(value: Any, variable: str, notes: list[Remark]) -> list[Name] | None:
    found: list[Name | None] = []
    for entry in value if isinstance(value, list) else ():
        name = plain_text(entry.get("name")) if isinstance(entry, dict) else plain_text(entry)
        kind = (text(entry.get("authtype")) if isinstance(entry, dict) else None) or ""
        if name and _ROLES.get(kind.lower(), "author") == variable:
            collective = kind.lower() in ("collectivename", "collective")
            found.append(new_name(literal=name) if collective else names.initials_last(name))
    return names.name_list(found, variable, notes)


def _book(paper: Paper, entry: dict[str, Any], notes: list[Remark]) -> None:
    whole = title(entry.get("booktitle"), "container-title", notes)
    paper.type = "chapter" if whole != paper.title else "book"
    paper.container_title = whole if whole != paper.title else None
    paper.publisher = plain_text(entry.get("publishername"))
    paper.publisher_place = plain_text(entry.get("publisherlocation"))
    paper.edition = number(entry.get("edition"), "edition", notes)
    listed = re.split(r",\s*", plain_text(entry.get("editors")) or "") if isinstance(
        entry.get("editors"), str) else []  # fmt: skip
    paper.editor = (
        names.name_list(map(names.initials_last, listed), "editor", notes) or paper.editor
    )
