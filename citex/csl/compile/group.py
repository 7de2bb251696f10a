"""cs:group, macros and plain sequences: children joined, and left out where variables are empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from citex.csl import nodes
from citex.csl.compile import traits
from citex.csl.compile.frame import IMPORTANT, Code, Frame, MissingText, PlainText, Run
from citex.csl.compile.scope import Scope
from citex.csl.compile.wrap import DIGITS_LAST, STRONG, each, may_stand, stopped, wrap
from citex.csl.markup import KEEP_BOTH, NO_MERGE, QUOTE_BARRIER, STOP_FIRST
from citex.csl.strings.marks import MARKS

Compile = Callable[[nodes.Node, Scope], Code]


def compile_group(node: nodes.Group, scope: Scope, compile_node: Compile) -> Code:
    """A group: nothing if it calls variables and all are empty (CSL 1.0.2, "Group")."""
    delimiter = node.delimiter or ""
    inner = scope
    if scope.delimiter != delimiter or scope.trying:
        inner = scope.but(delimiter=delimiter, trying=False)
    codes = [compile_node(child, inner) for child in node.children]
    code = group_of(codes, delimiter)
    if delimiter and not scope.sorting:
        code = _delimited(code, node, delimiter, scope)
    return wrap(code, node, scope)


def _delimited(code: Code, node: nodes.Group, delimiter: str, scope: Scope) -> Code:
    """The group with the marks of its delimiter beside those of the affixes that they meet.

    Another mark that ends the suffix of an element, or begins what follows, stands beside it; one
    that ends the suffix of a value deeper down has a full stop before it, or takes that in if the
    value is a number in words.
    """
    first, end = delimiter[0], delimiter[-1]
    meets = first in MARKS and may_stand(node, scope)
    others = "".join(MARKS - {end}) if end in MARKS else ""
    if not meets and not others:
        return code
    following = re.compile(f"{re.escape(delimiter)}(?=[{others}])") if others else None

    def delimited(text: str) -> str:
        if meets and QUOTE_BARRIER in text:
            text = text.replace(STOP_FIRST + KEEP_BOTH + delimiter, NO_MERGE + delimiter)
            text = text.replace(KEEP_BOTH + delimiter, NO_MERGE + delimiter).replace(KEEP_BOTH, "")
            if first == ".":
                *before, last = text.split(STOP_FIRST + delimiter)
                text = delimiter[1:].join([*map(stopped, before), last])
                text = _taken_in(text, delimiter)
        if following is not None and delimiter in text:
            text = following.sub(delimiter + NO_MERGE, text)
        return text

    return each(code, delimited)


def _taken_in(text: str, delimiter: str) -> str:
    """The text in which the mark of a number in words takes in the stop of the delimiter."""
    parts = text.split(QUOTE_BARRIER + delimiter)
    for place, part in enumerate(parts[:-1]):
        in_words = part[-1:] in STRONG and DIGITS_LAST.search(part) is None
        parts[place] += delimiter[1:] if in_words else QUOTE_BARRIER + delimiter
    return "".join(parts)


def group_of(codes: Iterable[Code], delimiter: str) -> Code:
    """The codes as one group."""
    live = [code for code in codes if code is not None]
    if not live:
        return None
    runs = [code for code in live if not isinstance(code, str)]
    if not runs:
        return _constant([code for code in live if isinstance(code, str)], delimiter)
    if len(live) == 1 and traits.has_no_terms(live[0]):
        return live[0]
    if any(map(traits.prints_always, live)):
        return _certain(live, delimiter)
    attempted = len(runs) < len(live) and any(_is_attempt(code) for code in live)
    if len(runs) == 1 and all(not code for code in live if code is not runs[0]):
        return _alone(runs[0], attempted=attempted)
    texts = [code for code in live if code]
    if len(texts) == len(runs) and all(map(traits.has_no_terms, runs)):
        return traits.no_terms(_joined_plain(runs, delimiter, attempted=attempted))
    return traits.no_terms(
        _joined([traits.run_of(code) for code in texts], delimiter, attempted=attempted)
    )


def _is_attempt(code: Code) -> bool:
    """Whether a constant tells of a variable that was called, and empty."""
    return code == "" or code.__class__ is MissingText


def sequence(codes: Iterable[Code], delimiter: str = "") -> Code:
    """The codes one after another, without a group's judgement."""
    live = [code for code in codes if code is not None]
    if not live:
        return None
    if len(live) == 1:
        return live[0]
    runs = [code for code in live if callable(code)]
    if not runs:
        texts = [code for code in live if isinstance(code, str) and code]
        if any(map(traits.prints_always, texts)):
            return delimiter.join(texts)
        doubtful = len(texts) < len(live) or any(isinstance(text, MissingText) for text in texts)
        text = delimiter.join(texts)
        return (MissingText(text) if doubtful else PlainText(text)) if text else ""
    if any(map(traits.prints_always, live)):
        return _certain(live, delimiter)
    attempted = len(runs) < len(live) and any(_is_attempt(code) for code in live)
    if len(runs) == len(live) and all(map(traits.has_no_terms, runs)):
        return traits.no_terms(_joined_plain(runs, delimiter, attempted=False))
    return _joined(
        [traits.run_of(code) for code in live if code],
        delimiter,
        attempted=attempted,
        sequence=True,
    )


def _certain(codes: Iterable[Code], delimiter: str) -> Code:
    """The codes joined, where one of them is sure to print a variable: nothing need be judged."""
    parts: list[Code] = []
    for code in codes:
        if isinstance(code, str) and parts and isinstance(parts[-1], str):
            parts[-1] = delimiter.join((parts[-1], code)) if code else parts[-1]
        elif code:
            parts.append(code)
    runs = [part for part in parts if callable(part)]
    if not runs:
        return str(parts[0])
    if not all(map(traits.prints_always, runs)):
        return traits.always_prints(_printing(parts, delimiter))
    if len(parts) == 1:
        return parts[0]
    if len(runs) == len(parts) == 2:
        one, two = runs  # both sure, which the types do not say
        return traits.always_prints(lambda frame: one(frame) + delimiter + two(frame))  # type: ignore[operator]
    return traits.always_prints(_filled(parts, delimiter))


def _filled(parts: list[Code], delimiter: str) -> Run:
    """Constants and texts that are sure to print, in order."""
    template: list[Any] = [part if isinstance(part, str) else "" for part in parts]
    places = [(place, part) for place, part in enumerate(parts) if callable(part)]
    join = delimiter.join

    def filled(frame: Frame) -> str | None:
        texts = template.copy()
        for place, run in places:
            texts[place] = run(frame)
        return join(texts)

    return filled


def _printing(parts: list[Code], delimiter: str) -> Run:
    """What prints of the parts, one of which is sure to."""
    runs = [traits.run_of(part) for part in parts]
    join = delimiter.join

    def printing(frame: Frame) -> str | None:
        texts = []
        for run in runs:
            text = run(frame)
            if text:
                texts.append(text)
        return join(texts)

    return printing


def tried(
    children: Iterable[nodes.Node], scope: Scope, compile_node: Compile, *, to_term: bool = False
) -> list[Code]:
    """The codes that are tried in turn until one prints; none after one that is sure to.

    With `to_term`, none after a term or value: it stands in even where it is empty.
    """
    codes: list[Code] = []
    hidden = scope.hidden
    for child in children:
        before = hidden.state()
        code = compile_node(child, scope)
        if any(codes) or not traits.prints_always(code):
            hidden.doubt(before)
        codes.append(code)
        is_term = isinstance(child, nodes.Text) and (child.term or child.value)
        if traits.prints_always(code) or (to_term and is_term):
            break
    return codes


def first_of(codes: Iterable[Code]) -> Code:
    """The first of the codes that prints."""
    live = [code for code in codes if code is not None]
    if len(live) < 2:
        return live[0] if live else None
    runs = [traits.run_of(code) for code in live if code]
    if not runs:
        return ""

    def first(frame: Frame) -> str | None:
        for run in runs:
            text = run(frame)
            if text or text is IMPORTANT:
                return text
        return ""

    return (
        traits.always_prints(first)
        if any(map(traits.prints_always, live))
        else traits.no_terms_as(first, *live)
    )


def _constant(texts: list[str], delimiter: str) -> Code:
    printed = [text for text in texts if text]
    if not printed:
        return ""
    doubtful = len(printed) < len(texts) or any(isinstance(text, MissingText) for text in printed)
    if doubtful and all(isinstance(text, (PlainText, MissingText)) for text in printed):
        return ""  # a variable was called that this style or type never has
    return delimiter.join(printed)


def _alone(run: Run, *, attempted: bool) -> Run:
    """A group of one element that may print; `attempted`: beside it a variable was empty."""
    if traits.has_no_terms(run):
        return traits.no_terms(_or_empty(run)) if attempted else run

    def alone(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            kind = text.__class__
            if kind is str:
                return text
            return "" if attempted or kind is MissingText else str(text)
        return "" if attempted and text is not IMPORTANT else text

    return traits.no_terms(alone)


def _or_empty(run: Run) -> Run:
    def or_empty(frame: Frame) -> str | None:
        text = run(frame)
        return "" if text is None else text

    return or_empty


def _joined(runs: list[Run], delimiter: str, *, attempted: bool, sequence: bool = False) -> Run:
    """Children as a group, which needs a variable that printed; or in sequence, terms as well."""
    join = delimiter.join
    called = attempted

    def joined(frame: Frame) -> str | None:
        parts = []
        success = False
        attempted = called
        for run in runs:
            text = run(frame)
            if text:
                parts.append(text)
                kind = text.__class__
                if kind is str:
                    success = True
                elif kind is MissingText:
                    attempted = True
            elif text is not None:
                if text is IMPORTANT:
                    success = True
                else:
                    attempted = True
        if parts:
            text = join(parts)
            if success:
                return text
            if sequence:
                return MissingText(text) if attempted else PlainText(text)
            return "" if attempted else text
        if success:
            return IMPORTANT
        return "" if attempted else None

    return joined


def _joined_plain(runs: list[Run], delimiter: str, *, attempted: bool) -> Run:
    """As `_joined`, of children that print variables alone.

    A child is not even asked where the work lacks the one variable that it needs.
    """
    join = delimiter.join
    pairs = [(traits.required(run), run) for run in runs]
    nothing: str | None = "" if attempted else None

    def joined(frame: Frame) -> str | None:
        parts = []
        empty = nothing
        for needed, run in pairs:
            if needed is not None and frame.work[needed] is None:
                if empty is None:
                    empty = ""
                continue
            text = run(frame)
            if text:
                parts.append(text)
            elif text is not None and empty is not IMPORTANT:
                empty = text
        return join(parts) if parts else empty

    return joined
