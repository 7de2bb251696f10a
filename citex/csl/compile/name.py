"""cs:name: one name in the form that the style asks for, and a list of them joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from citex._late import regex
from citex.csl.compile import extension_names
from citex.csl.markup import CLOSE
from citex.csl.strings.initials import initialize
from citex.csl.variables import Person

SHORT, INITIALS, FULL = 0, 1, 2
"""How much of a given name is shown."""

_JOINING = ("’", "'", "-", " ")
_APOSTROPHES = ("'", "ʼ", "’", "-")
_TITLES = ("Lord", "Lady")
_ET_AL = regex(r"et.?al[^a-z]?$")

Decorate = Callable[[str, "str | None"], str]
"""(part of a name, language of the work) -> the part, formatted."""


class NameFormat(msgspec.Struct):
    """A compiled cs:name: all that decides how a name, and a list of names, is written."""

    key: Any  # tells this format's renderings from others' in `Person.forms`
    form: str
    level: int
    mark: str | None  # initialize-with
    initials: bool  # initialize
    hyphen: bool
    sort_order: str | None  # name-as-sort-order
    sort_separator: str
    delimiter: str
    demote: str
    sorting: bool
    space: str
    all_initials: bool  # givenname-disambiguation-rule stops at initials
    family: Decorate | None
    given: Decorate | None
    institution: Decorate | None  # of bodies: see `_institution`
    family_affixes: tuple[str, str]
    given_affixes: tuple[str, str]
    whole: tuple[str, str]  # prefix and suffix with formatting, around each person's name
    whole_list: tuple[str, str]  # around names cut by et al., that term among them
    et_al_min: int
    et_al_use_first: int
    subsequent_min: int
    subsequent_use_first: int
    use_last: bool
    and_single: str
    and_multiple: str
    and_after_inverted: str | None  # the joint after an inverted name, where that matters
    and_after_plain: str
    and_bodies: tuple[str, str] | None  # before a body: after one name, after several
    et_al_single: str
    et_al_multiple: str
    et_al_after_inverted: str | None
    ellipsis_single: str
    ellipsis_multiple: str
    # citex's own attributes
    pinyin: str | None = None
    suffix_separator: str | None = None
    suffix_bare: bool = False  # the suffix without its full stop
    particle_initials: bool = False
    persons_only: bool = False  # bodies are not decorated as family names
    cjk_full: int = 0  # how much of given names is shown in scripts of East Asia
    originals: bool = False  # names in letters have their characters behind them
    simple: bool = False  # names of two parts have but these two parts
    keys: tuple[tuple[Any, Any], ...] = ()  # by level: of the first name, of the others

    def __post_init__(self) -> None:
        leads, follows = self.sort_order is not None, self.sort_order == "all"
        self.keys = tuple(
            [((self.key, level, leads), (self.key, level, follows)) for level in range(FULL + 1)]
        )
        affixes = (*self.family_affixes, *self.given_affixes)
        self.simple = self.pinyin is None and not any(affixes)

    def person(self, person: Person, level: int, first: bool) -> str:
        """One name; `first` says that it leads its list."""
        key = self.keys[level][not first]
        text = person.forms.get(key)
        if text is None:
            text = self._person(person, level, key[2])
            before, after = self.whole
            if text and (before or after) and person.literal is None:
                text = before + text + after
            if person.original and self.originals and (level or person.literal is not None):
                text += f" {person.original}"
            person.forms[key] = text
        return text

    # -- one name ------------------------------------------------------------------------------

    def _person(self, person: Person, level: int, inverted: bool) -> str:
        if person.simple and self.simple:
            return self._simple(person, level, inverted)
        if person.literal is not None:
            return self._literal(person.literal, person.language)
        cut = level == INITIALS and self.initials and self.mark is not None
        if cut and person.initialed is not None:
            return self._person(person.initialed, level, inverted)
        if self.cjk_full and person.script == 0:
            level = max(level, self.cjk_full)
        language = person.language
        family = person.family
        if self.persons_only and family.isupper() and person.script != 0:
            family = extension_names.in_small_letters(family, person.given)
        family = self._decorated(self.family, family, language)
        particle = self._decorated(self.family, person.particle, language)
        given = dropping = suffix = ""
        if level and person.given:
            given = self._decorated(self.given, self._given(person, level), language)
            dropping = person.dropping
            if dropping and _ET_AL.match(dropping):
                dropping = ""
            if self.particle_initials and dropping and level == INITIALS:
                dropping = extension_names.particle_initials(dropping)
            dropping = self._decorated(self.given, dropping, language)
            suffix = self._suffix(person)
        if self.sorting:
            particle, dropping = _bare(particle), _bare(dropping)
        elif not given and not level:
            suffix = ""
        if person.script == 0:
            if self.persons_only and " " in given:
                given = given.replace(" ", "")
            return particle + family + given
        if person.script == 1 or person.static:
            return _join(" ", _join(self.space, particle, family), given)
        if self.sorting:
            return self._sort_key(family, given, particle, dropping, suffix)
        full = self.mark is None or not self.initials
        if person.natural and full and (not inverted or person.natural == "all"):
            return _join(" ", family, given)
        if inverted:
            return self._inverted(person, family, given, particle, dropping, suffix)
        return self._plain(person, family, given, particle, dropping, suffix, level)

    def _simple(self, person: Person, level: int, inverted: bool) -> str:
        """A name of two parts, as the functions below would write it."""
        family = person.family
        if self.family is not None:
            family = self.family(family, person.language)
        if not level:
            return family
        given = self._given(person, level)
        if self.given is not None:
            given = self.given(given, person.language)
        if self.sorting:
            return family + " " + given
        if inverted:
            return family + (", " if person.given in _TITLES else self.sort_separator) + given
        if given[-1:] in (" ", "\u00a0"):
            return given + family
        return given + (self.space if level == INITIALS and self._binds() else " ") + family

    def _binds(self) -> bool:
        """Whether initials are bound to the family name."""
        mark = self.mark or ""
        return "\u00a0" in mark or "\ufeff" in mark

    def _literal(self, literal: str, language: str | None) -> str:
        if self.persons_only:
            return extension_names.whole_name(literal)
        return self.institution(literal, language) if self.institution else literal

    def _decorated(self, decorate: Decorate | None, text: str, language: str | None) -> str:
        return decorate(text, language) if decorate and text else text

    def _given(self, person: Person, level: int) -> str:
        if level == INITIALS and person.family and (self.mark is not None or self.all_initials):
            given = person.given
            if self.pinyin is not None:
                known = None
                if self.pinyin != "western":
                    known = extension_names.given_in_pinyin(
                        person.family, given, self.pinyin, self.mark or ""
                    )
                if known is not None:
                    return known
                given = extension_names.apart(given)
            return initialize(given, self.mark or "", hyphen=self.hyphen, initialize=self.initials)
        return person.given

    def _suffix(self, person: Person) -> str:
        text = person.suffix
        if text and self.suffix_separator is not None:
            return text.replace(".", "") if self.suffix_bare else text
        if text and self.mark is not None:
            text = initialize(text, self.mark, hyphen=self.hyphen, initialize=False)
        return text

    def _sort_key(self, family: str, given: str, particle: str, dropping: str, suffix: str) -> str:
        if self.demote == "never":
            tied = "" if self.space == "\u00a0" else " "  # a bound particle is one word with it
            head = _join(" ", _join(tied, particle, family), dropping)
            return _join(" ", _join(" ", head, given), suffix)
        rest = _join(" ", _join(" ", given, dropping), particle)
        return _join(" ", _join(" ", family, rest), suffix)

    def _inverted(
        self, person: Person, family: str, given: str, particle: str, dropping: str, suffix: str
    ) -> str:
        separator = self.sort_separator
        if person.given in _TITLES:
            separator = ", "
        second = _join(" ", given, dropping)
        if self.demote == "display-and-sort":
            second = _join(" ", second, particle)
            first = _affixed(family, self.family_affixes)
        else:
            space = "" if joins(particle) else self.space
            first = _affixed(_join(space, particle, family), self.family_affixes)
        second = _affixed(second, self.given_affixes)
        head = _join(separator, first, second)
        if self.suffix_separator is not None:
            separator = self.suffix_separator
        return _join(separator, head, suffix)

    def _plain(
        self,
        person: Person,
        family: str,
        given: str,
        particle: str,
        dropping: str,
        suffix: str,
        level: int,
    ) -> str:
        own = person.dropping
        if own and not person.particle and own[-1] in _APOSTROPHES and own[:-1] != "de":
            family, dropping = dropping + family, ""
        if joins(particle):
            second = _join(self.space, dropping, particle + family)
        else:
            second = _join(self.space, _join(self.space, dropping, particle), family)
        second = _join(", " if person.comma_suffix else " ", second, suffix)
        second = _affixed(second, self.family_affixes)
        given = _affixed(given, self.given_affixes)
        binding = level == INITIALS and self._binds()
        if given[-1:] in (" ", "\u00a0"):
            return given + second
        return _join(self.space if binding else " ", given, second)

    # -- a list --------------------------------------------------------------------------------

    def joined(
        self,
        names: Sequence[str],
        hidden: int,
        last: str,
        inverted: bool,
        body: bool,
        led: bool,
    ) -> str:
        """The names of a list as one text.

        `hidden` is how many the list leaves out; `last` is the last one where it is printed after
        an ellipsis; `inverted` says that the last of the names before the joint is inverted;
        `body` that the last name is not a person's; `led` that the first one is turned round.
        """
        count = len(names)
        if last:
            if not count:
                return last
            joint = self.ellipsis_multiple if count > 1 else self.ellipsis_single
            if self.sorting:
                joint = self.delimiter
            return self.delimiter.join(names) + joint + last
        if hidden:
            text = self.delimiter.join(names)
            if self.sorting or not count:
                return text
            if inverted and self.et_al_after_inverted is not None:
                text += self.et_al_after_inverted
            else:
                text += self.et_al_multiple if count > 1 else self.et_al_single
            return self.whole_list[0] + text + self.whole_list[1]
        if count == 1:
            return names[0]
        if self.sorting:
            return self.delimiter.join(names)
        if body and self.and_bodies is not None:
            joint = self.and_bodies[count > 2]
            if count == 2 and led and self.and_after_inverted is not None:
                joint = self.and_after_inverted
        elif self.and_after_inverted is not None:
            joint = self.and_after_inverted if inverted else self.and_after_plain
        elif count == 2:
            joint = self.and_single
        else:
            joint = self.and_multiple
        return self.delimiter.join(names[:-1]) + joint + names[-1]


def _join(separator: str, first: str, second: str) -> str:
    if first and second:
        return first + separator + second
    return first or second


def _affixed(text: str, affixes: tuple[str, str]) -> str:
    return affixes[0] + text + affixes[1] if text else text


def joins(particle: str) -> bool:
    """Whether what follows a particle stands close to it: "d'", "al-"."""
    return particle.rstrip(CLOSE)[-1:] in _JOINING if particle else False


def _bare(particle: str) -> str:
    return particle.replace("'", "").replace("’", "")
