"""Semantic Scholar: papers by its own identifier, or by its number in the corpus (S2CID).

Asked for: 1 request a second with a key (S2_API_KEY); without one, all share what is left.
Documentation: api.semanticscholar.org/api-docs/graph, read 2026-11-29.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from citex.lookup.source import Batch, Request, Source

_FIELDS = (
    "paperId,corpusId,externalIds,title,authors,year,publicationDate,publicationTypes,venue,"
    "publicationVenue,journal,url,abstract"
)


def split(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each paper, by its identifier and by its number in the corpus; null where it has none."""
    for item in msgspec.json.decode(body):
        if isinstance(item, dict) and isinstance(item.get("paperId"), str):
            record = msgspec.json.encode(item)
            yield item["paperId"], record
            yield f"CorpusId:{item.get('corpusId')}", record


def _body(values: Sequence[str]) -> bytes:
    return msgspec.json.encode({"ids": list(values)})


SOURCE = Source(
    name="s2", host="https://api.semanticscholar.org", reader="s2",
    one={"s2": Request(path="/graph/v1/paper/{id}", parameters={"fields": _FIELDS})},
    many={"s2": Batch(path="/graph/v1/paper/batch", parameters={"fields": _FIELDS}, size=100,
                      split=split, body=_body)},
    key=("x-api-key:", "S2_API_KEY"), min_interval=1.1, max_concurrency=1,
)  # fmt: skip
