"""DataCite: DOIs of its REST API and its dumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citex.formats import Format, Problems, Source
from citex.formats._types import read_types
from citex.model import Name, Paper, PartialDate, Remark
from citex.records._read import json_papers
from citex.records._values import integer, record, records, text
from citex.text import languages
from citex.text.abstracts import abstract
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import is_doi_url, parse_arxiv, plain_doi
from citex.text.journals import is_meeting, journal
from citex.text.names import sources as names
from citex.text.pages import is_article_number, joined, number, pages
from citex.text.preprints import as_arxiv
from citex.text.richtext.markup import plain_text
from citex.text.serials import choose_isbn, choose_issn
from citex.text.status import doi, from_title, relate
from citex.text.titles import title, with_subtitle

_WRAPPERS = ("data", "items")
_GENERAL, _SPECIFIC = read_types("datacite"), read_types("datacite-own")
"""Types by DataCite's word, and by the depositor's own, of which only the letters count."""
_WITH_URL = frozenset(
    """dataset software webpage post-weblog article document collection graphic
    motion_picture""".split()
)
_UNKNOWN = re.compile(r"\W*:\W*(?:unav|unkn|tba|unal|unap|unas|none|null|etal)\b\W*", re.I)
_EDITORIAL = re.compile(r"\s*\((?:eds?|hrsg|editors?)\.?\)\s*\Z", re.IGNORECASE)
_AFFILIATED = re.compile(r"\s*\([^()]*\)\s*\Z")
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\b", re.IGNORECASE
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
    notes: list[Remark] = []
    paper = Paper(remarks=notes, custom={})
    _titles(paper, attributes, notes)
    given = text(attributes.get("doi")) or text(attributes.get("id"))
    paper.DOI = plain_doi(given) if given else None
    is_record = any(key in attributes for key in ("titles", "creators", "types", "publicationYear"))
    if not is_record or (paper.title is None and paper.DOI is None):
        return None
    paper.id = paper.DOI or given or ""
    types = record(attributes.get("types"))
    _kind(paper, attributes, types, notes)
    paper.author = _people(attributes.get("creators"), "author", notes)
    _contributors(paper, attributes, notes)
    _dates(paper, attributes, notes)
    _container(paper, record(attributes.get("container")), notes)
    publisher = attributes.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    paper.publisher = (_known(plain_text(named)) or "").rstrip(",; ") or None
    version = _known(plain_text(attributes.get("version")))
    version = version.rstrip(" .") or None if version else None
    paper.version = version if paper.type in ("software", "dataset", "article") else None
    for description in records(attributes.get("descriptions")):
        if text(description.get("descriptionType")) == "Abstract" and paper.abstract is None:
            paper.abstract = abstract(description.get("description"), paper.title, notes)
    url = text(attributes.get("url"))
    if url and not is_doi_url(url, None) and (paper.DOI is None or paper.type in _WITH_URL):
        paper.URL = url
    paper.language = languages.language(attributes.get("language"), notes) or languages.note_guess(
        languages.guess(paper.title, paper.abstract), notes
    )
    _status(paper, attributes)
    return paper


def _known(value: str | None) -> str | None:
    """The value, unless it is a code for an unknown one: "(:unav)"."""
    return None if value is None or (":" in value[:4] and _UNKNOWN.fullmatch(value)) else value


def _titles(paper: Paper, attributes: dict[str, Any], notes: list[Remark]) -> None:
    subtitle = None
    for entry in records(attributes.get("titles")):
        kind = text(entry.get("titleType"))
        if _known(plain_text(entry.get("title"))) is None:
            continue
        if kind == "Subtitle":
            subtitle = subtitle or title(entry.get("title"), "title", [])
        elif kind == "TranslatedTitle":
            _translation(paper, entry)
        elif kind is None and paper.title is None:
            paper.title = title(entry.get("title"), "title", notes)
    if paper.title is None:
        remaining = [
            title(entry.get("title"), "title", []) for entry in records(attributes.get("titles"))
        ]
        paper.title = next((found for found in remaining if found and _known(found)), None)
    if paper.title:
        paper.title = paper.title.removesuffix(" /")
        if subtitle:
            paper.title = with_subtitle(paper.title, subtitle)


def _translation(paper: Paper, entry: dict[str, Any]) -> None:
    translated = title(entry.get("title"), "title", [])
    tag = languages.language(entry.get("lang"), []) or languages.guess(translated) or "und"
    if translated:
        paper.custom.setdefault("translations", {}).setdefault(tag, {})["title"] = translated


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
        notes.append(Remark(kind="guessed", variable="type", message=message))
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
    if full and _known(full) is None:
        return []
    if kind in ("Organizational", "Organization") and full:
        return [Name(literal=full)]
    if full and ";" in full:
        message = "several names stood in one"
        notes.append(Remark(kind="repaired", variable=variable, message=message, before=full))
        listed = names.split_list(full)
        return [names.natural(_AFFILIATED.sub("", part).strip()) for part in listed]
    if family and given:
        return [names.parts(family=_EDITORIAL.sub("", family), given=_EDITORIAL.sub("", given))]
    if full is None:
        return [Name(literal=family or given)] if family or given else []
    full = _EDITORIAL.sub("", full)
    if names.is_body(full):
        return [Name(literal=full)]
    if " " not in full and "," not in full:
        return [Name(literal=full)]
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
    issued = by_type.get("Issued") or (PartialDate(year) if year else None)
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
    notes.append(Remark(kind="repaired", variable="issued", message=message, before=str(date)))
    return PartialDate(date.year - 543, date.month, date.day)


def _container(paper: Paper, container: dict[str, Any], notes: list[Remark]) -> None:
    name = journal(container.get("title"), "container-title", notes)
    if name and not re.search(r"[^\W\d_]{2}", name):
        message = "holds no title"
        notes.append(
            Remark(kind="dropped", variable="container-title", message=message, before=name)
        )
        name = None
    if paper.type in ("article-journal", "paper-conference", "chapter", "post-weblog", "review"):
        paper.container_title = name
    elif name:
        paper.collection_title = name
    if paper.type == "post-weblog" and paper.container_title is None and paper.publisher:
        paper.container_title = paper.publisher
        message = "the publisher stands for the site's name"
        notes.append(Remark(kind="guessed", variable="container-title", message=message))
    volume = number(container.get("volume"), "volume", notes)
    if volume and (_MONTH.search(volume) or not re.search(r"(?<![^\W\d_])\d", volume)):
        message = "is no volume"
        notes.append(Remark(kind="dropped", variable="volume", message=message, before=volume))
        volume = None
    paper.volume = volume
    paper.issue = number(container.get("issue"), "issue", notes)
    start, end = (_page(container.get(key), notes) for key in ("firstPage", "lastPage"))
    paper.page = pages(joined(start, end), notes)
    if paper.page and paper.type == "article-journal" and is_article_number(paper.page):
        paper.number = paper.page
    identifier = text(container.get("identifier"))
    kind = (text(container.get("identifierType")) or "").upper()
    if identifier and kind == "ISSN":
        paper.ISSN = choose_issn([identifier], notes)
    elif identifier and kind == "ISBN":
        paper.ISBN = choose_isbn([identifier], notes)


def _page(value: Any, notes: list[Remark]) -> str | None:
    given = plain_text(value)
    if given is None:
        return None
    found = given.rpartition(";")[2].strip()
    if not re.search(r"\d", found):
        message = "is no page"
        notes.append(Remark(kind="dropped", variable="page", message=message, before=given))
        return None
    if found != given:
        message = "other data stood before the page"
        notes.append(Remark(kind="repaired", variable="page", message=message, before=given))
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
    from_title(paper)


FORMAT = Format(
    name="datacite",
    title="DataCite DOIs (JSON)",
    media_type="application/vnd.datacite.datacite+json",
    read=read,
    streams=True,
)
