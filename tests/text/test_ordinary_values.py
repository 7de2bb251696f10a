"""The short way for ordinary values finds what the long one finds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citex.model import date_grammar
from citex.model.months import MONTH_NUMBERS
from citex.text import placeholders, titles
from citex.text.dates import reading
from citex.text.lines import printable
from citex.text.tables import words

PATTERNS = [placeholders._WORDS, *set(placeholders._DROPPED.values())]
WORDS = st.sampled_from(sorted(placeholders._NOTHING))
SIGNS = st.text("[]. (", max_size=2)
NOTHING = st.one_of(
    st.tuples(SIGNS, WORDS, SIGNS).map("".join),
    *(st.from_regex(re.compile(p.pattern, p.flags), fullmatch=True) for p in PATTERNS),
)


@given(NOTHING, st.sampled_from(["", *placeholders._DROPPED]))
def test_a_placeholder_begins_as_one(text: str, variable: str) -> None:
    found = placeholders.is_nothing(text, variable)
    kept, placeholders.may_be_nothing = placeholders.may_be_nothing, re.compile("").match
    try:
        assert found == placeholders.is_nothing(text, variable)
    finally:
        placeholders.may_be_nothing = kept


@pytest.mark.parametrize(
    "text",
    ["erscheinungsort nicht ermittelbar", "Verlag nicht ermittelbar", "druckort nicht ermittelbar",
     "lieu de publication non identifié", "éditeur non identifié", "editor no identificado",
     "lugar de publicación no identificado", "edición no identificada", "editorial no identificada",
     "luogo di pubblicazione non identificato", "editore non identificato", "出版地不明",
     "local não identificado", "editora não identificada", "uitgever niet vastgesteld",
     "plaats van uitgave niet vastgesteld", "出版者不明"],
)  # fmt: skip
def test_what_cataloguers_write_of_an_unknown_publisher(text: str) -> None:
    for spelt in (text, f"[{text}]", text.capitalize()):
        assert placeholders.is_nothing(spelt, "publisher"), spelt
        assert placeholders.is_nothing(spelt, "publisher-place"), spelt


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


MONTHS = st.sampled_from([*sorted(MONTH_NUMBERS), "May", "NOV", "Jun.", "13", "00", "fall"])
DAYS = st.sampled_from(["", "0", "1", "04", "17", "30", "31", "32"])
YEARS = st.sampled_from(["1987", "1999", "2000", "2010", "2013", "2019", "0999", "c1988", "99"])
NEVER = re.compile("(?!)")


@given(YEARS, st.sampled_from("-/ "), MONTHS, DAYS, st.sampled_from(["text", "year", "edtf"]))
@example("2010", "/", "11", "", "year")
@example("2020", "-", "05", "17", "text")
@example("2020", " ", "May", "", "text")
@settings(max_examples=1000)
def test_dates(year: str, sign: str, month: str, day: str, field: Any) -> None:
    text = sign.join(filter(None, (year, month, day)))
    found = date_grammar.read_date.__wrapped__(text, field)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_grammar, "_USUAL", NEVER)
        assert found == date_grammar.read_date.__wrapped__(text, field)


@given(YEARS, MONTHS, DAYS)
@example("2019", "Feb.", "30")
@settings(max_examples=1000)
def test_dates_in_parts(year: str, month: str, day: str) -> None:
    found = reading.read_parts.__wrapped__(year, month, day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_NUMBERS", NEVER.fullmatch)
        assert found == reading.read_parts.__wrapped__(year, month, day)


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=0x80))), st.sampled_from([1, 200]))
def test_printable(text: str, times: int) -> None:
    assert printable(text * times) == (text * times).isprintable()
