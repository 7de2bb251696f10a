"""Chinese text in pinyin: words joined, names with a capital, marks as English has them.

After GB/T 16159 (basic rules of the orthography of Hanyu Pinyin), as far as rules without a reader
go: which characters make a word is told by a list of words and their frequencies, readings are
those of the package pypinyin (extra `zh`), so what comes out is a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from citex._late import regex
from citex._remembered import remembered
from citex.csl.strings.pinyin import pypinyin, romanized
from citex.errors import MissingPackage
from citex.text.scripts import simplified

_DATA = Path(__file__).parent.parent / "data"
_HAN = regex("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_TAG = regex(r"(<[^<>]*>)")
_APART = regex(rf"(?<={_HAN.pattern[:-1]})((?:<[^<>]*>)+)(?={_HAN.pattern[:-1]})")
"""Tags between two characters."""
_LONGEST = 4
"""Characters of the longest word that is looked for, but for names."""
_VOWELS = ("a", "o", "e")
_UNKNOWN = 60
"""What a character costs that the list does not have."""
_NAMED = 12
"""What a name costs: less than any two words."""
_JOINED = frozenset(
    "者家学性化率型式度力界级类论派史员们品物机器社院馆所厅族语法量值期集记志传选录编报刊站厂店队"
    "团会党费税权罪感观热病症炎剂素酸碱盐层区带线网链库表图卡片膜管池炉塔港桥路城国军典书剧画曲诗词赋"
    "经战主义"
)
"""Characters that make one word with a longer one before them."""
_OF_NAMES = frozenset("学派族语文人字系裔")
"""The same with a name before them."""
_ALONE = frozenset(
    "的地得了着过与和及跟同或而且之其于在对从以为由被把向往给比按据因就也都还又再才不没很最更太"
    "是有无非上下中内外前后里间等这那此该各每某本我你他她它们一二三四五六七八九十百千万亿两几个"
    "第论说谈评析释考辨新旧大小多少高低年月日时"
)
"""Characters that are words of their own where no longer word has them."""
_NUMERAL = regex("[〇一二三四五六七八九十百千万亿]+")
_DYNASTY = regex("[唐宋隋秦汉晋魏辽][代朝初末人诗词文]?|[元明清][代朝初末]")
_CAPITAL = "\x00"
"""Before what begins with a capital."""
_MARKS = str.maketrans({
    "，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ". ", "？": "? ", "！": "! ",
    "（": " (", "）": ") ", "【": " [", "】": "] ", "《": f" “{_CAPITAL}", "》": "” ",
    "〈": f" “{_CAPITAL}", "〉": "” ",
    "「": " “", "」": "” ", "『": " ‘", "』": "’ ", "～": "–", "·": " ", "・": " ", "‧": " ",
    "\u3000": " ", "〔": " [", "〕": "] ",
})  # fmt: skip
_DASH = regex("——|──|⸺|--")
_TIGHT = (regex(r" ([,;:.?!)\]”’])"), regex(r"([(\[“‘]) "))
"""A space that stands before a mark, or behind one."""
_BEGINS = regex(rf"(?:(?:^|[:.?!] +)(?:[“‘(\[]|<[^<>]*>)*{_CAPITAL}?|{_CAPITAL}+)(\w?)")


def pinyin_text(text: str, *, all_capitals: bool = False) -> str:
    """A Chinese text in pinyin without tones, its tags and what else is in it kept.

    The first word has a capital, also behind a colon; with `all_capitals` each word. Raises
    MissingPackage where pypinyin is not installed.

    >>> pinyin_text("唐代长安的社会生活：以《全唐诗》为中心")
    "Tangdai Chang'an de shehui shenghuo: Yi “Quan Tangshi” wei zhongxin"
    >>> pinyin_text("基于BERT的文本分类方法"), pinyin_text("中国科学院", all_capitals=True)
    ('Jiyu BERT de wenben fenlei fangfa', 'Zhongguo Kexueyuan')
    """
    joined = "".join(
        piece if piece.startswith("<") else _in_letters(piece, all_capitals)
        for piece in _TAG.split(_APART.sub(r"\1 ", text))
    )
    joined = " ".join(joined.split())
    for pattern in _TIGHT:
        joined = pattern.sub(r"\1", joined)
    return _BEGINS.sub(_with_capital, joined)


def _with_capital(match: re.Match[str]) -> str:
    begin = match[0].removesuffix(match[1]).replace(_CAPITAL, "")
    return begin + match[1].upper()


def _in_letters(text: str, all_capitals: bool) -> str:
    """A stretch without tags: its Chinese in pinyin, with a space to what is beside it."""
    text = _DASH.sub(": ", text).translate(_MARKS)
    found: list[str] = []
    end = 0
    for match in _HAN.finditer(text):
        before = unicodedata.normalize("NFKC", text[end : match.start()])
        words = " ".join(_words(match[0], all_capitals))
        if before and (before[-1].isalnum() or before[-1] in ",;:.?!)]%”’"):
            before += " "
        found += [before, words]
        end = match.end()
        after = text[end : end + 1]
        if after and (after.isalnum() or after in "([“‘"):
            found.append("-" if words == "di" or words.endswith(" di") else " ")
    found.append(unicodedata.normalize("NFKC", text[end:]))
    return "".join(found)


def _words(text: str, all_capitals: bool) -> Iterator[str]:
    """The words of a stretch of Chinese characters, in pinyin."""
    text = simplified(text)
    syllables = _syllables(text)
    place = 0
    for word in segmented(text):
        read = syllables[place : place + len(word)]
        place += len(word)
        kind = _names().get(word)
        person = romanized(word, umlaut="ü") if kind == "persons" else None
        if person is not None:
            yield " ".join(person)
        elif kind == "pairs":
            yield _paired(word, read)
        elif word.startswith("第") and len(word) > 1:
            yield "di-" + _joined_up(read[1:])
        else:
            whole = _joined_up(read)
            capital = all_capitals or kind or _DYNASTY.fullmatch(word) or word[:-1] in _names()
            yield whole[0].upper() + whole[1:] if capital else whole


def _paired(word: str, syllables: Sequence[str]) -> str:
    """The parts of a name that have a hyphen between them, each with a capital."""
    found: list[str] = []
    place = 0
    for part in _pairs()[word].split("-"):
        found.append(_joined_up(syllables[place : place + len(part)]).capitalize())
        place += len(part)
    return "-".join(found)


def _joined_up(syllables: Sequence[str]) -> str:
    """The syllables of a word, with an apostrophe before those that begin with a vowel."""
    return syllables[0] + "".join(
        ("'" if syllable[0] in _VOWELS else "") + syllable for syllable in syllables[1:]
    )


def _syllables(text: str) -> tuple[str, ...]:
    package = pypinyin()
    if package is None:
        raise MissingPackage("pypinyin", "zh", "Chinese in pinyin")
    found = package.lazy_pinyin(text, style=package.Style.NORMAL, v_to_u=True, errors=list)
    if len(found) != len(text):
        found = list(text)
    for match in _OWN.finditer(text):
        found[match.start()] = _READINGS[match[0]]
    return tuple(found)


_READINGS = {"佛": "fo", "陕": "shaan", "藏": "zang", "长": "chang"}
"""Characters that are read otherwise than pypinyin has them, or spelled so that they differ."""
_OWN = regex("(?<!仿)佛|陕|(?<=[汉西川])藏|藏(?=[族语文传医汉])|长(?=三角)")


@remembered(4096)
def segmented(text: str) -> tuple[str, ...]:
    """The words of a text of simplified characters, likeliest by their frequencies.

    >>> segmented("清代以来三峡地区水旱灾害的初步研究")
    ('清代', '以来', '三峡', '地区', '水旱', '灾害', '的', '初步', '研究')
    """
    costs, names = _costs(), _names()
    best: list[tuple[int, int]] = [(0, 0)]
    longest = max(_LONGEST, _longest_name())
    for end in range(1, len(text) + 1):
        choices = []
        for start in range(max(0, end - longest), end):
            word = text[start:end]
            cost = _NAMED if word in names else costs.get(word)
            if cost is None and end - start == 1:
                cost = _UNKNOWN
            if cost is not None:
                choices.append((best[start][0] + cost, start))
        best.append(min(choices))
    words: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        words.append(text[start:end])
        end = start
    return tuple(_joined(words[::-1]))


def _joined(words: list[str]) -> list[str]:
    """Words with what belongs to them: numerals, two characters that no word has, endings."""
    found: list[str] = []
    alone = [len(word) == 1 and word not in _ALONE for word in words] + [False, False]
    place = 0
    while place < len(words):
        word, last = words[place], found[-1] if found else ""
        if alone[place] and alone[place + 1] and not alone[place + 2]:
            found.append(word + words[place + 1])
            place += 1
        elif _ends(last, word):
            found[-1] += word
        else:
            found.append(word)
        place += 1
    return found


def _ends(last: str, word: str) -> bool:
    """Whether a word is the end of the one before it."""
    numeral = _NUMERAL.fullmatch(last.lstrip("第")) is not None
    if _NUMERAL.fullmatch(word):
        return numeral or last == "第"
    endings = _OF_NAMES if last in _names() else _JOINED
    return word in endings and len(last) > 1 and not numeral


@cache
def _costs() -> dict[str, int]:
    """How unlikely each word is: twice its frequency's binary logarithm, without the sign."""
    found: dict[str, int] = {}
    for line in _lines("chinese-words.txt"):
        cost, *words = line.split()
        for word in words:
            found[word] = int(cost)
    return found


@cache
def _names() -> dict[str, str]:
    """Names -> their kind, the first word of their line."""
    found: dict[str, str] = {}
    for line in _lines("chinese-names.txt"):
        kind, *names = line.split()
        found.update({name.replace("-", ""): kind for name in names})
    return found


@cache
def _pairs() -> dict[str, str]:
    """Names whose parts have a hyphen between them -> the same with hyphens."""
    lines = [line.split()[1:] for line in _lines("chinese-names.txt") if line.startswith("pairs ")]
    return {name.replace("-", ""): name for names in lines for name in names}


@cache
def _longest_name() -> int:
    return max(map(len, _names()))


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
