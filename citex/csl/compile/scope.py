"""What compiling knows (`Scope`), what running knows (`Frame`), and what a compiled element gives.

An element compiles to a function of a frame, or to a constant. What it gives tells a group what it
must know (CSL 1.0.2, "Group"):

    None          nothing printed, no variable called
    ""            a variable was called, and was empty
    str           printed, a variable among it (or a group that printed)
    PlainText         printed, but of terms and values alone
    MissingText      like PlainText, and a variable was called that was empty
    IMPORTANT        nothing printed, but counts as a variable that printed (year-suffix)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from citex.csl import nodes
from citex.csl.compile.specialize import Assumptions, Shared, Specializer
from citex.csl.locale import Locale
from citex.csl.variables import LOCATOR, Work

T = TypeVar("T")

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
        self.work = work
        self.language = work.language
        self.locator: str | None = None
        self.label: str | None = None
        self.located = False  # the locator was printed, which happens once
        self.position = FIRST
        self.near = False
        self.number: int | None = None
        self.first_note: str | None = None
        self.year_suffix: str | None = None
        self.suffix_done = False
        self.condition = 0  # how many disambiguate conditions may hold
        self.level = 0  # how many of them were met so far
        self.shown: Any = None  # names to show, by name set: (count, given-name levels)
        self.sets = 0  # name sets rendered so far
        self.disambiguating = False  # a cite rendered to find out whether it is ambiguous
        self.names_shown: list[Any] | None = None  # by name set, if disambiguating
        self.hidden: tuple[str, ...] = ()  # variables that a cs:substitute printed
        self.name_texts: str | None = None  # the first names printed
        self.omit = False  # the first names are left out (suppress-author)
        self.substitute = ""  # "all" or "each": mark the first names, or each of them
        self.previous: Any = None  # what the cite before printed, where cites collapse
        self.collapsed = False  # the first names are those of the cite before, and left out
        self.plain = False  # names of its own, or a text variable, were printed
        self.years: list[str] | None = None  # the years printed, where cites collapse


Run = Callable[[Frame], "str | None"]
Code = Run | str | None
"""A compiled element: a function, a constant text, or None for what never prints."""
Test = Callable[[Frame], bool]


def run_of(code: Code) -> Run:
    """The code as a function of a frame."""
    if callable(code):
        return code
    return lambda frame: code


def no_terms(run: Run) -> Run:
    """The run, marked as one that never gives PlainText or MissingText."""
    run.__dict__["plain"] = True
    return run


def always_prints(run: Run) -> Run:
    """The run, marked as one that always gives a plain text, and never an empty one."""
    marks = run.__dict__
    marks["sure"] = marks["plain"] = True
    return run


def has_no_terms(code: Code) -> bool:
    """Whether the code is marked so."""
    return "plain" in getattr(code, "__dict__", ())


def prints_always(code: Code) -> bool:
    """Whether the code always gives a plain text that is not empty."""
    if callable(code):
        return "sure" in code.__dict__
    return bool(code) and code.__class__ is str


def no_terms_as(run: Run, *models: Code) -> Run:
    """The run, marked as plain if all of the models are (None and "" count as plain).

    With one model, it needs what that needs, and is as sure.
    """
    if len(models) == 1:
        needed = required(models[0])
        if needed is not None:
            run.__dict__["needs"] = needed
        if prints_always(models[0]):
            return always_prints(run)
    return no_terms(run) if all(not model or has_no_terms(model) for model in models) else run


def requires(run: Run, variable: str) -> Run:
    """The run, marked as plain, and as one that gives "" where the work lacks the variable."""
    run.__dict__["needs"] = variable
    return no_terms(run)


def required(code: Code) -> str | None:
    """The variable without which the code gives "", if it is known."""
    needed = getattr(code, "__dict__", {}).get("needs")
    return needed if isinstance(needed, str) else None


class Hidden:
    """What a cs:substitute hid from the rest of an entry, as far as is known when it is compiled.

    Elements are compiled in the order in which they run, so what was compiled before has run.
    """

    __slots__ = ("maybe", "surely")

    def __init__(self, surely: int = 0, maybe: int = 0) -> None:
        self.surely = surely
        self.maybe = maybe

    def hide(self, bit: int, *, surely: bool) -> None:
        """Take note that a variable printed within cs:substitute."""
        if surely:
            self.surely |= bit
        else:
            self.maybe |= bit

    def state(self) -> tuple[int, int]:
        """What is hidden, and what may be."""
        return self.surely, self.maybe

    def reset(self, state: tuple[int, int]) -> None:
        """Go back to an earlier state."""
        self.surely, self.maybe = state

    def doubt(self, state: tuple[int, int]) -> None:
        """What was hidden since an earlier state is not sure to be."""
        surely, maybe = state
        self.maybe |= maybe | (self.surely & ~surely)
        self.surely = surely

    def meet(self, states: list[tuple[int, int]]) -> None:
        """Where only one of several ways was taken: sure is what all of them hid."""
        surely, maybe = states[0]
        for other, doubt in states[1:]:
            maybe |= doubt | (surely ^ other)
            surely &= other
        self.surely, self.maybe = surely, maybe


@dataclass
class Scope:
    """What is known while an element is compiled: all that does not hang on one work's values."""

    style: nodes.Style
    locale: Locale
    area: str  # "citation" or "bibliography"
    options: nodes.Citation | nodes.Bibliography
    kind: str  # the type of the works
    macros: dict[str, nodes.Macro]
    specializer: Specializer
    known: Assumptions
    sorting: str = ""  # "keys" in a sort key, "dates" in one where only dates count
    recording: bool = False
    trying: bool = False  # within cs:substitute: cs:choose tries what it chooses one by one
    delimiter: str = ""  # of the nearest group: cs:choose hands it on to what it chooses
    stripping: bool = False  # within a macro that is called with strip-periods
    key: nodes.Key | None = None
    year_suffix_variable: bool = False  # the style prints year-suffix by cs:text
    names: nodes.Names | None = None  # the names that a cs:substitute belongs to
    hidden: Hidden = field(default_factory=Hidden)
    memo: dict[Any, Shared] = field(default_factory=dict)
    formats: dict[Any, Any] = field(default_factory=dict)
    page_delimiter: str = ""  # between pages: of the style's locale, not the layout's
    around: dict[str, str] = field(default_factory=dict)  # form of a label that holds its number

    def but(self, **changes: Any) -> Scope:
        """This scope with some things changed."""
        scope = Scope.__new__(Scope)  # dataclasses.replace takes ten times as long
        scope.__dict__.update(self.__dict__, **changes)
        return scope

    def once(self, key: tuple[Any, ...], build: Callable[[], T]) -> T:
        """What is made once for a layout, whatever the works; not for its sort keys as well."""
        place = (*key, self.sorting)
        found: T | None = self.formats.get(place)
        if found is None:
            found = self.formats[place] = build()
        return found

    def has(self, variable: str) -> bool | None:
        """Whether the works have a variable; None where that is not known."""
        bit = self.specializer.bit(variable)
        if bit is None or not self.known.variables:
            return None
        return bool(self.known.held(bit))

    def shows(self, variable: str) -> bool | None:
        """As `has`, of what no cs:substitute has hidden."""
        bit = self.specializer.bit(variable)
        if bit is None or not self.known.variables:
            return None
        if not self.known.held(bit) or self.hidden.surely & bit:
            return False
        return None if self.hidden.maybe & bit else True

    def hides(self, variable: str) -> bool | None:
        """Whether a cs:substitute has hidden a variable, or what stands for it."""
        bit = self.specializer.bit(variable) or 0
        if not self.known.variables or self.hidden.maybe & bit:
            return None
        return bool(self.hidden.surely & bit)

    def located(self) -> bool:
        """Whether the cites have a locator."""
        return self.area == "citation" and bool(self.known.held(LOCATOR))

    def option(self, node: nodes.NameOptions | None, name: str, inherited: str = "") -> Any:
        """A name option, of the element or handed down from the area or the style."""
        if node is not None:
            value = getattr(node, name)
            if value is not None:
                return value
        value = getattr(self.options, inherited or name)
        return value if value is not None else getattr(self.style, inherited or name)

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """A term's text, "" if the locale has none."""
        return self.locale.term(name, form, plural) or ""


def is_fixed(code: Code) -> bool:
    """Whether the code is a constant text."""
    return isinstance(code, str)
