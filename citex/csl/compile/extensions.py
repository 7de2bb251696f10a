"""The attributes of citex's own namespace on texts, dates, numbers and conditions.

What they mean stands in docs/csl-extensions.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote

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

    @lru_cache(maxsize=1024)
    def replaced(text: str) -> str:
        return compiled.sub(replacement, text)

    return replaced


def _compiled(pattern: str, line: int, replacement: str = "") -> re.Pattern[str]:
    """The expression; StyleError says where one is wrong."""
    try:
        compiled = re.compile(pattern)
        compiled.sub(replacement, "")
    except (re.error, IndexError) as error:
        message = f"{pattern!r} is no regular expression with this replacement: {error}"
        raise StyleError("", [Problem(message=message, line=line)]) from None
    return compiled


def conditions(node: nodes.Condition) -> Iterator[Test]:
    """The tests of `cx:matches` and `cx:contains`."""
    if node.matches is not None:
        variable, _, pattern = node.matches.partition("=")
        yield _matches(variable.strip(), _compiled(f"(?i:{pattern})", node.line))
    if len(node.contains) == 2:
        yield _contains(*node.contains)


def _matches(variable: str, pattern: re.Pattern[str]) -> Test:
    def matches(frame: Frame) -> bool:
        value = frame.work[variable]
        return isinstance(value, str) and pattern.fullmatch(strip(value).strip()) is not None

    return matches


def _contains(outer: str, inner: str) -> Test:
    def contains(frame: Frame) -> bool:
        whole, part = frame.work[outer], frame.work[inner]
        return isinstance(whole, str) and isinstance(part, str) and _holds(whole, part)

    return contains


@lru_cache(maxsize=1024)
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
