"""CSL-JSON items to papers and back."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.model import Name, Paper, PartialDate, from_item, to_item

TEXT = st.text(min_size=1, max_size=40)
NAME = st.one_of(
    st.fixed_dictionaries({"family": TEXT}, optional={"given": TEXT, "suffix": TEXT}),
    st.fixed_dictionaries({"literal": TEXT}),
)
ROW = st.one_of(
    st.tuples(st.integers(-3000, 3000).filter(bool)),
    st.tuples(st.integers(1, 3000), st.integers(1, 12)),
    st.tuples(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 28)),
).map(list)
DATE = st.fixed_dictionaries(
    {"date-parts": st.lists(ROW, min_size=1, max_size=2)},
    optional={"circa": st.just(True), "season": st.integers(1, 4), "literal": TEXT},
)
ITEM = st.fixed_dictionaries(
    {"id": TEXT, "type": st.sampled_from(["book", "article-journal", "webpage"])},
    optional={
        "title": TEXT,
        "container-title": TEXT,
        "volume": TEXT,
        "DOI": TEXT,
        "author": st.lists(NAME, min_size=1, max_size=4),
        "editor": st.lists(NAME, min_size=1, max_size=2),
        "issued": DATE,
        "accessed": DATE,
        "custom": st.dictionaries(TEXT.filter(lambda key: key != "extra"), TEXT, min_size=1),
        "x-unknown": TEXT,
    },
)


@given(ITEM)
def test_an_item_comes_back_whole(item: dict[str, Any]) -> None:
    before = copy.deepcopy(item)
    paper = from_item(item)
    assert to_item(paper) == before
    assert item == before, "the reader wrote to its input"
    assert pickle.loads(pickle.dumps(paper)) == paper
    assert not paper.remarks


@pytest.mark.parametrize("name", ["corpus.json", "fidelity-corpus.json"])
def test_real_items_come_back_whole(shared: Path, name: str) -> None:
    for item in json.loads((shared / "data" / name).read_text(encoding="utf-8")):
        assert to_item(from_item(item)) == item


def test_numbers_become_text() -> None:
    paper = from_item({"id": 7, "type": "book", "volume": 12, "edition": 2})
    assert (paper.id, paper.volume, paper.edition) == ("7", "12", "2")


def test_older_names_give_way_to_todays() -> None:
    paper = from_item({"id": "a", "shortTitle": "Old", "title-short": "New", "event": "Meeting"})
    assert (paper.title_short, paper.event_title) == ("New", "Meeting")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[2020, "5"]]}, PartialDate(2020, 5)),
        ({"date-parts": [["2020-bad"]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": None, "raw": "May 2020"}, PartialDate(2020, 5, raw="May 2020")),
        ({"raw": "sometime"}, PartialDate(raw="sometime")),
        ({"literal": "n.d."}, PartialDate(literal="n.d.")),
        ({"date-parts": [[2020], [0, 0, 0]]}, PartialDate(2020, end=PartialDate())),
        ("2020-05-01", PartialDate(2020, 5, 1, raw="2020-05-01")),
        ({"season": "2", "date-parts": [[2020]]}, PartialDate(2020, season=2)),
    ],
)
def test_dates(date: Any, expected: PartialDate | None) -> None:
    paper = from_item({"id": "a", "issued": date})
    assert paper.issued == expected
    assert bool(paper.remarks) == (expected is None), "a date that is dropped is remarked upon"


@pytest.mark.parametrize(
    "value", [5, True, {"a": 1}, [{"a": 1}], [1, 2], [[["deep"]]], 3.5], ids=repr
)
def test_a_value_of_the_wrong_shape_is_kept_and_remarked_upon(value: Any) -> None:
    for key in ("title", "author", "issued", "custom", "categories", "type"):
        item = {"id": "a", key: value}
        paper = from_item(item)
        read = to_item(paper)
        assert key in read or paper.remarks


def test_remarks_take_no_part_in_comparisons() -> None:
    paper = from_item({"id": "a", "issued": {"date-parts": [[None]]}})
    assert paper.remarks
    assert paper == Paper(id="a")


def test_repr_shows_what_is_there() -> None:
    assert repr(Paper(id="a", author=[Name("Li", "Na")])) == (
        "Paper(id='a', author=[Name(family='Li', given='Na')])"
    )
