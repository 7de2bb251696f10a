"""Markup in rendered text: sentinel characters in a plain `str`, and the rich text of fields.

What a style renders is one flat string. Text without decoration stays a bare `str`; a decorated
stretch starts with an opener and ends with `CLOSE`, both single noncharacters (U+FDD0..U+FDEF,
which no exchange of text may hold; they are scrubbed from fields). Joining is concatenation, and
openers nest as brackets do. `NO_MERGE` is no opener: it stands between two characters of one value
that the merging of punctuation must leave alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from citex._late import regex
from citex._remembered import remembered

CLOSE = "\ufdd0"
"""Ends what the last unclosed opener began."""

ITALIC = "\ufdd1"
OBLIQUE = "\ufdd2"
NORMAL_STYLE = "\ufdd3"
"""font-style="normal": upright within italics."""
BOLD = "\ufdd4"
LIGHT = "\ufdd5"
NORMAL_WEIGHT = "\ufdd6"
SMALLCAPS = "\ufdd7"
NORMAL_VARIANT = "\ufdd8"
UNDERLINE = "\ufdd9"
NO_DECORATION = "\ufdda"
SUP = "\ufddb"
SUB = "\ufddc"
BASELINE = "\ufddd"
QUOTE = "\ufdde"
"""Quotation: outer marks, inner marks within another quotation, and so on in turn."""
INNER_QUOTE = "\ufddf"
"""Quotation that takes inner marks even where it stands alone (a field that used both kinds)."""
NOCASE = "\ufde0"
"""`<span class="nocase">`: no text-case touches it; nothing is printed for it."""
NODECOR = "\ufde1"
"""`<span class="nodecor">`: italics, bold and small capitals of what surrounds it are off."""
FLIP_ITALIC = "\ufde2"
"""`<i>` in a field: italic, or upright where the style has made the field italic."""
FLIP_BOLD = "\ufde3"
FLIP_SMALLCAPS = "\ufde4"
BLOCK = "\ufde5"
LEFT_MARGIN = "\ufde6"
RIGHT_INLINE = "\ufde7"
INDENT = "\ufde8"
NAMES = "\ufde9"
"""The first names of an entry, for subsequent-author-substitute; nothing is printed for it."""
LINK = "\ufdea"
"""What leads somewhere: a cite to its entry, a DOI to its work. Made where links are asked for."""
NO_MERGE = "\ufded"
"""Between two characters of one value: no merging here. Has no CLOSE."""

FORCE_MERGE = "\ufdec"
"""Before the suffix of a container (group, layout, macro): its full stop gives way to a question
or exclamation mark within, italics or quotes between them notwithstanding. Has no CLOSE."""

QUOTE_BARRIER = "\ufdeb"
"""After the suffix of a number: it takes no other mark in. Before the prefix of decorated text: a
quotation before it does not take its mark in. Has no CLOSE."""

OUTSIDE = NO_MERGE + QUOTE_BARRIER
"""Before a text of the style's own that begins with a mark: no quotation takes that in."""

STOP_FIRST = QUOTE_BARRIER + FORCE_MERGE
"""After the semicolon or colon that ends the suffix of a value in a reference list: the full stop
of the layout stands before it. Gone before the finishing pass."""

KEEP_BOTH = QUOTE_BARRIER + QUOTE_BARRIER
"""After the suffix of an element in a group whose delimiter begins with another mark: both stand.
Gone when the group is joined."""

DECORATIONS = {
    ("font-style", "italic"): ITALIC,
    ("font-style", "oblique"): OBLIQUE,
    ("font-style", "normal"): NORMAL_STYLE,
    ("font-weight", "bold"): BOLD,
    ("font-weight", "light"): LIGHT,
    ("font-weight", "normal"): NORMAL_WEIGHT,
    ("font-variant", "small-caps"): SMALLCAPS,
    ("font-variant", "normal"): NORMAL_VARIANT,
    ("text-decoration", "underline"): UNDERLINE,
    ("text-decoration", "none"): NO_DECORATION,
    ("vertical-align", "sup"): SUP,
    ("vertical-align", "sub"): SUB,
    ("vertical-align", "baseline"): BASELINE,
    ("display", "block"): BLOCK,
    ("display", "left-margin"): LEFT_MARGIN,
    ("display", "right-inline"): RIGHT_INLINE,
    ("display", "indent"): INDENT,
}
"""(attribute, value) of CSL's formatting and display attributes -> opener."""

FIELD_QUOTE = "\ufdef"
"""A quotation by the marks of a field: as QUOTE, but it keeps the comma that it ends with."""

OPENERS = frozenset(map(chr, [*range(0xFDD1, 0xFDEB), 0xFDEF]))
"""Every character that begins a stretch which CLOSE ends."""
DISPLAY = frozenset((BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT))
AXES = (
    (ITALIC, NORMAL_STYLE, FLIP_ITALIC, OBLIQUE), (BOLD, NORMAL_WEIGHT, FLIP_BOLD, LIGHT),
    (SMALLCAPS, NORMAL_VARIANT, FLIP_SMALLCAPS),
)  # fmt: skip
"""What only one of can be in effect: switched on, off, flipped by a field; and another value."""
ON, OFF, FLIPS = (tuple(axis[place] for axis in AXES) for place in range(3))

_OPENER = regex("[\ufdd1-\ufdea\ufdef]")
SENTINELS = regex("[\ufdd0-\ufdef]")
"""Matches every character of this file's alphabet."""


class Quotes(NamedTuple):
    """The quotation marks of a locale (terms open-quote, close-quote, open-inner-quote ...)."""

    open: str = "“"
    close: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"


ENGLISH_QUOTES = Quotes()


def strip(text: str) -> str:
    """The plain text, without any markup.

    >>> strip("a" + ITALIC + "b" + CLOSE)
    'ab'
    """
    if text.isascii():
        return text
    return SENTINELS.sub("", text)


def wrap(opener: str, text: str) -> str:
    """The text within the opener and its CLOSE; empty text stays empty.

    >>> strip(wrap(BOLD, "b")), wrap(BOLD, "")
    ('b', '')
    """
    return opener + text + CLOSE if text else text


def region(text: str, opener: str) -> tuple[int, int] | None:
    """Where the first stretch of this kind lies: its opener's index and that of its CLOSE.

    >>> region("a" + NAMES + "Li" + CLOSE + ".", NAMES)
    (1, 4)
    """
    start = text.find(opener)
    if start < 0:
        return None
    end = text.find(CLOSE, start)
    if end < 0:
        return None
    if text[start + 1 : end].isascii() or _OPENER.search(text, start + 1, end) is None:
        return start, end
    depth = 0
    for match in SENTINELS.finditer(text, start):
        char = match.group()
        if char == CLOSE:
            depth -= 1
            if not depth:
                return start, match.start()
        elif char in OPENERS:
            depth += 1
    return None


def keep(text: str) -> str:
    """An affix or delimiter of a style, its own runs of punctuation kept as they are.

    >>> keep(", "), strip(keep(" ... "))
    (', ', ' ... ')
    """
    return _KEEP_AFTER.sub(_and_keep, text)


def _and_keep(match: re.Match[str]) -> str:
    return match.group() + NO_MERGE


# -- rich text of fields ---------------------------------------------------------------------

_SPECIAL = regex("[<\"'’«\ufdd0-\ufdef]")
_PAIR = regex(r"[.,:;!?\s](?:(?<=\s)[:;?!»]|(?<=[.,:;!?])[.,:;!?])")
_KEEP_AFTER = regex(rf"[.,:;!?{CLOSE}](?=[.,:;!?])")
_SPACE_BEFORE = regex(" ([:;?!»])")
_LETTER = r"[^\W_]"
_APOSTROPHE = regex(rf"(?<={_LETTER})’(?={_LETTER})")

_TAGS = {
    "<i>": (FLIP_ITALIC, "</i>"),
    "<b>": (FLIP_BOLD, "</b>"),
    "<sc>": (FLIP_SMALLCAPS, "</sc>"),
    "<sup>": (SUP, "</sup>"),
    "<sub>": (SUB, "</sub>"),
}
_TAG = (
    r"</?(?:i|b|sc|sup|sub)>|</span>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\"[^>]*>"
    r"|<span\s+class=\"no(?:case|decor)\"[^>]*>"
)
_STRAIGHT = ("'", '"')


def parse_literal(value: str) -> str:
    """A text without markup, an address or an identifier, as rendered text: no mark is curled.

    >>> strip(parse_literal("https://example.org/Teo's"))
    "https://example.org/Teo's"
    """
    if value.isascii() and not _PAIR.search(value):
        return value
    return _KEEP_AFTER.sub(_and_keep, SENTINELS.sub("", value))


def parse_rich(value: str, quotes: Quotes = ENGLISH_QUOTES) -> str:
    """A text field of a paper as rendered text (CSL-JSON, "HTML-like formatting").

    Tags that nest well become markup, quotation marks in pairs become quotations, apostrophes
    are curled; what does not pair stays as it is. Runs of punctuation in the value get `NO_MERGE`.
    (Tags and quotation marks are tried against one stack, since neither may cut the other: so this
    is no work for `text.richtext.runs`, which knows tags only.)

    >>> parse_rich("E. coli"), strip(parse_rich("<i>E. coli</i> isn't <b"))
    ('E. coli', 'E. coli isn’t <b')
    """
    marked = not value.isascii() or "<" in value or '"' in value or "'" in value
    if not marked and not (_holds_marks(value) and _PAIR.search(value)):
        return value
    return _parse(value, quotes)


def _holds_marks(text: str) -> bool:
    """Whether a text of ASCII has a mark, without which no two can meet."""
    return (
        "." in text or "," in text or ":" in text or ";" in text or "?" in text or "!" in text
    )  # fmt: skip


@remembered(8192)
def _parse(value: str, quotes: Quotes) -> str:
    special = _SPECIAL.search(value) or (not value.isascii() and _locale_mark(value, quotes))
    if not special and not _PAIR.search(value):
        return value
    text = _SPACE_BEFORE.sub("\u202f\\1", SENTINELS.sub("", value)).replace("« ", "«\u202f")
    if not special:
        return _KEEP_AFTER.sub(_and_keep, text)
    text = _APOSTROPHE.sub("'", text)
    return _KEEP_AFTER.sub(_and_keep, _Rich(text, quotes).parse())


def _locale_mark(value: str, quotes: Quotes) -> bool:
    return any(mark and mark in value for mark in quotes)


@lru_cache(maxsize=64)
def _token_pattern(quotes: Quotes) -> re.Pattern[str]:
    marks = {mark for mark in quotes if mark and mark not in _STRAIGHT}
    marks.update(_STRAIGHT)
    return re.compile("|".join([_TAG, *map(re.escape, sorted(marks, key=len, reverse=True))]))


class _Open(NamedTuple):
    place: int  # its index in the list of pieces
    kind: str  # the sentinel, should it find its end
    closer: str
    literal: str  # what it is, should it find none


class _Rich:
    """One value on its way from tags and marks to sentinels: tokens are tried against a stack."""

    def __init__(self, text: str, quotes: Quotes) -> None:
        self.text = text
        self.quotes = quotes
        self.pieces: list[str] = []
        self.stack: list[_Open] = []
        self.straight: list[_Open] = []  # the pairs of straight marks

    def parse(self) -> str:
        """The text with its markup."""
        position = 0
        opened = True  # an opening mark or the start of the text stands right before
        text = self.text
        for match in _token_pattern(self.quotes).finditer(text):
            start, end = match.span()
            if start > position:
                self.pieces.append(text[position:start])
                opened = False
            before = text[start - 1] if start else " "
            may_open = opened or before in " (\u00a0\u202f"
            opened = self._token(match.group(), may_open, text[end : end + 1])
            position = end
        self.pieces.append(text[position:])
        for open_ in self.stack:
            self.pieces[open_.place] = open_.literal
        self._straight_forms()
        return "".join(self.pieces)

    def _token(self, token: str, may_open: bool, follows: str) -> bool:
        """Take one token; whether it opened something."""
        if token in _STRAIGHT:
            return self._straight(token, may_open, follows)
        if token in _TAGS:
            kind, closer = _TAGS[token]
            return self._push(kind, closer, token)
        if token.startswith("<span"):
            kind = (
                FLIP_SMALLCAPS if "variant" in token else NOCASE if "nocase" in token else NODECOR
            )
            return self._push(kind, "</span>", token)
        if token == self.quotes.open and not self._closes(token):
            return self._push(FIELD_QUOTE, self.quotes.close, token)
        if token == self.quotes.open_inner and not self._closes(token):
            return self._push(INNER_QUOTE, self.quotes.close_inner, token)
        return self._close(token)

    def _straight(self, mark: str, may_open: bool, follows: str) -> bool:
        if may_open:
            if mark == "'" and (not follows or follows.isspace()):
                self.pieces.append("’")
                return False
            return self._push(FIELD_QUOTE, mark, mark if mark == '"' else "’")
        if mark == "'" and follows and follows not in ",.?:;" and not follows.isspace():
            closes = self.stack and self.stack[-1].closer == mark
            if not (closes and not follows.isalnum()):
                self.pieces.append("’")
                return False
        return self._close(mark)

    def _closes(self, token: str) -> bool:
        return bool(self.stack) and self.stack[-1].closer == token

    def _push(self, kind: str, closer: str, literal: str) -> bool:
        self.stack.append(_Open(len(self.pieces), kind, closer, literal))
        self.pieces.append("")
        return True

    def _close(self, token: str) -> bool:
        stack = self.stack
        if token in ("'", "’") and not self._closes(token):
            self.pieces.append("’")
            return False
        while stack and stack[-1].closer != token:
            lost = stack.pop()
            self.pieces[lost.place] = lost.literal
        if not stack:
            self.pieces.append(token)
            return False
        open_ = stack.pop()
        self.pieces[open_.place] = open_.kind
        self.pieces.append(CLOSE)
        if token in _STRAIGHT:
            self.straight.append(open_)
        return False

    def _straight_forms(self) -> None:
        """The mark that comes first in the value is its outer one, single or double."""
        if not self.straight:
            return
        outer = min(self.straight, key=lambda open_: open_.place).closer
        for open_ in self.straight:
            self.pieces[open_.place] = FIELD_QUOTE if open_.closer == outer else INNER_QUOTE
