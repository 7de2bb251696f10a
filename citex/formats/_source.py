"""Where text comes from: a path, a file, bytes or a string, decoded once and in one place."""

from __future__ import annotations

import codecs
import io
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from citex.errors import ParseError, Problem

HEAD = 8192
"""How many characters a format is told from."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACKS = ("gb18030", "cp1252", "latin-1")
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")


class Source:
    """One input, read as text: whole (`text`), by lines (`lines`) or as bytes (`binary`).

    The encoding is taken from a byte order mark, else UTF-16 is told by its zero bytes, else it is
    UTF-8; bytes that are not UTF-8 are read as GB 18030 when that gives Chinese text, else as
    Windows-1252, and a warning is added to `problems`. An explicit `encoding` is obeyed.

    >>> source = Source.of_text("a\\r\\nb\\n")
    >>> list(source.lines()), source.head
    (['a', 'b'], 'a\\r\\nb\\n')
    """

    def __init__(self, stream: IO[bytes], name: str = "", *, encoding: str | None = None) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._stream = stream
        self._first = _read_up_to(stream, 4 * HEAD)
        self._whole: str | None = None
        self.encoding = _known(encoding, name) if encoding else self._guess()
        self.head = _decode_head(self._first, self.encoding)[:HEAD]

    @classmethod
    def of_text(cls, text: str, name: str = "") -> Source:
        """The source that holds `text`; lone surrogates become U+FFFD."""
        data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
        return cls(io.BytesIO(data), name, encoding="utf-8-sig")

    @classmethod
    def of_bytes(cls, data: bytes, name: str = "", *, encoding: str | None = None) -> Source:
        """The source that holds `data`."""
        return cls(io.BytesIO(data), name, encoding=encoding)

    @classmethod
    def of(
        cls,
        place: str | os.PathLike[str] | IO[str] | IO[bytes],
        *,
        encoding: str | None = None,
    ) -> Source:
        """The source at a path or in an open file (text or binary).

        Raises ParseError when the file cannot be opened.
        """
        if isinstance(place, (str, os.PathLike)):
            try:
                return cls(Path(place).open("rb"), os.fspath(place), encoding=encoding)
            except OSError as error:
                reason = error.strerror or str(error)
                raise ParseError(f"cannot be opened: {reason}", source=str(place)) from None
            except ValueError as error:
                raise ParseError(f"is no path: {error}", source=repr(str(place)[:80])) from None
        name = str(getattr(place, "name", "") or "")
        first = place.read(0)
        if isinstance(first, str):
            return cls.of_text(str(place.read()), name)
        return cls(place, name, encoding=encoding)  # type: ignore[arg-type]  # read(0) gave bytes

    def text(self) -> str:
        """The whole text, line ends as they stand, without the byte order mark."""
        if self._whole is None:
            self._whole = self._decode(self._rest())
        return self._whole

    def lines(self) -> Iterator[str]:
        """The lines without their ends (LF, CR LF or CR), in constant memory."""
        if self._whole is not None:
            yield from (line.rstrip("\r\n") for line in io.StringIO(self._whole, newline=None))
            return
        if self.encoding not in ("utf-8", "utf-8-sig"):
            self.text()
            yield from self.lines()
            return
        joined = io.BufferedReader(_Joined(self._first, self._stream), 1 << 16)
        self._first = b""
        wrapper = io.TextIOWrapper(joined, "utf-8-sig", errors="surrogateescape", newline=None)
        for number, line in enumerate(wrapper, start=1):
            yield self._mend(line[:-1] if line.endswith("\n") else line, number)

    def chunks(self, size: int = 1 << 18) -> Iterator[str]:
        """The text in pieces of about `size` characters, line ends as LF, in constant memory."""
        if self._whole is not None or self.encoding not in ("utf-8", "utf-8-sig"):
            text = io.StringIO(self.text(), newline=None)
            yield from iter(lambda: text.read(size), "")
            return
        joined = io.BufferedReader(_Joined(self._first, self._stream), 1 << 16)
        self._first = b""
        wrapper = io.TextIOWrapper(joined, "utf-8-sig", errors="surrogateescape", newline=None)
        number = 1
        while piece := wrapper.read(size):
            piece += wrapper.readline()
            if not piece.isascii() and _ESCAPED_BYTES.search(piece):
                lines = enumerate(piece.split("\n"), start=number)
                piece = "\n".join([self._mend(line, count) for count, line in lines])
            yield piece
            number += piece.count("\n")

    def binary(self) -> IO[bytes]:
        """The bytes as they came, for parsers that decode by themselves (XML)."""
        if self._whole is not None:
            return io.BytesIO(self._whole.encode("utf-8"))
        return io.BufferedReader(_Joined(self._first, self._stream), 1 << 16)

    def close(self) -> None:
        """Close the stream beneath."""
        self._stream.close()

    def _guess(self) -> str:
        for mark, encoding in _BOMS:
            if self._first.startswith(mark):
                return encoding
        sample = self._first[:2000]
        if sample.count(b"\0") > len(sample) // 4:
            return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
        return "utf-8"

    def _rest(self) -> bytes:
        data, self._first = self._first + self._stream.read(), b""
        return data

    def _decode(self, data: bytes) -> str:
        try:
            return _without_bom(data.decode(self.encoding))
        except UnicodeDecodeError as error:
            if not self.encoding.startswith("utf-8"):
                self._warn(f"bytes that are not {self.encoding}; replaced by U+FFFD", None)
                return _without_bom(data.decode(self.encoding, "replace"))
            line = data.count(b"\n", 0, error.start) + 1
            text, encoding = _fallback(data)
            self._warn(f"not UTF-8; read as {encoding}", line)
            self.encoding = encoding
            return text

    def _mend(self, line: str, number: int) -> str:
        """The line, with bytes that were not UTF-8 read in the likeliest other encoding."""
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            text, encoding = _fallback(line.encode("utf-8", "surrogateescape"))
            if not any("not UTF-8" in problem.message for problem in self.problems):
                self._warn(f"not UTF-8; read as {encoding}", number)
            return text
        return line

    def _warn(self, message: str, line: int | None) -> None:
        self.problems.append(Problem(message=message, source=self.name, line=line, level="warning"))


class _Joined(io.RawIOBase):
    """The bytes read ahead, then the rest of the stream."""

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self._first = first
        # what there is, not all that was asked for: a pipe that waits stays open to signals
        self._read = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any writable buffer
        data = self._first[: len(view)] or self._read(len(view))
        self._first = self._first[len(view) :]
        view[: len(data)] = data
        return len(data)


def _known(encoding: str, name: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise ParseError(f"no encoding {encoding!r} is known", source=name) from None


def _read_up_to(stream: IO[bytes], size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _without_bom(text: str) -> str:
    return text[1:] if text.startswith("\ufeff") else text


def _decode_head(data: bytes, encoding: str) -> str:
    try:
        return _without_bom(codecs.getincrementaldecoder(encoding)().decode(data))
    except UnicodeDecodeError:
        return _fallback(data)[0]


def _fallback(data: bytes) -> tuple[str, str]:
    """The text and the encoding that suits bytes which are not UTF-8."""
    for encoding in _FALLBACKS:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or _reads_as_chinese(text):
            return _without_bom(text), encoding
    return data.decode("latin-1"), "latin-1"


def _reads_as_chinese(text: str) -> bool:
    """Whether most of what is not ASCII are common Han characters or Chinese punctuation."""
    foreign = [char for char in text if char > "\x7f"]
    han = sum("\u4e00" <= char <= "\u9fa5" or "\u3000" <= char <= "\u303f" or
              "\uff00" <= char <= "\uffef" for char in foreign)  # fmt: skip
    pairs = sum(1 for one, two in itertools.pairwise(text) if one > "\x7f" and two > "\x7f")
    return bool(foreign) and han >= 0.9 * len(foreign) and pairs >= 0.5 * len(foreign)
