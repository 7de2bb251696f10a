"""Disambiguation: given names, more names, the disambiguate condition, letters after the year.

Each work's cite is rendered once; works are told apart by that text, and only groups that share
one are worked on (CSL 1.0.2, "Disambiguation"; where it leaves the order of steps open, they are
citeproc-js's).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from citex.csl.compile.name import FULL, INITIALS, NameFormat
from citex.csl.compile.names import Shown
from citex.csl.compile.scope import SUBSEQUENT
from citex.csl.markup import strip
from citex.csl.process.items import Item, place_of
from citex.csl.process.program import CITATION, Program
from citex.csl.strings.initials import initialize
from citex.csl.variables import Person

BY_CITE = "by-cite"
_MOST_CONDITIONS = 10
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NameSet(NamedTuple):
    """A list of names as a cite printed it."""

    people: Sequence[Person]
    format: NameFormat
    shown: int


@dataclass(slots=True)
class Config:
    """How far a cite is widened: names and given-name levels by name set, conditions that hold."""

    names: list[int]
    givens: list[list[int]]
    condition: int = 0

    def key(self) -> tuple[object, ...]:
        """What tells it from other configs."""
        return tuple(self.names), tuple(map(tuple, self.givens)), self.condition

    def copy(self) -> Config:
        """The same, for changes of its own."""
        return Config(list(self.names), [list(levels) for levels in self.givens], self.condition)


@dataclass(slots=True)
class Rules:
    """What the style allows."""

    add_names: bool
    add_givenname: bool
    by_cite: bool
    rule: str
    year_suffix: bool
    condition: bool


def rules_of(program: Program) -> Rules:
    """The style's disambiguation attributes."""
    options = program.citation
    rule = options.givenname_disambiguation_rule or BY_CITE
    return Rules(
        add_names=bool(options.disambiguate_add_names),
        add_givenname=bool(options.disambiguate_add_givenname),
        by_cite=rule == BY_CITE,
        rule=rule,
        year_suffix=bool(options.disambiguate_add_year_suffix),
        condition=program.has_disambiguate,
    )


def needs_disambiguation(program: Program) -> bool:
    """Whether the style asks for any disambiguation at all."""
    rules = rules_of(program)
    return rules.add_names or rules.add_givenname or rules.year_suffix or rules.condition


def disambiguate(
    items: Sequence[Item],
    listed: Sequence[Item],
    program: Program,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Give every item what tells its cite from the others'.

    `listed` is the order of the list, `notes` the number of the note that cites a work first:
    two cites that refer to different notes are told apart by that.
    """
    rules = rules_of(program)
    cites = _Cites(program, rules, (notes or {}) if rules.by_cite else {})
    for item in items:
        cites.look(item)
    if rules.add_givenname and not rules.by_cite:
        _global_names(items, cites, rules)
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(cites.first[item], []).append(item)
    ranks: dict[Item, int] = {}
    for group in groups.values():
        if len(group) > 1:
            if not ranks:
                ranks = {item: rank for rank, item in enumerate(listed)}
            _Group(group, cites, rules, ranks).run()
    if program.list_follows_cites:
        _list_as_cited(items, cites, rules)


def _list_as_cited(items: Iterable[Item], cites: _Cites, rules: Rules) -> None:
    """Let the list show of a work's names what its cite shows, or more (`listed.py`)."""
    givens = rules.add_givenname and rules.by_cite
    for item in items:
        if item.shown is None and cites.sets[item]:
            item.listed = [
                Shown(
                    one.shown if rules.add_names else 0,
                    (one.format.level,) * one.shown if givens else (),
                )
                for one in cites.sets[item]
            ]


def letters(index: int) -> str:
    """The letters of a year suffix, from 0: a ... z, aa ... az, ba ...

    >>> [letters(index) for index in (0, 25, 26, 702)]
    ['a', 'z', 'aa', 'aaa']
    """
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = _LETTERS[rest] + text
    return text


class _Cites:
    """Cites rendered to be compared; each rendering is made once."""

    def __init__(self, program: Program, rules: Rules, notes: Mapping[str, str]) -> None:
        self.notes = notes
        self.program = program
        self.rules = rules
        self.first: dict[Item, str] = {}
        self.sets: dict[Item, list[NameSet]] = {}
        self.levels: dict[Item, list[tuple[int, ...]]] = {}
        self._known: dict[object, str] = {}
        self._twins: dict[Item, int] = {}
        self._numbers: dict[object, int] = {}

    def look(self, item: Item) -> None:
        """Render the item's cite as the style has it, and note its names."""
        frame = item.frame()
        frame.names_shown = []
        self.first[item] = self._render(item, frame)
        self.sets[item] = [NameSet(*found) for found in frame.names_shown]

    def text(self, item: Item, config: Config) -> str:
        """The item's cite, widened as the config says."""
        return self._text(item, config, config.key())

    def texts(self, items: Iterable[Item], config: Config) -> list[str]:
        """The cites of several items, widened as the config says."""
        key = config.key()
        return [self._text(item, config, key) for item in items]

    def _twin(self, item: Item) -> int:
        """A number below zero, the same for works by the same people whose cites read alike.

        While no condition adds to them, such cites read alike however names are widened.
        """
        twin = self._twins.get(item)
        if twin is None:
            people = [tuple([one.name for one in names.people]) for names in self.sets[item]]
            alike = (self.first[item], item.work.language, tuple(people))
            twin = self._numbers.setdefault(alike, -1 - len(self._numbers))
            self._twins[item] = twin
        return twin

    def _text(self, item: Item, config: Config, config_key: object) -> str:
        own = config.condition or self.notes
        key = (item.order if own else self._twin(item), config_key)
        text = self._known.get(key)
        if text is None:
            frame = item.frame()
            frame.shown = self.shown(item, config)
            frame.condition = config.condition
            frame.first_note = self.notes.get(item.id)
            text = self._known[key] = self._render(item, frame)
        return text

    def shown(self, item: Item, config: Config) -> list[Shown]:
        """What a config means for an item's names."""
        own = self.levels.get(item)
        result = []
        for place, count in enumerate(config.names):
            levels: tuple[int, ...] = ()
            if self.rules.by_cite and place < len(config.givens):
                levels = tuple(config.givens[place])
            if own is not None:
                levels = own[place] if place < len(own) else ()
            result.append(Shown(count, levels))
        return result

    def _render(self, item: Item, frame: object) -> str:
        frame.looking = True  # type: ignore[attr-defined]
        frame.position = SUBSEQUENT  # type: ignore[attr-defined]
        frame.near = True  # type: ignore[attr-defined]
        place = place_of(item, CITATION, self.program)
        text = self.program.run(CITATION, place, item.work)(frame)  # type: ignore[arg-type]
        return strip(text) if text else ""

    def config(self, item: Item) -> Config:
        """How the item's cite is printed without any widening."""
        sets = self.sets[item]
        names = [one.shown for one in sets]
        return Config(names, [[one.format.level] * one.shown for one in sets])


# -- names over the whole document -------------------------------------------------------------


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


def _global_names(items: Iterable[Item], cites: _Cites, rules: Rules) -> None:
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


def _raise(item: Item, cites: _Cites, rules: Rules, families: Mapping[str, _Family]) -> None:
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


# -- one group of cites that read alike --------------------------------------------------------


class _Group:
    """Works whose cites read alike; widened step by step until they do not, or no step is left.

    `base` runs ahead, step by step; `better` takes over the steps that told some works apart.
    """

    def __init__(
        self, items: Sequence[Item], cites: _Cites, rules: Rules, ranks: dict[Item, int]
    ) -> None:
        self.cites = cites
        self.rules = rules
        self.ranks = ranks
        self.items = sorted(items, key=lambda item: (self._totals(item), item.id, item.order))
        first = self.items[0]
        self.base = self._shared_base()
        self.better = self.base.copy()
        totals = self._totals(first)
        most = max((total[0] for total in map(self._totals, self.items) if total), default=0)
        self.most_names = most if totals else None
        self.last_set = len(self.base.names) - 1
        self.most_given = FULL if rules.by_cite and rules.add_givenname else None
        self.name_set = 0
        self.name = 0

    def _totals(self, item: Item) -> tuple[int, ...]:
        return tuple(len(one.people) for one in self.cites.sets[item])

    def _shared_base(self) -> Config:
        """Where all start: the name sets that every work has, the longer of the name lists."""
        configs = [self.cites.config(item) for item in self.items]
        base = min(configs, key=lambda config: len(config.names)).copy()
        for config in configs:
            for place in range(len(base.names)):
                if config.names[place] > base.names[place]:
                    base.names[place] = config.names[place]
                    base.givens[place] = list(config.givens[place])
        return base

    def run(self) -> None:
        """Widen the cites of the group."""
        left = [self.items]
        rules = self.rules
        if rules.add_names or (rules.add_givenname and rules.by_cite):
            left = self._by_names(self.items)
        for group in left:
            if rules.year_suffix:
                self._by_year(group)
            elif rules.condition:
                self._by_condition(group)

    # -- names -----------------------------------------------------------------------------

    def _by_names(self, items: Sequence[Item]) -> list[list[Item]]:
        """Add given names and names; the groups that stay alike."""
        queue = [list(items)]
        alike: list[list[Item]] = []
        while queue:
            group = queue.pop(0)
            self.name_set = self.name = 0
            clashes = len(group) - 1
            fresh = True
            while group:
                maxed = False if fresh else self._step()
                fresh = False
                partners, others = self._split(group)
                before, clashes = clashes, len(partners) - 1
                if not clashes:
                    self._capture()
                    self._register(partners)
                    if len(others) == 1:
                        self._register(others)
                        others = []
                    group = others
                    fresh = bool(others)
                elif len(others) == 1:
                    self._capture()
                    self._register(others)
                    group = partners
                elif clashes < before and others:
                    self._capture()
                    group = partners
                    queue.append(others)
                if maxed and group:
                    partners, others = self._split(group)
                    if len(partners) > 1:
                        self._register(partners)
                        alike.append(partners)
                    else:
                        self._register(partners)
                    if others:
                        queue.append(others)
                    break
        return alike

    def _split(self, group: Sequence[Item]) -> tuple[list[Item], list[Item]]:
        """The works whose cites read like the first one's, and the others."""
        texts = self.cites.texts(group, self.base)
        partners: list[Item] = []
        others: list[Item] = []
        for item, text in zip(group, texts, strict=True):
            (partners if text == texts[0] else others).append(item)
        return partners, others

    def _step(self) -> bool:
        """Widen `base` by one step; whether it was the last one."""
        base, rules = self.base, self.rules
        add_name = self.most_given is None
        if self.most_given is not None:
            level = self._given_level()
            if level is not None and level < self.most_given:
                base.givens[self.name_set][self.name] += 1
            else:
                add_name = True
        next_set = False
        if add_name:
            if rules.add_names and self.most_names is not None and self.name < self.most_names:
                self._add_name()
            else:
                next_set = True
        if next_set and self.name_set < self.last_set:
            self.name_set += 1
            base.names[self.name_set] = max(1, base.names[self.name_set])
            self.name = 0
        level = self._given_level()
        return (
            self.name_set >= self.last_set
            and (not rules.add_names or self.most_names is None or self.name >= self.most_names)
            and (self.most_given is None or level is None or level >= self.most_given)
        )

    def _add_name(self) -> None:
        base = self.base
        base.names[self.name_set] += 1
        self.name += 1
        levels = base.givens[self.name_set]
        while len(levels) < base.names[self.name_set]:
            levels.append(0)

    def _given_level(self) -> int | None:
        base = self.base
        if self.name_set < len(base.givens) and self.name < len(base.givens[self.name_set]):
            return base.givens[self.name_set][self.name]
        return None

    def _capture(self) -> None:
        """The last step helped: take it over."""
        base, better = self.base, self.better
        if self.name_set >= len(base.names):
            return
        if self.rules.by_cite:
            level = self._given_level()
            if level is not None:
                levels = better.givens[self.name_set]
                while len(levels) <= self.name:
                    levels.append(0)
                levels[self.name] = level
        better.names[self.name_set] = base.names[self.name_set]

    def _register(self, items: Iterable[Item]) -> None:
        for item in items:
            item.shown = self.cites.shown(item, self.better)
            item.condition = self.better.condition

    # -- year suffix and condition ---------------------------------------------------------

    def _alike(self, group: Sequence[Item], config: Config) -> list[list[Item]]:
        groups: dict[str, list[Item]] = {}
        for item in group:
            groups.setdefault(self.cites.text(item, config), []).append(item)
        return list(groups.values())

    def _by_year(self, group: Sequence[Item]) -> None:
        for alike in self._alike(group, self.better):
            if len(alike) > 1:
                for index, item in enumerate(sorted(alike, key=self.ranks.__getitem__)):
                    item.year_suffix = letters(index)

    def _by_condition(self, group: Sequence[Item]) -> None:
        """Let conditions hold, one more at a time, for the works that are still alike."""
        config = self.better.copy()
        pending = [list(group)]
        if len(group) == 2 or self.rules.add_names or self.rules.add_givenname:
            pending = [part for part in self._alike(group, config) if len(part) > 1]
        group = [item for part in pending for item in part]
        before = {item: self.cites.text(item, config) for item in group}
        for condition in range(1, _MOST_CONDITIONS):
            config.condition = condition
            texts = {item: self.cites.text(item, config) for item in before}
            if texts == before:
                break  # no condition is left
            before = texts
            rest = []
            for alike in pending:
                parts = self._alike(alike, config)
                for item in alike:
                    item.condition = condition
                if len(parts) > 1:
                    rest += [part for part in parts if len(part) > 1]
            pending = rest
