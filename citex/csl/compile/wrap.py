"""Affixes, formatting, quotes, text-case and strip-periods, wrapped around what is asked for only."""

from __future__ import annotations

import re
from functools import partial

from citex.csl import nodes
from citex.csl.compile.scope import (
    Code,
    Doubtful,
    Fixed,
    Frame,
    Run,
    Scope,
    is_plain,
    plain,
    plain_as,
)
from citex.csl.markup import CLOSE, DECORATIONS, MERGE, QUOTE, SOFT
from citex.csl.strings.case import apply
from citex.csl.strings.script import is_romanesque

_ATTRIBUTES = (
    ("vertical-align", "vertical_align"),
    ("text-decoration", "text_decoration"),
    ("font-weight", "font_weight"),
    ("font-variant", "font_variant"),
)
_MARKS = tuple(".,:;!?")
_PERIOD = re.compile(r"\.(?![a-z])")


def openers(node: nodes.Decorated, *, style: bool = True) -> str:
    """The sentinels that begin an element's formatting, the outermost first."""
    text = QUOTE if node.quotes else ""
    for attribute, field in _ATTRIBUTES:
        value = getattr(node, field)
        if value:
            text += DECORATIONS[attribute, value]
    if style and node.font_style:
        text += DECORATIONS["font-style", node.font_style]
    return text


def display(node: nodes.Decorated) -> str:
    """The sentinel of an element's display attribute, or ""."""
    return DECORATIONS["display", node.display] if node.display else ""


def strip_periods(text: str) -> str:
    """The text without the periods that a small letter does not follow."""
    return _PERIOD.sub("", text) if "." in text else text


def like(model: str, text: str) -> str:
    """The text, of the same kind (str, Fixed, Doubtful) as `model`."""
    kind = model.__class__
    return text if kind is str else kind(text)


def wrap(
    code: Code,
    node: nodes.Decorated,
    scope: Scope,
    *,
    leaf: bool = False,
    number: bool = False,
) -> Code:
    """The code with everything that the element's attributes ask for around it.

    `leaf` says that the element prints one value: italics do nothing to a value in a script that
    has none; `number` that it is a number.
    """
    if code is None or code == "":
        return code
    if node.text_case and node.text_case != "normal":
        code = cased(code, node.text_case, scope)
    if node.strip_periods:
        code = each(code, strip_periods)
    opener = openers(node)
    suffix = node.suffix
    if number and suffix[-1:] in _MARKS:
        suffix += SOFT
    before = display(node) + node.prefix + opener
    after = CLOSE * len(opener) + suffix + (CLOSE if node.display else "")
    if not before and not after:
        return code
    merging = not leaf and node.suffix[:1] in _MARKS
    if isinstance(code, str):
        between = MERGE if merging and code.endswith(CLOSE) and not opener else ""
        return like(code, before + code + between + after)
    if merging and not opener:
        return _merging(code, before, after)
    if leaf and node.font_style:
        plain = openers(node, style=False)
        upright = display(node) + node.prefix + plain
        rest = CLOSE * len(plain) + suffix + (CLOSE if node.display else "")
        return _sloped(code, before, after, upright, rest)
    return surround(code, before, after)


def _merging(run: Run, before: str, after: str) -> Run:
    """As `surround`; the stop of a container gives way to a mark at the end of what it holds."""

    def surrounded(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            between = MERGE if text[-1] == CLOSE else ""
            return like(text, before + text + between + after)
        return text

    return plain_as(surrounded, run)


def surround(run: Run, before: str, after: str) -> Run:
    """The code with text before and after what it prints."""

    if is_plain(run):

        def around(frame: Frame) -> str | None:
            text = run(frame)
            return before + text + after if text else text

        return plain(around)

    def surrounded(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            kind = text.__class__
            if kind is str:
                return before + text + after
            return kind(before + text + after)
        return text

    return surrounded


def _sloped(run: Run, before: str, after: str, upright: str, rest: str) -> Run:
    def sloped(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            if text.isascii() or is_romanesque(text):
                return like(text, before + text + after)
            return like(text, upright + text + rest)
        return text

    return plain_as(sloped, run)


def each(code: Code, change: partial[str] | Run | object) -> Code:
    """The code with a change made to whatever text it prints."""
    assert callable(change)
    if code is None:
        return None
    if isinstance(code, str):
        return like(code, change(code)) if code else code

    run = code

    def changed(frame: Frame) -> str | None:
        text = run(frame)
        return like(text, change(text)) if text else text

    return plain_as(changed, run)


def cased(code: Code, case: str, scope: Scope) -> Code:
    """The code with its text in another case, by the language of the work."""
    default = scope.locale.lang
    if code is None:
        return None
    if isinstance(code, str):
        language = None if case == "title" else default  # terms are in the style's language
        return like(code, apply(case, code, language)) if code else code
    run = code
    if case == "title":

        def titled(frame: Frame) -> str | None:
            text = run(frame)
            if not text or frame.base["jurisdiction"] is not None:
                return text  # laws and cases keep the title that their jurisdiction gives them
            return like(text, apply(case, text, frame.language or default))

        return plain_as(titled, run)

    def changed(frame: Frame) -> str | None:
        text = run(frame)
        return like(text, apply(case, text, frame.language or default)) if text else text

    return plain_as(changed, run)


def merged(parts: list[str], *, attempted: bool, success: bool, text: str) -> str:
    """Text joined from parts, marked with what the parts say of variables."""
    if success:
        return text
    return Doubtful(text) if attempted else Fixed(text)
