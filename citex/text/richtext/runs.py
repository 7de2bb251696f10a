"""CSL's rich text as runs of plain text with their styles, and runs as rich text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import asdict, replace

from citex._late import regex
from citex.model import VARIABLES, Name, Paper

Run = tuple[str, tuple[str, ...]]
"""A stretch of text and its styles, the outermost first: i, b, sup, sub, sc, nocase."""

_TAG = regex(
    r"<(?:(?P<close>/(?:i|b|sup|sub|span))|(?P<open>i|b|sup|sub)"
    r"""|span\s+(?:style=["']font-variant:\s*(?P<sc>small-caps);?["']"""
    r"""|class=["'](?P<nocase>nocase)["']))>"""
)
DEPTH = 30
"""How deep tags may nest; what opens deeper is literal text."""
OPENING = {
    "i": "<i>", "b": "<b>", "sup": "<sup>", "sub": "<sub>",
    "sc": '<span style="font-variant:small-caps;">', "nocase": '<span class="nocase">',
}  # fmt: skip
CLOSING = {"i": "</i>", "b": "</b>", "sup": "</sup>", "sub": "</sub>"}


def runs(text: str) -> list[Run]:
    """The runs of a rich text; a tag without its partner is literal text.

    >>> runs("On <i>D. <b>x</b></i> < 5 <i>")
    [('On ', ()), ('D. ', ('i',)), ('x', ('i', 'b')), (' < 5 <i>', ())]
    """
    if "<" not in text:
        return [(text, ())] if text else []
    found: list[Run] = []
    stack: list[str] = []
    marks = _marks(text)
    position = 0
    for match in _TAG.finditer(text):
        style = marks.get(match.start())
        if style is None:
            continue
        _append(found, text[position : match.start()], tuple(stack))
        position = match.end()
        if match["close"]:
            stack.pop()
        else:
            stack.append(style)
    _append(found, text[position:], ())
    return found


def plain(text: str) -> str:
    """The rich text without its markup.

    >>> plain("H<sub>2</sub>O, a < b")
    'H2O, a < b'
    """
    return "".join(piece for piece, _ in runs(text)) if "<" in text else text


def unmarked(paper: Paper) -> Paper:
    """The paper with each text and name as plain text.

    >>> unmarked(Paper(title="On <i>E. coli</i>")).title
    'On E. coli'
    """
    changes: dict[str, object] = {}
    for attribute in VARIABLES.values():
        value = getattr(paper, attribute)
        if isinstance(value, str) and "</" in value:
            changes[attribute] = bare(value) or None
        elif isinstance(value, list):
            changes[attribute] = [_unmarked_name(name) for name in value]
    return replace(paper, **changes)


def _unmarked_name(name: Name) -> Name:
    parts = asdict(name)
    return replace(name, **{k: bare(v) for k, v in parts.items() if isinstance(v, str)})


_RAISED = str.maketrans("0123456789+-\u2212=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_EXPONENT = regex(r"<sup>([\d+\u2212=()n-]+)</sup>", re.ASCII)


def bare(text: str) -> str:
    """Plain text that says the same, and would not be taken for rich text in its turn.

    Raised numbers stay raised: 10<sup>3</sup> is not 103.

    >>> bare("10<sup>3</sup> <i>E. coli</i> in H<sub>2</sub>O"), bare("a<<b></b>i>x</i>")
    ('10³ E. coli in H2O', 'ax')
    """
    if "<sup>" in text:
        text = _EXPONENT.sub(lambda match: match[1].translate(_RAISED), text)
    while (shorter := plain(text)) != text:
        text = shorter
    return text


def rich(parts: Iterable[Run]) -> str:
    """The rich text of runs; neighbours share the tags that they have in common.

    >>> rich([("On ", ()), ("D. ", ("i",)), ("x", ("i", "b"))])
    'On <i>D. <b>x</b></i>'
    """
    pieces: list[str] = []
    open_styles: list[str] = []
    for text, styles in parts:
        if not text:
            continue
        shared = 0
        while shared < min(len(styles), len(open_styles)) and styles[shared] == open_styles[shared]:
            shared += 1
        pieces += [CLOSING.get(style, "</span>") for style in reversed(open_styles[shared:])]
        pieces += [OPENING[style] for style in styles[shared:]]
        open_styles[shared:] = styles[shared:]
        pieces.append(text)
    pieces += [CLOSING.get(style, "</span>") for style in reversed(open_styles)]
    return "".join(pieces)


def _append(found: list[Run], text: str, styles: tuple[str, ...]) -> None:
    if not text:
        return
    if found and found[-1][1] == styles:
        text = found.pop()[0] + text
    found.append((text, styles))


def _marks(text: str) -> dict[int, str]:
    """Where each tag that has a partner starts, and its style."""
    marks: dict[int, str] = {}
    open_tags: list[tuple[int, str, str]] = []
    waiting = dict.fromkeys(("i", "b", "sup", "sub", "span"), 0)
    for match in _TAG.finditer(text):
        if not match["close"]:
            if len(open_tags) == DEPTH:
                continue
            style = match["open"] or ("sc" if match["sc"] else "nocase")
            open_tags.append((match.start(), style, match["open"] or "span"))
            waiting[open_tags[-1][2]] += 1
            continue
        name = match["close"][1:]
        while waiting[name]:
            start, style, tag = open_tags.pop()
            waiting[tag] -= 1
            if tag == name:
                marks[start] = marks[match.start()] = style
                break
    return marks
