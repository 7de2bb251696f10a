"""Notes one a line ('N1', '%Z'), which carry as "variable: value" what a format has no tag for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from citex._late import regex
from citex.model import NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate
from citex.text.extra_field.block import SameType, agree, decoded, folded, value_lines
from citex.text.extra_field.zotero import apart
from citex.text.lines import fold

_LINE = regex(r"([A-Za-z][A-Za-z_-]*):(?: +(\S.*))?")
_NAMED = frozenset((*VARIABLES, "type"))


def carried(variable: str, value: Any) -> list[str]:
    """The notes that say a value, each in one line.

    >>> from citex.model import Name
    >>> carried("contributor", [Name("Taylor", "Richard N.")])
    ['contributor: Taylor || Richard N.']
    """
    value = tidy(value)
    return [fold(line) for line in value_lines(variable, value)] if value else []


def tidy(value: Any) -> Any:
    """A value of a paper with each text in it on one line."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return tidy_names(value)
    if isinstance(value, PartialDate) and (value.literal or isinstance(value.season, str)):
        season = fold(value.season) if isinstance(value.season, str) else value.season
        return replace(value, literal=fold(value.literal or "") or None, season=season or None)
    return value


def tidy_names(names: list[Name]) -> list[Name]:
    """Names with each part on one line, without those that are nothing but blanks."""
    return [name for name in map(tidy_name, names) if name]


def tidy_name(name: Name) -> Name:
    """A name with each part of it on one line.

    >>> tidy_name(Name("Li\\n", "Na"))
    Name(family='Li', given='Na')
    """
    parts = {part: text for part in _PARTS if (text := getattr(name, part)) is not None}
    tidied = {part: fold(text) for part, text in parts.items()}
    if tidied == parts:
        return name
    return replace(name, **{part: text or None for part, text in tidied.items()})


_PARTS = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")


def variable_of(note: str) -> str | None:
    """The variable that a note would be read as, or None.

    >>> variable_of("medium: CSV"), variable_of("see: there")
    ('medium', None)
    """
    match = _LINE.fullmatch(note)
    return match[1] if match and match[1] in _NAMED else None


def absorb(paper: Paper, notes: Iterable[str], same_type: SameType) -> None:
    """Set on a paper just read what its notes carry; the other notes become its note.

    Where a tag gives another value, the tag is right, and the note stays a note.
    """
    own: list[str] = []
    found: dict[str, list[str]] = {}
    for note in _each(notes):
        match = _LINE.fullmatch(note)
        if match is None or match[1] not in _NAMED:
            own.append(note)
        elif match[1] == "note":
            own.append(match[2] or "")
        else:
            found.setdefault(match[1], []).append((match[2] or "").strip())
    if found:
        own += _absorbed(paper, found, same_type)
    text = "\n".join(part for part in own if part)
    if text:
        paper.note = f"{paper.note}\n{text}" if paper.note else text


def _each(notes: Iterable[str]) -> Iterator[str]:
    """The notes, of those that name several identifiers each part."""
    for note in notes:
        parted = apart(note)
        yield from (note,) if parted is note else parted.split("\n")


def _absorbed(paper: Paper, found: dict[str, list[str]], same_type: SameType) -> list[str]:
    """Set the carried values; the notes that the paper's own values gainsay."""
    gainsaid: list[str] = []
    values = {variable: decoded(variable, texts) for variable, texts in found.items()}
    moved = {folded(value) for value in values.values() if value is not None}
    for variable, value in values.items():
        texts = found[variable]
        if variable == "type":
            if isinstance(value, str) and same_type(paper.type, value):
                paper.type = value
                continue
            gainsaid += [f"type: {text}" for text in texts]
            continue
        native = getattr(paper, VARIABLES[variable])
        if value is None:
            if texts == [""] and moved and (native is None or folded(native) in moved):
                setattr(paper, VARIABLES[variable], None)
            else:
                gainsaid += [f"{variable}: {text}".strip() for text in texts]
        elif native is None or agree(variable, native, value):
            setattr(paper, VARIABLES[variable], value)
        elif _was_cut(paper, variable, native, value):
            setattr(paper, VARIABLES[variable], value)
            paper.remarks = [remark for remark in paper.remarks if remark.variable != variable]
        else:
            gainsaid += [f"{variable}: {text}" for text in texts]
    return gainsaid


def _was_cut(paper: Paper, variable: str, native: Any, value: Any) -> bool:
    """Whether the names of a tag are those of its note but for what the reader took for none."""
    if variable not in NAME_VARIABLES or not isinstance(value, list):
        return False
    dropped = any(
        remark.kind == "dropped" and remark.variable == variable for remark in paper.remarks
    )
    return dropped and {str(name) for name in native} <= {str(name) for name in value}
