"""Hayagriva's entries as papers: parents, formattable strings, people in strings or parts."""

from __future__ import annotations

import re
from typing import Any

from citex._late import regex
from citex.formats.tree import _hayagriva_fields as fields
from citex.formats.tree._ending import finished
from citex.formats.tree._yaml import text, texts, typed
from citex.model import VARIABLES, Name, Paper, PartialDate, new_name, new_paper
from citex.text.addresses import RESOLVERS, resolved
from citex.text.dates.reading import date_of
from citex.text.extra_field import block
from citex.text.names.listed import add_names, read_noted
from citex.text.names.written import parse_name
from citex.text.richtext.runs import Run, rich

_CHUNK = regex(r"\\(.)|([{}])", re.DOTALL)

Mapping = dict[str, Any]


def from_entry(key: str, entry: Mapping) -> Paper:
    """The paper that an entry describes."""
    left = dict(entry)
    kind = (text(left.pop("type", None)) or "misc").lower()
    parents = _parents(left, kind)
    container, series, meeting = (parents.get(role) for role in fields.PARENTS)
    default = fields.DEFAULT_PARENTS.get(kind, "")
    parent_kind = (text(container.get("type")) or default).lower() if container else None
    paper = new_paper(id=key, type=fields.kind_of(kind, parent_kind))
    paper.title, paper.title_short = _read_title(left.pop("title", None))
    _read_people(paper, left)
    paper.issued = _date(paper, left.pop("date", None), "issued")
    _read_numbers(paper, left)
    _read_publisher(paper, left)
    if container is not None:
        _read_container(paper, container)
        if parent_kind == fields.entry_type(paper.type)[1]:
            container.pop("type", None)
    if series is not None:
        paper.collection_title, _ = _read_title(series.pop("title", None))
        paper.collection_number = text(series.pop("volume", None))
        if (text(series.get("type")) or "").lower() == "anthology":
            del series["type"]
    if meeting is not None:
        paper.event_title, _ = _read_title(meeting.pop("title", None))
        paper.event_date = _date(paper, meeting.pop("date", None), "event-date")
        paper.event_place = _read_formatted(meeting.pop("location", None))
        meeting.pop("type", None)
    _read_url(paper, left.pop("url", None))
    paper.language = text(left.pop("language", None))
    for field, variable in fields.FORMATTED.items():
        setattr(paper, VARIABLES[variable], _read_formatted(left.pop(field, None)))
    carried = left.pop(fields.CARRIED, None)
    found = carried if isinstance(carried, dict) else {}
    left.update(parents)
    rest = {name: typed(value) for name, value in left.items() if value not in (None, [], {})}
    known = {name: texts(value) or [""] for name, value in found.items() if block.is_known(name)}
    return finished(paper, rest, known, fields.same_entry, name=fields.NAME, genre="genre")


def _parents(left: Mapping, kind: str) -> dict[str, Mapping]:
    """The container, the series and the meeting among an entry's parents, to be used up."""
    given = left.pop("parent", None)
    listed = given if isinstance(given, list) else [given]
    found: dict[str, Mapping] = {}
    others = []
    for parent in listed:
        if not isinstance(parent, dict):
            continue
        role = _role(kind, (text(parent.get("type")) or "").lower(), found)
        if role is None:
            others.append(parent)
            continue
        found[role] = dict(parent)
        inner = parent.get("parent")
        if role == "container" and isinstance(inner, dict) and "series" not in found:
            found["series"] = dict(found[role].pop("parent"))
    if others:
        left["parent"] = others
    return found


def _role(kind: str, parent_kind: str, found: dict[str, Mapping]) -> str | None:
    """What a parent is to an entry, of what no other parent is."""
    if parent_kind == "conference" and "meeting" not in found:
        return "meeting"
    whole = kind in ("book", "report", "thesis", "repository", "anthology", "misc")
    part = kind in ("article", "chapter", "entry", "anthos", "legislation")
    held = part or (not whole and parent_kind != "anthology")
    if held and "container" not in found:
        return "container"
    return "series" if "series" not in found else None


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
        styles: tuple[str, ...] = ("nocase",) if depth else ()
        parts += [(whole[position : match.start()], styles), (match[1] or "", styles)]
        depth = max(0, depth + {"{": 1, "}": -1}.get(match[2] or "", 0))
        position = match.end()
    parts.append((whole[position:], ()))
    return rich(parts) or None


def _read_people(paper: Paper, left: Mapping) -> None:
    for field in ("author", "editor"):
        add_names(paper, field, _read_names(left.pop(field, None), paper, field))
    groups = left.pop("affiliated", None)
    others = []
    for group in groups if isinstance(groups, list) else [groups]:
        if not isinstance(group, dict):
            continue
        variable = fields.ROLES.get((text(group.get("role")) or "").lower())
        names = _read_names(group.get("names"), paper, variable or "")
        if variable is None:
            others.append(group)
        else:
            add_names(paper, variable, names)
    if others:
        left["affiliated"] = others


def _read_names(value: Any, paper: Paper, variable: str) -> list[Name]:
    people = value if isinstance(value, list) else [value]
    found: list[Name] = []
    for person in people:
        if isinstance(person, str) and _is_more(person):
            found += read_noted(paper, variable, person)
        elif name := read_person(person):
            found.append(name)
    return found


def _is_more(text: str) -> bool:
    """A cheap look: whether a string with a comma may hold more than a family and given names."""
    commas = text.count(",") + text.count("，")
    signs = any(sign in text for sign in (";", "；", "，", "(", "（", " and ", " & "))
    return commas > 1 or (commas == 1 and signs)


def read_person(person: Any) -> Name | None:
    """The name that a string or a mapping of its parts gives."""
    if isinstance(person, str) and person.strip():
        if "," not in person and " " in person.strip():
            return new_name(literal=str(person).strip())
        return parse_name(str(person))
    if not isinstance(person, dict):
        return None
    name, given = text(person.get("name")), text(person.get("given-name"))
    prefix, suffix = text(person.get("prefix")), text(person.get("suffix"))
    if name and not (given or prefix or suffix) and re.search(r"[\s,]", name):
        return new_name(literal=name)
    if name is None and given is None:
        alias = text(person.get("alias"))
        return new_name(literal=alias) if alias else None
    return new_name(name, given, None, prefix, suffix)


def _date(paper: Paper, value: Any, variable: str) -> PartialDate | None:
    return date_of(text(value), variable, paper.remarks, "edtf")


def _read_numbers(paper: Paper, left: Mapping) -> None:
    """Take the numbers and identifiers that the paper has none of yet."""
    for field, (variable, _) in fields.NUMBERS.items():
        value = text(left.get(field))
        if value is not None and paper.get(variable) is None:
            setattr(paper, VARIABLES[variable], value)
            del left[field]
    given = left.pop("serial-number", None)
    serials = dict(given) if isinstance(given, dict) else {"serial": given}
    for name in fields.SERIALS:
        if name in left:
            serials.setdefault(name, left.pop(name))
    for name, variable in {**fields.SERIALS, "serial": "number"}.items():
        value = text(serials.get(name))
        if value is not None and paper.get(variable) in (None, value):
            setattr(paper, VARIABLES[variable], value)
            del serials[name]
    for name in RESOLVERS:
        address = resolved(name, text(serials.get(name)) or "") if paper.URL is None else None
        if address:
            paper.URL = address
            del serials[name]
    serials = {name: value for name, value in serials.items() if value is not None}
    if serials:
        left["serial-number"] = serials


def _read_container(paper: Paper, container: Mapping) -> None:
    paper.container_title, paper.container_title_short = _read_title(container.pop("title", None))
    names = _read_names(container.pop("author", None), paper, "container-author")
    add_names(paper, "container-author", names)
    if paper.editor is None:
        add_names(paper, "editor", _read_names(container.pop("editor", None), paper, "editor"))
    _read_numbers(paper, container)
    if paper.issued is None:
        paper.issued = _date(paper, container.pop("date", None), "issued")
    _read_publisher(paper, container)


def _read_publisher(paper: Paper, left: Mapping) -> None:
    if paper.publisher is None and "publisher" in left:
        publisher = left.pop("publisher")
        paper.publisher = _read_formatted(publisher)
        if isinstance(publisher, dict):
            paper.publisher_place = _read_formatted(publisher.get("location"))
    if paper.publisher_place is None:
        paper.publisher_place = _read_formatted(left.pop("location", None))


def _read_url(paper: Paper, value: Any) -> None:
    if isinstance(value, dict):
        paper.accessed = _date(paper, value.get("date"), "accessed")
        value = value.get("value")
    paper.URL = text(value) or paper.URL
