"""NoteExpress's text format (.net): lines of '{Field Name}: value', as CNKI and Wanfang write it.

Read as well are the texts that CNKI writes in words of its own ('Title-题名: value'): E-Study's,
and those of its "self-defined" export. Their fields are put in NoteExpress's names.

No specification is public. Names of fields and of document types are those of real files; where no
file shows one, EndNote's name stands for it, whose naming all the others copy. Lines end in CR LF,
names and keywords have a line each, an empty one stands between records.

>>> from citex.model import PartialDate
>>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
>>> print("".join(write([paper])).replace("\\r", ""), end="")
{Reference Type}: Book
{Title}: On Growth
{Year}: 1917
"""

from __future__ import annotations

import re
from typing import Any

from citex._late import regex
from citex.formats import Reader, Writer
from citex.formats._fields import common
from citex.formats._plain import MARKUP, writer
from citex.formats._types import read_types, written_types
from citex.formats.detect import builtin
from citex.formats.tagged._cnki import YEARBOOK, unmark
from citex.formats.tagged._codecs import KEYWORDS, people_form
from citex.formats.tagged._dates import issued
from citex.formats.tagged._fields import Kind, Put, first_of
from citex.formats.tagged._grammar import Fields, Grammar, Record, reader
from citex.formats.tagged._meeting import meeting
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import Paper, Remark
from citex.model.item import name_from_item, name_to_item
from citex.model.remarks import add_remark
from citex.text.identifiers import standard_number
from citex.text.keywords import split_keywords
from citex.text.lines import fold
from citex.text.names.listed import read_names
from citex.text.translations import translations_of

NAME = "noteexpress"
TYPE = "Reference Type"

_BRACED = regex(r"\s*\{([^{}]{1,60}?)[\s,]*\}\s*[:：]\s?(.*)", re.DOTALL)
_BRACKETED = regex(r"\s*\[([A-Z][A-Za-z /]{1,40}?)\s*\]\s*[:：]\s?(.*)", re.DOTALL)
_GLUED = regex(r"\{Reference Type\}\s*[:：]\s?(.*)")

_OF_CNKI = regex(r"\s*([A-Za-z]{2,14})-([\u4e00-\u9fffA-Z]{1,10})\s*[:：]\s?(.*)", re.DOTALL)
_DATA_TYPE = regex(r"\s*DataType\s*[:：]\s*(\d{1,3})\s*")

_LABELS = common("noteexpress, labels")
"""What else fields are called, in lower case."""
_CNKI_LABELS = common("cnki, labels")
_NAMES = {
    "author", "author address", "abstract", "database provider", "date", "doi", "edition",
    "isbn", "issue", "journal", "keywords", "language", "notes", "pages", "place published",
    "publisher", "reference type", "secondary title", "section", "tertiary author",
    "tertiary title", "title", "translated title", "type of work", "url", "volume", "year",
}  # fmt: skip


_TYPED = ("DataType", "SrcDatabase")
"""The fields by which CNKI says what a work is."""


class _Lines:
    """Parts the lines of one file; before the first record its beginning may be glued to others."""

    def __init__(self) -> None:
        self._begun = False
        self._first = ""  # the field with which CNKI's records begin in this file
        self._blank = False  # whether the line before was empty

    def split(self, line: str) -> tuple[str, str] | None:
        """The field's name and its value; None for a line that goes on with the one before."""
        after_blank, self._blank = self._blank, not line or line.isspace()
        match = _BRACED.fullmatch(line)
        if match is None:
            match = _BRACKETED.fullmatch(line) if "[" in line[:40] else None
            if match is not None and match[1].casefold() not in _NAMES:
                match = None
        if match is not None:
            self._begun = True
            name = match[1].strip()
            return _LABELS.get(name.casefold(), name), match[2].strip()
        if not self._begun and (glued := _GLUED.search(line)):
            self._begun = True
            return TYPE, glued[1].strip()
        return self._of_cnki(line, after_blank)

    def _of_cnki(self, line: str, after_blank: bool) -> tuple[str, str] | None:
        """A line in CNKI's own words: a number says the type of E-Study's, the database of others.

        The field of either that comes first in a file begins each record, the other one does so
        behind an empty line. Where another field comes first, a title begins each.
        """
        typed = _DATA_TYPE.fullmatch(line) if "DataType" in line[:40] else None
        match = _OF_CNKI.fullmatch(line) if "-" in line[:20] and typed is None else None
        if typed is not None:
            name, value = "DataType", typed[1]
        elif match is not None and (known := _CNKI_LABELS.get(match[1].casefold())):
            name = known
            name, value = "Pages" if match[2] == "页码" else name, match[3].strip()
        else:
            return None
        self._first = self._first or name
        if name in _TYPED:
            self._begun = True
            if name == self._first or (after_blank and self._first in _TYPED):
                return TYPE, f"{name}: {value}"
        return name, value


PEOPLE = people_form(natural=True)


PATENT_NUMBER = first_of(
    "Type of Work", "number", writes=("Type of Work", "Notes"), families="patent"
)

MEETING = meeting(
    ("Secondary Title",),
    ("Tertiary Title", "Journal"),
    numbered=("ISBN/ISSN", "ISBN", "Volume", "Issue"),
)

FIELDS = rows(
    NAME,
    {
        "people": PEOPLE,
        "meeting": MEETING,
        "issued": issued("Date", "Year"),
        "patent number": PATENT_NUMBER,
    },
)

_FIELD_NAME = regex(r"[^{}\r\n:：]{1,60}")


def _keeps(name: str) -> bool:
    return _FIELD_NAME.fullmatch(name) is not None and name.isprintable() and name != TYPE


TABLE = Table(NAME, fields=FIELDS, type_tag=TYPE, note_tag="Notes", keeps=_keeps)


def _grammar() -> Grammar:
    lists = frozenset(("Keywords", "Author", "Notes"))
    return Grammar(_Lines().split, TYPE, openers=frozenset(("Title",)), lists=lists)


_PATENT_NUMBER = regex(r"[A-Z]{2} ?\d[\d./-]*(?: ?[A-Z]\d?)?")


_SHELVES = {
    word: csl for text, csl in read_types("cnki").items() for word in text.split()
}  # fmt: skip
"""CNKI's shelves, by number and by name, and the types of what stands there."""
_SHELF = regex("|".join(word for word in _SHELVES if not word.isdecimal()) + "|博士|硕士")


def _from_cnki(record: Record, remarks: list[Remark]) -> None:
    """The fields of a record in CNKI's own words, put in NoteExpress's way."""
    fields = record.fields
    typed = record.first(TYPE).partition(": ")[2] or record.first("DataType")
    shelf = next(
        (found[0] for text in (*fields.get("SrcDatabase", ()), typed)
         if (found := _SHELF.search(text))), typed,
    )  # fmt: skip
    known = _SHELVES.get(shelf) or _SHELVES.get(typed)
    csl = known or "article-journal"
    if shelf in ("博士", "硕士"):
        csl = known = "thesis"
        fields.setdefault("Type of Work", [shelf])
    if known is None:
        message = f"the type {typed!r} is not known; read as a {csl}"
        add_remark(remarks, "guessed", "type", message, typed)
    fields[TYPE] = [_KINDS[csl]]
    if "Source" in fields:
        fields.setdefault(_SOURCES.get(csl, "Publisher"), []).extend(fields.pop("Source"))
    elif csl == "thesis" and _ADDRESS in fields and "Publisher" not in fields:
        fields["Publisher"] = fields.pop(_ADDRESS)[:1]  # the university is the author's
    volume = _VOLUME.fullmatch(record.first("Volume"))
    if volume is not None:
        fields["Volume"] = [volume[1]]
        fields.setdefault("Issue", [volume[2]])
    if csl in ("thesis", "book") and "Pages" not in fields and "PageCount" in fields:
        fields["Pages"] = fields.pop("PageCount")


_ADDRESS = "author address".title()
_VOLUME = regex(r"v\.?\s?(\d{1,4})\s?[;；]\s?No\.?\s?(\d{1,5})", re.IGNORECASE)
"""The volume, and the number of the issue counted through all volumes."""
_KINDS = {csl: text.partition("; ")[0] for csl, text in written_types(NAME).items()}
_SOURCES = {
    "article-journal": "Journal",
    "article-newspaper": "Secondary Title",
    "paper-conference": "Tertiary Title",
    "entry": "Secondary Title",
}
"""Where the source of a work stands, by type; the other types have a publisher."""


def _paper(record: Record) -> Paper:
    fields = record.fields
    remarks: list[Remark] = []
    if record.first(TYPE).startswith(("DataType: ", "SrcDatabase: ")) or (
        TYPE not in fields and not fields.keys().isdisjoint(_TYPED)
    ):
        _from_cnki(record, remarks)
    unmark(fields, "Abstract")
    if record.first(TYPE).casefold() in ("generic", "standard", "标准") and "ISBN" not in fields:
        _find_standard_number(fields)
    for tag in ("图书印刷版ISBN", "ISBN"):
        if tag in fields and record.first(TYPE).casefold() not in ("standard", "标准"):
            fields.setdefault("ISBN/ISSN", []).extend(fields.pop(tag))
    kind = None
    if record.first(TYPE).casefold() == "standard" and YEARBOOK.search(record.first("SrcDatabase")):
        kind = Kind("", "chapter", "chapter")
        message = "a part of a yearbook, which CNKI calls a standard"
        add_remark(remarks, "guessed", "type", message, record.first(TYPE))
    if record.first(TYPE).casefold() in ("patent", "专利"):
        if "Patent Number" in fields:
            fields.setdefault("Type of Work", []).extend(fields.pop("Patent Number"))
        _find_patent_number(fields)
    translations = _translated(fields)
    paper = TABLE.paper(record, kind)
    if translations:
        paper.custom = {"translations": {_other_language(paper): translations}}
    if remarks:
        paper.remarks = [*paper.remarks, *remarks]
    return paper


def _find_standard_number(fields: Fields) -> None:
    """VIP writes a standard as "Generic", and its number in the notes."""
    notes = fields.get("Notes", [])
    number = next((text for text in notes if text and standard_number(text) == text), None)
    if number is not None:
        notes.remove(number)
        fields["ISBN"], fields[TYPE] = [number], [_KINDS["standard"]]


def _find_patent_number(fields: Fields) -> None:
    """CNKI writes a patent's number in the notes and, once more, as the type of work."""
    notes = fields.get("Notes", [])
    numbers = fields.get("Type of Work", [])
    if not numbers and (found := [text for text in notes if _PATENT_NUMBER.fullmatch(text)]):
        fields["Type of Work"] = numbers = found[:1]
    if numbers and numbers[0] in notes:
        notes.remove(numbers[0])


_TRANSLATED = {
    "Translated Author": "author",
    "Translated Journal": "container-title",
    "Translated Abstract": "abstract",
    "Translated Keywords": "keyword",
}


def _translated(fields: Fields) -> dict[str, Any]:
    """The translated fields of a record, taken out of it, as `custom["translations"]` has them."""
    found: dict[str, Any] = {}
    for tag, variable in _TRANSLATED.items():
        values = [value for value in fields.pop(tag, ()) if value]
        if not values:
            continue
        if variable == "author":
            found[variable] = [name_to_item(name) for name in read_names(values, natural=True)]
        elif variable == "keyword":
            found[variable] = KEYWORDS.read(values)[0]
        else:
            found[variable] = "\n".join(values)
    return found


def _other_language(paper: Paper) -> str:
    """The language that a record's translations are in: English for what is Chinese."""
    return "zh" if (paper.language or "").startswith("en") else "en"


def _write_translations(put: Put, paper: Paper) -> None:
    values = translations_of(paper).get(_other_language(paper), {})
    if paper.original_title is None and isinstance(title := values.get("title"), str):
        put(("Translated Title", fold(title)))
    for tag, variable in _TRANSLATED.items():
        value = values.get(variable)
        if variable == "author" and isinstance(value, list):
            names = [name for item in value if (name := name_from_item(item))]
            for text in PEOPLE.write(names)[0]:
                put((tag, text))
        elif variable == "keyword" and isinstance(value, str):
            for word in split_keywords(value):
                put((tag, word))
        elif isinstance(value, str) and (text := fold(value)):
            put((tag, text))


def _record(paper: Paper) -> str:
    lines = [(TYPE, TABLE.kind_of(paper).name), *TABLE.lines(paper)]
    _write_translations(lines.append, paper)
    lines += TABLE.extra_lines(paper)
    return "".join([f"{{{tag}}}: {text}\r\n" for tag, text in lines])


read: Reader = reader(_grammar, _paper)
write: Writer = writer(_record, between="\r\n")
FORMAT = builtin(NAME, read=read, write=write, streams=True, write_options=(MARKUP,))
