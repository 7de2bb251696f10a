"""The collector of reference cycles rests while a list is made: there are none for it to find.

What a list needs lives until the list is done, and holds no cycles. A collector that starts at
every 700 objects would look through all of it, and all else that the process holds, again and
again: an eighth of the time of a thousand references. Counting of references goes on.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def gc_paused(function: Callable[P, T]) -> Callable[P, T]:
    """The function, during which no cycles are looked for; it leaves the collector as it was.

    With several threads the collector may start again before the last of them is done.
    """

    @wraps(function)
    def paused(*args: P.args, **kwargs: P.kwargs) -> T:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return paused
