"""What a page says of its citations: `<meta name="citex:...">`, its language, records within it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from citex.errors import CitexError
from citex.formats.tree._yaml import Plain
from citex.manuscripts.html.elements import Elements
from citex.manuscripts.html.tags import Tag
from citex.manuscripts.manuscript import Settings
from citex.manuscripts.metadata import settings_of
from citex.text.halves import json_without_halves

PREFIX = "citex:"
RECORDS = "application/vnd.citationstyles.csl+json"
"""The media type of CSL's items (CSL-JSON, "Media type")."""

_SHARED = {
    "heading": "reference-section-title", "suppress": "suppress-bibliography",
}  # fmt: skip
"""The settings that are none of citex's own -> what a text's metadata calls them."""


def settings_in(text: str, elements: Elements) -> Settings:
    """What a page says; cites link to their entries unless it says `citex:links` is not so."""
    said: dict[str, Any] = {"lang": next(_languages(elements), None)}
    own: dict[str, Any] = {"links": True}
    files: list[str] = []
    nocite: list[str] = []
    for name, value in _metas(elements.alone):
        if name == "bibliography":
            files += [part.strip() for part in value.split(",") if part.strip()]
        elif name == "nocite":
            nocite += [key.lstrip("@") for key in value.replace(",", " ").split()]
        elif name in _SHARED:
            said[_SHARED[name]] = Plain(value)
        else:
            own[name] = Plain(value)
    said |= {"bibliography": files, "references": list(_records(text, elements))}
    found = settings_of({**said, "citex": own})
    found.nocite = nocite
    return found


def _metas(tags: list[Tag]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        name = tag.attributes.get("name", "").strip().lower()
        if tag.name == "meta" and name.startswith(PREFIX):
            yield name[len(PREFIX) :], tag.attributes.get("content", "").strip()


def _languages(elements: Elements) -> Iterator[str]:
    """The language of the page: that of its outermost element that has one."""
    for tag in (*elements.unclosed, *(element.tag for element in elements.closed)):
        if tag.name in ("html", "body"):
            language = tag.attributes.get("lang") or tag.attributes.get("xml:lang")
            if language:
                yield language


def _records(text: str, elements: Elements) -> Iterator[object]:
    """The records that stand in the page as scripts. Raises CitexError for what is no JSON."""
    for element in elements.closed:
        if element.tag.name != "script":
            continue
        if element.tag.attributes.get("type", "").strip().lower() != RECORDS:
            continue
        try:
            found = json.loads(json_without_halves(text[element.inner : element.inner_end]))
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, element.start) + 1
            raise CitexError(
                f"line {line}: the records in the page are no JSON ({error})"
            ) from None
        yield from found if isinstance(found, list) else [found]
