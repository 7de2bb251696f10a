"""What is missing in a paper, odd in it, or would be lost: for `citex check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from citex import stylebook
from citex.checks import (
    consistency,
    dates,
    duplicates,
    identifiers,
    missing,
    names,
    numbers,
    text,
    titles,
)
from citex.checks.rule import Checker, Diagnostic, DiagnosticKind, Rule, rules_of
from citex.formats import Format
from citex.formats.loss import losses, shown
from citex.gbt7714 import requirements
from citex.model import Paper

MISSING = rules_of(missing)
ODD = rules_of(text, titles, names, dates, numbers, identifiers, consistency)
ACROSS = rules_of(duplicates)
RULES: tuple[Rule, ...] = (*MISSING, *ODD, *ACROSS)
"""Every rule of the check, in the order of docs/check.md."""


def check(
    papers: Paper | Iterable[Paper], chosen: Format | str | Path | None = None
) -> Iterator[Diagnostic]:
    """What there is to say of a paper, or of each of several; with a format, what it would lose.

    With the name of a GB/T 7714 style, what that edition requires, by its clauses. Of several
    papers it is told, too, where they share an id or are the same work.

    >>> for diagnostic in check(Paper(id="a", type="webpage", title="Home.")):
    ...     print(diagnostic)
    a: missing: URL: a work of type webpage is cited with it [missing]
    a: missing: accessed: a work of type webpage is cited with it [missing]
    a: odd: title: ends in a full stop: Home. [closing-stop]
    """
    edition = _edition(chosen)
    lacking, rules = Checker(MISSING), Checker((*ODD, *ACROSS))
    for paper in (papers,) if isinstance(papers, Paper) else papers:
        yield from _lacks(paper, edition) if edition else lacking(paper)
        yield from _noted(paper)
        yield from rules(paper)
        if isinstance(chosen, Format):
            yield from _lost(paper, chosen)


def _edition(chosen: Format | str | Path | None) -> str | None:
    """The edition of GB/T 7714 that a style's name means."""
    if not isinstance(chosen, str):
        return None
    name = stylebook.ALIASES.get(chosen.lower(), chosen.lower())
    return name if name.startswith("gbt7714-") else None


def _lacks(paper: Paper, edition: str) -> Iterator[Diagnostic]:
    """What the standard requires."""
    for lack in requirements(paper, edition):
        message = f"{lack.message} ({lack.clause})"
        yield Diagnostic(paper=paper.id, kind="missing", variable=lack.variable, message=message)


def _noted(paper: Paper) -> Iterator[Diagnostic]:
    """What the reader noted."""
    for remark in paper.remarks:
        kind: DiagnosticKind = "odd" if remark.kind == "doubt" else remark.kind
        message = remark.message
        if remark.before:
            message += f" (it was: {shown(remark.before)})"
        yield Diagnostic(paper=paper.id, kind=kind, variable=remark.variable, message=message)


def _lost(paper: Paper, chosen: Format) -> Iterator[Diagnostic]:
    """What a format cannot hold."""
    for loss in losses([paper], chosen):
        word = "" if loss.kind == "lost" else f"becomes {shown(loss.after)}: "
        yield Diagnostic(
            paper=paper.id,
            kind=loss.kind,
            variable=loss.variable,
            message=f"{word}{chosen.name} cannot hold {shown(loss.before)}",
        )


__all__ = ["RULES", "Diagnostic", "DiagnosticKind", "Rule", "check"]
