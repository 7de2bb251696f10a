"""Names: one person or body, in the parts that CSL knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from citex.errors import UnknownVariable
from citex.model.checked import Checked, above, counted, flag, refuse, trusted, unknown


class Name(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    gc=False,
    metaclass=Checked,
):
    """A name in CSL's parts (CSL-JSON, "Names").

    A person has `family` and mostly `given`; a body, or a person with one name, has `literal`.
    A particle is `dropping_particle` when it goes away with the given name ("de" in "Alfred de
    Musset": Musset), `non_dropping_particle` when it stays ("van" in "Vincent van Gogh").
    `extra` keeps keys that CSL does not know. A text that holds a whole name is read by `parse`.
    Raises InvalidValue, UnknownVariable.

    >>> Name("Gogh", "Vincent", non_dropping_particle="van")
    Name(family='Gogh', given='Vincent', non_dropping_particle='van')
    >>> str(Name("King", "Martin Luther", suffix="Jr."))
    'Martin Luther King, Jr.'
    """

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None
    comma_suffix: bool | str | int | None = None
    static_ordering: bool | str | int | None = None
    parse_names: bool | str | int | None = None
    extra: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Name:
        """The person or body whose name a text is, in any usual spelling.

        Raises InvalidValue where there is no name in it, or several.

        >>> Name.parse("Ming Li"), Name.parse("Li, Ming"), Name.parse("World Health Organization")
        (Name(family='Li', given='Ming'), Name(family='Li', given='Ming'), \
Name(literal='World Health Organization'))
        """
        found = names_in(text, "name") if isinstance(text, str) else []
        if len(found) != 1:
            raise refuse("name", text, "give the text of one name")
        return found[0]

    @classmethod
    def _checked(
        cls, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        for key in kwargs:
            if key not in cls.__struct_fields__:
                raise _no_part(key, "write {}=")
        given = counted("Name", args, cls.__struct_fields__) | kwargs
        for part in TEXTS:
            value = given.get(part)
            if value is not None and not isinstance(value, str):
                raise refuse(part, value, "give a str")
        for part in ("comma_suffix", "static_ordering", "parse_names"):
            flag(part, given.get(part))
        extra = given.get("extra", ())
        if not isinstance(extra, tuple) or not all(
            isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str)
            for pair in extra
        ):
            raise refuse("extra", extra, "give pairs of a key and a value, in a tuple")
        alone = str(args[0] or "").strip() if len(args) == 1 == len(given) else ""
        if " " in alone and not alone[0].islower():  # "van Gogh" is one
            way_out = f"write Name.parse({args[0]!r}), Name(family, given) or Name(literal=...)"
            raise refuse("family", args[0], f"a whole name is no family name: {way_out}")
        return args, kwargs

    if not TYPE_CHECKING:  # else a checker takes any name for a part

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Name has no {name!r}")
            raise _no_part(name, "read name.{}; str(name) is the whole")

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family)
        text = " ".join(part for part in parts if part)
        return f"{text}, {self.suffix}" if self.suffix else text

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __bool__(self) -> bool:
        return bool(self.literal or self.family or self.given)


TEXTS = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
"""The parts of a name that are text."""


_WHOLE = frozenset("full fullname name whole text display displayname tostring".split())


def _no_part(name: str, way_out: str) -> UnknownVariable:
    from citex.model.foreign import part_meant  # foreign.py builds on paper.py

    meant = (part_meant(name) or "").replace("-", "_") or None
    if meant is None and name.lower().replace("_", "") in _WHOLE:
        return UnknownVariable(name, hint="str(name) is the whole", owner="Name")
    return unknown("Name", name, meant, Name.__struct_fields__, way_out)


new_name: type[Name] = trusted(Name)
"""`Name` for readers, whose values are checked already."""


def names_in(text: str, variable: str) -> list[Name]:
    """The names that a text holds, parted as readers part them."""
    if above("is_placeholder")(text, "author") or text.strip().lower() in ("nan", "null", "nil"):
        return []
    lines = [line.strip() for line in text.splitlines()]
    apart = len(lines) > 1 and all("," in one or " " in one or not one.isascii() for one in lines)
    found: list[Name] = above("read_names")(lines if apart else [text], natural=True)
    return [name for name in found if name]


OTHERS = Name(literal="others")
"""Stands last in a list of names that its source cut short: BibTeX's "and others", "et al.", "等".

Formats write it in their own words, styles print it as their et al., and CSL-JSON holds it as this
literal, as pandoc's does.
"""
