"""Records checked by hand: authors, year, container, volume, issue, pages or number, DOI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from records import open_records as own
from records.golden import GOLDEN, Golden

from citex.model import Name, Paper


def shown(name: Name) -> str:
    """A name as the table writes it."""
    if name.literal:
        return name.literal
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def fact(paper: Paper, variable: str) -> Any:
    """What the paper says of one column of the table."""
    authors = paper.author or []
    if variable == "authors":
        return len(authors)
    if variable == "author":
        return shown(authors[0]) if authors else None
    if variable == "last":
        return shown(authors[-1]) if authors else None
    if variable == "particle":
        return authors[0].dropping_particle or authors[0].non_dropping_particle
    value = getattr(paper, variable)
    return str(value) if variable in ("issued", "available_date", "event_date") and value else value


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: f"{golden.source}-{golden.id}")
def test_cites_what_the_source_means(shared: Path, golden: Golden) -> None:
    """Each fact of the table; the DOI is the record's id unless the table says otherwise."""
    found = [paper for paper in own.papers(shared, golden.source)[0] if paper.id == golden.id]
    assert found, f"{golden.id} is not among the records"
    expected = dict(golden.facts)
    if golden.id.startswith("10."):
        expected.setdefault("DOI", golden.id)
    actual = {variable: fact(found[0], variable) for variable in expected}
    assert actual == expected


def test_there_are_fifty_of_all_sources() -> None:
    assert len(GOLDEN) >= 50
    assert {golden.source for golden in GOLDEN} == set(own.SOURCES)
    assert all(golden.hard.endswith(".") for golden in GOLDEN)
