"""Word's bibliography XML, the `b:Sources` that its source manager loads (since Office 2007)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from citex._late import regex
from citex.formats import Reader
from citex.formats.detect import builtin
from citex.formats.tree import _word_fields as fields
from citex.formats.tree._elements import Element, add, written
from citex.formats.tree._ending import finished
from citex.formats.tree._leaves import Leaves, foreign
from citex.formats.tree._records import reader
from citex.formats.tree._xml import text_of
from citex.model import OTHERS, VARIABLES, Name, Paper, PartialDate, Remark, new_name, new_paper
from citex.model.months import MONTH_NAMES
from citex.text.dates.reading import note, read_parts
from citex.text.dates.writing import existing, season_name, year_or_words
from citex.text.extra_field import block
from citex.text.genres import kind_by_genre
from citex.text.identifiers import ISSN, parse_isbn
from citex.text.languages import SHAPE, numbered
from citex.text.lines import legal
from citex.text.names.cjk import is_cjk
from citex.text.names.listed import add_names, read_noted
from citex.text.names.words import is_body
from citex.text.names.written import family_and_given, from_parts, is_person
from citex.text.richtext.runs import plain

NAME = "word"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

_OWN = frozenset("Tag SourceType RefOrder Comments Author Year Month Day".split())
_OWN_GUID = regex(r"-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}\}$")
"""A GUID made of the record's text (version 5), as here; Word's own are random."""
_ISBN = regex(r"(?:97[89][\d -]*|[\d -]{9,}[\dXx])")
_OTHER_NUMBER = regex(r":?[A-Z]{2,5}:")
_LABELLED = regex(r"(?i)\b(ISBN|ISSN|DOI)(?:-1[03]\b)?\s*:?\s*(\S+)")
_SPACES = regex(r"\s+")


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as sources that Word's source manager can load."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<b:Sources SelectedStyle="" xmlns:b="{NAMESPACE}" xmlns="{NAMESPACE}">\n'
    )
    tags: dict[str, int] = {}
    for order, paper in enumerate(papers, start=1):
        source = to_source(paper, _tag(paper, order, tags), order)
        carried = block.block(paper, from_source(source), fields.same_type)
        if carried:
            comments = source.find("Comments")
            note = text_of(comments)
            if comments is not None:
                source.remove(comments)
            _leaf(source, "Comments", "\n".join(filter(None, [note, carried])))
        yield written(source, "b:") + "\n"
    yield "</b:Sources>\n"


def to_source(paper: Paper, tag: str, order: int) -> Element:
    """The source with all that Word's own fields hold of a paper."""
    source = Element("Source")
    extra = paper.extra.get(NAME)
    _leaf(source, "Tag", tag)
    _leaf(source, "SourceType", fields.WRITTEN.get(paper.type, "Misc"))
    if not (isinstance(extra, dict) and "Guid" in extra):
        unique = uuid.uuid5(uuid.NAMESPACE_URL, legal(f"{tag} {paper.title} {paper.DOI}"))
        _leaf(source, "Guid", "{" + str(unique).upper() + "}")
    _write_people(source, paper)
    table = fields.table(paper.type)
    for name, variable in table.items():
        value = paper.get(variable)
        if value is not None and (variable != "language" or SHAPE.fullmatch(value)):
            _leaf(source, name, plain(value))
    _write_numbers(source, paper)
    if paper.type == "paper-conference" and paper.container_title and not paper.event_title:
        _leaf(source, "ConferenceName", plain(paper.container_title))
    _write_date(source, paper.issued, "")
    _write_date(source, paper.accessed, "Accessed")
    if paper.note and not block.forges(paper.note):
        _leaf(source, "Comments", paper.note)
    _leaf(source, "RefOrder", str(order))
    taken = {child.tag for child in source}
    for path, element in foreign(extra, _OWN, NAMESPACE):
        if path not in taken and "/" not in path:
            source.append(element)
    return source


def from_source(source: Element) -> Paper:
    """The paper that a source describes."""
    leaves = Leaves(source, {"Author"})
    kind = leaves.text("SourceType") or ""
    paper = new_paper(type=fields.READ.get(kind, "document"))
    genre = text_of(source.find("ThesisType"))
    if kind == "Report" and genre and kind_by_genre(genre) == "thesis":
        paper.type = "thesis"
    paper.id = leaves.text("Tag") or ""
    leaves.all("RefOrder")
    guid = leaves.first("Guid")
    if guid is not None and not _OWN_GUID.search(text_of(guid) or ""):
        leaves.back("Guid", [guid])
    _read_people(paper, leaves)
    table = fields.table(paper.type)
    for name, variable in (*table.items(), *fields.ALSO_READ.items()):
        if name not in leaves or variable in ("language", "ISBN"):
            continue
        if paper.get(variable) is None:
            setattr(paper, VARIABLES[variable], leaves.text(name))
    _read_numbers(paper, leaves)
    if paper.type == "paper-conference":
        if paper.container_title is None:
            paper.container_title, paper.event_title = paper.event_title, None
        elif paper.event_title == paper.container_title:
            paper.event_title = None
    place = [paper.publisher_place, leaves.text("StateProvince"), leaves.text("CountryRegion")]
    paper.publisher_place = ", ".join(filter(None, place)) or None
    paper.issued = _read_date(leaves, "", "issued", paper.remarks)
    paper.accessed = _read_date(leaves, "Accessed", "accessed", paper.remarks)
    paper.note, carried = block.split(leaves.text("Comments"))
    rest = leaves.rest()
    return finished(paper, rest, carried, fields.same_type, name=NAME, genre="Type")


def _leaf(parent: Element, name: str, text: str | None = None) -> Element:
    return add(parent, name, None if text is None else text.replace("\n", "\r"))


def _tag(paper: Paper, order: int, taken: dict[str, int]) -> str:
    """The source's tag: its id without blanks, and no other source's."""
    tag = stem = _SPACES.sub("_", paper.id.strip()) or f"source{order}"
    while tag in taken:
        taken[stem] += 1
        tag = f"{stem}-{taken[stem]}"
    taken[tag] = 1
    return tag


def _write_people(source: Element, paper: Paper) -> None:
    group = Element("Author")
    for role, variable in fields.ROLES.items():
        names = paper.get(variable)
        if not names:
            continue
        element = _leaf(group, fields.AUTHORS.get(paper.type, role) if role == "Author" else role)
        if len(names) == 1 and names[0].literal and not is_person(names[0]):
            _leaf(element, "Corporate", names[0].literal)
            continue
        listed = _leaf(element, "NameList")
        for name in names:
            _write_person(_leaf(listed, "Person"), name)
    if len(group):
        source.append(group)


def _write_person(person: Element, name: Name) -> None:
    """A name in Word's three parts; one organisation among persons is a person's last name."""
    if name.literal:
        _leaf(person, "Last", "et al." if name == OTHERS else name.literal)
        return
    family, given = family_and_given(name)
    _leaf(person, "Last", " ".join(part for part in (family, name.suffix) if part))
    first, _, middle = given.partition(" ")
    if middle:
        _leaf(person, "Middle", middle)
    if first:
        _leaf(person, "First", first)


def _read_people(paper: Paper, leaves: Leaves) -> None:
    authors = dict.fromkeys(("Author", *fields.AUTHORS.values()), "author")
    for role, variable in {**fields.ROLES, **authors}.items():
        for element in leaves.all(f"Author/{role}"):
            parts = (part for part in element.iter() if part.tag in ("Corporate", "Person"))
            add_names(paper, variable, _named(parts, paper, variable))


def _named(parts: Iterable[Element], paper: Paper, variable: str) -> Iterator[Name]:
    """The names in some elements; several, or a whole one, where they were put in a family's."""
    for part in parts:
        texts = {child.tag: text_of(child) or "" for child in part}
        last = texts.get("Last", "")
        whole = part.tag == "Person" and not (texts.get("First") or texts.get("Middle"))
        if whole and any(map(last.__contains__, ",;，；、/")) and not is_body(last):
            yield from read_noted(paper, variable, last)
        elif name := _read_person(part):
            yield name


def _read_person(part: Element) -> Name | None:
    if part.tag == "Corporate":
        text = text_of(part)
        return new_name(literal=text) if text else None
    texts = {child.tag: text_of(child) or "" for child in part}
    last = texts.get("Last", "")
    given = " ".join(filter(None, (texts.get("First"), texts.get("Middle"))))
    if last and not given:
        return new_name(literal=last) if " " in last or is_cjk(last) else new_name(family=last)
    if not last:
        return new_name(given=given) if given else None
    return from_parts(last, given)


def _write_numbers(source: Element, paper: Paper) -> None:
    """Word's one standard number: the ISBN, the ISSN, or a report's or standard's own."""
    own = None if "number" in fields.table(paper.type).values() else paper.number
    if paper.ISBN is None and (number := paper.ISSN or own):
        _leaf(source, "StandardNumber", plain(number))


def _read_numbers(paper: Paper, leaves: Leaves) -> None:
    code = leaves.text("LCID")
    paper.language = numbered().get(code, None if code.isdecimal() else code) if code else None
    element = leaves.first("StandardNumber")
    text = text_of(element)
    if element is None or text is None:
        return
    labelled = _LABELLED.findall(text)
    for label, value in labelled:
        if paper.get(label.upper()) is None:
            setattr(paper, label.upper(), value)
    if labelled:
        return
    if ISSN.fullmatch(text):
        paper.ISSN = text
    elif _ISBN.fullmatch(text) or parse_isbn(text):
        paper.ISBN = text
    elif paper.number is None and not _OTHER_NUMBER.match(text):
        paper.number = text
    else:
        leaves.back("StandardNumber", [element])


def _write_date(source: Element, date: PartialDate | None, when: str) -> None:
    if date is None:
        return
    whole = existing(date)
    _leaf(source, f"Year{when}", year_or_words(date))
    month = MONTH_NAMES[whole.month - 1] if whole.month else ""
    for part, text in (("Month", month or season_name(whole)), ("Day", str(whole.day or ""))):
        if text and date.year is not None:
            _leaf(source, f"{part}{when}", text)


def _read_date(
    leaves: Leaves, when: str, variable: str, remarks: list[Remark]
) -> PartialDate | None:
    year, month, day = (leaves.text(f"{part}{when}") or "" for part in ("Year", "Month", "Day"))
    if not year:
        return None
    date, doubt = read_parts(year, month, day)
    note(doubt, variable, " ".join(filter(None, (year, month, day))), remarks)
    return date


read: Reader = reader(from_source, "Source", "Sources")
FORMAT = builtin(NAME, read=read, write=write)
