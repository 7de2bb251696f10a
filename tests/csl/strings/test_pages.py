"""Page ranges and numbers."""

from __future__ import annotations

import pytest

from citex.csl.strings.ordinals import roman
from citex.csl.strings.pages import convert, is_numeric, is_plural, is_plural_count, page_range

FORMATS = {
    "expanded": ["3–9", "42–45", "321–328", "1496–1504", "12991–13001", "600–613"],
    "minimal": ["3–9", "42–5", "321–8", "1496–504", "12991–3001", "600–13"],
    "minimal-two": ["3–9", "42–45", "321–28", "1496–504", "12991–3001", "600–13"],
    "chicago": ["3–9", "42–45", "321–28", "1496–1504", "12991–3001", "600–613"],
    "chicago-15": ["3–9", "42–45", "321–28", "1496–1504", "12991–3001", "600–613"],
    "chicago-16": ["3–9", "42–45", "321–28", "1496–504", "12991–3001", "600–613"],
}


@pytest.mark.parametrize("format_name", FORMATS)
def test_formats(format_name: str) -> None:
    given = ["3-9", "42-5", "321-328", "1496-1504", "12991-13001", "600-13"]
    assert [page_range(text, format_name) for text in given] == FORMATS[format_name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17", "17"),
        ("e12-e15", "e12–e15"),
        ("S7-9", "S7-9"),
        ("A3-B4", "A3-B4"),
        ("ix-xii", "ix–xii"),
        ("5-8, 12-19", "5–8, 12–19"),
        ("5 - 8 & 12", "5–8 & 12"),
        ("12\\-3", "12-3"),
        ("1-2-3", "1-2-3"),
        ("Smith-Jones", "Smith-Jones"),
        ("10.1000/1-2", "10.1000/1-2"),
    ],
)
def test_only_ranges_get_a_dash(text: str, expected: str) -> None:
    assert page_range(text) == expected


def test_the_delimiter_is_the_locale_s() -> None:
    assert page_range("3-9", "minimal", "‑") == "3‑9"


def test_numeric_and_plural() -> None:
    values = ["5", "5-8", "5, 6 & 8", "5th", "A5", "5\\-8", "five", "5th ed.", "xii", "xii-xv"]
    assert [value for value in values if is_numeric(value)] == [
        "5", "5-8", "5, 6 & 8", "5th", "A5", "5\\-8", "xii", "xii-xv",
    ]  # fmt: skip
    assert [value for value in values if is_plural(value)] == ["5-8", "5, 6 & 8", "xii-xv"]
    assert [value for value in ("1", "2", "xii, 30") if is_plural_count(value)] == ["2", "xii, 30"]


def test_numbers_in_another_form() -> None:
    assert convert("3, 4", roman) == "iii, iv"
    assert convert("B12", roman) == "B12"
