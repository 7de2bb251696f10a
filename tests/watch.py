"""A watch for what might never end: no test measures seconds, but none may hang unseen, either."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

LONG = 60.0
"""Seconds, hundreds of times what the slowest watched call takes: more is a hang, or growth."""


@contextmanager
def ends() -> Iterator[None]:
    """What is done inside is no hang, by the time of the processor.

    How time grows with the input is asked in `complexity`, by ratios.
    """
    began = time.process_time()
    yield
    assert time.process_time() - began < LONG, "it hangs, or nearly so"


@contextmanager
def gives_up() -> Iterator[None]:
    """What is done inside gives up on something that would go on for minutes, by the clock."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < LONG / 2, "it waited to the end"
