"""DOAJ, the Directory of Open Access Journals: articles by DOI.

Asked for: 2 requests a second. A DOI is found as its publisher wrote it, so it is asked for in
small letters and in capitals; signs of the query's grammar (?, *, ~) are refused.
Documentation: doaj.org/api/docs (v4), read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

import msgspec

from citex.errors import CitexError
from citex.lookup.source import Request, Source, json_object

_REFUSED = frozenset('?*~"\\')


def _query(doi: str) -> str:
    return " OR ".join(f'doi:"{way}"' for way in dict.fromkeys((doi, doi.upper())))


def _article(body: bytes, doi: str) -> bytes:
    """The article of this DOI; empty where there is none."""
    articles = json_object(body).get("results")
    if not isinstance(articles, list):
        raise CitexError("the answer holds no list of records")
    own = next((one for one in articles if doi in _numbers(one)), None)
    return b"" if own is None else msgspec.json.encode(own)


def _numbers(article: Any) -> set[str]:
    try:
        return {str(one["id"]).lower() for one in article["bibjson"]["identifier"]}
    except (KeyError, TypeError):
        return set()


SOURCE = Source(
    name="doaj", host="https://doaj.org", reader="doaj",
    one={"doi": Request(path="/api/search/articles/{id}", spelled=_query, unwrap=_article)},
    only=_REFUSED.isdisjoint, min_interval=0.5, max_concurrency=1,
)  # fmt: skip
