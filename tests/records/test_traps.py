"""The traps of the sources: how often each occurs in the open raw records, and not once after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from records import open_records as own

from citex.checks import check
from citex.model import Name, Paper

TAGS = re.compile(r"<[a-zA-Z/][^<>]*>")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);")
STOP = re.compile(r"(?<!\.)\.\Z")


class Trap(NamedTuple):
    """Where a trap stands in a raw record, and where its trace would stand in the paper."""

    source: str
    name: str
    least: int
    raw: Callable[[dict[str, Any]], Any]
    paper: Callable[[Paper], Any]


def _first(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


def _tags_beyond_csl(text: str | None) -> bool:
    return bool(re.search(r"<(?!/?(?:i|b|sup|sub|span)\b)[a-zA-Z/]", text or ""))


def _people(paper: Paper) -> Iterator[Name]:
    yield from paper.author or ()


def _shouted(paper: Paper) -> list[Name]:
    """Names in capitals that the check does not tell of."""
    capitals = [
        name
        for name in _people(paper)
        if name.family and name.family.isupper() and len(name.family) > 3
    ]
    told = sum(diagnostic.code == "name-in-capitals" for diagnostic in check(paper))
    return capitals if told < len(capitals) else []


def _undoubted_first(paper: Paper) -> bool:
    """Whether a date on the first of a month stands without a doubt."""
    return bool(
        paper.issued
        and paper.issued.day == 1
        and not any(diagnostic.variable == "issued" for diagnostic in check(paper))
    )


TRAPS = [
    # Crossref
    Trap("crossref", "tags of JATS or HTML in titles", 15,
         lambda r: TAGS.search(_first(r.get("title"))),
         lambda p: _tags_beyond_csl(p.title)),
    Trap("crossref", "line breaks in titles", 5,
         lambda r: "\n" in _first(r.get("title")),
         lambda p: "\n" in (p.title or "")),
    Trap("crossref", "entities in containers", 2,
         lambda r: ENTITY.search(_first(r.get("container-title"))),
         lambda p: ENTITY.search(p.container_title or "")),
    Trap("crossref", "markup in abstracts", 80,
         lambda r: TAGS.search(r.get("abstract") or ""),
         lambda p: _tags_beyond_csl(p.abstract)),
    Trap("crossref", "the heading Abstract", 20,
         lambda r: "<jats:title>" in (r.get("abstract") or ""),
         lambda p: re.match(r"Abstract\b(?! [a-z])", p.abstract or "")),
    Trap("crossref", "dates of [[null]]", 3,
         lambda r: (r.get("issued") or {}).get("date-parts") == [[None]],
         lambda p: p.issued is not None and p.issued.year is None),
    Trap("crossref", "a page as a range of itself", 4,
         lambda r: re.fullmatch(r"(\w+)-\1", r.get("page") or ""),
         lambda p: re.fullmatch(r"(\w+)-\1", p.page or "")),
    Trap("crossref", "volumes that are no numbers", 2,
         lambda r: re.search(r"null|°", r.get("volume") or ""),
         lambda p: re.search(r"null|°", p.volume or "")),
    Trap("crossref", "family names alone", 1,
         lambda r: any(list(a) == ["family"] or ("family" in a and "given" not in a)
                       for a in r.get("author") or ()),
         lambda p: any(n.family and not n.given and not n.literal for n in _people(p))),
    Trap("crossref", "families in capitals", 1,
         lambda r: any((a.get("family") or "").isupper() and len(a["family"]) > 3
                       for a in r.get("author") or ()),
         _shouted),
    Trap("crossref", "particles behind the given names", 1,
         lambda r: any(re.search(r" (?:d[aeo]s?|van|von)\Z", a.get("given") or "")
                       for a in r.get("author") or ()),
         lambda p: any(re.search(r" (?:d[aeo]s?|van|von)\Z", n.given or "") for n in _people(p))),
    Trap("crossref", "two ISSN or more", 40,
         lambda r: len(set(r.get("ISSN") or ())) > 1,
         lambda p: p.ISSN and len(p.ISSN) != 9),
    # Semantic Scholar
    Trap("s2", "arXiv as a journal", 20,
         lambda r: (r.get("journal") or {}).get("name") == "ArXiv",
         lambda p: p.container_title == "ArXiv"),
    Trap("s2", "volume and issue in one, or arXiv's number", 30,
         lambda r: re.search(r"\s|abs/", (r.get("journal") or {}).get("volume") or ""),
         lambda p: re.search(r"\s|abs/", p.volume or "")),
    Trap("s2", "pages with spaces and line breaks", 15,
         lambda r: re.search(r"\n| - ", (r.get("journal") or {}).get("pages") or ""),
         lambda p: re.search(r"\n| - ", p.page or "")),
    Trap("s2", "days that may be months", 40,
         lambda r: (r.get("publicationDate") or "").endswith("-01"),
         _undoubted_first),
    Trap("s2", "numbers of PMC without their prefix", 20,
         lambda r: (r["externalIds"].get("PubMedCentral") or "x").isdigit(),
         lambda p: p.PMCID and not p.PMCID.startswith("PMC")),
    Trap("s2", "names with commas", 1,
         lambda r: any("," in (a.get("name") or "") for a in r.get("authors") or ()),
         lambda p: any("," in f"{n.family}{n.given}" for n in _people(p))),
    Trap("s2", "entities in journals", 2,
         lambda r: ENTITY.search((r.get("journal") or {}).get("name") or ""),
         lambda p: ENTITY.search(p.container_title or "")),
    # OpenAlex
    Trap("openalex", "DOIs that are addresses", 15,
         lambda r: (r.get("doi") or "").startswith("https://"),
         lambda p: (p.DOI or "").startswith("http")),
    Trap("openalex", "a page as a range of itself", 3,
         lambda r: r["biblio"]["first_page"] and
         r["biblio"]["first_page"] == r["biblio"]["last_page"],
         lambda p: re.fullmatch(r"(\w+)-\1", p.page or "")),
    # Europe PMC
    Trap("europepmc", "titles with a closing stop", 170,
         lambda r: STOP.search(r["title"]),
         lambda p: STOP.search(p.title or "")),
    Trap("europepmc", "titles escaped twice", 1,
         lambda r: "&lt;" in r["title"],
         lambda p: ENTITY.search(p.title or "") or _tags_beyond_csl(p.title)),
    Trap("europepmc", "ISSN with a small x", 20,
         lambda r: re.search(r"\dx", r.get("journalIssn") or ""),
         lambda p: "x" in (p.ISSN or "")),
    Trap("europepmc", "places behind journals", 5,
         lambda r: (r.get("journalTitle") or "").endswith(")"),
         lambda p: (p.container_title or "").endswith(")")),
    Trap("europepmc", "issues that are forthcoming", 1,
         lambda r: r.get("issue") == "forthcoming",
         lambda p: p.issue == "forthcoming"),
    Trap("europepmc", "item identifiers as pages", 3,
         lambda r: re.match(r"S\d{4}-\d", r.get("pageInfo") or ""),
         lambda p: re.match(r"S\d{4}-\d", p.page or "")),
    # DataCite
    Trap("datacite", "software derived as an article", 3,
         lambda r: r["types"].get("resourceTypeGeneral") == "Software"
         and r["types"].get("citeproc") == "article",
         lambda p: p.type == "article" and p.publisher in ("Zenodo", "figshare")),
    Trap("datacite", "several people in one creator", 2,
         lambda r: any(";" in c["name"] for c in r["creators"]),
         lambda p: any(";" in str(n) for n in _people(p))),
    Trap("datacite", "line breaks in values", 1,
         lambda r: any("\n" in d["date"] for d in r["dates"]),
         lambda p: "\n" in f"{p.title}{p.publisher}{p.genre}"),
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.source}: {trap.name}")
def test_none_is_left(shared: Path, trap: Trap) -> None:
    """The trap stands in the raw records, `least` times or more, and in no paper."""
    before = sum(1 for record in own.raw_lines(shared, trap.source) if trap.raw(record))
    assert before >= trap.least, "the records do not hold this trap any more"
    left = [paper.id for paper in own.papers(shared, trap.source)[0] if trap.paper(paper)]
    assert left == []


def _xml_count(shared: Path, name: str, pattern: str) -> int:
    return sum(
        len(re.findall(pattern, path.read_text(encoding="utf-8")))
        for path in own.files(shared, name)
    )


XML_TRAPS = [
    ("pubmed", "titles with a closing stop", r"\.</ArticleTitle>", 70,
     lambda p: STOP.search(p.title or "")),
    ("pubmed", "elements in titles", r"<ArticleTitle>[^<]*<(?!/)", 4,
     lambda p: _tags_beyond_csl(p.title)),
    ("pubmed", "titles in brackets", r"<ArticleTitle>\[", 1,
     lambda p: (p.title or "").startswith("[")),
    ("pubmed", "abbreviated pages", r"<MedlinePgn>(\d{3,})-\d{1,2}</", 3,
     lambda p: re.fullmatch(r"\d{3,}-\d{1,2}", p.page or "")),
    ("pubmed", "places and subtitles of journals", r"<Title>[^<]*(?:\(|: |; | = )", 5,
     lambda p: re.search(r"\(| : | = |; ", p.container_title or "")),
    ("pubmed", "ranges of months", r"<(?:Month|Season)>\w+-\w+<", 3,
     lambda p: p.issued is None),
    ("pubmed", "languages of three letters", r"<Language>[a-zA-Z]{3}<", 80,
     lambda p: p.language and len(p.language) == 3),
    ("arxiv", "two years in one entry", r"<published>", 30,
     lambda p: p.issued is None),
]  # fmt: skip


@pytest.mark.parametrize("trap", XML_TRAPS, ids=lambda trap: f"{trap[0]}: {trap[1]}")
def test_none_is_left_of_xml(shared: Path, trap: tuple[str, str, str, int, Any]) -> None:
    source, _, pattern, least, trace = trap
    assert _xml_count(shared, source, pattern) >= least
    assert [paper.id for paper in own.papers(shared, source)[0] if trace(paper)] == []


def test_no_section_of_a_structured_abstract_is_lost(shared: Path) -> None:
    """Every label of the raw files stands in the abstract of its paper."""
    labels = _xml_count(shared, "pubmed", r'<AbstractText Label="(?!UNLABELLED)[^"]+"')
    found = sum(
        len(re.findall(r"(?:\A| )[A-Z][A-Z0-9 ,/&()'-]{2,}: ", paper.abstract or ""))
        for paper in own.papers(shared, "pubmed")[0]
    )
    assert labels > 40
    assert found >= 0.95 * labels
