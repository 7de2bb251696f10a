"""Keywords, which CSL keeps in one text and most formats one by one."""

from __future__ import annotations

from collections.abc import Iterable

from citex._late import regex
from citex.text.lines import fold
from citex.text.names.cjk import has_cjk

SIGNS = regex(r"[;；\n]+")
COMMAS = regex(r"[,，、]+")


def split_keywords(text: str) -> list[str]:
    """The keywords of one string: parted by semicolons, or else by commas.

    >>> split_keywords("a, b; c"), split_keywords("a, b"), split_keywords("深度学习，河流")
    (['a, b', 'c'], ['a', 'b'], ['深度学习', '河流'])
    """
    if ";" in text or "；" in text or "\n" in text:
        parts = SIGNS.split(text)
    elif ", " in text:
        parts = text.split(", ")
    elif has_cjk(text):
        parts = COMMAS.split(text)
    else:
        parts = text.split(",")
    return [word for word in map(fold, parts) if word]


def join_keywords(words: Iterable[str]) -> str | None:
    """Keywords in one string that `split_keywords` parts again; None if there are none.

    By semicolons where one has a comma or is Chinese, else by commas.

    >>> join_keywords(["a", "b"]), join_keywords(["a, b", "c"]), join_keywords(["河流", "遥感"])
    ('a, b', 'a, b; c', '河流;遥感')
    """
    listed = list(words)
    if any("," in word for word in listed):
        return "; ".join(listed)
    separator = ";" if any(map(has_cjk, listed)) else ", "
    return separator.join(listed) or None
