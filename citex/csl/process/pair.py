"""The second line of a bilingual pair: a work once more, in the other language its record holds.

For layouts with `cx:pair="true"` (docs/csl-extensions.md). GB/T 7714-2015, 6.1: after the entry in
the language of the source the same may stand in another language, under one number.
"""

from __future__ import annotations

from typing import Any

import msgspec

from citex.csl.strings.language import language_of
from citex.csl.strings.pinyin import romanized
from citex.model import Name, Paper, new_name
from citex.model.item import from_item
from citex.model.paper import VARIABLES
from citex.text.languages import from_text
from citex.text.translations import translations_of

_NAMES = ("author", "editor", "translator", "container_author")


def paired(paper: Paper) -> Paper | None:
    """The paper in its other language, or None if its record holds no other title.

    The titles, names and other values come from `custom["translations"]` (the English ones of a
    Chinese work first), else from an `original-title` in another script. Chinese persons without
    a name in Latin letters get theirs in pinyin.

    >>> other = paired(Paper(title="宋论", original_title="On Song", author=[Name("王", "夫之")]))
    >>> other.title, other.author
    ('On Song', [Name(family='Wang', given='Fuzhi')])
    """
    own = language_of(paper).partition("-")[0]
    language, values = _translation(paper, own)
    if not values.get("title"):
        return None
    item = from_item({key: value for key, value in values.items() if key in VARIABLES})
    changes: dict[str, Any] = {
        VARIABLES[key]: getattr(item, VARIABLES[key]) for key in values if key in VARIABLES
    }
    changes = {key: value for key, value in changes.items() if value is not None}
    if language not in ("zh", "ja", "ko"):
        for attribute in _NAMES:
            names = getattr(paper, attribute)
            if names and attribute not in changes:
                changes[attribute] = [_in_latin(name) for name in names]
    changes["language"] = language
    return msgspec.structs.replace(paper, **changes)


def _translation(paper: Paper, own: str) -> tuple[str, dict[str, Any]]:
    translations = translations_of(paper)
    tags = [tag for tag in translations if tag.partition("-")[0] != own]
    for tag in sorted(tags, key=lambda tag: not tag.startswith("en")):
        if translations[tag].get("title"):
            return tag, translations[tag]
    if paper.original_title:
        found = from_text(paper.original_title)
        if found is not None and found != own and (own in ("zh", "ja", "ko") or found != "en"):
            titles = {"title": paper.original_title}
            container = paper.get("original-container-title")
            if isinstance(container, str):
                titles["container-title"] = container
            return found, titles
    return "", {}


def _in_latin(name: Name) -> Name:
    text = name.literal or f"{name.family or ''}{name.given or ''}"
    parts = romanized(text.replace(" ", ""), len(name.family or "") or None)
    return new_name(*parts) if parts is not None else name
