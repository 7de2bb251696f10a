"""What comes in as a document and is none, is broken, or means harm: one clear line each."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
import word_documents as word

import citex
from citex.records.docx import _package, _story, _writer

TREES = word.item({"id": "t", "type": "book", "title": "On trees"}, word.uri("AAAA1111"))
ROOTS = word.item({"id": "r", "type": "book", "title": "On roots"}, word.uri("BBBB2222"))
GOOD = word.field(word.zotero(TREES))
PARTS = word.parts_of(word.para(GOOD))


def line_of(data: bytes, name: str = "docx") -> str:
    """The one line that is said of a document that is not read."""
    with pytest.raises(citex.ParseError) as error:
        citex.parse(data, name)
    assert "\n" not in str(error.value)
    return str(error.value)


def told(data: bytes) -> tuple[list[str], list[str]]:
    problems: list[citex.Problem] = []
    papers = citex.parse(data, problems=problems)
    return [paper.title or "" for paper in papers], [problem.message for problem in problems]


def with_part(name: str, content: str | bytes) -> bytes:
    return word.packed({**PARTS, name: content})


def test_a_document_without_citations_says_what_was_looked_for() -> None:
    for data in (word.docx(word.para(word.run("Nothing."))), word.odt("<text:p>Nothing.</text:p>")):
        assert line_of(data) == (
            "holds no citations of Zotero, Mendeley, Citavi, EndNote or the program's own; export "
            "the records from the program with which the text was written, and convert that file"
        )


def test_a_list_of_references_alone_is_no_citation() -> None:
    for code in ("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "ADDIN EN.REFLIST", "BIBLIOGRAPHY",
                 "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY"):  # fmt: skip
        assert "holds no citations of Zotero" in line_of(word.docx(word.para(word.field(code))))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": "<w/>"}, "is a workbook of Excel"),
        ({"ppt/presentation.xml": "<p/>"}, "is a presentation of PowerPoint"),
        ({"a.bib": "@book{a}"}, "is an archive (ZIP) of other files"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
         "is a workbook of LibreOffice"),
        ({"mimetype": "application/epub+zip"}, "is an e-book (EPUB)"),
    ],
)  # fmt: skip
def test_other_packages_are_named(parts: dict[str, str], said: str) -> None:
    assert f"cannot be read: it {said}, and no text" in line_of(word.packed(parts))


def test_a_document_with_a_password_or_of_old_is_named(tmp_path: Path) -> None:
    path = tmp_path / "thesis.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(citex.ParseError, match="with a password, or of Word before 2007"):
        citex.read(path)


@pytest.mark.parametrize("size", [4, 30, 200, 600])
def test_a_file_that_was_cut_is_one_line(size: int) -> None:
    assert "the archive is broken" in line_of(word.packed(PARTS)[:size])


def test_no_other_format_reads_a_document() -> None:
    with pytest.raises(citex.ParseError, match="document of Word or LibreOffice; that is no bib"):
        citex.parse(word.packed(PARTS), "ris")
    assert "is no document of Word" in line_of(b"@book{a, title={A}}")


@pytest.mark.parametrize(
    "name", ["../word/evil.xml", "/etc/passwd", "word/../../evil.xml", "..\\evil.xml", "C:/evil"]
)
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    assert "leads out of it" in line_of(with_part(name, "x"))


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/../word/document.xml", "file:///etc"])
def test_what_a_part_names_is_looked_for_in_the_package_alone(target: str) -> None:
    rels = word.relations(("footnotes", target), ("customXml", target))
    assert told(with_part("word/_rels/document.xml.rels", rels)) == (["On trees"], [])


def _bomb(inner: bytes) -> bytes:
    """A document whose text goes on with the same bytes, a hundred times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            if name != "word/document.xml":
                archive.writestr(name, content)
        with archive.open("word/document.xml", "w") as part:
            part.write(word.story("").partition("</w:body>")[0].encode())
            for _ in range(100):
                part.write(inner)
    return target.getvalue()


@pytest.mark.parametrize("inner", [b" " * 1_000_000, b"<w:p/>" * 100_000], ids=["blank", "tags"])
def test_a_bomb_is_one_line(inner: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_package, "UNPACKED", 5_000_000)
    assert "it unpacks to more than 5 MB; allow more with max_size=" in line_of(_bomb(inner))


def test_the_bound_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_package, "UNPACKED", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(word.packed(PARTS))
    with pytest.raises(citex.ParseError, match="unpacks to more than"):
        citex.read(path, max_size=len(path.read_bytes()))
    assert len(citex.read(path, max_size=1_000_000)) == 1


def test_a_bomb_is_unpacked_to_its_bound_and_no_further() -> None:
    assert "it unpacks to more than 256 MB" in line_of(_bomb(b" " * 4_000_000))  # of 400 MB


def test_far_too_many_parts_are_refused() -> None:
    parts = {f"word/media/{n}.png": "" for n in range(_package.MOST_PARTS + 1)}
    assert "it has more than 10000 parts" in line_of(word.packed({**PARTS, **parts}))


def test_two_parts_of_one_name_are_refused() -> None:
    target = io.BytesIO(word.packed(PARTS))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("WORD/document.xml", word.story(""))
    assert "it has two parts of the name 'WORD/document.xml'" in line_of(target.getvalue())


def test_an_encrypted_part_says_so() -> None:
    data = bytearray(word.packed(PARTS))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    assert "it is encrypted; save it without a password" in line_of(bytes(data))
    manifest = "<manifest:encryption-data/>"
    odt = word.odt("x", **{"META-INF/manifest.xml": manifest})
    assert "it is encrypted; save it without a password" in line_of(odt)


def test_bytes_that_do_not_match_their_sum_are_told() -> None:
    data = bytearray(word.packed(PARTS))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 16 : at + 20] = struct.pack("<I", 1)
        at = data.find(b"PK\x01\x02", at + 4)
    assert "is broken: Bad CRC-32" in " ".join(told(bytes(data))[1])


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
)


@pytest.mark.parametrize("dtd", ENTITIES)
@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "docProps/custom.xml"])
def test_a_document_type_is_refused_in_any_part(dtd: str, part: str) -> None:
    text = str(PARTS.get(part, "<a/>"))
    head, sign, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    assert "it declares a document type (DTD)" in line_of(with_part(part, head + sign + dtd + rest))
    coded = (sign and '<?xml version="1.0" encoding="UTF-16"?>') + dtd + rest
    assert "document type (DTD)" in line_of(with_part(part, coded.encode("utf-16")))


def test_a_document_type_in_a_field_is_refused_there() -> None:
    cite = f"{ENTITIES[0]}{word.endnote(word.endnote_record(7, '&x;'))}".replace("&amp;", "&")
    body = word.field(f"ADDIN EN.CITE {cite}") + word.field(f"ADDIN EN.CITE <EndNote>{cite}")
    titles, said = told(word.docx(word.para(body, GOOD)))
    assert titles == ["On trees"]
    assert len(said) == 2
    assert "root:" not in str(said)
    assert "its XML" in said[1]


def test_deep_nesting_is_one_line_and_no_crash() -> None:
    deep = "<w:p>" * 5000 + "</w:p>" * 5000
    assert told(word.docx(word.para(GOOD) + deep)) == (["On trees"], [])
    custom = "<a>" * 5000 + "</a>" * 5000
    assert told(with_part("docProps/custom.xml", custom)) == (
        ["On trees"], ["is not read wholly: it is nested too deeply"],
    )  # fmt: skip
    code = 'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": ' + "[" * 100_000
    assert told(word.docx(word.para(word.field(code), GOOD))) == (
        ["On trees"], ["citation 1, of Zotero or Mendeley: its JSON is nested too deeply"],
    )  # fmt: skip


@pytest.mark.parametrize("name", [":Title", "b:P:First", "a:b:c"])
def test_a_name_that_xml_has_not_is_told_with_its_part(name: str) -> None:
    listed = f"<Properties><{name}/></Properties>"
    titles, said = told(with_part("docProps/custom.xml", listed))
    assert titles == ["On trees"]
    assert [line[:66] for line in said] == [
        "is not read wholly: its part 'docProps/custom.xml' is broken: Inva"
    ]


def test_far_too_many_marks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_story, "MOST_MARKS", 100)
    monkeypatch.setattr(_writer, "MOST_MARKS", 100)
    said = "it has more than 100 fields and other marks"
    for many in (word.char("begin") * 101, "<w:sdt>" * 101 + "</w:sdt>" * 101,
                 "<w:txbxContent>" * 101 + "</w:txbxContent>" * 101):  # fmt: skip
        assert said in line_of(word.docx(word.para(GOOD, many)))
    parts = {"header1": word.story(word.field("PAGE") * 60, "hdr"),
             "header2": word.story(word.field("PAGE") * 60, "hdr")}  # fmt: skip
    assert said in line_of(word.docx(word.para(GOOD), **parts))
    assert said in line_of(word.odt(word.mark("a") * 101))


def test_a_text_that_breaks_off_gives_what_stood_before() -> None:
    text = word.story(word.para(GOOD) + word.para(word.field(word.zotero(ROOTS))))
    cut = text[: text.rindex("<w:fldChar")]
    titles, said = told(with_part("word/document.xml", cut))
    assert titles == ["On trees", "On roots"]
    assert [line[:20] for line in said] == ["is not read wholly: "]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (word.field("ADDIN ZOTERO_ITEM CSL_CITATION {broken}"), "its JSON is broken"),
        (word.field("ADDIN ZOTERO_ITEM CSL_CITATION"), "it holds no JSON"),
        (word.field(word.zotero(ROOTS)[:-30]), "its JSON is cut off before its end"),
        (word.field('ADDIN CSL_CITATION {"a": 1}'), "its JSON is no citation"),
        (word.field('ADDIN CSL_CITATION {"citationItems": [1]}'), "its JSON is no citation"),
        (word.control("MENDELEY_CITATION_v3_%%%"), "its base64 is broken"),
        (word.control("MENDELEY_CITATION_v3_YWJj"), "it holds no JSON"),
        (word.field("ADDIN CitaviPlaceholder{abc$}"), "its base64 is broken"),
        (word.field("ADDIN CitaviPlaceholder{e30=}"), "its JSON is no citation"),
        (word.field("ADDIN EN.CITE <EndNote><Cite>"), "its XML is broken, or cut off"),
        (word.field("ADDIN EN.CITE", data="%%%"), "its base64 is broken"),
        (word.field("ADDIN EN.CITE", data="YWJj"), "it holds no XML of EndNote"),
    ],
)
def test_a_broken_citation_is_told_and_the_others_are_read(body: str, said: str) -> None:
    titles, messages = told(word.docx(word.para(body, GOOD)))
    assert titles == ["On trees"]
    assert len(messages) == 1
    assert messages[0].startswith("citation 1, of ")
    assert messages[0].endswith(f": {said}")


def test_a_record_that_is_none_is_told_by_its_reader() -> None:
    nothing = {"id": 1, "uris": [word.uri("C")], "itemData": {"id": 1, "strange": "x"}}
    titles, said = told(word.docx(word.para(word.field(word.zotero(nothing)), GOOD)))
    assert titles == ["On trees"]
    assert said == ["Zotero's record of 'zotero.org/users/1234/items/C': "
                    "record 1: the object holds no CSL variable"]  # fmt: skip


def test_a_number_of_a_million_digits_takes_no_time() -> None:
    code = 'ADDIN CSL_CITATION {"citationItems": [' + "9" * 1_000_000 + "]}"
    titles, said = told(word.docx(word.para(word.field(code), GOOD)))
    assert titles == ["On trees"]
    assert said == ["citation 1, of Zotero or Mendeley: its JSON is broken"]


def test_many_open_marks_take_time_that_grows_with_the_text_alone() -> None:
    many = "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>{word.run("x")}' for n in range(9000)
    )
    many += word.char("begin") * 9000 + f"<w:sdt>{word.run('x')}" * 50 + "</w:sdt>" * 50
    titles, _ = told(word.docx(word.para(many) + word.para(GOOD)))
    assert titles == ["On trees"]
