"""The attributes of citex's own namespace on texts, dates, numbers and conditions.

What they mean stands in docs/csl-extensions.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from citex._late import regex
from citex._remembered import remembered
from citex.csl import nodes
from citex.csl.compile.frame import Code, Frame, Test
from citex.csl.compile.wrap import each
from citex.csl.markup import strip
from citex.csl.strings.width import narrow, widen, widen_marks
from citex.errors import Problem, StyleError

Change = Callable[[str], str]

_WIDTHS: dict[str, Change] = {"half": narrow, "full": widen, "full-marks": widen_marks}


def changed(code: Code, node: nodes.Text | nodes.Date | nodes.Number) -> Code:
    """The code with `cx:pattern` replaced and the marks in its value in the width asked for."""
    if node.pattern is not None:
        code = each(code, _replaced(node.pattern, node.replacement or "", node.line))
    if isinstance(node, nodes.Number):
        return code
    width = _WIDTHS.get(node.width or "")
    return each(code, width) if width is not None else code


def _replaced(pattern: str, replacement: str, line: int) -> Change:
    compiled = _compiled(pattern, line, replacement)

    @remembered(1024)
    def replaced(text: str) -> str:
        return compiled.sub(replacement, text) if len(text) <= _LONGEST else text

    return replaced


def _compiled(
    pattern: str, line: int, replacement: str | None = None, flags: int = 0
) -> re.Pattern[str]:
    """The expression; StyleError says where one is wrong, or may run without measure."""
    fault = _excess(pattern, replacement)
    if fault:
        raise StyleError("", [Problem(message=f"{pattern!r} {fault}", line=line)])
    try:
        compiled = re.compile(pattern, flags)
        compiled.sub(replacement or "", "")
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        message = f"{pattern!r} is no regular expression with this replacement: {error}"
        raise StyleError("", [Problem(message=message, line=line)]) from None
    return compiled


_LONGEST = 500
"""Texts of more characters are not matched: an expression may take a power of their number."""
_MOST = 3
"""Repetitions without bound in one alternative of what is matched: with n of them a text of m
characters may take m^n steps. One less where any place may be the first of what is replaced."""
_OPTIONAL = 12
_ATOM = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*(?:\]|\\?\Z)", re.DOTALL)
_REPEATED_GROUP = regex(r"\)(?:[*+]|\{(?!0?,?1\}))")
_UNBOUND = regex(r"[*+]|\{\d*,\}|\{(?:\d*,)?\d{2,}\}")
_MAYBE = regex(r"(?<![(*+?}])\?|\{\d*,?\d\}")


def _excess(pattern: str, replacement: str | None) -> str:
    """What may make an expression run without measure, in words; "" if nothing does."""
    if replacement is not None and len(replacement) > 100:
        return "has a replacement of more than 100 characters"
    bare = _ATOM.sub("x", pattern)
    if _REPEATED_GROUP.search(bare):
        return "repeats a group, which may take for ever; repeat a set of characters"
    most = _MOST if replacement is None else _MOST - 1
    for part in _alternatives(bare):
        if len(_UNBOUND.findall(part)) > most:
            return f"repeats without bound more than {most} times"
        if len(_MAYBE.findall(part)) > _OPTIONAL:
            return f"has more than {_OPTIONAL} parts that may be absent"
    return ""


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the "|" that stand in no group."""
    depth = 0
    parts = [""]
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def conditions(node: nodes.Condition) -> Iterator[Test]:
    """The tests of `cx:matches` and `cx:contains`."""
    if node.matches is not None:
        variable, _, pattern = node.matches.partition("=")
        yield _matches(variable.strip(), _compiled(pattern, node.line, flags=re.IGNORECASE))
    if len(node.contains) == 2:
        yield _contains(*node.contains)


def _matches(variable: str, pattern: re.Pattern[str]) -> Test:
    def matches(frame: Frame) -> bool:
        value = frame.work[variable]
        if not isinstance(value, str) or len(value) > _LONGEST:
            return False
        return pattern.fullmatch(strip(value).strip()) is not None

    return matches


def _contains(outer: str, inner: str) -> Test:
    def contains(frame: Frame) -> bool:
        whole, part = frame.work[outer], frame.work[inner]
        return isinstance(whole, str) and isinstance(part, str) and _holds(whole, part)

    return contains


@remembered(1024)
def _holds(whole: str, part: str) -> bool:
    """Whether a URL holds an identifier: percent signs resolved, in any case.

    >>> _holds("https://doi.org/10.1002%2F(SICI)1097", "https://doi.org/10.1002/(sici)1097")
    True
    """
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|cstr:\s*)", "", part.strip().lower())
    return bool(bare) and bare in unquote(strip(whole)).lower()


def circled(text: str) -> str:
    """A number within a circle; from 51 on within brackets, for there are no more circles.

    >>> circled("2"), circled("37"), circled("0"), circled("60"), circled("a")
    ('②', '㊲', '⓪', '(60)', 'a')
    """
    if not text.isdecimal():
        return text
    number = int(text[:3])  # no more are within circles
    for first, last, base in ((0, 0, 0x24EA), (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(base + number - first)
    return f"({text})"
