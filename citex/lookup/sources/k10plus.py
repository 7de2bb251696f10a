"""K10plus: the union catalogue of libraries in Germany, the national library among them, by ISBN.

Nothing is stated about rates, so few are asked.
Documentation: wiki.k10plus.de (SRU), as known in 2026-11.
"""

from citex.lookup.source import Source
from citex.lookup.sru import MODS, by_isbn

SOURCE = Source(
    name="k10plus", host="https://sru.k10plus.de", reader="mods", kind="xml",
    accept="application/xml",
    one={"isbn": by_isbn("/opac-de-627", clause="pica.isb={}", schema="mods36", shape=MODS)},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
