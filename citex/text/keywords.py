"""Keywords, which CSL keeps in one text and most formats one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEMICOLONS = re.compile(r"[;；]")
_COMMAS = re.compile(r"[,，]")


def split_keywords(text: str) -> list[str]:
    """The keywords of CSL's one text: parted by semicolons if it has any, else by commas.

    >>> split_keywords("river, recognition"), split_keywords("lakes; rivers, large")
    (['river', 'recognition'], ['lakes', 'rivers, large'])
    """
    parts = (_SEMICOLONS if _SEMICOLONS.search(text) else _COMMAS).split(text)
    return [word for part in parts if (word := part.strip())]


def join_keywords(words: Iterable[str]) -> str | None:
    """The keywords in one text, which `split_keywords` parts again; None if there are none.

    >>> join_keywords(["lakes", "rivers, large"])
    'lakes; rivers, large'
    """
    listed = list(words)
    separator = "; " if any(_COMMAS.search(word) for word in listed) else ", "
    return separator.join(listed) or None
