"""An entry on its way to a paper: what was read, kept, noted; how each kind of field is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.formats.bibtex._fields import BY_FIELD, JOURNAL_MACROS, SPECIAL, TRANSLATED
from citex.formats.bibtex._people import read_names
from citex.formats.bibtex._scan import Entry
from citex.formats.bibtex._types import RARE, WRITE
from citex.model import NAME_VARIABLES, Paper, PartialDate, Remark, new_date
from citex.model.date_grammar import Field, Read, read_date
from citex.model.item import name_to_item
from citex.model.remarks import add_remark
from citex.text.tex.commands import unknown_commands
from citex.text.tex.decode import BLANKS, decode, is_wrapped
from citex.text.tex.kept import KeptTeX

NAME = "bibtex"
"""The drawer of `Paper.extra` that both formats use."""

TYPE = "@type"
"""A key of that drawer: an entry type that CSL has no word for."""

_TRANSLATED = regex(r"([a-z]+)_translated_([a-z0-9-]+)")
_STEMS = {stem: variable for variable, stem in TRANSLATED.items()}
_ESCAPED = regex(r"\{?\\([&%$#_{}~^ ])(?:\{\})?\}?")
_SIGN = regex(r"\$\{?([<>_])\}?\$|\{?\\ensuremath\s?\{([<>])\}\}?")
_WORDED = regex(
    r"\{?\\text(asciitilde|asciicircum|underscore|less|greater|backslash|braceleft|braceright)\b"
    r"(?:\{\}|[ ])?\}?|\$\\sim\$|\{?\\sim\b ?\}?"
)
_WORDS = {
    "asciitilde": "~", "asciicircum": "^", "underscore": "_", "less": "<", "greater": ">",
    "backslash": "\\", "braceleft": "{", "braceright": "}",
}  # fmt: skip
_URL_COMMAND = regex(r"^\\(?:url|nolinkurl|path)\s*\{(.*)\}$|^\\href\s*\{([^{}]*)\}.*$", re.S)
_DOI_PREFIX = regex(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_PLAIN = regex(r"[^\\{}$]*")
_TIE = regex(r"(?<=\S)~(?=\w)")
_PAGE_DASH = regex(r"(?:(?<!\s)\s+)?(?:-{2,3}|[–—‒−])\s*")


class Reading:
    """An entry on its way to a paper."""

    __slots__ = ("entry", "extra", "fields", "kind", "paper", "ranks", "remarks")

    def __init__(self, entry: Entry, paper: Paper) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.paper = paper
        self.kind = paper.type
        self.extra: dict[str, Any] = {}
        self.ranks: dict[str, tuple[int, str]] = {}
        self.remarks: list[Remark] = []

    def unknown(self, name: str, raw: str) -> None:
        """Keep a field that CSL has no variable for, as it stands."""
        translated = _TRANSLATED.fullmatch(name)
        if translated and translated[1] in _STEMS:
            self.translation(_STEMS[translated[1]], translated[2], raw)
            return
        raw = BLANKS.sub(" ", raw).strip()
        if raw:
            self.extra.setdefault(name, KeptTeX()).append(raw)

    def keep(self, *names: str) -> None:
        """Keep those of some fields that are there as they stand."""
        for name in names:
            if name in self.fields:
                self.unknown(name, self.fields[name])

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

    def date(self, raw: str, variable: str) -> PartialDate | None:
        """The date in a field of EDTF, or its words; what is doubtful is noted."""
        date, doubt = in_braces(raw, "edtf")
        if doubt:
            self.remark("doubt", variable, doubt, raw)
        return date

    def remark(self, kind: Any, variable: str, message: str, before: str = "") -> None:
        """Note what was mended or guessed."""
        add_remark(self.remarks, kind, variable, message, before)

    def report_commands(self) -> None:
        """Say which commands of TeX no table knows: their arguments stay, they do not."""
        written = [(name, raw) for name, raw in self.fields.items() if "\\" in raw]
        if not written or not unknown_commands(" ".join([raw for _, raw in written])):
            return
        for name, raw in written:
            if not (names := unknown_commands(raw)):
                continue
            row = BY_FIELD.get(name)
            if raw.strip("{}\\ ") in JOURNAL_MACROS:
                continue
            if row[1] != "verbatim" if row else name in SPECIAL:
                variable = row[0].replace("_", "-") if row else name
                message = f"no meaning is known of {', '.join(names)}"
                self.remark("dropped", variable, message, BLANKS.sub(" ", raw).strip())

    def finish(self) -> None:
        """Repeated fields, faults, the entry's own type; then `extra` and `remarks`."""
        entry, paper = self.entry, self.paper
        for name, raw in entry.repeats:
            row = BY_FIELD.get(name)
            if row is None and name not in SPECIAL:
                self.unknown(name, raw)
                continue
            before = BLANKS.sub(" ", raw).strip()
            if row is not None and row[0] == "keyword" and paper.keyword:
                paper.keyword += f", {decode(raw)}"  # ScienceDirect once had a field for each
                continue
            self.remark("dropped", row[0] if row else "", f"{name} stands here twice", before)
        self.report_commands()
        for fault in entry.faults:
            self.remark("repaired", "", f"{entry.key or 'the entry'}: {fault}")
        usual = WRITE.get(paper.type, ("misc", "misc"))
        if (
            entry.kind not in usual
            and entry.kind not in RARE
            and _CANONICAL.get(entry.kind) != paper.type
        ):
            self.extra[TYPE] = entry.kind
        if self.extra:
            paper.extra = {NAME: self.extra}
        if self.remarks:
            paper.remarks = self.remarks


_CANONICAL = {
    "mastersthesis": "thesis", "phdthesis": "thesis", "electronic": "webpage", "www": "webpage",
    "conference": "paper-conference", "misc": "document", "image": "graphic",
    "video": "motion_picture", "online": "webpage",
}  # fmt: skip


def _text(raw: str, reading: Reading, attribute: str) -> str | None:
    if raw[:1] in "\\{" and attribute == "container_title":
        return JOURNAL_MACROS.get(raw.strip("{}\\ ")) or decode(raw) or None
    return decode(raw) or None


def _verbatim(raw: str, reading: Reading, attribute: str) -> str | None:
    value = verbatim(raw)
    if attribute != "DOI" or not value:
        return value or None
    prefix = _DOI_PREFIX.match(value)
    if prefix:
        reading.remark("repaired", "DOI", "the resolver's address was taken off", value)
        value = value[prefix.end() :]
        if "://" in prefix[0]:
            value = unquote(value.partition("?")[0].partition("#")[0])
        return value
    return value


def verbatim(raw: str) -> str:
    """A URL, DOI or the like, which is not LaTeX, but is escaped by many programs.

    >>> verbatim(r"10.1000/a{\\_}b"), verbatim(r"\\url{http://x.org/~a}")
    ('10.1000/a_b', 'http://x.org/~a')
    >>> verbatim(r"10.1000/a${<}$b\\ensuremath{>}c")
    '10.1000/a<b>c'
    """
    value = BLANKS.sub(" ", raw).strip()
    while is_wrapped(value) and value[1:2] != "\\":
        value = value[1:-1].strip()
    if "\\" in value or "$" in value:
        command = _URL_COMMAND.match(value)
        if command:
            value = command[1] if command[1] is not None else command[2]
        value = _ESCAPED.sub(r"\1", value.replace("\\string~", "~"))
        value = _SIGN.sub(lambda match: match[1] or match[2], value)
        value = _WORDED.sub(lambda match: _WORDS.get(match[1] or "", "~"), value)
    return value


def _names(raw: str, reading: Reading, attribute: str) -> Any:
    entry = reading.entry
    if entry.repeats:
        repeats, entry.repeats = entry.repeats, []
        for name, other in repeats:
            if BY_FIELD.get(name, ("",))[0] == attribute:
                raw = f"{raw} and {other}"
            else:
                entry.repeats.append((name, other))
    names, notes = read_names(raw)
    if notes:
        variable = attribute.replace("_", "-")
        reading.remarks += [replace(note, variable=variable) for note in notes]
    return list(names) or None


def date_text(raw: str) -> str:
    """The text of a date: commands and braces are resolved."""
    if _PLAIN.fullmatch(raw):  # "1900~" is EDTF, "July~18" is not
        return _TIE.sub(" ", raw).strip()
    return decode(raw).replace("\u00a0", " ").strip()


@remembered(8192)
def in_braces(raw: str, field: Field) -> Read:
    """The date of a field; what stands in braces of its own and is no plain date is words.

    >>> in_braces("{2013}", "year")[0], in_braces("{c. 1482}", "year")[0]
    (PartialDate(year=2013), PartialDate(literal='c. 1482'))
    """
    text = date_text(raw)
    date, doubt = read_date(text, field)
    if date is None or (is_wrapped(raw.strip()) and (date.circa or doubt)):
        return (new_date(literal=text) if text else None), ""
    return date, doubt


def pages(raw: str) -> str:
    """Pages with hyphens, as CSL has them.

    >>> pages("10--20, 35 -- 36")
    '10-20, 35-36'
    """
    first, _, last = raw.partition("--")
    if first.isdecimal() and (not last or last.isdecimal()):
        return f"{first}-{last}" if last else first
    text = raw.replace("--", "–") if "\\" not in raw and "{" not in raw else raw
    text = _TILDE.sub("-", text) if "~" in text else text
    return _PAGE_DASH.sub("-", decode(text).replace("\u00a0", " "))


_TILDE = regex(r"(?<=\d)\s?~\s?(?=[A-Z]?\d)")
"""What stands for a dash in China and Korea, and for a blank in TeX, which no two pages part."""
_AND = regex(r"(?<=[\u2e80-\uffef}])(?<!\s)\s+and\s+(?=[\u2e80-\uffef{])")


def listed(raw: str) -> str | None:
    """BibLaTeX's lists of publishers and places; in Latin letters "and" may be a name's own.

    >>> listed("科学出版社 and 人民出版社"), listed("Taylor and Francis")
    ('科学出版社; 人民出版社', 'Taylor and Francis')
    """
    if " and " not in raw or is_wrapped(raw.strip()):
        return decode(raw) or None
    return "; ".join(text for part in _AND.split(raw) if (text := decode(part))) or None


_PLACES = regex(
    r"(?<!\bTrinidad)(?<!\bBosnia)(?<!\bAntigua)(?<!\bKitts)(?<!\bTyne)(?<!\bNewfoundland) and "
)
"""What parts places; some have an "and" of their own."""


def _list(raw: str, reading: Reading, attribute: str) -> str | None:
    """Places: BibLaTeX's `location` is a list, in Latin letters as well."""
    if " and " in raw and "location" in reading.fields and not is_wrapped(raw.strip()):
        return "; ".join(filter(None, map(decode, _PLACES.split(BLANKS.sub(" ", raw))))) or None
    return listed(raw)


_NAMED_LINE = regex(r"\s*[A-Za-z_][A-Za-z_ -]{1,30}:\s+\S")


def _of_lines(raw: str, attribute: str) -> str:
    """A note whose lines are "Variable: value" with a blank line between them, which is kept.

    Zotero exports so what its Extra field holds: "Number: 3", "Publisher: Fern" on the next line.
    """
    if attribute != "note" or "\n" not in raw:
        return raw
    lines = [line for line in raw.split("\n") if line.strip()]
    return "\n\n".join(lines) if all(map(_NAMED_LINE.match, lines)) else raw


DECODERS: dict[str, Callable[[str, Reading, str], Any]] = {
    "text": _text, "verbatim": _verbatim, "names": _names, "list": _list,
    "title": lambda raw, reading, attribute: decode(raw, titled=True) or None,
    "lines": lambda raw, reading, attribute: decode(_of_lines(raw, attribute), lines=True) or None,
    "date": lambda raw, reading, attribute: reading.date(raw, attribute.replace("_", "-")),
    "pages": lambda raw, reading, attribute: pages(raw) or None,
}  # fmt: skip


def _cased(tag: str) -> str:
    """A language tag with the usual capitals: zh-Hans-CN."""
    first, *others = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
             for part in others]  # fmt: skip
    return "-".join([first, *cased])
