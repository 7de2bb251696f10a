"""A list of papers with known pairs, made from the open records as other sources would give them.

Every record is kept as it is; beside it stand one or two disguises of it, each as a certain source
or program would deliver the same work, most of them without its identifiers. The truth is known
because the list was made. Records that the files themselves hold twice are counted as pairs too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

import citex
from citex.model import Name, Paper, PartialDate

replace = msgspec.structs.replace
Disguise = Callable[[Paper, random.Random], "Paper | None"]

_IDENTIFIERS = {"DOI": None, "PMID": None, "PMCID": None, "URL": None}
_TAG = re.compile(r"</?(?:i|b|sup|sub|span)[^<>]*>")


def records(shared: Path) -> list[Paper]:
    """Every paper in the open records, in the order of their files."""
    folder = shared / "data" / "records"
    found: list[Paper] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".jsonl", ".xml", ".json")):
        found += citex.read(path, problems=[])
    return found


def owners(papers: list[Paper]) -> list[int]:
    """For each paper of the files, the first that is the same work: some stand there twice."""
    first: dict[str, int] = {}
    found = []
    for index, paper in enumerate(papers):
        doi = re.sub(r"\W", "", (paper.DOI or "").lower())
        found.append(first.setdefault(doi, index) if doi else index)
    return found


def initials(name: Name) -> Name:
    if name.literal or not name.given:
        return name
    letters = " ".join(f"{word[0]}." for word in re.findall(r"\w+", name.given))
    return replace(name, given=letters)


def as_index(paper: Paper, rng: random.Random) -> Paper | None:
    """A bibliographic index: a stop behind the title, initials, journal abbreviated, no DOI."""
    if not paper.title or not paper.author:
        return None
    return replace(
        paper, **_IDENTIFIERS,
        title=_TAG.sub("", paper.title) + ".",
        author=[initials(name) for name in paper.author],
        container_title=paper.container_title_short or paper.container_title,
        custom={},
    )  # fmt: skip


def as_scholar(paper: Paper, rng: random.Random) -> Paper | None:
    """A crawler: the issue lost, the year of the other appearance, names in one string, no tags."""
    if not paper.title or not paper.author:
        return None
    year = (paper.issued.year if paper.issued else None) or None
    return replace(
        paper, **_IDENTIFIERS,
        title=_TAG.sub("", paper.title).replace("–", "-").replace("’", "'"),
        author=[Name(literal=str(initials(name))) for name in paper.author],
        issued=PartialDate(year + rng.choice((-1, 0, 0, 1))) if year else None,
        issue=None, page=None, custom={},
    )  # fmt: skip


def as_typist(paper: Paper, rng: random.Random) -> Paper | None:
    """Someone who typed it: one letter wrong, accents gone, the first author alone, no volume."""
    if not paper.title or not paper.author or len(paper.title) < 25:
        return None
    title = _TAG.sub("", paper.title)
    place = rng.randrange(5, len(title) - 5)
    title = title[:place] + rng.choice("aeinst") + title[place + 1 :]
    return replace(
        paper, **_IDENTIFIERS, title=title, author=paper.author[:1],
        volume=None, issue=None, page=None, custom={},
    )  # fmt: skip


def as_shouter(paper: Paper, rng: random.Random) -> Paper | None:
    """A catalogue in capitals, without year."""
    if not paper.title or not paper.author or len(paper.title) < 30:
        return None
    names = [
        replace(name, family=name.family.upper()) if name.family else name for name in paper.author
    ]
    return replace(
        paper, **_IDENTIFIERS, title=_TAG.sub("", paper.title).upper(), author=names, custom={}
    )


def without_subtitle(paper: Paper, rng: random.Random) -> Paper | None:
    """A source that does not give subtitles."""
    if not paper.title or not paper.author or ": " not in paper.title:
        return None
    main = paper.title.partition(": ")[0]
    if len(main) < 25 or _TAG.search(main):
        return None
    return replace(paper, **_IDENTIFIERS, title=main, custom={})


def same_doi(paper: Paper, rng: random.Random) -> Paper | None:
    """Another source with the same DOI, in capitals, and a title in other words."""
    if not paper.DOI or not paper.title:
        return None
    return replace(
        paper, DOI=f"https://doi.org/{paper.DOI.upper()}", PMID=None, PMCID=None, URL=None,
        title=paper.title.partition(": ")[0], author=None, issued=None,
    )  # fmt: skip


def round_trip(format: str) -> Disguise:
    """A reference manager that exports and imports; its key is its own."""

    def disguise(paper: Paper, rng: random.Random) -> Paper | None:
        if not paper.title or not paper.author:
            return None
        bare = replace(paper, **_IDENTIFIERS, custom={}, extra={})
        found = citex.parse(citex.format([bare], format), format, problems=[])
        return found[0] if found and found[0].title else None

    return disguise


def preprint(paper: Paper, rng: random.Random) -> Paper | None:
    """The preprint of an article: a server's DOI, a year earlier, a word of the title changed."""
    if paper.type != "article-journal" or not paper.title or not paper.author or not paper.issued:
        return None
    if len(paper.title) < 40 or not paper.issued.year or not paper.DOI:
        return None
    number = rng.randrange(10**5)
    title = paper.title.replace(" the ", " ", 1) if rng.random() < 0.5 else paper.title
    return Paper(
        id=f"preprint{number}", type="article", title=title, author=paper.author,
        issued=PartialDate(paper.issued.year - rng.choice((0, 1))), publisher="bioRxiv",
        genre="Preprint", DOI=f"10.1101/2020.01.01.{number:06}",
    )  # fmt: skip


DISGUISES: dict[str, Disguise] = {
    "index": as_index, "scholar": as_scholar, "typist": as_typist, "shouter": as_shouter,
    "subtitle": without_subtitle, "doi": same_doi, "bibtex": round_trip("bibtex"),
    "ris": round_trip("ris"),
}  # fmt: skip


def disguised(originals: list[Paper], seed: int = 7714) -> Iterator[tuple[Paper, int, str]]:
    """Disguises, the index of the paper that each shows, and the kind; in a fixed order."""
    rng = random.Random(seed)
    kinds = list(DISGUISES.items())
    for index, paper in enumerate(originals):
        for name, disguise in rng.sample(kinds, 3):
            made = disguise(paper, rng)
            if made is not None:
                yield made, index, name
        if rng.random() < 0.3:
            made = preprint(paper, rng)
            if made is not None:
                yield made, index, "preprint"


def with_copies(shared: Path, count: int) -> list[Paper]:
    """So many papers, made from the words and names of real ones; a fifth copies of others.

    A copy has the title in capitals and neither identifier, volume nor page.
    """
    rng = random.Random(7714)
    originals = [paper for paper in records(shared) if paper.title and paper.author]
    vocabulary = sorted({word for p in originals for word in (p.title or "").split()})
    families = sorted({name.family for p in originals for name in p.author or () if name.family})
    papers = [
        Paper(
            id=str(number), type="article-journal", container_title="Annals of Examples",
            DOI=f"10.5555/{number}" if number % 3 else None,
            title=" ".join(rng.choices(vocabulary, k=rng.randrange(5, 14))),
            author=[Name(rng.choice(families), "A. B.")], volume=str(rng.randrange(80)),
            issued=PartialDate(rng.randrange(1990, 2025)), page=str(rng.randrange(900)),
        )
        for number in range(count * 4 // 5)
    ]  # fmt: skip
    return papers + [
        Paper(
            type=p.type, title=(p.title or "").upper(), author=p.author, issued=p.issued,
            container_title=p.container_title,
        )
        for p in papers[: count // 5]
    ]  # fmt: skip
