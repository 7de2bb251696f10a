"""What Zotero itself writes is read as what its own CSL export says of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

import citex
from citex import Name
from citex.formats._zotero import csl_item

ITEM: dict[str, Any] = {
    "key": "ABCD2345", "version": 12, "itemType": "bookSection", "title": "On Magnitude",
    "creators": [
        {"creatorType": "author", "firstName": "D'Arcy", "lastName": "Thompson"},
        {"creatorType": "editor", "name": "Cambridge University"},
        {"creatorType": "seriesEditor", "firstName": "Na", "lastName": "Li"},
        {"creatorType": "presenter", "firstName": "Bo", "lastName": "Wu"},
        {"creatorType": "counsel", "firstName": "An", "lastName": "Xu"},
    ],
    "bookTitle": "On Growth and Form", "date": "1917-05", "numPages": "20", "pages": "16-35",
    "place": "Cambridge", "publisher": "CUP", "url": "https://example.org/growth",
    "accessDate": "2020-05-01T10:00:00Z", "abstractNote": "Of size.", "libraryCatalog": "BnF",
    "tags": [{"tag": "form"}, {"tag": "growth", "type": 1}], "extra": "", "collections": [],
    "dateAdded": "2020-05-01T10:00:00Z", "shortTitle": "Magnitude", "seriesNumber": "3",
}  # fmt: skip


@pytest.mark.parametrize("wrapped", [False, True])
def test_fields_and_creators(wrapped: bool) -> None:
    item = {"key": "ABCD2345", "version": 12, "data": ITEM} if wrapped else ITEM
    (paper,) = citex.parse(json.dumps([item]))
    assert (paper.id, paper.type, paper.version) == ("ABCD2345", "chapter", None)
    assert paper.author == [Name("Thompson", "D'Arcy"), Name("Wu", "Bo")]
    assert paper.editor == [Name(literal="Cambridge University")]
    assert paper.collection_editor == [Name("Li", "Na")]
    assert paper.contributor == [Name("Xu", "An")]
    assert (paper.container_title, str(paper.issued)) == ("On Growth and Form", "1917-05")
    assert (paper.page, paper.number_of_pages) == ("16-35", "20")
    assert (paper.publisher_place, paper.URL) == ("Cambridge", "https://example.org/growth")
    assert str(paper.accessed) == "2020-05-01"
    assert (paper.keyword, paper.title_short) == ("form, growth", "Magnitude")
    assert (paper.source, paper.collection_number) == ("BnF", "3")
    assert not paper.extra


def test_what_better_bibtex_calls_an_item() -> None:
    text = json.dumps({"config": {}, "items": [{**ITEM, "citationKey": "thompson1917"}]})
    assert citex.parse(text)[0].id == "thompson1917"


def test_a_file_of_a_work_is_told_and_left_out() -> None:
    problems: list[citex.Problem] = []
    text = json.dumps([ITEM, {"itemType": "attachment", "title": "Full text"}])
    assert len(citex.parse(text, problems=problems)) == 1
    assert [problem.level for problem in problems] == ["warning"]
    assert "attachment" in str(problems[0])
    assert len(citex.parse(text)) == 1


@pytest.mark.parametrize(
    ("kind", "field", "variable"),
    [
        ("thesis", "university", "publisher"),
        ("thesis", "thesisType", "genre"),
        ("report", "reportNumber", "number"),
        ("report", "institution", "publisher"),
        ("conferencePaper", "conferenceName", "event-title"),
        ("case", "caseName", "title"),
        ("case", "court", "authority"),
        ("patent", "filingDate", "submitted"),
        ("computerProgram", "versionNumber", "version"),
        ("webpage", "websiteTitle", "container-title"),
        ("preprint", "repository", "publisher"),
        ("film", "runningTime", "dimensions"),
        ("email", "subject", "title"),
    ],
)
def test_fields_of_one_kind(kind: str, field: str, variable: str) -> None:
    item = csl_item({"itemType": kind, field: "text"})
    assert item[variable] == "text"
    assert item["type"] in {one.value for one in citex.Kind}
