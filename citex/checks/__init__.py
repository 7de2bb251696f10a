"""What is missing in a paper, odd in it, or would be lost: for `citex check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from citex import registry
from citex._hints import not_called
from citex.checks.chinese import in_chinese, in_words
from citex.checks.codes import NOTED, code, codes
from citex.checks.rule import Checker, Diagnostic, DiagnosticKind, Rule, Severity
from citex.checks.rules import ACROSS, MISSING, ODD, RULES
from citex.chinese import told
from citex.errors import Problem, UnknownOption
from citex.formats import Format
from citex.formats.loss import losses, shown
from citex.gbt7714 import requirements
from citex.model import Paper
from citex.model.checked import called
from citex.model.papers import Papers, papers_of

if TYPE_CHECKING:
    from citex.csl import StyleLike


@called
def check(
    papers: Papers, to: Format | StyleLike | None = None, *, lang: str = "en"
) -> list[Diagnostic]:
    """What there is to say of a paper, or of each of several; `to` a format, what it would lose.

    With the name of a GB/T 7714 style, what that edition requires, by its clauses. Of several
    papers it is told, too, where they share an id or are the same work. `lang` is the language of
    the messages, "en" or "zh". Raises UnknownFormat, UnknownOption.

    >>> for diagnostic in check(Paper(id="a", type="webpage", title="Home.")):
    ...     print(diagnostic)
    a: warning: missing: URL: a work of type webpage is cited with it [missing]
    a: warning: missing: accessed: a work of type webpage is cited with it [missing]
    a: warning: odd: title: ends in a full stop: Home. [closing-stop]
    """
    return list(diagnostics(papers, to, lang=lang))


def diagnostics(
    papers: Papers, to: Format | StyleLike | None = None, *, lang: str = "en"
) -> Iterator[Diagnostic]:
    """What `check` finds, paper by paper as they come."""
    if lang not in LANGUAGES:
        raise UnknownOption(f"lang={lang}", [f"lang={one}" for one in LANGUAGES])
    chosen = None if to is None else registry.formatter_named(to)
    found = _found(papers_of(papers), chosen, lang)
    return map(in_chinese, found) if lang == "zh" else found


LANGUAGES = ("en", "zh")
"""The languages of the messages."""


def _found(papers: Iterable[Paper], chosen: Any, lang: str) -> Iterator[Diagnostic]:
    edition = _edition(chosen)
    lacking, rules = Checker(MISSING), Checker((*ODD, *ACROSS))
    for paper in papers:
        yield from _lacks(paper, edition, lang) if edition else lacking(paper)
        yield from _noted(paper, lang)
        yield from rules(paper)
        if isinstance(chosen, Format):
            yield from _lost(paper, chosen)


def _edition(chosen: Any) -> str | None:
    """The edition of GB/T 7714 that a style's name means."""
    if not isinstance(chosen, str):
        return None
    return chosen if chosen.startswith("gbt7714-") else None


def _lacks(paper: Paper, edition: str, lang: str) -> Iterator[Diagnostic]:
    """What the standard requires."""
    for lack in requirements(paper, edition):
        message = f"{lack.message} ({lack.clause})"
        if lang == "zh":
            message = f"{told(lack.message)}（{told(lack.clause)}）"
        yield _told("gbt7714", lack.kind, paper, lack.variable, message)


def _noted(paper: Paper, lang: str) -> Iterator[Diagnostic]:
    """What the reader noted."""
    for remark in paper.remarks:
        kind: DiagnosticKind = "odd" if remark.kind == "doubt" else remark.kind
        name = "doubted" if remark.kind == "doubt" else remark.kind
        message = remark.message if lang == "en" else in_words(name, remark.message)
        if remark.before:
            before = shown(remark.before)
            message += f" (it was: {before})" if lang == "en" else f"（原为：{before}）"
        yield _told(name, kind, paper, remark.variable, message)


def _lost(paper: Paper, chosen: Format) -> Iterator[Diagnostic]:
    """What a format cannot hold."""
    for loss in losses([paper], chosen):
        word = "" if loss.kind == "lost" else f"becomes {shown(loss.after)}: "
        message = f"{word}{chosen.name} cannot hold {shown(loss.before)}"
        yield _told(loss.kind, loss.kind, paper, loss.variable, message)


def of_input(problem: Problem, name: str) -> Diagnostic:
    """The diagnostic, of this code, that says what a reader could not read or got over."""
    place = ":".join(str(part) for part in (problem.source, problem.line, problem.column) if part)
    return Diagnostic(
        paper=place, kind="input", message=problem.message, code=name, severity=NOTED[name][1]
    )


def _told(name: str, kind: DiagnosticKind, paper: Paper, variable: str, message: str) -> Diagnostic:
    return Diagnostic(
        paper=paper.id, kind=kind, variable=variable, message=message, code=name,
        severity=NOTED[name][1],
    )  # fmt: skip


__all__ = [
    "LANGUAGES",
    "RULES",
    "Diagnostic",
    "DiagnosticKind",
    "Rule",
    "Severity",
    "check",
    "code",
    "codes",
    "diagnostics",
    "of_input",
]

not_called(__name__)
