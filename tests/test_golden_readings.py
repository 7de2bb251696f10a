"""Golden readings, text by text: all that is read, and what the same format writes of it again.

A case is a section of `golden/readings/FORMAT.txt`: a text in the format, below `=` all that is
read of it and told of it, below the next `=` the same written again. To add one, write its name and
its text; `pytest --update-golden` (without -n) adds the rest: read that before it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sections import Sections

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.model import Paper

GOLDEN = Path(__file__).parent / "golden" / "readings"
CASES = [
    (path.stem, name) for path in sorted(GOLDEN.glob("*.txt")) for name in Sections(path).names()
]
PART = "\n=\n"


def shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def told_of(paper: Paper) -> Iterator[str]:
    item = paper.to_dict()
    item.pop("custom", None)
    yield from (f"{name}: {shown(value)}" for name, value in item.items())
    yield from (f"custom {name}: {shown(value)}" for name, value in paper.custom.items())
    for form in paper.extra.values():
        yield from (f"kept {name}: {shown(value)}" for name, value in form.items())
    for remark in paper.remarks:
        said = f"{remark.kind}: {remark.variable}: {remark.message}"
        yield f"{said} ({shown(remark.before)})" if remark.before else said


def reading(form: str, text: str) -> str:
    """All that is read of a text and told of it, and what is written of that."""
    problems: list[Problem] = []
    chosen = registry.format_named(form)
    papers = list(chosen.papers(Source.of_text(text), problems))
    lines = [line for paper in papers for line in told_of(paper)]
    lines += [f"{one.level}: line {one.line}: {one.message}" for one in problems]
    whole = PART.join([text, "\n".join(lines)])
    if chosen.write is None:
        return whole
    again = "".join(chosen.write(papers)).replace("\r\n", "\n").replace("\r", "\\r")
    return PART.join([whole, again])


@pytest.mark.parametrize(("form", "name"), CASES)
def test_a_text(form: str, name: str, update_golden: bool) -> None:
    sections = Sections(GOLDEN / f"{form}.txt")
    text, _, _ = sections.text(name).partition(PART)
    sections.hold(name, reading(form, text.rstrip("\n")), update=update_golden)
