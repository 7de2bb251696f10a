"""What a role's text cites, and what its name asks for: keys, words before and behind, the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from citex.csl.process.cites import Cite
from citex.errors import ParseError
from citex.manuscripts.locators import split


class Key(NamedTuple):
    """A key as it was written, and the words in braces before and behind it."""

    key: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How a role prints: the mode of CSL, and what is done to the brackets around it.

    `bare` takes them away, `bracketed` puts round ones around; `every` asks for all names, which
    CSL leaves to the style; `in_note` holds of what a style of notes has a note for.
    """

    mode: str = ""
    capital: bool = False
    bare: bool = False
    bracketed: bool = False
    every: bool = False
    in_note: bool = True


def _forms() -> Iterator[tuple[str, Form]]:
    """The roles of sphinxcontrib-bibtex by name."""
    for every in ("", "s"):
        yield f"p{every}", Form(every=bool(every))
        yield f"alp{every}", Form(every=bool(every), bare=True)
        for capital in ("", "c"):
            yield f"{capital}t{every}", Form("composite", capital=bool(capital), every=bool(every))
            for brackets in ("", "par"):
                yield (
                    f"{capital}author{every}{brackets}",
                    Form("author-only", capital=bool(capital), bracketed=bool(brackets),
                         every=bool(every), in_note=False),
                )  # fmt: skip
    yield "year", Form("year-only", in_note=False)
    yield "yearpar", Form("year-only", bracketed=True, in_note=False)
    yield "label", Form(bare=True)
    yield "labelpar", Form()


FORMS = dict(_forms())
"""A role of the domain `cite` -> what it prints; `empty` prints nothing, and is not here."""

FOOT_FORMS = {name: FORMS[name] for name in ("p", "ps", "t", "ts", "ct", "cts")}
"""A role of the domain `footcite` -> what it prints."""

_ROUND = {"{": 1, "}": -1}


def keys_of(text: str) -> list[Key]:
    """The keys that a role's text names, with the words in braces around each.

    Raises ParseError for braces that do not pair, and for a key that is none.

    >>> keys_of("{see}tu2011{p. 3}, knuth1984")
    [Key(key='tu2011', before='see', behind='p. 3'), Key(key='knuth1984', before='', behind='')]
    """
    return [_key(piece) for piece in _pieces(text)]


def _pieces(text: str) -> Iterator[str]:
    """What stands between the commas, also those of Chinese, that no braces hold."""
    depth = start = 0
    for place, char in enumerate(text):
        depth += _ROUND.get(char, 0)
        if depth not in (0, 1):
            raise ParseError("the braces do not pair; write {see}key{p. 3}")
        if char in ",，、" and not depth:
            yield text[start:place]
            start = place + 1
    if depth:
        raise ParseError("the braces do not pair; write {see}key{p. 3}")
    yield text[start:]


def _key(piece: str) -> Key:
    before = behind = ""
    piece = piece.strip()
    if piece.startswith("{"):
        before, _, piece = piece[1:].partition("}")
    if piece.endswith("}"):
        piece, _, behind = piece[:-1].rpartition("{")
    key = piece.strip()
    if not key or "{" in key or "}" in key:
        raise ParseError("a key is missing; write {see}key{p. 3}, and commas between keys")
    return Key(key, " ".join(before.split()), " ".join(behind.split()))


def cite_of(id: str, key: Key, languages: Iterable[str] = ()) -> Cite:
    """The cite of a work in the words of a role: a place, and what is said as it is.

    The words for kinds of place are those of these languages, and of English.

    >>> cite_of("tu2011", Key("tu2011", "see", "chap. 3")).locator
    '3'
    >>> cite_of("tu2011", Key("tu2011", "", "and passim")).suffix
    ', and passim'
    """
    before = f"{key.before}{_blank(key.before[-1:])}"
    label, locator, behind = split(key.behind, languages).apart()
    return Cite(id, locator=locator, label=label, prefix=before, suffix=behind)


def _blank(char: str) -> str:
    """The blank behind words, which those in Chinese and Japanese do without."""
    return " " if char and char < "\u2e80" else ""
