"""Lists of any length made from a corpus: other names, titles, years, volumes and identifiers."""

from __future__ import annotations

import json
import random
from typing import Any

_SYLLABLES = "an ber car del en fen gar hol is jon kel lin mar nor ost pel ran sen tor vik".split()


def varied(items: list[dict[str, Any]], count: int, seed: int = 1) -> list[dict[str, Any]]:
    """`count` works: the corpus again and again, each time with other names, titles and years."""
    random_ = random.Random(seed)
    made: list[dict[str, Any]] = []
    turn = 0
    while len(made) < count:
        for item in items:
            if len(made) == count:
                break
            made.append(item if not turn else _variant(item, turn, random_))
        turn += 1
    return made


def _variant(item: dict[str, Any], turn: int, random_: random.Random) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(item))
    copy["id"] = f"{item['id']}-{turn}"
    for value in copy.values():
        if isinstance(value, list):
            for name in value:
                if isinstance(name, dict) and name.get("family", "").isascii() and "given" in name:
                    name["family"] = _surname(random_)
    if "title" in copy:
        copy["title"] = f"{copy['title']}: {_surname(random_)} {turn}"
    parts = copy.get("issued", {}).get("date-parts")
    if parts and isinstance(parts[0][0], int) and parts[0][0] > 1500:
        parts[0][0] = random_.randint(1950, 2025)
    if "DOI" in copy:
        copy["DOI"] = f"{copy['DOI']}.{turn}"
    if str(copy.get("volume", "")).isdigit():
        copy["volume"] = str(random_.randint(1, 400))
    return copy


def _surname(random_: random.Random) -> str:
    return "".join(random_.choices(_SYLLABLES, k=random_.choice((2, 2, 3)))).title()
