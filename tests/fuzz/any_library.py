"""Documents for writers and styles: papers, and how they are cited, with anything in any value.

A document is JSON: {"papers": [...], "output": ..., "locale": ..., "cites": [[{...}]]}; papers as
`msgspec.to_builtins` gives them, so that a lone surrogate, too, can be written down.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Sequence
from typing import Any

import msgspec
from fuzz.mutate import CHARACTERS, SHELVES, Mutator

from citex.csl import Citation, Cite
from citex.csl.output import OUTPUTS
from citex.model import DATE_VARIABLES, KINDS, NAME_VARIABLES, VARIABLES, Paper

LOCALES = [
    "en-US", "zh-CN", "de-DE", "fr-FR", "ar", "ru-RU", "he-IL", "ja-JP", "tlh", "x-y-z", "",
    "en_GB", "%", "é",
]  # fmt: skip
LANGUAGES = [
    "en", "zh", "zh-CN", "ja", "de", "fr", "ru", "ar", "tlh", "en-", "-", "x" * 300, "中文",
    "EN_us", "zho", "\0",
]  # fmt: skip
YEARS = [0, -1, 1, 99, 1000, 2020, 9999, 10000, -12016, 170000002, 10**30, -(10**30)]
PARTS = [None, 0, 1, 2, 12, 13, 21, 24, 31, 32, -1, 10**20]
LABELS = [
    "page", "chapter", "figure", "sub-verbo", "nonsense", "", "\0", "line", "verse", "supplement",
]  # fmt: skip
NAME_PARTS = [
    "family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal",
]  # fmt: skip
COMMON = ["Meier", "Anna", "李", "小明", "van", "Lee", "A.", "others", "\xa0", ""]
EXTRA_KEYS = [
    "bibtex", "biblatex", "ris", "csljson", "mods", "word", "endnote-xml", "hayagriva", "cff", "x",
]  # fmt: skip
CUSTOM_KEYS = [
    "status", "translations", "metrics", "merged", "funder", "extra", "relation", "urls", "files",
    "x",
]  # fmt: skip
SIMPLE = [
    None, "", " ", 0, -1, True, 1.5, [], {}, [None], {"a": None}, "\ud800", {"en": "x"},
    {"en": {"title": 1}},
]  # fmt: skip


class Librarian:
    """Makes documents out of papers; as `Mutator`, `librarian(rng)` is the next one."""

    def __init__(self, papers: Sequence[dict[str, Any]]) -> None:
        self.pool = list(papers)
        texts = [text for paper in papers[:200] for text in paper.values() if isinstance(text, str)]
        self.texts = Mutator([text.encode("utf-8", "replace") for text in texts], sorted(VARIABLES))

    def keep(self, data: bytes) -> None:
        """Take the papers of a document into the pool that went where none had gone before."""
        if len(data) < 20_000 and len(self.pool) < 5_000:
            self.pool.extend(json.loads(data)["papers"])

    def __call__(self, rng: random.Random) -> bytes:
        count = rng.choice((1, 1, 1, 2, 3, 5))
        chosen = [rng.choice(self.pool) for _ in range(count)]
        papers = [self.changed(rng, json.loads(json.dumps(paper))) for paper in chosen]
        if rng.random() < 0.1:
            papers.append(dict(rng.choice(papers)))
        if rng.random() < 0.02:
            papers = self.many(rng, papers[0])
        document: dict[str, Any] = {"papers": papers, "output": rng.choice(sorted(OUTPUTS))}
        if rng.random() < 0.3:
            document["locale"] = rng.choice(LOCALES)
        if rng.random() < 0.3:
            document["notices"] = True
        if rng.random() < 0.5:
            document["cites"] = [self.citation(rng, papers) for _ in range(rng.choice((1, 2, 5)))]
        return json.dumps(document).encode()

    def many(self, rng: random.Random, paper: dict[str, Any]) -> list[dict[str, Any]]:
        """Papers that differ in one value, or in none: what keys and disambiguation work on."""
        variable = rng.choice(("id", "title", "issued", "author", "volume", "DOI"))
        other = copy.deepcopy(rng.choice(self.pool).get(variable))
        copies = [dict(paper, id=f"{paper.get('id', '')}{number}") for number in range(60)]
        for one in copies[::2] if other is not None else ():
            one[variable] = other
        return copies

    def changed(self, rng: random.Random, paper: dict[str, Any]) -> dict[str, Any]:
        """The paper with a few of its values changed, added, swapped or left out."""
        for _ in range(min(1 + int(rng.expovariate(0.4)), 20)):
            kind = rng.random()
            if kind < 0.08:
                paper["type"] = rng.choice(sorted(KINDS)) if rng.random() < 0.9 else self.text(rng)
            elif kind < 0.12:
                paper["id"] = rng.choice(("", "a", self.text(rng), paper.get("id", "")))
            elif kind < 0.18:
                paper.pop(rng.choice(list(paper)) if paper else "", None)
            elif kind < 0.22:
                paper["language"] = rng.choice(LANGUAGES)
            elif kind < 0.26:
                self.drawer(rng, paper)
            elif kind < 0.32:
                other = copy.deepcopy(rng.choice(self.pool))
                paper.update(dict(rng.sample(sorted(other.items(), key=str), min(2, len(other)))))
            else:
                self.variable(rng, paper)
        return paper

    def drawer(self, rng: random.Random, paper: dict[str, Any]) -> None:
        """Something in what stands beyond the variables."""
        simple = copy.deepcopy(rng.choice(SIMPLE))
        value: Any = rng.choice((simple, self.text(rng), {self.text(rng): self.text(rng)}))
        kind = rng.randrange(4)
        if kind == 0:
            paper.setdefault("custom", {})[rng.choice(CUSTOM_KEYS)] = value
        elif kind == 1:
            key = rng.choice((self.text(rng), *sorted(VARIABLES)[:20], "fields", "type"))
            paper.setdefault("extra", {}).setdefault(rng.choice(EXTRA_KEYS), {})[key] = value
        elif kind == 2:
            paper["categories"] = [self.text(rng) for _ in range(rng.choice((0, 1, 3)))]
        elif paper.get("custom"):
            paper["custom"] = self.texts.change_value(rng, paper["custom"])
            if not isinstance(paper["custom"], dict):
                paper["custom"] = {}

    def variable(self, rng: random.Random, paper: dict[str, Any]) -> None:
        """One variable with something in it; what is there is changed more often than added."""
        given = [key for key in paper if key.replace("_", "-") in VARIABLES or key in VARIABLES]
        name = rng.choice(sorted(VARIABLES))
        if given and rng.random() < 0.6:
            key = rng.choice(given)
            name = next(name for name, attribute in VARIABLES.items() if attribute == key)
        key = VARIABLES[name]
        if name in NAME_VARIABLES:
            names = list(paper.get(key) or [])
            for _ in range(rng.choice((1, 1, 2, 8))):
                names.insert(rng.randint(0, len(names)), self.name(rng))
            if rng.random() < 0.03:
                names *= 40
            paper[key] = names
        elif name in DATE_VARIABLES:
            paper[key] = self.date(rng)
        elif isinstance(paper.get(key), str) and rng.random() < 0.6:
            paper[key] = self.texts.change_words(rng, paper[key])[:20_000]
        else:
            paper[key] = self.text(rng)

    def text(self, rng: random.Random) -> str:
        """A text, plain or hostile."""
        if rng.random() < 0.2:
            return rng.choice(self.texts.pool).decode("utf-8", "replace")[:300]
        text = self.texts.piece(rng)
        return text if rng.random() < 0.6 else text + " " + self.texts.piece(rng)

    def name(self, rng: random.Random) -> dict[str, Any]:
        """A name with some of its parts."""
        parts = rng.sample(NAME_PARTS, rng.choice((1, 2, 2, 3)))
        if rng.random() < 0.4:
            parts = ["family", "given"]
        made: dict[str, Any] = {part: self.name_part(rng) for part in parts}
        if rng.random() < 0.1:
            made[rng.choice(("comma_suffix", "static_ordering"))] = rng.choice((True, "x", 1))
        return made

    def name_part(self, rng: random.Random) -> str:
        kind = rng.random()
        if kind < 0.3:
            return rng.choice(COMMON)
        if kind < 0.6:
            return rng.choice(rng.choice(SHELVES[:4]))
        return rng.choice(CHARACTERS) + self.text(rng)

    def date(self, rng: random.Random, deep: bool = False) -> dict[str, Any]:
        """A date with some of its parts, likely or not."""
        made: dict[str, Any] = {}
        if rng.random() < 0.9:
            made["year"] = rng.choice(YEARS)
        for part in ("month", "day"):
            if rng.random() < 0.6:
                made[part] = rng.choice(PARTS)
        if rng.random() < 0.2:
            made["season"] = rng.choice((1, 4, 5, 0, -1, 21, "x", "Spring", "", 10**20))
        if rng.random() < 0.2:
            made["circa"] = rng.choice((True, 1, "x", 0))
        if rng.random() < 0.2:
            made[rng.choice(("literal", "raw"))] = self.text(rng)
        if rng.random() < 0.2 and not deep:
            made["end"] = self.date(rng, deep=True)
        return made

    def citation(self, rng: random.Random, papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The cites of one citation."""
        return [
            {
                "id": rng.choice(papers).get("id", ""),
                "locator": rng.choice((None, "12", "1-2", self.text(rng))),
                "label": rng.choice((None, *LABELS)),
                "prefix": rng.choice(("", "see ", self.text(rng))),
                "suffix": rng.choice(("", self.text(rng))),
                "suppress_author": rng.random() < 0.1,
                "author_only": rng.random() < 0.1,
            }
            for _ in range(rng.choice((1, 2, 4)))
        ]


class Document(msgspec.Struct):
    """A document as it is used: its papers made, its citations too."""

    papers: list[Paper]
    output: str = "text"
    locale: str | None = None
    notices: bool = False
    citations: list[Citation] = []

    @classmethod
    def of(cls, data: bytes) -> Document:
        """The document in this text. Raises ValueError where it is none."""
        values = json.loads(data)
        papers = msgspec.convert(values["papers"], list[Paper])
        cited = values.get("cites", ())
        return cls(
            papers,
            values.get("output", "text"),
            values.get("locale"),
            bool(values.get("notices")),
            [Citation([Cite(**cite) for cite in cites]) for cites in cited],
        )
