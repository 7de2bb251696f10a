"""EndNote XML: the elements of EndNote's own exports, their order, and files that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from citex.formats import Source
from citex.formats._types import read_types
from citex.formats.tree import endnote_xml
from citex.formats.tree._endnote_xml_fields import ORDER
from citex.model import Name, Paper, PartialDate, from_item

RUN = '<style face="normal" font="default" size="100%">'


def record_of(paper: Paper) -> etree._Element:
    text = "".join(endnote_xml.write([paper]))
    root = etree.fromstring(text.encode("utf-8"))
    assert root.tag == "xml"
    (record,) = root.iterfind("records/record")
    return record


def texts(record: etree._Element, path: str) -> list[str]:
    return ["".join(element.itertext()) for element in record.iterfind(path)]


def read(text: str) -> tuple[list[Paper], list[str]]:
    problems: list[object] = []
    papers = list(endnote_xml.read(Source.of_text(text), problems))
    return papers, [str(problem) for problem in problems]


def file_of(*records: str) -> str:
    inside = "".join(f"<record>{record}</record>\n" for record in records)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{inside}</records></xml>\n'


ARTICLE = Paper(
    id="zhuang2023",
    type="article-journal",
    title="H<sub>2</sub>O in <i>Drosophila</i> & < 10<sup>3</sup> <b>cells</b>",
    container_title="Annals of Examples",
    container_title_short="Ann. Ex.",
    author=[Name("Gogh", "Vincent", non_dropping_particle="van"), Name(literal="A Society")],
    issued=PartialDate(2023, 6, 1),
    volume="64",
    issue="3",
    page="284-320",
    DOI="10.5555/1",
    ISSN="1559-0267",
    PMID="36480000",
    PMCID="PMC1",
    URL="https://example.org/a?b&c",
    language="en",
    abstract="One.\n\nTwo.",
    keyword="first, second",
    accessed=PartialDate(2024, 1, 15),
)


def test_an_article_has_the_elements_that_endnote_writes() -> None:
    record = record_of(ARTICLE)
    assert [child.tag for child in record] == sorted(
        (child.tag for child in record), key=ORDER.__getitem__
    )
    kind = record.find("ref-type")
    assert kind is not None
    assert (kind.get("name"), kind.text) == ("Journal Article", "17")
    assert texts(record, "contributors/authors/author") == ["van Gogh, Vincent", "A Society,"]
    assert texts(record, "titles/title") == ["H2O in Drosophila & < 103 cells"]
    assert texts(record, "titles/secondary-title") == ["Annals of Examples"]
    assert texts(record, "periodical/full-title") == ["Annals of Examples"]
    assert texts(record, "periodical/abbr-1") == ["Ann. Ex."]
    assert texts(record, "dates/year") == ["2023"]
    assert texts(record, "dates/pub-dates/date") == ["2023-06-01"]
    assert texts(record, "keywords/keyword") == ["first", "second"]
    assert texts(record, "isbn") == ["1559-0267"]
    assert texts(record, "accession-num") == ["36480000"]
    assert texts(record, "custom2") == ["PMC1"]
    assert texts(record, "label") == ["zhuang2023"]
    assert texts(record, "electronic-resource-num") == ["10.5555/1"]
    for group in ("web-urls", "related-urls"):
        assert texts(record, f"urls/{group}/url") == ["https://example.org/a?b&c"]


def test_markup_stands_in_runs() -> None:
    runs = record_of(ARTICLE).findall("titles/title/style")
    assert [(run.get("face"), run.text) for run in runs] == [
        ("normal", "H"),
        ("subscript", "2"),
        ("normal", "O in "),
        ("italic", "Drosophila"),
        ("normal", " & < 10"),
        ("superscript", "3"),
        ("normal", " "),
        ("bold", "cells"),
    ]
    assert {(run.get("font"), run.get("size")) for run in runs} == {("default", "100%")}


def test_a_line_break_is_a_carriage_return() -> None:
    assert "One.&#xD;&#xD;Two." in "".join(endnote_xml.write([ARTICLE]))


REF_TYPES = [
    (*name.rpartition(" ")[::2], csl)
    for name, csl in read_types("endnote-xml").items()
    if name[-1].isdecimal()
]


@pytest.mark.parametrize(("name", "number", "kind"), REF_TYPES)
def test_each_reference_type_is_read_by_its_name_and_by_its_number(
    name: str, number: str, kind: str
) -> None:
    by_name = f'<ref-type name="{name}">1</ref-type><titles><title>T</title></titles>'
    by_number = f"<ref-type>{number}</ref-type><titles><title>T</title></titles>"
    papers, problems = read(file_of(by_name, by_number))
    assert problems == []
    assert [paper.type for paper in papers] == [kind] * 2


def test_a_patent_and_a_conference_paper_use_endnotes_fields() -> None:
    patent = record_of(
        Paper(
            type="patent",
            title="T",
            number="US 1",
            call_number="09/1",
            authority="Patent Office",
            publisher="Owner",
            submitted=PartialDate(1998, 1, 9),
            status="Granted",
        )
    )
    assert texts(patent, "isbn") == ["US 1"]
    assert texts(patent, "number") == ["09/1"]
    assert texts(patent, "contributors/secondary-authors/author") == ["Patent Office,"]
    assert texts(patent, "custom1") == ["1998-01-09"]
    assert texts(patent, "custom6") == ["Granted"]
    meeting = record_of(
        Paper(
            type="paper-conference",
            title="T",
            event_title="The Meeting",
            event_place="Bern",
            container_title="The Proceedings",
            publisher_place="Basel",
        )
    )
    assert texts(meeting, "titles/secondary-title") == ["The Meeting"]
    assert texts(meeting, "custom3") == ["The Proceedings"]
    assert texts(meeting, "pub-location") == ["Bern"]
    assert texts(meeting, "custom1") == ["Basel"]


def test_an_edited_book_has_its_editors_as_authors() -> None:
    book = Paper(id="b", type="book", title="T", editor=[Name("Doe", "Jane")])
    record = record_of(book)
    kind = record.find("ref-type")
    assert kind is not None
    assert (kind.get("name"), kind.text) == ("Edited Book", "28")
    assert texts(record, "contributors/authors/author") == ["Doe, Jane"]
    (back,), _ = read("".join(endnote_xml.write([book])))
    assert back == book


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("University of California,, Irvine", Name(literal="University of California, Irvine")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("张三", Name(literal="张三")),
        ("Doe, J.", Name("Doe", "J.")),
    ],
)
def test_names(text: str, name: Name) -> None:
    (paper,), _ = read(
        file_of(f"<contributors><authors><author>{text}</author></authors></contributors>")
    )
    assert paper.author == [name]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("<year>1937</year><pub-dates><date>Jan</date></pub-dates>", PartialDate(1937, 1)),
        ("<year>2015</year><pub-dates><date>3 March</date></pub-dates>", PartialDate(2015, 3, 3)),
        ("<year>2015</year><pub-dates><date>2015/3/3</date></pub-dates>", PartialDate(2015, 3, 3)),
        ("<year>2015</year><pub-dates><date>soon</date></pub-dates>", PartialDate(2015)),
        ("<year>in press</year>", PartialDate(literal="in press")),
        ("<pub-dates><date>1999-12-31</date></pub-dates>", PartialDate(1999, 12, 31)),
    ],
)
def test_dates_as_people_write_them(dates: str, expected: PartialDate) -> None:
    (paper,), _ = read(file_of(f"<dates>{dates}</dates>"))
    assert paper.issued == expected


def test_indentation_is_no_text_and_labels_of_numbers_are_left_out() -> None:
    (paper,), _ = read(
        file_of(
            '<ref-type name="Journal Article">17</ref-type>'
            f"<titles><title>\n     {RUN}A survey\n       of soil\n </style>\n  </title></titles>"
            "<isbn>1532-1827 (Electronic)&#xD;0007-0920 (Linking)</isbn>"
        )
    )
    assert paper.title == "A survey of soil"
    assert paper.ISSN == "1532-1827, 0007-0920"
    assert [remark.kind for remark in paper.remarks] == ["repaired"]


def test_what_citex_does_not_know_comes_back() -> None:
    text = file_of(
        '<database name="a.enl" path="/b">a.enl</database><ref-type name="Book">6</ref-type>'
        '<foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>'
        f"<auth-address>{RUN}Bern</style></auth-address><custom4>four</custom4>"
        "<urls><pdf-urls><url>internal-pdf://a.pdf</url></pdf-urls></urls>"
        "<research-notes>mine</research-notes>"
    )
    (paper,), _ = read(text)
    record = record_of(paper)
    assert texts(record, "auth-address") == ["Bern"]
    assert texts(record, "custom4") == ["four"]
    assert texts(record, "urls/pdf-urls/url") == ["internal-pdf://a.pdf"]
    assert texts(record, "research-notes") == ["mine"]
    key = record.find("foreign-keys/key")
    assert key is not None
    assert (key.text, dict(key.attrib)) == ("7", {"app": "EN", "db-id": "x"})
    (again,), _ = read("".join(endnote_xml.write([paper])))
    again.id = paper.id
    assert again == paper


GOOD = "<titles><title>{}</title></titles>"


def test_a_file_cut_off_gives_what_stands_before_the_cut() -> None:
    whole = file_of(GOOD.format("one"), GOOD.format("two"), GOOD.format("three"))
    for place in ("three", "<record><titles><title>three", "record><titles><title>three"):
        papers, problems = read(whole[: whole.index(place)])
        assert [paper.title for paper in papers] == ["one", "two"]
        assert problems
    papers, problems = read(whole[: whole.index("three") + 3])
    assert any(problem.startswith("5") and "cut off" in problem for problem in problems)
    papers, problems = read(whole[: whole.index("</records>")])
    assert [paper.title for paper in papers] == ["one", "two", "three"]
    assert len(problems) == 1


def test_broken_records_are_reported_with_their_line_and_the_others_kept() -> None:
    papers, problems = read(file_of(GOOD.format("one"), GOOD.format("a & b"), GOOD.format("two")))
    assert [paper.title for paper in papers] == ["one", "a  b", "two"]
    assert [problem.split(":")[0] for problem in problems] == ["4"]


@pytest.mark.parametrize("text", ["", "hello", "<html><body/></html>", "<a>" * 400, '{"a": 1}'])
def test_what_is_no_endnote_xml_is_a_problem(text: str) -> None:
    papers, problems = read(text)
    assert papers == []
    assert problems


def test_entities_fetch_nothing_and_do_not_multiply() -> None:
    bomb = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 50}">'
        for before, name in zip("abcd", "bcde", strict=True)
    )
    doctype = f'<!DOCTYPE xml [{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    text = file_of(GOOD.format("x &e; &file; &uuml;")).replace("<xml>", doctype + "<xml>")
    papers, _ = read(text)
    for paper in papers:
        assert len(paper.title or "") < 100
        assert "root:" not in (paper.title or "")


def test_other_encodings_are_read() -> None:
    body = file_of(GOOD.format("Müller"))
    for encoding, declared in (("utf-16", "UTF-16"), ("iso-8859-1", "ISO-8859-1")):
        data = body.replace("UTF-8", declared).encode(encoding)
        (paper,) = endnote_xml.read(Source.of_bytes(data), [])
        assert paper.title == "Müller"
    undeclared = body.partition("\n")[2].encode("latin-1")
    problems: list[object] = []
    source = Source.of_bytes(undeclared)
    (paper,) = endnote_xml.read(source, problems)
    assert paper.title == "Müller"
    assert source.problems or problems


def test_reading_takes_constant_memory() -> None:
    """Ten thousand records are read while at most one is held."""
    record = f"<record>{GOOD.format('x' * 2000)}</record>"
    text = "<xml><records>" + record * 10_000 + "</records></xml>"
    seen = 0
    for paper in endnote_xml.read(Source.of_text(text), []):
        seen += len(paper.title or "")
    assert seen == 20_000_000


def test_the_corpus_has_only_known_elements_in_order(shared: Path) -> None:
    items = json.loads((shared / "data" / "corpus.json").read_text("utf-8"))
    root = etree.fromstring(
        "".join(endnote_xml.write(from_item(item) for item in items)).encode("utf-8")
    )
    records = root.findall("records/record")
    assert len(records) == len(items)
    for record in records:
        tags = [child.tag for child in record]
        assert tags == sorted(set(tags), key=ORDER.__getitem__)


def test_markup_cut_in_two_by_carried_values_is_no_markup() -> None:
    paper = Paper(
        id="a",
        type="article-journal",
        part_title='<span class="nocase">',
        status="</span>",
        archive="<i>",
        scale="</i>",
    )
    (back,), _ = read("".join(endnote_xml.write([paper])))
    assert back == paper
