"""JSON inputs of records: a list, one object, a wrapper around a list, or one record a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from citex._late import regex
from citex.errors import Level, Problem
from citex.formats import Problems, Source
from citex.text.halves import json_without_halves

_PLACE = regex(r"\(byte (\d+)\)")


class Record(msgspec.Struct, frozen=True):
    """One decoded JSON value of a file; `line` and `index`, from 1, say where it stood."""

    value: Any
    source: str = ""
    line: int | None = None
    index: int | None = None

    def problem(self, message: str, level: Level = "error") -> Problem:
        """A problem with this record, its text attached."""
        place = f"record {self.index}: " if self.index is not None and self.line is None else ""
        raw = msgspec.json.encode(self.value).decode("utf-8")
        return Problem(
            message=place + message, source=self.source, line=self.line, raw=raw[:10_000],
            level=level,
        )  # fmt: skip


def decoded(text: str | msgspec.Raw) -> Any:
    r"""The value that a JSON text says; half of a surrogate pair is no character, but U+FFFD.

    Raises msgspec.DecodeError or RecursionError.

    >>> decoded(r'["\ud83d\ude00", "\ud83d", "\\ud83d"]')
    ['😀', '�', '\\ud83d']
    """
    return msgspec.json.decode(json_without_halves(text) if isinstance(text, str) else text)


_list = msgspec.json.Decoder(list[msgspec.Raw])
Decode = Callable[["str | msgspec.Raw"], Any]


def json_records(
    source: Source, problems: Problems, *, wrappers: Iterable[str] = (), keyed: bool = False,
    decode: Decode = decoded,
) -> Iterator[Record]:  # fmt: skip
    """Each record of a JSON text, in order; what is no JSON becomes a problem with its line.

    JSON lines are read in constant memory. `wrappers` are keys (dotted for nested ones) under
    which an API's answer keeps its list of records; with `keyed` they may be the values of an
    object, by their id. A list that is cut in the middle gives the records before the cut, and a
    problem. `decode` makes something else than its value of a record in a list or on a line.
    """
    if _is_lines(source.head):
        yield from _line_records(source, problems, decode)
        return
    text = source.text()
    if not text.strip():
        problems.append(Problem(message="the input is empty", source=source.name))
        return
    try:
        listed = decode is not decoded and text.lstrip()[0] == "["
        value = (
            list(map(decode, _list.decode(json_without_halves(text)))) if listed else decoded(text)
        )
    except (msgspec.DecodeError, RecursionError) as error:
        yield from _salvage(text, source, problems, error)
        return
    if keyed and isinstance(value, dict) and value and all(map(_is_item, value.values())):
        value = [{"id": key, **item} for key, item in value.items()]
    yield from _unwrapped(value, source.name, tuple(wrappers))


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and "type" in value and ("title" in value or "id" in value)


def _is_lines(head: str) -> bool:
    """Whether each line is a value of its own: the first ends where its line ends."""
    first, newline, rest = head.lstrip().partition("\n")
    if not newline or not first.startswith("{") or not rest.strip():
        return first.startswith("{") and len(head) > 4000 and "\n" not in head.strip()
    try:
        msgspec.json.decode(first)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _line_records(source: Source, problems: Problems, decode: Decode) -> Iterator[Record]:
    for number, line in enumerate(source.lines(), start=1):
        if not line.strip():
            continue
        try:
            value = decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            problems.append(_no_json(error, line, source.name, number))
            continue
        yield Record(value, source.name, number)


def _unwrapped(value: Any, name: str, wrappers: tuple[str, ...]) -> Iterator[Record]:
    if isinstance(value, list):
        for index, record in enumerate(value, start=1):
            yield Record(record, name, None, index)
        return
    for wrapper in wrappers:
        inner = value
        for key in wrapper.split("."):
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, list):
            yield from _unwrapped(inner, name, ())
            return
        if isinstance(inner, dict):
            yield Record(inner, name, None, 1)
            return
    yield Record(value, name, None, 1)


def _salvage(text: str, source: Source, problems: Problems, error: Exception) -> Iterator[Record]:
    """The whole values of a list before the place where the JSON breaks, then the problem."""
    end = 0
    if text.lstrip().startswith("["):
        position = text.index("[") + 1
        line, counted = 1, 0
        for index, (start, end) in enumerate(_objects(text, position), start=1):
            line, counted = line + text.count("\n", counted, start), start
            try:
                value = decoded(text[start:end])
            except (msgspec.DecodeError, RecursionError) as inner:
                problems.append(_no_json(inner, text[start:end], source.name, line))
                continue
            yield Record(value, source.name, line, index)
        if not text[end:].strip(" \t\r\n,]"):
            return
    place = _PLACE.search(str(error))
    at = (
        len(text.encode("utf-8")[: int(place[1])].decode("utf-8", "ignore")) if place else len(text)
    )
    line = text.count("\n", 0, min(at, len(text))) + 1
    problems.append(_no_json(error, text[end : end + 10_000], source.name, line))


def _objects(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Where each whole {...} from `position` on starts and ends, strings skipped."""
    depth = start = 0
    for match in _TOKENS.finditer(text, position):
        token = match[0]
        if token == "{":
            if depth == 0:
                start = match.start()
            depth += 1
        elif token == "}" and depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


_TOKENS = regex(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[{}]', re.DOTALL)


def _no_json(error: Exception, raw: str, name: str, line: int) -> Problem:
    reason = _PLACE.sub("", str(error)).strip() or "nested too deeply"
    cut = "truncated" in reason
    message = "the JSON is cut off before its end" if cut else f"this is no JSON: {reason}"
    return Problem(message=message, source=name, line=line, raw=raw[:10_000])
