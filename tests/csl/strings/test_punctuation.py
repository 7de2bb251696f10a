"""The finishing pass: what punctuation does when it meets, in and out of quotes and markup."""

from __future__ import annotations

import pytest

from citex.csl.markup import (
    BLOCK,
    BOLD,
    CLOSE,
    ENGLISH_QUOTES,
    FORCE_MERGE,
    ITALIC,
    NORMAL_STYLE,
    OUTSIDE,
    QUOTE,
    QUOTE_BARRIER,
    Quotes,
    keep,
    parse_rich,
    strip,
    wrap,
)
from citex.csl.strings.marks import strip_periods
from citex.csl.strings.punctuation import finish, finisher

GERMAN = Quotes("„", "“", "‚", "‘")
SHOWN = {ITALIC: "<i>", BOLD: "<b>", NORMAL_STYLE: "<n>", CLOSE: "</>"}


def english(text: str) -> str:
    return shown(finish(text, punctuation_in_quote=True))


def german(text: str) -> str:
    return shown(finisher(GERMAN, False)(text))


def shown(text: str) -> str:
    return "".join(SHOWN.get(char, char) for char in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.. b", "a. b"), ("a., b", "a., b"), ("a!. b", "a! b"), ("a?. b", "a? b"),
        ("a?: b", "a? b"), ("a?, b", "a?, b"), ("a:. b", "a: b"), ("a;. b", "a; b"),
        ("a,, b", "a, b"), ("a  b", "a b"), ("a.,. b", "a.,. b"), ("a?!", "a?!"),
    ],
)  # fmt: skip
def test_marks_that_meet(text: str, expected: str) -> None:
    assert english(text) == expected


def test_a_value_keeps_its_own_runs() -> None:
    assert english(parse_rich("and then...") + ". Next") == "and then... Next"
    assert english("a" + keep(" .. ") + "b") == "a .. b"


def test_punctuation_goes_into_quotes_where_the_locale_has_it_so() -> None:
    title = wrap(QUOTE, "On growth")
    assert english(title + ", 1917") == "“On growth,” 1917"
    assert german(title + ", 1917") == "„On growth“, 1917"
    assert english(title + "; 1917") == "“On growth”; 1917"
    assert english(wrap(QUOTE, "Why?") + ". 1917") == "“Why?” 1917"
    assert english(wrap(QUOTE, "Inc.") + ". 1917") == "“Inc.” 1917"
    assert english(parse_rich('the "end"') + ". 1917") == "the “end.” 1917"
    assert english(parse_rich('a "b", c')) == "a “b”, c"


def test_punctuation_goes_out_of_quotes_where_the_locale_has_it_so() -> None:
    assert german(wrap(QUOTE, "Eins,") + " zwei") == "„Eins“, zwei"
    assert german(wrap(QUOTE, "Eins.") + ". Zwei") == "„Eins.“ Zwei"


def test_quotes_alternate() -> None:
    assert english(wrap(QUOTE, parse_rich("a \"b 'c'\""))) == "“a ‘b “c”’”"
    assert english(parse_rich("'a' and \"b\"")) == "“a” and ‘b’"
    assert german(wrap(QUOTE, parse_rich('a "b"'))) == "„a ‚b‘“"


def test_italics_alternate() -> None:
    assert english(wrap(ITALIC, parse_rich("a <i>b</i> c"))) == "<i>a <n>b</> c</>"
    assert english(wrap(NORMAL_STYLE, "a")) == "a"
    assert english(wrap(BOLD, wrap(BOLD, "a"))) == "<b><b>a</></>"


def test_a_question_in_italics_keeps_a_delimiter_s_stop_and_loses_a_container_s() -> None:
    assert english(wrap(ITALIC, "Why?") + ". Then") == "<i>Why?</>. Then"
    assert english(wrap(ITALIC, "Why?") + FORCE_MERGE + ".") == "<i>Why?</>"
    assert english(wrap(ITALIC, "Inc.") + ". Then") == "<i>Inc.</> Then"


def test_a_number_keeps_the_mark_of_its_suffix() -> None:
    assert english("7:" + QUOTE_BARRIER + ".") == "7:."
    assert english("7." + QUOTE_BARRIER + ".") == "7."


def test_a_quotation_takes_no_mark_of_decorated_text_in() -> None:
    title = wrap(QUOTE, "On growth")
    assert (
        english(title + QUOTE_BARRIER + ", " + wrap(ITALIC, "ibid.")) == "“On growth”, <i>ibid.</>"
    )
    assert english(title + ", " + wrap(ITALIC, "ibid.")) == "“On growth,” <i>ibid.</>"


def test_a_quotation_takes_no_mark_of_the_style_s_own_text_in() -> None:
    title = wrap(QUOTE, "On growth")
    assert english(title + OUTSIDE + ". Cambridge") == "“On growth”. Cambridge"
    assert english(
        title + FORCE_MERGE + OUTSIDE + ". A, " + ITALIC + "b." + CLOSE + FORCE_MERGE + "."
    ) == ("“On growth”. A, <i>b.</>")
    assert english("Why?" + OUTSIDE + ". Cambridge") == "Why? Cambridge"
    assert english("Inc." + OUTSIDE + ". Cambridge") == "Inc. Cambridge"


@pytest.mark.parametrize(
    "text", ["a.  b", f"{ITALIC}a. {CLOSE} b", "a. " + keep("  ") + "b", f"a. {ITALIC} b{CLOSE}"]
)
def test_spaces_that_meet_are_one(text: str) -> None:
    assert strip(finish(text)) == "a. b"


def test_the_short_way_gives_what_the_long_way_gives() -> None:
    title = wrap(QUOTE, "On growth")
    for tail in (", 1", ". 1", "; 1", "! 1", " 1", ".", ""):
        for text in (title + tail, "A. " + title + tail, wrap(ITALIC, "A") + " " + title + tail):
            for quotes, inside in ((ENGLISH_QUOTES, True), (GERMAN, False)):
                assert finisher(quotes, inside)(text) == finisher(quotes, inside)(
                    text + FORCE_MERGE
                )


def test_periods_are_stripped() -> None:
    assert strip_periods("Proc. Nat. Acad.") == "Proc Nat Acad"


def test_no_line_begins_with_a_mark() -> None:
    """What a block begins with, and what follows it, belongs to the line before."""
    assert english(f"Nature 171{BLOCK}. doi:10{CLOSE}") == f"Nature 171.{BLOCK}doi:10</>"
    assert english(f"Nature.{BLOCK}. doi:10{CLOSE}") == f"Nature.{BLOCK}doi:10</>"
    assert english(f"{BLOCK}Doe 2020{CLOSE}, bioRxiv") == f"{BLOCK}Doe 2020,</>bioRxiv"
    assert english(f"{BLOCK}. Doe{CLOSE}") == f"{BLOCK}. Doe</>"
