"""CSL's rich text as LaTeX text: everything escaped, mark-up as commands, capitals protected."""

from __future__ import annotations

import re
from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered
from citex.text.lines import printable
from citex.text.richtext.runs import Run, runs
from citex.text.tex.decode import CAPITALS, fits, is_wrapped, worth_a_span
from citex.text.tex.symbols import to_ascii

_ESCAPES = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "<": "$<$", ">": "$>$", "\u00a0": "~", "\t": " ",
    "-": "-{}", "`": "`{}", "'": "'{}", "?": "?{}", "!": "!{}",
}  # fmt: skip
_SPECIAL = regex(r"[&%$#_{}~^\\<>\u00a0\t`]|-(?=-)|'(?=')|[?!](?=`)")
_SIGNS = [
    (sign, _ESCAPES[sign]) for sign in "&%$#_~^<>\u00a0\t"
]  # no backslash, no braces: what replaces one sign holds no other
_SAFE = regex(r"[0-9A-Za-zÀ-ɏ一-龥,.;:()/+]+(?:[ -][0-9A-Za-zÀ-ɏ一-龥,.;:()/+]+)*")
_LIGATURES = regex(r"`|-(?=-)|'(?=')|[?!](?=`)")
_BRACES = regex(r"[{}]")
_SENTENCE_ENDS = (":", "?", "!", ".")
_START, _STOP = "\ufdd1", "\ufdd2"
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_BLANKS = regex(r"(?:(?<![ \t])[ \t]+)?(?:\r\n?[ \t]*|\n[\n \t]*)|  +|^ +| +$")
_BREAKS = regex(r"\n")
_FOREIGN = regex(r"[^\x00-\x7f]")
_CONTROLS = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SHIFTS = {"sup": "^", "sub": "_"}
_BARE = regex(r"[^{}$\\~^&%#]+")
"""What Zotero takes between "$_{\\textrm{" and "}}$"; other text goes to LaTeX's own command."""

_OPENING = {
    "i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{",
    "sc": r"\textsc{", "nocase": "{",
}  # fmt: skip


def encode(text: str, *, protect: bool = False, ascii_only: bool = False, lines: bool = False,
           split_and: bool = False) -> str:  # fmt: skip
    """The LaTeX text that says a rich text; braces in it are balanced, whatever it holds.

    `protect` braces the words that BibTeX would spoil by lowering; `lines` keeps blank lines (for
    abstracts); `split_and` keeps BibLaTeX from cutting the text at "and".

    >>> encode("Growth of <i>E. coli</i> & DNA at 50% {x}", protect=True)
    'Growth of \\\\textit{E. coli} \\\\& {DNA} at 50\\\\% \\\\{x\\\\}'
    """
    if len(text) < 60 and not (protect or ascii_only) and _SAFE.fullmatch(text):
        return _AND.sub(r"{\1}", text) if split_and and " and " in text.lower() else text
    if not printable(text) and _CONTROLS.search(text):
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces: list[Run] = runs(text) if "<" in text else [(text, ())]
    if len(pieces) == 1 and not pieces[0][1]:
        done = _protected(text, _escape) if protect else _escape(text)
    else:
        done = _styled(pieces, protect)
    if done[:1] == " " or done[-1:] == " " or "  " in done or "\n" in done:
        done = _keep_blanks(done, lines)
    if split_and and " and " in done.lower():
        done = _AND.sub(r"{\1}", done)
    if ascii_only and not done.isascii():
        done = _FOREIGN.sub(lambda match: to_ascii(match[0]), done)
    return done


_AND = regex(r"(?<=\s)(and)(?=\s)", re.IGNORECASE)


def _escape(text: str) -> str:
    """The text with every sign escaped that LaTeX has a use for."""
    if "\\" in text or "{" in text or "}" in text:
        escape = _lone_sign if not _balanced(text) else _sign
        return _SPECIAL.sub(escape, text)
    for sign, escaped in _SIGNS:
        if sign in text:
            text = text.replace(sign, escaped)
    if ("-" in text and "--" in text) or "`" in text or ("'" in text and "''" in text):
        text = _LIGATURES.sub(_sign, text)
    return text


def _escape_lone(text: str) -> str:
    """The same for a piece of text whose braces have their partners elsewhere, if at all."""
    return _SPECIAL.sub(_lone_sign, text)


def _protected(text: str, escape: Callable[[str], str], *, first: bool = True) -> str:
    """The text escaped, with braces around the words that lowering would spoil.

    `first` says that the value begins here.
    """
    words = text.split(" ")
    odd = False
    for index, word in enumerate(words):
        if word.islower() or (len(word) > 3 and word.istitle() and word[1:].islower()):
            continue  # "Berlin"; but "O'Neil", "U.S.A." and "H2O2" are titles to Python, too
        begins = words[index - 1][-1:] in _SENTENCE_ENDS if index else first
        marked = _marked(word, begins)
        if marked != word:
            words[index] = marked
            odd = True
    if not odd or (len(words) > 2 and text.isupper()):  # shouted titles may be lowered
        return escape(text)
    return escape(" ".join(words)).replace(_START, "{").replace(_STOP, "}")


@remembered(4096)
def _marked(word: str, begins: bool) -> str:
    """The word with its protected part between sentinels; `begins`: it begins a sentence."""
    return CAPITALS.sub(_mark_later if begins else _mark, word)


def _mark(match: re.Match[str]) -> str:
    return _START + match[0] + _STOP


def _mark_later(match: re.Match[str]) -> str:
    """The same, but BibTeX keeps a capital that begins the title or stands behind a colon."""
    word = match[0]
    if len(word) == 1 and not any(map(str.isalnum, match.string[: match.start()])):
        return word
    return _START + word + _STOP


def _sign(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def _lone_sign(match: re.Match[str]) -> str:
    return _LONE.get(match[0]) or _ESCAPES[match[0]]


def _balanced(text: str) -> bool:
    return not ("{" in text or "}" in text) or fits(text, _BRACES)


def _styled(pieces: list[Run], protect: bool) -> str:
    """The runs within the commands of their styles; a protected stretch in braces."""
    escape = _escape if all(_balanced(text) for text, _ in pieces) else _escape_lone
    done: list[str] = []
    plain: list[str] = []  # beside `done`: the text that a piece says
    open_styles: list[tuple[str, int]] = []
    for text, styles in [*pieces, ("", ())]:
        shared = 0
        for style, (open_style, _) in zip(styles, open_styles, strict=False):
            if style != open_style:
                break
            shared += 1
        while len(open_styles) > shared:
            style, start = open_styles.pop()
            protected = style == "nocase" and not open_styles
            if style in _SHIFTS and _BARE.fullmatch(inner := "".join(done[start + 1 :])):
                done[start:] = [f"${_SHIFTS[style]}{{\\textrm{{{inner}}}}}$"]
                plain[start:] = ["".join(plain[start:])]
                continue
            _end(done, start, "".join(plain[start:]) if protected else None)
            plain.append("")
        for style in styles[shared:]:
            open_styles.append((style, len(done)))
            done.append(_OPENING[style])
            plain.append("")
        done.append(_protected(text, escape, first=not done) if protect and not styles
                    else escape(text))  # fmt: skip
        plain.append(text)
    result = "".join(done)
    if is_wrapped(result) and pieces[0][1][:1] == ("nocase",):
        return "{" + result + "}"
    return result


def _end(done: list[str], start: int, protected: str | None) -> None:
    """Close the group that begins at `start`; `protected` is what an outermost nocase says.

    A group that begins with a command would protect nothing, and one around words with capitals
    inside looks like those that the writer adds by itself: each gets another pair of braces.
    """
    done.append("}")
    if protected is None:
        return
    extra = "".join(done[start + 1 :]).startswith("\\") + (not worth_a_span(protected))
    done[start] = "{" * (1 + extra)
    done[-1] = "}" * (1 + extra)


def _keep_blanks(text: str, lines: bool) -> str:
    """Runs of blanks and line breaks in a form that BibTeX does not press together.

    None stands last: BibTeX cuts blanks off, and what a style puts behind would be the command's.
    """

    def keep(match: re.Match[str]) -> str:
        found = match[0]
        inside = match.start() > 0 and match.end() < len(text)
        if inside and found == "\n\n" and lines:
            return found
        first = " " if inside and "\n" not in found else ""
        rest = found[len(first) :]
        done = first + "".join(["\\newline{}" if char == "\n" else "\\ " for char in rest])
        return done + "{}" if done[-1:] == " " and match.end() == len(text) else done

    return _BLANKS.sub(keep, text)


def encode_verbatim(text: str, *, ascii_only: bool = False) -> str:
    """A URL, DOI or the like: as it stands, but that nothing in it can end the field.

    >>> encode_verbatim("http://x.org/a_b?c=%20&d#e~"), encode_verbatim("a}b")
    ('http://x.org/a_b?c=%20&d#e~', 'a%7Db')
    """
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    braces_fit = _balanced(text) and not is_wrapped(text)

    def quote(match: re.Match[str]) -> str:
        char = match[0]
        if char in "{}" and braces_fit:
            return char
        return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))

    text = _UNSAFE.sub(quote, text)
    if ascii_only:
        text = _FOREIGN.sub(quote, text)
    return text


_PLAIN_ADDRESS = regex(r"[!-Z\]_a-z|~]*")
_UNSAFE = regex(
    r"[{}\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]|(?<= ) |^ | $|\$(?=\\)|\^(?=\^)|(?<=\^)\^"
)
