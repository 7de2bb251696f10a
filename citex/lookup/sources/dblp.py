"""DBLP: computer science, by the key of a record.

Asked for: a request a second.
Documentation: dblp.org/faq/How+to+use+the+dblp+search+API.html, as known in 2026-11.
"""

from citex.lookup.source import Request, Source

SOURCE = Source(
    name="dblp", host="https://dblp.org", reader="bibtex",
    kind="text", accept="text/plain, */*",
    one={"dblp": Request(path="/rec/{id}.bib", parameters={"param": "1"})},
    min_interval=1.0, max_concurrency=1,
)  # fmt: skip
