"""The titles of papers in sentence case, each change with a remark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from citex.casing.english import is_english
from citex.casing.evidence import Evidence
from citex.casing.sentence import Cased, is_sentence_case, sentence_case
from citex.model import Paper, Remark
from citex.text.keywords import split_keywords

TITLES = ("title", "title_short", "part_title", "volume_title", "reviewed_title")
"""The variables that are titles of works, not of journals or series."""
_IN_BOOKS = frozenset(("chapter", "entry-dictionary", "entry-encyclopedia"))
"""Types whose container is a book; its title is a book's (APA 7th ed., 9.28; Citing Medicine 2)."""
_NAMED = frozenset(
    ("bill", "hearing", "legal_case", "legislation", "periodical", "regulation", "software",
     "treaty")
)  # fmt: skip
"""Types whose title is a name: of a law, a case, a journal, a program."""


def sentence_cased(papers: Iterable[Paper], *, subtitles: bool = False) -> list[Paper]:
    """The papers with their titles in sentence case; those that have it are the same objects.

    What a title's words are is told by the paper's abstract and keywords, and by the titles of the
    other papers that are in sentence case. With `subtitles` a subtitle begins with a capital.

    >>> paper = Paper(title="Trees of Uganda: A Review", type="book")
    >>> cased = sentence_cased([paper])[0]
    >>> cased.title, str(cased.remarks[0])
    ('Trees of Uganda: a review', 'title: was put into sentence case, but Uganda (a name)')
    """
    given = list(papers)
    others = Evidence()
    for paper in given:
        if paper.title and is_sentence_case(paper.title) and _is_english(paper, paper.title):
            others.read(paper.title)
    return [_cased(paper, others, subtitles) for paper in given]


def _cased(paper: Paper, others: Evidence, subtitles: bool) -> Paper:
    if paper.type in _NAMED:
        return paper
    seen: Evidence | None = None
    changes: dict[str, str] = {}
    remarks: list[Remark] = []
    for attribute in _variables(paper):
        text = getattr(paper, attribute)
        if not text or not _is_english(paper, text):
            continue
        seen = evidence_of(paper, others) if seen is None else seen
        cased = sentence_case(text, seen, subtitles=subtitles)
        if cased is not None:
            changes[attribute] = cased.text
            remarks.append(_remark(attribute.replace("_", "-"), cased, text))
    if not changes:
        return paper
    return msgspec.structs.replace(paper, **changes, remarks=[*paper.remarks, *remarks])


def _variables(paper: Paper) -> Sequence[str]:
    return (*TITLES, "container_title") if paper.type in _IN_BOOKS else TITLES


def _is_english(paper: Paper, text: str) -> bool:
    return is_english(text, paper.language, paper.abstract)


def evidence_of(paper: Paper, others: Evidence | None = None) -> Evidence:
    """What a paper's abstract and keywords tell of its words."""
    found = Evidence(others)
    if paper.abstract:
        found.read(paper.abstract)
    if paper.keyword:
        found.read_keywords(split_keywords(paper.keyword))
    return found


def _remark(variable: str, cased: Cased, before: str) -> Remark:
    kept = ", ".join(f"{word} ({reason})" for word, reason in dict(cased.kept).items())
    message = "was put into sentence case" + (f", but {kept}" if kept else "")
    return Remark(kind="repaired", variable=variable, message=message, before=before)
