"""Citations of Citavi: its own JSON, in base64, with the whole record of each work.

`ADDIN CitaviPlaceholder{...}` is the instruction of a field, in a control. What stands several
times in the JSON is written once, with an `$id`, and meant by `{"$ref": ...}` everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from citex._late import regex
from citex.formats._fields import common, particular
from citex.formats._types import read_types
from citex.model import VARIABLES, Name, Paper, new_name, new_paper
from citex.records.docx._cited import Broken, Cited, decoded, json_at
from citex.text.cleaning import clean
from citex.text.dates.reading import best_date, date_of
from citex.text.identifiers import is_doi_url
from citex.text.keywords import join_keywords
from citex.text.lines import tidy
from citex.text.mending import mend
from citex.text.names.cjk import is_cjk
from citex.text.names.listed import add_names
from citex.text.names.written import from_parts

SIGN = "ADDIN CitaviPlaceholder{"
_PAGES = regex(r"<os>([^<>]*)</os>\s*\Z")
_OFFICE = frozenset(common("citavi, office"))
_PARENTS = {"ConferenceProceedings": "paper-conference", "SpecialIssue": "article-journal"}
"""What a contribution is, by what it stands in; else a chapter."""

Fields = Mapping[str, Any]


def of_field(instruction: str) -> list[Cited]:
    """The works of a field. Raises Broken."""
    packed = instruction[instruction.find("{") + 1 :].partition("}")[0]
    placeholder = json_at(decoded(packed).decode("utf-8", "replace"))
    known = _by_number(placeholder)
    entries = _objects(placeholder, "Entries", known)
    if not entries and not isinstance(placeholder.get("Entries"), list):
        raise Broken("its JSON is no citation")
    found = []
    for entry in entries:
        work = _object(entry, "Reference", known)
        number = str((work or {}).get("Id") or entry.get("ReferenceId") or "")
        identities = (f"citavi:{number or work}",)
        if work is None:
            found.append(Cited("Citavi", identities, label=number))
            continue
        key = next((str(work[name]) for name in ("BibTeXKey", "CitationKey") if work.get(name)), "")
        label = str(work.get("Title") or number)
        read = partial(paper_of, work, known)
        found.append(Cited("Citavi", identities, paper=read, key=key, label=label))
    return found


def paper_of(work: Fields, known: Fields) -> Paper:
    """The paper of a reference; `known` are the objects of its JSON by their numbers.

    >>> paper_of({"ReferenceType": "Book", "Title": "On Growth", "Year": "1917"}, {}).type
    'book'
    """
    parent = _object(work, "ParentReference", known)
    periodical = _object(work, "Periodical", known)
    paper = new_paper(type=read_types("citavi").get(_text(work, "ReferenceType"), "document"))
    if paper.type == "chapter" and parent is not None:
        paper.type = _PARENTS.get(_text(parent, "ReferenceType"), paper.type)
    used = set(_read_texts(paper, work, {**common("citavi"), **particular("citavi", paper.type)}))
    paper.title = _titled(work)
    for field, role in common("citavi, people").items():
        add_names(paper, role, _people(work, field, known))
    _read_dates(paper, work, parent or {})
    paper.page = _pages(work)
    paper.keyword = join_keywords(_names_of(work, "Keywords", known))
    paper.publisher = "; ".join(_names_of(work, "Publishers", known)) or None
    paper.collection_title = _name_of(work, "SeriesTitle", known)
    _read_bodies(paper, work, known)
    if periodical is not None:
        _read_periodical(paper, periodical)
    if parent is not None:
        _read_parent(paper, parent, known)
    _read_addresses(paper, work, known)
    rest = {
        field: value
        for field, value in work.items()
        if isinstance(value, str) and value and field not in used
        and field not in _OFFICE and not field.startswith("$")
    }  # fmt: skip
    if rest:
        paper.extra = {"citavi": rest}
    return clean(mend(paper, tex=True))


def _by_number(value: Any) -> dict[str, Any]:
    """The objects that a JSON text numbers, by their numbers."""
    found: dict[str, Any] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(number := one.get("$id"), str):
                found[number] = one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _meant(value: Any, known: Fields) -> Any:
    """The object that a value is, or stands for."""
    number = value.get("$ref") if isinstance(value, dict) else None
    return known.get(number) if isinstance(number, str) else value


def _object(holder: Fields, field: str, known: Fields) -> Fields | None:
    value = _meant(holder.get(field), known)
    return value if isinstance(value, dict) and value else None


def _objects(holder: Any, field: str, known: Fields) -> list[Fields]:
    values = holder.get(field) if isinstance(holder, dict) else None
    listed = values if isinstance(values, list) else []
    return [one for value in listed if isinstance(one := _meant(value, known), dict)]


def _text(holder: Fields, field: str) -> str:
    value = holder.get(field)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return tidy(value.replace("\r\n", "\r")) if isinstance(value, str) else ""


def _name_of(holder: Fields, field: str, known: Fields) -> str | None:
    value = _object(holder, field, known)
    return (_text(value, "Name") or None) if value is not None else None


def _names_of(holder: Fields, field: str, known: Fields) -> list[str]:
    return [name for one in _objects(holder, field, known) if (name := _text(one, "Name"))]


def _titled(work: Fields) -> str | None:
    """The title with its subtitle, which Citavi keeps apart."""
    title, more = _text(work, "Title"), _text(work, "Subtitle")
    return (f"{title}: {more}" if title and more and more not in title else title or more) or None


def _read_texts(paper: Paper, holder: Fields, table: Mapping[str, str]) -> Iterator[str]:
    """Set what stands in fields of text, where nothing is yet; the fields that were used."""
    for field, variable in table.items():
        text = _text(holder, field)
        if text and getattr(paper, VARIABLES[variable]) is None:
            setattr(paper, VARIABLES[variable], text)
            yield field


def _people(holder: Fields, field: str, known: Fields) -> Iterator[Name | None]:
    for one in _objects(holder, field, known):
        parts = {name: _text(one, name) for name in _PARTS}
        family = " ".join(filter(None, (parts["Prefix"], parts["LastName"])))
        given = " ".join(filter(None, (parts["FirstName"], parts["MiddleName"])))
        if family and not given:
            whole = " " in family or is_cjk(family)
            yield new_name(literal=family) if whole else new_name(family=family)
        elif family:
            yield from_parts(family, given, parts["Suffix"])
        else:
            yield new_name(given=given) if given else None


_PARTS = ("Prefix", "LastName", "FirstName", "MiddleName", "Suffix")


def _read_dates(paper: Paper, work: Fields, parent: Fields) -> None:
    """The date of a work, or the year of what it stands in; and when it was seen."""
    texts = [_text(work, field) for field in ("Date", "Year")]
    if not any(texts):
        texts = [_text(parent, field) for field in ("Date", "Year")]
    paper.issued = best_date([text for text in texts if text], paper.remarks)[0]
    paper.accessed = date_of(_text(work, "AccessDate"), "accessed", paper.remarks)


def _pages(work: Fields) -> str | None:
    """The pages: an object, or as its text the XML that it was saved as."""
    value = work.get("PageRange")
    if isinstance(value, dict):
        return _text(value, "OriginalString") or None
    text = _text(work, "PageRange")
    if not text.startswith("<"):
        return text or None
    match = _PAGES.search(text[-400:])
    return (match[1].strip() or None) if match else None


def _read_bodies(paper: Paper, work: Fields, known: Fields) -> None:
    """An institution: of a thesis the university, else the author of what has no other."""
    listed = [*_people(work, "Organizations", known)]
    if not listed:
        return
    if paper.type == "thesis" and paper.publisher is None:
        paper.publisher = "; ".join(str(name) for name in listed if name is not None) or None
    elif paper.author is None:
        add_names(paper, "author", listed)
    else:
        add_names(paper, "contributor", listed)


def _read_periodical(paper: Paper, periodical: Fields) -> None:
    paper.container_title = _text(periodical, "Name") or None
    short = (_text(periodical, name) for name in ("StandardAbbreviation", "UserAbbreviation1"))
    paper.container_title_short = next(filter(None, short), None)
    paper.ISSN = _text(periodical, "Issn") or _text(periodical, "Eissn") or None


def _read_parent(paper: Paper, parent: Fields, known: Fields) -> None:
    """What a work stands in: a book, the proceedings of a conference, an issue of a journal."""
    periodical = _object(parent, "Periodical", known)
    if periodical is not None and paper.type == "article-journal":
        _read_periodical(paper, periodical)
    paper.container_title = paper.container_title or _titled(parent)
    if paper.editor is None:
        add_names(paper, "editor", _people(parent, "Editors", known))
    add_names(paper, "container-author", _people(parent, "Authors", known))
    table = {**common("citavi, holder"), **particular("citavi, holder", paper.type)}
    list(_read_texts(paper, parent, table))
    paper.publisher = paper.publisher or "; ".join(_names_of(parent, "Publishers", known)) or None
    paper.collection_title = paper.collection_title or _name_of(parent, "SeriesTitle", known)


def _read_addresses(paper: Paper, work: Fields, known: Fields) -> None:
    """The first address of a work that says more than its DOI, where it has none of its own."""
    for place in _objects(work, "Locations", known):
        address = _object(place, "Address", known) or {}
        text = _text(address, "UriString") or _text(address, "OriginalString")
        web = text.startswith(("http://", "https://"))
        if web and paper.URL is None and not is_doi_url(text, paper.DOI):
            paper.URL = text


__all__ = ["SIGN", "of_field", "paper_of"]
