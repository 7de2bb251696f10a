"""The inside of XML elements, as markup for the cleaning of rich text, or as plain text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lxml import etree

from citex.formats._xml import raw_text
from citex.formats.records._clean.text import plain_text


def markup_of(element: etree._Element | None) -> str | None:
    """What stands between the tags of an element, child elements and their tails included.

    >>> markup_of(etree.fromstring("<T>On <i>Zea</i> &lt; 5</T>"))
    'On <i>Zea</i> &lt; 5'
    """
    if element is None:
        return None
    if not len(element):
        return escape(element.text or "") or None
    pieces = [escape(element.text or "")]
    pieces.extend(etree.tostring(part, encoding="unicode") for part in element)
    return "".join(pieces) or None


def plain_of(element: etree._Element | None) -> str | None:
    """All text of an element on one line, or None when it holds none."""
    return plain_text(" ".join(raw_text(element).split())) if element is not None else None
