"""EndNote's tagged format (.enw, "EndNote Import"), which is refer's with more tags.

The tags follow EndNote's own table for each reference type. What Zotero, JabRef and bibutils
understand otherwise is written so that they understand it too, where that harms no one: the date
before the year, the DOI also as an address, a series also under its old tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from citex.formats import Format, Problems, Source
from citex.formats._fields import TEXT, Extra, Field, Form, Group, Kind, Put, Table, write_extra
from citex.formats._forms import (
    DASHED,
    KEYWORDS,
    best_date,
    clean_doi,
    dashed,
    page_field,
    say,
    standard_numbers,
    year_text,
)
from citex.formats._noted import tidy_names
from citex.formats._people import plain_names, read_names, write_body_with_comma
from citex.formats._tagged import Fields, Grammar, Record, filled, fold, records
from citex.formats._titles import meeting
from citex.model import Name, Paper, PartialDate, Remark

NAME = "endnote"

_TAGGED = re.compile(
    r"\s*%([0-9A-Z@!$&()*+<=>?\[\]~#^:;.,_-])(?:[ \t]+(.*)|$|(?=\S*[^\x00-\u2e7f])(\S.*))"
)
_FOREIGN = re.compile(r"(PageCount-页码):?\s*(.*)")
_GLUED = re.compile(r"(?<=\S)\s*%([AKYI]) +(?=\S)")
_GLUING = "AKYI"


def _split(line: str) -> tuple[str, str] | None:
    """The tag and value of a line "%T On Growth"; Chinese text may follow its tag at once."""
    if line[:1] == "%" and line[2:3] == " ":
        return line[1], line[3:].strip()
    if "%" not in line[:8]:
        foreign = _FOREIGN.fullmatch(line)
        return (foreign[1], foreign[2].strip()) if foreign else None
    match = _TAGGED.fullmatch(line)
    return (match[1], (match[2] or match[3] or "").strip()) if match else None


GRAMMAR = Grammar(_split, "0", openers=frozenset(("A", "T")), lists=frozenset(("K", "Z", "<")))


def _read_people(values: list[str]) -> tuple[list[Name] | None, list[str]]:
    return read_names(values) or None, []


def _write_people(names: list[Name]) -> tuple[list[str], bool]:
    texts = plain_names(names, "%")
    if texts is not None:
        return texts, True
    names = tidy_names(names)
    texts = [_GLUED.sub(r"% \1 ", write_body_with_comma(name)) for name in names]
    return texts, read_names(texts) == names


PEOPLE = Form(_read_people, _write_people)


def _unglued(form: Form) -> Form:
    """A form in which no value reads as two tags glued together."""

    def write(value: Any) -> tuple[list[str], bool]:
        texts, exact = form.write(value)
        return [_GLUED.sub(r"% \1 ", text) for text in texts], exact

    return Form(form.read, write)


def _read_issued(paper: Paper, fields: Fields, extra: Extra) -> None:
    origin: dict[str, str] = {}
    for tag in ("8", "D"):
        for text in fields.get(tag, ()):
            if text:
                origin.setdefault(text, tag)
    paper.issued, left = best_date(list(origin))
    for text in left:
        extra.setdefault(origin[text], []).append(text)


def _write_issued(put: Put, date: PartialDate, paper: Paper) -> bool:
    if date.year is None:
        put(("D", dashed(date)))
        return False
    if date.month or date.season:
        put(("8", dashed(date)))
    put(("D", year_text(date.year)))
    return say([dashed(date), year_text(date.year)], date)


ISSUED = Group(("8", "D"), _read_issued, (("issued", _write_issued),))


def _read_links(paper: Paper, fields: Fields, extra: Extra) -> None:
    """%R is the DOI (in Zotero's files the type of work), %U the address.

    An address before the DOI that says the same was written for receivers that know no %R.
    """
    for text in fields.get("R", ()):
        doi = clean_doi(text)
        if doi.startswith("10.") and paper.DOI is None:
            paper.DOI = doi
        elif text and doi != paper.DOI:
            extra.setdefault("R", []).append(text)
    urls = [url for url in dict.fromkeys(fields.get("U", ())) if url]
    tags = [tag for tag in fields if tag in "RU"]
    if urls and paper.DOI and tags[0] == "U" and urls[0] == _link(paper.DOI):
        urls = urls[1:]
    if urls:
        paper.URL = urls[0]
        if urls[1:]:
            extra["U"] = urls[1:]


def _link(doi: str) -> str:
    return f"https://doi.org/{doi}"


def _write_doi(put: Put, doi: str, paper: Paper) -> bool:
    text = fold(doi)
    if not text.startswith("10.") or clean_doi(text) != text:
        return False
    if paper.URL is None:
        put(("U", _link(text)))
    put(("R", text))
    return True


def _write_url(put: Put, url: str, paper: Paper) -> bool:
    text = fold(url)
    if text:
        put(("U", text))
    return paper.DOI is None or text != _link(paper.DOI) or paper.DOI.startswith("10.")


LINKS = Group(("U", "R"), _read_links, (("DOI", _write_doi), ("URL", _write_url)))


def _read_translated(paper: Paper, fields: Fields, extra: Extra) -> None:
    """%Q is EndNote's translated title; in refer's files, where there is no %A, a body."""
    texts = [text for text in fields["Q"] if text]
    if texts and "A" in fields:
        paper.original_title = texts[0]
        texts = texts[1:]
    elif texts:
        paper.author = [Name(literal=text) for text in texts]
        texts = []
    if texts:
        extra["Q"] = texts


TRANSLATED = Group(("Q",), _read_translated, ())


def _series(families: str) -> Group:
    """The series: under %B for books in EndNote, under %S for everything else and for refer."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        texts = [text for tag in ("S", "B", "J") for text in fields.get(tag, ()) if text]
        if texts:
            paper.collection_title = texts[0]
        for tag in ("S", "B", "J"):
            left = [text for text in fields.get(tag, ()) if text and text != texts[0]]
            if left:
                extra[tag] = left

    def write(put: Put, title: str, paper: Paper) -> bool:
        text = fold(title)
        if text:
            put(("B", text))
            put(("S", text))
        return True

    return Group(("S", "B", "J"), read, (("collection-title", write),), families)


def _read_article_number(paper: Paper, fields: Fields, extra: Extra) -> None:
    texts = [text for text in fields["]"] if text]
    if texts:
        paper.number = texts[0]
    if texts[1:]:
        extra["]"] = texts[1:]


KINDS = (
    Kind("Journal Article", "article-journal", "article-journal"),
    Kind("Magazine Article", "article-magazine", "article-magazine"),
    Kind("Newspaper Article", "article-newspaper", "article-newspaper"),
    Kind("Book", "book", "book"),
    Kind("Edited Book", "book", "edited"),
    Kind("Book Section", "chapter", "chapter"),
    Kind("Conference Paper", "paper-conference", "paper-conference"),
    Kind("Conference Proceedings", "paper-conference", "paper-conference"),
    Kind("Thesis", "thesis", "thesis"),
    Kind("Report", "report", "report"),
    Kind("Patent", "patent", "patent"),
    Kind("Standard", "standard", "standard"),
    Kind("Web Page", "webpage", "webpage"),
    Kind("Dataset", "dataset", "dataset"),
    Kind("Unpublished Work", "article", "article"),
    Kind("Manuscript", "manuscript", "manuscript"),
    Kind("Bill", "bill", "law"),
    Kind("Case", "legal_case", "legal_case"),
    Kind("Statute", "legislation", "law"),
    Kind("Hearing", "hearing", "law"),
    Kind("Legal Rule or Regulation", "regulation", "law"),
    Kind("Legal Rule or Regulation", "treaty", "law"),
    Kind("Computer Program", "software", "software"),
    Kind("Dictionary", "entry-dictionary", "entry"),
    Kind("Encyclopedia", "entry-encyclopedia", "entry"),
    Kind("Encyclopedia", "entry", "entry"),
    Kind("Blog", "post-weblog", "webpage"),
    Kind("Blog", "post", "webpage"),
    Kind("Figure", "figure", "graphic"),
    Kind("Artwork", "graphic", "graphic"),
    Kind("Map", "map", "map"),
    Kind("Film or Broadcast", "motion_picture", "film"),
    Kind("Film or Broadcast", "broadcast", "film"),
    Kind("Audiovisual Material", "song", "sound"),
    Kind("Music", "musical_score", "sound"),
    Kind("Pamphlet", "pamphlet", "book"),
    Kind("Personal Communication", "personal_communication", "letter"),
    Kind("Interview", "interview", "interview"),
    Kind("Generic", "document", "document"),
    Kind("Generic", "speech", "document"),
    Kind("Generic", "event", "document"),
    Kind("Generic", "performance", "document"),
    Kind("Serial", "periodical", "book"),
    Kind("Serial", "collection", "book"),
    Kind("Classical Work", "classic", "book"),
    Kind("Journal Article", "review", "article-journal"),
    Kind("Journal Article", "review-book", "article-journal"),
    # read only
    Kind("Journal", "article-journal", "article-journal"),
    Kind("Electronic Article", "article-journal", "article-journal"),
    Kind("Electronic Book", "book", "book"),
    Kind("Electronic Book Section", "chapter", "chapter"),
    Kind("Conference", "paper-conference", "paper-conference"),
    Kind("Review", "review", "article-journal"),
    Kind("Government Document", "report", "report"),
    Kind("Press Release", "document", "document"),
    Kind("Grant", "document", "document"),
    Kind("Ancient Text", "classic", "book"),
    Kind("Catalog", "book", "book"),
    Kind("Aggregated Database", "dataset", "dataset"),
    Kind("Online Database", "dataset", "dataset"),
    Kind("Online Multimedia", "motion_picture", "film"),
    Kind("Multimedia Application", "software", "software"),
    Kind("Podcast", "broadcast", "film"),
    Kind("Television Episode", "broadcast", "film"),
    Kind("Audio", "song", "sound"),
    Kind("Discussion Forum", "post", "webpage"),
    Kind("Social Media", "post", "webpage"),
    Kind("Electronic Source", "webpage", "webpage"),
    Kind("Chart or Table", "figure", "graphic"),
    Kind("Equation", "document", "document"),
)

_SERIALS = "article-journal article-magazine article-newspaper"
FIELDS: tuple[Field | Group, ...] = (
    Field("A", "editor", PEOPLE, "edited", "E", stand_in="author"),
    Field("A", "director", PEOPLE, "film", stand_in="author"),
    Field("A", "composer", PEOPLE, "sound", stand_in="author"),
    Field("A", "author", PEOPLE),
    TRANSLATED,
    Field("E", "authority", TEXT, "patent"),
    Field("E", "recipient", PEOPLE, "letter"),
    Field("E", "interviewer", PEOPLE, "interview"),
    Field("E", "performer", PEOPLE, "sound"),
    Field("E", "editor", PEOPLE),
    Field("Y", "contributor", PEOPLE, "thesis"),
    Field("Y", "collection-editor", PEOPLE),
    Field("?", "translator", PEOPLE),
    Field("T", "title", TEXT),
    Field("J", "container-title", TEXT, _SERIALS, "B"),
    meeting(("B",), ("3", "J"), numbered=("P", "@", "V", "N"), doubles="J"),
    _series("book edited report"),
    Field("B", "container-title", TEXT, "", "J"),
    Field("O", "container-title-short", TEXT),
    Field("S", "collection-title", TEXT),
    ISSUED,
    Field("V", "volume", TEXT),
    Field("N", "collection-number", TEXT, "book edited chapter"),
    Field("N", "issue", TEXT),
    Group(("]",), _read_article_number, (), _SERIALS),
    Field("M", "number", TEXT, "law legal_case article dataset manuscript document"),
    page_field("P", count=True, families="book edited thesis manuscript standard"),
    page_field("P"),
    Field("&", "chapter-number", TEXT, "chapter"),
    Field("&", "section", TEXT, "article-newspaper"),
    Field("6", "number-of-volumes", TEXT),
    Field("7", "available-date", DASHED, "article-journal article-magazine"),
    Field("7", "version", TEXT, "dataset software"),
    Field("7", "edition", TEXT),
    Field("I", "authority", _unglued(TEXT), "legal_case"),
    Field("I", "publisher", _unglued(TEXT)),
    Field("C", "event-place", TEXT, "paper-conference"),
    Field("C", "publisher-place", TEXT),
    Field("9", "genre", TEXT),
    standard_numbers("@", number=True, families="report patent standard"),
    standard_numbers("@", default="ISSN", families=_SERIALS),
    standard_numbers("@"),
    LINKS,
    Field("M", "PMID", TEXT, _SERIALS),
    Field("2", "PMCID", TEXT, _SERIALS),
    Field("[", "accessed", DASHED),
    Field("G", "language", TEXT),
    Field("!", "title-short", TEXT),
    Field("K", "keyword", _unglued(KEYWORDS)),
    Field("X", "abstract", TEXT),
    Field("L", "call-number", TEXT),
    Field("~", "archive", TEXT),
    Field("W", "source", TEXT),
    Field("<", "annote", TEXT),
)

TABLE = Table(NAME, kinds=KINDS, fields=FIELDS, type_tag="0", note_tag="Z", id_tag="F")


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of an EndNote tagged file, in constant memory; CNKI's dialect included."""
    found = records(source.lines(), GRAMMAR, problems, source.name)
    for record in filled(found, problems, source):
        yield _paper(record)


def _paper(record: Record) -> Paper:
    fields = record.fields
    for tag in _GLUING:
        if any("%" in value for value in fields.get(tag, ())):
            _unglue(fields, tag)
    kind = None
    if fields.get("W") == ["CNKI"]:
        kind = _from_cnki(fields)
    if not record.opened:
        fields["0"] = [_likely(fields)]
    if "R" in fields and "9" not in fields and "thesis" in fields["0"][0].casefold():
        _find_degree(fields)
    paper = TABLE.paper(record, kind)
    if not record.opened:
        message = "the record has no %0; its type was guessed from its fields"
        paper.remarks = [
            *paper.remarks,
            Remark(kind="guessed", variable="type", message=message),
        ]
    return paper


def _find_degree(fields: Fields) -> None:
    """Zotero writes a thesis's type under %R, where EndNote has the DOI."""
    kinds = [text for text in fields["R"] if not clean_doi(text).startswith("10.")]
    if kinds:
        fields["9"] = kinds[:1]
        fields["R"].remove(kinds[0])


def _unglue(fields: Fields, tag: str) -> None:
    """ "%A x%A y" on one line, as CNKI writes at times, becomes two values."""
    values: list[str] = []
    for value in fields[tag]:
        first, *rest = _GLUED.split(value)
        values.append(first)
        for other, text in zip(rest[::2], rest[1::2], strict=True):
            (values if other == tag else fields.setdefault(other, [])).append(text)
    fields[tag] = values


def _likely(fields: Fields) -> str:
    """The type of a record that names none, as refer tells it by its tags."""
    if "J" in fields:
        return "Journal Article"
    if "B" in fields:
        return "Book Section"
    if "R" in fields:
        return "Report"
    return "Book" if "I" in fields else "Generic"


_CNKI_TYPES = (
    (re.compile("年鉴|年鑒"), "chapter", "chapter"),
    (re.compile("标准|標準"), "standard", "standard"),
    (re.compile("科技成果"), "report", "report"),
)
_MARK = re.compile(r"^[〈⟨<＜]正[＞>⟩〉]")


def _from_cnki(fields: Fields) -> Kind | None:
    """CNKI's own use of some tags, put in EndNote's way."""
    if "X" in fields:
        fields["X"] = [_MARK.sub("", value) for value in fields["X"]]
    named = " ".join(fields.get("0", ())).lower()
    if named == "thesis" and "J" in fields and "I" not in fields:
        fields["I"] = fields.pop("J")
    if named.startswith("conference") and "B" in fields:
        fields.setdefault("Z", []).extend(f"event-title: {name}" for name in fields.pop("B"))
        fields["Z"] += [f"organizer: {name}" for name in fields.pop("?", ()) if name]
    shelf = " ".join(fields.get("~", ()))
    for pattern, kind, family in _CNKI_TYPES:
        if pattern.search(shelf):
            if kind == "standard" and "V" in fields and "@" not in fields:
                fields["@"] = fields.pop("V")
            if kind == "chapter" and "V" in fields and "@" not in fields:
                fields["@"] = fields.pop("V")
            return Kind("", kind, family)
    return None


_TAG = re.compile(r"[1-9A-Z@!$&()*+<=>?\[\]~#^:;.,_-]")


def _keeps(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as an EndNote import file: CR LF, an empty line between records.

    >>> from citex.model import PartialDate
    >>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
    >>> print("".join(write([paper])).replace("\\r", ""), end="")
    %0 Book
    %T On Growth
    %D 1917
    %F a
    """
    before = ""
    for paper in papers:
        edited = paper.type == "book" and paper.editor and not paper.author
        kind = TABLE.kind("Edited Book") if edited else None
        lines = [("0", (kind or TABLE.kind_of(paper)).name), *TABLE.lines(paper, kind)]
        if paper.type in _SERIALS.split() and (number := fold(paper.number or "")):
            lines.append(("]", number))  # after notes that say it too: bibutils knows no such tag
        if NAME in paper.extra:
            write_extra(lines.append, paper.extra[NAME], _keeps)
        if key := fold(paper.id):
            lines.append(("F", key))
        yield before + "".join([f"%{tag} {text}\r\n" for tag, text in lines])
        before = "\r\n"


FORMAT = Format(
    name=NAME,
    title="EndNote (tagged)",
    suffixes=(".enw",),
    aliases=("enw", "refer"),
    media_type="application/x-endnote-refer",
    read=read,
    write=write,
    streams=True,
)
