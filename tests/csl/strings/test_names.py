"""Initials and particles."""

from __future__ import annotations

import pytest

from citex.csl.markup import CLOSE, FLIP_BOLD, parse_rich
from citex.csl.strings.initials import initialize
from citex.csl.strings.particles import split_particles
from citex.model import Name


@pytest.mark.parametrize(
    ("given", "mark", "expected"),
    [
        ("Ada", ". ", "A."),
        ("Ada Byron", ". ", "A. B."),
        ("Ada Byron", "", "AB"),
        ("Ada Byron", " ", "A B"),
        ("A. B.", ".", "A.B."),
        ("A.B.", ". ", "A. B."),
        ("AB", ".", "A."),
        ("Anne-Marie", ". ", "A.-M."),
        ("Anne - Marie", ".", "A.-M."),
        ("Ya-ping", ".", "Y."),
        ("Ph. Anne", ". ", "Ph. A."),
        ("Ludwig van der", ". ", "L. van der"),
        ("Émile Žan", ".", "É.Ž."),
        ("Фёдор Михайлович", ". ", "Ф. М."),
        ("雪芹", ". ", "雪芹"),
        ("철수", ".", "철수"),
        ("Lord", ".", "Lord"),
        ("D'Arcy", ".", "D."),
    ],
)
def test_given_names_become_initials(given: str, mark: str, expected: str) -> None:
    assert initialize(given, mark) == expected


def test_a_hyphen_may_go() -> None:
    assert initialize("Anne-Marie", ". ", hyphen=False) == "A. M."


@pytest.mark.parametrize(
    ("given", "mark", "expected"),
    [
        ("Ada Byron", ". ", "Ada Byron"),
        ("A B", ". ", "A. B."),
        ("A.B. Clara", ". ", "A. B. Clara"),
        ("Clara A.B", "", "Clara AB"),
        ("Chr. A.", " ", "Chr A"),
    ],
)
def test_initials_are_made_uniform_where_names_stay(given: str, mark: str, expected: str) -> None:
    assert initialize(given, mark, initialize=False) == expected


def test_markup_within_given_names_stays() -> None:
    assert initialize(parse_rich("<b>Ada</b> Byron"), ". ") == f"{FLIP_BOLD}A.{CLOSE} B."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Beethoven", "Ludwig van"), Name("Beethoven", "Ludwig", "van")),
        (Name("van Gogh", "Vincent"), Name("Gogh", "Vincent", None, "van")),
        (Name("van der Heide", "A."), Name("Heide", "A.", None, "van der")),
        (Name("d'Alembert", "Jean"), Name("Alembert", "Jean", None, "d'")),
        (Name("al-Kindi", "Y."), Name("Kindi", "Y.", None, "al-")),
        (Name("de' Bardi", "Cosimo"), Name("Bardi", "Cosimo", None, "de' ")),
        (Name("La Fontaine", "Jean de"), Name("La Fontaine", "Jean", "de")),
        (Name('"de Man"', "Paul"), Name("de Man", "Paul")),
        (Name("Luther", "Martin, Jr."), Name("Luther", "Martin", suffix="Jr.")),
        (
            Name("Luther", "Martin,! III"),
            Name("Luther", "Martin", suffix="III", comma_suffix=True),
        ),
        (Name("van Gogh"), Name("van Gogh")),
        (Name("曹", "雪芹"), Name("曹", "雪芹")),
        (Name("van X", "Y", parse_names=False), Name("van X", "Y", parse_names=False)),
    ],
)
def test_particles_and_suffixes_get_parts_of_their_own(name: Name, expected: Name) -> None:
    assert split_particles(name) == expected
