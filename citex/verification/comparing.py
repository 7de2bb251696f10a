"""A reference held against a record: whether they are of one work, and which fields differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from citex.duplicates import people, places, titles
from citex.duplicates.fingerprint import Marks, marks
from citex.model import Name, Paper
from citex.text.pages import edition
from citex.text.scripts import scripts

SURE = 5.0
"""From so many points on, a reference and a record are of one work."""

IDENTIFIER = 2.0
"""Points for an identifier that leads from the reference to the record."""

_PLACE = frozenset(("issued", "container-title", "volume", "page"))
"""What tells one version of a work from another."""

SAME, ALIKE = 0.85, 0.6
"""From which likeness on two titles are one with slips, and one with words changed."""

_POINTS: dict[str, tuple[float, float]] = {
    # what agrees adds, what differs takes away; a title adds by its length (`_worth`)
    "title": (1.0, 4.0),
    "author": (2.0, 2.0),
    "authors": (1.0, 0.0),
    "issued": (1.0, 1.0),
    "container-title": (1.0, 1.0),
    "volume": (1.0, 0.5),
    "page": (2.0, 1.0),
    "edition": (0.0, 2.0),
    "notice": (0.0, 4.0),
}


class Difference(NamedTuple):
    """A field in which a reference is not as the record: CSL's variable, and both values."""

    variable: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.variable}: {self.ours or '-'!r} ≠ {self.theirs or '-'!r}"


class Comparison(NamedTuple):
    """How a reference and a record go together.

    `points` is the sum of what agrees and differs; `agree` and `differ` name the fields. `score`
    is from 0 to 1.
    """

    points: float
    title: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points as a share of those that make sure, at most 1."""
        return round(max(0.0, min(1.0, self.points / (SURE + 2))), 2)

    @property
    def is_one_work(self) -> bool:
        """Whether both are of one work, be it with some field wrong."""
        return self.points >= SURE and (self.title >= ALIKE or self._is_placed)

    @property
    def is_what_is_named(self) -> bool:
        """As `is_one_work`, where an identifier leads from one to the other."""
        if "notice" in self.differ and _PLACE & set(self.differ):
            return False  # an erratum and its original are two works
        if self.title >= ALIKE:
            return self.points + IDENTIFIER >= SURE
        if "title" not in self.differ:  # nobody can say
            return self.points >= IDENTIFIER
        return self._is_placed and self.points + _POINTS["title"][1] + IDENTIFIER >= SURE

    @property
    def _is_placed(self) -> bool:
        """Whether people, volume and page say which work it is, whatever its title."""
        return {"author", "page", "volume"} <= set(self.agree)

    @property
    def reasons(self) -> str:
        """What agrees and what differs: "= title, author; ≠ issued"."""
        signs = [f"= {', '.join(self.agree)}"] if self.agree else []
        return "; ".join([*signs, *([f"≠ {', '.join(self.differ)}"] if self.differ else [])])


def compared(ours: Paper, theirs: Paper) -> Comparison:
    """Hold a reference against a record.

    >>> ours = Paper(title="Growth and Form of Pine Cones", author=[Name("Meier", "A.")])
    >>> theirs = Paper(title="Growth and form of pine cones", author=[Name("Meier", "Anna")])
    >>> found = compared(ours, theirs)
    >>> found.is_one_work, found.agree
    (True, ('title', 'author'))
    """
    return held_against(marks(ours), marks(theirs))


def held_against(a: Marks, b: Marks) -> Comparison:
    """As `compared`, by the marks of both."""
    like = _likeness(a, b)
    told = {
        "title": 1 if like >= SAME else 0 if like >= ALIKE or not _comparable(a, b) else -1,
        "author": _author(a, b),
        "authors": 1 if a.people.size > 1 and a.people.all == b.people.all else 0,
        "issued": _year(a, b),
        "container-title": places.like(a.places, b.places),
        "volume": _same(a.volume, b.volume),
        "page": places.same_page(a.page, b.page),
        "edition": min(0, _same(a.edition, b.edition)),
        "notice": -1 if a.titled.notice != b.titled.notice else 0,
    }
    points = 0.0
    for name, sign in told.items():
        plus, minus = _POINTS[name]
        points += plus if sign > 0 else -minus if sign < 0 else 0.0
    if told["title"] > 0:
        points += _worth(a.title if len(a.title) < len(b.title) else b.title) * like
    if told["title"] > 0 and (titles.short(a.title) or titles.recurrent(a.title)):
        points -= 1.5
    if told["title"] > 0 and titles.recurrent(a.title) and _is_of_another_issue(a, b):
        points -= 4.0
    if told["volume"] < 0 and a.sort == b.sort == "book":
        points -= _POINTS["edition"][1]
    if told["title"] > 0 and like < 1 and a.titled.numbers != b.titled.numbers:
        points -= 3.0
    return Comparison(
        points, like,
        tuple(name for name, sign in told.items() if sign > 0),
        tuple(name for name, sign in told.items() if sign < 0),
    )  # fmt: skip


def _is_of_another_issue(a: Marks, b: Marks) -> bool:
    return _same(a.volume, b.volume) < 0 or _same(a.issue, b.issue) < 0


def _worth(title: str) -> float:
    """The points of a title that is the same, less the one that is given: long ones are rarer.

    >>> _worth("on growth"), _worth("one two three four five six seven eight")
    (2.5, 4.0)
    """
    words = len(title) / 2 if not title.isascii() and " " not in title else len(title.split())
    return 2.0 + min(words, 12.0) / 4


def _comparable(a: Marks, b: Marks) -> bool:
    """Whether both have a title, in one script: else nobody can say whether it is the same."""
    if not a.title or not b.title:
        return False
    return a.title.isascii() == b.title.isascii() or bool(scripts(a.title) & scripts(b.title))


def _likeness(a: Marks, b: Marks) -> float:
    """How like the titles are; a translation that one of them names is as good as the same."""
    if not a.title or not b.title:
        return 0.0
    like = titles.likeness(a.titled, b.titled)
    if like < ALIKE and titles.subtitled(a.titled, b.titled):
        return ALIKE
    mine, others = {a.title, *a.other_titles}, {b.title, *b.other_titles}
    if like < 0.98 and mine & others:
        return 0.98
    if like < 1 and like != 0.97 and titles.reworded(a.titled, b.titled):
        return min(like, 0.8)
    return like


def _author(a: Marks, b: Marks) -> int:
    if not a.first or not b.first:
        return 0
    agreement, said = people.agreement(a.people, b.people)
    if said == "names in two scripts":
        return 0
    return 1 if agreement > 0.95 else -1


def _year(a: Marks, b: Marks) -> int:
    if not a.year or not b.year:
        return 0
    apart = abs(a.year - b.year)
    return 1 if apart == 0 else 0 if apart == 1 else -1


def _same(x: str, y: str) -> int:
    return 0 if not x or not y else 1 if x == y else -1


def differences(ours: Paper, theirs: Paper) -> list[Difference]:
    """The fields that both have and that do not say the same; how they are written is not asked.

    >>> ours = Paper(title="On Growth and Form", volume="12", page="1-9", issued="2019")
    >>> theirs = Paper(title="On growth and form.", volume="13", page="1–9", issued="2019-05")
    >>> [str(found) for found in differences(ours, theirs)]
    ["volume: '12' ≠ '13'"]
    """
    a, b = marks(ours), marks(theirs)
    found = []
    for variable, differ, shown in _FIELDS:
        if differ(ours, theirs, a, b):
            found.append(Difference(variable, shown(ours), shown(theirs)))
    return found


Differ = Callable[[Paper, Paper, Marks, Marks], bool]


def _title(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    if not _comparable(a, b):
        return False
    if _likeness(a, b) >= 0.97:
        return a.titled.numbers != b.titled.numbers and not titles.subtitled(a.titled, b.titled)
    return True


def _people(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    """Whether somebody is another, in another place, or missing before those that are there."""
    mine, others = _named(ours), _named(theirs)
    if not mine or not others:
        return False
    whole = not _is_open(ours)
    if len(mine) > len(others) or (whole and len(mine) < len(others) and len(mine) not in _CUT):
        return True
    return any(
        people.agreement(people.people_of([x]), people.people_of([y]))[0] < 0.96
        for x, y in zip(mine, others, strict=False)
    )


_CUT = frozenset((1, 3, 6, 7, 10, 20))
"""How many people lists are commonly cut to, without a sign of it."""


def _named(paper: Paper) -> Sequence[Name]:
    listed = paper.author or paper.editor or []
    return [name for name in listed if name.family or (name.literal or "").lower() not in _OPEN]


_OPEN = frozenset(("others", "et al", "et al.", "等"))


def _is_open(paper: Paper) -> bool:
    """Whether the list of people says that it is cut."""
    return any((name.literal or "").lower() in _OPEN for name in paper.author or [])


def _shown_people(paper: Paper) -> str:
    return "; ".join(
        name.literal or ", ".join(part for part in (name.family, name.given) if part)
        for name in _named(paper)[:8]
    )


def _issued(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    """Whether the years differ, and that of printing, or online, is not ours either."""
    if not a.year or not b.year or a.year == b.year:
        return False
    also = (theirs.available_date, theirs.original_date)
    return a.year not in {date.year for date in also if date is not None}


def _page(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    """Whether a work begins elsewhere; the pages of a file are no article's number."""
    same = places.same_page(a.page, b.page)
    return same < 0 or (not same and bool(a.page[0] and b.page[0]) and a.page[1] != b.page[1])


def _identifier(variable: str) -> Differ:
    def differ(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
        x, y = getattr(ours, variable), getattr(theirs, variable)
        return bool(x and y) and x.lower().strip() != y.lower().strip()

    return differ


def _isbn(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    return _same(a.isbn, b.isbn) < 0


def _edition(ours: Paper, theirs: Paper, a: Marks, b: Marks) -> bool:
    return bool(ours.edition and theirs.edition) and a.edition != b.edition


def _by_mark(name: str) -> Differ:
    return lambda ours, theirs, a, b: _same(getattr(a, name), getattr(b, name)) < 0


def _value(name: str) -> Callable[[Paper], str]:
    return lambda paper: str(getattr(paper, name) or "")


_FIELDS: tuple[tuple[str, Differ, Callable[[Paper], str]], ...] = (
    ("title", _title, _value("title")),
    ("author", _people, _shown_people),
    ("issued", _issued, lambda paper: str(paper.issued.year) if paper.issued else ""),
    ("container-title", lambda o, t, a, b: places.like(a.places, b.places) < 0,
     _value("container_title")),
    ("volume", _by_mark("volume"), _value("volume")),
    ("issue", _by_mark("issue"), _value("issue")),
    ("page", _page, lambda paper: str(paper.page or paper.number or "")),
    ("edition", _edition, lambda paper: edition(str(paper.edition or ""))),
    ("DOI", _identifier("DOI"), _value("DOI")),
    ("PMID", _identifier("PMID"), _value("PMID")),
    ("PMCID", _identifier("PMCID"), _value("PMCID")),
    ("ISBN", _isbn, _value("ISBN")),
)  # fmt: skip


def with_record(ours: Paper, theirs: Paper, found: Sequence[Difference]) -> Paper:
    """The reference with the record's values where they differ and are certain; a copy.

    Nothing is taken away for which the record has no value. Where the record may be of another
    edition, volume or version of the work, what tells these apart is left as it is.

    >>> ours = Paper(type="book", title="On moss", edition="2", DOI="10.5555/a")
    >>> theirs = Paper(type="book", title="On moss", edition="3")
    >>> with_record(ours, theirs, differences(ours, theirs)) == ours
    True
    """
    changed: dict[str, Any] = {}
    left = _doubtful(ours, theirs, {difference.variable for difference in found})
    for difference in found:
        name = difference.variable.replace("-", "_")
        if difference.variable in left:
            continue
        if name == "author":
            changed |= _people_of_both(ours, theirs)
        elif name == "page" and not theirs.page and theirs.number:
            changed |= {"page": None, "number": theirs.number}
        elif value := getattr(theirs, name):
            changed[name] = value
    return msgspec.structs.replace(ours, **changed)


_OF_BOOKS = frozenset(("edition", "volume", "issued", "ISBN"))
_OF_VERSIONS = frozenset((*_PLACE, "issue", "DOI", "PMID", "PMCID"))


def _doubtful(ours: Paper, theirs: Paper, differ: set[str]) -> frozenset[str]:
    """The fields in which the record may be that of another edition, volume or version."""
    a, b = marks(ours), marks(theirs)
    if "edition" in differ or ("volume" in differ and "book" in (a.sort, b.sort)):
        return _OF_BOOKS
    elsewhere = "container-title" in differ and len(_PLACE & differ) > 1
    return _OF_VERSIONS if elsewhere and not a.identifiers & b.identifiers else frozenset()


def _people_of_both(ours: Paper, theirs: Paper) -> dict[str, list[Name]]:
    """The record's people, each as the reference has the name where that is of the same person.

    Records often have the first of several only: then nobody is taken away.
    """
    role = "author" if ours.author and theirs.author else "editor"
    mine, others = getattr(ours, role), getattr(theirs, role)
    if not mine or not others or (role == "editor" and (ours.author or theirs.author)):
        return {}
    same = [
        people.agreement(people.people_of([x]), people.people_of([y]))[0] >= 0.96
        for x, y in zip(mine, others, strict=False)
    ]
    if all(same) and len(mine) > len(others):
        return {}
    kept = [
        x if is_same and len(x.given or "") > len(y.given or "") else y
        for x, y, is_same in zip(mine, others, same, strict=False)
    ]
    return {role: [*kept, *others[len(kept) :]]}
