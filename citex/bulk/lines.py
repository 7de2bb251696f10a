"""`citex lines`: a request in JSON on a line, an answer on a line, as long as somebody asks."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import msgspec

from citex import api, registry
from citex.bulk.outputs import STYLE_SETTINGS
from citex.bulk.setting import setup_of
from citex.bulk.tasks import BadRecord, Row, Task
from citex.bulk.work import Work, json_row
from citex.errors import CitexError, UnknownOption
from citex.formats import Source

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
            request = msgspec.json.decode(line)
            answer = self._answer(request, line)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
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

    def _answer(self, request: Any, line: bytes) -> dict[str, Any]:
        said: dict[str, Any] = dict(self._usual)
        if not _is_request(request):
            return _single(*self._made(line.strip(), said))
        for name in request:
            if name not in _KEYS:
                raise UnknownOption(name, _KEYS, hint="a request has no such key")
        said.update(request)
        if "record" in request:
            return _single(*self._made(msgspec.json.encode(request["record"]), said))
        if "records" in request:
            records = request["records"]
            if not isinstance(records, list):
                raise CitexError("records is a list of records")
            if said.get("list"):
                return {"list": self._listed(msgspec.json.encode(records), said)}
            rows, bad = self._made(b"\n".join(map(msgspec.json.encode, records)), said)
            return _several(rows, bad)
        text = request["text"]
        if not isinstance(text, str):
            raise CitexError("text is the text of a file, BibTeX say")
        if said.get("list"):
            return {"list": self._listed(text.encode("utf-8", "replace"), said)}
        kind = said.get("from") or registry.guess(Source.of_text(text)).name
        return _several(*self._made(text.encode("utf-8", "replace"), said, kind))

    def _made(
        self, data: bytes, said: Mapping[str, Any], kind: str | None = None
    ) -> tuple[list[Row], list[BadRecord]]:
        format = said.get("from")
        rows, bad, _ = _work(_names(said), format, _settings(said)).rows(
            Task(1, "text" if kind else "lines", data, format=kind or format)
        )
        return rows, bad

    def _listed(self, data: bytes, said: Mapping[str, Any]) -> str:
        """The reference list, or the file, of all records of a request."""
        names = _names(said)
        if len(names) != 1:
            raise CitexError("a list is of one style or format: to names it")
        papers = api.parse(data, said.get("from"), problems=[])
        settings = dict(_settings(said))
        return api.format(papers, names[0], **settings)


def _is_request(value: Any) -> bool:
    """Whether it is a request, and no record itself."""
    return isinstance(value, dict) and any(name in value for name in _HOLDERS)


def _names(said: Mapping[str, Any]) -> tuple[str, ...]:
    to = said.get("to")
    names = (to,) if isinstance(to, str) else tuple(to) if isinstance(to, (list, tuple)) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise CitexError("to names what is asked for: a style or a format, or a list of them")
    return names


def _settings(said: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    found = [(name, said[name]) for name in STYLE_SETTINGS if said.get(name)]
    for name, value in found:
        if not isinstance(value, (str, bool)):
            raise UnknownOption(f"{name}={value}")
    return tuple(found)


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
