"""The parts of dates and names, checked where people write them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from citex import InvalidValue, Name, Paper, PartialDate
from citex.model.item import name_from_item
from citex.model.months import day_exists
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


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        *[({part: 5}, f"{part} cannot be 5 .*give a str") for part in (
            "family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")],
        *[({part: [1]}, f"{part} cannot be") for part in (
            "comma_suffix", "static_ordering", "parse_names")],
        *[({"extra": extra}, "extra cannot be") for extra in (
            [("a", "b")], (("a",),), ((1, "b"),), ("ab",), "a")],
        ({"first": "Ann"}, "write given="), ({"odd": "Ann"}, "no 'odd'"),
    ],
)  # fmt: skip
def test_a_part_that_no_name_has_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises((InvalidValue, AttributeError, TypeError), match=said):
        Name(**parts)


def test_a_whole_name_is_no_family_name() -> None:
    for family in ("Ann Lee", " Ann Lee "):
        with pytest.raises(InvalidValue, match="a whole name is no family name"):
            Name(family)
    for parts in (("van Gogh",), ("Lee",), ("",), (None,), ("Lee Mo", "Ann"), (" Lee ",)):
        assert Name(*parts).family == parts[0]
    assert Name(family="Ann Lee").family == "Ann Lee"
    with pytest.raises(TypeError):
        Name(*"abcdefghijklm")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Lee", "Ann"), "Ann Lee"), (Name("Lee"), "Lee"), (Name(given="Ann"), "Ann"),
        (Name("Gogh", "Vincent", None, "van"), "Vincent van Gogh"),
        (Name("Baum", "Ann", "de", "la"), "Ann de la Baum"),
        (Name("King", "Martin", suffix="Jr."), "Martin King, Jr."),
        (Name(literal="World Body"), "World Body"), (Name(), ""),
        (Name("Lee", literal="World Body"), "World Body"),
    ],
)  # fmt: skip
def test_a_name_as_text(name: Name, text: str) -> None:
    assert (str(name), f"{name:>20}", bool(name)) == (text, f"{text:>20}", bool(text))


@pytest.mark.parametrize(
    ("year", "month", "day", "exists"),
    [
        *[(2019, month, 31, month in (1, 3, 5, 7, 8, 10, 12)) for month in range(1, 13)],
        *[(2019, month, 30, month != 2) for month in range(1, 13)],
        *[(year, 2, 29, leap) for year, leap in (
            (2019, False), (2020, True), (1900, False), (2000, True), (2100, False), (-4, True),
            (0, True))],
        (2019, 2, 28, True), (2019, 1, 32, False), (2019, 1, 0, False), (2019, 1, 1, True),
        (2020, 2, 30, False), (2019, 3, 29, True),
    ],
)  # fmt: skip
def test_the_days_of_a_month(year: int, month: int, day: int, exists: bool) -> None:
    assert day_exists(year, month, day) is exists


def test_limits_of_dates() -> None:
    for parts in ({"month": 1}, {"month": 12}, {"month": 1, "day": 31}, {"month": 12, "day": 1}):
        date = PartialDate(2020, **parts)
        assert {part: getattr(date, part) for part in parts} == parts
    for parts in ({"month": 0}, {"month": -1}, {"month": 1, "day": 0}, {"month": 1, "day": 32}):
        with pytest.raises(InvalidValue):
            PartialDate(2020, **parts)
    for wrong in ("2020", 2020.5, True, datetime.date(2020, 5, 1)):
        with pytest.raises(InvalidValue, match="year cannot be"):
            PartialDate(wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="1 May 2020"):
        PartialDate(2020, "May")  # type: ignore[arg-type]


def test_years_of_four_figures_are_the_last_that_calendars_and_texts_have() -> None:
    assert f"{PartialDate(9999, 5):%Y-%m}" == "9999-05"
    with pytest.raises(InvalidValue, match="its text alone"):
        format(PartialDate(10000), "%Y")
    assert Paper(issued="9999").issued == PartialDate(9999)
    with pytest.raises(InvalidValue, match="for the year 10000 give an int"):
        Paper(issued="10000")
