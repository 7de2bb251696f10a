"""Citation keys: unique, safe in every BibTeX program, made by a pattern of the user's.

A pattern is a sum of words, each with filters: "auth.lower + year", "authEtAl + shorttitle(3, 3) +
year", in the manner of Better BibTeX; text in quotes stands for itself. Chinese is put in pinyin
where pypinyin is installed, else by its code points: keys are ASCII either way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from citex._late import regex
from citex._remembered import remembered
from citex.errors import UnknownOption
from citex.model import Name, Paper
from citex.text.names.cjk import split_cjk
from citex.text.names.words import people
from citex.text.richtext.runs import plain
from citex.text.tables import words
from citex.text.tex.symbols import LETTERS

DEFAULT = "auth.lower + year"
"""The pattern of generated keys."""

_SAFE = regex(r"[A-Za-z0-9!$&*+./:;<>?@\[\]^_`|-]+")
_VALID = regex(r"[^\s,{}()\"'#%~\\=\x00-\x20\x7f-\x9f\u2028\u2029\ufdd0-\ufdef]+")
_UNSAFE = regex(r"[^A-Za-z0-9_:.+/-]+")
_TERM = regex(r"""\s*(?:"([^"]*)"|'([^']*)'|\[?([A-Za-z]+)(?![A-Za-z])
                       (?:\(([^()]*)\))?((?:\.[a-z]+)*)(?!\.?[a-z])\]?)
                       ([.a-z]*)\s*(?:\+|$)""", re.VERBOSE)  # fmt: skip
_WORD = regex(r"[^\W_]+(?:['’][^\W_]+)*")
_SKIPPED = frozenset(words("function words"))
_ASCII = {char: name for name, char in LETTERS.items() if name not in ("i", "j")} | {
    "ı": "i", "ȷ": "j", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "ŋ": "n", "ə": "e", "ʼ": "", "’": "", "'": "",
}  # fmt: skip

Term = Callable[[Paper], str]


@lru_cache(maxsize=8)
def key_maker(pattern: str = DEFAULT) -> Callable[[Paper], str]:
    """What makes a key of a paper by a pattern.

    Raises UnknownOption for a word or filter that the language does not have.

    >>> from citex.model import PartialDate
    >>> paper = Paper(author=[Name("Müller", "Jan")], title="On the Growth")
    >>> paper.issued = PartialDate(2020)
    >>> key_maker("auth.lower + year")(paper), key_maker("Auth + '_' + title(2)")(paper)
    ('muller2020', 'Muller_OnGrowth')
    """
    terms = list(_terms(pattern))

    def make(paper: Paper) -> str:
        key = "".join(term(paper) for term in terms)
        return _UNSAFE.sub("", key) or _veryshorttitle(paper, []).lower() or "ref"

    return make


class Keys:
    """Gives each paper a key that no other has: its id where that can be a key."""

    def __init__(self, pattern: str | None = None) -> None:
        self._make = key_maker(pattern or DEFAULT)
        self._keep = pattern is None
        self._used: set[str] = set()
        self._lettered: dict[str, int] = {}

    def key(self, paper: Paper) -> str:
        """The key of the next paper."""
        key = paper.id
        if not self._keep or not key or not is_key(key):
            key = (
                self._make(paper) if not (self._keep and key) else _from_id(key, paper, self._make)
            )
        folded = key.lower()
        if folded in self._used:
            key = self._suffixed(key)
            folded = key.lower()
        self._used.add(folded)
        return key

    def _suffixed(self, key: str) -> str:
        folded = key.lower()
        number = self._lettered.get(folded, 0) + 1
        while f"{folded}{_letters(number)}" in self._used:
            number += 1
        self._lettered[folded] = number
        return f"{key}{_letters(number)}"


def is_key(text: str) -> bool:
    """Whether a text can be a citation key for BibTeX, biber and the others.

    >>> is_key("smith2020"), is_key("smith 2020"), is_key("DBLP:conf/x"), is_key("张2020")
    (True, False, True, False)
    """
    if "^^" in text:  # TeX reads any character out of it, a backslash too
        return False
    return _VALID.fullmatch(text) is not None and text.isascii() and text[0] not in "@-"


def _from_id(key: str, paper: Paper, make: Callable[[Paper], str]) -> str:
    """The key nearest to an id that is none: a DOI or a URL says too much to be thrown away."""
    safe = _UNSAFE.sub("_", ascii_text(key)).strip("_-@")
    if safe and len(safe) <= 80:
        return safe
    return make(paper)


def _letters(number: int) -> str:
    """a, b, ... z, aa, ab ..."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def ascii_text(text: str) -> str:
    """The text in ASCII: accents off, Chinese in pinyin, the rest by code point.

    >>> ascii_text("Łukasiewicz"), ascii_text("Ólafsdóttir")
    ('Lukasiewicz', 'Olafsdottir')
    """
    if text.isascii():
        return text
    out: list[str] = []
    for place, piece in enumerate(re.split("([\u3400-\u9fff\uf900-\ufaff]+)", text)):
        if place % 2:  # what the pattern found: Han
            out.append(_pinyin(piece))
            continue
        for char in unicodedata.normalize("NFKD", "".join(_ASCII.get(c, c) for c in piece)):
            if char.isascii():
                out.append(char)
            elif char.isalnum():
                out.append(f"u{ord(char):x}")
    return "".join(out)


@remembered(4096)
def _pinyin(text: str) -> str:
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return "".join(f"u{ord(char):x}" for char in text)
    return "".join(lazy_pinyin(text, style=Style.NORMAL, errors=lambda s: f"u{ord(s[0]):x}"))


def _terms(pattern: str) -> list[Term]:
    terms: list[Term] = []
    position = 0
    while position < len(pattern.rstrip()):
        match = _TERM.match(pattern, position)
        if match is None or match.end() == position:
            raise UnknownOption(pattern[position:].strip(), [*_WORDS, *_FILTERS],
                                hint="a key pattern is like 'auth.lower + year'")  # fmt: skip
        position = match.end()
        literal = match[1] if match[1] is not None else match[2]
        if literal is not None:
            terms.append(_constant(literal))
            continue
        filters = [name for name in ((match[5] or "") + (match[6] or "")).split(".") if name]
        terms.append(_term(match[3], match[4], filters))
    return terms


def _constant(text: str) -> Term:
    return lambda paper: text


def _term(word: str, arguments: str | None, filters: list[str]) -> Term:
    found = _WORDS.get(word) or _WORDS.get(word[:1].lower() + word[1:])
    if found is None:
        raise UnknownOption(word, [*_WORDS, *_FILTERS], hint="words of a key pattern")
    for name in filters:
        if name not in _FILTERS:
            raise UnknownOption(name, list(_FILTERS), hint="filters of a key pattern")
    numbers = [int(part) for part in re.findall(r"\d+", arguments or "")]
    steps = [_FILTERS[name] for name in filters]
    if word[0].isupper():
        steps.insert(0, _capital)

    def term(paper: Paper) -> str:
        text = found(paper, numbers)
        for step in steps:
            text = step(text)
        return text

    return term


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _people(paper: Paper) -> list[Name]:
    return people(paper.author or paper.editor or paper.translator or paper.director)


def _family(name: Name) -> str:
    if name.literal:
        parts = split_cjk(name.literal)
        if parts:
            return ascii_text(parts[0])
        found = _WORD.findall(ascii_text(name.literal))
        return found[0] if len(found) == 1 else "".join(word[0].upper() for word in found[:8])
    return _UNSAFE.sub("", ascii_text(name.family or name.given or ""))


def _auth(paper: Paper, numbers: list[int]) -> str:
    names = _people(paper)
    if not names:
        return ""
    text = _family(names[0])
    return text[: numbers[0]] if numbers else text


def _full(paper: Paper, numbers: list[int]) -> str:
    names = _people(paper)
    if not names:
        return ""
    name = names[0]
    return _UNSAFE.sub("", ascii_text(name.literal or f"{name.family or ''}{name.given or ''}"))


def _authors(paper: Paper, numbers: list[int]) -> str:
    names = _people(paper)
    count = numbers[0] if numbers else len(names)
    return "".join(_family(name) for name in names[:count]) + ("EtAl" if len(names) > count else "")


def _auth_et_al(paper: Paper, numbers: list[int]) -> str:
    names = _people(paper)
    if len(names) <= 2:
        return "".join(_family(name) for name in names)
    return _family(names[0]) + "EtAl"


def _year(paper: Paper, numbers: list[int]) -> str:
    date = paper.issued or paper.original_date
    if date is None or date.year is None:
        found = re.search(r"\d{4}", (date.literal or "") if date else "")
        return found[0] if found else ""
    return str(abs(date.year))


def _month(paper: Paper, numbers: list[int]) -> str:
    date = paper.issued
    return f"{date.month:02d}" if date and date.month else ""


def _title_words(paper: Paper) -> list[str]:
    text = ascii_text(plain(paper.title or ""))
    words = [word.replace("'", "") for word in _WORD.findall(text)]
    return [word for i, word in enumerate(words) if i == 0 or word.lower() not in _SKIPPED]


def _title(paper: Paper, numbers: list[int]) -> str:
    words = _title_words(paper)
    if numbers:
        words = words[: numbers[0]]
    return "".join(_capital(word) for word in words)[:60]


def _shorttitle(paper: Paper, numbers: list[int]) -> str:
    words = [word for word in _title_words(paper) if word.lower() not in _SKIPPED]
    return "".join(_capital(word) for word in words[: numbers[0] if numbers else 3])


def _veryshorttitle(paper: Paper, numbers: list[int]) -> str:
    return _shorttitle(paper, numbers or [1])


def _journal(paper: Paper, numbers: list[int]) -> str:
    return "".join(_WORD.findall(ascii_text(plain(paper.container_title or ""))))


def _initials(paper: Paper, numbers: list[int]) -> str:
    return "".join(_family(name)[:1].upper() for name in _people(paper)[:8])


_WORDS: dict[str, Callable[[Paper, list[int]], str]] = {
    "auth": _auth, "authors": _authors, "authEtAl": _auth_et_al, "authorLast": _auth,
    "authFull": _full, "authorsAlpha": _initials, "year": _year,
    "shortyear": lambda paper, numbers: _year(paper, numbers)[-2:],
    "month": _month, "title": _title, "shorttitle": _shorttitle,
    "veryshorttitle": _veryshorttitle, "journal": _journal,
    "type": lambda paper, numbers: paper.type, "id": lambda paper, numbers: ascii_text(paper.id),
}  # fmt: skip
_FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower, "upper": str.upper, "capitalize": _capital,
    "abbr": lambda text: "".join(re.findall(r"[A-Z]", text)) or text[:1],
    "clean": lambda text: _UNSAFE.sub("", ascii_text(text)),
}  # fmt: skip
