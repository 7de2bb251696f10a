"""A reader or formatter by name, suffix or content: built-ins lazily, plug-ins by entry point."""

from __future__ import annotations

import functools
import importlib
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citex import stylebook
from citex._late import difflib, regex
from citex._plugins import entry_points
from citex._remembered import remembered
from citex.errors import (
    CitexError,
    ParseError,
    Problem,
    UnknownFormat,
    UnknownName,
    UnknownStyle,
)
from citex.formats import Format, Source
from citex.formats.detect import BUILTINS, builtin_named, by_content, by_suffix
from citex.model.checked import called, refuse

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from citex.csl import StyleLike

_registered: dict[str, Format] = {}
_broken: list[Problem] = []
_lock = threading.Lock()


@called
def register_format(format: Format) -> None:
    """Add a file format while the program runs. Raises CitexError when its name is taken.

    >>> import citex
    >>> def write(papers):
    ...     return (f"{paper.title}\\n" for paper in papers)
    >>> citex.register_format(citex.Format(name="titles", title="Titles", write=write))
    >>> citex.format(citex.Paper(title="On Growth"), to="titles")
    'On Growth\\n'
    """
    if not isinstance(format, Format):
        raise refuse("format", format, "give a citex.Format")
    with _lock:  # a name is claimed once, however many threads ask for it
        _claim(format.name, "format")
        _registered[format.name] = format


@called
def register_style(name: str, csl: str | bytes | os.PathLike[str]) -> None:
    """Add a citation style under a name while the program runs.

    `csl` is the style's text, or a path object (`pathlib.Path`) of its file. Raises CitexError when
    the name is taken, or `csl` is no style.
    """
    with _lock:
        if isinstance(name, str):
            _claim(name, "style")
        stylebook.register(name, csl)


def format_names() -> list[str]:
    """The names of all formats, built-in, plugged in and registered."""
    return sorted({*BUILTINS, *_plugins(), *_registered})


def formats() -> Iterator[Format]:
    """All formats, in the order of their names; imports every one."""
    for name in format_names():
        yield format_named(name)


def format_named(name: str | Format) -> Format:
    """The format of this name, alias or suffix; a Format is itself.

    Raises UnknownFormat, with the nearest names.

    >>> format_named("csl-json").name
    'csljson'
    """
    if isinstance(name, Format):
        return name
    if not isinstance(name, str):
        raise refuse("format", name, "give the name of a format, or a citex.Format")
    found = _find(name)
    if found is None:
        hint = "several files are given in one list" if re.search(r"\w\.\w", name) else ""
        raise UnknownFormat(name, format_names(), hint=hint)
    return found


def _find(name: str) -> Format | None:
    """The format of a name, alias or suffix, if there is one."""
    key = "-".join(name.lower().split())
    if key in _registered:
        return _registered[key]
    key = _own_aliases().get(key, key)
    if key not in BUILTINS and key[:1] != ".":
        if (named := _registered_under(key)) is not None:
            return _registered[named]
        if stylebook.filed(key) is not None:  # what no format is called
            return None
        key = _alias(key)
    if key[:1] == "." and (ending := [*by_suffix(key), *_plugged_by_suffix(key)]):
        key = ending[0]
    if key in BUILTINS:
        return builtin_named(key)
    return _registered.get(key) or _plugins().get(key)


def reader_named(name: str | Format) -> Format:
    """The format of this name, which can be read, or that reads its files. Raises UnknownFormat."""
    form = format_named(name)
    if form.read is None and form.read_as is not None:
        name = form.read_as
    return _able(name, "read", "is only written, not read")


def writer_named(name: str | Format) -> Format:
    """The format of this name, which can be written. Raises UnknownFormat."""
    return _able(name, "write", "is only read, not written")


def _able(name: str | Format, act: str, otherwise: str) -> Format:
    form = format_named(name)
    if getattr(form, act) is None:
        able = [other.name for other in formats() if getattr(other, act) is not None]
        raise UnknownFormat(form.name, able, hint=f"{form.name!r} {otherwise}")
    return form


def formatter_named(to: Format | StyleLike) -> Format | StyleLike:
    """What writes under a name: a Format, or the name of a citation style; objects are themselves.

    Formats come first: the style collection has a style "bibtex" too, which is "csl:bibtex" here,
    as any style may be called. Raises UnknownFormat with the nearest names of both kinds.

    >>> formatter_named("BibTeX").name, formatter_named("APA 7th")
    ('bibtex', 'apa')
    """
    if isinstance(to, stylebook.StyleInfo):
        return to.name
    if isinstance(to, os.PathLike):
        return Path(to)
    if not isinstance(to, (str, Format)):
        if isinstance(to, (bytes, _style_class())):
            return to
        raise refuse("to", to, "give the name of a format or a style, or one itself")
    if isinstance(to, Format):
        return writer_named(to)
    if to.lstrip()[:1] == "<":
        return to
    if to.startswith("csl:"):
        return style_named(to)
    form, style = _known(to, *_state())
    if form is not None:
        return writer_named(form)
    if style is None:
        raise _no_formatter(to)
    return style


def _state() -> tuple[tuple[Any, ...], tuple[str, ...], int]:
    """All that what a name means may hang on while the program runs."""
    return (*_registered, *map(id, _registered.values())), *stylebook.state()


@remembered(1024)
def _known(name: str, *state: Any) -> tuple[Format | None, str | None]:
    """The format of a name, or else the style."""
    form = _find(name)
    return form, stylebook.resolve(name) if form is None else None


def _no_formatter(name: str) -> UnknownName:
    """The error that says that neither a format nor a style has this name, and what was meant."""
    if "/" in name or name.lower().endswith(".csl"):
        return stylebook.unknown(name)
    word = name.lower()
    outputs = importlib.import_module("citex.csl.output")
    if word in outputs.OUTPUTS or f".{word}" in outputs.SUFFIXES:
        hint = f"that is an output of styles: 'apa' with output={word!r}, say"
        return UnknownFormat(name, hint=hint)
    if word in ("csv", "tsv", "excel", "xlsx", "table"):
        return UnknownFormat(name, hint="citex.table(papers) gives rows for a frame")
    written = [form.name for form in formats() if form.write is not None]
    near = difflib.get_close_matches(word, written, n=2, cutoff=0.6)
    near = list(dict.fromkeys([*near, *stylebook.nearest(name)]))
    return UnknownFormat(name, written, near=near, hint="nor is it a style")


def style_named(style: StyleLike) -> StyleLike:
    """A style, by the name under which it is filed. Raises UnknownStyle.

    A name that formats have too is a style's where it begins with "csl:".
    """
    if not isinstance(style, str) or style.lstrip()[:1] == "<":
        return style
    if style.startswith("csl:"):
        style = style[4:]
    elif _known(style, *_state())[0] is not None:
        hint = f"it is a file format: citex.format(papers, {style!r})"
        if stylebook.exists(style):
            hint += f"; the style of that name is 'csl:{style}'"
        raise UnknownStyle(style, hint=hint)
    found = stylebook.resolve(style)
    if found is None:
        raise stylebook.unknown(style)
    return found


def _style_class() -> Any:
    return importlib.import_module("citex.csl").Style  # heavy, and seldom asked for


def writer_by_suffix(suffix: str) -> Format:
    """The format that files of this suffix are written in. Raises UnknownFormat."""
    named = map(format_named, (*by_suffix(suffix), *_plugged_by_suffix(suffix)))
    written = [form for form in named if form.write is not None]
    own = [form for form in written if form.suffixes[:1] == (suffix.lower(),)]
    if written:
        return (own or written)[0]
    known = {end for form in formats() if form.write is not None for end in form.suffixes}
    outputs = importlib.import_module("citex.csl.output").SUFFIXES
    hint = "name the format to write"
    if suffix.lower() in (".gz", ".bz2", ".xz", ".zip"):
        raise UnknownFormat(
            suffix,
            says=f"citex packs no {suffix} files",
            hint="pass an open file, gzip.open(path, 'wt') say, and the format with to=",
        )
    if not suffix:
        raise UnknownFormat(
            "", says="the file's name has no suffix that says what to write", hint="say it with to="
        )
    if suffix.lower() in outputs:
        says = f"{suffix} is no format's suffix"
        hint = f"name the style to write as {outputs[suffix.lower()]}, 'apa' say"
        raise UnknownFormat(suffix, says=says, hint=hint)
    raise UnknownFormat(suffix, known, hint=hint)


def guess(source: Source) -> Format:
    """The format of an input, by its suffix and its first characters.

    The suffix decides where it is that of one format and the content does not look like another;
    general suffixes (.json, .xml, .txt ...) leave it to the content. Raises ParseError for an
    empty input, UnknownFormat where nothing fits, or what fits is only written.
    """
    if not source.head.strip():
        raise ParseError("the input is empty", source=source.name)
    suffix = Path(source.name).suffix.lower()
    candidates = by_suffix(suffix) if suffix else []
    found = by_content(source.head, candidates) or _plugged_by_content(source.head)
    if found is not None:
        return reader_named(found)
    if suffix:
        candidates += _plugged_by_suffix(suffix)
    if candidates:
        return reader_named(next(filter(_is_read, candidates), candidates[0]))
    place = repr(source.name) if source.name else "the input"
    hint = next((hint for look, hint in _OTHERS if look.search(source.head)), "")
    hint = hint or f"name its format, one of: {', '.join(f.name for f in formats() if f.read)}"
    raise UnknownFormat(suffix, says=f"{place} looks like no known bibliography", hint=hint)


_OTHERS = (
    (
        regex(r"\A\s*(?:(?:https?://\S*/|doi:\s*)?10\.\d{4,9}/\S+|\d{7,8}|arXiv:\S+)\s*\n"),
        "identifiers are looked up: citex.fetch(text.split())",
    ),
    (regex(r"\\(?:documentclass|bibitem|begin\{|citation\{|bibdata\{)"),
     "a text in TeX is no bibliography: read the .bib that it names"),
    (regex(r"\A\s*(?:\[1\]|1\.)\s+\S.*\d{4}"),
     "references that were formatted are not read: look them up with citex.fetch"),
)  # fmt: skip
"""What is no bibliography, and what is done with it."""


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
    if stylebook.filed(name) is not None:
        raise CitexError(f"the {kind} name {name!r} is taken by the style {name!r}; choose another")


def _alias(name: str) -> str:
    """The name of the format that has this alias; else what was given."""
    found = _own_aliases().get(name) or _plugged_aliases().get(name)
    return found or _registered_under(name) or name


def _registered_under(alias: str) -> str | None:
    """The name of the format that was registered with this alias."""
    forms = tuple(_registered.values())
    return next((form.name for form in forms if alias in form.aliases), None)


@functools.cache
def _own_aliases() -> dict[str, str]:
    return {alias: name for name, entry in BUILTINS.items() for alias in entry.aliases}


@functools.cache
def _plugged_aliases() -> dict[str, str]:
    return {alias: form.name for form in _plugins().values() for alias in form.aliases}


@functools.cache
def _plugins() -> dict[str, Format]:
    """The formats of installed plug-ins; a broken one is noted and skipped."""
    found: dict[str, Format] = {}
    for entry in entry_points("citex.formats"):
        form = _load(entry)
        if form is None:
            continue
        if form.name in BUILTINS or form.name in found or stylebook.filed(form.name):
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
    "register_format",
    "register_style",
    "style_named",
    "writer_by_suffix",
    "writer_named",
]
