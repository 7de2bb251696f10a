"""The hard pairs: two records each, which are one work, versions of one, or only look it.

`duplicates/pairs/tuned.jsonl` is what the weights were set by; `held_out.jsonl` was written with it
and measured afterwards; `more.jsonl` holds what was thought of since. In each line "b" is "a" with
some variables changed, or taken away (null).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import citex
from citex.model import Paper

FOLDER = Path(__file__).parent / "duplicates" / "pairs"
HALVES = ("tuned", "held_out")


class Pair(NamedTuple):
    """Two papers, and what they are to each other: "same", "version" or "different"."""

    name: str
    kind: str
    verdict: str
    papers: tuple[Paper, Paper]


def pairs_of(half: str) -> list[Pair]:
    """The pairs of one half, in the order of the file."""
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, start=1):
        case = json.loads(line)
        papers = paper_of(case["a"], f"{number}a"), paper_of(case["a"] | case["b"], f"{number}b")
        found.append(Pair(f"{half}:{number} {case['why']}", case["kind"], case["verdict"], papers))
    return found


def paper_of(item: dict[str, Any], id: str) -> Paper:
    """A paper of the values that people write."""
    values = {key.replace("-", "_"): value for key, value in item.items() if value is not None}
    for variable in ("author", "editor", "translator"):
        if isinstance(values.get(variable), list):
            values[variable] = citex.parse(
                json.dumps([{"type": "book", "author": values[variable]}]), "csljson"
            )[0].author
    return Paper(id=id, **values)


class Measured(NamedTuple):
    """How many pairs were judged how, and the names of those that were judged wrong."""

    precision: float
    recall: float
    wrong: list[str]
    missed: list[str]


def measured(pairs: list[Pair], is_one: Callable[[Paper, Paper], bool]) -> Measured:
    """Precision and recall of a judge that says whether two records are one (or its versions)."""
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong, missed = [], []
    for pair in pairs:
        true, said = pair.verdict != "different", is_one(*pair.papers)
        counts[true, said] += 1
        if true != said:
            (missed if true else wrong).append(f"{pair.kind}: {pair.name}")
    right = counts[True, True]
    said = right + counts[False, True]
    return Measured(right / max(said, 1), right / (right + counts[True, False]), wrong, missed)
