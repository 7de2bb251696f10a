"""What running knows (`Frame`), and what a compiled element gives.

An element compiles to a function of a frame, or to a constant. What it gives tells a group what it
must know (CSL 1.0.2, "Group"):

    None          nothing printed, no variable called
    ""            a variable was called, and was empty
    str           printed, a variable among it (or a group that printed)
    PlainText     printed, but of terms and values alone
    MissingText   like PlainText, and a variable was called that was empty
    IMPORTANT     nothing printed, but counts as a variable that printed (year-suffix)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citex.csl.variables import Work

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3
"""Positions of a cite; each includes the ones before it, but FIRST."""


class PlainText(str):
    """Text of terms and values alone (`Plain` of citeproc-rs's GroupVars)."""

    __slots__ = ()


class MissingText(str):
    """Text of terms and values, beside a variable that was called and empty (`Missing`)."""

    __slots__ = ()


class Important(str):
    """Nothing, that counts as a variable that printed (`Important`)."""

    __slots__ = ()


IMPORTANT = Important("")
SENTENCE_START = "\ufdee"
"""Before a term: it gets a capital if it begins a note or an entry."""


class Frame:
    """The state of one entry or cite while it is rendered; made for it and thrown away."""

    __slots__ = (
        "both",
        "collapsed",
        "condition",
        "disambiguating",
        "first_note",
        "hidden",
        "label",
        "language",
        "level",
        "located",
        "locator",
        "marked",
        "name_texts",
        "names_shown",
        "near",
        "number",
        "omit",
        "plain",
        "position",
        "previous",
        "sets",
        "shown",
        "substitute",
        "suffix_done",
        "work",
        "year_suffix",
        "years",
    )  # fmt: skip

    def __init__(self, work: Work) -> None:
        self.work: Work = work
        self.language: str | None = work.language
        self.locator: str | None = None
        self.label: str | None = None
        self.located: bool = False  # the locator was printed, which happens once
        self.position: int = FIRST
        self.near: bool = False
        self.number: int | None = None
        self.first_note: str | None = None
        self.year_suffix: str | None = None
        self.suffix_done: bool = False
        self.condition: int = 0  # how many disambiguate conditions may hold
        self.level: int = 0  # how many of them were met so far
        self.shown: Any = None  # names to show, by name set: (count, given-name levels)
        self.sets: int = 0  # name sets rendered so far
        self.disambiguating: bool = False  # a cite rendered to find out whether it is ambiguous
        self.names_shown: list[Any] | None = None  # by name set, as `NameSet` has it
        self.marked: list[Any] = []  # those of the names that a substitute may stand for
        self.hidden: tuple[str, ...] = ()  # variables that a cs:substitute printed
        self.both: bool = False  # who is editor and translator was named as editor-translator
        self.name_texts: str | None = None  # the first names printed
        self.omit: bool = False  # the first names are left out (suppress-author)
        self.substitute: str = ""  # "all" or "each": mark the first names, or each of them
        self.previous: Any = None  # what the cite before printed, where cites collapse
        self.collapsed: bool = False  # the first names are those of the cite before, and left out
        self.plain: bool = False  # names of its own, or a text variable, were printed
        self.years: list[str] | None = None  # the years printed, where cites collapse


Run = Callable[[Frame], "str | None"]
Code = Run | str | None
"""A compiled element: a function, a constant text, or None for what never prints."""
Test = Callable[[Frame], bool]
