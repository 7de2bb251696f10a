"""Disambiguation: given names, more names, the disambiguate condition, letters after the year.

Each work's cite is rendered once; works are told apart by that text, and only groups that share
one are worked on (CSL 1.0.2, "Disambiguation"; where it leaves the order of steps open, they are
citeproc-js's).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from citex.csl.compile.name import FULL
from citex.csl.compile.name_list import Shown
from citex.csl.process.ambiguity import Cites, Config, Rules
from citex.csl.process.given_names import raise_given_names
from citex.csl.process.items import Item

_MOST_CONDITIONS = 10
_MOST_NAMES = 100
"""No cite shows more names than this to be told from another."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def disambiguate(
    items: Sequence[Item],
    listed: Sequence[Item],
    cites: Cites,
    notes: Mapping[str, str],
) -> None:
    """Give every item what tells its cite from the others'.

    `listed` is the order of the list, `notes` the number of the note that cites a work first:
    two cites that refer to different notes are told apart by that.
    """
    program, rules = cites.program, cites.rules
    cites.begin(items, notes)
    if rules.add_givenname and not rules.by_cite:
        raise_given_names(items, cites, rules)
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(cites.first[item], []).append(item)
    ranks: dict[Item, int] = {}
    for group in groups.values():
        if len(group) > 1:
            if not ranks:
                ranks = {item: rank for rank, item in enumerate(listed)}
            _tell_apart(group, cites, ranks)
    if program.list_follows_cites:
        _list_as_cited(items, cites, rules)


def _tell_apart(group: list[Item], cites: Cites, ranks: dict[Item, int]) -> None:
    """Widen the cites of a group that read alike; as before, where nothing else is in it."""
    group.sort(key=ranks.__getitem__)
    key = tuple([
        (item, cites.notes.get(item.id), tuple(cites.levels.get(item, ()))) for item in group
    ])  # fmt: skip
    told = cites.told.get(key)
    if told is None:
        _Group(group, cites, cites.rules, ranks).run()
        cites.told[key] = [(item.shown, item.year_suffix, item.condition) for item in group]
        return
    for item, (shown, suffix, condition) in zip(group, told, strict=True):
        item.shown, item.year_suffix, item.condition = shown, suffix, condition


def _list_as_cited(items: Iterable[Item], cites: Cites, rules: Rules) -> None:
    """Let the list show of a work's names what its cite shows, or more (`bibliography_names`)."""
    givens = rules.add_givenname and rules.by_cite
    for item in items:
        if item.shown is None and cites.sets[item]:
            item.listed = [
                Shown(
                    one.shown if rules.add_names else 0,
                    (one.format.level,) * len(one.people) if givens else (),
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


# -- one group of cites that read alike --------------------------------------------------------


class _Group:
    """Works whose cites read alike; widened step by step until they do not, or no step is left.

    `base` runs ahead, step by step; `better` takes over the steps that told some works apart.
    """

    def __init__(
        self, items: Sequence[Item], cites: Cites, rules: Rules, ranks: dict[Item, int]
    ) -> None:
        self.cites = cites
        self.rules = rules
        self.ranks = ranks
        self.items = sorted(items, key=lambda item: (self._totals(item), item.id, item.order))
        self.base = self._shared_base()
        self.better = self.base.copy()
        counts = [self._totals(item) for item in self.items]
        most = max((count[0] for count in counts if count), default=0)
        self.most_names = min(most, _MOST_NAMES) if counts[0] else None
        self.last_set = len(self.base.names) - 1
        self.most_given = FULL if rules.by_cite and rules.add_givenname else None

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
        left: list[tuple[Sequence[Item], Config]] = [(self.items, self.better)]
        rules = self.rules
        if rules.add_names or (rules.add_givenname and rules.by_cite):
            left = self._by_names()
        for group, config in left:
            if rules.year_suffix:
                self._by_year(group, config)
            elif rules.condition:
                self._by_condition(group, config)

    # -- names -----------------------------------------------------------------------------

    def _by_names(self) -> list[tuple[Sequence[Item], Config]]:
        """Add given names and names; the groups that stay alike, each as far as it was widened.

        A step that tells some apart is taken over, and each part goes on from there alone.
        """
        stack = [(self.items, self.base, self.better, 0, 0)]
        alike: list[tuple[Sequence[Item], Config]] = []
        while stack:
            group, self.base, self.better, self.name_set, self.name = stack.pop()
            parts = self._alike(group, self.base)
            maxed = len(group) == 1 or self.cites.are_twins(group)
            while len(parts) == 1 and not maxed:
                maxed = self._step()
                parts = self._alike(group, self.base)
            if len(parts) > 1:
                self._capture()
                stack.extend([
                    (part, self.base.copy(), self.better.copy(), self.name_set, self.name)
                    for part in parts
                ])  # fmt: skip
                continue
            self._register(group)
            if len(group) > 1:
                alike.append((group, self.better))
        return alike

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
            elif not rules.add_names and self._more_shown():
                self.name += 1
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
            and (rules.add_names or not self._more_shown())
            and (self.most_given is None or level is None or level >= self.most_given)
        )

    def _more_shown(self) -> bool:
        """Whether the cites show a name behind the one that given names were last added to."""
        names = self.base.names
        return self.name_set < len(names) and self.name + 1 < names[self.name_set]

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
        """The works whose cites read alike, widened as the config says."""
        groups: dict[str, list[Item]] = {}
        for item, text in zip(group, self.cites.texts(group, config), strict=True):
            groups.setdefault(text, []).append(item)
        return list(groups.values())

    def _by_year(self, group: Sequence[Item], config: Config) -> None:
        for alike in self._alike(group, config):
            if len(alike) > 1:
                for index, item in enumerate(sorted(alike, key=self.ranks.__getitem__)):
                    item.year_suffix = letters(index)

    def _by_condition(self, group: Sequence[Item], config: Config) -> None:
        """Let conditions hold, one more at a time, for the works that are still alike.

        One that only names people who are named alike is the last (the suite's "EnvAndUrb").
        """
        config = config.copy()
        pending = [list(group)]
        if len(group) == 2 or self.rules.add_names or self.rules.add_givenname:
            pending = [part for part in self._alike(group, config) if len(part) > 1]
        group = [item for part in pending for item in part]
        before = {item: self.cites.text(item, config) for item in group}
        for condition in range(1, _MOST_CONDITIONS):
            config.condition = condition
            texts = {item: self.cites.text(item, config) for item in before}
            if not self.cites.meet_more(texts, config):
                break  # no condition is left
            if texts == before:
                continue  # this one tells nothing; the next one may
            before = texts
            rest = []
            for alike in pending:
                parts = self._alike(alike, config)
                for item in alike:
                    item.condition = condition
                if len(parts) > 1 or not self.cites.name_more(alike, config):
                    rest += [part for part in parts if len(part) > 1]
            pending = rest
