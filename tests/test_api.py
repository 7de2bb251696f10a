"""The verbs, as users call them."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

import citex
from citex import stylebook

BOOK = {"id": "thompson1917", "type": "book", "title": "On Growth and Form"}


def test_every_public_name_is_there() -> None:
    for name in citex.__all__:
        assert getattr(citex, name) is not None
    with pytest.raises(AttributeError):
        _ = citex.no_such_name  # type: ignore[attr-defined]


def test_read_takes_paths_and_open_files(tmp_path: Path) -> None:
    path = tmp_path / "books.json"
    path.write_text(json.dumps([BOOK]), encoding="utf-8")
    expected = [citex.Paper(id="thompson1917", type="book", title="On Growth and Form")]
    assert citex.read(path) == expected
    assert citex.read(str(path)) == expected
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert citex.read(binary) == expected
        assert citex.read(text) == expected
    assert citex.read(io.BytesIO(path.read_bytes())) == expected
    assert citex.parse(path.read_bytes()) == expected
    assert list(citex.stream(path)) == expected


def test_a_problem_is_raised_or_collected() -> None:
    text = json.dumps([BOOK, 5])
    with pytest.raises(citex.ParseError, match="an item is an object"):
        citex.parse(text, "csljson")
    problems: list[citex.Problem] = []
    assert len(citex.parse(text, "csljson", problems=problems)) == 1
    assert [problem.raw for problem in problems] == ["5"]


def test_the_content_beats_a_general_suffix(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text("TY  - BOOK\r\nTI  - On Growth\r\nER  - \r\n", encoding="utf-8")
    assert citex.read(path)[0].title == "On Growth"


def test_write_goes_by_suffix(tmp_path: Path) -> None:
    papers = [citex.Paper.from_dict(BOOK)]
    for suffix in (".json", ".ris", ".bib", ".enw"):
        path = tmp_path / f"books{suffix}"
        citex.write(papers, path)
        assert citex.read(path)[0].title == "On Growth and Form"
    with pytest.raises(citex.UnknownFormat, match=r"\.xyz"):
        citex.write(papers, tmp_path / "books.xyz")
    assert not (tmp_path / "books.xyz").exists()


def test_unknown_names_offer_the_nearest() -> None:
    paper = citex.Paper.from_dict(BOOK)
    with pytest.raises(citex.UnknownFormat, match="'bibtex'"):
        paper.format("bibtx")
    with pytest.raises(citex.UnknownFormat, match="only read"):
        paper.format("booksci")
    with pytest.raises(citex.UnknownOption, match="lines"):
        paper.format("csljson", line=True)
    with pytest.raises(citex.UnknownOption):
        paper.format("apa", output="pdf")
    with pytest.raises(citex.UnknownOption):
        paper.format("apa", engine="citeproc-js")


def test_the_report_says_what_was_lost() -> None:
    paper = citex.Paper(id="a", type="book", title="A", dimensions="3 x 4 cm", medium="clay")
    report: list[citex.Loss] = []
    citex.format([paper], "coins", losses=report)
    assert {"dimensions", "medium"} <= {loss.variable for loss in report}
    report.clear()
    citex.format([paper], "csljson", losses=report)
    assert not report


def test_the_three_citations_of_a_paper() -> None:
    paper = citex.Paper(
        id="zhuang2023",
        type="article-journal",
        title="Mesenchymal Stem Cell-Based Therapy",
        author=[citex.Name("Zhuang", "Xiufen"), citex.Name("Hu", "Xiao")],
        container_title="Clinical Reviews in Allergy & Immunology",
        issued=citex.PartialDate(2023, 6, 1),
        DOI="10.1007/s12016-021-08892-z",
    )
    assert paper.format("apa") == (
        "Zhuang, X., & Hu, X. (2023). Mesenchymal Stem Cell-Based Therapy. Clinical Reviews in "
        "Allergy & Immunology. https://doi.org/10.1007/s12016-021-08892-z"
    )
    assert paper.format("apa", output="html") == (
        "Zhuang, X., &#38; Hu, X. (2023). Mesenchymal Stem Cell-Based Therapy. <i>Clinical Reviews "
        "in Allergy &#38; Immunology</i>. https://doi.org/10.1007/s12016-021-08892-z"
    )


def test_in_text_citations() -> None:
    papers = [citex.Paper.from_dict({**BOOK, "author": [{"family": "Thompson"}]})]
    rendered = citex.cite(
        papers, [citex.Citation([citex.Cite("thompson1917", locator="12", label="page")])], "apa"
    )
    assert rendered.citations == ["(Thompson, n.d., p. 12)"]
    assert len(rendered.bibliography) == 1


def test_both_engines_give_the_same_simple_reference() -> None:
    paper = citex.Paper.from_dict({**BOOK, "author": [{"family": "Thompson", "given": "D'Arcy"}]})
    assert paper.format("apa", engine="citeproc-py") == paper.format("apa")


def test_one_processor_for_one_request() -> None:
    from citex import api

    assert api.processor("apa") is api.processor("apa")


def test_a_style_that_was_edited_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the file system says of its time and size."""
    monkeypatch.setattr(stylebook, "_registered", {})
    book, path = citex.Paper(id="a", type="book", title="T"), tmp_path / "own.csl"
    style = stylebook.source("ieee").decode()
    path.write_text(style, "utf-8")
    citex.register_style("own-edited", path)
    for name in (path, "own-edited"):
        for word in ("", "one", "two"):
            path.write_text(style.replace("<layout", f'<layout suffix="{word}"', 1), "utf-8")
            os.utime(path, (1, 1))
            cited = citex.cite(book, ["a"], name).citations
            assert cited == [f"[1]{word}"]
