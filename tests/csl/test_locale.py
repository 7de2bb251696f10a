"""Locales: terms, fallback, ordinals, a style's own."""

from __future__ import annotations

import pickle

import pytest
from lxml import etree

from citex.csl.locale import Locale, load, normalize, parse_locale
from citex.csl.markup import CLOSE, SUP
from citex.csl.strings.ordinals import roman

NAMESPACE = "http://purl.org/net/xbiblio/csl"


def overlay(xml: str, lang: str = "") -> tuple[str | None, object]:
    attribute = f' xml:lang="{lang}"' if lang else ""
    return parse_locale(etree.fromstring(f'<locale xmlns="{NAMESPACE}"{attribute}>{xml}</locale>'))


def test_a_form_falls_back_to_the_next() -> None:
    locale = load("en-US")
    assert locale.term("editor", "verb-short") == "ed. by"
    assert locale.term("section", "symbol", plural=True) == "§§"
    assert locale.term("accessed", "short") == "accessed"
    assert locale.term("no such term") is None


def test_a_dialect_falls_back_to_its_language_and_to_english() -> None:
    assert load("de-AT").term("month-01") == "Jänner"
    assert load("de-AT").term("editor", "short") == load("de-DE").term("editor", "short")
    assert load("de").lang == "de-DE"
    assert load("xx").term("page") == "page"


def test_a_tag_is_read_as_people_write_it() -> None:
    assert normalize("zh_cn") == "zh-CN"
    assert load("EN_gb").lang == "en-GB"


def test_a_style_s_terms_lie_over_the_locale_s() -> None:
    style = [
        overlay('<terms><term name="and">and also</term></terms>'),
        overlay('<terms><term name="and">und auch</term></terms>', "de"),
        overlay('<terms><term name="and">et</term></terms>', "fr"),
    ]
    assert load("en-US").overlaid(style).term("and") == "and also"
    assert load("de-AT").overlaid(style).term("and") == "und auch"


def test_an_empty_term_is_a_term() -> None:
    empty = load("en-US").overlaid([overlay('<terms><term name="et-al"/></terms>')])
    assert empty.term("et-al") == ""


def test_ordinals_are_replaced_as_a_whole() -> None:
    style = [overlay('<terms><term name="ordinal">.</term></terms>')]
    assert [load("en-US").overlaid(style).ordinal(n) for n in (1, 2, 3)] == ["1.", "2.", "3."]
    assert load("zh-CN").ordinal(2) == "2"


def test_the_ending_of_an_ordinal_may_be_raised() -> None:
    """Its tags too, where a style escapes them once too often."""
    for ending in ("&lt;sup&gt;e&lt;/sup&gt;", "&amp;lt;sup&amp;gt;e&amp;lt;/sup&amp;gt;"):
        style = [overlay(f'<terms><term name="ordinal">{ending}</term></terms>')]
        assert load("en-US").overlaid(style).ordinal(2) == f"2{SUP}e{CLOSE}"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (112, "112th")],
)
def test_english_ordinals(number: int, expected: str) -> None:
    assert load("en-US").ordinal(number) == expected


def test_ordinals_agree_with_the_noun() -> None:
    french = load("fr-FR")
    assert french.ordinal(1, "feminine") == "1ʳᵉ"
    assert french.ordinal(1, "masculine") == "1ᵉʳ"
    assert french.ordinal(2, "feminine") == "2ᵉ"
    assert french.long_ordinal(1) == "premier"


def test_another_word_for_a_noun_has_its_gender() -> None:
    own = overlay('<terms><term name="edition">édition</term></terms>')
    assert load("fr-FR").overlaid([own]).gender("edition") == "feminine"
    own = overlay('<terms><term name="edition" gender="masculine">tirage</term></terms>')
    assert load("fr-FR").overlaid([own]).gender("edition") == "masculine"


def test_the_scheme_of_csl_1_0_still_works() -> None:
    terms = "".join(
        f'<term name="ordinal-0{place}">{suffix}</term>'
        for place, suffix in enumerate(("st", "nd", "rd", "th"), 1)
    )
    locale = load("en-US").overlaid([overlay(f"<terms>{terms}</terms>")])
    assert [locale.ordinal(n) for n in (1, 2, 13, 23, 24)] == ["1st", "2nd", "13th", "23rd", "24th"]


def test_options_and_dates_come_from_the_nearest() -> None:
    assert load("en-US").punctuation_in_quote
    assert not load("en-GB").punctuation_in_quote
    style = [overlay('<style-options punctuation-in-quote="false"/>')]
    assert not load("en-US").overlaid(style).punctuation_in_quote
    assert [part["name"] for part in load("en-US").dates["text"].parts] == ["month", "day", "year"]


def test_a_locale_does_not_change_and_pickles() -> None:
    locale = load("fr-FR")
    with pytest.raises(AttributeError):
        locale.lang = "de-DE"  # type: ignore[misc]
    again: Locale = pickle.loads(pickle.dumps(locale))
    assert again.term("and") == locale.term("and")
    assert again.quotes == locale.quotes


def test_roman_numerals() -> None:
    assert [roman(n) for n in (4, 9, 1999, 4000)] == ["iv", "ix", "mcmxcix", "4000"]
