"""Pages, article numbers, volumes and issues as sources write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex.model import Remark
from citex.text.richtext.markup import plain_text

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212\uff0d~～-]{1,2}\s*")
_LABEL = re.compile(r"\A(?:pp?\.?|pages?|S\.)\s*(?=[\dA-Za-z])|\.\Z", re.IGNORECASE)
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_NUMBERS = re.compile(r"(\D*?)(\d+)(\D*)")
_RANGE = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")
_LOCATOR = re.compile(
    r"[a-z]{1,8}-?\d[\d.]*|[A-Za-z]{2,8}-?\d{3,}|[A-Z]\d{5,}|\d{5,}|\d+[A-Za-z]\d+"
    r"|[A-Za-z]+\.[A-Za-z]?\d[\d.]+|Doc\d{1,4}"
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
    joined = ", ".join(_expanded(piece) for piece in pieces if piece)
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


def _expanded(piece: str) -> str:
    """One range: 764-9 is 764-769, 5-5 is 5; one that runs backwards stays as it is."""
    match = _RANGE.fullmatch(piece)
    if match is None:
        return piece
    first, last = match[1], match[2]
    if first == last:
        return first
    one, two = _NUMBERS.fullmatch(first), _NUMBERS.fullmatch(last)
    if one is None or two is None:
        return piece
    prefix, digits, suffix = one.groups()
    if len(two[2]) < len(digits) and two[1] in ("", prefix) and two[3] in ("", suffix):
        full = digits[: len(digits) - len(two[2])] + two[2]
        if int(full) > int(digits):
            return f"{first}-{prefix}{full}{suffix if two[3] or prefix == '' else two[3]}"
    if two[1] == "" and prefix and len(two[2]) == len(digits) and int(two[2]) > int(digits):
        return f"{first}-{prefix}{two[2]}{two[3]}"
    return piece


def _ranges(text: str) -> Iterator[tuple[str, str]]:
    """First and last page of each range in pages, written in full."""
    for piece in re.split(r"[,;+]", _DASHES.sub("-", text)):
        match = _RANGE.fullmatch(_expanded(piece.strip()))
        if match is not None:
            yield match[1], match[2]


def runs_back(text: str) -> bool:
    """Whether a range of pages ends before it begins, or parts of it do not go together.

    >>> runs_back("119-101"), runs_back("764-9"), runs_back("604.4-604"), runs_back("xii-24")
    (True, False, True, False)
    """
    for first, last in _ranges(text):
        one, two = _NUMBERS.fullmatch(first), _NUMBERS.fullmatch(last)
        if one and two:
            if one[1] == two[1] and int(two[2]) < int(one[2]):
                return True
        elif not _ROMAN.fullmatch(first) and (first.isdigit() or last.isdigit()):
            return True
    return False


def first_and_last(text: str) -> tuple[int, int] | None:
    """The numbers of a single range of pages, or None.

    >>> first_and_last("764-9"), first_and_last("S12–S20"), first_and_last("5, 7-9")
    ((764, 769), (12, 20), None)
    """
    found = list(_ranges(text)) if "," not in text else []
    if len(found) != 1:
        return None
    one, two = (_NUMBERS.fullmatch(end) for end in found[0])
    return (int(one[2]), int(two[2])) if one and two and one[1] == two[1] else None


def is_item_number(text: str) -> bool:
    """Whether pages are a publisher's item identifier (PII).

    >>> is_item_number("S0140-6736(97)11096-0"), is_item_number("S12-S20")
    (True, False)
    """
    return _PII.fullmatch(text.strip()) is not None


def is_unassigned(text: str) -> bool:
    """Whether pages, a volume or an issue only say that there are none yet.

    >>> is_unassigned("in press"), is_unassigned("Ahead of print"), is_unassigned("12")
    (True, True, False)
    """
    return text.strip().casefold() in _UNASSIGNED


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
