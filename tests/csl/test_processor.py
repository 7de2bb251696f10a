"""The way in: bibliographies, citations, positions, disambiguation, faults; what Done when asks of
styles and threads. Case by case, the rules of CSL are in suite/.
"""

from __future__ import annotations

import pickle
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from citex.csl import Citation, Cite, Processor, load, parse_style
from citex.csl.process.program import BIBLIOGRAPHY, Program
from citex.errors import CitexError, StyleError
from citex.model import Name, Paper, PartialDate


def paper(key: str, family: str, given: str, year: int, title: str) -> Paper:
    return Paper(
        id=key, type="book", author=[Name(family, given)], issued=PartialDate(year), title=title
    )


PAPERS = [
    paper("a", "Doe", "Jane", 2001, "One"),
    paper("b", "Doe", "Jane", 2001, "Two"),
    paper("c", "Roe", "Al", 1999, "Three"),
]


def cited(style: str, *citations: Citation) -> list[str]:
    return list(Processor(load(style)).cite(PAPERS, citations).citations)


def test_an_entry_has_its_label_and_its_body() -> None:
    entry = Processor(load("vancouver")).bibliography(PAPERS)[1]
    assert (entry.id, entry.label, entry.body) == ("b", "2.", "Doe J. Two. 2001.")
    assert entry.text == "2. Doe J. Two. 2001."


def test_a_reference_alone_has_no_number() -> None:
    assert Processor(load("vancouver")).reference(PAPERS[1]) == "Doe J. Two. 2001."


def test_a_list_is_sorted_and_its_years_told_apart() -> None:
    listed = Processor(load("apa")).bibliography(reversed(PAPERS))
    assert str(listed).splitlines() == [
        "Doe, J. (2001a). One.",
        "Doe, J. (2001b). Two.",
        "Roe, A. (1999). Three.",
    ]


def test_nothing_gives_an_empty_list() -> None:
    assert str(Processor(load("apa")).bibliography([])) == ""
    assert cited("apa") == []


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (Citation([Cite("b")]), "(Doe, 2001)"),
        (Citation([Cite("c", locator="3-4")]), "(Roe, 1999, pp. 3–4)"),
        (Citation([Cite("c", locator="3", label="chapter")]), "(Roe, 1999, Chapter 3)"),
        (Citation([Cite("c", prefix="see ", suffix=", passim")]), "(see Roe, 1999, passim)"),
        (Citation([Cite("c", suppress_author=True)]), "(1999)"),
        (Citation([Cite("c", author_only=True)]), "Roe"),
        (Citation([Cite("c")], mode="composite"), "Roe (1999)"),
    ],
)
def test_a_cite_may_have_more_than_a_name(citation: Citation, text: str) -> None:
    assert cited("apa", citation) == [text]


def test_only_what_is_cited_is_told_apart() -> None:
    assert cited("apa", Citation([Cite("a")]), Citation([Cite("b"), Cite("c")])) == [
        "(Doe, 2001a)",
        "(Doe, 2001b; Roe, 1999)",
    ]


def test_a_note_knows_what_came_before() -> None:
    notes = [Citation([Cite("c", locator="3")], note=1), Citation([Cite("c", locator="4")], note=2)]
    assert cited("chicago-notes-bibliography", *notes) == [
        "Al Roe, Three (1999), 3.",
        "Roe, Three, 4.",
    ]


def test_numbers_next_to_each_other_become_a_range() -> None:
    assert cited("ieee", Citation([Cite("a")]), Citation([Cite("a"), Cite("b"), Cite("c")])) == [
        "[1]",
        "[1], [2], [3]",
    ]
    assert cited("vancouver", Citation([Cite(key) for key in "cba"])) == ["(1–3)"]


def test_a_cite_of_nothing_is_an_error() -> None:
    with pytest.raises(CitexError, match="'zzz'"):
        cited("apa", Citation([Cite("zzz")]))


def test_every_fault_of_a_style_is_told_at_once_with_its_line() -> None:
    source = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info/><macro name="m"><text macro="m"/></macro>
<citation><layout><nmes/></layout></citation></style>"""
    with pytest.raises(StyleError) as error:
        parse_style(source, "x")
    assert "x:2: macro 'm' calls itself" in str(error.value)
    assert "x:3: <nmes>" in str(error.value)


def test_a_style_survives_pickle() -> None:
    style = pickle.loads(pickle.dumps(load("apa")))
    assert Processor(style).reference(PAPERS[0]) == "Doe, J. (2001). One."


@pytest.mark.parametrize("name", ["apa", "chicago-notes-bibliography"])
def test_threads_share_a_processor(name: str) -> None:
    """Fresh, so that the types are compiled while the threads run."""
    many = [
        paper(str(n), f"Doe{n % 7}", "Jane" if n % 2 else "Jim", 2000 + n % 3, f"Work {n}")
        for n in range(60)
    ]
    style = load(name)
    expected = str(Processor(style).bibliography(many))
    shared = Processor(pickle.loads(pickle.dumps(style)))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(16) as pool:
            texts = list(pool.map(lambda _: str(shared.bibliography(many)), range(32)))
    finally:
        sys.setswitchinterval(interval)
    assert set(texts) == {expected}


class _Slow(list[Any]):
    """A list to which something is added slowly, so that others have the time to do so, too."""

    def append(self, value: Any) -> None:
        super().append(value)
        time.sleep(0.01)


def test_a_layout_for_a_new_language_is_added_by_one_thread_at_a_time() -> None:
    program = Program(load("gbt7714-2015"))
    areas = program.areas[BIBLIOGRAPHY] = _Slow(program.areas[BIBLIOGRAPHY])
    languages = ["fr", "de", "it", "es", "pl", "cs"]
    with ThreadPoolExecutor(len(languages)) as pool:
        places = list(pool.map(lambda tag: program.place(BIBLIOGRAPHY, tag), languages))
    assert [areas[place].locale.lang[:2] for place in places] == languages
