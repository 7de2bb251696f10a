"""Where text comes from: a path, a file, bytes or a string, decoded once and in one place."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
from collections.abc import Iterable, Iterator
from typing import IO

from citex._late import regex
from citex.errors import NotFound, ParseError, Problem
from citex.formats._binary import READ_BY, binary_kind
from citex.formats._encodings import likely
from citex.formats._opening import Budget, Joined, opened
from citex.text.halves import without_halves
from citex.text.richtext.misread import may_be_misread
from citex.text.unseen import has_signs

HEAD = 8192
"""How many characters a format is told from."""

MAX_SIZE = 256_000_000
"""How many bytes of a file are held in memory at once: a file that is read whole, or one record."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 20
_ENTITY = regex('&[#A-Za-z{}$"]')  # braces and quotes go away: "{&}amp;"
_ESCAPED_BYTES = regex("[\udc80-\udcff]")


class Source:
    """One input, read as text: whole (`text`), by lines (`lines`) or as bytes (`binary`).

    The encoding is taken from a byte order mark, else UTF-16 is told by its zero bytes, else it is
    UTF-8; bytes that are not UTF-8 are read in the likeliest other encoding (GB 18030, Big5,
    Shift-JIS, EUC, Windows-1251 or -1252), and a warning is added to `problems`: the whole where
    most lines are none, else these lines alone. An explicit `encoding` is obeyed.
    `kind` says what the file is where that is no text, but a PDF or a packed document.
    `plain` says that no text read so far has a sign of which markup is made: <, \\ or an entity's;
    `plain_tex`, that there is no mathematics of TeX besides.

    >>> source = Source.of_text("a\\r\\nb\\n")
    >>> list(source.lines()), source.head
    (['a', 'b'], 'a\\r\\nb\\n')
    """

    plain: bool
    plain_tex: bool
    encoding: str

    def __init__(
        self,
        stream: IO[bytes],
        name: str = "",
        *,
        encoding: str | None = None,
        max_size: int | None = None,
    ) -> None:
        self.name = name
        self.budget: Budget = Budget(max_size, name)
        self.problems: list[Problem] = []
        self._stream = stream
        self._first = read_up_to(stream, 4 * HEAD)
        kind = "" if encoding else binary_kind(self._first)
        self.kind: str = kind
        if kind and kind not in READ_BY:
            raise ParseError(f"is {kind}; that is no bibliography", source=name)
        self._whole: str | None = None
        self.plain = self.plain_tex = True
        self._other = ""  # what lines that are not UTF-8 are in, and
        self._mostly = False  # whether most lines are such
        self.encoding = _known(encoding, name) if encoding else self._guess()
        if kind:
            self.encoding = "latin-1"
        self.head: str = self._decode_head()[:HEAD]

    @classmethod
    def of_text(cls, text: str, name: str = "") -> Source:
        """The source that holds `text`; lone surrogates become U+FFFD."""
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = without_halves(text)
        source = cls.__new__(cls)  # nothing of a stream is to be found out
        source.name = name
        source.budget = Budget(None, name)
        source.problems = []
        source.kind = source._other = ""
        source.encoding = "utf-8"
        source.plain = source.plain_tex = True
        source._mostly = False
        source._stream, source._first = io.BytesIO(), b""
        source._whole = _without_bom(text)
        source.head = source._whole[:HEAD]
        source._look_for_signs(source._whole)
        return source

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
        max_size: int | None = MAX_SIZE,
    ) -> Source:
        """The source at a path or in an open file (text or binary).

        `max_size` is how many bytes may be held at once, for one record or a file that is read
        whole; None for any number. Raises ParseError when the file cannot be opened.
        """
        if isinstance(place, (str, bytes, os.PathLike)):
            if isinstance(place, bytes) or (isinstance(place, str) and "\n" in place):
                shown = repr(place[:80])
                raise ParseError("is no path; citex.parse reads a text", source=shown)
            try:
                with contextlib.ExitStack() as stack:
                    stream = stack.enter_context(opened(place))
                    name = os.fspath(place)
                    source = cls(stream, name, encoding=encoding, max_size=max_size)
                    stack.pop_all()  # all went well: the source has it now
                return source
            except FileNotFoundError:
                raise NotFound("cannot be opened: no such file", source=str(place)) from None
            except OSError as error:
                reason = error.strerror or str(error)
                raise ParseError(f"cannot be opened: {reason}", source=str(place)) from None
            except ValueError as error:
                raise ParseError(f"is no path: {error}", source=repr(str(place)[:80])) from None
        name = str(getattr(place, "name", "") or "")
        first = place.read(0)
        if isinstance(first, str):
            return cls.of_text(_bounded(place, Budget(max_size, name)), name)  # type: ignore[arg-type]
        # read(0) gave bytes
        return cls(place, name, encoding=encoding, max_size=max_size)  # type: ignore[arg-type]  # bytes

    def text(self) -> str:
        """The whole text, line ends as they stand, without the byte order mark."""
        if self._whole is None:
            self._whole = self._decode(self._rest())
            self._look_for_signs(self._whole)
        return self._whole

    def lines(self) -> Iterator[str]:
        """The lines without their ends (LF, CR LF or CR), in constant memory."""
        return lines_of(self.chunks(1 << 16))

    def lists_of_lines(self) -> Iterator[list[str]]:
        """The lines in lists: those that have come, without waiting for more."""
        return _lists_of_lines(self.chunks(1 << 18))

    def chunks(self, size: int = 1 << 18) -> Iterator[str]:
        """The text in pieces of whole lines, line ends as LF, in constant memory, as they come."""
        if self._whole is not None and len(self._whole) <= size and "\r" not in self._whole:
            if self._whole:
                yield self._whole
            return
        if self._whole is not None or self.encoding not in ("utf-8", "utf-8-sig"):
            text = self.text()
            if "\r" in text:
                text = io.IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
            for start in range(0, len(text), size):
                yield text[start : start + size]
            return
        utf8 = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        decoder = io.IncrementalNewlineDecoder(utf8, translate=True)
        # what there is, not all that was asked for: a pipe that waits stays open to signals
        read = getattr(self._stream, "read1", self._stream.read)
        data, self._first = self._first, b""
        number = 1
        begun: list[str] = []  # of a line that goes on
        while data:
            self.budget.spend(len(data))
            piece = decoder.decode(data)
            end = piece.rfind("\n") + 1
            if end:
                yield self._mended("".join((*begun, piece[:end])), number)
                number += piece.count("\n")
                begun = [piece[end:]]
            else:
                begun.append(piece)
            data = read(size)
        if last := "".join((*begun, decoder.decode(b"", final=True))):
            yield self._mended(last, number)

    def _mended(self, text: str, number: int) -> str:
        """Lines, the first with this number, those that were not UTF-8 read as what they may be."""
        self._look_for_signs(text)
        if text.isascii() or not (self._mostly or _ESCAPED_BYTES.search(text)):
            return text
        lines = enumerate(text.split("\n"), start=number)
        return "\n".join([self._mend(line, count) for count, line in lines])

    def _look_for_signs(self, text: str) -> None:
        if self.plain and (has_signs(text) or may_be_misread(text)):
            self.plain = self.plain_tex = False
        if self.plain and ("<" in text or "\\" in text or ("&" in text and _ENTITY.search(text))):
            self.plain = self.plain_tex = False
        if self.plain and ("_{" in text or "^{" in text):
            self.plain = False
        if "$" in text:
            self.plain_tex = False
            if self.plain and ("$_" in text or "$^" in text):
                self.plain = False

    def binary(self) -> IO[bytes]:
        """The bytes as they came, for parsers that decode by themselves (XML)."""
        self.plain = self.plain_tex = False
        if self._whole is not None:
            return io.BytesIO(self._whole.encode("utf-8"))
        return io.BufferedReader(Joined(self._first, self._stream, self.budget), 1 << 16)

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
        data = self._first
        self.budget.spend(len(data))
        self._first = b""
        most = self.budget.most
        if most is None:
            return data + self._stream.read()
        pieces = [data]
        while piece := self._stream.read(_PIECE):
            self.budget.spend(len(piece))
            pieces.append(piece)
        return b"".join(pieces)

    def _decode(self, data: bytes) -> str:
        try:
            return _without_bom(data.decode(self.encoding))
        except UnicodeDecodeError as error:
            if not self.encoding.startswith("utf-8"):
                self._warn(f"bytes that are not {self.encoding}; replaced by U+FFFD", None)
                return _without_bom(data.decode(self.encoding, "replace"))
            self._look(data)
            if not self._mostly:
                lines = data.decode("utf-8", "surrogateescape").split("\n")
                mended = [self._mend(line, number) for number, line in enumerate(lines, start=1)]
                return _without_bom("\n".join(mended))
            text, encoding = fallback(data, self._other)
            self._warn(f"not UTF-8; read as {encoding}", data.count(b"\n", 0, error.start) + 1)
            self.encoding = encoding
            return text

    def _look(self, data: bytes) -> None:
        """How many lines are not UTF-8, and what they are in."""
        others = []
        good = 0
        for line in data.split(b"\n"):
            if not line.isascii():
                try:
                    line.decode("utf-8")
                    good += 1
                except UnicodeDecodeError:
                    others.append(line)
        if others:
            self._other = likely(b"\n".join(others))
            self._mostly = len(others) >= good

    def _decode_head(self) -> str:
        data = self._first
        try:
            return _without_bom(codecs.getincrementaldecoder(self.encoding)().decode(data))
        except UnicodeDecodeError:
            if not self.encoding.startswith("utf-8"):
                return data.decode(self.encoding, "replace")
        cut = data.rfind(b"\n") if len(data) == 4 * HEAD else -1
        self._look(data[: cut + 1] if cut > 0 else data)
        if self._mostly:
            return fallback(data, self._other)[0]
        return _without_bom(data.decode("utf-8", "replace"))

    def _mend(self, line: str, number: int) -> str:
        """The line, with bytes that were not UTF-8 read in the likeliest other encoding."""
        if line.isascii():
            return line
        if not self._mostly:
            try:
                line.encode("utf-8")
            except UnicodeEncodeError:
                pass
            else:
                return line
        text, encoding = fallback(line.encode("utf-8", "surrogateescape"), self._other)
        if not any("not UTF-8" in problem.message for problem in self.problems):
            self._warn(f"not UTF-8; read as {encoding}", number)
        return text

    def _warn(self, message: str, line: int | None) -> None:
        self.problems.append(Problem(message=message, source=self.name, line=line, level="warning"))


def other_encoding(data: bytes) -> str:
    """The likely encoding of a text most of whose lines are not UTF-8; empty where they are.

    The end may be cut off within a character.

    >>> other_encoding("论语".encode()), other_encoding("论语译注，杨伯峻".encode("gb18030"))
    ('', 'gb18030')
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        source = Source.of_bytes(data)
        source.text()
        return "" if source.encoding.startswith("utf") else source.encoding
    return ""


def lines_of(texts: Iterable[str]) -> Iterator[str]:
    """The lines, without their ends, of a text that comes in pieces.

    >>> list(lines_of(["a\\nb", "c\\n", "d"]))
    ['a', 'bc', 'd']
    """
    for lines in _lists_of_lines(texts):
        yield from lines


def _lists_of_lines(texts: Iterable[str]) -> Iterator[list[str]]:
    begun: list[str] = []
    for text in texts:
        *ended, rest = text.split("\n")
        if ended:
            ended[0] = "".join((*begun, ended[0]))
            yield ended
            begun = [rest]
        else:
            begun.append(rest)
    if any(begun):
        yield ["".join(begun)]


def _bounded(stream: IO[str], budget: Budget) -> str:
    """The text of a stream of text."""
    pieces = []
    while piece := stream.read(_PIECE):
        budget.spend(len(piece))
        pieces.append(piece)
    return "".join(pieces)


def _known(encoding: str, name: str) -> str:
    try:
        with contextlib.suppress(UnicodeDecodeError):
            b" ".decode(encoding)  # some codecs are of no text
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise ParseError(f"no encoding {encoding!r} is known", source=name) from None


def read_up_to(stream: IO[bytes], size: int) -> bytes:
    """So many bytes of a stream, or all, in however small pieces it gives them."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _without_bom(text: str) -> str:
    return text[1:] if text.startswith("\ufeff") else text


def fallback(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of bytes that are not UTF-8, in an encoding or else the likeliest, and which."""
    for name in (encoding, likely(data)) if encoding else (likely(data),):
        try:
            return _without_bom(codecs.getincrementaldecoder(name)().decode(data)), name
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"
