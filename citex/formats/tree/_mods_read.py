"""MODS records as papers: what the Library of Congress, Zotero and bibutils write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from citex._late import regex
from citex.formats.tree import _mods_fields as fields
from citex.formats.tree._elements import Element, SubElement, kept
from citex.formats.tree._ending import finished
from citex.formats.tree._leaves import Leaves, drop
from citex.formats.tree._xml import text_of
from citex.model import OTHERS, VARIABLES, Name, Paper, PartialDate, new_date, new_name, new_paper
from citex.text import languages
from citex.text.addresses import resolved, resolved_alone
from citex.text.dates.reading import date_of
from citex.text.extra_field import block
from citex.text.identifiers import choose_isbn, parse_isbn
from citex.text.keywords import join_keywords
from citex.text.lines import legal, tidy
from citex.text.names.headings import heading
from citex.text.names.listed import add_names, read_noted
from citex.text.names.roles import settled
from citex.text.names.written import from_parts
from citex.text.pages import PERIODICALS, page_count
from citex.text.richtext.elements import local, raw_text
from citex.text.translations import translate

_PAGES = regex(r"(\d+)\s*(?:p\.?|pp\.?|pages|leaves|s\.|S\.|页)")
_BEHIND_PAGES = regex(r"\s[:;]\s.*", re.DOTALL)
"""Illustrations and height: "xv, 383 p. : ill. ; 25 cm."."""
_AS_USUAL = ("print", "volume", "unmediated", "text")
"""What catalogues call the form of a book like any other (marcform, RDA's media and carriers)."""
_UNITS = ("page", "p", "pp", "")
"""What the pages of a part are counted by, without the ending of the plural."""
_ISBN = regex(r"([\d-]{9,16}[\dXx]) ?[(:]")


def from_record(element: Element) -> Paper:
    """The paper that a record describes; its elements are used up."""
    record = Leaves(element, fields.BRANCHES)
    related = {item.get("type"): item for item in reversed(record.at("relatedItem"))}
    host = Leaves(related["host"], fields.BRANCHES) if "host" in related else None
    paper = new_paper()
    _read_kind(paper, record, host)
    found = _read_extension(record)
    paper.title, paper.title_short = _take_titles(record)
    _read_translated(paper, record)
    _read_people(paper, record, "author")
    if host is not None:
        _read_host(paper, record, host)
    _read_origin(paper, record)
    for kind, table in fields.RELATED.items():
        if kind in related:
            _read_related(paper, Leaves(related[kind], fields.BRANCHES), table)
    _read_part(paper, record)
    _read_identifiers(paper, record)
    if not paper.id:
        paper.id = element.get("ID") or ""
    _read_rest(paper, record)
    _read_location(paper, record)
    rest: dict[str, list[object]] = {}
    for child in element:
        if child.tag and _prune(child):
            rest.setdefault(local(child), []).append(kept(child))
    return finished(paper, rest, found, fields.same_kind, name=fields.NAME, genre="genre")


def _take(leaves: Leaves, path: str, kind: str | None = None) -> str | None:
    """The text of the first element at a path (of a type), which is used up."""
    found = leaves.at(path)
    return _take_first(e for e in found if kind is None or e.get("type") == kind)


def _take_child(element: Element, tag: str) -> str | None:
    """The same of an element's own children."""
    return _take_first(child for child in element if child.tag == tag)


def _take_first(elements: Iterable[Element]) -> str | None:
    for element in elements:
        text = text_of(element)
        drop(element)
        if text is not None:
            return text
    return None


def _take_all(elements: list[Element]) -> list[str]:
    """The texts of some elements, which are used up."""
    texts = [text for element in elements if (text := text_of(element))]
    for element in elements:
        drop(element)
    return texts


def _prune(element: Element) -> bool:
    """Take away empty elements within an element; whether it still says anything."""
    for child in list(element):
        if not (child.tag and _prune(child)):
            element.remove(child)
    return bool(len(element) or (element.text or "").strip())


def _read_extension(record: Leaves) -> dict[str, list[str]]:
    for element in record.at("extension"):
        if element.get("displayLabel") == fields.CARRIED:
            others, found = block.split(raw_text(element).replace("\r", "\n").strip("\n"))
            if others is None:
                drop(element)
            return found
    return {}


def _read_kind(paper: Paper, record: Leaves, host: Leaves | None) -> None:
    genres: list[str] = []
    for element in record.at("genre"):
        text = (text_of(element) or "").removeprefix("info:eu-repo/semantics/")
        known = text.lower() in fields.GENRES
        if element.get("displayLabel") == "genre" or not (known or element.get("authority")):
            if paper.genre is None:
                paper.genre = text or None
                drop(element)
            continue
        if known:
            genres.append(text)
            drop(element)
    of_host = [text_of(e) or "" for e in host.at("genre")] if host is not None else []
    resource = next(iter(record.at("typeOfResource")), None)
    issuance = [text_of(e) or "" for e in record.at("originInfo/issuance")]
    if host is not None and not of_host:
        if host.at("originInfo/issuance"):
            of_host = ["journal"]
        titled = any(info.find("title") is not None for info in host.at("titleInfo"))
        if not titled:
            of_host, host = [], None
    paper.type = fields.kind_of(
        genres,
        of_host if host is not None else None,
        text_of(resource) or "",
        "monographic" in issuance,
    )
    if resource is not None and not resource.attrib:
        drop(resource)


def _take_titles(parent: Leaves) -> tuple[str | None, str | None]:
    """The title and the short title of an element, their parts joined."""
    title = short = None
    for info in parent.at("titleInfo"):
        kind = info.get("type")
        if title is None and kind is None:
            title = _title(info)
        elif short is None and kind == "abbreviated":
            short = _title(info)
    return title, short


def _read_translated(paper: Paper, record: Leaves) -> None:
    """A title in another language; what stands in brackets in its place is the translation."""
    for info in record.at("titleInfo"):
        if info.get("type") != "translated":
            continue
        tag = languages.tag(info.get(fields.XML_LANG) or info.get("lang") or "")
        title = _title(info)
        if title and (paper.title or "")[:1] == "[" and paper.original_title is None:
            paper.original_title = title
        else:
            translate(paper, title, tag)


def _title(info: Element) -> str | None:
    start, title = _take_child(info, "nonSort"), _take_child(info, "title")
    sub = _take_child(info, "subTitle")
    if start and title:
        title = start + title if start[-1] in "'’-" else f"{start} {title}"
    number, part = _take_child(info, "partNumber"), _take_child(info, "partName")
    if title and sub:
        title = _PRESCRIBED.sub("", title)
    whole = f"{title}: {sub}" if title and sub else title or sub
    inner = f"{number}: {part}" if number and part else number or part
    return f"{whole}. {inner}" if whole and inner else whole or inner


_PRESCRIBED = regex(r"(?<=\S) [:;/=]\Z")
"""The sign that cataloguers put before what follows the title."""


def _read_people(paper: Paper, parent: Leaves, default: str) -> None:
    found: dict[str, list[Name]] = {}
    for element in parent.at("name"):
        terms = (text_of(term) or "" for term in _role_terms(element))
        roles = [term.lower().strip(" ,;:.[]()") for term in terms]
        variable = next(filter(None, map(fields.variable_of, roles)), None)
        if variable is None and any(role in fields.PUBLISHING_ROLES for role in roles):
            paper.publisher = paper.publisher or _whole_name(element)
            drop(element)
            continue
        if variable is None and (roles or element.get("type") == "conference"):
            continue
        names = _names(element, paper, variable or default)
        if variable:
            names = [settled(name, variable) for name in names]
        if names:
            found.setdefault(variable or default, []).extend(names)
            _forget_name(element)
    for variable, names in found.items():
        add_names(paper, variable, names)


def _role_terms(name: Element) -> Iterator[Element]:
    for role in name:
        if role.tag == "role":
            yield from (term for term in role if term.tag == "roleTerm")


def _forget_name(element: Element) -> None:
    for part in element:
        if part.tag in ("namePart", "role", "etal") and part.get("type") != "date":
            drop(part)


def _whole_name(element: Element) -> str | None:
    parts = (part for part in element if part.tag == "namePart")
    return " ".join(text for part in parts if (text := text_of(part))) or None


def _names(element: Element, paper: Paper, variable: str) -> list[Name]:
    """The names in an element: one, but for those that stand whole, and several, in one part."""
    if element.find("etal") is not None:
        return [OTHERS]
    parts: dict[str, list[str]] = {}
    for part in element:
        text = text_of(part) if part.tag == "namePart" else None
        if text:
            parts.setdefault(part.get("type") or "", []).append(text)
    family, given = " ".join(parts.get("family", ())), " ".join(parts.get("given", ()))
    suffix = " ".join(parts.get("termsOfAddress", []) + parts.get("suffix", []))
    if family or given:
        name = from_parts(family, given) if family else new_name(given=given)
        return [replace(name, suffix=suffix) if suffix else name]
    whole = " ".join(parts.get("", ()))
    if not whole:
        return []
    if element.get("type") in ("corporate", "conference", "family"):
        return [new_name(literal=whole)]
    return read_noted(paper, variable, heading(whole))


def _take_date(paper: Paper, elements: list[Element], variable: str) -> PartialDate | None:
    """The best of some dates: two ends make a range, a real date comes before words."""
    if not elements:
        return None
    texts = {element.get("point"): text_of(element) for element in elements}
    ends = [texts.get("start"), texts.get("end")]
    spelt = ["/".join(filter(None, ends))] if any(ends) else map(text_of, elements)
    dates = [date for text in spelt if (date := date_of(text, variable, paper.remarks, "edtf"))]
    best = next((date for date in dates if date.year is not None), next(iter(dates), None))
    for element in elements:
        if best is not None:
            drop(element)
    return best


def _read_origin(paper: Paper, parent: Leaves) -> None:
    others = parent.at("originInfo/dateOther")
    for kind, variable in fields.OTHER_DATES.items():
        dates = [element for element in others if element.get("type") == kind]
        setattr(paper, VARIABLES[variable], _take_date(paper, dates, variable))
    for tag in ("dateIssued", "", "copyrightDate", "dateCreated"):
        if paper.issued is None:
            dates = parent.at(f"originInfo/{tag}") if tag else _key_dates(parent)
            paper.issued = _take_date(paper, dates, "issued")
    if paper.accessed is None:
        paper.accessed = _take_date(paper, parent.at("originInfo/dateCaptured"), "accessed")
    if paper.publisher_place is None:
        texts = parent.at("originInfo/place/placeTerm")
        chosen = next((e for e in texts if e.get("type") != "code"), None)
        if chosen is not None:
            paper.publisher_place = text_of(chosen)
            drop(chosen)
    for path in ("originInfo/publisher", "originInfo/agent/namePart"):  # since MODS 3.8
        paper.publisher = paper.publisher or _take(parent, path)
    paper.edition = paper.edition or _take(parent, "originInfo/edition")
    for issuance in parent.at("originInfo/issuance"):
        if text_of(issuance) in ("monographic", "continuing"):
            drop(issuance)


def _key_dates(parent: Leaves) -> list[Element]:
    """What is said to be the date to sort by, whatever it is called."""
    groups = (group for group in parent.record if group.tag == "originInfo")
    return [e for group in groups for e in group if e.get("keyDate") == "yes"]


def _read_host(paper: Paper, record: Leaves, host: Leaves) -> None:
    paper.container_title, paper.container_title_short = _take_titles(host)
    meeting = next((e for e in host.at("name") if e.get("type") == "conference"), None)
    if meeting is not None:
        dates = [e for e in meeting if e.tag == "namePart" and e.get("type") == "date"]
        date = next(iter(_take_all(dates)), None)
        paper.event_date = date_of(date, "event-date", paper.remarks, "edtf")
        paper.event_title = _whole_name(meeting)
        drop(meeting)
    people = new_paper()
    _read_people(people, host, "container-author")
    paper.container_author = [*(people.container_author or ()), *(people.author or ())] or None
    for variable, names in people.variables():
        if variable not in ("author", "container-author"):
            setattr(paper, VARIABLES[variable], [*(paper.get(variable) or ()), *names])
    for genre in host.at("genre"):
        if (text_of(genre) or "").lower() in {*fields.HOST_GENRES, "book"}:
            drop(genre)
    origin = new_paper(issued=new_date(0))
    _read_origin(origin, host)
    paper.publisher_place, paper.edition = origin.publisher_place, origin.edition
    paper.publisher = paper.publisher or origin.publisher
    _read_host_date(paper, record, host)
    _read_part(paper, host)
    _read_identifiers(paper, host)
    inner = {item.get("type"): item for item in reversed(host.at("relatedItem"))}
    for kind in ("host", "series"):
        if kind in inner:
            item = Leaves(inner[kind], fields.BRANCHES)
            _read_related(paper, item, fields.RELATED["series"])


def _read_host_date(paper: Paper, record: Leaves, host: Leaves) -> None:
    """The date of the host is that of its part, unless that has one of its own."""
    own, given = (leaves.at("originInfo/dateIssued") for leaves in (record, host))
    if not own:
        paper.issued = _take_date(paper, given, "issued")
    elif given and text_of(given[0]) == text_of(own[0]):
        drop(given[0])


def _read_related(paper: Paper, item: Leaves, table: dict[str, str]) -> None:
    if table["title"] == "collection-title":
        numbers = (_take_child(info, "partNumber") for info in item.at("titleInfo"))
        number = next(filter(None, numbers), None)
        paper.collection_number = number or paper.collection_number
    title, _ = _take_titles(item)
    if title and paper.get(table["title"]) is None:
        setattr(paper, VARIABLES[table["title"]], title)
    people = new_paper()
    _read_people(people, item, "author")
    names = [*(people.author or ()), *(people.editor or ())]
    if names:
        setattr(paper, VARIABLES[table["aut"]], names)
    if "date" in table:
        date = _take_date(paper, item.at("originInfo/dateIssued"), table["date"])
        setattr(paper, VARIABLES[table["date"]], date)
    for key, path in (
        ("place", "originInfo/place/placeTerm"),
        ("publisher", "originInfo/publisher"),
        ("genre", "genre"),
    ):
        if key in table:
            setattr(paper, VARIABLES[table[key]], _take(item, path))
    _read_identifiers(paper, item)


def _read_part(paper: Paper, parent: Leaves) -> None:
    for detail in parent.at("part/detail"):
        kind = (detail.get("type") or "").lower()
        if kind == "number" and paper.type in PERIODICALS and paper.issue is None:
            kind = "issue"  # as librarians and bibutils write it
        kind = "number" if kind.startswith("article") else kind
        variable = fields.DETAILS.get(kind)
        number = _take_child(detail, "number")
        if number is None:
            continue
        if variable is None or paper.get(variable) is not None:
            SubElement(detail, "number").text = number
            continue
        setattr(paper, VARIABLES[variable], number)
        drop(detail)
    for extent in parent.at("part/extent"):
        unit = (extent.get("unit") or "page").lower().rstrip("s.")
        if unit not in _UNITS or paper.page is not None:
            continue
        start, end = _take_child(extent, "start"), _take_child(extent, "end")
        listed = _take_child(extent, "list")
        paper.page = f"{start}-{end}" if start and end and start != end else start or end
        paper.page = listed or paper.page
        total = _take_child(extent, "total")
        paper.number_of_pages = paper.number_of_pages or total
    if paper.issued is None:
        paper.issued = _take_date(paper, parent.at("part/date"), "issued")
    _take_all(parent.at("part/date"))


def _read_identifiers(paper: Paper, parent: Leaves) -> None:
    identifiers = parent.at("identifier")
    isbns = [element for element in identifiers if element.get("type") == "isbn"]
    numbers = [_bare_isbn(text_of(element) or "") for element in isbns]
    if len(isbns) > 1 and paper.ISBN is None and any(map(parse_isbn, numbers)):
        paper.ISBN = choose_isbn(numbers, paper.remarks)
        for element, number in zip(isbns, numbers, strict=True):
            if parse_isbn(number) == paper.ISBN:
                drop(element)
    for element in identifiers:
        scheme = (element.get("type") or "").lower()
        text = text_of(element)
        if scheme == "citekey" and not paper.id:
            paper.id = text or ""
            drop(element)
            continue
        variable = fields.IDENTIFIERS.get(scheme)
        if variable == "ISBN" and text:
            text = _bare_isbn(text)
        if variable and text and paper.get(variable) in (None, text):
            setattr(paper, VARIABLES[variable], text)
            drop(element)


def _bare_isbn(text: str) -> str:
    """The number without binding and price behind it: "3406568440 (kart.) : EUR 12.95"."""
    match = _ISBN.match(text)
    return match[1] if match else text


def _read_rest(paper: Paper, record: Leaves) -> None:
    paper.abstract = _take(record, "abstract")
    for kind, variable in fields.NOTES.items():
        setattr(paper, VARIABLES[variable], _take(record, "note", kind))
    notes = _take_all([e for e in record.at("note") if not e.attrib])
    paper.note = "\n".join(notes) or None
    paper.keyword = join_keywords(_take_all(record.at("subject/topic")))
    paper.scale = _take(record, "subject/cartographics/scale")
    for form in record.at("physicalDescription/form"):
        if form.get("authority") is None or (text_of(form) or "").lower() not in _AS_USUAL:
            paper.medium = text_of(form)
            drop(form)
            break
    pages = _take(record, "physicalDescription/extent")
    if pages and paper.number_of_pages is None:
        match = _PAGES.fullmatch(pages)
        count = match[1] if match else page_count(_BEHIND_PAGES.sub("", pages))
        paper.number_of_pages = count or pages
    paper.call_number = _take(record, "classification")
    paper.license = _take(record, "accessCondition", "use and reproduction")
    paper.source = _take(record, "recordInfo/recordContentSource")
    terms = record.at("language/languageTerm")
    if terms:
        chosen = next((e for e in terms if e.get("type") == "code"), terms[0])
        paper.language = text_of(chosen)
        _take_all(terms)
    elif (bare := record.record.find("language")) is not None:
        paper.language = tidy(bare.text or "") or None
        bare.text = None


def _read_location(paper: Paper, record: Leaves) -> None:
    urls = record.at("location/url")
    best = next((e for e in urls if e.get("usage")), next(iter(urls), None))
    if best is not None:
        paper.URL = text_of(best)
        accessed = best.get("dateLastAccessed")
        if accessed:
            paper.accessed = date_of(legal(accessed), "accessed", paper.remarks, "edtf")
        drop(best)
    for element in record.at("identifier"):
        if element.get("type") == "uri" and (paper.URL is None or text_of(element) == paper.URL):
            paper.URL = text_of(element)
            drop(element)
    for element in record.at("identifier"):
        if paper.URL is None:  # the element stays: the address does not say what it was made from
            identifier = text_of(element) or ""
            scheme = (element.get("type") or "").lower()
            paper.URL = resolved(scheme, identifier) or resolved_alone(identifier)
    paper.archive = _take(record, "location/physicalLocation")
    paper.archive_location = _take(record, "location/shelfLocator")
