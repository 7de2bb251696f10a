"""Services, identifiers, caches and proxies that mean harm; nothing but loopback is asked."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import os
import random
import socket
import sqlite3
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import loopback
import pytest
import watch
from loopback import Server, good, send, status

from citex import fetch
from citex.cli import main
from citex.lookup import client, lookups, manners, transport
from citex.lookup.cache import Answer, Cache

DOI = "10.5555/a"


@pytest.fixture
def other() -> Iterator[Server]:
    """A second server, which no service is at."""
    played = Server()
    yield played
    played.httpd.shutdown()
    played.httpd.server_close()


def tried(server: Server, *ids: str, **options: Any) -> tuple[list[Any], list[str]]:
    """What was found, and the reasons of what was not."""
    failures: list[Any] = []
    given = {"hosts": server.hosts, "cache": False, "timeout": 5.0, **options}
    papers = fetch(ids, failures=failures, **given)
    return papers, [failure.reason for failure in failures]


# -- redirects ---------------------------------------------------------------------------------

PRIVATE = (
    "http://127.0.0.1/", "http://127.0.0.1:OTHER/crossref/works/x", "http://localhost:OTHER/",
    "http://127.1:OTHER/", "http://2130706433:OTHER/",
    "http://0x7f.0.0.1:OTHER/", "http://0:OTHER/", "http://0.0.0.0/",
    "http://[::1]:OTHER/", "http://[::]/", "http://[::ffff:127.0.0.1]:OTHER/",
    "http://[::ffff:7f00:1]/", "http://[::7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/",
    "http://192.0.2.1/", "http://224.0.0.1/", "http://255.255.255.255/", "https://127.0.0.1/",
    "http://user:word@127.0.0.1:OTHER/", "http://127.0.0.1:OTHER#@example.org/",
    "//127.0.0.1:OTHER/crossref/works/x", "//[::1]/",
)  # fmt: skip
NO_ADDRESSES = (
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:OTHER/_GET", "data:,x",
    "javascript:1", "unix:///var/run/docker.sock", "http+unix://x/", "dict://127.0.0.1/", "http://",
    "http://[::1", "http://a b/", "http://LOCALHOST.:OTHER/",
    "http://0177.0.0.1:OTHER/",
    "http://127.0.0.1:99999999/", "http://x:y/", "HTTPS:", "mailto:a@b", "tel:1", "\x7f://",
)  # fmt: skip


@pytest.mark.parametrize("location", PRIVATE)
def test_no_redirect_leads_into_the_private_network(
    server: Server, other: Server, location: str
) -> None:
    """Whatever the address is written like; at once, and without a request."""
    there = location.replace("OTHER", str(other.httpd.server_port))
    server.plays["crossref", DOI] = status(302, Location=there)
    papers, reasons = tried(server, DOI)
    assert papers == []
    assert "which is not public" in reasons[0]
    assert server.asked["crossref", DOI] == 1
    assert other.requests == []


@pytest.mark.parametrize("location", NO_ADDRESSES)
def test_no_redirect_leads_out_of_the_web(server: Server, other: Server, location: str) -> None:
    there = location.replace("OTHER", str(other.httpd.server_port))
    server.plays["crossref", DOI] = status(302, Location=there)
    papers, reasons = tried(server, DOI)
    assert papers == []
    assert len(reasons) == 1
    assert other.requests == []


def test_a_name_is_what_it_resolves_to(
    server: Server, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public name for a private address, for several, and one that changes its mind."""
    real = socket.getaddrinfo
    answers: dict[str, Iterator[list[str]]] = {
        "private.example": itertools.repeat(["10.0.0.1"]),
        "mapped.example": itertools.repeat(["::ffff:127.0.0.1"]),
        "both.example": itertools.repeat(["93.184.216.34", "127.0.0.1"]),
        "changing.example": iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]]),
    }
    connected: list[str] = []

    def resolved(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        if host not in answers:
            return real(host, port, *more, **options)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in next(answers[host])
        ]

    httpcore = pytest.importorskip("httpcore")
    connect = httpcore.SyncBackend.connect_tcp

    def noted(self: Any, host: str, port: int, *more: Any, **options: Any) -> Any:
        connected.append(host)
        if host == "93.184.216.34":
            raise httpcore.ConnectError("nobody is there")
        return connect(self, host, port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", noted)
    for name in answers:
        server.plays["crossref", f"10.5555/{name}"] = [
            status(302, Location=f"http://{name}:{other.httpd.server_port}/crossref/works/x")
        ] * 2
    for name in ("private", "mapped", "both"):
        _, reasons = tried(server, f"10.5555/{name}.example")
        assert f"redirects to '{name}.example', which is not public" in reasons[0]
    assert set(connected) == {"127.0.0.1"}  # our own server, as we were told
    _, reasons = tried(server, "10.5555/changing.example")
    assert "93.184.216.34" in connected  # the address that was looked at
    assert other.requests == []


def test_addresses() -> None:
    """Which are public; what tunnels give for names (198.18.0.0/15) counts as such."""
    public = "1.1.1.1 93.184.216.34 198.18.0.1 2606:4700::1111 64:ff9b::101:101 2002:101:101::"
    private = """127.0.0.1 10.1.2.3 172.31.255.255 192.168.1.1 169.254.169.254 100.127.0.1 0.0.0.0
        224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00::1 ff02::1
        ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:a00:1:: ::127.0.0.1 2001:db8::1"""
    assert [one for one in public.split() if not transport.is_public(one)] == []
    assert [one for one in private.split() if transport.is_public(one)] == []
    local = (
        "localhost LOCALHOST a.localhost localhost. printer nas.local x.internal 127.1 0x7f000001"
    )
    assert [one for one in local.split() if not transport.is_local(one)] == []


def test_a_redirect_is_not_read(server: Server) -> None:
    """Its body may have no end; what counts is where it leads."""

    def endless(server: Server, handler: Any, value: str) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"{server.url}/crossref/works/10.5555/there")
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(b"[" * 65536)

    server.plays["crossref", DOI] = endless
    papers, reasons = tried(server, DOI)
    assert (len(papers), reasons) == (1, [])


def test_cookies_and_passwords_go_nowhere(server: Server, other: Server) -> None:
    """No cookie is kept; the password for a host is that host's."""
    login = server.hosts["crossref"].replace("http://", "http://me:secret@")
    hosts = {**server.hosts, "crossref": login, "datacite": f"{other.url}/datacite"}

    def moved(server: Server, handler: Any, value: str) -> None:
        there = f"{other.url}/crossref/works/{value}"
        send(handler, b"", status=302, Location=there, Set_Cookie="a=b; Domain=127.0.0.1; Path=/")

    server.plays["crossref", DOI] = moved
    papers, _ = tried(server, DOI, "10.5555/b", hosts=hosts)
    assert len(papers) == 2
    assert all("Authorization" in headers for _, _, headers in server.requests)
    for _, _, headers in other.requests:
        assert "Authorization" not in headers
    for _, _, headers in (*server.requests, *other.requests):
        assert "Cookie" not in headers


# -- answers -----------------------------------------------------------------------------------


def packed(how: str) -> bytes:
    """Fifty megabytes of blanks, packed."""
    raw = zlib.compressobj(wbits=-15)
    blanks = b" " * 50_000_000
    return {
        "gzip": lambda: gzip.compress(blanks),
        "x-gzip": lambda: gzip.compress(blanks),
        "deflate": lambda: zlib.compress(blanks),
        "raw deflate": lambda: raw.compress(blanks) + raw.flush(),
        "gzip, gzip": lambda: gzip.compress(gzip.compress(blanks)),
        "br": lambda: b"\x0b\x02\x80" + b"x" * 100,
        "zstd": lambda: b"\x28\xb5\x2f\xfd" + b"x" * 100,
        "GZIP": lambda: gzip.compress(blanks),
        "compress": lambda: b"\x1f\x9d" + b"x" * 100,
        "identity, gzip": lambda: gzip.compress(blanks),
    }[how]()


@pytest.mark.parametrize(
    "how",
    "gzip|x-gzip|deflate|raw deflate|gzip, gzip|br|zstd|GZIP|compress|identity, gzip".split("|"),
)  # fmt: skip
def test_what_is_packed_is_measured_as_it_is_unpacked(
    server: Server, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """No more than the limit is ever in memory, whatever it is packed with."""
    monkeypatch.setattr(client, "LIMIT", 200_000)
    body = packed(how)
    coding = how.removeprefix("raw ")
    server.plays["crossref", DOI] = lambda server, handler, value: send(
        handler, body, Content_Encoding=coding
    )
    tried(server, "10.5555/warm")
    tracemalloc.start()
    papers, reasons = tried(server, DOI)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert papers == []
    assert any(
        words in reasons[0]
        for words in ("more than 200,000 bytes", "not asked for", "cannot be unpacked")
    )
    assert peak < 10_000_000


def test_what_is_packed_well_is_read(server: Server) -> None:
    """Of any of the codings that we ask for, and no other is asked for."""
    for number, pack in enumerate((gzip.compress, zlib.compress)):
        doi = f"10.5555/{number}"

        def play(server: Server, handler: Any, value: str, pack: Any = pack) -> None:
            body = b'{"message": {"DOI": "10.5555/x", "title": ["A"], "type": "book"}}'
            kind = "gzip" if pack is gzip.compress else "deflate"
            send(handler, pack(body), Content_Encoding=kind)

        server.plays["crossref", doi] = play
        papers, reasons = tried(server, doi)
        assert ([paper.title for paper in papers], reasons) == (["A"], [])
    assert {h["Accept-Encoding"] for _, _, h in server.requests} == {"gzip, deflate"}


def raw(*pieces: bytes, pause: float = 0.0) -> Callable[[Server, Any, str], None]:
    """A server that writes these bytes instead of an answer, the last of them without end."""

    def play(server: Server, handler: Any, value: str) -> None:
        for piece in pieces[:-1]:
            handler.wfile.write(piece)
        handler.close_connection = True
        end = time.monotonic() + 20
        while time.monotonic() < end:
            handler.wfile.write(pieces[-1])
            handler.wfile.flush()
            time.sleep(pause)

    return play


ENDLESS = {
    "a header that drips": raw(b"HTTP/1.1 200 OK\r\nX-A: ", b"a", pause=0.02),
    "headers without end": raw(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 1000),
    "a status that drips": raw(b"HTTP/1.1 200 ", b"O", pause=0.02),
    "continue without end": raw(b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.001),
    "chunks without end": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1000\r\n" + b"[" * 4096 + b"\r\n",
    ),
    "chunks that drip": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", pause=0.02
    ),
    "a chunk's size without end": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0" * 4096
    ),
    "trailers without end": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n" * 100
    ),
    "empty blocks without end": raw(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03",
        b"\0\0\0\xff\xff" * 5000,
    ),
    "redirects that drip": raw(b"HTTP/1.1 302 Found\r\nLocation: http://", b"a", pause=0.02),
    "no words at all": raw(b"\0" * 4096),
    "lines without end": raw(b"\r\n" * 2000),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_ends_by_the_deadline(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One deadline for the whole of it, redirects and headers included; and one limit."""
    monkeypatch.setattr(client, "LIMIT", 2_000_000)
    server.plays["crossref", DOI] = ENDLESS[name]
    with watch.gives_up():
        papers, reasons = tried(server, DOI, timeout=0.5)
    assert (papers, len(reasons)) == ([], 1)


def test_records_that_mean_harm(server: Server) -> None:
    """What an answer holds costs that one identifier at the most."""
    bodies = [
        b"[" * 1_000_000, b'{"a":' * 1_000_000, b'{"message": {"title": ["' + b"<i>" * 100_000,
        b'{"message": {"DOI": 5, "title": [[[[1]]]], "author": [[], 3, null], "issued": "x"}}',
        b'{"message": {"title": ["\\ud800"], "author": [{"family": "\\udfff"}], "type": "book"}}',
        b'{"message": {"issued": {"date-parts": [[1e400, -5, 99999999999999999999]]}}}',
        b"\xff\xfe" + "{}".encode("utf-16-le"), b'{"message": null}', b'{"message": []}',
    ]  # fmt: skip
    for number, body in enumerate(bodies):
        server.plays["crossref", f"10.5555/{number}"] = lambda server, handler, value, body=body: (
            send(handler, body)
        )
    deep = b"<a>" * 100_000
    bomb = (
        b'<!DOCTYPE a [<!ENTITY a "'
        + b"x" * 1000
        + b'">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8))
        + b"]><PubmedArticleSet>&i;</PubmedArticleSet>"
    )
    for pmid, body in (("101", deep), ("102", bomb)):
        server.plays["pubmed", pmid] = lambda server, handler, value, body=body: send(
            handler, body, kind="text/xml"
        )
    ids = [*(f"10.5555/{number}" for number in range(len(bodies))), "10.5555/good"]
    papers, reasons = tried(server, *ids)
    assert len(papers) + len(reasons) == len(ids)
    assert papers[-1].DOI == "10.5555/good"
    papers, reasons = tried(server, "101")
    assert (papers, len(reasons)) == ([], 1)
    papers, reasons = tried(server, "102")
    assert (papers, len(reasons)) == ([], 1)


# -- identifiers -------------------------------------------------------------------------------

ODD_DOIS = (
    "10.5555/..", "10.5555/../..", "10.5555/../../admin", "10.5555/a/../../../admin", "10.5555/.",
    "10.5555/./x", "10.5555//x", "10.5555/a//b", "10.5555/%2e%2e/x", "10.5555/%2E%2E%2Fx",
    "10.5555/%252e%252e/x", "10.5555/..%2f..%2fx", "10.5555/..\\..\\x", "10.5555/a?b=c",
    "10.5555/a#b", "10.5555/a;b", "10.5555/a&mailto=x", "10.5555/a%00b", "10.5555/a%0d%0aX-A:b",
    "10.5555/a@evil.example", "10.5555/@127.0.0.1:1/", "10.5555/a:b", "10.5555/a{id}b",
    "10.5555/{id}{id}", "10.5555/a,b", "10.5555/a+b", "10.5555/a'b\"c", "10.5555/<script>",
    "10.5555/\u2025/\u2025/x", "10.5555/\uff0e\uff0e/x", "10.5555/\u00e9", "10.5555/\U0001f600",
    "10.5555/a\u2028b", "10.5555/\u202e", "10.5555/*", "10.5555/~", "10.5555/a/..", "10.5555/a/.",
    "10.5555/..;/x", "10.5555/.../x", "10.5555/a/%2e./x",
)  # fmt: skip


@pytest.mark.parametrize("agency", ["ISTIC", "JaLC"])
@pytest.mark.parametrize("doi", ODD_DOIS)
def test_no_identifier_leaves_its_place_in_the_address(
    server: Server, monkeypatch: pytest.MonkeyPatch, doi: str, agency: str
) -> None:
    """It is one name below /works/, however a server resolves dots and slashes."""
    monkeypatch.setitem(loopback.REGISTERED, "10.5555", agency)
    for service in ("crossref", "datacite", "doi.org", "jalc"):
        server.plays[service, doi] = status(404)
    papers, reasons = tried(server, doi, contact="a@b.example")
    assert len(papers) + len(reasons) == 1
    for path, query, headers in server.requests:
        parts = urlsplit(path)
        place = next(p for p in ("/crossref/works/", "/datacite/dois/", "/doi.org/doiRA/",
                                 "/doi.org/", "/page/https%3A%2F%2Fdoi.org%2F",
                                 "/jalc/dois/", "/doaj/api/search/articles/doi:%22")
                     if parts.path.startswith(p))  # fmt: skip
        name = parts.path[len(place) :]
        if place.startswith("/page"):
            name = unquote(name)
        assert unquote(name).startswith("10.5555/")
        dots = [
            part for part in name.lower().replace("%2e", ".").split("/") if part in ("", ".", "..")
        ]
        assert dots == []
        assert set(query) <= {"mailto"}
        assert query.get("mailto", ["a@b.example"]) == ["a@b.example"]
        assert "X-A" not in headers
        assert path.isascii()


@pytest.mark.parametrize(
    "word",
    ["10.5555/\ud800", "\udfff", "PMID: 1\ud800", "10.5555/a\r\nX-A: b", "10.5555/\0", "\0",
     "10.5555/" + "a" * 100_000, "10.5555/a\x1b[2J", "PMC1\n2", "arXiv:../../x", "ISBN ../x",
     "http://127.0.0.1/", "https://doi.org/../x", "file:///etc/passwd"],
)  # fmt: skip
def test_a_word_that_is_none_costs_only_itself(server: Server, word: str, tmp_path: Path) -> None:
    """With and without a cache; the others are found."""
    for cache in (False, tmp_path / "c"):
        papers, _ = tried(server, "10.5555/good", word, "101", cache=cache)
        found = [(paper.DOI, paper.PMID) for paper in papers]
        assert ("10.5555/good", None) in found
        assert (None, "101") in found
    for _, _, headers in server.requests:
        assert "X-A" not in headers


@pytest.mark.parametrize(
    "contact",
    ["\u00e4@\u4f8b\u5b50.\u516c\u53f8", "a@b.example\r\nX-A: b", "\ud800@b", "\0", "a" * 10_000,
     "a@b\x1b[2J", " ", "a@b)&x=y#z", "\u202ea@b"],
)  # fmt: skip
def test_any_contact(server: Server, contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in ASCII, in one header, in one parameter; or not at all."""
    papers, reasons = tried(server, DOI, "101", contact=contact)
    assert (len(papers), reasons) == (2, [])
    for _, query, headers in server.requests:
        assert "X-A" not in headers
        assert headers["User-Agent"].isascii()
        assert set(query) <= {"mailto", "email", "id", "db", "retmode", "tool"}


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://a b", "http://a:b", "http://a:99999999", "http://x?y", "ftp://x",
     "http://x#y", "http://\u00e4", "http://a\r\nb", "//x", "http://a\\b", "http://\ud800"],
)  # fmt: skip
def test_hosts_that_are_none(address: str) -> None:
    with pytest.raises(Exception, match=r"an address with http\(s\)://"):
        fetch([DOI], hosts={"crossref": address}, cache=False)


# -- the cache ---------------------------------------------------------------------------------


def database(place: Path, *statements: str, version: int = 1) -> None:
    file = sqlite3.connect(place)
    for statement in statements:
        file.execute(statement)
    file.execute(f"PRAGMA user_version = {version}")
    file.commit()
    file.close()


OURS = "CREATE TABLE answers (identifier TEXT PRIMARY KEY, time REAL, reader TEXT, body BLOB)"
NOW = "strftime('%s', 'now')"


def row(reader: str, body: str, moment: str = NOW) -> tuple[str, str]:
    return OURS, f"INSERT INTO answers VALUES ('doi:{DOI}', {moment}, {reader}, {body})"


def scratched(place: Path) -> None:
    """A cache of ours with many answers, and holes in it."""
    cache = Cache(place)
    for number in range(200):
        cache.keep(f"doi:10.5555/{number}", Answer("crossref", b"{}" * 5000))
    cache.close()
    data = bytearray(place.read_bytes())
    noise = random.Random(7)
    for position in range(4096, len(data), 512):
        data[position : position + 64] = noise.randbytes(64)
    place.write_bytes(bytes(data))


BROKEN: dict[str, Callable[[Path], object]] = {
    # a file that is not, or no more, a cache of ours: it is put aside
    "text": lambda place: place.write_text("my notes"),
    "noise": lambda place: place.write_bytes(random.Random(1).randbytes(20_000)),
    "a head alone": lambda place: place.write_bytes(b"SQLite format 3\0" + b"\0" * 84),
    "cut off": lambda place: (database(place, *row("'crossref'", "zeroblob(20000)")),
                              os.truncate(place, 5000)),
    "another version": lambda place: database(place, OURS, version=99),
    "other columns": lambda place: database(place, "CREATE TABLE answers (a, b)"),
    "another table": lambda place: database(place, "CREATE TABLE thesis (page)", version=0),
    "a view without end": lambda place: database(
        place,
        "CREATE VIEW answers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT 'x' AS identifier, i AS time, 'crossref' AS reader, x'7b7d' AS body FROM n",
    ),
    "a trigger": lambda place: database(
        place, OURS,
        "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END",
    ),
    "holes": scratched,
}  # fmt: skip
ODD_ROWS: dict[str, tuple[str, str]] = {
    "no reader": row("NULL", "x'7b7d'"), "a number for a reader": row("5", "x'7b7d'"),
    "another reader": row("'nonsense'", "x'7b7d'"), "a path": row("'/etc/passwd'", "x'7b7d'"),
    "no body": row("'crossref'", "NULL"), "a number": row("'crossref'", "999999999999"),
    "text": row("'crossref'", "'{}'"), "junk": row("'crossref'", "x'ff00ff00'"),
    "a body too large": row("'crossref'", "zeroblob(60000000)"),
    "deep": row("'crossref'", "CAST(replace(hex(zeroblob(500000)), '0', '[') AS BLOB)"),
    "the far future": row("'crossref'", "x'7b7d'", "9e15"),
    "no time": row("'crossref'", "x'7b7d'", "'soon'"),
}  # fmt: skip


def healed(server: Server, place: Path) -> None:
    """The cache serves again: what is found once is not asked for twice."""
    for _ in range(3):
        papers, reasons = tried(server, DOI, cache=place)
        assert ([paper.DOI for paper in papers], reasons) == ([DOI], [])
    assert 1 <= server.asked["crossref", DOI] <= 2  # a hole may be found by what is kept


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_cache_heals(server: Server, tmp_path: Path, name: str) -> None:
    """It is begun anew; what lay there is not ours to delete, and lies beside it."""
    place = tmp_path / "c.sqlite"
    BROKEN[name](place)
    before = place.read_bytes()
    healed(server, place)
    aside = tmp_path / "c.sqlite.bad"
    assert aside.exists()
    if name != "holes":
        assert aside.read_bytes() == before


@pytest.mark.parametrize("name", ODD_ROWS)
def test_an_odd_answer_in_the_cache_is_asked_for_again(
    server: Server, tmp_path: Path, name: str
) -> None:
    place = tmp_path / "c.sqlite"
    database(place, *ODD_ROWS[name])
    healed(server, place)
    assert not (tmp_path / "c.sqlite.bad").exists()


def test_what_is_no_file_is_no_cache(server: Server, tmp_path: Path) -> None:
    """A folder, a pipe, a device, a link to nowhere, a name that is none: a warning, no cache."""
    places: list[Any] = [tmp_path, "/dev/zero", "/dev/null", tmp_path / "loop", "a\0b", "x" * 5000]
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").write_text("x")
    places.append(tmp_path / "file" / "below")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        warnings: list[Any] = []
        results = lookups([DOI], hosts=server.hosts, cache=place, warnings=warnings)
        assert [result.paper is not None for result in results] == [True]
        assert "no cache is kept" in str(warnings[0])
    assert os.path.exists("/dev/zero") or not os.path.isdir("/dev")


def test_a_cache_that_may_only_be_read(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in it is used."""
    place = tmp_path / "c.sqlite"
    tried(server, DOI, cache=place)
    real = os.open

    def forbidden(path: Any, flags: int, *more: Any, **options: Any) -> int:
        if str(path) == str(place) and flags & os.O_WRONLY:
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *more, **options)

    monkeypatch.setattr(os, "open", forbidden)
    for number in range(2):
        warnings: list[Any] = []
        ids = [DOI, f"10.5555/new{number}"]
        results = lookups(ids, hosts=server.hosts, cache=place, warnings=warnings)
        assert [result.paper is not None for result in results] == [True, True]
        assert "may only be read" in str(warnings[0])
    assert server.asked["crossref", DOI] == 1


def test_many_share_a_broken_cache(server: Server, tmp_path: Path) -> None:
    place = tmp_path / "c.sqlite"
    place.write_text("my notes")
    failed: list[Exception] = []

    def run() -> None:
        try:
            tried(server, DOI, cache=place)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


# -- proxies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "proxy",
    ["http://127.0.0.1:1", "127.0.0.1:1", "socks5://127.0.0.1:1", "ftp://127.0.0.1:1", "http://[::1",
     "http://", "://", "http://127.0.0.1:99999999", "http://user:p\u00e4ss@127.0.0.1:1",
     "https://127.0.0.1:1", "socks4://127.0.0.1:1", "http://127.0.0.1:x"],
)  # fmt: skip
def test_a_proxy_that_does_not_work_is_one_line(
    server: Server, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    """For a host beyond it; this machine is reached without."""
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("all_proxy", proxy)
    papers, reasons = tried(server, DOI)
    assert (len(papers), reasons) == (1, [])
    hosts = {"crossref": "http://crossref.example", "datacite": "http://crossref.example"}
    papers, reasons = tried(server, DOI, hosts={**hosts, "doi.org": "http://crossref.example"})
    assert (papers, len(reasons)) == ([], 1)
    assert "p\u00e4ss" not in reasons[0]


def test_a_proxy_is_used_and_leads_nowhere_private(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It resolves names for us, so only hosts that are local as written can be refused."""
    monkeypatch.setenv("http_proxy", server.url)
    hosts = {"crossref": "http://crossref.example/crossref"}
    papers, reasons = tried(server, DOI, hosts=hosts)
    assert (len(papers), reasons) == (1, [])
    assert server.requests[0][0].startswith("http://crossref.example/crossref/works/")
    for host in (
        "10.0.0.1",
        "169.254.169.254",
        "[::ffff:10.0.0.1]",
        "nas.local",
        "printer",
        "0xa.1",
    ):
        server.plays["crossref", DOI] = status(302, Location=f"http://{host}/")
        papers, reasons = tried(server, DOI, hosts=hosts)
        assert papers == []
        assert "which is not public" in reasons[0]


def test_good_answers_are_as_good_as_ever(server: Server) -> None:
    """The server of these tests plays fair where it is not told otherwise."""
    server.plays["crossref", DOI] = good
    assert tried(server, DOI)[1] == []


# -- strangers ---------------------------------------------------------------------------------

STRANGERS = {
    # identifier: the service, and its record of another work
    DOI: ("crossref", loopback.crossref("10.5555/other")),
    "9780198526636": ("openlibrary", loopback.openlibrary("9787111407010")),
    "978-0-19-852663-6": ("k10plus", loopback.mods("9787111407010")),
    "PMID:123": ("pubmed", loopback.pubmed("77")),
    "PMC12": ("europepmc", loopback.europepmc("PMC13")),
    "1605.08386": ("arxiv", loopback.arxiv("1605.08387")),
}


@pytest.mark.parametrize("given", STRANGERS)
def test_a_record_of_another_work_is_doubted_or_refused(
    server: Server, given: str, tmp_path: Path
) -> None:
    """A registry may have joined two DOIs; where it was not asked for, the record is refused."""
    service, (body, kind) = STRANGERS[given]
    value = given.removeprefix("PMID:").replace("-", "")
    server.plays[service, value] = lambda server, handler, value: send(handler, body, kind=kind)
    if service == "k10plus":
        server.plays["openlibrary", value] = status(404)
    else:
        server.plays["k10plus", value] = server.plays["loc", value] = status(404)
    for _ in range(2):  # the second answer comes out of the cache
        papers, reasons = tried(server, given, cache=tmp_path / "c")
        if papers:
            assert [one.variable for one in papers[0].remarks if one.kind == "doubt"] == [
                "DOI" if service == "crossref" else "ISBN"
            ]
        else:
            assert f"unknown to {service}" in reasons[0]
    assert bool(papers) == (service in ("crossref", "k10plus"))


@pytest.mark.parametrize("body", [b'{"message": null}', b'{"message": {"items": null}}', b"{}"])
def test_an_answer_without_a_list_says_of_nothing_that_it_is_unknown(
    server: Server, tmp_path: Path, body: bytes
) -> None:
    server.plays["crossref", DOI] = [lambda server, handler, value: send(handler, body)] * 3
    papers, reasons = tried(server, DOI, "10.5555/b", cache=tmp_path / "c")
    assert sorted(paper.DOI for paper in papers) == [DOI, "10.5555/b"]
    assert reasons == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://localhost/x", "'localhost' is not public, and not asked"),
        ("http://me:secret@127.0.0.1:8000/x", "'127.0.0.1' is not public, and not asked"),
        ("http://[::1/x", "is no web address"), ("http://xn--/x", "is no web address"),
        ("http://\u2100.org/", "is no web address"), ("ftp://ftp.invalid/x", "is no web address"),
        ("http://me:secret@[fe80::1]/x", ""), ("https://me:secret@a.invalid:99999/x", ""),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_asked(server: Server, address: str, said: str) -> None:
    """One line, in which no password stands."""
    hosts = {name: url for name, url in server.hosts.items() if name != "page"}
    papers, (reason,) = tried(server, address, hosts=hosts)
    assert papers == []
    assert said in reason
    assert "secret" not in reason
    assert "Error:" not in reason


@pytest.mark.parametrize(
    ("limit", "span"),
    [
        ("1", "1000h"), ("0.000001", "1s"), ("0", "1s"), ("-5", "1s"), ("1e9", "x"),
        ("9" * 400, "1s"), ("1", "9" * 400), ("nan", "inf"),
    ],
)  # fmt: skip
def test_a_rate_that_no_service_has_is_not_believed(limit: str, span: str) -> None:
    gate = manners.Gate("nobody", 1, lambda name, interval: 0.0)
    client._heed({"x-rate-limit-limit": limit, "x-rate-limit-interval": span}, gate)
    assert gate._announced == 0.0


@pytest.mark.parametrize("value", ["'soon'", "NULL", "x'00'", "9e99", "-9e99"])
def test_an_odd_turn_is_none(tmp_path: Path, value: str) -> None:
    """In the file that processes share, whoever wrote it."""
    place = tmp_path / "turns.sqlite"
    manners._turn(place, "crossref", 1.0)
    with contextlib.closing(sqlite3.connect(place)) as file:
        file.execute(f"UPDATE turns SET next = {value}")
        file.commit()
    assert 0.0 <= manners._turn(place, "crossref", 1.0) < 1.0
    assert manners._turn(place, "crossref", 1.0) > 0.0


def test_a_doubt_is_told(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command, beside the record; not where quiet is wished."""
    body, kind = loopback.crossref("10.5555/other")
    server.plays["crossref", DOI] = lambda server, handler, value: send(handler, body, kind=kind)
    hosts = [f"--host={name}={url}" for name, url in server.hosts.items()]
    assert main(["fetch", DOI, "--no-cache", *hosts]) == 0
    told = capsys.readouterr()
    assert '"DOI":"10.5555/other"' in told.out
    assert f"warning: {DOI}: DOI: doi:{DOI} was asked for" in told.err
    assert main(["fetch", DOI, "--no-cache", "--quiet", *hosts]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("tag", ["citation_doi=10.5555/a", "citation_pmid=123"])
def test_a_page_that_names_a_strangers_work(server: Server, tag: str) -> None:
    """The page is believed in what it says of itself; its identifier is doubted."""
    name, _, value = tag.partition("=")
    text = (
        '<!DOCTYPE html><html><head><meta name="citation_title" content="Salt roads of the moon">'
        '<meta name="citation_author" content="Duval, Claire">'
        f'<meta name="{name}" content="{value}"></head></html>'
    ).encode()
    address = "https://journal.example/salt"
    server.plays["page", address] = lambda server, handler, value: send(
        handler, text, kind="text/html"
    )
    (paper,), reasons = tried(server, address)
    assert (paper.title, reasons) == ("Salt roads of the moon", [])
    (doubt,) = [one for one in paper.remarks if "the page names" in one.message]
    assert (doubt.kind, doubt.variable, doubt.before) == (
        "doubt", name.removeprefix("citation_").upper(), value,
    )  # fmt: skip
