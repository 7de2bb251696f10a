"""`citex lines`: a request in JSON on a line, an answer on a line, as long as somebody asks."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import msgspec

from citex import registry
from citex.bulk.outputs import STYLE_SETTINGS
from citex.bulk.setting import setup_of
from citex.bulk.tasks import BadRecord, Row, Task
from citex.bulk.work import Work, json_row
from citex.errors import CitexError, UnknownOption
from citex.formats import Source
from citex.formats._json import decoded

_HOLDERS = ("record", "records", "text")
_KEYS = ("request", "to", "from", "list", *_HOLDERS, *STYLE_SETTINGS)


class Answerer:
    """Answers requests; what is not said in one is as it was said when this was made."""

    def __init__(self, **usual: Any) -> None:
        self._usual = {name: value for name, value in usual.items() if value}

    def answer(self, line: bytes) -> bytes:
        """The answer to a request, as a line of JSON. Nothing in a request raises an error.

        >>> Answerer(to="apa").answer(b'{"id": "a", "type": "book", "title": "On Growth"}')
        b'{"id":"a","outputs":{"apa":"On Growth. (n.d.)."},"problems":[],"errors":[]}\\n'
        """
        request: Any = {}
        answer: dict[str, Any]
        try:
            text = line.decode("utf-8-sig")
            request = decoded(text)
            answer = self._answer(request, text)
        except UnicodeDecodeError as error:
            answer = _failed("not-json", f"the request is not UTF-8: {error.reason}")
        except (msgspec.DecodeError, RecursionError) as error:
            answer = _failed("not-json", f"the request is no JSON: {error}")
        except CitexError as error:
            answer = _failed("request", str(error))
        except Exception as error:  # whatever it is, the next request is to be answered
            answer = _failed("internal", f"{type(error).__name__}: {error}")
        if isinstance(request, dict) and "request" in request and _is_request(request):
            answer = {"request": request["request"], **answer}
        try:
            return msgspec.json.encode(answer) + b"\n"
        except (UnicodeError, ValueError, TypeError):
            return msgspec.json.encode(_failed("internal", "the answer cannot be said")) + b"\n"

    def check(self) -> None:
        """Raises CitexError where what was said at first cannot be."""
        if self._usual.get("from"):
            registry.reader_named(self._usual["from"])
        if self._usual.get("to"):
            _work_of(self._usual)

    def _answer(self, request: Any, line: str) -> dict[str, Any]:
        said: dict[str, Any] = dict(self._usual)
        holder, data, kind = "record", line.strip().encode("utf-8"), None
        if _is_request(request):
            for name in request:
                if name not in _KEYS:
                    raise UnknownOption(name, _KEYS, hint="a request has no such key")
            said.update(request)
            given = [name for name in _HOLDERS if name in request]
            if len(given) != 1:
                raise CitexError("a request has one of record, records and text")
            holder = given[0]
            data, kind = _data(holder, request[holder], said.get("from"))
        work = _work_of(said)
        task = Task(1, "text" if kind else "lines", data, format=kind or said.get("from"))
        if _flag(said, "list"):
            if len(work.setup.outputs) != 1:
                raise CitexError("a list is of one style or format: to names it")
            papers, bad = work.papers(task)
            return {"list": work.setup.outputs[0].listed(papers), "errors": _errors(bad)}
        rows, bad, _ = work.rows(task)
        return _single(rows, bad) if holder == "record" else _several(rows, bad)


def _data(holder: str, value: Any, format: str | None) -> tuple[bytes, str | None]:
    """What a request holds, as lines of JSON, or as a text of a format."""
    if holder == "record":
        return msgspec.json.encode(value), None
    if holder == "records":
        if not isinstance(value, list):
            raise CitexError("records is a list of records")
        return b"\n".join(map(msgspec.json.encode, value)), None
    if not isinstance(value, str):
        raise CitexError("text is the text of a file, BibTeX say")
    return value.encode("utf-8", "replace"), format or registry.guess(Source.of_text(value)).name


def _is_request(value: Any) -> bool:
    """Whether it is a request, and no record itself, which may have a key of that name, too."""
    return (
        isinstance(value, dict)
        and any(name in value for name in ("request", *_HOLDERS))
        and not any(name in value for name in ("type", "title", "DOI"))
    )


def _flag(said: Mapping[str, Any], name: str) -> bool:
    value = said.get(name) or False
    if not isinstance(value, bool):
        raise UnknownOption(f"{name}={value}", (f"{name}=true", f"{name}=false"))
    return value


def _names(said: Mapping[str, Any]) -> tuple[str, ...]:
    to = said.get("to")
    names = (to,) if isinstance(to, str) else tuple(to) if isinstance(to, (list, tuple)) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise CitexError("to names what is asked for: a style or a format, or a list of them")
    return names


def _work_of(said: Mapping[str, Any]) -> Work:
    """What does the work of a request. Raises CitexError for what cannot be."""
    format = said.get("from")
    if format is not None and not isinstance(format, str):
        raise CitexError("from names the format of the record or the text")
    flags = ("notices", "links")
    found = [(name, _flag(said, name)) for name in flags if said.get(name) is not None]
    found += [(name, said[name]) for name in STYLE_SETTINGS if name not in flags and said.get(name)]
    for name, value in found:
        if not isinstance(value, (str, bool)):
            raise UnknownOption(f"{name}={value}")
    return _work(_names(said), format, tuple(found))


@functools.lru_cache(maxsize=64)
def _work(
    names: tuple[str, ...], format: str | None, settings: tuple[tuple[str, Any], ...]
) -> Work:
    return Work(setup_of(names, dict(settings), format, (), None))


def _failed(code: str, message: str) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": message}]}


def _single(rows: list[Row], bad: list[BadRecord]) -> dict[str, Any]:
    if len(rows) > 1:
        return _several(rows, bad)
    row = json_row(rows[0]) if rows else {"id": _id(bad), "outputs": {}, "problems": []}
    return {**row, "errors": _errors(bad)}


def _several(rows: list[Row], bad: list[BadRecord]) -> dict[str, Any]:
    return {"rows": [json_row(row) for row in rows], "errors": _errors(bad)}


def _errors(bad: list[BadRecord]) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "message": one.message, "line": one.line,
         **({"output": one.output} if one.output else {})}
        for one in bad
    ]  # fmt: skip


def _id(bad: list[BadRecord]) -> str:
    return next((one.id for one in bad if one.id), "")


__all__ = ["Answerer"]
