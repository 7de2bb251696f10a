"""The finishing pass: punctuation that meets is merged, quotation marks are set, markup settled.

It runs once over a finished entry. What comes in is what a style rendered, sentinels and all;
what goes out holds only the sentinels that writers know (decorations that are in effect,
displays, links), with the marks of the locale in the place of quotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citex.csl.markup import (
    APART,
    BASELINE,
    BLOCK,
    BOLD,
    CLOSE,
    FIELD_QUOTE,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALLCAPS,
    INDENT,
    INNER_QUOTE,
    ITALIC,
    KEEP,
    LEFT_MARGIN,
    LIGHT,
    MERGE,
    NAMES,
    NO_DECORATION,
    NOCASE,
    NODECOR,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    OPENERS,
    OUTSIDE,
    QUOTE,
    RIGHT_INLINE,
    SMALLCAPS,
    SOFT,
    SUB,
    SUP,
    UNDERLINE,
    YEAR_SUFFIX,
    Quotes,
)

Finish = Callable[[str], str]

MARKS = frozenset(".,:;!?")
"""The punctuation that merges."""

MERGED = {mark * 2: mark for mark in MARKS} | {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?",
    ":!": "!", ":?": "?", ":.": ":", ";!": "!", ";?": "?", ";:": ";", ";.": ";",
}  # fmt: skip
"""Two marks that meet -> the one that stays; pairs that are not here stay both (".,", "?!")."""

_SENTINEL = re.compile("([\ufdd0-\ufdef])")
_COLLISION = re.compile(  # begins with one class, so that the search may run ahead to it
    r"[.,:;!? \u00a0](?:(?<=\.)\.+|(?<=,),+|(?<=:)(?::+|[.!?])|(?<=;)(?:;+|[.!?:])"
    r"|(?<=!)(?:!+|[.:])|(?<=\?)(?:\?+|[.:])|(?<= ) +|(?<=\u00a0)\u00a0+)"
)
_INTRICATE = re.compile(
    # what is looked for begins with one character, so that the search may run ahead to it
    f"[\ufdd0-\ufdef](?:(?<=[{FLIP_BOLD}{FLIP_ITALIC}{FLIP_SMALLCAPS}{INNER_QUOTE}{FIELD_QUOTE}"
    f"{NODECOR}{NOCASE}{KEEP}{MERGE}{SOFT}{NORMAL_STYLE}{NORMAL_WEIGHT}{NORMAL_VARIANT}{NAMES}"
    f"{YEAR_SUFFIX}\ufdee])"
    r"|(?<=[.,:;!? \u00a0][\ufdd0-\ufdef])[\ufdd0-\ufdef]*[.,:;!? \u00a0]|[.,:;!?]{2}|  )"
)
"""What a text holds that needs more than marks merged and quotation marks put in."""
_ALPHABET = "".join(map(chr, range(0xFDD0, 0xFDF0)))
_SOFTLY = re.compile(
    f"{CLOSE}[\ufdd1-\ufdef]*{SOFT}[.,!?]|[.,:;!?]{SOFT}[.,:;!?]"
    f"|{SOFT}[{NORMAL_STYLE}{NORMAL_WEIGHT}{NORMAL_VARIANT}]"
)
_TWO_SPACES = f" {APART} "
_PERIOD = re.compile(r"\.(?=[^a-z]|$)")

_BLOCKING = frozenset(
    (ITALIC, OBLIQUE, NORMAL_STYLE, BOLD, LIGHT, NORMAL_WEIGHT, SMALLCAPS, NORMAL_VARIANT,
     UNDERLINE, NO_DECORATION, BASELINE)
)  # fmt: skip
# what a style decorates: "Who?" in italics keeps the full stop that a delimiter puts after it
_KEPT = _BLOCKING | frozenset((SUP, SUB, BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT))
_AXES = {
    ITALIC: 0, OBLIQUE: 0, NORMAL_STYLE: 0, FLIP_ITALIC: 0,
    BOLD: 1, LIGHT: 1, NORMAL_WEIGHT: 1, FLIP_BOLD: 1,
    SMALLCAPS: 2, NORMAL_VARIANT: 2, FLIP_SMALLCAPS: 2,
}  # fmt: skip
_ON = (ITALIC, BOLD, SMALLCAPS)
_OFF = (NORMAL_STYLE, NORMAL_WEIGHT, NORMAL_VARIANT)
_FLIPS = frozenset((FLIP_ITALIC, FLIP_BOLD, FLIP_SMALLCAPS))
_QUOTES = frozenset((QUOTE, FIELD_QUOTE, INNER_QUOTE))
_MOVES_IN = frozenset(".,!?")
_MOVES_OUT = frozenset(",;:")


def finish(
    text: str,
    *,
    punctuation_in_quote: bool = False,
    open_quote: str = "“",
    close_quote: str = "”",
    open_inner_quote: str = "‘",
    close_inner_quote: str = "’",
) -> str:
    """The entry with punctuation merged, quotation marks set and flip-flops settled.

    >>> finish("Inc.. ,")
    'Inc. ,'
    >>> finish(f"{QUOTE}Who{CLOSE}, he said", punctuation_in_quote=True)
    '“Who,” he said'
    """
    quotes = Quotes(open_quote, close_quote, open_inner_quote, close_inner_quote)
    return finisher(quotes, punctuation_in_quote)(text)


@lru_cache(maxsize=128)
def finisher(quotes: Quotes, punctuation_in_quote: bool) -> Finish:
    """`finish` for one locale, for use on many entries."""

    def run(text: str) -> str:
        if text.isascii() or not (CLOSE in text or KEEP in text or MERGE in text or SOFT in text):
            return merge(text)
        if NAMES in text:
            text = _unmarked(text, NAMES)
        if YEAR_SUFFIX in text:
            text = _unmarked(text, YEAR_SUFFIX)
        if MERGE in text:
            pieces = text.split(MERGE)
            if not any(piece.rstrip(_ALPHABET)[-1:] in MARKS for piece in pieces[:-1]):
                text = "".join(pieces)
        if SOFT in text and not _SOFTLY.search(text):
            text = text.replace(OUTSIDE, "").replace(SOFT, "")
        if APART in text and _TWO_SPACES not in text:
            text = text.replace(APART, "")
        if not _INTRICATE.search(text):
            text = merge(text)
            if QUOTE not in text:
                return text
            simple = _quoted(text, quotes, in_quote=punctuation_in_quote)
            if simple is not None:
                return simple
        return _Finishing(quotes, punctuation_in_quote).run(text)

    return run


def _unmarked(text: str, opener: str) -> str:
    """The text without the marks of plain stretches that only the steps before this one know."""
    head, *parts = text.split(opener)
    pieces = [head]
    for part in parts:
        inside, _, rest = part.partition(CLOSE)
        if _is_plain(inside) and inside and not inside[-1].isspace():
            pieces += (inside, rest.removeprefix(MERGE))
        else:
            pieces += (opener, part)
    return "".join(pieces)


def _quoted(text: str, quotes: Quotes, *, in_quote: bool) -> str | None:
    """The text with its quotation marks, where they hold plain text and no mark has far to move."""
    head, *parts = text.split(QUOTE)
    pieces = [head]
    for part in parts:
        inside, closed, rest = part.partition(CLOSE)
        if not closed or not _is_plain(inside):
            return None
        mark = ""
        if in_quote:
            if rest[:1] in _MOVES_IN:
                mark, rest = rest[0], rest[1:]
            following = rest[:1] or (QUOTE if part is not parts[-1] else "")
            if following in MARKS or "\ufdd0" <= following <= "\ufdef":
                return None
        elif inside[-1:] in _MOVES_OUT:
            return None
        pieces += (quotes.open, inside, mark, quotes.close, rest)
    return "".join(pieces)


def _is_plain(text: str) -> bool:
    return text.isascii() or _SENTINEL.search(text) is None


def merge(text: str) -> str:
    """The text with punctuation that meets merged; it holds no sentinels.

    >>> merge("Inc.., and Who?. Or  not.!")
    'Inc., and Who? Or not.!'
    """
    if ".." in text and "..." not in text:
        text = text.replace("..", ".")  # most often it is this
    while _collides(text):
        text = _COLLISION.sub(_merge_match, text)
    return text


def _collides(text: str) -> bool:
    """Whether marks or spaces meet: as `_COLLISION.search`, at a tenth of the time."""
    return (
        ".." in text or "  " in text or ",," in text or "::" in text or ":." in text
        or "\u00a0\u00a0" in text
        or (("?" in text or "!" in text or ";" in text) and bool(_COLLISION.search(text)))
    )  # fmt: skip


def _merge_match(match: re.Match[str]) -> str:
    found = match.group()
    return MERGED.get(found) or found[0]


@lru_cache(maxsize=4096)
def strip_periods(text: str) -> str:
    """The text without its full stops, but those within words (CSL 1.0.2, "strip-periods").

    >>> strip_periods("Proc. Natl. Acad. Sci. U.S.A.")
    'Proc Natl Acad Sci USA'
    """
    return _PERIOD.sub("", text) if "." in text else text


class _Finishing:
    """One entry on its way: pieces so far, and what the next character meets."""

    __slots__ = (
        "active",
        "apart",
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

    def __init__(self, quotes: Quotes, in_quote: bool) -> None:
        self.quotes = quotes
        self.in_quote = in_quote
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
        self.apart = False
        self.force = False
        self.soft = False
        self.outside = False

    def run(self, text: str) -> str:
        """The finished text."""
        for token in _SENTINEL.split(text):
            if not token:
                continue
            if token[0] < "\ufdd0" or token[0] > "\ufdef":
                self.text(token)
            elif token == CLOSE:
                self.close()
            elif token in OPENERS:
                self.open(token)
            elif token == KEEP:
                self.apart = self.keep
                self.keep = True
            elif token == MERGE:
                self.force = True
            elif token == SOFT:
                self.soft, self.outside, self.keep = True, self.keep, False
        while self.stack:
            self.close()
        return "".join(self.pieces)

    def text(self, token: str) -> None:
        """Print text, its first characters merged with what stands before."""
        token = self._merged(token)
        if self.apart and token[0] == self.last == " ":
            self.pieces.append(KEEP)  # two spaces, which no writer may take for one gap
        elif self.last and (not self.keep or self.apart):
            token = self._met(token)
        self.keep = self.force = self.soft = self.outside = self.apart = False
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
            if first not in MARKS:
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
        self.apart = self.last == " "  # a space that follows is the stretch's own
        if token in _QUOTES:
            self._open_quote(token)
        elif token in _FLIPS or token in _OFF:
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
        if token in _FLIPS:
            sentinel = _OFF[axis] if on else _ON[axis]
        else:
            # upright within upright says nothing, but where it is to be said (`wrap._upright`)
            sentinel = token if any(self.active[axis]) or self.soft else ""
            self.soft = False
        self.active[axis].append(sentinel == _ON[axis])
        if sentinel:
            self.pieces.append(sentinel)
        self.stack.append((token, CLOSE if sentinel else ""))

    def _open_undecorated(self) -> None:
        closers = ""
        for axis, states in enumerate(self.active):
            if states[-1]:
                self.pieces.append(_OFF[axis])
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
            self.apart = self.last == " "  # the space is the stretch's own
        elif token in (BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT):
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
