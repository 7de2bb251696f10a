"""PubMed: articles and books by PMID, many in one request.

Asked for: 3 requests a second, 10 with a key (NCBI_API_KEY).
Documentation: ncbi.nlm.nih.gov/books/NBK25497, read 2026-11-29.
"""

from __future__ import annotations

from collections.abc import Iterator

from citex.lookup._xml import children
from citex.lookup.source import Batch, Source


def split(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each record of PubMed's XML, by its PMID."""
    for kind, value in (("PubmedArticle", "MedlineCitation/PMID"),
                        ("PubmedBookArticle", "BookDocument/PMID")):  # fmt: skip
        yield from children(body, "PubmedArticleSet", kind, value)


SOURCE = Source(
    name="pubmed", host="https://eutils.ncbi.nlm.nih.gov", reader="pubmed", kind="xml",
    accept="application/xml",
    many={"pmid": Batch(path="/entrez/eutils/efetch.fcgi",
                        parameters={"db": "pubmed", "retmode": "xml", "tool": "citex",
                                    "id": "{ids}"}, split=split)},
    contact="email", key=("api_key", "NCBI_API_KEY"), min_interval=0.34,
    min_interval_with_key=0.1, max_concurrency=2,
)  # fmt: skip
