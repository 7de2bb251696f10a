"""Answers of every source with something wrong in them: one line each, never a traceback.

They are made of the good ones that the loopback server gives, for every source of the table.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from loopback import BODIES, LISTS
from lxml import etree

from citex.errors import CitexError
from citex.lookup import client
from citex.lookup.cache import Cache
from citex.lookup.resolving import Resolver, _Asking
from citex.lookup.source import Asked, Source
from citex.lookup.sources import SOURCES
from citex.model import Paper
from citex.text.identifiers import Identifier

VALUES = {
    "doi": "10.5555/a", "shortdoi": "10/bcd5", "pmid": "101", "pmcid": "PMC101",
    "arxiv": "1605.08386", "isbn": "9780198526636", "openalex": "W2741809807", "wikidata": "Q42",
    "hal": "hal-01234567", "bibcode": "2016PhRvL.116f1102A", "dblp": "conf/nips/Meier17",
    "inspire": "1421100", "s2": "0" * 40, "github": "someone/program", "handle": "2027.42/12345",
    "nbk": "NBK1116", "url": "https://news.example/a",
}  # fmt: skip
OF_THEIR_OWN = {"doaj": "10.3969/j.issn.1", "zenodo": "10.5281/zenodo.12"}
"""The values of those who have some alone."""
WRONG: tuple[Any, ...] = (
    None, True, -3, 1e300, 10**30, "", "x", "\x85\u2028", "<b", "x" * 100_000, [], {}, [[]], [None],
    [[{}]], {"a": None}, [{"a": [1]}], [3, "y"],
)  # fmt: skip
ASKED = [
    (source.name, scheme)
    for source in SOURCES.values()
    for scheme in dict.fromkeys((*source.one, *source.many))
]


class Told:
    """A client to whom the answer is told."""

    contact = ""
    stop = threading.Event()

    def __init__(self, body: bytes) -> None:
        self.body = body

    def ask(self, source: Source, asked: Asked, read: Callable[[bytes], Any]) -> Any:
        client._check(self.body, "text/html" if source.kind == "html" else "", source)
        return client._read(self.body, source, read)


def said(name: str, scheme: str, body: bytes, *, listed: bool = False) -> Any:
    """What comes of an answer: a paper, an identifier, or the error of a source."""
    source = SOURCES[name]
    told: Any = Told(body)
    resolver = Resolver(Cache(None, 1.0), told, offline=False)
    value = OF_THEIR_OWN.get(name, VALUES[scheme])
    asking = _Asking(Identifier(scheme, value), [source])
    more = _Asking(Identifier(scheme, f"{value}1"), [source])
    try:
        return resolver._answers(source, [asking, more] if listed else [asking])[0]
    except (client.Failed, client.Again, CitexError) as error:
        return error


def good(name: str, scheme: str) -> bytes:
    source = SOURCES[name]
    listed = {"many": scheme not in source.one} if name in LISTS else {}
    value = OF_THEIR_OWN.get(name, VALUES[scheme])
    if name in ("datacite", "zenodo"):
        value = source.one[scheme].spelled(value)
    return BODIES[name](value, **listed)[0]


def broken_json(value: Any) -> Iterator[Any]:
    """The value with each of its parts, and itself, put to something wrong."""
    yield from WRONG
    if isinstance(value, dict):
        for key in value:
            yield {other: value[other] for other in value if other != key}
            for inner in broken_json(value[key]):
                yield {**value, key: inner}
    elif isinstance(value, list):
        for place, item in enumerate(value):
            for inner in broken_json(item):
                yield [*value[:place], inner, *value[place + 1 :]]


def broken_xml(body: bytes) -> Iterator[bytes]:
    """The document with each of its elements gone, emptied, filled, doubled, under another name."""
    parser = etree.HTMLParser() if b"<html" in body else etree.XMLParser()
    count = len(list(etree.fromstring(body, parser).iter("*")))
    for place in range(count):
        for change in ("gone", "empty", "long", "bare", "twice", "named"):
            tree = etree.fromstring(body, parser)
            element = list(tree.iter("*"))[place]
            parent = element.getparent()
            if change in ("gone", "twice") and parent is None:
                continue
            if change == "gone":
                parent.remove(element)
            elif change == "twice":
                parent.append(etree.fromstring(etree.tostring(element, with_tail=False), parser))
            elif change == "named":
                element.tag = "other"
            elif change == "bare":
                element.attrib.clear()
            else:
                del element[:]
                element.text = "" if change == "empty" else "x, y; (" * 5_000
            yield etree.tostring(tree)


def broken(body: bytes) -> Iterator[bytes]:
    """What is wrong with an answer by its kind, and cut off anywhere."""
    step = max(1, len(body) // 40)
    yield from (body[:end] for end in range(0, len(body), step))
    yield from (b"[" * 5_000, b'{"a":' * 5_000, b"<a>" * 5_000, b"\xff\xfe\x00", b"<none/>")
    if body[:1] in b"{[":
        for value in broken_json(json.loads(body)):
            yield json.dumps(value).encode()
    elif body.lstrip()[:1] == b"<":
        yield from broken_xml(body)


def test_every_source_has_an_answer_here() -> None:
    assert {name for name, _ in ASKED} == SOURCES.keys() == BODIES.keys() - {"agencies"}
    assert {scheme for _, scheme in ASKED} == VALUES.keys()


@pytest.mark.parametrize(("name", "scheme"), ASKED)
def test_a_good_answer_is_read(name: str, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the others here say nothing."""
    assert isinstance(said(name, scheme, good(name, scheme)), (Paper, Identifier))


@pytest.mark.parametrize(("name", "scheme"), ASKED)
def test_a_broken_answer_is_one_line(name: str, scheme: str) -> None:
    """Whatever is wrong in it: a record that says less, or an error that says who and why."""
    for body in broken(good(name, scheme)):
        for listed in (False, scheme in SOURCES[name].many):
            result = said(name, scheme, body, listed=listed)
            assert isinstance(result, (Paper, Identifier, client.Failed, client.Again)), (
                body[:2000], type(result), result,
            )  # fmt: skip
            if isinstance(result, Exception):
                assert "\n" not in str(result)
