"""ISSN and ISBN: the valid ones of those that a source gives, and the one to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex.model import Remark
from citex.text.identifiers import parse_isbn, parse_issn

_ISBN_URL = re.compile(r"\A(?:https?://)?(?:id\.crossref\.org/isbn/|books\.google\.[a-z]+/books\?vid=ISBN)",
                       re.IGNORECASE)  # fmt: skip


def choose_issn(
    given: Iterable[str], remarks: list[Remark], *, preferred: Iterable[str] = ()
) -> str | None:
    """The ISSN to cite: the first valid one of `preferred`, else of `given`.

    One with a wrong check digit is dropped with a note; the others of several are noted too.

    >>> notes = []
    >>> choose_issn(["1529-2908; 1529-2916; "], notes)
    '1529-2908'
    >>> choose_issn(["0003-987x", "1234-5678"], notes)
    '0003-987X'
    >>> [note.kind for note in notes]
    ['dropped', 'dropped']
    """
    listed = [part for text in given for part in _parts(text)]
    valid: list[str] = []
    wrong: list[str] = []
    for part in listed:
        issn = parse_issn(part)
        if issn is None:
            wrong.append(part)
        elif issn not in valid:
            valid.append(issn)
    if wrong:
        remarks.append(_dropped("ISSN", "is no valid ISSN", wrong))
    favourites = [issn for text in preferred for part in _parts(text) if (issn := parse_issn(part))]
    chosen = favourites[0] if favourites else valid[0] if valid else None
    others = [issn for issn in valid if issn != chosen]
    if others:
        remarks.append(_dropped("ISSN", f"{chosen} was chosen; not used", others))
    return chosen


def choose_isbn(
    given: Iterable[str], remarks: list[Remark], *, preferred: Iterable[str] = ()
) -> str | None:
    """The ISBN to cite: the first valid one of `preferred`, else of `given`; digits only.

    >>> choose_isbn(["978-0-387-35544-4", "9780387399409"], [])
    '9780387399409'
    """
    valid: list[str] = []
    wrong: list[str] = []
    for text in given:
        isbn = parse_isbn(_ISBN_URL.sub("", text.strip()))
        if isbn is None:
            wrong.append(text)
        elif isbn not in valid:
            valid.append(isbn)
    if wrong:
        remarks.append(_dropped("ISBN", "is no valid ISBN", wrong))
    favourites = [
        isbn for text in preferred if (isbn := parse_isbn(_ISBN_URL.sub("", text.strip())))
    ]
    chosen = favourites[0] if favourites else next(
        (isbn for isbn in valid if len(isbn) == 13), valid[0] if valid else None
    )  # fmt: skip
    others = [isbn for isbn in valid if isbn != chosen]
    if others:
        remarks.append(_dropped("ISBN", f"{chosen} was chosen; not used", others))
    return chosen


def _parts(text: str) -> list[str]:
    if len(text) == 9:
        return [text]
    return [part for part in re.split(r"[;,\s]+", text) if part]


def _dropped(variable: str, message: str, values: list[str]) -> Remark:
    return Remark(kind="dropped", variable=variable, message=message, before="; ".join(values))
