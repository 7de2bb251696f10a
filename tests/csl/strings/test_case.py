"""Text cases, over markup and quotation marks."""

from __future__ import annotations

import pytest

from citex.csl.markup import parse_rich, strip
from citex.csl.strings.case import apply


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("title", "the origin of species", "The Origin of Species"),
        ("title", "what they fight for", "What They Fight For"),
        ("title", "memory: a short history", "Memory: A Short History"),
        ("title", "whose water? the case of peru", "Whose Water? The Case of Peru"),
        ("title", "state-of-the-art review", "State-of-the-Art Review"),
        ("title", "McDonald and iPhone in eBay", "McDonald and iPhone in eBay"),
        ("title", "a 'quoted' word", "A Quoted Word"),
        ("title", "the dog's tail", "The Dog’s Tail"),
        ("title", "growth of <i>homo</i> cells", "Growth of Homo Cells"),
        ("title", 'the <span class="nocase">pH</span> of rain', "The pH of Rain"),
        ("title", "effects of β-blockers", "Effects of β-Blockers"),
        ("title", "study of 中文 names", "Study of 中文 Names"),
        ("title", "中文题名", "中文题名"),
        ("sentence", "The Role Of Light", "The role of light"),
        ("sentence", 'The <span class="nocase">DNA</span> Code', "The DNA code"),
        ("capitalize-first", "on growth", "On growth"),
        ("capitalize-first", "iPhone use", "iPhone use"),
        ("capitalize-first", "(second edition)", "(Second edition)"),
        ("capitalize-all", "on the growth", "On The Growth"),
        ("uppercase", "straße", "STRASSE"),
        ("lowercase", "ΑΘΗΝΑ", "αθηνα"),
        ("uppercase", "x<sup>th</sup> day", "Xth DAY"),
    ],
)
def test_english(case: str, text: str, expected: str) -> None:
    assert strip(apply(case, parse_rich(text), "en-US")) == expected


def test_title_case_is_for_english() -> None:
    assert apply("title", "die Rolle des Lichts", "de-DE") == "die Rolle des Lichts"
    assert apply("title", "the role of light", None) == "The Role of Light"


def test_turkish_keeps_its_two_letters_i_apart() -> None:
    assert apply("uppercase", "iı", "tr-TR") == "İI"
    assert apply("lowercase", "Iİ", "tr-TR") == "ıi"


def test_an_unknown_case_changes_nothing() -> None:
    assert apply("normal", "aB c") == "aB c"
