"""GitHub: the CITATION.cff of a repository.

Documentation: docs.github.com (About CITATION files), as known in 2026-11.
"""

from citex.lookup.source import Request, Source

SOURCE = Source(
    name="github", host="https://raw.githubusercontent.com", reader="cff",
    kind="text", accept="text/plain, */*",
    one={"github": Request(path="/{id}/HEAD/CITATION.cff")},
    min_interval=0.5, max_concurrency=1,
)  # fmt: skip
