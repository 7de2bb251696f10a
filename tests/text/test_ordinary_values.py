"""The short way for ordinary values finds what the long one finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from citex.text import placeholders, titles
from citex.text.tables import words

PATTERNS = [placeholders._WORDS, *set(placeholders._DROPPED.values())]
WORDS = st.sampled_from(sorted(placeholders._NOTHING))
SIGNS = st.text("[]. (", max_size=2)
NOTHING = st.one_of(
    st.tuples(SIGNS, WORDS, SIGNS).map("".join),
    *(st.from_regex(pattern, fullmatch=True) for pattern in PATTERNS),
)


@given(NOTHING, st.sampled_from(["", *placeholders._DROPPED]))
def test_a_placeholder_begins_as_one(text: str, variable: str) -> None:
    found = placeholders.is_nothing(text, variable)
    kept, placeholders.may_be_nothing = placeholders.may_be_nothing, re.compile("").match
    try:
        assert found == placeholders.is_nothing(text, variable)
    finally:
        placeholders.may_be_nothing = kept


def test_ordinary_values_are_told_at_once() -> None:
    assert not any(map(placeholders.may_be_nothing, ("Cell", "Elsevier", "Berlin", "On Growth")))


WORDS_OF_TITLES = st.sampled_from(
    [*words("abbreviations"), "growth", "investigations", "Zea", "U.S.", "L", ",", "(Lindl.)"]
)
ENDS = st.sampled_from(
    [".", "..", " .", ".</i>", "investigations.", " Schlechter.", " effects of. effects of."]
)


@given(st.lists(WORDS_OF_TITLES, min_size=1, max_size=4), ENDS)
def test_the_stop_behind_a_long_word(words: list[str], end: str) -> None:
    text = " ".join(words) + end
    assert titles.without_stop(text) == titles._unstopped(text)
