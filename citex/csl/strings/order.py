"""Order of Chinese lists: groups of languages, then names by reading or by strokes.

GB/T 7714-2015, 9.2 and -2025, 9.3: entries are grouped by language; Chinese ones go by pinyin or
by strokes. A family name goes by its reading as a family name (曾 is Zeng, not Ceng).
"""

from __future__ import annotations

from collections.abc import Sequence

from citex._late import regex
from citex._remembered import remembered
from citex.csl.strings.collate import sort_key
from citex.csl.strings.han import han_key, sound_of
from citex.csl.strings.pinyin import given_syllables, surname_length, surname_reading
from citex.text.scripts import has_cjk

_PERSON = regex(r"(?:^|(?<=[,，、;；] )|(?<=[,，、;；]))([\u3400-\u9fff]{2,4})(?=$|[,，、;； ])")
_ORIGIN = regex(
    r"(?:^|(?<=[,，] ))[\[［(（〔【][\u3400-\u9fff]{1,4}[\]］)）〕】] ?(?=[\u3400-\u9fff])"
)
"""A country or a dynasty before a name, which no order goes by: [美]约翰·罗尔斯, （清）曹雪芹."""
_LATIN = frozenset(
    """af az bs ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it la lt lv ms mt nb nl nn pl
    pt ro sk sl sq sv sw tl tr vi""".split()
)


@remembered(8192)
def order_key(text: str, collation: str) -> str:
    """A key that sorts by "pinyin" or "stroke"; what is not Chinese goes by its letters.

    >>> names = ["曾国藩", "陈垣", "单霁翔", "张三丰", "张三", "尉迟敬德", "查良铮"]
    >>> sorted(names, key=lambda name: order_key(name, "pinyin"))
    ['陈垣', '单霁翔', '尉迟敬德', '曾国藩', '查良铮', '张三', '张三丰']
    >>> sorted(["张三", "丁一", "王二"], key=lambda name: order_key(name, "stroke"))
    ['丁一', '王二', '张三']
    """
    if not has_cjk(text):
        return sort_key(text, "en-US")
    text = _ORIGIN.sub("", text)
    if collation == "stroke":
        return sort_key(han_key(text, "stroke"), "zh")
    return sort_key(_PERSON.sub(lambda match: _with_surname(match[1]), text), "zh")


def _with_surname(name: str) -> str:
    family = name[: surname_length(name)]
    reading = surname_reading(family)
    if reading is None:
        return name
    syllables = given_syllables(reading) if len(family) > 1 else (reading,)
    if syllables is None or len(syllables) != len(family):
        return name
    pairs = zip(family, syllables, strict=True)
    return "".join(sound_of(char, syllable) for char, syllable in pairs) + name[len(family) :]


@remembered(256)
def language_group(language: str, groups: Sequence[str]) -> str:
    """The place of a language among groups, as a digit string: "latin" and "other" are wide.

    >>> groups = ("zh", "ja", "latin", "ru", "other")
    >>> [language_group(tag, groups) for tag in ("zh-CN", "fr", "ru", "ko")]
    ['00', '02', '03', '04']
    """
    code = language.partition("-")[0].lower()
    if code in groups:
        place = groups.index(code)
    elif code in _LATIN and "latin" in groups:
        place = groups.index("latin")
    else:
        place = groups.index("other") if "other" in groups else len(groups)
    return f"{place:02d}"
