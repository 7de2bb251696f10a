"""An entry as a paper: fields decoded by the table, then those that depend on others."""

from __future__ import annotations

from citex.formats.bibtex._fields import BY_FIELD, STEP_OF
from citex.formats.bibtex._reading import DECODERS, Reading
from citex.formats.bibtex._scan import Entry
from citex.formats.bibtex._special import (
    ENTRY_GENRES,
    GENRE,
    IN_SERIES,
    MARKED,
    TWO_PLACES,
    steps_of,
)
from citex.formats.bibtex._types import kind_of
from citex.model import Paper, new_paper
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
    if "series" in fields and "volume" in fields:
        due |= IN_SERIES
    if "location" in fields and "address" in fields:
        due |= TWO_PLACES
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
    reading.finish()
    settle_preprint(paper)
    return paper
