"""CSL's rich text as LaTeX text: everything escaped, mark-up as commands, capitals protected."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from citex.formats._richtext import Run, runs
from citex.formats.bibtex._decode import CAPITALS, is_wrapped
from citex.formats.bibtex._symbols import to_ascii

Protect = Literal["words", "all", "none"]

_ESCAPES = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "\u00a0": "~", "\t": " ",
    "-": "-{}", "`": "`{}", "'": "'{}", "?": "?{}", "!": "!{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[&%$#_{}~^\\<>\u00a0\t]|-(?=-)|`(?=`)|'(?=')|[?!](?=`)")
_SIGNS = [
    (sign, _ESCAPES[sign]) for sign in "&%$#_~^<>\u00a0\t"
]  # no backslash, no braces: what replaces one sign holds no other
_SAFE = re.compile(r"[0-9A-Za-zÀ-ɏ一-龥,.;:()/+]+(?:[ -][0-9A-Za-zÀ-ɏ一-龥,.;:()/+]+)*")
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")
_SENTENCE_ENDS = (":", "?", "!", ".")
_START, _STOP = "\ufdd1", "\ufdd2"
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_BLANKS = re.compile(r"[ \t]*\r\n?[ \t]*|[ \t]*\n[\n \t]*|  +|^ +| +$")
_BREAKS = re.compile(r"\n")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
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
        return text
    if not text.isprintable() and _CONTROLS.search(text):
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


_AND = re.compile(r"(?<=\s)(and)(?=\s)", re.IGNORECASE)


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
        if word.islower() or (len(word) > 3 and word.istitle() and "-" not in word):
            continue
        begins = words[index - 1][-1:] in _SENTENCE_ENDS if index else first
        marked = _marked(word, begins)
        if marked != word:
            words[index] = marked
            odd = True
    if not odd or (len(words) > 2 and text.isupper()):  # shouted titles may be lowered
        return escape(text)
    return escape(" ".join(words)).replace(_START, "{").replace(_STOP, "}")


@lru_cache(maxsize=4096)
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
    """Whether the literal braces of a text fit."""
    depth = 0
    for char in text:
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _styled(pieces: list[Run], protect: bool) -> str:
    """The runs within the commands of their styles; a protected stretch in braces."""
    escape = _escape if all(_balanced(text) for text, _ in pieces) else _escape_lone
    done: list[str] = []
    open_styles: list[tuple[str, int]] = []
    for text, styles in pieces:
        names = [style for style, _ in open_styles]
        shared = 0
        while shared < min(len(styles), len(names)) and styles[shared] == names[shared]:
            shared += 1
        _close(done, open_styles, shared)
        for style in styles[shared:]:
            open_styles.append((style, len(done)))
            done.append(_OPENING[style])
        if protect and not styles:
            done.append(_protected(text, escape, first=not done))
        else:
            done.append(escape(text))
    _close(done, open_styles, 0)
    result = "".join(done)
    if is_wrapped(result) and pieces[0][1][:1] == ("nocase",):
        return "{" + result + "}"
    return result


def _close(done: list[str], open_styles: list[tuple[str, int]], keep: int) -> None:
    while len(open_styles) > keep:
        style, start = open_styles.pop()
        done.append("}")
        if style == "nocase" and not open_styles:
            inner = "".join(done[start + 1 : -1])
            if inner.startswith("\\") or _would_drop(inner):
                done[start] = "{{"
                done.append("}")


def _would_drop(inner: str) -> bool:
    """Whether the reader would take these braces for those that the writer adds by itself."""
    return not re.search(r"[0-9A-Za-zÀ-ɏͰ-ӿḀ-ỿ]", CAPITALS.sub("", inner))


def _keep_blanks(text: str, lines: bool) -> str:
    """Runs of blanks and line breaks in a form that BibTeX does not press together."""

    def keep(match: re.Match[str]) -> str:
        found = match[0]
        if "\n" not in found:
            if match.start() == 0 or match.end() == len(text):
                return "\\ " * len(found)
            return " " + "\\ " * (len(found) - 1)
        count = found.count("\n")
        if lines and found == "\n\n" and match.start() > 0 and match.end() < len(text):
            return found
        before, _, after = found.partition("\n")
        after = after.replace("\n", "")
        return "\\ " * len(before) + "\\newline{}" * count + "\\ " * len(after)

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


_PLAIN_ADDRESS = re.compile(r"[!-Z\]_a-z|~]*")
_UNSAFE = re.compile(r"[{}\\\x00-\x1f\x7f-\x9f\ufdd0-\ufdef]|(?<= ) |^ | $|\$(?=\\)")
