"""Cites rendered to be compared: how a style tells works apart, and how far a cite is widened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from citex.csl.compile.frame import SUBSEQUENT, Frame
from citex.csl.compile.name import NameFormat
from citex.csl.compile.name_list import Shown
from citex.csl.markup import strip
from citex.csl.process.items import Item, place_of
from citex.csl.process.program import CITATION, Program
from citex.csl.variables import Person

BY_CITE = "by-cite"


class NameSet(NamedTuple):
    """A list of names as a cite printed it."""

    people: Sequence[Person]
    format: NameFormat
    shown: int
    last: bool  # behind them comes the last one, after an ellipsis


class Config(msgspec.Struct):
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


class Rules(msgspec.Struct):
    """What the style allows."""

    add_names: bool
    add_givenname: bool
    by_cite: bool
    rule: str
    year_suffix: bool
    condition: bool

    @property
    def any(self) -> bool:
        """Whether the style asks for any disambiguation at all."""
        return self.add_names or self.add_givenname or self.year_suffix or self.condition


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


class Cites:
    """Cites rendered to be compared; each rendering is made once."""

    def __init__(self, program: Program, rules: Rules) -> None:
        self.notes: Mapping[str, str] = {}  # the number of the note that cites a work first
        self.program = program
        self.rules = rules
        self.first: dict[Item, str] = {}
        self.sets: dict[Item, list[NameSet]] = {}
        self.levels: dict[Item, list[tuple[int, ...]]] = {}
        self._known: dict[object, str] = {}
        self._held: dict[object, tuple[int, int]] = {}  # conditions that held, lists of names
        self._twins: dict[Item, int] = {}
        self._numbers: dict[object, int] = {}
        self.told: dict[object, list[tuple[Any, str | None, int]]] = {}  # what told groups apart
        self._looks: dict[Item, tuple[str, list[NameSet]]] = {}

    def begin(self, items: Iterable[Item], notes: Mapping[str, str]) -> None:
        """Render the cite of each item as the style has it, and note its names."""
        self.notes = notes
        self.first, self.sets, self.levels = {}, {}, {}
        for item in items:
            look = self._looks.get(item)
            if look is None:
                frame = item.frame()
                frame.names_shown = []
                text = self._render(item, frame)
                look = self._looks[item] = text, [NameSet(*one) for one in frame.names_shown]
            self.first[item], self.sets[item] = look

    def text(self, item: Item, config: Config) -> str:
        """The item's cite, widened as the config says."""
        return self._text(item, config, config.key())

    def texts(self, items: Iterable[Item], config: Config) -> list[str]:
        """The cites of several items, widened as the config says."""
        key = config.key()
        return [self._text(item, config, key) for item in items]

    def are_twins(self, items: Sequence[Item]) -> bool:
        """Whether the cites of these items read alike however names are widened."""
        return not self.notes and len(set(map(self._twin, items))) == 1

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
        key = self._key(item, config.condition, config_key)
        text = self._known.get(key)
        if text is None:
            frame = item.frame()
            frame.shown = self.shown(item, config)
            frame.condition = config.condition
            frame.first_note = self.notes.get(item.id)
            if config.condition:
                frame.names_shown = []
            text = self._known[key] = self._render(item, frame)
            if frame.names_shown is not None:
                self._held[key] = (frame.level, len(frame.names_shown))
        return text

    def _key(self, item: Item, condition: int, config_key: object) -> object:
        """What the text of a cite depends on, widened as a config says."""
        own = condition or self.notes
        levels = self.levels.get(item)
        return (
            item.serial if own else self._twin(item),
            config_key,
            tuple(levels) if levels else None,
            self.notes.get(item.id) if own else None,
        )

    def meet_more(self, items: Iterable[Item], config: Config) -> bool:
        """Whether all conditions that may hold were met in a cite, so that there may be more.

        The cites were rendered with this config.
        """
        key, most = config.key(), config.condition
        return any(self._held[self._key(item, most, key)][0] == most for item in items)

    def name_more(self, items: Iterable[Item], config: Config) -> bool:
        """Whether a cite has lists of names that it has only while conditions hold, as above."""
        key, most = config.key(), config.condition
        return any(
            self._held[self._key(item, most, key)][1] > len(self.sets[item]) for item in items
        )

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

    def _render(self, item: Item, frame: Frame) -> str:
        frame.disambiguating = True
        frame.position = SUBSEQUENT
        frame.near = True
        place = place_of(item, CITATION, self.program)
        text = self.program.run(CITATION, place, item.work)(frame)
        return strip(text) if text else ""

    def config(self, item: Item) -> Config:
        """How the item's cite is printed without any widening."""
        sets = self.sets[item]
        names = [one.shown for one in sets]
        return Config(names, [[one.format.level] * one.shown for one in sets])
