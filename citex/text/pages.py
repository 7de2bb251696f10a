"""Pages, article numbers, volumes and issues as sources write them."""

from __future__ import annotations

import re

from citex.model import Remark
from citex.text.richtext.markup import plain_text

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212\uff0d~～-]{1,2}\s*")
_LABEL = re.compile(r"\A(?:pp?\.?|pages?|S\.)\s*(?=[\dA-Za-z])|\.\Z", re.IGNORECASE)
_NUMBERS = re.compile(r"(\D*?)(\d+)(\D*)")
_RANGE = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")
_LOCATOR = re.compile(
    r"[a-z]{1,8}-?\d[\d.]*|[A-Za-z]{2,8}-?\d{3,}|[A-Z]\d{5,}|\d{5,}|\d+[A-Za-z]\d+"
    r"|[A-Za-z]+\.[A-Za-z]?\d[\d.]+"
)
_PII = re.compile(r"S\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-?[\dX]", re.IGNORECASE)
_NOTHING = frozenset(
    ("", "-", "–", "n/a", "na", "null", "none", "undefined", "unknown", "no pages", "nan", "0-0",
     "not available", "n.pag", "n.pag.", "no.pagination")
)  # fmt: skip
_UNASSIGNED = frozenset(
    ("pp", "forthcoming", "in press", "ahead of print", "online first", "ahead-of-print",
     "online ahead of print", "epub ahead of print", "early access", "aop")
)  # fmt: skip
_NUMBER_LABEL = re.compile(
    r"\A(?:(?:vol(?:ume)?|issue|no|nr|num(?:ber)?|bd|band|heft|iss)\b\.?|n\s?[°º.]|№|#)\s*(?=[\dA-Z])",
    re.IGNORECASE,
)
_CHINESE_NUMBER = re.compile(r"第?\s*(\d+)\s*[卷期辑]")
_FUSED = re.compile(r"(\d+)\s+(\d+(?:[-/]\d+)?)(?:\s+(?:Pt|Suppl)\b.*)?")
_FUSED_BRACKETS = re.compile(r"(\d+)\s*\(\s*([^()]+?)\s*\)")


def pages(value: object, remarks: list[Remark]) -> str | None:
    """A page range in full, on one line, with hyphens; a note says what was mended.

    >>> notes = []
    >>> pages("764-9", notes), pages("\\n   12 -  20\\n", notes), pages("e101–e103", notes)
    ('764-769', '12-20', 'e101-e103')
    >>> pages("127-8, 130, 137-8", notes), pages("3525-3525", notes), pages("n/a", notes)
    ('127-128, 130, 137-138', '3525', None)
    >>> pages("604.4-604", notes), notes[-1].kind
    ('604.4-604', 'doubt')
    """
    text = plain_text(value)
    if text is None or text.casefold() in _NOTHING:
        return None
    if _PII.fullmatch(text):
        message = "the publisher's item identifier is no page"
        remarks.append(Remark(kind="dropped", variable="page", message=message, before=text))
        return None
    before = text
    text = _DASHES.sub("-", _LABEL.sub("", text)).strip(" ,;-")
    if not text:
        return None
    pieces = [piece.strip() for piece in re.split(r"[,;]", text)]
    joined = ", ".join(_expanded(piece, remarks) for piece in pieces if piece)
    if joined != before:
        message = "pages were written in full and on one line"
        remarks.append(Remark(kind="repaired", variable="page", message=message, before=before))
    return joined or None


def joined(first: str | None, last: str | None) -> str | None:
    """The pages of a source that gives the first and the last apart.

    >>> joined("7", "19"), joined("7", "7"), joined(None, "7"), joined("7-19", "7-19")
    ('7-19', '7', '7', '7-19')
    >>> joined("7-19", "19"), joined("S7", "S19")
    ('7-19', 'S7-S19')
    """
    if not first or not last or first == last:
        return first or last
    return first if _DASHES.search(first) else f"{first}-{last}"


def _expanded(piece: str, remarks: list[Remark]) -> str:
    """One range: 764-9 is 764-769, 5-5 is 5; one that runs backwards is doubted."""
    match = _RANGE.fullmatch(piece)
    if match is None:
        return piece
    first, last = match[1], match[2]
    if first == last:
        return first
    one, two = _NUMBERS.fullmatch(first), _NUMBERS.fullmatch(last)
    if one is None or two is None:
        if re.search(r"\d", piece) and not (first.isdigit() or last.isdigit()):
            return piece
        if re.fullmatch(r"[ivxlcdm]+-[ivxlcdm]+", piece, re.IGNORECASE):
            return piece
        return _doubted(piece, remarks)
    prefix, digits, suffix = one.groups()
    if len(two[2]) < len(digits) and two[1] in ("", prefix) and two[3] in ("", suffix):
        full = digits[: len(digits) - len(two[2])] + two[2]
        if int(full) > int(digits):
            return f"{first}-{prefix}{full}{suffix if two[3] or prefix == '' else two[3]}"
    if two[1] == "" and prefix and len(two[2]) == len(digits) and int(two[2]) > int(digits):
        return f"{first}-{prefix}{two[2]}{two[3]}"
    if prefix == two[1] and int(two[2]) < int(digits):
        return _doubted(piece, remarks)
    return piece


def _doubted(piece: str, remarks: list[Remark]) -> str:
    message = "the range runs backwards or is odd; it was left as it is"
    remarks.append(Remark(kind="doubt", variable="page", message=message, before=piece))
    return piece


def is_article_number(text: str) -> bool:
    """Whether a single locator is an article number rather than a page.

    >>> is_article_number("e33693"), is_article_number("104523"), is_article_number("246")
    (True, True, False)
    >>> is_article_number("arztebl.m2025.0086"), is_article_number("S12-S20")
    (True, False)
    """
    return _LOCATOR.fullmatch(text) is not None


def number(value: object, variable: str, remarks: list[Remark]) -> str | None:
    """A volume or issue without its label; None when it says that there is none (yet).

    >>> notes = []
    >>> [number(text, "volume", notes) for text in ("n° 95", "Vol. 12", "第3期", 24)]
    ['95', '12', '3', '24']
    >>> [number(text, "issue", notes) for text in ("null", "forthcoming")]
    [None, None]
    """
    text = plain_text(value)
    if text is None or text.casefold() in _NOTHING:
        return None
    if text.casefold() in _UNASSIGNED:
        message = f"{text!r} stood for a {variable} that is not yet assigned"
        remarks.append(Remark(kind="dropped", variable=variable, message=message, before=text))
        return None
    chinese = _CHINESE_NUMBER.fullmatch(text)
    plain = chinese[1] if chinese else _NUMBER_LABEL.sub("", text)
    plain = _DASHES.sub("-", plain).strip(" .,")
    if plain != text:
        message = "the label was taken off"
        remarks.append(Remark(kind="repaired", variable=variable, message=message, before=text))
    return plain or None


def fused_volume(text: str) -> tuple[str, str] | None:
    """Volume and issue of a source that runs them together, or None.

    >>> fused_volume("92 5"), fused_volume("12(3)"), fused_volume("92")
    (('92', '5'), ('12', '3'), None)
    """
    match = _FUSED.fullmatch(text) or _FUSED_BRACKETS.fullmatch(text)
    return (match[1], match[2]) if match else None
