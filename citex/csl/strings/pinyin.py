"""Chinese by its sound: readings of family names and characters, and names written in pinyin."""

from __future__ import annotations

import bisect
import re
import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from citex._late import regex
from citex._remembered import remembered
from citex.model import Name, new_name

Sureness = Literal["certain", "likely", "doubtful", "no"]

_DATA = Path(__file__).parent.parent / "data"
_LETTERS = regex(r"[a-zü]+")
_BREAK = regex(r"[\s'’ʼ-]+|(?<=[a-zü])(?=[A-ZÜ])")
_INITIAL = regex(r"\w\.|\b[A-Z]{1,3}\b")
_PERSON = regex("[\u3400-\u9fff]{2,4}")
_VOWELS = ("a", "e", "o")
_LONGEST = 24
"""Letters of the longest given name that is looked at."""

_LOOKALIKES = frozenset(
    """dae dee due gae kae lee mae nee sae shae sue tae
    adan alan ale alena alina ana andi angela ani anna anne asa bai bao ben bo cale cane dale
    dan dana dane dede deli dena dian diana dina dino duane duke edan elena eli elisa ella ena
    ethan eva fabian gabe gale gary gene gina han hana hanna hans helen helena helene huge hugo
    juan jude julian jun june kai kane kari kate ken kena kenan lana lane lara lena leo leon li
    lida lilian lin lina lionel lisa long lucian luke lulu luna mai maia manuel mao marian may
    mena mike mila milan min mina mona nan nana nanang nate nathan nina nuan pan pete pina ran
    reuben rohan rune ryan sana sasha sean selena senan shan shana shane sun suna susan susana
    suzan tai tan tania tina toni una wade yale yana zane zara zena""".split()
)
"""Given names of other peoples that could be pinyin."""
_REALLY_CHINESE = frozenset(
    """bai bao bo dan han juan jun kai li lida lin lina long mai mao min nan nana pan ran shan sun
    tai tan yana""".split()
)
"""Of those, given names so common in China that after a Chinese family name they count."""

_COMMON = frozenset(
    """wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng
    liang xie song tang deng feng han cao zeng peng xiao cai pan tian dong yuan yu ye jiang du su
    wei cheng lv lu ding ren yao shen zhong cui tan fan wang liao shi jin jia xia fu fang zou
    xiong bai meng qin qiu hou yin xue yan lei long shao qian hao mao dai mo kong xiang chang
    """.split()
)


@remembered(4096)
def pinyin_name(family: str, given: str) -> Sureness:
    """How sure it is that a name in Latin letters is a Chinese one in pinyin.

    The family name must read like a Chinese one and the given name fall apart into one or two
    syllables. "certain": two syllables after a common family name; "likely": one syllable, or a
    rarer family name; "doubtful": other peoples have that name too; "no": it cannot be pinyin.

    >>> pinyin_name("Yang", "Yufei"), pinyin_name("Ouyang", "Xiu"), pinyin_name("Li", "Lisa")
    ('certain', 'likely', 'doubtful')
    >>> pinyin_name("Kim", "Ju Young"), pinyin_name("Wang", "X."), pinyin_name("Brown", "Dan")
    ('no', 'no', 'no')
    """
    if not family or not given or _INITIAL.search(given):
        return "no"
    surname = _plain(family)
    if surname not in _surname_readings():
        return "no"
    syllables = given_syllables(given)
    if syllables is None or len(syllables) > 3:
        return "no"
    joined = "".join(syllables)
    if len(syllables) == 3:
        return "doubtful"
    if joined in _LOOKALIKES and not (joined in _REALLY_CHINESE and surname in _COMMON):
        return "doubtful"
    return "certain" if len(syllables) == 2 and surname in _COMMON else "likely"


def pinyin_surname(family: str) -> bool:
    """Whether a family name in Latin letters reads like a Chinese one.

    >>> pinyin_surname("WU"), pinyin_surname("UN")
    (True, False)
    """
    return _plain(family) in _surname_readings()


@remembered(4096)
def given_syllables(given: str) -> tuple[str, ...] | None:
    """The pinyin syllables of a given name, or None if it is not made of such.

    >>> given_syllables("Xuetong"), given_syllables("Xi'an"), given_syllables("Xian")
    (('xue', 'tong'), ('xi', 'an'), ('xian',))
    >>> given_syllables("Guie"), given_syllables("Ellie")
    (('gui', 'e'), None)
    >>> given_syllables("Jing-Yi"), given_syllables("Lü"), given_syllables("Christopher")
    (('jing', 'yi'), ('lv',), None)
    """
    found: list[str] = []
    for piece in _BREAK.split(given.strip()):
        split = _syllables(_plain(piece))
        if split is None:
            return None
        found.extend(split)
    return tuple(found) if found else None


def join_given(given: str) -> str:
    """A pinyin given name in one word, as GB/T 28039 writes it.

    >>> join_given("Xue-Tong"), join_given("Xue Tong"), join_given("Jiangning")
    ('Xuetong', 'Xuetong', 'Jiangning')
    """
    pieces = [piece for piece in re.split(r"[\s-]+", given.strip()) if piece]
    joined = pieces[0]
    for piece in pieces[1:]:
        vowel = piece[:1].lower() in _VOWELS
        joined += ("'" if vowel else "") + piece.lower()
    return joined


@remembered(4096)
def surname_length(name: str) -> int:
    """How many characters of a Chinese name are the family name.

    >>> surname_length("尉迟敬德"), surname_length("曾国藩"), surname_length("")
    (2, 1, 0)
    """
    table = _surnames()
    if len(name) > 2 and name[:2] in table:
        return 2
    return min(1, len(name))


def surname_reading(family: str) -> str | None:
    """How a Chinese family name is read, or None if the table does not have it.

    >>> [surname_reading(family) for family in ("曾", "单", "查", "仇", "解", "区", "尉迟")]
    ['zeng', 'shan', 'zha', 'qiu', 'xie', 'ou', 'yuchi']
    """
    return _surnames().get(family)


@remembered(16384)
def readings(text: str) -> tuple[str, ...]:
    """How each character is read in this text: a syllable, or the character itself.

    With the package pypinyin (extra `zh`) words decide between several readings and rare
    characters are known; without it GB 2312's order gives the readings of 3,755 characters.

    >>> readings("北京大学")
    ('bei', 'jing', 'da', 'xue')
    """
    if text.isascii():
        return tuple(text.lower())
    package = pypinyin()
    if package is not None:
        found = package.lazy_pinyin(text, style=package.Style.NORMAL, v_to_u=False, errors=list)
        syllables = tuple(s.replace("ü", "v") for s in found)
        if len(syllables) == len(text):
            return syllables
    return tuple(map(_reading, text))


def romanized(
    name: str, family: int | None = None, *, umlaut: str = "yu"
) -> tuple[str, str] | None:
    """A Chinese person's name in pinyin, family name and given name; None if it is no such name.

    `family` is how many characters the family name has, if that is known; `umlaut` is what ü is
    written as: GB/T 28039 has yu for it.

    >>> romanized("单霁翔"), romanized("欧阳修"), romanized("中国科学院图书馆")
    (('Shan', 'Jixiang'), ('Ouyang', 'Xiu'), None)
    >>> romanized("吕思勉"), romanized("吕思勉", umlaut="ü")
    (('Lyu', 'Simian'), ('Lü', 'Simian'))
    """
    length = family or surname_length(name)
    reading = surname_reading(name[:length])
    if reading is None or length >= len(name) or not _PERSON.fullmatch(name):
        return None
    syllables = readings(name[length:])
    if not all(syllable in _all_syllables() for syllable in syllables):
        return None
    given = syllables[0] + "".join(
        ("'" if syllable[0] in _VOWELS else "") + syllable for syllable in syllables[1:]
    )
    parts = (part.replace("v", umlaut).capitalize() for part in (reading, given))
    return next(parts), next(parts)


def name_in_latin(name: Name, told: Name | None = None, *, umlaut: str = "yu") -> Name | None:
    """A Chinese name as its record has it in Latin letters, else in pinyin; None where neither.

    `told` is what the record has; pinyin that says the same has the family name in its place.

    >>> name_in_latin(Name("王", "磊")), name_in_latin(Name("王", "磊"), Name("Wong", "Lui"))
    (Name(family='Wang', given='Lei'), Name(family='Wong', given='Lui'))
    >>> name_in_latin(Name("王", "磊"), Name("Lei", "Wang"))
    Name(family='Wang', given='Lei')
    """
    text = name.literal or f"{name.family or ''}{name.given or ''}"
    parts = romanized(text.replace(" ", ""), len(name.family or "") or None, umlaut=umlaut)
    if told is not None:
        words = {part.lower() for part in (told.family, told.given) if part}
        if parts is None or words != {part.lower() for part in parts}:
            return told
    return new_name(*parts) if parts is not None else None


def _reading(character: str) -> str:
    code = _gb2312(character)
    if not 0xB0A1 <= code <= 0xD7F9:
        return character
    starts, syllables = _gb2312_syllables()
    return syllables[bisect.bisect_right(starts, code) - 1]


def gb2312_place(character: str) -> int:
    """The character's place in GB 2312, by reading, tone and strokes; rare ones follow."""
    code = _gb2312(character)
    return code if code else 0x10000 + ord(character)


def _gb2312(character: str) -> int:
    try:
        return int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return 0


@remembered(4096)
def _syllables(word: str) -> tuple[str, ...] | None:
    """The fewest syllables that make up a word; a later one begins with a consonant if it can."""
    return _split(word, begins_with_vowel=False) or _split(word, begins_with_vowel=True)


def _split(word: str, *, begins_with_vowel: bool) -> tuple[str, ...] | None:
    if len(word) > _LONGEST:
        return None
    known = _all_syllables()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before, syllable = best[start], word[start:end]
            if before is None or (syllable not in known and not (start and syllable == "e")):
                continue
            if start and syllable[0] in _VOWELS and not begins_with_vowel:
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = (*before, syllable)
    return best[-1] or None


@remembered(4096)
def _plain(text: str) -> str:
    """Small letters without tone marks; ü (also written yu after l and n) as v."""
    decomposed = unicodedata.normalize("NFD", text.strip().lower())
    bare = re.sub("u(?=[\u0300\u0301\u0304\u030c]?\u0308)", "v", decomposed)
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"^([ln])yu(?=$)", r"\1v", letters)


@cache
def _surnames() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _lines("surnames.txt"):
        reading, *names = line.split()
        for name in names:
            table.setdefault(name, reading)
    return table


@cache
def _surname_readings() -> frozenset[str]:
    return frozenset(_surnames().values())


@cache
def _gb2312_syllables() -> tuple[list[int], list[str]]:
    rows = [line.split() for line in _lines("pinyin.txt")]
    return [_gb2312(first) for _, first in rows], [syllable for syllable, _ in rows]


@cache
def _all_syllables() -> frozenset[str]:
    more = {"cen", "den", "dia", "nou", "lue", "nue", "lyu", "nyu"}  # none common in GB 2312
    return frozenset(_gb2312_syllables()[1]) - {"o", "e"} | more


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def pypinyin() -> Any:
    """The package pypinyin, or None where it is not installed."""
    try:
        return import_module("pypinyin")
    except ImportError:
        return None
