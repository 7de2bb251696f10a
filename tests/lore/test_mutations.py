"""The matrix is worth something: who is made to forget a piece of lore fails in its row."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, NamedTuple

import pytest
from lore import matrix
from lore.rows import ROWS

BY_NAME = {row.name: row for row in ROWS}


class Mutation(NamedTuple):
    """A function of citex.text, what it does when it has forgotten, and the rows that suffer."""

    function: str
    forgets: Callable[..., Any]
    rows: tuple[str, ...]


MUTATIONS = {
    "no word is a rank": Mutation(
        "names.words.is_rank", lambda text: False, ("suffix", "suffix in the family name"),
    ),
    "no list is cut short": Mutation(
        "names.words.is_others", lambda text: False, ("and others", "and others, in Chinese"),
    ),
    "no word is a particle": Mutation(
        "names.words.is_particle", lambda word: False, ("particle that stays",),
    ),
    "nothing makes a body whole": Mutation(
        "names.words.whole_body", lambda family, given: None, ("body split in two",),
    ),
    "nothing is a placeholder": Mutation(
        "placeholders.is_nothing", lambda text, variable="": False,
        ("placeholder for a title",),
    ),
    "languages stay as they are written": Mutation(
        "languages.tag", lambda text: text or None,
        ("language by name", "language by code"),
    ),
    "TeX stays as it is written": Mutation(
        "tex.decode.decode", lambda text, **options: text,
        ("accent in TeX in a title", "formula in TeX"),
    ),
    "pages stay as they are written": Mutation(
        "pages.pages", lambda value, remarks: value,
        ("abbreviated page range", "label of pages"),
    ),
    "a DOI stays as it is written": Mutation(
        "identifiers.plain_doi", lambda text: text, ("DOI as an address",),
    ),
    "titles keep their stops": Mutation(
        "titles.without_stop", lambda text: text, ("closing stop",),
    ),
    "no title tells of a retraction": Mutation(
        "status.from_title", lambda paper: None, ("retraction in the title",),
    ),
}  # fmt: skip


def real_of(mutation: Mutation) -> Any:
    room, _, name = mutation.function.rpartition(".")
    return getattr(importlib.import_module(f"citex.text.{room}"), name)


def forget(patch: pytest.MonkeyPatch, mutation: Mutation) -> None:
    """Give the function the other's code, so that it forgets wherever it is called from."""
    real = real_of(mutation)
    assert isinstance(mutation.forgets, FunctionType)
    patch.setattr(inspect.unwrap(real), "__code__", mutation.forgets.__code__)
    _forget_answers(real)


def _forget_answers(function: Any) -> None:
    if hasattr(function, "cache_clear"):
        function.cache_clear()


@pytest.mark.parametrize("name", MUTATIONS)
def test_who_forgets_fails(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = MUTATIONS[name]
    for row in (BY_NAME[name] for name in mutation.rows):
        right = {cell.id for cell in matrix.cells_of(row) if cell.state == "right"}
        with monkeypatch.context() as patch:
            forget(patch, mutation)
            wrong = {cell.id for cell in matrix.cells_of(row) if cell.state == "wrong"}
        _forget_answers(real_of(mutation))
        assert len(right & wrong) >= 2, f"{row.name}: few need {mutation.function}"
