"""EndNote XML, what EndNote exports and imports: `<xml><records><record>`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from citex._late import regex
from citex.formats import Reader
from citex.formats._types import IN_JOURNALS
from citex.formats.detect import builtin
from citex.formats.tree import _endnote_xml_fields as fields
from citex.formats.tree._elements import (
    Element,
    SubElement,
    add,
    kept,
    sort_children,
    written,
)  # fmt: skip
from citex.formats.tree._ending import finished
from citex.formats.tree._endnote_xml_fields import NAME
from citex.formats.tree._leaves import Leaves, foreign
from citex.formats.tree._records import reader
from citex.formats.tree._xml import text_of
from citex.model import DATE_VARIABLES, VARIABLES, Paper, PartialDate, Remark, new_name, new_paper
from citex.model.remarks import remark_on
from citex.text.dates.reading import best_date, date_of
from citex.text.dates.writing import dashed, existing, year_or_words
from citex.text.extra_field import block
from citex.text.identifiers import ISSN
from citex.text.keywords import join_keywords, split_keywords
from citex.text.lines import legal, tidy
from citex.text.names.listed import read_into, read_name, write_body_with_comma
from citex.text.richtext.elements import local, raw_text
from citex.text.richtext.runs import Run, rich, runs

_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_STYLES = {style: face for face, style in _FACES.items()}
_PMID = regex(r"[1-9]\d{0,8}")
_LABELLED = regex(r"(?:\d{4}-\d{3}[\dXx](?: ?\([A-Za-z -]+\))?[\s,;]*)+")
_PAGES = regex(r"\d+")
_RANGE = regex(r"\w+\s*[-\u2013]+\s*\w+")


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as EndNote's own XML export has them, one record a line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
    for number, paper in enumerate(papers, start=1):
        record = to_record(paper, number)
        carried = block.block(paper, from_record(record), fields.same_ref_type)
        _write_notes(record, "\n".join(_own_notes(paper)), carried)
        yield written(_in_order(record)) + "\n"
    yield "</records></xml>\n"


def to_record(paper: Paper, number: int) -> Element:
    """The record with all that EndNote's fields hold of a paper."""
    record = Element("record")
    foreigners = list(foreign(paper.extra.get(NAME), fields.OWN))
    if not any(path == "source-app" for path, _ in foreigners):
        add(record, "source-app", "citex", name="citex")
    add(record, "rec-number", str(number))
    edited = paper.type == "book" and paper.editor is not None and paper.author is None
    name, code = fields.EDITED_BOOK if edited else fields.ref_type(paper.type)
    add(record, "ref-type", str(code), name=name)
    _write_people(record, paper, edited)
    for path, text in _texts(paper):
        _styled(_place(record, path), text)
    _write_date(record, paper.issued)
    for keyword in split_keywords(paper.keyword or ""):
        _styled(_place(record, "keywords/keyword", new=True), keyword)
    if paper.URL:
        # EndNote keeps addresses in related-urls, in runs, and Zotero reads those in web-urls;
        # bibutils finds both when they stand in this order
        _styled(_place(record, "urls/related-urls/url"), paper.URL)
        _place(record, "urls/web-urls/url").text = legal(paper.URL).replace("\n", "\r")
    if paper.id:
        _styled(_place(record, "label"), paper.id)
    for path, element in foreigners:
        parent, _, _ = path.rpartition("/")
        (_place(record, parent) if parent else record).append(element)
        if element.text and not len(element) and not element.attrib:
            text, element.text = element.text.replace("\r", "\n"), None
            _styled(element, text)
    return record


def from_record(record: Element) -> Paper:
    """The paper that a record describes."""
    leaves = Leaves(record, fields.BRANCHES)
    kind_element = leaves.first("ref-type")
    name, code = "", ""
    if kind_element is not None:
        name, code = kind_element.get("name") or "", tidy(raw_text(kind_element))
    paper = new_paper(type=fields.kind_of(name, code))
    number = leaves.text("rec-number")
    paper.id = leaves.text("label") or number or ""
    _read_people(paper, leaves, edited=name == "Edited Book")
    program = leaves.first("source-app")
    if program is not None and program.get("name") != "citex":
        leaves.back("source-app", [program])
    own_notes, carried = block.split(_text(leaves.first("research-notes")))
    _read_texts(paper, leaves)
    paper.issued = _read_date(leaves, paper.remarks)
    keywords = [text for e in leaves.all("keywords/keyword") if (text := _text(e))]
    paper.keyword = join_keywords(keywords)
    _read_urls(paper, leaves)
    rest = leaves.rest(_kept)
    if own_notes:
        rest["research-notes"] = [own_notes, *rest.get("research-notes", ())]
    return finished(paper, rest, carried, fields.same_ref_type, name=NAME, genre="work-type")


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Each text that goes into an element of its own, with the element's path."""
    table = fields.texts(paper.type)
    for path, variable in table.items():
        value = paper.get(variable)
        if value is not None and path not in fields.CONFERENCE:
            yield path, _spelt(value) if isinstance(value, PartialDate) else str(value)
    name, proceedings = fields.CONFERENCE
    if paper.type != "paper-conference":
        for path in fields.CONFERENCE:
            if path in table and (value := paper.get(table[path])) is not None:
                yield path, str(value)
    elif paper.event_title and paper.container_title:
        yield name, paper.event_title
        yield proceedings, paper.container_title
    elif paper.event_title or paper.container_title:
        yield name, paper.event_title or paper.container_title or ""
    if paper.type in IN_JOURNALS:
        if paper.container_title:
            yield "periodical/full-title", paper.container_title
        if paper.container_title_short:
            yield "periodical/abbr-1", paper.container_title_short


def _read_texts(paper: Paper, leaves: Leaves) -> None:
    """Set what stands in elements of its own; what does not fit its variable goes back."""
    if paper.type == "paper-conference":
        name, proceedings = (leaves.first(path) for path in fields.CONFERENCE)
        event, container = (name, proceedings) if proceedings is not None else (None, name)
        paper.event_title, paper.container_title = _text(event), _text(container)
    for path, variable in fields.texts(paper.type).items():
        element = leaves.first(path)
        if element is None:
            continue
        value = _value(paper, variable, _text(element))
        if value is None:
            leaves.back(path, [element])
        else:
            setattr(paper, VARIABLES[_variable(paper, variable, value)], value)
    for variable, path in (("container_title", "full-title"), ("container_title_short", "abbr-1")):
        for group in ("periodical", "alt-periodical"):
            elements = leaves.all(f"{group}/{path}")
            if getattr(paper, variable) is None and elements and group == "periodical":
                setattr(paper, variable, _text(elements.pop(0)))
            known = getattr(paper, variable)
            others = (paper.container_title, paper.container_title_short)
            leaves.back(
                f"{group}/{path}",
                [e for e in elements if (text := _text(e)) != known and text not in others],
            )


def _kept(element: Element) -> str | dict[str, str]:
    """An element for `extra`: the text of its runs where it holds nothing else."""
    runs_only = all(local(child) == "style" for child in element)
    return _text(element) or "" if runs_only and not element.attrib else kept(element)


def _value(paper: Paper, variable: str, text: str | None) -> str | PartialDate | None:
    """The value that an element's text gives its variable, or None when it cannot be that."""
    if text is None:
        return None
    if variable in DATE_VARIABLES:
        date = date_of(text, variable, paper.remarks)
        if variable == "available-date" and date is not None and date.year is None:
            return date if date.literal is None else None  # an edition
        return date
    if variable == "ISSN":
        return _issn(paper, text)
    if variable == "PMID":
        return text if _PMID.fullmatch(text) else None
    if variable == "page-first" and re.match(r"\W*" + re.escape(text), paper.page or ""):
        return None  # EndNote's "start page" repeats the pages
    return text


def _issn(paper: Paper, text: str) -> str:
    """The numbers alone, of "1532-1827 (Electronic)" and the like."""
    numbers = dict.fromkeys(ISSN.findall(text))
    if not numbers or text in numbers or not _LABELLED.fullmatch(text):
        return text
    remark_on(paper, "repaired", "ISSN", "the labels of the numbers were left out", text)
    return ", ".join(numbers)


def _variable(paper: Paper, variable: str, value: object) -> str:
    """The variable that a value shows itself to be of, where EndNote has one field for two."""
    text = str(value)
    if variable == "ISBN" and ISSN.fullmatch(text):
        return "ISSN"
    if variable == "number-of-pages" and _PAGES.search(text) and _RANGE.fullmatch(text):
        return "page"
    return variable


def _write_people(record: Element, paper: Paper, edited: bool) -> None:
    roles = dict(fields.people(paper.type))
    if edited:
        roles = {"authors": "editor", "secondary-authors": "collection-editor"}
    named = [(group, name) for group, role in roles.items() for name in paper.get(role) or ()]
    if paper.type == "patent" and paper.authority:
        named.append(("secondary-authors", new_name(literal=paper.authority)))
    for group, name in named:
        author = _place(record, f"contributors/{group}/author", new=True)
        _styled(author, write_body_with_comma(name))


def _read_people(paper: Paper, leaves: Leaves, *, edited: bool) -> None:
    if paper.type == "patent":
        first = leaves.first("contributors/secondary-authors/author")
        name = read_name(_text(first) or "")
        paper.authority = str(name) if name else None
    roles = dict(fields.people(paper.type))
    if edited:
        roles["authors"] = "editor"
        roles["tertiary-authors"] = "editor"
    for group, role in roles.items():
        if elements := leaves.all(f"contributors/{group}/author"):
            read_into(paper, role, [_text(element) or "" for element in elements])


def _spelt(date: PartialDate) -> str:
    """A date for people to read; a range or an approximate date as it is read again."""
    return str(existing(date)) if date.end is not None or date.circa else dashed(date)


def _write_date(record: Element, date: PartialDate | None) -> None:
    if date is None:
        return
    _styled(_place(record, "dates/year"), year_or_words(date))
    whole = _spelt(date)
    if date.year is not None and whole != str(date.year):
        _styled(_place(record, "dates/pub-dates/date"), whole)


def _read_date(leaves: Leaves, remarks: list[Remark]) -> PartialDate | None:
    """The date of `year` and `pub-dates`, of which EndNote's users write anything."""
    element = leaves.first("dates/pub-dates/date")
    texts = [_text(element) or "", leaves.text("dates/year") or ""]
    date, left = best_date([text for text in texts if text], remarks)
    if left and element is not None:
        leaves.back("dates/pub-dates/date", [element])
    return date


def _read_urls(paper: Paper, leaves: Leaves) -> None:
    """The first address that is one; EndNote keeps its own in related-urls, Zotero in web-urls."""
    for group in ("web-urls", "related-urls"):
        path = f"urls/{group}/url"
        elements = leaves.all(path)
        others = []
        for element in elements:
            text = _text(element)
            if paper.URL is None and text and not text.startswith("<"):
                paper.URL = text
            elif text != paper.URL:
                others.append(element)
        leaves.back(path, others)


def _own_notes(paper: Paper) -> list[str]:
    extra: object = paper.extra.get(NAME)
    notes = extra.get("research-notes") if isinstance(extra, dict) else None
    return [note for note in notes if isinstance(note, str)] if isinstance(notes, list) else []


def _write_notes(record: Element, own: str, carried: str) -> None:
    """The research notes: the user's own, then what is carried, of which no markup is a run."""
    if not own and not carried:
        return
    element = _place(record, "research-notes")
    if own:
        _styled(element, own + "\n" if carried else own)
    if carried:
        _run(element, carried, "normal")


def _place(record: Element, path: str, *, new: bool = False) -> Element:
    """The element at a path, made where it is missing; always a new one if `new`."""
    parent, _, name = path.rpartition("/")
    holder = _place(record, parent) if parent else record
    found = None if new else holder.find(name)
    return SubElement(holder, name) if found is None else found


def _in_order(record: Element) -> Element:
    sort_children(record, fields.ORDER)
    for group in record:
        if group.tag in fields.BRANCHES:
            sort_children(group, fields.INNER_ORDER)
    return record


def _styled(element: Element, text: str) -> None:
    """Give an element its text as EndNote does: one <style> for each run of a face."""
    faced = [(piece, _face(styles)) for piece, styles in runs(text)] or [("", "normal")]
    for face, pieces in itertools.groupby(faced, key=lambda run: run[1]):
        _run(element, "".join(piece for piece, _ in pieces), face)


def _run(element: Element, text: str, face: str) -> None:
    run = SubElement(element, "style", {"face": face, "font": "default", "size": "100%"})
    run.text = legal(text).replace("\n", "\r")


def _face(styles: tuple[str, ...]) -> str:
    return " ".join(_STYLES[style] for style in styles if style in _STYLES) or "normal"


def _text(element: Element | None) -> str | None:
    """The rich text of an element's runs, or its bare text; None if there is none."""
    if element is None:
        return None
    if element.find("style") is None:
        return text_of(element)
    if len(element) == 1 and element[0].get("face", "normal") == "normal":  # the ordinary run
        run = element[0]
        if not (element.text or run.tail):
            return text_of(run)
        return tidy(f"{element.text or ''}{raw_text(run)}{run.tail or ''}") or None
    parts: list[Run] = [(element.text or "", ())]
    for child in element:
        faces = (child.get("face") or "").split() if local(child) else []
        styles = tuple(style for face, style in _FACES.items() if face in faces)
        parts.append((raw_text(child) if local(child) else "", styles))
        parts.append((child.tail or "", ()))
    return tidy(rich(parts)) or None


read: Reader = reader(from_record, "record", "xml", "records")
FORMAT = builtin(NAME, read=read, write=write, streams=True)
