"""Every open record is read, comes out as valid CSL-JSON, and holds no trace of its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from records import open_records as own
from records.csl_shape import faults

from citex.formats.detect import by_content
from citex.model import Paper

COUNTS = {"crossref": 200, "s2": 200, "openalex": 19, "europepmc": 200, "datacite": 32,
          "pubmed": 84, "arxiv": 39}  # fmt: skip
MARKUP = re.compile(r"<(?!/?(?:i|b|sup|sub|span)\b)/?[a-z][\w:]*[^<>]*>|&(?:[a-z]+|#\w+);", re.I)
TEXTS = ("title", "container_title", "collection_title", "publisher", "original_title")


@pytest.mark.parametrize("name", own.SOURCES)
def test_every_record_is_read(shared: Path, name: str) -> None:
    """None is lost: what is no paper (an error answer, another database) is a problem."""
    papers, problems = own.papers(shared, name)
    assert len(papers) >= COUNTS[name]
    if name != "pubmed":
        assert problems == ()
    assert all("no XML" in str(p) or "summary" in p.message or "answered" in p.message
               or "no title" in p.message for p in problems)  # fmt: skip


@pytest.mark.parametrize("name", own.SOURCES)
def test_comes_out_as_valid_csl_json(shared: Path, name: str) -> None:
    """All 575 raw Crossref records fail the schema; what citex makes of them does not."""
    for paper in own.papers(shared, name)[0]:
        assert faults(paper.to_dict()) == [], paper.id


@pytest.mark.parametrize("name", own.SOURCES)
def test_is_told_by_its_content(shared: Path, name: str) -> None:
    """A record alone and a list of them are known, by their first characters, from all others."""
    for path in own.files(shared, name):
        text = path.read_text(encoding="utf-8")
        samples = text.splitlines() if name in own.LINES else [text]
        for sample in samples:
            assert by_content(sample[:8192]) == name
            if name in own.LINES:
                assert by_content("[\n  " + sample[:8000]) == name


@pytest.mark.parametrize("name", own.SOURCES)
def test_no_markup_of_the_source_is_left(shared: Path, name: str) -> None:
    """Texts hold the tags of CSL's rich text and no others, no entity, no line break."""
    for paper in own.papers(shared, name)[0]:
        for attribute in (*TEXTS, "abstract"):
            text = getattr(paper, attribute)
            if text is None:
                continue
            assert text == " ".join(text.split(" ")), paper.id
            assert not re.search(r"[\n\t\xa0]|  |\A\s|\s\Z", text), (paper.id, attribute)
            if attribute != "abstract" or name != "arxiv":
                assert not MARKUP.search(text), (paper.id, attribute, MARKUP.search(text))


@pytest.mark.parametrize("name", own.SOURCES)
def test_names_are_people_or_bodies(shared: Path, name: str) -> None:
    """No comma list, no semicolon, no entity, no empty part is left in a name."""
    for paper in own.papers(shared, name)[0]:
        for person in (*(paper.author or ()), *(paper.editor or ())):
            assert person.literal or person.family, (paper.id, person)
            text = f"{person.family or ''}{person.given or ''}"
            assert not re.search(r"[;,<>&]|\s\Z|\A\s", text), (paper.id, person)


@pytest.mark.parametrize("name", own.SOURCES)
def test_identifiers_are_plain(shared: Path, name: str) -> None:
    """A DOI is no address, PMC has its prefix, ISSN and ISBN are whole."""
    for paper in own.papers(shared, name)[0]:
        assert not paper.DOI or re.fullmatch(r"10\.\d{4,}[^\s]*", paper.DOI)
        assert not paper.PMID or paper.PMID.isdigit()
        assert not paper.PMCID or re.fullmatch(r"PMC\d+", paper.PMCID)
        assert not paper.ISSN or re.fullmatch(r"\d{4}-\d{3}[\dX]", paper.ISSN)
        assert not paper.ISBN or re.fullmatch(r"97[89]\d{10}|\d{9}[\dX]", paper.ISBN)


def test_volumes_and_pages_are_such(shared: Path) -> None:
    """No arXiv number as volume, no fused volume, no padded pages."""
    for name, paper in own.every_paper(shared):
        assert not re.search(r"\s|abs/|null", paper.volume or ""), (name, paper.id, paper.volume)
        assert not re.search(r"\s-|-\s|\n|–", paper.page or ""), (name, paper.id, paper.page)
        assert paper.issue != "forthcoming"


def test_no_reader_touches_a_clean_record_in_silence(shared: Path) -> None:
    """Where a title lost its stop or markup, a remark says so and keeps the title before."""
    raw = {
        record["doi"]: record for record in own.raw_lines(shared, "europepmc") if "doi" in record
    }
    for paper in own.papers(shared, "europepmc")[0]:
        record = raw.get(paper.DOI or "")
        if record is None or record["title"] == paper.title:
            continue
        assert any(r.variable == "title" and r.kind == "repaired" for r in paper.remarks)


def _ids(papers: tuple[Paper, ...]) -> list[str]:
    return [paper.id for paper in papers]


@pytest.mark.parametrize("name", own.SOURCES)
def test_every_paper_has_an_id(shared: Path, name: str) -> None:
    """The id is the source's own identifier, so that it means the same tomorrow."""
    assert all(_ids(own.papers(shared, name)[0]))
