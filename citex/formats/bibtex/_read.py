"""An entry as a paper: fields decoded by the table, then those that depend on others."""

from __future__ import annotations

from citex.formats.bibtex._fields import BY_FIELD, STEP_OF
from citex.formats.bibtex._reading import DECODERS, Reading, listed
from citex.formats.bibtex._scan import Entry
from citex.formats.bibtex._special import (
    ENTRY_GENRES,
    GENRE,
    MARKED,
    steps_of,
)
from citex.formats.bibtex._types import kind_of
from citex.model import Paper, new_paper
from citex.text.journals import is_book_series
from citex.text.preprints import settle_preprint


def to_paper(entry: Entry) -> Paper:
    """The paper that an entry describes; unknown fields go to `extra["bibtex"]` as they stand."""
    fields = entry.fields
    kind = kind_of(entry.kind, fields)
    paper = new_paper(id=entry.key, type=kind)
    reading = Reading(entry, paper)
    due = GENRE if entry.kind in ENTRY_GENRES else 0
    if not fields.keys().isdisjoint(("usera", "mark", "note")):
        due |= MARKED
    ranks = reading.ranks
    for name, raw in fields.items():
        if name in STEP_OF:
            due |= STEP_OF[name]
            continue
        row = BY_FIELD.get(name)
        if row is None:
            reading.unknown(name, raw)
            continue
        attribute, how, rank = row
        value = DECODERS[how](raw, reading, attribute)
        if value is None:
            continue
        if attribute in ranks:
            reading.clash(attribute, value, rank, name)
            continue
        ranks[attribute] = (rank, name)
        setattr(paper, attribute, value)
    if due and kind == "thesis":
        due |= GENRE
    for step in steps_of(due):
        step(reading)
    if "series" in fields and "volume" in fields:
        in_series(reading)
    if "location" in fields and "address" in fields:
        two_places(reading)
    reading.finish()
    settle_preprint(paper)
    return paper


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
