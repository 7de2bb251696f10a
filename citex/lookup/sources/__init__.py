"""The sources of records, a module each, and which are asked for each kind of identifier."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from citex.errors import CitexError
from citex.lookup.source import Source
from citex.lookup.sources import (
    ads,
    arxiv,
    bnf,
    crossref,
    datacite,
    dblp,
    dnb,
    doaj,
    doi_org,
    europepmc,
    github,
    googlebooks,
    hal,
    inspire,
    jalc,
    k10plus,
    loc,
    openalex,
    openlibrary,
    page,
    pubmed,
    s2,
    wikidata,
    zenodo,
)
from citex.lookup.transport import origin
from citex.text.addresses import Scheme
from citex.text.identifiers import Identifier

SOURCES: dict[str, Source] = {
    module.SOURCE.name: module.SOURCE
    for module in (
        crossref, datacite, doi_org, jalc, doaj, zenodo, pubmed, europepmc, arxiv, openlibrary,
        k10plus, dnb, bnf, loc, googlebooks, openalex, s2, ads, hal, dblp, inspire, github,
        wikidata, page,
    )
}  # fmt: skip

ROUTES: dict[Scheme, tuple[str, ...]] = {
    "doi": ("crossref", "datacite", "doi.org", "page"),
    "shortdoi": ("doi.org",),
    "pmid": ("pubmed",),
    "pmcid": ("europepmc",),
    "arxiv": ("arxiv",),
    "isbn": ("openlibrary", "k10plus", "dnb", "bnf", "loc", "googlebooks"),
    "openalex": ("openalex",),
    "wikidata": ("wikidata",),
    "hal": ("hal",),
    "bibcode": ("ads",),
    "dblp": ("dblp",),
    "inspire": ("inspire",),
    "s2": ("s2",),
    "github": ("github",),
    "handle": ("page",),
    "nbk": ("page",),
    "url": ("page",),
}
"""Which sources are asked for each kind of identifier, the next where one does not know it."""

SUBSTITUTES = {
    "crossref": "openalex", "pubmed": "europepmc", "arxiv": "datacite", "datacite": "zenodo",
}  # fmt: skip
"""Who has another's records too, and is asked where that one is down."""

AGENCIES = {
    "JaLC": "jalc", "ISTIC": "doaj", "CNKI": "doaj", "KISTI": "doaj", "Airiti": "doaj",
}  # fmt: skip
"""Registration agency -> who has records of its DOIs that say more than doi.org, and is asked
before it: the agency itself, else DOAJ, where its open journals are."""

DATACITE_PREFIXES = ("10.48550/", "10.5281/", "10.6084/", "10.17605/", "10.5061/", "10.3886/")
"""Prefixes of arXiv, Zenodo, Figshare, OSF, Dryad and ICPSR, of which Crossref knows none."""

SEARCHED = ("crossref", "openalex", "europepmc")
"""Whom words are searched at."""


def route(name: Identifier) -> list[Source]:
    """The sources to ask for an identifier, in their order; empty where none knows its kind."""
    names = ROUTES.get(name.scheme, ())
    if name.value.startswith(DATACITE_PREFIXES):
        names = ("datacite", "doi.org", "crossref", "page")
    return [SOURCES[source] for source in names if SOURCES[source].knows(name)]


def hosts(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The address of each source: `given` over CITEX_HOSTS over its own.

    CITEX_HOSTS is a list "crossref=http://localhost:8000,arxiv=...". Raises CitexError for a
    source that does not exist, or an address that is none.

    >>> hosts({"crossref": "http://localhost:8000/"})["crossref"]
    'http://localhost:8000'
    """
    chosen = dict(_pairs(os.environ.get("CITEX_HOSTS", ""))) | dict(given or {})
    for name, address in chosen.items():
        if name not in SOURCES:
            raise CitexError(f"no look-up service {name!r} (known: {', '.join(SOURCES)})")
        if not _is_address(address):
            raise CitexError(f"the host of {name!r} is an address with http(s)://, not {address!r}")
    return {name: chosen.get(name, source.host).rstrip("/") for name, source in SOURCES.items()}


def _is_address(address: str) -> bool:
    try:
        origin(address)
    except ValueError:
        return False
    return address.isascii() and address.isprintable() and not set(" ?#\\") & set(address)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for word in filter(None, (word.strip() for word in text.split(","))):
        name, _, address = word.partition("=")
        yield name.strip(), address.strip()
