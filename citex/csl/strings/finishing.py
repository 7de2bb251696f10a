"""The finishing pass, character by character, for entries that need it."""

from __future__ import annotations

from citex._late import regex
from citex.csl.markup import (
    AXES,
    BLOCK,
    CLOSE,
    DECORATIONS,
    DISPLAY,
    FIELD_QUOTE,
    FLIPS,
    FORCE_MERGE,
    INDENT,
    INNER_QUOTE,
    LEFT_MARGIN,
    LIGHT,
    LINK,
    NO_MERGE,
    NODECOR,
    OFF,
    ON,
    OPENERS,
    QUOTE,
    QUOTE_BARRIER,
    RIGHT_INLINE,
    SENTINELS,
    SUB,
    SUP,
    Quotes,
    region,
)
from citex.csl.strings.marks import MARKS, MERGED, merge

BEHIND = NODECOR + NO_MERGE + NO_MERGE
"""Begins what follows a title and stands outside of its quotation marks: characters, a translation.
A comma that it begins with is for the quotation marks: “Title,” (in Chinese)."""

_SENTINEL = regex("([\ufdd0-\ufdef])")
# what a style decorates: "Who?" in italics keeps the full stop that a delimiter puts after it
_KEPT = frozenset(DECORATIONS.values())
_BLOCKING = _KEPT - DISPLAY - {SUP, SUB}
_AXES = {mark: place for place, axis in enumerate(AXES) for mark in axis}
_QUOTES = frozenset((QUOTE, FIELD_QUOTE, INNER_QUOTE))
_MOVES_IN = frozenset(".,!?")
_MOVES_OUT = frozenset(",;:")


class Finishing:
    """One entry on its way: pieces so far, and what the next character meets."""

    __slots__ = (
        "active",
        "blocked",
        "decorated",
        "force",
        "in_quote",
        "keep",
        "last",
        "last_at",
        "outside",
        "pieces",
        "quote_at",
        "quote_depth",
        "quotes",
        "soft",
        "stack",
    )
    blocked: bool
    decorated: bool
    force: bool
    keep: bool
    last: str
    last_at: int
    outside: bool
    quote_at: int
    soft: bool

    def __init__(self, quotes: Quotes, in_quote: bool) -> None:
        self.quotes: Quotes = quotes
        self.in_quote: bool = in_quote
        self.pieces: list[str] = []
        self.stack: list[tuple[str, str]] = []  # (opener as it came, what CLOSE writes)
        self.active: list[list[bool]] = [[False], [False], [False]]  # italic, bold, small caps
        self.quote_depth: list[bool] = []  # of each open quotation: whether it is an inner one
        self.last = ""  # the last character printed, closing quotation marks passed over
        self.last_at = -1  # the piece that it ends
        self.quote_at = -1  # the piece that holds a closing quotation mark right after `last`
        self.blocked = False  # the end of a style's decoration or quotation came since `last`
        self.decorated = False  # as `blocked`, but not for quotations
        self.keep = False
        self.force = False
        self.soft = False
        self.outside = False

    def run(self, text: str) -> str:
        """The finished text."""
        if BEHIND in text:
            text = _behind_quotes(text)
        for token in _SENTINEL.split(text):
            if not token:
                continue
            if token[0] < "\ufdd0" or token[0] > "\ufdef":
                self.text(token)
            elif token == CLOSE:
                self.close()
            elif token in OPENERS:
                self.open(token)
            elif token == NO_MERGE:
                self.keep = True
            elif token == FORCE_MERGE:
                self.force = True
            elif token == QUOTE_BARRIER:
                self.soft, self.outside, self.keep = True, self.keep, False
        while self.stack:
            self.close()
        return "".join(self.pieces)

    def text(self, token: str) -> None:
        """Print text, its first characters merged with what stands before."""
        token = self._merged(token)
        if self.last:
            token = self._met(token)
        self.keep = self.force = self.soft = self.outside = False
        if not token:
            return
        self.last_at = len(self.pieces)
        self.pieces.append(token)
        self.last = token[-1]
        self.quote_at = -1
        self.blocked = self.decorated = False

    def _merged(self, token: str) -> str:
        """The token with its own marks merged; what follows a style's decoration is a suffix,
        which takes no other mark in.
        """
        if self.decorated and token[0] in MARKS and token[1:2] in MARKS and token[0] != token[1]:
            return token[0] + merge(token[1:])
        return merge(token)

    def _met(self, token: str) -> str:
        """What is left of the token when its first marks have met the last one printed."""
        while token:
            first = token[0]
            if first == self.last == "\u00a0" or (first == " " and self.last in " \u00a0"):
                token = token[1:]
                continue
            if first not in MARKS or self.keep:
                break
            stays = MERGED.get(self.last + first)
            if stays is None:
                if self.quote_at < 0 or first not in _MOVES_IN or self.soft:
                    break
                self._insert(first)
            elif self.last != first and (
                (self.soft and not self.outside) or (self.blocked and not self.force)
            ):
                break
            elif stays != self.last:
                piece = self.pieces[self.last_at]
                self.pieces[self.last_at] = piece[:-1] + stays
                self.last = stays
            token = token[1:]
        return token

    def _insert(self, mark: str) -> None:
        """Put a mark before the closing quotation mark."""
        if self.last_at >= 0 and self.last_at == self.quote_at - 1:
            self.pieces[self.last_at] += mark
        else:
            self.pieces[self.quote_at] = mark + self.pieces[self.quote_at]
            self.quote_at = -1
        self.last = mark

    def open(self, token: str) -> None:
        """Begin a stretch."""
        if token in _QUOTES:
            self._open_quote(token)
        elif token in FLIPS or token in OFF:
            self._open_switch(token)
        elif token == NODECOR:
            self._open_undecorated()
        elif token in _KEPT:
            axis = _AXES.get(token)
            if axis is not None:
                self.active[axis].append(token != LIGHT)
            self.pieces.append(token)
            self.stack.append((token, CLOSE))
            if token in (BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT):
                self.last = ""
        elif token == LINK:
            self.pieces.append(LINK)
            self.stack.append((LINK, CLOSE))
        else:
            self.stack.append((token, ""))

    def _open_quote(self, token: str) -> None:
        inner = not self.quote_depth[-1] if self.quote_depth else token == INNER_QUOTE
        self.quote_depth.append(inner)
        marks = self.quotes
        mark = marks.open_inner if inner else marks.open
        self.pieces.append(mark)
        self.stack.append((token, marks.close_inner if inner else marks.close))
        self.last = mark[-1:]
        self.last_at = len(self.pieces) - 1
        self.quote_at = -1
        self.blocked = self.decorated = self.keep = self.force = False

    def _open_switch(self, token: str) -> None:
        axis = _AXES[token]
        on = self.active[axis][-1]
        if token in FLIPS:
            sentinel = OFF[axis] if on else ON[axis]
        else:
            # upright within upright says nothing, but where it is to be said (`wrap._upright`)
            sentinel = token if any(self.active[axis]) or self.soft else ""
            self.soft = False
        self.active[axis].append(sentinel == ON[axis])
        if sentinel:
            self.pieces.append(sentinel)
        self.stack.append((token, CLOSE if sentinel else ""))

    def _open_undecorated(self) -> None:
        closers = ""
        for axis, states in enumerate(self.active):
            if states[-1]:
                self.pieces.append(OFF[axis])
                closers += CLOSE
            states.append(False)
        self.stack.append((NODECOR, closers))

    def close(self) -> None:
        """End the stretch that was begun last."""
        if not self.stack:
            return
        token, closer = self.stack.pop()
        if token in _QUOTES:
            self._close_quote(token, closer)
            return
        if token == NODECOR:
            for states in self.active:
                states.pop()
        axis = _AXES.get(token)
        if axis is not None:
            self.active[axis].pop()
        if closer:
            self.pieces.append(closer)
        self.keep = self.force = False
        if token in _BLOCKING:
            self.blocked = self.decorated = True
        elif token in DISPLAY:
            self.last = ""

    def _close_quote(self, token: str, closer: str) -> None:
        self.quote_depth.pop()
        moved = ""
        by_style = token == QUOTE
        if by_style and not self.in_quote and self.last in _MOVES_OUT and not self.blocked:
            piece = self.pieces[self.last_at]
            self.pieces[self.last_at], moved = piece[:-1], self.last
        self.keep = self.force = False
        self.pieces.append(closer)
        if moved:
            self.blocked = False
            self.pieces.append(moved)
            self.last, self.last_at = moved, len(self.pieces) - 1
            return
        if self.in_quote:
            if self.quote_at < 0:
                self.quote_at = len(self.pieces) - 1
        else:
            self.blocked = self.blocked or by_style


def _behind_quotes(text: str) -> str:
    """The text with what stands behind titles outside of their quotation marks."""
    while (start := text.find(BEHIND)) >= 0:
        found = region(text[start:], NODECOR)
        end = len(text) if found is None else start + found[1] + 1
        content = text[start + len(BEHIND) : end]
        before, after = text[:start], text[end:]
        place = _quotation_end(before, after)
        if place:
            text = before + after[:place] + NODECOR + content + after[place:]
        else:
            text = before + NODECOR + content.removeprefix(",") + after
    return text


def _quotation_end(before: str, after: str) -> int:
    """Where the style's quotation ends that holds the place between the two; 0 where none does."""
    stack: list[str] = []
    for match in SENTINELS.finditer(before):
        mark = match.group()
        if mark in OPENERS:
            stack.append(mark)
        elif mark == CLOSE and stack:
            stack.pop()
    for place, mark in enumerate(after, start=1):
        if mark == CLOSE and stack:
            if stack.pop() == QUOTE:
                return place
        elif mark not in (NO_MERGE, FORCE_MERGE, QUOTE_BARRIER):
            break
    return 0
