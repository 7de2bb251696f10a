"""The services that know identifiers: where they are, how they are asked, what rates they allow.

| service    | rate limit (as its documentation asks)                                      |
|------------|------------------------------------------------------------------------------|
| crossref   | 5 requests a second, one at a time; 10 and 3 with a contact in `mailto`      |
| datacite   | 500 requests in five minutes; 1,000 with a contact in `mailto`               |
| doi.org    | redirects to the agency that registered the DOI; none stated, so few         |
| pubmed     | 3 requests a second, 10 with a key; many records in one request              |
| europepmc  | 10 requests a second                                                         |
| arxiv      | one request in three seconds, one at a time; many records in one request     |
| openlibrary| 1 request a second; 3 with a contact in the user agent                       |
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import quote

from lxml import etree

from citex.errors import CitexError
from citex.lookup.transport import origin
from citex.text.identifiers import Scheme, without_version

Parameters = dict[str, str]
Split = Callable[[bytes], Iterator[tuple[str, bytes]]]
"""An answer to many identifiers as (identifier's value, answer with that record alone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service: its address, how to ask, and how much it bears.

    `path` may hold "{id}"; `parameters` too. `reader` is the format of the answers.
    `max_concurrency` is how many requests may be under way, `min_interval` the seconds between
    their beginnings, and `unnamed` both for those who give no contact; `batch_size` is how many
    identifiers one request may hold, when `split` can take the answer apart.
    """

    name: str
    host: str
    path: str
    reader: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    accept: str = "application/json"
    contact: str = ""
    key: tuple[str, str] | None = None
    min_interval: float = 0.1
    min_interval_with_key: float = 0.1
    max_concurrency: int = 3
    unnamed: tuple[int, float] | None = None
    batch_size: int = 1
    split: Split | None = None

    def request(self, values: Sequence[str], contact: str) -> tuple[str, Parameters]:
        """Path and parameters of the request for these identifiers."""
        joined = ",".join(values)
        # of "a/../b" a client, a proxy or the server would make "b": such slashes are no path's
        odd = not {"", ".", ".."}.isdisjoint(joined.split("/"))
        path = self.path.replace("{id}", quote(joined, safe=":," if odd else "/:,"))
        filled = {name: value.replace("{id}", joined) for name, value in self.parameters.items()}
        if self.contact and contact:
            filled[self.contact] = contact
        if self.key and os.environ.get(self.key[1]):
            filled[self.key[0]] = os.environ[self.key[1]]
        return path, filled

    def rate_limit(self, contact: str) -> tuple[int, float]:
        """How many requests may be under way, and the seconds between the beginnings of two."""
        if self.unnamed is not None and not contact:
            return self.unnamed
        has_key = self.key is not None and bool(os.environ.get(self.key[1]))
        return self.max_concurrency, self.min_interval_with_key if has_key else self.min_interval


def _children(body: bytes, root: str, wanted: str, value: str) -> Iterator[tuple[str, bytes]]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    tree = etree.fromstring(body, parser)
    for child in tree.iterfind(wanted):
        found = child.findtext(value)
        if found:
            shell = etree.Element(root, nsmap=cast("dict[str, str]", tree.nsmap))
            shell.append(child)
            yield found.strip(), etree.tostring(shell, encoding="utf-8", xml_declaration=True)


def split_pubmed(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each record of PubMed's XML, by its PMID."""
    for kind, value in (("PubmedArticle", "MedlineCitation/PMID"),
                        ("PubmedBookArticle", "BookDocument/PMID")):  # fmt: skip
        yield from _children(body, "PubmedArticleSet", kind, value)


def split_arxiv(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each entry of arXiv's feed, by its identifier with and without version."""
    atom = "{http://www.w3.org/2005/Atom}"
    for address, record in _children(body, f"{atom}feed", f"{atom}entry", f"{atom}id"):
        _, found, identifier = address.partition("/abs/")
        if found:
            yield identifier, record
            if without_version(identifier) != identifier:
                yield without_version(identifier), record


SERVICES = {
    service.name: service
    for service in (
        Service(
            name="crossref", host="https://api.crossref.org", path="/works/{id}",
            reader="crossref", contact="mailto", min_interval=0.1, max_concurrency=3,
            unnamed=(1, 0.2),
        ),
        Service(
            name="datacite", host="https://api.datacite.org", path="/dois/{id}",
            reader="datacite", accept="application/vnd.api+json, application/json",
            contact="mailto", min_interval=0.3, max_concurrency=3, unnamed=(2, 0.6),
        ),
        Service(
            name="doi.org", host="https://doi.org", path="/{id}", reader="csljson",
            accept="application/vnd.citationstyles.csl+json", min_interval=0.2, max_concurrency=2,
        ),
        Service(
            name="pubmed", host="https://eutils.ncbi.nlm.nih.gov",
            path="/entrez/eutils/efetch.fcgi", reader="pubmed", accept="application/xml",
            parameters={"db": "pubmed", "retmode": "xml", "tool": "citex", "id": "{id}"},
            contact="email", key=("api_key", "NCBI_API_KEY"), min_interval=0.34,
            min_interval_with_key=0.1,
            max_concurrency=2, batch_size=50, split=split_pubmed,
        ),
        Service(
            name="europepmc", host="https://www.ebi.ac.uk",
            path="/europepmc/webservices/rest/search", reader="europepmc",
            parameters={"query": "PMCID:{id}", "resultType": "core", "format": "json"},
            contact="email", min_interval=0.1, max_concurrency=3,
        ),
        Service(
            name="arxiv", host="https://export.arxiv.org", path="/api/query", reader="arxiv",
            parameters={"id_list": "{id}", "max_results": "50"},
            accept="application/atom+xml", min_interval=3.0, max_concurrency=1, batch_size=50,
            split=split_arxiv,
        ),
        Service(
            name="openlibrary", host="https://openlibrary.org", path="/api/books",
            reader="openlibrary",
            parameters={"bibkeys": "ISBN:{id}", "format": "json", "jscmd": "data"},
            min_interval=0.34, max_concurrency=2, unnamed=(1, 1.0),
        ),
    )
}  # fmt: skip

ROUTES: dict[Scheme, tuple[str, ...]] = {
    "doi": ("crossref", "datacite", "doi.org"),
    "pmid": ("pubmed",),
    "pmcid": ("europepmc",),
    "arxiv": ("arxiv",),
    "isbn": ("openlibrary",),
}
"""Which services are asked for each kind of identifier, the next where one does not know it."""

DATACITE_PREFIXES = ("10.48550/", "10.5281/", "10.6084/", "10.17605/", "10.5061/", "10.3886/")
"""Prefixes of arXiv, Zenodo, Figshare, OSF, Dryad and ICPSR, of which Crossref knows none."""


def route(scheme: Scheme, value: str) -> list[Service]:
    """The services to ask for an identifier, in their order; empty where none knows its kind."""
    names = ROUTES.get(scheme, ())
    if value.startswith(DATACITE_PREFIXES):
        names = ("datacite", "doi.org", "crossref")
    return [SERVICES[name] for name in names]


def hosts(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The address of each service: `given` over CITEX_HOSTS over its own.

    CITEX_HOSTS is a list "crossref=http://localhost:8000,arxiv=...". Raises CitexError for a
    service that does not exist, or an address that is none.

    >>> hosts({"crossref": "http://localhost:8000/"})["crossref"]
    'http://localhost:8000'
    """
    chosen = dict(_pairs(os.environ.get("CITEX_HOSTS", ""))) | dict(given or {})
    for name, address in chosen.items():
        if name not in SERVICES:
            raise CitexError(f"no look-up service {name!r} (known: {', '.join(SERVICES)})")
        if not _is_address(address):
            raise CitexError(f"the host of {name!r} is an address with http(s)://, not {address!r}")
    return {name: chosen.get(name, service.host).rstrip("/") for name, service in SERVICES.items()}


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
