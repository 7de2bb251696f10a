"""CITATION.cff, the Citation File Format of software repositories (version 1.2.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.tree import _cff_fields as fields
from citex.formats.tree._ending import finished
from citex.formats.tree._yaml import documents, lines, text, texts, typed
from citex.model import OTHERS, VARIABLES, Name, Paper, PartialDate, new_name, new_paper
from citex.model.remarks import remark_on, short
from citex.text.addresses import resolved_alone
from citex.text.dates.reading import date_of, note, read_parts
from citex.text.dates.writing import existing, iso
from citex.text.extra_field import block
from citex.text.keywords import join_keywords, split_keywords
from citex.text.lines import legal
from citex.text.names.listed import add_names
from citex.text.pages import TWO_ENDS
from citex.text.richtext.runs import plain

NAME = "cff"
_FULL = regex(r"\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])")
_PMID = regex(r"pmid:\s*(\d+)", re.IGNORECASE)

Mapping = dict[str, Any]


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of a CITATION.cff: the software itself, what it prefers cited, its references."""
    for document in documents(source, problems):
        known = isinstance(document.value, dict) and {"authors", "title"} & document.value.keys()
        if not known:
            message = "this is no CITATION.cff: it has neither authors nor a title"
            problems.append(document.problem(source, message, document.value))
            continue
        yield from _works(document.value)


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """One CITATION.cff: the first paper is what is to be cited, the others are references."""
    works = list(papers)
    if not works:
        return
    head = _head(works[0])
    yield "".join(line + "\n" for line in lines(head))
    yield "".join(line + "\n" for line in lines({"preferred-citation": to_reference(works[0])}))
    for place, paper in enumerate(works[1:]):
        reference = lines([to_reference(paper)], 2)
        yield ("" if place else "references:\n") + "".join(line + "\n" for line in reference)


FORMAT = builtin(NAME, read=read, write=write)


def to_reference(paper: Paper) -> Mapping:
    """The mapping of a reference, what it cannot hold in its notes."""
    reference = _reference(paper)
    carried = block.block(paper, from_reference(reference), fields.same_type)
    notes = "\n".join(filter(None, [reference.get("notes"), carried]))
    if notes:
        reference["notes"] = notes
    extra = paper.extra.get(NAME)
    for key, value in extra.items() if isinstance(extra, dict) else ():
        if key in ("message", "cff-version"):
            continue
        if isinstance(value, dict) and isinstance(reference.get(key), dict):
            if "name" not in value:  # what else is said of the same body
                reference[key] = {**value, **reference[key]}
        elif isinstance(value, list) and isinstance(reference.get(key), list):
            reference[key] = [*reference[key], *value]
        reference.setdefault(str(key), value)
    return reference


def _head(paper: Paper) -> Mapping:
    """The keys of the file: those that the schema wants, and all it has for software and data."""
    reference = to_reference(paper)
    extra: object = paper.extra.get(NAME)
    message = text(extra.get("message")) if isinstance(extra, dict) else None
    head: Mapping = {"cff-version": fields.VERSION, "message": message or fields.MESSAGE}
    if paper.type not in ("software", "dataset"):
        return {**head, "title": reference["title"], "authors": reference["authors"]}
    head["type"] = paper.type
    for key in fields.HEAD[3:]:
        if key in reference:
            head[key] = reference[key]
    if "date-published" in reference:
        head["date-released"] = reference["date-published"]
    if paper.license in fields.LICENSES:
        head["license"] = paper.license
    return head


def _reference(paper: Paper) -> Mapping:
    found: Mapping = {"type": fields.WRITTEN.get(paper.type, "generic")}
    found["title"] = _plain(paper.title) or fields.NO_TITLE
    found["authors"] = [{"name": fields.NO_AUTHOR}]
    for key, variable in fields.PEOPLE.items():
        people = _unique(_person(name) for name in paper.get(variable) or ())
        if people:
            found[key] = people
    container, series = fields.container_key(paper.type)
    for key, value in ((container, paper.container_title), (series, paper.collection_title)):
        if key and value:
            found[key] = _plain(value)
    for key, variable in fields.TEXTS.items():
        if value := _plain(paper.get(variable)):
            found[key] = value
    for key, (variable, pattern) in fields.PATTERNS.items():
        value = paper.get(variable)
        if value and pattern.fullmatch(value):
            found[key] = value
    _write_dates(found, paper)
    _write_page(found, paper.page)
    _write_bodies(found, paper)
    if genre := fields.GENRES.get(paper.type):
        found[genre] = _plain(paper.genre)
    status = (paper.status or "").replace(" ", "-")
    if status in fields.STATUS:
        found["status"] = status
    language = (paper.language or "").split("-")[0]
    if fields.LANGUAGE.fullmatch(language):
        found["languages"] = [language]
    if keywords := _unique(_plain(word) for word in split_keywords(paper.keyword or "")):
        found["keywords"] = keywords
    if paper.PMID and paper.PMID.isdecimal():
        found["identifiers"] = [{"type": "other", "value": f"pmid:{paper.PMID}"}]
    if paper.jurisdiction and paper.type == "patent":
        found["patent-states"] = [_plain(paper.jurisdiction)]
    if paper.note and not block.forges(paper.note):
        found["notes"] = _plain(paper.note)
    return {key: value for key, value in found.items() if value}


def _plain(value: str | None) -> str:
    return legal(plain(value)) if value else ""


def _unique(values: Iterable[Any]) -> list[Any]:
    found: dict[Any, Any] = {}
    for value in values:
        if value:
            key = frozenset(value.items()) if isinstance(value, dict) else value
            found.setdefault(key, value)
    return list(found.values())


def _person(name: Name) -> Mapping:
    contact = {
        key: value
        for key, value in name.extra
        if key in fields.CONTACT and isinstance(value, str) and value
    }
    if name.literal:
        return {"name": "et al." if name == OTHERS else legal(name.literal), **contact}
    parts = {key: getattr(name, attribute) for key, attribute in fields.PERSON.items()}
    parts["name-particle"] = parts["name-particle"] or name.dropping_particle
    return {key: legal(part) for key, part in parts.items() if part} | contact


def _write_dates(found: Mapping, paper: Paper) -> None:
    issued = paper.issued
    if _FULL.fullmatch(day := iso(issued)):
        found["date-published"] = day
    if issued is not None and issued.year is not None:
        found["year"] = issued.year
        if month := existing(issued).month:
            found["month"] = month
    if _FULL.fullmatch(day := iso(paper.accessed)):
        found["date-accessed"] = day
    if paper.original_date is not None and paper.original_date.year is not None:
        found["year-original"] = paper.original_date.year


def _write_page(found: Mapping, page: str | None) -> None:
    both = TWO_ENDS.fullmatch(page or "")
    if both:
        found["start"], found["end"] = both[1], both[2]
    elif page:
        found["start"] = legal(page)


def _write_bodies(found: Mapping, paper: Paper) -> None:
    """The publisher, or the institution of a thesis, with its place; the conference with its."""
    place = _plain(paper.publisher_place)
    if paper.publisher:
        body = {"name": _plain(paper.publisher), "city": place}
        key = "institution" if paper.type == "thesis" else "publisher"
        found[key] = {name: value for name, value in body.items() if value}
    elif place:
        found["location"] = {"name": place}
    if paper.event_title:
        meeting = {"name": _plain(paper.event_title), "location": _plain(paper.event_place)}
        end = paper.event_date and paper.event_date.end
        for key, date in (("date-start", paper.event_date), ("date-end", end)):
            if _FULL.fullmatch(day := iso(date)):
                meeting[key] = day
        found["conference"] = {name: value for name, value in meeting.items() if value}


_NO_REFERENCE = "this is no reference: it has no keys with values"


def _works(head: Mapping) -> Iterator[Paper]:
    odd: list[object] = []
    cited = _mappings(head.pop("preferred-citation", None), odd)
    references = [*cited[1:], *_mappings(head.pop("references", None), odd)]
    message = text(head.get("message"))
    own = _own(head)
    for part in odd:
        remark_on(own, "dropped", "", _NO_REFERENCE, short(str(part)))
    if cited:
        paper = from_reference(cited[0])
        if all(head.get(key) == cited[0].get(key) for key in ("title", "authors")):
            paper.remarks = [*paper.remarks, *own.remarks]
            own = paper
            if message and message != fields.MESSAGE:
                extra = {**own.extra.get(NAME, {}), "message": message}
                own.extra = {**own.extra, NAME: extra}
        else:
            yield own
            own = paper
    yield own
    yield from map(from_reference, references)


def _mappings(value: object, odd: list[object]) -> list[Mapping]:
    """The references of a list of them, or a single one where a list should stand."""
    parts = value if isinstance(value, list) else [value]
    odd += [part for part in parts if part is not None and not isinstance(part, dict)]
    return [part for part in parts if isinstance(part, dict)]


def _own(head: Mapping) -> Paper:
    """The software or data set that the file describes."""
    reference = {key: value for key, value in head.items() if key != "cff-version"}
    if text(reference.get("message")) == fields.MESSAGE:
        del reference["message"]
    reference["type"] = text(reference.get("type")) or "software"
    if "date-released" in reference:
        reference["date-published"] = reference.pop("date-released")
    if "url" not in reference:
        for key in ("repository-code", "repository", "repository-artifact"):
            if text(reference.get(key)):
                reference["url"] = reference[key]
                break
    return from_reference(reference)


def from_reference(reference: Mapping) -> Paper:
    """The paper that a reference describes."""
    left = dict(reference)
    paper = new_paper(type=fields.READ.get(text(left.pop("type", None)) or "", "document"))
    paper.title = text(left.pop("title", None))
    paper.title = None if paper.title == fields.NO_TITLE else paper.title
    for key, variable in fields.PEOPLE.items():
        add_names(paper, variable, _people(left.pop(key, None)))
    container, series = fields.container_key(paper.type)
    paper.container_title = text(left.pop(container, None)) if container else None
    paper.collection_title = text(left.pop(series, None)) if series else None
    if paper.container_title is None:
        paper.container_title = text(left.pop("journal", None))
    for key, variable in fields.TEXTS.items():
        setattr(paper, VARIABLES[variable], text(left.pop(key, None)))
    for key, (variable, _) in fields.PATTERNS.items():
        setattr(paper, VARIABLES[variable], text(left.pop(key, None)))
    _read_dates(paper, left)
    start, end = text(left.pop("start", None)), text(left.pop("end", None))
    paper.page = f"{start}-{end}" if start and end else start or end
    _read_bodies(paper, left)
    if genre := fields.GENRES.get(paper.type):
        paper.genre = text(left.pop(genre, None))
    status = text(left.pop("status", None))
    paper.status = status.replace("-", " ") if status in fields.STATUS and status else status
    paper.language = ", ".join(texts(left.pop("languages", None))) or None
    paper.keyword = join_keywords(texts(left.pop("keywords", None)))
    paper.license = " OR ".join(texts(left.pop("license", None))) or None
    if paper.type == "patent":
        paper.jurisdiction = ", ".join(texts(left.pop("patent-states", None))) or None
    _read_identifiers(paper, left)
    paper.note, carried = block.split(text(left.pop("notes", None)))
    rest = {key: typed(value) for key, value in left.items() if value not in (None, [], {})}
    return finished(paper, rest, carried, fields.same_type, name=NAME, genre="data-type")


def _people(value: Any) -> list[Name]:
    names: list[Name] = []
    for person in value if isinstance(value, list) else ():
        if not isinstance(person, dict):
            continue
        contact = tuple(
            (key, str(part)) for key, part in person.items() if key in fields.CONTACT and part
        )
        literal = text(person.get("name"))
        parts = {attribute: text(person.get(key)) for key, attribute in fields.PERSON.items()}
        alias = text(person.get("alias"))
        if not literal and not parts["family"] and not parts["given"]:
            literal = alias
        said = {"literal": literal} if literal else parts
        name = new_name(**said, extra=contact)
        if name and literal != fields.NO_AUTHOR:
            names.append(name)
    return names


def _read_dates(paper: Paper, left: Mapping) -> None:
    date = text(left.pop("date-published", None)) or text(left.get("date-released"))
    if text(left.get("date-released")) == date:
        left.pop("date-released", None)
    year, month = text(left.pop("year", None)), text(left.pop("month", None))
    paper.issued = date_of(date, "issued", paper.remarks)
    if paper.issued is None and year:
        paper.issued, doubt = read_parts(year, month or "")
        note(doubt, "issued", f"{year} {month or ''}".strip(), paper.remarks)
    paper.accessed = date_of(text(left.pop("date-accessed", None)), "accessed", paper.remarks)
    original = text(left.pop("year-original", None))
    paper.original_date = date_of(original, "original-date", paper.remarks, "year")


def _read_bodies(paper: Paper, left: Mapping) -> None:
    for key in ("publisher", "institution"):
        if paper.publisher is None and text(_body(left, key).get("name")):
            body = _take_body(left, key, "name", *_PLACE)
            paper.publisher, paper.publisher_place = body.pop("name"), _place(body)
    if paper.publisher_place is None:
        paper.publisher_place = _take_place(left, "location", "name")
    meeting = _take_body(left, "conference", "name", "date-start", "date-end")
    paper.event_title = meeting["name"]
    paper.event_date = _days(paper, meeting["date-start"], meeting["date-end"])
    paper.event_place = _take_place(left, "conference", "location")


def _days(paper: Paper, start: str | None, end: str | None) -> PartialDate | None:
    """From the first to the last day of a meeting."""
    if not (start and end):
        return date_of(start or end, "event-date", paper.remarks, "edtf")
    if _FULL.fullmatch(start) and _FULL.fullmatch(end) and start <= end:
        return date_of(f"{start}/{end}", "event-date", paper.remarks, "edtf")
    day, other = (
        (start, end) if _FULL.fullmatch(start) or not _FULL.fullmatch(end) else (end, start)
    )
    remark_on(paper, "dropped", "event-date", "the days are no first and last one", other)
    return date_of(day, "event-date", paper.remarks, "edtf")


_PLACE = ("city", "region", "country")


def _take_place(left: Mapping, key: str, named: str) -> str | None:
    """The place of a body: under a name, or else its city, region and country."""
    wanted = (named,) if text(_body(left, key).get(named)) else _PLACE
    return _place(_take_body(left, key, *wanted))


def _place(parts: Mapping) -> str | None:
    return ", ".join(filter(None, parts.values())) or None


def _body(left: Mapping, key: str) -> Mapping:
    body = left.get(key)
    return body if isinstance(body, dict) else {}


def _take_body(left: Mapping, key: str, *wanted: str) -> Mapping:
    """What is said of a body under some keys; what else is said of it stays."""
    body = _body(left, key)
    found = {part: text(body.get(part)) for part in wanted}
    if body:
        left[key] = {part: value for part, value in body.items() if found.get(part) is None}
    return found


def _read_identifiers(paper: Paper, left: Mapping) -> None:
    kept = []
    identifiers = left.pop("identifiers", None)
    for identifier in identifiers if isinstance(identifiers, list) else ():
        kind = text(identifier.get("type")) if isinstance(identifier, dict) else None
        value = text(identifier.get("value")) if kind else None
        pmid = _PMID.fullmatch(value) if value and kind == "other" else None
        if pmid and paper.PMID is None:
            paper.PMID = pmid[1]
        elif kind == "doi" and value and paper.DOI in (None, value):
            paper.DOI = value
        elif kind == "url" and value and paper.URL in (None, value):
            paper.URL = value
        else:
            paper.URL = paper.URL or (resolved_alone(value) if value and kind == "other" else None)
            kept.append(identifier)
    if kept:
        left["identifiers"] = kept
