"""The order of names and titles in several languages."""

from __future__ import annotations

import pytest

from citex.csl.strings.collate import sort_key

WORDS = "Zebra ähnlich Apfel Åse Oslo øl Ñu Nz Nu Čapek Cz Da Cha Ha Ia Œuvre Of Od".split()


def order(locale: str, words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: sort_key(word, locale))


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", "ähnlich Apfel Åse Čapek Cha Cz Da Ha Ia Ñu Nu Nz Od Œuvre Of øl Oslo Zebra"),
        ("sv-SE", "Apfel Čapek Cha Cz Da Ha Ia Ñu Nu Nz Od Of Oslo Zebra Åse ähnlich øl Œuvre"),
        ("es-ES", "ähnlich Apfel Åse Čapek Cha Cz Da Ha Ia Nu Nz Ñu Od Œuvre Of øl Oslo Zebra"),
        ("cs-CZ", "ähnlich Apfel Åse Cz Čapek Da Ha Cha Ia Ñu Nu Nz Od Œuvre Of øl Oslo Zebra"),
    ],
)
def test_letters_of_their_own(locale: str, expected: str) -> None:
    assert order(locale, WORDS) == expected.split()


def test_case_accents_and_punctuation_make_no_difference() -> None:
    assert sort_key("O'Neil-Élan") == sort_key("oneilelan")


def test_words_are_compared_one_by_one() -> None:
    assert order("en", ["Newark", "New York", "News"]) == ["New York", "Newark", "News"]


def test_numbers_go_by_value() -> None:
    assert order("en", ["vol. 10", "vol. 9", "vol. 010b"]) == ["vol. 9", "vol. 10", "vol. 010b"]


def test_scripts_follow_each_other() -> None:
    assert order("en", ["中", "Ж", "Ω", "z", "9"]) == ["9", "z", "Ω", "Ж", "中"]
    assert order("ru", ["z", "ж", "9"]) == ["9", "ж", "z"]
    assert order("zh-CN", ["a", "中", "9"]) == ["9", "中", "a"]


def test_chinese_goes_by_sound_in_china_and_by_strokes_in_taiwan() -> None:
    assert order("zh-CN", ["王", "丁", "安", "陈"]) == ["安", "陈", "丁", "王"]
    assert order("zh-TW", ["王", "丁", "陳"]) == ["丁", "王", "陳"]
    # strokes, then radicals: 丨, 方, 玉; 邑 counts seven strokes there
    assert order("zh-TW", ["王", "鄧", "方", "黃", "中"]) == ["中", "方", "王", "黃", "鄧"]


def test_chinese_of_one_sound_goes_by_strokes() -> None:
    pytest.importorskip("pypinyin", reason="tones are known from it")
    names = ["杨洪升", "扬之水", "王明亮", "王名扬", "冀超", "季卫东", "英国", "应松年"]
    assert order("zh-CN", names) == [
        "季卫东", "冀超", "王名扬", "王明亮", "扬之水", "杨洪升", "应松年", "英国",
    ]  # fmt: skip


def test_characters_of_no_known_reading_come_last() -> None:
    """Those of the third plane among them, whose code points no key has room for."""
    names = ["𰀀", "曹", "安"]
    for locale in ("zh-CN", "zh-TW"):
        assert sorted(names, key=lambda name: sort_key(name, locale))[-1] == "𰀀"
