"""Sort keys for Han characters: by reading, or by number of strokes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citex._late import regex
from citex._remembered import remembered
from citex.csl.strings.pinyin import gb2312_place, pypinyin, readings

_DATA = Path(__file__).parent.parent / "data"
_BASE = 0xE0000
"""Keys are made of characters from here on, which no text holds: they sort behind digits, before
the scripts that follow."""
_LAST = chr(_BASE + 0xFFFF)
_UNKNOWN = "\uffff"
"""In the place of a reading that nobody knows: behind all others."""
_HAN = regex(
    "[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def han_key(text: str, order: str = "sound") -> str:
    """The text with each Han character replaced by a key for its place in the order.

    `order` is "sound", "stroke" (as written on the mainland, then by the kinds of the strokes) or
    "taiwan" (strokes in the forms of Taiwan, then radicals).

    >>> names = ["陈寅恪", "李四光", "安子介", "里仁"]
    >>> sorted(names, key=han_key)
    ['安子介', '陈寅恪', '李四光', '里仁']
    """
    key = _KEYS[order]
    return _HAN.sub(lambda match: key(match.group()), text)


@remembered(32768)
def _sound_key(char: str) -> str:
    return _sound(char, *_reading(char))


@remembered(4096)
def sound_of(char: str, syllable: str) -> str:
    """The key of a character that is read as this syllable, whatever else it may be read as."""
    package = pypinyin()
    tone = "0"
    if package is not None:
        found = package.pinyin(char, style=package.Style.TONE3, heteronym=True, errors="ignore")
        for sound in found[0] if found else ():
            if sound.rstrip("12345").replace("ü", "v") == syllable:
                tone = sound[-1] if sound[-1].isdigit() else "5"
                break
    return _sound(char, syllable, tone)


def _sound(char: str, syllable: str, tone: str) -> str:
    if tone == "0":  # GB 2312 is in the order of tones, where they are not known otherwise
        place = gb2312_place(char)
        rank = chr(_BASE + place) if place < 0xFFFF else _LAST + char
    else:  # what sounds alike goes by strokes (GB/T 13418)
        rank = _stroke_key(char)
    return "".join(chr(_BASE + ord(c)) for c in syllable + tone) + rank


def _reading(char: str) -> tuple[str, str]:
    """A character's first reading, without tone, and its tone ("0" where it is not known)."""
    package = pypinyin()
    if package is None:
        reading = readings(char)[0]
        return _UNKNOWN if reading == char else reading, "0"
    sound = package.pinyin(char, style=package.Style.TONE3, heteronym=False, errors="ignore")
    if not sound or sound[0][0] == char:
        return _UNKNOWN, "0"
    text: str = sound[0][0].replace("ü", "v")
    return (text[:-1], text[-1]) if text[-1:].isdigit() else (text, "5")


@remembered(32768)
def _stroke_key(char: str) -> str:
    return _placed(char, "strokes.txt")


@remembered(32768)
def _taiwan_key(char: str) -> str:
    return _placed(char, "strokes-tw.txt")


def _placed(char: str, table: str) -> str:
    place = _places(table).get(char)
    return chr(_BASE + place) if place is not None else _LAST + char


_KEYS = {"sound": _sound_key, "stroke": _stroke_key, "taiwan": _taiwan_key}


@cache
def _places(table: str) -> dict[str, int]:
    lines = (_DATA / table).read_text("utf-8").splitlines()
    characters = "".join(line for line in lines if not line.startswith("#"))
    return {char: place for place, char in enumerate(characters) if place < 0xFFFF}
