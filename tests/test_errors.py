"""Errors cross the borders of processes whole."""

from __future__ import annotations

import copy
import pickle

import pytest

from citex import errors
from citex.errors import CitexError, Problem

BUILT = [
    CitexError("a"),
    errors.UnknownName("a", ["ab"], hint="h"),
    errors.UnknownFormat("a", ["ab"]),
    errors.UnknownStyle("a", ["ab"]),
    errors.UnknownOption("a"),
    errors.UnknownCode("a", ["ab"]),
    errors.UnknownCitation("a", ["ab"]),
    errors.UnknownLocale("a", near=["b"]),
    errors.UnknownVariable("a", hint="h"),
    errors.InvalidValue("a", 5, "give a str", paper="p"),
    errors.ParseError("a", source="f", line=3, column=4),
    errors.NotFound("a", source="f"),
    errors.StyleError("a", [Problem(message="m", line=2)]),
    errors.WriteError("a"),
    errors.MissingPackage("a", "b", "c"),
    errors.LookupFailed("a", "b"),
]


def tree(kind: type[CitexError]) -> set[type[CitexError]]:
    own = {one for one in kind.__subclasses__() if one.__module__.startswith("citex.")}
    return {kind}.union(*map(tree, own))


def test_each_error_of_the_tree_is_tried() -> None:
    assert {type(error) for error in BUILT} == tree(CitexError)


@pytest.mark.parametrize("error", BUILT, ids=lambda error: type(error).__name__)
def test_pickled_and_copied(error: CitexError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert again.__dict__ == error.__dict__
