"""BnF, France's national library: books of the French-language countries, by ISBN, in UNIMARC.

Asked for 978-2 and 979-10 alone, the groups of French. Nothing is stated about rates, so few are
asked. Described at bnf.fr, as the SRU service of the catalogue (SRU 1.2; the schema
`unimarcXchange`); the request is as other programs make it, as of 2026-11-30, and was not tried on
the service itself.
"""

from citex.lookup.source import Source
from citex.lookup.sru import UNIMARC, by_isbn
from citex.text.identifiers import isbn13

SOURCE = Source(
    name="bnf", host="https://catalogue.bnf.fr", reader="marcxml", kind="xml",
    accept="application/xml",
    one={
        "isbn": by_isbn(
            "/api/SRU", clause='bib.isbn all "{}"', schema="unimarcXchange", shape=UNIMARC,
            version="1.2",
        )
    },
    only=lambda isbn: isbn13(isbn).startswith(("9782", "97910")),
    min_interval=1.0, max_concurrency=1,
)  # fmt: skip
