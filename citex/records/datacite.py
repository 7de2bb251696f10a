"""DataCite: DOIs of its REST API and its dumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import OTHERS, Name, Paper, PartialDate, Remark, new_date, new_name, new_paper
from citex.model.remarks import add_remark
from citex.records._datacite_container import contained
from citex.records._read import json_papers
from citex.records._values import integer, record, records, text, texts
from citex.records._work import (
    IN_BOOKS,
    containers,
    finish,
    identify,
    in_series,
    known,
    locate,
)
from citex.text import languages
from citex.text.abstracts import abstract
from citex.text.addresses import resolved
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import choose_isbn, choose_issn, is_doi_url, parse_arxiv
from citex.text.journals import is_meeting, journal
from citex.text.names import sources as names
from citex.text.names.words import uncut
from citex.text.pages import number
from citex.text.preprints import as_arxiv
from citex.text.richtext.markup import plain_text
from citex.text.status import doi, relate
from citex.text.titles import title, with_subtitle
from citex.text.translations import translate

_WRAPPERS = ("data", "items")
_GENERAL, _SPECIFIC = read_types("datacite"), read_types("datacite-own")
"""Types by DataCite's word, and by the depositor's own, of which only the letters count."""
_WITH_URL = frozenset(
    """dataset software webpage post-weblog article document collection graphic
    motion_picture""".split()
)
_EDITORIAL = regex(r"(?:(?<!\s)\s+)?\((?:eds?|hrsg|editors?)\.?\)\s*\Z", re.IGNORECASE)
_AFFILIATED = regex(r"(?:(?<!\s)\s+)?\([^()]*\)\s*\Z")
_ISSUE = regex(r"(?:№|N[or]\.?|Heft|Вып\.?)\s*(\d{1,4})", re.IGNORECASE)
_VERSION = regex(r"\A(?:version|ver|release|rel)\b[.:]?\s*(?=v?\d)", re.IGNORECASE)
_UUID = regex(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_COUNTS = regex(r"\d|\b(?:[ivxlcIVXLC]+)\b|[一二三四五六七八九十]")
"""Numbers of any kind: Arabic, Roman, Chinese."""
_NO_VOLUME = regex(  # days of a meeting, or its acronym and year: "IPAC2016"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\b"
    r"|\A[^\W\d_]{2,}[ '’-]?(?:\d\d|\d{4})\Z",
    re.IGNORECASE,
)
_WITH_GENRE = frozenset(
    """collection dataset document event graphic motion_picture report review software song speech
    standard thesis webpage""".split()
)
_SAYING_NOTHING = ("scholarlyarticle", "other", "text", "electronicresource", "article")
_RELATIONS = {
    "IsVersionOf": "version-of", "IsPreviousVersionOf": "updated-by", "IsNewVersionOf": "updates",
    "HasVersion": "has-version", "IsIdenticalTo": "version-of", "IsVariantFormOf": "version-of",
    "Obsoletes": "updates", "IsObsoletedBy": "updated-by", "Reviews": "review-of",
    "IsTranslationOf": "translation-of", "HasTranslation": "has-translation",
}  # fmt: skip


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of DataCite's answers (JSON:API or bare attributes), lists, or JSON lines."""
    yield from json_papers(source, problems, paper_of, wrappers=_WRAPPERS, noun="DataCite")


def paper_of(attributes: dict[str, Any]) -> Paper | None:
    """The paper that a DOI's attributes describe; None when they hold neither title nor DOI."""
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    paper.language = languages.language(attributes.get("language"), notes)
    _titles(paper, attributes, notes)
    key = text(attributes.get("id"))
    given = text(attributes.get("doi")) or key or _own_doi(attributes)
    identify(paper, doi=given, key=given)
    is_record = any(key in attributes for key in ("titles", "creators", "types", "publicationYear"))
    if not is_record or (paper.title is None and paper.DOI is None):
        return None
    types = record(attributes.get("types"))
    _kind(paper, attributes, types, notes)
    paper.author = _people(attributes.get("creators"), "author", notes)
    _contributors(paper, attributes, notes)
    _dates(paper, attributes, notes)
    publisher = attributes.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    paper.publisher = (known(plain_text(named), "publisher") or "").rstrip(",; ") or None
    _container(paper, contained(attributes), notes)
    version = known(plain_text(attributes.get("version")))
    version = _VERSION.sub("", version).rstrip(" .") or None if version else None
    paper.version = version if paper.type in ("software", "dataset", "article") else None
    for description in records(attributes.get("descriptions")):
        if text(description.get("descriptionType")) == "Abstract" and paper.abstract is None:
            paper.abstract = abstract(description.get("description"), paper.title, notes)
    url = text(attributes.get("url"))
    if url and not is_doi_url(url, None) and (paper.DOI is None or paper.type in _WITH_URL):
        paper.URL = url
    if paper.URL is None and paper.DOI is None:
        paper.URL = _resolved(attributes)
    _status(paper, attributes)
    finish(paper)
    return paper


def _own_doi(attributes: dict[str, Any]) -> str | None:
    """The DOI of the metadata alone, without what DataCite adds: among its identifiers."""
    listed = records(attributes.get("identifiers"))
    dois = [one.get("identifier") for one in listed if one.get("identifierType") == "DOI"]
    return next(filter(None, map(text, dois)), None)


def _resolved(attributes: dict[str, Any]) -> str | None:
    """Where a handle, an ARK or a URN among the identifiers of a record without a DOI leads to."""
    for name in ("identifier", "alternateIdentifier"):
        for one in records(attributes.get(f"{name}s")):
            scheme, value = text(one.get(f"{name}Type")), text(one.get(name))
            if scheme and value and (address := resolved(scheme.lower(), value)):
                return address
    return None


def _titles(paper: Paper, attributes: dict[str, Any], notes: list[Remark]) -> None:
    """The title in the work's own language with its subtitle; translations beside it."""
    main: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    subtitle = None
    for entry in records(attributes.get("titles")):
        kind = text(entry.get("titleType"))
        if known(plain_text(entry.get("title")), "title") is None:
            continue
        if kind == "Subtitle":
            subtitle = subtitle or title(entry.get("title"), "title", [])
        else:
            (main if kind is None else others).append(entry)
    own = (paper.language or "").partition("-")[0]
    main.sort(key=lambda entry: _tag(entry) != own)  # stable: the first where none is of it
    chosen = next(iter([*main, *others]), {})
    paper.title = title(chosen.get("title"), "title", notes)
    for entry in [*main, *others]:
        other = title(entry.get("title"), "title", [])
        tag = _tag(entry) or languages.guess(other)
        if entry is chosen or other is None:
            continue
        if text(entry.get("titleType")) == "TranslatedTitle" or (tag and tag != _tag(chosen)):
            translate(paper, other, tag)
        else:
            add_remark(notes, "dropped", "title", "the source gives another title too", other)
    if paper.title:
        paper.title = paper.title.removesuffix(" /")
        if subtitle:
            paper.title = with_subtitle(paper.title, subtitle)


def _tag(entry: dict[str, Any]) -> str | None:
    return languages.language(entry.get("lang"), [])


def _kind(
    paper: Paper, attributes: dict[str, Any], types: dict[str, Any], notes: list[Remark]
) -> None:
    """The type: the general one, unless that is "Text" or "Other" and the depositor's says more.

    The type that DataCite derives for citation processors is not trusted: software is an article
    there.
    """
    general = re.sub(r"\W", "", (text(types.get("resourceTypeGeneral")) or "").lower())
    own = (plain_text(types.get("resourceType")) or "").rstrip(" .,;:")
    letters = re.sub(r"[\W_\d]", "", own.lower())
    kind = _GENERAL.get(general)
    if kind is None or kind in ("graphic", "document"):
        specific = next((found for mark, found in _SPECIFIC.items() if mark in letters), None)
        kind = specific or kind
    if kind is None and _is_review(attributes, general):
        kind = "article"
    if kind is None:
        container = record(attributes.get("container"))
        placed = text(container.get("title")) and (
            container.get("volume") or container.get("issue")
        )
        kind = "article-journal" if placed or letters == "article" else "document"
        message = (
            f"the source says {own or general or 'nothing'!r} only; {kind} by what else it says"
        )
        add_remark(notes, "guessed", "type", message)
    place = text(record(attributes.get("container")).get("title"))
    if kind == "article-journal" and general in ("", "text") and place and is_meeting(place):
        kind = "paper-conference"
    paper.type = kind
    if kind == "article":
        paper.genre = "Peer review" if _is_review(attributes, general) else "Preprint"
    elif own and kind in _WITH_GENRE and letters not in (*_SAYING_NOTHING, general, kind):
        paper.genre = own


def _is_review(attributes: dict[str, Any], general: str) -> bool:
    return general == "peerreview" or any(
        text(entry.get("relationType")) == "Reviews"
        for entry in records(attributes.get("relatedIdentifiers"))
    )


def _people(value: Any, variable: str, notes: list[Remark]) -> list[Name] | None:
    found: list[Name | None] = []
    for creator in records(value):
        found.extend(_names(creator, variable, notes))
    return names.name_list(found, variable, notes)


def _names(creator: dict[str, Any], variable: str, notes: list[Remark]) -> list[Name | None]:
    full = plain_text(creator.get("name"))
    family, given = plain_text(creator.get("familyName")), plain_text(creator.get("givenName"))
    kind = text(creator.get("nameType")) or text(creator.get("type"))
    if full and ":etal" in full[:8].lower():
        return [OTHERS]
    if full and known(full, "author") is None:
        return []
    if full and _UUID.fullmatch(full):
        add_remark(notes, "dropped", variable, "an identifier stood for a name", full)
        return []
    apart = family and given and full and not names.is_body(full)
    if kind in ("Organizational", "Organization") and full and not apart:
        return [new_name(literal=full)]
    if full and ";" in full:
        add_remark(notes, "repaired", variable, "several names stood in one", full)
        listed = names.split_list(full)
        return [names.natural(_AFFILIATED.sub("", part).strip()) for part in listed]
    if family and given:
        return [names.parts(family=_EDITORIAL.sub("", family), given=_EDITORIAL.sub("", given))]
    if full is None:
        return [new_name(literal=family or given)] if family or given else []
    full = _EDITORIAL.sub("", full)
    if "," in full.partition("(")[0] and not names.is_body(bare := _AFFILIATED.sub("", full)):
        full = bare
    if names.is_body(full):
        return [new_name(literal=uncut(full))]
    if " " not in full and "," not in full:
        return [new_name(literal=full)]
    return [names.natural(full)]


def _contributors(paper: Paper, attributes: dict[str, Any], notes: list[Remark]) -> None:
    roles = {"Editor": "editor", "Translator": "translator", "Producer": "producer"}
    for role, variable in roles.items():
        entries = [
            entry
            for entry in records(attributes.get("contributors"))
            if text(entry.get("contributorType")) == role
        ]
        if entries:
            setattr(paper, variable, _people(entries, variable, notes))


def _dates(paper: Paper, attributes: dict[str, Any], notes: list[Remark]) -> None:
    """The date of issue, in full where the source has it, else the year of publication."""
    by_type: dict[str, PartialDate] = {}
    doubts: dict[str, list[Remark]] = {}
    for entry in records(attributes.get("dates")):
        kind, value = text(entry.get("dateType")), text(entry.get("date"))
        if (
            kind in ("Issued", "Available", "Submitted", "Created")
            and value
            and kind not in by_type
        ):
            date = parse_date(value, "issued", doubts.setdefault(kind, []))
            if date is not None:
                by_type[kind] = date
    notes += next((said for kind in ("Issued", "Available") if (said := doubts.get(kind))), ())
    year = integer(attributes.get("publicationYear"))
    issued = by_type.get("Issued") or (new_date(year) if year else None)
    if issued is not None and issued.month is None and issued.end is None:
        available = by_type.get("Available")
        if available is not None and available.year == issued.year and available.end is None:
            issued = available
    paper.issued = disguised(
        _common_era(issued or by_type.get("Available") or by_type.get("Created"), notes),
        "issued",
        notes,
    )
    if paper.issued is not None and (available := by_type.get("Available")) is not None:
        paper.available_date = available if available != paper.issued else None


def _common_era(date: PartialDate | None, notes: list[Remark]) -> PartialDate | None:
    """A year of the Buddhist era (Thai sources) as one of the common era."""
    if date is None or date.year is None or not 2400 <= date.year <= 2700:
        return date
    message = f"{date.year} was taken for a year of the Buddhist era"
    add_remark(notes, "repaired", "issued", message, str(date))
    return new_date(date.year - 543, date.month, date.day)


def _container(paper: Paper, container: dict[str, Any], notes: list[Remark]) -> None:
    name = said = journal(container.get("title"), "container-title", notes)
    if name and not re.search(r"[^\W\d_]{2}", name):
        add_remark(notes, "dropped", "container-title", "holds no title", name)
        container = {"issue": issue[1], **container} if (issue := _ISSUE.match(name)) else container
        name = None
    if paper.type in ("article-journal", "paper-conference", "chapter", "post-weblog", "review"):
        series = journal(container.get("series"), "collection-title", notes)
        containers(paper, [series, name] if series else [name])
    elif name:
        paper.collection_title = name
    unnamed = paper.type == "post-weblog" or (paper.type == "article-journal" and said is not None)
    if unnamed and paper.container_title is None and paper.publisher:
        paper.container_title = paper.publisher
        message = "the publisher stands for what the work appeared in"
        add_remark(notes, "guessed", "container-title", message)
    volume = text(container.get("volume"))
    if volume and (_NO_VOLUME.search(volume) or not _COUNTS.search(volume)):
        add_remark(notes, "dropped", "volume", "is no volume", volume)
        volume = None
    start, end = (_page(container.get(key), notes) for key in ("firstPage", "lastPage"))
    locate(
        paper, volume, container.get("issue"), first=start, last=end,
        article=container.get("number"),
    )  # fmt: skip
    in_series(paper)
    paper.edition = number(container.get("edition"), "edition", notes)
    paper.ISSN = choose_issn(texts(container.get("ISSN")), notes)
    paper.ISBN = choose_isbn(texts(container.get("ISBN")), notes)
    if paper.type in IN_BOOKS or paper.type == "article-journal":
        paper.publisher = text(container.get("publisher")) or paper.publisher
        paper.editor = paper.editor or _people(container.get("editors"), "editor", notes)


def _page(value: Any, notes: list[Remark]) -> str | None:
    given = plain_text(value)
    if given is None:
        return None
    found = given.rpartition(";")[2].strip()
    if not _COUNTS.search(found):
        add_remark(notes, "dropped", "page", "is no page", given)
        return None
    if found != given:
        add_remark(notes, "repaired", "page", "other data stood before the page", given)
    return found


def _status(paper: Paper, attributes: dict[str, Any]) -> None:
    for entry in records(attributes.get("relatedIdentifiers")):
        relation = _RELATIONS.get(text(entry.get("relationType")) or "")
        target = doi(plain_text(entry.get("relatedIdentifier")))
        if relation and target:
            relate(paper, relation, target)
    arxiv = parse_arxiv(paper.DOI or "")
    if arxiv and paper.type == "article":
        as_arxiv(paper, arxiv, is_preprint=True)


FORMAT = builtin("datacite", read=read, streams=True)
