"""The Astrophysics Data System: works by bibcode. Needs a key (ADS_API_TOKEN).

Asked for: 5,000 requests a day. Documentation: ui.adsabs.harvard.edu/help/api, as known in 2026-11.
"""

from __future__ import annotations

import msgspec

from citex.lookup.source import Request, Source


def _export(body: bytes, _: str) -> bytes:
    """The BibTeX that stands in an answer of JSON."""
    found = msgspec.json.decode(body)
    text = found.get("export") if isinstance(found, dict) else None
    return text.encode() if isinstance(text, str) else b""


SOURCE = Source(
    name="ads", host="https://api.adsabs.harvard.edu", reader="bibtex",
    one={"bibcode": Request(path="/v1/export/bibtex/{id}", unwrap=_export)},
    key=("Authorization:Bearer", "ADS_API_TOKEN"), needs_key=True, min_interval=0.2,
    max_concurrency=2,
)  # fmt: skip
