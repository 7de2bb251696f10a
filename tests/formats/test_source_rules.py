"""Where texts come from and what is told of them: encodings, formats by content, types, losses."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from citex import registry
from citex.errors import NotFound, ParseError
from citex.formats import Source, _encodings, _types, detect, loss
from citex.formats._source import lines_of
from citex.model import Name, Paper, PartialDate, new_paper


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (b"\xef\xbb\xbfa\n", "a\n", None), ("a".encode("utf-16"), "a", None),
        ("a".encode("utf-32"), "a", None), ("abcd".encode("utf-16-le"), "abcd", None),
        ("abcd".encode("utf-16-be"), "abcd", None),
        (b"caf\xe9\n", "café\n", (1, "not UTF-8; read as cp1252")),
        (b"a\ncaf\xe9\n", "a\ncafé\n", (2, "not UTF-8; read as cp1252")),
        (b"\ncaf\xe9\n", "\ncafé\n", (2, "not UTF-8; read as cp1252")),
        ("é\né\n".encode() + b"caf\xe9\n", "é\né\ncafé\n", (3, "not UTF-8; read as cp1252")),
        ("深度学习的研究\n".encode("gb18030"), "深度学习的研究\n",
         (1, "not UTF-8; read as gb18030")),
         ("Рост и форма\n".encode("cp1251"), "Рост и форма\n", (1, "not UTF-8; read as cp1251")),
        (b"caf\x81\xe9\n", "caf\x81é\n", (1, "not UTF-8; read as latin-1")), (b"", "", None),
        (b"a\r\nb\r", "a\r\nb\r", None),
    ],
)  # fmt: skip
def test_bytes_as_text(data: bytes, text: str, told: tuple[int, str] | None) -> None:
    for whole in (True, False):
        source = Source.of_bytes(data, "a.txt")
        found = source.text() if whole else "".join(source.chunks())
        assert found == (text if whole else text.replace("\r\n", "\n").replace("\r", "\n"))
        assert [(one.line, one.message, one.level, one.source) for one in source.problems] == (
            [(*told, "warning", "a.txt")] if told else []
        )


def test_an_encoding_that_is_given() -> None:
    source = Source.of_bytes(b"caf\xe9", encoding="latin-1")
    assert (source.text(), source.encoding, source.problems) == ("café", "iso8859-1", [])
    source = Source.of_bytes(b"caf\xe9", encoding="ascii")
    assert source.text() == "caf\ufffd"
    assert [(one.message, one.line) for one in source.problems] == [
        ("bytes that are not ascii; replaced by U+FFFD", None)
    ]
    with pytest.raises(ParseError, match="no encoding 'odd' is known"):
        Source.of_bytes(b"a", encoding="odd")
    with pytest.raises(ParseError, match="is a GIF image; that is no bibliography"):
        Source.of_bytes(b"GIF89a")


def test_places(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(b"TY  - JOUR\n")
    source = Source.of(path)
    assert (source.name, source.text()) == (str(path), "TY  - JOUR\n")
    source.close()
    assert Source.of(io.StringIO("a\ufeff")).text() == "a\ufeff"
    assert Source.of(io.StringIO("\ufeffa")).text() == "a"
    assert Source.of(io.BytesIO(b"a")).text() == "a"
    with pytest.raises(NotFound, match="no such file"):
        Source.of(tmp_path / "b")
    with pytest.raises(ParseError, match="cannot be opened"):
        Source.of(tmp_path)
    with pytest.raises(ParseError, match=r"is no path; citex\.parse reads a text"):
        Source.of("a\nb")
    with pytest.raises(ParseError):
        Source.of(io.BytesIO(b"a" * 100), max_size=10).text()
    with pytest.raises(ParseError):
        Source.of(io.StringIO("a" * 100), max_size=10)
    with pytest.raises(ParseError):
        list(Source.of(io.BytesIO(b"a" * 100), max_size=10).chunks())


@pytest.mark.parametrize(
    ("text", "plain"), [("ab\n", True), ("a<b", False), ("a\\b", False), ("a&b", False), ("", True)]
)
def test_signs_of_markup(text: str, plain: bool) -> None:
    for source in (Source.of_text(text), Source.of_bytes(text.encode())):
        list(source.chunks())
        assert source.plain is plain
        source = Source.of_bytes(text.encode())
        source.text()
        assert source.plain is plain
    source = Source.of_text(text)
    source.binary()
    assert source.plain is False


def test_lines() -> None:
    assert list(Source.of_text("a\rb\r\nc\n\nd").lines()) == ["a", "b", "c", "", "d"]
    assert list(Source.of_bytes(b"a\rb\r\nc\n\nd\n").lines()) == ["a", "b", "c", "", "d"]
    assert list(lines_of(["a\nb", "c\n", "d", "e"])) == ["a", "bc", "de"]
    assert list(lines_of([])) == []
    assert Source.of_text("\ufeffa\ud800").text() == "a\ufffd"
    assert Source.of_text("a" * 9000).head == "a" * 8192
    assert Source.of_bytes(b"a" * 9000).head == "a" * 8192
    assert Source.of_text("aé").binary().read() == "aé".encode()
    assert Source.of_bytes(b"a\xe9").binary().read() == b"a\xe9"


def test_likely_encodings() -> None:
    texts = {
        "gb18030": "深度学习的研究",
        "big5hkscs": "臺灣教育之研究",
        "cp932": "日本語の研究",
        "cp1251": "Рост и форма",
        "cp1252": "Müller, José",
    }
    assert {name: _encodings.likely(text.encode(name)) for name, text in texts.items()} == {
        name: name for name in texts
    }
    assert _encodings.likely(b"\x81\xe9") in ("latin-1", "gb18030")


LOOKS = [
    ("ris", "TY  - JOUR\n"), ("ris", "\ufeffTY - JOUR\n"), ("endnote", "%0 Book\n"),
    ("endnote", "%A Lee\n"), ("noteexpress", "{Reference Type}: Book\n"), ("nbib", "PMID- 1\n"),
    ("isi", "FN x\nVR 1.0\n"), ("isi", "PT J\nAU Lee\n"), ("refworks", "RT Book\n"),
    ("bibtex", "@book{a,\n"), ("bibtex", "@book{title = {A}}"), ("csljson", '[{"type": "book"}]'),
    ("csljson", '[{"title": "A", "year": 1}]'),
    ("csljson", '{"itemType": "book", "title": "A"}'),
    ("csljson", '[{"id": 1, "issued": {"date-parts": []}}]'),
    ("mods", '<mods xmlns="http://www.loc.gov/mods/v3">'),
    ("word", "officeDocument/2006/bibliography"), ("endnote-xml", "<xml><records>"),
    ("endnote-xml", "<record><ref-type>"), ("notefirst", "<Bibliographies>"),
    ("cff", "cff-version: 1.2.0"), ("cslyaml", "references:\n"), ("cslyaml", "- id: a\n"),
    ("hayagriva", "a:\n  type: book\n"),
    ("hayagriva", "a:\n\n  x: y\n  title: B\n"), (None, "a: b\n  type: c\n"),
    (None, "#a:\n  type: c\n"), (None, "words"), (None, "  type: book\n"), (None, ""),
    ("crossref", '{"DOI": "x", "is-referenced-by-count": 1}'),
    ("crossref", '{"DOI": "x", "title": ["A"]}'), ("openalex", '{"authorships": []}'),
    ("s2", '{"paperId": "x"}'), ("datacite", '{"creators": [], "doi": "x"}'),
    ("europepmc", '{"authorString": "x", "source": "MED"}'), ("pubmed", "<PubmedArticleSet>"),
    ("pubmed", '{"sortpubdate": "x"}'),
    ("arxiv", "<feed> http://arxiv.org/abs"), (None, "arxiv.org/ <feed>"),
    ("openlibrary", '{"ISBN:1": {'), ("booksci", '"TitleCN": "x"'),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text"), LOOKS)
def test_a_format_by_its_content(form: str | None, text: str) -> None:
    assert detect.by_content(text) == form


def test_a_format_by_its_suffix() -> None:
    assert detect.by_suffix(".JSONL") == ["csljson"]
    assert detect.by_suffix(".ris") == ["ris"]
    assert detect.by_suffix(".odd") == []
    assert "bibtex" in detect.by_suffix(".bib")
    both = '{"DOI": "x", "title": ["A"], "type": "book"}'
    assert detect.by_content(both, ["csljson"]) == "crossref"
    assert detect.by_content('[{"type": "book"}]', ["hayagriva", "csljson"]) == "csljson"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Journal Article", "article-journal"), ("proceedings-article", "paper-conference"),
     ("x", None), ("BOOK", "book"), ("my dataset thing", "dataset"), ("Master's thesis", "thesis"),
     ("article-journal", "article-journal"), ("entry_dictionary", "entry-dictionary")],
)  # fmt: skip
def test_types_by_other_names(name: str, kind: str | None) -> None:
    assert _types.guess_type(name) == kind


def test_types_of_items() -> None:
    assert _types.same_name("ris", "regulation", "treaty")
    assert not _types.same_name("ris", "book", "treaty")
    assert _types.same_name("ris", "document", "odd")
    assert _types.written_types("ris")["review"] == "JOUR"
    assert _types.read_types("ris")["JOUR"] == "article-journal"
    paper = Paper(type="article", container_title="J", volume="7")
    _types.settle_item(paper)
    assert [(note.kind, note.variable, note.before) for note in paper.remarks] == [
        ("doubt", "type", "article")
    ]
    paper = new_paper(type="journal-article", genre="Article")
    _types.settle_item(paper)
    assert (paper.type, paper.genre) == ("article-journal", None)
    assert [(note.kind, note.variable, note.message, note.before) for note in paper.remarks] == [
        (
            "guessed",
            "type",
            "the type 'journal-article' is not CSL's; read as a article-journal",
            "journal-article",
        ),
        ("dropped", "genre", "repeats the type of the work", "Article"),
    ]
    for values in (
        {"type": "book", "genre": "Book"},
        {"type": "article-journal", "genre": "Letter"},
        {"type": "article", "volume": "7"},
    ):
        paper = Paper(**values)
        _types.settle_item(paper)
        assert paper == Paper(**values)


LOSSES: list[tuple[dict[str, Any], dict[str, Any] | None, list[tuple[str, str]]]] = [
    ({"title": "A"}, {"title": "A"}, []), ({"title": "A"}, {"title": "B"}, [("title", "changed")]),
    ({"title": "A"}, {}, [("title", "lost")]),
    ({"type": "book"}, {"type": "report"}, [("type", "changed")]),
    ({"title": "A"}, None, [("type", "lost"), ("title", "lost")]),
    ({"author": [Name("Lee", "Ann")]}, {"author": [Name("Lee", "A.")]}, [("author", "changed")]),
    ({"issued": PartialDate(2019)}, {"issued": PartialDate(2020)}, [("issued", "changed")]),
    ({"issued": PartialDate(2019, raw="x")}, {"issued": PartialDate(2019, raw="x")}, []),
    ({"extra": {"csljson": {"odd": 1}}}, {}, [("odd", "lost")]),
    ({"extra": {"csljson": {"odd": 1}}}, {"extra": {"csljson": {"odd": 1}}}, []),
    ({"extra": {"csljson": {"journalAbbreviation": "x"}}}, {}, []),
    ({"categories": ["a"]}, {}, [("categories", "lost")]),
    ({"categories": ["a"]}, {"categories": ["a"]}, []),
    ({"categories": ["a"]}, {"categories": ["b"]}, [("categories", "lost")]),
    ({"categories": ["a"]}, None, [("type", "lost"), ("categories", "lost")]),
    ({"custom": {"a": 1}}, {}, [("custom.a", "lost")]),
    ({"custom": {"a": 1}}, {"custom": {"a": 1}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), LOSSES)
def test_what_is_lost(
    before: dict[str, Any], after: dict[str, Any] | None, expected: list[tuple[str, str]]
) -> None:
    found = list(loss.compare(Paper(id="a", **before), None if after is None else Paper(**after)))
    assert [(one.variable, one.kind) for one in found] == expected
    assert {one.paper for one in found} <= {"a"}


def test_losses_in_words() -> None:
    (one,) = loss.compare(Paper(id="a", title="A" * 90), Paper(title="B"))
    assert str(one) == f"a: title becomes B: {'A' * 77}..."
    (one,) = loss.compare(Paper(id="a", title="A\n b"), Paper())
    assert str(one) == "a: title is lost: A b"
    shown = [loss.shown(value) for value in ({"a": 1}, "x" * 80, "x" * 81)]
    assert shown == ['{"a":1}', "x" * 80, "x" * 77 + "..."]
    paper = Paper(id="a", title="A", status="x", extra={"csljson": {"odd": 1}})
    found = [
        (one.variable, one.kind) for one in loss.losses([paper], registry.format_named("wikipedia"))
    ]
    assert found == [("status", "lost"), ("odd", "lost")]
    assert [one.variable for one in loss.losses([paper], registry.format_named("ris"))] == ["odd"]
    assert list(loss.losses([paper], registry.format_named("isi"))) == []
