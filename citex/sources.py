"""A path, a text, an address or an identifier: what a string is that somebody wants to read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from citex._late import difflib, regex
from citex.errors import CitexError, InvalidValue, NotFound, ParseError, UnknownOption
from citex.formats import MAX_SIZE, Source
from citex.formats.detect import by_suffix
from citex.text.identifiers import parse as identifier

_RECORD = regex(r"\ufeff?\s*(?:[@{\[<%]|TY  -|PMID- |RT\s)")
"""How a text begins that holds records, and no path."""
_NAMED = regex(r"\ufeff?\s*[@{\[][^\n]*(\.[A-Za-z]\w*)\Z")
"""A path that begins as a record does, if files end so; a record ends in a bracket."""
_FILE_NAME = regex(r"[\w./~\\ \[\]{}@-]+\.[A-Za-z]\w{1,8}")
_ADDRESS = regex(r"(?:https?|ftp)://\S", re.IGNORECASE)
_LONGEST = 4096  # characters of a path
_FETCHED = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn"))


def opened(source: Any, *, encoding: str | None = None, max_size: int | None = MAX_SIZE) -> Source:
    """The source that a path, an open file, bytes or a text is.

    A string is a text where it has several lines or begins as a record does, and no file has that
    name. Raises NotFound, ParseError, and a CitexError that names the right call for what is an
    identifier or an address.
    """
    if not isinstance(encoding, (str, type(None))):
        raise InvalidValue("encoding", encoding, "give the name of an encoding, 'gb18030' say")
    whole = isinstance(max_size, int) and not isinstance(max_size, bool) and max_size >= 0
    if max_size is not None and not whole:
        raise InvalidValue("max_size", max_size, "give a number of bytes, or None for any number")
    if isinstance(source, (bytes, bytearray)):
        return of_bytes(bytes(source), encoding)
    if isinstance(source, str) and _is_text(source):
        return of_text(source, encoding)
    if isinstance(source, (str, os.PathLike)):
        source = _path(os.fspath(source))
    return Source.of(source, encoding=encoding, max_size=max_size)


def of_text(text: str, encoding: str | None) -> Source:
    """The source that holds a text. Raises UnknownOption where it should be decoded."""
    if encoding is not None:
        hint = "a str is decoded already; bytes and files have an encoding"
        raise UnknownOption("encoding", (), hint=hint)
    return Source.of_text(text)


def of_bytes(data: bytes, encoding: str | None) -> Source:
    """The source that holds some bytes. Raises ParseError where they are a path."""
    if len(data) < _LONGEST and _FILE_NAME.fullmatch(text := data.decode("utf-8", "replace")):
        raise ParseError("bytes are a file's content; give its path as a str", source=text)
    return Source.of_bytes(data, encoding=encoding)


def expanded(path: str) -> str:
    """A path whose "~" is the user's folder.

    >>> expanded("refs.bib")
    'refs.bib'
    """
    return path if "\0" in path else os.path.expanduser(path)


def lines_joined(several: list[Any]) -> list[Any]:
    """A text in place of its lines, where those are what was given; else what was given.

    >>> lines_joined(["@book{a,", "title={A}}"]), lines_joined(["a.bib", "b.bib"])
    (['@book{a,\\ntitle={A}}'], ['a.bib', 'b.bib'])
    """
    if len(several) < 2 or not all(isinstance(one, type(several[0])) for one in several):
        return several
    if isinstance(several[0], bytes):
        return [(b"" if several[0].endswith(b"\n") else b"\n").join(several)]
    if not isinstance(several[0], str):
        return several
    if any(one.endswith("\n") for one in several):
        return ["".join(several)]
    begun = [_begins_text(one) for one in several]
    return ["\n".join(several)] if begun[0] and not all(begun) else several


def expect_text(text: str) -> None:
    """Raise CitexError for a text that is a path, an address or an identifier."""
    if _begins_text(text) or not text.strip():
        return
    _expect_no_reference(text)
    if _exists(expanded(text)):
        raise ParseError(f"is a file's path, not its text; write citex.read({text!r})", source=text)
    if _FILE_NAME.fullmatch(text):
        raise ParseError(
            f"is no text of records; for a file write citex.read({text!r})", source=text
        )


def _is_text(text: str) -> bool:
    return "\n" in text or (_begins_text(text) and not _exists(text))


def _begins_text(text: str) -> bool:
    if "\n" in text:
        return True
    named = _NAMED.match(text)
    return bool(_RECORD.match(text)) and not (named and by_suffix(named[1]))


def _exists(path: str) -> bool:
    """Whether there is a file of this name; one with a NUL, or far too long, is none."""
    return len(path) < _LONGEST and "\0" not in path and os.path.exists(path)


def _path(text: str | bytes) -> str | bytes:
    """The path, as it can be opened; a clear error where there is none."""
    if isinstance(text, bytes):
        return text
    path = expanded(text)
    if not text.strip():
        raise ParseError("is an empty path", source=repr(text))
    if os.path.isdir(path):
        raise ParseError("is a folder; give its files, one or several in a list", source=text)
    if _exists(path) or "\0" in path or len(path) >= _LONGEST:
        return path
    _expect_no_reference(text)
    if any(sign in path for sign in "*?["):
        raise ParseError(
            "is a pattern, and no file has that name; pass the paths that glob.glob finds",
            source=text,
        )
    if path == "-":
        raise ParseError("is no file; standard input is citex.read(sys.stdin)", source=text)
    if path.startswith("file:"):
        raise ParseError("is an address of a file; give its path", source=text)
    near = neighbour(Path(path))
    hint = f"; did you mean {near!r}?" if near else ""
    raise NotFound(f"cannot be opened: no such file{hint}", source=text)


def _expect_no_reference(text: str) -> None:
    """Raise CitexError for an identifier or an address, with the call that looks it up."""
    stripped = text.strip()
    if len(stripped) > 2048:
        return
    found = identifier(stripped)
    if found is not None and (found.scheme in _FETCHED or is_address(stripped)):
        raise CitexError(f"{text!r} is an identifier, not a file: write citex.fetch({stripped!r})")


def is_address(text: str) -> bool:
    """Whether a text is an address of the web.

    >>> is_address("https://example.org/refs.bib"), is_address("refs.bib")
    (True, False)
    """
    return _ADDRESS.match(text) is not None


def neighbour(path: Path) -> str | None:
    """The file beside which this name was mistyped, if there is one."""
    try:
        names = os.listdir(path.parent)
    except OSError:
        return None
    others = [
        name for name in names[:2000] if name != path.name
    ]  # as a link that leads nowhere has
    close = difflib.get_close_matches(path.name, others, n=1, cutoff=0.75)
    return str(path.with_name(close[0])) if close else None


__all__ = [
    "expanded",
    "expect_text",
    "is_address",
    "lines_joined",
    "neighbour",
    "of_bytes",
    "of_text",
    "opened",
]
