"""Titles of serials abbreviated as ISO 4 has it, word by word, by a list of title words."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from citex._late import regex
from citex._remembered import remembered
from citex.text.journals import is_abbreviated, unqualified
from citex.text.scripts import has_cjk
from citex.text.tables import read_table

LONGEST = 500
"""Characters of a title; what is longer is none."""

_KEPT = "n.a."
"""What the list has, as the LTWA, for a word that is not abbreviated."""
_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_SUBTITLE = regex(
    r"\s/\s|[:.,]\s(?=(?:an?|the|official|organ|incorporating|including)\s)", re.IGNORECASE
)
_INITIALS = regex(r"\b[A-Z]\.(?:\s?[A-Z]\.)+")
_SECTION = frozenset(
    "abteilung part parte partie pars reihe sectio section seria serie series sezione teil".split()
)
"""What is said before the letter or number of a section, and falls away."""
_LETTER = regex(r"[A-Z]|\d{1,2}|[IVX]{1,4}")
_ELIDED = regex(r"\b(?:[dljmnst]|qu|un|(?:d|n|s)?(?:all|ell|ull))['’](?=\w{2})", re.IGNORECASE)
_TOKEN = regex(r"[^\W_]+(?:[-–/'’][^\W_]+)*\.?:?")
_SIGNS = "-–/"
_SIGN = regex(f"([{_SIGNS}])")
_ACRONYM = 5
"""Letters that an acronym may have; a longer word in capitals is a word."""
_VOWEL = regex("[aeiouy]")
_WORDS = 4
"""Words of the longest phrase in the list."""


class _Unit(NamedTuple):
    """A word of a title, or several that are abbreviated as one: `size` words, to `short`."""

    text: str
    short: str = ""
    size: int = 1


class _List(NamedTuple):
    """The list's rows by how they match: a word, several, the beginning of a word, its end."""

    words: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    stems: dict[str, str]
    ends: dict[str, str]
    shorts: set[str]


@remembered(4096)
def abbreviated(title: str) -> str | None:
    """The abbreviation of a serial's title (ISO 4:1997), or None where it has none.

    Articles, prepositions and conjunctions fall away, and so does what stands in brackets, and a
    subtitle; acronyms and words that the list does not know are kept. A title of one word is not
    abbreviated, nor is one in Chinese, Japanese or Korean.

    >>> abbreviated("The Journal of Moss Studies"), abbreviated("Annales de chirurgie")
    ('J. Moss Stud.', 'Ann. Chir.')
    >>> abbreviated("The Lancet"), abbreviated("Nature"), abbreviated("植物学报")
    ('Lancet', None, None)
    """
    if len(title) > LONGEST or has_cjk(title) or is_abbreviated(title):
        return None
    title = unicodedata.normalize("NFC", title)
    text = _SUBTITLE.split(_BRACKETS.sub(" ", unqualified(title)), maxsplit=1)[0]
    shouted = text.isupper()
    units = list(_units(_TOKEN.findall(_ELIDED.sub("", _INITIALS.sub(_initials, text))), shouted))
    if units and units[0].text.endswith(":"):  # the title proper is one word
        units = units[:1]
    if len(units) > 1:
        short = " ".join([unit.short or _word(unit.text, shouted) for unit in units])
    else:
        short = "".join([_capital(unit.text.removesuffix(":")) for unit in units])
    return short if short not in ("", title) else None


def _units(tokens: Sequence[str], shouted: bool) -> Iterator[_Unit]:
    """The words and phrases of a title, without those that fall away."""
    small = _small_words()
    place, last = 0, len(tokens) - 1
    while place <= last:
        unit = _shortened(tokens[place]) or _phrase(tokens[place : place + _WORDS])
        if unit is not None:
            yield unit
            place += unit.size
            continue
        token, key = tokens[place].replace(".", ""), _plain(tokens[place])
        if place == 0:
            falls = small.get(key) == "article" and last > 0
        elif place == last:
            falls = False
        elif key in _SECTION:
            falls = _LETTER.fullmatch(tokens[place + 1].rstrip(".:")) is not None
        else:  # in capitals it is an acronym, or the letter of a section
            falls = key in small and (shouted or not token.isupper())
        if not falls:
            yield _Unit(token)
        place += 1


def _initials(match: re.Match[str]) -> str:
    """Initials with stops as an acronym, which needs none."""
    return re.sub(r"[.\s]", "", match[0]) + " "


def _shortened(token: str) -> _Unit | None:
    """A word that is abbreviated as it stands."""
    if "." not in token:
        return None
    rows, last = _list(), _SIGN.split(_plain(token))[-1]
    known = last in rows.shorts or f"{last}.".endswith(tuple(rows.ends.values()))
    return _Unit(token, token) if known else None


def _phrase(tokens: Sequence[str]) -> _Unit | None:
    """The words of a phrase of the list that begins here."""
    phrases = _list().phrases
    keys = tuple(_plain(token) for token in tokens)
    for size in range(len(keys), 1, -1):
        if short := phrases.get(keys[:size]):
            text = " ".join(tokens[:size])
            return _Unit(text, string.capwords(text if short == _KEPT else short), size)
    return None


@remembered(4096)
def _word(text: str, shouted: bool) -> str:
    """A word's abbreviation, with its colon; of a compound with a hyphen, that of its parts."""
    if text.endswith(":"):
        return _word(text[:-1], shouted) + ":"
    rows = _list()
    if len(parts := _SIGN.split(text)) > 1 and _plain(text) not in rows.words:
        return "".join([part if part in _SIGNS else _word(part, shouted) for part in parts])
    if text.isupper() and len(text) > 1:
        if len(text) <= _ACRONYM and (not shouted or _row(rows, _plain(text)) in (None, _KEPT)):
            return text
        text = text.capitalize()
    short = _row(rows, _plain(text))
    return _capital(text) if short in (None, _KEPT) else _in_its_letters(text, short)


def _row(rows: _List, key: str) -> str | None:
    """What the list has for a word: for itself, its singular, its longest stem or ending."""
    if found := rows.words.get(key):
        return found
    for size in range(len(key), 1, -1):
        if found := rows.stems.get(key[:size]):
            cut = len(key) - len(found.rstrip("."))
            return found if cut != 1 else _KEPT  # for one letter less no word is abbreviated
    for start in range(1, len(key) - 2):
        if found := rows.ends.get(key[start:]):
            return found if found == _KEPT else key[:start] + found
    return rows.words.get(key[:-1]) if key.endswith("s") else None


def _in_its_letters(word: str, short: str) -> str:
    """An abbreviation with a capital, and with the marks of the word where it is its beginning."""
    letters = short.removesuffix(".")
    if _plain(word).startswith(letters):
        short = word if len(word) == len(letters) else word[: len(letters)] + "."
    return short[:1].upper() + short[1:]


def _capital(word: str) -> str:
    """A word with a capital as titles have it; "mSystems" and "npj" are written as they are."""
    return word[0].upper() + word[1:] if word.islower() and _VOWEL.search(_plain(word)) else word


def _plain(word: str) -> str:
    """A word as the list has it: small letters without marks, one for each of the word's."""
    word = word.rstrip(".:")
    if word.isascii():
        return word.lower()
    return "".join([unicodedata.normalize("NFD", char.lower())[0] for char in word])


@cache
def _list() -> _List:
    """The list of title words; the file is read when the first is asked for."""
    found = _List({}, {}, {}, {}, set())
    for word, short, _ in read_table(__file__, "data/title_words.tsv"):
        key = word.strip("-")
        if " " in word:
            found.phrases[tuple(word.split())] = short
        elif word.endswith("-"):
            found.stems[key] = short
        elif word.startswith("-"):
            found.ends[key] = short.strip("-")
        else:
            found.words[key] = short
        found.shorts.update(short.rstrip(".").split(". "))
    return found


@cache
def _small_words() -> dict[str, str]:
    """The words that fall away: what each is."""
    return {_plain(word): kind for word, kind, _ in read_table(__file__, "data/small_words.tsv")}


def articles() -> list[str]:
    """The articles that a title may begin with."""
    return [word for word, kind in _small_words().items() if kind == "article"]
