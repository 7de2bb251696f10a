"""Books at library catalogues: which record is taken of several, and what a fault is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from loopback import Server, dnb, mods, send, sru, status, volume

from citex import CitexError
from citex.lookup import lookups
from citex.lookup.sources import ROUTES, route
from citex.lookup.sru import MARC, MODS, record_of
from citex.text.identifiers import Identifier

ISBN = "9783406568442"
EBOOK = "9783406703409"
FAULT = """<diagnostics><d:diagnostic xmlns:d="http://www.loc.gov/zing/srw/diagnostic/">
  <d:uri>info:srw/diagnostic/1/{number}</d:uri><d:details>{words}</d:details></d:diagnostic>
  </diagnostics>"""


def looked_up(server: Server, isbn: str = ISBN, **options: Any) -> Any:
    return next(iter(lookups([isbn], hosts=server.hosts, cache=False, **options)))


def fault(number: int, hits: int, words: str = "") -> bytes:
    return (
        f'<r xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>{hits}</numberOfRecords>'
        f"{FAULT.format(number=number, words=words)}</r>"
    ).encode()


def told(body: bytes, kind: str = "text/xml") -> Any:
    return lambda server, handler, value: send(handler, body, kind=kind)


def several() -> bytes:
    """An e-book that names the printed book, then that, with the number of another binding."""
    ebook = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>An e-book</title>
      </titleInfo><relatedItem type="otherFormat"><identifier type="isbn">3406568440</identifier>
      </relatedItem><identifier type="isbn">9783406703409</identifier></mods>"""
    printed = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A book</title>
      </titleInfo><identifier type="isbn">9780198526636</identifier><identifier type="isbn">
      3406568440 (kart.) : EUR 12.95</identifier></mods>"""
    return sru(ebook + printed)[0]


def test_the_record_whose_own_the_isbn_is(server: Server) -> None:
    """In ten digits or thirteen; the number that was asked for is the one to cite."""
    server.plays["openlibrary", ISBN] = status(404)
    server.plays["k10plus", ISBN] = told(several())
    result = looked_up(server)
    assert (result.source, result.paper.title) == ("k10plus", "A book")
    assert [one.kind for one in result.paper.remarks if one.kind == "doubt"] == []
    assert b"An e-book" in record_of(several(), EBOOK, MODS)


def test_a_catalogue_is_asked_for_both_numbers(server: Server) -> None:
    for name in ROUTES["isbn"]:
        server.plays[name, ISBN] = status(404)
    looked_up(server)
    asked = {urlsplit(path).path: query for path, query, _ in server.requests}
    assert asked["/loc/sru/lcdb"]["query"] == ["bath.isbn=9783406568442 or bath.isbn=3406568440"]
    assert asked["/loc/sru/lcdb"]["startRecord"] == ["1"]
    assert not any(path.startswith("/googlebooks") for path, _, _ in server.requests)


@pytest.mark.parametrize(
    ("body", "said"),
    [(fault(48, 1, "Access denied"), "info:srw/diagnostic/1/48; Access denied"),
     (fault(61, 1), "info:srw/diagnostic/1/61"), (fault(10, 0), "info:srw/diagnostic/1/10")],
)  # fmt: skip
def test_a_fault_with_status_200_is_no_word_of_the_book(
    server: Server, body: bytes, said: str
) -> None:
    """So nothing is remembered as unknown, and it is asked again."""
    with pytest.raises(CitexError, match=said):
        record_of(body, ISBN, MODS)
    for name in ("openlibrary", "k10plus", "dnb"):
        server.plays[name, ISBN] = status(404)
    server.plays["loc", ISBN] = told(body)
    result = looked_up(server)
    assert (result.paper, result.unknown) == (None, False)
    assert f"loc: the record cannot be read: the catalogue says: {said}" in str(result.failure)
    server.plays["loc", ISBN] = [told(body), told(mods(ISBN, "At last")[0])]
    assert looked_up(server).paper.title == "At last"


def test_no_first_record_of_none_is_no_fault() -> None:
    assert record_of(fault(61, 0), ISBN, MODS) == b""
    assert record_of(sru("")[0], ISBN, MODS) == b""


def test_an_unknown_isbn_is_settled_by_few_requests(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """One at each of the route, and none on the next day's run."""
    monkeypatch.setenv("GOOGLE_BOOKS_API_KEY", "x")
    server.plays["openlibrary", ISBN] = told(b"{}", "application/json")
    server.plays["googlebooks", ISBN] = told(b'{"totalItems": 0}', "application/json")
    for name in ROUTES["isbn"][1:-1]:
        server.plays[name, ISBN] = told(sru("")[0])
    for _ in range(2):
        (result,) = lookups([ISBN], hosts=server.hosts, cache=tmp_path / "c")
        assert result.unknown
        asked = [source.name for source in route(Identifier("isbn", ISBN))]
        assert str(result.failure).endswith(f"unknown to {', '.join(asked)}")
    assert len(server.requests) == len(route(Identifier("isbn", ISBN)))


def test_google_books_finds_strangers_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A volume that is only called like the ISBN is not taken; the key is told to Google alone."""
    monkeypatch.setenv("GOOGLE_BOOKS_API_KEY", "secret")
    for name in ROUTES["isbn"]:
        server.plays[name, ISBN] = status(404)
    server.plays["googlebooks", ISBN] = told(volume("9780198526636")[0], "application/json")
    assert looked_up(server).unknown
    del server.plays["googlebooks", ISBN]
    assert looked_up(server).paper.title == "On light: a history"
    for path, query, _ in server.requests:
        assert ("key" in query) == path.startswith("/googlebooks")
    server.plays["googlebooks", ISBN] = status(403)
    assert "secret" not in str(looked_up(server).failure)


def test_a_national_library_is_asked_for_its_language_alone() -> None:
    """978-3 is German's, 978-2 and 979-10 are French's; both numbers of a book are one."""
    isbns = (ISBN, "3406568440", "9782070360024", "9791090636071", "9780198526636")
    asked = {isbn: [source.name for source in route(Identifier("isbn", isbn))] for isbn in isbns}
    assert [name for name in asked[ISBN] if name in ("dnb", "bnf")] == ["dnb"]
    assert asked["3406568440"] == asked[ISBN]
    assert asked["9782070360024"] == asked["9791090636071"] == [
        "bnf" if name == "dnb" else name for name in asked[ISBN]
    ]  # fmt: skip
    assert not {"dnb", "bnf"} & set(asked["9780198526636"])


def test_the_record_of_marc_whose_own_the_isbn_is(server: Server) -> None:
    """Of the paperback and the book in cloth; BnF is asked as it wants to be, in SRU 1.2."""
    other = dnb("9780198526636")[0].decode().replace("<zs:", "<zs:").partition("<record ")[2]
    both = dnb(ISBN)[0].decode().replace("<record ", f"<record {other.partition('</record>')[0]}"
                                         "</record><record ", 1)  # fmt: skip
    assert b"9780198526636" not in record_of(both.encode(), ISBN, MARC)
    french = "9782070360024"
    for name in ("openlibrary", "k10plus"):
        server.plays[name, french] = status(404)
    result = looked_up(server, french)
    assert (result.source, result.paper.publisher, result.paper.ISBN) == ("bnf", "Fougère", french)
    asked = next(query for path, query, _ in server.requests if path.startswith("/bnf/"))
    assert asked["query"] == ['bib.isbn all "9782070360024" or bib.isbn all "2070360024"']
    assert (asked["version"], asked["recordSchema"]) == (["1.2"], ["unimarcXchange"])
