"""A MARC 21 record as a paper: what kind of work it is, and all that the files here read of it."""

from __future__ import annotations

import re

from citex._late import regex
from citex.formats._fields import common
from citex.formats._types import read_types
from citex.formats.marc._host import host_of, is_in_newspaper, is_in_periodical, read_host
from citex.formats.marc._people import read_people
from citex.formats.marc._published import (
    date_in,
    is_thesis,
    read_extent,
    read_published,
    read_series,
    read_thesis,
)
from citex.formats.marc._record import Field, Record
from citex.formats.marc._titles import own_and_other, read_titles, trimmed
from citex.formats.tree._ending import finished
from citex.model import Paper, new_paper
from citex.text import languages
from citex.text.addresses import is_resolver, resolved
from citex.text.identifiers import (
    choose_isbn,
    choose_issn,
    parse_arxiv,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
    plain_doi,
)
from citex.text.keywords import join_keywords

_GENERAL = frozenset(("book", "manuscript", "document", "software"))
"""Kinds of which a genre says more."""
_CONTENTS = {"m": "thesis", "t": "report", "u": "standard", "j": "patent", "z": "treaty"}
"""Nature of contents (008/24-27) that says what a book is."""
_FILES = {"a": "dataset", "e": "dataset", "b": "software", "j": "webpage"}
"""Type of computer file (008/26)."""
_ONGOING = {"w": "webpage", "n": "periodical"}
"""Type of continuing resource (008/21)."""
_ABOUT = regex(
    r"table of contents|contents|inhalt|cover|umschlag|rezension|review|beschreibung|description"
    r"|contributor|biograph|klappentext|publisher|sample|目次|目录",
    re.IGNORECASE,
)
"""What a link leads to that is not the work itself."""
_MEDIUM = regex(r"\[?([^\[\]]{2,60})\]?")
_AS_USUAL = frozenset(("text", "print", "texte imprimé", "专著", "图书", "期刊", "连续出版物"))
"""What catalogues call the medium of a book or a journal like any other."""
_SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653", "689")


def paper_of(record: Record, name: str) -> Paper:
    """The paper that a record describes; what is left goes to `extra`, under the format's name.

    >>> from citex.formats.marc._record import made
    >>> fields = [Field("100", "1", " ", [("a", "Roe, Jane.")]),
    ...           Field("245", "1", "0", [("a", "On roots :"), ("b", "a study /"), ("c", "Roe.")])]
    >>> paper_of(made("00000nam a2200000 i 4500", {}, fields), "marcxml")
    Paper(type='book', title='On roots: a study', author=[Name(family='Roe', given='Jane')], \
extra={'marcxml': {'245': ['10$cRoe.']}})
    """
    paper = new_paper()
    _read_language(paper, record)
    host = host_of(record)
    paper.type = kind_of(record, host)
    _read_identifiers(paper, record)
    read_titles(paper, record)
    read_published(paper, record)
    read_thesis(paper, record)
    read_people(paper, record)
    read_extent(paper, record)
    if host is not None and record.leader[7] != "s":
        read_host(paper, record, host)
    read_series(paper, record)
    _read_notes(paper, record)
    _read_links(paper, record)
    return finished(paper, record.rest(), {}, _same_kind, name=name, genre="655")


def _same_kind(one: str, other: str) -> bool:
    return one == other


def kind_of(record: Record, host: Field | None) -> str:
    """The CSL type: by the thesis note, the genre, the coded contents, the host, and the leader."""
    if is_thesis(record):
        return "thesis"
    if record.first("013"):
        return "patent"
    kinds = read_types("marc")
    code = record.leader[6:8]
    kind = kinds.get(code) or kinds.get(code[:1]) or ("book" if record.first("300") else "document")
    genres = common("marc, genres")
    for field in record.all("655"):
        told = genres.get(trimmed(field.get("a") or "").lower())
        if told == "review-book" or (told and kind in _GENERAL):
            return told
    if kind in ("book", "manuscript") and code[1:] != "s":
        contents = [_CONTENTS[sign] for sign in record.fixed(24, 4) if sign in _CONTENTS]
        if contents and code[:1] in "at":
            return contents[0]
    if kind == "software":
        return _FILES.get(record.fixed(26), kind)
    if kind == "periodical" or code[1:] == "i":
        return _ONGOING.get(record.fixed(21), "periodical" if code[1:] == "s" else kind)
    if host is not None and (kind in ("chapter", "article-journal", "document") or _is_part(host)):
        return _kind_in(host, kind)
    return kind


def _is_part(host: Field) -> bool:
    """Whether pages or an issue are named: so a book in a set of volumes does not have them."""
    return any("p. " in text or "S. " in text or text.startswith("pages") for text in host.all("g"))


def _kind_in(host: Field, kind: str) -> str:
    """An article's type where the host is a journal, a chapter's where it is a book."""
    coded = host.get("7") or ""
    if coded[3:4] in ("s", "b") or host.get("x"):
        return "article-journal"
    if coded[3:4] in ("m", "c") or host.get("z"):
        return "chapter"
    if is_in_newspaper(host):
        return "article-newspaper"
    placed = kind == "article-journal" or is_in_periodical(host)
    return "article-journal" if placed else "chapter"


def _read_language(paper: Paper, record: Record) -> None:
    """The first language of the text: by 041, else 008, else the words of 546."""
    field = record.first("041")
    code = (field.get("a", "d") or "")[:3] if field is not None else ""
    fixed, noted = record.fixed(35, 3), record.first("546")
    if field is not None and languages.tag(code) and len(field.get("a") or "") == 3:
        field.one("a")
    elif not languages.tag(code) and len(fixed.strip(" |")) == 3:
        code = fixed
    if not languages.tag(code) and noted is not None:
        code = trimmed(noted.get("a") or "")
    paper.language = languages.tag(code)


def _read_identifiers(paper: Paper, record: Record) -> None:
    for field in record.all("024"):
        text, scheme = field.get("a") or "", (field.get("2") or "").lower()
        if scheme == "doi" and paper.DOI is None:
            paper.DOI = plain_doi(text)
        elif scheme == "pmid" and paper.PMID is None:
            paper.PMID = parse_pmid(text)
        elif scheme in ("pmcid", "pmc") and paper.PMCID is None:
            paper.PMCID = parse_pmcid(text)
        elif scheme == "arxiv" and (number := parse_arxiv(text)):
            paper.URL = f"https://arxiv.org/abs/{number}"
        elif paper.URL is None and (address := resolved(scheme, text)):
            paper.URL = address
        else:
            continue
        field.one("a")
        field.one("2")
    isbns = [text for field in record.all("020") for text in field.all("a")]
    if isbns:
        paper.ISBN = choose_isbn(map(_bare_isbn, isbns), paper.remarks) or isbns[0]
        for field in record.all("020"):
            _forget_isbn(field, paper.ISBN)
    issns = [text for field in record.all("022") for text in (field.all("a") or field.all("l"))]
    if issns and paper.type != "book":
        paper.ISSN = choose_issn(issns, paper.remarks) or issns[0]
        for field in record.all("022"):
            field.take("a", "l")
    _read_patent(paper, record)
    for field in record.all("088", "027"):
        if paper.number is None and (number := field.one("a")):
            paper.number = trimmed(number)
    for field in record.all("050", "090", "060", "852"):
        if paper.call_number is None:
            parts = field.take(*("hi" if field.tag == "852" else "ab"))
            paper.call_number = " ".join(part.strip() for part in parts) or None


def _read_patent(paper: Paper, record: Record) -> None:
    """The number, country and day of a patent (013): of the first, where there are several."""
    field = record.first("013")
    if field is None or paper.number is not None:
        return
    codes = [code for code, _ in field.subfields]
    second = codes.index("a", codes.index("a") + 1) if codes.count("a") > 1 else len(codes)
    field.subfields, others = field.subfields[:second], field.subfields[second:]
    if number := field.one("a"):
        country = (field.get("b") or "").strip().upper()
        paper.number = f"{country} {number}" if len(country) == 2 else trimmed(number)
        if len(country) == 2:
            field.one("b")
    day = field.get("d") or ""
    if len(day) == 8 and (date := date_in(day, "issued", paper)) and date.month:
        paper.issued = date
        field.one("d")
    field.subfields += others


def _forget_isbn(field: Field, isbn: str | None) -> None:
    text = field.get("a") or ""
    if isbn is not None and parse_isbn(_bare_isbn(text)) == isbn:
        field.one("a")


def _bare_isbn(text: str) -> str:
    """The number without what is said behind it: "9780198526636 (hbk.) :"."""
    return text.partition(" ")[0].partition("(")[0].strip(" :;,.")


def _read_notes(paper: Paper, record: Record) -> None:
    notes = [] if paper.note is None else [paper.note]
    for field in record.all("500", "501", "533"):
        own, _ = own_and_other(field)
        text = " ".join(own.take(*("abcdefmn" if field.tag == "533" else "a")))
        notes += filter(None, [text])
    paper.note = "\n".join(notes) or None
    for field in record.all("520"):
        if paper.abstract is None and field.first in " 03":
            paper.abstract = " ".join(own_and_other(field)[0].take("a", "b")) or None
    for field in record.all("540"):
        paper.license = paper.license or field.one("u") or field.one("a")
    words: dict[str, None] = {}
    for field in record.all(*_SUBJECTS):
        own, _ = own_and_other(field)
        for word in _subjects(own):
            words.setdefault(word)
    paper.keyword = join_keywords(words)
    for field in record.all("245"):
        medium = _MEDIUM.fullmatch((field.get("h") or "").strip(" /:;=."))
        if medium and medium[1].lower() not in _AS_USUAL:
            paper.medium = medium[1]
            field.one("h")


def _subjects(field: Field) -> list[str]:
    """The headings of a field: uncontrolled terms one by one, others with their subdivisions."""
    if field.tag == "653":
        return [text for text in map(trimmed, field.take("a")) if text]
    main = " ".join(trimmed(text) for text in field.take(*"abt"))
    return ["--".join([main, *map(trimmed, field.take(*"xyzv"))])] if main else []


def _read_links(paper: Paper, record: Record) -> None:
    """The address of the work itself (second indicator 0), not of its table of contents."""
    fields = [field for field in record.all("856") if field.get("u")]
    own = [field for field in fields if field.second == "0"]
    for field in [*own, *(one for one in fields if one.second == " " and not _is_about(one))]:
        address = field.get("u") or ""
        doi = plain_doi(address) if "doi.org/" in address.lower() else None
        if doi and paper.DOI in (None, doi.lower(), doi):
            paper.DOI = paper.DOI or doi
            field.one("u")
        elif paper.URL is None or is_resolver(paper.URL):
            paper.URL = field.one("u")


def _is_about(field: Field) -> bool:
    return any(_ABOUT.search(text) for text in field.all("3", "z", "y"))
