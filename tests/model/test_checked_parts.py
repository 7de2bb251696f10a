"""The parts of dates and names, checked where people write them."""

from __future__ import annotations

from typing import Any

import pytest

from citex import InvalidValue, Name, Paper, PartialDate
from citex.model.item import name_from_item


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
