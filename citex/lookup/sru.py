"""Library catalogues by SRU: how a book is asked for by its ISBN, and its record in the answer.

SRU 1.1 is what the catalogues here have in common, or the same in 1.2
(loc.gov/standards/sru/sru-1-1.html).
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from citex.errors import CitexError
from citex.lookup._xml import tree_of
from citex.lookup.source import Request
from citex.text.identifiers import isbn10, isbn13, parse_isbn


class Shape(NamedTuple):
    """The elements of a format of libraries: a record, and within it those of its own ISBNs."""

    record: str
    isbns: str


MODS = Shape(
    "{http://www.loc.gov/mods/v3}mods", "{http://www.loc.gov/mods/v3}identifier[@type='isbn']"
)


def _of_fields(space: str, tag: str) -> Shape:
    """The shape of a record of MARC, whose ISBNs stand in $a of the field with a tag."""
    record, field, part = (f"{{{space}}}{name}" for name in ("record", "datafield", "subfield"))
    return Shape(record, f"{field}[@tag='{tag}']/{part}[@code='a']")


MARC = _of_fields("http://www.loc.gov/MARC21/slim", "020")
UNIMARC = _of_fields("info:lc/xmlns/marcxchange-v2", "010")


def by_isbn(path: str, *, clause: str, schema: str, shape: Shape, version: str = "1.1") -> Request:
    """How a catalogue is asked for an ISBN: in thirteen digits or ten, as older records have it.

    `clause` is how it says that a book has the ISBN "{}", `schema` its name of the format.
    """

    def query(isbn: str) -> str:
        short = isbn10(isbn)
        return " or ".join(clause.format(number) for number in (isbn13(isbn), short) if number)

    return Request(
        path=path, spelled=query,
        parameters={"version": version, "operation": "searchRetrieve", "query": "{id}",
                    "startRecord": "1", "maximumRecords": "10", "recordSchema": schema},
        unwrap=lambda body, isbn: record_of(body, isbn, shape),
    )  # fmt: skip


def record_of(body: bytes, isbn: str, shape: Shape) -> bytes:
    """The first record whose own the ISBN is, else the first; empty where there is none.

    A record may name the ISBN of the book's other binding, and others be of editions that share
    it. A service that fails may say so with status 200 ("Diagnostics"): CitexError is raised.
    """
    tree = tree_of(body)
    found = list(tree.iter(shape.record))
    for record in found:
        for element in record.iterfind(shape.isbns):
            if _isbn(element.text or "") == isbn13(isbn):
                element.text = isbn13(isbn)
                _put_first(record, element)
                return _alone(record)
    if found:
        return _alone(found[0])
    _expect_no_fault(tree)
    return b""


def _isbn(text: str) -> str | None:
    """The ISBN in thirteen digits, without binding and price: "3406568440 (kart.) : EUR 12.95"."""
    found = parse_isbn(text.strip().partition(" ")[0])
    return isbn13(found) if found else None


def _put_first(record: etree._Element, element: etree._Element) -> None:
    """Put the ISBN that was asked for before those of other bindings: it is the one to cite."""
    while (parent := element.getparent()) is not None and parent is not record:
        element = parent
    record.insert(0, element)


def _alone(record: etree._Element) -> bytes:
    return etree.tostring(record, encoding="utf-8", xml_declaration=True, with_tail=False)


_OUT_OF_RANGE = "/61"
"""The end of the diagnostic that who asks for the first of no records may get."""


def _expect_no_fault(tree: etree._Element) -> None:
    fault = next(tree.iter("{*}diagnostic"), None)
    if fault is None:
        return
    said = [" ".join((part.text or "").split()) for part in fault]
    if tree.findtext("{*}numberOfRecords") == "0" and any(
        part.endswith(_OUT_OF_RANGE) for part in said
    ):
        return
    raise CitexError(f"the catalogue says: {'; '.join(filter(None, said))[:200]}")
