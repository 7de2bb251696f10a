"""Fields of MARC, rule by rule: all that is read of a few of them, and what is left.

A case is a section of `tests/golden/marc.txt`: fields as `records.toml` has them (without a leader
that of a book), below `=` all that is read and told. To add one, write its name and its fields;
`pytest --update-golden` (without -n) adds the rest: read that against the rule before it is kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from marc_records import marcxml
from sections import Sections
from test_golden_readings import PART, read

from citex.formats import Source

FIELDS = Sections(Path(__file__).parents[2] / "golden" / "marc.txt")
BOOK = "LDR 00000nam a2200000 i 4500\n"


@pytest.mark.parametrize("name", FIELDS.names())
def test_fields(name: str, update_golden: bool) -> None:
    lines = FIELDS.text(name).partition(PART)[0].rstrip("\n")
    whole = lines if lines.startswith("LDR") else BOOK + lines
    _, told = read("marcxml", Source.of_text(marcxml(whole)))
    FIELDS.hold(name, PART.join([lines, told]), update=update_golden)
