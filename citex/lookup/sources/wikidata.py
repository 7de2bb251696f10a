"""Wikidata: a work's item leads to the identifiers that it has, and they to the record.

Asked for: one request at a time, and a user agent that names the program.
Documentation: wikidata.org/wiki/Wikidata:Data_access, as known in 2026-11.
"""

from __future__ import annotations

from typing import Any

import msgspec

from citex.lookup.source import Request, Source
from citex.text.addresses import Scheme
from citex.text.identifiers import Identifier

_PROPERTIES: tuple[tuple[str, Scheme], ...] = (
    ("P356", "doi"), ("P698", "pmid"), ("P932", "pmcid"), ("P818", "arxiv"), ("P212", "isbn"),
    ("P957", "isbn"), ("P819", "bibcode"),
)  # fmt: skip
_LABELS = {"pmcid": "PMC"}


def leads_to(body: bytes) -> str:
    """The best identifier of an item, with its label; empty where it has none.

    >>> leads_to(b'{"entities": {"Q1": {"claims": {"P698": [{"mainsnak": {"datavalue":'
    ...          b' {"value": "123"}}}]}}}}')
    'pmid:123'
    """
    found: Any = msgspec.json.decode(body)
    entities = found.get("entities") if isinstance(found, dict) else None
    for entity in entities.values() if isinstance(entities, dict) else ():
        claims = entity.get("claims") if isinstance(entity, dict) else None
        if not isinstance(claims, dict):
            continue
        for prop, scheme in _PROPERTIES:
            listed = claims.get(prop)
            for claim in listed if isinstance(listed, list) else ():
                try:
                    value = claim["mainsnak"]["datavalue"]["value"]
                except (KeyError, TypeError):
                    continue
                if isinstance(value, str):
                    return str(Identifier(scheme, _LABELS.get(scheme, "") + value))
    return ""


SOURCE = Source(
    name="wikidata", host="https://www.wikidata.org", reader="",
    one={"wikidata": Request(path="/wiki/Special:EntityData/{id}.json")},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
