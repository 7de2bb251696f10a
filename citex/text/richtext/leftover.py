"""What a text still holds of the markup or the bytes it came in: entities, tags, TeX, mojibake."""

from __future__ import annotations

import re

from citex.text.richtext.markup import ENTITY, characters, is_known_tag

_LOOK = re.compile(r"[&<\\$`{]")
_TAG = re.compile(r"</?([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[")
_KEPT = frozenset(("i", "b", "sup", "sub", "span"))
_TEX = re.compile(
    r"\\(?:[A-Za-z]{2,}|[\"'`^~=.][A-Za-z{\\]|[ckuvHbdr]\{|[&%$#_{}])"
    r"|\$[^$]{0,200}[\\^_][^$]{0,200}\$|\$[A-Za-z]\$"
    r"|[A-Za-z)\]][_^]\{[^{}]{1,40}\}|\{[A-Z][^{}\s]*\}|``(?=\S)"
)
_LATE = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac"
)
# Leads of the UTF-8 of Latin, Greek and Cyrillic; of that of Chinese, but no "été\u00a0»"
_MISREAD = re.compile(
    f"[\u00c2-\u00c6\u00c8\u00ce-\u00d1][{_LATE}]|\u00e2[\u0080\u20ac][{_LATE}]"
    f"|[\u00e3-\u00ef](?!\u00a0)[{_LATE}][\u0080-\u009f\u00a1-\u00b9\u00bc-\u00bf]"
    f"|[\u00e3-\u00ef][\u0080-\u009f\u00a1-\u00b9\u00bc-\u00bf][{_LATE}]"
    "|\u951f\u65a4\u62f7|\u70eb\u70eb\u70eb"
)
_WESTERN = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def left_over_markup(text: str) -> tuple[str, str] | None:
    """The first piece of markup that was never resolved, and its kind; None in clean text.

    CSL's own tags are no left-overs; neither is what only looks like a tag ("if a<b").

    >>> left_over_markup("Growth &amp; Form"), left_over_markup("On <jats:italic>Zea</jats:italic>")
    (('entity', '&amp;'), ('tag', '<jats:italic>'))
    >>> left_over_markup("The {DNA} of"), left_over_markup("On $\\\\alpha$ rays")
    (('TeX', '{DNA}'), ('TeX', '$\\\\alpha$'))
    >>> left_over_markup("AT&T: <i>Zea</i> for $5 and $6 {so}"), left_over_markup("if a<b and c>d")
    (None, None)
    """
    if _LOOK.search(text) is None:
        return None
    for match in ENTITY.finditer(text):
        if characters(match[0]) != match[0]:
            return "entity", match[0]
    for match in _TAG.finditer(text):
        name = match[1]
        if name is None or (name.lower() not in _KEPT and is_known_tag(match[0])):
            return "tag", match[0]
    tex = _TEX.search(text)
    return ("TeX", tex[0]) if tex else None


def looks_misread(text: str) -> str | None:
    """What a text says whose UTF-8 was read as Latin-1 or Windows-1252; None if it was not.

    >>> looks_misread("M\\u00c3\\u00bcller"), looks_misread("it\\u00e2\\u20ac\\u2122s")
    ('Müller', 'it’s')
    >>> looks_misread("Müller"), looks_misread("\\u00c2ge d\\u2019or")
    (None, None)
    """
    if text.isascii() or (found := _MISREAD.search(text)) is None:
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
