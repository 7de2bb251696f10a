"""Items as Zotero itself writes them (its web API, Better BibTeX's JSON), made CSL's.

Names of types, fields and creators: Zotero's schema, version 3. What a field is to CSL says
Zotero's own export; foreign names that others use too stand in `citex.model.foreign`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citex._late import regex
from citex.formats._fields import common
from citex.formats._types import guess_type
from citex.model import KINDS, NAME_VARIABLES
from citex.model.foreign import variable_meant

_TYPES = {
    "email": "personal_communication", "instantMessage": "personal_communication",
    "radioBroadcast": "broadcast", "audioRecording": "song",
}  # fmt: skip
_PARTS = frozenset(("attachment", "note", "annotation"))
_MEANT, _CREATORS = common("zotero"), common("zotero, people")
_CONTRIBUTORS = frozenset("attorneyAgent commenter contributor cosponsor counsel wordsBy".split())
_TYPE_LINE = regex(r"(?m)^[Tt]ype: {0,3}([A-Za-z_-]{3,30}) {0,3}$")
_OFFICE = frozenset(
    "attachments collections dateAdded dateModified deleted inPublications itemID key notes "
    "parentItem relations seeAlso select uri version".split()
)
"""What Zotero keeps of an item for itself."""


def of_zotero(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a JSON object holds of a Zotero item; None where it is none.

    >>> of_zotero({"key": "A", "data": {"itemType": "book"}})
    {'itemType': 'book'}
    >>> of_zotero({"type": "book"}) is None
    True
    """
    held = item.get("data")
    inner = held if isinstance(held, dict) and "itemType" in held else item
    return inner if isinstance(inner.get("itemType"), str) else None


def is_part(item: Mapping[str, Any]) -> bool:
    """Whether a Zotero item is a note or a file of a work, and no work.

    >>> is_part({"itemType": "attachment"}), is_part({"itemType": "book"})
    (True, False)
    """
    return item["itemType"] in _PARTS


def csl_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """The CSL-JSON item of a Zotero item; fields that CSL does not know keep their names.

    >>> item = {"itemType": "bookSection", "bookTitle": "On Form", "numPages": "12"}
    >>> item["creators"] = [{"creatorType": "bookAuthor", "firstName": "Na", "lastName": "Li"}]
    >>> csl_item(item)
    {'type': 'chapter', 'container-title': 'On Form', 'number-of-pages': '12', \
'container-author': [{'firstName': 'Na', 'lastName': 'Li'}]}
    """
    kind = item["itemType"]
    found: dict[str, Any] = {"type": _TYPES.get(kind) or guess_type(kind) or kind}
    if isinstance(extra := item.get("extra"), str) and (line := _TYPE_LINE.search(extra)):
        meant = line[1] if line[1] in KINDS else _TYPES.get(line[1]) or guess_type(line[1])
        if meant is not None:  # Zotero's export follows that line, too
            found["type"] = meant
            item = {**item, "extra": _TYPE_LINE.sub("", extra).strip("\n")}
    if name := item.get("citationKey") or item.get("citekey") or item.get("key"):
        found = {"id": name, **found}
    for field, value in item.items():
        if (
            field in _OFFICE
            or field in ("itemType", "creators", "citekey")
            or value in ("", [], {})
        ):
            continue
        if field == "tags" and isinstance(value, list):
            words = [tag.get("tag") if isinstance(tag, dict) else tag for tag in value]
            value = [word for word in words if isinstance(word, str)]
        name = _MEANT.get(field) or variable_meant(field) or field
        found[field if name in found else name] = value
    creators = item.get("creators")
    for creator in creators if isinstance(creators, list) else ():
        if isinstance(creator, dict):
            parts = {key: part for key, part in creator.items() if key != "creatorType"}
            found.setdefault(_role(str(creator.get("creatorType", ""))), []).append(parts)
    return found


def _role(creator: str) -> str:
    """The variable of a kind of creators: those whose work it is are its authors."""
    variable = _CREATORS.get(creator) or variable_meant(creator)
    if variable in NAME_VARIABLES:
        return str(variable)
    return "contributor" if creator in _CONTRIBUTORS else "author"
