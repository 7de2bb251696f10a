"""What publishers' BibTeX says of a series and of a meeting, in fields that mean something else."""

from __future__ import annotations

from citex.formats.bibtex._reading import Reading, listed
from citex.text.journals import is_book_series


def in_series(reading: Reading) -> None:
    """The volume of a whole book in a known series numbers the series: Springer's have no parts."""
    paper, fields = reading.paper, reading.fields
    if not ("volume" in fields and is_book_series(paper.collection_title or "")):
        return
    if reading.kind in ("book", "collection") and fields.keys().isdisjoint(("number", "volumes")):
        paper.collection_number, paper.volume = paper.volume, None


def two_places(reading: Reading) -> None:
    """ACM's two places of a talk: `location` is the meeting's, `address` the publisher's."""
    paper, fields = reading.paper, reading.fields
    if paper.type != "paper-conference" or paper.event_place is not None:
        return
    paper.event_place = listed(fields["location"])
    paper.publisher_place = listed(fields["address"])
    reading.extra.pop("address", None)
    reading.extra.pop("location", None)
