"""Mathematics, chemistry and quantities of TeX as one line of rich text."""

from __future__ import annotations

import re
import unicodedata

from citex._late import regex
from citex.text.tables import words
from citex.text.tex.symbols import MATHS, PUNCTUATION, TABLES, UNITS, command

_TOKEN = regex(r"\\([A-Za-z]+)\*?|\\(.|\Z)|(\{)|(\})|([\^_])|([^\\{}^_]+)", re.DOTALL)
_FONTS, _IGNORED = (frozenset(words(f"{name} in formulas")) for name in ("fonts", "nothing"))
_STYLES, _ACCENTS = TABLES["styled in formulas"], TABLES["accents in formulas"]
_SHIFTS = {"_": "sub", "^": "sup"}
_FRACTIONS = frozenset("frac dfrac tfrac sfrac nicefrac cfrac".split())
_STACKS = {"overset": "sup", "stackrel": "sup", "underset": "sub"}
_RAISED = {"∘": "°", "°": "°", "′": "′", "″": "″"}  # superscripts that are signs of their own
_DEEP = 12

FORMULAS = frozenset((*_FONTS, *_STYLES, *_IGNORED, *_FRACTIONS, *_ACCENTS, *_STACKS, "sqrt", "ce"))
"""The commands that mathematics knows besides signs and letters."""


_BARE = regex(r"(?<=[A-Za-z0-9)\]])([_^]\{[\w+,.−-]{1,12}\})")


def in_dollars(text: str) -> str:
    """A text with dollars around what is lowered or raised in it without them: "H_{2}O".

    >>> in_dollars("H_{2}O"), in_dollars("snake_case")
    ('H$_{2}$O', 'snake_case')
    """
    return _BARE.sub(r"$\1$", text) if "_{" in text or "^{" in text else text


def formula(source: str) -> str | None:
    """Mathematics as rich text on one line, or None where it takes more than a line has.

    >>> formula(r"\\mathrm{CO_2}"), formula(r"^{\\text{13}}C"), formula(r"\\frac{a}{b+1}")
    ('CO<sub>2</sub>', '<sup>13</sup>C', 'a/(b+1)')
    >>> formula(r"\\sqrt{s}=13"), formula(r"\\begin{array}x")
    ('√s=13', None)
    """
    try:
        text = _Formula(source).until_end().strip(" ")
    except _TooHard:
        return None
    return _BLANKS.sub(" ", text)


_BLANKS = regex(r"[ \n\t]+")


class _TooHard(Exception):
    """A formula that one line of text cannot say."""


class _Formula:
    """Reads a formula; each method gives the rich text of what it took."""

    def __init__(self, source: str) -> None:
        self.source, self.place, self.depth = source, 0, 0

    def until_end(self) -> str:
        """All of it; a brace too many is passed over."""
        pieces = [self.group()]
        while self.place < len(self.source):
            pieces.append(self.group())
        return "".join(pieces)

    def group(self) -> str:
        """What stands before the next closing brace, which is taken too."""
        self.depth += 1
        if self.depth > _DEEP:
            raise _TooHard
        pieces: list[str] = []
        while match := _TOKEN.match(self.source, self.place):
            self.place = match.end()
            if match[4]:
                break
            pieces.append(self.piece(match))
        self.depth -= 1
        return "".join(pieces)

    def piece(self, match: re.Match[str]) -> str:
        """One token, with its arguments."""
        name, sign, opened, _, shift, plain = match.groups()
        if name:
            return self.named(name, match.start())
        if sign is not None:  # "" where the text ends in a backslash
            return PUNCTUATION.get(sign, sign).replace("\n", " ")
        if opened:
            return self.group()
        if shift:
            text = self.argument().strip(" ")
            return (_RAISED.get(text) if shift == "^" else None) or in_tag(_SHIFTS[shift], text)
        return plain.replace("'", "′").replace("~", " ").replace("$", "")

    def argument(self) -> str:
        """The next group, command or character."""
        self.skip_blanks()
        match = _TOKEN.match(self.source, self.place)
        if match is None or match[4]:
            return ""
        if match[6]:
            self.place += 1
            return match[6][0].replace("'", "′")
        self.place = match.end()
        return self.piece(match)

    def skip_blanks(self) -> bool:
        """Pass over blanks; whether there were any."""
        start = self.place
        while self.source[self.place : self.place + 1].isspace():
            self.place += 1
        return self.place > start

    def named(self, name: str, start: int) -> str:
        """A command and its arguments."""
        if name in _IGNORED:
            if name in ("left", "right") and self.source.startswith(".", self.place):
                self.place += 1  # "\\right." closes with nothing
            return ""
        if name in _FONTS:
            return self.argument()
        if name in _STYLES:
            return in_tag(_STYLES[name], self.argument())
        if name in _FRACTIONS:
            return f"{compound(self.argument())}/{compound(self.argument())}"
        if name in _ACCENTS:
            return _accented(self.argument(), _ACCENTS[name])
        if name in _STACKS:
            above, base = self.argument(), self.argument()
            return (
                _accented(base, "\u030a") if above == "∘" else base + in_tag(_STACKS[name], above)
            )
        if name == "sqrt":
            return self.root()
        if name == "ce":
            return chemical(self.raw_argument())
        return self.symbol(name, start)

    def root(self) -> str:
        """A root, the degree raised before it."""
        degree = ""
        if (
            self.source.startswith("[", self.place)
            and (end := self.source.find("]", self.place)) > 0
        ):
            degree = in_tag("sup", self.source[self.place + 1 : end])
            self.place = end + 1
        return f"{degree}√{compound(self.argument())}"

    def raw_argument(self) -> str:
        """The source of the next group."""
        start, depth = self.place + 1, 0
        for match in _TOKEN.finditer(self.source, self.place):
            depth += bool(match[3]) - bool(match[4])
            if depth <= 0:
                self.place = match.end()
                return self.source[start : match.end() - 1]
        raise _TooHard

    def symbol(self, name: str, start: int) -> str:
        """A letter or sign by its name; a blank stays around a sign, and behind a word."""
        char = MATHS.get(name)
        if char is None:
            char = command(name)
        if char is None:
            raise _TooHard
        before = self.source[max(0, start - 1) : start].isspace()
        after = self.skip_blanks()
        if len(char) == 1 and char.isalpha():
            return char
        if len(char) > 1:
            return char.replace("\n", " ") + (" " if after else "")
        if char == "→" and self.source.startswith("\\", self.place):
            return char  # "B \\to \\mu\\mu": as those who write decays set them
        return f" {char} " if before and after else char


def in_tag(tag: str, text: str) -> str:
    """The text between the tags of rich text; nothing where there is none."""
    return f"<{tag}>{text}</{tag}>" if text else ""


def compound(text: str) -> str:
    """A part of a fraction or under a root, in brackets where it is more than one thing."""
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _accented(text: str, mark: str) -> str:
    if len(text) == 1 or not text:
        return unicodedata.normalize("NFC", text + mark) if text else ""
    return "".join(char + mark for char in text) if text.isalpha() and mark == "\u0304" else text


_CHEMICAL = regex(
    r"->|<=>|<-|\^\{([^{}]*)\}|\^(\d*[+-]?)|_\{([^{}]*)\}|_(\w)|(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)"
    r"|(?<=[A-Za-z)\]\d])([+-])(?=[\s)\]]|$)"
)
_ARROWS = {"->": "→", "<=>": "⇌", "<-": "←"}


def chemical(source: str) -> str:
    """A formula of chemistry (mhchem) as rich text.

    >>> chemical("SO4^2-"), chemical("Na+"), chemical("O2 -> O3")
    ('SO<sub>4</sub><sup>2-</sup>', 'Na<sup>+</sup>', 'O<sub>2</sub> → O<sub>3</sub>')
    """

    def write(match: re.Match[str]) -> str:
        if match[0] in _ARROWS:
            return _ARROWS[match[0]]
        raised = match[1] or match[2] or match[6]
        said = raised or match[3] or match[4] or match[5] or ""
        return in_tag("sup" if raised else "sub", said)

    return _CHEMICAL.sub(write, source).replace("{", "").replace("}", "")


_POWER = regex(r"(?:(?<!\s)\s+)?[eEdD]\s*(?:\+\s*)?(-?\d+)\Z")
_UNIT = regex(r"\\([A-Za-z]+)|\^\{?(-?\d+)\}?|[~.\s]+|([^\\^~.\s{}]+)|[{}]")
_POWERS = {"squared": "²", "cubed": "³"}
_BEFORE = {"square": "²", "cubic": "³"}


def number(source: str) -> str:
    """A number of siunitx.

    >>> number("1.5e-3"), number("300")
    ('1.5 × 10<sup>-3</sup>', '300')
    """
    text = source.strip().replace("+-", " ± ").replace(r"\pm", " ± ").replace("  ", " ")
    power = _POWER.search(text)
    if power is None:
        return text
    return (f"{text[: power.start()]} × " if power.start() else "") + f"10<sup>{power[1]}</sup>"


def unit(source: str) -> str:
    """A unit of siunitx, by names or by letters.

    >>> unit(r"\\micro\\meter"), unit(r"\\kilo\\gram\\per\\cubic\\metre"), unit("m.s^{-1}")
    ('µm', 'kg/m³', 'm s<sup>-1</sup>')
    """
    done, power = "", ""
    for match in _UNIT.finditer(source):
        name = match[1]
        if name in _BEFORE:
            power = _BEFORE[name]
        elif name == "per":
            done += "/"
        elif name in _POWERS:
            done += _POWERS[name]
        elif name:
            text, is_prefix = UNITS.get(name, ("\\" + name, False))
            apart = done and done[-1] not in "/ " and not _after_prefix(done, source, match)
            done += (" " if apart else "") + text + ("" if is_prefix else power)
            power = power if is_prefix else ""
        elif match[2]:
            done += f"<sup>{match[2]}</sup>"
        elif match[3]:
            done += match[3]
        elif match[0] not in "{}" and done and done[-1] != " ":
            done += " "
    return done.strip()


def _after_prefix(done: str, source: str, match: re.Match[str]) -> bool:
    before = re.search(r"\\([A-Za-z]+)\s*\Z", source[: match.start()])
    return before is not None and UNITS.get(before[1], ("", True))[1]


def quantity(value: str, name: str) -> str:
    """A number with its unit; no blank before a degree.

    >>> quantity("5", r"\\micro\\meter"), quantity("45", r"\\degree")
    ('5 µm', '45°')
    """
    text = unit(name)
    return number(value) + ("" if text[:1] in "°′″" else " ") + text
