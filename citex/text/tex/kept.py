"""TeX that a reader of TeX kept as it stood: the one text that may be written back unescaped."""

from __future__ import annotations

import re

from citex._late import regex
from citex.text.tables import words
from citex.text.tex.commands import is_known, unknown_commands
from citex.text.tex.decode import decode, fits

LENGTH = 10_000
"""What is longer is text, so that no look takes long."""

_READS_OR_DEFINES = frozenset(
    "input include newcommand renewcommand providecommand bibliographystyle".split()
)
_ALSO_HARMLESS = frozenset(words("harmless commands"))  # of LaTeX and biblatex, MathSciNet, revtex
_ENVIRONMENTS = frozenset(
    "center description displaymath enumerate equation itemize math quotation quote".split()
)
_COMMAND = regex(r"\\((?:[^\W\d_]|@)+|.)(\*?\s*\{([^{}\\]*)\}?)?", re.DOTALL)
_ADDRESS = regex(r"\s*(?:(?:https?|ftp|mailto|doi):.*|[^:]+)", re.DOTALL | re.IGNORECASE)
_LINKS = frozenset(("href", "url"))
_BRACES = regex(r"[{}]")
_ESCAPED_BRACES = regex(r"\\.|[{}]", re.DOTALL)
_COMMENT = regex(r"(?<!\\)%(?![0-9A-Fa-f]{2})")
_CONTROLS = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_ACCENT = regex(r"\\[^A-Za-z`'^\"~=.&%$#_{}]")


class KeptTeX(list[str]):
    """The values of a field as a file of TeX has them.

    A type, not a key: no JSON, XML or YAML, and no text in them, makes one, so what says in such a
    file that it is TeX is data like the rest. To JSON and to comparisons it is a list.

    >>> KeptTeX(["{\\\\'E}cole"]) == ["{\\\\'E}cole"], type(["x"]) is KeptTeX
    (True, False)
    """

    __slots__ = ()


def is_harmless(text: str) -> bool:
    r"""Whether TeX can stand in a file as it is: balanced, and no command in it but known ones.

    No known one reads or writes files, defines commands, ends an environment that it did not
    begin, or makes links other than to the web.

    >>> is_harmless(r"{\'E}cole \emph{normale} \& Co"), is_harmless(r"\input{/etc/passwd}")
    (True, False)
    >>> is_harmless("a} b {"), is_harmless("^^5cinput x"), is_harmless(r"\begin{input}{x}")
    (False, False, False)
    """
    if _CONTROLS.search(text) or not (fits(text, _BRACES) and fits(text, _ESCAPED_BRACES)):
        return False
    comment = _COMMENT.search(text) if "%" in text else None
    if "^^" in text or (comment and _BRACES.search(text, comment.end())):
        return False  # any character out of two others; a brace that only BibTeX sees
    if "\\" not in text:
        return True
    if len(text) > LENGTH or text[-1] == "\\":
        return False
    opened: list[str] = []
    for match in _COMMAND.finditer(text):
        name, group, argument = match[1], match[2], match[3]
        if not name[0].isalpha() and name[0] != "@":
            continue
        if name in ("begin", "end"):
            if argument not in _ENVIRONMENTS or not (group or "").endswith("}"):
                return False
            if name == "begin":
                opened.append(argument)
            elif not opened or opened.pop() != argument:
                return False
        elif name in _LINKS:
            if argument is None or not _ADDRESS.fullmatch(argument):
                return False
        elif name in _READS_OR_DEFINES or not (name in _ALSO_HARMLESS or is_known(name)):
            return False
    return not opened


def said(text: str) -> str:
    r"""The rich text of what comes as data and says that it is TeX; what is doubtful, as it stands.

    >>> said(r"\'Ecole \emph{normale}"), said(r"\input{x}"), said(r"C:\\new")
    ('École <i>normale</i>', '\\input{x}', 'C:\\\\new')
    """
    if ("\\" in text or "{" in text) and not _NO_ACCENT.search(text) and is_harmless(text):
        return text if unknown_commands(text) else decode(text, titled=True)
    return text
