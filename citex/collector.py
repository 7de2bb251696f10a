"""The collector of reference cycles, for whoever runs the process: a command, a bulk job.

What a list of references needs lives until the list is done, and holds no cycles; a collector that
starts at every 700 objects looks through all of it, and all else that the process holds, again and
again. The setting is the process's, so no function of the library touches it: `docs/benchmarks.md`
says what it costs, and what asking for `seldom` saves.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

OBJECTS = 100_000
"""After so many new objects the collector looks; 700 or 2,000 is Python's own setting."""


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """The collector looks seldom within the block, and as before after it; off, it stays off.

    For a process of one's own: other threads get what is set here, too.

    >>> with seldom():
    ...     gc.get_threshold()[0]
    100000
    >>> gc.get_threshold()[0] < OBJECTS
    True
    """
    before = gc.get_threshold()
    if before[0]:  # 0 is one of the two ways to say "never"
        gc.set_threshold(max(OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


__all__ = ["seldom"]
