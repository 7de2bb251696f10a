"""Which identifiers a text that somebody pasted names, and which it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex.lookup import _words
from citex.lookup.resolving import identifier
from citex.text.pasted import identifiers

_LINES = (Path(__file__).parent / "pasted.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in _LINES if not line.startswith(("#", "text\t"))]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_what_a_text_names(text: str, names: str) -> None:
    """No number among words is a stranger's paper; no identifier of a list is lost."""
    text = text.replace("\\n", "\n")
    assert [str(found) for found in identifiers(text)] == names.split()
    asked = [str(identifier(word)) for word in _words([text])]
    assert asked == (names.split() or ["None"])


def test_long_texts_take_no_longer_for_each_word() -> None:
    """The end of a DOI, however long, is looked at once."""
    assert [str(one) for one in identifiers("10.1000/a" + ")" * 200_000)] == ["doi:10.1000/a"]
    assert len(list(identifiers("a, 1, " * 20_000 + "10.1000/182"))) == 1
