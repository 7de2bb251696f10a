"""The finishing pass: punctuation that meets is merged, quotation marks are set, markup settled.

It runs once over a finished entry. What comes in is what a style rendered, sentinels and all;
what goes out holds only the sentinels that writers know (decorations that are in effect,
displays, links), with the marks of the locale in the place of quotations.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from citex._late import regex
from citex.csl.markup import (
    BLOCK,
    CLOSE,
    FIELD_QUOTE,
    FLIPS,
    FORCE_MERGE,
    INDENT,
    INNER_QUOTE,
    LINK,
    NAMES,
    NO_MERGE,
    NOCASE,
    NODECOR,
    OFF,
    OUTSIDE,
    QUOTE,
    QUOTE_BARRIER,
    SENTINELS,
    Quotes,
    region,
)
from citex.csl.strings.finishing import Finishing
from citex.csl.strings.marks import MARKS, merge

Finish = Callable[[str], str]

_INTRICATE = regex(
    # what is looked for begins with one character, so that the search may run ahead to it
    f"[\ufdd0-\ufdef](?:(?<=[{''.join(FLIPS + OFF)}{INNER_QUOTE}{FIELD_QUOTE}{NODECOR}{NOCASE}"
    f"{NO_MERGE}{FORCE_MERGE}{QUOTE_BARRIER}{NAMES}{LINK}\ufdee])"
    r"|(?<=[.,:;!? \u00a0][\ufdd0-\ufdef])[\ufdd0-\ufdef]*[.,:;!? \u00a0]|[.,:;!?]{2}|  )"
)
"""What a text holds that needs more than marks merged and quotation marks put in."""
_BLOCK = regex(f"[{BLOCK}{INDENT}]")
_LEADING = regex(f"[{NO_MERGE}{FORCE_MERGE}{QUOTE_BARRIER}]*([.,:;!?]+) *")
_ALPHABET = "".join(map(chr, range(0xFDD0, 0xFDF0)))
_SOFTLY = regex(
    f"{CLOSE}[\ufdd1-\ufdef]*{QUOTE_BARRIER}[.,!?]|[.,:;!?]{QUOTE_BARRIER}[.,:;!?]"
    f"|{QUOTE_BARRIER}[{''.join(OFF)}]"
)

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
        if text.isascii() or not (
            CLOSE in text or NO_MERGE in text or FORCE_MERGE in text or QUOTE_BARRIER in text
        ):
            return merge(text)
        if BLOCK in text or INDENT in text:
            text = _off_line_starts(text)
        if NAMES in text:
            text = _unmarked(text, NAMES)
        if FORCE_MERGE in text:
            pieces = text.split(FORCE_MERGE)
            if not any(piece.rstrip(_ALPHABET)[-1:] in MARKS for piece in pieces[:-1]):
                text = "".join(pieces)
        if QUOTE_BARRIER in text and not _SOFTLY.search(text):
            text = text.replace(OUTSIDE, "").replace(QUOTE_BARRIER, "")
        if not _INTRICATE.search(text):
            text = merge(text)
            if QUOTE not in text:
                return text
            simple = _quoted(text, quotes, in_quote=punctuation_in_quote)
            if simple is not None:
                return simple
        return Finishing(quotes, punctuation_in_quote).run(text)

    return run


def _off_line_starts(text: str) -> str:
    """The text in which no line begins with a mark: it goes before the block's start or its end."""
    place = 0
    while match := _BLOCK.search(text, place):
        start = match.start()
        place = start + 1
        if start and (led := _LEADING.match(text, start + 1)):
            text = text[:start] + led[1] + match[0] + text[led.end() :]
            place += len(led[1])
        found = region(text[place - 1 :], match[0])
        if found is None:
            continue
        end = place - 1 + found[1]
        if followed := _LEADING.match(text, end + 1):
            text = text[:end] + followed[1] + CLOSE + text[followed.end() :]
    return text


def _unmarked(text: str, opener: str) -> str:
    """The text without the marks of plain stretches that only the steps before this one know."""
    head, *parts = text.split(opener)
    pieces = [head]
    for part in parts:
        inside, _, rest = part.partition(CLOSE)
        if _is_plain(inside) and inside and not inside[-1].isspace():
            pieces += (inside, rest.removeprefix(FORCE_MERGE))
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
    return text.isascii() or SENTINELS.search(text) is None
