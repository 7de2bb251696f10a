"""IEEE Xplore: what its pages carry of a work as a script's value, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from citex._late import regex
from citex.text.halves import json_without_halves

_MARK = regex(r"xplGlobal\.document\.metadata\s{0,9}=\s{0,9}(?=\{)")
_LONGEST = 5_000_000
"""Characters of a script that are looked at."""
_MEETINGS = frozenset(("conferences", "conference"))


def work_of(script: str) -> dict[str, Any] | None:
    """The work of a page's script, as JSON-LD has one; None where it has none.

    >>> work_of('xplGlobal.document.metadata={"title": "Sparse grids"};')["headline"]
    'Sparse grids'
    """
    script = json_without_halves(script[:_LONGEST])
    found = _MARK.search(script)
    if found is None:
        return None
    try:
        said, _ = json.JSONDecoder(strict=False).raw_decode(script, found.end())
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("title"), str):
        return None
    meeting = str(said.get("contentType", "")).lower() in _MEETINGS
    holder: dict[str, Any] = {
        "@type": "Book" if meeting else "Periodical",
        "name": said.get("publicationTitle") or said.get("displayPublicationTitle"),
        "issn": _numbers(said.get("issn")),
        "isbn": _numbers(said.get("isbn")),
    }
    return {
        "@type": "ScholarlyArticle",
        "headline": said["title"],
        "author": [_person(one) for one in said.get("authors") or () if isinstance(one, dict)],
        "isPartOf": {
            "@type": "PublicationIssue", "issueNumber": said.get("issue"),
            "isPartOf": {"@type": "PublicationVolume", "volumeNumber": said.get("volume"),
                         "isPartOf": holder},
        },
        "pageStart": said.get("startPage"),
        "pageEnd": said.get("endPage"),
        "datePublished": said.get("publicationDate") or said.get("publicationYear"),
        "identifier": {"propertyID": "doi", "value": said.get("doi")},
        "publisher": {"@type": "Organization", "name": said.get("publisher")},
        "abstract": said.get("abstract"),
    }  # fmt: skip


def _person(author: dict[str, Any]) -> dict[str, Any]:
    given, family = author.get("firstName"), author.get("lastName")
    if given and family:
        return {"@type": "Person", "givenName": given, "familyName": family}
    return {"@type": "Person", "name": author.get("name")}


def _numbers(listed: object) -> list[Any]:
    """The numbers of a list of objects: ISSN and ISBN, each of a kind."""
    several = listed if isinstance(listed, list) else []
    return [one.get("value") for one in several if isinstance(one, dict)]
