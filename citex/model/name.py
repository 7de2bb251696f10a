"""Names: one person or body, in the parts that CSL knows."""

from __future__ import annotations

from typing import Any

import msgspec


class Name(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, gc=False):
    """A name in CSL's parts (CSL-JSON, "Names").

    A person has `family` and mostly `given`; a body, or a person with one name, has `literal`.
    A particle is `dropping_particle` when it goes away with the given name ("de" in "Alfred de
    Musset": Musset), `non_dropping_particle` when it stays ("van" in "Vincent van Gogh").
    `extra` keeps keys that CSL does not know.

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

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family)
        text = " ".join(part for part in parts if part)
        return f"{text}, {self.suffix}" if self.suffix else text

    def __bool__(self) -> bool:
        return bool(self.literal or self.family or self.given)


OTHERS = Name(literal="others")
"""Stands last in a list of names that its source cut short: BibTeX's "and others", "et al.", "等".

Formats write it in their own words, styles print it as their et al., and CSL-JSON holds it as this
literal, as pandoc's does.
"""
