"""A work as a citation holds it, and the works of a document: each once, with an id of its own."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from citex._late import regex
from citex.model import Paper
from citex.records._keys import Keys
from citex.text.halves import json_without_halves

_KEY = regex(r"[^\s{}\",#%~\\'()=@|<>&$^]{1,200}")
_NO_KEY = regex(
    r"ITEM-\d+|\w+://.*|urn:.*"
    r"|\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?",
    re.IGNORECASE,
)
_SPACE = regex(r"\s+")


class Broken(Exception):
    """Why a citation cannot be read; the text says it in a few words."""


class Cited(NamedTuple):
    """A work that is cited: by which manager, and its record in the words of a format.

    `identities` are what the manager knows the work by; of works that share one the first counts.
    `format` names the reader of `record`; without one, `paper` is what was read, and without
    either the document holds no record of the work. `label` says for people which work it is,
    `likeness` what the record says, where that is compared with those of later citations, and
    `also` what those may call it that hold no record.
    """

    manager: str
    identities: tuple[str, ...]
    format: str = ""
    record: str = ""
    paper: Callable[[], Paper] | None = None
    key: str = ""
    label: str = ""
    likeness: str = ""
    also: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the document holds a record of the work."""
        return bool(self.format) or self.paper is not None


class Library:
    """The works that were found so far, by what their managers know them by.

    >>> found = Library()
    >>> found.is_new(("a", "b")), found.is_new(("b", "c")), found.is_new(("c",))
    (True, False, False)
    >>> found.id_of(Paper(), "x1"), found.id_of(Paper(), "x1"), found.id_of(Paper(title="Trees"))
    ('x1', 'x1a', 'trees')
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._keys = Keys()

    def __contains__(self, identities: Iterable[str]) -> bool:
        return not self._known.isdisjoint(identities)

    def is_new(self, identities: tuple[str, ...]) -> bool:
        """Whether no work with one of these was found; all of them are known from now on."""
        new = identities not in self
        self._known.update(identities)
        return new

    def note(self, *identities: str) -> None:
        """Have some more names known."""
        self._known.update(identities)

    def id_of(self, paper: Paper, key: str = "") -> str:
        """An id for a paper, unlike all before: by its manager's key, or its own, or a new one."""
        given = next((name for name in (key, paper.id) if is_key(name)), "")
        return self._keys.unique(given) if given else self._keys.key(paper)


def is_key(name: str) -> bool:
    """Whether a manager's name for a work can be its key in a text: no address, no GUID.

    >>> is_key("Li2020"), is_key("ITEM-1"), is_key("http://zotero.org/users/1/items/AB")
    (True, False, False)
    """
    return bool(_KEY.fullmatch(name)) and not _NO_KEY.fullmatch(name)


def decoded(text: str) -> bytes:
    """The bytes of a text in base64, of either alphabet, with its padding or without.

    Raises Broken.

    >>> decoded("PGE+\\r\\n"), decoded("PGE-")
    (b'<a>', b'<a>')
    """
    packed = _SPACE.sub("", text).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Broken("its base64 is broken") from None


def json_at(text: str, start: int = 0) -> Any:
    """The first object of JSON in a text, whatever stands behind it. Raises Broken.

    >>> json_at('CSL_CITATION {"a": 1} RNDx')
    {'a': 1}
    """
    begin = text.find("{", start)
    if begin < 0:
        raise Broken("it holds no JSON")
    try:
        return _JSON.raw_decode(json_without_halves(text), begin)[0]
    except RecursionError:
        raise Broken("its JSON is nested too deeply") from None
    except ValueError as error:  # of a number that is far too long, too
        cut = isinstance(error, json.JSONDecodeError) and (
            error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        )
        raise Broken(
            "its JSON is cut off before its end" if cut else "its JSON is broken"
        ) from None


_JSON = json.JSONDecoder(strict=False)
