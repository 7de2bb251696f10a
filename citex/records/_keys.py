"""Ids for papers of sources that have none that people use: zhuang2023."""

from __future__ import annotations

import re
import unicodedata

from citex._late import regex
from citex.model import Paper

_WORD = regex(r"[^\W_]+")
_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
}


class Keys:
    """Makes ids of the first author's family and the year, each only once.

    >>> from citex.model import Name, PartialDate
    >>> paper, keys = Paper(author=[Name("Łukasz", "A")], issued=PartialDate(2023)), Keys()
    >>> keys.key(paper), keys.key(paper), keys.key(paper)
    ('lukasz2023', 'lukasz2023a', 'lukasz2023b')
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._given: set[str] = set()

    def key(self, paper: Paper) -> str:
        """The id of this paper, unlike all that were given before."""
        return self.unique(base_key(paper))

    def unique(self, base: str) -> str:
        """This id, or with letters behind it one that was not given before."""
        count = self._seen.get(base, 0)
        while (key := base + _letters(count)) in self._given:
            count += 1
        self._seen[base] = count + 1
        self._given.add(key)
        return key


def base_key(paper: Paper) -> str:
    """Family of the first author, or the first word of the title, and the year, in small letters.

    >>> base_key(Paper(title="The Growth of Trees")), base_key(Paper())
    ('growth', 'paper')
    """
    name = paper.author[0] if paper.author else None
    word = folded((name.family or name.literal or name.given or "") if name else "")
    if not word:
        words = [
            folded(found) for found in _WORD.findall(re.sub(r"<[^<>]*>", "", paper.title or ""))
        ]
        word = next((found for found in words if len(found) > 3), words[0] if words else "")
    year = paper.issued.year if paper.issued is not None else None
    return f"{word or 'paper'}{year if year is not None else ''}"


def folded(text: str) -> str:
    """Letters and digits only, small, without accents; other scripts as they are.

    >>> folded("Méndez-Núñez"), folded("O'Brien"), folded("张")
    ('mendeznunez', 'obrien', '张')
    """
    lowered = "".join(_LETTERS.get(char, char) for char in text.lower())
    decomposed = unicodedata.normalize("NFKD", lowered)
    plain = "".join(char for char in decomposed if char.isalnum())
    return unicodedata.normalize("NFC", plain)


def _letters(count: int) -> str:
    """1 is a, 26 is z, 27 is aa; 0 is nothing."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
