"""How like two texts are by their letters, as rapidfuzz (extra `dedupe`) counts."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

from citex.errors import MissingPackage

Ratio = Callable[..., float]


@functools.cache
def ratio() -> Ratio:
    """The likeness of two texts, of 100. Raises MissingPackage."""
    found: Ratio = _rapidfuzz("fuzz").ratio
    return found


def slips(x: str, y: str) -> int:
    """How many letters are wrong, missing or swapped; three where more than two are."""
    return int(_distance()(x, y, score_cutoff=2))


@functools.cache
def _distance() -> Ratio:
    found: Ratio = _rapidfuzz("distance").OSA.distance
    return found


def _rapidfuzz(module: str) -> Any:
    try:
        return importlib.import_module(f"rapidfuzz.{module}")
    except ImportError:
        raise MissingPackage("rapidfuzz", "dedupe", "finding duplicates") from None
