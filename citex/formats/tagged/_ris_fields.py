"""The field table of RIS: its tags, document types, and CSL's variables."""

from __future__ import annotations

import re
from typing import Any

from rispy.config import TAG_KEY_MAPPING

from citex._late import regex
from citex.formats.tagged._codecs import KEYWORDS, people_form
from citex.formats.tagged._dates import comes_back, read_issued
from citex.formats.tagged._fields import (
    SERIALS,
    Extra,
    Form,
    Group,
    Left,
    Put,
    leave,
    texts_of,
    write_under,
)
from citex.formats.tagged._grammar import Fields
from citex.formats.tagged._meeting import meeting
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import Paper, PartialDate, new_date
from citex.text.dates.reading import read_slashed
from citex.text.dates.writing import slashed, year_of
from citex.text.identifiers import parse_pmcid, parse_pmid
from citex.text.lines import fold

NAME = "ris"

_MORE_TAGS = frozenset(
    """BT CT ED T1 L3 J1 VO CP SV DI C9 U1 U2 U3 U4 U5 PP H1 H2 CR AV M2 AE CA NV AX ER TY"""
    .split()
)  # fmt: skip
KNOWN: frozenset[str] = frozenset(TAG_KEY_MAPPING) - {"UK"} | _MORE_TAGS
"""The tags of RIS as rispy lists them, and those that programs write besides."""


PEOPLE = people_form(star="\u2217", sign="*")


def _starless(form: Form) -> Form:
    """A form for fields in which RefMan allows no asterisk: its look-alike stands for it."""

    def read(values: list[str]) -> tuple[Any, Left]:
        value, left = form.read(values)
        return (value.replace("\u2217", "*") if value else value), left

    def write(value: Any) -> tuple[list[str], bool]:
        texts, exact = form.write(value)
        return [text.replace("*", "\u2217") for text in texts], exact

    return Form(read, write)


def _read_issued(paper: Paper, fields: Fields, extra: Extra) -> None:
    """DA is the date, PY and Y1 the year or the same date; one of another year is kept."""
    years = fields.get("PY", ())
    if len(years) == 1 and "DA" not in fields and "Y1" not in fields:
        year = years[0]
        if len(year) == 4 and year.isdigit() and year.isascii() and year != "0000":
            paper.issued = new_date(int(year))
            return
    wanted = {tag: _without_stages(paper, fields, extra, tag) for tag in ("DA", "PY", "Y1")}
    read_issued(paper, wanted, extra, ("DA", "PY", "Y1"))


def _without_stages(paper: Paper, fields: Fields, extra: Extra, tag: str) -> list[str]:
    """A tag's dates but those of "2013/02/15/received": the first of these is `submitted`."""
    texts: list[str] = []
    for text in fields.get(tag, ()):
        date, other, _ = read_slashed(text)
        if date is None or other.lower() not in ("received", "accepted", "revised"):
            texts.append(text)
        elif other.lower() == "received" and paper.submitted is None:
            paper.submitted = date
        else:
            extra.setdefault(tag, []).append(text)
    return texts


def _write_issued(put: Put, date: PartialDate, paper: Paper) -> bool:
    kept = paper.extra.get(NAME)
    texts = [year_of(date)]
    if date.year is not None and not (isinstance(kept, dict) and "PY" in kept):
        put(("PY", texts[0]))
    if date.year is None or date.month or date.season:
        texts.insert(0, slashed(date))
        put(("DA", texts[0]))
    return comes_back(date, *texts)


ISSUED = Group(("DA", "PY", "Y1"), _read_issued, (("issued", _write_issued),))


_PUBMED = regex(r"pubmed|medline|nlm|pmc", re.IGNORECASE)


def _read_accession(paper: Paper, fields: Fields, extra: Extra) -> None:
    """A number in PubMed is the PMID, another is where the work lies in its archive."""
    values = [value for value in fields["AN"] if value]
    if not values:
        return
    text = values[0]
    base = next((name for name in fields.get("DB", ()) if name), "")
    medical = not base or _PUBMED.search(base) is not None
    if medical and (pmid := parse_pmid(text)):
        paper.PMID = pmid
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
)


def _read_journal(paper: Paper, fields: Fields, extra: Extra) -> None:
    """T2 and JF are the journal; JO, JA and J1 its short title, or the journal when alone."""
    if not ("JO" in fields or "J2" in fields or "JA" in fields or "J1" in fields):
        full = fields.get("T2") or fields.get("JF") or fields["BT"]
        if len(full) == 1 and fields.get("JF", full) == fields.get("BT", full) == full:
            paper.container_title = _star(full[0]) or None
            return
    texts = {tag: texts_of(fields, tag) for tag in ("T2", "JF", "BT", *_SHORT_TITLES)}
    shorts = [text for tag in ("J2", "JO", "JA", "J1") for text in texts[tag]]
    fulls = texts["T2"] + texts["JF"] or texts["BT"]
    if texts["T2"] and len(texts["JF"]) == 1 and texts["JF"] == texts["JO"] == texts["J1"]:
        fulls = texts["JF"]  # EBSCO has the article's other title under T2
        shorts = [text for text in shorts if text not in fulls]
    if not fulls:
        fulls = texts["JO"] or texts["JA"] or texts["J1"]
        shorts = [text for text in shorts if text not in fulls] or shorts
        if texts["JO"] and len(set(shorts)) == 1 and shorts == texts["JO"]:
            shorts = []
    paper.container_title = _star(fulls[0]) if fulls else None
    paper.container_title_short = _star(shorts[0]) if shorts else None
    leave(fields, extra, texts, *fulls[:1], *shorts[:1])


_SHORT_TITLES = ("JO", "JA", "J1", "J2")


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
    ("T2", "JF", "JO", "JA", "J1", "J2", "BT"),
    _read_journal,
    (("container-title", _write_journal), ("container-title-short", _write_short_journal)),
    SERIALS,
)


def _read_places(paper: Paper, fields: Fields, extra: Extra) -> None:
    """EndNote has the meeting's place under CY, the publisher's under C1; publishers have theirs
    under CY."""
    published, held = texts_of(fields, "C1"), texts_of(fields, "CY")
    if held and not published and "PB" in fields:
        published, held = held, []
    published += texts_of(fields, "PP")
    paper.publisher_place = published[0] if published else None
    paper.event_place = held[0] if held else None
    leave(fields, extra, ("C1", "CY", "PP"), paper.publisher_place, paper.event_place)


def _write_event_place(put: Put, place: str, paper: Paper) -> bool:
    put(("CY", fold(place)))
    return bool(paper.publisher_place or not paper.publisher)


PLACES = Group(
    ("C1", "CY", "PP"),
    _read_places,
    (("publisher-place", write_under("C1")), ("event-place", _write_event_place)),
    "paper-conference",
    stands_for=(("event-place", "publisher-place"),),
)

MEETING = meeting(("T2", "JO"), ("C3", "JF", "BT"), numbered=("SP", "EP", "SN", "VL", "IS"))

FIELDS = rows(
    NAME,
    {
        "people": PEOPLE,
        "starless keywords": _starless(KEYWORDS),
        "journal": JOURNAL,
        "meeting": MEETING,
        "issued": ISSUED,
        "accession": ACCESSION,
        "places": PLACES,
    },
)

TABLE = Table(
    NAME,
    fields=FIELDS,
    type_tag="TY",
    note_tag="N1",
    id_tag="ID",
    families={"EDBOOK": "edited"},
    keeps=re.compile(r"(?!TY|ER)[A-Z][A-Z0-9]").fullmatch,
)
