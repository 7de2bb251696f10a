"""INSPIRE: high-energy physics, by the number of a record.

Asked for: 15 requests in five seconds.
Documentation: github.com/inspirehep/rest-api-doc, as known in 2026-11.
"""

from citex.lookup.source import Request, Source

SOURCE = Source(
    name="inspire", host="https://inspirehep.net", reader="bibtex",
    kind="text", accept="text/plain, */*",
    one={"inspire": Request(path="/api/literature/{id}", parameters={"format": "bibtex"})},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
