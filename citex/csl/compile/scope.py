"""What compiling knows (`Scope`), and what a cs:substitute hides (`Hidden`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from citex.csl import nodes
from citex.csl.compile.specialize import Assumptions, Shared, Specializer
from citex.csl.limits import COMPILED
from citex.csl.locale import Locale
from citex.csl.variables import LOCATOR
from citex.errors import Problem, StyleError

T = TypeVar("T")


class Hidden:
    """What a cs:substitute hid from the rest of an entry, as far as is known when it is compiled.

    Elements are compiled in the order in which they run, so what was compiled before has run.
    """

    __slots__ = ("maybe", "surely")
    maybe: int
    surely: int

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


class Scope(Struct, eq=False):
    """What is known while an element is compiled: all that does not hang on one work's values."""

    style: nodes.Style
    locale: Locale
    area: str  # "citation" or "bibliography"
    options: nodes.Citation | nodes.Bibliography
    kind: str  # the type of the works
    macros: dict[str, nodes.Macro]
    specializer: Specializer
    known: Assumptions
    sorting: bool = False  # in a sort key
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
    links: bool = False  # identifiers and titles of entries are made links
    page_delimiter: str = ""  # between pages: of the style's locale, not the layout's
    around: dict[str, str] = field(default_factory=dict)  # form of a label that holds its number
    compiled: list[nodes.Macro] = field(default_factory=list)  # macros, each time for this code

    def but(self, **changes: Any) -> Scope:
        """This scope with some things changed."""
        return replace(self, **changes)

    def compiling(self, macro: nodes.Macro) -> None:
        """Note that a macro is compiled; StyleError where that happens beyond all measure.

        A macro is compiled anew for all that a cs:substitute may have hidden when it is called.
        """
        self.compiled.append(macro)
        if len(self.compiled) > COMPILED:
            message = f"macro {macro.name!r} is called under too many different conditions"
            problem = Problem(message=message, line=macro.line, source=self.style.name)
            raise StyleError(self.style.name or self.style.title, [problem])

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
