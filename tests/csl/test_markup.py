"""Rich text of fields: what becomes markup, what stays as it is."""

from __future__ import annotations

import pytest

from citex.csl import markup
from citex.csl.markup import ENGLISH_QUOTES, NAMES, Quotes, parse_rich, region, strip

NAMES_OF = {
    value: name
    for name, value in vars(markup).items()
    if isinstance(value, str) and len(value) == 1 and "\ufdd0" <= value <= "\ufdef"
}


def shown(text: str) -> str:
    """Sentinels by their names: `{ITALIC}`."""
    return "".join(f"{{{NAMES_OF[char]}}}" if char in NAMES_OF else char for char in text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Plain text", "Plain text"),
        ("<i>Homo</i> sapiens", "{FLIP_ITALIC}Homo{CLOSE} sapiens"),
        ("a <b>b", "a <b>b"),
        ("x < y & z > w", "x < y & z > w"),
        ("<i>a <b>b</i></b>", "{FLIP_ITALIC}a <b>b{CLOSE}</b>"),
        ("CO<sub>2</sub>", "CO{SUB}2{CLOSE}"),
        ('<span class="nocase">pH</span>', "{NOCASE}pH{CLOSE}"),
        (
            '<span style="font-variant:small-caps;">bc</span>',
            "{FLIP_SMALLCAPS}bc{CLOSE}",
        ),
        ('<span style="font-variant: small-caps">bc</span>', "{FLIP_SMALLCAPS}bc{CLOSE}"),
        ("<sc>bc</sc>", "{FLIP_SMALLCAPS}bc{CLOSE}"),
        ("the dog's tail", "the dog’s tail"),
        ("the dogs' tails", "the dogs’ tails"),
        ("the '60s", "the ’60s"),
        ('a "word" here', "a {FIELD_QUOTE}word{CLOSE} here"),
        (
            "a 'word \"in\" word'",
            "a {FIELD_QUOTE}word {INNER_QUOTE}in{CLOSE} word{CLOSE}",
        ),
        ('6" pipe', '6" pipe'),
        ("wait... then", "wait.{NO_MERGE}.{NO_MERGE}. then"),
        ("two  spaces", "two  spaces"),
        ("quoi ?", "quoi\u202f?"),
    ],
)
def test_a_field_becomes_rendered_text(value: str, expected: str) -> None:
    assert shown(parse_rich(value)) == expected


def test_the_marks_of_the_locale_make_a_quotation_too() -> None:
    german = Quotes("„", "“", "‚", "‘")
    assert shown(parse_rich("Der „Fall“ X", german)) == "Der {FIELD_QUOTE}Fall{CLOSE} X"
    assert shown(parse_rich("The “case” X", ENGLISH_QUOTES)) == ("The {FIELD_QUOTE}case{CLOSE} X")


def test_sentinels_in_a_field_are_scrubbed() -> None:
    assert parse_rich("a\ufdd1b\ufdd0") == "ab"


def test_stripping_leaves_plain_text() -> None:
    assert strip(parse_rich("<i>a</i> <b>b</b>")) == "a b"


def test_a_region_is_found_with_what_nests_in_it() -> None:
    text = "x" + NAMES + parse_rich("<i>Li</i>") + markup.CLOSE + "y"
    start, end = region(text, NAMES) or (0, 0)
    assert strip(text[start + 1 : end]) == "Li"
    assert text[end + 1 :] == "y"
