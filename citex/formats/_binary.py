"""What a file is that holds no text, told by its first bytes: an image, a PDF, an archive."""

from __future__ import annotations

import codecs

PDF = "a PDF"
ZIP = "packed"
READ_BY = {
    PDF: ("pdf", "is a PDF; that is no bibliography"),
    ZIP: (
        "docx", "is a ZIP archive, or a document of Word or LibreOffice; that is no bibliography",
    ),
}  # fmt: skip
"""The format that reads the files of a kind, and what another says of them; no other is read."""
OLE = "a document with a password, or of Word before 2007 (save it as .docx, without a password)"
_KINDS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", "a ZIP archive without files"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", "a document in RTF"),
    (b"\x1f\x8b", "packed by gzip (unpack it, or pass gzip.open(path))"),
    (b"BZh", "packed by bzip2"),
    (b"\xfd7zXZ\x00", "packed by xz"),
    (b"\x28\xb5\x2f\xfd", "packed by Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a database of SQLite"),
    (b"\x7fELF", "a program"),
)
"""(the first bytes, what such a file is)."""

_LOOKED_AT = 4096
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\0\t\n\v\f\r\x1b"))
"""The controls that no text holds; ESC is the Japanese encodings' own."""


def binary_kind(data: bytes) -> str:
    """What the file that begins so is, or nothing where it may be a text.

    >>> binary_kind(b"%PDF-1.7"), binary_kind(b"@book{a, title = {A}}")
    ('a PDF', '')
    """
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    if b"\0" not in data[:_LOOKED_AT] or data.startswith(_MARKS):
        return ""
    sample = data[:_LOOKED_AT]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "no text, but bytes" if controls > len(sample) // 25 else ""
