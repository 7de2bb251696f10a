"""What one reader knows of dates, every reader knows: the same dates through each of them."""

from __future__ import annotations

import pytest

from citex import registry
from citex.formats import Format, Source
from citex.formats.loss import losses
from citex.model import Paper, PartialDate, new_date
from citex.model.item import date_from_item, date_to_item

READERS = {
    "bibtex": "@book{{a, title = {{On Growth}}, year = {{{}}}}}",
    "biblatex": "@book{{a, title = {{On Growth}}, date = {{{}}}}}",
    "ris": "TY  - BOOK\nTI  - On Growth\nPY  - {}\nER  - \n",
    "endnote": "%0 Book\n%T On Growth\n%D {}\n",
    "refworks": "RT Book, Whole\nT1 On Growth\nYR {}\n",
    "noteexpress": "{{Reference Type}}: Book\n{{Title}}: On Growth\n{{Year}}: {}\n",
    "nbib": "PMID- 12\nTI  - On Growth\nDP  - {}\n",
    "isi": "PT B\nTI On Growth\nPY {}\nER\n",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>On Growth</title>'
    "</titleInfo><originInfo><dateIssued>{}</dateIssued></originInfo></mods>",
    "word": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/'
    'bibliography"><b:Source><b:Tag>a</b:Tag><b:SourceType>Book</b:SourceType>'
    "<b:Title>On Growth</b:Title><b:Year>{}</b:Year></b:Source></b:Sources>",
    "endnote-xml": '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>On'
    " Growth</title></titles><dates><year>{}</year></dates></record></records></xml>",
    "notefirst": "<NoteFirst><Bibliography><BibType>Book</BibType><PrimaryTitle><Title>On Growth"
    "</Title></PrimaryTitle><Year>{}</Year></Bibliography></NoteFirst>",
    "hayagriva": "a:\n  type: book\n  title: On Growth\n  date: '{}'\n",
    "csljson": '[{{"id": "a", "type": "book", "title": "On Growth", "issued": {{"raw": "{}"}}}}]',
    "cff": "cff-version: 1.2.0\nmessage: m\ntitle: T\nauthors: [{{family-names: A}}]\n"
    "references:\n- type: book\n  title: On Growth\n  date-published: '{}'\n",
}  # fmt: skip

DATES = [
    ("2013/14", PartialDate(2013, end=PartialDate(2014))),
    ("1998--99", PartialDate(1998, end=PartialDate(1999))),
    ("2013-11", PartialDate(2013, 11)),
    ("09/2020", PartialDate(2020, 9)),
    ("2004-04-25/26", PartialDate(2004, 4, 25, end=PartialDate(2004, 4, 26))),
    ("25.12.2004", PartialDate(2004, 12, 25)),
    ("20200615", PartialDate(2020, 6, 15)),
    ("2020-05-00", PartialDate(2020, 5)),
    ("Jan./1992", PartialDate(1992, 1)),
    ("2020年5月3日", PartialDate(2020, 5, 3)),
    ("二〇二〇年五月", PartialDate(2020, 5)),
    ("Spring 2019", PartialDate(2019, season=1)),
    ("2020 Q2", PartialDate(2020, 4, end=PartialDate(2020, 6))),
    ("mai 2020", PartialDate(2020, 5)),
    ("c1988", PartialDate(1988, literal="c1988")),
    ("[1936]", PartialDate(1936, literal="[1936]")),
    ("1936?", PartialDate(1936, circa=True)),
    ("ca. 1936", PartialDate(1936, circa=True)),
    ("380 BC", PartialDate(-380)),
    ("in press", PartialDate(literal="in press")),
    ("between 1990 and 1995", PartialDate(1990, circa=True, end=PartialDate(1995))),
    ("1698 [i.e. 1968]", PartialDate(1968)),
    ("Heisei 5 (1993)", PartialDate(1993)),
    ("昭和45 [1970]", PartialDate(1970, literal="1970（昭和45）")),
]

IMPOSSIBLE = [
    ("2019-02-30", PartialDate(2019, 2)),
    ("2020-13", PartialDate(2020)),
    ("2020-13-45", PartialDate(2020)),
    ("32 May 2020", PartialDate(2020, 5)),
    ("05/06/2004", PartialDate(2004)),
]


def read(name: str, text: str) -> Paper:
    form = registry.format_named(name)
    assert form.read is not None
    paper = next(iter(form.read(Source.of_text(READERS[name].format(text)), [])))
    if name == "cff":
        paper = list(form.read(Source.of_text(READERS[name].format(text)), []))[-1]
    return paper


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(("text", "expected"), DATES, ids=[text for text, _ in DATES])
def test_every_reader_knows_the_date(name: str, text: str, expected: PartialDate) -> None:
    found = read(name, text).issued
    assert found is not None
    if found.year is None and found.raw:
        found = PartialDate(literal=found.raw)
    year, month, day = found.year, found.month, found.day
    assert (year, month, day, found.season) == (
        expected.year, expected.month, expected.day, expected.season,
    )  # fmt: skip
    assert (bool(found.circa), found.literal, found.end) == (
        bool(expected.circa), expected.literal, expected.end,
    )  # fmt: skip


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(("text", "expected"), IMPOSSIBLE, ids=[text for text, _ in IMPOSSIBLE])
def test_every_reader_doubts_what_cannot_be(name: str, text: str, expected: PartialDate) -> None:
    paper = read(name, text)
    assert paper.issued is not None
    assert str(paper.issued) == str(expected)
    assert paper.issued.literal is None
    told = [remark for remark in paper.remarks if remark.kind == "doubt"]
    assert [remark.variable for remark in told] == ["issued"]
    assert any(text in (remark.before or "") for remark in told)


WRITERS = [form for form in registry.formats() if form.write is not None]


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.name)
@pytest.mark.parametrize(
    "date",
    [new_date(2020, 13), new_date(2020, 21), new_date(2020, 99, 99),
     new_date(2020, 2, 31), new_date(2020, season=7), PartialDate(2020, season="rainy"),
     new_date(2020, 13, end=new_date(2021, 14)), PartialDate(0), PartialDate(9)],
    ids=str,
)  # fmt: skip
def test_no_writer_fails_at_a_date_that_cannot_be(form: Format, date: PartialDate) -> None:
    assert form.write is not None
    paper = Paper(
        id="a", type="article-journal", title="On Growth", container_title="Nature", issued=date,
        accessed=date, original_date=date, event_date=date, available_date=date, submitted=date,
        URL="https://example.org/a",
    )  # fmt: skip
    text = "".join(form.write([paper]))
    assert "2020-13" not in text
    assert "2020/13" not in text
    assert "2020-02-31" not in text
    if form.read is not None:
        assert losses([paper], form) is not None


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"edtf": "1998/2001"}, PartialDate(1998, end=PartialDate(2001))),
        ({"edtf": "2004-06~"}, PartialDate(2004, 6, circa=True)),
        ({"edtf": "-0876"}, PartialDate(-877)),
        ({"edtf": "2004/.."}, PartialDate(2004, end=PartialDate())),
        ({"edtf": "soon"}, PartialDate(literal="soon")),
        ({"date-parts": [["2004"], [0]]}, PartialDate(2004, end=PartialDate())),
        ({"date-parts": [[2004], []]}, PartialDate(2004, end=PartialDate())),
        ({"date-parts": [[2020, 21]]}, PartialDate(2020, season=1)),
        ({"date-parts": [[2020, 21], [2020, 22]]},
         PartialDate(2020, season=1, end=PartialDate(2020, season=2))),
        ({"date-parts": [[2020, 2, 30]]}, PartialDate(2020, 2)),
        ({"date-parts": [[2020, 99]]}, PartialDate(2020)),
        ({"date-parts": [[-877]]}, PartialDate(-877)),
        ({"literal": "c1988"}, PartialDate(1988, literal="c1988")),
        ({"literal": "2019-02-30"}, PartialDate(literal="2019-02-30")),
    ],
)  # fmt: skip
def test_dates_of_csl_json(item: dict[str, object], expected: PartialDate) -> None:
    assert date_from_item(item) == expected
    assert date_from_item(date_to_item(expected)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = {{2013}}, month = {{SEP 12}}", PartialDate(2013, 9, 12)),
        ("year = {{1988c}}", PartialDate(1988, literal="1988c")),
        ("year = 1999, month = dec # \"/\" # jan", PartialDate(1999, 12, end=PartialDate(2000, 1))),
        ("year = 1995, month = jul # {~18}", PartialDate(1995, 7, 18)),
        ("year = 2020, month = \"23--27 may\"",
         PartialDate(2020, 5, 23, end=PartialDate(2020, 5, 27))),
        ("year = 2020, month = {五月}", PartialDate(2020, 5)),
        ("year = 2020, month = {7--8}", PartialDate(2020, 7, end=PartialDate(2020, 8))),
        ("year = 2020, month = {13}", PartialDate(2020)),
        ("year = 2020, month = feb, day = 30", PartialDate(2020, 2)),
        ("year = {2019-21}", PartialDate(2019, end=PartialDate(2021))),
        ("year = {ca.~1936}", PartialDate(1936, circa=True)),
        ("year = {-380}", PartialDate(-380)),
        (r"year = {[2021] \copyright 2021}", PartialDate(2021, literal="[2021] ©2021")),
        ("year = {{in 1999 or so}}", PartialDate(literal="in 1999 or so")),
        ("date = {[2004,..]}", PartialDate(2004, end=PartialDate())),
        ("date = {2004-XX}", PartialDate(2004)),
        ("date = {2019-02-30}", PartialDate(2019, 2)),
    ],
)  # fmt: skip
def test_dates_of_bibtex(fields: str, expected: PartialDate) -> None:
    form = registry.format_named("bibtex")
    assert form.read is not None
    paper = next(iter(form.read(Source.of_text(f"@book{{a, {fields}}}"), [])))
    assert paper.issued == expected


@pytest.mark.parametrize("month", ["5月", "May", "05", "五月", "mayo", "MAY."])
def test_a_month_in_word(month: str) -> None:
    text = READERS["word"].replace("{}", "2020</b:Year><b:Month>" + month + "</b:Month><b:Year>")
    text = text.replace("<b:Year></b:Year>", "")
    form = registry.format_named("word")
    assert form.read is not None
    assert next(iter(form.read(Source.of_text(text), []))).issued == PartialDate(2020, 5)
