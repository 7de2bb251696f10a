"""Golden readings, tag by tag: what a tagged file means by each tag, for values of many kinds.

A case is a section of `golden/tags/FORMAT.txt`: below the type of work and the value, what is read
besides the title; "kept" is what citex only hands on. `pytest --update-golden` (without -n) writes
them anew.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sections import Sections

from citex import registry
from citex.errors import Problem
from citex.formats import Source, tagged

GOLDEN = Path(__file__).parent / "golden" / "tags"
TABLE = Path(tagged.__file__).with_name("fields.tsv")
STARTS = ("PMID",)
"""Tags that begin a record of their own."""
VALUES = ("12", "2019/05/07", "Meier, Anna Lena", "101-117", "10.5555/12345678 [doi]", "X of Y; Z")


class Shape(NamedTuple):
    """How a record begins, for each type of work; how a line looks, and how it ends."""

    types: tuple[str, ...]
    begin: str
    line: str
    end: str = ""


SHAPES = {
    "ris": Shape(("JOUR", "CHAP"), "TY  - {}\nTI  - On Growth\n", "{}  - {}\n", "ER  - \n"),
    "endnote": Shape(("Journal Article", "Book Section"), "%0 {}\n%T On Growth\n", "{} {}\n"),
    "refworks": Shape(("Journal Article", "Book, Section"), "RT {}\nT1 On Growth\n", "{} {}\n"),
    "noteexpress": Shape(
        ("Journal Article", "Book Section"),
        "{{Reference Type}}: {}\n{{Title}}: On Growth\n", "{{{}}}: {}\n",
    ),
    "nbib": Shape(
        ("Journal Article", "Book"), "PMID- 1\nTI  - On Growth\nPT  - {}\n", "{:<4}- {}\n",
    ),
    "isi": Shape(("J", "B"), "FN x\nVR 1.0\nPT {}\nTI On Growth\n", "{} {}\n", "ER\nEF\n"),
}  # fmt: skip


def tags(form: str) -> list[str]:
    """The tags of a format's table, with those that mean the same."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    mine = [row for row in rows if row["format"] == form]
    cells = [row[column] or "" for row in mine for column in ("tag", "aliases")]
    if form == "noteexpress":  # whose names have blanks: only in a cell of several are they "_"
        several = {cell for cell in cells if "_" in cell or cell == "Date Year"}
        cells = [cell if cell in several else cell.replace(" ", "_") for cell in cells]
    found = dict.fromkeys(tag for cell in cells for tag in cell.split())
    return [tag.replace("_", " ") for tag in found if tag not in STARTS]


CASES = [(form, tag) for form in SHAPES for tag in tags(form)]


def read(form: str, kind: str, tag: str, value: str) -> Iterator[str]:
    """What the tag adds to a record of this type."""
    shape = SHAPES[form]
    without = shape.begin.format(kind)
    line = shape.line.format(tag, value)
    was, _ = paper(form, without + shape.end)
    now, told = paper(form, without + line + shape.end)
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield f"{name}: {json.dumps(now.get(name), ensure_ascii=False)}"
    yield from told


def paper(form: str, text: str) -> tuple[dict[str, Any], list[str]]:
    problems: list[Problem] = []
    chosen = registry.format_named(form)
    (found,) = chosen.papers(Source.of_text(text), problems)
    item = found.to_dict()
    item.pop("custom", None)
    kept = found.extra.get(form, {})
    told = [f"kept {name}: {json.dumps(kept[name], ensure_ascii=False)}" for name in sorted(kept)]
    told += [f"remark: {remark.kind}: {remark.message}" for remark in found.remarks]
    return item, told + [f"problem: {problem.message}" for problem in problems]


@pytest.mark.parametrize(("form", "tag"), CASES)
def test_tags(form: str, tag: str, update_golden: bool) -> None:
    lines = []
    for kind in SHAPES[form].types:
        for value in VALUES:
            lines += [f"{kind}, {value}", *(f"  {line}" for line in read(form, kind, tag, value))]
    Sections(GOLDEN / f"{form}.txt").hold(tag, "\n".join(lines), update=update_golden)


@pytest.mark.parametrize("form", SHAPES)
def test_no_format_has_other_tags(form: str, update_golden: bool) -> None:
    Sections(GOLDEN / f"{form}.txt").keep(tags(form), update=update_golden)


@pytest.mark.parametrize(("form", "tag"), CASES)
def test_a_second_value_is_not_lost(form: str, tag: str) -> None:
    shape = SHAPES[form]
    lines = shape.line.format(tag, "Zea one") + shape.line.format(tag, "Zea two")
    for kind in shape.types:
        text = shape.begin.format(kind) + lines + shape.end
        (found,) = registry.format_named(form).papers(Source.of_text(text), [])
        said = json.dumps([found.to_dict(), found.extra, [note.before for note in found.remarks]])
        assert "one" in said
        assert "two" in said
