"""Nothing is told twice: a reader keeps no doubt that the check finds by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from checks.planted import planted
from records import open_records

import citex
from citex.checks import check
from citex.model import Paper


def _twice(papers: list[Paper]) -> list[str]:
    """What is said of the same value of a variable by a reader's doubt and by a rule."""
    found: list[str] = []
    for paper in papers:
        odd = [diagnostic for diagnostic in check(paper) if diagnostic.kind == "odd"]
        counted = Counter(map(str, odd))
        found += [text for text, count in counted.items() if count > 1]
        ruled = {
            (diagnostic.variable, diagnostic.value[:60])
            for diagnostic in odd
            if diagnostic.code != "doubted"
        }
        found += [
            str(remark)
            for remark in paper.remarks
            if remark.kind == "doubt" and (remark.variable, remark.before[:60]) in ruled
        ]
    return found


@pytest.mark.parametrize("format", ["csljson", "bibtex", "ris", "endnote", "endnote-xml", "mods"])
def test_a_fault_is_told_once_whatever_format_it_came_in(format: str) -> None:
    papers = [Paper.from_dict(item) for item, _ in planted()]
    assert _twice(citex.parse(citex.format(papers, format), format, problems=[])) == []


@pytest.mark.parametrize("source", ["crossref", "datacite", "europepmc", "openalex", "s2"])
def test_a_fault_of_a_service_is_told_once(shared: Path, source: str) -> None:
    assert _twice(open_records.papers(shared, source)[0]) == []
