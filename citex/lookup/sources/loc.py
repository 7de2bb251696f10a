"""The Library of Congress: books of its catalogue, by ISBN.

Nothing is stated about rates, so few are asked. Where no first record is named, the server answers
with a fault and status 200. Documentation: loc.gov/z3950/lcserver.html (bath.isbn, MODS), read
2026-11-30; it names http://lx2.loc.gov:210, and by https the same server answers at /sru/lcdb.
"""

from citex.lookup.source import Source
from citex.lookup.sru import MODS, by_isbn

SOURCE = Source(
    name="loc", host="https://lx2.loc.gov", reader="mods", kind="xml", accept="application/xml",
    one={"isbn": by_isbn("/sru/lcdb", clause="bath.isbn={}", schema="mods", shape=MODS)},
    min_interval=1.0, max_concurrency=1,
)  # fmt: skip
