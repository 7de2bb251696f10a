"""CSL-JSON value by value: each shape in which dates, names and texts come, and what it means."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from citex.model import Kind, Name, Paper, PartialDate, from_item, to_item
from citex.model.item import date_to_item, name_from_item, name_to_item, read_item

Date = PartialDate
SHAPES: list[tuple[Any, PartialDate | None, str]] = [
    # what stands for a date, the date, what is doubtful about it
    ({"date-parts": [[2020]]}, Date(2020), ""),
    ({"date-parts": [[2020, 5]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020, 5, 3]]}, Date(2020, 5, 3), ""),
    ({"date-parts": [[2020, 12, 31]]}, Date(2020, 12, 31), ""),
    ({"date-parts": [["2020", "05", "03"]]}, Date(2020, 5, 3), ""),
    ({"date-parts": [[2020.0, 5.0]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020, "May"]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020, "Sept."]]}, Date(2020, 9), ""),
    ({"date-parts": [["May", 2020]]}, None, ""),
    ({"date-parts": [[2020, 5, "May"]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020, 0, 3]]}, Date(2020), ""),
    ({"date-parts": [[2020, 5, 0]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020, 5.5]]}, Date(2020), ""),
    ({"date-parts": [[2020, None, 3]]}, Date(2020), ""),
    ({"date-parts": [[2020, True]]}, Date(2020), ""),
    ({"date-parts": [[2020, 5, 3, 12, 30]]}, Date(2020, 5, 3), ""),
    ({"date-parts": [[-44, 3, 15]]}, Date(-44, 3, 15), ""),
    ({"date-parts": [[0]]}, Date(0), ""),
    ({"date-parts": [[True]]}, None, ""), ({"date-parts": [[]]}, None, ""),
    ({"date-parts": [[10**15]]}, None, ""), ({"date-parts": [[-(10**15)]]}, None, ""),
    ({"date-parts": [["2004-11-05"]]}, Date(2004, 11, 5), ""),
    ({"date-parts": "2004-11-05"}, Date(2004, 11, 5), ""),
    ({"date-parts": [2020, 5]}, Date(2020, 5), ""),
    ({"date-parts": [[2020], [2021]]}, Date(2020, end=Date(2021)), ""),
    ({"date-parts": [[2020, 5, 30], [2020, 6, 2]]}, Date(2020, 5, 30, end=Date(2020, 6, 2)), ""),
    ({"date-parts": [[2020], [0]]}, Date(2020, end=Date()), ""),
    ({"date-parts": [[2020], []]}, Date(2020, end=Date()), ""),
    ({"date-parts": [[2020], None]}, Date(2020), ""),
    ({"date-parts": [[2020], [2021], [2022]]}, Date(2020, end=Date(2021)), ""),
    # months beyond twelve are seasons: 21 to 24 as in EDTF, 13 to 20 of older programs
    *[({"date-parts": [[2020, 20 + season]]}, Date(2020, season=season), "")
      for season in (1, 2, 3, 4)],
    *[({"date-parts": [[2020, 12 + season]]}, Date(2020, season=season),
       f"month {12 + season} was taken for {word}")
      for season, word in ((1, "spring"), (2, "summer"), (3, "autumn"), (4, "winter"))],
    *[({"date-parts": [[2020, 16 + season]]}, Date(2020, season=season), "was taken for")
      for season in (1, 4)],
    ({"date-parts": [[2020, 21], [2020, 22]]},
     Date(2020, season=1, end=Date(2020, season=2)), ""),
    # and EDTF's others: seasons of a hemisphere, quarters, thirds, halves
    *[({"date-parts": [[2020, 24 + season]]}, Date(2020, season=season), "") for season in (1, 4)],
    *[({"date-parts": [[2020, 28 + season]]}, Date(2020, season=season), "") for season in (1, 4)],
    *[({"date-parts": [[2020, number]]}, Date(2020, first, end=Date(2020, last)), "")
      for number, first, last in (
          (33, 1, 3), (34, 4, 6), (36, 10, 12), (37, 1, 4), (39, 9, 12), (40, 1, 6), (41, 7, 12))],
    ({"date-parts": [[2020, 42]]}, Date(2020), "no month 42"),
    ({"date-parts": [[2020]], "season": 2}, Date(2020, season=2), ""),
    ({"date-parts": [[2020]], "season": "2"}, Date(2020, season=2), ""),
    ({"date-parts": [[2020]], "season": "Michaelmas"}, Date(2020, season="Michaelmas"), ""),
    ({"date-parts": [[2020]], "season": ""}, Date(2020), ""),
    ({"date-parts": [[2020]], "season": None}, Date(2020), ""),
    ({"date-parts": [[2020]], "circa": True}, Date(2020, circa=True), ""),
    ({"date-parts": [[2020]], "circa": 1}, Date(2020, circa=1), ""),
    ({"date-parts": [[2020]], "circa": "ca."}, Date(2020, circa="ca."), ""),
    ({"date-parts": [[2020]], "circa": [1]}, Date(2020, circa=True), ""),
    ({"date-parts": [[2020]], "circa": 0}, Date(2020), ""),
    ({"date-parts": [[2020]], "circa": ""}, Date(2020), ""),
    ({"date-parts": [[2020]], "literal": "spring"}, Date(2020, literal="spring"), ""),
    ({"date-parts": [[2020]], "literal": ""}, Date(2020), ""),
    ({"literal": "n.d."}, Date(literal="n.d."), ""), ({"literal": 5}, Date(literal="5"), ""),
    ({"literal": "c1988"}, Date(1988, literal="c1988"), ""),
    ({"raw": "5 May 2020"}, Date(2020, 5, 5, raw="5 May 2020"), ""),
    ({"raw": " "}, None, ""), ({"raw": 5}, None, ""),
    ({"raw": "5 May 2020", "date-parts": [[2019]]}, Date(2019), ""),
    ({"date-time": "2020-05-03T10:00:00Z"}, Date(2020, 5, 3), ""),
    ({"date-time": "2020-05-03T10:00:00Z", "date-parts": [[2019]]}, Date(2019), ""),
    ({"edtf": "2020-05"}, Date(2020, 5), ""),
    ({"edtf": "2020/2021"}, Date(2020, end=Date(2021)), ""),
    ({"edtf": " nothing "}, Date(literal="nothing"), ""), ({"edtf": " "}, None, ""),
    ({"edtf": "2020-05", "date-parts": [[2019]]}, Date(2019), ""),
    # older and foreign dates
    ({"year": 2020, "month": 5}, Date(2020, 5), ""),
    ({"year": "2020", "month": "5", "day": "3"}, Date(2020, 5, 3), ""),
    ({"year": 2020, "day": 0}, Date(2020), ""), ({"month": 5}, None, ""),
    ({"date_parts": [[2020, 5]]}, Date(2020, 5), ""),
    ({"dateParts": [[2020, 5]]}, Date(2020, 5), ""),
    ({"date-parts": [[2020]], "year": 2019}, Date(2020), ""),
    ([{"year": 2020}, {"year": 2021}], Date(2020, end=Date(2021)), ""),
    ([[2020, 5]], Date(2020, 5), ""), ([2020, 5], Date(2020, 5), ""), ([], None, ""),
    # numbers, texts, and days of Python's
    (2020, Date(2020), ""), (-44, Date(-44), ""), (9999, Date(9999), ""),
    (20200503, Date(2020, 5, 3), ""), (-999_999, Date(-999_999), ""),
    (123456, None, "it is no year"), (10000, None, "it is no year"),
    (0, None, ""), (True, None, ""), (None, None, ""),
    (2020.5, None, ""), ("", None, ""), ("  ", None, ""),
    ("2020-05-03", Date(2020, 5, 3, raw="2020-05-03"), ""),
    (datetime.date(2020, 5, 3), Date(2020, 5, 3), ""), (Date(2020), Date(2020), ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected", "doubt"), SHAPES)
def test_what_stands_for_a_date(value: Any, expected: PartialDate | None, doubt: str) -> None:
    found, said = read_item(value)
    assert found == expected
    assert type(found and found.circa) is type(expected and expected.circa)
    assert doubt in said
    assert bool(said) == bool(doubt)


OUT = [
    (Date(2020), {"date-parts": [[2020]]}), (Date(2020, 5), {"date-parts": [[2020, 5]]}),
    (Date(2020, 5, 3), {"date-parts": [[2020, 5, 3]]}), (Date(0), {"date-parts": [[0]]}),
    (Date(2020, season=2), {"date-parts": [[2020]], "season": 2}),
    (Date(2020, season="Michaelmas"), {"date-parts": [[2020]], "season": "Michaelmas"}),
    (Date(2020, circa=True), {"date-parts": [[2020]], "circa": True}),
    (Date(2020, literal="spring"), {"date-parts": [[2020]], "literal": "spring"}),
    (Date(literal="n.d."), {"literal": "n.d."}), (Date(2020, raw="ca. 2020", circa=True),
                                                  {"raw": "ca. 2020"}),
    (Date(2020, end=Date(2021)), {"date-parts": [[2020], [2021]]}),
    (Date(2020, end=Date()), {"date-parts": [[2020], [0]]}),
    (Date(2020, season=1, end=Date(2020, season=2)), {"date-parts": [[2020, 21], [2020, 22]]}),
    (Date(2020, 3, end=Date(2020, season=2)), {"date-parts": [[2020, 3], [2020, 22]]}),
]  # fmt: skip


@pytest.mark.parametrize(("date", "expected"), OUT)
def test_a_date_as_an_item_has_it(date: PartialDate, expected: dict[str, Any]) -> None:
    assert date_to_item(date) == expected


NAMES: list[tuple[Any, Name | None]] = [
    ({"family": "Li", "given": "Na"}, Name("Li", "Na")), ({"family": "Li"}, Name("Li")),
    ({"given": "Na"}, Name(given="Na")), ({"family": "", "given": ""}, None),
    ({"family": None, "given": []}, None), ({"family": ["van", "Gogh"]}, Name("van Gogh")),
    ({"family": "Gogh", "non-dropping-particle": "van"}, Name("Gogh", non_dropping_particle="van")),
    ({"family": "Baum", "dropping-particle": "de"}, Name("Baum", dropping_particle="de")),
    ({"family": "King", "suffix": "Jr.", "comma-suffix": True},
     Name("King", suffix="Jr.", comma_suffix=True)),
    ({"family": 7, "given": "Na"}, Name("7", "Na")),
    ({"literal": "The Body"}, Name(literal="The Body")),
    ({"family": "Li", "ORCID": "0000-0002-1825-0097"},
     Name("Li", extra=(("ORCID", "0000-0002-1825-0097"),))),
    ("The Body", Name(literal="The Body")), (" ", None), (5, None), (None, None),
    (Name("Li"), Name("Li")), (Name(), None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), NAMES)
def test_what_stands_for_a_name(value: Any, expected: Name | None) -> None:
    assert name_from_item(value) == expected
    if isinstance(value, dict) and expected and expected == Name("Li", "Na", extra=expected.extra):
        assert name_to_item(expected) == value


@pytest.mark.parametrize("part", [["a"], {"a": ["b"]}, "c", 5])
def test_what_a_name_has_besides_is_kept_and_can_be_hashed(part: Any) -> None:
    value = {"family": "Li", "given": "Na", "affiliation": part, "static-ordering": [1]}
    name = name_from_item(value)
    assert name is not None
    assert name_to_item(name) == value
    assert name.static_ordering is None
    assert {name: 1}[name] == 1


TEXTS: list[tuple[str, Any, str | None, int]] = [
    # the variable, what an item gives, what it is, how many remarks there are
    ("title", "A", "A", 0), ("title", "", None, 0), ("volume", 12, "12", 0),
    ("volume", 12.0, "12", 0), ("volume", 1.5, "1.5", 0), ("volume", True, None, 1),
    ("title", ["A"], "A", 0), ("title", ["A", "B"], "A", 1), ("title", [], None, 0),
    ("title", ["A", 5], None, 1), ("title", {"a": 1}, None, 1),
    ("keyword", ["a", "b"], "a, b", 0), ("ISSN", ["2049-3630", "0028-0836"],
                                         "2049-3630, 0028-0836", 0),
    ("ISBN", ["1", "2"], "1, 2", 0), ("note", ["a", "b"], "a\nb", 0),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "value", "expected", "remarks"), TEXTS)
def test_what_stands_for_a_text(
    variable: str, value: Any, expected: str | None, remarks: int
) -> None:
    paper = from_item({"id": "a", variable: value})
    assert paper.get(variable) == expected
    assert [(remark.kind, remark.variable) for remark in paper.remarks] == (
        [("dropped", variable)] * remarks
    )
    if remarks and expected is None:
        assert to_item(paper)[variable] == value


def test_the_rest_of_an_item() -> None:
    assert from_item({"id": 5}).id == "5"
    for wrong in ("", 5, ["book"]):
        paper = from_item({"id": "a", "type": wrong})
        assert (paper.type, paper.remarks[0].variable) == (Paper().type, "type")
    assert from_item({"id": "a", "type": Kind.BOOK}).type == "book"
    paper = from_item({"id": "a", "categories": ["a", 5]})
    assert paper.categories == ["a", "5"]
    assert from_item({"id": "a", "categories": "a"}).remarks[0].variable == "categories"
    assert from_item({"id": "a", "custom": "a"}).remarks[0].variable == "custom"
    given = {"shelf": "A", "extra": {"ris": {"C1": ["x"]}}}
    paper = from_item({"id": "a", "custom": given})
    assert (paper.custom, paper.extra) == ({"shelf": "A"}, {"ris": {"C1": ["x"]}})
    assert to_item(paper)["custom"] == given
    for odd in ("text", {"ris": "no dict"}):
        paper = from_item({"id": "a", "custom": {"extra": odd}})
        assert (paper.custom, paper.extra) == ({"extra": odd}, {})
    paper = from_item({"id": "a", "author": [{"family": "Li"}, {}, " "]})
    assert paper.author == [Name("Li")]
    assert paper.remarks[0].message == "2 of 3 names are empty"
    assert from_item({"id": "a", "author": {"family": "Li"}}).author == [Name("Li")]
    assert from_item({"id": "a", "author": 5}).remarks[0].variable == "author"
    paper = from_item({"id": "a", "issued": {"date-parts": [[None, " "]]}})
    assert (paper.extra, paper.remarks[0].message) == ({}, "holds no date")
    assert not from_item({"id": "a", "issued": None}).remarks
