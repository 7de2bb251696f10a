"""Records cut out of answers in XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree


def tree_of(body: bytes) -> etree._Element:
    """The root of an answer: nothing is fetched or expanded. Raises lxml's SyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    return etree.fromstring(body, parser)


def children(body: bytes, root: str, wanted: str, value: str) -> Iterator[tuple[str, bytes]]:
    """Each `wanted` child in a `root` of its own, by the text of its element `value`."""
    tree = tree_of(body)
    for child in tree.iterfind(wanted):
        found = child.findtext(value)
        if found:
            shell = etree.Element(root, nsmap=cast("dict[str, str]", tree.nsmap))
            shell.append(child)
            yield found.strip(), etree.tostring(shell, encoding="utf-8", xml_declaration=True)
