"""Open Library: books by ISBN, many in one request.

Asked for: 1 request a second, 3 of those who give a contact in the user agent.
Documentation: openlibrary.org/developers/api, as known in 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from citex.lookup.source import Batch, Request, Source
from citex.text.identifiers import isbn13


def split(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each book, by its ISBN of 13 digits."""
    found = msgspec.json.decode(body)
    for name, book in found.items() if isinstance(found, dict) else ():
        if name.startswith("ISBN:"):
            yield name[5:], msgspec.json.encode({name: book})


_PARAMETERS = {"format": "json", "jscmd": "data"}

SOURCE = Source(
    name="openlibrary", host="https://openlibrary.org", reader="openlibrary",
    one={"isbn": Request(path="/api/books", parameters={"bibkeys": "ISBN:{id}", **_PARAMETERS},
                         spelled=isbn13)},
    many={"isbn": Batch(path="/api/books", parameters={"bibkeys": "{ids}", **_PARAMETERS},
                        quoted="ISBN:{}", split=split)},
    min_interval=0.34, max_concurrency=2, unnamed=(1, 1.0),
)  # fmt: skip
