"""The worst inputs known take time that grows with their length, and no faster.

Four times as much may take at most eight times as long, in processor time: what is quadratic takes
sixteen times. What takes next to nothing is not judged; what seems too slow is tried again with
more before it fails.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

from citex import _remembered, api, check, dedupe, losses, registry
from citex.errors import CitexError, Problem
from citex.formats import Format
from citex.formats.detect import by_content
from citex.model import Name, Paper, PartialDate

from .inputs import FILES, LISTS, RUNS

MOST = 8
"""How much longer four times as much may take; twice that if it is quadratic."""
SURE = 6
"""What takes less than this times as long at first is not measured again."""

FORMATS = list(registry.formats())
BOTH = [form for form in FORMATS if form.read is not None and form.write is not None]
WRITTEN = [form for form in FORMATS if form.write is not None]
MARK = "QZXMARKQZX"
ESCAPES: dict[str, Callable[[str], str]] = {
    ".json": lambda text: json.dumps(text)[1:-1],
    ".xml": escape,
}


def name_of(form: Format) -> str:
    return form.name


def seconds(action: Callable[[], object]) -> float:
    """Processor time of an action; what it refuses is no matter here, nor what was read before."""
    for kept in _remembered._ALL:
        kept.forget()
    begun = time.process_time()
    with contextlib.suppress(CitexError):
        action()
    return time.process_time() - begun


def growth(make: Callable[[int], Callable[[], object]], length: int, floor: float) -> float:
    """How many times as long four times as much takes; 0 where it takes less than `floor`."""
    ratio = 0.0
    for size in (length, 2 * length):
        much = make(4 * size)
        took = seconds(much)
        if took < floor:
            return 0.0
        little = make(size)
        ratio = took / max(seconds(little), 1e-4)
        if ratio < SURE:
            return ratio
        ratio = min(took, seconds(much)) / max(min(seconds(little) for _ in range(3)), 1e-4)
        if ratio < MOST:
            return ratio
    return ratio


def reading(text: str, form: str) -> Callable[[], object]:
    problems: list[Problem] = []
    return lambda: api.parse(text, form, problems=problems)


def writing(papers: list[Paper], form: Format) -> Callable[[], object]:
    assert form.write is not None
    write = form.write
    return lambda: "".join(write(papers))


def paper_of(value: str) -> Paper:
    """A paper in which every kind of value is this one."""
    return Paper(
        id="p", type="article-journal", title=value,
        author=[Name(value, value), Name(literal=value)],
        container_title=value, page=value, volume=value, note=value, ISSN=value, DOI=value,
        keyword=value, issued=PartialDate(2000), publisher_place=value, language=value,
    )  # fmt: skip


@pytest.mark.parametrize(("form", "case"), [(form, case) for form in FILES for case in FILES[form]])
def test_files(form: str, case: str) -> None:
    make = FILES[form][case]
    assert growth(lambda n: reading(make(n), form), 15_000, 0.2) < MOST


@pytest.mark.parametrize("form", BOTH, ids=name_of)
def test_values_read(form: Format) -> None:
    assert form.write is not None
    text = "".join(form.write([paper_of(MARK)]))
    assert MARK in text
    mark = ESCAPES.get(form.suffixes[0] if form.suffixes else "", str)

    def file(run: str) -> Callable[[int], Callable[[], object]]:
        return lambda n: reading(text.replace(MARK, mark(run * (n // len(run) + 1))), form.name)

    found = {run: growth(file(run), 600, 0.1) for run in RUNS}
    assert {run: ratio for run, ratio in found.items() if ratio >= MOST} == {}


@pytest.mark.parametrize("form", WRITTEN, ids=name_of)
def test_values_written(form: Format) -> None:
    def written(run: str) -> Callable[[int], Callable[[], object]]:
        return lambda n: writing([paper_of(run * (n // len(run) + 1))], form)

    found = {run: growth(written(run), 600, 0.1) for run in RUNS}
    assert {run: ratio for run, ratio in found.items() if ratio >= MOST} == {}


@pytest.mark.parametrize("style", ["gbt7714-2025", "gbt7714-2025-author-date", "mla", "apa"])
def test_values_printed(style: str) -> None:
    def printed(run: str) -> Callable[[int], Callable[[], object]]:
        def make(length: int) -> Callable[[], object]:
            papers = [paper_of(run * (length // len(run) + 1))]
            return lambda: str(api.bibliography(papers, style))

        return make

    found = {run: growth(printed(run), 600, 0.1) for run in RUNS}
    assert {run: ratio for run, ratio in found.items() if ratio >= MOST} == {}


@pytest.mark.parametrize("run", RUNS)
def test_looks_of_formats(run: str) -> None:
    head = (run * 8192)[:8192]
    assert min(seconds(lambda: by_content(head)) for _ in range(3)) < 0.1


@pytest.mark.parametrize("case", LISTS)
@pytest.mark.parametrize("style", ["gbt7714-2025-author-date", "mla"])
def test_lists_that_are_told_apart(style: str, case: str) -> None:
    def printed(length: int) -> Callable[[], object]:
        papers = LISTS[case](length)
        return lambda: str(api.bibliography(papers, style))

    printed(3)()
    assert growth(printed, 400, 0.25) < MOST


@pytest.mark.parametrize(
    "case", ["one family name", "identical works", "one title", "many authors"]
)
@pytest.mark.parametrize(
    "style",
    ["gbt7714-2025", "gbt7714-2025-note", "gbt7714-2015", "gbt7714-2015-note",
     "gbt7714-2015-author-date", "apa", "chicago-author-date", "vancouver"],
)  # fmt: skip
def test_lists(style: str, case: str) -> None:
    def printed(length: int) -> Callable[[], object]:
        papers = LISTS[case](length)
        return lambda: str(api.bibliography(papers, style))

    printed(3)()
    assert growth(printed, 150, 0.2) < MOST


@pytest.mark.parametrize("case", ["one id", "many authors", "one author often", "no dates"])
@pytest.mark.parametrize("form", WRITTEN, ids=name_of)
def test_lists_written(form: Format, case: str) -> None:
    assert growth(lambda n: writing(LISTS[case](n), form), 400, 0.15) < MOST


@pytest.mark.parametrize(
    "case", ["one id", "identical works", "one title", "many authors", "nothing"]
)
def test_lists_checked_and_merged(case: str) -> None:
    actions: list[Callable[[list[Paper]], object]] = [
        lambda papers: list(check(papers)),
        dedupe,
        lambda papers: losses(papers, "bibtex"),
    ]

    def made(action: Callable[[list[Paper]], object]) -> Callable[[int], Callable[[], object]]:
        def make(length: int) -> Callable[[], object]:
            papers = LISTS[case](length)
            return lambda: action(papers)

        return make

    assert max(growth(made(action), 200, 0.3) for action in actions) < MOST


def test_what_is_quadratic_fails() -> None:
    def twice(length: int) -> Callable[[], object]:
        return lambda: sum(1 for _ in range(length) for _ in range(length))

    assert growth(twice, 400, 0.01) > MOST
    assert growth(lambda n: lambda: sum(range(1000 * n)), 400, 0.01) < MOST
