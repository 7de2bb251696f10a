"""Fields whose meaning depends on others, or on the type of the work: dates, numbers ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.formats.bibtex._fields import ARTICLE_NUMBERS, BY_STEP, EDITOR_TYPES, PUBSTATES, TYPES
from citex.formats.bibtex._people import read_names
from citex.formats.bibtex._reading import Reading, date_text, in_braces, listed, verbatim
from citex.formats.bibtex._types import BOOKISH, MARKS, WHOLE, is_told, kind_of
from citex.model import PartialDate, new_date, new_name
from citex.model.date_grammar import Read
from citex.text.addresses import RESOLVERS, resolved, resolved_alone
from citex.text.dates.reading import read_parts, visited
from citex.text.genres import settle_genre
from citex.text.identifiers import parse_arxiv
from citex.text.languages import tag
from citex.text.names.words import is_body, others_last
from citex.text.pages import PERIODICALS
from citex.text.preprints import PLATFORMS, is_server
from citex.text.scripts import has_cjk
from citex.text.tex.decode import decode, is_wrapped

_URL_IN = regex(r"\\(?:url|href)\s*\{([^{}]*)\}|(https?://[^\s{}]*[^\s{}.,;:])")
_ARXIV = regex(r"(?:arxiv:)?(.+)", re.IGNORECASE)
_CLASSED = regex(r"\s?\[[\w.-]{2,20}\]\Z")
"""The class behind a number, as arXiv cites itself: "2001.00001 [math.CO]"."""


def _issued(reading: Reading) -> None:
    fields = reading.fields
    whole = fields.get("date")
    year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    if whole is not None and (date := reading.date(whole, "issued")) is not None:
        reading.paper.issued = date
        words = date_text(year)
        if not is_wrapped(year.strip()) and not _in_year(year).literal:
            words = ""
        if words and not words.isdecimal() and date.literal is None:
            reading.paper.issued = replace(date, literal=words)
        elif year.strip("0") and (date.year is None or str(abs(date.year)) not in year):
            reading.unknown("year", year)
        if month or day:
            parts = _apart("2000", month, day)[0] or date  # whatever the year is
            if month and (parts.month, parts.season) != (date.month, date.season):
                reading.unknown("month", month)
            if day and parts.day != date.day:
                reading.unknown("day", day)
        return
    if not (year or month or day):
        return
    reading.paper.issued, doubt = _apart(year, month, day)
    if doubt:
        reading.remark("doubt", "issued", doubt, month or year)
        date = reading.paper.issued or new_date()
        if month and not (date.month or date.season):
            reading.unknown("month", month)
        if day and not date.day:
            reading.unknown("day", day)


def _other_dates(reading: Reading) -> None:
    """Dates in fields apart (origyear, urlmonth, endyear ...), and ACM's date of an issue."""
    fields, paper = reading.fields, reading.paper
    for stem, attribute in (
        ("orig", "original_date"), ("url", "accessed"), ("event", "event_date"), ("end", "end"),
    ):  # fmt: skip
        names = [stem + part for part in ("year", "month", "day")]
        year, month, day = (fields.get(name, "") for name in names)
        date = _apart(year, month, day)[0] if year else None
        issued = paper.issued
        if date and attribute == "end" and issued and issued.year and not issued.end:
            paper.issued = replace(issued, end=date)
        elif date and attribute != "end" and getattr(paper, attribute) is None:
            setattr(paper, attribute, date)
        else:
            reading.keep(*names)
    raw = fields.get("issue_date")
    if raw:
        date, old = in_braces(raw, "year")[0], paper.issued
        if date and (old is None or (old.year == date.year and not (old.month or old.season))):
            paper.issued = date
        elif date != old:
            reading.unknown("issue_date", raw)


@remembered(8192)
def _apart(year: str, month: str, day: str) -> Read:
    """The date of the fields year, month and day, and what is doubtful."""
    if is_wrapped(year.strip()) and _in_year(year).year is None:
        return _in_year(year), "the month is not understood" if month else ""
    year, month, day = (date_text(part).strip("# ") for part in (year, month, day))
    return read_parts(year, month, day)


def _in_year(year: str) -> PartialDate:
    """The date in the field "year"; its words where braces of its own stand around words."""
    return in_braces(year, "year")[0] or new_date()


def _numbers(reading: Reading) -> None:
    """number, issue and eid: what they mean depends on the type."""
    fields = reading.fields
    number = _plain(fields.get("number"))
    issue = _plain(fields.get("issue"))
    if number:
        slot = number_slot(reading.kind, "series" in fields, "pages" in fields)
        reading.put(slot, number, "number")
    if issue:
        reading.put("issue", issue, "issue")
    for name in ARTICLE_NUMBERS:
        if name in fields:
            reading.put("number", _plain(fields[name]), name)


def number_slot(kind: str, in_series: bool, paged: bool = False) -> str:
    """The attribute that the field `number` stands for."""
    if kind == "article-newspaper" and not paged:
        return "page"  # of one day's paper it is the page that has a number
    if kind in PERIODICALS:
        return "issue"
    if kind in BOOKISH:
        return "collection_number" if in_series else "issue"
    return "number"


def _publisher(reading: Reading) -> None:
    """The publisher, by any of its fields; a URL in howpublished."""
    fields = reading.fields
    raw = fields.get("howpublished")
    if raw and reading.paper.URL is None and (named := resolved_alone(verbatim(raw))):
        reading.paper.URL, raw = named, None
    found = _URL_IN.search(raw) if raw else None
    if raw and found:
        address = verbatim(found[1] or found[2])
        other = reading.paper.URL not in (None, address)
        reading.paper.URL = reading.paper.URL or address
        rest = _URL_IN.sub("", raw).strip(" .,;:{}[]\\")
        seen = visited(decode(rest)) if "ed" in rest else None
        if seen and reading.paper.accessed is None:
            reading.paper.accessed = seen
        elif other or rest.lower() not in _MEDIA:
            reading.keep("howpublished")
        raw = None
    if raw and raw.strip(" .,;:{}[]").lower() in _MEDIA:
        reading.keep("howpublished")
        raw = None
    order = ["publisher", "institution", "school", "university", "organization"]
    if reading.kind == "thesis":
        order = ["school", "university", "institution", "publisher", "organization"]
    owner = next((name for name in _OWNERS if name in fields), None)
    if reading.kind == "patent" and owner and "publisher" not in fields:
        names = read_names(fields[owner])[0]
        reading.put("publisher", "; ".join(str(name) for name in names), owner)
        reading.keep(*(name for name in _OWNERS if name != owner))
    elif owner:
        reading.keep(*_OWNERS)
    if reading.entry.kind in _KEPT and "publisher" not in fields and "institution" in fields:
        paper = reading.paper  # who keeps what was never published
        paper.archive = listed(fields["institution"])
        paper.archive_place, paper.publisher_place = paper.publisher_place, None
        order.remove("institution")
    for name in order:
        if name in fields:
            reading.put("publisher", listed(fields[name]), name)
    reading.put("publisher", _plain(raw), "howpublished")
    paper, house = reading.paper, reading.paper.publisher or ""
    reviewed = not fields.keys().isdisjoint(("mrnumber", "mrclass", "zblnumber", "zbl"))
    if reviewed and paper.publisher_place is None and (match := _HOUSE.fullmatch(house)):
        paper.publisher, paper.publisher_place = match[1], match[2]
        reading.remark("repaired", "publisher", "the place stood with the publisher", house)


_HOUSE = regex(r"([^,]+(?:, (?:Inc|Ltd|LLC|Co)\.)?), ((?!Inc\b|Ltd\b|LLC\b|Co\b)[^\W\d_].*)")
"""MathSciNet's "Springer, Cham", "Wiley, Inc., Hoboken, NJ"."""


_OWNERS = ("holder", "assignee", "applicant")
_KEPT = ("archive", "letter")
_MEDIA = frozenset(
    ("", "online", "available at", "available online", "accessed", "website", "web page", "web",
     "webpage", "internet", "electronic", "url", "eb/ol", "j/ol", "db/ol", "ol")
)  # fmt: skip
"""What `howpublished` says of the way only; it is no publisher."""


def _identifiers(reading: Reading) -> None:
    """A CSTR, for which CSL has no variable, stands in the note: "CSTR: 31253.11...".

    A handle or a URN is the address at which it is resolved, where the entry names no other.
    """
    paper, fields = reading.paper, reading.fields
    for scheme in ("hdl", "handle", "urn", "ark"):
        if scheme not in fields:
            continue
        address = resolved(scheme, verbatim(fields[scheme])) if paper.URL is None else None
        if address is None:
            reading.unknown(scheme, fields[scheme])
        paper.URL = paper.URL or address
    if "cstr" not in fields:
        return
    number = _CSTR.sub("", verbatim(reading.fields["cstr"]).strip())
    note = reading.paper.note
    reading.paper.note = f"{note}\nCSTR: {number}" if note else f"CSTR: {number}"


_CSTR = regex(r"(?:https?://)?(?:www\.)?cstr\.cn/|cstr\s*[:：]?\s*", re.IGNORECASE)


def _genre(reading: Reading) -> None:
    raw = reading.fields.get("type")
    paper = reading.paper
    if raw is not None:
        text, literal = decode(raw), is_wrapped(raw.strip())
        paper.genre = (text if literal else TYPES.get(text.lower(), text)) or None
        if not literal and settle_genre(paper, reading.remarks, decides=False) is not None:
            reading.unknown("type", raw)
            paper.genre = paper.genre or entry_genre(reading.entry.kind, paper.title)
    elif "entrysubtype" not in reading.fields:
        paper.genre = entry_genre(reading.entry.kind, paper.title)


def entry_genre(entry_type: str, title: str | None) -> str | None:
    """What an entry type says besides the type; a compilation is GB/T 7714's (G), if in Chinese.

    >>> entry_genre("phdthesis", "T"), entry_genre("collection", "T")
    ('PhD thesis', None)
    >>> entry_genre("collection", "文集")
    'compilation'
    """
    genre = ENTRY_GENRES.get(entry_type)
    return None if genre == "compilation" and not has_cjk(title or "") else genre


ENTRY_GENRES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis",
    "masterthesis": "Master’s thesis", "bachelorthesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "collection": "compilation", "mvcollection": "compilation",
}  # fmt: skip


def _status(reading: Reading) -> None:
    """The state, for which BibLaTeX has keys; in a second pair of braces it is literal."""
    raw = reading.fields.get("pubstate") or reading.fields.get("status")
    if raw:
        text = decode(raw)
        literal = is_wrapped(raw.strip())
        reading.paper.status = text if literal else PUBSTATES.get(text.lower(), text)


def _language(reading: Reading) -> None:
    fields = reading.fields
    raw = fields.get("language") or fields.get("lang")
    babel = fields.get("langid") or fields.get("hyphenation")
    if raw:
        text = decode(raw)
        literal = is_wrapped(raw.strip())
        reading.paper.language = text if literal else language_tag(text)
    if not babel:
        return
    found = tag(babel)
    if reading.paper.language is None:
        reading.paper.language = found or decode(babel)
    elif found is None or found[:2] != reading.paper.language[:2]:
        reading.unknown("langid", babel)


@remembered(1024)
def language_tag(text: str) -> str:
    """The tag of a language given by name, or by BibLaTeX's key; other text as it stands.

    >>> language_tag("English"), language_tag("langfrench"), language_tag("zh-CN")
    ('en', 'fr', 'zh-CN')
    """
    key = text[4:] if text.lower().startswith("lang") else text
    return tag(text) or tag(key) or text


def _eprint(reading: Reading) -> None:
    """eprint and its server: PMID, or the number of a preprint."""
    fields, paper = reading.fields, reading.paper
    raw = fields.get("eprint")
    server_name = "eprinttype" if "eprinttype" in fields else "archiveprefix"
    class_name = "eprintclass" if "eprintclass" in fields else "primaryclass"
    server = _plain(fields.get(server_name)) or ""
    subject = _plain(fields.get(class_name))
    classed = subject is not None and server.lower() == "arxiv"  # which is put into the archive
    if reading.kind == "article" and not (classed or "publisher" in fields) and is_server(server):
        paper.publisher = PLATFORMS.get(server.casefold(), server)
    if raw is None:
        reading.keep(server_name, class_name)
        return
    value = verbatim(raw)
    if server.lower() == "pubmed" and paper.PMID is None:
        paper.PMID = value
        return
    if reading.kind == "article" and server.lower() == "arxiv" and paper.number is None:
        found = _ARXIV.fullmatch(parse_arxiv(_CLASSED.sub("", value)) or value)
        paper.number = f"arXiv:{found[1]}" if found else value
        if subject:
            reading.put("archive", "arXiv", server_name)
            reading.put("archive_location", subject, class_name)
        if paper.URL is None and paper.DOI is None and found:
            paper.URL = f"https://arxiv.org/abs/{found[1]}"
            reading.remark("guessed", "URL", "made from the eprint number")
        return
    stem = STORES.get(server.lower())
    address = value if stem and "://" in value else resolved(server.lower(), value)
    if (address or stem) and paper.URL is None and paper.DOI is None:
        paper.URL = address or f"{stem}{value}"
        reading.remark("guessed", "URL", "made from the eprint number")
    reading.keep("eprint", server_name, class_name)


STORES = {
    "jstor": "https://www.jstor.org/stable/", "hdl": RESOLVERS["hdl"].format(""),
    "googlebooks": "https://books.google.com/books?id=",
}  # fmt: skip
"""BibLaTeX's other servers of `eprinttype` -> where their numbers lead."""


def _subtitles(reading: Reading) -> None:
    """Subtitles, and titles of works in several volumes."""
    fields, paper = reading.fields, reading.paper
    if "fjournal" in fields:  # MathSciNet: the journal in full; `journal` is its abbreviation
        short, paper.container_title = paper.container_title, decode(fields["fjournal"])
        if short != paper.container_title:
            reading.put("container_title_short", short, "journal")
    for name, attribute in _PARTS_OF_TITLES.items():
        if name in fields:
            part = decode(fields[name], titled=name != "journalsubtitle")
            setattr(paper, attribute, _joined(getattr(paper, attribute), part))
    if "maintitle" not in fields:
        reading.keep("mainsubtitle", "maintitleaddon")
        return
    main = decode(fields["maintitle"], titled=True)
    for name in ("mainsubtitle", "maintitleaddon"):
        if name in fields:
            main = _joined(main, decode(fields[name], titled=True)) or ""
    if not main:
        return
    if reading.kind in WHOLE:
        paper.volume_title, paper.title = paper.title, main
    else:
        paper.volume_title, paper.container_title = paper.container_title, main


_PARTS_OF_TITLES = {
    "subtitle": "title", "titleaddon": "title", "booksubtitle": "container_title",
    "booktitleaddon": "container_title", "journalsubtitle": "container_title",
}  # fmt: skip


def _joined(title: str | None, subtitle: str) -> str | None:
    if not title or not subtitle:
        return title or subtitle or None
    if title.casefold().endswith((f": {subtitle}".casefold(), f"? {subtitle}".casefold())):
        return title  # which some give twice
    return f"{title} {subtitle}" if title[-1] in ":?!.—–" else f"{title}: {subtitle}"


def _roles(reading: Reading) -> None:
    """Editors of other roles: editortype, editora with editoratype ...; REVTeX's collaboration."""
    fields, paper = reading.fields, reading.paper
    if "collaboration" in fields:
        _collaboration(reading, decode(fields["collaboration"]))
    role = EDITOR_TYPES.get(fields.get("editortype", "").strip("{} ").lower())
    if role and paper.editor and getattr(paper, role) is None:
        setattr(paper, role, paper.editor)
        paper.editor = None
    else:
        reading.keep("editortype")
    for name in ("editora", "editorb", "editorc"):
        if name not in fields:
            continue
        kind = name + "type"
        role = EDITOR_TYPES.get(fields.get(kind, "").strip("{} ").lower())
        if role and getattr(paper, role) is None:
            setattr(paper, role, list(read_names(fields[name])[0]) or None)
            continue
        reading.keep(name, kind)


def _collaboration(reading: Reading, text: str) -> None:
    """The groups that APS and INSPIRE name beside the authors: the last of these."""
    names = list(reading.paper.author or ())
    known = {str(name).casefold() for name in names}
    for part in _GROUPS.split(text):
        bare = part.strip(" .()").removeprefix("the ").removeprefix("The ")
        if not bare:
            continue
        group = bare if is_body(bare) else " ".join((bare, "Collaboration"))
        forms = {group.casefold(), bare.casefold()}
        if known.isdisjoint(forms | {"the " + form for form in forms}):
            names.append(new_name(literal=group))
            message = "the collaboration stands with the authors"
            reading.remark("repaired", "author", message, part)
    reading.paper.author = others_last(names) or None


_GROUPS = regex(r"(?:,\s*|(?<!\s)\s+)and\s+|[,;]\s*")


def _marks(reading: Reading) -> None:
    """What the Chinese packages' marks say besides the type: the carrier, a genre, no note."""
    fields, paper = reading.fields, reading.paper
    for name in MARKS:
        letter, _, carrier = fields.get(name, "").strip("{} ").upper().partition("/")
        if paper.genre is None and letter in _GENRES:
            paper.genre = _GENRES[letter]
        if paper.medium is None and carrier in ("CD", "MT", "DK"):
            paper.medium = carrier
    note = paper.note
    if note and note.isalpha() and is_told(reading.entry.kind, note):
        reading.keep("note")
        paper.note = None


_GENRES = {"DB": "database", "G": "compilation"}


def _subtype(reading: Reading) -> None:
    raw = reading.fields.get("entrysubtype")
    if raw and kind_of("misc", {"entrysubtype": raw}) == "document" != raw.strip("{} ").lower():
        reading.unknown("entrysubtype", raw)


def _plain(raw: str | None) -> str | None:
    return decode(raw) or None if raw else None


_STEPS = {
    "issued": _issued, "other dates": _other_dates, "numbers": _numbers,
    "eprint": _eprint, "publisher": _publisher,
    "identifiers": _identifiers, "genre": _genre, "status": _status,
    "language": _language, "subtitles": _subtitles, "roles": _roles, "marks": _marks,
    "subtype": _subtype,
}  # fmt: skip
GENRE, MARKED = (1 << list(BY_STEP).index(step) for step in ("genre", "marks"))


@lru_cache(maxsize=1024)
def steps_of(due: int) -> tuple[Callable[[Reading], None], ...]:
    """The steps whose bits are set, in their order."""
    steps = (step for place, step in enumerate(BY_STEP) if due >> place & 1)
    return tuple(_STEPS[step] for step in steps if step in _STEPS)
