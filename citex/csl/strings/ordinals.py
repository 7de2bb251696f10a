"""Numbers as ordinals ("3rd", "third") and as roman numerals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Gender = str
"""'masculine', 'feminine', or 'neuter' for the form without a gender."""

NEUTER: Gender = "neuter"


class OrdinalTerms(NamedTuple):
    """A locale's ordinal suffixes (CSL 1.0.2, "Ordinal Suffixes"), by what they match.

    `default` is by gender; the other three are by number, then by gender. `scheme_1_0` says that
    the locale defines "ordinal-01" to "ordinal-04" only, as CSL 1.0 did.
    """

    default: Mapping[Gender, str] = {}
    whole_number: Mapping[int, Mapping[Gender, str]] = {}
    last_two_digits: Mapping[int, Mapping[Gender, str]] = {}
    last_digit: Mapping[int, Mapping[Gender, str]] = {}
    scheme_1_0: bool = False


class OrdinalTerm(NamedTuple):
    """One term of the "ordinal" family: its name's number (None for "ordinal"), match, gender."""

    number: int | None
    match: str | None
    gender: Gender
    text: str


def ordinal_terms(terms: Iterable[OrdinalTerm]) -> OrdinalTerms:
    """The suffixes that these terms define, sorted by what they match.

    >>> en = ordinal_terms([OrdinalTerm(None, None, "neuter", "th"),
    ...                     OrdinalTerm(1, None, "neuter", "st"),
    ...                     OrdinalTerm(11, None, "neuter", "th")])
    >>> ordinal(21, en), ordinal(111, en)
    ('21st', '111th')
    """
    default: dict[Gender, str] = {}
    tables: dict[str, dict[int, dict[Gender, str]]] = {
        "whole-number": {},
        "last-two-digits": {},
        "last-digit": {},
    }
    for term in terms:
        if term.number is None:
            default[term.gender] = term.text
            continue
        match = term.match or ("last-digit" if term.number < 10 else "last-two-digits")
        if match in tables:
            tables[match].setdefault(term.number, {})[term.gender] = term.text
    return OrdinalTerms(
        default,
        tables["whole-number"],
        tables["last-two-digits"],
        tables["last-digit"],
        not default and 4 in tables["last-digit"],
    )


def ordinal(number: int, terms: OrdinalTerms, gender: Gender | None = None) -> str:
    """The number with its suffix; the neuter suffix where the gender has none, or the masculine.

    >>> ordinal(3, OrdinalTerms())
    '3'
    """
    return f"{number}{suffix(number, terms, gender)}"


def suffix(number: int, terms: OrdinalTerms, gender: Gender | None = None) -> str:
    """The suffix alone: whole-number matches beat last-two-digits, those beat last-digit."""
    wanted = gender or NEUTER
    size = abs(number)
    if terms.scheme_1_0:
        return _suffix_1_0(size, terms, wanted)
    candidates = (
        terms.whole_number.get(size),
        terms.last_two_digits.get(size % 100),
        terms.last_digit.get(size % 10),
        terms.default,
    )
    for candidate in candidates:
        if candidate:
            text = candidate.get(wanted, candidate.get(NEUTER))
            if text is None and candidate is terms.default:  # a language without a neuter
                text = candidate.get("masculine")
            if text is not None:
                return text
    return ""


def _suffix_1_0(number: int, terms: OrdinalTerms, gender: Gender) -> str:
    last = number % 10
    regular = last in (1, 2, 3) and number % 100 not in (11, 12, 13)
    found = terms.last_digit.get(last if regular else 4, {})
    return found.get(gender, found.get(NEUTER, ""))


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """The number in lower-case roman numerals; outside 1 to 3999 it stays arabic.

    >>> roman(1987), roman(0)
    ('mcmlxxxvii', '0')
    """
    if not 0 < number < 4000:
        return str(number)
    digits = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits.append(letters * count)
    return "".join(digits)
