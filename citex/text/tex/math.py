"""Mathematics of TeX that rich text can say: letters, signs, superscripts and subscripts."""

from __future__ import annotations

import re

from citex.text.tex.symbols import MATHS, PUNCTUATION

_MATH_TOKEN = re.compile(
    r"([\^_])[ ]*(?:\{((?:[^{}\\]|\\.)*)\}|(\\[A-Za-z]+|[^\\{}]))"
    r"|\\([A-Za-z]+)[ ]*(?:\{([^{}\\]*)\})?"
    r"|\\(.)|([^\\{}^_]+)|(\{)([^{}\\]*)\}",
    re.DOTALL,
)
_MATH_FONTS = frozenset(
    "mathrm mathit mathbf mathsf mathcal mathbb mathfrak text textrm textit mbox rm it bf cal "
    "boldsymbol bm operatorname textsf textbf hbox".split()
)


def simple_math(source: str, depth: int = 0) -> str | None:
    """Mathematics as rich text, or None where it takes more than letters, signs, sup and sub.

    >>> simple_math(r"\\mathrm{CO}_2"), simple_math(r"\\frac{a}{b}")
    ('CO<sub>2</sub>', None)
    """
    pieces: list[str] = []
    position = 0
    while position < len(source):
        match = _MATH_TOKEN.match(source, position)
        if match is None or depth > 2:
            return None
        position = match.end()
        shift, group, single, name, argument, sign, plain, brace, braced = match.groups()
        if shift:
            inner = simple_math(group if group is not None else single, depth + 1)
            if inner is None:
                return None
            tag = "sup" if shift == "^" else "sub"
            if inner in ("∘", "°") and tag == "sup":
                pieces.append("°")
            elif inner in ("′", "″") and tag == "sup":
                pieces.append(inner)
            else:
                pieces.append(f"<{tag}>{inner}</{tag}>")
        elif name:
            if name in _MATH_FONTS:
                pieces.append(argument or "")
            elif name in MATHS and argument is None and name != "sqrt":
                before = source[match.start() - 1 : match.start()] if position else ""
                spaced = before == " " and source[position - 1] == " "
                pieces.append(MATHS[name] + (" " if spaced else ""))
            else:
                return None
        elif sign:
            pieces.append(PUNCTUATION.get(sign, sign))
        elif brace:
            pieces.append(braced)
        else:
            pieces.append(plain.replace("'", "′").replace("~", " "))
    return "".join(pieces)
