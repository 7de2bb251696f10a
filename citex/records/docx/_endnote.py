"""Citations of EndNote: its own XML, in a field's instruction or, packed, beside it.

`ADDIN EN.CITE <EndNote><Cite>...<record>` is a field; of a long one the XML stands in w:fldData,
and `ADDIN EN.CITE.DATA` within it has the same once more. A record's key is that of the library.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from citex.formats.tree._xml import Element, child, children, text_of
from citex.records.docx._cited import Broken, Cited, decoded
from citex.records.docx._story import Mark
from citex.text.lines import legal

SIGN = "ADDIN EN.CITE"
_DEEPEST = 60


def of_field(mark: Mark) -> list[Cited]:
    """The works of a field. Raises Broken."""
    text = mark.text
    begin = text.find("<EndNote")
    if begin < 0:
        packed = decoded(mark.data).rstrip(b"\0") if mark.data else b""
        text = _as_text(packed)
        begin = text.find("<EndNote")
    if begin < 0:
        if text.strip():
            raise Broken("it holds no XML of EndNote")
        return []  # the outer field of one whose data the inner has
    return list(_cites(_tree(text[begin:])))


def _as_text(packed: bytes) -> str:
    """The XML as text: in UTF-8, but in UTF-16 where every second byte is zero."""
    return packed.decode("utf-16-le" if packed[1:2] == b"\0" else "utf-8", "replace")


def _tree(xml: str) -> Element:
    """The root of EndNote's XML. Raises Broken."""
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise Broken("its XML declares a document type (DTD)")
    end = xml.rfind("</EndNote>")
    xml = xml[: end + 10] if end >= 0 else xml
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(legal(xml).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Broken("its XML is broken, or cut off") from None


def _cites(root: Element) -> Iterator[Cited]:
    for cite in children(root, "Cite"):
        number = text_of(child(cite, "RecNum")) or ""
        label = " ".join(filter(None, (text_of(child(cite, name)) for name in ("Author", "Year"))))
        records = list(children(cite, "record"))
        if not records:
            yield Cited("EndNote", (_numbered(number, label),), label=label or f"record {number}")
        for record in records:
            yield Cited(
                "EndNote", tuple(_identities(record)) or (_written(record),), "endnote-xml",
                _file(record), label=label, also=_numbered(number, label),
            )  # fmt: skip


def _numbered(number: str, label: str) -> str:
    """What a citation alone says of its work: its number and label, in whatever library."""
    return "\t".join(("EndNote", number, label))


def _identities(record: Element) -> Iterator[str]:
    """The numbers of a record in the libraries that it was in, and the world's own."""
    keys = child(record, "foreign-keys")
    for key in children(keys, "key") if keys is not None else ():
        if guid := key.get("guid"):
            yield guid.lower()
        if library := key.get("db-id"):
            yield f"{library} {text_of(key) or ''}"


def _written(record: Element) -> str:
    return str(etree.tostring(record, encoding="unicode", with_tail=False))


def _file(record: Element) -> str:
    """A file of this one record, as EndNote exports it."""
    return f"<xml><records>{_written(record)}</records></xml>"
