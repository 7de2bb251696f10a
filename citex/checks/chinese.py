"""What a check says, in Chinese: by the code of what was found, or by the words of who found it."""

from __future__ import annotations

from msgspec.structs import replace

from citex.checks.codes import Code
from citex.checks.rule import Diagnostic, on_a_line
from citex.chinese import table, told, translated

_OF_MORE = frozenset(("lost", "changed", "unreadable", "irregular"))
"""Codes whose message says more than the code."""

_TOLD = frozenset(("gbt7714", "repaired", "guessed", "doubted", "dropped", "status"))
"""Codes whose message is made in Chinese: of a standard's requirement, of a reader's remark."""


def in_chinese(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its message in Chinese."""
    code, message = diagnostic.code, diagnostic.message
    if code in _TOLD:
        return diagnostic
    said = in_words(code, message) if code in _OF_MORE else table("code").get(code, message)
    return replace(diagnostic, message=said)


def in_words(code: str, message: str) -> str:
    """What was said, in Chinese; where no row tells it, the code's words and the message."""
    return translated(message) or f"{table('code')[code]}（{message}）"


def explained(code: Code) -> Code:
    """A code with what is said of it in Chinese; the example stays."""
    name = code.name
    return replace(
        code, summary=table("code")[name], why=table("why")[name], mend=table("mend")[name]
    )


def line(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line, all of it in Chinese; the code stays what it is."""
    severity, kind = table("severity")[diagnostic.severity], table("kind")[diagnostic.kind]
    paper, variable = diagnostic.paper, diagnostic.variable.replace(" or ", " 或 ")
    if paper.startswith("record "):  # one without an id
        paper = told(paper)
    return on_a_line(replace(diagnostic, paper=paper, variable=variable), severity, kind)
