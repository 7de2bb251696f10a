"""MODS, the Library of Congress's XML of bibliographic records (version 3.8)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator

from citex._late import regex
from citex.formats import Reader
from citex.formats._types import IN_JOURNALS
from citex.formats.detect import builtin
from citex.formats.tree import _mods_fields as fields
from citex.formats.tree._elements import Element, add, sort_children, written
from citex.formats.tree._leaves import foreign
from citex.formats.tree._mods_read import from_record
from citex.formats.tree._records import reader
from citex.model import OTHERS, Name, Paper, PartialDate
from citex.text.dates.writing import edtf, is_marked, iso, year_of
from citex.text.extra_field import block
from citex.text.keywords import split_keywords
from citex.text.languages import SHAPE
from citex.text.names.written import family_and_given, is_person
from citex.text.pages import PERIODICALS, TWO_ENDS
from citex.text.richtext.runs import plain
from citex.text.translations import translations_of

NAME, NAMESPACE = fields.NAME, fields.NAMESPACE

_WORD, _DIGIT = regex(r"\w+"), regex(r"\d")
_NCNAME = regex(r"[A-Za-z_][\w.-]*", re.ASCII)


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as a modsCollection, one record a line."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<modsCollection xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{NAMESPACE} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">\n'
    )
    ids: set[str] = set()
    for paper in papers:
        record = to_record(paper)
        back = from_record(copy.deepcopy(record))  # which uses it up
        carried = block.block(paper, back, fields.same_kind, exact=True)
        if carried:
            add(record, "extension", carried, displayLabel=fields.CARRIED)
        if _NCNAME.fullmatch(paper.id) and paper.id not in ids:
            ids.add(paper.id)
            record.set("ID", paper.id)
        sort_children(record, fields.ORDER)
        yield written(record) + "\n"
    yield "</modsCollection>\n"


def to_record(paper: Paper) -> Element:
    """The record with all that MODS's own elements hold of a paper."""
    record = Element("mods", version="3.8")
    _titles(record, paper.title, paper.title_short)
    for tag, values in translations_of(paper).items():
        if isinstance(title := values.get("title"), str) and SHAPE.fullmatch(tag):
            info = add(record, "titleInfo", None, type="translated")
            info.set(fields.XML_LANG, tag)
            add(info, "title", plain(title))
    hosted = paper.type in fields.HOSTED and paper.container_title is not None
    for variable, code, word in fields.ROLES:
        if not (hosted and variable == "editor"):
            _names(record, paper.get(variable), code, word)
    add(record, "typeOfResource", fields.RESOURCE.get(paper.type, "text"))
    for authority, genre in fields.genres(paper.type):
        add(record, "genre", genre, authority=authority)
    _put(record, "genre", paper.genre, displayLabel="genre")
    if paper.language:
        coded = SHAPE.fullmatch(paper.language) is not None
        kind = {"type": "code", "authority": "rfc3066"} if coded else {"type": "text"}
        add(add(record, "language"), "languageTerm", paper.language, **kind)
    host = _host(record, paper) if paper.container_title or paper.event_title else None
    _origin(record, host if hosted and host is not None else record, paper)
    _related(record, paper)
    _notes(record, paper)
    _part(record if host is None else host, paper)
    for scheme in ("doi", "isbn", "issn", "pubmed", "pmc"):
        holder = record if host is None or scheme != "issn" else host
        if value := paper.get(fields.IDENTIFIERS[scheme]):
            add(holder, "identifier", value, type=scheme)
    if paper.id:
        add(record, "identifier", paper.id, type="citekey")
    _location(record, paper)
    for tag, element in foreign(paper.extra.get(NAME)):
        if tag in fields.ORDER:
            record.append(element)
    return record


def _put(parent: Element, tag: str, text: str | None, **attributes: str) -> None:
    """A child element with a text, without its markup, if there is any."""
    if text:
        add(parent, tag, plain(text), **attributes)


def _hang(parent: Element, child: Element) -> None:
    """Put a group of elements where it belongs, if it holds anything."""
    if len(child):
        parent.append(child)


def _titles(parent: Element, title: str | None, short: str | None) -> None:
    for text, attributes in ((title, {}), (short, {"type": "abbreviated"})):
        if text:
            add(add(parent, "titleInfo", None, **attributes), "title", plain(text))


def _names(parent: Element, names: list[Name] | None, code: str, word: str) -> None:
    for name in names or ():
        kind = "personal" if is_person(name) else "corporate"
        element = add(parent, "name", None, type=kind)
        if name == OTHERS:
            element.attrib.clear()
            add(element, "etal", "et al.")
        elif name.literal:
            add(element, "namePart", name.literal)
        else:
            family, given = family_and_given(name)
            parts = {"family": family, "given": given, "termsOfAddress": name.suffix}
            for kind, text in parts.items():
                if text:
                    add(element, "namePart", text, type=kind)
        role = add(element, "role")
        if code:
            add(role, "roleTerm", code, type="code", authority="marcrelator")
        add(role, "roleTerm", word, type="text", **({"authority": "marcrelator"} if code else {}))


def _spelt(date: PartialDate) -> str:
    return year_of(date) if date.year is None or is_marked(date) else edtf(date)


def _date(parent: Element, tag: str, date: PartialDate, **attributes: str) -> None:
    text = _spelt(date)
    if text and text == edtf(date):
        attributes["encoding"] = "w3cdtf" if text == iso(date) and text[0] != "-" else "edtf"
    add(parent, tag, text, **attributes)


def _origin(record: Element, holder: Element, paper: Paper) -> None:
    """Who published the work, where and when; of a part, its holder's publisher."""
    origin = Element("originInfo")
    if paper.issued:
        _date(origin, "dateIssued", paper.issued, keyDate="yes")
    for kind, variable in fields.OTHER_DATES.items():
        if date := paper.get(variable):
            _date(origin, "dateOther", date, type=kind)
    if paper.accessed and not paper.URL:
        _date(origin, "dateCaptured", paper.accessed)
    published = origin if holder is record else Element("originInfo")
    if paper.publisher_place:
        place = add(published, "place")
        add(place, "placeTerm", plain(paper.publisher_place), type="text")
    _put(published, "publisher", paper.publisher)
    _put(published, "edition", paper.edition)
    _hang(record, origin)
    if published is not origin:
        _hang(holder, published)


def _host(record: Element, paper: Paper) -> Element:
    host = add(record, "relatedItem", None, type="host")
    _titles(host, paper.container_title, paper.container_title_short)
    if paper.event_title:
        name = add(host, "name", None, type="conference")
        add(name, "namePart", plain(paper.event_title))
        if paper.event_date:
            add(name, "namePart", _spelt(paper.event_date), type="date")
    _names(host, paper.container_author, "aut", "author")
    if paper.type in fields.HOSTED:
        _names(host, paper.editor, "edt", "editor")
    if paper.type in IN_JOURNALS:
        add(add(host, "originInfo"), "issuance", "continuing")
    for authority, genre in fields.host_genres(paper.type):
        add(host, "genre", genre, authority=authority)
    return host


def _related(record: Element, paper: Paper) -> None:
    """The series, the original and the work reviewed."""
    for kind, table in fields.RELATED.items():
        item = Element("relatedItem", type=kind)
        _titles(item, paper.get(table["title"]), None)
        if kind == "series" and paper.collection_number:
            info = item.find("titleInfo")
            info = add(item, "titleInfo") if info is None else info
            add(info, "partNumber", paper.collection_number)
        code, word = ("edt", "editor") if "edt" in table else ("aut", "author")
        _names(item, paper.get(table["aut"]), code, word)
        origin = Element("originInfo")
        if "date" in table and (date := paper.get(table["date"])):
            _date(origin, "dateIssued", date)
        if "place" in table and (place := paper.get(table["place"])):
            add(add(origin, "place"), "placeTerm", plain(place), type="text")
        if "publisher" in table:
            _put(origin, "publisher", paper.get(table["publisher"]))
        _hang(item, origin)
        if "genre" in table:
            _put(item, "genre", paper.get(table["genre"]), displayLabel="genre")
        _hang(record, item)


def _notes(record: Element, paper: Paper) -> None:
    _put(record, "abstract", paper.abstract)
    _put(record, "note", paper.note)
    for kind, variable in fields.NOTES.items():
        _put(record, "note", paper.get(variable), type=kind)
    for keyword in split_keywords(paper.keyword or ""):
        add(add(record, "subject"), "topic", plain(keyword))
    if paper.scale:
        add(add(add(record, "subject"), "cartographics"), "scale", plain(paper.scale))
    physical = Element("physicalDescription")
    _put(physical, "form", paper.medium)
    pages = paper.number_of_pages or ""
    _put(physical, "extent", f"{pages} p." if pages.isdecimal() else pages)
    _hang(record, physical)
    _put(record, "classification", paper.call_number)
    _put(record, "accessCondition", paper.license, type="use and reproduction")
    if paper.source:
        add(add(record, "recordInfo"), "recordContentSource", plain(paper.source))


def _part(parent: Element, paper: Paper) -> None:
    part = Element("part")
    for kind, variable in fields.DETAILS.items():
        if value := paper.get(variable):
            kind = "article number" if kind == "number" and paper.type in PERIODICALS else kind
            add(add(part, "detail", None, type=kind), "number", plain(value))
    if paper.page:
        extent = add(part, "extent", None, unit="page")
        both = TWO_ENDS.fullmatch(paper.page)
        if both:
            add(extent, "start", both[1])
            add(extent, "end", both[2])
        else:  # receivers read a start without an end wrongly, and no list
            words = filter(_DIGIT.search, _WORD.findall(paper.page))
            pages = list(words) or [plain(paper.page)]
            add(extent, "start", pages[0])
            add(extent, "end", pages[-1])
            if pages != [paper.page]:
                add(extent, "list", plain(paper.page))
    _hang(parent, part)


def _location(record: Element, paper: Paper) -> None:
    location = Element("location")
    _put(location, "physicalLocation", paper.archive)
    _put(location, "shelfLocator", paper.archive_location)
    if paper.URL:
        url = add(location, "url", paper.URL, usage="primary display")
        if paper.accessed and paper.accessed.year is not None:
            url.set("dateLastAccessed", _spelt(paper.accessed))
    _hang(record, location)


read: Reader = reader(from_record, "mods", "modsCollection")
FORMAT = builtin(NAME, read=read, write=write, streams=True)
