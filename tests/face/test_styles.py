"""A style that is registered is found by its own name, whatever others are called."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import citex
from citex import stylebook

PAPER = citex.Paper(id="a", title="On Growth")


@pytest.fixture(params=["My Style", "my-style", "APA 7th", "样式"])
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    citex.register_style(request.param, stylebook.source("ieee"))
    yield request.param
    stylebook._registered.pop(request.param)


def test_its_own_name_comes_first(name: str) -> None:
    assert citex.load_style(name).title == citex.load_style("ieee").title
    assert PAPER.format(name) == PAPER.format("ieee") != PAPER.format("apa")
    assert str(citex.bibliography(PAPER, name)).startswith("[1]")


def test_a_name_is_claimed_as_it_is_spelled(name: str) -> None:
    with pytest.raises(citex.CitexError, match="is taken"):
        citex.register_style(name, stylebook.source("ieee"))
