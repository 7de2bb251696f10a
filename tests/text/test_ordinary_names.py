"""The short way for lists of ordinary names reads what the long one reads, in files and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citex.formats.bibtex import _people
from citex.model import Name
from citex.text.names import listed, words

WORDS = st.sampled_from(
    sorted(words.COLLECTIVE | words.CAPITAL_PARTICLES | words.ASIAN)
    + """Smith Jones O'Neil O’Neil Müller Gaël García Østby Van-Dyke Jr Sr Jr. Junior III II Vi IV
    PhD MD Dr Prof Mrs The Others Al Et And Institut Akademie Universität Stadtmuseum Nation Press
    Study Bank Mc Mac Xu Ng E Ä Yu-Ting Jean-Paul Marie Editors Berlin Inc Ltd""".split()
)
INITIALS = st.sampled_from(["J.", "J. A.", "J.-P.", "Ł.", "JA", "A.B.", "X"])
GIVEN = st.lists(st.one_of(WORDS, INITIALS), min_size=1, max_size=3).map(" ".join)
INVERTED = st.tuples(WORDS, GIVEN).map(", ".join)
FORWARD = st.tuples(GIVEN, WORDS).map(" ".join)
NOWHERE = re.compile("(?!)")


@contextmanager
def the_long_way() -> Iterator[None]:
    kept = listed._ORDINARY, listed._IN_ORDER, listed._MARKS
    listed._ORDINARY = listed._IN_ORDER = NOWHERE
    listed._MARKS = re.compile("")  # each line is looked at for all that may stand in a name
    try:
        yield
    finally:
        listed._ORDINARY, listed._IN_ORDER, listed._MARKS = kept


@given(st.lists(INVERTED, min_size=1, max_size=3))
@example(["Smith, J. A.", "García, Ana"])
@example(["Abu, Others"])
@example(["Abu, Abu Agency University"])
@settings(max_examples=400)
def test_lines_of_tagged_files(lines: list[str]) -> None:
    found = listed.read_names(lines)
    with the_long_way():
        assert found == listed.read_names(lines)


@given(
    st.one_of(st.lists(INVERTED, min_size=1, max_size=3), st.lists(FORWARD, min_size=1, max_size=3))
)
@example(["Donald E. Knuth", "Ana García"])
@settings(max_examples=800)
def test_lists_of_bibtex(names: list[str]) -> None:
    read = _people.read_names.__wrapped__  # without the cache
    found = read(" and ".join(names))
    with the_long_way():
        assert found == read(" and ".join(names))


@given(st.lists(st.builds(Name, WORDS, GIVEN), min_size=1, max_size=3))
@settings(max_examples=400)
def test_names_in_parts(names: list[Name]) -> None:
    found = listed.name_list(names, "author", [])
    with the_long_way():
        assert found == listed.name_list(names, "author", [])


def test_the_usual_lists_take_it() -> None:
    assert listed.ordinary("Smith, J. A.\nGarcía, Ana María\nO’Neil, Jean-Paul") is not None
    assert listed.ordinary_in_order("Donald E. Knuth\nAna García\nJ.-P. Serre") is not None
