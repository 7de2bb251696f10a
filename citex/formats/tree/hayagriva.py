"""Hayagriva's YAML, the bibliographies of Typst: entries by key, what holds them as parents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._types import IN_BOOKS, IN_JOURNALS
from citex.formats.detect import builtin
from citex.formats.tree import _hayagriva_fields as fields
from citex.formats.tree._hayagriva_read import from_entry, read_person
from citex.formats.tree._yaml import documents, lines
from citex.model import OTHERS, Name, Paper, PartialDate, new_name
from citex.text.dates.writing import iso
from citex.text.extra_field import block
from citex.text.richtext.runs import runs

NAME = fields.NAME

_URL = regex(r"[a-z][a-z0-9+.-]*://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)
_LANGUAGE = regex(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_SPECIAL = regex(r"[\\{}$]")

Mapping = dict[str, Any]


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a Hayagriva file; the key of each entry is its id."""
    for document in documents(source, problems, cut=r"^(?![#\s-])"):
        if not isinstance(document.value, dict):
            message = "this is no Hayagriva file: a mapping of entries was expected"
            problems.append(document.problem(source, message, document.value))
            continue
        for key, entry in document.value.items():
            if isinstance(entry, dict):
                yield from_entry(str(key), entry)
                continue
            message = f"the entry {key!r} is no mapping of fields"
            problems.append(document.problem(source, message, f"{key}: {entry}"))


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as entries, each under its id; an id that is empty or taken gets a number."""
    taken: dict[str, int] = {}
    for number, paper in enumerate(papers, start=1):
        key = stem = paper.id or f"ref{number}"
        while key in taken:
            taken[stem] += 1
            key = f"{stem}-{taken[stem]}"
        taken[key] = 1
        yield "".join(line + "\n" for line in lines({key: to_entry(paper)}))
    if not taken:
        yield "{}\n"


FORMAT = builtin(NAME, read=read, write=write)


def to_entry(paper: Paper) -> Mapping:
    """The mapping of an entry; what no field holds stands under `csl`."""
    entry = _entry(paper)
    _, carried = block.split(block.block(paper, from_entry(paper.id, entry), fields.same_entry))
    if carried:
        entry[fields.CARRIED] = {
            key: values[0] if len(values) == 1 else values for key, values in carried.items()
        }
    extra = paper.extra.get(NAME)
    for key, value in extra.items() if isinstance(extra, dict) else ():
        if key not in fields.PARENTS:
            entry.setdefault(str(key), value)
    return entry


def _entry(paper: Paper) -> Mapping:
    kind, parent_kind = fields.entry_type(paper.type)
    if paper.type == "article" and paper.container_title:
        parent_kind = "periodical"
    entry: Mapping = {"type": kind}
    parent: Mapping = {"type": parent_kind} if parent_kind else {}
    _put(entry, "title", _title(paper.title, paper.title_short))
    if parent_kind:
        _put(parent, "title", _title(paper.container_title, paper.container_title_short))
    known = _known_parent(paper, "container")
    in_part = paper.type in IN_BOOKS and paper.container_title is not None
    in_journal = paper.type in IN_JOURNALS and paper.container_title is not None
    _put(entry, "author", _people(paper.author))
    _put(parent if in_part else entry, "editor", _people(paper.editor))
    if in_part:
        _put(parent, "author", _people(paper.container_author))
    _put(entry, "affiliated", _affiliated(paper))
    _put(entry, "date", _date(paper.issued))
    for field, (variable, pattern) in fields.NUMBERS.items():
        value = paper.get(variable)
        if value and re.fullmatch(pattern, value):
            of_parent = (in_journal and field in ("volume", "issue")) or (
                in_part and field in ("volume", "edition")
            )
            (parent if of_parent and field not in known else entry)[field] = value
    _put(parent if in_part else entry, "publisher", _publisher(paper))
    if paper.publisher_place and not paper.publisher:
        entry["location"] = _formatted(paper.publisher_place)
    serial = {"serial": paper.number} if paper.number else {}
    for name, variable in fields.SERIALS.items():
        if value := paper.get(variable):
            of_parent = (in_journal and name == "issn") or (in_part and name in ("isbn", "issn"))
            (parent.setdefault("serial-number", {}) if of_parent else serial)[name] = value
    _put(entry, "serial-number", serial)
    _put(entry, "url", _url(paper))
    if _LANGUAGE.fullmatch(paper.language or ""):
        entry["language"] = paper.language
    for field, variable in fields.FORMATTED.items():
        _put(entry, field, _formatted(paper.get(variable)))
    _put_parents(entry, parent, paper)
    return entry


def _put(entry: Mapping, key: str, value: Any) -> None:
    if value:
        entry[key] = value


def _put_parents(entry: Mapping, parent: Mapping, paper: Paper) -> None:
    """The work that holds the entry, the series, and the meeting."""
    series: Mapping = {}
    if paper.collection_title:
        series["title"] = _formatted(paper.collection_title)
        number = paper.collection_number or ""
        _put(series, "volume", number if "\n" not in number else None)
    meeting: Mapping = {}
    if paper.event_title:
        meeting["title"] = _formatted(paper.event_title)
        _put(meeting, "date", _date(paper.event_date))
        _put(meeting, "location", _formatted(paper.event_place))
    held = _with(
        parent if len(parent) > 1 else {}, _known_parent(paper, "container"), parent.get("type", "")
    )
    series = _with(series, _known_parent(paper, "series"), "anthology")
    meeting = _with(meeting, _known_parent(paper, "meeting"), "conference")
    if held and series:
        held["parent"], series = series, {}
    parents = [one for one in (held, series, meeting) if one]
    _put(entry, "parent", parents[0] if len(parents) == 1 else parents)


def _known_parent(paper: Paper, role: str) -> Mapping:
    """What a reader knew of a parent beyond the variables."""
    extra: object = paper.extra.get(NAME)
    known = extra.get(role) if isinstance(extra, dict) else None
    return known if isinstance(known, dict) else {}


def _with(parent: Mapping, others: Mapping, kind: str) -> Mapping:
    """A parent with what else was known of it; its type first."""
    if not parent and not others:
        return {}
    whole = {**others, **parent}
    first = others.get("type") or parent.get("type") or kind
    return {"type": first, **{key: value for key, value in whole.items() if key != "type"}}


def _title(title: str | None, short: str | None) -> Any:
    if title and short:
        return {"value": _formatted(title), "short": _formatted(short)}
    return _formatted(title)


def _formatted(value: str | None) -> str | None:
    """CSL's rich text as a formattable string: what keeps its case in braces, the rest escaped."""
    if not value:
        return None
    pieces = []
    for piece, styles in runs(value):
        escaped = _SPECIAL.sub(r"\\\g<0>", piece)
        pieces.append("{" + escaped + "}" if "nocase" in styles else escaped)
    return "".join(pieces)


def _people(names: list[Name] | None) -> list[Any]:
    return [person for name in names or () if (person := _person(name))]


def _person(name: Name) -> Any:
    """A name in one string where that says all of it, else in its parts."""
    if name == OTHERS:
        return "et al."
    whole = name.literal or ", ".join(part for part in (name.family, name.given) if part)
    bare = new_name(literal=name.literal) if name.literal else new_name(name.family, name.given)
    simple = name.given or (name.literal and " " not in name.literal)
    if name == bare and simple and read_person(whole) == name:
        return whole
    parts = {
        "name": name.literal or name.family,
        "given-name": name.given,
        "prefix": name.non_dropping_particle or name.dropping_particle,
        "suffix": name.suffix,
    }
    if not parts["name"]:
        return name.given
    return {key: part for key, part in parts.items() if part}


def _affiliated(paper: Paper) -> list[Mapping]:
    return [
        {"role": role, "names": _people(names)}
        for role, variable in fields.ROLES.items()
        if (names := paper.get(variable))
    ]


def _date(date: PartialDate | None) -> str | None:
    """The date, with the years before the common era counted from 0, as ISO 8601 does."""
    if date is not None and date.year is None and date.literal:
        date = PartialDate.parse(date.literal)
    if date is None or not date.year:
        return None
    return f"~{iso(date)}" if date.circa else iso(date)


def _publisher(paper: Paper) -> Any:
    name, place = _formatted(paper.publisher), _formatted(paper.publisher_place)
    return {"name": name, "location": place} if name and place else name


def _url(paper: Paper) -> Any:
    if not _URL.fullmatch(paper.URL or ""):
        return None
    date = _date(paper.accessed)
    return {"value": paper.URL, "date": date} if date else paper.URL
