"""What is said of a reference, on which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from citex.lookup.client import Failed
from citex.model import Paper
from citex.text.identifiers import (
    Identifier,
    isbn13,
    parse,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)
from citex.verification.catalogue import Catalogue, Missing, Record
from citex.verification.comparing import (
    Comparison,
    Difference,
    compared,
    differences,
    with_record,
)

VerdictKind = Literal[
    "agrees", "differs", "superseded", "corrected", "concern", "retracted", "contradicted",
    "not-found", "unchecked",
]  # fmt: skip

MEANING: dict[VerdictKind, str] = {
    "agrees": "exists, and agrees with its record",
    "differs": "exists, and differs from its record",
    "superseded": "exists in a newer version",
    "corrected": "exists, and was corrected",
    "concern": "exists, and an expression of concern was published",
    "retracted": "exists, and was retracted",
    "contradicted": "its identifier is of another work, and no work of its own was found",
    "not-found": "was not found where it was looked for",
    "unchecked": "could not be looked for",
}
"""The verdicts, from good to bad."""

FAULTS: frozenset[VerdictKind] = frozenset(
    ("differs", "concern", "retracted", "contradicted", "not-found")
)
"""The verdicts for which somebody has to do something."""


class Candidate(NamedTuple):
    """A work that a reference or a search may mean: with its score, and what it rests on."""

    paper: Paper
    score: float
    reasons: str
    source: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one reference.

    `record` is what it was held against, from `source`; `differences` are the fields that are not
    as there; `notices` what became of the work; `newer` the record to cite in its place. `nearest`
    are the candidates of what was not found. `asked` names the sources, `evidence` says in words
    what the verdict rests on, `score` how far reference and record go together (0 to 1).
    """

    paper: Paper
    kind: VerdictKind
    score: float = 0.0
    record: Paper | None = None
    source: str = ""
    differences: tuple[Difference, ...] = ()
    notices: tuple[str, ...] = ()
    newer: Paper | None = None
    nearest: tuple[Candidate, ...] = ()
    asked: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.kind in FAULTS

    @property
    def fixed(self) -> Paper:
        """The reference with what is certain: the record's values where they differ.

        Where record and reference are not one work, or the record only came up by words and agrees
        in little, nothing is changed.
        """
        if self.record is None or self.kind in ("contradicted", "not-found", "unchecked"):
            return self.paper
        return with_record(self.paper, self.record, self.differences)

    def __str__(self) -> str:
        said = [*map(str, self.differences), *self.notices] or [MEANING[self.kind]]
        return f"{self.paper.id or 'a reference'}: {self.kind}: {'; '.join(said)}"

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON has it."""
        return {
            "id": self.paper.id,
            "verdict": self.kind,
            "score": self.score,
            "source": self.source,
            "record": self.record.to_dict() if self.record else None,
            "differences": [found._asdict() for found in self.differences],
            "notices": list(self.notices),
            "newer": self.newer.to_dict() if self.newer else None,
            "nearest": [
                {"record": one.paper.to_dict(), "score": one.score, "reasons": one.reasons,
                 "source": one.source}
                for one in self.nearest
            ],
            "asked": list(self.asked),
            "evidence": list(self.evidence),
        }  # fmt: skip


CHUNK = 50
"""References that are looked up together."""
_NEAREST = 3


def verdicts(papers: Iterable[Paper], catalogue: Catalogue) -> Iterator[Verdict]:
    """The verdict on each reference, in their order."""
    part: list[Paper] = []
    for paper in papers:
        part.append(paper)
        if len(part) == CHUNK:
            yield from _of_part(part, catalogue)
            part = []
    yield from _of_part(part, catalogue)


def identifiers_of(paper: Paper) -> list[Identifier]:
    """The identifiers that a reference has, the best one first."""
    found: list[Identifier] = []
    url = paper.URL or ""
    archived = " ".join(filter(None, (paper.archive, paper.number, paper.archive_location)))
    arxiv = parse_arxiv(url) or next(filter(None, map(parse_arxiv, archived.split())), None)
    if paper.DOI and (doi := parse_doi(paper.DOI)):
        found.append(Identifier("doi", doi))
    if paper.PMID and (pmid := parse_pmid(paper.PMID)):
        found.append(Identifier("pmid", pmid))
    if paper.PMCID and (pmcid := parse_pmcid(paper.PMCID, bare=True)):
        found.append(Identifier("pmcid", pmcid))
    if arxiv and "arxiv" in (url + archived + (paper.container_title or "")).lower():
        found.append(Identifier("arxiv", arxiv))
    if paper.ISBN and paper.type in (None, "book") and (isbn := parse_isbn(paper.ISBN)):
        found.append(Identifier("isbn", isbn13(isbn)))
    if not found and url:
        named = parse(url)
        if named is not None and named.scheme not in ("url", "issn", "github"):
            found.append(named)
    return found


def _of_part(papers: Sequence[Paper], catalogue: Catalogue) -> Iterator[Verdict]:
    names = [identifiers_of(paper) for paper in papers]
    wanted = list(dict.fromkeys(name for some in names for name in some))
    records = catalogue.records(wanted) if wanted else {}
    for paper, some in zip(papers, names, strict=True):
        yield _Case(paper, catalogue).decided({name: records[name] for name in some})


class _Case:
    """One reference, and the evidence that has come up."""

    def __init__(self, paper: Paper, catalogue: Catalogue) -> None:
        self.paper, self.catalogue = paper, catalogue
        self.asked: list[str] = []
        self.evidence: list[str] = []

    def decided(self, records: dict[Identifier, Record | Missing]) -> Verdict:
        """The verdict, by the identifiers first, and by words where they do not lead to it."""
        others: list[tuple[Identifier, Record, Comparison]] = []
        unknown: list[Identifier] = []
        failed = False
        for name, found in records.items():
            if isinstance(found, Missing):
                self.evidence.append(f"{name}: {found.reason}")
                unknown += [name] if found.certain else []
                failed = failed or not found.certain
                continue
            self._ask(found.source)
            comparison = compared(self.paper, found.paper)
            if comparison.is_what_is_named or _says_nothing(self.paper):
                self.evidence.append(f"{name} is of it: {comparison.reasons}")
                return self._found(found, comparison, others, unknown)
            others.append((name, found, comparison))
            title = found.paper.title or "a work without a title"
            self.evidence.append(f"{name} is of another work, {title!r}: {comparison.reasons}")
        best, nearest, answered = self._by_words()
        if best is not None:
            record, comparison = best
            self.evidence.append(f"found by its words: {comparison.reasons}")
            return self._found(record, comparison, others, unknown)
        if others:
            name, found, comparison = others[0]
            return self._verdict(
                "contradicted", comparison.score, found, nearest=nearest,
                differences=differences(self.paper, found.paper),
            )  # fmt: skip
        if answered or (unknown and not failed and not self.paper.title):
            return self._verdict("not-found", nearest[0].score if nearest else 0.0, nearest=nearest)
        return self._verdict("unchecked")

    def _by_words(
        self,
    ) -> tuple[tuple[Record, Comparison] | None, list[Candidate], bool]:
        """The work that the words mean, the nearest candidates, and whether anybody answered."""
        candidates: list[Candidate] = []
        answered = False
        if not self.paper.title:
            return None, candidates, answered
        for source, found in self.catalogue.works(self.paper):
            if isinstance(found, Failed):
                self.evidence.append(str(found))
                continue
            answered = True
            self._ask(source)
            held = [(paper, compared(self.paper, paper)) for paper in found]
            held.sort(key=lambda pair: (-pair[1].is_one_work, -pair[1].points))
            if held and held[0][1].is_one_work:
                paper, comparison = held[0]
                return (Record(paper, source), comparison), candidates, True
            candidates += [
                Candidate(paper, comparison.score, comparison.reasons, source)
                for paper, comparison in held
            ]
        candidates.sort(key=lambda candidate: -candidate.score)
        return None, candidates[:_NEAREST], answered

    def _found(
        self,
        found: Record,
        comparison: Comparison,
        others: Sequence[tuple[Identifier, Record, Comparison]],
        unknown: Sequence[Identifier],
    ) -> Verdict:
        """The verdict on a work that was found: how it differs, and what became of it."""
        differ = differences(self.paper, found.paper)
        named = {difference.variable for difference in differ}
        for name in [*(other[0] for other in others), *unknown]:
            variable = _VARIABLES.get(name.scheme, "")
            if variable and variable not in named and name not in identifiers_of(found.paper):
                theirs = str(getattr(found.paper, variable) or "")
                differ.append(Difference(variable, name.value, theirs))
        kind, notices, newer = self._fate(found.paper)
        if kind is None:
            kind = "differs" if differ else "agrees"
        return self._verdict(
            kind, comparison.score, found, differences=differ, notices=notices, newer=newer
        )

    def _fate(self, record: Paper) -> tuple[VerdictKind | None, list[str], Paper | None]:
        """What became of a work, by what its record says of it."""
        status = record.custom.get("status")
        if not isinstance(status, dict):
            return None, [], None
        notices = list(_notices(status))
        for kind, marks in _FATES:
            if any(status.get(mark) for mark in marks):
                return kind, notices, None
        listed = status.get("preprint-of")
        for text in listed if isinstance(listed, list) else ():
            name = parse(str(text))
            if name is None or name in identifiers_of(self.paper):
                continue
            found = self.catalogue.records([name])[name]
            if isinstance(found, Record):
                self._ask(found.source)
                return "superseded", [f"published as {name}"], found.paper
            return "superseded", [f"published as {name}"], None
        return None, notices, None

    def _ask(self, source: str) -> None:
        if source and source not in self.asked:
            self.asked.append(source)

    def _verdict(
        self,
        kind: VerdictKind,
        score: float = 0.0,
        found: Record | None = None,
        *,
        differences: Sequence[Difference] = (),
        notices: Sequence[str] = (),
        newer: Paper | None = None,
        nearest: Sequence[Candidate] = (),
    ) -> Verdict:
        return Verdict(
            paper=self.paper, kind=kind, score=score,
            record=found.paper if found else None, source=found.source if found else "",
            differences=tuple(differences), notices=tuple(notices), newer=newer,
            nearest=tuple(nearest), asked=tuple(self.asked), evidence=tuple(self.evidence),
        )  # fmt: skip


_VARIABLES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN"}
_FATES: tuple[tuple[VerdictKind, tuple[str, ...]], ...] = (
    ("retracted", ("retracted", "withdrawn", "retracted-by", "withdrawn-by")),
    ("concern", ("concern", "concern-by")),
    ("corrected", ("corrected-by",)),
)
_RELATIONS = ("retracted-by", "withdrawn-by", "concern-by", "corrected-by")


def _notices(status: dict[str, Any]) -> Iterator[str]:
    """Each notice in words, with its date where that is known."""
    listed = status.get("notices")
    dated = {
        str(notice.get("id")): str(notice.get("issued"))
        for notice in (listed if isinstance(listed, list) else ())
        if isinstance(notice, dict) and notice.get("issued")
    }
    for relation in _RELATIONS:
        named = status.get(relation)
        for name in named if isinstance(named, list) else ():
            date = dated.get(str(name))
            yield f"{relation.replace('-', ' ')} {name}" + (f" ({date})" if date else "")


def _says_nothing(paper: Paper) -> bool:
    """Whether a reference has an identifier alone."""
    return not paper.title and not paper.author and not paper.container_title
