"""Where a work of DataCite stands: its container, related items, or a series told in words."""

from __future__ import annotations

import re
from typing import Any

from citex._late import regex
from citex.records._values import record, records, text
from citex.text.journals import fused_place, is_meeting
from citex.text.richtext.markup import plain_text

_IN = ("IsPublishedIn", "IsPartOf")
_PIECES = (
    # what one piece between commas may be
    regex(r"vol(?:ume|\.)?\s*(?P<volume>[\w.]{1,12})", re.IGNORECASE),
    regex(
        r"(?:no|nr|issue|iss|heft)\b\.?\s*(?P<issue>[\w./]{1,12})(?:\s?\(\d{4}\))?", re.IGNORECASE
    ),
    regex(
        r"(?:pages?|pp?\.?|S\.|seiten?)\s*(?P<firstPage>\w{1,12})(?:\s?[-–]\s?(?P<lastPage>\w{1,12}))?"
    ),
    regex(r"(?P<firstPage>\d{1,6})\s?[-–]\s?(?P<lastPage>\d{1,6})"),
    regex(r"(?P<volume>\d{1,5})(?:\s?\((?:19|20)\d\d\)|\s?\((?P<issue>[^()]{1,20})\))?"),
)


def contained(attributes: dict[str, Any]) -> dict[str, Any]:
    """The container's title, volume, issue, pages and numbers, from all places that tell of it.

    >>> contained({"container": {"title": "Journal of Roots; 34(2):Doc25"}})
    {'title': 'Journal of Roots', 'volume': '34', 'issue': '2', 'firstPage': 'Doc25'}
    """
    given = {key: value for key, value in record(attributes.get("container")).items() if value}
    for kind in ("ISSN", "ISBN"):
        if (text(given.get("identifierType")) or "").upper() == kind:
            given.setdefault(kind, given.get("identifier"))
    found: dict[str, Any] = {}
    for item in records(attributes.get("relatedItems")):
        if text(item.get("relationType")) in _IN:
            found |= {key: value for key, value in _item(item).items() if key not in found}
    for entry in records(attributes.get("relatedIdentifiers")):
        kind = text(entry.get("relatedIdentifierType")) or ""
        if text(entry.get("relationType")) in _IN and kind in ("ISSN", "ISBN"):
            found.setdefault(kind, text(entry.get("relatedIdentifier")))
    given |= fused_place(text(given.get("title")) or "")
    found = {**given, **found}
    for entry in records(attributes.get("descriptions")):
        told = plain_text(entry.get("description"))
        if text(entry.get("descriptionType")) == "SeriesInformation" and told:
            known = series_information(told)
            if "title" not in found or ("series" in known and "volume" in known):
                found = {**found, **known}
    return {key: value for key, value in found.items() if key not in ("type", "identifierType")}


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """A related item of DataCite's schema 4.4 as a container."""
    titles = records(item.get("titles"))
    name = next((text(t.get("title")) for t in titles if not t.get("titleType")), None)
    given = record(item.get("relatedItemIdentifier"))
    editors = [
        person
        for person in records(item.get("contributors"))
        if text(person.get("contributorType")) == "Editor"
    ]
    kind = text(item.get("numberType"))
    found = {
        "title": name,
        **{key: item.get(key) for key in
           ("volume", "issue", "firstPage", "lastPage", "edition", "publisher")},
        "number": item.get("number") if kind in (None, "Article") else None,
        "editors": editors,
        text(given.get("relatedItemIdentifierType")) or "identifier":
            text(given.get("relatedItemIdentifier")),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def series_information(told: str) -> dict[str, Any]:
    """The place of a work in words: the series, the meeting, volume, issue and pages.

    >>> series_information("LIPIcs, Vol. 22, 8th Conference on Roots (COR 2013), pages 93-105")
    ... # doctest: +NORMALIZE_WHITESPACE
    {'volume': '22', 'firstPage': '93', 'lastPage': '105',
     'title': '8th Conference on Roots (COR 2013)', 'series': 'LIPIcs'}
    >>> series_information("Journal of Roots, 5(2), 11-19")["title"]
    'Journal of Roots'
    """
    if fused := fused_place(told):
        return dict(fused)
    found: dict[str, Any] = {}
    names: list[str] = []
    for piece in re.split(r"(?:(?<!\s)\s+)?[,;]\s+", told[:1000]):
        match = next((m for pattern in _PIECES if (m := pattern.fullmatch(piece))), None)
        if match:
            found |= {key: value for key, value in match.groupdict().items() if value}
        elif piece:
            names.append(piece)
    meeting = next((name for name in names if is_meeting(name)), None)
    if names:
        found["title"] = meeting or names[0]
        if meeting and names[0] != meeting:
            found["series"] = names[0]
    return found
