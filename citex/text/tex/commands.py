"""The LaTeX commands that take arguments or change the style, as tables; and which are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from citex.text.tex.math import FORMULAS, chemical, number, quantity, unit
from citex.text.tex.symbols import ACCENTS, UNITS, command

STYLED = {
    "textit": "i", "emph": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
    "bibstring": "", "textbf": "b", "mkbibbold": "b", "textsuperscript": "sup",
    "mkbibsuperscript": "sup", "sp": "sup", "textsubscript": "sub", "sb": "sub", "textsc": "sc",
    "enquote": "quote", "mkbibquote": "quote", "textquote": "quote", "textrm": "", "texttt": "",
    "textsf": "", "textup": "", "textmd": "", "textnormal": "", "text": "", "mbox": "", "hbox": "",
    "mathrm": "$", "mathit": "$", "mathbf": "$", "mathsf": "$", "mathcal": "$", "mathbb": "$",
    "ensuremath": "$", "boldsymbol": "$", "uppercase": "", "lowercase": "", "MakeUppercase": "",
    "bibnamefont": "", "bibfnamefont": "", "footnote": "", "underline": "", "path": "", "uline": "",
    "url": "", "nolinkurl": "", "autocap": "", "MakeSentenceCase": "", "textquoted": "quote",
    "acro": "", "pkg": "", "cs": "", "file": "", "macro": "", "titlefmt": "", "textlang": "",
}  # fmt: skip
SWITCHES = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b", "sc": "sc",
    "scshape": "sc", "rm": "", "tt": "", "sf": "", "normalfont": "", "upshape": "", "ttfamily": "",
    "sffamily": "", "rmfamily": "", "mdseries": "", "small": "", "tiny": "", "large": "",
    "scriptsize": "", "footnotesize": "", "normalsize": "",
}  # fmt: skip
DROP_FIRST = {"href", "bibinfo", "foreignlanguage", "textcolor", "color", "hyperlink"}
DROPPED = {
    "noopsort", "SortNoop", "sortnoop", "hspace", "vspace", "phantom", "vphantom", "hphantom",
    "label", "natexlab", "switchargs", "providecommand", "newcommand", "renewcommand", "index",
    "bibliographystyle", "input", "include",
}  # fmt: skip
COMPUTED: dict[str, tuple[int, Callable[..., str]]] = {
    # commands whose text is made of their arguments: how many, and how
    "ce": (1, chemical), "chem": (1, chemical), "num": (1, number), "si": (1, unit),
    "unit": (1, unit), "SI": (2, quantity), "qty": (2, quantity),
    "ang": (1, lambda text: number(text) + "°"),
    "numrange": (2, lambda one, two: f"{number(one)}–{number(two)}"),
    "SIrange": (3, lambda one, two, name: f"{number(one)}–{quantity(two, name)}"),
    "qtyrange": (3, lambda one, two, name: f"{number(one)}–{quantity(two, name)}"),
}  # fmt: skip

_NAMED = re.compile(r"\\([A-Za-z]+)")
STRUCTURE = frozenset("begin end ifmmode else fi left right".split())


@cache
def is_known(name: str) -> bool:
    """Whether any table has a command of this name."""
    tables = (
        STYLED,
        SWITCHES,
        DROP_FIRST,
        DROPPED,
        ACCENTS,
        COMPUTED,
        FORMULAS,
        UNITS,
        STRUCTURE,
    )
    return any(name in table for table in tables) or command(name) is not None


def takes_argument(name: str) -> bool:
    """Whether a command is nothing without what follows it in braces."""
    return any(name in table for table in _TAKING)


_TAKING = (STYLED, DROP_FIRST, ACCENTS, FORMULAS, DROPPED, COMPUTED)


def unknown_commands(text: str) -> list[str]:
    """The commands in LaTeX text that no table here knows.

    >>> unknown_commands(r"\\emph{On} \\alpha, \\foo{bar} and {\\'e}")
    ['\\\\foo']
    """
    names = dict.fromkeys(_NAMED.findall(text.replace("\\\\", "")))
    return ["\\" + name for name in names if not is_known(name)]
