"""The LaTeX commands that stand for characters, as tables that are read both ways.

What they do not know is looked up in pylatexenc's tables, which are loaded when first needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f",
    "U": "\u030e", "h": "\u0309", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
    "f": "\u0311", "t": "\u0361", "textcommabelow": "\u0326", "textcommaabove": "\u0312",
}  # fmt: skip
"""Accent commands -> combining characters."""

LETTERS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
}  # fmt: skip

SYMBOLS = {
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbraceleft": "{",
    "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textless": "<", "textgreater": ">",
    "textbar": "|", "textunderscore": "_", "textdollar": "$", "textquotesingle": "'",
    "textquotedbl": '"', "textasciigrave": "`", "textampersand": "&", "textpercent": "%",
    "texthash": "#", "backslash": "\\", "slash": "/", "newline": "\n", "par": "\n\n",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textellipsis": "…", "ldots": "…", "dots": "…", "textbullet": "•", "textperiodcentered": "·",
    "textregistered": "®", "textcopyright": "©", "copyright": "©", "texttrademark": "™",
    "textdegree": "°", "textmu": "µ", "textpm": "±", "texttimes": "×", "textdiv": "÷",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹",
    "texttwosuperior": "²", "textthreesuperior": "³", "textordfeminine": "ª",
    "textordmasculine": "º", "textexclamdown": "¡", "textquestiondown": "¿", "texteuro": "€",
    "euro": "€", "textsterling": "£", "pounds": "£", "textyen": "¥", "textcent": "¢", "S": "§",
    "textsection": "§", "P": "¶", "textparagraph": "¶", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textdaggerdbl": "‡", "textnumero": "№", "textperthousand": "‰", "textohm": "Ω",
    "textcelsius": "℃", "textcurrency": "¤", "textbrokenbar": "¦", "textlnot": "¬",
    "textmacron": "¯", "textasciimacron": "¯", "textasciiacute": "´", "textasciidieresis": "¨",
    "textvisiblespace": "␣", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX", "space": " ", "quad": " ", "qquad": " ", "enspace": " ",
    "thinspace": "\u2009", "nobreakspace": "\u00a0", "nobreakdash": "", "nolinebreak": "",
    "allowbreak": "", "linebreak": "", "slshape": "", "protect": "", "relax": "", "noindent": "",
    "null": "", "unskip": "", "xspace": "", "ignorespaces": "", "break": "", "penalty": "",
    "textcompwordmark": "", "bibrangedash": "–", "bibdash": "–", "hyphen": "-", "dash": "-",
    "textnormalsuperscript": "", "cprime": "ʹ", "cdprime": "ʺ", "textprime": "′",
    "adddot": ".", "addcomma": ",", "addspace": " ", "addcolon": ":", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "lq": "‘", "rq": "’",
    "og": "«\u00a0", "fg": "\u00a0»", "less": "<", "greater": ">", "mathsemicolon": ";",
    "mathplus": "+", "mathminus": "−", "mathequals": "=", "mathcolon": ":", "mathhyphen": "-",
    "lbrack": "[", "rbrack": "]", "textquotedblplain": '"', "emdash": "—", "endash": "–",
    "Dash": "—",
}  # fmt: skip
"""Commands for other characters, and commands that print nothing."""

MATHS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "times": "×", "pm": "±", "mp": "∓", "cdot": "·", "cdots": "⋯", "div": "÷",
    "ast": "∗", "star": "⋆", "circ": "∘", "bullet": "•", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "equiv": "≡", "approx": "≈", "sim": "∼", "simeq": "≃",
    "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">", "in": "∈",
    "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇",
    "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬",
    "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "oplus": "⊕", "otimes": "⊗", "perp": "⊥",
    "parallel": "∥", "mid": "∣", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "longrightarrow": "⟶", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "infty": "∞",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "hbar": "ℏ",
    "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "prime": "′", "degree": "°", "angle": "∠",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "odot": "⊙", "dagger": "†", "ddagger": "‡", "square": "□", "triangle": "△", "checkmark": "✓",
    "micro": "µ", "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan",
    "min": "min", "max": "max", "lim": "lim", "sup": "sup", "inf": "inf", "det": "det",
    "dim": "dim", "ker": "ker", "gcd": "gcd", "lesssim": "≲", "gtrsim": "≳", "textmu": "µ",
}  # fmt: skip
"""Commands of mathematics that one character (or word) says as well."""

PUNCTUATION = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "\\": "\n", " ": " ",
    "\n": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "",
    "*": "", "|": "‖", ">": "",
}  # fmt: skip
"""Commands of one sign that is no letter."""

_UNICODE = {
    "\u00a0": "~", "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "\u2009": "\\,",
    "ı": r"{\i}", "\u00ad": r"\-",
}  # fmt: skip


GREEK = frozenset(name for name in MATHS if "α" <= MATHS[name] <= "ω" or "Α" <= MATHS[name] <= "Ω")
"""The names of Greek letters, which textgreek and upgreek put "text" and "up" before."""

_PREFIXES = {
    "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "femto": "f", "atto": "a",
}  # fmt: skip
_UNITS = {
    "meter": "m", "metre": "m", "gram": "g", "kilogram": "kg", "second": "s", "minute": "min",
    "hour": "h", "day": "d", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd",
    "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V",
    "ohm": "Ω", "farad": "F", "tesla": "T", "henry": "H", "weber": "Wb", "siemens": "S",
    "coulomb": "C", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "katal": "kat",
    "electronvolt": "eV", "eV": "eV", "keV": "keV", "MeV": "MeV", "GeV": "GeV", "TeV": "TeV",
    "litre": "L", "liter": "L", "bar": "bar", "angstrom": "Å", "degree": "°", "percent": "%",
    "celsius": "°C", "degreeCelsius": "°C", "arcminute": "′", "arcsecond": "″", "hectare": "ha",
    "tonne": "t", "dalton": "Da", "decibel": "dB", "bit": "bit", "byte": "B", "radian": "rad",
    "steradian": "sr", "lumen": "lm", "lux": "lx", "parsec": "pc", "lightyear": "ly",
    "micron": "µm", "mm": "mm", "cm": "cm", "um": "µm", "nm": "nm", "km": "km", "kg": "kg",
    "mg": "mg", "ug": "µg", "ms": "ms", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "s": "s",
    "mL": "mL", "ml": "ml", "m": "m", "g": "g", "K": "K", "V": "V", "W": "W", "J": "J", "N": "N",
}  # fmt: skip
UNITS = {name: (sign, False) for name, sign in _UNITS.items()}
UNITS |= {name: (sign, True) for name, sign in _PREFIXES.items()}
"""The names of units and of their prefixes (siunitx) -> the sign, and whether it is a prefix."""


_LOGO = re.compile(r"[A-Za-z]*TeX[A-Za-z]*|[A-Z]{2,}")


def is_logo(name: str) -> bool:
    """Whether a command stands for its own letters, as those of programs and societies do.

    >>> is_logo("LuaTeX"), is_logo("CTAN"), is_logo("foo")
    (True, True, False)
    """
    return _LOGO.fullmatch(name) is not None


@cache
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

    >>> accented('"', "o"), accented("c", "S"), accented("'", "ı")
    ('ö', 'Ş', 'í')
    """
    mark = ACCENTS[accent]
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    if not letter:
        return {"^": "^", "~": "~", "`": "`", "'": "´", '"': "¨", "=": "¯"}.get(accent, "")
    return unicodedata.normalize("NFC", letter[0] + mark + letter[1:])


@cache
def to_ascii(char: str) -> str:
    """A character in LaTeX's ASCII, in braces where it is a command; itself if there is none.

    >>> to_ascii("ö"), to_ascii("ß"), to_ascii("é"), to_ascii("–"), to_ascii("张")
    ('{\\\\"o}', '{\\\\ss}', "{\\\\'e}", '--', '张')
    """
    if char in _UNICODE:
        return _UNICODE[char]
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
    if len(char) == 1 and ord(char) > 0x9F and char not in _UNICODE
}
_MATH_COMMANDS = {
    char: name for name, char in reversed(MATHS.items()) if len(char) == 1 and not char.isascii()
}
