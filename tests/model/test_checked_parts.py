"""The parts of dates and names, checked where people write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citex import InvalidValue, Name, Paper, PartialDate
from citex.model.item import name_from_item
from citex.model.papers import papers_of
from citex.model.values import plain


@pytest.mark.parametrize("season", [1, 2, 3, 4, "Michaelmas term", None])
def test_a_season_is_one_of_four_or_in_words(season: Any) -> None:
    assert PartialDate(2020, season=season).season == season


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"season": 0}, "season cannot be 0"),
        ({"season": 5}, "season cannot be 5"),
        ({"season": 1.5}, "season cannot be 1.5"),
        ({"month": 13}, "month cannot be 13"),
        ({"day": 3}, "needs its month"),
        ({"month": 2, "day": 30}, "no such day"),
        ({"circa": []}, "circa"),
        ({"literal": 5}, "literal"),
        ({"end": 2021}, "end"),
    ],
)
def test_a_part_that_no_date_has_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        PartialDate(2020, **parts)


def test_dates_are_in_order() -> None:
    dates = [PartialDate(), PartialDate(2020, 5, 2), PartialDate(2020, 5), PartialDate(2020),
             PartialDate(-50)]  # fmt: skip
    assert sorted(dates) == dates[::-1]
    assert PartialDate(2020, 5) > 2019
    assert not PartialDate(2020, 5) > 2020
    assert PartialDate(2020, 5) >= 2020
    assert PartialDate(2020, 5) <= 2020
    assert PartialDate(2020, 5) < 2021
    with pytest.raises(TypeError):
        assert PartialDate(2020) < "2021"  # type: ignore[operator]


def test_a_name_may_stand_as_its_text() -> None:
    assert name_from_item("Okoro") == Name(literal="Okoro")
    assert [name_from_item(text) for text in ("", "  ", 5, {})] == [None] * 4
    name = Name("Okoro", "Ada")
    assert name_from_item(name) is name


def test_a_subclass_keeps_what_it_adds() -> None:
    class Shelved(Paper):
        shelf: str = ""

    paper = Shelved(title="On Form", shelf="A 7")
    assert (paper.shelf, paper.replace(title="On Growth").shelf) == ("A 7", "A 7")
    assert Shelved.from_dict({"title": "On Form", "shelf": "A 7"}) == paper
    assert repr(paper) == "Shelved(shelf='A 7', title='On Form')"
    paper.shelf = "B 1"
    assert paper.shelf == "B 1"
    with pytest.raises(TypeError, match="no 'shelf'"):
        Paper(title="On Form", shelf="A 7")  # type: ignore[call-arg]


def of_library(module: str, name: str, text: str, **methods: Any) -> Any:
    """A value as NumPy or pandas has it, told by where its type is from and what that is called."""
    kind = type(name, (), {"__str__": lambda self: text, **methods})
    kind.__module__ = module
    return kind()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (of_library("pandas", "NAType", "<NA>"), None),
        (of_library("pandas._libs.tslibs.nattype", "NaTType", "NaT"), None),
        (of_library("numpy", "datetime64", "NaT"), None),
        (of_library("numpy", "datetime64", "2020-05-03T10:00"), "2020-05-03"),
        (of_library("pandas", "Period", "2020-05"), "2020-05"),
        (of_library("numpy", "int64", "5", tolist=lambda self: 5), 5),
        (of_library("numpy", "float64", "5.0", tolist=lambda self: 5.0), 5),
        (of_library("numpy", "ndarray", "[1 2]", tolist=lambda self: [1.0, 2.5]), [1, 2.5]),
        (of_library("other", "datetime64", "2020-05-03T10:00"), None),
        (float("nan"), None), (2.0, 2), (2.5, 2.5), ("a", "a"), (("a", 1.0), ["a", 1]),
        (["a", (1.0,)], ["a", [1]]), (frozenset({1}), [1]), (iter("ab"), ["a", "b"]),
        ({"a": (1.0, None)}, {"a": [1, None]}),
    ],
)  # fmt: skip
def test_what_a_program_has_is_what_json_has(value: Any, expected: Any) -> None:
    found = plain(value)
    if type(value).__module__ == "other":
        assert found is value
    else:
        assert found == expected
        assert type(found) is type(expected)


def test_what_a_frame_has_is_understood() -> None:
    missing = of_library("pandas", "NAType", "<NA>")
    day = of_library("numpy", "datetime64", "2020-05-03T10:00")
    number = of_library("numpy", "int64", "5", tolist=lambda self: 5)
    paper = Paper(title=missing, issued=day, volume=number, page=float("nan"), issue=2.0)
    assert paper == Paper(issued=PartialDate(2020, 5, 3), volume="5", issue="2")


def test_values_and_orders_of_papers() -> None:
    paper = Paper(id="a", title="One", author=[Name("Li")])
    assert list(paper.items()) == list(zip(paper.keys(), paper.values(), strict=True))
    assert "One" in paper.values()
    assert ("title", "One") in paper.items()
    assert "title" in paper
    assert "volume" not in paper
    assert 5 not in paper
    assert list(reversed(paper)) == list(paper)[::-1]
    assert paper != 5
    with pytest.raises(TypeError):
        assert paper < 5  # type: ignore[operator]


def test_papers_in_every_shape() -> None:
    one, two = Paper(id="a", title="One"), Paper(id="b", title="Two")
    assert list(papers_of({"a": one, "b": two})) == [one, two]
    assert list(papers_of(one)) == [one]
    assert list(papers_of([one, {"id": "b", "title": "Two"}])) == [one, two]
    assert list(papers_of(iter((one, two)))) == [one, two]
    for given, said in [
        ("10.1000/182", r"citex\.read\('10.1000/182'\)"), ("@book{a,\n}", r"citex\.parse\(text\)"),
        (b"@book{a}", r"citex\.parse\(text\)"), (Path("a.bib"), r"citex\.read\('a.bib'\)"),
        (5, "give a Paper, several, or"),
    ]:  # fmt: skip
        with pytest.raises(InvalidValue, match=said):
            list(papers_of(given))  # type: ignore[arg-type]
    for inner, said in [(5, "give Papers or CSL-JSON dictionaries$"), ([one], ", in one list$")]:
        with pytest.raises(InvalidValue, match=said):
            list(papers_of([inner]))  # type: ignore[list-item]
    one.author = [Name("Li")]
    one.author.append("Bo Wang")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="give Names"):
        list(papers_of([one]))
