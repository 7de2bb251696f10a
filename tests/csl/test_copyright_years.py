"""A year of copyright is printed with its mark where the style's manual asks for that."""

from __future__ import annotations

import pytest

import citex
from citex import Name, Paper, PartialDate


def book(literal: str) -> Paper:
    return Paper(
        id="a", type="book", title="On Moss", author=[Name("Lee", "Ann")], publisher="Moss Press",
        issued=PartialDate(1993, literal=literal),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", "Lee, A. (1993). On Moss."),
        ("mla", "Moss Press, 1993."),
        ("chicago-author-date", "Lee, Ann. 1993. On Moss."),
        ("chicago-notes-bibliography", "Moss Press, 1993."),
        ("american-medical-association", "Moss Press; 1993."),
        ("harvard", "Lee, A. (1993) On Moss."),
        ("vancouver", "Moss Press; c1993."),
        ("gbt7714-2015", "Moss Press, c1993."),
        ("gbt7714-2015-author-date", "LEE A, c1993."),
    ],
)
def test_the_mark_of_a_manual(style: str, printed: str) -> None:
    assert printed in book("c1993").format(style)


@pytest.mark.parametrize(
    "literal", ["c1993", "©1993", "[c1993]", "cop. 1993", "copyright 1993", "p1993", "℗ 1993"]
)
def test_marks(literal: str) -> None:
    assert "(1993)" in book(literal).format("apa")


@pytest.mark.parametrize("literal", ["[1993]", "1993印刷", "spring 1993", "1992 [c1993]"])
def test_what_is_no_mark_stays(literal: str) -> None:
    assert literal in book(literal).format("apa")


def test_years_are_told_apart_without_their_marks() -> None:
    """Two works of one author and year have letters, however their records write the year."""
    plain = Paper(
        id="b", type="book", title="On Peat", author=[Name("Lee", "Ann")], issued=PartialDate(1993)
    )
    text = str(citex.bibliography([book("c1993"), plain], "apa"))
    assert "(1993a)" in text
    assert "(1993b)" in text


def test_the_words_of_an_era_are_gbt7714s_alone() -> None:
    paper = book("1993（平成5年）")
    assert "(1993). On Moss" in paper.format("apa")
    assert "Moss Press; 1993." in paper.format("vancouver")
    assert "Moss Press, 1993(平成5年)." in paper.format("gbt7714-2015")
