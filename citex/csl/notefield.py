"""Variables written in the note: `event-date: 2004-10-14` on a line, or `{:event-date: ...}`.

Zotero's users give their styles variables that way which its forms do not have; citeproc-js takes
them as if they stood in their own fields, and so do we. What a paper has is never overwritten,
but for its dates.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from citex.model import Name, Paper, PartialDate
from citex.model.kinds import KINDS
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES

_LINE = re.compile(r"([-_a-z]+|[A-Z]+):\s*([^}]+)")
_INLINE = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+):[^}]+)\}")
_NO_VARIABLES = frozenset(("note", "id", "custom", "language"))


def with_note_variables(paper: Paper) -> Paper:
    """The paper with the variables that its note holds; the same paper if it holds none.

    >>> with_note_variables(Paper(note="event-date: 2004-10-14")).event_date
    PartialDate(year=2004, month=10, day=14)
    """
    note = paper.note
    if not note or ":" not in note:
        return paper
    changes: dict[str, Any] = {}
    rest: list[str] = []
    reading = True
    for index, line in enumerate(_lines(note)):
        match = _LINE.fullmatch(line.strip()) if reading else None
        if match is None:
            reading = reading and (index == 0 or not line.strip())
            rest.append(line)
        elif not _take(match[1], match[2].strip(), paper, changes):
            rest.append(line)
    if not changes:
        return paper
    changes["note"] = "\n".join(rest).strip() or None
    return msgspec.structs.replace(paper, **changes)


def _lines(note: str) -> list[str]:
    return _INLINE.sub(lambda match: f"\n{match[1].strip()}\n", note).split("\n")


def _take(key: str, text: str, paper: Paper, changes: dict[str, Any]) -> bool:
    """Note a variable's value; whether there is such a variable, and room for it."""
    if key == "type":
        if text in KINDS:
            changes["type"] = text
        return text in KINDS
    attribute = VARIABLES.get(key)
    if attribute is None or key in _NO_VARIABLES:
        return False
    if key in DATE_VARIABLES:
        date = PartialDate.parse(text)
        if date is not None:
            changes[attribute] = date
        return date is not None
    if getattr(paper, attribute) is not None:
        return False
    if key in NAME_VARIABLES:
        changes[attribute] = [*changes.get(attribute, ()), _name(text)]
    else:
        changes.setdefault(attribute, text)
    return True


def _name(text: str) -> Name:
    family, found, given = text.partition("||")
    return Name(family=family.strip(), given=given.strip()) if found else Name(literal=text)
