"""COinS, read: what a span's OpenURL says of one work (Z39.88-2004, KEV)."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qsl

from citex.formats._fields import common
from citex.formats._types import guess_type, read_types
from citex.formats.web._found import Found, named
from citex.model import KINDS, Name, new_name
from citex.text.names.sources import cut_suffix, natural, parts

_TYPES = read_types("coins")
_TEXTS = {**common("coins"), **common("coins-read")}
_ARTICLES = frozenset("article proceeding preprint bookitem chapter".split())
_MOST = 2000
"""How many keys of one span are read."""


def found_in_span(title: str) -> Found | None:
    """What the title of a span says; None where it is no COinS.

    >>> found = found_in_span("rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=On+Growth")
    >>> found.kind, found.texts
    ('book', {'title': ['On Growth']})
    """
    if "&amp;" in title:
        title = unescape(title)
    pairs = parse_qsl("&".join(title.split("&", _MOST)[:_MOST]), errors="replace")
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        values.setdefault(key.lower(), []).append(value)
    scheme = values.get("rft_val_fmt", [""])[0].rpartition(":")[2].lower()
    genre = values.get("rft.genre", [""])[0].lower()
    if scheme == "book" and not genre and "rft.atitle" in values:
        genre = "bookitem"
    found = Found(_kind(scheme, genre, values))
    _titles(found, scheme, genre, values)
    reported = found.kind == "report"  # whose number is where a journal's issue is
    for key, variable in _TEXTS.items():
        for value in values.get(key, ()):
            variable = "number" if reported and variable == "issue" else variable
            if variable == "identifier":
                found.identify(value)
            else:
                found.add(variable, value)
    for value in values.get("rft_id", ()):
        _identify(found, value)
    _people(found, values)
    return found if found or scheme else None


def _kind(scheme: str, genre: str, values: dict[str, list[str]]) -> str | None:
    word = values.get("rft.type", [""])[0]
    if word and scheme not in ("journal", "book"):
        return word if word in KINDS else guess_type(word)
    names = (f"{scheme}/{genre}" if genre else scheme, scheme)
    return next((_TYPES[name] for name in names if name in _TYPES), None)


def _titles(found: Found, scheme: str, genre: str, values: dict[str, list[str]]) -> None:
    """The title of the part and of the whole, which are called otherwise in each scheme."""
    own, whole = values.get("rft.atitle", []), values.get("rft.jtitle", [])
    if scheme == "book":
        book = values.get("rft.btitle", []) or values.get("rft.title", [])
        own, whole = (own, book) if own or genre in _ARTICLES else (book, whole)
    elif scheme == "journal":
        whole = whole or values.get("rft.title", [])
        if not own and genre not in _ARTICLES:
            own, whole = whole[:1], whole[1:]
    else:
        own = own or values.get("rft.title", [])
    for text in own:
        found.add("title", text)
    for text in whole:
        found.add("container-title", text)


def _identify(found: Found, text: str) -> None:
    """An identifier: info:doi/..., info:pmid/..., urn:isbn:..., or an address."""
    scheme, slash, value = text.partition("/")
    if scheme.lower() in _NAMED and slash:
        found.add(_NAMED[scheme.lower()], value)
    elif text.lower().startswith(("urn:isbn:", "urn:issn:")):
        found.add(text[4:8].upper(), text[9:])
    else:
        found.identify(text)


_NAMED = {"info:doi": "DOI", "info:pmid": "PMID", "info:arxiv": "arxiv"}


def _people(found: Found, values: dict[str, list[str]]) -> None:
    """The first author by its parts, and all by their names; inventors of a patent likewise."""
    listed = (values.get(key) for key in ("rft.au", "rft.inventor", "rft.creator"))
    names = [natural(text) for text in next(filter(None, listed), ())]
    for last, first, initials in (
        ("rft.aulast", "rft.aufirst", "rft.auinit"),
        ("rft.invlast", "rft.invfirst", "rft.invinit"),
    ):
        family, given = (values.get(key, [""])[0] for key in (last, first))
        given, suffix = cut_suffix(given)
        if not family:
            continue
        given = given or values.get(initials, [""])[0]
        lead = parts(family=family, given=given, suffix=suffix)
        known = lead is not None and names and _same(names[0], lead)
        names = [lead, *(names[1:] if known else names)]
        break
    found.persons("author", names)
    bodies = filter(None, map(named, values.get("rft.aucorp", ())))
    found.persons("author", [new_name(literal=body) for body in bodies])


def _letters(name: Name | None) -> str:
    return "".join(sorted(filter(str.isalnum, str(name).casefold())))


def _same(one: Name | None, lead: Name) -> bool:
    """Whether the first of the list is the author of the parts: "V. van Gogh", "Li Na"."""
    return one is not None and (one.family == lead.family or _letters(one) == _letters(lead))
