"""Genres that only repeat the type, ones that tell it, and ones that say more."""

from __future__ import annotations

import pytest

from citex import registry
from citex.formats import Source
from citex.model import Paper
from citex.text.genres import kind_by_genre, true_genre


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("Article", "article-journal"),
        ("journal-article", "article-journal"),
        ("Review", "article-journal"),
        ("Research Article", "article-journal"),
        ("Article; Proceedings Paper", "article-journal"),
        ("Journal Article | Research Support, U.S. Gov't, P.H.S.", "article-journal"),
        ("期刊论文", "article-journal"),
        ("Conference paper", "paper-conference"),
        ("会议论文", "paper-conference"),
        ("Book Chapter", "chapter"),
        ("Edited Book", "book"),
        ("Text", "book"),
        ("Print", "report"),
        ("Data Set", "dataset"),
        ("-", "article-journal"),
    ],
)
def test_a_genre_that_repeats_the_type_is_none(genre: str, kind: str) -> None:
    assert true_genre(genre, kind) is None


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("PhD thesis", "thesis"),
        ("博士学位论文", "thesis"),
        ("Thesis", "thesis"),
        ("Letter to the Editor", "article-journal"),
        ("Editorial", "article-journal"),
        ("Technical Report", "report"),
        ("Proceedings", "book"),
        ("数据库", "dataset"),
        ("Preprint", "article"),
        ("Conference paper", "speech"),
        ("White paper", "document"),
        ("Articles of association", "document"),
    ],
)
def test_a_genre_that_says_more_stays(genre: str, kind: str) -> None:
    assert true_genre(genre, kind) == genre


def test_of_several_genres_those_that_say_more_stay() -> None:
    assert true_genre("Journal Article; Case Reports; Review", "article-journal") == "Case Reports"


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("Diplomarbeit", "thesis"),
        ("Technical Report", "report"),
        ("national standard", "standard"),
        ("standard deviation tables", None),
        ("Poster", None),
    ],
)
def test_a_genre_tells_the_type_of_a_generic_work(genre: str, kind: str | None) -> None:
    assert kind_by_genre(genre) == kind


FILES = {
    "ris": "TY  - JOUR\nTI  - On Growth\nT2  - Forms\nM3  - {}\nER  - \n",
    "endnote": "%0 Journal Article\n%T On Growth\n%J Forms\n%9 {}\n",
    "noteexpress": "{{Reference Type}}: Journal Article\n{{Title}}: On Growth\n"
    "{{Type of Work}}: {}\n",
    "isi": "PT J\nTI On Growth\nSO Forms\nDT {}\nER\n\nEF\n",
    "bibtex": "@article{{a, title = {{On Growth}}, journal = {{Forms}}, type = {{{}}}}}",
    "biblatex": "@article{{a, title = {{On Growth}}, journaltitle = {{Forms}}, type = {{{}}}}}",
    "endnote-xml": "<xml><records><record><ref-type>17</ref-type><titles><title>On Growth</title>"
    "</titles><work-type>{}</work-type></record></records></xml>",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>On Growth</title>'
    '</titleInfo><genre authority="local">journalArticle</genre>'
    '<genre displayLabel="genre">{}</genre></mods>',
    "hayagriva": "a:\n  type: article\n  title: On Growth\n  genre: {}\n"
    "  parent:\n    type: periodical\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_reader_takes_off_what_repeats_the_type(name: str) -> None:
    """The word is kept in `extra`, and the format writes it again."""
    form = registry.format_named(name)
    assert form.read is not None
    (paper,) = form.read(Source.of_text(FILES[name].format("Journal Article")), [])
    assert (paper.type, paper.genre) == ("article-journal", None)
    assert "Journal Article" in str(paper.extra)
    if form.write is not None:
        assert "Journal Article" in "".join(form.write([paper]))


@pytest.mark.parametrize("name", FILES)
def test_every_reader_leaves_what_says_more(name: str) -> None:
    form = registry.format_named(name)
    assert form.read is not None
    (paper,) = form.read(Source.of_text(FILES[name].format("Letter to the Editor")), [])
    assert paper.genre == "Letter to the Editor"


@pytest.mark.parametrize("name", [name for name in FILES if registry.format_named(name).write])
@pytest.mark.parametrize(
    ("kind", "genre"),
    [("article-journal", "Article"), ("document", "Technical Report"), ("document", "Text")],
)
def test_a_genre_that_a_paper_has_comes_back(name: str, kind: str, genre: str) -> None:
    form = registry.format_named(name)
    assert form.read is not None
    assert form.write is not None
    paper = Paper(id="a", type=kind, title="On Growth", genre=genre)
    (back,) = form.read(Source.of_text("".join(form.write([paper]))), [])
    assert (back.type, back.genre) == (kind, genre)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ris", "TY  - GEN\nTI  - On Growth\nM3  - Master's thesis\nER  - \n"),
        ("endnote", "%0 Generic\n%T On Growth\n%9 Master's thesis\n"),
        ("bibtex", "@misc{a, title = {On Growth}, type = {Master's thesis}}"),
    ],
)
def test_the_genre_tells_the_type_where_nothing_else_does(name: str, text: str) -> None:
    form = registry.format_named(name)
    assert form.read is not None
    (paper,) = form.read(Source.of_text(text), [])
    assert (paper.type, paper.genre) == ("thesis", "Master's thesis")


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (
            "PT J\nTI On Growth\nSO Forms\nVL 3\nDT Article; Proceedings Paper\nER\n",
            "article-journal",
        ),
        ("PT C\nTI On Growth\nSO Forms\nDT Proceedings Paper\nER\n", "paper-conference"),
        ("PT S\nTI On Growth\nSO Forms\nDT Article; Book Chapter\nER\n", "chapter"),
    ],
)
def test_what_web_of_science_calls_an_article_and_a_proceedings_paper(
    record: str, kind: str
) -> None:
    form = registry.format_named("isi")
    assert form.read is not None
    (paper,) = form.read(Source.of_text(record + "\nEF\n"), [])
    assert (paper.type, paper.genre) == (kind, None)


@pytest.mark.parametrize("name", FILES)
def test_a_retraction_among_the_types_is_one(name: str) -> None:
    form = registry.format_named(name)
    assert form.read is not None
    (paper,) = form.read(Source.of_text(FILES[name].format("Retracted Publication")), [])
    assert (paper.genre, paper.custom["status"]["retracted"]) == (None, True)
