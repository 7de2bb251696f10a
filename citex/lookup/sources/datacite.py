"""DataCite: data, software, preprints and theses by DOI.

Asked for: 500 requests in five minutes, 1,000 of those who give a contact.
Documentation: support.datacite.org/docs/is-there-a-rate-limit-for-making-requests-against-the-
datacite-apis, and its query syntax (Elasticsearch), read 2026-11-29.
"""

from citex.lookup.source import Batch, Request, Source, json_items
from citex.text.identifiers import without_version

_split = json_items("data", value=lambda item: str(item.get("id", "")).lower())


def _of_arxiv(value: str) -> str:
    """The DOI of an arXiv identifier, which names no version."""
    return f"10.48550/arxiv.{without_version(value)}"


SOURCE = Source(
    name="datacite", host="https://api.datacite.org", reader="datacite",
    accept="application/vnd.api+json, application/json",
    one={"doi": Request(path="/dois/{id}"),
         "arxiv": Request(path="/dois/{id}", spelled=_of_arxiv)},
    many={"doi": Batch(path="/dois", parameters={"query": "doi:({ids})", "page[size]": "50",
                                                 "disable-facets": "true"},
                       quoted='"{}"', joined=" OR ", never='"\\', split=_split)},
    contact="mailto", min_interval=0.3, max_concurrency=3, unnamed=(2, 0.6),
)  # fmt: skip
