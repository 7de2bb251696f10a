"""What is missing in a paper, odd in it, or would be lost: for `citex check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from citex import stylebook
from citex.formats import Format
from citex.formats.loss import losses, shown
from citex.gbt7714 import requirements
from citex.model import KINDS, Paper

DiagnosticKind = Literal[
    "missing", "odd", "repaired", "guessed", "dropped", "status", "lost", "changed"
]


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to know of a paper: its id, the CSL variable, the kind, and a sentence."""

    paper: str
    kind: DiagnosticKind
    message: str
    variable: str = ""

    def __str__(self) -> str:
        place = f"{self.variable}: " if self.variable else ""
        return f"{self.paper}: {self.kind}: {place}{self.message}"


NEEDED: dict[str, tuple[str, ...]] = {
    "article-journal": (
        "author",
        "title",
        "container-title",
        "issued",
        "volume",
        "page|number|DOI",
    ),
    "article-magazine": ("title", "container-title", "issued"),
    "article-newspaper": ("title", "container-title", "issued"),
    "book": ("author|editor", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container-title", "publisher", "issued", "page"),
    "dataset": ("author", "title", "publisher", "issued", "DOI|URL"),
    "paper-conference": ("author", "title", "container-title|event-title", "issued"),
    "patent": ("title", "number", "issued"),
    "report": ("author|publisher", "title", "issued"),
    "software": ("author", "title", "issued"),
    "standard": ("title", "number"),
    "thesis": ("author", "title", "publisher", "issued", "genre"),
    "webpage": ("title", "URL", "accessed"),
}
"""What a reference to each kind of work is not complete without, in any style; "|" is "or"."""

ANY_KIND = ("title", "issued")


def check(paper: Paper, chosen: Format | str | None = None) -> Iterator[Diagnostic]:
    """What there is to say of a paper; with a format, what it would lose.

    With the name of a GB/T 7714 style, what that edition requires, by its clauses.

    >>> for finding in check(Paper(id="a", type="webpage", title="Home")):
    ...     print(finding)
    a: missing: URL: a work of type webpage is cited with it
    a: missing: accessed: a work of type webpage is cited with it
    """
    yield from _lacks(paper, chosen) if isinstance(chosen, str) else _missing(paper)
    for remark in paper.remarks:
        kind: DiagnosticKind = "odd" if remark.kind == "doubt" else remark.kind
        message = remark.message
        if remark.before:
            message += f" (it was: {shown(remark.before)})"
        yield Diagnostic(paper=paper.id, kind=kind, variable=remark.variable, message=message)
    yield from _odd(paper)
    if isinstance(chosen, Format):
        for loss in losses([paper], chosen):
            word = "" if loss.kind == "lost" else f"becomes {shown(loss.after)}: "
            yield Diagnostic(
                paper=paper.id,
                kind=loss.kind,
                variable=loss.variable,
                message=f"{word}{chosen.name} cannot hold {shown(loss.before)}",
            )


def _lacks(paper: Paper, style: str) -> Iterator[Diagnostic]:
    """What a style requires: a GB/T 7714 style by its standard, any other as all do."""
    name = stylebook.ALIASES.get(style.lower(), style.lower())
    if not name.startswith("gbt7714-"):
        yield from _missing(paper)
        return
    for lack in requirements(paper, name):
        message = f"{lack.message} ({lack.clause})"
        yield Diagnostic(paper=paper.id, kind="missing", variable=lack.variable, message=message)


def _missing(paper: Paper) -> Iterator[Diagnostic]:
    for names in NEEDED.get(paper.type, ANY_KIND):
        variables = names.split("|")
        if not any(paper.get(variable) for variable in variables):
            yield Diagnostic(
                paper=paper.id,
                kind="missing",
                variable=" or ".join(variables),
                message=f"a work of type {paper.type} is cited with it",
            )


def _odd(paper: Paper) -> Iterator[Diagnostic]:
    for variable, test, message in _ODD:
        value = paper.get(variable)
        if value is not None and test(value):
            yield Diagnostic(
                paper=paper.id, kind="odd", variable=variable, message=f"{message}: {shown(value)}"
            )
    if paper.type not in KINDS:
        yield Diagnostic(
            paper=paper.id, kind="odd", variable="type", message=f"CSL knows no type {paper.type!r}"
        )


def _shouts(title: str) -> bool:
    return len(title) > 12 and title.upper() == title and title.lower() != title


_ODD: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("title", _shouts, "is in capitals"),
    (
        "title",
        lambda title: title.endswith(".") and not title.endswith(".."),
        "ends in a full stop",
    ),
    ("DOI", lambda doi: not doi.startswith("10."), "is no DOI"),
    ("page", lambda page: page.strip() in ("1-1", "0", "-"), "looks like no page"),
    ("volume", lambda volume: "/" in volume or " " in volume.strip(), "looks like no volume"),
)
