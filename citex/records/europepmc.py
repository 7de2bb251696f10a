"""Europe PMC: results of its search, in the lite and the core form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citex.formats import Format, Problems, Source
from citex.formats._types import read_types
from citex.model import Name, Paper, PartialDate, Remark
from citex.records._read import DATES, choose_date, json_papers
from citex.records._values import integer, record, records, text, texts
from citex.text import languages
from citex.text.abstracts import abstract
from citex.text.dates.sources import parse_date
from citex.text.identifiers import parse_pmcid, parse_pmid, plain_doi
from citex.text.journals import journal, title_cased
from citex.text.names import sources as names
from citex.text.pages import is_article_number, number, pages
from citex.text.richtext.markup import plain_text
from citex.text.serials import choose_isbn, choose_issn
from citex.text.status import declare, from_title, place_of, relate
from citex.text.titles import title, translated

_WRAPPERS = ("resultList.result", "results", "result")
_TYPES = read_types("europepmc")
_SOURCES = {"PPR": "article", "PAT": "patent", "ETH": "thesis", "NBK": "book", "HIR": "report"}
_RELATIONS = {
    "erratum in": "corrected-by", "erratum for": "corrects",
    "corrected and republished in": "updated-by", "corrected and republished from": "updates",
    "retraction in": "retracted-by", "retraction of": "retracts",
    "partial retraction in": "retracted-by", "partial retraction of": "retracts",
    "expression of concern in": "concern-by", "expression of concern for": "concerns",
    "update in": "updated-by", "update of": "updates",
    "republished in": "has-version", "republished from": "version-of",
    "preprint in": "has-preprint", "preprint of": "preprint-of",
}  # fmt: skip
_NAME = re.compile(r"[^,;]+? (?:[A-ZÀ-ÞİŁŚŻŽŠČĆ]{1,5}(?:-[A-Z])?)(?: (?:Jr|Sr|2nd|3rd|[IV]{2,3}))?")


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
    notes: list[Remark] = []
    paper = Paper(remarks=notes, custom={})
    _title(paper, result, notes)
    if paper.title is None:
        return None
    doi = text(result.get("doi"))
    paper.DOI = plain_doi(doi) if doi else None
    paper.PMID = parse_pmid(text(result.get("pmid")) or "")
    paper.PMCID = parse_pmcid(text(result.get("pmcid")) or "", bare=True)
    paper.id = paper.DOI or (f"pmid{paper.PMID}" if paper.PMID else "") or (
        paper.PMCID or text(result.get("id")) or ""
    )  # fmt: skip
    paper.type = _type(result)
    paper.author = _authors(result, notes)
    info = record(result.get("journalInfo"))
    _journal(paper, result, info, notes)
    paper.volume = number(info.get("volume") or result.get("journalVolume"), "volume", notes)
    paper.issue = number(info.get("issue") or result.get("issue"), "issue", notes)
    paper.page = pages(result.get("pageInfo"), notes)
    if paper.page and paper.type == "article-journal" and is_article_number(paper.page):
        paper.number = paper.page
    _dates(paper, result, info, dates)
    _book(paper, result, notes)
    paper.abstract = abstract(result.get("abstractText"), paper.title, notes)
    paper.language = languages.language(result.get("language"), notes) or languages.note_guess(
        languages.guess(paper.original_title or paper.title, paper.abstract), notes
    )
    _status(paper, result)
    cited = integer(result.get("citedByCount"))
    if cited is not None:
        paper.custom["metrics"] = {"citation-count": cited}
    return paper


def _title(paper: Paper, result: dict[str, Any], notes: list[Remark]) -> None:
    paper.title = title(result.get("title"), "title", notes)
    inner = translated(paper.title) if paper.title else None
    if inner is not None and paper.title:
        message = "the brackets of a translated title were taken off"
        notes.append(Remark(kind="repaired", variable="title", message=message, before=paper.title))
        paper.title = inner


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
        return Name(literal=body.rstrip("."))
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


def _journal(
    paper: Paper, result: dict[str, Any], info: dict[str, Any], notes: list[Remark]
) -> None:
    described = record(info.get("journal"))
    full = journal(described.get("title"), "container-title", notes, qualified=True)
    short = plain_text(described.get("isoabbreviation")) or plain_text(
        described.get("medlineAbbreviation")
    )
    if full:
        paper.container_title = title_cased(full, notes)
        paper.container_title_short = short if short != full else None
    elif paper.type != "article":
        lite = plain_text(result.get("journalTitle"))
        paper.container_title = journal(lite, "container-title", notes, qualified=True)
        if lite and _looks_short(lite):
            paper.container_title_short = lite if lite != paper.container_title else None
    listed = texts(described.get("issn")) + texts(described.get("essn"))
    paper.ISSN = choose_issn(listed or texts(result.get("journalIssn")), notes)


_FULL_WORD = re.compile(r"\b(?:of|and|the|in|for|Journal|Research|Science|Medicine|Reports|&)\b|&")


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
        printed = PartialDate(year)
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
        relation = _RELATIONS.get((text(entry.get("type")) or "").lower())
        if relation:
            pmid = text(entry.get("id"))
            numbered = text(entry.get("source")) in (None, "MED") and pmid and pmid.isdigit()
            identifier = f"pmid:{pmid}" if numbered else pmid and f"europepmc:{pmid}"
            relate(paper, relation, identifier, facts=place_of(text(entry.get("reference"))))
    from_title(paper)


FORMAT = Format(
    name="europepmc",
    title="Europe PMC results (JSON)",
    aliases=("epmc", "europe-pmc"),
    media_type="application/json",
    read=read,
    streams=True,
    read_options=(DATES,),
)
