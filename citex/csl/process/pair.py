"""The second line of a bilingual pair: a work once more, in the other language its record holds.

For layouts with `cx:pair="true"` (docs/csl-extensions.md). GB/T 7714-2015, 6.1: after the entry in
the language of the source the same may stand in another language, under one number.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from citex._late import regex
from citex.csl.strings.language import language_of
from citex.csl.strings.pinyin import romanized
from citex.model import Name, Paper, new_name
from citex.model.item import from_item, name_to_item
from citex.model.paper import VARIABLES
from citex.text.languages import from_text
from citex.text.names.written import parse_name
from citex.text.translations import translations_of

_NAMES = ("author", "editor", "translator", "container_author")


def paired(paper: Paper) -> Paper | None:
    """The paper in its other language, or None if its record holds no other title.

    The titles, names and other values come from `custom["translations"]` (the English ones of a
    Chinese work first), else from an `original-title` in another script and the other original
    variables, or from what Chinese users of Zotero have in the note (`titleTranslation: ...`,
    `creatorsExt: [...]`). Chinese persons without a name in Latin letters get theirs in pinyin.

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
        known = _original_names(paper)
        for attribute in _NAMES:
            names = getattr(paper, attribute)
            if names and attribute not in changes:
                changes[attribute] = [_in_latin(name, known) for name in names]
    changes["language"] = language
    return msgspec.structs.replace(paper, **changes)


def _translation(paper: Paper, own: str) -> tuple[str, dict[str, Any]]:
    translations = translations_of(paper)
    tags = [tag for tag in translations if tag.partition("-")[0] != own]
    for tag in sorted(tags, key=lambda tag: not tag.startswith("en")):
        if translations[tag].get("title"):
            return tag, translations[tag]
    noted = dict(_NOTED.findall(paper.note)) if paper.note and "ranslation:" in paper.note else {}
    title = paper.original_title or noted.get("titleTranslation")
    found = from_text(title) if title else None
    if found is None or found == own or (own not in ("zh", "ja", "ko") and found == "en"):
        return "", {}
    values: dict[str, Any] = {"title": title}
    for variable in ("container-title", "publisher", "publisher-place"):
        value = paper.get(f"original-{variable}") or noted.get(_FIELDS[variable] + "Translation")
        if isinstance(value, str):
            values[variable] = value
    if paper.original_author:
        values["author"] = [name_to_item(name) for name in paper.original_author]
    return found, {**values, **translations.get(found, {})}


_NOTED = regex(r"^([a-z][A-Za-z]*)(?<=Translation):[ \t]*(\S.*)$", re.MULTILINE)
_FIELDS = {
    "container-title": "publicationTitle", "publisher": "publisher", "publisher-place": "place",
}  # fmt: skip
"""Variable -> Zotero's field."""


def _original_names(paper: Paper) -> dict[str, Name]:
    """What the note has (`creatorsExt`) of people who are called otherwise in their own script."""
    match = _CREATORS.search(paper.note or "")
    try:
        creators = msgspec.json.decode(match[1], type=list[dict[str, Any]]) if match else []
    except msgspec.MsgspecError:
        return {}
    return {
        f"{creator.get('lastName', '')}{creator.get('firstName', '')}": parse_name(original)
        for creator in creators
        if isinstance(original := creator.get("original"), str) and original.strip()
    }


_CREATORS = regex(r"^creatorsExt:\s*(\[.*\])\s*$", re.MULTILINE)


def _in_latin(name: Name, known: dict[str, Name]) -> Name:
    """The name as its record has it in Latin letters, else in pinyin; as it is where neither."""
    text = name.literal or f"{name.family or ''}{name.given or ''}"
    parts = romanized(text.replace(" ", ""), len(name.family or "") or None)
    told = known.get(text)
    if told is not None and not (parts and _words(told) == {part.lower() for part in parts}):
        return told
    return new_name(*parts) if parts is not None else name


def _words(name: Name) -> set[str]:
    return {part.lower() for part in (name.family, name.given) if part}
