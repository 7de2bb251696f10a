"""Japan Link Center: works by DOI, in their own language and in English.

Asked for its own DOIs alone (`AGENCIES`). Nothing is stated about rates, so few are asked.
Documentation: api.japanlinkcenter.org; its shape as programs that ask it know it in 2026-11.
"""

from __future__ import annotations

import msgspec

from citex.lookup.source import Request, Source, json_object


def _work(body: bytes, _: str) -> bytes:
    """The work that stands under `data`; empty where there is none."""
    found = json_object(body).get("data")
    return msgspec.json.encode(found) if found else b""


SOURCE = Source(
    name="jalc", host="https://api.japanlinkcenter.org", reader="jalc",
    one={"doi": Request(path="/dois/{id}", unwrap=_work)}, min_interval=0.5, max_concurrency=1,
)  # fmt: skip
