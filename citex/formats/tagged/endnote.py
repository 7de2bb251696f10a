"""EndNote's tagged format (.enw, "EndNote Import"), which is refer's with more tags.

The tags follow EndNote's own table for each reference type. What Zotero, JabRef and bibutils
understand otherwise is written so that they understand it too, where that harms no one: the date
before the year, the DOI also as an address, a series also under its old tag. Lines end in CR LF,
an empty one stands between records; CNKI's dialect is read too.

>>> from citex.model import PartialDate
>>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
>>> print("".join(write([paper])).replace("\\r", ""), end="")
%0 Book
%T On Growth
%D 1917
%F a
"""

from __future__ import annotations

import re

from citex._late import regex
from citex.formats import Reader, Writer
from citex.formats._plain import MARKUP, writer
from citex.formats.detect import builtin
from citex.formats.tagged._cnki import YEARBOOK, unmark
from citex.formats.tagged._codecs import clean_doi
from citex.formats.tagged._endnote_fields import GLUED, NAME, TABLE
from citex.formats.tagged._fields import SERIALS, Kind
from citex.formats.tagged._grammar import Fields, Grammar, Record, reader
from citex.model import Paper
from citex.model.remarks import remark_on
from citex.text.lines import fold

_TAGS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ@!$&()*+<=>?[]~#^:;.,_-"
_TAGGED = regex(rf"\s*%([{re.escape(_TAGS)}])(?:[ \t]+(.*)|$|(?=\S*[^\x00-\u2e7f])(\S.*))")
_FOREIGN = regex(r"(PageCount-页码):?\s*(.*)")
_GLUING = "AKYI"


def _split(line: str) -> tuple[str, str] | None:
    """The tag and value of a line "%T On Growth"; Chinese text may follow its tag at once."""
    if line[:1] == "%" and line[2:3] == " " and line[1] in _TAGS:
        return line[1], line[3:].strip()
    if "%" not in line[:8]:
        foreign = _FOREIGN.fullmatch(line)
        return (foreign[1], foreign[2].strip()) if foreign else None
    match = _TAGGED.fullmatch(line)
    return (match[1], (match[2] or match[3] or "").strip()) if match else None


GRAMMAR = Grammar(_split, "0", openers=frozenset(("A", "T")), lists=frozenset(("K", "Z", "<")))


def _paper(record: Record) -> Paper:
    fields = record.fields
    for tag in _GLUING:
        if tag in fields and "%" in "".join(fields[tag]):
            _unglue(fields, tag)
    kind = None
    if fields.get("W") == ["CNKI"]:
        kind = _from_cnki(fields)
    if not record.opened:
        fields["0"] = [_likely(fields)]
    if "R" in fields and "9" not in fields and "thesis" in fields["0"][0].casefold():
        _find_degree(fields)
    paper = TABLE.paper(record, kind)
    if not record.opened:
        message = "the record has no %0; its type was guessed from its fields"
        remark_on(paper, "guessed", "type", message)
    return paper


def _find_degree(fields: Fields) -> None:
    """Zotero writes a thesis's type under %R, where EndNote has the DOI."""
    kinds = [text for text in fields["R"] if not clean_doi(text).startswith("10.")]
    if kinds:
        fields["9"] = kinds[:1]
        fields["R"].remove(kinds[0])


def _unglue(fields: Fields, tag: str) -> None:
    """ "%A x%A y" on one line, as CNKI writes at times, becomes two values."""
    values: list[str] = []
    for value in fields[tag]:
        first, *rest = GLUED.split(value)
        values.append(first.strip())
        for other, text in zip(rest[::2], rest[1::2], strict=True):
            (values if other == tag else fields.setdefault(other, [])).append(text.strip())
    fields[tag] = values


def _likely(fields: Fields) -> str:
    """The type of a record that names none, as refer tells it by its tags."""
    if "J" in fields:
        return "Journal Article"
    if "B" in fields:
        return "Book Section"
    if "R" in fields:
        return "Report"
    return "Book" if "I" in fields else "Generic"


_CNKI_TYPES = (
    (YEARBOOK, "chapter", "chapter"),
    (regex("标准|標準"), "standard", "standard"),
    (regex("科技成果"), "report", "report"),
)


def _from_cnki(fields: Fields) -> Kind | None:
    """CNKI's own use of some tags, put in EndNote's way."""
    unmark(fields, "X")
    named = " ".join(fields.get("0", ())).lower()
    if named == "thesis" and "J" in fields and "I" not in fields:
        fields["I"] = fields.pop("J")
    if named.startswith("conference") and "B" in fields:
        fields.setdefault("Z", []).extend(f"event-title: {name}" for name in fields.pop("B"))
        fields["Z"] += [f"organizer: {name}" for name in fields.pop("?", ()) if name]
    shelf = " ".join(fields.get("~", ()))
    for pattern, kind, family in _CNKI_TYPES:
        if pattern.search(shelf):
            if kind != "report" and "V" in fields and "@" not in fields:
                fields["@"] = fields.pop("V")
            return Kind("", kind, family)
    return None


def _record(paper: Paper) -> str:
    edited = paper.type == "book" and paper.editor and not paper.author
    kind = (TABLE.kind("Edited Book") if edited else None) or TABLE.kind_of(paper)
    lines = [("0", kind.name), *TABLE.lines(paper, kind)]
    number = paper.number
    if number and paper.type in SERIALS.split() and (number := fold(number)):
        lines.append(("]", number))  # after notes that say it too: bibutils knows no such tag
    lines += TABLE.extra_lines(paper)
    if key := fold(paper.id):
        lines.append(("F", key))
    return "".join([f"%{tag} {text}\r\n" for tag, text in lines])


read: Reader = reader(GRAMMAR, _paper)
write: Writer = writer(_record, between="\r\n")
FORMAT = builtin(NAME, read=read, write=write, streams=True, write_options=(MARKUP,))
