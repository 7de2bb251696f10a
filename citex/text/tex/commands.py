"""The LaTeX commands that take arguments or change the style, as tables; and which are known."""

from __future__ import annotations

from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered
from citex.text.tables import words
from citex.text.tex.math import FORMULAS, chemical, number, quantity, unit
from citex.text.tex.symbols import ACCENTS, TABLES, UNITS, command

_ESCAPED = regex(r"\\([%#&_~^{}])(?:\{\})?")


def address(text: str) -> str:
    r"""What stands in \url: its "~" is no tie, and escaped signs are meant as such.

    >>> address(r"http://example.org/~a\_b")
    'http://example.org/~a_b'
    """
    return _ESCAPED.sub(r"\1", text.strip())


def coded(text: str) -> str:
    """The character of a TeX number: decimal, octal behind "'", hexadecimal behind a quote.

    >>> coded("126") + coded("'176") + coded('"7E')
    '~~~'
    """
    try:
        code = int(text.lstrip("'\""), {"'": 8, '"': 16}.get(text[:1], 10))
    except ValueError:
        return text
    return chr(code) if 32 <= code < 0xD800 else ""


STYLED, SWITCHES = TABLES["styled"], TABLES["switches"]
"""Commands with an argument, and those that go on, -> how CSL styles it; "$": mathematics."""
DROP_FIRST = {"href", "bibinfo", "foreignlanguage", "textcolor", "color", "hyperlink"}
REPORTED = frozenset(words("reported commands"))
"""Dropped ones that said something: where they stood is noted, as with unknown ones."""
DROPPED = {*words("dropped commands"), *REPORTED}
COMPUTED: dict[str, tuple[int, Callable[..., str]]] = {
    # commands whose text is made of their arguments: how many, and how
    "ce": (1, chemical), "chem": (1, chemical), "num": (1, number), "si": (1, unit),
    "unit": (1, unit), "SI": (2, quantity), "qty": (2, quantity),
    "url": (1, address), "nolinkurl": (1, address), "path": (1, address), "symbol": (1, coded),
    "ang": (1, lambda text: number(text) + "°"),
    "numrange": (2, lambda one, two: f"{number(one)}–{number(two)}"),
    "SIrange": (3, lambda one, two, name: f"{number(one)}–{quantity(two, name)}"),
    "qtyrange": (3, lambda one, two, name: f"{number(one)}–{quantity(two, name)}"),
}  # fmt: skip
DECODED: dict[str, tuple[int, Callable[..., str]]] = {
    # the same, of arguments that are read first
    "uppercase": (1, str.upper), "MakeUppercase": (1, str.upper), "lowercase": (1, str.lower),
    "MakeLowercase": (1, str.lower), "texorpdfstring": (2, lambda first, _: first),
}  # fmt: skip

_NAMED = regex(r"\\([A-Za-z]+)")
STRUCTURE = frozenset("char begin end ifmmode else fi left right".split())


@remembered(4096)
def is_known(name: str) -> bool:
    """Whether any table has a command of this name."""
    tables = (*_TAKING, SWITCHES, UNITS, STRUCTURE)
    return any(name in table for table in tables) or command(name) is not None


def glued(name: str) -> str:
    """What a command says that an export ran into the word behind it (Paperpile); or nothing.

    >>> glued("textbackslashBayesian"), glued("emphBayes"), glued("textendashor"), glued("foobar")
    ('\\\\Bayesian', 'Bayes', '–or', '')
    """
    for place in range(min(len(name), 40) - 1, 3, -1):
        head, rest = name[:place], name[place:]
        if (rest[0].isupper() or head[:4] == "text") and is_known(head):
            return rest if takes_argument(head) else f"{command(head) or ''}{rest}"
    return ""


def takes_argument(name: str) -> bool:
    """Whether a command is nothing without what follows it in braces."""
    return any(name in table for table in _TAKING)


_TAKING = (STYLED, DROP_FIRST, ACCENTS, FORMULAS, DROPPED, COMPUTED, DECODED)


def unknown_commands(text: str) -> list[str]:
    """The commands in LaTeX text that no table here knows.

    >>> unknown_commands(r"\\emph{On} \\alpha, \\foo{bar} and {\\'e}")
    ['\\\\foo']
    """
    names = dict.fromkeys(_NAMED.findall(text.replace("\\\\", "")))
    return ["\\" + name for name in names if name in REPORTED or not is_known(name)]
