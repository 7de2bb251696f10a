"""The page of a work itself: what its site tells of it in meta tags, or a PDF in its own words.

Asked for at most once in a second and one at a time; robots are told who asks.
"""

from citex.lookup.source import Request, Source, quoted_path

SOURCE = Source(
    name="page", host="", reader="webpage", kind="html",
    accept="text/html, application/xhtml+xml;q=0.9, application/pdf;q=0.8",
    one={
        "url": Request(path="{id}"),
        "doi": Request(path="{id}", spelled=lambda doi: f"https://doi.org/{quoted_path(doi)}"),
        "handle": Request(path="{id}", spelled=lambda name: f"https://hdl.handle.net/{quoted_path(name)}"),
        "nbk": Request(
            path="{id}", spelled=lambda name: f"https://www.ncbi.nlm.nih.gov/books/{name}/"
        ),
    },
    min_interval=1.0, max_concurrency=2,
)  # fmt: skip
