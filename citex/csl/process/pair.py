"""The second line of a bilingual pair: a work once more, in the other language its record holds.

For layouts with `cx:pair="true"` (docs/csl-extensions.md). GB/T 7714-2015, 6.1: after the entry in
the language of the source the same may stand in another language, under one number.
"""

from __future__ import annotations

from typing import Any

import msgspec

from citex.csl.strings.language import language_of
from citex.csl.strings.pinyin import name_in_latin
from citex.model import Name, Paper
from citex.model.item import from_item
from citex.model.paper import VARIABLES
from citex.text.translations import names_in_note, other_language

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
    language, values = other_language(paper, own)
    if not values.get("title"):
        return None
    item = from_item({key: value for key, value in values.items() if key in VARIABLES})
    changes: dict[str, Any] = {
        VARIABLES[key]: getattr(item, VARIABLES[key]) for key in values if key in VARIABLES
    }
    changes = {key: value for key, value in changes.items() if value is not None}
    if language not in ("zh", "ja", "ko"):
        known = names_in_note(paper)
        for attribute in _NAMES:
            names = getattr(paper, attribute)
            if names and attribute not in changes:
                changes[attribute] = [
                    name_in_latin(name, known.get(_whole(name))) or name for name in names
                ]
    changes["language"] = language
    return msgspec.structs.replace(paper, **changes)


def _whole(name: Name) -> str:
    return name.literal or f"{name.family or ''}{name.given or ''}"
