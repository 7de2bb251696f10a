"""The table of types: whole, read both ways, and the same in what writers and readers do."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from citex import registry
from citex.formats import Source
from citex.formats._types import read_types, written_types
from citex.model import KINDS, Paper

HEAD, *ROWS = [
    line.split("\t")
    for line in (files("citex.formats") / "types.tsv").read_text(encoding="utf-8").splitlines()
]
COLUMNS = HEAD[1:]
PAGES = ("coins", "highwire", "jsonld")
TWO_WAY = [form.name for form in registry.formats() if form.read and form.write]


def test_every_type_of_csl_has_a_row_and_every_row_a_cell_for_each_format() -> None:
    assert Counter(row[0] for row in ROWS) == Counter(KINDS)
    assert {len(row) for row in ROWS} == {len(HEAD)}
    assert all(cell.strip() == cell != "" for row in ROWS for cell in row)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_name_is_read_as_one_type(column: str) -> None:
    place = HEAD.index(column)
    names = [name for row in ROWS for name in row[place].split("; ") if name != "-"]
    bare = Counter(name.casefold() for name in names if not name.startswith("("))
    assert [name for name, count in bare.items() if count > 1] == []


@pytest.mark.parametrize("column", COLUMNS)
def test_what_is_written_is_read_back_as_told(column: str) -> None:
    """A bare name as its own type, one in brackets as the type that has it without."""
    read, place = read_types(column), HEAD.index(column)
    for row in ROWS:
        first = row[place].split("; ")[0]
        if first != "-":
            assert (read[first.strip("()")] == row[0]) is not first.startswith("("), row[0]
            assert written_types(column)[row[0]] == first.strip("()")


@pytest.mark.parametrize("name", TWO_WAY)
def test_each_type_comes_back_from_each_format(name: str) -> None:
    """What a format has no name for stands in its notes; NoteFirst has none, nor have pages."""
    form = registry.format_named(name)
    assert form.read is not None
    assert form.write is not None
    for kind, *_ in ROWS:
        text = "".join(form.write([Paper(id="a", type=kind, title="On Growth")]))
        (back,) = form.read(Source.of_text(text), [])
        if name in PAGES:
            assert "".join(form.write([back])) == text
            continue
        written = written_types(name).get(kind, "Generic") if name in HEAD else kind
        assert back.type == (read_types(name)[written] if name == "notefirst" else kind)
