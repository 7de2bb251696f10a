"""Europe PMC: PubMed's and PMC's records and preprints, by PMCID, PMID, and by words.

Asked for: 10 requests a second.
Documentation: europepmc.org/RestfulWebService, as known in 2026-11.
"""

from citex.lookup.source import Batch, Search, Source, json_items

_CORE = {"resultType": "core", "format": "json", "pageSize": "50"}


def _quoted(words: str) -> str:
    """The words of a title without the signs of the query's grammar."""
    kept = "".join(sign if sign.isalnum() else " " for sign in words)
    return " ".join(word for word in kept.split() if word not in ("AND", "OR", "NOT"))


def _split(key: str) -> Batch:
    name = {"pmcid": "PMCID:{}", "pmid": "(EXT_ID:{} AND SRC:MED)"}[key]
    return Batch(
        path="/europepmc/webservices/rest/search", parameters={"query": "{ids}", **_CORE},
        quoted=name, joined=" OR ",
        split=json_items("resultList", "result", value=lambda item: item.get(key)),
    )  # fmt: skip


SOURCE = Source(
    name="europepmc", host="https://www.ebi.ac.uk", reader="europepmc",
    many={"pmcid": _split("pmcid"), "pmid": _split("pmid")},
    search=Search(path="/europepmc/webservices/rest/search",
                  parameters={"query": "TITLE:({words})", **_CORE, "pageSize": "8"},
                  words=_quoted,
                  split=json_items("resultList", "result", value=lambda item: item.get("id"))),
    contact="email", min_interval=0.1, max_concurrency=3,
)  # fmt: skip
