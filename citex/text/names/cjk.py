"""Chinese, Japanese and Korean names: their characters, family names, and several in a row."""

from __future__ import annotations

from citex._late import regex
from citex.text.tables import words

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Ranges of Han, kana and Hangul, for a character class (the plane of rare Han is added)."""

_CLASS = f"{CJK}\U00020000-\U0003134f"
_ALL = regex(rf"[{_CLASS}]+(?:[·‧•][{_CLASS}]+)*")
_ANY = regex(f"[{_CLASS}]")
_HAN = regex(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = regex(r"[\u3040-\u30ff]")
_KOREAN_WHOLE = regex(r"[\uac00-\ud7af]{3,4}")
_KOREAN = regex(r"[\uac00-\ud7af]{2,4}")
SPACED = regex(rf"([{_CLASS}]{{1,4}}) ([{_CLASS}]{{1,4}})")

COMPOUND_SURNAMES = frozenset(words("compound surnames"))
"""Chinese family names of two characters, simplified and traditional."""

SURNAMES = frozenset("".join(words("surnames")))
"""Chinese family names of one character, simplified and traditional."""

_CHINESE = frozenset("".join(words("surnames of China alone")))
"""Family names that no Japanese name of two characters begins with."""


def is_cjk(text: str) -> bool:
    """Whether the text is written in Han, kana or Hangul throughout (a middle dot may stand in it).

    >>> is_cjk("张三"), is_cjk("卡尔·马克思"), is_cjk("张 San")
    (True, True, False)
    """
    return _ALL.fullmatch(text) is not None


def has_cjk(text: str) -> bool:
    """Whether there is a Han, kana or Hangul character in the text."""
    return _ANY.search(text) is not None


def has_han(text: str) -> bool:
    """Whether there is a Han character in the text."""
    return _HAN.search(text) is not None


def split_cjk(text: str) -> tuple[str, str] | None:
    """Family and given name of a Chinese name, by the table of surnames; None if it has none.

    >>> split_cjk("欧阳小明"), split_cjk("张三"), split_cjk("本报评论员")
    (('欧阳', '小明'), ('张', '三'), None)
    """
    if not 2 <= len(text) <= 4 or not _ALL.fullmatch(text):
        return None
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return text[:2], text[2:]
    if len(text) <= 3 and text[0] in SURNAMES:
        return text[0], text[1:]
    return None


def cut_cjk(text: str) -> tuple[str, str] | None:
    """Family and given name of any such name: the family is its first character or word.

    >>> cut_cjk("欧阳修"), cut_cjk("山田 太郎"), cut_cjk("阿卜杜拉·阿卜杜热西提")
    (('欧阳', '修'), ('山田', '太郎'), None)
    """
    words = text.split()
    if len(words) == 2:
        return words[0], words[1]
    text = "".join(words)
    if "·" in text or "・" in text or not 2 <= len(text) <= 4 or _KANA.search(text):
        return None
    cut = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    if cut == 1 and len(text) == 4 and has_han(text):
        return None  # "山田太郎": nobody can tell where a Japanese family name ends
    return text[:cut], text[cut:]


def is_lone_family(text: str) -> bool:
    """Whether a lone part is a whole name: Korean, or with Han in it."""
    return _KOREAN.fullmatch(text) is not None or (has_han(text) and is_cjk(text.replace(" ", "")))


def spaced_names(text: str) -> list[str] | None:
    """The Chinese names that a text parts by blanks; None where it may be one name.

    >>> spaced_names("张三 李四 王五"), spaced_names("田中 花子"), spaced_names("张 三")
    (['张三', '李四', '王五'], None, None)
    """
    words = text.split()
    if len(words) < 2 or not all(2 <= len(word) <= 4 and split_cjk(word) for word in words):
        return None
    sure = len(words) > 2 or all(word[0] in _CHINESE for word in words)
    return words if sure and words[0] not in COMPOUND_SURNAMES else None


def is_one_name(text: str, pieces: list[str]) -> bool:
    """Whether two words with a comma between are one name's family and given parts.

    >>> is_one_name("欧阳, 小明", ["欧阳", "小明"]), is_one_name("张三, 李四", ["张三", "李四"])
    (True, False)
    """
    if len(pieces) != 2 or "、" in text:
        return False
    family, given = pieces
    if len(family.replace(" ", "")) > 3 or " " in family or _KOREAN_WHOLE.fullmatch(family):
        return False  # 山田太郎, 鈴木花子
    if len(family) == 1 or family in COMPOUND_SURNAMES:
        return True
    chinese = family[0] in _CHINESE and given[0] in _CHINESE and len(given) > 1
    return ", " in text and not (chinese and split_cjk(family) and split_cjk(given))
