"""What people write by hand is checked where it is made; what readers make is trusted.

A class whose metaclass is `Checked` hands the arguments of each call to its `_checked` first;
`trusted(cls)` is the same class without that, for code that knows what it does: it costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from citex._late import difflib
from citex.errors import InvalidValue, UnknownVariable

T = TypeVar("T")
Verb = TypeVar("Verb", bound=Callable[..., Any])
if TYPE_CHECKING:
    from msgspec import StructMeta as _StructMeta
else:
    _StructMeta = type(msgspec.Struct)  # older versions of msgspec do not export the class


class Checked(_StructMeta):
    """The metaclass of what people make by hand."""

    if not TYPE_CHECKING:  # else a checker sees these arguments, and not the fields

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: D102, N805  (of a metaclass)
            args, kwargs = cls._checked(args, kwargs)
            return _StructMeta.__call__(cls, *args, **kwargs)

        def __getattr__(cls, name: str) -> Any:  # noqa: N805  (of a metaclass)
            hint = "" if name[:1] == "_" else above("of_class")(cls.__name__, name)
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}{hint}")


class Called(_StructMeta):
    """The metaclass of what is made by hand and checks itself: a wrong call says the right one."""

    if not TYPE_CHECKING:

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: D102, N805  (of a metaclass)
            try:
                return _StructMeta.__call__(cls, *args, **kwargs)
            except TypeError as error:
                if (wrong := _wrong_call(cls.__name__, error)) is None:
                    raise
                raise wrong from None


def called(verb: Verb) -> Verb:
    """The function, whose wrong calls say how it is called: too many values, or too few.

    >>> @called
    ... def dedupe(papers: object) -> None: ...
    >>> dedupe()
    Traceback (most recent call last):
    TypeError: dedupe() missing 1 required positional argument: 'papers'; write citex.dedupe(papers)
    """

    @wraps(verb)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return verb(*args, **kwargs)
        except TypeError as error:
            name = verb.__qualname__.removesuffix(".__init__")
            if (wrong := _wrong_call(name, error)) is None:
                raise
            raise wrong from None

    return cast("Verb", told)


def _wrong_call(name: str, error: TypeError) -> TypeError | None:
    """The error of a call that could not begin, with the call that is right; None of others."""
    place = error.__traceback__
    if isinstance(error, InvalidValue) or place is None or place.tb_next is not None:
        return None
    return TypeError(f"{error}{above('how')(name)}")


def trusted(cls: type[T]) -> type[T]:
    """The class as one calls it who has checked already."""
    return cast("type[T]", _StructMeta.__call__.__get__(cls))


_ABOVE = {
    "format_one": "citex.api",
    "guess_type": "citex.formats._types",
    "how": "citex._hints",
    "is_placeholder": "citex.text.placeholders",
    "of_class": "citex._hints",
    "paper_of_dict": "citex.formats._csl_items",
    "papers_of": "citex.model.papers",
    "plain": "citex.text.richtext.runs",
    "plain_doi": "citex.text.identifiers",
    "read_names": "citex.text.names.listed",
}
"""What the model has done in rooms above it: the function, the room."""


def above(name: str) -> Any:
    """A function of `_ABOVE`, loaded when it is called: an import would run in a circle."""
    return getattr(import_module(_ABOVE[name]), name)


def refuse(variable: str, value: Any, way_out: str, paper: str = "") -> InvalidValue:
    """The error that says that a value is none of a field's, and what to write.

    >>> print(refuse("title", 5, "give a str"))
    title cannot be 5 (int); give a str
    """
    return InvalidValue(variable, value, way_out, paper=paper)


def digits(variable: str, value: int) -> str:
    """A number as text. Raises InvalidValue for one of more digits than Python writes.

    >>> digits("volume", 12)
    '12'
    """
    try:
        return str(value)
    except ValueError:
        raise refuse(variable, value, "it has too many digits") from None


def flag(variable: str, value: Any) -> None:
    """Raise InvalidValue for what is no bool and stands for none, as text and numbers may."""
    if not isinstance(value, (bool, str, int, type(None))):
        raise refuse(variable, value, "give True or False")


def unknown(
    owner: str, name: str, meant: str | None, names: Iterable[str], way_out: str
) -> UnknownVariable:
    """The error that says that a field does not exist, with the one that was meant, if any.

    `way_out` is a template that says what to write, of the name that is right.
    """
    if meant is None:
        close = difflib.get_close_matches(str(name).lower(), list(names), n=1, cutoff=0.75)
        meant = close[0] if close else None
    hint = way_out.format(meant) if meant else ""
    return UnknownVariable(str(name), hint=hint, owner=owner)


def counted(owner: str, args: tuple[Any, ...], fields: tuple[str, ...]) -> dict[str, Any]:
    """The positional arguments by their fields. Raises TypeError where there are too many."""
    if len(args) > len(fields):
        raise TypeError(f"{owner} takes at most {len(fields)} values, {len(args)} were given")
    return dict(zip(fields, args, strict=False))
