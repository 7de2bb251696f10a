"""cs:name: one name in the form that the style asks for, and a list of them joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citex.csl import nodes
from citex.csl.compile import own_names
from citex.csl.compile.scope import Scope
from citex.csl.compile.wrap import openers, said_upright
from citex.csl.markup import APART, CLOSE, KEEP
from citex.csl.strings.case import apply
from citex.csl.strings.initials import initialize
from citex.csl.strings.script import is_romanesque
from citex.csl.variables import Person

_FORMATTING = ("font_style", "font_variant", "font_weight", "text_decoration")
"""What a body takes over from cs:name."""

SHORT, INITIALS, FULL = 0, 1, 2
"""How much of a given name is shown."""

_MARKS = (".", ",", ":", ";", "!", "?")
_JOINING = ("’", "'", "-", " ")
_APOSTROPHES = ("'", "ʼ", "’", "-")
_ROMANESQUE_START = re.compile(
    r"[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    r"\u1f00-\u1fff\u0600-\u06ff\u0218-\u021b]"
)
_TITLES = ("Lord", "Lady")
_NARROW_LANGUAGES = ("fr", "ru", "cs")
_ET_AL = re.compile(r"et.?al[^a-z]?$")

Decorate = Callable[[str, "str | None"], str]
"""(part of a name, language of the work) -> the part, formatted."""


@dataclass(slots=True)
class NameFormat:
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
            person.forms[key] = text
        return text

    # -- one name ------------------------------------------------------------------------------

    def _person(self, person: Person, level: int, inverted: bool) -> str:
        if person.simple and self.simple:
            return self._simple(person, level, inverted)
        if person.literal is not None:
            return self._literal(person.literal, person.language)
        if self.cjk_full and person.script == 0:
            level = max(level, self.cjk_full)
        language = person.language
        family = self._decorated(self.family, person.family, language)
        particle = self._decorated(self.family, person.particle, language)
        given = dropping = suffix = ""
        if level and person.given:
            given = self._decorated(self.given, self._given(person, level), language)
            dropping = person.dropping
            if _ET_AL.match(dropping):
                dropping = ""
            if self.particle_initials and dropping and level == INITIALS:
                dropping = own_names.particle_initials(dropping)
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
        mark = self.mark
        return bool(mark) and ("\u00a0" in mark or "\ufeff" in mark)  # type: ignore[operator]

    def _literal(self, literal: str, language: str | None) -> str:
        if self.persons_only:
            return own_names.whole_name(literal)
        return self.institution(literal, language) if self.institution else literal

    def _decorated(self, decorate: Decorate | None, text: str, language: str | None) -> str:
        return decorate(text, language) if decorate and text else text

    def _given(self, person: Person, level: int) -> str:
        if level == INITIALS and person.family and (self.mark is not None or self.all_initials):
            given = person.given
            if self.pinyin is not None:
                known = None
                if self.pinyin != "western":
                    known = own_names.given_in_pinyin(
                        person.family, given, self.pinyin, self.mark or ""
                    )
                if known is not None:
                    return known
                given = own_names.apart(given)
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
            space = "" if _joins(particle) else self.space
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
        if _joins(particle):
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
        self, names: Sequence[str], hidden: int, last: str, inverted: bool, body: bool
    ) -> str:
        """The names of a list as one text.

        `hidden` is how many the list leaves out; `last` is the last one where it is printed after
        an ellipsis; `inverted` says that the last of the names before the joint is inverted;
        `body` that the last name is not a person's.
        """
        count = len(names)
        if last:
            if not count:
                return last
            joint = self.ellipsis_multiple if count > 1 else self.ellipsis_single
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


def _joins(particle: str) -> bool:
    return particle.rstrip(CLOSE)[-1:] in _JOINING if particle else False


def _bare(particle: str) -> str:
    return particle.replace("'", "").replace("’", "")


# -- compiling ---------------------------------------------------------------------------------


def name_format(
    node: nodes.NameNode | None,
    et_al: nodes.EtAl | None,
    institution: nodes.Institution | None,
    scope: Scope,
) -> NameFormat:
    """The format that a cs:name, with what it inherits, describes."""
    option = scope.option
    key = scope.key
    sorting = bool(scope.sorting)
    form = option(node, "form", "name_form") if node is not None else None
    form = form or scope.option(None, "name_form") or "long"
    mark = option(node, "initialize_with")
    delimiter = _name_delimiter(node, scope)
    rule = scope.style.citation.givenname_disambiguation_rule if scope.style.citation else None
    all_initials = bool(rule and rule.endswith("-with-initials"))
    least = (key and key.names_min) or _limit(node, "et_al_min", scope) or 0
    first = _limit(node, "et_al_use_first", scope)
    if key is not None and key.names_use_first is not None:
        first = key.names_use_first
    if first is None:
        least, first = 0, 1
    subsequent_first = option(node, "et_al_subsequent_use_first")
    use_last = option(node, "et_al_use_last")
    if key is not None and key.names_use_last is not None:
        use_last = key.names_use_last
    # a prefix of cs:name brings a space of its own to each name
    between = delimiter + APART if node is not None and node.prefix[:1] == " " else delimiter
    if node is not None and node.suffix[-1:] in _MARKS and node.suffix[-1:] == delimiter[:1]:
        delimiter = between = KEEP + delimiter  # the mark is each name's own
    joint = between if option(node, "and_") is None else delimiter
    and_single, and_multiple, and_inverted, and_plain = _joints(node, joint, scope)
    et_single, et_multiple, et_inverted = _et_al(node, et_al, delimiter, scope)
    family, family_affixes = _name_part(node, "family", scope)
    given, given_affixes = _name_part(node, "given", scope)
    sort_separator = option(node, "sort_separator")
    return NameFormat(
        key=_Key(),
        form=form,
        level=SHORT if form == "short" else INITIALS if mark is not None else FULL,
        mark=mark,
        initials=option(node, "initialize") is not False,
        hyphen=scope.style.initialize_with_hyphen is not False,
        sort_order=option(node, "name_as_sort_order"),
        sort_separator=", " if sort_separator is None else sort_separator,
        delimiter=delimiter,
        demote=scope.style.demote_non_dropping_particle or "display-and-sort",
        sorting=sorting,
        space="\u00a0" if scope.locale.lang[:2] in _NARROW_LANGUAGES else " ",
        all_initials=all_initials,
        family=family,
        given=given,
        institution=_institution(institution, node, scope),
        family_affixes=family_affixes,
        given_affixes=given_affixes,
        whole=_whole(node),
        whole_list=_whole_list(node, et_al),
        et_al_min=least,
        et_al_use_first=first,
        subsequent_min=option(node, "et_al_subsequent_min") or least,
        subsequent_use_first=first if subsequent_first is None else subsequent_first,
        use_last=bool(use_last),
        and_single=and_single,
        and_multiple=and_multiple,
        and_after_inverted=and_inverted,
        and_after_plain=and_plain,
        and_bodies=_body_joints(node, institution, delimiter, scope),
        et_al_single=et_single,
        et_al_multiple=et_multiple,
        et_al_after_inverted=et_inverted,
        ellipsis_single=" … ",
        ellipsis_multiple=delimiter + "… ",
        pinyin=option(node, "pinyin"),
        suffix_separator=option(node, "suffix_separator"),
        suffix_bare=option(node, "suffix_periods") is False,
        particle_initials=bool(option(node, "particle_initials")),
        persons_only=bool(option(node, "persons_only")),
        cjk_full=FULL if option(node, "cjk_form") == "long" else 0,
    )


def _limit(node: nodes.NameNode | None, option: str, scope: Scope) -> int | None:
    """How many names: a sort key goes by what its list says, before what its cs:name says."""
    value: int | None = scope.option(None, option) if scope.key is not None else None
    return scope.option(node, option) if value is None else value


class _Key:
    """Tells one name format from another; hashed by identity."""

    __slots__ = ()


def _name_delimiter(node: nodes.NameNode | None, scope: Scope) -> str:
    value = scope.option(node, "delimiter", "name_delimiter") if node is not None else None
    if value is None:
        value = scope.option(None, "name_delimiter")
    return ", " if value is None else value


def _whole(
    node: nodes.NameNode | None, *, prefix: bool = True, suffix: bool = True
) -> tuple[str, str]:
    if node is None:
        return "", ""
    opener = openers(node)
    before = node.prefix if prefix else ""
    after = node.suffix if suffix else ""
    return before + opener, CLOSE * len(opener) + after


def _whole_list(node: nodes.NameNode | None, et_al: nodes.EtAl | None) -> tuple[str, str]:
    """The formatting of cs:name around a list that is cut."""
    before, after = _whole(node, prefix=False)
    return said_upright(before, openers(et_al) if et_al is not None else ""), after


def _name_part(
    node: nodes.NameNode | None, name: str, scope: Scope
) -> tuple[Decorate | None, tuple[str, str]]:
    found = next((part for part in node.parts if part.name == name), None) if node else None
    return _decorator(found, scope)


def _decorator(
    part: nodes.NamePart | nodes.InstitutionPart | None, scope: Scope
) -> tuple[Decorate | None, tuple[str, str]]:
    """What formats a part of a name, if anything does, and its affixes."""
    if part is None:
        return None, ("", "")
    opener = openers(part)
    plain = openers(part, style=False)
    case, default, strip = part.text_case, scope.locale.lang, part.strip_periods
    affixes = part.prefix, part.suffix
    if not opener and not case and not strip:
        return None, affixes

    def decorate(text: str, language: str | None) -> str:
        if strip:
            text = text.replace(".", "")
        if case:
            text = apply(case, text, language or default)
        if opener != plain and not text.isascii() and not is_romanesque(text):
            return plain + text + CLOSE * len(plain)
        return opener + text + CLOSE * len(opener)

    return decorate, affixes


def _joints(
    node: nodes.NameNode | None, delimiter: str, scope: Scope
) -> tuple[str, str, str | None, str]:
    """What stands before the last name: after one, after several, after an inverted one."""
    kind = scope.option(node, "and_")
    if kind is None:
        return delimiter, delimiter, None, delimiter
    term = scope.term("and") if kind == "text" else "&"
    if not _ROMANESQUE_START.match(term):
        before_single = before_multiple = after = ""
    else:
        before_single, before_multiple, after = " ", delimiter, " "
    rule = scope.option(node, "delimiter_precedes_last")
    if rule == "always":
        before_single = delimiter
        before_multiple = before_multiple or delimiter
    elif rule == "never":
        before_multiple = " " if before_multiple else ""
    elif rule == "after-inverted-name":
        plain = before_single
        return (
            plain + term + after,
            plain + term + after,
            delimiter + term + after,
            plain + term + after,
        )
    return before_single + term + after, before_multiple + term + after, None, ""


def _institution(
    institution: nodes.Institution | None, node: nodes.NameNode | None, scope: Scope
) -> Decorate | None:
    """What formats a body: its cs:institution-part, else cs:name and the part for family names.

    Where both of these say something of the font, the part has the say.
    """
    if institution is not None:
        own = next((part for part in institution.parts if part.name in (None, "long")), None)
        return _decorator(own, scope)[0]
    if node is None:
        return None
    family = next((part for part in node.parts if part.name == "family"), nodes.NamePart())
    merged = {field: getattr(family, field) or getattr(node, field) for field in _FORMATTING}
    return _decorator(replace(family, **merged), scope)[0]


def _body_joints(
    node: nodes.NameNode | None, institution: nodes.Institution | None, delimiter: str, scope: Scope
) -> tuple[str, str] | None:
    """The joints before a body: a cs:name's own delimiter-precedes-last is for persons."""
    if institution is not None and institution.delimiter is not None:
        delimiter = institution.delimiter
    elif node is None or node.delimiter_precedes_last is None:
        return None
    if scope.option(node, "and_") is None:
        return None
    bare = replace(node, delimiter_precedes_last=None) if node is not None else None
    single, multiple, inverted, _ = _joints(bare, delimiter, scope)
    return None if inverted is not None else (single, multiple)


def _et_al(
    node: nodes.NameNode | None, et_al: nodes.EtAl | None, delimiter: str, scope: Scope
) -> tuple[str, str, str | None]:
    """What stands for the names left out, with its joint: after one, after several names."""
    name = (et_al.term if et_al is not None else None) or "et-al"
    term = scope.term(name)
    if not term:
        return "", "", None
    western = bool(_ROMANESQUE_START.match(term))
    if et_al is not None:
        opener = openers(et_al, style=is_romanesque(term))  # italics do nothing to 等
        term = opener + term + CLOSE * len(opener)
    space = " " if western else ""
    single, multiple, inverted = space, delimiter, None
    rule = scope.option(node, "delimiter_precedes_et_al")
    if rule == "always":
        single = delimiter
    elif rule == "never":
        multiple = space
    elif rule == "after-inverted-name":
        multiple, inverted = space, delimiter + term
    if multiple == " " and not western:
        multiple = ""
    return single + term, multiple + term, inverted
