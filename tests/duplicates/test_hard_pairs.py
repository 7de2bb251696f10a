"""The hard pairs, one a row of a file: what is one work, what are versions of one, what is not."""

from __future__ import annotations

import math

import pytest

import citex
from citex.duplicates import dedupe, matches
from citex.model import Name, Paper, PartialDate

pytest.importorskip("rapidfuzz", reason="the extra `dedupe` is not installed")

from hard_pairs import HALVES, Pair, measured, pairs_of

EVERY = [pair for name in (*HALVES, "more") for pair in pairs_of(name)]


def is_one(a: Paper, b: Paper) -> bool:
    return len(dedupe([a, b], versions="merge")) == 1


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(half: str) -> None:
    """As many of each kind as promised; tests/bench/hard_pairs.py has a peer's figures beside."""
    pairs = pairs_of(half)
    assert len(pairs) == 100
    assert 45 <= sum(pair.verdict == "different" for pair in pairs) <= 55
    found = measured(pairs, is_one)
    assert found.precision >= 0.98, found.wrong
    assert found.recall >= 0.9, found.missed


@pytest.mark.parametrize("pair", pairs_of("more"), ids=lambda pair: pair.name)
def test_each_of_the_pairs_found_since(pair: Pair) -> None:
    """What was thought of after the halves were measured."""
    assert is_one(*pair.papers) == (pair.verdict != "different")


@pytest.mark.parametrize("pair", EVERY, ids=lambda pair: pair.name)
def test_whichever_comes_first(pair: Pair) -> None:
    """The same score, kind and reasons both ways; a preprint and its article are versions."""
    one, other = matches(pair.papers, threshold=0.01), matches(pair.papers[::-1], threshold=0.01)
    assert [(m.score, m.kind, m.reason) for m in one] == [
        (m.score, m.kind, m.reason) for m in other
    ]
    if one and one[0].score >= 0.9 and pair.verdict != "different":
        assert one[0].kind == pair.verdict


@pytest.mark.parametrize("pair", EVERY, ids=lambda pair: pair.name)
def test_a_match_explains_itself(pair: Pair) -> None:
    """The factors of the reasons, for and against, multiply to the score."""
    for match in matches(pair.papers, threshold=0.01):
        assert match.signs
        assert all(sign.said and sign.variable for sign in match.signs)
        assert math.isclose(
            math.prod(sign.factor for sign in match.signs), match.score, abs_tol=0.001
        )


def test_what_speaks_against_it_is_said() -> None:
    a = Paper(type="book", title="Soil mechanics", author="Terrell, Carl", issued=1995, edition=2)
    b = Paper(type="book", title="Soil mechanics", author="Terrell, Carl", issued=1996, edition=3)
    (match,) = matches([a, b], threshold=0.1)
    assert [(sign.variable, sign.factor) for sign in match.signs if sign.factor < 1] == [
        ("issued", 0.98),
        ("edition", 0.5),
    ]


TITLE = "Measuring the growth of small gardens in large cities"


def made(**values: object) -> Paper:
    usual: dict[str, object] = {
        "type": "article-journal", "title": TITLE, "author": [Name("Meier", "Anna")],
        "issued": PartialDate(2019), "container_title": "Annals of Examples",
    }  # fmt: skip
    return Paper(**{**usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "between", "last"),
    [
        ({"volume": "3", "page": "7-9"}, {}, {"volume": "8", "page": "99-120"}),
        ({"title": f"{TITLE}: part 1"}, {"title": TITLE}, {"title": f"{TITLE}: part 2"}),
        ({"issued": PartialDate(2015)}, {"issued": None}, {"issued": PartialDate(2023)}),
        ({"author": [Name("Li", "Na")]}, {"author": None}, {"author": [Name("Olsen", "Kari")]}),
        ({"PMID": "1"}, {}, {"PMID": "2"}),
        (
            {"type": "book", "edition": "2", "container_title": None},
            {"type": "book", "container_title": None},
            {"type": "book", "edition": "3", "container_title": None},
        ),
    ],
)
def test_clusters_not_chains(
    first: dict[str, object], between: dict[str, object], last: dict[str, object]
) -> None:
    """What contradicts is not made one by way of a record that fits both, in whichever order."""
    papers = [made(id="a", **first), made(id="b", **between), made(id="c", **last)]
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0), (0, 2, 1)):
        works = dedupe([papers[index] for index in order])
        groups = [set(work.custom.get("merged", {}).get("from", [work.id])) for work in works]
        assert not any({"a", "c"} <= group for group in groups)


def test_a_title_in_two_scripts_is_no_contradiction() -> None:
    """A record with both titles joins those that have one each."""
    english = made(title="Urban heat islands observed", author=[Name("Zhang", "Wei")])
    chinese = made(title="城市热岛效应的观测", author=[Name("张", "伟")])
    both = made(
        title="城市熱島效應的觀測", author=[Name("张", "伟")],
        original_title="Urban heat islands observed",
    )  # fmt: skip
    assert len(dedupe([english, chinese, both])) == 1


@pytest.mark.parametrize("title", ["Emma", "红楼梦", "Editorial", "M"])
def test_what_is_equal_is_one(title: str) -> None:
    """However short the title, and whatever the keys; a hundred times."""
    book = {"type": "book", "title": title, "author": "Austen, Jane", "issued": 1815}
    papers = [Paper(id=f"key{number}", **book) for number in range(100)]  # type: ignore[arg-type]
    assert len(dedupe(papers)) == 1
    bare = [Paper(id=str(number), type="book", title=title) for number in range(3)]
    assert len(dedupe(bare)) == 1


def test_every_work_is_one_with_itself(shared: object) -> None:
    papers = citex.read(shared / "data" / "corpus.json", problems=[])  # type: ignore[operator]
    for paper in papers:
        copy = citex.merge([paper])
        copy.id = "another"
        assert len(dedupe([paper, copy])) == 1, paper.title


def test_values_of_equal_ids_stay_apart() -> None:
    """Two records with one id: the year is that of the one that the volume is from."""
    early = made(id="a", issued=PartialDate(2018, 12, 30), DOI="10.5555/x", title=TITLE.upper())
    late = made(id="a", issued=PartialDate(2019), volume="12", DOI="10.5555/x")
    for given in ([early, late], [late, early]):
        merged = citex.merge(given)
        assert (merged.issued, merged.volume) == (PartialDate(2019), "12")
        origin = merged.custom["merged"]
        assert origin["from"] == ["a#1", "a#2"]
        number = given.index(late) + 1
        assert origin["values"]["volume"] == origin["values"]["issued"] == f"a#{number}"
