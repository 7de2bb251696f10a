"""How often the verdict on a reference is right: 700 references made from the open records.

200 true ones, written otherwise; 200 with one field wrong; 100 of works that were retracted or have
been published since; 200 invented ones, with plausible people, journals and DOIs. They are held
against the records by a catalogue in memory, which finds by words as a search engine does, and with
`--index` by a local index of the same records.

    python tests/bench/verification.py [--seed N] [--index] [--wrong]

prints a table of what was meant by what was said; `--wrong` each verdict that was not meant.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

import citex
from citex import Name, Paper, index
from citex.lookup.client import Failed
from citex.model import new_date
from citex.text.identifiers import Identifier
from citex.verification import Missing, Record, Verdict, verdicts, verify
from citex.verification.verdicts import identifiers_of

SHARED = os.environ.get("CITEX_SHARED") or Path(__file__).resolve().parents[3] / "shared"
RECORDS = Path(SHARED) / "data" / "records"


class InMemory:
    """The records, by identifier and by the words of their titles."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = list(papers)
        self.titles = [(paper.title or "").casefold() for paper in papers]
        self.by_name: dict[Identifier, Paper] = {}
        for paper in papers:
            for name in identifiers_of(paper):
                self.by_name.setdefault(name, paper)

    def records(self, names: Sequence[Identifier]) -> dict[Identifier, Record | Missing]:
        return {
            name: Record(self.by_name[name], "memory")
            if name in self.by_name
            else Missing("unknown to memory", certain=True)
            for name in names
        }

    def works(self, paper: Paper) -> Iterator[tuple[str, list[Paper] | Failed]]:
        words = (paper.title or "").casefold()
        found = process.extract(words, self.titles, scorer=fuzz.token_set_ratio, limit=8)
        yield "memory", [self.papers[index] for _, _, index in found]


def records() -> list[Paper]:
    """The open records, each work once, with what a reference has."""
    papers = []
    for place in sorted(RECORDS.rglob("*.jsonl")):
        problems: list[citex.Problem] = []
        papers += citex.read(place, problems=problems)
    whole = [
        paper for paper in papers
        if paper.title and len(paper.title.split()) > 3 and paper.author and paper.issued
        and paper.container_title and paper.DOI and paper.type == "article-journal"
    ]  # fmt: skip
    return citex.dedupe(whole)


# -- references ----------------------------------------------------------------------------------


def true(paper: Paper, chance: random.Random) -> Paper:
    """A reference to a paper as somebody else would have written it."""
    kept = msgspec.structs.replace(
        paper, remarks=[], custom={}, abstract=None, keyword=None, PMID=None, PMCID=None, URL=None
    )
    return _otherwise(kept, chance)


def _otherwise(paper: Paper, chance: random.Random) -> Paper:
    changes: dict[str, object] = {}
    if chance.random() < 0.5:
        changes["author"] = [
            name if name.literal else Name(family=name.family, given=(name.given or "")[:1] + ".")
            for name in paper.author
        ]
    if len(paper.author) > 6 and chance.random() < 0.5:
        changes["author"] = [*paper.author[:3], Name(literal="others")]
    if paper.container_title_short and chance.random() < 0.5:
        changes["container_title"] = paper.container_title_short
    if chance.random() < 0.4:
        changes["DOI"] = None
    if chance.random() < 0.3:
        changes["issue"] = None
    if chance.random() < 0.3 and paper.title:
        changes["title"] = paper.title.title()
    if ": " in (paper.title or "") and chance.random() < 0.3:
        main = (paper.title or "").partition(": ")[0]
        changes["title"] = main if len(main.split()) > 4 else paper.title
    if paper.page and "-" in paper.page and chance.random() < 0.3:
        changes["page"] = paper.page.partition("-")[0]
    if chance.random() < 0.2:
        changes["issued"] = new_date(paper.issued.year) if paper.issued else None
    return msgspec.structs.replace(paper, **changes)


def wrong(paper: Paper, other: Paper, chance: random.Random) -> tuple[Paper, str]:
    """A reference with one field wrong, and which."""
    kept = true(paper, chance)
    fields = ["title", "author", "issued", "container_title"]
    fields += [name for name in ("volume", "page", "DOI") if getattr(kept, name)]
    field = chance.choice(fields)
    value: object = getattr(other, field)
    if field == "title":
        words = (kept.title or "").split()
        place = chance.randrange(len(words))
        value = " ".join([*words[:place], "quantum", "marmalade", *words[place + 1 :]])
    elif field == "author":
        value = [Name(family="Quarrington", given="Zeno"), *kept.author[1:]]
    elif field == "issued":
        year = kept.issued.year if kept.issued else 2000
        value = new_date((year or 2000) + chance.choice([-7, -3, -2, 2, 3, 10]))
    elif field == "volume":
        value = str(chance.randrange(400, 900))
    elif field == "page":
        value = f"{chance.randrange(5000, 9000)}-{chance.randrange(9000, 9999)}"
    elif field == "container_title":
        value = "Transactions of the Society for Marmalade"
    elif field == "DOI":
        value = chance.choice([other.DOI, (kept.DOI or "") + "9", "10.5555/none"])
    changes: dict[str, object] = {field: value}
    if field == "container_title":
        changes["container_title_short"] = None
    return msgspec.structs.replace(kept, **changes), field


NOUNS = "sediment lattice enzyme graph corridor glacier polymer ledger dialect tariff".split()
ADJECTIVES = "adaptive sparse seasonal bilingual thermal covert modular coastal".split()
VERBS = "Predicting Mapping Rethinking Estimating Measuring Modelling".split()


def invented(papers: Sequence[Paper], chance: random.Random) -> Paper:
    """A plausible reference to nothing: real people and journals, a title that nobody wrote."""
    people, place, number = (chance.choice(papers) for _ in range(3))
    title = (
        f"{chance.choice(VERBS)} {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} "
        f"{chance.choice(NOUNS)} networks in {chance.choice(ADJECTIVES)} "
        f"{chance.choice(NOUNS)}s: a {chance.choice(ADJECTIVES)} approach"
    )
    prefix = (place.DOI or "10.5555/").partition("/")[0]
    doi = chance.choice([f"{prefix}/j.{chance.randrange(10**6)}.2021", number.DOI, place.DOI, None])
    return Paper(
        type="article-journal", title=title, author=list(people.author),
        container_title=place.container_title, volume=place.volume, issue=place.issue,
        page=f"{chance.randrange(1, 400)}-{chance.randrange(400, 900)}",
        issued=place.issued, DOI=doi,
    )  # fmt: skip


def fates(papers: Sequence[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Half of these papers as retracted, half as preprints; and what they were published as."""
    records, published = [], []
    for number, paper in enumerate(papers):
        if number % 2:
            notice = {"relation": "retracted-by", "id": "doi:10.5555/notice", "issued": "2021-03"}
            status = {"retracted": True, "retracted-by": ["doi:10.5555/notice"],
                      "notices": [notice]}  # fmt: skip
            records.append(msgspec.structs.replace(paper, custom={"status": status}))
            continue
        later = f"{paper.DOI}.published"
        records.append(
            msgspec.structs.replace(
                paper,
                type="article",
                genre="Preprint",
                container_title=None,
                volume=None,
                issue=None,
                page=None,
                custom={"status": {"preprint-of": [f"doi:{later}"]}},
            )
        )
        published.append(msgspec.structs.replace(paper, DOI=later, custom={}))
    return records, published


MEANT = {
    "true": {"agrees"},
    "one field wrong": {"differs"},
    "retracted or published since": {"retracted", "superseded"},
    "invented": {"not-found", "contradicted"},
}


def references(seed: int) -> tuple[list[tuple[str, Paper, str]], list[Paper]]:
    """What is meant, the reference, and the field that is wrong; and the records."""
    chance = random.Random(seed)
    papers = records()
    chance.shuffle(papers)
    fated, published = fates(papers[:100])
    rest = papers[100:]
    turns = itertools.cycle(rest)
    cases = [("true", true(next(turns), chance), "") for _ in range(200)]
    for _ in range(200):
        paper, field = wrong(next(turns), chance.choice(rest), chance)
        cases.append(("one field wrong", paper, field.replace("_", "-")))
    for paper in fated:
        cases.append(("retracted or published since", true(paper, chance), ""))
    cases += [("invented", invented(rest, chance), "") for _ in range(200)]
    return cases, [*fated, *published, *rest]


def is_right(meant: str, field: str, verdict: Verdict) -> bool:
    """Whether a verdict is what was meant, and names the field that is wrong."""
    if verdict.kind not in MEANT[meant]:
        return False
    return not field or field in {difference.variable for difference in verdict.differences}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    cases, papers = references(args.seed)
    meant = [paper for _, paper, _ in cases]
    if args.index:
        with tempfile.TemporaryDirectory() as folder:
            citex.write(papers, f"{folder}/records.json")
            index.build(f"{folder}/records.json", f"{folder}/records.index")
            found = verify(meant, index=f"{folder}/records.index")
    else:
        found = list(verdicts(meant, InMemory(papers)))
    table: dict[str, Counter[str]] = {meant: Counter() for meant in MEANT}
    right: Counter[str] = Counter()
    for (kind, paper, field), verdict in zip(cases, found, strict=True):
        table[kind][verdict.kind] += 1
        right[kind] += is_right(kind, field, verdict)
        if args.wrong and not is_right(kind, field, verdict):
            print(kind, field, "|", verdict, "|", paper.title, file=sys.stderr)
    print(f"{len(papers)} records, {len(cases)} references")
    for meant, counted in table.items():
        total = sum(counted.values())
        said = ", ".join(f"{kind} {number}" for kind, number in counted.most_common())
        print(f"{meant:30} right {right[meant]:3} of {total}: {said}")
    print(f"right in all: {100 * sum(right.values()) / len(cases):.1f} %")


if __name__ == "__main__":
    main()
