"""Genres: what a source's word for the kind of a work adds to its type, or says instead of it.

Databases name the type once more ("Article", "Journal Article; Review", "期刊论文"): that is no
genre, and styles would print it. "PhD thesis", "Letter to the editor", "Preprint" are.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from citex._late import regex
from citex.model import Paper, Remark
from citex.model.remarks import add_remark
from citex.text.status import declare
from citex.text.tables import words

_PARTS = regex(r"[;；|\n]")
_RETRACTED = regex(r"\bretracted (?:publication|article|paper|chapter)\b", re.IGNORECASE)
_SIGNS = regex(r"[\W_]+")

_ANY, _PUBLISHED = words("genres of anything"), words("genres of the published")
_OWN = {
    kind: words(f"genres of {kind}")
    for kind in "dataset software webpage patent standard map report thesis".split()
}
_PROCEEDINGS = "proceeding proceedings conferenceproceeding conferenceproceedings 会议文集".split()
"""Of a book these say more than the type."""
_KEEPS = frozenset("speech manuscript thesis report personal_communication interview event".split())
"""Types of which "Conference paper", "Review" or "Book" says more than the type."""

_DECIDES = (
    # what a genre holds, letters only, the more telling first: the type of a work of no other
    (
        regex(
            r"thes[ei]s|dissertation|学位论文|硕士|博士|diplomarbeit|habilitation|thèse|tesina"
            r"|^(?:tesi|mémoire|trabajofindegrado|masterof\w{4,20}|doctorof\w{4,20})(?:de|di|doctoral|$)"
            r"|^(?:phd|dphil|mphil|msc|doctor|doctoral|masters?|bachelors?|licentiate)(?:degree)?$"
        ),
        "thesis",
    ),
    (regex(r"preprint|预印本"), "article"),
    (regex(r"conferencepaper|proceedingspaper|inproceedings|会议论文"), "paper-conference"),
    (regex(r"bookchapter|booksection|bookpart|incollection"), "chapter"),
    (regex(r"journalarticle|researcharticle|期刊论文|期刊文章"), "article-journal"),
    (regex(r"newspaperarticle|报纸"), "article-newspaper"),
    (regex(r"report|whitepaper|报告"), "report"),
    (regex(r"dataset|数据集"), "dataset"),
    (regex(r"software|computerprogram"), "software"),
    (regex(r"patent|专利"), "patent"),
    (regex(r"^(?:technical|national|industry)?standard$|标准"), "standard"),
)
_WORDS = {
    kind: frozenset([*_ANY, *([] if kind in _KEEPS else _PUBLISHED), *_OWN.get(kind, ())])
    for kind in ("", *_KEEPS, *_OWN)
}
_WORDS["book"] = _WORDS[""].difference(_PROCEEDINGS)


def true_genre(genre: str, kind: str) -> str | None:
    """What a genre says besides the type of the work; None when that is nothing.

    >>> true_genre("Article; Proceedings Paper", "article-journal"), true_genre("期刊论文", "book")
    (None, None)
    >>> true_genre("PhD thesis", "thesis"), true_genre("Article; Letter", "article-journal")
    ('PhD thesis', 'Letter')
    """
    bare = genre[:1000].replace("info:eu-repo/semantics/", "")  # OpenAIRE's vocabulary
    parts = [part for text in _PARTS.split(bare) if (part := text.strip())]
    words = _WORDS.get(kind) or _WORDS[""]
    kept = [part for part in parts if (word := letters(part)) and word not in words]
    if len(kept) == len(parts) and parts and len(bare) == len(genre[:1000]):
        return genre
    return "; ".join(kept) or None


def kind_by_genre(genre: str) -> str | None:
    """The CSL type that a genre tells of a work of which nothing else does.

    >>> kind_by_genre("Master's thesis"), kind_by_genre("Poster")
    ('thesis', None)
    """
    word = letters(genre)
    return next((kind for sign, kind in _DECIDES if sign.search(word)), None)


def letters(text: str) -> str:
    """A text's letters and digits alone, folded: by these, words are compared."""
    return _SIGNS.sub("", text[:200].casefold())


def settle_genre(paper: Paper, remarks: list[Remark], *, decides: bool = True) -> str | None:
    """Take off a paper just read what its genre repeats of its type; what was taken off, if any.

    A work of no other type has the one that its genre tells, if that `decides`.

    >>> paper = Paper(type="article-journal", genre="Journal Article")
    >>> settle_genre(paper, []), paper.genre
    ('Journal Article', None)
    """
    given = genre = paper.genre
    if given is None or genre is None:
        return None
    if decides and paper.type == "document" and (kind := kind_by_genre(genre)):
        add_remark(remarks, "guessed", "type", f"a {kind} by its genre, {genre!r}")
        paper.type = kind
    if "retract" in genre.casefold() and _RETRACTED.search(genre):
        declare(paper, "retracted", "the source lists the work as a retracted publication")
        rest = _PARTS.split(_RETRACTED.sub("", genre))
        genre = "; ".join(filter(None, map(str.strip, rest)))
    paper.genre = true_genre(genre, paper.type)
    return None if paper.genre == given else given


def settle_into(rest: dict[str, Any], field: str, paper: Paper, told: Container[str]) -> None:
    """The same, for a format that carries variables; what is taken off goes to a field of `rest`.

    What is `told`, the type or the genre, stays.
    """
    if paper.genre is None or "genre" in told:
        return
    remarks: list[Remark] = []
    taken = settle_genre(paper, remarks, decides="type" not in told)
    if taken is not None:
        rest[field] = [taken, *rest.get(field, ())]
    if remarks:
        paper.remarks = [*paper.remarks, *remarks]
