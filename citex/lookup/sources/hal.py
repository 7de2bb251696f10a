"""HAL: the French open archive.

Documentation: api.archives-ouvertes.fr/docs/search, as known in 2026-11.
"""

from citex.lookup.source import Request, Source

SOURCE = Source(
    name="hal", host="https://api.archives-ouvertes.fr", reader="bibtex",
    kind="text", accept="text/plain, */*",
    one={"hal": Request(path="/search/", parameters={"q": "halId_s:{id}", "wt": "bibtex"})},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
