"""cs:group, macros and plain sequences: children joined, and left out where variables are empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from citex.csl import nodes
from citex.csl.compile.scope import (
    HOLLOW,
    Code,
    Doubtful,
    Fixed,
    Frame,
    Run,
    Scope,
    is_plain,
    need,
    plain,
    plain_as,
)
from citex.csl.compile.wrap import wrap

Compile = Callable[[nodes.Node, Scope], Code]


def compile_group(node: nodes.Group, scope: Scope, compile_node: Compile) -> Code:
    """A group: nothing if it calls variables and all are empty (CSL 1.0.2, "Group")."""
    delimiter = "" if scope.sorting == "dates" else node.delimiter or ""
    inner = scope
    if scope.delimiter != delimiter or scope.trying:
        inner = scope.but(delimiter=delimiter, trying=False)
    codes = [compile_node(child, inner) for child in node.children]
    return wrap(group_of(codes, delimiter), node, scope)


def group_of(codes: Iterable[Code], delimiter: str) -> Code:
    """The codes as one group."""
    live = [code for code in codes if code is not None]
    if not live:
        return None
    fixed = [code for code in live if isinstance(code, str)]
    if len(fixed) == len(live):
        return _constant(fixed, delimiter)
    if len(live) == 1 and callable(live[0]):
        return live[0] if is_plain(live[0]) else plain(_alone(live[0]))
    runs = [_run(code) for code in live if code]
    if len(runs) == len(live) and all(map(is_plain, live)):
        return plain(_joined_plain(runs, delimiter))
    return plain(_joined([_run(code) for code in live], delimiter))


def sequence(codes: Iterable[Code], delimiter: str = "") -> Code:
    """The codes one after another, without a group's judgement."""
    live = [code for code in codes if code is not None]
    if not live:
        return None
    if len(live) == 1:
        return live[0]
    if all(isinstance(code, str) for code in live):
        texts = [code for code in live if isinstance(code, str) and code]
        doubtful = len(texts) < len(live) or any(isinstance(text, Doubtful) for text in texts)
        text = delimiter.join(texts)
        return (Doubtful(text) if doubtful else Fixed(text)) if text else ""
    if all(map(is_plain, live)):
        return plain(_joined_plain([_run(code) for code in live], delimiter))
    return _sequence([_run(code) for code in live], delimiter)


def first_of(codes: Iterable[Code]) -> Code:
    """The first of the codes that prints."""
    live = [code for code in codes if code is not None]
    if len(live) < 2:
        return live[0] if live else None
    runs = [_run(code) for code in live]

    def first(frame: Frame) -> str | None:
        for run in runs:
            text = run(frame)
            if text or text is HOLLOW:
                return text
        return ""

    return plain_as(first, *live)


def _run(code: Code) -> Run:
    if callable(code):
        return code
    return lambda frame: code


def _constant(texts: list[str], delimiter: str) -> Code:
    printed = [text for text in texts if text]
    if not printed:
        return ""
    doubtful = len(printed) < len(texts) or any(isinstance(text, Doubtful) for text in printed)
    if doubtful and all(isinstance(text, (Fixed, Doubtful)) for text in printed):
        return ""  # a variable was called that this style or type never has
    return delimiter.join(printed)


def _alone(run: Run) -> Run:
    def alone(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            kind = text.__class__
            if kind is str:
                return text
            return "" if kind is Doubtful else str(text)
        return text

    return alone


def _joined(runs: list[Run], delimiter: str) -> Run:
    join = delimiter.join

    def joined(frame: Frame) -> str | None:
        parts = []
        success = attempted = False
        for run in runs:
            text = run(frame)
            if text:
                parts.append(text)
                kind = text.__class__
                if kind is str:
                    success = True
                elif kind is Doubtful:
                    attempted = True
            elif text is not None:
                if text is HOLLOW:
                    success = True
                else:
                    attempted = True
        if parts:
            if success or not attempted:
                return join(parts)
            return ""
        if success:
            return HOLLOW
        return "" if attempted else None

    return joined


def _joined_plain(runs: list[Run], delimiter: str) -> Run:
    """As `_joined`, of children that print variables alone.

    A child is not even asked where the work lacks the one variable that it needs.
    """
    join = delimiter.join
    pairs = [(need(run), run) for run in runs]

    def joined(frame: Frame) -> str | None:
        parts = []
        empty: str | None = None
        for needed, run in pairs:
            if needed is not None and frame.work[needed] is None:
                if empty is None:
                    empty = ""
                continue
            text = run(frame)
            if text:
                parts.append(text)
            elif text is not None and empty is not HOLLOW:
                empty = text
        return join(parts) if parts else empty

    return joined


def _sequence(runs: list[Run], delimiter: str) -> Run:
    join = delimiter.join

    def in_sequence(frame: Frame) -> str | None:
        parts = []
        success = attempted = False
        for run in runs:
            text = run(frame)
            if text:
                parts.append(text)
                kind = text.__class__
                if kind is str:
                    success = True
                elif kind is Doubtful:
                    attempted = True
            elif text is not None:
                if text is HOLLOW:
                    success = True
                else:
                    attempted = True
        if parts:
            text = join(parts)
            if success:
                return text
            return Doubtful(text) if attempted else Fixed(text)
        if success:
            return HOLLOW
        return "" if attempted else None

    return in_sequence
