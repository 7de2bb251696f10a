"""LaTeX text as CSL's rich text: accents, symbols, commands, simple mathematics, braces.

Most values hold nothing but accents: those are one regular expression and a table. The rest is
read token by token. Braces that protect capitals become `<span class="nocase">`, except where
every word within has capitals inside it ("{DNA}"): no style changes those, and the writer puts
the braces back. Braces around a whole value mean nothing.
"""

from __future__ import annotations

import re
import sys

from citex._late import regex
from citex.text.richtext.runs import CLOSING, OPENING
from citex.text.tex.commands import (
    COMPUTED,
    DECODED,
    DROP_FIRST,
    DROPPED,
    STYLED,
    SWITCHES,
    coded,
    glued,
)
from citex.text.tex.math import formula, in_dollars
from citex.text.tex.symbols import ACCENTS, PUNCTUATION, accented, command

WORD = "0-9A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽἀ-῿Ѐ-ӿḀ-ỿ"
"""The characters of words in scripts that have capitals, for a character class."""

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩЀ-Я"

_PART = rf"[{UPPER}][a-zß-öø-ÿ]{{0,3}}"
CAPITALS = regex(
    rf"(?<![{WORD}])(?:{_PART}(?:\.{_PART})+\.?|(?:[{UPPER}]/)+[{UPPER}]|[{WORD}]+[{UPPER}][{WORD}]*"
    rf"|(?![A])[{UPPER}])"
    rf"(?![{WORD}])"
)
"""Words that BibTeX would spoil by lowering: with an inner capital, or capitals alone but for A.

The stop behind an abbreviation is the abbreviation's: "U.S.", "Ph.D.".
"""

BLANKS = regex(r"[ \t\r\n]+")
_BLANK_LINE = regex(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*(?:\n[ \t]*)+")
_BREAK = regex("(?:(?<! ) +)?([\ufdd6\ufdd7]) *")
_LETTER = r"(?:\{[ \t]*(?:\\?[A-Za-z]+[ \t]*)?\}|\\[ijoOlL](?![A-Za-z])(?:\{\})?|[A-Za-z])"
_SIMPLE = regex(
    rf"\\(?![`~][ \t]*\{{[ \t]*\}})(?:[`'^\"~=.][ \t]*{_LETTER}"
    rf"|[uvHtcdbkrG](?:[ \t]+|(?=[{{\\])){_LETTER}"
    r"|(?:ss|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j|dh|DH|th|TH|dj|DJ|ng|NG)(?![A-Za-z])(?:\{\}|[ \t]+)?"
    r"|[&%#_])"
)
_SIMPLE_PARTS = regex(
    rf"\\(?:([&%#_])|([`'^\"~=.]|[uvHtcdbkrG](?![A-Za-z]))[ \t]*({_LETTER})|([A-Za-z]+).*)",
    re.DOTALL,
)
_COMMAND_BEFORE = regex(r"\\(?:[A-Za-z]+\*?[ \t]*|[^A-Za-z])$")
_LIGATURES = {
    "---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0", "?`": "¿", "!`": "¡",
}  # fmt: skip
_QUOTED = regex(r"(?<![\\`!?\w])`(?![`\s]|\{\})((?:[^`'\\]|'(?=\w)|\\.){1,200})'(?![\w'])")
_LIGATURE = regex(r"---?|``|''|~|[?!]`")
_TOKEN = regex(
    r"\\([A-Za-z@]+)(\*?[ \t\r\n]*)|\\(.)|([{}$])|(---?|``|''|~|[?!]`)|([^\\{}$~\-`'?!]+|.)",
    re.DOTALL,
)
_NUMBER = regex(r"[ ]?('[0-7]{1,3}|\"[0-9A-F]{1,4}|\d{1,4})[ ]?")
_GROUP = regex(r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_EMPTY_PAIR = regex(r"<(i|b|sup|sub)></\1>")

_TAGS = {style: (tag, CLOSING.get(style, "</span>")) for style, tag in OPENING.items()}
_TAGS["quote"] = ("“", "”")
_START, _EXPLICIT, _STOP = "\ufdd1", "\ufdd2", "\ufdd3"
_SENTINELS = regex("[\ufdd0-\ufddf]")
_SPANS = regex(
    rf"((?:(?<![{WORD}])[{WORD}]+)?)([{_START}{_EXPLICIT}])([^{_START}{_EXPLICIT}{_STOP}]*){_STOP}([{WORD}]*)"
)


class _Simple(dict[str, str]):
    """What each simple command stands for, worked out once."""

    def __missing__(self, source: str) -> str:
        parts = _SIMPLE_PARTS.fullmatch(source)
        assert parts is not None  # both patterns are built of the same pieces
        if parts[1]:
            result = parts[1]
        elif parts[2]:
            inner = parts[3].strip("{} \t")
            if inner.startswith("\\"):
                inner = command(inner[1:].rstrip("{}")) or ""
            result = accented(parts[2], inner)
        else:
            result = command(parts[4]) or ""
        if len(self) < 5000:
            self[source] = result
        return result


_simple = _Simple()


def decode(text: str, *, titled: bool = False, lines: bool = False) -> str:
    """The rich text that LaTeX text says.

    `titled` gives spans for braces that protect capitals; `lines` keeps blank lines.

    >>> decode(r"G{\\"o}del {\\em Proof} of $x^2 \\ge 0$ --- a {Bayesian} view", titled=True)
    'Gödel <i>Proof</i> of x<sup>2</sup> ≥ 0 — a <span class="nocase">Bayesian</span> view'
    """
    backslash, brace, dollar = "\\" in text, "{" in text, "$" in text
    if brace and not (backslash or dollar):
        text = in_dollars(text)
        dollar = "$" in text
    if "`" in text and "'" in text:
        text = _QUOTED.sub(r"‘\1’", text)
    if not (backslash or brace or dollar or "}" in text):
        return _blanks(_ligatures(text), lines)
    if brace:
        text = unwrap(text)
    if backslash:
        text = simple_commands(text)
        backslash = "\\" in text
    if not (backslash or dollar):
        text = _ligatures(text)
        if "{" not in text and "}" not in text:
            return _blanks(text, lines)
        if not titled and text.count("{") == text.count("}"):
            return _blanks(text.replace("{", "").replace("}", ""), lines)
        marked = _GROUP.sub(_mark, _SENTINELS.sub("", text))
        if "{" not in marked and "}" not in marked:
            return _spans(_blanks(marked, lines))
    text = _SENTINELS.sub("", text)
    if lines and text.count("\n") > 1:
        text = _BLANK_LINE.sub("\ufdd6", text)
    text = _single_spaced(_Decoder(text, titled).run())
    if "\ufdd6" in text or "\ufdd7" in text:
        text = _BREAK.sub(r"\1", text)
    text = text.strip(" \ufdd6")
    text = text.replace("\ufdd6", "\n\n").replace("\ufdd7", "\n").replace("\ufdd8", " ")
    if _START in text or _EXPLICIT in text:
        text = _spans(text)
    return _EMPTY_PAIR.sub("", text)


def unwrap(text: str) -> str:
    """The text without a pair of braces around all of it (the pair of a command stays).

    >>> unwrap("{All of it}"), unwrap("{A} and {B}"), unwrap("{{ISO}}")
    ('All of it', '{A} and {B}', '{ISO}')
    """
    stripped = text.strip()
    if not is_wrapped(stripped) or stripped[1:2] == "\\":
        return text
    return stripped[1:-1]


def is_wrapped(text: str) -> bool:
    """Whether one pair of braces stands around all of the text."""
    return text[:1] == "{" and text[-1:] == "}" and closing(text, 0) == len(text)


def closing(text: str, start: int, end: int = sys.maxsize, deepest: int = sys.maxsize) -> int:
    """The place behind the brace that closes the one at `start`; -1 where it is not closed.

    Nor is it where it is not closed before `end`, or holds groups in groups that are too deep.
    """
    depth = 0
    for match in _BRACE.finditer(text, start, end):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.end()
        if depth > deepest:
            break
    return -1


def fits(text: str, braces: re.Pattern[str]) -> bool:
    """Whether the braces of a text, those that the pattern finds, fit."""
    depth = 0
    for match in braces.finditer(text):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth < 0:
            return False
    return depth == 0


_BRACE = regex(r"\\.|[{}]", re.DOTALL)


def simple_commands(text: str) -> str:
    """The text with accents, letters and escaped signs read, braces around one of them gone."""
    if "\\ifmmode" in text and "\\fi" in text.replace("\\ifmmode", ""):
        text = _CONDITION.sub(lambda match: match[1].partition("\\else")[2].strip(), text)
    out: list[str] = []
    position = 0
    at = text.find("\\")
    while at >= 0:
        match = _SIMPLE.match(text, at)
        if match is None:
            out.append(text[position : at + 2])
            position = at + 2
            at = text.find("\\", position)
            continue
        end = match.end()
        if (
            text[at - 1 : at] == "{"
            and text[end : end + 1] == "}"
            and at > position
            and not _COMMAND_BEFORE.search(text, max(0, at - 30), at - 1)
        ):
            out.append(text[position : at - 1])
            end += 1
        else:
            out.append(text[position:at])
        out.append(_simple[match[0]])
        position = end
        at = text.find("\\", position)
    out.append(text[position:])
    done = "".join(out)
    if done.isascii() or "\\" not in done:
        return done
    return _STACKED.sub(lambda match: accented(match[2], match[3] or match[4]), done)


_STACKED = regex(
    r"(\{)?\\([`'^\"~=.]|[uvHtcdbkrG](?![A-Za-z]))[ \t]*"
    r"(?:\{[ \t]*([^\W\d_])[ \t]*\}|((?![A-Za-z])[^\W\d_]))(?(1)\})"
)
"""An accent on a letter that has one already: "\\~{ê}", "\\~ê"."""
_CONDITION = regex(
    r"\\ifmmode(?![A-Za-z])((?:(?!\\fi)[^{}]|\{[^{}]*\}){0,200})\\fi(?![A-Za-z])(?:\{\}|\s+)?"
)
"""Of "\\ifmmode ... \\else ... \\fi", what follows \\else is for text."""


def _ligatures(text: str) -> str:
    """The text with TeX's ligatures (dashes, quotes) and ties as characters."""
    if "--" in text or "`" in text or "''" in text or "~" in text:
        return _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
    return text


def _mark(match: re.Match[str]) -> str:
    """A group that protects its capitals, between sentinels."""
    inner = match[1]
    if not inner:
        return ""
    double = inner[0] == "{" and inner.find("}") == len(inner) - 1
    return (_EXPLICIT if double else _START) + inner.replace("{", "").replace("}", "") + _STOP


def _blanks(text: str, lines: bool) -> str:
    text = text.strip(" \t\r\n")
    if "\n" in text:
        if lines and text.count("\n") > 1:
            parts = _BLANK_LINE.split(text)
            return "\n\n".join(map(_single_spaced, parts))
        return BLANKS.sub(" ", text)
    return _single_spaced(text)


def _single_spaced(text: str) -> str:
    """The text with a blank for each stretch of them; most have none."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        return BLANKS.sub(" ", text)
    return text


class _Decoder:
    """Reads LaTeX token by token; `run` gives the text, protected stretches between sentinels."""

    def __init__(self, text: str, titled: bool, depth: int = 0) -> None:
        self.depth = depth
        self.text = text
        self.position = 0
        self.titled = titled
        self.out: list[str] = []
        self.groups: list[list[str]] = []  # what closes each open group, in order of opening
        self.protected = 0
        self.pending: str | None = None  # what the next group's content is styled with
        self.absent: set[str] = set()  # what ends mathematics, and does not come any more

    def run(self) -> str:
        """The decoded text; a group that is not closed ends with the text."""
        end = len(self.text)
        while self.position < end:
            self.step()
        while self.groups:
            self.close()
        return "".join(self.out)

    def step(self) -> None:
        """Read one token."""
        match = _TOKEN.match(self.text, self.position)
        assert match is not None  # the last alternative takes any character
        self.position = match.end()
        name, _, sign, bracket, ligature, plain = match.groups()
        if plain is not None:
            self.out.append(plain)
        elif bracket == "{":
            self.open()
        elif bracket == "}":
            self.close()
        elif bracket == "$":
            display = self.text.startswith("$", self.position)
            self.position += display
            self.math("$$" if display else "$")
        elif ligature is not None:
            self.out.append(_LIGATURES[ligature])
        elif name is not None:
            self.command(name, match)
        else:
            self.sign(sign)

    def open(self, style: str = "", *, needed: bool = False) -> None:
        """Begin a group, styled, or protecting its capitals; braces that are `needed` do not."""
        closers: list[str] = []
        special = needed or self.text.startswith("\\", self.position)
        if style:
            self.begin(style, closers)
        elif self.titled and not self.groups and not special:
            self.out.append(_EXPLICIT if self.is_doubled() else _START)
            closers.append(_STOP)
        self.groups.append(closers)

    def is_doubled(self) -> bool:
        """Whether the group that begins here holds just another group."""
        if not self.text.startswith("{", self.position):
            return False
        before = self.position
        inner = self.argument()
        after, self.position = self.position, before
        return self.text.startswith("}", after) and not inner.startswith("\\")

    def begin(self, style: str, closers: list[str]) -> None:
        """Open a style's tag, to be closed with the group."""
        opening, closing = _TAGS[style]
        self.out.append(opening)
        closers.append(closing)

    def close(self) -> None:
        """End a group; a brace too many is passed over."""
        if self.groups:
            self.out.extend(reversed(self.groups.pop()))

    def sign(self, sign: str) -> None:
        """A command of one sign: an accent, an escaped character, mathematics."""
        if sign in ACCENTS:
            self.accent(sign)
        elif sign == "(":
            self.math("\\)")
        elif sign == "[":
            self.math("\\]")
        else:
            char = PUNCTUATION.get(sign, sign)
            self.out.append({"\n": "\ufdd7", " ": "\ufdd8"}.get(char, char))

    def command(self, name: str, match: re.Match[str]) -> None:
        """A command with a name: a style, a character, an accent; else its arguments stay."""
        if name in STYLED:
            self.styled(STYLED[name])
        elif name in SWITCHES:
            style = SWITCHES[name]
            if style and self.groups:
                self.begin(style, self.groups[-1])
        elif name in ACCENTS:
            self.accent(name)
        elif name in COMPUTED:
            count, write = COMPUTED[name]
            self.option()
            self.out.append(write(*(self.argument() for _ in range(count))))
        elif name in DECODED:
            count, write = DECODED[name]
            self.out.append(write(*(self.decoded_argument() for _ in range(count))))
        elif name in DROPPED:
            self.option()
            self.argument()
        elif name == "char" and (number := _NUMBER.match(self.text, self.position)):
            self.position = number.end()
            self.out.append(coded(number[1]))
        elif name in DROP_FIRST:
            self.argument()
            self.styled("")
        else:
            self.character(name, match)

    def character(self, name: str, match: re.Match[str]) -> None:
        """A command that stands for a character; of an unknown one, what follows it stays."""
        char = command(name)
        if char is None:
            self.out.append(glued(name))
            if self.text.startswith("{", self.position):
                self.styled("")
            elif match[2]:
                self.out.append(" ")
            return
        self.out.append(char.replace("\n", "\ufdd7").replace(" ", "\ufdd8"))
        if self.text.startswith("{}", self.position) and not match[2]:
            self.position += 2

    def styled(self, style: str) -> None:
        """The argument of a command, in its style; "$" for mathematics."""
        if style == "$":
            argument = self.argument()
            self.mathematics(argument, argument)
            return
        self.option()
        if self.text.startswith("{", self.position):
            self.position += 1
            self.open(style, needed=True)
            return
        argument = self.argument()
        opening, closing = _TAGS[style] if style else ("", "")
        self.out.append(opening + argument + closing)

    def accent(self, accent: str) -> None:
        """An accent and the letter that it stands on."""
        letter = self.decoded_argument().strip()
        if not letter and (whole := self.behind(accent)):
            self.out[-1] = whole
            return
        self.out.append(accented(accent, letter))

    def behind(self, accent: str) -> str:
        """The text before, its last letter with the accent of "e{\\'}": Crossref writes it so."""
        before = self.out[-1] if self.out else ""
        if not (
            before[-1:].isalpha() and self.text.startswith("{", self.position - len(accent) - 2)
        ):
            return ""
        return before[:-1] + accented(accent, before[-1])

    def decoded_argument(self) -> str:
        """The next argument, read by itself."""
        argument = self.argument()
        if ("\\" in argument or "{" in argument or "$" in argument) and self.depth < 8:
            argument = _Decoder(argument, titled=False, depth=self.depth + 1).run()
        return argument

    def argument(self) -> str:
        """The source of the next argument: a group without its braces, a command, a character."""
        while self.text[self.position : self.position + 1] in (" ", "\t"):
            self.position += 1
        if not self.text.startswith("{", self.position):
            match = _TOKEN.match(self.text, self.position)
            if match is None or match[4] == "}":
                return ""
            token = match[0] if match[6] is None else match[0][0]
            self.position += len(token)
            return token
        start, end = self.position + 1, closing(self.text, self.position)
        self.position = end if end > 0 else len(self.text)
        return self.text[start : end - 1] if end > 0 else self.text[start:]

    def option(self) -> None:
        """Pass over an argument in square brackets right behind a command."""
        if self.text.startswith("[", self.position):
            end = self.text.find("]", self.position)
            self.position = end + 1 if end >= 0 else self.position

    def math(self, closing: str) -> None:
        """Mathematics up to `closing`; an opening sign without a partner stands for itself."""
        end = -1 if closing in self.absent else _math_end(self.text, self.position, closing)
        if end < 0:
            self.absent.add(closing)
            self.out.append(closing if closing[0] == "$" else "")
            return
        source = self.text[self.position : end]
        if closing == "$" and is_price(source):
            self.out.append("$")
            return
        self.position = end + len(closing)
        self.mathematics(source, f"${source}$")

    def mathematics(self, source: str, otherwise: str) -> None:
        """Mathematics as rich text, what one line cannot say as its source."""
        text = formula(source)
        self.out.append(otherwise if text is None else text)


def _math_end(text: str, start: int, closing: str) -> int:
    """Where mathematics ends: at the first `closing` outside of braces, else at the first.

    Of those within braces a few are passed over, not all that a broken text may have.
    """
    depth, first, within = 0, -1, 0
    for match in _MATH_SIGN.finditer(text, start):
        sign = match[0]
        if sign == closing or (closing == "$" and sign == "$$"):
            if depth <= 0:
                return match.start()
            first = match.start() if first < 0 else first
            within += 1
            if within > _WITHIN:
                break
        depth += (sign == "{") - (sign == "}")
    return first


_WITHIN = 20
_MATH_SIGN = regex(r"\\.|[{}]|\$\$|\$", re.DOTALL)


def _spans(text: str) -> str:
    """The text with spans for the sentinels that are worth one."""
    text = text.replace(_STOP + _START, "")
    return _SENTINELS.sub("", _SPANS.sub(_span, text))


def _span(match: re.Match[str]) -> str:
    before, mark, inner, after = match.groups()
    if mark == _START and not _LETTER_IN.search(inner):
        return before + inner + after  # a brace around a sign: BibTeX's way to write a quote
    whole = before + inner + after
    if mark == _START and not worth_a_span(whole):
        return whole
    return f'<span class="nocase">{whole}</span>' if whole else ""


_LETTER_IN = regex(f"[{WORD}]")


def worth_a_span(text: str) -> bool:
    """Whether protecting says more than the capitals: some word has no inner capital."""
    return re.search(rf"[{WORD}]", CAPITALS.sub("", text)) is not None


def is_price(source: str) -> bool:
    """Whether what stands between two dollars begins as a price, and is no formula."""
    return _PRICE.match(source) is not None and _TEX_SIGN.search(source) is None


_PRICE = regex(r"\s?\d[\d.,]*(?:\s|[MBk]\b)")
_TEX_SIGN = regex(r"[\\^_{=<>]")


def group_end(text: str, start: int) -> int:
    """The place behind the group that begins at `start`; behind its brace if it has no end.

    It has none where it reaches too far, or holds groups in groups too deep to be prose.
    """
    end = closing(text, start, start + 2000, deepest=20)
    return end if end > 0 else start + 1
