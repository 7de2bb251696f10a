"""What people and programs call CSL's variables who do not write CSL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from citex._late import difflib
from citex._remembered import remembered
from citex.model.item import ALIASES
from citex.model.paper import VARIABLES

_FOREIGN = {
    "journal": "container-title", "journaltitle": "container-title",
    "publicationtitle": "container-title", "booktitle": "container-title",
    "journalname": "container-title", "zauthors": "author", "itemtype": "type",
    "container": "container-title", "venue": "container-title",
    "keywords": "keyword", "tags": "keyword", "articlenumber": "number", "pages": "page",
    "publisherlocation": "publisher-place", "place": "publisher-place",
    "address": "publisher-place", "location": "publisher-place", "abstractnote": "abstract",
    "date": "issued", "published": "issued", "publicationdate": "issued", "year": "issued",
    "institution": "publisher", "organization": "publisher", "school": "publisher",
    "university": "publisher", "urldate": "accessed", "creator": "author", "creators": "author",
    "authors": "author", "editors": "editor", "translators": "translator",
    "series": "collection-title", "link": "URL", "lang": "language", "notes": "note",
    "pubdate": "issued", "pubyear": "issued", "datepublished": "issued", "releasedate": "issued",
    "publicationyear": "issued", "publisheddate": "issued", "dateissued": "issued",
    "issuedate": "issued", "accessdate": "accessed", "accesseddate": "accessed",
    "retrieved": "accessed", "authorlist": "author", "vol": "volume", "volumenumber": "volume",
    "journalvolume": "volume", "issuenumber": "issue", "journalissue": "issue",
    "pagerange": "page", "pagesrange": "page", "editionnumber": "edition",
    "articletitle": "title", "papertitle": "title", "documenttitle": "title",
    "abstracttext": "abstract", "summary": "abstract", "subject": "keyword", "subjects": "keyword",
    "journalabbr": "container-title-short", "journalabbrev": "container-title-short",
    "abbrjournal": "container-title-short", "isoabbreviation": "container-title-short",
    "publishername": "publisher", "city": "publisher-place", "conference": "event-title",
    "conferencename": "event-title", "meeting": "event-title", "doiurl": "DOI",
    "pubmedid": "PMID", "pmc": "PMCID", "issnl": "ISSN", "eissn": "ISSN", "isbn13": "ISBN",
    "isbn10": "ISBN", "href": "URL", "uri": "URL", "website": "URL", "languagecode": "language",
}  # fmt: skip
_PARTS = {
    "firstname": "given", "first": "given", "givenname": "given", "givennames": "given",
    "forename": "given", "initials": "given",
    "lastname": "family", "last": "family", "familyname": "family", "familynames": "family",
    "surname": "family", "name": "literal", "fullname": "literal",
    "droppingparticle": "dropping-particle", "nondroppingparticle": "non-dropping-particle",
}  # fmt: skip


def bare(key: str) -> str:
    """A key without its case and the signs between its words."""
    return key.replace("-", "").replace("_", "").casefold()


def variable_meant(key: str) -> str | None:
    """CSL's name of the variable that a foreign key means; None where none is known.

    >>> variable_meant("journalTitle"), variable_meant("doi"), variable_meant("colour")
    ('container-title', 'DOI', None)
    """
    return _by_bare_name().get(bare(key))


@remembered(4096)
def variable_near(key: str) -> str | None:
    """CSL's name of the variable that a key means, or was perhaps meant to.

    >>> variable_near("authros"), variable_near("jurnal"), variable_near("colour")
    ('author', 'container-title', None)
    """
    known = _by_bare_name()
    word = bare(key)
    if word not in known:
        close = difflib.get_close_matches(word, known, n=1, cutoff=0.8)
        return known[close[0]] if close else None
    return known[word]


def renamed_parts(name: Mapping[str, Any]) -> dict[str, Any]:
    """A name's parts by the keys that CSL has for them.

    >>> renamed_parts({"firstName": "Na", "family": "Li"})
    {'given': 'Na', 'family': 'Li'}
    """
    return {part_meant(key) or key: part for key, part in name.items()}


def part_meant(key: str) -> str | None:
    """The part of a name that a foreign key means.

    >>> part_meant("first_name"), part_meant("nick")
    ('given', None)
    """
    return _PARTS.get(bare(key))


@cache
def _by_bare_name() -> dict[str, str]:
    older = {bare(name): variable for name, variable in ALIASES.items()}
    return {**older, **_FOREIGN, **{bare(name): name for name in (*VARIABLES, "id", "type")}}
