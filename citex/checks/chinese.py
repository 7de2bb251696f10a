"""What a check says, in Chinese: a catalogue (`zh.tsv`) of codes, words of the standard, kinds."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from citex.checks.rule import Diagnostic, on_a_line
from citex.text.tables import read_table

_OF_READERS = frozenset(
    "repaired guessed doubted dropped status unreadable irregular no-record".split()
)
"""Codes whose message says more than the code: it stands behind, as it is."""


@cache
def catalogue(table: str) -> dict[str, str]:
    """The Chinese of each key of a table: "code", "word", "kind" or "severity".

    >>> catalogue("severity")["warning"]
    '警告'
    """
    return {key: text for name, key, text in read_table(__file__, "zh.tsv") if name == table}


def in_chinese(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its message in Chinese."""
    code, message = diagnostic.code, diagnostic.message
    if code == "gbt7714":
        words, _, clause = message.removesuffix(")").rpartition(" (")
        standard, _, place = clause.partition(", ")
        clause = f"{standard}, {_words().get(place, place)}"
        words, colon, names = words.partition(": ") if words not in _words() else (words, "", "")
        return replace(diagnostic, message=f"{_words()[words]}{colon and '：'}{names}（{clause}）")
    text = catalogue("code").get(code, message)
    if code in _OF_READERS:
        text += f"（{message}）"
    return replace(diagnostic, message=text)


def line(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line, all of it in Chinese; the code stays what it is."""
    severity, kind = catalogue("severity")[diagnostic.severity], catalogue("kind")[diagnostic.kind]
    return on_a_line(diagnostic, severity, kind)


def _words() -> dict[str, str]:
    return catalogue("word")
