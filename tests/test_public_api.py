"""The names, signatures and fields that users may rely on, as they stand in `public_api.txt`.

`pytest tests/test_public_api.py --update-golden` writes it anew; the difference is read with
docs/stability.md at hand.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import citex

SNAPSHOT = Path(__file__).parent / "public_api.txt"


def public_api() -> Iterator[str]:
    """Every public name, a line each; below a class what it is made of, and what it has."""
    for name in sorted(citex.__all__):
        value = getattr(citex, name)
        if inspect.isclass(value):
            yield from _class(name, value)
        elif callable(value):
            parameters, returned = _signature(value)
            yield f"{name}({', '.join(parameters)}) -> {returned}"
        else:
            yield f"{name}: {type(value).__name__}"


def _class(name: str, kind: type) -> Iterator[str]:
    yield f"class {name}({', '.join(base.__name__ for base in kind.__bases__)})"
    if issubclass(kind, Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in kind)
        return
    made_of = [] if issubclass(kind, BaseException) else _signature(kind)[0]
    yield from (f"    ({parameter})" for parameter in made_of)
    known = {parameter.partition(":")[0] for parameter in made_of}
    for member, told in sorted(_members(kind).items()):
        if member not in known and not member.startswith("_"):
            yield f"    {told}"


def _members(kind: type) -> dict[str, str]:
    """What the classes of citex among a class and its bases define."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("citex"):
            continue
        for name, annotation in inspect.get_annotations(base).items():
            found[name] = f"{name}: {_annotation(annotation)}"
        for name, value in vars(base).items():
            bare = getattr(value, "__func__", value)
            if isinstance(value, property):
                found[name] = f"property {name}"
            elif inspect.isfunction(bare):
                parameters, returned = _signature(bare)
                before = "" if bare is value else f"{type(value).__name__} "
                found[name] = f"{before}{name}({', '.join(parameters)}) -> {returned}"
    return found


def _signature(value: Any) -> tuple[list[str], str]:
    """The parameters, and what is returned."""
    signature = inspect.signature(value)
    found, star = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            found.append("*")
        star = star or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        found.append(_parameter(parameter))
    return found, _annotation(signature.return_annotation)


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}
    told = f"{stars.get(parameter.kind, '')}{parameter.name}"
    if parameter.annotation is not parameter.empty:
        told += f": {_annotation(parameter.annotation)}"
    if parameter.default is parameter.empty:
        return told
    # what stands for "not given" has an address, and a function has no text: neither is promised
    return f"{told} = {re.sub(r'<.*>', '...', repr(parameter.default))}"


def _annotation(annotation: Any) -> str:
    if annotation in (inspect.Signature.empty, None, type(None)):
        return "None"
    told = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:typing|collections\.abc|citex(?:\.\w+)*)\.(?=\w)", "", told)


def test_the_public_names(update_golden: bool) -> None:
    text = "".join(f"{line}\n" for line in public_api())
    if update_golden:
        SNAPSHOT.write_text(text, encoding="utf-8", newline="")
    assert text == SNAPSHOT.read_text("utf-8")


def test_all_is_what_dir_says() -> None:
    assert sorted(dir(citex)) == sorted(citex.__all__)
    assert list(citex.__all__) == sorted(citex.__all__)


if __name__ == "__main__":
    print(*public_api(), sep="\n")
