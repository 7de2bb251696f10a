"""Width of punctuation: the marks of a style, and those within a value, half- or full-width."""

from __future__ import annotations

import re

from citex._late import regex
from citex._remembered import remembered

FULL = {", ": "，", ": ": "：", "; ": "；", "(": "（", ")": "）"}
"""A style's own marks, as they stand in affixes and delimiters, and their full-width form."""

_MARKS = regex("|".join(map(re.escape, FULL)))
_WIDE_MARKS = {",": "，", ":": "：", ";": "；"}
_WIDE = regex(r"(?:(?<!\s)\s+)?([：，；])\s*|([（）\u2003\u3000])")
_HALF = {"：": ": ", "，": ", ", "；": "; ", "（": "(", "）": ")", "\u2003": " ", "\u3000": " "}
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OPEN, _CLOSE = "《〈「『“‘", "》〉」』”’）"
_BETWEEN = regex(
    rf"(?<=[{_CJK}{_CLOSE}])\s*(?:([:,;])\s*(?=[{_CJK}{_OPEN}])|(:)\s*(?=[0-9A-Za-z]))"
)
_BRACKETS = regex(rf"(?<=[{_CJK}{_CLOSE}])\s*\(([^()]*)\)")


@remembered(512)
def widen_marks(affix: str) -> str:
    """The marks of a style's affix or delimiter, full-width; `. [ ] / // -` stay as they are.

    A mark without a space after it stays too: the comma of [1,3], the colon of DOI:10.1.

    >>> widen_marks(", "), widen_marks("("), widen_marks("DOI:"), widen_marks("//")
    ('，', '（', 'DOI:', '//')
    """
    return _MARKS.sub(lambda match: FULL[match[0]], affix)


@remembered(4096)
def narrow(value: str) -> str:
    """A value with its full-width `：，；（）` and wide spaces made half-width.

    >>> narrow("中国转型的理论分析：奥地利学派的视角"), narrow("学报（社会科学版）")
    ('中国转型的理论分析: 奥地利学派的视角', '学报(社会科学版)')
    """
    if value.isascii():
        return value
    return _WIDE.sub(lambda match: _HALF[match[1] or match[2]], value).strip()


@remembered(4096)
def widen(value: str) -> str:
    """A value with the marks between Chinese or Japanese characters made full-width.

    So is a colon behind them, whatever follows.

    >>> widen("三松堂全集: 第4卷"), widen("学报(社会科学版)"), widen("Design (UK): a view")
    ('三松堂全集：第4卷', '学报（社会科学版）', 'Design (UK): a view')
    >>> widen("文集: 2011年卷"), widen("ECL: 原理")
    ('文集：2011年卷', 'ECL: 原理')
    """
    if value.isascii():
        return value
    value = _BETWEEN.sub(lambda match: _WIDE_MARKS[match[1] or match[2]], value)
    return _BRACKETS.sub(r"（\1）", value)
