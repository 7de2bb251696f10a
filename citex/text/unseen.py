"""What nobody sees in a text: letters apart from their accents, soft hyphens, marks of direction.

Files come with them from PDFs (soft hyphens, ligatures), from Macs (accents apart), from web pages
(zero-width blanks); a search or a sort that meets them finds nothing, or the wrong place.
"""

from __future__ import annotations

import re
import unicodedata

from citex._late import regex
from citex.text.scripts import beyond_ascii

_ACCENTS = "\u0300-\u0345\u0350-\u036f\u3099\u309a"
_HIDDEN = "\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LIGATURES = "\ufb00-\ufb06"
_LINES = "\u2028\u2029"
_JAMO = "\u1100-\u11ff"
_SIGNS = regex(f"[{_ACCENTS}{_HIDDEN}{_LIGATURES}{_LINES}{_JAMO}]")
_SIGN_BYTES: re.Pattern[bytes] = re.compile(
    rb"\xcc[\x80-\xbf]|\xcd[\x80-\xaf]|\xc2\xad|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xac[\x80-\x86]|\xe1[\x84-\x87]|\xe3\x82[\x99\x9a]"
)
"""The same in UTF-8, of which nothing of ASCII is a part."""
_ASCII = bytes(range(0x80))

_HIDES = regex(f"[{_HIDDEN}]+")
_APART = regex(rf"[^\W_][{_ACCENTS}]+|[{_JAMO}]{{2,}}")
_LIGATURE = regex(f"[{_LIGATURES}]")
_LINE_ENDS = regex(f" ?[{_LINES}] ?")
_TURNED = regex("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_DIRECTIONS = regex("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def has_signs(text: str) -> bool:
    """Whether a text may have anything that `seen` changes.

    >>> has_signs("micro\xadscope"), has_signs("microscope"), has_signs("Étude")
    (True, False, False)
    """
    return not text.isascii() and _SIGNS.search(beyond_ascii(text)) is not None


def has_sign_bytes(data: bytes) -> bool:
    """The same of a text in UTF-8.

    >>> has_sign_bytes("micro\xadscope".encode()), has_sign_bytes("Étude".encode())
    (True, False)
    """
    return not data.isascii() and _SIGN_BYTES.search(data.translate(None, _ASCII)) is not None


def seen(text: str, *, lines: bool = False) -> str:
    """The text as it is seen: accents with their letters, ligatures as letters, nothing hidden.

    Marks of direction stay within a text in Hebrew or Arabic letters. `lines` says that it may
    have several lines.

    >>> seen("E\u0301tude of mi\xadcro\u200bscopy\u200e"), seen("\ufb01bre"), seen("a\u2028b")
    ('Étude of microscopy', 'fibre', 'a b')
    >>> seen("\u1112\u1161\u11ab"), seen("x\u0302") == "x\u0302"
    ('한', True)
    """
    if not has_signs(text):
        return text
    if _TURNED.search(text):
        text = _outer(text)
        text = text.replace("\xad", "").replace("\u200b", "").replace("\ufeff", "")
    else:
        text = _HIDES.sub("", text)
    text = _APART.sub(_composed, text)
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _LINE_ENDS.sub("\n" if lines else " ", text)


def _outer(text: str) -> str:
    """A text without marks of direction at its ends, where what they open is closed."""
    head = _DIRECTIONS.match(text)
    tail = len(text) - len(text.rstrip("\u200e\u200f"))
    start = head.end() if head and not head[0].strip("\u200e\u200f") else 0
    return text[start : len(text) - tail]


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])
