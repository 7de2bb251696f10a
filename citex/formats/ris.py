"""RIS (RefMan), the tagged format of publishers' sites and reference managers.

rispy's parser and writer stand beneath, with its tags and document types; the parts of them that
lose or forge data are replaced: `Parser` reads a file record by record whatever its byte order
mark, line ends and spacing, keeps repeated and unknown tags, and mends missing ends; `Writer`
writes each value on one line, without numbering, ended by CR LF. Both still are rispy's
interface: `rispy.load(file, implementation=Parser)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

from citex.formats import Format, Problems, Source
from citex.formats._fields import TEXT, Extra, Field, Form, Group, Kind, Put, Table, write_extra
from citex.formats._forms import (
    DOI,
    KEYWORDS,
    SLASHED,
    URL,
    best_date,
    pages,
    read_date,
    say,
    slashed,
    standard_numbers,
    year_text,
)
from citex.formats._identifiers import parse_pmcid
from citex.formats._noted import tidy_names
from citex.formats._people import plain_names, read_names, write_name
from citex.formats._tagged import Fields, Grammar, Record, fold, records, report_none
from citex.formats._titles import meeting
from citex.model import Name, Paper, PartialDate, Remark

NAME = "ris"

_MORE_TAGS = frozenset(
    """BT CT ED T1 L3 J1 VO CP SV DI C9 U1 U2 U3 U4 U5 PP H1 H2 CR AV M2 AE CA NV AX ER TY"""
    .split()
)  # fmt: skip
KNOWN = frozenset(TAG_KEY_MAPPING) - {"UK"} | _MORE_TAGS
"""The tags of RIS as rispy lists them, and those that programs write besides."""

_TAGGED = re.compile(
    r"\s*([A-Za-z][A-Za-z0-9])[ \u00a0\t]{1,2}[-\u2010-\u2014](?:[ \u00a0\t]|$)(.*)"
)
_GLUED = re.compile(r"\s*([A-Z][A-Z0-9])  -(\S.*)")
_PROSE = frozenset(("AB", "N2", "N1", "RN"))
_ENDED = re.compile(r"[.!?。！？:;)\]”\"]\s*$")


class _Lines:
    """Parts the lines of one file; it knows what went before, for text that looks like a tag."""

    def __init__(self) -> None:
        self._tag = ""
        self._text = ""
        self._narrow = False  # tags are followed by one blank in this file

    def split(self, line: str) -> tuple[str, str] | None:
        """The tag and the value of a line, None for a line of text."""
        tag = line[:2]
        if line[2:6] == "  - " and tag in KNOWN and tag != "ER":
            self._tag = tag
            self._text = line
            return tag, line[6:].strip()
        found = self._odd(line)
        if found is not None:
            self._tag = found[0]
        if found is not None or line:
            self._text = line
        return found

    def _odd(self, line: str) -> tuple[str, str] | None:
        if "-" not in line and "–" not in line and "—" not in line:
            return None
        match = _TAGGED.match(line)
        glued = match is None
        if match is None:
            match = _GLUED.match(line)
            if match is None:
                return None
        tag, value = match[1].upper(), match[2].strip()
        wide = not glued and line[match.end(1) : match.end(1) + 2].strip() == ""
        if tag == "ER":
            return (tag, "") if not value or value.isdigit() else None
        if tag == "TY":
            if wide or value.upper() in _CODES:
                self._narrow = not wide and not glued
                return tag, value
            return None
        if glued:
            return (tag, value) if tag in KNOWN else None
        if not match[1].isupper() and not (match[1].islower() and tag in KNOWN and wide):
            return None
        if not wide and not (self._narrow and tag in KNOWN):
            return None
        if tag not in KNOWN and self._tag in _PROSE and not _ENDED.search(self._text):
            return None  # a line of an abstract: "... and\nIL  - 2 were ..."
        return tag, value


def _grammar() -> Grammar:
    return Grammar(_Lines().split, "TY", end="ER", lists=frozenset(("KW", "N1", "RN")))


class Parser(rispy.RisParser):  # type: ignore[misc]  # rispy has no types
    """rispy's parser, without what it loses; `iterate` gives records lazily."""

    def iterate(
        self, lines: Iterable[str], problems: Problems | None = None, source: str = ""
    ) -> Iterator[Record]:
        """The records of some lines, tags and values as they stand."""
        return records(lines, _grammar(), [] if problems is None else problems, source)

    def parse(self, text: str) -> list[dict[str, Any]]:
        """The references of a text, as rispy's dictionaries."""
        return self.parse_lines(text.removeprefix("\ufeff").splitlines())

    def parse_lines(self, lines: Iterable[str]) -> list[dict[str, Any]]:
        """The references of some lines, as rispy's dictionaries; repeated tags make lists."""
        self.enforce_list_tags = False
        found: list[dict[str, Any]] = []
        clean = (line.rstrip("\r\n").removeprefix("\ufeff") for line in lines)
        for record in self.iterate(clean):
            reference: dict[str, Any] = {}
            for tag, values in record.fields.items():
                if tag not in self.ignore:
                    for value in values:
                        self._add_tag(reference, tag, value)
            found.append(reference)
        return found


class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """rispy's writer, without numbering, and with each value on a line of its own."""

    NEWLINE = "\r\n"
    SEPARATOR = None

    def set_header(self, count: int) -> str:
        """No line before a reference."""
        return ""

    def _format_line(self, tag: str, value: Any = "") -> str:
        return f"{tag}  - {fold(str(value))}"

    def _format_reference(self, ref: dict[str, Any], count: int, n: int) -> Iterator[str]:
        whole: dict[str, Any] = {}
        for label, value in ref.items():
            if value is None:
                continue
            tag = self._rev_mapping.get(label.lower())
            whole[label] = [value] if tag in self.list_tags and isinstance(value, str) else value
        yield from super()._format_reference(whole, count, n)


_UNSAFE = ("TY", "ER")
_TAG = re.compile(r"[A-Z][A-Z0-9]")


def _keeps(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None and tag not in _UNSAFE


def _read_people(values: list[str]) -> tuple[list[Name] | None, list[str]]:
    return read_names(values, star="\u2217") or None, []


def _write_people(names: list[Name]) -> tuple[list[str], bool]:
    texts = plain_names(names, "*")
    if texts is not None:
        return texts, True
    names = tidy_names(names)
    texts = [write_name(name).replace("*", "\u2217") for name in names]
    return texts, _read_people(texts)[0] == names


PEOPLE = Form(_read_people, _write_people)


def _starless(form: Form) -> Form:
    """A form for fields in which RefMan allows no asterisk: its look-alike stands for it."""

    def read(values: list[str]) -> tuple[Any, list[str]]:
        value, left = form.read(values)
        return (value.replace("\u2217", "*") if value else value), left

    def write(value: Any) -> tuple[list[str], bool]:
        texts, exact = form.write(value)
        return [text.replace("*", "\u2217") for text in texts], exact

    return Form(read, write)


def _read_issued(paper: Paper, fields: Fields, extra: Extra) -> None:
    """DA is the date, PY and Y1 the year or the same date; one of another year is kept."""
    years = fields.get("PY", [])
    if len(years) == 1 and "DA" not in fields and "Y1" not in fields:
        year = years[0]
        if len(year) == 4 and year.isdigit() and year.isascii():
            paper.issued = PartialDate(int(year))
            return
    origin: dict[str, str] = {}
    for tag in ("DA", "PY", "Y1"):
        for text in fields.get(tag, ()):
            date, other = read_date(text)
            if date is not None and other.lower() in ("received", "accepted", "revised"):
                if other.lower() == "received" and paper.submitted is None:
                    paper.submitted = date
                else:
                    extra.setdefault(tag, []).append(text)
            elif text:
                origin.setdefault(text, tag)
    paper.issued, left = best_date(list(origin))
    for text in left:
        extra.setdefault(origin[text], []).append(text)


def _write_issued(put: Put, date: PartialDate, paper: Paper) -> bool:
    kept = paper.extra.get(NAME)
    if date.year is not None and not (isinstance(kept, dict) and "PY" in kept):
        put(("PY", year_text(date.year)))
    if date.year is None or date.month or date.season:
        put(("DA", slashed(date)))
        return say([slashed(date)], date)
    return say([year_text(date.year)], date)


ISSUED = Group(("DA", "PY", "Y1"), _read_issued, (("issued", _write_issued),))


_PUBMED = re.compile(r"pubmed|medline|nlm|pmc", re.IGNORECASE)


def _read_accession(paper: Paper, fields: Fields, extra: Extra) -> None:
    """A number in PubMed is the PMID, another is where the work lies in its archive."""
    values = [value for value in fields["AN"] if value]
    if not values:
        return
    text = values[0]
    base = next((name for name in fields.get("DB", ()) if name), "")
    medical = not base or _PUBMED.search(base) is not None
    if medical and text.isdigit() and text.isascii() and len(text) <= 9:
        paper.PMID = text
    elif medical and (pmcid := parse_pmcid(text)):
        if paper.PMCID is None:
            paper.PMCID = pmcid
    elif base:
        paper.archive_location = text
    else:
        values = ["", *values]
    if values[1:]:
        extra["AN"] = values[1:]


def _write_pmid(put: Put, pmid: str, paper: Paper) -> bool:
    if not (pmid.isdigit() and pmid.isascii() and len(pmid) <= 9):
        return False
    if paper.archive and not _PUBMED.search(paper.archive):
        return False
    put(("AN", pmid))
    return True


def _write_place(put: Put, place: str, paper: Paper) -> bool:
    text = fold(place)
    if not text or not paper.archive or _PUBMED.search(paper.archive):
        return False
    put(("AN", text))
    return True


ACCESSION = Group(
    ("AN",),
    _read_accession,
    (("PMID", _write_pmid), ("archive_location", _write_place)),
    looks_at=("DB",),
)


def _read_journal(paper: Paper, fields: Fields, extra: Extra) -> None:
    """T2 and JF are the journal; JO, JA and J1 its short title, or the journal when alone."""
    if not ("JO" in fields or "J2" in fields or "JA" in fields or "J1" in fields):
        full = fields.get("T2") or fields["JF"]
        if len(full) == 1 and fields.get("JF", full) == full:
            paper.container_title = _star(full[0]) or None
            return
    texts = {tag: _texts(fields, tag) for tag in ("T2", "JF", *_SHORT_TITLES)}
    shorts = [text for tag in ("J2", "JO", "JA", "J1") for text in texts[tag]]
    fulls = texts["T2"] + texts["JF"]
    if not fulls:
        fulls = texts["JO"] or texts["JA"] or texts["J1"]
        shorts = [text for text in shorts if text not in fulls] or shorts
        if texts["JO"] and len(set(shorts)) == 1 and shorts == texts["JO"]:
            shorts = []
    paper.container_title = _star(fulls[0]) if fulls else None
    paper.container_title_short = _star(shorts[0]) if shorts else None
    for tag, values in texts.items():
        held = fulls[:1] + shorts[:1]
        left = [value for value in values if value not in held]
        if left:
            extra[tag] = left


_SHORT_TITLES = ("JO", "JA", "J1", "J2")


def _texts(fields: Fields, tag: str) -> list[str]:
    return [value for value in dict.fromkeys(fields.get(tag, ())) if value]


def _star(text: str) -> str:
    return text.replace("\u2217", "*")


def _write_journal(put: Put, title: str, paper: Paper) -> bool:
    text = fold(title).replace("*", "\u2217")
    if text:
        put(("T2", text))
        kept = paper.extra.get(NAME)
        if not (isinstance(kept, dict) and "JF" in kept):
            put(("JF", text))
    return True


def _write_short_journal(put: Put, title: str, paper: Paper) -> bool:
    text = fold(title).replace("*", "\u2217")
    if text:
        put(("J2", text))
    return True


JOURNAL = Group(
    ("T2", "JF", "JO", "JA", "J1", "J2"),
    _read_journal,
    (("container-title", _write_journal), ("container-title-short", _write_short_journal)),
    "article-journal article-magazine article-newspaper",
)


MEETING = meeting(("T2", "JO"), ("C3", "JF", "BT"), numbered=("SP", "EP", "SN", "VL", "IS"))

KINDS = (
    Kind("JOUR", "article-journal", "article-journal"),
    Kind("MGZN", "article-magazine", "article-magazine"),
    Kind("NEWS", "article-newspaper", "article-newspaper"),
    Kind("BOOK", "book", "book"),
    Kind("CHAP", "chapter", "chapter"),
    Kind("CPAPER", "paper-conference", "paper-conference"),
    Kind("CONF", "paper-conference", "paper-conference"),
    Kind("THES", "thesis", "thesis"),
    Kind("RPRT", "report", "report"),
    Kind("PAT", "patent", "patent"),
    Kind("STAND", "standard", "standard"),
    Kind("ELEC", "webpage", "webpage"),
    Kind("DATA", "dataset", "dataset"),
    Kind("UNPD", "article", "article"),
    Kind("BILL", "bill", "law"),
    Kind("CASE", "legal_case", "legal_case"),
    Kind("STAT", "legislation", "law"),
    Kind("HEAR", "hearing", "law"),
    Kind("LEGAL", "regulation", "law"),
    Kind("LEGAL", "treaty", "law"),
    Kind("COMP", "software", "software"),
    Kind("DICT", "entry-dictionary", "entry"),
    Kind("ENCYC", "entry-encyclopedia", "entry"),
    Kind("ENCYC", "entry", "entry"),
    Kind("BLOG", "post-weblog", "webpage"),
    Kind("BLOG", "post", "webpage"),
    Kind("FIGURE", "figure", "graphic"),
    Kind("ART", "graphic", "graphic"),
    Kind("MAP", "map", "map"),
    Kind("MPCT", "motion_picture", "film"),
    Kind("VIDEO", "broadcast", "film"),
    Kind("SOUND", "song", "sound"),
    Kind("MUSIC", "musical_score", "sound"),
    Kind("MANSCPT", "manuscript", "manuscript"),
    Kind("PAMP", "pamphlet", "book"),
    Kind("PCOMM", "personal_communication", "letter"),
    Kind("PCOMM", "interview", "letter"),
    Kind("SLIDE", "speech", "speech"),
    Kind("JFULL", "periodical", "book"),
    Kind("SER", "collection", "book"),
    Kind("CLSWK", "classic", "book"),
    Kind("GEN", "document", "document"),
    Kind("GEN", "event", "document"),
    Kind("GEN", "performance", "document"),
    Kind("JOUR", "review", "article-journal"),
    Kind("JOUR", "review-book", "article-journal"),
    # read only
    Kind("ABST", "article-journal", "article-journal"),
    Kind("EJOUR", "article-journal", "article-journal"),
    Kind("INPR", "article-journal", "article-journal"),
    Kind("EDBOOK", "book", "book"),
    Kind("EBOOK", "book", "book"),
    Kind("CTLG", "book", "book"),
    Kind("ECHAP", "chapter", "chapter"),
    Kind("GOVDOC", "report", "report"),
    Kind("GRNT", "document", "document"),
    Kind("GRANT", "document", "document"),
    Kind("UNPB", "article", "article"),
    Kind("STD", "standard", "standard"),
    Kind("WEB", "webpage", "webpage"),
    Kind("ICOMM", "personal_communication", "letter"),
    Kind("AGGR", "dataset", "dataset"),
    Kind("DBASE", "dataset", "dataset"),
    Kind("ADVS", "motion_picture", "film"),
    Kind("MULTI", "motion_picture", "film"),
    Kind("ANCIENT", "classic", "book"),
    Kind("CHART", "figure", "graphic"),
    Kind("EQUA", "document", "document"),
    Kind("UNBILL", "bill", "law"),
)
_CODES = {kind.name for kind in KINDS} | set(TYPE_OF_REFERENCE_MAPPING)

_SERIALS = "article-journal article-magazine article-newspaper"
FIELDS: tuple[Field | Group, ...] = (
    Field("AU", "director", PEOPLE, "film", "A1", stand_in="author"),
    Field("AU", "composer", PEOPLE, "sound", "A1", stand_in="author"),
    Field("AU", "author", PEOPLE, "", "A1"),
    Field("TI", "title", TEXT, "book", "T1 CT BT"),
    Field("TI", "title", TEXT, "", "T1 CT"),
    JOURNAL,
    MEETING,
    Field("T2", "collection-title", TEXT, "book report software map", "T3 JF"),
    Field("T2", "container-title", TEXT, "", "BT JF JO J1"),
    Field("T3", "collection-title", TEXT),
    Field("J2", "container-title-short", TEXT, "", "JA"),
    Field("A2", "collection-editor", PEOPLE, "book report"),
    Field("A2", "authority", TEXT, "patent"),
    Field("A2", "recipient", PEOPLE, "letter"),
    Field("A2", "performer", PEOPLE, "sound"),
    Field("A2", "editor", PEOPLE, "", "ED"),
    Field("A3", "editor", PEOPLE, "book report", "ED"),
    Field("A3", "contributor", PEOPLE, "thesis"),
    Field("A3", "producer", PEOPLE, "film sound"),
    Field("A3", "collection-editor", PEOPLE),
    Field("A4", "translator", PEOPLE),
    ISSUED,
    Field("VL", "volume", TEXT, "", "VO"),
    Field("IS", "issue", TEXT, _SERIALS, "CP M1"),
    Field("IS", "issue", TEXT, "", "CP"),
    Field("C7", "number", TEXT, _SERIALS),
    Field("SV", "number", TEXT, "legal_case"),
    Field("M1", "collection-number", TEXT, "book", "SV"),
    Field("SE", "chapter-number", TEXT, "chapter"),
    Field("SE", "section", TEXT),
    Field("SV", "collection-number", TEXT),
    Field("M1", "number", TEXT),
    Field("SP", "dimensions", TEXT, "film sound"),
    pages("SP", "EP", count=True, families="book thesis manuscript"),
    pages("SP", "EP"),
    Field("NV", "number-of-volumes", TEXT),
    Field("ET", "available-date", SLASHED, "article-journal article-magazine"),
    Field("ET", "version", TEXT, "dataset software"),
    Field("ET", "edition", TEXT),
    Field("PB", "authority", TEXT, "legal_case"),
    Field("PB", "publisher", TEXT),
    Field("CY", "publisher-place", TEXT, "", "PP"),
    Field("C1", "event-place", TEXT, "paper-conference speech"),
    Field("C1", "scale", TEXT, "map"),
    Field("C1", "submitted", SLASHED, "patent"),
    Field("C3", "jurisdiction", TEXT, "patent"),
    Field("C3", "dimensions", TEXT, "graphic"),
    Field("C5", "medium", TEXT, "film sound"),
    Field("C6", "status", TEXT, "patent"),
    Field("C2", "PMCID", TEXT, _SERIALS),
    Field("M3", "genre", TEXT),
    standard_numbers("SN", number=True, families="report patent standard"),
    standard_numbers("SN", default="ISSN", families=_SERIALS),
    standard_numbers("SN"),
    Field("DO", "DOI", DOI, "", "DI"),
    Field("UR", "URL", URL),
    Field("Y2", "accessed", SLASHED),
    Field("LA", "language", TEXT),
    Field("ST", "title-short", TEXT),
    Field("TT", "original-title", TEXT),
    Field("RI", "reviewed-title", TEXT),
    Field("KW", "keyword", _starless(KEYWORDS)),
    Field("AB", "abstract", TEXT, "", "N2"),
    Field("CN", "call-number", TEXT),
    Field("DB", "archive", TEXT),
    ACCESSION,
    Field("DP", "source", TEXT),
    Field("RN", "annote", TEXT),
)

TABLE = Table(
    NAME,
    kinds=KINDS,
    fields=FIELDS,
    type_tag="TY",
    note_tag="N1",
    id_tag="ID",
    quick_tags=KNOWN - {"ER", "M3", "U1", "U2"},
)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a RIS file, in constant memory."""
    count = 0
    for found in _cut(source, problems):
        if isinstance(found, Record):
            if not any(map(any, found.fields.values())):
                problems.append(found.problem("the record is empty", source.name))
                continue
            if not found.opened and found.fields.keys().isdisjoint(("TI", "T1", "AU", "A1")):
                problems.append(found.problem("tags outside of any record", source.name))
                continue
            found = _paper(found)
        count += 1
        yield found
    if not count:
        report_none(problems, source)


_END = re.compile(r"\nER  - ?(?=\n)")
_TAG_LINE = re.compile(r"\n([A-Z][A-Z0-9])  - ")
_SEPARATORS = re.compile(" ?[\u2028\u2029]+ ?")  # line ends of some sites, inside of values
_NUMBERING = "\n0123456789."


def _cut(source: Source, problems: Problems) -> Iterator[Paper | Record]:
    """What a file holds: papers where nothing is odd, else records, read line by line."""
    grammar = _grammar()
    number = 0  # of the line before the next record's text
    pending = ["\n"]
    for chunk in source.chunks():
        if "\u2028" in chunk or "\u2029" in chunk:
            chunk = _SEPARATORS.sub(" ", chunk)
        pending.append(chunk)
        if "ER" not in chunk:
            continue
        *texts, rest = _END.split("".join(pending))
        pending = [rest]
        for text in texts:
            paper = _quick(text)
            if paper is not None:
                yield paper
            else:
                lines = [*text[1:].split("\n"), "ER  - "]
                yield from records(lines, grammar, problems, source.name, number + 1)
            number += text.count("\n") + 1
    rest = "".join(pending)[1:]
    if rest:
        yield from records(rest.split("\n"), grammar, problems, source.name, number + 1)


def _quick(text: str) -> Paper | None:
    """The paper of a text in which each line is a known tag with its value, else None."""
    parts = _TAG_LINE.split(text)
    before = parts[0]
    if before and before.strip(_NUMBERING):
        return None
    if len(parts) - 1 + 2 * before.count("\n") != 2 * text.count("\n"):
        return None
    return TABLE.quick(tuple(parts[1::2]), list(map(str.strip, parts[2::2])))


def _paper(record: Record) -> Paper:
    fields = record.fields
    if "M3" in fields or "N1" in fields:
        _find_doi(fields)
    if "U1" in fields or "U2" in fields:
        _find_pubmed(fields)
    opened, closed = record.opened, record.closed
    paper = TABLE.paper(record)
    if not closed or not opened:
        tag = "TY" if not opened else "ER"
        message = f"the record has no {tag}; it was read all the same"
        paper.remarks = [*paper.remarks, Remark(kind="repaired", message=message)]
    return paper


_LABELLED = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def _find_doi(fields: Fields) -> None:
    """A DOI in M3 (old files) or in a note of its own is moved to where it belongs."""
    for tag in ("M3", "N1"):
        for text in list(fields.get(tag, ())):
            match = _LABELLED.fullmatch(text)
            if match is None or (tag == "N1" and match[1] == text):
                continue
            held = fields.setdefault("DO", [])
            if not held or text.casefold().endswith(DOI.read(held)[0].casefold()):
                fields[tag].remove(text)
                if not held:
                    held.append(match[1])
        if tag in fields and not fields[tag]:
            del fields[tag]


_PUBMED_ID = re.compile(r"(PMC\d+|\d{1,9})\[(pmid|pmcid)\]", re.IGNORECASE)


def _find_pubmed(fields: Fields) -> None:
    """PubMed Central's U1 and U2: "26957754[pmid]", "PMC4756000[pmcid]"."""
    for tag in ("U1", "U2"):
        for text in list(fields.get(tag, ())):
            match = _PUBMED_ID.fullmatch(text)
            if match is None:
                continue
            variable = match[2].upper()
            fields[tag].remove(text)
            if match[1] not in fields.get("AN", ()):
                fields.setdefault("N1", []).append(f"{variable}: {match[1]}")
        if tag in fields and not fields[tag]:
            del fields[tag]


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as RIS: CR LF, no byte order mark, one value a line.

    >>> from citex.model import PartialDate
    >>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
    >>> print("".join(write([paper])).replace("\\r", ""), end="")
    TY  - BOOK
    TI  - On Growth
    PY  - 1917
    ID  - a
    ER  -
    """
    for paper in papers:
        kind = TABLE.kind_of(paper)
        lines = TABLE.lines(paper, kind)
        if NAME in paper.extra:
            write_extra(lines.append, paper.extra[NAME], _keeps)
        body = "".join([f"{tag}  - {text}\r\n" for tag, text in lines])
        key = fold(paper.id)
        key = f"ID  - {key}\r\n" if key else ""
        yield f"TY  - {kind.name}\r\n{body}{key}ER  - \r\n"


FORMAT = Format(
    name=NAME,
    title="RIS (RefMan)",
    suffixes=(".ris",),
    aliases=("refman",),
    media_type="application/x-research-info-systems",
    read=read,
    write=write,
    streams=True,
)

__all__ = ["FORMAT", "KNOWN", "LIST_TYPE_TAGS", "Parser", "Writer", "read", "write"]
