"""doi.org: any DOI's record as CSL-JSON, by content negotiation with the agency that has it.

Nothing is stated about rates, so few are asked. Which agency has a DOI is told by `/doiRA/`, many
in one request. Documentation: doi.org/the-identifier/resources/handbook, and
citation.crosscite.org/docs.html, read 2026-11-29.
"""

from citex.lookup.source import Batch, Request, Source, json_items

AGENCY = "{agency}"
"""The scheme under which `AGENCIES` are asked for."""

SOURCE = Source(
    name="doi.org", host="https://doi.org", reader="csljson",
    accept="application/vnd.citationstyles.csl+json",
    one={"doi": Request(path="/{id}"), "shortdoi": Request(path="/{id}")},
    min_interval=0.2, max_concurrency=2,
)  # fmt: skip

AGENCIES = Batch(
    path="/doiRA/{ids}", size=40, split=json_items(value=lambda item: str(item["DOI"]).lower())
)
"""How the registration agencies of DOIs are asked for, at doi.org."""
