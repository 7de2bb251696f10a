"""Markdown that CommonMark and pandoc read alike, with nothing of a field taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citex._late import regex
from citex.csl.markup import (
    BLOCK,
    BOLD,
    CLOSE,
    INDENT,
    ITALIC,
    NO_MERGE,
    OBLIQUE,
)
from citex.csl.output.base import HAS_SENTINEL, SENTINEL, Output, ends, scrub
from citex.csl.output.tags import MARKDOWN

_STARS = {
    ITALIC: ("*", "<em>", "</em>"),
    OBLIQUE: ("*", "<em>", "</em>"),
    BOLD: ("**", "<strong>", "</strong>"),
}
_SPECIAL = regex(
    r"[\\`*_\[\]{}<>~^$|#@]|(?<=\\)[()]|&(?=#?\w+;)|--+|==+|\.\.\.|:(?=[\w+-]+:)|[\t\n\r]+"
)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
"""What some programs take for a tag even behind a backslash (Python-Markdown, PHP Markdown)."""
_LINE_START = regex(
    r"^[ ]*(?:([-+=:%])|(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$))|^[ ]+",
    re.MULTILINE,
)
"""What begins a list, a heading, a table, a definition, or with blanks enough, code."""
_PLAIN_STARS = regex(r"\w", re.UNICODE)


class MarkdownOutput(Output):
    """Markdown; what it has no marks for is written as HTML elements."""

    name = "markdown"
    tags = MARKDOWN
    between = "\n\n"

    def inline(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text as Markdown that may begin a paragraph.

        >>> MarkdownOutput().inline("1. a_b *c*")
        '1\\\\. a\\\\_b \\\\*c\\\\*'
        """
        return _guard(self._inline(text, targets))

    def continued(self, text: str, targets: Sequence[str] = ()) -> str:
        """Finished text as Markdown within a line.

        >>> MarkdownOutput().inline("(2020) said"), MarkdownOutput().continued("(2020) said")
        ('(2020\\\\) said', '(2020) said')
        """
        return _guard("." + self._inline(text, targets))[1:]

    def _inline(self, text: str, targets: Sequence[str]) -> str:
        if text.isascii() or not HAS_SENTINEL.search(text):
            return escape(text)
        written = _write(text, self.links(targets))
        return written.strip(" \n") if "\n" in written else written.rstrip(" ")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, wherever in a line it stands.

    >>> escape("<b> & &amp; --")
    '&lt;b&gt; & &amp;amp; \\\\-\\\\-'
    """
    return _SPECIAL.sub(_replace, scrub(text))


def _replace(match: re.Match[str]) -> str:
    found = match.group()
    if found in _ENTITIES:
        return _ENTITIES[found]
    return " " if found.isspace() else "".join("\\" + char for char in found)


def _guard(text: str) -> str:
    """The text, no line of it to be read as a list item, heading or code."""
    return _LINE_START.sub(_guarded, text)


def _guarded(match: re.Match[str]) -> str:
    mark, number, end = match.groups()
    return f"\\{mark}" if mark else f"{number}\\{end}" if end else ""


def _write(text: str, links: Iterator[tuple[str, str]]) -> str:
    tokens = [token for token in SENTINEL.split(text) if token]
    pieces: list[str] = []
    stack: list[str] = []
    for place, token in enumerate(tokens):
        if token in _STARS:
            stars, before, after = _STARS[token]
            if _fits(tokens, place, stack):
                before = after = stars
            pieces.append(before)
            stack.append(after)
        elif token == CLOSE:
            if stack:
                pieces.append(stack.pop())
        elif token == NO_MERGE:
            continue
        elif "\ufdd0" <= token <= "\ufdef":
            before, after = ends(token, MARKDOWN, links)
            pieces.append(before)
            stack.append(after)
        else:
            pieces.append(_unpaired(escape(token)))
    pieces.extend(reversed(stack))
    return "".join(pieces)


def _unpaired(text: str) -> str:
    """The text, its straight quotation marks in no pair, which might cut emphasis (pandoc's)."""
    return text.replace('"', "&quot;").replace("'", "&#39;")


def _fits(tokens: list[str], start: int, stack: list[str]) -> bool:
    """Whether stars around this stretch open and close emphasis under CommonMark's rules."""
    if any(after.startswith("*") for after in stack):
        return False  # runs of stars that meet are read in more than one way
    depth = 0
    for end in range(start, len(tokens)):
        if tokens[end] == CLOSE:
            depth -= 1
            if not depth:
                break
        elif tokens[end] in (BLOCK, INDENT):
            return False  # stars do not reach over lines
        elif "\ufdd0" <= tokens[end] <= "\ufdef":
            depth += 1
    else:
        return False
    inner = "".join(token for token in tokens[start + 1 : end] if not "\ufdd0" <= token <= "\ufdef")
    before = tokens[start - 1][-1:] if start else " "
    after = tokens[end + 1][:1] if end + 1 < len(tokens) else " "
    return bool(inner) and _opens(before, inner[0]) and _opens(after, inner[-1])


def _opens(outside: str, inside: str) -> bool:
    """Whether a run of stars between these two characters leans to the inside."""
    if inside.isspace() or "\ufdd0" <= outside <= "\ufdef" or outside == "*":
        return False
    return _PLAIN_STARS.match(inside) is not None or not outside.isalnum()
