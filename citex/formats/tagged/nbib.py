"""NBIB, the MEDLINE format of PubMed: tags of up to four letters, long lines wrapped.

PMID comes first, empty where it is unknown.

>>> from citex.model import PartialDate
>>> paper = Paper(type="book", title="On Growth", issued=PartialDate(1917))
>>> print("".join(write([paper])), end="")
PMID-
TI  - On Growth.
DP  - 1917
PT  - Book
"""

from __future__ import annotations

import re

import msgspec

from citex._late import regex
from citex._remembered import remembered
from citex.formats import Reader, Writer
from citex.formats._plain import MARKUP, writer
from citex.formats.detect import builtin
from citex.formats.tagged._fields import Kind
from citex.formats.tagged._grammar import Fields, Grammar, Record, reader
from citex.formats.tagged._nbib_fields import NAME, TABLE
from citex.model import Paper, Remark
from citex.text.journals import journal, title_cased
from citex.text.status import MEDLINE_RELATIONS, declare, from_title, medline_note
from citex.text.translations import settle_bracketed, translations_of

WIDTH = 88
"""How long a line may be, tag included; a word without blanks may be longer."""

_TAGGED = regex(r"([A-Z][A-Z0-9]{1,3}) *-(?: +(.*)|(\S.*)?)")


def _split(line: str) -> tuple[str, str] | None:
    """The tag and value of a line "TI  - On Growth"; a line that goes on begins with blanks."""
    if line[:1] == " ":
        return None
    if tag := _tag(line[:6]):
        return tag, line[6:].strip()
    match = _TAGGED.fullmatch(line.lstrip("\ufeff"))
    return (match[1], (match[2] or match[3] or "").strip()) if match else None


@remembered(1024)
def _tag(head: str) -> str:
    """The tag of which a line's head is, as PubMed writes it: "TI  - "; "" for another."""
    tag = head[:4].rstrip()
    return tag if head[4:] == "- " and tag.isalnum() and tag.isupper() else ""


GRAMMAR = Grammar(_split, "PMID", parted=True, indented=True)


def _paper(record: Record) -> Paper:
    fields = record.fields
    fields.pop("SO", None)  # made of the others
    if "ISBN" in fields:
        fields["ISBN"] = [re.sub(r"^ISBN[ -]?", "", text) for text in fields["ISBN"]]
    kinds = [text for text in fields.pop("PT", ()) if text]
    kind = _kind(kinds, fields)
    fields["PT"] = [kind.name]
    paper = TABLE.paper(record, kind)
    left = [text for text in kinds if TABLE.kind(text) != kind]
    if left:
        paper.extra = {NAME: {**paper.extra.get(NAME, {}), "PT": left}}
    if (paper.title or "").startswith("["):
        own, paper.original_title = paper.original_title, None
        settle_bracketed(paper, own)
    by_library = "STAT" in fields or (paper.container_title or "")[-1:] == ")"
    if "TA" in fields and paper.container_title and by_library:
        notes: list[Remark] = []
        name = journal(paper.container_title, "container-title", notes, qualified=True)
        paper.container_title = name and title_cased(name, notes)
        paper.remarks = [*paper.remarks, *notes]
    _status(paper, left)
    return paper


_PMID = regex(r"\bPMID:\s*(\d+)")


def _status(paper: Paper, kinds: list[str]) -> None:
    """What became of the work, by its publication types and by the tags that name notices."""
    if any(kind.lower() == "retracted publication" for kind in kinds):
        declare(paper, "retracted", "PubMed lists the work as retracted")
    for tag, values in paper.extra.get(NAME, {}).items():
        for place in values if tag in MEDLINE_RELATIONS else ():
            number = _PMID.search(place)
            medline_note(paper, tag, place, f"pmid:{number[1]}" if number else None)
    from_title(paper)


def _as_medline(paper: Paper) -> Paper:
    """A paper with the title as PubMed has it: translated, in brackets, with the own one beside."""
    title = translations_of(paper).get("en", {}).get("title")
    if title and paper.title and (paper.language or "en").partition("-")[0] != "en":
        return msgspec.structs.replace(paper, title=f"[{title}]", original_title=paper.title)
    return paper


_ERIC = {
    "Journal Articles": "Journal Article",
    "Reports": "Technical Report",
    "Dissertations/Theses": "Academic Dissertation",
}
"""ERIC's types, without what they specify behind the dash."""


def _kind(names: list[str], fields: Fields) -> Kind:
    """The kind of work that the publication types tell; most of them say what an article is."""
    plain = [_ERIC.get(name.partition(" - ")[0], name) for name in names]
    known = [kind for name in plain if (kind := TABLE.kind(name))]
    special = [kind for kind in known if kind.name != "Journal Article"]
    if any(text.startswith("EJ") for text in fields.get("OID", ())):
        special = []  # ERIC's number of a journal article
    in_book = any(fields.get("BTI", ()))
    if special and not (len(special) < len(known) and "JT" in fields and not in_book):
        return special[0]
    name = "Journal Article"
    if in_book:
        name = "Book Chapter" if any(fields.get("TI", ())) else "Book"
    kind = TABLE.kind(name)
    assert kind is not None
    return kind


def _record(paper: Paper) -> str:
    paper = _as_medline(paper)
    fields = [] if paper.PMID else [("PMID", "")]
    fields += [*TABLE.lines(paper), ("PT", TABLE.kind_of(paper).name)]
    fields += TABLE.extra_lines(paper)
    lines: list[str] = []
    for tag, text in fields:
        if len(text) <= WIDTH - 6:
            lines.append(f"{tag:<4}- {text}")
        else:
            _wrap(tag, text, lines)
    return "\n".join(lines) + "\n"


def _wrap(tag: str, text: str, lines: list[str]) -> None:
    """Add the lines of a value, broken at single blanks."""
    prefix = f"{tag:<4}- "
    room = WIDTH - 6
    while len(text) > room:
        place = text.rfind(" ", 1, room + 1)
        while place > 0 and (text[place - 1] == " " or text[place + 1 : place + 2] in (" ", "")):
            place = text.rfind(" ", 1, place)
        if place <= 0:
            place = _next_blank(text, room)
            if place < 0:
                break
        lines.append(prefix + text[:place])
        prefix, text = "      ", text[place + 1 :]
    lines.append(prefix + text)


def _next_blank(text: str, start: int) -> int:
    place = text.find(" ", start)
    while 0 <= place < len(text) - 1 and (text[place - 1] == " " or text[place + 1] == " "):
        place = text.find(" ", place + 1)
    return place


read: Reader = reader(GRAMMAR, _paper)
write: Writer = writer(_record, between="\n")
FORMAT = builtin(NAME, read=read, write=write, streams=True, write_options=(MARKUP,))
