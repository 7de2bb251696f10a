"""What every reader's papers go through: usual spellings, and no placeholders."""

from __future__ import annotations

import csv
import io

import own_papers as own
import pytest
import watch

from citex import api, registry
from citex.formats import Format, Source
from citex.model import Name, Paper
from citex.text.cleaning import clean
from citex.text.languages import babel, medline, name, table, tag

READ = {form.name: form for form in registry.formats() if form.read is not None}
BOTH = [form for form in READ.values() if form.write is not None]


def ris(*lines: str, kind: str = "JOUR") -> Paper:
    text = "\n".join([f"TY  - {kind}", "TI  - Tides at noon", *lines, "ER  - "])
    (paper,) = api.parse(text, "ris")
    return paper


def bib(fields: str, kind: str = "article", form: str = "bibtex") -> Paper:
    (paper,) = api.parse(f"@{kind}{{a, title = {{Tides at noon}}, {fields}}}", form)
    return paper


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["SP  - 12-34", "EP  - 34"], "12-34"), (["SP  - 12", "EP  - 12-34"], "12-34"),
        (["SP  - 12-34", "EP  - 12-34"], "12-34"), (["SP  - 12–34"], "12-34"),
        (["SP  - n/a", "EP  - n/a"], None), (["SP  - 1", "EP  - n/a"], "1"),
        (["SP  - -"], None), (["SP  - 1234", "EP  - 40"], "1234-1240"),
        (["SP  - 7", "EP  - 7"], "7"),
        (["SP  - S12", "EP  - S20"], "S12-S20"), (["SP  - e101"], "e101"),
        (["SP  - 0", "EP  - 0"], None),
        (["SP  - pp. 5-9"], "5-9"), (["SP  - xii", "EP  - xv"], "xii-xv"),
        (["SP  - 第3-8页"], "3-8"),
        (["SP  - 10-2, 15, 20-5"], "10-12, 15, 20-25"), (["SP  - 5~9"], "5-9"),
    ],
)  # fmt: skip
def test_pages_of_two_tags(lines: list[str], expected: str | None) -> None:
    assert ris(*lines).page == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("-", None), ("--", None), ("n/a--n/a", None), ("N/A", None), ("12--5", "12-15"),
        ("{pp. 3--9}", "3-9"), ("3+", "3+"), ("34,37--39", "34, 37-39"), ("5~--~9", "5-9"),
    ],
)  # fmt: skip
def test_pages_of_bibtex(value: str, expected: str | None) -> None:
    assert bib(f"pages = {{{value}}}").page == expected


@pytest.mark.parametrize(
    "fields",
    [
        "art_number = {123}", "articleno = {123}", "eid = {123}", "article-number = {123}",
        "article_number = {123}", "pages = {Article 123}", "pages = {Art. No. 123}",
        "eid = {Article 123}", "articlenumber = {123}",
    ],
)  # fmt: skip
def test_article_numbers(fields: str) -> None:
    paper = bib(f"journal = {{J}}, {fields}")
    assert (paper.number, paper.page) == ("123", None)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("volume", "Vol. 5", "5"), ("volume", "第12卷", "12"), ("issue", "第3期", "3"),
        ("issue", "No. 3", "3"), ("issue", "07", "7"), ("issue", "Special Issue", "Special Issue"),
        ("issue", "n/a", None), ("volume", "null", None), ("volume", "07", "07"),
        ("issue", "7-8期", "7-8"), ("volume", "Band 3", "3"), ("issue", "undefined", None),
    ],
)  # fmt: skip
def test_volumes_and_issues(field: str, value: str, expected: str | None) -> None:
    """JHEP's volume "07" keeps its nought, an issue loses it."""
    tags = {"volume": "VL", "issue": "IS"}
    assert getattr(ris(f"{tags[field]}  - {value}"), field) == expected
    names = {"volume": "volume", "issue": "number"}
    assert getattr(bib(f"{names[field]} = {{{value}}}"), field) == expected
    (paper,) = api.parse(f'[{{"type":"article-journal","title":"T","{field}":"{value}"}}]')
    assert getattr(paper, field) == expected


def test_volume_and_issue_in_one_field() -> None:
    for text in ("第34卷第5期", "Vol. 34, No. 5", "34(5)"):
        assert (ris(f"VL  - {text}").volume, ris(f"VL  - {text}").issue) == ("34", "5")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Sixth Edition", "6"), ("2nd ed.", "2"), ("第2版", "2"), ("第二版", "2"), ("3. Auflage", "3"),
     ("{{Second}}", "2"), ("Revised", "Revised"), ("twelfth", "12"), ("11th edn", "11")],
)  # fmt: skip
def test_editions(value: str, expected: str) -> None:
    assert bib(f"edition = {{{value}}}", "book").edition == expected
    assert ris(f"ET  - {value.strip('{}')}", kind="BOOK").edition == expected


@pytest.mark.parametrize(
    "value",
    [
        "10.5555/tcs.1", "https://doi.org/10.5555/tcs.1", "doi: DOI: 10.5555/tcs.1",
        "DOI：10.5555/tcs.1，下", "http://dx.doi.org/10.5555/tcs.1", "doi:10.5555/tcs.1",
        "１０．５５５５／ｔｃｓ．１", "https://doi-org.proxy.example.edu/10.5555/tcs.1",
        "https://pub.example.org/doi/abs/10.5555/tcs.1",
    ],
)  # fmt: skip
def test_a_doi_in_any_spelling(value: str) -> None:
    readers = {
        "ris": f"TY  - JOUR\nTI  - T\nDO  - {value}\nER  - \n",
        "bibtex": f"@article{{a, title={{T}}, doi={{{value}}}}}",
        "csljson": f'[{{"type":"article-journal","title":"T","DOI":"{value}"}}]',
        "endnote": f"%0 Journal Article\n%T T\n%R {value}\n",
        "cslyaml": f'---\nreferences:\n- title: T\n  DOI: "{value}"\n...\n',
    }
    for form, text in readers.items():
        assert [paper.DOI for paper in api.parse(text, form)] == ["10.5555/tcs.1"], form


def test_what_was_done_to_a_doi_is_noted() -> None:
    (paper,) = api.parse('[{"type":"book","title":"T","DOI":"https://doi.org/10.5555/A"}]')
    assert [(note.kind, note.before) for note in paper.remarks] == [
        ("repaired", "https://doi.org/10.5555/A")
    ]


@pytest.mark.parametrize(
    "text", ["doi: DOI: 10.5555/x", "https://doi.org/10.5555/x", "DOI 10.5555/x"]
)
def test_a_doi_in_m3(text: str) -> None:
    paper = ris(f"M3  - {text}")
    assert (paper.DOI, paper.genre) == ("10.5555/x", None)


def test_addresses() -> None:
    paper = ris("UR  - https://kns.example.net/a?v=1&amp;u=NZ&amp;l=CHS")
    assert paper.URL == "https://kns.example.net/a?v=1&u=NZ&l=CHS"
    assert ris("UR  - https://doi.org/10.5555/x").DOI == "10.5555/x"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("title", "[Not Available]."), ("title", "No title"), ("title", "(:unav)"),
        ("author", "Anonymous"), ("author", "[Anonymous]"), ("author", "n/a"),
        ("author", "(:unkn)"),
        ("publisher", "[s.n.]"), ("publisher", "(:none)"), ("publisher-place", "[S.l.]"),
        ("publisher-place", "n.p."), ("volume", "undefined"), ("page", "N/A-N/A"), ("issue", "-"),
        ("publisher", "null"), ("title", "???"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.name)
def test_placeholders_in_every_reader(form: Format, variable: str, text: str) -> None:
    """What stands for nothing is nothing, whichever format it came in."""
    value = [Name(literal=text)] if variable == "author" else text
    paper = Paper(id="a", type="article-journal", title="Tides", container_title="J")
    setattr(paper, variable.replace("-", "_"), value)
    assert form.write is not None
    (back,) = form.papers(Source.of_text("".join(form.write([paper]))), [])
    assert not back.get(variable)


def test_placeholders_are_noted_and_real_words_stay() -> None:
    paper = clean(Paper(title="Untitled", author=[Name(literal="佚名"), Name("Null", "J.")]))
    assert paper.title == "Untitled"
    assert [name.family or name.literal for name in paper.author or ()] == ["佚名", "Null"]
    assert paper.remarks == []  # `citex check` doubts it
    paper = clean(Paper(title="T", author=[Name(literal="Anonymous"), Name("Li", "N")]))
    assert paper.author == [Name("Li", "N")]
    assert [(note.kind, note.before) for note in paper.remarks] == [("dropped", "Anonymous")]


LANGUAGES = {
    "eng": "en", "English": "en", "EN": "en", "en-us": "en-US", "zh_CN.UTF-8": "zh-CN", "chi": "zh",
    "Chinese": "zh", "中文": "zh", "Chinese (Simplified)": "zh-CN", "Deutsch": "de", "ger": "de",
    "französisch": "fr", "日本語": "ja", "Text in English": "en", "English; Chinese": "en",
}  # fmt: skip


@pytest.mark.parametrize("spelling", LANGUAGES)
def test_a_language_in_any_reader(spelling: str) -> None:
    texts = {
        "ris": f"TY  - JOUR\nTI  - T\nLA  - {spelling}\nER  - \n",
        "bibtex": f"@article{{a, title={{T}}, language={{{spelling}}}}}",
        "biblatex": f"@article{{a, title={{T}}, langid={{{spelling}}}}}",
        "csljson": f'[{{"type":"article-journal","title":"T","language":"{spelling}"}}]',
        "endnote": f"%0 Journal Article\n%T T\n%G {spelling}\n",
        "refworks": f"RT Journal Article\nSR 1\nT1 T\nLA {spelling}\n",
        "noteexpress": f"{{Reference Type}}: Book\n{{Title}}: T\n{{Language}}: {spelling}\n",
        "nbib": f"PMID- 1\nTI  - T\nLA  - {spelling}\n",
        "isi": f"FN x\nVR 1.0\nPT J\nTI T\nLA {spelling}\nER\nEF\n",
    }
    for form, text in texts.items():
        assert [paper.language for paper in api.parse(text, form)] == [LANGUAGES[spelling]], form


@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.name)
def test_every_language_comes_back(form: Format) -> None:
    """What a writer makes of a language is read as the same one."""
    assert form.write is not None
    for code in ("en", "zh-CN", "zh", "de", "pt-BR", "nb", "grc", "en-GB"):
        paper = Paper(id="a", type="article-journal", title="T", language=code)
        (back,) = form.papers(Source.of_text("".join(form.write([paper]))), [])
        kept = {"cff": code.partition("-")[0], "notefirst": "zh-CN"}.get(form.name, code)
        assert tag(back.language or "") in (code, kept), (form.name, code, back.language)


def test_a_spelling_that_is_no_language_stays() -> None:
    assert ris("LA  - Klingon").language == "Klingon"
    assert ris("LA  - und").language is None


def test_each_way_of_writing_is_read_as_the_tag() -> None:
    for code in table().keys() - {"aa", "kr"}:  # what people mean by these is nothing, and Korean
        for spelt in (code, medline(code), babel(code), name(code)):
            assert spelt is None or tag(spelt) in (code, code.partition("-")[0]), (code, spelt)


def test_the_table_has_rows_of_one_width() -> None:
    rows = [tuple(row) for row in table().values()]
    assert len(rows) > 180
    assert all(len(row) == 9 for row in rows)
    assert csv.reader(io.StringIO("")) is not None


@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.name)
def test_clean_papers_stay_as_they_are(form: Format) -> None:
    for paper in [*own.one_of_each_kind(), *own.chinese()]:
        once = clean(paper)
        notes = list(once.remarks)
        assert clean(once) == once
        assert once.remarks == notes


@pytest.mark.parametrize("text", [" " * 200_000, "(" * 200_000, "1-" * 100_000, "&amp;" * 50_000])
def test_no_value_takes_long(text: str) -> None:
    paper = Paper(title=text, page=text, volume=text, issue=text, DOI=text, URL=text, ISBN=text,
                  language=text, edition=text, PMID=text, number=text, publisher=text,
                  number_of_pages=text, author=[Name(literal=text)])  # fmt: skip
    with watch.ends():
        clean(paper)


@pytest.mark.parametrize(
    ("note", "variable", "value"),
    [
        ("original-date: 1880\\nPMID: 123", "PMID", "123"),
        ("Citation Key: roe20", "citation-key", "roe20"),
        ("DOI: 10.5555/x", "DOI", "10.5555/x"), ("Bound.\\nISBN: 123", "ISBN", "123"),
        ("original-title: Marées", "original-title", "Marées"),
        ("original-container-title: Eaux", "original-container-title", "Eaux"),
        ("see: there", "note", "see: there"), ("CSTR: 1.2", "note", "CSTR: 1.2"),
        ("title: other", "note", "title: other"), ("tex.ids: a", "note", "tex.ids: a"),
    ],
)  # fmt: skip
def test_lines_of_a_note(note: str, variable: str, value: str) -> None:
    """CSL's and Zotero's names are read; what the paper has, and other lines, stay."""
    (paper,) = api.parse(f'[{{"type":"book","title":"T","note":"{note}"}}]')
    assert paper.get(variable) == value
    assert api.parse(api.format([paper], "csljson"), "csljson") == [paper]


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ("location = {北京 and 上海}", "publisher-place", "北京; 上海"),
        ("publisher = {甲社 and 乙社}", "publisher", "甲社; 乙社"),
        ("publisher = {Reed and Sons}", "publisher", "Reed and Sons"),
        ("titleaddon = {A Report}", "title", "Tides at noon: A Report"),
        ("cstr = {CSTR:31253.11.x}", "note", "CSTR: 31253.11.x"),
        ("note = {Signed}, cstr = {31253.11.x}", "note", "Signed\nCSTR: 31253.11.x"),
    ],
)
def test_fields_of_biblatex(fields: str, variable: str, value: str) -> None:
    paper = bib(fields, "book", "biblatex")
    assert paper.get(variable) == value
    assert api.parse(api.format([paper], "biblatex"), "biblatex") == [paper]


def test_a_standards_number_stands_once() -> None:
    paper = clean(Paper(type="standard", title="GB/T 1—2000 潮汐", number="GB/T 1—2000"))
    assert (paper.title, paper.number) == ("潮汐", "GB/T 1—2000")


def test_several_publishers_in_gbt7714() -> None:
    paper = Paper(type="book", title="潮汐", publisher="甲社；乙社", publisher_place="北京; 上海")
    assert "北京: 甲社" in api.bibliography([paper], "gbt7714-2015")[0].text


def test_labels_of_numbers_in_ris() -> None:
    paper = ris("SN  - ISSN 1529-2908", "AN  - PMID: 77", "C7  - Article 12")
    assert (paper.ISSN, paper.PMID, paper.number) == ("1529-2908", "77", "12")


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("cited By 20", None),
        ("Cited By :5\nBound in red.", "Bound in red."),
        ("Cited by Owl in 1920", "Cited by Owl in 1920"),
    ],
)
def test_how_often_a_paper_was_cited_is_no_note(note: str, left: str | None) -> None:
    paper = clean(Paper(note=note))
    assert paper.note == left
    assert [remark.kind for remark in paper.remarks] == ([] if left == note else ["dropped"])


def test_empty_values_are_passed_over() -> None:
    paper = clean(Paper(collection_title="", genre="", title="", publisher="", note=""))
    assert (paper.collection_title, paper.genre, paper.remarks) == ("", "", [])
