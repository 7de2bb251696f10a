"""The inside of XML elements, as markup for the cleaning of rich text, or as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citex._late import html
from citex.text.lines import legal

if TYPE_CHECKING:
    from xml.etree import ElementTree

    from lxml import etree

    Element = etree._Element
    AnyElement = etree._Element | ElementTree.Element
else:
    Element = AnyElement = Any  # lxml takes a while to load, and files without XML need none


def markup_of(element: Element | None) -> str | None:
    """What stands between the tags of an element, child elements and their tails included.

    >>> from lxml import etree
    >>> markup_of(etree.fromstring("<T>On <i>Zea</i> &lt; 5</T>"))
    'On <i>Zea</i> &lt; 5'
    """
    if element is None:
        return None
    if not len(element):
        return html.escape(element.text or "", quote=False) or None
    from lxml import etree

    pieces = [html.escape(element.text or "", quote=False)]
    pieces.extend(etree.tostring(part, encoding="unicode") for part in element)
    return "".join(pieces) or None


def local(element: AnyElement) -> str:
    """The name of an element without its namespace; "" for what is no element (an entity)."""
    try:
        tag = element.tag
    except UnicodeDecodeError:  # older lxml, where a name is broken
        return ""
    if not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2]
    return name.rpartition(":")[2] if ":" in name else name  # a prefix that is declared nowhere


def raw_text(element: AnyElement) -> str:
    """All text in an element as it stands; HTML's named entities become their characters."""
    if not len(element):
        return legal(element.text or "")
    pieces: list[str] = [element.text or ""]
    for inner in element:
        if getattr(inner.tag, "__name__", "") == "Entity":
            pieces.append(html.unescape(inner.text or ""))
        elif local(inner):
            pieces.append(raw_text(inner))
        pieces.append(inner.tail or "")
    return legal("".join(pieces))
