"""MODS: the elements that the Library of Congress, Zotero and bibutils agree on."""

from __future__ import annotations

import pytest
from lxml import etree

from citex.formats import Source
from citex.formats._types import written_types
from citex.formats.tree import mods
from citex.model import Name, Paper, PartialDate

NS = {"m": "http://www.loc.gov/mods/v3"}


def record_of(paper: Paper) -> etree._Element:
    root = etree.fromstring("".join(mods.write([paper])).encode("utf-8"))
    assert root.tag == "{http://www.loc.gov/mods/v3}modsCollection"
    (record,) = root.findall("m:mods", NS)
    return record


def texts(record: etree._Element, path: str) -> list[str]:
    return [str(text) for text in record.xpath(path + "/text()", namespaces=NS)]


def read(inside: str) -> Paper:
    text = f'<mods xmlns="http://www.loc.gov/mods/v3">{inside}</mods>'
    problems: list[object] = []
    (paper,) = mods.read(Source.of_text(text), problems)
    assert problems == []
    return paper


def test_a_chapter_stands_in_its_book() -> None:
    record = record_of(
        Paper(
            id="chap1",
            type="chapter",
            title="The Part",
            container_title="The Whole",
            author=[Name("Gogh", "Vincent", non_dropping_particle="van")],
            editor=[Name(literal="A Society")],
            collection_title="The Series",
            collection_number="3",
            publisher="Press",
            publisher_place="Bern",
            issued=PartialDate(2014, 1),
            page="101-119",
            volume="1",
            ISBN="978-3-16-148410-0",
        )
    )
    host = "m:relatedItem[@type='host']"
    assert texts(record, "m:titleInfo/m:title") == ["The Part"]
    assert texts(record, "m:name/m:namePart[@type='family']") == ["van Gogh"]
    assert texts(record, "m:name/m:role/m:roleTerm[@type='code']") == ["aut"]
    assert texts(record, f"{host}/m:titleInfo/m:title") == ["The Whole"]
    assert texts(record, f"{host}/m:name[@type='corporate']/m:namePart") == ["A Society"]
    assert texts(record, f"{host}/m:originInfo/m:publisher") == ["Press"]
    assert texts(record, f"{host}/m:part/m:extent[@unit='page']/m:start") == ["101"]
    assert texts(record, f"{host}/m:part/m:extent[@unit='page']/m:end") == ["119"]
    assert texts(record, "m:relatedItem[@type='series']/m:titleInfo/m:partNumber") == ["3"]
    assert texts(record, "m:originInfo/m:dateIssued[@encoding='w3cdtf']") == ["2014-01"]
    assert texts(record, "m:identifier[@type='citekey']") == ["chap1"]
    assert record.get("ID") == "chap1"
    assert record.find("m:extension", NS) is None


def test_identifiers_of_xml_are_names_and_no_two_the_same() -> None:
    papers = [Paper(id=key, title="T") for key in ("a", "a", "1", "x y", "中")]
    root = etree.fromstring("".join(mods.write(papers)).encode("utf-8"))
    assert [record.get("ID") for record in root] == ["a", None, None, None, None]
    assert [paper.id for paper in mods.read(Source.of_text("".join(mods.write(papers))), [])] == [
        paper.id for paper in papers
    ]


@pytest.mark.parametrize(("kind", "name"), written_types("mods-local").items())
def test_every_kind_has_a_genre_that_zotero_knows(kind: str, name: str) -> None:
    (local, *_) = texts(record_of(Paper(type=kind, title="T")), "m:genre[@authority='local']")
    assert local == name


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ('<genre authority="marcgt">theses</genre>', "thesis"),
        ("<genre>Conference Publication</genre>", "paper-conference"),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "book"),
        (
            '<relatedItem type="host"><titleInfo><title>X</title></titleInfo>'
            "<genre>newspaper</genre></relatedItem>",
            "article-newspaper",
        ),
        (
            '<relatedItem type="host"><titleInfo><title>X</title></titleInfo>'
            "<originInfo><issuance>continuing</issuance></originInfo></relatedItem>",
            "article-journal",
        ),
        ('<genre authority="local">bookSection</genre>', "chapter"),
        (
            '<genre displayLabel="genre">Memo</genre><genre authority="marcgt"> Thesis </genre>',
            "thesis",
        ),
        ("<typeOfResource> Cartographic </typeOfResource>", "map"),
    ],
)
def test_the_type_is_told_as_others_write_it(inside: str, kind: str) -> None:
    assert read(inside).type == kind


def test_a_librarians_record() -> None:
    paper = read(
        "<titleInfo><nonSort>The</nonSort><title>Whole</title>"
        "<subTitle>A Part</subTitle></titleInfo>"
        '<name type="personal" usage="primary"><namePart>West, Matthew,</namePart>'
        '<namePart type="date">1953-</namePart></name>'
        '<originInfo><place><placeTerm type="code">mau</placeTerm></place>'
        '<place><placeTerm type="text">Burlington</placeTerm></place>'
        "<dateIssued>[c2011]</dateIssued></originInfo>"
        '<language><languageTerm type="code">eng</languageTerm></language>'
        "<note>First.</note><note>Second.</note>"
        '<identifier type="isbn">1</identifier><identifier type="isbn">2</identifier>'
    )
    assert paper.title == "The Whole: A Part"
    assert paper.author == [Name("West", "Matthew")]
    assert paper.issued == PartialDate(2011, literal="[c2011]")
    assert paper.publisher_place == "Burlington"
    assert paper.note == "First.\nSecond."
    assert paper.ISBN == "1"
    kept = str(paper.extra["mods"])
    assert "1953-" in kept
    assert "mau" in kept
    assert ">2<" in kept


def test_a_range_of_dates_is_told_by_its_points() -> None:
    paper = read(
        '<originInfo><dateIssued point="start">1999</dateIssued>'
        '<dateIssued point="end">2001</dateIssued></originInfo>'
    )
    assert paper.issued == PartialDate(1999, end=PartialDate(2001))


def test_any_prefix_of_the_namespace_is_read() -> None:
    text = (
        '<m:mods xmlns:m="http://www.loc.gov/mods/v3"><m:titleInfo><m:title>T</m:title>'
        "</m:titleInfo></m:mods>"
    )
    (paper,) = mods.read(Source.of_text(text), [])
    assert paper.title == "T"


@pytest.mark.parametrize("page", ["57", "57-61", "57, 60-61", "e1004", "S1–S9"])
def test_pages_are_written_with_their_end(page: str) -> None:
    """Zotero makes "57null" of a start without an end, and passes over a list."""
    record = record_of(Paper(type="article-journal", title="T", container_title="J", page=page))
    assert len(texts(record, "//m:extent/m:start")) == len(texts(record, "//m:extent/m:end")) == 1


@pytest.mark.parametrize("page", ["57", "57-61", "57, 60-61", "e1004", "ix, 3"])
def test_pages_come_back(page: str) -> None:
    paper = Paper(id="a", type="article-journal", title="T", container_title="J", page=page)
    (back,) = mods.read(Source.of_text("".join(mods.write([paper]))), [])
    assert back.page == page


def test_a_number_in_a_journal_is_its_issue() -> None:
    """But for an article's own number, which citex writes as "article number"."""
    host = '<relatedItem type="host"><titleInfo><title>J</title></titleInfo><part>{}</part>'
    detail = '<detail type="{}"><number>{}</number></detail>'
    genre = '<genre authority="local">journalArticle</genre>'
    librarians = read(genre + host.format(detail.format("number", 4)) + "</relatedItem>")
    assert (librarians.issue, librarians.number) == ("4", None)
    paper = Paper(id="a", type="article-journal", title="T", container_title="J", number="77")
    (back,) = mods.read(Source.of_text("".join(mods.write([paper]))), [])
    assert (back.issue, back.number) == (None, "77")


@pytest.mark.parametrize("kind", ["host", "series"])
@pytest.mark.parametrize(
    ("more", "kept"),
    [("", False), ("<note></note>", False), ("<note>odd</note>", True),
     ("<part><extent/></part>", False), ("<part><text>odd</text></part>", True)],
)  # fmt: skip
def test_what_is_unknown_of_a_related_work_is_kept(kind: str, more: str, kept: bool) -> None:
    paper = read(f'<relatedItem type="{kind}"><titleInfo><title>B</title></titleInfo>{more}'
                 "</relatedItem>")  # fmt: skip
    assert (paper.container_title if kind == "host" else paper.collection_title) == "B"
    assert ("odd" in str(paper.extra)) is kept
    assert ("relatedItem" in str(paper.extra)) is kept


def test_a_record_of_a_national_library() -> None:
    """MODS 3.8 has publishers as agents; headings, forms and extents are as cataloguers write."""
    paper = read(
        "<titleInfo><title>Ancient literacy</title></titleInfo>"
        '<name type="personal" usage="primary">'
        "<namePart>Harris, William V. (William Vernon)</namePart></name>"
        '<name type="personal"><namePart>Levy, Alex,</namePart><role>'
        '<roleTerm type="text">joint author</roleTerm></role></name>'
        '<name type="personal"><namePart>Marcus, William. [from old catalog]</namePart></name>'
        "<typeOfResource>text</typeOfResource><originInfo><issuance>monographic</issuance>"
        '<place><placeTerm type="text">Cambridge, Mass</placeTerm></place>'
        "<agent><namePart>Harvard University Press,</namePart></agent>"
        "<dateIssued>c1989</dateIssued></originInfo><physicalDescription>"
        '<form authority="marcform">print</form><extent>xv, 383 p. : ill. ; 25 cm.</extent>'
        '</physicalDescription><identifier type="isbn">0674033809 (alk. paper)</identifier>'
        '<identifier type="isbn">9780674033801 :</identifier>'
    )
    assert paper.author == [
        Name("Harris", "William V."), Name("Levy", "Alex"), Name("Marcus", "William"),
    ]  # fmt: skip
    assert paper.publisher == "Harvard University Press,"  # the comma goes with all readers' signs
    assert paper.publisher_place == "Cambridge, Mass"
    assert (paper.medium, paper.number_of_pages, paper.ISBN) == (None, "383", "9780674033801")
