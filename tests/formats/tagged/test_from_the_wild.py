"""Tagged files as people have them: what other programs were reported to read wrongly."""

from __future__ import annotations

from typing import Any

import pytest

import citex
from citex.formats.tagged import ris as ris_format
from citex.model import Name, Paper, to_item


def ris(*lines: str, kind: str = "JOUR") -> dict[str, Any]:
    (paper,) = citex.parse("\n".join([f"TY  - {kind}", *lines, "ER  - ", ""]), "ris")
    item = to_item(paper)
    item.pop("custom", None)
    return item


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("['Rook, Ada', 'Finch, Bo']", [("Rook", "Ada"), ("Finch", "Bo")]),
        ("Rook, Ada|Finch, Bo", [("Rook", "Ada"), ("Finch", "Bo")]),
        ("Rook, Ada & Finch, Bo", [("Rook", "Ada"), ("Finch", "Bo")]),
        ("Rook, Ada, Finch, Bo", [("Rook", "Ada"), ("Finch", "Bo")]),
        ("Rook, Ada and the HERON Study Group", [("Rook", "Ada"), "the HERON Study Group"]),
        ("Rook, Ada [author]", [("Rook", "Ada")]),
        ("Rook & Sons", ["Rook & Sons"]),
    ],
)
def test_several_names_in_one_line(text: str, names: list[Any]) -> None:
    found = [
        name.get("literal") or (name["family"], name["given"])
        for name in ris(f"AU  - {text}")["author"]
    ]
    assert found == names


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2011", "DA  - /03/09"], {"date-parts": [[2011, 3, 9]]}),
        (["PY  - 2011", "DA  - 03/29"], {"date-parts": [[2011, 3, 29]]}),
        (["PY  - 2011", "DA  - 03-09"], {"date-parts": [[2011, 3, 9]]}),
        (["PY  - Published 2011"], {"date-parts": [[2011]]}),
        (["PY  - 0000"], None),
        (["PY  - 0000", "DA  - 2011/03"], {"date-parts": [[2011, 3]]}),
    ],
)
def test_dates_that_lack_something(lines: list[str], date: Any) -> None:
    assert ris(*lines).get("issued") == date


def test_a_date_of_access_with_its_label() -> None:
    assert ris("Y2  - Accessed: 2011/03/09")["accessed"] == {"date-parts": [[2011, 3, 9]]}


@pytest.mark.parametrize(
    ("line", "variable", "value"),
    [
        ("DO  - 10.5555%2Fkite", "DOI", "10.5555/kite"),
        ("DO  - 10.5555/k&lt;1&gt;x", "DOI", "10.5555/k<1>x"),
        ("DO  - 10.5555/kite; 10.5555/reed", "DOI", "10.5555/kite"),
        ("UR  - <https://example.org/k>", "URL", "https://example.org/k"),
        ("UR  - <Go to ISI>://WOS:1", "URL", None),
        ("SN  - 1111-1119|2222-2228", "ISSN", "1111-1119, 2222-2228"),
        ("VL  - Volume 5, Issue 3", "volume", "5"),
        ("VL  - 5, no. 3", "issue", "3"),
        ("SP  - 12\nEP  - +", "page", "12+"),
        ("PB  - Reed Press,", "publisher", "Reed Press"),
        ("CY  - Oslo :", "publisher-place", "Oslo"),
        ("TI  - Kites of the north /", "title", "Kites of the north"),
        ("BT  - Journal of Kites", "container-title", "Journal of Kites"),
    ],
)
def test_values_with_more_about_them(line: str, variable: str, value: str | None) -> None:
    assert ris(line, "KW  - x").get(variable) == value


def test_a_volume_with_its_issue_where_the_issue_is_a_placeholder() -> None:
    found = ris("IS  - n/a", "VL  - 5(3)")
    assert (found["volume"], found["issue"]) == ("5", "3")


@pytest.mark.parametrize("kind", ["RPRT", "STAND", "PAT"])
def test_a_document_number_under_m1(kind: str) -> None:
    assert ris("M1  - KX 12:2000", kind=kind)["number"] == "KX 12:2000"


def test_the_type_behind_other_tags_is_the_same_record() -> None:
    text = "DB  - Reeds\nTI  - a\nTY  - JOUR\nER  - \n\nTI  - b\nTY  - BOOK\nER  - \n"
    found = [(paper.type, paper.title) for paper in citex.parse(text, "ris")]
    assert found == [("article-journal", "a"), ("book", "b")]


def test_files_put_together_without_a_line_end_stay_two_records() -> None:
    text = "TY  - JOUR\nTI  - a\nER  - TY  - BOOK\nTI  - b\nER  - "
    assert [paper.title for paper in citex.parse(text, "ris")] == ["a", "b"]


def test_pubmed_puts_the_rank_behind_the_given_names() -> None:
    (paper,) = citex.parse("PMID- 1\nTI  - t\nFAU - Rook, Ada B Jr\nAU  - Rook AB Jr\n", "nbib")
    (name,) = paper.author or ()
    assert (name.family, name.given, name.suffix) == ("Rook", "Ada B", "Jr.")


def test_noteexpress_names_the_number_of_a_patent() -> None:
    (paper,) = citex.parse("{Reference Type}: Patent\n{Patent Number}: CN1A\n", "noteexpress")
    assert paper.number == "CN1A"


def test_a_title_in_a_book_of_another_name_is_a_chapter() -> None:
    text = "FN x\nVR 1.0\nPT B\nTI {}\nSO THE BOOK OF KITES\nER\nEF\n"
    (chapter,) = citex.parse(text.format("Of strings"), "isi")
    (book,) = citex.parse(text.format("The Book of Kites"), "isi")
    assert (chapter.type, chapter.container_title) == ("chapter", "THE BOOK OF KITES")
    assert (book.type, book.container_title) == ("book", None)


def test_a_body_that_ends_in_a_digit_is_written_as_whole() -> None:
    paper = Paper(type="book", author=[Name(literal="Kites in Space: forum0")])
    (found,) = citex.parse("".join(ris_format.write([paper])), "ris")
    assert found.author == paper.author
