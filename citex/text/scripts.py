"""Scripts: which writing systems a text uses, and what follows from that for names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citex._late import regex
from citex._remembered import remembered

LETTERS = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u02af\u1e00-\u1eff"  # Latin
    "\u0370-\u03ff\u1f00-\u1fff"  # Greek
    "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f"  # Cyrillic
    "\u0531-\u0556\u0561-\u0587\u10a0-\u10ff"  # Armenian, Georgian
    "\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0750-\u077f"  # Hebrew, Arabic
    "\u0e01-\u0e5b"  # Thai
    "\u200c-\u200e\u202a-\u202e"  # joiners and direction marks within words
)
"""The letters of alphabetic scripts, for a character class: their names are written as Western
ones are, given name and family name with a space between."""

_ROMANESQUE = regex(f"[-0-9{LETTERS}]")
_CJK = regex(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u30ff"
    "\u3100-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U00016fe0-\U00018d08\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_SCRIPTS = (
    (
        "Han",
        regex(
            "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
            "\uf900-\ufaff\U00020000-\U0003ffff]"
        ),
    ),
    ("Kana", regex("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f]")),
    ("Hangul", regex("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")),
    ("Latin", regex("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff]")),
    ("Cyrillic", regex("[\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f]")),
    ("Greek", regex("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("Arabic", regex("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff]")),
    ("Hebrew", regex("[\u0590-\u05ff\ufb1d-\ufb4f]")),
    ("Thai", regex("[\u0e01-\u0e5b]")),
)  # fmt: skip


_ASCII = bytes(range(0x80))


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII's, in their order.

    A pattern of such characters alone that finds nothing here finds nothing in the text; what is
    left of most texts is short, and this takes less time than a pattern does to pass over them.

    >>> beyond_ascii("Über das “Wachstum”"), beyond_ascii("On growth")
    ('Ü“”', '')
    """
    code = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return code.decode("utf-8", "surrogatepass")


def has_cjk(text: str) -> bool:
    """Whether there is a Chinese, Japanese or Korean character in the text.

    >>> has_cjk("GB/T 7714—2015"), has_cjk("信息与文献")
    (False, True)
    """
    return not text.isascii() and _CJK.search(text) is not None


def is_romanesque(text: str) -> bool:
    """Whether the text holds a digit or a letter of an alphabetic script.

    A name without any is written family name first and without a space, and italics do nothing
    to a text without any.

    >>> is_romanesque("Müller"), is_romanesque("毛泽东"), is_romanesque("김")
    (True, False, False)
    """
    return _ROMANESQUE.search(text) is not None


@remembered(4096)
def scripts(text: str) -> frozenset[str]:
    """The scripts of the text's letters: Han, Kana, Hangul, Latin, Cyrillic, Greek, Arabic ...

    >>> sorted(scripts("東京タワー and Привет"))
    ['Cyrillic', 'Han', 'Kana', 'Latin']
    """
    if text.isascii():
        return frozenset(("Latin",)) if any(map(str.isalpha, text)) else frozenset()
    return frozenset(name for name, pattern in _SCRIPTS if pattern.search(text))


def simplified(text: str) -> str:
    """The text in simplified characters, one for one.

    >>> simplified("漢語與中國經濟")
    '汉语与中国经济'
    """
    return text.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    text = (Path(__file__).parent / "data" / "simplified.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {
        ord(one): other
        for old, new in zip(lines[::2], lines[1::2], strict=True)
        for one, other in zip(old, new, strict=True)
    }
