"""Superscript characters and the plain ones that they stand for ("²" -> "2", "™" -> "TM")."""

from __future__ import annotations

import unicodedata

from citex._late import regex

_RANGES = ((0xAA, 0xBA), (0x2B0, 0x2E4), (0x1D2C, 0x1D61), (0x2070, 0x207F), (0x2120, 0x2122),
           (0x3192, 0x319F))  # fmt: skip


def _table() -> dict[str, str]:
    table = {"\u02c0": "\u0294", "\u02c1": "\u0295", "\u06e5": "\u0648", "\u06e6": "\u064a"}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            kind, *codes = unicodedata.decomposition(chr(code)).split() or [""]
            if kind == "<super>":
                table[chr(code)] = "".join(chr(int(part, 16)) for part in codes)
    return table


SUPERSCRIPTS = _table()
"""Superscript character -> plain text (Unicode's superscript folding, which CSL's terms use)."""

PATTERN = regex("[" + "".join(sorted(SUPERSCRIPTS)) + "]")
