"""TeX in titles: `$x^2$`, `\\alpha`, accents, to rich text."""

from __future__ import annotations

import re
from functools import lru_cache

from citex.model import Remark

_MATH = re.compile(r"\$\$?([^$]{1,300}?)\$?\$|\\\((.{1,300}?)\\\)")
_MACRO = re.compile(r"\\[A-Za-z]+|\\['`^\"~=.]\{?\\?[A-Za-z]|\\[&%$#_{}]")
_TEXT_STYLE = (
    (re.compile(r"\\(?:emph|textit|mathit|it)\s*\{([^{}]*)\}"), r"<i>\1</i>"),
    (re.compile(r"\{\\(?:em|it|itshape)\s+([^{}]*)\}"), r"<i>\1</i>"),
    (re.compile(r"\\(?:textbf|mathbf|boldsymbol|bm)\s*\{([^{}]*)\}"), r"<b>\1</b>"),
    (re.compile(r"\\(?:textsuperscript)\s*\{([^{}]*)\}"), r"<sup>\1</sup>"),
    (re.compile(r"\\(?:textsubscript)\s*\{([^{}]*)\}"), r"<sub>\1</sub>"),
    (re.compile(r"\\(?:mathrm|text|textrm|mathsf|textsf|texttt|operatorname|mathcal|mathbb|mathfrak)"
                r"\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:d?frac)\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(r"\\sqrt\s*\{([^{}]*)\}"), r"√\1"),
)  # fmt: skip
_SCRIPT = re.compile(r"([_^])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")
_LEFT_OVER = re.compile(r"\\(?:left|right|big|Big|,|;|!|quad|displaystyle|limits)(?![A-Za-z])")
_PRICE = re.compile(r"\$\s?\d[\d.,]*(?:\s|$|[MBk]\b)")


def unlatexed(value: object, remarks: list[Remark]) -> object:
    """A text with its formulas and macros in TeX as rich text; other values as they are.

    >>> notes = []
    >>> unlatexed("Bounds of $O(n^{2})$ for $\\\\alpha_1$-sets", notes)
    'Bounds of O(n<sup>2</sup>) for α<sub>1</sub>-sets'
    >>> unlatexed("From $5 to $10", notes), unlatexed("A_b^c", notes)
    ('From $5 to $10', 'A_b^c')
    """
    if not isinstance(value, str) or ("\\" not in value and "$" not in value):
        return value
    text = value
    if "$" in text or "\\(" in text:
        text = _MATH.sub(_formula, text)
    if "\\" in text and _MACRO.search(text):
        text = _macros(text)
    if text != value:
        message = "TeX was resolved"
        remarks.append(Remark(kind="repaired", variable="title", message=message, before=value))
    return text


def _formula(match: re.Match[str]) -> str:
    inner = match[1] if match[1] is not None else match[2]
    if match[0].startswith("$") and _PRICE.match(match[0]) and not re.search(r"[\\^_{=<>]", inner):
        return match[0]
    return _macros(_scripts(_LEFT_OVER.sub("", inner.strip())))


def _scripts(text: str) -> str:
    """Sub- and superscripts of a formula, the innermost first."""
    for pattern, replacement in _TEXT_STYLE:
        text = pattern.sub(replacement, text)
    for _ in range(4):
        changed = _SCRIPT.sub(_script, text)
        if changed == text:
            break
        text = changed
    return text


def _script(match: re.Match[str]) -> str:
    tag = "sub" if match[1] == "_" else "sup"
    return f"<{tag}>{match[2] if match[2] is not None else match[3]}</{tag}>"


def _macros(text: str) -> str:
    for pattern, replacement in _TEXT_STYLE:
        text = pattern.sub(replacement, text)
    if "\\" in text or "{" in text:
        text = "".join(
            piece if piece.startswith("<") else _decoded(piece)
            for piece in re.split(r"(</?(?:i|b|sup|sub)>)", text)
        )
    return text


@lru_cache(maxsize=1024)
def _decoded(piece: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text  # heavy, and seldom needed

    if ("\\" not in piece and "{" not in piece) or len(piece) > 5_000:
        return piece
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    converter = LatexNodes2Text(math_mode="text", strict_latex_spaces=False)
    try:
        text = str(converter.latex_to_text(piece.strip(), tolerant_parsing=True))
    except Exception:  # a parser of others on anything at all: keep the text
        return piece
    return before + text.strip() + after
