"""The LaTeX commands that stand for characters: `data/tex.json`, read both ways.

What they do not know is looked up in pylatexenc's tables, which are loaded when first needed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import msgspec

from citex._late import regex
from citex._remembered import remembered

TABLES: dict[str, dict[str, str]] = msgspec.json.decode(
    (Path(__file__).parents[1] / "data" / "tex.json").read_bytes()
)
ACCENTS = TABLES["accents"]
"""Accent commands -> combining characters."""
LETTERS = TABLES["letters"]
SYMBOLS = TABLES["symbols"]
"""Commands for other characters, and commands that print nothing."""
MATHS = TABLES["maths"]
"""Commands of mathematics that one character (or word) says as well."""
PUNCTUATION = TABLES["punctuation"]
"""Commands of one sign that is no letter."""
_WRITTEN = TABLES["written"]
GREEK = frozenset(name for name in MATHS if "α" <= MATHS[name] <= "ω" or "Α" <= MATHS[name] <= "Ω")
"""The names of Greek letters, which textgreek and upgreek put "text" and "up" before."""

UNITS = {name: (sign, False) for name, sign in TABLES["units"].items()}
UNITS |= {name: (sign, True) for name, sign in TABLES["prefixes"].items()}
"""The names of units and of their prefixes (siunitx) -> the sign, and whether it is a prefix."""


_LOGO = regex(r"(?=[A-Za-z]*TeX)[A-Za-z]+|[A-Z]{2,}")


def is_logo(name: str) -> bool:
    """Whether a command stands for its own letters, as those of programs and societies do.

    >>> is_logo("LuaTeX"), is_logo("CTAN"), is_logo("foo")
    (True, True, False)
    """
    return _LOGO.fullmatch(name) is not None


@remembered(4096)
def command(name: str) -> str | None:
    """What a command without arguments stands for, or None.

    >>> command("ss"), command("textalpha"), command("textbaht"), command("nonsense")
    ('ß', 'α', '฿', None)
    """
    for table in (LETTERS, SYMBOLS, MATHS):
        if name in table:
            return table[name]
    for start in ("text", "up"):
        if name.startswith(start) and name[len(start) :] in GREEK:
            return MATHS[name[len(start) :]]
    if is_logo(name):
        return name
    return _from_pylatexenc(name)


def _from_pylatexenc(name: str) -> str | None:
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    found = getattr(spec, "simplify_repl", None)
    if getattr(spec, "macroname", "") != name or not isinstance(found, str) or "%" in found:
        return None
    return found.strip() or None


def accented(accent: str, letter: str) -> str:
    """A letter with the accent that a command puts on it.

    >>> accented('"', "o"), accented("c", "S"), accented("'", "ı"), accented('"', "<i>u</i>")
    ('ö', 'Ş', 'í', '<i>ü</i>')
    """
    start = 0
    while letter.startswith("<", start) and (end := letter.find(">", start)) > 0:
        start = end + 1
    tags, letter = letter[:start], letter[start:]
    if not letter:
        return tags + {"^": "^", "~": "~", "`": "`", "'": "´", '"': "¨", "=": "¯"}.get(accent, "")
    first = {"ı": "i", "ȷ": "j"}.get(letter[0], letter[0])
    return tags + unicodedata.normalize("NFC", first + ACCENTS[accent] + letter[1:])


@cache
def to_ascii(char: str) -> str:
    """A character in LaTeX's ASCII, in braces where it is a command; itself if there is none.

    >>> to_ascii("ö"), to_ascii("ß"), to_ascii("é"), to_ascii("–"), to_ascii("张")
    ('{\\\\"o}', '{\\\\ss}', "{\\\\'e}", '--', '张')
    """
    if char in _WRITTEN:
        return _WRITTEN[char]
    if char in _COMMANDS:
        return "{\\" + _COMMANDS[char] + "}"
    parts = unicodedata.normalize("NFD", char)
    if len(parts) == 2 and parts[1] in _MARKS and (parts[0].isascii() or parts[0] in _COMMANDS):
        accent, letter = _MARKS[parts[1]], parts[0]
        if letter in "ij" and accent not in "cdbk":
            letter = "\\" + letter
        space = " " if accent.isalpha() and letter[0] != "\\" else ""
        return "{\\" + accent + space + letter + "}"
    if char in _MATH_COMMANDS:
        return "{$\\" + _MATH_COMMANDS[char] + "$}"
    return _by_pylatexenc(char)


def _by_pylatexenc(char: str) -> str:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    found = get_builtin_uni2latex_dict().get(ord(char))
    if not found or found.count("{") != found.count("}") or not found.isascii():
        return char
    if "ensuremath" in found:
        return "{" + str(found) + "}"
    return "{" + str(found) + "}" if found[-1].isalpha() or "\\" in found else str(found)


_MARKS = {mark: accent for accent, mark in ACCENTS.items() if len(accent) == 1}
_COMMANDS = {
    char: name
    for table in (SYMBOLS, LETTERS)
    for name, char in reversed(table.items())
    if len(char) == 1 and ord(char) > 0x9F and char not in _WRITTEN
}
_MATH_COMMANDS = {
    char: name for name, char in reversed(MATHS.items()) if len(char) == 1 and not char.isascii()
}
