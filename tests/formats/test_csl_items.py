"""CSL-JSON as programs write it: keys, types, names, dates and files that are not quite CSL's."""

from __future__ import annotations

import json
from typing import Any

import pytest

import citex
from citex.model import Name, Paper, PartialDate, to_item


def read(item: dict[str, Any]) -> Paper:
    (paper,) = citex.parse(json.dumps([item]), "csljson")
    return paper


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"date-parts": [2011, 3, 9]}, PartialDate(2011, 3, 9)),
        ({"date-parts": [["2011-03-09"]]}, PartialDate(2011, 3, 9)),
        ({"date-parts": "2011-03"}, PartialDate(2011, 3)),
        ({"date-parts": [["2011", "Mar.", "9"]]}, PartialDate(2011, 3, 9)),
        ({"date-parts": [["2011b"]]}, PartialDate(2011)),
        ({"date_parts": [[2011]]}, PartialDate(2011)),
        ({"year": "2011", "month": 3}, PartialDate(2011, 3)),
        ([{"date-parts": [2011, 3]}], PartialDate(2011, 3)),
        ([{"year": 2011}, {"year": 2012}], PartialDate(2011, end=PartialDate(2012))),
    ],
)
def test_dates_in_older_and_foreign_shapes(written: Any, expected: PartialDate) -> None:
    assert read({"id": "a", "type": "book", "issued": written}).issued == expected


def test_a_date_that_says_something_unknown_is_kept() -> None:
    paper = read({"id": "a", "type": "book", "issued": {"timestamp": 1300000000000}})
    assert paper.issued is None
    assert to_item(paper)["issued"] == {"timestamp": 1300000000000}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["Rook, Ada"], [Name("Rook", "Ada")]),
        ("Ada Rook and Bo Finch", [Name("Rook", "Ada"), Name("Finch", "Bo")]),
        ([{"firstName": "Ada", "lastName": "Rook"}], [Name("Rook", "Ada")]),
        ([{"name": "Heron Survey"}], [Name(literal="Heron Survey")]),
        ([{"family": "Rook", "given": ["Ada", "B."]}], [Name("Rook", "Ada B.")]),
        ([{"family": "al.", "given": "et"}], [Name(literal="others")]),
    ],
)
def test_names_in_strings_and_under_other_keys(written: Any, expected: list[Name]) -> None:
    assert read({"id": "a", "type": "book", "author": written}).author == expected


def test_keys_under_other_programs_names() -> None:
    paper = read(
        {
            "id": "a",
            "type": "chapter",
            "doi": "10.5555/kite",
            "containerTitle": "Kites",
            "keywords": ["x", "y"],
            "publisher-location": "Oslo",
            "year": 2011,
            "ISSN": ["1111-1119", "2222-2228"],
            "volume": 3.0,
            "title": ["On kites"],
            "subtitle": ["a list"],
            "event": {"name": "Kite Days", "location": "Oslo"},
        }
    )
    item = to_item(paper)
    del item["id"], item["type"]
    assert item == {
        "DOI": "10.5555/kite",
        "container-title": "Kites",
        "keyword": "x, y",
        "publisher-place": "Oslo",
        "issued": {"date-parts": [[2011]]},
        "ISSN": "1111-1119, 2222-2228",
        "volume": "3",
        "title": "On kites: a list",
        "event-title": "Kite Days",
        "event-place": "Oslo",
    }


def test_a_key_of_csl_is_not_overruled() -> None:
    paper = read({"id": "a", "type": "book", "DOI": "10.5555/a", "doi": "10.5555/b"})
    assert paper.DOI == "10.5555/a"
    assert to_item(paper)["doi"] == "10.5555/b"


@pytest.mark.parametrize(
    ("name", "csl"),
    [
        ("Article", "article-journal"),
        ("posted-content", "article"),
        ("inproceedings", "paper-conference"),
        ("newspaperArticle", "article-newspaper"),
        ("paper_conference", "paper-conference"),
        ("document", "document"),
    ],
)
def test_a_type_of_another_format_is_told_in_csls_words(name: str, csl: str) -> None:
    paper = read({"id": "a", "type": name})
    assert paper.type == csl
    assert any(remark.variable == "type" for remark in paper.remarks) == (name != csl)


def test_an_unknown_type_stays() -> None:
    assert read({"id": "a", "type": "heap", "title": "A"}).type == "heap"


@pytest.mark.parametrize(
    "text",
    [
        '{"k1": {"type": "book", "title": "Kites"}, "k2": {"type": "book", "title": "Reeds"}}',
        '{"message": {"items": [{"id": "k1", "type": "book"}, {"id": "k2", "type": "book"}]}}',
    ],
)
def test_items_by_their_keys_and_in_wrappers(text: str) -> None:
    assert [paper.id for paper in citex.parse(text, "csljson")] == ["k1", "k2"]


def test_variables_in_braces_in_the_note_need_no_blank() -> None:
    paper = read({"id": "a", "type": "book", "note": "{:original-date:1880}{:PMID: 77}"})
    assert (paper.original_date, paper.PMID, paper.note) == (PartialDate(1880), "77", None)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"id": 7},
        {"type": ""},
        {"type": "journal-article"},
        {"title": ""},
        {"title": None, "author": None},
        {"volume": 12},
        {"volume": None, "issue": ""},
        {"note": "PMID: 77", "page": "1234-40", "language": "eng", "genre": "Article"},
        {"author": []},
        {"author": [{"family": "Li", "given": "Na\nHu, Bo"}]},
        {"author": [{"family": "Li", "given": "Na", "suffix": ""}]},
        {"author": [{"family": "Gogh", "given": "Vincent van"}, {"literal": "UNESCO"}]},
        {"editor": [{"family": "Hu", "given": "B."}], "chair": [{"family": "Hu", "given": "Bo"}]},
        {"issued": {"date-parts": [[]]}},
        {"issued": {"date-parts": [[2020, 13]]}, "accessed": {"date-parts": [[2020, 2, 30]]}},
        {"issued": {"date-parts": [[2020]], "season": 1}},
        {"container_title": "Reeds", "doi": "10.1000/1", "remarks": [], "extra": {}},
        {"custom": {"extra": {"ris": {"XX": ["1"]}}}, "categories": ["a"], "event": "Reeds 7"},
    ],
)
def test_an_item_is_read_alike_by_itself_and_in_a_list(changes: dict[str, Any]) -> None:
    """One object is read key by key; the ordinary items of lists and lines at once."""
    item = {
        "id": "a", "type": "article-journal", "title": "Kites", "container-title": "Reeds",
        "author": [{"family": "Li", "given": "Na"}], "issued": {"date-parts": [[2020, 5]]},
    } | changes  # fmt: skip
    texts = (json.dumps({"items": item}), json.dumps([item]), json.dumps(item) + "\n{}\n")
    alone, listed, lined = (citex.parse(text, "csljson", problems=[]) for text in texts)
    assert alone == listed == lined
    for one, two, three in zip(alone, listed, lined, strict=True):
        assert one.remarks == two.remarks == three.remarks


def test_a_paper_as_a_dict_keeps_what_formats_put_away() -> None:
    extra = {"ris": {"XX": ["y"]}, "csljson": {"foo": "x"}}
    paper = Paper(type="book", title="Kites", extra=extra)
    assert Paper.from_dict(dict(paper)).extra == extra


@pytest.mark.parametrize("length", [10, 3_000, 5_000, 20_000])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_value_on_each_line(length: int, end: str, count: int) -> None:
    """JSON Lines: an item a line, however long the lines are."""
    items = [{"id": str(n), "type": "book", "abstract": f"x{'y' * length}"} for n in range(count)]
    text = "\n".join(map(json.dumps, items)) + end
    assert [paper.id for paper in citex.parse(text, "csljson")] == [one["id"] for one in items]
    assert [paper.id for paper in citex.parse(text)] == [one["id"] for one in items]
