"""RIS (RefMan), the tagged format of publishers' sites and reference managers.

rispy's parser and writer stand beneath, with its tags and document types; the parts of them that
lose or forge data are replaced: `Parser` reads a file record by record whatever its byte order
mark, line ends and spacing, keeps repeated and unknown tags, and mends missing ends; `Writer`
writes each value on one line, without numbering, ended by CR LF. Both still are rispy's
interface: `rispy.load(file, implementation=Parser)`.

>>> from citex.model import PartialDate
>>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
>>> print("".join(write([paper])).replace("\\r", ""), end="")
TY  - BOOK
TI  - On Growth
PY  - 1917
ID  - a
ER  -
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TYPE_OF_REFERENCE_MAPPING

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats import Writer as Written
from citex.formats._plain import MARKUP, writer
from citex.formats._source import lines_of
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.formats.tagged._codecs import DOI
from citex.formats.tagged._grammar import Fields, Grammar, Record, records, report_none
from citex.formats.tagged._ris_fields import KNOWN, NAME, TABLE
from citex.model import Paper
from citex.model.remarks import remark_on
from citex.text.identifiers import plain_doi
from citex.text.lines import fold

_CODES = set(read_types("ris")) | set(TYPE_OF_REFERENCE_MAPPING)
_DASH = regex(r"[-\u2010-\u2014]")
_TAGGED = regex(rf"\s*([A-Za-z][A-Za-z0-9])[ \u00a0\t]{{1,3}}{_DASH.pattern}(?:[ \u00a0\t]|$)(.*)")
_GLUED = regex(r"\s*([A-Z][A-Z0-9])  -(\S.*)")
_PROSE = frozenset(("AB", "N2", "N1", "RN"))
_ENDED = regex(r"[.!?。！？:;)\]”\"]\s*$")


class _Lines:
    """Parts the lines of one file; it knows what went before, for text that looks like a tag."""

    def __init__(self) -> None:
        self._tag = ""
        self._text = ""
        self._narrow = False  # tags are followed by one blank in this file

    def split(self, line: str) -> tuple[str, str] | None:
        """The tag and the value of a line, None for a line of text."""
        tag = line[:2]
        if line[2:6] == "  - " and tag in KNOWN and tag != "ER":
            self._tag = tag
            self._text = line
            return tag, line[6:].strip()
        found = self._odd(line)
        if found is not None:
            self._tag = found[0]
        if found is not None or line:
            self._text = line
        return found

    def _odd(self, line: str) -> tuple[str, str] | None:
        if _DASH.search(line) is None:
            return ("ER", "") if line.strip() == "ER" else None
        match = _TAGGED.match(line)
        glued = match is None
        if match is None:
            match = _GLUED.match(line)
            if match is None:
                return None
        tag, value = match[1].upper(), match[2].strip()
        wide = not glued and line[match.end(1) : match.end(1) + 2].strip() == ""
        if tag == "ER":
            return (tag, "") if not value or value.isdigit() else None
        if tag == "TY":
            if wide or value.upper() in _CODES:
                self._narrow = not wide and not glued
                return tag, value
            return None
        if glued:
            return (tag, value) if tag in KNOWN else None
        if not match[1].isupper() and not (match[1].islower() and tag in KNOWN and wide):
            return None
        if not wide and not (self._narrow and tag in KNOWN):
            return None
        if tag not in KNOWN and self._tag in _PROSE and not _ENDED.search(self._text):
            return None  # a line of an abstract: "... and\nIL  - 2 were ..."
        return tag, value


def _grammar() -> Grammar:
    return Grammar(_Lines().split, "TY", end="ER", lists=frozenset(("KW", "N1", "RN")))


if TYPE_CHECKING:  # rispy has no types: of its classes, what is used here

    class _RisParser:
        enforce_list_tags: bool
        ignore: list[str]

        def _add_tag(self, record: dict[str, Any], tag: str, value: str) -> None: ...

    class _RisWriter:
        list_tags: list[str]
        _rev_mapping: dict[str, str]

        def _format_reference(self, ref: dict[str, Any], count: int, n: int) -> Iterator[str]: ...

else:
    _RisParser, _RisWriter = rispy.RisParser, rispy.RisWriter


class Parser(_RisParser):
    """rispy's parser, without what it loses; `iterate` gives records lazily."""

    def iterate(
        self, lines: Iterable[str], problems: Problems | None = None, source: str = ""
    ) -> Iterator[Record]:
        """The records of some lines, tags and values as they stand."""
        return records(lines, _grammar(), [] if problems is None else problems, source)

    def parse(self, text: str) -> list[dict[str, Any]]:
        """The references of a text, as rispy's dictionaries."""
        return self.parse_lines(text.removeprefix("\ufeff").splitlines())

    def parse_lines(self, lines: Iterable[str]) -> list[dict[str, Any]]:
        """The references of some lines, as rispy's dictionaries; repeated tags make lists."""
        self.enforce_list_tags = False
        found: list[dict[str, Any]] = []
        clean = (line.rstrip("\r\n").removeprefix("\ufeff") for line in lines)
        for record in self.iterate(clean):
            reference: dict[str, Any] = {}
            for tag, values in record.fields.items():
                if tag not in self.ignore:
                    for value in values:
                        self._add_tag(reference, tag, value)
            found.append(reference)
        return found


class Writer(_RisWriter):
    """rispy's writer, without numbering, and with each value on a line of its own."""

    NEWLINE = "\r\n"
    SEPARATOR = None

    def set_header(self, count: int) -> str:
        """No line before a reference."""
        return ""

    def _format_line(self, tag: str, value: Any = "") -> str:
        return f"{tag}  - {fold(str(value))}"

    def _format_reference(self, ref: dict[str, Any], count: int, n: int) -> Iterator[str]:
        whole: dict[str, Any] = {}
        for label, value in ref.items():
            if value is None:
                continue
            tag = self._rev_mapping.get(label.lower())
            whole[label] = [value] if tag in self.list_tags and isinstance(value, str) else value
        yield from super()._format_reference(whole, count, n)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a RIS file, in constant memory."""
    count = 0
    for found in _cut(source, problems):
        if not any(map(any, found.fields.values())):
            problems.append(found.problem("the record is empty", source.name))
        elif not found.opened and found.fields.keys().isdisjoint(("TI", "T1", "AU", "A1")):
            problems.append(found.problem("tags outside of any record", source.name))
        else:
            count += 1
            yield _paper(found)
    if not count:
        report_none(problems, source)


_END = regex("\nER  - ?\n")
_JOINED = regex(r"(?m)^ER  - ?(?=TY  -)")  # files put together without a line end
_SEPARATORS = regex(" ?[\u2028\u2029]+ ?")  # line ends of some sites, inside of values
_NUMBERING = "\n0123456789."


def _cut(source: Source, problems: Problems) -> Iterator[Record]:
    """The records of a file, cut in one go where nothing is odd, else read line by line."""
    grammar = _grammar()
    number = 1  # of the first line of the next record's text
    pending: list[str] = []
    chunks = source.chunks()
    size = 0
    for chunk in chunks:
        if "\u2028" in chunk or "\u2029" in chunk:
            chunk = _SEPARATORS.sub(" ", chunk)
        pending.append(chunk)
        size += len(chunk)
        if size > _PATIENCE:
            break
        if "ER" not in chunk:
            continue
        whole = "\n" + "".join(pending)
        *texts, rest = _END.split(whole)
        if texts:
            texts[0] = texts[0][1:]
        else:
            rest = rest[1:]
        pending, size = [rest], len(rest)
        for text in texts:
            record = _quick("\n" + text, number)
            if record is not None:
                number = record.line
                yield record
            else:
                lines = [*_JOINED.sub("ER  - \n", text).split("\n"), "ER  - "]
                yield from records(lines, grammar, problems, source.name, number)
                number += text.count("\n") + 2
    last = itertools.chain([_JOINED.sub("ER  - \n", "".join(pending))], chunks)
    yield from records(lines_of(last), grammar, problems, source.name, number)


_PATIENCE = 1 << 23
"""How many characters may pass without the end of a record, before lines are read singly."""


def _quick(text: str, number: int) -> Record | None:
    """The record of a text in which each line is a known tag with its value, else None.

    Its `line`, of which nobody has to be told, is that of the next record.
    """
    parts = _TAG_LINE.split(text)
    before = parts[0]
    if parts[1:2] != ["TY"] or not parts[2] or before.strip(_NUMBERING):
        return None
    fields: Fields = {}
    rest = iter(parts)
    next(rest)
    for tag in rest:
        value = next(rest)
        if "\n" in value:
            return None
        if tag in fields:
            fields[tag].append(value.strip())
        else:
            fields[tag] = [value.strip()]
    if len(fields["TY"]) > 1 or not _QUICK.issuperset(fields):
        return None
    number += len(parts) // 2 + before.count("\n") + 1
    return Record(number, fields, [], closed=True)


_TAG_LINE = regex(r"\n([A-Z][A-Z0-9])  - ")
_QUICK = KNOWN - {"ER"}


def _paper(record: Record) -> Paper:
    fields = record.fields
    if not fields.keys().isdisjoint(_WITH_DOI):
        _find_doi(fields)
    if "U1" in fields or "U2" in fields:
        _find_pubmed(fields)
    if "M1" in fields and "SN" not in fields and fields.get("TY", [""])[0] in _NUMBERED:
        fields["SN"] = fields.pop("M1")
    opened, closed = record.opened, record.closed
    paper = TABLE.paper(record)
    if not closed or not opened:
        tag = "TY" if not opened else "ER"
        remark_on(paper, "repaired", "", f"the record has no {tag}; it was read all the same")
    return paper


def _find_doi(fields: Fields) -> None:
    """A DOI in M3 (old files), a link or a note of its own is moved to where it belongs."""
    for tag in _WITH_DOI:
        for text in list(fields.get(tag, ())):
            doi = plain_doi(text) if "10." in text and len(text) < 300 else None
            if doi is None or (tag == "N1" and doi == text):
                continue
            held = fields.setdefault("DO", [])
            known = DOI.read(held)[0] if held else None
            if known is None or text.casefold().endswith(known.casefold()):
                fields[tag].remove(text)
                if known is None:
                    held[:] = (doi,)
        if tag in fields and not fields[tag]:
            del fields[tag]


_WITH_DOI = ("M3", "N1", "L3", "LK", "L1", "L2", "U3")
_NUMBERED = ("RPRT", "STAND", "PAT")  # documents with a number of their own
_PUBMED_ID = regex(r"(PMC\d+|\d{1,9})\[(pmid|pmcid)\]", re.IGNORECASE)


def _find_pubmed(fields: Fields) -> None:
    """PubMed Central's U1 and U2: "26957754[pmid]", "PMC4756000[pmcid]"."""
    for tag in ("U1", "U2"):
        for text in list(fields.get(tag, ())):
            match = _PUBMED_ID.fullmatch(text)
            if match is None:
                continue
            variable = match[2].upper()
            fields[tag].remove(text)
            if match[1] not in fields.get("AN", ()):
                fields.setdefault("N1", []).append(f"{variable}: {match[1]}")
        if tag in fields and not fields[tag]:
            del fields[tag]


def _record(paper: Paper) -> str:
    kind = TABLE.kind_of(paper)
    lines = TABLE.lines(paper, kind)
    lines += TABLE.extra_lines(paper)
    body = "".join([f"{tag}  - {text}\r\n" for tag, text in lines])
    key = fold(paper.id)
    key = f"ID  - {key}\r\n" if key else ""
    return f"TY  - {kind.name}\r\n{body}{key}ER  - \r\n"


write: Written = writer(_record)
FORMAT = builtin(NAME, read=read, write=write, streams=True, write_options=(MARKUP,))

__all__ = ["FORMAT", "KNOWN", "LIST_TYPE_TAGS", "Parser", "Writer", "read", "write"]
