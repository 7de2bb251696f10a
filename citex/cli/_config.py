"""The user's usual choices: citex.toml, [tool.citex] of pyproject.toml, and the user's own file."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from citex._late import difflib
from citex.errors import CitexError
from citex.files import contents
from citex.folders import folder_for

LIMIT = 200_000
"""The most bytes of a file of configuration."""

NAME = "citex.toml"


class Key(NamedTuple):
    """A key of the configuration: what its value is, and the argument that it is the default of."""

    kind: str
    argument: str
    verbs: tuple[str, ...]
    title: str


class Usual(NamedTuple):
    """A value that a file sets, told apart from what is typed: the file and the key, too."""

    value: Any
    place: Path
    name: str


_WRITERS = ("convert", "dedupe", "fetch")

KEYS: dict[str, Key] = {
    "to": Key("text", "usual_to", ("convert",), "what `convert` writes: a format, a style"),
    "as": Key("text", "kind", _WRITERS, "the kind of output of a style"),
    "locale": Key("text", "locale", ("convert",), "the locale of a style"),
    "notices": Key("switch", "notices", ("convert", "show", "page"), "citations tell of it"),
    "titles": Key("text", "titles", ("convert",), "the case of titles in a style"),
    "chinese": Key("text", "chinese", ("convert",), "how a style prints Chinese works"),
    "links": Key("switch", "links", ("convert",), "DOIs and addresses of a list are links"),
    "abbreviations": Key("list", "abbreviations", ("convert",),
                         "what gives titles short forms: ltwa, files of lists"),
    "citations": Key("list", "citations", ("show", "page"), "the styles of the dialog"),
    "exports": Key("list", "exports", ("page",), "the formats of the dialog"),
    "lang": Key("text", "lang", ("page", "check"), "the language of the page, and of all messages"),
    "contact": Key("text", "contact", ("fetch", "cite"), "your address of mail, for services"),
    "styles": Key("folder", "styles", (*_WRITERS, "show", "page", "check", "styles"),
                  "a folder of your own .csl files"),
    "options": Key("tables", "usual_options", _WRITERS, "options of formats and styles, by name"),
    "check.select": Key("list", "select", ("check",), "the only codes that are told"),
    "check.ignore": Key("list", "ignore", ("check",), "codes that are not told"),
    "check.fail-on": Key("text", "fail_on", ("check",), "the severity that makes the status 1"),
}  # fmt: skip
"""Every key that a file may hold; "check." are those of the table [check]."""

KINDS: dict[str, tuple[type, str]] = {
    "text": (str, "a text"),
    "folder": (str, "the name of a folder"),
    "switch": (bool, "true or false"),
    "list": (list, "a list of texts"),
    "tables": (dict, "a table of tables"),
}
"""The kinds of value: their type, and what they are called."""


def defaults(verb: str) -> dict[str, Usual]:
    """The arguments of a verb that the files set; the nearest file counts. Raises CitexError."""
    found: dict[str, Usual] = {}
    if not any(verb in key.verbs for key in KEYS.values()):
        return found
    for place, table in _files():
        for name, value in _values(place, table):
            key = KEYS[name]
            if verb not in key.verbs:
                continue
            usual = Usual(value, place, name)
            nearer = found.setdefault(key.argument, usual)
            if key.kind == "tables":
                found[key.argument] = usual._replace(value={**value, **nearer.value})
    return found


def language(known: Collection[str]) -> str | None:
    """The language that the nearest file names, if it is known: what is wrong is said later."""
    with contextlib.suppress(CitexError):
        for _, table in _files():
            if table.get("lang") in known:
                return str(table["lang"])
    return None


@contextlib.contextmanager
def blamed(args: argparse.Namespace, argument: str) -> Iterator[None]:
    """While the block runs, an error names the file that set this argument, if one did."""
    try:
        yield
    except CitexError as error:
        usual: Usual | None = args.configured.get(argument)
        if usual is None:
            raise
        raise CitexError(f"{usual.place}: {usual.name}: {error}") from None


def places() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The files that are looked for, the nearest first, and the table of each that is ours.

    CITEX_CONFIG names the only one; where it is empty, none is read.
    """
    only = os.environ.get("CITEX_CONFIG")
    if only is not None:
        if only:
            yield Path(only), ()
        return
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        here = None
    if here is not None:
        above = (here, *here.parents)
        yield from _first(above, NAME, ())
        yield from _first(above, "pyproject.toml", ("tool", "citex"))
    if home := folder_for("config"):
        yield home / NAME, ()


def _first(
    folders: tuple[Path, ...], name: str, table: tuple[str, ...]
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    found = next((place for folder in folders if os.path.isfile(place := folder / name)), None)
    if found is not None:
        yield found, table


def _files() -> Iterator[tuple[Path, dict[str, Any]]]:
    named = bool(os.environ.get("CITEX_CONFIG"))
    for place, path in places():
        if not (named or os.path.isfile(place)):
            continue
        table = _read(place, within=path)
        for name in path:
            table = table.get(name, {})
        if not isinstance(table, dict):
            raise CitexError(f"{place}: {'.'.join(path)} is no table")
        yield place, table


def _read(place: Path, within: tuple[str, ...]) -> dict[str, Any]:
    try:
        data = contents(place, LIMIT)
    except (OSError, ValueError) as error:
        raise CitexError(
            f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    if within and within[-1].encode() not in data:
        return {}  # a project's file that says nothing of us, be it in order or not
    toml: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        found: dict[str, Any] = toml.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CitexError(f"{place}: {error}") from None
    return found


def _values(place: Path, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    flat = {name: value for name, value in table.items() if name != "check"}
    check = table.get("check", {})
    if not isinstance(check, dict):
        raise CitexError(f"{place}: 'check' is a table: [check]")
    flat |= {f"check.{name}": value for name, value in check.items()}
    for name, value in flat.items():
        key = KEYS.get(name)
        if key is None:
            raise CitexError(f"{place}: no key {name[:80]!r}; {_near(name, value)}")
        yield name, _value(place, name, key, value)


def _near(name: str, value: Any) -> str:
    """What was meant by a key that there is not."""
    lore: Any = importlib.import_module("citex.cli._lore")
    if isinstance(value, dict) and lore.is_formatter(name):
        return f"the options of {name} stand in [options.{name}]"
    option = "--" + name.removeprefix("check.").replace("_", "-")
    keys = {key.rpartition(".")[2]: key for key in KEYS}
    near = [keys[one[2:]] for one in lore.meant_by(option) if one[2:] in keys]
    near = near or difflib.get_close_matches(name, KEYS, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(KEYS)}"


def _value(place: Path, name: str, key: Key, value: Any) -> Any:
    kind, said = KINDS[key.kind]
    texts = value if isinstance(value, list) else ()
    tables = value.values() if isinstance(value, dict) else ()
    if (
        not isinstance(value, kind)
        or not all(isinstance(text, str) for text in texts)
        or (key.kind == "tables" and not all(isinstance(table, dict) for table in tables))
    ):
        raise CitexError(f"{place}: {name} is {said}, not {value!r:.80}")
    if key.kind == "list":
        return ",".join(texts)
    if key.kind == "folder":
        folder = place.parent / os.path.expanduser(str(value))
        if not folder.is_dir():
            raise CitexError(f"{place}: {name}: there is no folder {str(folder)!r}")
        return str(folder)
    return value


__all__ = ["KEYS", "KINDS", "Key", "Usual", "blamed", "defaults", "language", "places"]
