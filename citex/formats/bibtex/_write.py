"""A paper as an entry: fields by the table, and what depends on the type of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import Any

import msgspec

from citex._late import regex
from citex._remembered import remembered
from citex.errors import UnknownOption
from citex.formats._types import IN_BOOKS
from citex.formats.bibtex._fields import COMMON, PUBSTATES, ROWS, TRANSLATED, TYPES, How
from citex.formats.bibtex._keys import Keys
from citex.formats.bibtex._people import join_names, write_name
from citex.formats.bibtex._reading import NAME, TYPE
from citex.formats.bibtex._special import entry_genre, language_tag, number_slot
from citex.formats.bibtex._types import RARE, READ, WHOLE, entry_type, kind_of
from citex.model import KINDS, NAME_VARIABLES, Name, Paper, PartialDate, new_date, new_name
from citex.model.item import name_from_item
from citex.model.months import MONTH_NAMES
from citex.model.paper import PLACES
from citex.text.dates.writing import edtf, existing, is_marked
from citex.text.genres import true_genre
from citex.text.languages import SHAPE, babel
from citex.text.pages import stands_twice
from citex.text.tex.decode import BLANKS
from citex.text.tex.encode import encode, encode_verbatim
from citex.text.tex.kept import KeptTeX, is_harmless, said
from citex.text.translations import translations_of

Fields = dict[str, str]
Step = Callable[[Paper, Fields, set[str]], None]

_DASHES = regex(r"(?<=[^\s-])\s*[-–—‒−]{1,3}\s*(?=[^\s-])")
_PLAIN_PAGES = regex(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?")
_ARXIV = regex(r"arXiv:([A-Za-z0-9./-]+)")
_FIELD_NAME = regex(r"[a-z][a-z0-9_:+.-]*")
_ENTRY_TYPE = regex(r"[a-z][a-z0-9_-]*")
_CLASSIC = frozenset(
    """article book booklet conference inbook incollection inproceedings manual mastersthesis misc
    phdthesis proceedings techreport unpublished""".split()
)
_NO_ENTRIES = frozenset("string preamble comment xdata".split())
_TYPE_KEYS = {text: key for key, text in TYPES.items()}
_STATE_KEYS = {text: key for key, text in PUBSTATES.items()}
_NONE = (None,) * (len(ROWS) - COMMON)
MACROS = tuple(month[:3].lower() for month in MONTH_NAMES)
"""BibTeX's macros of the months."""
_NO_MORE = msgspec.structs.astuple(new_date(2000))[3:]
"""What is said of a date that is a day, a month or a year, and no more."""
_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}


def write_papers(
    papers: Iterable[Paper],
    /,
    *,
    biblatex: bool,
    keys: str | None = None,
    protect: str = "words",
    ascii: bool = False,
    types: str = "common",
) -> Iterator[str]:
    """The papers as entries, one piece of text each.

    Raises UnknownOption for a `protect`, `types` or a pattern of keys that does not exist.
    """
    maker = Keys(keys)
    writer = _writer(biblatex, protect, ascii, types)
    before = ""
    for paper in papers:
        yield before + writer.entry(paper, maker.key(paper))
        before = "\n"


def _writer(biblatex: bool, protect: str, ascii_only: bool, types: str) -> Writer:
    try:
        return _made(biblatex, protect, ascii_only, types)
    except TypeError:  # a value that no option has, as a list
        return Writer(biblatex=biblatex, protect=protect, ascii_only=ascii_only, types=types)


@lru_cache(maxsize=8)
def _made(biblatex: bool, protect: str, ascii_only: bool, types: str) -> Writer:
    """One writer for all calls: to make it takes as long as to write an entry."""
    return Writer(biblatex=biblatex, protect=protect, ascii_only=ascii_only, types=types)


class Writer:
    """Writes entries of one dialect, with one set of options."""

    def __init__(
        self,
        *,
        biblatex: bool = False,
        protect: str = "words",
        ascii_only: bool = False,
        types: str = "common",
    ) -> None:
        if types not in ("common", "full"):
            raise UnknownOption(types, ("common", "full"))
        self.full = types == "full"
        if protect not in ("words", "all", "none"):
            raise UnknownOption(protect, ("words", "all", "none"))
        self.biblatex = biblatex
        self.ascii_only = ascii_only
        self.protect = protect
        # a text in which no capital needs protection; journals and numbers come again and again
        self.text = remembered(2048)(lambda text: encode(text, ascii_only=ascii_only))
        self.name = remembered(16_384)(lambda name: write_name(name, self.text, extended=biblatex))
        self.values = itemgetter(*(PLACES[row.attribute] for row in ROWS[:COMMON]))
        self.rare = itemgetter(*(PLACES[row.attribute] for row in ROWS[COMMON:]))
        self.encoders: Mapping[How, Callable[[Any], str]] = {
            "title": self.title, "text": self.text, "lines": self.lines,
            "verbatim": self.verbatim, "date": self.date, "pages": self.pages,
            "special": self.text, "list": self.places, "names": self.names,
        }  # fmt: skip
        self.steps: Mapping[str, Step] = {
            "issued": self.issued, "issue": self.numbered("issue", "issue"),
            "number": self.numbered("number", "eid"),
            "collection_number": self.numbered("collection_number", "collectionnumber"),
            "publisher": self.publisher, "genre": self.genre, "status": self.status,
            "language": self.language, "container_title": self.container, "PMID": self.pmid,
            "title": self.main_title, "note": self.note,
        }  # fmt: skip
        self.rows = [
            (
                row.attribute,
                row.biblatex if biblatex else row.bibtex,
                self.encoders[row.how],
                self.steps.get(row.attribute),
            )
            for row in ROWS
        ]
        self.common = self.rows[:COMMON]

    def entry(self, paper: Paper, key: str) -> str:
        """The entry of a paper."""
        kind, fields = self.parts(paper)
        body = ",\n".join([f"  {name} = {{{value}}}" for name, value in fields.items()])
        month = fields.get("month")
        if month in MACROS:
            body = body.replace(f"  month = {{{month}}}", f"  month = {month}", 1)
        return f"@{kind}{{{key},\n{body}\n}}\n" if body else f"@{kind}{{{key},\n}}\n"

    def parts(self, paper: Paper) -> tuple[str, Fields]:
        """The type of the entry of a paper, and its fields without their delimiters."""
        fields = self.fields(paper)
        return self.kind(paper, fields), fields

    def fields(self, paper: Paper) -> Fields:
        """The fields of a paper, in order, without their delimiters."""
        fields: Fields = {}
        done: set[str] = set()
        if paper.type == "article":
            self.preprint(paper, fields, done)
        whole, rows = msgspec.structs.astuple(paper), self.common
        values, rare = self.values(whole), self.rare(whole)
        if rare != _NONE:
            values, rows = values + rare, self.rows
        pairs = compress(zip(rows, values, strict=True), values)
        for (attribute, name, encoder, step), value in pairs:
            if attribute in done:
                continue
            if step is not None:
                step(paper, fields, done)
            else:
                fields[name] = encoder(value)
        if paper.custom or paper.extra:
            self.beyond(paper, fields)
        if all(fields.values()):
            return fields
        return {name: value for name, value in fields.items() if value}

    def kind(self, paper: Paper, fields: Fields) -> str:
        """The entry type; `entrysubtype` is added where it does not say the type of the work."""
        kind = self.entry_type(paper)
        own = _extra(paper).get(TYPE)
        if (
            isinstance(own, str)
            and _ENTRY_TYPE.fullmatch(own)
            and own not in _NO_ENTRIES
            and (self.full or own not in RARE)
            and (self.biblatex or own in _CLASSIC or own not in READ)
            and kind_of(own, fields) == paper.type
        ):
            kind = own
        if paper.genre is None and entry_genre(kind, paper.title):
            fields["entrysubtype"] = paper.type
        if kind_of(kind, fields) != paper.type and paper.type in KINDS:
            fields["entrysubtype"] = _SUBTYPES.get(paper.type, paper.type)
        return kind

    def entry_type(self, paper: Paper) -> str:
        """The entry type for the type of a paper."""
        return entry_type(paper.type, biblatex=self.biblatex, genre=paper.genre, full=self.full)

    def title(self, value: str) -> str:
        """A title, its capitals protected."""
        done = encode(value, protect=self.protect == "words", ascii_only=self.ascii_only)
        return "{" + done + "}" if self.protect == "all" else done

    def places(self, value: str) -> str:
        """The places of publication, which BibLaTeX reads as a list."""
        return self.listed(value, latin=True)

    def listed(self, value: str, *, latin: bool = False) -> str:
        """A text that BibLaTeX reads as a list; in Latin letters "and" may be a name's own."""
        parts = value.split("; ") if self.biblatex and "; " in value else [value]
        if not latin and not all(part[:1] > "\u2e80" for part in parts):
            parts = [value]
        return " and ".join(
            encode(part, ascii_only=self.ascii_only, split_and=self.biblatex) for part in parts
        )

    def note(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The note; a line of it that names a CSTR is a field of its own."""
        lines = (paper.note or "").split("\n")
        if lines[-1][:6] == "CSTR: ":
            fields["cstr"] = self.text(lines.pop()[6:])
        fields["note"] = self.lines("\n".join(lines))

    def lines(self, value: str) -> str:
        """A text of several paragraphs; none begins with "@"."""
        done = encode(value, ascii_only=self.ascii_only, lines=True)
        return done.replace("\n@", "\n{}@") if "\n" in done else done

    def verbatim(self, value: str) -> str:
        """A URL or DOI."""
        return encode_verbatim(value, ascii_only=self.ascii_only)

    def names(self, value: list[Name]) -> str:
        """Names."""
        return join_names([piece for name in value if (piece := self.name(name))], value)

    def date(self, value: PartialDate) -> str:
        """A date in EDTF; one in words in braces of its own."""
        if value.literal is None and (text := edtf(value)):
            return text
        return self.literal(value.literal or value.raw or "")

    def literal(self, value: str) -> str:
        """A text in braces of its own: the reader takes it as it stands."""
        done = self.text(value)
        return "{" + done + "}" if done else ""

    def pages(self, value: str) -> str:
        """Pages, with the double hyphen of ranges."""
        if _PLAIN_PAGES.fullmatch(value):
            return value.replace("-", "--")
        done: list[str] = []
        position = 0
        for match in _DASHES.finditer(value):
            done.append(self.text(value[position : match.start()]))
            position = match.end()
        done.append(self.text(value[position:]))
        return "--".join(done)

    def issued(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """BibLaTeX's date, or year, month, day; what these cannot say stands in date as well."""
        date = paper.issued
        assert date is not None  # steps are for what has a value
        if not self.biblatex and (told := _simple(date)):
            fields.update(told)
            return
        literal = date.literal or (date.raw if date.year is None else None)
        marked = is_marked(date)
        text = edtf(date)
        if literal:
            fields["year"] = self.text(literal) if marked else self.literal(literal)
        bare = (date.month, date.season, date.circa, date.end) == (None, None, False, None)
        if not text or (self.biblatex and not (marked and bare)):
            fields.update({"date": text} if text else {})
            return
        whole, ranged, year = existing(date), date.end is not None, date.year or 0
        early = year < 0 and bool(date.circa) and not (ranged or date.season)
        fields.setdefault("year", f"c. {-year} BC" if early else str(year))
        if whole.month and not ranged:
            fields["month"] = MACROS[whole.month - 1]
        if whole.day and not ranged:
            fields["day"] = str(whole.day)
        simple = (marked or not literal) and not (ranged or date.season or date.circa)
        if not early and not (simple and 100 <= abs(year) <= 9999):
            fields["date"] = text

    def slot(self, paper: Paper) -> str:
        """The attribute that the field `number` stands for in this entry."""
        return number_slot(paper.type, bool(self.text(paper.collection_title or "")))

    def numbered(self, attribute: str, field: str) -> Step:
        """What writes a number, issue or number in a series: in `number` where that is its place.

        Of an article, the number that stands for its pages is written once.
        """

        def step(paper: Paper, fields: Fields, done: set[str]) -> None:
            in_place = self.slot(paper) == attribute
            if in_place or attribute != "number" or not stands_twice(paper):
                fields["number" if in_place else field] = self.text(getattr(paper, attribute))

        return step

    def publisher(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The publisher, the school, the institution or the holder."""
        value = paper.publisher or ""
        if paper.type == "thesis":
            fields["institution" if self.biblatex else "school"] = self.listed(value)
        elif paper.type == "report" or self.entry_type(paper) in ("report", "techreport"):
            fields["institution"] = self.listed(value)
        elif paper.type == "patent" and self.biblatex:
            fields["holder"] = self.names([new_name(literal=value)])
        else:
            fields["publisher"] = self.listed(value)

    def genre(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The type: BibLaTeX's key for it where there is one."""
        genre = (paper.genre or "").replace("\r", "\n")
        kind = self.entry_type(paper)
        if entry_genre(kind, paper.title) == genre:
            return
        if self.biblatex and genre in _TYPE_KEYS:
            fields["type"] = _TYPE_KEYS[genre]
        else:
            plain = genre.lower() not in TYPES and true_genre(genre, paper.type) == genre
            fields["type"] = self.text(genre) if plain else self.literal(genre)

    def status(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The state of publication: BibLaTeX's key for it where there is one."""
        value = paper.status or ""
        key = _STATE_KEYS.get(value)
        if key:
            fields["pubstate"] = key
        else:
            literal = value.lower() in PUBSTATES
            fields["pubstate"] = self.literal(value) if literal else self.text(value)

    def language(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The language, and babel's name of it for BibLaTeX."""
        value = paper.language or ""
        fields["language"] = (
            self.text(value) if language_tag(value) == value else self.literal(value)
        )
        if self.biblatex:
            name = babel(value)
            if name:
                fields["langid"] = name

    def main_title(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The title; of a volume that has its own, the title of the work besides."""
        if paper.volume_title and paper.type in WHOLE and self.biblatex:
            fields["maintitle"] = self.title(paper.title or "")
            fields["title"] = self.title(paper.volume_title)
            done.add("volume_title")
        else:
            fields["title"] = self.title(paper.title or "")

    def container(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The journal, or the book that holds the work."""
        value = paper.container_title or ""
        if paper.type not in IN_BOOKS:
            fields["journaltitle" if self.biblatex else "journal"] = self.text(value)
        elif paper.volume_title and self.biblatex:
            fields["maintitle"] = self.title(value)
            fields["booktitle"] = self.title(paper.volume_title)
            done.add("volume_title")
        else:
            fields["booktitle"] = self.title(value)

    def pmid(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """The PMID; BibLaTeX has an eprint for it."""
        value = paper.PMID or ""
        if self.biblatex and "eprint" not in fields and value.isdecimal():
            fields["eprint"], fields["eprinttype"] = value, "pubmed"
        else:
            fields["pmid"] = self.text(value)

    def preprint(self, paper: Paper, fields: Fields, done: set[str]) -> None:
        """arXiv's number as an eprint, with its class."""
        found = _ARXIV.fullmatch(paper.number or "")
        if not found or not (paper.URL or paper.DOI) or paper.container_title:
            return
        fields["eprint"] = found[1]
        fields["eprinttype" if self.biblatex else "archiveprefix"] = "arXiv"
        done.add("number")
        if paper.archive == "arXiv" and paper.archive_location:
            name = "eprintclass" if self.biblatex else "primaryclass"
            fields[name] = self.text(paper.archive_location)
            done.update(("archive", "archive_location"))

    def beyond(self, paper: Paper, fields: Fields) -> None:
        """Values in other languages, and what a reader did not know."""
        for tag, values in translations_of(paper).items():
            if SHAPE.fullmatch(tag):
                self.translated(tag.lower(), values, fields)
        extra = _extra(paper)
        for name, value in extra.items():
            if name in fields or not _FIELD_NAME.fullmatch(name):
                continue
            texts = value if isinstance(value, list) else [value]
            write = self.kept if isinstance(value, KeptTeX) else self.data
            fields[name] = ", ".join([write(text) for text in texts if isinstance(text, str)])

    def translated(self, tag: str, values: Mapping[Any, Any], fields: Fields) -> None:
        """The values of one other language."""
        for variable, value in values.items():
            stem = TRANSLATED.get(variable)
            if stem is None or not value:
                continue
            name = f"{stem}_translated_{tag}"
            if variable in NAME_VARIABLES and isinstance(value, list):
                names = [found for item in value if (found := name_from_item(item))]
                fields[name] = self.names(names)
            elif isinstance(value, str):
                fields[name] = (
                    self.title(value) if variable.endswith("title")
                    else self.lines(value) if variable == "abstract" else self.text(value)
                )  # fmt: skip

    def kept(self, value: str) -> str:
        """TeX that a reader kept: as it stood where that is harmless, else as text."""
        value = BLANKS.sub(" ", value).strip()
        return value if is_harmless(value) else self.text(value)

    def data(self, value: str) -> str:
        """What came as data under the name of a field: text, whatever it looks like."""
        return self.text(said(BLANKS.sub(" ", value).strip()))


def _simple(date: PartialDate) -> dict[str, str]:
    """The fields of a day, a month or a year that is there for sure; none of any other date."""
    year, month, day, *more = msgspec.structs.astuple(date)
    if not 1000 <= (year or 0) <= 9999 or tuple(more) != _NO_MORE:
        return {}
    if month is None:
        return {"year": str(year)} if day is None else {}
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 28):
        return {}
    fields = {"year": str(year), "month": MACROS[month - 1]}
    return fields if day is None else fields | {"day": str(day)}


def _extra(paper: Paper) -> dict[str, Any]:
    return paper.extra.get(NAME) or {}
