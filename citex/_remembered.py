"""Results that are remembered: those of short texts, which come again.

A program that reads for months meets more long texts than its memory holds, and each but once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LONGEST = 300
"""Characters of the longest text whose result is kept."""


class Remembered(Protocol[P, T_co]):
    """A function whose results are kept."""

    __wrapped__: Callable[P, Any]

    def __call__(self, *args: P.args, **named: P.kwargs) -> T_co:
        """What the function makes of these, now or before."""

    def cache_clear(self) -> None:
        """Forget all."""

    def cache_held(self) -> list[Any]:
        """The arguments whose results are kept."""


_ALL: list[_Kept] = []
"""What is remembered, of all functions: who measures begins with nothing."""


class _Kept(dict[Any, Any]):
    """Results by their arguments; when they are too many, those not asked for since are dropped."""

    __slots__ = ("_made", "_most", "older")

    def __init__(self, made: Callable[[Any], Any], most: int) -> None:
        super().__init__()
        self._made, self._most = made, most // 2
        self.older: dict[Any, Any] = {}
        _ALL.append(self)

    def __missing__(self, key: Any) -> Any:
        value = self.older.get(key, self)
        if value is self:
            value = self._made(key)
            if _is_long(key):
                return value
        if len(self) >= self._most:
            self.older = dict(self)
            self.clear()
        self[key] = value
        return value

    def forget(self) -> None:
        self.older = {}
        self.clear()

    def held(self) -> list[Any]:
        return [*self, *self.older]


def remembered(most: int) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """Have a function's last results kept, about so many, but none of arguments with long texts.

    A function without keywords and defaults is called by place, which is quicker.

    For what is asked of texts that come from outside, in place of `functools.lru_cache`, which
    keeps texts of any length: a few thousand papers of 100 kB would stay in memory.

    >>> @remembered(4)
    ... def shout(text):
    ...     return text.upper()
    >>> shout("a"), shout("b" * 1000) == "B" * 1000, shout.cache_held()
    ('A', True, ['a'])
    """

    def decorate(function: Callable[P, T]) -> Remembered[P, T]:
        made: Any = function
        code = made.__code__
        plain = not (made.__defaults__ or code.co_kwonlyargcount or code.co_flags & _TAKES_NAMED)
        call: Any
        if plain and code.co_argcount == 1 and not code.co_flags & _TAKES_MORE:
            kept = _Kept(made, most)

            def call(only: Any) -> Any:
                return kept[only]
        elif plain:
            kept = _Kept(lambda args: made(*args), most)

            def call(*args: Any) -> Any:
                return kept[args]
        else:
            kept = _Kept(lambda key: made(*key[0], **dict(key[1])), most)

            def call(*args: Any, **named: Any) -> Any:
                return kept[args, tuple(named.items())]

        call = wraps(function)(call)
        call.cache_clear, call.cache_held = kept.forget, kept.held
        return cast("Remembered[P, T]", call)

    return decorate


_TAKES_MORE, _TAKES_NAMED = 0x04, 0x08
"""The flags of code that takes *args, and **named (`inspect.CO_VARARGS`, `CO_VARKEYWORDS`)."""


def _is_long(key: Any) -> bool:
    """Whether an argument is a long text, or holds one."""
    if isinstance(key, str):
        return len(key) > LONGEST
    if isinstance(key, tuple):
        return any(map(_is_long, key))
    return any(_is_long(getattr(key, name)) for name in getattr(key, "__struct_fields__", ()))


__all__ = ["LONGEST", "Remembered", "remembered"]
