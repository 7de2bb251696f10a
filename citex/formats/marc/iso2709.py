"""MARC in the exchange format (ISO 2709), the .mrc file of library systems: MARC 21 and UNIMARC.

A record is a leader, a directory of its fields, and the fields (loc.gov/marc/specifications). What
is not in UTF-8 is MARC-8, which the package pymarc decodes, or in UNIMARC the encoding it is told
by its bytes: Chinese libraries write GBK.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex.errors import MissingPackage, ParseError, Problem
from citex.formats import Problems, Source
from citex.formats._source import fallback
from citex.formats.detect import builtin
from citex.formats.marc._read import paper_of
from citex.formats.marc._record import Field, Record, indicator, made, spelt
from citex.formats.marc._unimarc import as_marc21, is_unimarc_tags, refusal
from citex.model import Paper
from citex.text.lines import legal

NAME = "marc"
MARC_8 = "marc-8"
_NO_MARC_8 = re.compile(rb"[\xc0-\xff]{4}")
"""What a text in MARC-8 has not: there an accent stands before the letter that bears it."""
_EAST_ASIAN = re.compile(rb"(\x1b\$,?1)([^\x1b\x1e\x1f]*)")
"""Characters of three bytes; what is over at the end is none, and pymarc would tell stderr."""
_CHUNK = 1 << 16
_END, _BETWEEN, _BEGIN = b"\x1d", b"\x1e", b"\x1f"
"""The ends of a record and of a field, and what stands before the code of a subfield."""


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of a file; a record that is broken is a problem, and the next is read.

    Raises MissingPackage for text in MARC-8 where pymarc is not installed.
    """
    found = False
    for number, data in enumerate(_records(source), start=1):
        try:
            record = as_marc21(record_of(data, source))
        except ParseError as error:
            raw = data[:1000].decode("utf-8", "replace")
            message = f"record {number} is no record of MARC: {error}"
            problems.append(Problem(message=message, source=source.name, raw=raw))
            continue
        found = True
        if message := refusal(record):
            message = f"record {number} {message}"
            problems.append(Problem(message=message, source=source.name))
            continue
        yield paper_of(record, NAME)
    if not found and not problems:
        problems.append(Problem(message="the input is empty", source=source.name))


def _records(source: Source) -> Iterator[bytes]:
    """The records without the signs at their ends, and without blanks between them."""
    stream = source.binary()
    held: list[bytes] = []
    while chunk := stream.read(_CHUNK):
        first, *others = chunk.split(_END)
        held.append(first)
        for piece in others:
            if record := b"".join(held).lstrip(b"\r\n\t \x1a\x00\xef\xbb\xbf"):
                yield record
            held = [piece]
    if record := b"".join(held).strip(b"\r\n\t \x1a\x00\xef\xbb\xbf"):
        yield record


def record_of(data: bytes, source: Source) -> Record:
    """The record of these bytes. Raises ParseError where leader or directory are none."""
    leader = data[:24].decode("latin-1")
    base = leader[12:17]
    if len(leader) < 24 or not (base.isascii() and base.isdecimal()):
        raise ParseError("its leader has no address of the data")
    directory, _, _ = data[24 : int(base)].partition(_BETWEEN)
    entries = [directory[at : at + 12] for at in range(0, len(directory) - 11, 12)]
    if not entries or not all(entry[3:].isdigit() for entry in entries):
        raise ParseError("its directory is broken")
    raw = _fields(data, int(base), entries)
    tags = [entry[:3].decode("latin-1") for entry in entries]
    encoding = _encoding(b"".join(raw), leader, is_unimarc_tags(tags), source)
    controls: dict[str, str] = {}
    fields: list[Field] = []
    for tag, body in zip(tags, raw, strict=True):
        text = _decoded(body, encoding)
        if tag[:2] == "00":
            controls.setdefault(tag, text)
        else:
            fields.append(_field(tag, text))
    return made(leader, controls, fields)


def _fields(data: bytes, base: int, entries: list[bytes]) -> list[bytes]:
    """The field of each entry: where that says, or else in their order, as broken writers count."""
    found = []
    for entry in entries:
        start = base + int(entry[7:12])
        body = data[start : start + int(entry[3:7])]
        if body[-1:] != _BETWEEN or _BETWEEN in body[:-1]:
            break
        found.append(body[:-1])
    if len(found) == len(entries):
        return found
    _, _, behind = data[24:].partition(_BETWEEN)
    pieces = behind.removesuffix(_BETWEEN).split(_BETWEEN)
    if len(pieces) != len(entries):
        raise ParseError("its directory and its fields do not go together")
    return pieces


def _field(tag: str, text: str) -> Field:
    head, *parts = text.split("\x1f")
    first, second = indicator(head[:1]), indicator(head[1:2])
    pairs = [(part[:1], spelt(legal(part[1:]))) for part in parts if part]
    return Field(tag, first, second, [pair for pair in pairs if pair[1]])


def _encoding(data: bytes, leader: str, unimarc: bool, source: Source) -> str:
    """The encoding of a record: as its user says, UTF-8 where it is that, else by its kind."""
    if source.encoding not in ("utf-8", "utf-8-sig", "latin-1"):
        return source.encoding
    if b"\x1b" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8"
    if leader[9:10] != "a" and not unimarc and not _NO_MARC_8.search(data):
        return MARC_8
    name = fallback(data)[1]
    if not source.problems:
        message = f"not UTF-8; read as {name}"
        source.problems.append(Problem(message=message, source=source.name, level="warning"))
    return name


def _decoded(data: bytes, encoding: str) -> str:
    if encoding != MARC_8 or (data.isascii() and b"\x1b" not in data):
        return data.decode("utf-8" if encoding == MARC_8 else encoding, "replace")
    try:
        from pymarc.marc8 import marc8_to_unicode
    except ImportError:
        raise MissingPackage("pymarc", "marc", "reading text in MARC-8") from None
    whole = _EAST_ASIAN.sub(lambda match: match[1] + match[2][: len(match[2]) // 3 * 3], data)
    try:
        parts = [marc8_to_unicode(part, hide_utf8_warnings=True) for part in whole.split(_BEGIN)]
    except UnicodeDecodeError:  # an escape that leads nowhere
        return data.replace(b"\x1b", b"").decode("ascii", "replace")
    return "\x1f".join(parts)


FORMAT = builtin(NAME, read=read, streams=True)
