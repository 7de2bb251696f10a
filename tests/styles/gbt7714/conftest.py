"""What the GB/T 7714 tests share: the six styles, and papers of our own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from citex import csl
from citex.model import Paper

Render = Callable[..., str]


@cache
def processor(style: str, options: tuple[tuple[str, Any], ...] = ()) -> csl.Processor:
    """A style compiled once for all tests."""
    return csl.Processor(csl.load(style), options=dict(options))


@pytest.fixture(scope="session")
def reference() -> Render:
    """One reference of a CSL-JSON item, in a style with options."""

    def render(style: str, item: dict[str, Any], **options: Any) -> str:
        chosen = processor(style, tuple(sorted(options.items())))
        return chosen.reference(Paper.from_dict({"id": "x", **item}))

    return render
