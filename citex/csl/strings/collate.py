"""Sorting text by the order of a language, word by word, at the level of letters: case, accents
and punctuation make no difference, numbers go by their value.

This is Unicode's collation with the tailorings of the CLDR, at strength "primary" and with
punctuation shifted, as citeproc-js sorts (`Intl.Collator`, sensitivity "base", a symbol in the
place of each space). Keys are strings that compare by code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from citex._late import regex
from citex._remembered import remembered
from citex.csl.strings.han import han_key
from citex.text.scripts import has_cjk

SortKey = Callable[[str], str]

_AFTER = 0x10F000
"""After a letter, this and the following stand for letters of their own that come next."""
_SHIFTED = 0xF0000
"""Added to scripts that a language puts after its own."""

_ROOT = "z<þ d=ð=đ h=ħ l=ł o=ø t=ŧ ss=ß ae=æ oe=œ n<ŋ e<ə σ=ς q=ĸ"
_TAILORINGS = {
    "az": "c<ç e<ə g<ğ h<ı h<x i=i̇ k<q o<ö s<ş u<ü",
    "bs": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "z<æ=ä<ø=ö=ő<å=aa y=ü=ű th=þ",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "z<å<ä=æ<ö=ø y=ü=ű",
    "fo": "a<á d<ð i<í o<ó u<ú y<ý z<æ=ä<ø=ö<å",
    "gl": "n<ñ",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ø=ö<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "c<č g<ģ i=y k<ķ l<ļ n<ņ r<ŗ s<š z<ž",
    "nb": "z<æ=ä<ø=ö=ő=œ<å=aa y=ü=ű th=þ",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "z<å<ä=æ<ö=ø=œ=ő y=ü=ű th=þ",
    "tl": "n<ñ<ng",
    "tr": "c<ç g<ğ h<ı i=i̇ o<ö s<ş u<ü",
    "uk": "г<ґ",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
_SAME = {"nn": "nb", "no": "nb", "sr-Latn": "hr", "eu": "es", "fil": "tl", "kl": "da"}

_LATIN = ("\u0061", "\u024f")
_OWN_SCRIPT = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), ("\u0400", "\u052f")),
    "el": ("\u0370", "\u03ff"),
    "he": ("\u0590", "\u05ff"),
    **dict.fromkeys(("ar", "fa", "ur"), ("\u0600", "\u06ff")),
    "hi": ("\u0900", "\u097f"),
    "th": ("\u0e00", "\u0e7f"),
    "ka": ("\u10a0", "\u10ff"),
    "hy": ("\u0530", "\u058f"),
    "ko": ("\u1100", "\ufaff"),
    "zh": ("\u2e80", "\U0003ffff"),
}
"""language -> the script that it puts before Latin."""
_SYMBOLS = "`´¨^¯~|+<=>$¢£¤¥€©®°¬×÷"
_SPACE = "\x01"
"""Before every symbol: "Dale Z" comes before "Dalebout A"."""
_DIGITS = regex(r"\d+")
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_WHOLE = frozenset("йЙ")  # letters of their own, though Unicode takes them apart


class _Order(NamedTuple):
    """How a language sorts: what its letters are, and which scripts it puts off."""

    letters: Mapping[str, str]
    pattern: re.Pattern[str] | None  # every key of `letters`, the longest first
    ascii_letters: bool  # whether a tailored letter is written with ASCII alone ("ch")
    ascii_table: dict[int, str | None]
    chinese: bool
    table: _Letters


class _Letters(dict[int, str]):
    """Character -> its key, found when it is first met (for `str.translate`)."""

    def __init__(self, ascii_table: Mapping[int, str | None], own: tuple[str, str] | None) -> None:
        super().__init__()
        self._ascii = ascii_table
        self._own = own

    def __missing__(self, code: int) -> str:
        key = self[code] = _letter(chr(code), self._ascii, self._own)
        return key


@remembered(65536)
def sort_key(text: str, locale: str = "en-US") -> str:
    """A key that sorts as the language of this tag does.

    >>> names = ["Zola", "Éluard", "Ångström", "Eco", "de Man", "Øre", "O'Neil"]
    >>> sorted(names, key=lambda name: sort_key(name, "en-US"))
    ['Ångström', 'de Man', 'Eco', 'Éluard', "O'Neil", 'Øre', 'Zola']
    >>> sorted(names, key=lambda name: sort_key(name, "sv-SE"))[-2:]
    ['Ångström', 'Øre']
    >>> sort_key("vol. 9") < sort_key("vol. 10")
    True
    """
    return _sorter(_order_tag(locale))(text)


def sorter(locale: str) -> SortKey:
    """`sort_key` for one language."""
    return _sorter(_order_tag(locale))


@lru_cache(maxsize=256)
def _order_tag(locale: str) -> str:
    """The tag by which the order is known: a language, with its script where that matters."""
    tag = locale.replace("_", "-")
    language = tag.partition("-")[0].lower()
    if tag.lower().startswith("sr-latn"):
        return "sr-Latn"
    if language == "zh" and any(part in tag.lower() for part in ("tw", "hk", "mo", "hant")):
        return "zh-Hant"
    return language


@lru_cache(maxsize=64)
def _sorter(tag: str) -> SortKey:
    order = _order(tag)

    def key(text: str) -> str:
        if text.isascii():
            return _ascii_key(text, order)
        return _full_key(text, order, tag)

    return key


def _ascii_key(text: str, order: _Order) -> str:
    text = text.lower()
    if order.ascii_letters and order.pattern is not None:
        text = order.pattern.sub(lambda match: order.letters[match.group()], text)
    text = text.translate(order.ascii_table)
    return _DIGITS.sub(_number, text) if _DIGITS.search(text) else text


def _number(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    return f"0{chr(0x40 + min(len(digits), 0x3000))}{digits}"


def _full_key(text: str, order: _Order, tag: str) -> str:
    text = unicodedata.normalize("NFC", text).lower()
    if "i̇" in text and tag not in ("tr", "az"):
        text = text.replace("i̇", "i")
    if order.pattern is not None:
        text = order.pattern.sub(lambda match: order.letters[match.group()], text)
    if order.chinese and has_cjk(text):
        text = han_key(text, "taiwan" if tag == "zh-Hant" else "sound")
    return _DIGITS.sub(_number, text.translate(order.table))


def _letter(char: str, ascii_table: Mapping[int, str | None], own: tuple[str, str] | None) -> str:
    if char < "\x80":
        return ascii_table.get(ord(char), char) or ""
    if char >= "\U000e0000":
        return char
    kind = unicodedata.category(char)[0]
    if kind in "PZCM":
        return ""
    if kind == "S":
        return _symbol(char)
    if char not in _WHOLE:
        plain = unicodedata.normalize("NFKD", char)
        if plain != char:
            marks = "".join(c for c in plain if not unicodedata.combining(c))
            return "".join(_letter(c, ascii_table, own) if c != char else c for c in marks)
    if "ァ" <= char <= "ヶ":
        char = char.translate(_KANA)
    return _placed(char, own)


def _placed(char: str, own: tuple[str, str] | None) -> str:
    if own is None or own[0] <= char <= own[1]:
        return char
    return chr(_SHIFTED + ord(char)) if ord(char) < 0xF000 else char


def _symbol(char: str) -> str:
    place = _SYMBOLS.find(char)
    return chr(2 + place) if place >= 0 else "\x1f" + char


def _order(tag: str) -> _Order:
    letters = dict(_parsed(_ROOT))
    own_letters = dict(_parsed(_TAILORINGS.get(_SAME.get(tag, tag), "")))
    letters.update(own_letters)
    pattern = re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))
    own = _OWN_SCRIPT.get(tag.partition("-")[0])
    if tag == "sr-Latn":
        own = None
    if own is not None:
        letters = {k: "".join(_placed(c, own) for c in v) for k, v in letters.items()}
    ascii_table = _ascii_table(own)
    return _Order(
        letters,
        pattern,
        any(key.isascii() for key in own_letters),
        ascii_table,
        tag.partition("-")[0] == "zh",
        _Letters(ascii_table, own),
    )


def _ascii_table(own: tuple[str, str] | None) -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(128):
        char = chr(code)
        if char == " ":
            table[code] = _SPACE
        elif char in _SYMBOLS:
            table[code] = _symbol(char)
        elif not char.isalnum():
            table[code] = None
        elif char.isalpha() and own is not None:
            table[code] = chr(_SHIFTED + code)
    return table


def _parsed(rules: str) -> Mapping[str, str]:
    """Rules as letters and their keys: "z<å<ä=æ" puts two letters after z, æ sorts as ä does."""
    letters: dict[str, str] = {}
    count: dict[str, int] = {}
    for rule in rules.split():
        same, *later = rule.split("<")
        base, *equal = same.split("=")
        letters.update(dict.fromkeys(equal, base))
        for group in later:
            count[base] = count.get(base, -1) + 1
            letters.update(dict.fromkeys(group.split("="), base + chr(_AFTER + count[base])))
    return letters
