"""Which encoding bytes are in that are not UTF-8: told by the characters that come most often."""

from __future__ import annotations

import codecs
import re

_COMMON = {
    # what stands often in titles, names, publishers and notes
    "gb18030": "的与和及中国大学研究基于分析方法报科技术理论系统模型应用发展工程教育社会文化"
    "经济管人院出版地北京上海信息数据网络设计实验性能生物医治疗影响因素关期刊编辑"
    "第卷页年月日张王李刘陈杨赵黄周吴徐孙马朱胡林郭何高罗对在下为其从新一二三以现"
    "状评价水力电机材料环境",
    "big5hkscs": "的與和及中國大學研究基於分析方法報科技術理論系統模型應用發展工程教育社會文化"
    "經濟管人院出版地臺台北上海資訊數據網路設計實驗性能生物醫治療影響因素關期刊編"
    "輯第卷頁年月日張王李劉陳楊趙黃周吳徐孫馬朱胡林郭何高羅對在下為其從新一二三以"
    "現狀評價水力電機材料環境之",
    "cp932": "の研究日本大学会論文報社年月号巻版東京一二三中国人史化書店出教育山田川木村井"
    "上藤佐鈴高橋伊渡小林加吉清松島野原的性理工法技術・ー、。「」",
    "cp949": "이다의는에을를가고은로하지도과와사기한서대인정자수시나해연구교학국원문화제리"
    "부전성경김박최조강장윤임신오안송류홍영민주현상동계분석방법관출판보발평향및적"
    "용개",
}  # fmt: skip
_COMMON["euc_jp"] = _COMMON["cp932"]
_LEADS = {
    # the first bytes of the characters that each standard counts as usual
    "gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6), "cp932": (0x88, 0x97),
    "cp949": (0xB0, 0xC8), "euc_jp": (0xB0, 0xCF),
}  # fmt: skip
_KANA = ("cp932", "euc_jp")
_MARKS = "[\\s\x00-\x7f、。，．；：？！（）《》〈〉【】「」『』“”‘’·—…－・]+"
_CYRILLIC = "[А-ЯЁ]?[а-яё]{2,}|[А-ЯЁ]{2,}(?![а-яё])|(?<![А-яЁё])[А-Яавикосу](?![А-яЁё])"
_RUNS = rb"[\x80-\xff]{2,}"
_HIGH = rb"[\x80-\xff]"
"""Patterns, compiled for few files only."""
_ENOUGH = 20_000
"""How many bytes, or characters, are looked at at most."""


def likely(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8; Windows-1252 where none is likelier.

    >>> likely("深度学习的研究".encode("gb18030")), likely("日本語の研究".encode("cp932"))
    ('gb18030', 'cp932')
    >>> likely("臺灣教育之研究".encode("big5")), likely("Müller, José".encode("cp1252"))
    ('big5hkscs', 'cp1252')
    """
    high = len(re.findall(_HIGH, data[:_ENOUGH]))
    if 3 * sum(map(len, re.findall(_RUNS, data[:_ENOUGH]))) < high:  # letters among others: Western
        return _single(data)
    best, most = "", 0.0
    for name in _COMMON:
        try:
            text = codecs.getincrementaldecoder(name)().decode(data)
        except UnicodeDecodeError:
            continue
        if (score := _score(text, name)) > most:
            best, most = name, score
    cyrillic = _cyrillic(data)
    return best if most >= max(0.7, cyrillic) else "cp1251" if cyrillic > 0.7 else _single(data)


def _single(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _cyrillic(data: bytes) -> float:
    """How much of what is not ASCII would be Russian words in their usual capitals."""
    text = data[:_ENOUGH].decode("cp1251", "replace")
    foreign = sum(char > "\x7f" for char in text)
    return sum(map(len, re.findall(_CYRILLIC, text))) / (foreign or 1)


def _score(text: str, name: str) -> float:
    """How usual the characters are that are no ASCII: common ones, and in the standard's core."""
    foreign = re.sub(_MARKS, "", text)[:_ENOUGH]
    if not foreign:
        return 0.0
    common, kana, (first, last) = frozenset(_COMMON[name]), name in _KANA, _LEADS[name]
    hits = core = 0
    for char in foreign:
        if kana and "\u3041" <= char <= "\u30fa":
            hits += 1
            core += 1
            continue
        hits += char in common
        written = char.encode(name, "replace")  # half of a pair that two bytes write
        core += first <= written[0] <= last and len(written) == 2
    return (hits + core) / len(foreign)
