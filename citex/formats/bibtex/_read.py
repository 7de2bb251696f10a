"""An entry as a paper: fields decoded, and what depends on the type of the work told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from citex.formats.bibtex._dates import read_date, read_parts
from citex.formats.bibtex._decode import decode, is_wrapped
from citex.formats.bibtex._fields import (
    BY_FIELD,
    EDITOR_TYPES,
    LANGUAGES,
    PUBSTATES,
    SPECIAL,
    TRANSLATED,
    TYPES,
)
from citex.formats.bibtex._people import read_names
from citex.formats.bibtex._scan import Entry
from citex.formats.bibtex._types import BOOKISH, PERIODICAL, WRITE, kind_of
from citex.model import NAME_VARIABLES, Paper, Remark
from citex.model.item import name_to_item

NAME = "bibtex"
"""The drawer of `Paper.extra` that both formats use."""

TYPE, OTHERS = "@type", "@others"
"""Keys of that drawer: an entry type that CSL has no word for; the lists that end "and others"."""

_TRANSLATED = re.compile(r"([a-z]+)_translated_([a-z0-9-]+)")
_STEMS = {stem: variable for variable, stem in TRANSLATED.items()}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BLANKS = re.compile(r"[ \t\r\n]+")
_ESCAPED = re.compile(r"\{?\\([&%$#_{}~^ ])(?:\{\})?\}?")
_WORDED = re.compile(
    r"\{?\\text(asciitilde|asciicircum|underscore|less|greater|backslash|braceleft|braceright)\b"
    r"(?:\{\}|[ ])?\}?|\$\\sim\$|\{?\\sim\b ?\}?"
)
_WORDS = {
    "asciitilde": "~", "asciicircum": "^", "underscore": "_", "less": "<", "greater": ">",
    "backslash": "\\", "braceleft": "{", "braceright": "}",
}  # fmt: skip
_URL_COMMAND = re.compile(r"^\\(?:url|nolinkurl|path)\s*\{(.*)\}$|^\\href\s*\{([^{}]*)\}.*$", re.S)
_URL_IN = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_PAGE_DASH = re.compile(r"\s*(?:-{2,3}|[–—‒−])\s*")
ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_ARXIV = re.compile(r"(?:arxiv:)?(.+)", re.IGNORECASE)


def to_paper(entry: Entry) -> Paper:
    """The paper that an entry describes; unknown fields go to `extra["bibtex"]` as they stand."""
    fields = entry.fields
    kind = kind_of(entry.kind, fields)
    paper = Paper(id=entry.key, type=kind)
    reading = _Reading(entry, paper)
    special = entry.kind in THESES
    ranks = reading.ranks
    for name, raw in fields.items():
        if name in SPECIAL:
            special = True
            continue
        row = BY_FIELD.get(name)
        if row is None:
            reading.unknown(name, raw)
            continue
        attribute, how, rank = row
        value = _DECODERS[how](raw, reading, attribute)
        if value is None:
            continue
        if attribute in ranks:
            reading.clash(attribute, value, rank, name)
            continue
        ranks[attribute] = (rank, name)
        setattr(paper, attribute, value)
    if special:
        for step in _STEPS:
            step(reading)
    reading.finish()
    return paper


class _Reading:
    """An entry on its way to a paper."""

    __slots__ = ("entry", "extra", "fields", "kind", "others", "paper", "ranks", "remarks")

    def __init__(self, entry: Entry, paper: Paper) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.paper = paper
        self.kind = paper.type
        self.extra: dict[str, Any] = {}
        self.ranks: dict[str, tuple[int, str]] = {}
        self.remarks: list[Remark] = []
        self.others: list[str] = []

    def unknown(self, name: str, raw: str) -> None:
        """Keep a field that CSL has no variable for, as it stands."""
        translated = _TRANSLATED.fullmatch(name)
        if translated and translated[1] in _STEMS:
            self.translation(_STEMS[translated[1]], translated[2], raw)
            return
        raw = _BLANKS.sub(" ", raw).strip()
        if raw:
            self.extra.setdefault(name, []).append(raw)

    def translation(self, variable: str, tag: str, raw: str) -> None:
        """A value in another language, for `custom["translations"]`."""
        value: Any
        if variable in NAME_VARIABLES:
            value = [name_to_item(name) for name in read_names(raw)[0]]
        else:
            value = decode(raw, titled=variable.endswith("title"), lines=variable == "abstract")
        if value:
            drawers = self.paper.custom.setdefault("translations", {})
            drawers.setdefault(_cased(tag), {})[variable] = value

    def clash(self, attribute: str, value: Any, rank: int, name: str) -> None:
        """Two fields for one variable: the better one wins, the other is kept under its name."""
        best, first = self.ranks[attribute]
        if getattr(self.paper, attribute) == value:
            return
        if rank < best:
            setattr(self.paper, attribute, value)
            self.ranks[attribute] = (rank, name)
            self.unknown(first, self.fields[first])
        else:
            self.unknown(name, self.fields[name])

    def put(self, attribute: str, value: str | None, name: str) -> bool:
        """Set a variable from a field, unless it is set: then the field is kept; whether set."""
        if not value:
            return False
        if getattr(self.paper, attribute) is None:
            setattr(self.paper, attribute, value)
            return True
        if getattr(self.paper, attribute) != value:
            self.unknown(name, self.fields[name])
        return False

    def remark(self, kind: Any, variable: str, message: str, before: str = "") -> None:
        """Note what was mended or guessed."""
        note = Remark(kind=kind, variable=variable, message=message, before=before)
        self.remarks.append(note)

    def finish(self) -> None:
        """Repeated fields, faults, the entry's own type; then `extra` and `remarks`."""
        entry, paper = self.entry, self.paper
        for name, raw in entry.repeats:
            row = BY_FIELD.get(name)
            if row is None and name not in SPECIAL:
                self.unknown(name, raw)
                continue
            before = _BLANKS.sub(" ", raw).strip()
            self.remark("dropped", row[0] if row else "", f"{name} stands here twice", before)
        for fault in entry.faults:
            self.remark("repaired", "", f"{entry.key or 'the entry'}: {fault}")
        usual = WRITE.get(paper.type, ("misc", "misc"))
        if entry.kind not in usual and _CANONICAL.get(entry.kind) != paper.type:
            self.extra[TYPE] = entry.kind
        if self.others:
            self.extra[OTHERS] = self.others
        if self.extra:
            paper.extra = {NAME: self.extra}
        if self.remarks:
            paper.remarks = self.remarks


_CANONICAL = {
    "mastersthesis": "thesis", "phdthesis": "thesis", "electronic": "webpage", "www": "webpage",
    "conference": "paper-conference", "misc": "document", "image": "graphic",
    "video": "motion_picture", "online": "webpage",
}  # fmt: skip


def _title(raw: str, reading: _Reading, attribute: str) -> str | None:
    return decode(raw, titled=True) or None


def _text(raw: str, reading: _Reading, attribute: str) -> str | None:
    return decode(raw) or None


def _lines(raw: str, reading: _Reading, attribute: str) -> str | None:
    return decode(raw, lines=True) or None


def _verbatim(raw: str, reading: _Reading, attribute: str) -> str | None:
    value = verbatim(raw)
    if attribute != "DOI" or not value:
        return value or None
    prefix = _DOI_PREFIX.match(value)
    if prefix:
        reading.remark("repaired", "DOI", "the resolver's address was taken off", value)
        value = value[prefix.end() :]
        return unquote(value) if "%" in value and "://" in prefix[0] else value
    return value


def verbatim(raw: str) -> str:
    """A URL, DOI or the like, which is not LaTeX, but is escaped by many programs.

    >>> verbatim(r"10.1000/a{\\_}b"), verbatim(r"\\url{http://x.org/~a}")
    ('10.1000/a_b', 'http://x.org/~a')
    """
    value = _BLANKS.sub(" ", raw).strip()
    while is_wrapped(value) and value[1:2] != "\\":
        value = value[1:-1].strip()
    if "\\" in value or "$" in value:
        command = _URL_COMMAND.match(value)
        if command:
            value = command[1] if command[1] is not None else command[2]
        value = _ESCAPED.sub(r"\1", value)
        value = _WORDED.sub(lambda match: _WORDS.get(match[1] or "", "~"), value)
    return value


def _names(raw: str, reading: _Reading, attribute: str) -> Any:
    for name, other in reading.entry.repeats:
        if BY_FIELD.get(name, ("",))[0] == attribute:
            raw = f"{raw} and {other}"
    if any(BY_FIELD.get(name, ("",))[0] == attribute for name, _ in reading.entry.repeats):
        reading.entry.repeats = [
            repeat
            for repeat in reading.entry.repeats
            if BY_FIELD.get(repeat[0], ("",))[0] != attribute
        ]
    names, others = read_names(raw)
    if others:
        reading.others.append(attribute)
        reading.remark("doubt", attribute.replace("_", "-"), 'the list of names ends "and others"')
    return list(names) or None


def _date(raw: str, reading: _Reading, attribute: str) -> Any:
    return read_date(raw)


def pages(raw: str) -> str:
    """Pages with hyphens, as CSL has them.

    >>> pages("10--20, 35 -- 36")
    '10-20, 35-36'
    """
    if raw.isdecimal():
        return raw
    text = raw.replace("--", "–") if "\\" not in raw and "{" not in raw else raw
    return _PAGE_DASH.sub("-", decode(text).replace("\u00a0", " "))


def _pages(raw: str, reading: _Reading, attribute: str) -> str | None:
    return pages(raw) or None


_DECODERS: dict[str, Callable[[str, _Reading, str], Any]] = {
    "title": _title, "text": _text, "lines": _lines, "verbatim": _verbatim, "names": _names,
    "date": _date, "pages": _pages,
}  # fmt: skip


def _issued(reading: _Reading) -> None:
    fields = reading.fields
    whole = fields.get("date")
    year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    if whole is not None and (date := read_date(whole)) is not None:
        reading.paper.issued = date
        if is_wrapped(year.strip()) and date.literal is None:
            literal = read_parts(year, "", "")[0]
            if literal is not None:
                reading.paper.issued = _with_literal(date, literal.literal)
        elif year and date.year is not None and str(abs(date.year)) not in year:
            reading.unknown("year", year)
        return
    if not (year or month or day):
        return
    date, understood = read_parts(year, month, day)
    if not understood and month:
        reading.remark("doubt", "issued", "the month is not understood", month)
        reading.unknown("month", month)
    reading.paper.issued = date


def _with_literal(date: Any, literal: str | None) -> Any:
    return type(date)(
        date.year, date.month, date.day, date.season, date.circa, literal, None, date.end
    )


def _numbers(reading: _Reading) -> None:
    """number, issue and eid: what they mean depends on the type."""
    fields = reading.fields
    number = _plain(fields.get("number"))
    issue = _plain(fields.get("issue"))
    if number:
        reading.put(number_slot(reading.kind, "series" in fields), number, "number")
    if issue:
        reading.put("issue", issue, "issue")
    for name in ("eid", "articleno", "article-number"):
        if name in fields:
            reading.put("number", _plain(fields[name]), name)


def number_slot(kind: str, in_series: bool) -> str:
    """The attribute that the field `number` stands for."""
    if kind in PERIODICAL:
        return "issue"
    if kind in BOOKISH:
        return "collection_number" if in_series else "issue"
    return "number"


def _publisher(reading: _Reading) -> None:
    """The publisher, by any of its fields; a URL in howpublished."""
    fields = reading.fields
    raw = fields.get("howpublished")
    if raw and reading.paper.URL is None:
        found = _URL_IN.search(raw)
        if found:
            reading.paper.URL = verbatim(found[1] or found[2])
            rest = _URL_IN.sub("", raw).strip(" .,;:{}\\")
            raw = None if rest.lower() in ("", "online", "available at", "available online",
                                           "accessed", "website", "web page") else raw  # fmt: skip
            if raw:
                reading.unknown("howpublished", raw)
                raw = None
    order = ["publisher", "institution", "school", "organization"]
    if reading.kind == "thesis":
        order = ["school", "institution", "publisher", "organization"]
    elif reading.kind == "patent" and "holder" in fields and "publisher" not in fields:
        names = read_names(fields["holder"])[0]
        reading.put("publisher", "; ".join(str(name) for name in names), "holder")
    elif "holder" in fields:
        reading.unknown("holder", fields["holder"])
    for name in order:
        if name in fields:
            reading.put("publisher", _plain(fields[name]), name)
    if raw and not reading.put("publisher", _plain(raw), "howpublished"):
        return


def _genre(reading: _Reading) -> None:
    raw = reading.fields.get("type")
    paper = reading.paper
    if raw is not None:
        text = decode(raw)
        paper.genre = (text if is_wrapped(raw.strip()) else TYPES.get(text.lower(), text)) or None
    elif reading.kind == "thesis" and "entrysubtype" not in reading.fields:
        paper.genre = THESES.get(reading.entry.kind)


THESES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis",
    "masterthesis": "Master’s thesis", "bachelorthesis": "Bachelor’s thesis",
}  # fmt: skip


def _worded(reading: _Reading) -> None:
    """Fields whose words BibLaTeX has keys for; in a second pair of braces they are literal."""
    fields, paper = reading.fields, reading.paper
    raw = fields.get("edition")
    if raw:
        text = decode(raw)
        paper.edition = text if is_wrapped(raw.strip()) else ORDINALS.get(text.lower(), text)
    raw = fields.get("pubstate") or fields.get("status")
    if raw:
        text = decode(raw)
        paper.status = text if is_wrapped(raw.strip()) else PUBSTATES.get(text.lower(), text)
    if "shorthand" in fields:
        reading.unknown("shorthand", fields["shorthand"])
    if "groups" in fields:
        reading.unknown("groups", fields["groups"])


def _language(reading: _Reading) -> None:
    fields = reading.fields
    raw, babel = fields.get("language"), fields.get("langid")
    if raw:
        text = decode(raw)
        literal = is_wrapped(raw.strip())
        reading.paper.language = text if literal else language_tag(text)
    if not babel:
        return
    tag = LANGUAGES.get(babel.strip().lower())
    if reading.paper.language is None:
        reading.paper.language = tag or decode(babel)
    elif tag is None or tag[:2] != reading.paper.language[:2]:
        reading.unknown("langid", babel)


def language_tag(text: str) -> str:
    """The tag of a language given by name; other text as it stands.

    >>> language_tag("English"), language_tag("langfrench"), language_tag("zh-CN")
    ('en', 'fr', 'zh-CN')
    """
    found = LANGUAGES.get(text.lower())
    if found:
        return found
    if text.lower().startswith("lang") and text[4:].lower() in LANGUAGES:
        return LANGUAGES[text[4:].lower()]
    return text


def _eprint(reading: _Reading) -> None:
    """eprint and its server: PMID, or the number of a preprint."""
    fields, paper = reading.fields, reading.paper
    raw = fields.get("eprint")
    server_name = "eprinttype" if "eprinttype" in fields else "archiveprefix"
    class_name = "eprintclass" if "eprintclass" in fields else "primaryclass"
    server = _plain(fields.get(server_name)) or ""
    if raw is None:
        for name in (server_name, class_name):
            if name in fields:
                reading.unknown(name, fields[name])
        return
    value = verbatim(raw)
    if server.lower() == "pubmed" and paper.PMID is None:
        paper.PMID = value
        return
    subject = _plain(fields.get(class_name))
    if reading.kind == "article" and server.lower() == "arxiv" and paper.number is None:
        found = _ARXIV.fullmatch(value)
        paper.number = f"arXiv:{found[1]}" if found else value
        if subject:
            reading.put("archive", "arXiv", server_name)
            reading.put("archive_location", subject, class_name)
        if paper.URL is None and paper.DOI is None and found:
            paper.URL = f"https://arxiv.org/abs/{found[1]}"
            reading.remark("guessed", "URL", "made from the eprint number")
        return
    for name in ("eprint", server_name, class_name):
        if name in fields:
            reading.unknown(name, fields[name])


def _subtitles(reading: _Reading) -> None:
    """Subtitles, and titles of works in several volumes."""
    fields, paper = reading.fields, reading.paper
    if "subtitle" in fields:
        paper.title = _joined(paper.title, decode(fields["subtitle"], titled=True))
    if "booksubtitle" in fields:
        subtitle = decode(fields["booksubtitle"], titled=True)
        paper.container_title = _joined(paper.container_title, subtitle)
    if "journalsubtitle" in fields:
        paper.container_title = _joined(paper.container_title, decode(fields["journalsubtitle"]))
    if "maintitle" not in fields:
        return
    main = decode(fields["maintitle"], titled=True)
    if "mainsubtitle" in fields:
        main = _joined(main, decode(fields["mainsubtitle"], titled=True)) or main
    if reading.kind in _WHOLE:
        paper.volume_title, paper.title = paper.title, main
    else:
        paper.volume_title, paper.container_title = paper.container_title, main


_WHOLE = frozenset("book classic periodical pamphlet".split())


def _joined(title: str | None, subtitle: str) -> str | None:
    if not title or not subtitle:
        return title or subtitle or None
    return f"{title} {subtitle}" if title[-1] in ":?!.—–" else f"{title}: {subtitle}"


def _roles(reading: _Reading) -> None:
    """Editors of other roles: editortype, editora with editoratype ..."""
    fields, paper = reading.fields, reading.paper
    role = EDITOR_TYPES.get((fields.get("editortype") or "editor").strip("{} ").lower())
    if role and paper.editor and getattr(paper, role) is None:
        setattr(paper, role, paper.editor)
        paper.editor = None
    elif "editortype" in fields:
        reading.unknown("editortype", fields["editortype"])
    for name in ("editora", "editorb", "editorc"):
        if name not in fields:
            continue
        kind = name + "type"
        role = EDITOR_TYPES.get(fields.get(kind, "").strip("{} ").lower())
        if role and getattr(paper, role) is None:
            setattr(paper, role, list(read_names(fields[name])[0]) or None)
            continue
        reading.unknown(name, fields[name])
        if kind in fields:
            reading.unknown(kind, fields[kind])


def _subtype(reading: _Reading) -> None:
    raw = reading.fields.get("entrysubtype")
    if raw and kind_of("misc", {"entrysubtype": raw}) == "document" != raw.strip("{} ").lower():
        reading.unknown("entrysubtype", raw)


def _plain(raw: str | None) -> str | None:
    return decode(raw) or None if raw else None


def _cased(tag: str) -> str:
    """A language tag with the usual capitals: zh-Hans-CN."""
    first, *others = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
             for part in others]  # fmt: skip
    return "-".join([first, *cased])


_STEPS = (
    _issued, _numbers, _eprint, _publisher, _genre, _worded, _language, _subtitles, _roles,
    _subtype,
)  # fmt: skip
