"""Which encoding bytes are in that are not UTF-8: told by the characters that come most often."""

from __future__ import annotations

import codecs
import re

from citex.text.tables import words

_COMMON = {
    name: "".join(words(f"characters of {name}"))
    for name in ("gb18030", "big5hkscs", "cp932", "cp949")
}
"""What stands often in titles, names, publishers and notes."""
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
