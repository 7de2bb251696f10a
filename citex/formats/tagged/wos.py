"""Web of Science's plain text (ISI export format, .ciw): read only.

Two-letter tags; lines that go on are indented, and under names and the like are further values.
"""

from __future__ import annotations

import re

from citex._late import regex
from citex.formats import Reader
from citex.formats.detect import builtin
from citex.formats.tagged._codecs import KEYWORDS
from citex.formats.tagged._dates import read_issued
from citex.formats.tagged._fields import Extra, Group, texts_of
from citex.formats.tagged._grammar import Fields, Grammar, Record, reader
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import Paper, Remark
from citex.model.remarks import remark_on
from citex.text.dates.reading import best_date
from citex.text.names.listed import name_list, read_indexed

NAME = "isi"

_TAGGED = regex(r"([A-Z][A-Z0-9])(?: (.*))?")


def _split(line: str) -> tuple[str, str] | None:
    match = _TAGGED.fullmatch(line)
    return (match[1], (match[2] or "").strip()) if match else None


_LISTS = frozenset("AU AF BA BF CA GP BE ED CR RI OI C1 TR".split())
GRAMMAR = Grammar(_split, "PT", end="ER", lists=_LISTS, ignored=frozenset(("FN", "VR", "EF")))


def _lines(values: list[str]) -> list[str]:
    return [text for value in values for line in value.split("\n") if (text := line.strip())]


def _people(full: str, short: str, bodies: str, variable: str, families: str = "") -> Group:
    """Names in full, else shortened, and bodies behind them."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        texts = [_lines(fields.get(tag, [])) for tag in (full, short, bodies)]
        notes: list[Remark] = []
        names = read_indexed(notes, [], texts[0] or texts[1], texts[2])
        setattr(paper, variable, name_list(names, variable, notes))
        if notes:
            paper.remarks = [*paper.remarks, *notes]

    return Group(tuple(filter(None, (full, short, bodies))), read, (), families)


def _read_subjects(paper: Paper, fields: Fields, extra: Extra) -> None:
    paper.keyword = KEYWORDS.read(fields.get("DE", []) + fields.get("ID", []))[0]


def _read_issued(paper: Paper, fields: Fields, extra: Extra) -> None:
    """PD is month and day ("JUN 14", "MAY-JUN", "SPR"), PY the year; EA the early access."""
    early = [text for text in fields.get("EA", ()) if text]
    if any(fields.get("PD", ())) or any(fields.get("PY", ())):
        read_issued(paper, fields, extra, ("PD", "PY"))
        paper.available_date = best_date(early, paper.remarks, "available-date")[0]
    else:
        read_issued(paper, fields, extra, ("EA",))


def _read_serials(paper: Paper, fields: Fields, extra: Extra) -> None:
    paper.ISSN = ", ".join(texts_of(fields, "SN", "EI")) or None


def _read_counts(paper: Paper, fields: Fields, extra: Extra) -> None:
    """How often the paper was cited goes to the metrics."""
    counts = texts_of(fields, "Z9", "TC")
    if counts and counts[0].isdecimal() and len(counts[0]) < 16:
        paper.custom = {"metrics": {"citation-count": int(counts[0])}}
    elif counts:
        extra["TC"] = counts


FIELDS = rows(
    NAME,
    {
        "authors": _people("AF", "AU", "CA", "author"),
        "container authors": _people("BF", "BA", "GP", "container_author"),
        "editors": _people("BE", "ED", "", "editor"),
        "translators": _people("TR", "", "", "translator"),
        "issued": Group(("PD", "PY", "EA"), _read_issued, ()),
        "serials": Group(("SN", "EI"), _read_serials, ()),
        "subjects": Group(("DE", "ID"), _read_subjects, ()),
        "counts": Group(("Z9", "TC"), _read_counts, ()),
    },
)

TABLE = Table(
    NAME,
    fields=FIELDS,
    type_tag="PT",
    note_tag="NT",
    families={
        "paper-conference": "chapter",
        "dataset": "article-journal",
        "document": "article-journal",
    },
)


_SPECIAL = (
    (regex("proceedings", re.IGNORECASE), "proceedings"),
    (regex("book chapter", re.IGNORECASE), "chapter"),
    (regex("data set|data study", re.IGNORECASE), "dataset"),
)


def _paper(record: Record) -> Paper:
    fields = record.fields
    genres = record.first("DT")
    kind = TABLE.kind(record.first("PT")) or TABLE.kind("document")
    in_journal = kind is not None and kind.name == "J" and "BN" not in fields
    if kind is not None and kind.name != "P" and not (in_journal and "Data" not in genres):
        for pattern, name in _SPECIAL:
            if pattern.search(genres):
                kind = TABLE.kind(name)
                break
    if kind is not None and kind.name == "S" and record.first("CT"):
        kind = TABLE.kind("proceedings")
    title, source = record.first("TI"), record.first("SO")
    if kind is not None and kind.name == "B" and source and source.lower() != title.lower():
        kind = TABLE.kind("chapter")
    paper = TABLE.paper(record, kind)
    if not record.closed:
        remark_on(paper, "repaired", "", "the record has no ER; it was read all the same")
    return paper


read: Reader = reader(GRAMMAR, _paper)
FORMAT = builtin(NAME, read=read, streams=True)
