"""Numbers of more digits than Python makes a number of: no reader, writer or style stumbles."""

from __future__ import annotations

import json

import pytest

import citex

LONG = "9" * 5000
FIELDS = "pages number volume year eid edition issue date month chapter pagetotal".split()


@pytest.mark.parametrize("value", [LONG, f"0{LONG}", f"1-{LONG}", f"{LONG}--1"])
def test_in_a_field(value: str) -> None:
    for field in FIELDS:
        papers = citex.parse(f"@article{{a, title={{T}}, {field}={{{value}}}}}", problems=[])
        assert [paper.title for paper in papers] == ["T"]
        for to in ("apa", "ris", "mods", "endnote-xml", "csljson", "cff", "hayagriva", "jsonld"):
            assert citex.format(papers, to)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        (f"PT J\nTI T\nTC {LONG}\nER\n", "isi"),
        (f"TY  - JOUR\nTI  - T\nVL  - {LONG}\nPY  - {LONG}\nER  - \n", "ris"),
        (
            "@xdata{k, author={A B}}\n"
            f"@book{{b, title={{T}}, author={{xdata=k-author-{LONG}}}}}",
            "biblatex",
        ),
        (json.dumps({"DOI": "10.1000/1", "title": ["T"],
                     "published-print": {"date-parts": [[LONG]]}}), "crossref"),
        (f"<xml><records><record><ref-type name='Book {LONG}'>{LONG}</ref-type><titles><title>T"
         f"</title></titles><volume>{LONG}</volume></record></records></xml>", "endnote-xml"),
        (f"references:\n- id: a\n  title: T\n  volume: {LONG}\n  issued: {LONG}\n", "cslyaml"),
    ],
)  # fmt: skip
def test_in_a_record(text: str, to: str) -> None:
    assert [paper.title for paper in citex.parse(text, to, problems=[])][-1:] == ["T"]
