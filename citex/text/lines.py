"""Text on one line, and without the characters that no file may hold."""

from __future__ import annotations

from citex._late import regex

# XML 1.0, production [2] Char; lone surrogates are in no XML
ILLEGAL = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes((*range(0x20), 0x7F))


def printable(text: str) -> bool:
    """`text.isprintable()`, which looks at each character; a long text in ASCII is told faster.

    >>> printable("On Growth" * 50), printable("On\\nGrowth" * 50)
    (True, False)
    """
    if len(text) < 200 or not text.isascii():
        return text.isprintable()
    return len(text.encode().translate(None, _CONTROLS)) == len(text)


def legal(text: str) -> str:
    """The text without the characters that no XML 1.0 file may hold.

    >>> legal("a\\x0bb\\ud800")
    'ab'
    """
    return text if printable(text) else ILLEGAL.sub("", text)


def tidy(text: str) -> str:
    """Text without the line breaks and blanks of the file's indentation; a CR is a line break.

    >>> tidy("\\n   A survey of\\n   soil\\rSecond paragraph ")
    'A survey of soil\\nSecond paragraph'
    """
    if "\n" not in text:
        return text.strip(" \t").replace("\r", "\n")
    lines = (line.strip(" \t") for line in text.split("\n"))
    return " ".join(filter(None, lines)).replace("\r", "\n")


_UNWANTED = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFEFF)),
    0x09: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def fold(text: str) -> str:
    """A value on one line: line breaks of any kind become blanks, control characters go.

    So no value can begin a line, and with it a tag or the end of the record.

    >>> fold("One.\\r\\n\\r\\nER  - \\u2028Two.")
    'One. ER  - Two.'
    """
    if text.isprintable() if len(text) < 200 else printable(text):
        return text.strip()  # the ordinary case: no line break, no control character
    text = " ".join(part for line in text.splitlines() if (part := line.strip()))
    return text.translate(_UNWANTED).strip()
