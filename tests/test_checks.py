"""What `citex check` finds."""

from __future__ import annotations

from citex import registry
from citex.checks import check
from citex.model import Paper, PartialDate, Remark, new_paper


def kinds(paper: Paper, chosen: str | None = None) -> list[tuple[str, str]]:
    formatter = registry.formatter_named(chosen) if chosen else None
    return [(finding.kind, finding.variable) for finding in check(paper, formatter)]


def test_what_is_missing_by_kind_of_work() -> None:
    thesis = Paper(id="a", type="thesis", title="A Study", issued=PartialDate(2020))
    assert kinds(thesis) == [("missing", "author"), ("missing", "publisher"), ("missing", "genre")]


def test_what_looks_odd() -> None:
    paper = new_paper(
        id="a", type="no-such", title="ALL OF IT IN CAPITALS", issued=PartialDate(2020), DOI="doi:x"
    )
    assert kinds(paper) == [("odd", "title"), ("odd", "DOI"), ("odd", "type")]


def test_a_readers_remarks_are_shown() -> None:
    remark = Remark(kind="repaired", variable="title", message="a stop", before="A.")
    paper = Paper(id="a", title="A", issued=PartialDate(2020), remarks=[remark])
    (finding,) = check(paper)
    assert str(finding) == "a: note: repaired: title: a stop (it was: A.) [repaired]"


def test_what_a_format_would_lose() -> None:
    paper = Paper(id="a", title="A", issued=PartialDate(2020), dimensions="3 x 4 cm")
    assert kinds(paper, "highwire") == [("lost", "dimensions")]
    assert kinds(paper, "csljson") == []


def test_what_an_edition_requires_with_its_clause() -> None:
    paper = Paper(id="a", type="article-newspaper", title="数字革命", container_title="中国青年报")
    found = [str(finding) for finding in check(paper, "gbt7714-2025")]
    assert any("issued" in line and "GB/T 7714-2025" in line for line in found)
