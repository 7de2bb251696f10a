"""What a source of records is: where it is, how it is asked, and how much it bears."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

import msgspec

from citex.errors import CitexError
from citex.text.addresses import Scheme
from citex.text.identifiers import Identifier

Parameters = Mapping[str, str]
Split = Callable[[bytes], Iterable[tuple[str, bytes]]]
"""An answer with many records as (identifier's value, answer with that record alone)."""
Kind = Literal["json", "xml", "html", "text"]


class Asked(NamedTuple):
    """One request: path, parameters, headers, and the body of a POST (None for a GET)."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How one identifier is asked for; `path` and `parameters` may hold "{id}".

    A path that is "{id}" alone is a whole address, as `spelled` makes it. `spelled` is how the
    service writes the value, or what it is asked for it; `unwrap` takes the value's record out of
    the answer (empty where it has none).
    """

    path: str
    parameters: Parameters = field(default_factory=dict)
    spelled: Callable[[str], str] = str
    unwrap: Callable[[bytes, str], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How many identifiers are asked for at once; `path` and `parameters` may hold "{ids}".

    The values stand in `quoted` each, put together by `joined`; those that hold one of `never` go
    alone. `size` is how many one request may hold. `body` makes the body of a POST.
    """

    path: str
    split: Split
    parameters: Parameters = field(default_factory=dict)
    size: int = 50
    quoted: str = "{}"
    joined: str = ","
    never: str = ","
    body: Callable[[Sequence[str]], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How works are searched for by words; `path` and `parameters` may hold "{words}"."""

    path: str
    parameters: Parameters
    split: Split
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of records.

    `one` and `many` say by scheme how identifiers are asked for; `reader` is the format of its
    records, `only` says which values it is asked for. `min_interval` is in seconds between the
    beginnings of two requests, `max_concurrency` how many may be under way, and `unnamed` both for
    those who give no contact. `key` names the environment's variable with the user's key, and the
    parameter or header ("Name: ") for it.
    """

    name: str
    host: str
    reader: str
    kind: Kind = "json"
    accept: str = "application/json"
    one: Mapping[Scheme, Request] = field(default_factory=dict)
    many: Mapping[Scheme, Batch] = field(default_factory=dict)
    only: Callable[[str], bool] | None = None
    search: Search | None = None
    contact: str = ""
    key: tuple[str, str] | None = None
    needs_key: bool = False
    min_interval: float = 0.1
    min_interval_with_key: float | None = None
    max_concurrency: int = 3
    unnamed: tuple[int, float] | None = None

    def asking(self, name: Identifier, contact: str) -> Asked:
        """The request for one identifier."""
        request = self.one[name.scheme]
        value = request.spelled(name.value)
        return self._asked(request.path, request.parameters, {"{id}": value}, contact)

    def asking_many(self, scheme: Scheme, values: Sequence[str], contact: str) -> Asked:
        """The request for many identifiers of one scheme."""
        batch = self.many[scheme]
        spelled = self.one[scheme].spelled if scheme in self.one else str
        each = [spelled(value) for value in values]
        joined = batch.joined.join(batch.quoted.format(value) for value in each)
        asked = self._asked(batch.path, batch.parameters, {"{ids}": joined}, contact)
        return asked if batch.body is None else asked._replace(body=batch.body(each))

    def searching(self, words: str, contact: str) -> Asked:
        """The request for works with these words."""
        assert self.search is not None
        filled = {"{words}": self.search.words(words)}
        return self._asked(self.search.path, self.search.parameters, filled, contact)

    def batch_of(self, name: Identifier) -> Batch | None:
        """How this identifier goes with others; None where it goes alone."""
        batch = self.many.get(name.scheme)
        return None if batch is None or set(batch.never) & set(name.value) else batch

    def knows(self, name: Identifier) -> bool:
        """Whether it can be asked for this identifier."""
        asked = name.scheme in self.one or name.scheme in self.many
        return asked and self.is_open and (self.only is None or self.only(name.value))

    @property
    def is_open(self) -> bool:
        """Whether it answers: to everyone, or because the user's key is there."""
        return not self.needs_key or bool(self._key)

    @property
    def _key(self) -> str:
        return os.environ.get(self.key[1], "").strip() if self.key else ""

    def rate_limit(self, contact: str) -> tuple[int, float]:
        """How many requests may be under way, and the seconds between the beginnings of two."""
        if self.unnamed is not None and not contact:
            return self.unnamed
        with_key = self.min_interval_with_key
        interval = with_key if with_key is not None and self._key else self.min_interval
        return self.max_concurrency, interval

    def _asked(
        self, path: str, parameters: Parameters, filled: Mapping[str, str], contact: str
    ) -> Asked:
        given = dict(parameters)
        for mark, value in filled.items():
            path = value if path == mark else path.replace(mark, quoted_path(value))
            given = {name: text.replace(mark, value) for name, text in given.items()}
        headers = {"Accept": self.accept}
        if self.contact and contact:
            given[self.contact] = contact
        if self.key and self._key:
            name, header, scheme = self.key[0].partition(":")
            if header:
                headers[name] = scheme.strip() + " " * bool(scheme.strip()) + self._key
            else:
                given[name] = self._key
        return Asked(path, given, headers)


def quoted_path(value: str) -> str:
    """A value as a part of a path: of "a/../b" a client or server would make "b".

    >>> quoted_path("10.1000/a?b"), quoted_path("a/../b")
    ('10.1000/a%3Fb', 'a%2F..%2Fb')
    """
    odd = not {"", ".", ".."}.isdisjoint(value.split("/"))
    return quote(value, safe=":," if odd else "/:,")


def json_object(body: bytes) -> dict[str, Any]:
    """The object that an answer is. Raises CitexError for anything else, or msgspec's DecodeError.

    >>> json_object(b'{"total": 0}')
    {'total': 0}
    """
    found = msgspec.json.decode(body)
    if not isinstance(found, dict):
        raise CitexError("the answer is no object")
    return found


def json_items(*path: str, value: Callable[[Any], Any]) -> Split:
    """A split of JSON whose records stand in the list at `path`; `value` says whose each is.

    The split raises CitexError where there is no list.
    """

    def split(body: bytes) -> Iterator[tuple[str, bytes]]:
        found: Any = msgspec.json.decode(body)
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, list):  # that is no word of any record
            raise CitexError("the answer holds no list of records")
        for item in found:
            name = value(item) if isinstance(item, dict) else None
            if isinstance(name, (str, int)) and not isinstance(name, bool):
                yield str(name), msgspec.json.encode(item)

    return split
