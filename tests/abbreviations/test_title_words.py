"""Titles abbreviated by ISO 4, row by row of `titles.tsv`; and what the list of words must be."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.abbreviations import title_words
from citex.abbreviations.title_words import LONGEST, abbreviated

CASES = Path(__file__).parent / "titles.tsv"


def cases() -> list[tuple[str, str | None]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [
            (row["title"], row["abbreviation"] or None)
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@pytest.mark.parametrize(("title", "expected"), cases(), ids=[title for title, _ in cases()])
def test_a_title(title: str, expected: str | None) -> None:
    assert abbreviated(title) == expected


@pytest.mark.parametrize("title", [title for title, _ in cases()])
def test_an_abbreviation_is_not_abbreviated_again(title: str) -> None:
    assert abbreviated(abbreviated(title) or title) is None


@given(st.text(max_size=60) | st.lists(st.sampled_from([
    "The", "of", "A", "Journal", "Part", "IEEE", "Moss", "Ferns:", "(Basel)", "d'", "-", "New York",
    "biology", "X-ray", "U.S.", ".", "=", "Sect.", "für", "植", "I",
])).map(" ".join))  # fmt: skip
def test_whatever_a_title_is(title: str) -> None:
    short = abbreviated(title)
    assert short is None or (short and short == short.strip() and short != title)


def test_what_is_too_long_is_no_title() -> None:
    assert abbreviated("Journal of " + "Moss " * LONGEST) is None


def rows() -> list[list[str]]:
    return title_words.read_table(title_words.__file__, "data/title_words.tsv")


def test_the_list_is_in_order_and_has_each_word_once() -> None:
    words = [word for word, _, _ in rows()]
    assert words == sorted(set(words), key=lambda word: (word.strip("-"), word))


def test_each_row_has_a_word_its_abbreviation_and_languages() -> None:
    for word, short, languages in rows():
        assert word == word.lower().strip(), word
        assert word.isascii(), word
        assert short == "n.a." or "." in short, word
        assert short == "n.a." or short.startswith(word[0]), word
        assert {len(tag) for tag in languages.split()} == {3}, word


def test_small_words_are_what_they_may_be() -> None:
    table = title_words.read_table(title_words.__file__, "data/small_words.tsv")
    assert {kind for _, kind, _ in table} == {"article", "conjunction", "preposition"}
    assert len({word for word, _, _ in table}) == len(table)


def test_journals_have_the_abbreviations_of_pubmed(shared: Path) -> None:
    """Nine in ten of those in recorded answers, as the benchmark counts them."""
    script = Path(__file__).parent.parent / "bench" / "abbreviations.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PubMed, half") == 2
