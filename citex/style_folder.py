"""Styles that the user adds: a file, a folder, an archive or an https address of styles.

An added style is a file of the user's folder (`citex.stylebook.user_folder`), which lies outside of
the package and outlives it: from then on every program of this user knows the style by its name,
its title and its short title.
"""

from __future__ import annotations

import codecs
import functools
import importlib
import io
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Literal, NamedTuple

from citex import csl, stylebook
from citex.errors import CitexError, InvalidValue, NotFound, Problem, StyleError
from citex.files import contents, leads_out, replacing
from citex.stylebook import LIMIT, StyleInfo

ARCHIVE_LIMIT = 100_000_000
"""The most bytes of an archive; that of all styles of the CSL project has 30 million."""
UNPACKED_LIMIT = 400_000_000
"""The most bytes of the styles in an archive together."""
MOST = 50_000
"""The most files of an archive or a folder."""
TIMEOUT = 60.0
_LONGEST = 180
"""The most bytes of a style's name; file systems take 255 with the suffix of a spare file."""

Change = Literal["added", "replaced", "unchanged"]


class AddedStyle(StyleInfo, frozen=True, kw_only=True):
    """A style that was added, and whether it is new, or replaced an older one of its name."""

    change: Change


class _Candidate(NamedTuple):
    place: str
    stem: str
    data: bytes
    address: bool = False


def add_styles(
    source: str | os.PathLike[str], *, problems: list[Problem] | None = None
) -> list[AddedStyle]:
    """Add the styles of a file, a folder, an archive (zip, tar) or an https address for good.

    They lie in the user's folder: CITEX_STYLES, or `citex/styles` where the system keeps what
    belongs to programs. A style is filed under its file's name, in lower case and with "-" for
    blanks and signs; its title, its short title and its id lead to it as well. One of the same name
    that was added before is replaced; the names of citex's own styles are taken.

    What is no style is collected in `problems=[]`, and the rest is added. Without, the first such
    fault is raised, and nothing is added. An archive that is broken, holds links or paths that lead
    out of it, or unpacks to too much is refused as a whole. An address needs the extra `net`.
    Raises CitexError (NotFound, MissingPackage, InvalidValue).
    """
    if not isinstance(source, (str, os.PathLike)) or not os.fspath(source):
        raise InvalidValue("source", source, "give a file, a folder or an https address")
    folder = stylebook.user_folder()
    if folder is None:
        raise CitexError("there is no folder to keep styles in; name one: CITEX_STYLES")
    faults: list[Problem] = []
    good = _checked(_candidates(source, faults), faults)
    if faults and problems is None:
        raise CitexError(f"{faults[0].source}: {faults[0].message}; nothing was added")
    added = [_put(folder, name, one) for name, one in good.items()]
    if problems is not None:
        problems += faults
    stylebook.forget()
    return added


def remove_styles(*names: str) -> list[str]:
    """Take styles that were added out of the user's folder; the names under which they were filed.

    Raises UnknownStyle for a name that leads to none of them; then all stay.
    """
    filed = [stylebook.users_own(name) for name in names]
    for name, place in zip(names, filed, strict=True):
        if place is None:
            raise (
                stylebook.unknown(name)
                if not stylebook.exists(name)
                else CitexError(f"the style {name!r} was not added by you, and stays")
            )
    for place in filter(None, filed):
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise CitexError(f"{str(place)!r} cannot be removed: {error.strerror}") from None
    stylebook.forget()
    return [place.stem for place in filed if place is not None]


def _put(folder: Path, name: str, style: _Candidate) -> AddedStyle:
    place = folder / f"{name}.csl"
    change: Change = "added"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.is_file():
            change = "unchanged" if contents(place, LIMIT) == style.data else "replaced"
        elif place.exists():
            raise CitexError(f"{str(place)!r} is no ordinary file, and stays")
    except OSError as error:
        raise CitexError(f"{str(place)!r} cannot be written: {error.strerror or error}") from None
    if change != "unchanged":
        with replacing(place) as file:
            file.write(style.data.decode("utf-8"))
    head = stylebook.head_of(style.data)
    return AddedStyle(
        name=name,
        title=stylebook.title_of(head) or name,
        origin="user",
        dependent=stylebook.parent_of(head) is not None,
        change=change,
    )


def _checked(found: Iterable[_Candidate], faults: list[Problem]) -> dict[str, _Candidate]:
    """The styles by name that can be used; what is wrong with the others goes to `faults`."""
    good: dict[str, _Candidate] = {}
    dependent: list[tuple[str, str, _Candidate]] = []
    for one in found:
        name = _name(one)
        if not any(map(str.isalnum, name)):
            faults.append(_fault(one.place, "the file's name holds no letter or digit"))
        elif (held := good.get(name)) is not None:
            if held.data != one.data:
                faults.append(_fault(one.place, f"has the name of {held.place}"))
        elif (stylebook.BUNDLED / f"{name}.csl").is_file():
            faults.append(_fault(one.place, f"{name!r} is a style of citex's own; rename the file"))
        else:
            parent = stylebook.parent_of(stylebook.head_of(one.data))
            if parent is not None:
                dependent.append((name, parent, one))
            elif (message := _wrong_with(one.data)) is not None:
                faults.append(_fault(one.place, message))
                continue
            good[name] = one
    whole = {name: one for name, one in good.items() if all(name != row[0] for row in dependent)}
    ids = {stylebook.id_of(stylebook.head_of(one.data)) for one in whole.values()}
    for name, parent, one in dependent:
        if parent not in whole and parent not in ids and not _stands_alone(parent):
            faults.append(
                _fault(one.place, f"stands for {parent!r}, which is no style by itself; add it")
            )
            del good[name]
    return good


def _stands_alone(name: str) -> bool:
    """Whether a style of this name is known, and depends on no other."""
    known = stylebook.exists(name)
    return known and stylebook.parent_of(stylebook.head_of(stylebook.source(name))) is None


def _wrong_with(data: bytes) -> str | None:
    """What is wrong with a style's text, in one line."""
    try:
        csl.load(data)
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "is not in UTF-8, as styles are"
    except StyleError as error:
        return "; ".join(map(str, error.problems))
    except CitexError as error:
        return " ".join(str(error).split())
    return None


def _fault(place: str, message: str) -> Problem:
    return Problem(message=message, source=place)


def _name(style: _Candidate) -> str:
    """The name under which a style is filed."""
    stem = style.stem
    if style.address:  # what an address ends in may be anything
        stem = stylebook.id_of(stylebook.head_of(style.data)) or stem
    text = unicodedata.normalize("NFKC", stem).lower()
    name = re.sub(r"[^\w.+-]+", "-", text).strip("-.")
    return name.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")


def _candidates(source: str | os.PathLike[str], faults: list[Problem]) -> Iterator[_Candidate]:
    """The files that may be styles; in a folder or an archive those that end in .csl."""
    place = os.fspath(source)
    if re.match(r"[a-z][a-z0-9+.-]+://", place, re.IGNORECASE):
        from citex.lookup.download import download  # the packages of the extra `net` are heavy

        data = download(place, limit=ARCHIVE_LIMIT, timeout=TIMEOUT)
        stem = place.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
        yield from _unpacked(place, stem.removesuffix(".csl"), data, address=True)
        return
    path = Path(place)
    if path.is_dir():
        yield from _in_folder(path, faults)
        return
    yield from _unpacked(place, path.stem, _contents(path, ARCHIVE_LIMIT))


def _contents(path: Path, limit: int) -> bytes:
    try:
        return contents(path, limit)
    except FileNotFoundError:
        raise NotFound("no such file or folder", source=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CitexError(f"{str(path)!r} cannot be read: {reason}") from None


def _in_folder(folder: Path, faults: list[Problem]) -> Iterator[_Candidate]:
    found = sorted(
        Path(above, name)
        for above, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".csl")
    )
    if not found:
        raise CitexError(f"{str(folder)!r} holds no styles (.csl)")
    if len(found) > MOST:
        raise CitexError(f"{str(folder)!r} holds more than {MOST:,} styles")
    for path in found:
        try:
            data = _contents(path, LIMIT)
        except CitexError as error:
            faults.append(_fault(str(path), str(error)))
        else:
            yield _Candidate(str(path), path.stem, data.removeprefix(codecs.BOM_UTF8))


def _unpacked(place: str, stem: str, data: bytes, *, address: bool = False) -> Iterator[_Candidate]:
    """The style that some bytes are, or those in the archive that they are."""
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        yield _Candidate(place, stem, data.removeprefix(codecs.BOM_UTF8), address)
        return
    read = _members_of_zip if data.startswith(b"PK") else _members_of_tar
    found = total = 0
    try:
        for name, size, file in read(data):
            _refuse_path(name)
            if not name.lower().endswith(".csl"):
                continue
            found += 1
            opened = file() if size <= LIMIT else None
            whole = opened.read(LIMIT + 1) if opened else b""
            total += len(whole)
            if size > LIMIT or len(whole) > LIMIT or total > UNPACKED_LIMIT or found > MOST:
                raise _Refused(f"{name[:80]!r} unpacks to more than styles do")
            last = name.replace("\\", "/").rpartition("/")[2]
            yield _Candidate(f"{place}: {name}", last[:-4], whole.removeprefix(codecs.BOM_UTF8))
    except _Refused as error:
        raise CitexError(f"{place!r} is refused: {error}") from None
    except Exception as error:  # what comes from outside may break a reader in any way
        what = "is neither a style nor an archive of styles" if not found else "is broken"
        raise CitexError(f"{place!r} {what}: {' '.join(str(error).split())}") from None
    if not found:
        raise CitexError(f"{place!r} holds no styles (.csl)")


class _Refused(Exception):
    """An archive that does what none of styles would do."""


_Member = tuple[str, int, Callable[[], IO[bytes] | None]]
"""A file of an archive: its path, its size as the archive says, and how it is opened."""


def _refuse_path(name: str) -> None:
    if leads_out(name):
        raise _Refused(f"{name[:80]!r} leads out of it")


def _members_of_zip(data: bytes) -> Iterator[_Member]:
    import zipfile  # read in no other command

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise _Refused(f"{info.filename[:80]!r} is a link or a device")
            if not info.is_dir():
                yield info.filename, info.file_size, functools.partial(archive.open, info)


def _members_of_tar(data: bytes) -> Iterator[_Member]:
    import tarfile

    with tarfile.open(fileobj=_Bounded(_decompressed(data)), mode="r|") as archive:
        for info in archive:
            if not (info.isreg() or info.isdir()):
                raise _Refused(f"{info.name[:80]!r} is a link or a device")
            if info.isreg():
                yield info.name, info.size, functools.partial(archive.extractfile, info)


def _decompressed(data: bytes) -> io.BufferedIOBase:
    """The bytes as a stream, unpacked; a Python may lack one of the modules."""
    raw = io.BytesIO(data)
    for begin, module in _PACKED:
        if data.startswith(begin):
            opened: io.BufferedIOBase = importlib.import_module(module).open(raw)
            return opened
    return raw


_PACKED = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ", "lzma"),
)


class _Bounded(io.RawIOBase):
    """A stream that gives no more than an archive of styles unpacks to."""

    def __init__(self, inner: io.BufferedIOBase) -> None:
        self._inner = inner
        self._left = UNPACKED_LIMIT

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._inner.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise _Refused(f"it unpacks to more than {UNPACKED_LIMIT // 1_000_000} MB")
        return data


__all__ = ["AddedStyle", "add_styles", "remove_styles"]
