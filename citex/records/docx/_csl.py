"""Citations of Zotero and Mendeley: CSL's items as JSON, in fields, controls, marks and properties.

`ADDIN ZOTERO_ITEM CSL_CITATION {...}` and `ADDIN CSL_CITATION {...}` are the instructions of
fields, `MENDELEY_CITATION_v3_` and base64 the tag of a control; LibreOffice has the first two,
without ADDIN, as names of reference marks. A document on its way to another word processor has
links of the words `ITEM CSL_CITATION {...}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from citex._late import regex
from citex.records.docx._cited import Broken, Cited, decoded, json_at

SIGN = "CSL_CITATION"
CONTROL = "MENDELEY_CITATION_"
LINK = "ITEM CSL_CITATION"
_VERSION = regex(r"MENDELEY_CITATION_v\d+_")
_UUID = regex(r"(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_SCHEME = regex(r"https?://(?:www\.)?")
_ZOTERO = regex(r"/items/([A-Z0-9]{8})\Z")
_OWN_NUMBER = regex(r"(?:\d+/)?(?:\d+|[A-Z0-9]{8})")
"""The number of an item in somebody's database, or Zotero's key with that of the library."""


def of_instruction(text: str) -> list[Cited]:
    """The works of a field, or of a reference mark. Raises Broken."""
    before = text[: text.find("{")]
    manager = "Zotero" if "ZOTERO_ITEM" in before or before.startswith(LINK) else "Mendeley"
    return list(of_citation(json_at(text, text.find(SIGN)), manager))


def of_control(tag: str) -> list[Cited]:
    """The works of a control of Mendeley Cite. Raises Broken."""
    packed = _VERSION.sub("", tag, count=1)
    return list(of_citation(json_at(decoded(packed).decode("utf-8", "replace")), "Mendeley"))


def of_property(text: str) -> list[Cited]:
    """The works of Mendeley Cite's own list of a document's citations. Raises Broken."""
    listed = json_at('{"all":' + text + "}")["all"]
    if not isinstance(listed, list):
        raise Broken("its JSON is no list of citations")
    return [work for one in listed for work in of_citation(one, "Mendeley")]


def of_citation(citation: Any, manager: str) -> Iterator[Cited]:
    """The works of a citation in CSL's JSON. Raises Broken."""
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    if not isinstance(items, list):
        raise Broken("its JSON is no citation")
    for item in items:
        if not isinstance(item, dict):
            raise Broken("its JSON is no citation")
        data = item.get("itemData")
        data = data if isinstance(data, dict) else {}
        identities = tuple(_identities(item, data))
        label = str(data.get("title") or next(iter(identities), "") or item.get("id"))
        if not data.keys() - {"id"}:
            yield Cited(manager, identities or (f"id:{item.get('id')}",), label=label)
            continue
        record = json.dumps(data)
        own = {key: value for key, value in data.items() if key != "id"}
        likeness = json.dumps(own, sort_keys=True)
        identities = identities or (f"{_own_id(item, data)} {likeness}",)
        yield Cited(
            manager, identities, "csljson", record, key=_key(item, data), label=label,
            likeness=likeness,
        )  # fmt: skip


def _addresses(item: dict[str, Any]) -> list[str]:
    """The addresses of an item; older documents of Zotero call them `uri`."""
    found: list[str] = []
    for name in ("uris", "uri"):
        value = item.get(name)
        listed = value if isinstance(value, list) else [value]
        found += [one for one in listed if isinstance(one, str) and one]
    return found


def _identities(item: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    """What a manager knows an item by: its addresses, or the number that all its devices share."""
    for address in _addresses(item):
        number = _UUID.search(address) if "mendeley" in address else None
        yield number[0].lower() if number else _SCHEME.sub("", address)
    for name in (item.get("id"), data.get("id")):
        if isinstance(name, str) and _UUID.fullmatch(name):
            yield name.lower()


def _own_id(item: dict[str, Any], data: dict[str, Any]) -> str:
    """The id of an item that has no address; Mendeley counts those of each citation anew."""
    name = str(item.get("id") or data.get("id") or "")
    return "" if name.startswith("ITEM-") else name


def _key(item: dict[str, Any], data: dict[str, Any]) -> str:
    """The key of a citation: Better BibTeX's, or Zotero's of the item where the id is a number."""
    given = data.get("citation-key") or data.get("citekey")
    if isinstance(given, str) and given:
        return given
    name = str(data.get("id") or item.get("id") or "")
    zotero = (address[-60:] for address in _addresses(item) if "zotero.org/" in address)
    keys = map(_ZOTERO.search, zotero)
    key = next((match[1] for match in keys if match), "")
    return key if key and (not name or _OWN_NUMBER.fullmatch(name)) else name
