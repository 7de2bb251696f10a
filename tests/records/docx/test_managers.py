"""Each manager's citations in a document: every record whole, once, in the order of citing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import word_documents as word
from any_papers import papers as any_papers
from hypothesis import given, settings
from hypothesis import strategies as st

import citex
from citex.records.docx._cited import is_key

TREES = {
    "id": 4711, "type": "article-journal", "title": "On trees",
    "author": [{"family": "Li", "given": "Na"}, {"family": "Kim", "given": "Bo"}],
    "container-title": "Annals of Trees", "volume": "7", "page": "12-19",
    "issued": {"date-parts": [["2020", 3]]}, "DOI": "10.5555/12345678",
}  # fmt: skip
ROOTS = {"id": 4712, "type": "book", "title": "On roots", "publisher": "Harbour Press"}
GUID = "0b6f1b8e-9f1e-4b43-9e69-8a185817ce57"
ADDRESS = f"http://www.mendeley.com/documents/?uuid={GUID}"


def read(data: bytes) -> list[citex.Paper]:
    problems: list[citex.Problem] = []
    papers = citex.parse(data, problems=problems)
    assert not problems, problems
    return papers


def told(data: bytes) -> tuple[list[str], list[str]]:
    """The titles that are read, and what is said of the rest."""
    problems: list[citex.Problem] = []
    papers = citex.parse(data, problems=problems)
    return [paper.title or "" for paper in papers], [str(problem) for problem in problems]


def as_csl(*items: dict[str, Any]) -> list[dict[str, Any]]:
    """What the reader of CSL-JSON makes of these, but for the ids."""
    return [{**paper.to_dict(), "id": ""} for paper in citex.parse(json.dumps(items), "csljson")]


def without_ids(papers: list[citex.Paper]) -> list[dict[str, Any]]:
    return [{**paper.to_dict(), "id": ""} for paper in papers]


ZOTERO = word.zotero(word.item(TREES, word.uri("AAAA1111")), word.item(ROOTS, word.uri("BBBB2222")))


@pytest.mark.parametrize(
    "body",
    [
        word.field(ZOTERO), word.field(ZOTERO, size=7), word.simple(ZOTERO),
        word.field("HYPERLINK x", inner=word.field(ZOTERO)), word.box(word.field(ZOTERO)),
        word.field("TOC", shown="") .replace("<w:t xml", f"{word.field(ZOTERO)}<w:t xml"),
        word.char("begin") + word.instruction(f" {ZOTERO} ") + word.char("end"),
        f"<w:ins>{word.field(ZOTERO)}</w:ins>",
        f"<w:tbl><w:tr><w:tc>{word.para(word.field(ZOTERO))}</w:tc></w:tr></w:tbl>",
    ],
    ids=["whole", "in pieces", "simple", "nested", "in a box", "in a result", "without a result",
         "inserted", "in a table"],
)  # fmt: skip
def test_a_field_of_zotero_is_read_however_it_stands(body: str) -> None:
    papers = read(word.docx(word.para(word.run("As "), body)))
    assert [paper.id for paper in papers] == ["AAAA1111", "BBBB2222"]
    assert without_ids(papers) == as_csl(TREES, ROOTS)


def test_the_order_is_that_of_citing_with_the_notes_at_their_signs() -> None:
    def cite(title: str) -> str:
        return word.field(word.zotero(word.item({"type": "book", "title": title, "id": title})))

    sign = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    data = word.docx(
        word.para(cite("a"), sign.format(3), cite("c"), end, sign.format(2), cite("a"), cite("f")),
        footnotes=word.notes("footnote", _2=word.para(cite("e")), _3=word.para(cite("b"))),
        endnotes=word.notes("endnote", _2=word.para(cite("d"))),
        header1=word.story(word.para(cite("g")), "hdr"),
    )
    assert [paper.title for paper in read(data)] == list("abcdefg")


def test_what_was_deleted_while_changes_were_tracked_is_not_cited() -> None:
    cited = word.mendeley_cite(word.item(ROOTS, ADDRESS))
    gone = '<w:del w:id="1"><w:r><w:delText>(Li 2020)</w:delText></w:r></w:del>'
    moved = f"<w:moveFrom>{word.field(word.zotero(word.item(ROOTS, word.uri('C'))))}</w:moveFrom>"
    body = word.deleted(ZOTERO) + moved + word.control(cited, gone)
    titles, said = told(word.docx(word.para(body, word.field(word.zotero(word.item(TREES))))))
    assert (titles, said) == (["On trees"], [])


def test_the_same_work_is_known_by_its_address() -> None:
    first = word.item(TREES, word.uri("AAAA1111"))
    moved = word.item({**TREES, "id": 9}, word.uri("ZZZZ9999"))
    moved["uris"].append(word.uri("AAAA1111").replace("http:", "https:"))
    body = word.field(word.zotero(first)) + word.field(word.zotero(moved), "(2)")
    body += word.field(word.zotero(word.item(TREES, word.uri("ZZZZ9999"))), "(3)")
    assert [paper.id for paper in read(word.docx(word.para(body)))] == ["AAAA1111"]


def test_another_record_of_a_work_is_told() -> None:
    body = word.field(word.zotero(word.item(TREES, word.uri("AAAA1111"))))
    body += word.field(word.zotero(word.item({**TREES, "volume": "8"}, word.uri("AAAA1111"))))
    titles, said = told(word.docx(word.para(body)))
    assert titles == ["On trees"]
    assert said == ["Zotero cites 'On trees' again, with another record; the first was taken"]


def test_works_of_two_libraries_with_one_number_are_two() -> None:
    one, two = ({**data, "id": "7"} for data in (TREES, ROOTS))
    body = word.field(word.zotero(word.item(one), word.item(two)))
    assert [paper.id for paper in read(word.docx(word.para(body)))] == ["7", "7a"]


def test_the_key_of_better_bibtex_is_the_id() -> None:
    cited = word.item({**TREES, "citation-key": "li2020trees"}, word.uri("AAAA1111"))
    (paper,) = read(word.docx(word.para(word.field(word.zotero(cited)))))
    assert paper.id == "li2020trees"


def test_bookmarks_of_zotero_stand_for_properties_in_pieces() -> None:
    code = ZOTERO.removeprefix("ADDIN ")
    pieces = word.in_pieces("ZOTERO_BREF_a1B2c3D4", code)
    assert len(pieces) > 2
    custom = word.properties({**dict(reversed(pieces.items())), "ZOTERO_PREF_1": "<data/>"})
    body = word.para(word.bookmark("_GoBack", number=1), word.bookmark("ZOTERO_BREF_a1B2c3D4"))
    assert without_ids(read(word.docx(body, custom=custom))) == as_csl(TREES, ROOTS)
    odt = word.odt('<text:bookmark-start text:name="ZOTERO_BREF_a1B2c3D4"/>', pieces)
    assert without_ids(read(odt)) == as_csl(TREES, ROOTS)


def test_mendeley_desktop_counts_the_items_of_each_citation() -> None:
    body = word.field(word.mendeley(word.item(TREES, ADDRESS)))
    body += word.field(word.mendeley(word.item(ROOTS, ADDRESS.replace("0b6f", "1c6f"))))
    body += word.control(word.mendeley_cite(word.item({**TREES, "id": GUID}, name=GUID)))
    papers = read(word.docx(word.para(body)))
    assert [paper.id for paper in papers] == ["li2020", "roots"]
    assert without_ids(papers) == as_csl(TREES, ROOTS)


def test_a_control_of_mendeley_cite_holds_its_record_in_the_tag() -> None:
    tag = word.mendeley_cite(word.item({**TREES, "id": GUID}, name=GUID))
    for form in (tag, tag.replace("+", "-").replace("/", "_").rstrip("=")):
        assert without_ids(read(word.docx(word.para(word.control(form))))) == as_csl(TREES)


def test_the_list_that_mendeley_cite_keeps_beside_the_text_is_read() -> None:
    value = f"[{word.citation(word.item({**TREES, 'id': GUID}, name=GUID))}]"
    kept = word.escape(value)
    extension = (
        '<we:webextension xmlns:we="x"><we:properties><we:property name="MENDELEY_CITATIONS" '
        f'value="{kept}"/></we:properties></we:webextension>'
    )
    data = word.docx(word.para(word.run("x")), webextension1=extension)
    assert without_ids(read(data)) == as_csl(TREES)


RECORDS = [word.endnote_record(7, "On trees"), word.endnote_record(8, "On roots & more")]


@pytest.mark.parametrize(
    "body",
    [
        word.field(f"ADDIN EN.CITE {word.endnote(*RECORDS)}"),
        word.field(f"ADDIN EN.CITE {word.endnote(*RECORDS)}", size=11),
        word.endnote_field(word.endnote(*RECORDS)),
        word.field("ADDIN EN.CITE", data=word.base64_of(word.endnote(*RECORDS) + "\0")),
        word.simple(f"ADDIN EN.CITE {word.endnote(*RECORDS)}"),
    ],
    ids=["in the instruction", "in pieces", "packed twice", "packed", "simple"],
)
def test_a_field_of_endnote_is_read_as_its_export_is(body: str) -> None:
    papers = read(word.docx(word.para(body)))
    whole = f"<xml><records>{''.join(RECORDS)}</records></xml>"
    assert [p.to_dict() for p in papers] == [p.to_dict() for p in citex.parse(whole)]
    assert [paper.id for paper in papers] == ["7", "8"]


def test_a_work_of_endnote_is_known_by_library_and_number() -> None:
    cites = [
        word.endnote(RECORDS[0]), word.endnote(RECORDS[0]), word.endnote(number=7),
        word.endnote(word.endnote_record(7, "On leaves", library="other")),
    ]  # fmt: skip
    body = "".join(word.field(f"ADDIN EN.CITE {cite}") for cite in cites)
    papers = read(word.docx(word.para(body)))
    assert [(paper.id, paper.title) for paper in papers] == [("7", "On trees"), ("7a", "On leaves")]


CITAVI: dict[str, Any] = {
    "$id": "3", "$type": "SwissAcademic.Citavi.Reference, SwissAcademic.Citavi", "Id": GUID,
    "ReferenceType": "JournalArticle", "Title": "On trees", "Subtitle": "and roots",
    "Authors": [{"$id": "4", "FirstName": "Na", "LastName": "Li"},
                {"$id": "5", "FirstName": "Jan", "MiddleName": "B.", "Prefix": "van",
                 "LastName": "Dyk"},
                {"$id": "6", "LastName": "Forest Service"}],
    "Periodical": {"$id": "7", "Name": "Annals of Trees", "StandardAbbreviation": "Ann. Trees",
                   "Issn": "2049-3630"},
    "Volume": "7", "Number": "3", "Year": "2020", "Doi": "10.5555/12345678",
    "PageRange": "<sp>\r\n  <n>12</n>\r\n  <os>12</os>\r\n</sp>\r\n<ep>\r\n  <n>19</n>\r\n  <os>19"
    "</os>\r\n</ep>\r\n<os>12-19</os>",
    "Keywords": [{"$id": "8", "Name": "trees"}, {"$id": "9", "Name": "roots"}],
    "Locations": [{"Address": {"UriString": "https://doi.org/10.5555/12345678"}},
                  {"Address": {"UriString": "https://example.org/trees"}}],
    "Abstract": "How they grow.", "CustomField1": "seen", "CitationKey": "Li 2020",
    "BibTeXKey": "Li.2020", "CreatedOn": "2020-01-01T00:00:00", "AccessDate": "3.4.2021",
    "ShortTitle": "Li, van Dyk et al. 2020 – On trees",
}  # fmt: skip


def test_a_field_of_citavi_without_a_name_is_kept() -> None:
    (paper,) = read(word.docx(word.field(word.citavi({"Id": "x", "Title": "On oaks", "": "y"}))))
    assert (paper.title, paper.extra) == ("On oaks", {"citavi": {"": "y"}})


def test_a_field_of_citavi_is_read_whole() -> None:
    tag = f"CitaviPlaceholder#{GUID}"
    body = word.control(tag, word.field(word.citavi(CITAVI, {"$ref": "3"}), size=40))
    (paper,) = read(word.docx(word.para(body)))
    assert (paper.id, paper.type, paper.title) == (
        "Li.2020",
        "article-journal",
        "On trees: and roots",
    )
    assert [str(name) for name in paper.author or ()] == [
        "Na Li",
        "Jan B. van Dyk",
        "Forest Service",
    ]
    assert (paper.container_title, paper.container_title_short) == ("Annals of Trees", "Ann. Trees")
    assert (paper.volume, paper.issue, paper.page, str(paper.issued)) == ("7", "3", "12-19", "2020")
    assert (paper.DOI, paper.ISSN) == ("10.5555/12345678", "2049-3630")
    assert (paper.URL, paper.keyword) == ("https://example.org/trees", "trees, roots")
    assert (paper.abstract, str(paper.accessed)) == ("How they grow.", "2021-04-03")
    assert paper.extra == {"citavi": {"CustomField1": "seen"}}


@pytest.mark.parametrize(
    ("holder", "kind"),
    [("BookEdited", "chapter"), ("ConferenceProceedings", "paper-conference")],
)
def test_a_contribution_of_citavi_stands_in_its_book(holder: str, kind: str) -> None:
    parent = {
        "ReferenceType": holder, "Title": "A book of trees", "Year": "2019",
        "Editors": [{"FirstName": "Ann", "LastName": "Lee"}], "PlaceOfPublication": "Bonn",
        "Publishers": [{"Name": "Harbour Press"}], "SeriesTitle": {"Name": "Trees"}, "Number": "4",
    }  # fmt: skip
    work = {"ReferenceType": "Contribution", "Title": "Oaks", "ParentReference": parent}
    (paper,) = read(word.docx(word.para(word.field(word.citavi(work)))))
    assert (paper.type, paper.container_title, str(paper.issued)) == (
        kind,
        "A book of trees",
        "2019",
    )
    assert [str(name) for name in paper.editor or ()] == ["Ann Lee"]
    assert (paper.publisher, paper.publisher_place) == ("Harbour Press", "Bonn")
    assert (paper.collection_title, paper.collection_number) == ("Trees", "4")
    assert paper.id == "oaks2019"


def test_a_thesis_of_citavi_has_a_university() -> None:
    work = {
        "ReferenceType": "Thesis", "Title": "Oaks", "TitleSupplement": "Dissertation",
        "Organizations": [{"LastName": "University of Bonn"}], "Authors": [{"LastName": "Li"}],
    }  # fmt: skip
    (paper,) = read(word.docx(word.para(word.field(word.citavi(work)))))
    assert (paper.type, paper.publisher, paper.genre) == (
        "thesis", "University of Bonn", "Dissertation",
    )  # fmt: skip


def test_words_own_sources_come_as_they_are_cited_and_then_the_others() -> None:
    part = word.sources(("Un1", "Uncited"), ("Li19", "Oaks"), ("Ki18", "Elms"))
    cited = word.field(r"CITATION Ki18 \l 1033 \p 12 \m Li19")
    papers = read(word.docx(word.para(word.control("x", cited)), item1=part))
    assert [(paper.id, paper.title) for paper in papers] == [
        ("Ki18", "Elms"), ("Li19", "Oaks"), ("Un1", "Uncited"),
    ]  # fmt: skip
    by_id = {paper.id: paper.to_dict() for paper in citex.parse(part)}
    assert {paper.id: paper.to_dict() for paper in papers} == by_id


def test_all_managers_in_one_document() -> None:
    body = word.field(ZOTERO) + word.endnote_field(word.endnote(RECORDS[0]))
    body += word.field(word.citavi(CITAVI)) + word.field(r"CITATION Li19 \l 2052")
    data = word.docx(word.para(body), item1=word.sources(("Li19", "Oaks")))
    assert [paper.id for paper in read(data)] == ["AAAA1111", "BBBB2222", "7", "Li.2020", "Li19"]


@pytest.mark.parametrize("name", ["ZOTERO_ITEM CSL_CITATION", "CSL_CITATION"])
def test_reference_marks_of_libreoffice_are_read(name: str) -> None:
    code = f"{name} {ZOTERO[ZOTERO.index('{') :]} RNDjURflxg9F1"
    gone = f"<text:deletion>{word.mark(name + ' {}')}</text:deletion>"
    data = word.odt(f"<text:tracked-changes>{gone}</text:tracked-changes>{word.mark(code)}")
    assert without_ids(read(data)) == as_csl(TREES, ROOTS)


def test_marks_of_libreoffices_own_are_read() -> None:
    attributes = {
        "bibliography-type": "phdthesis", "identifier": "Li2020", "author": "Li, Na and Kim, Bo",
        "title": "Oaks & elms: 50% of {all}", "school": "University of Bonn", "year": "2020",
        "month": "3", "custom1": "seen", "report-type": "Dissertation",
    }  # fmt: skip
    told = " ".join(f'text:{key}="{word.escape(value)}"' for key, value in attributes.items())
    mark = f"<text:bibliography-mark {told}>[Li2020]</text:bibliography-mark>"
    bare = '<text:bibliography-mark text:bibliography-type="book" text:identifier="Nobody"/>'
    problems: list[citex.Problem] = []
    (paper,) = citex.parse(word.odt(f"<text:p>{mark}{mark}{bare}</text:p>"), problems=problems)
    assert (paper.id, paper.type, paper.title) == ("Li2020", "thesis", "Oaks & elms: 50% of {all}")
    assert [str(name) for name in paper.author or ()] == ["Na Li", "Bo Kim"]
    assert (paper.publisher, str(paper.issued)) == ("University of Bonn", "2020-03")
    assert paper.genre == "Dissertation"
    assert "seen" in str(paper.extra)
    assert [str(problem).partition(",")[0] for problem in problems] == [
        "LibreOffice cites 'Nobody'"
    ]


def test_a_document_in_strict_form_is_read() -> None:
    """ISO/IEC 29500 has other namespaces than what Word writes unless it is told to."""
    parts = {
        name: str(text).replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
        .replace("wordprocessingml/2006/main", "wordprocessingml/main")
        for name, text in word.parts_of(word.para(word.field(ZOTERO))).items()
    }  # fmt: skip
    assert without_ids(read(word.packed(parts))) == as_csl(TREES, ROOTS)


def test_the_text_is_the_part_that_the_package_names() -> None:
    parts = word.parts_of(word.para(word.field(ZOTERO)))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = word.relations(("officeDocument", "/word/document2.xml"))
    assert without_ids(read(word.packed(parts))) == as_csl(TREES, ROOTS)


def test_a_work_without_its_record_is_told_once() -> None:
    bare = {"id": 5, "uris": [word.uri("CCCC3333")]}
    body = word.field(word.zotero(bare)) + word.field(word.zotero(bare), "(2)")
    body += word.field("CITATION Gone20", "(3)") + word.field(ZOTERO)
    titles, said = told(word.docx(word.para(body)))
    assert titles == ["On trees", "On roots"]
    assert [line.partition(" cites ")[0] for line in said] == ["Zotero", "Word"]
    assert "and the document holds no record of it; export it from Zotero" in said[0]


@pytest.mark.parametrize(
    ("code", "manager"),
    [("ADDIN NE.Ref.{2D2D9A6F}", "NoteExpress"), ("ADDIN CNKISM.Ref.{A1}", "CNKI E-Study"),
     ("ADDIN PAPERS2_CITATIONS <citation/>", "Papers")],
)  # fmt: skip
def test_citations_of_other_managers_are_named(code: str, manager: str) -> None:
    titles, said = told(word.docx(word.para(word.field(code), word.field(code))))
    assert (titles, said) == (
        [], [f"holds citations of {manager}, which are not read; export the records from there"],
    )  # fmt: skip


def linked(words: str, target: str) -> bytes:
    """A document with a link."""
    relation = word.relations(("hyperlink", target)).replace("/>", ' TargetMode="External"/>')
    body = word.para(f'<w:hyperlink r:id="r0" xmlns:r="{word._OFFICE}">{words}</w:hyperlink>')
    parts = {**word.parts_of(body), "word/_rels/document.xml.rels": relation}
    return word.packed(parts)


def test_a_document_on_its_way_to_another_word_processor_is_read() -> None:
    words = f"ITEM CSL_CITATION {word.citation(word.item(TREES, word.uri('AAAA1111')))} "
    cut = word.run(words[:90]) + word.run(words[90:])
    link = f'<text:p><text:a href="https://www.zotero.org/">{word.escape(words)}</text:a></text:p>'
    for data in (linked(cut, "https://www.zotero.org/"), word.odt(link)):
        assert [paper.title for paper in citex.parse(data)] == ["On trees"]


@pytest.mark.parametrize(
    ("target", "manager"),
    [("https://www.zotero.org/google-docs/?Hs3k2a", "Zotero in Google Docs"),
     ("https://paperpile.com/c/Ab1/x+y", "Paperpile")],
)  # fmt: skip
def test_links_in_the_place_of_citations_are_named(target: str, manager: str) -> None:
    link = f'<text:p><text:a href="{target}">(Li 2020)</text:a></text:p>'
    for data in (linked(word.run("(Li 2020)"), target), word.odt(link),
                 word.docx(word.para(word.field(f'HYPERLINK "{target}"')))):  # fmt: skip
        problems: list[citex.Problem] = []
        assert list(citex.parse(data, problems=problems)) == []
        assert [problem.message for problem in problems] == [
            f"holds citations of {manager}, which are not read; export the records from there"
        ]


def test_the_example_of_the_pages_is_made_of_these_parts() -> None:
    place = Path(__file__).parents[3] / "examples" / "data" / "thesis.docx"
    with zipfile.ZipFile(place) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == word.example()
    assert [paper.id for paper in read(place.read_bytes())] == [
        "TURING50", "31", "DARCY17W", "Cod70",
    ]  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_any_papers_in_fields_of_zotero_come_back(data: st.DataObject) -> None:
    papers = data.draw(st.lists(any_papers(), min_size=1, max_size=4))
    items = [paper.to_dict() for paper in papers]
    expected = citex.parse(json.dumps(items), "csljson", problems=[])
    size = data.draw(st.integers(1, 60))
    body = "".join(
        word.para(word.field(word.zotero(word.item(one, word.uri(f"K{n}"))), size=size))
        for n, one in enumerate(items)
    )
    found = citex.parse(word.docx(body), problems=[])
    assert without_ids(found) == without_ids(expected)
    assert len({paper.id for paper in found}) == len(found)
    assert all(is_key(paper.id) for paper in found)
