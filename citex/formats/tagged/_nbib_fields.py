"""The field table of NBIB: MEDLINE's tags and CSL's variables."""

from __future__ import annotations

import re
from functools import partial

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.formats.tagged._codecs import KEYWORDS, clean_doi
from citex.formats.tagged._dates import comes_back, date_form, read_issued
from citex.formats.tagged._fields import Extra, Form, Group, Put, Read, texts_of
from citex.formats.tagged._grammar import Fields
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import OTHERS, Name, Paper, PartialDate, Remark, new_name
from citex.text.addresses import resolved_alone
from citex.text.dates.writing import iso, medline
from citex.text.extra_field.lines import tidy_names
from citex.text.identifiers import bookshelf
from citex.text.keywords import split_keywords
from citex.text.lines import fold
from citex.text.names.cjk import is_cjk
from citex.text.names.listed import plain_names, read_indexed, read_names, write_name
from citex.text.names.words import others_last
from citex.text.richtext.markup import escaped
from citex.text.titles import without_stop

NAME = "nbib"


def _read_title(values: list[str]) -> tuple[str | None, list[str]]:
    """PubMed ends titles with a full stop."""
    text = " ".join(value for value in values if value)
    text = without_stop(text)
    return text or None, []


def _write_title(title: str) -> tuple[list[str], bool]:
    text = fold(title)
    closed = not text or text[-1] in "?!" or (text[-1] == "." and without_stop(text) == text)
    text = text if closed else text + "."
    return [text], _read_title([text])[0] == fold(title)


TITLE = Form(_read_title, _write_title)


def _indexed(variable: str, *tags: str) -> Read:
    """What reads names in full, else the short ones, and the bodies behind them."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        notes: list[Remark] = []
        names = read_indexed(notes, *(fields.get(tag, ()) for tag in tags))
        setattr(paper, variable, names or None)
        if notes:
            paper.remarks = [*paper.remarks, *(replace(note, variable=variable) for note in notes)]

    return read


def _put_names(put: Put, full: str, short: str, names: list[Name]) -> bool:
    texts = [escaped(write_name(name)) for name in names]
    for name, text in zip(names, texts, strict=True):
        put((full, text))
        put((short, _short(name)))
    return read_names(texts) == names


def _write_authors(put: Put, names: list[Name], paper: Paper) -> bool:
    texts = plain_names(names)
    if texts is not None and "&" not in "".join(texts):
        for name, text in zip(names, texts, strict=True):
            put(("FAU", text))
            put(("AU", _short(name)))
        return True
    names = tidy_names(names)
    bodies: list[Name] = []
    people: list[Name] = []
    for name in names:
        is_body = name.literal is not None and name != OTHERS and not is_cjk(name.literal)
        (bodies if is_body else people).append(name)
    exact = others_last([*people, *bodies]) == names
    exact = _put_names(put, "FAU", "AU", people) and exact
    for name in bodies:
        text = fold(name.literal or "")
        exact = exact and name == new_name(literal=text)
        put(("CN", text))
    return exact


_LETTERS = regex(r"[^\W\d_]+")


@remembered(4096)
def _short(name: Name) -> str:
    """A name as PubMed shortens it: "Brinjikji W", "King ML Jr"."""
    if name.literal is not None:
        return write_name(name) if name == OTHERS else fold(name.literal)
    initials = "".join(part[0].upper() for part in _LETTERS.findall(name.given or ""))
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    suffix = (name.suffix or "").rstrip(".")
    return fold(" ".join(part for part in (family, initials, suffix) if part))


AUTHORS = Group(
    ("FAU", "AU", "CN"), _indexed("author", "FAU", "AU", "CN"), (("author", _write_authors),)
)


def _write_editors(put: Put, names: list[Name], paper: Paper) -> bool:
    return _put_names(put, "FED", "ED", tidy_names(names))


EDITORS = Group(("FED", "ED"), _indexed("editor", "FED", "ED"), (("editor", _write_editors),))


def _write_issued(put: Put, date: PartialDate, paper: Paper) -> bool:
    put(("DP", medline(date)))
    return comes_back(date, medline(date))


ISSUED = Group(("DP",), partial(read_issued, tags=("DP",)), (("issued", _write_issued),))


def _compact(date: PartialDate) -> str:
    if date.year is None or date.year < 1000 or not date.month:
        return medline(date)
    return iso(date).replace("-", "")


_LABELS = frozenset(("doi", "pii", "bookaccession", "pmcid", "pmid"))


def _labelled(text: str) -> tuple[str, str]:
    """An identifier and its label: "10.1000/x [doi]" """
    before, bracket, label = text.removesuffix("]").rpartition("[")
    if bracket and text.endswith("]") and label.lower() in _LABELS:
        return before.rstrip(), label.lower()
    return text, ""


def _read_identifiers(paper: Paper, fields: Fields, extra: Extra) -> None:
    """AID and LID hold "10.1/x [doi]" and other publishers' identifiers."""
    for tag in ("LID", "AID"):
        for text in fields.get(tag, ()):
            identifier, label = _labelled(text)
            doi = clean_doi(identifier, among_words=label == "doi")
            if doi.startswith("10.") and label in ("", "doi"):
                if paper.DOI is None:
                    paper.DOI = doi
                elif doi != paper.DOI:
                    extra.setdefault(tag, []).append(text)
            elif paper.URL is None and text.startswith(("http://", "https://")):
                paper.URL = text
            elif paper.URL is None and (address := resolved_alone(text)):
                paper.URL = address
            elif text and text != paper.URL:
                if label == "bookaccession" and paper.URL is None:
                    paper.URL = bookshelf(identifier)
                extra.setdefault(tag, []).append(text)


def _write_doi(put: Put, doi: str, paper: Paper) -> bool:
    text = fold(doi)
    if not text.startswith("10.") or "[" in text:
        return False
    put(("AID", f"{text} [doi]"))
    put(("LID", f"{text} [doi]"))
    return True


def _write_url(put: Put, url: str, paper: Paper) -> bool:
    text = fold(url)
    if not text.startswith(("http://", "https://")) or "[" in text:
        return False
    put(("LID", text))
    return clean_doi(text) == text


IDENTIFIERS = Group(("LID", "AID"), _read_identifiers, (("DOI", _write_doi), ("URL", _write_url)))

_ISSN = regex(r"(?:[EP]?ISSN-)?(\d{4}-?\d{3}[\dXx])(?:\s*\((.*)\))?")


def _read_serial(paper: Paper, fields: Fields, extra: Extra) -> None:
    texts = texts_of(fields, "IS", "ISSN")
    numbers = (match[1] if (match := _ISSN.fullmatch(text)) else text for text in texts)
    paper.ISSN = ", ".join(dict.fromkeys(numbers)) or None


def _write_serial(put: Put, issn: str, paper: Paper) -> bool:
    texts = fold(issn).split(", ")
    for text in texts:
        if text:
            put(("IS", text))
    return all(text and "(" not in text for text in texts)


SERIAL = Group(("IS", "ISSN"), _read_serial, (("ISSN", _write_serial),))

_SHORTENED = regex(r"(?<!\d)(\d+)-(\d+)")


def _expanded(match: re.Match[str]) -> str:
    first, last = match.groups()
    missing = len(first.lstrip("0")) - len(last)
    return f"{first}-{first[: len(first) - len(last)]}{last}" if missing > 0 else match[0]


def _read_pages(values: list[str]) -> tuple[str | None, list[str]]:
    """PubMed shortens ranges: 454-81 is 454-481."""
    texts = [value for value in values if value]
    if not texts or len(texts[0]) > 200:
        return next(iter(texts), None), texts[1:]
    return _SHORTENED.sub(_expanded, texts[0]), texts[1:]


PAGES = Form(_read_pages, lambda page: ([fold(page)], True))


def _read_subjects(paper: Paper, fields: Fields, extra: Extra) -> None:
    """OT has the authors' keywords, MH the subject headings, KW KoreaMed's."""
    words = [
        word.replace("*", "") if tag == "MH" else word.removeprefix("*")
        for tag in ("OT", "KW", "MH")
        for word in fields.get(tag, ())
    ]
    paper.keyword = KEYWORDS.read(words)[0]


def _write_subjects(put: Put, keyword: str, paper: Paper) -> bool:
    for word in split_keywords(keyword):
        put(("OT", word))
    return True


SUBJECTS = Group(("OT", "KW", "MH"), _read_subjects, (("keyword", _write_subjects),))

FIELDS = rows(
    NAME,
    {
        "title": TITLE,
        "range": PAGES,
        "identifiers": IDENTIFIERS,
        "authors": AUTHORS,
        "editors": EDITORS,
        "serial": SERIAL,
        "issued": ISSUED,
        "compact date": date_form(_compact),
        "subjects": SUBJECTS,
    },
)

TABLE = Table(
    NAME,
    fields=FIELDS,
    type_tag="PT",
    note_tag="GN",
    families={"paper-conference": "chapter", "thesis": "book", "report": "book"},
    keeps=re.compile(r"(?!(?:PMID|SO|TI)\Z)[A-Z][A-Z0-9]{1,3}").fullmatch,
)
