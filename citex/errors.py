"""The errors that citex raises, and the problems that it collects.

CitexError
├── UnknownName
│   ├── UnknownFormat      no such file format (also: the format cannot be guessed)
│   ├── UnknownStyle       no such citation style
│   ├── UnknownLocale      no such locale
│   ├── UnknownCitation    no such citation in a document
│   ├── UnknownVariable    no such variable of a paper, or part of a name or date
│   ├── UnknownOption      a format or style has no such option, or not that value
│   └── UnknownCode        no such code of a diagnostic
├── InvalidValue           a value that a variable cannot have
├── ParseError             a file or record could not be read: source, line, column
│   └── NotFound           a file that is not there; a FileNotFoundError too
├── StyleError             a style is no valid CSL: all its problems at once
├── WriteError             papers that a format cannot write at all
├── MissingPackage         an optional package is needed: says which extra installs it
└── LookupFailed           an identifier could not be resolved
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from citex._late import difflib, regex

_SHOWN = 200
"""Characters of a name that is not known which its error shows."""

Level = Literal["error", "warning"]


_OBEYED = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
"""What a terminal obeys: controls but for tabs and line ends, and what turns the order of text."""
_MARKS = regex("[\u061c\u200e\u200f]")
"""Marks of direction: beside letters that run from the right they belong there."""
_FROM_THE_RIGHT = regex(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def escaped(text: str) -> str:
    """The text with all that a terminal would obey written out, as JSON writes it.

    >>> print(escaped("a\\x1b[31m\\u202eb"))
    a\\u001b[31m\\u202eb
    """
    if text.isprintable():
        return text
    text = _OBEYED.sub(_written_out, text)
    if _MARKS.search(text):
        text = "".join(
            line if _FROM_THE_RIGHT.search(line) else _MARKS.sub(_written_out, line)
            for line in text.splitlines(keepends=True)
        )
    return text


def _written_out(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something in an input that could not be read, or not wholly.

    `level` is "error" when a record was lost, "warning" when it was used all the same. `line` and
    `column` count from 1; `raw` is the text of the broken record, so that nothing vanishes.

    >>> str(Problem(message="the record has no end", line=7, source="refs.ris"))
    'refs.ris:7: the record has no end'
    """

    message: str
    line: int | None = None
    column: int | None = None
    source: str = ""
    raw: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        place = ":".join(
            str(part) for part in (self.source, self.line, self.column) if part not in (None, "")
        )
        return escaped(f"{place}: {self.message}" if place else self.message)


class CitexError(Exception):
    """The root of all that citex raises on purpose; the text says place, cause and way out.

    The text may be shown on a terminal, whatever stood in the input; `args` has it as it was.
    """

    def __str__(self) -> str:
        return escaped(Exception.__str__(self))  # a KeyError's is a repr

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as it stands, whatever its class is built from: pools hand errors over."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[CitexError], args: tuple[Any, ...], state: dict[str, Any]) -> CitexError:
    error = kind.__new__(kind, *args)
    error.args = args  # an OSError leaves this to its __init__
    error.__dict__.update(state)
    return error


class UnknownName(CitexError):
    """A name that is not known; `value` is the name, `choices` what is known.

    `near` are those that are probably meant, the likeliest first; else they are found by likeness.
    `says` stands in place of the plain fact.
    """

    noun = "name"

    def __init__(
        self,
        value: str,
        choices: Iterable[str] = (),
        *,
        hint: str = "",
        near: Sequence[str] = (),
        says: str = "",
    ) -> None:
        self.value = value
        self.choices: list[str] = sorted({*choices, *near})
        self._near = near
        self._says = says
        super().__init__(self._message(hint))

    def _message(self, hint: str) -> str:
        text = self._says or f"no {self.noun} {self.value[:_SHOWN]!r}"
        if len(self.value) > _SHOWN:
            return f"{text} ...: no name is as long as that"
        close = list(self._near[:3]) or self._close()
        if close:
            text += "; did you mean " + " or ".join(repr(name) for name in close) + "?"
        elif 0 < len(self.choices) <= 60:
            text += " (known: " + ", ".join(self.choices) + ")"
        return text + (f"; {hint}" if hint else "")

    def _close(self) -> list[str]:
        return difflib.get_close_matches(self.value.lower(), self.choices, n=3, cutoff=0.5)


class UnknownFormat(UnknownName):
    """No such file format."""

    noun = "format"


class UnknownStyle(UnknownName):
    """No such citation style."""

    noun = "style"


class UnknownLocale(UnknownName):
    """No such locale."""

    noun = "locale"


class UnknownOption(UnknownName):
    """A format or a style was given an option that it does not have."""

    noun = "option"


class UnknownCode(UnknownName):
    """No such code of a diagnostic."""

    noun = "code"


class UnknownCitation(UnknownName, KeyError):
    """A document has no citation of this id."""

    noun = "citation"


class UnknownVariable(UnknownName, AttributeError, KeyError, TypeError):
    """A paper has no such variable, or a name or date no such part; `owner` is which.

    An AttributeError, KeyError and TypeError too: it comes of `paper.x`, `paper["x"]` and
    `Paper(x=...)`.
    """

    def __init__(self, value: str, *, hint: str = "", owner: str = "Paper") -> None:
        self.owner = owner
        super().__init__(value, hint=hint, says=f"a {owner} has no {value[:_SHOWN]!r}")


class InvalidValue(CitexError, ValueError, TypeError):
    """A value that a variable cannot have: `variable`, `value`, and `paper`, the paper's id."""

    variable: str
    value: object
    paper: str

    def __init__(self, variable: str, value: object, way_out: str, *, paper: str = "") -> None:
        self.variable, self.value, self.paper = variable, value, paper
        try:
            shown = repr(value)
        except Exception:  # a foreign object's own
            shown = "a value"
        shown = shown if len(shown) <= 80 else shown[:77] + "..."
        place = f"paper {paper!r}: " if paper else ""
        kind = type(value).__name__
        self.way_out = way_out
        super().__init__(f"{place}{variable} cannot be {shown} ({kind}); {way_out}")

    def of_paper(self, paper: str) -> InvalidValue:
        """The same, with the id of the paper."""
        return InvalidValue(self.variable, self.value, self.way_out, paper=paper)


class ParseError(CitexError):
    """A file or a record could not be read; `source`, `line` and `column` say where."""

    source: str
    line: int | None
    column: int | None

    def __init__(
        self, message: str, *, source: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        self.source, self.line, self.column = source, line, column
        super().__init__(str(Problem(message=message, source=source, line=line, column=column)))

    @classmethod
    def of(cls, problem: Problem) -> ParseError:
        """The error that says what `problem` says."""
        return cls(problem.message, source=problem.source, line=problem.line, column=problem.column)


class NotFound(ParseError, FileNotFoundError):
    """There is no file at a path (`source`)."""

    def __str__(self) -> str:
        return escaped(str(self.args[0]))


class StyleError(CitexError):
    """A style cannot be used; `problems` lists everything that is wrong with it, with lines."""

    def __init__(self, style: str, problems: Sequence[Problem]) -> None:
        self.style = style
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = "; ".join(str(problem) for problem in self.problems[:5])
        more = len(self.problems) - 5
        super().__init__(
            f"style {style!r} cannot be used: {lines}" + (f"; and {more} more" if more > 0 else "")
        )


class WriteError(CitexError):
    """A format cannot write these papers."""


class MissingPackage(CitexError):
    """An optional package is not installed."""

    package: str
    extra: str

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(
            f"{purpose} needs the package {package!r}: pip install {package}"
            f" (the extra [{extra}] of citex has all that belongs to it)"
        )


class LookupFailed(CitexError):
    """An identifier could not be resolved; `identifier` is the one that failed."""

    def __init__(self, identifier: str, reason: str) -> None:
        self.identifier = identifier
        self.reason = reason
        super().__init__(f"{identifier}: {reason}")
