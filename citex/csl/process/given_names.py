"""Given names raised wherever people of one family name meet (every rule but by-cite)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from citex.csl.compile.name import FULL, INITIALS
from citex.csl.compile.name_list import Shown
from citex.csl.markup import strip
from citex.csl.process.ambiguity import Cites, Rules
from citex.csl.process.items import Item
from citex.csl.strings.initials import initialize
from citex.csl.variables import Person


class _Family:
    """The people of one family name in a document."""

    __slots__ = ("_initials", "givens", "items")

    def __init__(self) -> None:
        self.givens: set[str] = set()
        self.items: list[Item] = []
        self._initials: dict[str, int] | None = None

    def level(self, given: str, rules: Rules) -> int:
        """How much of a given name tells its bearer from the others."""
        if len(self.givens) < 2:
            return 0
        if self._initials is None:
            self._initials = Counter(map(_initials_of, self.givens))
        if rules.rule.endswith("-with-initials"):
            return INITIALS if len(self._initials) > 1 else 0
        if self._initials[_initials_of(given)] > 1:
            return FULL
        return INITIALS  # in full where the cites have no initials; the list may have them


def raise_given_names(items: Iterable[Item], cites: Cites, rules: Rules) -> None:
    """Raise given names wherever people of one family name meet (every rule but by-cite).

    Authors count as well whom no cite names: the list does, as its order.
    """
    primary = rules.rule.startswith("primary-name")
    families: dict[str, _Family] = {}
    demote = cites.program.style.demote_non_dropping_particle
    for item in items:
        people = [one.people for one in cites.sets[item]]
        authors = item.work.names("author")
        if authors and authors not in people:
            people.append(authors)
        for group in people:
            for person in group[:1] if primary else group:
                if person.literal is None:
                    family, given = _keys(person, demote)
                    known = families.get(family)
                    if known is None:
                        known = families[family] = _Family()
                    known.givens.add(given)
                    known.items.append(item)
    shared = [known.items for known in families.values() if len(known.givens) > 1]
    for item in dict.fromkeys(chain.from_iterable(shared)):
        _raise(item, cites, rules, families)


def _raise_in_list(
    item: Item, families: Mapping[str, _Family], demote: str | None, rules: Rules
) -> None:
    """Show more of given names in the entry of a work whose cite names nobody."""
    authors = item.work.names("author") or ()
    if rules.rule.startswith("primary-name"):
        authors = authors[:1]
    levels = []
    for person in authors:
        family, given = _keys(person, demote) if person.literal is None else ("", "")
        levels.append(families[family].level(given, rules) if family in families else 0)
    if any(levels):
        item.shown = [Shown(0, tuple(levels))]


def _raise(item: Item, cites: Cites, rules: Rules, families: Mapping[str, _Family]) -> None:
    """Show as much of an item's given names as it takes."""
    primary = rules.rule.startswith("primary-name")
    demote = cites.program.style.demote_non_dropping_particle
    if not cites.sets[item]:
        _raise_in_list(item, families, demote, rules)
        return
    levels = []
    raised = False
    for one in cites.sets[item]:
        row = [one.format.level] * len(one.people)
        for index, person in enumerate(one.people[:1] if primary else one.people):
            if person.literal is None:
                family, given = _keys(person, demote)
                level = families[family].level(given, rules)
                if level > row[index]:
                    row[index] = level
                    raised = True
        levels.append(tuple(row))
    if raised:
        cites.levels[item] = levels
        item.shown = [
            Shown(one.shown, row) for one, row in zip(cites.sets[item], levels, strict=True)
        ]
        cites.first[item] = cites.text(item, cites.config(item))


def _keys(person: Person, demote: str | None) -> tuple[str, str]:
    """What tells families apart, and people of one family."""
    if person.simple:
        family, given = person.family, person.given
        return (
            _plain(family) if "." in family else family,
            _plain(given) if "." in given else given,
        )
    family = _plain(person.family)
    if demote == "never" and person.particle:
        family += f" {_plain(person.particle)}"
    return family, _plain(person.given)


def _initials_of(given: str) -> str:
    return initialize(given, "%s") if given else ""


def _plain(text: str) -> str:
    return " ".join(strip(text).replace(".", " ").split())
