"""Golden texts, variable by variable: what each adds to a record of each format, and comes back.

A case is a section of `golden/variables/FORMAT.txt`: for two types of work, the lines that are
there with the variable and not without it (`+`, or `-` for one that goes), and below `=` what is
read back, where that is not all as it was. `pytest --update-golden` (without -n) writes them anew.
"""

from __future__ import annotations

import difflib
import functools
import json
from pathlib import Path
from typing import Any

import pytest
from sections import Sections

from citex import registry
from citex.formats import Format, Source
from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate

GOLDEN = Path(__file__).parent / "golden" / "variables"
WRITTEN = [form for form in registry.formats() if form.write is not None]
KINDS = ("article-journal", "chapter")
VALUES: dict[str, Any] = {
    "DOI": "10.5555/12345678", "URL": "https://example.org/a?b=c&d=e_f",
    "ISBN": "978-3-16-148410-0", "ISSN": "2049-3630", "PMID": "26957754", "PMCID": "PMC4756000",
    "language": "de",
    "page": "101-117", "page-first": "101", "number-of-pages": "312", "edition": "3",
    "keyword": "growth, form", "title": "On <i>Growth</i> & Form: a Study", "genre": "PhD thesis",
    "abstract": "One.\nTwo & three.", "note": "A note: with a colon", "title-short": "Growth",
    "archive": "arXiv", "status": "in press", "version": "1.2", "citation-key": "key2019",
}  # fmt: skip
LEFT_OUT = {"id", "type", "categories", "custom", "extra", "remarks"}
NAMED = [variable for variable in VARIABLES if variable not in LEFT_OUT]


def value_of(variable: str) -> Any:
    if variable in NAME_VARIABLES:
        van = Name("Gogh", "Vincent", non_dropping_particle="van")
        return [Name("Meier", "Anna Lena"), van, Name(literal="Example Body")]
    if variable in DATE_VARIABLES:
        return PartialDate(2019, 5, 7)
    return VALUES.get(
        variable, f"12{variable[0]}" if variable.endswith("number") else f"X {variable}"
    )


def paper_with(kind: str, variable: str = "") -> Paper:
    paper = Paper(id="a", type=kind, title="On Growth", issued=PartialDate(2001))
    if variable:
        setattr(paper, VARIABLES[variable], value_of(variable))
    return paper


@functools.cache
def plain(form: Format, kind: str) -> list[str]:
    return written(form, paper_with(kind)).splitlines()


def written(form: Format, paper: Paper) -> str:
    assert form.write is not None
    return "".join(form.write([paper]))


def differences(form: Format, kind: str, variable: str) -> list[str]:
    """What the variable adds to the file, and what of it is read as something else."""
    paper = paper_with(kind, variable)
    text = written(form, paper)
    told = [
        line.rstrip()
        for line in difflib.ndiff(plain(form, kind), text.splitlines())
        if line[:2] in ("+ ", "- ")
    ]
    if form.read is not None:
        (back,) = form.papers(Source.of_text(text), [])
        was, now = paper.to_dict(), back.to_dict()
        told += [
            f"= {name}: {json.dumps(now.get(name), ensure_ascii=False)}"
            for name in sorted(was.keys() | now.keys())
            if was.get(name) != now.get(name)
        ]
    return told or ["nothing"]


@pytest.mark.parametrize("variable", NAMED)
@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_variables(form: Format, variable: str, update_golden: bool) -> None:
    lines = [line for kind in KINDS for line in (f"{kind}:", *differences(form, kind, variable))]
    golden = Sections(GOLDEN / f"{form.name}.txt")
    golden.hold(variable, "\n".join(lines), update=update_golden)


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_no_format_has_other_variables(form: Format, update_golden: bool) -> None:
    Sections(GOLDEN / f"{form.name}.txt").keep(NAMED, update=update_golden)
