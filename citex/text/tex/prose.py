"""TeX within plain prose: formulas, accents and commands among what is no TeX."""

from __future__ import annotations

import re

from citex._late import regex
from citex.text.tex.commands import STRUCTURE, is_known, takes_argument
from citex.text.tex.decode import decode, group_end, is_price, simple_commands
from citex.text.tex.math import formula, in_dollars
from citex.text.tex.symbols import PUNCTUATION, command, is_logo

_ISLAND = regex(
    r"\$\$(?=\S)(?P<display>[^$]{1,300})\$\$|\$(?=\S)(?P<inline>[^$]{1,300}?)(?<=\S)\$(?!\d)"
    r"|\\\((?P<round>.{1,300}?)\\\)|(?P<group>\{\\(?:em|it|bf|sc|itshape|bfseries|scshape|rm)\s)"
    r"|\\(?P<name>[A-Za-z]{2,})\*?(?P<sign>[,;!](?=\w)|\{\}|\s*(?=\{))?"
    r"|(?<=\d)\\[,;](?=\w)",
    re.DOTALL,
)
_FORMULA_SIGN = regex(r"[\\^_{}=<>+*/()\d~]")


def prose(text: str, *, commands: bool = False) -> str:
    """Plain prose with its formulas, accents and commands of TeX resolved, the rest as it stands.

    `commands`: dollars count only around a command, so that "$x^2$" stays, or around what is but
    raised or lowered: "H$_2$O".

    >>> prose(r"Bounds of $O(n^{2})$ for $\\alpha_1$-sets by M\\'endez")
    'Bounds of O(n<sup>2</sup>) for α<sub>1</sub>-sets by Méndez'
    >>> prose(r"From $5 to $10, A_b^c, {x} in C:\\temp")
    'From $5 to $10, A_b^c, {x} in C:\\\\temp'
    """
    if "\\" not in text and "$" not in text:
        text = in_dollars(text)
        if "$" not in text:
            return text
    if "\\'" in text or '\\"' in text:
        text = _unescaped(text)
    pieces: list[str] = []
    position = 0
    while match := _ISLAND.search(text, position):
        end, said = _island(text, match)
        if commands and text[match.start()] == "$" and "\\" not in match[0]:
            raised = _RAISED.fullmatch(match["inline"] or "")
            end, said = match.end(), (formula(raised[0]) or match[0]) if raised else match[0]
        pieces += (_accents(text[position : match.start()]), said)
        position = end
    return "".join(pieces) + _accents(text[position:])


_RAISED = regex(r"[_^](?:\{[\w+,.−-]{1,12}\}|\w)")
_APOSTROPHE = regex(r"(?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ve|ll)?(?![A-Za-z{\\]))")
_CLOSING = regex(r'\\"(?=[\s.,;:!?)]|$)')


def _unescaped(text: str) -> str:
    r"""The text without the backslashes that programs put before quotation marks.

    >>> _unescaped(r"Owl\'s M\'endez")
    "Owl's M\\'endez"
    """
    if _CLOSING.search(text):
        text = text.replace('\\"', '"')
    return _APOSTROPHE.sub("'", text)


def _island(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Where a stretch of TeX in prose ends, and what it says."""
    math = match["display"] or match["inline"] or match["round"]
    end = match.end()
    if math is not None:
        if match["inline"] and (is_price(math) or _is_word(math)):
            return match.start() + 1, "$"
        said = formula(math)
        return end, match[0] if said is None else said
    if match["group"]:
        end = group_end(text, match.start())
        return end, decode("{}" + text[match.start() : end])
    name = match["name"]
    if name is None:
        return end, PUNCTUATION[match[0][1]]
    if not is_known(name) or name in STRUCTURE or is_logo(name):
        return end, match[0]
    takes = takes_argument(name)
    while takes and text.startswith("{", end) and end < len(text):
        end = group_end(text, end)
    if takes and end == match.end():
        return end, match[0]  # no argument: not this command
    source = text[match.start() : end]
    said = decode("{}" + source) if takes else (command(name) or "") + (match["sign"] or "")
    return end, said.removesuffix("{}")


def _is_word(source: str) -> bool:
    """Whether it is a word, as in "Ca$h and $ense": longer than variables are, without a sign."""
    return len(source) > 3 and _FORMULA_SIGN.search(source) is None


def _accents(text: str) -> str:
    return simple_commands(text) if "\\" in text else text
