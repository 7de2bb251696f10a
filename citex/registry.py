"""A reader or formatter by name, suffix or content: built-ins lazily, plug-ins by entry point."""

from __future__ import annotations

import functools
import importlib
import os
import threading
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from citex import stylebook
from citex.errors import CitexError, ParseError, Problem, UnknownFormat
from citex.formats import Format, Source
from citex.formats.detect import BUILTINS, by_content, by_suffix

_registered: dict[str, Format] = {}
_broken: list[Problem] = []
_lock = threading.Lock()


def register(
    *,
    format: Format | None = None,
    style: str | None = None,
    csl: str | bytes | os.PathLike[str] = "",
) -> None:
    """Add a file format, or a citation style under a name, while the program runs.

    `csl` is the style's text, or a path object (`pathlib.Path`) of its file. Raises CitexError when
    the name is taken.

    >>> from citex.formats import Format
    >>> def write(papers):
    ...     return (f"{paper.title}\\n" for paper in papers)
    >>> register(format=Format(name="titles", title="Titles", write=write))
    >>> format_named("titles").title
    'Titles'
    >>> _ = _registered.pop("titles")
    """
    with _lock:  # a name is claimed once, however many threads ask for it
        if format is not None:
            _claim(format.name, "format")
            _registered[format.name] = format
        if style is not None:
            _claim(style, "style")
            stylebook.register(style, csl)


def format_names() -> list[str]:
    """The names of all formats, built-in, plugged in and registered."""
    return sorted({*BUILTINS, *_plugins(), *_registered})


def formats() -> Iterator[Format]:
    """All formats, in the order of their names; imports every one."""
    for name in format_names():
        yield format_named(name)


def format_named(name: str) -> Format:
    """The format of this name or alias. Raises UnknownFormat, with the nearest names.

    >>> format_named("csl-json").name
    'csljson'
    """
    key = name.lower()
    if key in _registered:
        return _registered[key]
    if key not in BUILTINS:
        key = _alias(key)
    if key in BUILTINS:
        return _builtin(key)
    found = _registered.get(key) or _plugins().get(key)
    if found is not None:
        return found
    raise UnknownFormat(name, format_names())


def reader_named(name: str) -> Format:
    """The format of this name, which can be read. Raises UnknownFormat."""
    return _able(name, "read", "is only written, not read")


def writer_named(name: str) -> Format:
    """The format of this name, which can be written. Raises UnknownFormat."""
    return _able(name, "write", "is only read, not written")


def _able(name: str, act: str, otherwise: str) -> Format:
    form = format_named(name)
    if getattr(form, act) is None:
        able = [other.name for other in formats() if getattr(other, act) is not None]
        raise UnknownFormat(name, able, hint=f"{name!r} {otherwise}")
    return form


def formatter_named(name: stylebook.Named) -> Format | str | Path:
    """What `name` writes: a Format, or the name of a citation style; a path object is a style's.

    Formats come first: the style collection has a style "bibtex" too, which is "csl:bibtex" here,
    as any style may be called. Raises UnknownFormat with the nearest names of both kinds.
    """
    if not isinstance(name, str):
        return Path(name)
    if name.startswith("csl:"):
        stylebook.source(name[4:])
        return name[4:]
    try:
        return writer_named(name)
    except UnknownFormat as error:
        if stylebook.exists(name):
            return name
        if name in format_names():
            raise
        if "/" in name or name.lower().endswith(".csl"):
            stylebook.source(name)
        raise UnknownFormat(name, [*error.choices, *stylebook.nearest(name)]) from None


def writer_by_suffix(suffix: str) -> Format:
    """The format that files of this suffix are written in. Raises UnknownFormat."""
    named = map(format_named, (*by_suffix(suffix), *_plugged_by_suffix(suffix)))
    written = [form for form in named if form.write is not None]
    own = [form for form in written if form.suffixes[:1] == (suffix.lower(),)]
    if written:
        return (own or written)[0]
    known = {end for form in formats() if form.write is not None for end in form.suffixes}
    raise UnknownFormat(suffix, known, hint="name the format to write")


def guess(source: Source) -> Format:
    """The format of an input, by its suffix and its first characters.

    The suffix decides where it is that of one format and the content does not look like another;
    general suffixes (.json, .xml, .txt ...) leave it to the content. Raises ParseError for an
    empty input, UnknownFormat where nothing fits, or what fits is only written.
    """
    if not source.head.strip():
        raise ParseError("the input is empty", source=source.name)
    suffix = Path(source.name).suffix.lower()
    candidates = [*by_suffix(suffix), *_plugged_by_suffix(suffix)] if suffix else []
    found = by_content(source.head, candidates) or _plugged_by_content(source.head)
    if found is not None:
        return reader_named(found)
    if candidates:
        return reader_named(next(filter(_is_read, candidates), candidates[0]))
    place = repr(source.name) if source.name else "the input"
    raise UnknownFormat(
        suffix or "?",
        (),
        hint=f"{place} looks like no known bibliography; name its format (-f FORMAT), "
        f"one of: {', '.join(f.name for f in formats() if f.read is not None)}",
    )


def _is_read(name: str) -> bool:
    return format_named(name).read is not None


def broken_plugins() -> list[Problem]:
    """What was wrong with plug-ins that were skipped."""
    _plugins()
    return [*_broken, *stylebook.broken_plugins()]


def _claim(name: str, kind: str) -> None:
    if name in BUILTINS or name in _registered or name in _plugins() or _alias(name) != name:
        raise CitexError(
            f"the {kind} name {name!r} is taken by the format {name!r}; choose another"
        )
    if stylebook.exists(name):
        raise CitexError(f"the {kind} name {name!r} is taken by the style {name!r}; choose another")


@functools.cache
def _builtin(name: str) -> Format:
    form = importlib.import_module(f"citex.{BUILTINS[name].module}").FORMAT
    assert isinstance(form, Format)
    return form


def _alias(name: str) -> str:
    """The name of the format that has this alias; else what was given."""
    found = _aliases().get(name)
    late = (form.name for form in tuple(_registered.values()) if name in form.aliases)
    return found or next(late, name)


@functools.cache
def _aliases() -> dict[str, str]:
    aliases = {alias: name for name, entry in BUILTINS.items() for alias in entry.aliases}
    for form in _plugins().values():
        aliases.update({alias: form.name for alias in form.aliases if alias not in aliases})
    return aliases


@functools.cache
def _plugins() -> dict[str, Format]:
    """The formats of installed plug-ins; a broken one is noted and skipped."""
    found: dict[str, Format] = {}
    for entry in entry_points(group="citex.formats"):
        form = _load(entry)
        if form is None:
            continue
        if form.name in BUILTINS or form.name in found or stylebook.exists(form.name):
            _note(entry, f"its format name {form.name!r} is taken")
            continue
        found[form.name] = form
    return found


def _load(entry: EntryPoint) -> Format | None:
    try:
        form = entry.load()
    except Exception as error:  # a plug-in may fail in any way; it must not stop the rest
        _note(entry, f"{type(error).__name__}: {error}")
        return None
    if not isinstance(form, Format):
        _note(entry, f"is a {type(form).__name__}, not a citex.formats.Format")
        return None
    return form


def _note(entry: EntryPoint, reason: str) -> None:
    message = f"the plug-in {entry.name!r} ({entry.value}) was skipped: {reason}"
    problem = Problem(message=message, level="warning")
    if problem not in _broken:  # two threads may look for plug-ins at once
        _broken.append(problem)


def _plugged_by_suffix(suffix: str) -> list[str]:
    forms = (*_registered.values(), *_plugins().values())
    return [form.name for form in forms if suffix in form.suffixes]


def _plugged_by_content(head: str) -> str | None:
    for form in (*_registered.values(), *_plugins().values()):
        if form.read is not None and form.sniff is not None and form.sniff(head):
            return form.name
    return None


__all__ = [
    "broken_plugins",
    "format_named",
    "format_names",
    "formats",
    "formatter_named",
    "guess",
    "reader_named",
    "register",
    "writer_by_suffix",
    "writer_named",
]
