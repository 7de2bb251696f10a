"""Halves of surrogate pairs in JSON, wherever it stands: what is read can be written."""

from __future__ import annotations

import json

import pytest

import citex
from citex.records.docx._cited import json_at

HALF = "\\ud800"
PAPERS = [citex.Paper(id="a", title="T", issued=2020)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("booksci", '}}{{"title": "On {0} Growth", "PeriodicalIF": "{0}"}}'),
        ("csljson", '[{{"title": "On {0} Growth", "custom": {{"k{0}": "{0}"}}}}]'),
        ("jsonld", '{{"@type": "ScholarlyArticle", "name": "On {0} Growth"}}'),
        (
            "webpage",
            '<script>xplGlobal.document.metadata={{"title": "On {0} Growth"}};</script>',
        ),
        ("openalex", '{{"id": "https://openalex.org/W1", "title": "On {0} Growth"}}'),
    ],
)
def test_a_record(form: str, text: str) -> None:
    (paper,) = citex.parse(text.format(HALF), form)
    assert paper.title == "On \ufffd Growth"
    json.dumps(paper.to_dict(), ensure_ascii=False).encode("utf-8")


def test_a_record_in_a_document() -> None:
    assert json_at(f'ADDIN {{"title": "On {HALF} Growth"}}') == {"title": "On \ufffd Growth"}


def test_a_document_of_pandocs() -> None:
    words = [{"t": "Str", "c": "HALF"}]
    one = {
        "citationId": "a", "citationPrefix": [], "citationSuffix": words, "citationHash": 0,
        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 1,
    }  # fmt: skip
    blocks = [{"t": "Para", "c": [*words, {"t": "Cite", "c": [[one], words]}]}]
    text = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    found = citex.cite_text(text.replace("HALF", HALF), PAPERS, kind="pandoc").text
    assert "\ufffd" in found.encode("utf-8").decode("utf-8")


def test_a_page_with_records() -> None:
    script = f'[{{"id": "b", "title": "On {HALF} Growth"}}]'
    page = (
        f'<cite data-key="b"></cite><script type="application/vnd.citationstyles.csl+json">'
        f"{script}</script>\n"
    )
    assert "On \ufffd Growth" in citex.cite_text(page, kind="html").text
