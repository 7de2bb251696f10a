"""Crossref: articles, books and chapters by DOI, and by words.

Asked for: 5 requests a second, one at a time, of those who give no contact; 10 and 3 of those who
do, and 3 a second for lists. Its answers tell the rate (`X-Rate-Limit-Limit`, `-Interval`).
Documentation: crossref.org/documentation/retrieve-metadata/rest-api, read 2026-11-29.
"""

from citex.lookup.source import Batch, Request, Search, Source, json_items

_split = json_items("message", "items", value=lambda item: str(item.get("DOI", "")).lower())

SOURCE = Source(
    name="crossref", host="https://api.crossref.org", reader="crossref",
    one={"doi": Request(path="/works/{id}")},
    many={"doi": Batch(path="/works", parameters={"filter": "{ids}", "rows": "50"},
                       quoted="doi:{}", split=_split)},
    search=Search(path="/works", parameters={"query.bibliographic": "{words}", "rows": "8"},
                  split=_split),
    contact="mailto", min_interval=0.1, max_concurrency=3, unnamed=(1, 0.2),
)  # fmt: skip
