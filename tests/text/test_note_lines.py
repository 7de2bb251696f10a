"""Variables on the lines of a note (Zotero's "cheater syntax"), as the Chinese styles use them."""

from __future__ import annotations

import pytest

from citex.csl import Processor, parse_style
from citex.model import Name, Paper, PartialDate
from citex.text.extra_field.zotero import with_note_variables

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
default-locale="zh-CN">
<info><title>Notes</title><id>notes</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout locale="en"><group delimiter=" en "><text variable="title"/>
<date variable="issued" form="numeric" date-parts="year"/></group></layout>
<layout><group delimiter=" | "><text variable="title"/>
<text variable="original-container-title"/><names variable="original-author"/>
<date variable="original-date"><date-part name="year"/></date></group></layout></bibliography>
</style>"""


def listed(note: str, **fields: str) -> str:
    work = Paper(id="a", type="book", title="T", note=note, **fields)
    return str(Processor(parse_style(STYLE.encode(), "notes")).bibliography([work]))


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("original-container-title: Acta", "T | Acta"),
        ("original-author: Zhang || San\noriginal-container-title: Acta", "T | Acta | San Zhang"),
        ("original-date: 乾隆", "T | 乾隆"),
        ("language: en-US", "T"),
        ("language: en-US\nissued: 2015–Present", "T en 2015"),
        ("language: en\nissued: 1984/", "T en 1984"),
        ("language: en\nissued: 1984/1986", "T en 1984–1986"),
    ],
)
def test_a_line_of_a_note_is_a_variable(note: str, text: str) -> None:
    assert listed(note) == text


def test_what_the_paper_has_stays() -> None:
    assert listed("language: en", language="zh") == "T"
    paper = Paper(title="T", extra={"csljson": {"x-y": "1"}}, note="x-y: 2\nz-z: 3")
    found = with_note_variables(paper)
    assert found.extra == {"csljson": {"x-y": "1", "z-z": "3"}}
    assert paper.extra == {"csljson": {"x-y": "1"}}
    assert with_note_variables(Paper(note="author: Li || Si\nissued: 2001-05")) == Paper(
        author=[Name("Li", "Si")], issued=PartialDate(2001, 5)
    )
