"""Word's bibliography XML: what its source manager takes."""

from __future__ import annotations

import pytest
from lxml import etree

from citex.formats import Source
from citex.formats.tree import word
from citex.model import KINDS, Name, Paper, PartialDate

B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
SOURCE_TYPES = frozenset(
    """ArticleInAPeriodical Book BookSection JournalArticle ConferenceProceedings Report
    SoundRecording Performance Art DocumentFromInternetSite InternetSite Film Interview Patent
    ElectronicSource Case Misc""".split()
)


def source_of(paper: Paper) -> etree._Element:
    root = etree.fromstring("".join(word.write([paper])).encode("utf-8"))
    assert root.tag == B + "Sources"
    (source,) = root
    return source


def text(source: etree._Element, path: str) -> str | None:
    return source.findtext("/".join(B + name for name in path.split("/")))


def read(inside: str) -> Paper:
    file = f'<b:Sources xmlns:b="{B[1:-1]}"><b:Source>{inside}</b:Source></b:Sources>'
    problems: list[object] = []
    (paper,) = word.read(Source.of_text(file), problems)
    assert problems == []
    return paper


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_source_types_that_word_knows(kind: str) -> None:
    assert text(source_of(Paper(type=kind, title="T")), "SourceType") in SOURCE_TYPES


def test_an_article() -> None:
    source = source_of(
        Paper(
            id="a b",
            type="article-journal",
            title="T & U",
            container_title="J",
            author=[Name("Knuth", "Donald E."), Name(literal="A Society")],
            issued=PartialDate(2023, 6, 1),
            accessed=PartialDate(2024, 1),
            language="en-US",
            ISSN="1234-5678",
        )
    )
    people = source.find(f"{B}Author/{B}Author/{B}NameList")
    assert people is not None
    parts = [{child.tag.removeprefix(B): child.text for child in person} for person in people]
    assert parts == [
        {"Last": "Knuth", "Middle": "E.", "First": "Donald"},
        {"Last": "A Society"},
    ]
    assert text(source, "Tag") == "a_b"
    assert text(source, "JournalName") == "J"
    assert [text(source, name) for name in ("Year", "Month", "Day")] == ["2023", "June", "1"]
    assert [text(source, f"{name}Accessed") for name in ("Year", "Month", "Day")] == [
        "2024", "January", None,
    ]  # fmt: skip
    assert text(source, "StandardNumber") == "1234-5678"
    assert text(source, "LCID") == "en-US"
    guid = text(source, "Guid")
    assert guid is not None
    assert len(guid) == 38


def test_one_body_alone_is_corporate() -> None:
    source = source_of(Paper(type="report", title="T", author=[Name(literal="WHO, Geneva")]))
    assert text(source, "Author/Author/Corporate") == "WHO, Geneva"


def test_tags_are_unique_and_have_no_blanks() -> None:
    papers = [Paper(id=key, title="T") for key in ("a", "a", "", "x y", "x_y")]
    root = etree.fromstring("".join(word.write(papers)).encode("utf-8"))
    assert [text(source, "Tag") for source in root] == ["a", "a-2", "source3", "x_y", "x_y-2"]


def test_what_jabref_and_old_words_write() -> None:
    paper = read(
        "<b:SourceType>Report</b:SourceType><b:ThesisType>PhD</b:ThesisType><b:LCID>2052</b:LCID>"
        "<b:City>Stroudsburg</b:City><b:StateProvince>PA</b:StateProvince>"
        "<b:CountryRegion>USA</b:CountryRegion><b:StandardNumber> ISBN: 978-3-16-148410-0 DOI: "
        "10.5555/1</b:StandardNumber><b:Year>2011</b:Year><b:Month>03</b:Month>"
        "<b:BIBTEX_KeyWords>a; b</b:BIBTEX_KeyWords><b:BIBTEX_Price>10</b:BIBTEX_Price>"
    )
    assert paper.type == "thesis"
    assert paper.genre == "PhD"
    assert paper.language == "zh-CN"
    assert paper.publisher_place == "Stroudsburg, PA, USA"
    assert (paper.ISBN, paper.DOI) == ("978-3-16-148410-0", "10.5555/1")
    assert paper.issued == PartialDate(2011, 3)
    assert paper.keyword == "a; b"
    assert text(source_of(paper), "BIBTEX_Price") == "10"


def test_words_own_guid_is_kept_and_ours_is_not_taken_for_it() -> None:
    own = "{6F1D0C52-5B8E-4B41-9E0B-2C6B5F1A0A01}"
    paper = read(f"<b:Tag>t</b:Tag><b:Guid>{own}</b:Guid><b:Title>T</b:Title>")
    assert text(source_of(paper), "Guid") == own
    plain = Paper(id="t", title="T")
    (back,) = word.read(Source.of_text("".join(word.write([plain]))), [])
    assert back.extra == {}


def test_a_note_cannot_pass_for_carried_values() -> None:
    note = "Mine.\nCSL variables:\nstatus: forged"
    (back,) = word.read(Source.of_text("".join(word.write([Paper(id="a", note=note)]))), [])
    assert back.status is None
    assert back.note == note
