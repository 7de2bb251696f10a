"""Europe PMC: results of its search, in the lite and the core form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, Remark, new_date, new_name, new_paper
from citex.records._read import DATES, choose_date, json_papers
from citex.records._values import integer, record, records, text, texts
from citex.records._work import abbreviated_only, finish, identify, in_journal, locate
from citex.text.abstracts import abstract
from citex.text.dates.sources import parse_date
from citex.text.identifiers import bookshelf, choose_isbn
from citex.text.names import sources as names
from citex.text.richtext.markup import plain_text
from citex.text.status import declare, medline_note
from citex.text.titles import title

_WRAPPERS = ("resultList.result", "results", "result")
_TYPES = read_types("europepmc")
_SOURCES = {"PPR": "article", "PAT": "patent", "ETH": "thesis", "NBK": "book", "HIR": "report"}
_NAME = regex(r"[^,;]+? (?:[A-ZÀ-ÞİŁŚŻŽŠČĆ]{1,5}(?:-[A-Z])?)(?: (?:Jr|Sr|2nd|3rd|[IV]{2,3}))?")


def read(source: Source, problems: Problems, /, *, dates: str = "print") -> Iterator[Paper]:
    """The papers of Europe PMC's answers, lists, or JSON lines, lite or core.

    `dates` says which date is `issued`: that of "print" (the volume's), "online", or the "first".
    """
    yield from json_papers(
        source,
        problems,
        lambda value: paper_of(value, dates),
        wrappers=_WRAPPERS,
        noun="Europe PMC",
    )


def paper_of(result: dict[str, Any], dates: str = "print") -> Paper | None:
    """The paper that a result of Europe PMC describes; None when it has no title.

    >>> paper = paper_of({"title": "m&lt;sup&gt;6&lt;/sup&gt;A.", "authorString": "Li N, Wu Y."})
    >>> paper.title, [str(name) for name in paper.author]
    ('m<sup>6</sup>A', ['N. Li', 'Y. Wu'])
    """
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    paper.title = title(result.get("title"), "title", notes)
    if paper.title is None:
        return None
    identify(
        paper, doi=result.get("doi"), pmid=result.get("pmid"), pmcid=result.get("pmcid"),
        key=text(result.get("id")),
    )  # fmt: skip
    paper.type = _type(result)
    paper.author = _authors(result, notes)
    info = record(result.get("journalInfo"))
    _journal(paper, result, info)
    volume, issue = result.get("journalVolume"), result.get("issue")
    locate(paper, info.get("volume") or volume, info.get("issue") or issue, result.get("pageInfo"))
    _dates(paper, result, info, dates)
    _book(paper, result, notes)
    paper.abstract = abstract(result.get("abstractText"), paper.title, notes)
    _status(paper, result)
    finish(paper, language=result.get("language"), cited=result.get("citedByCount"))
    return paper


def _types(result: dict[str, Any]) -> list[str]:
    listed = texts(record(result.get("pubTypeList")).get("pubType"))
    return [
        part.strip().lower() for part in listed or (text(result.get("pubType")) or "").split(";")
    ]


def _type(result: dict[str, Any]) -> str:
    kind = _SOURCES.get(text(result.get("source")) or "")
    if kind:
        return kind
    given = _types(result)
    for mark, kind in _TYPES.items():
        if mark in given:
            return kind
    return "article-journal"


def _authors(result: dict[str, Any], notes: list[Remark]) -> list[Name] | None:
    listed = records(record(result.get("authorList")).get("author"))
    if listed:
        return names.name_list(map(_core_author, listed), "author", notes)
    given = plain_text(result.get("authorString"))
    if given is None:
        return None
    found = [names.initials_last(part) for part in _listed(given.removesuffix("."))]
    return names.name_list(found, "author", notes)


def _core_author(author: dict[str, Any]) -> Name | None:
    body = plain_text(author.get("collectiveName"))
    if body:
        return new_name(literal=body.rstrip("."))
    family = plain_text(author.get("lastName"))
    if family is None:
        return names.initials_last(plain_text(author.get("fullName")) or "")
    given = plain_text(author.get("firstName")) or names.spaced_initials(
        plain_text(author.get("initials")) or ""
    )
    return names.parts(family=family, given=given, suffix=plain_text(author.get("suffix")))


def _listed(given: str) -> list[str]:
    """The names of an author string; a group's name may hold commas of its own."""
    parts: list[str] = []
    for part in re.split(r"[,;]\s+", given):
        is_person = _NAME.fullmatch(part) is not None
        goes_on = part[:1].islower() or part.startswith(("and ", "& "))
        if parts and not is_person and goes_on and not _NAME.fullmatch(parts[-1]):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return [part for part in parts if part.strip(" .")]


def _journal(paper: Paper, result: dict[str, Any], info: dict[str, Any]) -> None:
    described = record(info.get("journal"))
    full, short = text(described.get("title")), text(described.get("isoabbreviation"))
    lite = text(result.get("journalTitle")) if paper.type != "article" else None
    issns = texts(described.get("issn")) + texts(described.get("essn"))
    short = plain_text(short or described.get("medlineAbbreviation"))
    in_journal(paper, full or lite, short, issns or texts(result.get("journalIssn")))
    if full is None and paper.container_title and _looks_short(paper.container_title):
        abbreviated_only(paper, paper.container_title)


_FULL_WORD = regex(r"\b(?:of|and|the|in|for|Journal|Research|Science|Medicine|Reports|&)\b|&")


def _looks_short(name: str) -> bool:
    """Whether a journal's title is an abbreviation: words, but none that only a full one has."""
    return " " in name and _FULL_WORD.search(name) is None


def _dates(paper: Paper, result: dict[str, Any], info: dict[str, Any], policy: str) -> None:
    notes = paper.remarks
    said: list[Remark] = []
    printed = parse_date(info.get("printPublicationDate"), "issued", said)
    stated = parse_date(info.get("dateOfPublication"), "issued", said)
    year = integer(result.get("pubYear")) or integer(info.get("yearOfPublication"))
    if stated is not None and (printed is None or printed.year == stated.year):
        printed = stated
    if printed is None and year:
        printed = new_date(year)
    first = parse_date(result.get("firstPublicationDate"), "issued", notes)
    online = parse_date(result.get("electronicPublicationDate"), "issued", said) or first
    notes += dict.fromkeys(remark for remark in said if remark.kind == "doubt")
    if paper.type == "article":
        printed = None if online else printed
    choose_date(paper, policy, printed=printed, online=online)


def _book(paper: Paper, result: dict[str, Any], notes: list[Remark]) -> None:
    details = record(result.get("bookOrReportDetails"))
    publisher = plain_text(details.get("publisher"))
    if publisher:
        paper.publisher = publisher
    paper.ISBN = choose_isbn(texts(details.get("isbn10")) + texts(details.get("isbn13")), notes)
    whole = title(details.get("comprisingTitle"), "container-title", notes)
    if whole and whole != paper.title:
        paper.type, paper.container_title = "chapter", whole
    paper.URL = bookshelf(text(result.get("id")) or "")
    paper.number_of_pages = plain_text(details.get("numberOfPages"))
    paper.edition = plain_text(details.get("edition"))
    paper.collection_title = plain_text(details.get("seriesName"))
    if paper.type == "article":
        paper.genre = "Preprint"
        paper.version = plain_text(result.get("versionNumber"))
    elif paper.type == "patent":
        patent = record(result.get("patentDetails"))
        paper.number = plain_text(result.get("id"))
        paper.authority = plain_text(patent.get("countryCode"))


def _status(paper: Paper, result: dict[str, Any]) -> None:
    given = _types(result)
    if "retracted publication" in given:
        declare(paper, "retracted", "Europe PMC lists the work as retracted")
    if text(result.get("isRetracted")) == "Y" or result.get("isRetracted") is True:
        declare(paper, "retracted", "Europe PMC lists the work as retracted")
    for entry in records(record(result.get("commentCorrectionList")).get("commentCorrection")):
        pmid = text(entry.get("id"))
        numbered = text(entry.get("source")) in (None, "MED") and pmid and pmid.isdigit()
        identifier = f"pmid:{pmid}" if numbered else pmid and f"europepmc:{pmid}"
        medline_note(paper, text(entry.get("type")) or "", text(entry.get("reference")), identifier)


FORMAT = builtin("europepmc", read=read, streams=True, read_options=(DATES,))
