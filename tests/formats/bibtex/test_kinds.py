"""Types by what an entry says besides its own: the marks and words of the Chinese packages."""

from __future__ import annotations

import pytest

from citex.formats import Source, biblatex, bibtex
from citex.model import KINDS, Paper


def entry(text: str) -> Paper:
    (paper,) = bibtex.read(Source.of_text(text), [])
    return paper


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("@misc{a, title={T}, usera={DB}}", "dataset"),
        ("@misc{a, title={T}, mark={S}}", "standard"),
        ("@book{a, title={T}, usera={R/OL}}", "report"),
        ("@article{a, title={T}, usera={N}}", "article-newspaper"),
        ("@article{a, title={T}, journal={J}, mark={J}}", "article-journal"),
        ("@article{a, title={T}, journal={J}, note={news}}", "article-newspaper"),
        ("@article{a, title={T}, journal={J}, note={News of the day}}", "article-journal"),
        ("@manual{a, title={T}, type={standard}}", "standard"),
        ("@book{a, title={T}, note={standard}}", "standard"),
        ("@misc{a, title={T}, entrysubtype={map}}", "map"),
        ("@archive{a, title={T}}", "collection"),
        ("@database{a, title={T}}", "dataset"),
        ("@newspaper{a, title={T}}", "article-newspaper"),
        ("@periodical{a, title={T}}", "periodical"),
        ("@collection{a, title={T}}", "book"),
        ("@inbook{a, title={T}, booktitle={B}, usera={M}}", "chapter"),
    ],
)
def test_the_type_by_marks_and_words(text: str, kind: str) -> None:
    assert entry(text).type == kind


def test_a_mark_also_tells_the_carrier_and_the_genre() -> None:
    paper = entry("@misc{a, title={T}, usera={DB/CD}}")
    assert (paper.type, paper.genre, paper.medium) == ("dataset", "database", "CD")
    assert entry("@book{a, title={T}, usera={G}}").genre == "compilation"


def test_a_note_that_is_the_type_is_no_note() -> None:
    paper = entry("@article{a, title={T}, journal={J}, note={news}}")
    assert paper.note is None
    assert "news" in str(paper.extra)
    assert "note = {news}" in "".join(bibtex.write([paper]))


def test_the_number_of_a_newspaper_is_its_page() -> None:
    assert entry("@newspaper{a, title={T}, journal={J}, number={15}}").page == "15"
    both = entry("@newspaper{a, title={T}, journal={J}, number={15}, pages={3}}")
    assert (both.page, both.issue) == ("3", "15")


@pytest.mark.parametrize("form", [bibtex, biblatex])
def test_a_newspapers_issue_comes_back(form: object) -> None:
    paper = Paper(id="a", type="article-newspaper", title="T", container_title="J", issue="15")
    text = "".join(form.write([paper]))  # type: ignore[attr-defined]  # a module with write
    assert entry(text).issue == "15"


RARE = ("dataset", "figure", "performance", "periodical", "standard", "treaty")
KEPT = frozenset(
    """article artwork audio book booklet collection inbook incollection inproceedings inreference
    jurisdiction legislation letter mastersthesis misc movie online patent phdthesis report software
    techreport thesis unpublished video""".split()
)
"""Entry types of which Zotero's importer makes an item; it drops entries of all others."""


@pytest.mark.parametrize("form", [bibtex, biblatex])
def test_no_entry_is_written_that_receivers_drop(form: object) -> None:
    for kind in sorted(KINDS):
        text = "".join(form.write([Paper(id="a", type=kind, title="T")]))  # type: ignore[attr-defined]
        assert text[1 : text.index("{")] in KEPT
        assert entry(text).type == kind


@pytest.mark.parametrize("kind", RARE)
def test_the_full_range_of_entry_types_is_an_option(kind: str) -> None:
    (text,) = biblatex.write([Paper(id="a", type=kind, title="T")], types="full")
    assert text.startswith(
        ("@dataset", "@image", "@performance", "@periodical", "@standard", "@legal")
    )
    assert entry(text).type == kind


def test_a_standard_is_a_report_to_receivers() -> None:
    """Zotero and pandoc keep its number and who issued it."""
    paper = Paper(id="a", type="standard", title="T", number="GB 1", publisher="SAC")
    text = "".join(biblatex.write([paper]))
    assert text.startswith("@report")
    assert "institution = {{SAC}}" in text or "institution = {SAC}" in text
    back = entry(text)
    assert (back.type, back.number, back.publisher) == ("standard", "GB 1", "SAC")


def test_an_entry_of_a_rare_type_is_written_so_that_it_is_kept() -> None:
    paper = entry("@dataset{a, title={T}, publisher={P}}")
    assert "".join(biblatex.write([paper])).startswith("@misc")
    assert "".join(biblatex.write([paper], types="full")).startswith("@dataset")
