"""A MARC record in its parts: leader, control fields, fields with subfields; taken one by one.

What catalogues add for their own sorting is off, letters are composed, and a field in the original
script (880) hangs on the one that it belongs to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citex._late import regex
from citex.formats.tree._xml import Element, children
from citex.text.lines import tidy
from citex.text.richtext.elements import raw_text

BLANK_LEADER = " " * 24

_SORTING = regex("[\x88\x89\x98\x9c]")
"""Around words that are not sorted: ISO 6630, in DIN's catalogues and in UNIMARC."""
_UNSORTED = regex(r"<<([^<>]{1,20})>>|¬([^¬]{1,20})¬")
"""The same as Aleph and the catalogues of southern Germany write it."""
_LINK = regex(r"(\d{3})-(\d\d)")
_LINKS = ("6", "8")
"""The subfields that tie fields of a record together, and say nothing else."""
_BLANK = regex(r"[\s|\\#]")


@dataclass(slots=True)
class Field:
    """A field: its tag, two indicators, its subfields in their order, and the same in 880."""

    tag: str
    first: str = " "
    second: str = " "
    subfields: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[Field] = field(default_factory=list)

    def get(self, *codes: str) -> str | None:
        """The first subfield with one of these codes, which stays."""
        return next((text for code, text in self.subfields if code in codes), None)

    def all(self, *codes: str) -> list[str]:
        """All subfields with one of these codes, which stay."""
        return [text for code, text in self.subfields if code in codes]

    def take(self, *codes: str) -> list[str]:
        """All subfields with one of these codes, which are used up."""
        return [text for _, text in self.taken(*codes)]

    def taken(self, *codes: str) -> list[tuple[str, str]]:
        """The same, each with its code."""
        found = [pair for pair in self.subfields if pair[0] in codes]
        if found:
            self.subfields = [pair for pair in self.subfields if pair[0] not in codes]
        return found

    def one(self, *codes: str) -> str | None:
        """The first subfield with one of these codes, which is used up; the others stay."""
        for place, (code, text) in enumerate(self.subfields):
            if code in codes:
                del self.subfields[place]
                return text
        return None

    def __str__(self) -> str:
        signs = "".join("#" if sign == " " else sign for sign in (self.first, self.second))
        return signs + "".join(
            f"${code}{text}" for code, text in self.subfields if code not in _LINKS
        )


@dataclass(slots=True)
class Record:
    """A record: 24 characters of the leader, control fields, and fields by their tags.

    `coded` is what stands for its 008, where it has none of its own.
    """

    leader: str = BLANK_LEADER
    controls: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[Field]] = field(default_factory=dict)
    coded: str = ""

    def all(self, *tags: str) -> Iterator[Field]:
        """The fields with these tags, those of the first tag first."""
        for tag in tags:
            yield from self.fields.get(tag, ())

    def first(self, *tags: str) -> Field | None:
        """The first field with one of these tags."""
        return next(self.all(*tags), None)

    def fixed(self, start: int, length: int = 1) -> str:
        """Some of the coded characters of 008, blanks where there are none."""
        return (self.coded or self.controls.get("008", ""))[start : start + length].ljust(length)

    def rest(self) -> dict[str, list[str]]:
        """What nobody took, for `Paper.extra`: by tag, as people write MARC ("1#$aText$bMore")."""
        found = {tag: [text] for tag, text in self.controls.items() if text.strip()}
        for tag, fields in self.fields.items():
            kept = [text for one in _with_scripts(fields) if "$" in (text := str(one))]
            if kept:
                found[tag] = kept
        return found


def _with_scripts(fields: Iterable[Field]) -> Iterator[Field]:
    for one in fields:
        yield one
        yield from one.scripts


def made(leader: str, controls: dict[str, str], fields: Iterable[Field]) -> Record:
    """The record of these parts, its fields in the original script where they belong.

    >>> title = Field("245", "1", "0", [("6", "880-01"), ("a", "Lun yu")])
    >>> script = Field("880", "1", "0", [("6", "245-01/$1"), ("a", "论语")])
    >>> [one.get("a") for one in made("", {}, [title, script]).first("245").scripts]
    ['论语']
    """
    record = Record(leader.ljust(24), controls)
    waiting: dict[str, Field] = {}
    scripts: list[tuple[str, str, Field]] = []
    for one in fields:
        link = _LINK.match(one.get("6") or "")
        if one.tag == "880" and link:
            one.tag = link[1]
            scripts.append((link[1], link[2], one))
            continue
        record.fields.setdefault(one.tag, []).append(one)
        if link:
            waiting.setdefault(one.tag + link[2], one)
    for tag, number, script in scripts:
        partner = waiting.get(tag + number)
        if partner is None:
            record.fields.setdefault(tag, []).append(script)
        else:
            partner.scripts.append(script)
    return record


def from_element(element: Element) -> Record:
    """The record that an element of MARCXML, or of MarcXchange, holds."""
    leader = ""
    controls: dict[str, str] = {}
    fields: list[Field] = []
    for child in children(element, "leader", "controlfield", "datafield"):
        name = str(child.tag).rpartition("}")[2]
        tag = str(child.get("tag") or "")
        if name == "leader":
            leader = raw_text(child).strip("\r\n\t")
        elif name == "controlfield":
            controls.setdefault(tag, raw_text(child).strip("\r\n\t"))
        else:
            pairs = [
                (str(one.get("code") or ""), spelt(raw_text(one)))
                for one in children(child, "subfield")
            ]
            first, second = (indicator(str(child.get(name) or "")) for name in ("ind1", "ind2"))
            fields.append(Field(tag, first, second, [pair for pair in pairs if pair[1]]))
    return made(leader, controls, fields)


def is_record(element: Element) -> bool:
    """Whether an element called `record` is one of MARC, and not an envelope's."""
    return next(children(element, "leader", "controlfield", "datafield"), None) is not None


def indicator(text: str) -> str:
    """An indicator; what stands for a blank is one.

    >>> indicator("#"), indicator(""), indicator("1")
    (' ', ' ', '1')
    """
    return text[:1] if text and not _BLANK.match(text) else " "


def spelt(text: str) -> str:
    """The text of a subfield, its letters composed, without the marks of sorting.

    >>> spelt("\x98Die\x9c  Reise"), spelt("<<Der>> Zug"), spelt("Mu\u0308ller")
    ('Die Reise', 'Der Zug', 'Müller')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SORTING.sub("", text))
    if "<<" in text or "¬" in text:
        text = _UNSORTED.sub(lambda match: match[1] or match[2], text)
    return tidy(text)
