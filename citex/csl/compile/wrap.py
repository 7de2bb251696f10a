"""Affixes, formatting, quotes, text-case and strip-periods, wrapped around what asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from citex._late import regex
from citex.csl import nodes
from citex.csl.compile import traits
from citex.csl.compile.frame import Code, Frame, Run
from citex.csl.compile.scope import Scope
from citex.csl.markup import (
    AXES,
    CLOSE,
    DECORATIONS,
    FORCE_MERGE,
    KEEP_BOTH,
    NO_MERGE,
    OPENERS,
    QUOTE,
    QUOTE_BARRIER,
    SENTINELS,
    STOP_FIRST,
)  # fmt: skip
from citex.csl.strings.case import apply
from citex.csl.strings.marks import MERGED, strip_periods
from citex.text.scripts import is_romanesque

_ATTRIBUTES = (
    ("vertical-align", "vertical_align"),
    ("text-decoration", "text_decoration"),
    ("font-weight", "font_weight"),
    ("font-variant", "font_variant"),
)
_ADDRESSES = ("DOI", "URL")  # nothing but an address with its full stops leads anywhere
_MARKS = tuple(".,:;!?")
_MERGING = (*_MARKS, " ")
_UNDONE = {off: "".join((on, flip, *other)) for on, off, flip, *other in AXES}
STRONG = (":", ";", "!", "?")
_VALUES = (nodes.Text, nodes.Label)
DIGITS_LAST = regex(r"\d\W*$")


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


def yielding(suffix: str, scope: Scope) -> str:
    """The suffix of a value; where a full stop of the layout meets it, the stop goes before."""
    if suffix[-1:] in (":", ";") and scope.area == "bibliography" and not scope.sorting:
        return suffix + STOP_FIRST
    return suffix


def standing(suffix: str, scope: Scope) -> str:
    """`KEEP_BOTH` where a suffix and the delimiter after it would merge, else nothing."""
    mark, delimiter = suffix[-1:], scope.delimiter[:1]
    return KEEP_BOTH if mark != delimiter and mark and mark + delimiter in MERGED else ""


def may_stand(node: Any, scope: Scope) -> bool:
    """Whether an element within, or a macro that it calls, has a suffix that may meet a stop."""
    return _anywhere("may stand", _ends_strongly, node, scope)


def _ends_strongly(node: Any) -> bool:
    return getattr(node, "suffix", "")[-1:] in STRONG


def _anywhere(name: str, test: Callable[[Any], bool], node: Any, scope: Scope) -> bool:
    """Whether something is so of anything within an element, or within a macro that it calls."""
    key = (name, node)
    found = scope.formats.get(key)
    if found is None:
        scope.formats[key] = False  # a macro that calls itself, should one come by
        found = scope.formats[key] = any(
            test(inner) or _anywhere(name, test, inner, scope)
            for inner in nodes.called_or_within(node, scope.macros)
        )
    return bool(found)


def like(model: str, text: str) -> str:
    """The text, of the same kind (str, PlainText, MissingText) as `model`."""
    kind = model.__class__
    return text if kind is str else kind(text)


class Affixes(NamedTuple):
    """What an element's attributes put around what it prints."""

    before: str
    after: str
    upright: str  # as `before` without italics, for scripts that have none
    rest: str
    holds: bool  # a container that may print decorated text, without decoration of its own
    trim: Callable[[str], str] | None  # takes a space that an affix of its own brings, too


def wrap(
    code: Code,
    node: nodes.Decorated,
    scope: Scope,
    *,
    leaf: bool = False,
    number: bool = False,
    macro: bool = False,
) -> Code:
    """The code with everything that the element's attributes ask for around it.

    `leaf` says that the element prints one value: italics do nothing to a value in a script that
    has none; `number` that it is a number; `macro` that it calls one, whose elements have a
    text-case of their own and lose their full stops one by one.
    """
    if code is None or code == "":
        return code
    if not macro and node.text_case and node.text_case != "normal":
        code = cased(code, node.text_case, scope)
    strips = node.strip_periods or (scope.stripping and not isinstance(node, nodes.Group))
    if strips and not macro and getattr(node, "variable", None) not in _ADDRESSES:
        code = each(code, strip_periods)
    if code is None:
        return None
    key = (node, leaf, number, scope.delimiter[:1], scope.sorting)
    affixes = scope.formats.get(key)
    if affixes is None:
        affixes = scope.formats[key] = _affixes_of(node, scope, leaf=leaf, number=number)
    before, after, upright, rest, holds, trim = affixes
    if trim is not None:
        code = each(code, trim) or ""
    if holds:
        if isinstance(code, str):
            inner = code[1:] if code.startswith(QUOTE_BARRIER) else code
            return like(
                code, before + inner + (FORCE_MERGE if code.endswith(CLOSE) else "") + after
            )
        return _merging(code, before, after)
    if not before and not after:
        return code
    if isinstance(code, str):
        return like(code, before + code + after)
    ends = "".join(others for normal, others in _UNDONE.items() if normal in before)
    if ends and leaf and not number and node.font_style in (None, "normal"):
        return _upright(code, before, after, ends)
    if leaf and node.font_style and not number:
        return _sloped(code, before, after, upright, rest)
    return surround(code, before, after)


def said_upright(opener: str, last: str) -> str:
    """The opener; that what it opens is upright is to be said where its last part is not."""
    for normal, others in _UNDONE.items():
        if normal in opener and any(other in last for other in others):
            opener = opener.replace(normal, QUOTE_BARRIER + normal)
    return opener


def _upright(run: Run, before: str, after: str, ends: str) -> Run:
    """As `surround`, of what is to be upright: that is said, too, where its last part is not."""

    def upright(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            start = before
            if CLOSE in text[-3:]:
                start = said_upright(before, _ending_in(text, ends))
            return like(text, start + text + after)
        return text

    return traits.no_terms_as(upright, run)


def _ending_in(text: str, kinds: str) -> str:
    """Which of these kinds the stretches are of that end with the text."""
    body = text.rstrip(NO_MERGE + FORCE_MERGE + QUOTE_BARRIER)
    start = len(body.rstrip(CLOSE))
    stack: list[str] = []
    found = ""
    for match in SENTINELS.finditer(body):
        char = match.group()
        if char in OPENERS:
            stack.append(char)
        elif char == CLOSE and stack:
            kind = stack.pop()
            if kind in kinds and match.start() >= start:
                found += kind
    return found


def _affixes_of(node: nodes.Decorated, scope: Scope, *, leaf: bool, number: bool) -> Affixes:
    opener = openers(node)
    suffix = node.suffix
    if not number and isinstance(node, _VALUES) and not getattr(node, "macro", None):
        suffix = yielding(suffix, scope)
    if number and suffix[-1:] in _MARKS:
        suffix += QUOTE_BARRIER
    suffix += standing(node.suffix, scope)
    prefix = node.prefix
    if opener and not node.quotes and prefix[:1] in _MARKS:
        prefix = QUOTE_BARRIER + prefix  # a quotation before it does not take this mark in
    plain = openers(node, style=False)
    holds = not (leaf or opener or scope.sorting) and (not suffix or suffix[0] in _MERGING)
    return Affixes(
        before=prefix + opener,
        after=CLOSE * len(opener) + suffix,
        upright=(prefix if plain else node.prefix) + plain,
        rest=CLOSE * len(plain) + suffix,
        holds=holds and _may_decorate(node, scope),
        trim=None if leaf or scope.sorting else _trim(node, scope, bool(opener)),
    )


def _trim(node: nodes.Decorated, scope: Scope, formatted: bool) -> Callable[[str], str] | None:
    """What becomes of a container's text where an affix of its own meets it, if anything."""
    before, after = node.prefix[-1:], node.suffix[:1]
    if after == "." and not formatted and may_stand(node, scope):
        return _marked_before_stop if before in _MARKS else before_stop
    return _meeting(before, after, formatted)


def before_stop(text: str) -> str:
    """The text of a container whose suffix begins with a full stop: that gives way to a mark that
    ends the text, formatted or not, but for the suffix of digits; it stands before that of a value.
    """
    if text.endswith(STOP_FIRST):
        text = stopped(text[: -len(STOP_FIRST)])
    elif text[-1:] == QUOTE_BARRIER:
        if DIGITS_LAST.search(text):
            return text
        text = text.rstrip(QUOTE_BARRIER)
    return text + FORCE_MERGE if text[-1:] in STRONG and text[-2:-1] >= CLOSE else text


def stopped(text: str) -> str:
    """The text with a full stop at the end of the value that its last mark follows."""
    value = text[:-1].rstrip(CLOSE + " \u00a0")
    return text if value[-1:] == "." else f"{value}.{text[len(value) :]}"


def _marked_before_stop(text: str) -> str:
    return before_stop(_marked(text))


def _meeting(before: str, after: str, formatted: bool) -> Callable[[str], str] | None:
    """What becomes of a container's text where its own affixes end and begin so, if anything."""
    if formatted:
        return _trimmed(before == " ", after == " ") if " " in (before, after) else None
    return _marked if before in _MARKS else None


def _marked(text: str) -> str:
    """The text of a container whose prefix ends with a mark: one that it begins with stands."""
    return NO_MERGE + text if text[0] in _MARKS else text


def _may_decorate(node: Any, scope: Scope) -> bool:
    """Whether anything within an element, or a macro that it calls, has formatting or quotes."""
    return _anywhere("may decorate", _decorates, node, scope)


def _decorates(node: Any) -> bool:
    return isinstance(node, nodes.Decorated) and bool(openers(node))


def _trimmed(start: bool, end: bool) -> Callable[[str], str]:
    """Takes the space at an end of a container's text, where an affix of its own brings one."""

    def trimmed(text: str) -> str:
        if start and text[0] == " ":
            text = text[1:]
        return text[:-1] if end and text[-1:] == " " else text

    return trimmed


def _merging(run: Run, before: str, after: str) -> Run:
    """As `surround`; what follows a container gives way to a mark at the end of what it holds,
    within formatting or quotation marks though that be.
    """
    if not before and not after:
        return _marking(run)

    def surrounded(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            last = text[-1]
            if last < CLOSE and text[0] != QUOTE_BARRIER:
                return like(text, before + text + after)
            between = FORCE_MERGE if last == CLOSE else ""
            whole = text
            if text[0] == QUOTE_BARRIER and text[1:2] not in _UNDONE:
                whole = text[1:]
            return like(text, before + whole + between + after)
        return text

    return traits.no_terms_as(surrounded, run)


def _marking(run: Run) -> Run:
    """As `_merging`, without affixes; containers within one another need it once."""
    if "marks" in run.__dict__:
        return run

    def marked(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            last = text[-1]
            if (
                text[0] == QUOTE_BARRIER and text[1:2] not in _UNDONE
            ):  # the mark is the container's now, which has no formatting
                text = like(text, text[1:])
            if last == CLOSE:
                return like(text, text + FORCE_MERGE)
        return text

    marked.__dict__["marks"] = True
    return traits.no_terms_as(marked, run)


def surround(run: Run, before: str, after: str) -> Run:
    """The code with text before and after what it prints."""
    if traits.prints_always(run):  # which the types do not say
        return traits.always_prints(lambda frame: before + run(frame) + after)  # type: ignore[operator]
    if traits.has_no_terms(run):

        def around(frame: Frame) -> str | None:
            text = run(frame)
            return before + text + after if text else text

        return traits.no_terms(around)

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

    return traits.no_terms_as(sloped, run)


def each(code: Code, change: Callable[[str], str]) -> Code:
    """The code with a change made to whatever text it prints."""
    if code is None:
        return None
    if isinstance(code, str):
        return like(code, change(code)) if code else code

    run = code
    if traits.has_no_terms(run):

        def changed_plain(frame: Frame) -> str | None:
            text = run(frame)
            return change(text) if text else text

        needed = traits.required(run)  # not as sure as the run: the change may leave nothing
        return traits.requires(changed_plain, needed) if needed else traits.no_terms(changed_plain)

    def changed(frame: Frame) -> str | None:
        text = run(frame)
        return like(text, change(text)) if text else text

    return changed


def cased(code: Code, case: str, scope: Scope) -> Code:
    """The code with its text in another case, by the language of the work."""
    default = scope.locale.lang
    if code is None:
        return None
    if isinstance(code, str):
        language = None if case == "title" else default  # terms are in the style's language
        return like(code, apply(case, code, language)) if code else code
    run = code
    law = scope.has("jurisdiction") if case == "title" else False
    if law:
        return code  # laws and cases keep the title that their jurisdiction gives them
    if law is None:

        def titled(frame: Frame) -> str | None:
            text = run(frame)
            if not text or frame.work["jurisdiction"] is not None:
                return text
            return like(text, apply(case, text, frame.language or default))

        return traits.no_terms_as(titled, run)

    def changed(frame: Frame) -> str | None:
        text = run(frame)
        return like(text, apply(case, text, frame.language or default)) if text else text

    return traits.no_terms_as(changed, run)
