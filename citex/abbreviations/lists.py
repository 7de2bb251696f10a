"""Lists of abbreviations: dictionaries, and the files of other programs."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from citex._late import regex
from citex.abbreviations.title_words import articles
from citex.errors import NotFound, ParseError
from citex.files import contents
from citex.model.checked import refuse
from citex.text.journals import folded, unqualified
from citex.text.richtext.runs import plain

LIMIT = 64_000_000
"""The most bytes of a file; NLM's list of 35,000 journals has eight million."""

CATEGORIES = {"container-title": "container_title", "title": "title"}
"""The categories of an abbreviation file that are read, and whose titles they hold."""

_SHAPE = 'give {"Title": "Abbr."} or {"default": {"container-title": {"Title": "Abbr."}}}'
_NLM = regex(r"^JournalTitle:", re.MULTILINE)
_SEPARATORS = "\t;=,"
_SAMPLE = 100
"""Lines by which it is told what parts titles from abbreviations."""

Row = tuple[str, str, str]
"""The variable whose title it is, the title, its abbreviation."""


class AbbreviationList:
    """The abbreviations of titles, by the variables that hold these."""

    __slots__ = ("known",)

    def __init__(self, rows: Iterable[Row]) -> None:
        self.known: dict[str, dict[str, str]] = {name: {} for name in CATEGORIES.values()}
        bare: dict[tuple[str, str], str] = {}
        for variable, title, short in rows:
            if title and short:
                self.known[variable].setdefault(_key(title), short)
                if (name := unqualified(title)) != title:
                    found = bare.setdefault((variable, _key(name)), short)
                    if found != short:  # two journals differ by what was taken off
                        bare[variable, _key(name)] = ""
        for (variable, key), short in bare.items():
            if short:
                self.known[variable].setdefault(key, short)

    def find(self, variable: str, title: str) -> str | None:
        """The abbreviation of a title, however its case, signs, marks and article are written.

        >>> one = AbbreviationList([("container_title", "Moss & Fern", "Moss Fern")])
        >>> one.find("container_title", "The moss and fern"), one.find("title", "Moss & Fern")
        ('Moss Fern', None)
        """
        known = self.known[variable]
        return known.get(_key(title)) or known.get(_key(unqualified(title)))


def of_mapping(given: Mapping[Any, Any]) -> AbbreviationList:
    """The abbreviations in a dictionary: by title, or as an abbreviation file has them.

    Raises InvalidValue.

    >>> of_mapping({"Journal of Moss": "J. Moss"}).find("container_title", "Journal of Moss")
    'J. Moss'
    """
    try:
        return AbbreviationList(_in_mapping(given))
    except ValueError as error:
        raise refuse("abbreviations", given, f"{error}; {_SHAPE}") from None


def of_file(path: Path) -> AbbreviationList:
    """The abbreviations in a file, read again when it has changed. Raises NotFound, ParseError.

    It is an abbreviation file in JSON (Zotero, Juris-M, pandoc), JabRef's list (a title and its
    abbreviation a line, parted by a comma, a semicolon, "=" or a tab), or NLM's (J_Medline.txt).
    """
    try:
        state = os.stat(path)
        return _of_file(path, (state.st_mtime_ns, state.st_size, state.st_ino))
    except FileNotFoundError:
        raise NotFound("there is no such list of abbreviations", source=str(path)) from None
    except UnicodeDecodeError:
        raise ParseError("is not in UTF-8; save it so", source=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or f"is no list of abbreviations: {error}"
        raise ParseError(f"{reason}", source=str(path)) from None


@lru_cache(maxsize=8)
def _of_file(path: Path, state: tuple[int, ...]) -> AbbreviationList:
    return AbbreviationList(rows_of(contents(path, LIMIT).decode("utf-8-sig"), path))


def rows_of(text: str, path: Path) -> Iterator[Row]:
    """The abbreviations in the text of a file. Raises ParseError, or ValueError."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            yield from _in_mapping(msgspec.json.decode(text))
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            raise ValueError(f"{error}; {_SHAPE}") from None
    else:
        lines = text.splitlines()
        yield from _in_blocks(lines) if _NLM.search(text) else _in_lines(lines, path)


def _in_mapping(given: Any) -> Iterator[Row]:
    """The abbreviations in a dictionary; those of all jurisdictions, the default's first.

    Raises ValueError.
    """
    if isinstance(given, Mapping) and isinstance(given.get("xdata"), Mapping):
        given = given["xdata"]  # a file of Juris-M, with its name and version beside
    if not isinstance(given, Mapping):
        raise ValueError("it is no dictionary")
    nested = {key: value for key, value in given.items() if isinstance(value, Mapping)}
    if not nested:
        yield from _pairs("container_title", given)
        return
    tables = [nested[key] for key in sorted(nested, key=lambda key: key != "default")]
    if any(category in nested for category in CATEGORIES):
        tables = [nested]  # the categories of one jurisdiction
    elif not any(category in table for table in tables for category in CATEGORIES):
        raise ValueError(f"it has neither {' nor '.join(CATEGORIES)}")
    for table in tables:
        for category, variable in CATEGORIES.items():
            pairs = table.get(category, {})
            if not isinstance(pairs, Mapping):
                raise ValueError(f"{category} is no dictionary")
            yield from _pairs(variable, pairs)


def _pairs(variable: str, pairs: Mapping[Any, Any]) -> Iterator[Row]:
    for title, short in pairs.items():
        if not isinstance(title, str) or not isinstance(short, str):
            raise ValueError(f"the abbreviation of {str(title)[:80]!r} is no text")
        yield variable, title, short.strip()


def _in_blocks(lines: Iterable[str]) -> Iterator[Row]:
    """NLM's list: what has a title has its abbreviations in the lines below, with stops or not."""
    block: dict[str, str] = {}
    for line in [*lines, "JournalTitle:"]:
        key, _, value = line.partition(":")
        if key == "JournalTitle" and block:
            short = block.get("IsoAbbr") or block.get("MedAbbr") or ""
            yield "container_title", block.get("JournalTitle", ""), short
            block = {}
        block[key] = value.strip()


def _in_lines(lines: Iterable[str], path: Path) -> Iterator[Row]:
    """JabRef's list, of now and of old. Raises ParseError for a line without an abbreviation."""
    told = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    sample = [line for _, line in told[:_SAMPLE]]
    parted = {sign: sum(_cells(line, sign) is not None for line in sample) for sign in _SEPARATORS}
    separator = max(parted, key=parted.__getitem__)
    for number, line in told:
        cells = _cells(line, separator)
        if cells is None:
            message = "has no abbreviation; a line is: title;abbreviation"
            raise ParseError(message, source=str(path), line=number)
        yield "container_title", *cells


def _cells(line: str, separator: str) -> tuple[str, str] | None:
    """The title and the abbreviation in a line."""
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:  # a field without end, a null character
        return None
    return (cells[0], cells[1]) if len(cells) > 1 and cells[0] else None


def _key(title: str) -> str:
    """What a title is known by: its letters, without case, marks and a leading article."""
    title = plain(title)
    if not title.isascii():
        parts = unicodedata.normalize("NFD", title)
        title = "".join([char for char in parts if not unicodedata.combining(char)])
    return folded(_article().sub("", title, count=1))


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"\A\s*(?:(?:{'|'.join(articles())})\s+|l['’]\s?)(?=\S)", re.IGNORECASE)
