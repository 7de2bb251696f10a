"""What workers of a pool do: functions in a module that every process can import."""

from __future__ import annotations

import re
from typing import Any

import own_papers

import citex

PAPERS = [*own_papers.one_of_each_kind(), *own_papers.chinese()]


def shown(thing: Any) -> Any:
    """What a thing is, as far as it can be told from outside."""
    if hasattr(thing, "reference"):
        return [thing.reference(paper) for paper in PAPERS[:9]]
    if isinstance(thing, citex.Bibliography):
        return str(thing), list(thing)
    if isinstance(thing, citex.Source):
        return thing.name, thing.text()
    if isinstance(thing, citex.Rendered):
        return thing.citations, str(thing.bibliography)
    if isinstance(thing, citex.CitexError):
        return str(thing), vars(thing)
    return re.sub(" at 0x[0-9a-f]+", "", repr(thing))  # the addresses of functions


def received(thing: Any) -> tuple[Any, Any]:
    """What a worker sees of a thing, and the thing sent back."""
    return shown(thing), thing


def failing(number: int) -> None:
    """A task that ends in an error."""
    citex.format(PAPERS, f"no-such-style-{number}")
