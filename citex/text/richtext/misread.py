"""UTF-8 that was read as Latin-1 or Windows-1252 (mojibake): told, and put right."""

from __future__ import annotations

import re

from citex._late import regex
from citex.text.scripts import beyond_ascii

_LATE = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac"
)
# Leads of the UTF-8 of Latin, Greek and Cyrillic; of that of Chinese, but no "été\u00a0»"
_MISREAD = regex(
    f"[\u00c2-\u00c6\u00ce-\u00d1][{_LATE}]|\u00c8[\u0098-\u009b\u02dc\u2122\u0161\u203a]"
    f"|\u00e2[\u0080\u20ac][{_LATE}]"
    f"|[\u00e3-\u00ef](?!\u00a0)[{_LATE}][\u0080-\u009f\u00a1-\u00b9\u00bc-\u00bf]"
    f"|[\u00e3-\u00ef][\u0080-\u009f\u00a1-\u00b9\u00bc-\u00bf][{_LATE}]"
    "|\u951f\u65a4\u62f7|\u70eb\u70eb\u70eb"
)
_WESTERN = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def may_be_misread(text: str) -> bool:
    """A quick look at all of a record: whether `looks_misread` may find something in its texts.

    >>> may_be_misread("M\\u00c3\\u00bcller"), may_be_misread("Müller")
    (True, False)
    """
    return not text.isascii() and _MISREAD.search(beyond_ascii(text)) is not None


def read_well(text: str) -> str | None:
    """What a text says whose bytes were misread, where nothing of it was lost; None for others.

    >>> read_well("M\\u00c3\\u00bcller"), read_well("Müller"), read_well("\\u951f\\u65a4\\u62f7")
    ('Müller', None, None)
    """
    meant = looks_misread(text)
    return meant if meant and "\ufffd" not in meant else None


def looks_misread(text: str) -> str | None:
    """What a text says whose UTF-8 was read as Latin-1 or Windows-1252; None if it was not.

    >>> looks_misread("M\\u00c3\\u00bcller"), looks_misread("it\\u00e2\\u20ac\\u2122s")
    ('Müller', 'it’s')
    >>> looks_misread("Müller"), looks_misread("\\u00c2ge d\\u2019or")
    (None, None)
    """
    if not may_be_misread(text):
        return None
    if (found := _MISREAD.search(text)) is None:
        return None
    if found[0][0] > "\u00ff":
        return ""  # Chinese that was read twice: nothing tells what it was
    pieces: list[bytes] = []
    for char in text:
        code = ord(char)
        byte = _WESTERN.get(code, code)
        if byte > 0xFF:
            return _in_part(text)
        pieces.append(bytes([byte]))
    try:
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        return _in_part(text)


def _in_part(text: str) -> str | None:
    """The text with each misread run put right, where other runs were read well."""

    def right(match: re.Match[str]) -> str:
        run = bytes(_WESTERN.get(ord(char), ord(char)) & 0xFF for char in match[0])
        try:
            return run.decode("utf-8")
        except UnicodeDecodeError:
            return match[0]

    mended = _MISREAD.sub(right, text)
    return mended if mended != text else None
