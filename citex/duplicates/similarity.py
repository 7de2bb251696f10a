"""How surely two papers are the same work, and why.

The score is between 0 and 1. An identifier that both have gives 1. Without one it is the likeness
of the titles, times a factor for each thing that speaks against. What may come of a source's
leaving out or spelling otherwise is softened where volume and page agree:

| compared                  | factor                                                              |
|---------------------------|---------------------------------------------------------------------|
| first author              | same 1, given and family name swapped 0.98, among the others 0.97,
|                           | in another script 0.96, spelt alike or with other initials 0.95,
|                           | not given 0.93, of one family with other characters 0.8, another 0.55
| year                      | same 1, one apart 0.98, two 0.9, not given 0.96, more 0.6;
|                           | of reports one apart 0.85; mistyped with the same place 0.9
| volume and page           | both same: half of what is missing to 1 is added                    |

Others are not:

| compared                  | factor                                                              |
|---------------------------|---------------------------------------------------------------------|
| volume, issue, page       | one differs 0.85, more 0.7; volumes of a book 0.6                   |
| words of the title        | each has one that is not like any of the other's: 0.8               |
| numbers in the title      | differ 0.6 ("Part I", "Part II"; "2019", "2020")                    |
| kind of notice            | differs 0.5 ("Correction to ...", "Reply ...")                      |
| kind of work              | by the table `_KINDS`                                               |
| edition, version, number  | differ 0.5; one of them not given, and another year 0.85            |
| DOI, PMID, PMCID          | both have one, and they differ: 0.6; by a slip, in one place: 0.97  |
| translators               | differ 0.6                                                          |
| titles of many works      | "Editorial", and short ones: 0.8, unless place or people agree      |

`Match.signs` has the factors of a pair; the score is their product.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from citex.duplicates import against, people, places, titles
from citex.duplicates.against import Finding, Kind
from citex.duplicates.fingerprint import Marks

THRESHOLD = 0.9
"""From this score on, two papers count as the same work, or versions of it."""

CONTRADICTION = 0.75
"""Below this score, two papers are not made one by way of a third."""


class Sign(NamedTuple):
    """What speaks for two papers being one work (factor 1 and more) or against it (below 1)."""

    variable: str
    factor: float
    said: str


class Match(msgspec.Struct, frozen=True, gc=False):
    """Two papers, by their place in the list, with the score and what it rests on.

    `kind` is "same", or "version" for a preprint and its article. `signs` are the reasons for and
    against, whose factors multiply to the score; `reason` is what it rests on, in short.
    """

    first: int
    second: int
    score: float
    kind: Kind
    reason: str
    signs: tuple[Sign, ...] = ()

    @property
    def by_identifier(self) -> bool:
        """Whether an identifier that both have says so, or all that they say is the same."""
        return bool(self.signs) and self.signs[0].variable == "identifier"


def compare(a: Marks, b: Marks, least: float = 0.5) -> Match | None:
    """The match of two papers, or None where the score is below `least`."""
    kind: Kind = "version" if a.preprint != b.preprint else "same"
    signs = _by_identifier(a, b)
    if signs is None:
        signs = _by_title(a, b, kind, least)
    score = 1.0
    for sign in signs:
        score *= sign.factor
    if not signs or score < least:
        return None
    first, second = (a.index, b.index) if a.index < b.index else (b.index, a.index)
    return Match(first, second, round(score, 3), kind, _reason(signs), tuple(signs))


def contradict(a: Marks, b: Marks) -> bool:
    """Whether two papers are not one work by what both say; what one lacks is no contradiction."""
    if a.preprint != b.preprint:
        return False
    signs = _by_identifier(a, b)
    if signs is None:
        signs = _by_title(a, b, "same", 0.0)
    if not signs:  # other words; in two scripts, or by way of a translation, that says nothing
        return bool(a.title and b.title) and places.like((a.title,), (b.title,)) != 0
    score = 1.0
    for sign in signs:
        if sign.said not in _UNKNOWN:
            score *= sign.factor
    return score < CONTRADICTION


_UNKNOWN = frozenset((
    "no people given", "neither names people", "a year is not given", "a short title",
    "a title that recurs", "an edition of one of them", "an edition of one, and another year",
))  # fmt: skip
"""Factors that are for what one of them does not say."""


def _reason(signs: list[Sign]) -> str:
    for variable, _, said in signs:
        if variable == "identifier":
            return said
        if variable == "author":
            return "title and year" if said not in _NAMED else "title, year and first author"
    return "title, year and first author"


_MARKED = frozenset(("correction", "retraction"))
"""Notices that sources give the identifiers of what they are about."""
_ALIKE = "titles that are alike"
_NAMED = frozenset(("the same first author", "given and family name changed places"))


def _by_identifier(a: Marks, b: Marks) -> list[Sign] | None:
    shared = a.identifiers & b.identifiers
    if shared:
        signs = [Sign("identifier", 1.0, "the same " + ", ".join(sorted(shared)))]
        if a.title and b.title and titles.likeness(a.titled, b.titled) < 0.4:
            if not a.people.all & b.people.all:
                signs.append(Sign("title", 0.5, "other titles by other people"))
            elif places.same_page(a.page, b.page) < 0:
                signs.append(Sign("title", 0.5, "other titles on other pages"))
        elif a.titled.notice != b.titled.notice and _MARKED & {a.titled.notice, b.titled.notice}:
            signs.append(Sign("title", 0.5, "a notice of one of them"))
        return signs
    if a.arxiv and a.arxiv == b.arxiv:
        return [Sign("identifier", 1.0, f"the same arxiv:{a.arxiv}")]
    if a.related & _names(b) or b.related & _names(a):
        if a.preprint != b.preprint:
            return [Sign("identifier", 1.0, "the source names the other version")]
        return None
    if a.isbn and a.isbn == b.isbn and a.sort == b.sort == "book":
        like = titles.likeness(a.titled, b.titled)
        if like > 0.6 and a.edition == b.edition and a.volume == b.volume:
            return [Sign("identifier", 0.97, f"the same isbn:{a.isbn}")]
    return None


def _names(a: Marks) -> frozenset[str]:
    return a.identifiers | ({f"arxiv:{a.arxiv}"} if a.arxiv else frozenset())


def _by_title(a: Marks, b: Marks, kind: Kind, least: float) -> list[Sign]:
    """The signs by title, year, people and place; what is cheap to compare comes first.

    A pair that cannot reach `least` even with the same title is not looked at further.
    """
    if not a.title or not b.title:
        return []
    year = against.year(a, b, kind)
    place = against.place(a, b) if kind == "same" else against.NOWHERE
    doubts = [Sign("page", *place)] if place[0] < 1 else []
    product = min(place[0], 1.0)
    for variable, attribute, compared in against.AGAINST:
        if getattr(a, attribute) != getattr(b, attribute):
            found = compared(a, b)
            if found is not None:
                product *= found[0]
                doubts.append(Sign(variable, *found))
    agree = place[0] > 1
    if _softened(year[0], agree) * product < least:
        return []
    author = people.agreement(a.people, b.people)
    if _softened(author[0] * year[0], agree) * product < least:
        return []
    like, linked = _titles(a, b)
    if like < 0.6:
        return []
    for variable, found in (
        ("title", _worded(a, b, kind, like, linked)),
        ("translator", _translated(a, b) if linked else None),
        ("identifier", against.identified(a, b, like * author[0] >= 0.92, agree)),
        ("title", against.often(a, b, author[0], year[0], agree)),
    ):
        if found is not None:
            doubts.append(Sign(variable, *found))
    said = "titles in two languages" if linked else "the same title" if like == 1 else _ALIKE
    signs = [Sign("title", like, said), Sign("author", *author), Sign("issued", *year)]
    if like < 1 and not agree and _crowd(a, b, kind):
        signs.append(Sign("author", _softened(like, True) / like, "all people are the same"))
    if agree:
        known = like * author[0] * year[0]
        signs.append(Sign("page", _softened(known, True) / known, place[1]))
    return signs + doubts


def _softened(known: float, agree: bool) -> float:
    return known + (1 - known) / 2 if agree else known


def _titles(a: Marks, b: Marks) -> tuple[float, bool]:
    """How like the titles are, and whether only a translation says so."""
    like = titles.likeness(a.titled, b.titled)
    if like < 0.98 and (a.other_titles or b.other_titles):
        if a.title in b.other_titles or b.title in a.other_titles:
            return 0.98, True
        if set(a.other_titles) & set(b.other_titles):
            return 0.98, True
    return like, False


def _worded(a: Marks, b: Marks, kind: Kind, like: float, excused: bool) -> Finding:
    if like == 1 or excused or not titles.reworded(a.titled, b.titled):
        return None
    if like == 0.97 and titles.subtitled(a.titled, b.titled):
        return None
    return (0.97 if _crowd(a, b, kind) else 0.8), "a word of the title is another"


def _crowd(a: Marks, b: Marks, kind: Kind) -> bool:
    """Whether two versions are by the same two people or more: their title may have changed."""
    return kind == "version" and a.people.size > 1 and a.people.all == b.people.all


def _translated(a: Marks, b: Marks) -> Finding:
    return (0.6, "one is a translation") if bool(a.translators) != bool(b.translators) else None
