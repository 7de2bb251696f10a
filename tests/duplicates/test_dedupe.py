"""Duplicates: what counts as the same work, what does not, and how well on real records."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

import citex
from citex.cli import main
from citex.duplicates import dedupe, marks, matches
from citex.duplicates.blocking import pairs
from citex.duplicates.fingerprint import words
from citex.duplicates.titles import title_of
from citex.model import Name, Paper, PartialDate

pytest.importorskip("rapidfuzz", reason="the extra `dedupe` is not installed")

from known_pairs import disguised, owners, records, with_copies

TITLE = "Measuring the growth of small gardens in large cities"


def paper(**values: object) -> Paper:
    usual: dict[str, object] = {
        "type": "article-journal", "title": TITLE, "author": [Name("Meier", "Anna")],
        "issued": PartialDate(2019), "container_title": "Annals of Examples",
    }  # fmt: skip
    return Paper(**{**usual, **values})  # type: ignore[arg-type]


def score(a: Paper, b: Paper) -> float:
    found = matches([a, b], threshold=0.01)
    return found[0].score if found else 0.0


@pytest.mark.parametrize(
    "other",
    [
        paper(title=TITLE.upper() + "."),
        paper(
            title="Measuring the <i>growth</i> of small gardens in large cities: a study of Bern"
        ),
        paper(title=TITLE.replace("growth", "grotwh")),
        paper(title=TITLE.replace("small gardens", "small-gardens")),
        paper(title=f"RETRACTED: {TITLE}"),
        paper(volume="3", page="9 p., Art. ID 7"),
        paper(author=[Name("Meier", "A."), Name("Li", "Na")]),
        paper(author=[Name(literal="A. Meier")]),
        paper(author=[Name("MEIER", "ANNA")], issued=PartialDate(2020)),
        paper(issued=None),
        paper(author=None, volume="3", page="7", title=TITLE),
        paper(container_title="Ann. Ex."),
    ],
)
def test_the_same_work(other: Paper) -> None:
    """Variants of one work, none with an identifier."""
    assert score(paper(volume="3", page="7-9"), other) >= 0.9


def test_what_a_title_says_of_itself_may_stand_behind_any_sign() -> None:
    for text in ("RETRACTED: On growth", "“Removed: On growth”", "*Withdrawn: On growth"):
        assert title_of(text).words == "on growth"


@pytest.mark.parametrize(
    "other",
    [
        paper(title="Measuring the decline of small gardens in large cities of the south"),
        paper(title=TITLE.replace("cities", "towns")),
        paper(title=TITLE.replace("gardens", "X12 gardens")),
        paper(author=[Name("Li", "Na")]),
        paper(issued=PartialDate(2010)),
        paper(title=f"Correction: {TITLE}"),
        paper(title=f"Author's reply: {TITLE}"),
        paper(title=f"Data from: {TITLE}", type="dataset"),
        paper(title=f"{TITLE}, part 2"),
        paper(volume="8", page="99"),
        paper(DOI="10.5555/other", volume="3", page="7-9"),
        paper(type="book"),
    ],
)
def test_another_work(other: Paper) -> None:
    """Works that only look alike."""
    mine = paper(volume="3", page="7-9", DOI="10.5555/mine")
    if other.type == "book":
        mine = paper(type="chapter")
    assert score(mine, other) < 0.9


def test_short_titles_need_more() -> None:
    """Every journal has its "Editorial"."""
    a = paper(title="Editorial", volume="1", page="1")
    assert score(a, paper(title="Editorial", container_title="Other Annals")) < 0.9
    assert score(a, paper(title="Editorial", volume="1", page="1-2")) >= 0.9


def test_identifiers_in_any_spelling() -> None:
    a = paper(DOI="10.5555/ABC", title="One title")
    assert score(a, paper(DOI="https://doi.org/10.5555/abc", title="Quite another")) == 1
    assert score(paper(PMID="123"), paper(PMID="123", title=None)) == 1
    assert score(paper(PMCID="PMC9"), paper(PMCID="9", title=None)) == 1
    books = [
        paper(type="book", ISBN=isbn, author=None) for isbn in ("0198526636", "978-0-19-852663-6")
    ]
    assert score(*books) >= 0.9


def test_a_wrong_doi_joins_nothing() -> None:
    """The DOI of a book on its chapters: other title, other people."""
    a = paper(DOI="10.5555/book", title="Of roots and rain")
    b = paper(DOI="10.5555/book", title="Statistics", author=[Name("Li", "Na")])
    assert score(a, b) < 0.9


def test_chinese_titles_and_translations() -> None:
    mine = paper(title="城市热岛效应的观测与模拟研究", author=[Name("张", "伟")])
    assert (
        score(mine, paper(title="城市热岛效应的观测与模拟研究。", author=[Name(literal="张伟")]))
        >= 0.9
    )
    assert (
        score(mine, paper(title="城市热岛效应的数值预报研究进展", author=[Name("张", "伟")])) < 0.9
    )
    translated = paper(
        title="Urban heat islands observed and simulated", author=[Name("张", "伟")],
        custom={"translations": {"zh": {"title": "城市热岛效应的观测与模拟研究"}}},
    )  # fmt: skip
    assert score(mine, translated) >= 0.9


def test_preprint_and_article_are_linked() -> None:
    """Each names the other; merged only on request, and then what is the article's stays so."""
    article = paper(id="a", DOI="10.5555/article", volume="3", page="7-9")
    early = paper(
        id="p", type="article", container_title=None, publisher="arXiv", genre="Preprint",
        DOI="10.48550/arXiv.1812.00001", number="arXiv:1812.00001", issued=PartialDate(2018, 12, 1),
        author=[Name("Meier", "Anna"), Name("Li", "Na")],
    )  # fmt: skip
    linked = dedupe([article, early])
    assert [p.custom["status"] for p in linked] == [
        {"has-preprint": ["doi:10.48550/arxiv.1812.00001"]},
        {"preprint-of": ["doi:10.5555/article"]},
    ]
    assert article.custom == {}
    assert "is a preprint of doi:10.5555/article" in str(linked[1].remarks[0])
    (merged,) = dedupe([early, article], versions="merge")
    assert (merged.type, merged.DOI, merged.volume) == ("article-journal", "10.5555/article", "3")
    assert merged.issued == PartialDate(2019)
    assert merged.number is None
    assert len(merged.author or []) == 2


def test_contradicting_identifiers_are_never_joined() -> None:
    """Also not by way of a third record that fits both."""
    first = paper(DOI="10.5555/one")
    second = paper(DOI="10.5555/two")
    assert len(dedupe([first, paper(), second])) == 2


def test_merging_takes_the_best_of_each() -> None:
    index = paper(
        id="pm", title=TITLE + ".", author=[Name("Meier", "A"), Name("Müller", "B")], PMID="1",
        container_title="Ann Ex", issued=PartialDate(2019, 5), page="101-9", language="en",
        custom={"metrics": {"impact-factor": 8.4}},
    )  # fmt: skip
    agency = paper(
        id="cr", title=TITLE.replace("growth", "<i>growth</i>"), DOI="10.5555/a",
        author=[Name("Meier", "Anna Lena"), Name("Müller", "Bernd")],
        issued=PartialDate(2019, 5, 7), page="101", volume="12",
        custom={"translations": {"zh": {"title": "花园"}}},
        extra={"crossref": {"x": [1]}},
    )  # fmt: skip
    before = citex.format([index, agency], "csljson")
    merged = citex.merge([index, agency])
    assert merged.id == "pm"
    assert merged.title == agency.title
    assert merged.author == agency.author
    assert (merged.container_title, merged.issued) == (
        "Annals of Examples",
        PartialDate(2019, 5, 7),
    )
    assert (merged.page, merged.volume, merged.PMID, merged.DOI) == (
        "101-9",
        "12",
        "1",
        "10.5555/a",
    )
    origin = merged.custom["merged"]["values"]
    assert (origin["page"], origin["title"], origin["author"]) == ("pm", "cr", "cr")
    assert merged.custom["merged"]["from"] == ["pm", "cr"]
    assert merged.custom["metrics"] == {"impact-factor": 8.4}
    assert merged.custom["translations"] == {"zh": {"title": "花园"}}
    assert merged.extra == {"crossref": {"x": [1]}}
    assert citex.format([index, agency], "csljson") == before  # nobody was written to


def test_words_of_many_scripts() -> None:
    assert words("Ångström &c.") == words("ANGSTRÖM & c")
    assert words("ﬁn <sup>6</sup>A") == "fin 6a"


@pytest.fixture(scope="module")
def known(shared: Path) -> tuple[list[Paper], list[int]]:
    """The list with known pairs, and for each paper the work that it is."""
    originals = records(shared)
    first = owners(originals)
    made = list(disguised(originals))
    return [*originals, *(one for one, _, _ in made)], [*first, *(first[i] for _, i, _ in made)]


def test_precision_and_recall(known: tuple[list[Paper], list[int]]) -> None:
    """On the open records and their disguises: precision at least 0.99, recall at least 0.95."""
    papers, works = known
    names = [str(number) for number in range(len(papers))]
    found: set[tuple[int, int]] = set()
    for merged in dedupe(papers, versions="merge", sources=names):
        members = merged.custom.get("merged", {}).get("from", [])
        found.update(combinations(sorted(map(int, members)), 2))
    groups: dict[int, list[int]] = {}
    for index, work in enumerate(works):
        groups.setdefault(work, []).append(index)
    truth = {pair for members in groups.values() for pair in combinations(members, 2)}
    right = len(found & truth)
    print(
        f"precision {right / len(found):.4f}, recall {right / len(truth):.4f}, {len(truth)} pairs"
    )
    assert len(truth) > 3000
    assert right / len(found) >= 0.99
    assert right / len(truth) >= 0.95


def test_a_list_of_which_a_fifth_are_copies(shared: Path) -> None:
    """Copies without identifiers are found, and the rest stays; 100,000: tests/bench/dedupe.py."""
    papers = with_copies(shared, 5000)
    assert 0.795 <= len(dedupe(papers)) / len(papers) <= 0.804


def looked_at(papers: list[Paper]) -> int:
    """How many pairs are compared."""
    return sum(1 for _ in pairs([marks(paper, index) for index, paper in enumerate(papers)]))


def test_the_work_grows_with_the_list(shared: Path) -> None:
    for size in (1000, 2000):
        assert looked_at(with_copies(shared, 2 * size)) < 3 * looked_at(with_copies(shared, size))


@pytest.mark.parametrize("title", ["Editorial", "Effects of {} on the growth of all plants", None])
def test_lists_that_are_hard_on_it(title: str | None) -> None:
    """Papers by one author with all but the same title: none merged, and few pairs compared."""

    def alike(count: int) -> list[Paper]:
        return [
            paper(
                id=str(number), author=[Name("Wang", "L")], container_title=None,
                title=title and title.format(f"gene{number}"), page=str(number),
                volume=str(number % 90),
            )
            for number in range(count)
        ]  # fmt: skip

    assert len(dedupe(alike(2000))) == 2000
    assert looked_at(alike(4000)) <= 2.5 * looked_at(alike(2000))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of different formats in, one of each work out, with its sources."""
    first, second = tmp_path / "one.bib", tmp_path / "two.ris"
    citex.write([paper(id="a", DOI="10.5555/a"), paper(id="x", title="Something else")], first)
    citex.write([paper(id="b", title=TITLE.upper(), volume="12")], second)
    assert main(["dedupe", str(first), str(second), "--report"]) == 0
    out, err = capsys.readouterr()
    works = json.loads(out)
    assert [work["title"] for work in works] == [TITLE, "Something else"]
    assert (works[0]["volume"], works[0]["DOI"]) == ("12", "10.5555/a")
    assert works[0]["custom"]["merged"]["values"]["volume"].startswith("two.ris:")
    assert "title, year and first author" in err
    assert "3 records, 2 works" in err
