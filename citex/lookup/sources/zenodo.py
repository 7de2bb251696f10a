"""Zenodo: its records by their DOI, as DataCite has them, where that is down.

Asked for: 60 requests a minute, 2,000 an hour.
Documentation: developers.zenodo.org (Rate limiting; Records, formats by Accept), read 2026-11-30.
"""

from citex.lookup.source import Request, Source

_PREFIX = "10.5281/zenodo."

SOURCE = Source(
    name="zenodo", host="https://zenodo.org", reader="datacite",
    accept="application/vnd.datacite.datacite+json",
    one={"doi": Request(path="/api/records/{id}", spelled=lambda doi: doi.removeprefix(_PREFIX))},
    only=lambda doi: doi.startswith(_PREFIX) and doi.removeprefix(_PREFIX).isdecimal(),
    min_interval=1.8, max_concurrency=1,
)  # fmt: skip
