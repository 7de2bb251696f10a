"""Golden texts, work by work: a full paper of each kind in each format, and what of it comes back.

A case is a section of `golden/works/FORMAT.txt`; below `=` stands what is read back otherwise.
`pytest --update-golden` (without -n) writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sections import Sections

from citex import registry
from citex.formats import Format, Source
from citex.model import OTHERS, Name, Paper, PartialDate

GOLDEN = Path(__file__).parent / "golden" / "works"
WRITTEN = [form for form in registry.formats() if form.write is not None]
Date = PartialDate
KING, GOGH = Name("King", "Martin", suffix="Jr."), Name("Gogh", "Vincent", None, "van")
HUMBOLDT, TEAM = Name("Humboldt", "Alexander", "von"), Name(literal="Fern Team")
LEE, LI = (
    Name("Lee", "Ann", extra=(("orcid", "https://orcid.org/0000-0001-2345-6789"),)),
    Name("李", "四"),
)

WORKS: dict[str, dict[str, Any]] = {
    "article-journal": {
        "title": "On <i>Zea</i> & H<sub>2</sub>O", "author": [GOGH, KING, LEE, OTHERS],
        "volume": "7",
        "container_title": "Trees", "container_title_short": "Tr.", "issue": "3", "page": "12-19",
        "issued": Date(2019, 5, 7), "DOI": "10.5555/1", "PMID": "123", "PMCID": "PMC9",
        "URL": "https://x.org/a_b", "ISSN": "2049-3630", "language": "en",
        "keyword": "roots, leaves",
        "publisher": "Acme", "publisher_place": "Ghent", "accessed": Date(2020, 1, 2),
        "abstract": "One.\nTwo.", "note": "Mine.", "title_short": "On Zea",
    },
    "article-newspaper": {
        "title": "Trees fall", "author": [LEE], "container_title": "Daily Leaf", "page": "A1",
        "issued": Date(1999, 12, 31), "section": "Local", "edition": "Late",
        "publisher_place": "Ghent",
    },
    "chapter": {
        "title": "Roots", "author": [TEAM, HUMBOLDT], "editor": [LEE, OTHERS],
        "container_title": "On Trees",
        "container_author": [KING], "collection_title": "Series", "collection_number": "4",
        "page": "e12",
        "issued": Date(2018, season=1), "ISBN": "978-3-16-148410-0", "publisher": "Acme",
        "edition": "2",
        "translator": [LI], "original_title": "Wurzeln", "original_date": Date(1880), "volume": "2",
    },
    "paper-conference": {
        "title": "Leaves", "author": [LI], "container_title": "Papers", "event_title": "Tree Days",
        "event_place": "Ghent", "event_date": Date(2017, 6, 1, end=Date(2017, 6, 3)),
        "page": "1, 4-6",
        "issued": Date(2018, 2), "publisher": "Acme", "publisher_place": "Lyon", "editor": [GOGH],
    },
    "report": {
        "title": "Soil", "number": "R-7", "publisher": "Ghent", "issued": Date(literal="n.d."),
        "genre": "Working paper", "author": [TEAM], "number_of_pages": "312",
    },
    "thesis": {
        "title": "森林", "publisher": "北京大学", "author": [LI], "issued": Date(-44, circa=True),
        "genre": "PhD thesis", "contributor": [Name(literal="张三")], "language": "zh-CN",
        "keyword": "树;林", "abstract": "一。",
        "custom": {"translations": {"en": {
            "title": "Forests", "author": [{"family": "Li", "given": "Si"}],
            "keyword": "trees; woods", "abstract": "One.", "publisher": "Peking University",
        }}},
    },
    "patent": {
        "title": "Saw", "author": [LEE], "number": "EP7", "publisher": "Acme", "jurisdiction": "EP",
        "issued": Date(2001, end=Date(2002)), "submitted": Date(2000, 3, 4), "status": "in press",
    },
    "speech": {
        "title": "Bark", "event_title": "Tree Days", "event_place": "Ghent", "author": [TEAM, LEE],
        "URL": "javascript:alert(1)", "medium": "Slides",
    },
    "software": {
        "title": "Treeing", "author": [LEE, TEAM], "version": "1.2", "URL": "https://x.org/t",
        "license": "MIT", "issued": Date(2020, 3, 5), "DOI": "10.5555/2", "abstract": "A tool.",
        "status": "in preparation", "keyword": "trees", "publisher": "Acme",
    },
    "book": {
        "title": "A {b} \\c $d$ 50% #e", "editor": [LEE], "issued": Date(1988, literal="c1988"),
        "publisher": "Salt and Pepper", "publisher_place": "Ghent", "ISBN": "3-16-148410-X",
        "number_of_pages": "312", "call_number": "QK1", "archive": "Vault",
        "archive_location": "B2",
        "volume": "2", "number_of_volumes": "3", "scale": "1:1", "source": "Cat",
        "edition": "Revised",
    },
    "webpage": {
        "title": "Home", "URL": "https://x.org/~a?b={c}&d", "accessed": Date(2020, 1),
        "issued": Date(2019),
        "container_title": "Site", "author": [Name("Plato")],
    },
    "review-book": {
        "title": "Of trees", "reviewed_title": "Trees", "reviewed_author": [KING], "author": [GOGH],
        "container_title": "Leaves", "volume": "3", "number": "e7", "issued": Date(2015, 11),
    },
    "map": {"title": "Ghent", "scale": "1:500", "issued": Date(12000),
     "author": [Name("Ab", "C.")]},
    "article": {
        "title": "Moss", "number": "arXiv:2404.13957", "publisher": "arXiv", "author": [KING],
        "DOI": "10.48550/arXiv.2404.13957", "issued": Date(2024, 4, 22), "archive": "arXiv",
        "archive_location": "q-bio",
    },
}  # fmt: skip


def written(form: Format, *papers: Paper, **options: Any) -> str:
    assert form.write is not None
    return "".join(form.write(papers, **options)).replace("\r\n", "\n").replace("\r", "\\r")


def paper_of(kind: str) -> Paper:
    return Paper(id=f"{kind}-1", type=kind, **WORKS[kind])


def back(form: Format, paper: Paper) -> list[str]:
    """What is read of the text of a paper that is not as it was."""
    if form.read is None:
        return []
    assert form.write is not None
    (found,) = form.papers(Source.of_text("".join(form.write([paper]))), [])
    was, now = paper.to_dict(), found.to_dict()
    told = [
        f"{name}: {json.dumps(now.get(name), ensure_ascii=False)}"
        for name in sorted(was.keys() | now.keys())
        if was.get(name) != now.get(name)
    ]
    kept = [f"kept: {json.dumps(found.extra, ensure_ascii=False)}"] if found.extra else []
    return [
        "=",
        *told,
        *kept,
        *(f"{one.kind}: {one.variable}: {one.message}" for one in found.remarks),
    ]


@pytest.mark.parametrize("kind", WORKS)
@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_a_work(form: Format, kind: str, update_golden: bool) -> None:
    paper = paper_of(kind)
    text = "\n".join([written(form, paper), *back(form, paper)])
    Sections(GOLDEN / f"{form.name}.txt").hold(kind, text, update=update_golden)
