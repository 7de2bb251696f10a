"""Records with fields left out, of the wrong type, or torn: never an exception, never nonsense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import watch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import open_records as own
from records.csl_shape import faults
from records.test_booksci import RECORD, page
from records.test_sources import (
    CORE,
    CROSSREF,
    DATACITE,
    ENTRY,
    EUROPEPMC,
    OPENALEX,
    S2,
    SUMMARY,
    article,
)

from citex.formats.detect import by_content

SEEDS: list[tuple[str, Any]] = [
    ("booksci", RECORD), ("crossref", CROSSREF), ("s2", S2), ("openalex", OPENALEX),
    ("europepmc", EUROPEPMC), ("europepmc", CORE), ("datacite", DATACITE), ("pubmed", SUMMARY),
]  # fmt: skip
ODD: list[Any] = [
    None, "", " ", 0, -1, 3.5, True, [], {}, [None], [[]], [{}], {"a": None}, "null", "<", "&",
    "<i>", "\x00", "10.", "x" * 3000, ["a", 1, None], [["a"]], {"date-parts": [[None]]},
    {"date-parts": [["2020", "13"]]}, {"date-parts": "2020"}, [{"name": None}], [{"family": 1}],
    [{"given": ["x"]}], 10**30, "٢٠٢٠", "2020-99-99", "-", ";;;", ", ,", "(((", "\\frac{", "$x",
]  # fmt: skip
MUTATIONS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all values inside a JSON value."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, part in value.items():
            found.extend(places(part, (*path, key)))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            found.extend(places(part, (*path, index)))
    return found


def mutated(value: Any, path: tuple[Any, ...], odd: Any, *, delete: bool) -> Any:
    """A copy with one value deleted or made odd."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    if delete:
        del inner[path[-1]]
    else:
        inner[path[-1]] = odd
    return copy


def check(name: str, text: str) -> None:
    """Reading does not raise; what comes out is valid, what does not is a problem."""
    found, problems = own.read(name, text)
    assert found or problems
    for paper in found:
        assert faults(paper.to_dict()) == []
        assert msgspec.json.encode(paper.to_dict())


@pytest.mark.parametrize(("name", "seed"), SEEDS, ids=[name for name, _ in SEEDS])
def test_any_one_value_odd_or_missing(name: str, seed: Any) -> None:
    """Every value of the record in turn is left out, and made each of the odd things."""
    for path in places(seed):
        check(name, json.dumps(mutated(seed, path, None, delete=True)))
        for odd in ODD:
            check(name, json.dumps(mutated(seed, path, odd, delete=False)))


@pytest.mark.parametrize(("name", "seed"), SEEDS, ids=[name for name, _ in SEEDS])
@MUTATIONS
@given(data=st.data())
def test_many_values_odd_at_once(name: str, seed: Any, data: st.DataObject) -> None:
    value = seed
    for _ in range(data.draw(st.integers(1, 8))):
        found = places(value)
        if not found:
            break
        path = data.draw(st.sampled_from(found))
        odd = data.draw(st.sampled_from(ODD) | st.text(max_size=40))
        value = mutated(value, path, odd, delete=data.draw(st.booleans()))
    check(name, json.dumps(value))


XML = [("pubmed", article()), ("arxiv", ENTRY.format(more="<arxiv:doi>10.1234/x</arxiv:doi>"))]


@pytest.mark.parametrize(("name", "text"), XML)
@MUTATIONS
@given(data=st.data())
def test_torn_xml(name: str, text: str, data: st.DataObject) -> None:
    """XML with pieces cut out or put in gives papers or problems."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text = (
            text[:start]
            + data.draw(st.sampled_from(["", "<", "&", "]]>", "<a>", "x"]))
            + text[end:]
        )
    found, _ = own.read(name, text)
    for paper in found:
        assert faults(paper.to_dict()) == []


@MUTATIONS
@given(st.integers(0, 2000), st.integers(0, 200))
def test_torn_pages(start: int, length: int) -> None:
    text = page(RECORD)
    found, problems = own.read("booksci", text[:start] + text[start + length :])
    assert found or problems
    for paper in found:
        assert faults(paper.to_dict()) == []


@pytest.mark.parametrize("name", [*own.SOURCES, "booksci"])
@pytest.mark.parametrize(
    "text", ["", " ", "{", "[", "[]", "{}", "null", "[[[[", "<a/>", "<a", "\x00",
             "[" * 3000, '{"a":' * 3000, "<x>" * 3000, "hello\n" * 99],
)  # fmt: skip
def test_what_is_no_record(name: str, text: str) -> None:
    """Never an exception, never a paper; a problem unless the list is merely empty."""
    found, problems = own.read(name, text)
    assert found == []
    assert problems or text == "[]"


def test_every_open_record_with_a_field_left_out(shared: Path) -> None:
    """Each record loses each of its fields in turn."""
    for name in own.LINES:
        for record in list(own.raw_lines(shared, name))[::20]:
            for key in record:
                rest = {k: v for k, v in record.items() if k != key}
                check(name, json.dumps(rest))


@pytest.mark.parametrize(("name", "seed"), SEEDS, ids=[name for name, _ in SEEDS])
def test_our_own_records_are_told_by_content(name: str, seed: Any) -> None:
    for text in (json.dumps(seed), json.dumps([seed]), json.dumps([seed], indent=2)):
        assert by_content(text) == name


HOSTILE = [
    (piece * (190_000 // len(piece)))
    for piece in (
        "<script>", "<i>", "</i>", "&amp;", "[", ". ", "a, ", "<math>", "$", "\\alpha{", "<p ", " ",
        "(A ", "<!--", "1-", "&lt;b&gt;", "<title>", "<![CDATA[", "{", '"', "\n<sub>",
    )
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_sizes_take_no_hostile_time(text: str) -> None:
    """A great deal of anything in any text field is read to its end."""
    with watch.ends():
        for name, seed in SEEDS[:2]:
            for field in ("title", "abstract", "authors", "volume", "page"):
                check(name, json.dumps({**seed, field: [text] if field == "title" else text}))
