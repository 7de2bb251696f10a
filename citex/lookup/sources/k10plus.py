"""K10plus: the union catalogue of libraries in Germany, the national library among them, by ISBN.

Nothing is stated about rates, so few are asked.
Documentation: wiki.k10plus.de (SRU), as known in 2026-11.
"""

from citex.lookup._xml import first_child
from citex.lookup.source import Request, Source
from citex.text.identifiers import isbn13

SOURCE = Source(
    name="k10plus", host="https://sru.k10plus.de", reader="mods", kind="xml",
    accept="application/xml",
    one={"isbn": Request(
        path="/opac-de-627",
        parameters={"version": "1.1", "operation": "searchRetrieve", "query": "pica.isb={id}",
                    "maximumRecords": "1", "recordSchema": "mods36"},
        spelled=isbn13, unwrap=lambda body: first_child(body, "http://www.loc.gov/mods/v3", "mods"),
    )},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
