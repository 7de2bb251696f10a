"""What a record lacks for the edition: per type of document, in plain words with the clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citex.gbt7714 import requirements
from citex.model import KINDS, Name, Paper, PartialDate

ITEMS = Path(__file__).parents[3] / "docs" / "gbt7714.json"


def lacks(paper: Paper, style: str) -> list[str]:
    return [lack.variable for lack in requirements(paper, style)]


def test_whole_records_lack_nothing() -> None:
    """The documents of the documentation are whole, but for what their types may leave out."""
    for row in json.loads(ITEMS.read_text(encoding="utf-8")):
        paper = Paper.from_dict(row["item"])
        for lack in requirements(paper, "gbt7714-2025"):
            assert lack.variable in ("page",), (row["kind"], str(lack))


@pytest.mark.parametrize(
    ("paper", "old", "new"),
    [
        (
            Paper(type="book", title="T"),
            ["publisher-place", "publisher", "issued"],
            ["publisher-place", "publisher", "issued"],
        ),
        (
            Paper(type="book", title="T", URL="https://example.org/"),
            ["issued", "accessed"],
            ["issued"],
        ),
        (
            Paper(type="webpage", title="T", URL="https://example.org/"),
            ["issued", "accessed"],
            ["accessed"],
        ),
        (
            Paper(type="patent", title="T", issued=PartialDate(2020)),
            ["author", "number or call-number", "issued"],
            ["author", "call-number or number", "issued"],
        ),
        (Paper(type="standard", title="T"), ["number", "publisher-place", "publisher", "issued"],
         ["number"]),
        (
            Paper(type="dataset", title="T"),
            ["URL or DOI"],
            ["publisher", "issued", "accessed", "URL or DOI"],
        ),
        (Paper(type="article-journal"), ["container-title", "issued", "volume or issue",
         "page or number", "title"], ["container-title", "issued", "volume or issue or DOI or URL",
         "page or number or DOI or URL", "title"]),
    ],
)  # fmt: skip
def test_lacks(paper: Paper, old: list[str], new: list[str]) -> None:
    assert lacks(paper, "gbt7714") == old
    assert lacks(paper, "gbt7714-2025-author-date") == new


def test_words_and_clause() -> None:
    (lack,) = requirements(Paper(type="standard", title="T"), "gbt7714-2025")
    assert str(lack) == "number: the number of the standard (GB/T 7714-2025, 8.9)"


def test_pinyin_names_cut_short() -> None:
    paper = Paper(type="thesis", title="T", author=[Name("Zhang", "W."), Name("Hale", "A.")],
                  publisher="U", publisher_place="P", issued=PartialDate(2020))  # fmt: skip
    (lack,) = requirements(paper, "gbt7714-2025")
    assert "W. Zhang" in lack.message
    assert "Hale" not in lack.message
    assert requirements(paper, "gbt7714-2015") == []


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025-note", "gb-t-7714"])
def test_every_kind_is_asked(kind: str, style: str) -> None:
    for lack in requirements(Paper(type=kind), style):
        assert lack.message
        assert "GB/T 7714-20" in lack.clause


def test_other_styles_ask_nothing() -> None:
    assert requirements(Paper(type="book"), "apa") == []
