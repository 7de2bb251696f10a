"""The language of a work, from its field in whatever shape and from its script."""

from __future__ import annotations

import pytest

from citex.csl.strings import pinyin
from citex.csl.strings.language import language_of
from citex.model import Name, Paper
from citex.text.languages import from_text, tag


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("zh", "zh"), ("zh-CN", "zh-CN"), ("zh_cn", "zh-CN"), ("zh-Hans", "zh-Hans"),
        ("中文;", "zh"), ("中文", "zh"), ("Chinese", "zh"), ("CHI", "zh"), ("zho", "zh"),
        ("Chinese (Simplified)", "zh-CN"), ("简体中文", "zh-CN"), ("cn", "zh"), ("eng", "en"),
        ("English", "en"), ("en-US", "en-US"), ("EN", "en"), ("英文", "en"),
        ("Text in English", "en"), ("English;", "en"), ("eng; chi", "en"), ("ja", "ja"),
        ("日本語", "ja"), ("jpn", "ja"), ("ko-KR", "ko-KR"), ("русский", "ru"), ("pt-PT", "pt-PT"),
        ("français", "fr"), ("Deutsch", "de"), ("", None), ("und", None), ("N/A", None),
        ("???", None), ("unknown", None), ("lang", None), ("123", None), ("xx", None),
    ],
)  # fmt: skip
def test_fields(field: str, expected: str | None) -> None:
    assert tag(field) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河岸的热", "zh"), ("基于LSTM的IoT入侵检测", "zh"),
        ("The term 国学 in recent writing", "en"),
        ("港町のくらし", "ja"), ("最新図書館用語大辭典", "ja"), ("東京", "zh"),
        ("항구의 시장", "ko"),
        ("Приливы", "ru"), ("Rivers", "en"), ("<i>河</i>", "zh"), ("1984", None), ("", None),
        ("Ποταμοί", "el"), ("نهر", "ar"), ("A", None),
    ],
)  # fmt: skip
def test_texts(text: str, expected: str | None) -> None:
    assert from_text(text) == expected


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper(title="Rivers", author=[Name("王", "伟")]), "en"),
        (Paper(title="1984", author=[Name(literal="林知远")]), "zh"),
        (Paper(title="Rivers", language="zh", author=[Name("Wang", "Wei")]), "en"),
        (Paper(title="Rivers", language="zh", author=[Name("王", "伟")]), "zh"),
        (Paper(title="河岸", language="en"), "zh"),
        (Paper(title="Ufer", language="de"), "de"),
        (Paper(container_title="示例学报"), "zh"),
        (Paper(), "en"),
    ],
)
def test_works(paper: Paper, expected: str) -> None:
    """The title speaks before the names; a field that the record contradicts does not count."""
    assert language_of(paper) == expected


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("Wang", "Xinya", "certain"), ("WANG", "XINYA", "certain"), ("Wang", "Xin-Ya", "certain"),
        ("Lü", "Bu", "likely"), ("Ouyang", "Xiu", "likely"), ("Zhang", "Wei", "likely"),
        ("Li", "Lisa", "doubtful"), ("Wang", "Angela", "doubtful"), ("Wang", "X", "no"),
        ("Wang", "X Y", "no"), ("Kim", "Minho", "no"), ("Long", "John", "no"), ("", "Wei", "no"),
        ("Yang", "", "no"), ("Brown", "Dan", "no"), ("Chen", "Christopher", "no"),
    ],
)  # fmt: skip
def test_pinyin(family: str, given: str, expected: str) -> None:
    assert pinyin.pinyin_name(family, given) == expected


def test_readings_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """GB 2312 gives the readings of common characters; rare ones stand for themselves."""
    monkeypatch.setattr(pinyin, "pypinyin", lambda: None)
    pinyin.readings.cache_clear()
    assert pinyin.readings("女子律师") == ("nv", "zi", "lv", "shi")
    assert pinyin.readings("犇") == ("犇",)
    pinyin.readings.cache_clear()


def test_every_reading_is_pinyin() -> None:
    for name, reading in pinyin._surnames().items():
        # a lone e is no given name
        assert reading == "e" or pinyin.given_syllables(reading), (name, reading)
        assert len(name) <= 2
