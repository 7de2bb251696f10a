"""Numbers as fields hold them: "12th", "2-4", "1, 3 & 5"; page ranges and their formats."""

from __future__ import annotations

import re
from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered

EN_DASH = "–"

_JOINER = regex(
    r"(?:(?<!\s)\s+)?(?:[-–]+\s*|,\s*(?:(?:&|and\b)\s*)?|&\s*)|(?<!\s)\s+and\s+", re.IGNORECASE
)
_NUMBER = regex(r"(?:\d*[^\W\d_]{1,8})?\d+(?:[^\W\d_]{0,3}|[^\W\d_]\d+)", re.ASCII)
_SUM = regex(r"\d+(?:\+\d+)+")
_BARE = regex(r"\d+")
_CAPITALS = regex(r"[IVXLCDM]+(?!\w)")
_THOUSANDS = regex(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
"""One large number, which is no list: "9,367,592"."""
_ROMAN = r"(?:m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
_IS_ROMAN = regex(rf"(?=.){_ROMAN}", re.IGNORECASE)
_FRACTION = regex(r"\d+(?:/\d+)+")
_LETTER_TAIL = regex(r"[,A-Za-z]+")
_PART = r"(?P<{0}prefix>[0-9]*[A-Za-z]+0*(?:(?=[1-9])|(?=0(?![0-9]))))?(?P<{0}number>[0-9]+[a-z]*)"
_RANGE = regex(
    r"(?<![\w.\-–\\/+])" + _PART.format("a") + r"\s*[-–]\s*" + _PART.format("b") + r"(?![\w\-–/+])"
)
_ROMAN_RANGE = regex(
    r"(?<![\w.\-–\\])([ivxlcm]+|[IVXLCM]+)\s*[-–]\s*([ivxlcm]+|[IVXLCM]+)(?![\w\-–])"
)


MOST_DIGITS = 300
"""What has more digits is no number to count with; it is printed as it stands."""


@remembered(8192)
def is_numeric(value: str) -> bool:
    """Whether a value is a number in CSL's sense (CSL 1.0.2, "is-numeric").

    Numbers may have letters around them ("D2", "2b", "L2d") and stand in lists and ranges
    ("2, 3", "2-4", "2 & 4"); words may not.

    >>> [is_numeric(value) for value in ("12", "2nd", "S2-S4", "1, 3 & 5", "ix", "3/4")]
    [True, True, True, True, True, True]
    >>> [is_numeric(value) for value in ("second", "2nd edition", "annotated", "XII", "")]
    [False, False, False, False, False]
    """
    return is_of_numbers(value) and not _CAPITALS.match(value.strip())


@remembered(8192)
def is_of_numbers(value: str) -> bool:
    """Whether a value is a number, a list or a range: as `is_numeric`, or "XII", "I-IV".

    Styles in use count on capitals not being numeric, as citeproc-js has it.
    """
    if value.isdecimal():
        return True
    parts = _parts(value)
    return bool(parts) and all(map(_is_number, parts))


@remembered(8192)
def is_plural(value: str) -> bool:
    """Whether a value holds more than one number, so that its label is plural.

    A hyphen that is escaped ("3\\\\-B") joins; it does not make a range.

    >>> [is_plural(value) for value in ("12", "1-3", "1, 3 & 5", "i–ix", "Smith-Jones", "12a-c")]
    [False, True, True, True, False, False]
    """
    if value.isdecimal():
        return False
    parts = _parts(value)
    if len(parts) < 2 or not _is_number(parts[0]):
        return False
    subsection = parts[0][-1:].isalpha() and parts[0][:1].isdigit()
    return len(parts) > 2 or not (subsection and _LETTER_TAIL.fullmatch(parts[1]))


def is_plural_count(value: str) -> bool:
    """Whether a count (number-of-pages, number-of-volumes) is more than one.

    >>> is_plural_count("1"), is_plural_count("12"), is_plural_count("xii, 300")
    (False, True, True)
    """
    if not value.isdecimal():
        return is_plural(value)
    return len(value) > MOST_DIGITS or int(value) > 1


def convert(value: str, form: Callable[[int], str]) -> str:
    """The value with each bare number in another form; numbers with letters stay.

    >>> from citex.csl.strings.ordinals import roman
    >>> convert("2-4", roman), convert("D2", roman)
    ('ii-iv', 'D2')
    """
    if value.isdecimal():
        return form(int(value)) if len(value) <= MOST_DIGITS else value
    return _BARE_ALONE.sub(lambda match: form(int(match.group())), value)


_BARE_ALONE = regex(r"(?<![\w.])\d{1,9}(?![\w.])")


def _parts(value: str) -> list[str]:
    text = value.strip().replace("\\-", "\u2011")
    if "," in text:
        text = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    return [part.replace("\u2011", "-") for part in _JOINER.split(text)]


def _is_number(part: str) -> bool:
    if "-" in part:  # an escaped hyphen
        return all(map(_is_number, part.split("-")))
    return bool(
        _NUMBER.fullmatch(part)
        or _IS_ROMAN.fullmatch(part)
        or _FRACTION.fullmatch(part)
        or _SUM.fullmatch(part)
    )


@remembered(8192)
def page_range(
    text: str,
    format: str | None = None,
    delimiter: str = EN_DASH,
    roman_delimiter: str | None = None,
) -> str:
    """The text with its ranges of numbers in a format (CSL 1.0.2, "Page Ranges").

    `format` is 'expanded', 'minimal', 'minimal-two', 'chicago', 'chicago-15', 'chicago-16' or
    None, which changes only the delimiter. Two numbers whose letters differ ("N110-P5") are no
    range and keep their hyphen; an escaped hyphen stays one.

    >>> page_range("1002-1006", "chicago"), page_range("42-5", "expanded")
    ('1002–6', '42–45')
    >>> page_range("N110 - N5, 7-12", "expanded"), page_range("110-N6", "expanded")
    ('N110–N115, 7–12', '110-N6')
    """
    if text.isdecimal():
        return text
    if "-" not in text and EN_DASH not in text:
        return text
    shorten = _FORMATS.get(format or "", _as_given)

    def replace(match: re.Match[str]) -> str:
        prefix, begin, other, end = match.group("aprefix", "anumber", "bprefix", "bnumber")
        if (prefix or "") != (other or ""):
            return f"{prefix or ''}{begin}-{other or ''}{end}"
        return shorten(prefix or "", begin, end, delimiter)

    text = _RANGE.sub(replace, text)
    text = _ROMAN_RANGE.sub(
        lambda match: (
            match[1] + (roman_delimiter or delimiter) + match[2]
            if _IS_ROMAN.fullmatch(match[1]) and _IS_ROMAN.fullmatch(match[2])
            else match.group()
        ),
        text,
    )
    return text.replace("\\-", "-")


Shorten = Callable[[str, str, str, str], str]
"""(letters before both numbers, first number, last number, delimiter) -> the range."""


def _as_given(prefix: str, begin: str, end: str, delimiter: str) -> str:
    return f"{prefix}{begin}{delimiter}{prefix}{end}"


def _expand(begin: str, end: str) -> str:
    """The last number in full; as given if that would not make it the greater one."""
    full = begin[: len(begin) - len(end)] + end if len(end) < len(begin) else end
    return full if _value(begin) < _value(full) else ""


def _value(number: str) -> int:
    match = _BARE.match(number)
    return int(match.group()) if match and len(number) <= MOST_DIGITS else 0


def _expanded(prefix: str, begin: str, end: str, delimiter: str) -> str:
    return _as_given(prefix, begin, _expand(begin, end) or end, delimiter)


def _abbreviated(cut: Callable[[str, str], str]) -> Shorten:
    def shorten(prefix: str, begin: str, end: str, delimiter: str) -> str:
        full = _expand(begin, end)
        if not full:
            return _as_given(prefix, begin, end, delimiter)
        return f"{prefix}{begin}{delimiter}{cut(begin, full)}"

    return shorten


def _minimal(least: int) -> Callable[[str, str], str]:
    def cut(begin: str, end: str) -> str:
        if len(begin) != len(end):
            return end
        shared = 0
        while shared < len(end) - least and begin[shared] == end[shared]:
            shared += 1
        return end[shared:]

    return cut


def _chicago_15(begin: str, end: str) -> str:
    first, last = _value(begin), _value(end)
    if first > 100 and first % 100 and first // 100 == last // 100:
        return str(last % 100)
    return _tail(first, last, 3) if first >= 10000 else end


def _chicago_16(begin: str, end: str) -> str:
    first, last = _value(begin), _value(end)
    return _tail(first, last, 2) if first > 100 and first % 100 else end


def _tail(first: int, last: int, least: int) -> str:
    """The digits of `last` that change, at least so many."""
    for power in range(least, len(str(last))):
        if first // 10**power == last // 10**power:
            return str(last % 10**power)
    return str(last)


_FORMATS: dict[str, Shorten] = {
    "expanded": _expanded,
    "minimal": _abbreviated(_minimal(1)),
    "minimal-two": _abbreviated(_minimal(2)),
    "chicago": _abbreviated(_chicago_15),
    "chicago-15": _abbreviated(_chicago_15),
    "chicago-16": _abbreviated(_chicago_16),
}
