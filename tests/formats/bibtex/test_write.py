"""Papers as entries."""

from __future__ import annotations

from typing import Any

import pytest

from citex.errors import Problem, UnknownOption
from citex.formats import Format, Source, biblatex, bibtex
from citex.model import KINDS, Name, Paper, PartialDate

ARTICLE = Paper(
    id="muller2020",
    type="article-journal",
    title="On DNA & <i>E. coli</i>",
    author=[Name("Müller", "J."), Name(literal="World Health Organization"), Name(literal="张三")],
    container_title="Journal of A & B",
    issued=PartialDate(2020, 6, 5),
    volume="12",
    issue="3",
    page="1-10",
    DOI="10.1000/a_b",
    URL="https://x.org/a_b?c=%20#d",
    language="en",
    status="in press",
)


def write(papers: list[Paper], form: Format = bibtex.FORMAT, **options: Any) -> str:
    assert form.write is not None
    return "".join(form.write(papers, **options))


def back(text: str, form: Format = bibtex.FORMAT) -> list[Paper]:
    assert form.read is not None
    problems: list[Problem] = []
    found = list(form.read(Source.of_text(text), problems))
    assert problems == []
    return found


def test_an_article_in_bibtex() -> None:
    assert write([ARTICLE]) == (
        "@article{muller2020,\n"
        "  author = {Müller, J. and {World Health Organization} and {张三}},\n"
        "  title = {On {DNA} \\& \\textit{E. coli}},\n"
        "  journal = {Journal of A \\& B},\n"
        "  year = {2020},\n"
        "  month = jun,\n"
        "  day = {5},\n"
        "  volume = {12},\n"
        "  number = {3},\n"
        "  pages = {1--10},\n"
        "  pubstate = {inpress},\n"
        "  doi = {10.1000/a_b},\n"
        "  url = {https://x.org/a_b?c=%20#d},\n"
        "  language = {en}\n"
        "}\n"
    )


def test_an_article_in_biblatex() -> None:
    text = write([ARTICLE], biblatex.FORMAT)
    for line in (
        "journaltitle = {Journal of A \\& B}",
        "date = {2020-06-05}",
        "langid = {english}",
    ):
        assert f"  {line}" in text
    assert "year" not in text
    assert "journal =" not in text


def test_ascii_and_protection_are_options() -> None:
    text = write([ARTICLE], ascii=True, protect="none")
    assert 'M{\\"u}ller, J.' in text
    assert "title = {On DNA \\& \\textit{E. coli}}" in text
    assert "title = {{On DNA \\& \\textit{E. coli}}}" in write([ARTICLE], protect="all")
    assert back(write([ARTICLE], protect="all"))[0].title == ARTICLE.title
    with pytest.raises(UnknownOption):
        write([ARTICLE], protect="some")


def test_a_pattern_renames_all() -> None:
    text = write([ARTICLE, ARTICLE], keys="auth.lower + year")
    assert "@article{muller2020,\n" in text
    assert "@article{muller2020a,\n" in text


@pytest.mark.parametrize("form", [bibtex.FORMAT, biblatex.FORMAT], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_type_comes_back(form: Format, kind: str) -> None:
    bare = Paper(id="a", type=kind, title="A")
    full = Paper(
        id="b", type=kind, title="B", container_title="C", genre="G", number="1", issue="2",
        collection_number="3", collection_title="S", publisher="P and Q", URL="http://x.org",
        volume_title="V", DOI="10.1/x", version="1", event_title="E", archive="arXiv",
    )  # fmt: skip
    loose = Paper(id="c", type=kind, title="B", number="1", issue="2", collection_number="3")
    page = Paper(id="d", type=kind, title="B", URL="http://x.org")
    assert back(write([bare, full, loose, page], form), form) == [bare, full, loose, page]


@pytest.mark.parametrize("form", [bibtex.FORMAT, biblatex.FORMAT], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "date",
    [
        PartialDate(2020), PartialDate(2020, 1), PartialDate(2020, 12, 31),
        PartialDate(2020, season=3), PartialDate(2020, circa=True), PartialDate(-380, circa=True),
        PartialDate(2020, 1, end=PartialDate(2021, 2)), PartialDate(2020, end=PartialDate()),
        PartialDate(800), PartialDate(literal="c. 1482"), PartialDate(literal="no date & time"),
        PartialDate(2020, literal="spring of 2020"), PartialDate(12345),
    ],
    ids=str,
)  # fmt: skip
def test_every_date_comes_back(form: Format, date: PartialDate) -> None:
    paper = Paper(id="a", type="book", issued=date, accessed=date, original_date=date)
    if date.literal and date.year:
        paper.accessed = paper.original_date = None
    assert back(write([paper], form), form) == [paper]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("edition", "Second"), ("edition", "2nd revised"), ("genre", "phdthesis"),
        ("genre", "PhD thesis"), ("genre", "Master’s thesis"), ("genre", "硕士学位论文"),
        ("status", "in press"), ("status", "inpress"), ("status", "Granted"),
        ("language", "English"), ("language", "zh-CN"), ("language", "en-GB"),
        ("publisher", "Taylor and Francis"), ("publisher", "{x}"), ("PMID", "123"),
        ("PMID", "x-1"), ("number", "arXiv:2001.00001"), ("keyword", "a; b, c"),
        ("page", "A1, 3-5"), ("page", "10-20+35"), ("page", "-5"), ("note", "a\n\nb\nc"),
        ("abstract", "a\n\n@b{c, d=e}"),
        ("abstract", "a\n\n@book(c, d = {e})"), ("title", "a  b "), ("title", " a"),
        ("title", '<span class="nocase">All of it</span>'), ("title", "NASA"),
        ("title", '<span class="nocase">NASA</span>'), ("title", "<i>NASA</i>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["article", "thesis", "book", "patent"])
def test_values_that_look_like_others(variable: str, value: str, kind: str) -> None:
    for form in (bibtex.FORMAT, biblatex.FORMAT):
        paper = Paper(id="a", type=kind)
        setattr(paper, variable.replace("-", "_"), value)
        assert back(write([paper], form), form) == [paper]


def test_unknown_fields_and_types_are_given_back() -> None:
    source = (
        "@proceedings{a,\n  title = {P},\n  file = {:a\\_b.pdf:PDF},\n  z1 = {{A} \\b{c}}\n}\n"
        "\n@newtype{b,\n  author = {X, Y and others},\n  title = {T}\n}\n"
    )
    assert write(back(source)) == source


@pytest.mark.parametrize(
    "raw", ["}", "{", "a}, title = {b", "\\}", "a\\", "\n@book{x,}", "{\\}", "\x00"]
)
def test_kept_fields_cannot_break_out(raw: str) -> None:
    paper = Paper(id="a", type="book", title="T", extra={"bibtex": {"file": [raw], "x y}": ["1"]}})
    text = write([paper, Paper(id="b", type="book", title="Last")])
    assert [p.title for p in back(text)] == ["T", "Last"]


@pytest.mark.parametrize("kind", ["string", "comment", "preamble", "xdata", "a b", "b{c", 5])
def test_kept_types_cannot_break_out(kind: Any) -> None:
    paper = Paper(id="a", type="book", title="T", extra={"bibtex": {"@type": kind}})
    assert write([paper]).startswith("@book{a,\n")


def test_translations_travel_in_fields_by_language() -> None:
    custom = {
        "translations": {
            "zh-CN": {
                "title": "题目 & 标",
                "abstract": "一\n\n二",
                "author": [{"literal": "张三"}],
            },
            "de": {"title": "Über DNA", "container-title": "Blatt"},
        }
    }
    paper = Paper(id="a", type="article-journal", title="T", custom=custom)
    text = write([paper])
    assert "title_translated_zh-cn = {题目 \\& 标}" in text
    assert back(text) == [paper]


def test_nothing_is_written_of_nothing() -> None:
    assert write([]) == ""
    assert write([Paper()]) == "@misc{ref,\n}\n"
    assert back(write([Paper(id="a")])) == [Paper(id="a")]
