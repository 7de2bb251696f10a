"""OpenAlex: works by its own identifier and by DOI, and by words.

A single work is free; lists and searches are paid out of a daily allowance, ten times as large with
a key (OPENALEX_API_KEY). Documentation: developers.openalex.org/api-reference/authentication, read
2026-11-29.
"""

from __future__ import annotations

from citex.lookup.source import Batch, Request, Search, Source, json_items


def _words(title: str) -> str:
    """The words of a title without the signs of the filter's grammar."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in title).split())


SOURCE = Source(
    name="openalex", host="https://api.openalex.org", reader="openalex",
    one={"openalex": Request(path="/works/{id}"), "doi": Request(path="/works/doi:{id}")},
    many={
        "openalex": Batch(
            path="/works", parameters={"filter": "ids.openalex:{ids}", "per-page": "50"},
            joined="|", split=json_items(
                "results", value=lambda item: str(item.get("id", "")).rpartition("/")[2])),
        "doi": Batch(
            path="/works", parameters={"filter": "doi:{ids}", "per-page": "50"}, joined="|",
            never=",|", split=json_items("results", value=lambda item: str(
                item.get("doi") or "").lower().removeprefix("https://doi.org/"))),
    },
    search=Search(path="/works", parameters={"filter": "title.search:{words}", "per-page": "8"},
                  words=_words, split=json_items("results", value=lambda item: item.get("id"))),
    contact="mailto", key=("api_key", "OPENALEX_API_KEY"), min_interval=0.1, max_concurrency=3,
)  # fmt: skip
