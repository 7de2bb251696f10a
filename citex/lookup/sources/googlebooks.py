"""Google Books: books by ISBN. Needs a key (GOOGLE_BOOKS_API_KEY): who has none is refused.

A key is free, and good for 1,000 requests a day; without one, the quota of all the world is 0.
Documentation: developers.google.com/books/docs/v1/using, read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

import msgspec

from citex.errors import CitexError
from citex.lookup.source import Request, Source, json_object
from citex.text.identifiers import isbn13, parse_isbn


def _volume(body: bytes, isbn: str) -> bytes:
    """The volume that has this ISBN, for the search gives others too; empty where none has it."""
    volumes = json_object(body).get("items", [])
    if not isinstance(volumes, list):
        raise CitexError("the answer holds no list of volumes")
    own = next((one for one in volumes if isbn13(isbn) in _isbns(one)), None)
    return b"" if own is None else msgspec.json.encode(own)


def _isbns(volume: Any) -> set[str]:
    try:
        numbers = [one["identifier"] for one in volume["volumeInfo"]["industryIdentifiers"]]
    except (KeyError, TypeError):
        return set()
    return {isbn13(known) for one in numbers if (known := parse_isbn(str(one)))}


SOURCE = Source(
    name="googlebooks", host="https://www.googleapis.com", reader="googlebooks",
    one={"isbn": Request(path="/books/v1/volumes", parameters={"q": "isbn:{id}"}, spelled=isbn13,
                         unwrap=_volume)},
    key=("key", "GOOGLE_BOOKS_API_KEY"), needs_key=True, min_interval=1.0, max_concurrency=1,
)  # fmt: skip
