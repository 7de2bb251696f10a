"""Every open record in the main styles and formats: no exception, and nothing that looks torn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from records import open_records as own

import citex
from citex.text.richtext.runs import bare

STYLES = ("apa", "mla", "gbt7714-2015", "gbt7714-2025")
LINKS = re.compile(r"https?://\S+|10\.\d{4,}/\S+")
TORN = {
    "markup": re.compile(r"</?[a-z]+[ >]|&(?:amp|lt|gt|quot|#\d+);|jats:|mml:"),
    "a doubled stop": re.compile(r"(?<!\.)\.\.(?!\.)|\.\s\.|,\s?,|::|[?!]\.(?!\w)|;;"),
    "an empty bracket": re.compile(r"\(\s*\)|\[\s*\]|\(\s*,|“”|//\s*\."),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", own.SOURCES)
def test_styles(shared: Path, name: str, style: str) -> None:
    """No markup left, no doubled stop, no empty bracket (addresses and DOIs aside)."""
    papers = own.papers(shared, name)[0]
    entries = list(citex.bibliography(papers, style))
    assert len(entries) == len(papers)
    for entry in entries:
        text = LINKS.sub("", entry.text)
        assert text.strip()
        for what, pattern in TORN.items():
            assert not pattern.search(text), (what, entry.text)


@pytest.mark.parametrize("form", ["bibtex", "ris"])
@pytest.mark.parametrize("name", own.SOURCES)
def test_formats(shared: Path, name: str, form: str) -> None:
    """Each record is one record of the file, read back with its title and DOI; no markup is left.

    What looks like a tag in BibTeX would be one of LaTeX's arguments; RIS is plain text.
    """
    papers = own.papers(shared, name)[0]
    text = citex.format(papers, form)
    assert not re.search(r"</?[a-z][a-z:]*(?: [^<>]*)?>|&(?:amp;)?(?:lt|gt|quot|#\d+);", text)
    problems: list[citex.Problem] = []
    back = citex.parse(text, form, problems=problems)
    assert problems == []
    assert [paper.DOI for paper in back] == [paper.DOI for paper in papers]
    expected = [bare(paper.title) if form == "ris" and paper.title else paper.title
                for paper in papers]  # fmt: skip
    assert [paper.title for paper in back] == expected


@pytest.mark.parametrize("name", own.SOURCES)
def test_ris_with_markup_keeps_every_title(shared: Path, name: str) -> None:
    papers = own.papers(shared, name)[0]
    back = citex.parse(citex.format(papers, "ris", markup=True), "ris")
    assert [paper.title for paper in back] == [paper.title for paper in papers]
