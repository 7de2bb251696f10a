"""The main job: the record of a paper page in, the citation dialog out, read back by others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import citex
from citex.text.richtext.runs import bare

RECORD = Path(__file__).parent.parent / "examples" / "data" / "paper.json"
TITLE = (
    "Mesenchymal Stem Cell-Based Therapy as a New Approach for the Treatment of Systemic Sclerosis"
)
FAMILIES = ["Zhuang", "Hu", "Zhang", "Li", "Yuan", "Wu"]
GIVEN = ["Xiufen", "Xiao", "Shuren", "Xingmin", "Xiaoying", "Yanhong"]
JOURNAL = "Clinical Reviews in Allergy & Immunology"
DOI = "10.1007/s12016-021-08892-z"


@pytest.fixture(params=["record", "page"])
def source(request: pytest.FixtureRequest) -> Path:
    """The record of our own, and the saved page of the search site where it is at hand."""
    if request.param == "record":
        return RECORD
    return Path(request.getfixturevalue("shared")) / "data" / "site-page.txt"


@pytest.fixture
def paper(source: Path) -> citex.Paper:
    (found,) = citex.read(source)
    return found


def run(*words: str, stdin: bytes = b"") -> str:
    result = subprocess.run(words, input=stdin, capture_output=True, timeout=120)
    assert result.returncode == 0, result.stderr.decode("utf-8", "replace")
    return result.stdout.decode("utf-8")


def need(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"the judge {program} is not installed")
    return path


def test_the_record_is_read_whole(paper: citex.Paper) -> None:
    assert paper.title == TITLE
    assert [(name.family, name.given) for name in paper.author or ()] == list(
        zip(FAMILIES, GIVEN, strict=True)
    )
    assert (paper.container_title, paper.DOI, paper.URL) == (JOURNAL, DOI, None)
    assert paper.issued == citex.PartialDate(2023, 6, 1)
    assert paper.custom["metrics"] == {
        "impact-factor": 8.4,
        "jcr-quartile": "Q1",
        "jcr-category": "ALLERGY",
        "zone": "2区",
        "zone-category": "医学",
        "citation-count": 13,
    }
    assert re.match("间充质干细胞", paper.custom["translations"]["zh"]["title"])
    assert citex.parse(paper.format("csljson"), "csljson") == [paper]


def test_three_citations(paper: citex.Paper) -> None:
    gbt, mla, apa = (paper.format(style) for style in ("gbt7714", "mla", "apa"))
    assert gbt.startswith("ZHUANG X, HU X, ZHANG S, et al. Mesenchymal")
    assert "[J/OL]. Clinical Reviews in Allergy & Immunology, 2023" in gbt
    assert mla.startswith("Zhuang, Xiufen, et al. “Mesenchymal")
    assert apa.startswith(
        "Zhuang, X., Hu, X., Zhang, S., Li, X., Yuan, X., & Wu, Y. (2023). Mesenchymal"
    )
    for text in (gbt, mla, apa):
        assert text.count(DOI) == 1
        assert JOURNAL in text
        assert "2023" in text
        assert ".." not in text
        assert not re.search(r"<\w|&\w+;", text)


def test_show_prints_the_dialog(source: Path) -> None:
    text = run(sys.executable, "-m", "citex", "show", str(source))
    for part in (TITLE, "ZHUANG X, HU X, ZHANG S, et al.", "IF 8.4", "2区", "Q1", "间充质干细胞"):
        assert part in " ".join(text.split())
    assert "\x1b" not in text


def converted(source: Path, to: str) -> str:
    return run(sys.executable, "-m", "citex", "convert", "-q", str(source), "-t", to)


def test_bibtex_by_pybtex(source: Path) -> None:
    database = pytest.importorskip("pybtex.database")
    data = database.parse_string(converted(source, "bibtex"), "bibtex")
    (entry,) = data.entries.values()
    persons = entry.persons["author"]
    assert [" ".join(person.last_names) for person in persons] == FAMILIES
    assert [" ".join(person.first_names) for person in persons] == GIVEN
    assert entry.fields["doi"] == DOI
    assert entry.fields["year"] == "2023"
    assert re.sub(r"[{}\\]", "", entry.fields["title"]) == TITLE
    assert re.sub(r"[{}\\]", "", entry.fields["journal"]) == JOURNAL


def test_bibtex_by_pandoc(source: Path) -> None:
    pandoc = need("pandoc")
    text = run(pandoc, "-f", "bibtex", "-t", "csljson", stdin=converted(source, "bibtex").encode())
    (item,) = json.loads(text)
    assert [name["family"] for name in item["author"]] == FAMILIES
    assert item["DOI"] == DOI
    assert item["issued"]["date-parts"][0][:2] == [2023, 6]
    assert item["container-title"] == JOURNAL
    # pandoc puts English titles of BibTeX into sentence case, as its CSL styles want them
    assert re.sub(r"<[^>]+>", "", item["title"]).casefold() == TITLE.casefold()


def test_bibtex_by_biber(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "paper.bib"
    path.write_text(converted(source, "bibtex"), encoding="utf-8")
    written = tmp_path / "paper.bltxml"
    run(need("biber"), "--tool", "--output-format=biblatexml", "-O", str(written), str(path))
    root = etree.fromstring(written.read_bytes())

    def texts(name: str) -> list[str]:
        return ["".join(node.itertext()) for node in root.iter(f"{{*}}{name}")]

    assert texts("title") == [TITLE]
    parts = root.iterfind(".//{*}names[@type='author']/{*}name/{*}namepart[@type='family']")
    assert ["".join(part.itertext()) for part in parts] == FAMILIES
    assert texts("doi") == [DOI]
    # biber keeps the TeX that it does not decode
    found = texts("journaltitle") + texts("journal")
    assert [text.replace("\\&", "&") for text in found] == [JOURNAL]


def mods_of(program: str, text: str, tmp_path: Path) -> etree._Element:
    path = tmp_path / "input.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return etree.fromstring(run(need(program), str(path)).encode())


def check_mods(root: etree._Element) -> None:
    space = {"m": "http://www.loc.gov/mods/v3"}

    def texts(path: str) -> list[str]:
        return [str(node.text) for node in root.iterfind(path, space)]

    (record,) = root.findall("m:mods", space)
    title = texts("m:mods/m:titleInfo/m:title") + texts("m:mods/m:titleInfo/m:subTitle")
    assert ": ".join(title) == TITLE
    assert texts("m:mods/m:name/m:namePart[@type='family']") == FAMILIES
    assert texts("m:mods/m:relatedItem[@type='host']/m:titleInfo/m:title")[0] == JOURNAL
    assert DOI in texts(".//m:identifier[@type='doi']")
    assert any(date.startswith("2023") for date in texts(".//m:dateIssued") + texts(".//m:date"))
    assert len(record)


@pytest.mark.parametrize(
    ("to", "program"), [("ris", "ris2xml"), ("endnote", "end2xml"), ("bibtex", "bib2xml")]
)
def test_by_bibutils(source: Path, to: str, program: str, tmp_path: Path) -> None:
    check_mods(mods_of(program, converted(source, to), tmp_path))


def test_ris_by_rispy(source: Path) -> None:
    import rispy

    (entry,) = rispy.loads(converted(source, "ris"))
    expected = [f"{family}, {given}" for family, given in zip(FAMILIES, GIVEN, strict=True)]
    assert entry["authors"] == expected
    assert entry["doi"] == DOI
    assert entry["year"] == "2023"
    assert (entry.get("title") or entry.get("primary_title")) == TITLE
    assert JOURNAL in (entry.get("secondary_title"), entry.get("journal_name"))


def test_endnote_xml_by_lxml(source: Path) -> None:
    root = etree.fromstring(converted(source, "endnote-xml").encode())
    (record,) = root.findall("records/record")

    def texts(path: str) -> list[str]:
        return ["".join(node.itertext()) for node in record.iterfind(path)]

    assert record.find("ref-type").get("name") == "Journal Article"
    assert texts("ref-type") == ["17"]
    expected = [f"{family}, {given}" for family, given in zip(FAMILIES, GIVEN, strict=True)]
    assert texts("contributors/authors/author") == expected
    assert texts("titles/title") == [TITLE]
    assert texts("periodical/full-title") == [JOURNAL]
    assert texts("dates/year") == ["2023"]
    assert texts("electronic-resource-num") == [DOI]


def test_notefirst_by_lxml(source: Path) -> None:
    root = etree.fromstring(converted(source, "notefirst").encode())
    (record,) = root.findall("Bibliography")
    assert record.findtext("Type") == "JournalArticle"
    assert record.findtext("PrimaryTitle/Title") == TITLE
    names = [node.text for node in record.iterfind("Authors/Author/Info/FullName")]
    assert names == [f"{family}, {given}" for family, given in zip(FAMILIES, GIVEN, strict=True)]
    assert record.findtext("Medium/Media") == JOURNAL
    assert record.findtext("Year") == "2023"
    assert record.findtext("DOI") == DOI


def test_noteexpress_by_its_field_names(source: Path) -> None:
    fields: dict[str, list[str]] = {}
    for line in converted(source, "noteexpress").splitlines():
        match = re.match(r"\{([^}]+)\}: ?(.*)", line)
        if match:
            fields.setdefault(match[1], []).append(match[2])
    assert fields["Reference Type"] == ["Journal Article"]
    assert fields["Title"] == [TITLE]
    assert [name.split(",")[0] for name in fields["Author"]] == FAMILIES
    assert fields["Journal"] == [JOURNAL]
    assert fields["Year"] == ["2023"]
    assert fields["DOI"] == [DOI]


FORMATS = ["bibtex", "endnote", "endnote-xml", "ris", "notefirst", "noteexpress", "csljson"]


PLAIN = ("ris", "endnote", "noteexpress", "notefirst")
"""What holds plain text; the option `markup` keeps the tags in the tagged ones."""


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_written_of_the_corpus_is_read_again(shared: Path, to: str) -> None:
    papers = citex.read(shared / "data" / "corpus.json")
    back = citex.parse(citex.format(papers, to), to)

    def titles(found: list[citex.Paper]) -> list[str]:
        return [bare(paper.title or "") if to in PLAIN else paper.title or "" for paper in found]

    assert titles(back) == titles(papers)


@pytest.mark.parametrize("style", ["gbt7714", "mla", "apa"])
def test_the_corpus_is_cited(shared: Path, style: str) -> None:
    papers = citex.read(shared / "data" / "corpus.json")
    assert len(papers) == 137
    printed = {entry.id for entry in citex.bibliography(papers, style)}
    left_out = {paper.type for paper in papers if paper.id not in printed}
    # APA cites letters and calls, and interviews in them, in the text only
    assert left_out <= ({"interview"} if style == "apa" else set())
