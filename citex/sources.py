"""A path, a text, an address or an identifier: what a string is that somebody wants to read."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Any

from citex.errors import CitexError, NotFound, ParseError
from citex.formats import MAX_SIZE, Source
from citex.text.identifiers import find_doi
from citex.text.identifiers import parse as identifier

_RECORD = re.compile(r"\s*(?:[@{\[<%]|TY  -|PMID-|RT\s)")
"""How a text begins that holds records, and no path."""
_ADDRESS = re.compile(r"(?:https?|ftp)://\S", re.IGNORECASE)
_LONGEST = 4096  # characters of a path
_FETCHED = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn"))


def opened(source: Any, *, encoding: str | None = None, max_size: int | None = MAX_SIZE) -> Source:
    """The source that a path, an open file, bytes or a text is.

    A string is a text where it has several lines or begins as a record does, and no file has that
    name. Raises NotFound, ParseError, and a CitexError that names the right call for what is an
    identifier or an address.
    """
    if isinstance(source, (bytes, bytearray)):
        return Source.of_bytes(bytes(source), encoding=encoding)
    if isinstance(source, str) and _is_text(source):
        return Source.of_text(source)
    if isinstance(source, (str, os.PathLike)):
        source = _path(os.fspath(source))
    return Source.of(source, encoding=encoding, max_size=max_size)


def expect_text(text: str) -> None:
    """Raise CitexError for a text that is a path, an address or an identifier."""
    if "\n" in text or _RECORD.match(text) or not text.strip():
        return
    _expect_no_reference(text)
    if _exists(os.path.expanduser(text)):
        raise ParseError(f"is a file's path, not its text; write citex.read({text!r})", source=text)
    if re.fullmatch(r"[\w./~\\ -]+\.\w{2,9}", text):
        raise ParseError(
            f"is no text of records; for a file write citex.read({text!r})", source=text
        )


def _is_text(text: str) -> bool:
    if "\n" in text:
        return True
    return bool(_RECORD.match(text)) and not _exists(text)


def _exists(path: str) -> bool:
    """Whether there is a file of this name; one with a NUL, or far too long, is none."""
    return len(path) < _LONGEST and "\0" not in path and os.path.exists(path)


def _path(text: str | bytes) -> str | bytes:
    """The path, as it can be opened; a clear error where there is none."""
    if isinstance(text, bytes):
        return text
    path = os.path.expanduser(text)
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
    near = neighbour(Path(path))
    hint = f"; did you mean {near!r}?" if near else ""
    raise NotFound(f"cannot be opened: no such file{hint}", source=text)


def _expect_no_reference(text: str) -> None:
    """Raise CitexError for an identifier or an address, with the call that looks it up."""
    stripped = text.strip()
    if len(stripped) > 2048:
        return
    found = identifier(stripped)
    known = found is not None and found.scheme in _FETCHED
    if known or (is_address(stripped) and find_doi(stripped)):
        raise CitexError(f"{text!r} is an identifier, not a file: write citex.fetch({stripped!r})")
    if is_address(stripped):
        raise CitexError(f"{text!r} is an address; download it, and pass its bytes to citex.parse")


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
    close = difflib.get_close_matches(path.name, names[:2000], n=1, cutoff=0.75)
    return str(path.with_name(close[0])) if close else None


__all__ = ["expect_text", "is_address", "neighbour", "opened"]
