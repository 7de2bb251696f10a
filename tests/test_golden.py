"""Golden texts: what every format and the main styles print for papers of our own, case by case.

A case is a section of the format's or the style's file below `golden`. `pytest --update-golden`
(without -n) writes the sections anew; the difference is then read like code.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

import own_papers as own
import pytest
from sections import Sections

from citex import api, registry, stylebook
from citex.csl import Bibliography
from citex.formats import Format, Source
from citex.model import Paper

GOLDEN = Path(__file__).parent / "golden"
STYLES = [
    *sorted(info.name for info in stylebook.styles() if info.origin == "citex"),
    "apa", "mla", "ieee", "chicago-notes-bibliography", "vancouver",
]  # fmt: skip
OUTPUTS = ("text", "html")
WRITTEN = [form for form in registry.formats() if form.write is not None]
CASES = {
    **{paper.id: [paper] for paper in (*own.one_of_each_kind(), *own.chinese())},
    "two together": [own.chinese()[0], own.chinese()[1]],
}
LISTED = [*own.one_of_each_kind(), *own.chinese(), *own.sparse()]
"""What a style prints as one list, in which years and names are told apart."""
BACK = "read back: "


def named(path: str) -> Sections:
    return Sections(GOLDEN / path)


def in_lines(paper: Paper) -> str:
    """A paper as CSL-JSON, a variable a line."""
    item = paper.to_dict()
    return "".join(f"{name}: {json.dumps(item[name], ensure_ascii=False)}\n" for name in item)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_formats(form: Format, case: str, update_golden: bool) -> None:
    assert form.write is not None
    golden = named(f"formats/{form.name}.txt")
    text = "".join(form.write(CASES[case]))
    golden.hold(case, text, update=update_golden)
    if form.read is not None:
        back = "\n".join(map(in_lines, form.read(Source.of_text(text), [])))
        golden.hold(BACK + case, back, update=update_golden)


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_no_format_has_other_cases(form: Format, update_golden: bool) -> None:
    names = [part + case for case in CASES for part in (("", BACK) if form.read else ("",))]
    named(f"formats/{form.name}.txt").keep(names, update=update_golden)


@functools.cache
def printed(style: str, output: str) -> Bibliography:
    return api.bibliography(LISTED, style, output=output)


@pytest.mark.parametrize("paper", LISTED, ids=lambda paper: paper.id or "no id")
@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str, paper: Paper, update_golden: bool) -> None:
    lines = []
    for output in OUTPUTS:
        (*texts,) = (entry.text for entry in printed(style, output) if entry.id == paper.id)
        lines.append("\n".join(texts) if texts else "(not in the list)")
    golden = named(f"styles/{style}.txt")
    golden.hold(paper.id or "no id", "\n".join(lines), update=update_golden)


@pytest.mark.parametrize("style", STYLES)
def test_the_order_of_a_list(style: str, update_golden: bool) -> None:
    golden = named(f"styles/{style}.txt")
    order = [entry.id for entry in printed(style, "text")]
    assert order == [entry.id for entry in printed(style, "html")]
    golden.hold("order", " ".join(order), update=update_golden)
    golden.keep([*(paper.id or "no id" for paper in LISTED), "order"], update=update_golden)
