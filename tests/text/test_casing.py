"""Sentence case of titles: what is made small, and what keeps its capital."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import titles as bench

from citex.casing import from_capitals, sentence_case, sentence_cased
from citex.casing.capitals import capitals, in_phrase, name_of, phrases
from citex.casing.evidence import Evidence
from citex.model import Paper

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("sentence_case.tsv").read_text("utf-8").splitlines()[1:]
]  # fmt: skip


def cased(title: str, **variables: str) -> str:
    """The title of a paper in sentence case."""
    paper = Paper(title=title, **variables)
    return sentence_cased([paper])[0].title or ""


@pytest.mark.parametrize(("kind", "title", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_title(kind: str, title: str, expected: str) -> None:
    found = sentence_case(title)
    assert (found.text if found else title) == expected


@pytest.mark.parametrize("title", [case[2] for case in CASES])
def test_what_is_in_sentence_case_stays(title: str) -> None:
    assert sentence_case(title) is None


@pytest.mark.parametrize(
    "title",
    ["Introduction", "Mosses of Uganda", "Mosses in Lusaka", "DNA", "1984", "", "Reply",
     "The moss and the Rivers", "Titanic", "Romeo and Juliet"],
)  # fmt: skip
def test_what_shows_no_title_case_stays(title: str) -> None:
    assert sentence_case(title) is None


ABSTRACT = (
    "Background: We asked how drummin acts on lentin. Moss from the Tarn plain, where Drumm and "
    "his students worked, had more drummin. The Moss Growth Inventory (MGI) was used. Levels of "
    "p19arf and RiverNet rose. Results: Growth was slow in Polish rivers."
)


@pytest.mark.parametrize(
    ("title", "alone", "told"),
    [
        ("Effects of Drummin on River Mosses", "Effects of drummin on river mosses", None),
        ("Mosses of the Tarn Plain", "Mosses of the tarn plain", "Mosses of the Tarn plain"),
        ("Review of the Moss Growth Inventory", "Review of the moss growth inventory",
         "Review of the Moss Growth Inventory"),
        ("Levels of P19arf in River Mosses", "Levels of P19arf in river mosses",
         "Levels of p19arf in river mosses"),
        ("THE GROWTH OF RIVERNET MOSSES", "The growth of rivernet mosses",
         "The growth of RiverNet mosses"),
        ("The Background of Results in Moss", "The background of results in moss", None),
    ],
)  # fmt: skip
def test_the_abstract_tells(title: str, alone: str, told: str | None) -> None:
    assert cased(title) == alone
    assert cased(title, abstract=ABSTRACT) == (told or alone)


def test_the_capitals_of_an_acronym_s_words_are_no_names() -> None:
    abstract = "We used Slow River Analysis (SRA) and Old Lichen (OL)."
    assert cased("Slow River Analysis of Old Lichen", abstract=abstract) == (
        "Slow river analysis of old lichen"
    )


def test_keywords_tell_where_they_are_written_small() -> None:
    title = "Growth of the Tarn Mosses"
    assert cased(title, keyword="moss; growth; Tarn") == "Growth of the Tarn mosses"
    assert cased(title, keyword="Moss; Growth; Tarn") == "Growth of the tarn mosses"
    assert cased("Growth in Turkey and Moss", keyword="moss; turkey") == (
        "Growth in turkey and moss"
    )


def test_the_other_titles_tell() -> None:
    great = Paper(title="Mosses of the Tarn Plain")
    other = Paper(title="Why rivers and mosses of Tarn are slow")
    assert sentence_cased([great, other])[0].title == "Mosses of the Tarn plain"
    assert sentence_cased([great])[0].title == "Mosses of the tarn plain"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Die Moose der Langsamen Flüsse", None), ("Die Moose der Langsamen Flüsse", "en"),
        ("Moderne Physik", None), ("Strategisches Management", "en"), ("Deutsche Geschichte", "en"),
        ("Marketing und Management", "en"), ("Die Religion in Geschichte und Gegenwart", "de"),
        ("Deep Learning", "de"), ("La Condition Humaine", None), ("Малые Реки и Мхи", None),
        ("MOOSE IN LANGSAMEN FLÜSSEN", "de"),
    ],
)  # fmt: skip
def test_titles_in_other_languages_stay(title: str, language: str | None) -> None:
    assert sentence_cased([Paper(title=title, language=language)])[0].title == title


def test_each_change_is_told() -> None:
    paper = Paper(title="Moss of Uganda: A Review", title_short="Moss of Uganda")
    kept, [found] = sentence_cased([paper]), sentence_cased([paper])
    assert kept == [found]
    [remark] = found.remarks
    assert (remark.kind, remark.variable, remark.before) == ("repaired", "title", paper.title)
    assert str(remark) == "title: was put into sentence case, but Uganda (a name)"
    assert paper.remarks == []
    assert sentence_cased([found])[0] is found


@pytest.mark.parametrize(
    ("kind", "is_changed"),
    [("book", True), ("article-journal", True), ("chapter", True), ("legal_case", False),
     ("treaty", False), ("software", False), ("periodical", False)],
)  # fmt: skip
def test_names_of_laws_and_programs_are_no_titles(kind: str, is_changed: bool) -> None:
    paper = Paper(type=kind, title="The Growth of Old Mosses")
    assert (sentence_cased([paper])[0] is not paper) is is_changed


def test_a_book_s_title_is_one_around_a_chapter_and_a_journal_s_is_none() -> None:
    chapter, article = (
        Paper(type=kind, title="On moss", container_title="The Growth of Old Mosses")
        for kind in ("chapter", "article-journal")
    )
    found = sentence_cased([chapter, article])
    assert [paper.container_title for paper in found] == [
        "The growth of old mosses", "The Growth of Old Mosses",
    ]  # fmt: skip


def test_capitals_are_proposed_for_any_text() -> None:
    assert from_capitals("MOSS") == "Moss"
    assert from_capitals("THE OLD RIVER (ORVT)") == "The old river (ORVT)"


def test_the_lists_hold_together() -> None:
    """No name of the lists is an ordinary word, and each phrase is found where it stands."""
    names = [name for kind in ("places", "peoples", "persons", "given names", "genera")
             for name in capitals(kind)]  # fmt: skip
    assert not [name for name in names if name_of(name) is None]
    assert not capitals("common words").intersection(names) - {"may"}
    for known in phrases().values():
        for phrase in known:
            assert in_phrase([*map(str.lower, phrase)], 0) == phrase


def test_evidence_of_a_long_text_is_read_in_part() -> None:
    evidence = Evidence()
    evidence.read("on moss " * 100_000 + "of Tarn")
    assert evidence.is_small("moss")
    assert not evidence.is_name("tarn")


@pytest.mark.parametrize(
    "title", ["A" * 50_000, "A " * 20_000, "University " * 10_000, "$" * 9999, "<i>" * 9999,
              "(" * 9999, "A, " * 9999 + "(2020)", "the: " * 9999, "'" * 9999, "-" * 9999]
)  # fmt: skip
def test_any_title_ends(title: str) -> None:
    sentence_case(title, subtitles=True)
    from_capitals(title)


def test_open_titles_come_back(shared: Path) -> None:
    """Titles of open records, in title case and back, each by its own record alone."""
    whole = {True: 0, False: 0}
    every = {True: 0, False: 0}
    for paper in bench.open_papers(shared):
        if not bench.is_tried(paper):
            continue
        great = bench.in_title_case(paper)
        [found] = sentence_cased([great])
        assert bench.lowered(paper.title or "", found.title or "") == []
        told = paper.abstract is not None
        every[told] += 1
        whole[told] += bench.same(paper.title or "", found.title or "")
    assert every[True] > 40
    assert whole[True] >= 0.93 * every[True]
    assert whole[True] + whole[False] >= 0.9 * (every[True] + every[False])
