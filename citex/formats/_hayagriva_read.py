"""Hayagriva's entries as papers: parents, formattable strings, people in strings or parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citex.formats import _carry
from citex.formats import _hayagriva_fields as fields
from citex.formats._names import parse_name
from citex.formats._richtext import Run, rich
from citex.formats._yaml import text, texts, typed
from citex.model import VARIABLES, Name, Paper, PartialDate

_DATE = re.compile(r"~?(?P<year>[+-]?\d{4,6})(?P<rest>(?:-\d\d){0,2})~?")
_CHUNK = re.compile(r"\\(.)|([{}])", re.DOTALL)

Mapping = dict[str, Any]


def from_entry(key: str, entry: Mapping) -> Paper:
    """The paper that an entry describes."""
    left = dict(entry)
    container, series, meeting = _parents(left)
    kind = text(left.pop("type", None)) or "misc"
    parent_kind = text(container.get("type")) if container else None
    paper = Paper(id=key, type=fields.kind_of(kind, parent_kind if container else None))
    paper.title, paper.title_short = _read_title(left.pop("title", None))
    _read_people(paper, left)
    paper.issued = _read_date(text(left.pop("date", None)))
    _read_numbers(paper, left)
    if container is not None:
        _read_container(paper, container)
    if series is not None:
        paper.collection_title, _ = _read_title(series.get("title"))
        paper.collection_number = text(series.get("volume"))
    if meeting is not None:
        paper.event_title, _ = _read_title(meeting.get("title"))
        paper.event_date = _read_date(text(meeting.get("date")))
        paper.event_place = _read_formatted(meeting.get("location"))
    _read_publisher(paper, left)
    _read_url(paper, left.pop("url", None))
    paper.language = text(left.pop("language", None))
    for field, variable in fields.FORMATTED.items():
        setattr(paper, VARIABLES[variable], _read_formatted(left.pop(field, None)))
    carried = left.pop(fields.CARRIED, None)
    found = carried if isinstance(carried, dict) else {}
    rest = {name: typed(value) for name, value in left.items() if value not in (None, [], {})}
    if rest:
        paper.extra = {fields.NAME: rest}
    known = {name: texts(value) or [""] for name, value in found.items() if _carry.is_known(name)}
    _carry.absorb(paper, known, fields.same_entry)
    return paper


def _parents(left: Mapping) -> tuple[Mapping | None, Mapping | None, Mapping | None]:
    """The container, the series and the meeting among an entry's parents; others stay."""
    given = left.pop("parent", None)
    listed = given if isinstance(given, list) else [given]
    parents = [parent for parent in listed if isinstance(parent, dict)]
    kind = (text(left.get("type")) or "misc").lower()
    container = series = meeting = None
    others = []
    for parent in parents:
        parent_kind = (text(parent.get("type")) or "").lower()
        if parent_kind == "conference" and meeting is None and kind != "conference":
            meeting = parent
        elif parent_kind == "anthology" and kind not in ("anthos", "legislation") and not series:
            series = parent
        elif container is None and kind not in ("book", "report", "thesis"):
            container = parent
            inner = parent.get("parent")
            series = inner if isinstance(inner, dict) else series
        elif series is None:
            series = parent
        else:
            others.append(parent)
    if others:
        left["parent"] = others
    return container, series, meeting


def _read_title(value: Any) -> tuple[str | None, str | None]:
    short = None
    if isinstance(value, dict):
        short = _read_formatted(value.get("short") or value.get("shorthand"))
    return _read_formatted(value), short


def _read_formatted(value: Any) -> str | None:
    """A formattable string as rich text: braces keep the case, a backslash makes the next plain."""
    if isinstance(value, dict):
        whole = text(value.get("value")) or text(value.get("name"))
        if whole and text(value.get("verbatim")) == "true":
            return f'<span class="nocase">{whole}</span>'
    else:
        whole = text(value)
    if whole is None or not _CHUNK.search(whole):
        return whole
    parts: list[Run] = []
    position = depth = 0
    for match in _CHUNK.finditer(whole):
        styles = ("nocase",) if depth else ()
        parts += [(whole[position : match.start()], styles), (match[1] or "", styles)]
        depth = max(0, depth + {"{": 1, "}": -1}.get(match[2] or "", 0))
        position = match.end()
    parts.append((whole[position:], ()))
    return rich(_joined(parts)) or None


def _joined(parts: list[Run]) -> Iterator[Run]:
    pending, styles = "", ()
    for piece, next_styles in parts:
        if next_styles != styles:
            yield pending, styles
            pending, styles = "", next_styles  # type: ignore[assignment]  # () or ("nocase",)
        pending += piece
    yield pending, styles


def _read_people(paper: Paper, left: Mapping) -> None:
    for field in ("author", "editor"):
        setattr(paper, field, _read_names(left.pop(field, None)) or None)
    groups = left.pop("affiliated", None)
    others = []
    for group in groups if isinstance(groups, list) else [groups]:
        if not isinstance(group, dict):
            continue
        variable = fields.ROLES.get((text(group.get("role")) or "").lower())
        names = _read_names(group.get("names"))
        if variable is None:
            others.append(group)
        elif names:
            setattr(paper, VARIABLES[variable], [*(paper.get(variable) or ()), *names])
    if others:
        left["affiliated"] = others


def _read_names(value: Any) -> list[Name]:
    people = value if isinstance(value, list) else [value]
    return [name for person in people if (name := read_person(person))]


def read_person(person: Any) -> Name | None:
    """The name that a string or a mapping of its parts gives."""
    if isinstance(person, str) and person.strip():
        if "," not in person and " " in person.strip():
            return Name(literal=str(person).strip())
        return parse_name(str(person))
    if not isinstance(person, dict):
        return None
    name, given = text(person.get("name")), text(person.get("given-name"))
    prefix, suffix = text(person.get("prefix")), text(person.get("suffix"))
    if name and not (given or prefix or suffix) and re.search(r"[\s,]", name):
        return Name(literal=name)
    if name is None and given is None:
        alias = text(person.get("alias"))
        return Name(literal=alias) if alias else None
    return Name(name, given, None, prefix, suffix)


def _read_date(value: str | None) -> PartialDate | None:
    match = _DATE.fullmatch(value) if value else None
    if match is None:
        return PartialDate.parse(value) if value else None
    year = int(match["year"])
    year = year - 1 if year <= 0 else year
    month, day = ([int(part) for part in match["rest"].split("-") if part] + [None, None])[:2]
    return PartialDate(year, month, day, circa="~" in match[0])


def _read_numbers(paper: Paper, left: Mapping) -> None:
    for field, (variable, _) in fields.NUMBERS.items():
        value = text(left.pop(field, None))
        if value is not None and paper.get(variable) is None:
            setattr(paper, VARIABLES[variable], value)
    serials = left.pop("serial-number", None)
    serials = dict(serials) if isinstance(serials, dict) else {"serial": serials}
    for name in fields.SERIALS:
        serials.setdefault(name, left.pop(name, None))
    for name, variable in {**fields.SERIALS, "serial": "number"}.items():
        value = text(serials.get(name))
        if value is not None and paper.get(variable) is None:
            setattr(paper, VARIABLES[variable], value)
    others = {
        name: typed(value)
        for name, value in serials.items()
        if name not in fields.SERIALS and name != "serial" and value is not None
    }
    if others:
        left["serial-number"] = others


def _read_container(paper: Paper, container: Mapping) -> None:
    inner = dict(container)
    paper.container_title, paper.container_title_short = _read_title(inner.pop("title", None))
    people = Paper()
    _read_people(people, inner)
    paper.container_author = people.author
    paper.editor = paper.editor or people.editor
    _read_numbers(paper, inner)
    if paper.issued is None:
        paper.issued = _read_date(text(inner.get("date")))
    _read_publisher(paper, inner)


def _read_publisher(paper: Paper, left: Mapping) -> None:
    publisher = left.pop("publisher", None)
    if publisher is not None and paper.publisher is None:
        paper.publisher = _read_formatted(publisher)
        if isinstance(publisher, dict):
            paper.publisher_place = _read_formatted(publisher.get("location"))
    location = _read_formatted(left.pop("location", None))
    paper.publisher_place = paper.publisher_place or location


def _read_url(paper: Paper, value: Any) -> None:
    if isinstance(value, dict):
        paper.accessed = _read_date(text(value.get("date")))
        value = value.get("value")
    paper.URL = text(value)
