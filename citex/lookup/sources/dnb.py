"""DNB, Germany's national library: books of the German-language countries, by ISBN, in MARC 21.

Asked for 978-3 alone, the group of German; the union catalogue K10plus is asked before, and has
most of its records. Nothing is stated about rates, so few are asked. Described at dnb.de/sru (SRU
1.1; the catalogue `dnb`, the schema `MARC21-xml`); the request is as other programs make it, as of
2026-11-30, and was not tried on the service itself.
"""

from citex.lookup.source import Source
from citex.lookup.sru import MARC, by_isbn
from citex.text.identifiers import isbn13

SOURCE = Source(
    name="dnb", host="https://services.dnb.de", reader="marcxml", kind="xml",
    accept="application/xml",
    one={"isbn": by_isbn("/sru/dnb", clause="isbn={}", schema="MARC21-xml", shape=MARC)},
    only=lambda isbn: isbn13(isbn).startswith("9783"), min_interval=1.0, max_concurrency=1,
)  # fmt: skip
