"""The words of a locale: terms by name, form, number and gender (CSL 1.0.2, "Terms")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

FORM_FALLBACK: dict[str, tuple[str, ...]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
"""form -> the forms to try, in order."""

ALIASES = {"sub verbo": "sub-verbo", "sub-verbo": "sub-verbo"}
"""Names of CSL 1.0 -> names of today."""


class Term(NamedTuple):
    """A term in one form: its singular, its plural (the same if it has none), its gender."""

    single: str
    multiple: str
    gender: str | None = None


Terms = Mapping[tuple[str, str], Term]
"""(name, form) -> term."""


def find(terms: Terms, name: str, form: str = "long") -> Term | None:
    """The term in this form or the next best one; None if it has none of them.

    An empty term is a term: it does not fall back.

    >>> terms = {("editor", "verb"): Term("edited by", "edited by")}
    >>> find(terms, "editor", "verb-short").single
    'edited by'
    """
    for candidate in FORM_FALLBACK.get(form, (form, "long")):
        term = terms.get((name, candidate))
        if term is not None:
            return term
    return None
