"""What a check says, in Chinese: by the code of what was found, or by the words of who found it."""

from __future__ import annotations

from msgspec.structs import replace

from citex.checks.codes import Code
from citex.checks.rule import Diagnostic, on_a_line
from citex.chinese import table, told, translated

_MORE = frozenset(
    "repaired guessed doubted dropped status lost changed unreadable irregular".split()
)
"""Codes whose message says more than the code."""


def in_chinese(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its message in Chinese; what a standard asks for is in it already."""
    code, message = diagnostic.code, diagnostic.message
    if code == "gbt7714":
        return diagnostic
    said = translated(message) if code in _MORE else None
    if said is None:
        said = table("code").get(code, message)
        said += f"（{message}）" if code in _MORE else ""
    return replace(diagnostic, message=said)


def explained(code: Code) -> Code:
    """A code with what is said of it in Chinese; the example stays."""
    name = code.name
    return replace(
        code, summary=table("code")[name], why=table("why")[name], mend=table("mend")[name]
    )


def line(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line, all of it in Chinese; the code stays what it is."""
    severity, kind = table("severity")[diagnostic.severity], table("kind")[diagnostic.kind]
    return on_a_line(replace(diagnostic, paper=told(diagnostic.paper)), severity, kind)
