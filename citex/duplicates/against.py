"""What speaks against two papers being one work: editions, parts, places, kinds, identifiers.

Each function gives a factor below 1 with what it is for, or None where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from citex.duplicates import places, titles
from citex.duplicates.fingerprint import Marks
from citex.duplicates.letters import slips

Kind = Literal["same", "version"]

Finding = tuple[float, str] | None
"""A factor and what it is for, or None where there is nothing to say."""


_KINDS = {
    frozenset(pair.split(":")): factor
    for factor, pairs in (
        (0.5, ("review:book", "review:chapter")),
        (0.6, ("thesis:article", "thesis:book", "thesis:paper", "thesis:chapter", "thesis:report",
               "speech:article", "speech:book", "speech:chapter", "speech:thesis")),
        (0.7, ("book:chapter", "book:paper", "book:article", "report:article", "report:chapter")),
    )
    for pair in pairs
}  # fmt: skip
"""Kinds that are not one work, however like; patents, standards and data are none of the others."""
_ALONE = {"patent": 0.6, "standard": 0.7, "data": 0.8}


def often(a: Marks, b: Marks, author: float, dated: float, agree: bool) -> Finding:
    """Short titles, and those that recur, need more that agrees."""
    if agree:
        return None
    if titles.recurrent(a.title) or titles.recurrent(b.title):
        known = places.like(a.places, b.places) == 1 and places.same_page(a.page, b.page) == 1
        return None if known and dated >= 0.96 else (0.7, "a title that recurs")
    if titles.short(a.title) or titles.short(b.title):
        known = author >= 0.95 and dated >= 0.96 and places.like(a.places, b.places) >= 0
        return None if known else (0.8, "a short title")
    return None


def year(a: Marks, b: Marks, kind: Kind) -> tuple[float, str]:
    """How far the years agree, from 0 to 1, and in what words."""
    if not a.year or not b.year:
        return 0.96, "a year is not given"
    apart = abs(a.year - b.year)
    if kind == "version":
        return (1.0 if apart <= 2 else 0.95 if apart <= 4 else 0.7), _APART[min(apart, 3)]
    if 0 < apart < 3 and (a.serial or b.serial):
        return 0.85, "what comes out every year, and another year"
    if apart > 2 and _mistyped(a, b):
        return 0.9, "a year with a slip"
    return (1.0, 0.98, 0.9, 0.6)[min(apart, 3)], _APART[min(apart, 3)]


_APART = ("the same year", "years one apart", "years two apart", "other years")


def _mistyped(a: Marks, b: Marks) -> bool:
    """Whether years differ by a slip: volume, issue and page are the same."""
    return (
        bool(a.volume)
        and a.volume == b.volume
        and a.issue == b.issue
        and places.same_page(a.page, b.page) == 1
        and slips(str(a.year), str(b.year)) == 1
    )


NOWHERE = 1.0, ""


def place(a: Marks, b: Marks) -> tuple[float, str]:
    """Above 1 where volume and page agree, 1 where too little is known, below where they differ."""
    if a.sort == b.sort == "book":
        return (0.6, "other volumes") if _differ(a.volume, b.volume) else NOWHERE
    page = places.same_page(a.page, b.page)
    volumes, issues = bool(a.volume and b.volume), bool(a.issue and b.issue)
    if page == 1 and a.volume == b.volume and (volumes or (issues and a.issue == b.issue)):
        return 2.0, "the same volume and page"
    if page < 0 and not volumes and "1" in (a.page[0], b.page[0]):
        page = 0  # ahead of print, pages are counted from 1
    other = page < 0, _differ(a.volume, b.volume)
    count = sum(other)
    if not other[1] and (page < 1 or not volumes) and _differ(a.issue, b.issue):
        count += 1
    return ((1.0, ""), (0.85, "another volume, issue or page"), (0.7, _ELSEWHERE))[min(count, 2)]


_ELSEWHERE = "another volume, issue and page"


def _differ(x: str, y: str) -> bool:
    return bool(x and y) and x != y


def _edition(a: Marks, b: Marks) -> Finding:
    x, y = a.edition, b.edition
    if x and y:
        return None if x.startswith(y) or y.startswith(x) else (0.5, "other editions")
    if "1" in (x, y):
        return None
    if a.year == b.year:
        return 0.97, "an edition of one of them"
    return 0.85, "an edition of one, and another year"


def _version(a: Marks, b: Marks) -> Finding:
    return (0.5, "other versions") if _differ(a.version, b.version) else None


def _number(a: Marks, b: Marks) -> Finding:
    x, y = a.number.replace(" ", ""), b.number.replace(" ", "")
    if not x or not y or a.sort != b.sort or x.startswith(y) or y.startswith(x):
        return None
    return 0.5, "other numbers"


def _numbers(a: Marks, b: Marks) -> Finding:
    one, two = a.titled, b.titled
    if one.numbers == two.numbers or one.words.replace(" ", "") == two.words.replace(" ", ""):
        return None
    if titles.subtitled(one, two) or a.title in b.other_titles or b.title in a.other_titles:
        return None
    return 0.6, "other numbers in the title"


def _notice(a: Marks, b: Marks) -> Finding:
    return (0.5, "a notice of the other") if a.titled.notice != b.titled.notice else None


def _kinds(a: Marks, b: Marks) -> Finding:
    factor = _KINDS.get(frozenset((a.sort, b.sort)))
    if factor is None:
        factor = min(_ALONE.get(a.sort, 1.0), _ALONE.get(b.sort, 1.0))
    if factor == 1.0 and {a.sort, b.sort} in _PUBLISHED and places.like(a.places, b.places) < 0:
        factor = 1.0 if places.same_page(a.page, b.page) == 1 else 0.75
    return (factor, "other kinds of works") if factor < 1 else None


_PUBLISHED = ({"article", "paper"}, {"article", "chapter"})
"""Kinds that sources mix up, so that it takes another journal or book to tell them apart."""


def _containers(a: Marks, b: Marks) -> Finding:
    """In two journals or books; the same volume or page says that these are one."""
    if a.sort != b.sort or a.sort not in ("article", "chapter") or a.preprint or b.preprint:
        return None
    if places.like(a.places, b.places) >= 0 or places.same_page(a.page, b.page) == 1:
        return None
    if a.volume and a.volume == b.volume:
        return None
    return 0.85, "in other journals or books"


def _degree(a: Marks, b: Marks) -> Finding:
    return (0.6, "theses for other degrees") if _differ(a.degree, b.degree) else None


def _days(a: Marks, b: Marks) -> Finding:
    """Of what comes out every day or month; in print and online it is not dated the same day."""
    if not a.day or not b.day or a.year != b.year:
        return None
    if a.day % 100 and b.day % 100:
        apart = abs(a.day // 100 - b.day // 100) * 31 + a.day % 100 - b.day % 100
        return (0.85, "other days") if abs(apart) > 3 else None
    return (0.85, "other months") if a.day // 100 != b.day // 100 else None


def _translators(a: Marks, b: Marks) -> Finding:
    if a.translators and b.translators and not a.translators & b.translators:
        return 0.6, "other translators"
    return None


AGAINST: tuple[tuple[str, str, Callable[[Marks, Marks], Finding]], ...] = (
    ("edition", "edition", _edition),
    ("version", "version", _version),
    ("number", "number", _number),
    ("title", "titled", _numbers),
    ("title", "titled", _notice),
    ("type", "sort", _kinds),
    ("genre", "degree", _degree),
    ("issued", "day", _days),
    ("translator", "translators", _translators),
    ("container-title", "places", _containers),
)
"""What speaks against it, whatever else agrees: what is asked where an attribute differs."""


def identified(a: Marks, b: Marks, alike: bool, agree: bool) -> Finding:
    """Both have an identifier of one kind, and these differ by more than their writing."""
    for scheme in ("doi:", "pmid:", "pmcid:"):
        mine = {found for found in a.identifiers if found.startswith(scheme)}
        others = {found for found in b.identifiers if found.startswith(scheme)}
        if mine and others and not set(map(_bare, mine)) & set(map(_bare, others)):
            if scheme == "doi:":
                found = _other_doi(a, b, alike, agree)
                if found is not None:
                    return found
            elif a.preprint == b.preprint:
                return 0.6, "other identifiers"
    if a.arxiv and b.arxiv and a.arxiv != b.arxiv:
        return 0.6, "other numbers at arXiv"
    if _differ(a.isbn, b.isbn) and a.sort == b.sort == "book":
        return (0.95 if a.year == b.year else 0.6), "other ISBNs"
    return None


def _other_doi(a: Marks, b: Marks, alike: bool, agree: bool) -> Finding:
    if a.preprint != b.preprint:
        return None
    if a.preprint and a.doi.partition("/")[0] != b.doi.partition("/")[0]:
        return 0.97, "preprints on two servers"
    if alike and (agree or _in_one_place(a, b)) and mistyped(a.doi, b.doi):
        return 0.97, "a DOI with a slip"
    return 0.6, "other DOIs"


def _in_one_place(a: Marks, b: Marks) -> bool:
    """Whether volume or page is the same, and nothing of the place differs."""
    page = places.same_page(a.page, b.page)
    if page < 0 or _differ(a.volume, b.volume) or _differ(a.issue, b.issue):
        return False
    return page == 1 or (bool(a.volume) and a.volume == b.volume)


_CONFUSED = str.maketrans("loi", "101")


def mistyped(x: str, y: str) -> bool:
    """Whether two DOIs may be one: cut off, or with a letter wrong, missing or swapped.

    >>> mistyped("10.5555/jvn.21", "10.5555/jvn.22"), mistyped("10.5555/jvn.21", "10.5555/jv")
    (True, True)
    """
    short, long = sorted((x, y), key=len)
    if long.startswith(short):
        return len(short) > 8 and 2 * len(short) > len(long)
    return slips(x.translate(_CONFUSED), y.translate(_CONFUSED)) <= 1


def _bare(identifier: str) -> str:
    return "".join(char for char in identifier if char.isalnum())
