"""Hayagriva's YAML, the bibliographies of Typst: entries by key, what holds them as parents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from citex.errors import Problem
from citex.formats import Format, Problems, Source, _carry
from citex.formats import _hayagriva_fields as fields
from citex.formats._names import parse_name
from citex.formats._richtext import Run, rich, runs
from citex.formats._yaml import documents, lines, text, texts, typed
from citex.model import VARIABLES, Name, Paper, PartialDate

NAME = "hayagriva"
CARRIED = "csl"
"""The key, unknown to Hayagriva and passed over by it, of the CSL variables it has no field for."""

_DATE = re.compile(r"~?(?P<year>[+-]?\d{4,6})(?P<rest>(?:-\d\d){0,2})~?")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_SPECIAL = re.compile(r"[\\{}$]")
_CHUNK = re.compile(r"\\(.)|([{}])", re.DOTALL)

Mapping = dict[str, Any]


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a Hayagriva file; the key of each entry is its id."""
    for document in documents(source, problems, cut=r"^(?![#\s-])"):
        if not isinstance(document.value, dict):
            message = "this is no Hayagriva file: a mapping of entries was expected"
            line = document.line
            raw = str(document.value)[:10_000]
            problems.append(Problem(message=message, source=source.name, line=line, raw=raw))
            continue
        for key, entry in document.value.items():
            if isinstance(entry, dict):
                yield from_entry(str(key), entry)
                continue
            message = f"the entry {key!r} is no mapping of fields"
            raw = f"{key}: {entry}"[:10_000]
            problems.append(
                Problem(message=message, source=source.name, line=document.line, raw=raw)
            )


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as entries, each under its id; an id that is empty or taken gets a number."""
    taken: set[str] = set()
    for number, paper in enumerate(papers, start=1):
        key = stem = paper.id or f"ref{number}"
        count = 1
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        taken.add(key)
        yield "".join(line + "\n" for line in lines({key: to_entry(paper)}))
    if not taken:
        yield "{}\n"


FORMAT = Format(
    name=NAME,
    title="Hayagriva YAML",
    suffixes=(".yaml", ".yml"),
    aliases=("typst",),
    media_type="application/yaml",
    read=read,
    write=write,
)


def to_entry(paper: Paper) -> Mapping:
    """The mapping of an entry; what no field holds stands under `csl`."""
    entry = _entry(paper)
    _, carried = _carry.split(_carry.block(paper, from_entry(paper.id, entry), fields.same_entry))
    if carried:
        entry[CARRIED] = {
            key: values[0] if len(values) == 1 else values for key, values in carried.items()
        }
    extra = paper.extra.get(NAME)
    for key, value in extra.items() if isinstance(extra, dict) else ():
        entry.setdefault(str(key), value)
    return entry


def _entry(paper: Paper) -> Mapping:
    kind, parent_kind = fields.entry_type(paper.type)
    entry: Mapping = {"type": kind}
    parent: Mapping = {"type": parent_kind} if parent_kind else {}
    _put(entry, "title", _title(paper.title, paper.title_short))
    if parent_kind:
        _put(parent, "title", _title(paper.container_title, paper.container_title_short))
    in_part = paper.type in fields.PARTS and paper.container_title is not None
    in_journal = paper.type in fields.OF_PARENT and paper.container_title is not None
    _put(entry, "author", _people(paper.author))
    _put(parent if in_part else entry, "editor", _people(paper.editor))
    if in_part:
        _put(parent, "author", _people(paper.container_author))
    _put(entry, "affiliated", _affiliated(paper))
    _put(entry, "date", _date(paper.issued))
    for field, (variable, pattern) in fields.NUMBERS.items():
        value = paper.get(variable)
        if value and re.fullmatch(pattern, value):
            holder = parent if in_journal and field in ("volume", "issue") else entry
            holder = parent if in_part and field in ("volume", "edition") else holder
            holder[field] = value
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
    parents: list[Mapping] = []
    if len(parent) > 1:
        parents.append(parent)
    if paper.collection_title:
        series = {"type": "anthology", "title": _formatted(paper.collection_title)}
        if paper.collection_number and re.fullmatch(r"[0-9A-Za-z]+", paper.collection_number):
            series["volume"] = paper.collection_number
        if parents:
            parents[0]["parent"] = series
        else:
            parents.append(series)
    if paper.event_title:
        meeting: Mapping = {"type": "conference", "title": _formatted(paper.event_title)}
        _put(meeting, "date", _date(paper.event_date))
        _put(meeting, "location", _formatted(paper.event_place))
        parents.append(meeting)
    _put(entry, "parent", parents[0] if len(parents) == 1 else parents)


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
    whole = name.literal or ", ".join(part for part in (name.family, name.given) if part)
    bare = Name(literal=name.literal) if name.literal else Name(name.family, name.given)
    simple = name.given or (name.literal and " " not in name.literal)
    if name == bare and simple and _read_person(whole) == name:
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
    year = date.year + 1 if date.year < 0 else date.year
    written = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if date.month:
        written += f"-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")
    return f"~{written}" if date.circa else written


def _publisher(paper: Paper) -> Any:
    name, place = _formatted(paper.publisher), _formatted(paper.publisher_place)
    return {"name": name, "location": place} if name and place else name


def _url(paper: Paper) -> Any:
    if not _URL.fullmatch(paper.URL or ""):
        return None
    date = _date(paper.accessed)
    return {"value": paper.URL, "date": date} if date else paper.URL


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
    carried = left.pop(CARRIED, None)
    found = carried if isinstance(carried, dict) else {}
    rest = {name: typed(value) for name, value in left.items() if value not in (None, [], {})}
    if rest:
        paper.extra = {NAME: rest}
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
    return [name for person in people if (name := _read_person(person))]


def _read_person(person: Any) -> Name | None:
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
