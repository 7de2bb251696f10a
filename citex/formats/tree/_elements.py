"""Elements of a record that no parser stands behind: taken from a file's, built, and written.

The standard library's elements are plain objects of C; what lxml hands out is made anew each time
it is looked at. A name in the namespace of its record is a local name here.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

from lxml import etree

from citex._late import html, regex
from citex.text.lines import legal, tidy
from citex.text.richtext.elements import local

DEPTH = 60
"""How deep an element may be that goes back into a file; readers stop at 256."""
RECORDS = frozenset(
    "xml records record Sources Source modsCollection mods Bibliographies Bibliography".split()
)
"""The elements of this room's formats that are records, or hold them."""

__all__ = ["Element", "SubElement"]

_NAME = regex(r"[A-Za-z_][\w.-]*", re.ASCII)
_XML_NAMES = {"{http://www.w3.org/XML/1998/namespace}lang": "xml:lang"}


def light(element: etree._Element, namespace: str = "") -> Element:
    """A parsed element as one of plain objects; names in that namespace become local ones."""
    try:
        found = fromstring(etree.tostring(element, encoding="utf-8", with_tail=False))
    except (ParseError, ValueError, UnicodeError):  # HTML's entities, names that are none
        found = _taken(element)
    return without(found, namespace)


def without(element: Element, namespace: str) -> Element:
    """The element, its names in that namespace made local ones."""
    if namespace:
        own = f"{{{namespace}}}"
        for inner in element.iter():
            if inner.tag.startswith(own):
                inner.tag = inner.tag[len(own) :]
    return element


def _taken(element: etree._Element) -> Element:
    """The same, part by part; entities as the characters that HTML has for them."""
    try:
        found = Element(str(element.tag))
    except UnicodeDecodeError:  # older lxml, where a name is broken
        found = Element("element")
    for key, value in element.attrib.items():
        found.set(str(key), str(value))
    found.text = element.text
    for inner in element:
        if getattr(inner.tag, "__name__", "") == "Entity":
            _go_on(found, html.unescape(inner.text or ""))
        elif local(inner):
            found.append(_taken(inner))
        _go_on(found, inner.tail or "")
    return found


def _go_on(element: Element, text: str) -> None:
    """Put a text behind all that an element holds."""
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new child element, its text and attributes made legal."""
    for name, value in attributes.items():
        attributes[name] = legal(value)
    element = SubElement(parent, tag, attributes)
    if text is not None:
        element.text = legal(text)
    return element


def placed(names: Iterable[str]) -> dict[str, int]:
    """The place of each of some names that stand in their order."""
    return {name: place for place, name in enumerate(names)}


def sort_children(element: Element, order: Mapping[str, int]) -> None:
    """Put the children in the order of their local names; others come last."""
    last = len(order)
    element[:] = sorted(element, key=lambda child: order.get(local(child), last))


def written(element: Element, prefix: str = "") -> str:
    """The element as text: everything escaped; `prefix` is that of the format's own names."""
    pieces: list[str] = []
    _write(element, prefix, pieces.append)
    return "".join(pieces)


def _write(element: Element, prefix: str, put: Callable[[str], object]) -> None:
    tag, text = element.tag, element.text
    head = f"<{prefix}{tag}"
    for name, value in element.attrib.items():
        head += f" {_XML_NAMES.get(name, name)}={_quoted(value)}"
    if "{" in head and _is_foreign(element):
        put(_in_xml(element).replace("&#13;", "&#xD;"))
    elif text and not len(element):
        put(f"{head}>{_escaped(text)}</{prefix}{tag}>")
    elif len(element):
        put(f"{head}>{_escaped(text)}" if text else head + ">")
        for inner in element:
            _write(inner, prefix, put)
            if inner.tail:
                put(_escaped(inner.tail))
        put(f"</{prefix}{tag}>")
    else:
        put(head + "/>")


def _is_foreign(element: Element) -> bool:
    """Whether an element or an attribute of it has a name of another namespace."""
    return element.tag[0] == "{" or any(
        name[0] == "{" and name not in _XML_NAMES for name in element.attrib
    )


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#xD;")


def _quoted(text: str) -> str:
    if not text.isalnum():
        text = _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def kept(element: Element) -> str | dict[str, str]:
    """An unknown element for `Paper.extra`: its text, or {"xml": ...} when it holds more."""
    if not len(element) and not element.attrib:
        return tidy(element.text or "")
    return {"xml": _in_xml(element)}


def restored(value: Any, tag: str, namespace: str = "") -> Element | None:
    """The element that `kept` put away, or None when the value is none of its making."""
    if tag in RECORDS:
        return None
    if isinstance(value, str):
        element = Element(tag)
        element.text = legal(value).replace("\n", "\r")
        return element
    xml = value.get("xml") if isinstance(value, dict) else None
    if not isinstance(xml, str) or "<!DOCTYPE" in xml:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        element = light(etree.fromstring(legal(xml).encode("utf-8"), parser), namespace)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if local(element) != tag or _holds_record(element, DEPTH):
        return None
    element.tag = tag
    return element


def _holds_record(element: Element, depth: int) -> bool:
    """Whether an element, or one in it, would be read as a record or as what holds records."""
    return (
        local(element) in RECORDS
        or not depth
        or any(_holds_record(child, depth - 1) for child in element)
    )


def _in_xml(element: Element) -> str:
    """The element by itself, with the namespaces of the names in it."""
    return legal(etree.tostring(_bare(element), encoding="unicode", with_tail=False))


def _bare(element: Element) -> etree._Element:
    copy = _named(element.tag)
    for key, value in element.attrib.items():
        with contextlib.suppress(ValueError):  # a prefix or a name space that is none
            copy.set(key, legal(value))
    copy.text = element.text and legal(element.text)
    for inner in element:
        child = _bare(inner)
        child.tail = inner.tail and legal(inner.tail)
        copy.append(child)
    return copy


def _named(tag: str) -> etree._Element:
    """An element of this name, or of what is a name in it, where the file's is none."""
    try:
        return etree.Element(tag)
    except ValueError:
        name = re.sub(r"[^\w.-]+", "-", tag.rpartition("}")[2].rpartition(":")[2])
        return etree.Element(name if is_name(name) else "element")


def is_name(text: str) -> bool:
    """Whether the text can be the name of an element."""
    return _NAME.fullmatch(text) is not None
