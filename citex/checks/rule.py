"""A rule of the check, what it tells, and the decorators that make one of a small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, get_args

import msgspec

from citex.errors import escaped
from citex.formats.loss import shown
from citex.model import Name, Paper
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES

DiagnosticKind = Literal[
    "missing", "odd", "repaired", "guessed", "dropped", "status", "lost", "changed", "input"
]

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""How severe a diagnostic is: certainly wrong, most likely wrong, good to know; the worst first."""

TEXTS = tuple(name for name in VARIABLES if name not in NAME_VARIABLES | DATE_VARIABLES)
"""The variables whose value is a text."""

DATES = tuple(name for name in VARIABLES if name in DATE_VARIABLES)
NAMES = tuple(name for name in VARIABLES if name in NAME_VARIABLES)

Place = tuple[str, str, str]
"""What a rule about a whole paper finds: the variable, its value, and the message."""

Scope = Literal["value", "name", "paper", "papers"]


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to know of a paper: its id, the CSL variable and value, and a sentence.

    `code` says what it is (`citex explain CODE`, docs/diagnostics.md): the name of the rule that
    found it, or the kind of what a reader noted or a format would lose; `severity` is "error",
    "warning" or "note". Of an input that could not be read whole, `paper` is the place in it.

    >>> print(Diagnostic(paper="a", kind="odd", code="pages-run-back", severity="error",
    ...                  variable="page", value="19-1", message="runs back"))
    a: error: odd: page: runs back: 19-1 [pages-run-back]
    """

    paper: str
    kind: DiagnosticKind
    message: str
    variable: str = ""
    value: str = ""
    code: str = ""
    severity: Severity = "warning"

    def __str__(self) -> str:
        return on_a_line(self, self.severity, self.kind)


def on_a_line(diagnostic: Diagnostic, severity: str, kind: str) -> str:
    """A diagnostic on one line, with these words for its severity and kind."""
    place = f"{diagnostic.variable}: " if diagnostic.variable else ""
    value = f": {shown(diagnostic.value)}" if diagnostic.value else ""
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    kind = "" if diagnostic.kind == "input" else f"{kind}: "
    head = f"{diagnostic.paper}: {severity}" if diagnostic.paper else severity
    return escaped(f"{head}: {kind}{place}{diagnostic.message}{value}{code}")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for: a name, a sentence, the variables, and the function that looks.

    The name is the code of what it finds. The function's docstring goes on in three paragraphs: why
    that matters ("Why: "), how it is mended ("Mend: "), an example in CSL-JSON ("Example: ").

    By `scope` the function is given the `value` of a variable (each name of a list as text) and its
    paper; each `name` and its paper; the `paper`; or each of the `papers` and a memory of its own.
    It answers with a message or None, one about whole papers with (variable, value, message).
    """

    name: str
    summary: str
    variables: tuple[str, ...]
    scope: Scope
    look: Callable[..., Any]
    kind: DiagnosticKind = "odd"
    severity: Severity = "warning"


ValueLook = Callable[[Any, Paper], str | None]
NameLook = Callable[[Name, Paper], str | None]
PaperLook = Callable[[Paper], Iterable[Place]]
PapersLook = Callable[[Paper, dict[str, str]], Iterable[Place]]


def value_rule(*variables: str, severity: Severity = "warning") -> Callable[[ValueLook], Rule]:
    """A rule about the value of each of these variables; of a list of names, each as a text."""
    return lambda look: _rule(look, variables, "value", severity=severity)


def name_rule(look: NameLook) -> Rule:
    """A rule about each name of a paper."""
    return _rule(look, NAMES, "name")


def paper_rule(
    *variables: str, kind: DiagnosticKind = "odd", severity: Severity = "warning"
) -> Callable[[PaperLook], Rule]:
    """A rule about what several variables say together, or do not say."""
    return lambda look: _rule(look, variables, "paper", kind, severity)


def papers_rule(*variables: str, severity: Severity = "warning") -> Callable[[PapersLook], Rule]:
    """A rule about a paper and those before it; its memory is a dictionary that it fills."""
    return lambda look: _rule(look, variables, "papers", severity=severity)


def rules_of(*modules: Any) -> tuple[Rule, ...]:
    """The rules that stand in some modules, in their order there."""
    return tuple(
        value for module in modules for value in vars(module).values() if isinstance(value, Rule)
    )


class Checker:
    """A set of rules, sorted by what they look at, for one run over some papers."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._values: dict[str, list[Rule]] = {}
        self._names: list[Rule] = []
        self._papers: list[Rule] = []
        self._across: list[tuple[Rule, dict[str, str]]] = []
        for rule in rules:
            if rule.scope == "value":
                for variable in rule.variables:
                    self._values.setdefault(variable, []).append(rule)
            elif rule.scope == "name":
                self._names.append(rule)
            elif rule.scope == "paper":
                self._papers.append(rule)
            else:
                self._across.append((rule, {}))

    def __call__(self, paper: Paper) -> Iterator[Diagnostic]:
        """What the rules find in one paper, variable by variable."""
        for variable, value in paper.variables():
            if variable in NAME_VARIABLES:
                yield from self._people(paper, variable, value)
                continue
            for rule in self._values.get(variable, ()):
                message = rule.look(value, paper)
                if message is not None:
                    yield _found(rule, paper, variable, str(value), message)
        for rule in self._papers:
            for variable, text, message in rule.look(paper):
                yield _found(rule, paper, variable, text, message)
        for rule, memory in self._across:
            for variable, text, message in rule.look(paper, memory):
                yield _found(rule, paper, variable, text, message)

    def _people(self, paper: Paper, variable: str, names: list[Name]) -> Iterator[Diagnostic]:
        for name in names:
            text = str(name)
            for rule in self._values.get(variable, ()):
                message = rule.look(text, paper)
                if message is not None:
                    yield _found(rule, paper, variable, text, message)
            for rule in self._names:
                message = rule.look(name, paper)
                if message is not None:
                    yield _found(rule, paper, variable, _written(name), message)


def _written(name: Name) -> str:
    """A name with its parts told apart."""
    if name.literal or not (name.family and name.given):
        return str(name)
    parts = (name.non_dropping_particle, name.family)
    return ", ".join((" ".join(part for part in parts if part), name.given))


def _found(rule: Rule, paper: Paper, variable: str, value: str, message: str) -> Diagnostic:
    return Diagnostic(
        paper=paper.id,
        kind=rule.kind,
        variable=variable,
        value=value,
        message=message,
        code=rule.name,
        severity=rule.severity,
    )


def _rule(
    look: Callable[..., Any],
    variables: tuple[str, ...],
    scope: Scope,
    kind: DiagnosticKind = "odd",
    severity: Severity = "warning",
) -> Rule:
    summary = (look.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    name = look.__name__.replace("_", "-")
    return Rule(
        name=name, summary=summary, variables=variables, scope=scope, look=look, kind=kind,
        severity=severity,
    )  # fmt: skip
