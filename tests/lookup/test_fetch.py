"""Looking up identifiers, against a server on loopback that can be slow, broken and hostile."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import itertools
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import loopback
import pytest
import watch
from loopback import Server, send, slow, status, unknown

from citex import CitexError, LookupFailed, afetch, fetch, lookup
from citex.lookup import client, lookups, manners
from citex.lookup.sources import ROUTES, SOURCES


def found(server: Server, *ids: str, **options: Any) -> tuple[list[Any], list[LookupFailed]]:
    failures: list[LookupFailed] = []
    options.setdefault("cache", False)
    papers = fetch(ids, hosts=server.hosts, failures=failures, **options)
    return papers, failures


def one_failure(server: Server, identifier: str, **options: Any) -> str:
    papers, failures = found(server, identifier, **options)
    assert papers == []
    assert len(failures) == 1
    assert failures[0].identifier == identifier
    return failures[0].reason


def test_every_kind_in_any_spelling(server: Server) -> None:
    """DOI, PMID, PMCID, arXiv and ISBN, as people write them, mixed, in their order."""
    papers, failures = found(
        server,
        "https://doi.org/10.5555/12345678",
        "PMID: 30089069",
        "PMC12505684",
        "arXiv:1605.08386v1",
        "ISBN 978-0-19-852663-6",
        "https://publisher.example/doi/full/10.5555/ABC",
        "0-19-852663-6",
    )
    assert failures == []
    assert [(paper.DOI, paper.PMID, paper.PMCID, paper.ISBN) for paper in papers][:3] == [
        ("10.5555/12345678", None, None, None),
        (None, "30089069", None, None),
        (None, None, "PMC12505684", None),
    ]
    assert papers[3].title == "On 1605.08386v1"
    assert papers[4].title == "On Growth: a study"
    assert papers[4].ISBN == "9780198526636"
    assert papers[4].publisher == "Example Press"
    assert papers[4].issued.year == 1988
    assert papers[5].DOI == "10.5555/abc"
    assert papers[6].ISBN == "9780198526636"


def test_a_line_may_hold_several(server: Server) -> None:
    papers, failures = found(server, "PMID: 123, 10.1000/182; arXiv:1605.08386", "# note", " ")
    assert failures == []
    assert len(papers) == 3


def test_the_same_identifier_is_asked_for_once(server: Server) -> None:
    papers, _ = found(server, "10.5555/A", "doi:10.5555/a", "https://doi.org/10.5555/a")
    assert len(papers) == 1
    assert server.asked["crossref", "10.5555/a"] == 1


def test_doi_of_other_agencies(server: Server) -> None:
    """Crossref, then DataCite, then whoever registered it; prefixes of DataCite go there first."""
    server.plays["crossref", "10.9999/data"] = unknown
    server.plays["crossref", "10.9999/cn"] = unknown
    server.plays["datacite", "10.9999/cn"] = unknown
    papers, failures = found(server, "10.9999/data", "10.9999/cn", "10.5281/zenodo.1")
    assert failures == []
    assert [paper.title for paper in papers] == [
        "Data of 10.9999/data", "Elsewhere 10.9999/cn", "Data of 10.5281/zenodo.1",
    ]  # fmt: skip
    assert server.asked["crossref", "10.5281/zenodo.1"] == 0
    accepts = [h["Accept"] for path, _, h in server.requests if path.startswith("/doi.org/10")]
    assert accepts == ["application/vnd.citationstyles.csl+json"]


def test_doi_with_awkward_characters(server: Server) -> None:
    """Parentheses, angle brackets, slashes, question marks and percents arrive whole."""
    dois = [
        "10.1130/0091-7613(1995)023<0292:foitvs>2.3.co;2",
        "10.1016/s0140-6736(97)11096-0",
        "10.1000/a?b=c#d%e&f/g//h",
        "10.5555/中文",
    ]
    papers, failures = found(server, *dois)
    assert failures == []
    assert [paper.DOI for paper in papers] == dois


def test_manners(server: Server) -> None:
    """The contact is told, arXiv is asked by one at a time, PubMed and arXiv for many at once."""
    ids = [f"{number}" for number in range(1001, 1061)] + [
        f"2401.{number:05}" for number in range(60)
    ]
    papers, failures = found(
        server, *ids, *(f"10.5555/{n}" for n in range(30)), contact="a@b.example"
    )
    assert failures == []
    assert len(papers) == 150
    assert server.most["crossref"] <= 3
    assert server.most["arxiv"] == 1
    paths = [path for path, _, _ in server.requests]
    assert sum(path.startswith("/pubmed") for path in paths) == 2
    assert sum(path.startswith("/arxiv") for path in paths) == 2
    for path, query, headers in server.requests:
        assert "mailto:a@b.example" in headers["User-Agent"]
        if path.startswith("/crossref"):
            assert query["mailto"] == ["a@b.example"]
        if path.startswith("/pubmed"):
            assert query["email"] == ["a@b.example"]


def test_a_pause_between_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service's interval is kept between the beginnings of requests, by all threads."""
    taken: list[float] = []
    gate = manners.Gate("arxiv", 3, lambda name, interval: 0.0)

    def ask() -> None:
        gate.wait(0.1, threading.Event())
        taken.append(time.monotonic())

    begun = time.monotonic()
    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(taken) - begun >= 0.4


def test_a_pause_between_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns are taken from one file; a clock that was wrong holds nobody for long."""
    monkeypatch.setattr(manners, "folder_for", lambda kind: tmp_path)
    waits = [manners.turns("arxiv", 3.0) for _ in range(3)]
    assert [round(wait) for wait in waits] == [0, 3, 6]
    assert manners.turns("crossref", 0.1) == 0
    database = sqlite3.connect(tmp_path / "turns.sqlite")
    with database:
        database.execute("UPDATE turns SET next = next + 1e9")
    database.close()
    assert manners.turns("arxiv", 3.0) == 0
    (tmp_path / "turns.sqlite").write_bytes(b"no database" * 100)
    assert manners.turns("arxiv", 3.0) == 0
    monkeypatch.setattr(manners, "folder_for", lambda kind: None)
    assert manners.turns("arxiv", 3.0) == 0


def test_an_announced_rate_is_kept_by_threads_and_calls(server: Server) -> None:
    """Five threads of single look-ups, each a call of its own, ask no faster than they may."""
    times: list[float] = []

    def announced(server: Server, handler: Any, value: str) -> None:
        times.append(time.monotonic())
        body, kind = loopback.crossref(value)
        send(handler, body, kind=kind, X_Rate_Limit_Limit="10", X_Rate_Limit_Interval="1s")

    dois = [f"10.5555/{number}" for number in range(15)]
    for doi in dois:
        server.plays["crossref", doi] = announced
    found(server, dois[0])
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda doi: found(server, doi), dois[1:]))
    assert len(times) == 15
    assert max(times) - times[0] >= 1.2
    assert server.most["crossref"] <= 3


def test_who_gives_no_contact_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    """Crossref, DataCite and Open Library bear more from those who name themselves."""
    monkeypatch.delenv("NCBI_API_KEY", raising=False)
    for name in ("crossref", "datacite", "openlibrary"):
        concurrency, interval = SOURCES[name].rate_limit("a@b.example")
        alone, longer = SOURCES[name].rate_limit("")
        assert alone < concurrency
        assert longer > interval
    assert SOURCES["pubmed"].rate_limit("") == (2, 0.34)
    monkeypatch.setenv("NCBI_API_KEY", "x")
    assert SOURCES["pubmed"].rate_limit("") == (2, 0.1)


def test_one_failure_costs_no_other(server: Server) -> None:
    """A hundred identifiers with ten bad ones: ninety papers, ten named failures."""
    bad = {
        "10.5555/gone": status(410), "10.5555/none": status(404), "10.5555/no": status(403),
        "10.5555/ill": status(500), "10.5555/busy": status(503),
    }  # fmt: skip
    for doi, play in bad.items():
        server.plays["crossref", doi] = play
        server.plays["datacite", doi] = status(404)
        server.plays["doi.org", doi] = status(404)
    words = ["9900001", "9900002", "hello", "1529-2908", "https://example.org/no-doi"]
    server.plays["page", words[-1]] = unknown
    dois = [f"10.5555/{n}" for n in range(50)]
    pmids = [str(n) for n in range(101, 141)]
    ids = [*dois[:25], *bad, *pmids[:20], *words, *dois[25:], *pmids[20:]]
    assert len(ids) == 100
    papers, failures = found(server, *ids)
    assert len(papers) == 90
    assert [failure.identifier for failure in failures] == [*bad, *words]
    order = [paper.DOI or paper.PMID for paper in papers]
    assert order == [*dois[:25], *pmids[:20], *dois[25:], *pmids[20:]]
    assert all(failure.reason for failure in failures)


def test_without_a_list_the_first_failure_is_raised(server: Server, tmp_path: Path) -> None:
    server.plays["crossref", "10.5555/no"] = status(403)
    cache = tmp_path / "c.sqlite"
    with pytest.raises(LookupFailed, match=r"10\.5555/no: crossref answered 403"):
        fetch(["10.5555/no", "10.5555/yes"], hosts=server.hosts, cache=cache)
    server.asked.clear()
    assert fetch(["10.5555/yes"], hosts=server.hosts, cache=cache)[0].DOI == "10.5555/yes"
    assert not server.asked


def test_busy_services_are_asked_again(server: Server) -> None:
    server.plays["crossref", "10.5555/a"] = [status(503), status(429)]
    papers, failures = found(server, "10.5555/a")
    assert (len(papers), failures) == (1, [])
    assert server.asked["crossref", "10.5555/a"] == 3


def test_retry_after_is_waited_for(server: Server) -> None:
    """By everyone who asks this service."""
    server.plays["crossref", "10.5555/a"] = [status(429, Retry_After="1")]
    begun = time.monotonic()
    papers, _ = found(server, "10.5555/a", "10.5555/b")
    assert len(papers) == 2
    assert time.monotonic() - begun >= 0.9


def test_retry_after_that_is_too_long(server: Server) -> None:
    server.plays["crossref", "10.5555/a"] = status(429, Retry_After="86400")
    with watch.gives_up():
        assert "asks to wait for 86400 s" in one_failure(server, "10.5555/a")
    assert client.retry_after("Fri, 31 Dec 1999 23:59:59 GMT") == 0.0


def test_a_service_that_is_too_slow(server: Server) -> None:
    server.plays["crossref", "10.5555/a"] = slow(60)
    with watch.gives_up():
        assert "did not answer within 0.3 s" in one_failure(server, "10.5555/a", timeout=0.3)


def test_an_answer_that_drips(server: Server) -> None:
    """Each byte comes in time, but the whole does not."""

    def drip(server: Server, handler: Any, value: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(1200):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    server.plays["crossref", "10.5555/a"] = drip
    with watch.gives_up():
        assert "did not finish within 0.5 s" in one_failure(server, "10.5555/a", timeout=0.5)


def test_cut_bodies(server: Server) -> None:
    """A connection that breaks is tried again; so is a record that ends in its middle."""

    def broken(server: Server, handler: Any, value: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b'{"status": "ok", ')
        handler.close_connection = True

    def cut(server: Server, handler: Any, value: str) -> None:
        send(handler, b'{"status": "ok", "message": {"DOI": "10.5555')

    server.plays["crossref", "10.5555/a"] = [broken, cut]
    papers, failures = found(server, "10.5555/a")
    assert (len(papers), failures) == (1, [])
    server.plays["crossref", "10.5555/b"] = broken
    assert "the connection broke" in one_failure(server, "10.5555/b")
    server.plays["crossref", "10.5555/c"] = cut
    assert "cannot be read" in one_failure(server, "10.5555/c")


def test_a_cut_bundle_is_asked_for_one_by_one(server: Server) -> None:
    def cut(server: Server, handler: Any, value: str) -> None:
        send(handler, b"<PubmedArticleSet><PubmedArticle><Medline", kind="text/xml")

    server.plays["pubmed", "102"] = [cut, cut, cut]
    papers, failures = found(server, "101", "102", "103")
    assert [paper.PMID for paper in papers] == ["101", "102", "103"]
    assert failures == []


@pytest.mark.parametrize(
    "body",
    [b"<!DOCTYPE html><title>Log in</title>", b"\0\0\0", b"null", b"sorry", b'"text"', b"3"],
)
def test_wrong_types(server: Server, body: bytes) -> None:
    """The page of a proxy, or nothing, is no record."""
    play = lambda server, handler, value: send(handler, body, kind="text/html")  # noqa: E731
    server.plays["crossref", "10.5555/a"] = play
    assert "something else than a record (text/html)" in one_failure(server, "10.5555/a")
    assert server.asked["crossref", "10.5555/a"] == 1


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"status": "ok"}', b'{"message": 3}', b"[1, 2]"])
def test_json_that_is_no_record(server: Server, body: bytes) -> None:
    server.plays["crossref", "10.5555/a"] = lambda server, handler, value: send(handler, body)
    for service in ("datacite", "doi.org"):
        server.plays[service, "10.5555/a"] = status(404)
    assert one_failure(server, "10.5555/a")


def test_hostile_sizes(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer without end, and one that unpacks to a thousand times its size."""
    monkeypatch.setattr(client, "LIMIT", 200_000)

    def endless(server: Server, handler: Any, value: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(b"[" * 65536)

    def bomb(server: Server, handler: Any, value: str) -> None:
        send(handler, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    server.plays["crossref", "10.5555/a"] = endless
    server.plays["crossref", "10.5555/b"] = bomb
    assert "more than 200,000 bytes" in one_failure(server, "10.5555/a")
    assert "more than 200,000 bytes" in one_failure(server, "10.5555/b")


def test_a_body_that_cannot_be_unpacked(server: Server) -> None:
    server.plays["crossref", "10.5555/a"] = lambda server, handler, value: send(
        handler, b"this is not gzip", Content_Encoding="gzip"
    )
    assert "cannot be unpacked" in one_failure(server, "10.5555/a")


def test_redirects(server: Server) -> None:
    """Followed to their end, unless they have none or lead out of the web."""
    there = {"Location": f"{server.url}/crossref/works/10.5555/there"}
    server.plays["crossref", "10.5555/moved"] = status(302, **there)
    papers, _ = found(server, "10.5555/moved")
    assert papers[0].DOI == "10.5555/there"
    circle = {"Location": f"{server.url}/crossref/works/10.5555/circle"}
    server.plays["crossref", "10.5555/circle"] = status(301, **circle)
    assert "redirects in circles" in one_failure(server, "10.5555/circle")
    server.plays["crossref", "10.5555/file"] = status(302, Location="file:///etc/passwd")
    assert "no web address" in one_failure(server, "10.5555/file")


def test_unknown_everywhere(server: Server) -> None:
    for service in ("crossref", "datacite", "doi.org"):
        server.plays[service, "10.5555/a"] = status(404)
    assert one_failure(server, "10.5555/a") == (
        "unknown to crossref, datacite, doaj, doi.org, page (ISTIC has registered it)"
    )
    server.plays["openlibrary", "9780198526636"] = lambda server, handler, v: send(handler, b"{}")
    for service in ("k10plus", "dnb", "loc"):
        server.plays[service, "9780198526636"] = lambda server, handler, v: send(
            handler, b"<none/>", kind="text/xml"
        )
    assert one_failure(server, "9780198526636") == "unknown to openlibrary, k10plus, loc"
    nothing = b'{"version": "6.9", "hitCount": 0, "resultList": {"result": []}}'
    server.plays["europepmc", "PMC1"] = lambda server, handler, v: send(handler, nothing)
    assert one_failure(server, "PMC1") == "unknown to europepmc"


def test_off_line_is_said_at_once() -> None:
    """Where nothing answers at all, no time is spent on retries, nor on the other identifiers."""
    hosts = dict.fromkeys(("crossref", "pubmed"), "http://127.0.0.1:9")
    failures: list[LookupFailed] = []
    ids = [*(f"10.5555/{n}" for n in range(200)), *map(str, range(1, 200))]
    with watch.gives_up():
        assert fetch(ids, hosts=hosts, cache=False, failures=failures) == []
    assert len(failures) == 399
    assert all("cannot reach" in failure.reason for failure in failures)


def test_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a few names are resolved, however many identifiers and sites there are."""
    asked: list[str] = []

    def resolved(host: str, *more: Any, **options: Any) -> Any:
        asked.append(host)
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    for name in ("CITEX_HOSTS", "http_proxy", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    ids = [
        *(f"10.5555/{n}" for n in range(100)), *map(str, range(1, 100)),
        *(f"2401.{n:05}" for n in range(50)), *(f"https://site{n}.example/" for n in range(51)),
    ]  # fmt: skip
    failures: list[LookupFailed] = []
    with watch.gives_up():
        assert fetch(ids, cache=False, failures=failures) == []
    assert len(failures) == 300
    assert all("reach" in failure.reason for failure in failures)
    assert len(asked) < 30


def test_staying_off_line(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite"
    found(server, "10.5555/a", "101", cache=cache)
    papers, failures = found(server, "10.5555/a", "101", "10.5555/b", cache=cache, offline=True)
    assert len(papers) == 2
    assert "off-line" in failures[0].reason
    assert server.asked["crossref", "10.5555/b"] == 0


def test_the_cache_keeps_what_was_found(server: Server, tmp_path: Path) -> None:
    """An answer is used until it is too old; failures are not kept."""
    cache = tmp_path / "folder" / "c.sqlite"
    server.plays["crossref", "10.5555/b"] = status(403)
    first, failed = found(server, "10.5555/a", "10.5555/b", "101", "102", cache=cache)
    assert len(failed) == 1
    server.plays.clear()
    server.asked.clear()
    second, failed = found(server, "10.5555/a", "10.5555/b", "101", "102", "103", cache=cache)
    assert failed == []
    assert second[0] == first[0]
    assert dict(server.asked) == {("crossref", "10.5555/b"): 1, ("pubmed", "103"): 1}
    found(server, "10.5555/a", cache=cache, max_age=0)
    assert server.asked["crossref", "10.5555/a"] == 1


def test_what_nobody_knows_is_remembered_for_a_day(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all said so: what was down may know it."""
    cache = tmp_path / "c.sqlite"
    for name in ("crossref", "datacite", "doi.org"):
        server.plays[name, "10.5555/none"] = unknown
    server.plays["page", "https://doi.org/10.5555/none"] = unknown
    server.plays["crossref", "10.5555/down"] = status(403)
    _, first = found(server, "10.5555/none", "10.5555/down", cache=cache)
    server.plays.clear()
    server.asked.clear()
    papers, again = found(server, "10.5555/none", "10.5555/down", cache=cache)
    assert [paper.DOI for paper in papers] == ["10.5555/down"]
    assert str(again[0]) == str(first[0])
    assert list(server.asked) == [("crossref", "10.5555/down")]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2 * 86400)
    assert len(found(server, "10.5555/none", cache=cache)[0]) == 1


def test_a_hundred_identifiers_in_few_requests(server: Server) -> None:
    """As many in one request as each service bears, also of those that go from one to the next."""
    for number in range(30, 40):
        server.plays["crossref", f"10.5555/{number}"] = unknown
    ids = [
        *(f"10.5555/{number}" for number in range(40)),
        *(f"10.5281/zenodo.{number}" for number in range(5)),
        *map(str, range(1001, 1021)),
        *(f"PMC{number}" for number in range(1001, 1011)),
        *(f"2401.{number:05}" for number in range(15)),
        *(_isbn(number) for number in range(7)),
        "W2741809807", "W2741809808", "Q104416361",
    ]  # fmt: skip
    assert len(ids) == 100
    papers, failures = found(server, *ids)
    assert (len(papers), failures) == (100, [])
    assert len(server.requests) <= 15


def _isbn(number: int) -> str:
    body = f"9780198526{number:02}"
    digits = [int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)]
    return body + str(-sum(digits) % 10)


def test_the_next_service_where_one_is_down(server: Server) -> None:
    """And not where it says that it does not know the work: then others are asked first."""
    server.plays["crossref", "10.5555/a"] = status(500)
    server.plays["openalex", "10.5555/a"] = loopback.good
    server.plays["pubmed", "101"] = status(500)
    server.plays["europepmc", "101"] = loopback.good
    results = list(lookups(["10.5555/a", "101"], hosts=server.hosts, cache=False))
    assert [(result.source, result.failure) for result in results] == [
        ("openalex", None), ("europepmc", None),
    ]  # fmt: skip


def test_a_service_that_is_down_is_not_asked_for_each(server: Server) -> None:
    """Fifty identifiers in one request that it does not answer are not fifty requests."""
    dois = [f"10.5555/{number}" for number in range(50)]
    for doi in dois:
        server.plays["crossref", doi] = status(503)
        server.plays["openalex", doi] = loopback.good
    results = list(lookups(dois, hosts=server.hosts, cache=False))
    assert {result.source for result in results} == {"openalex"}
    assert sum(path.startswith("/crossref") for path, _, _ in server.requests) <= 3
    assert len(server.requests) <= 5


def test_a_doi_that_is_not_registered(server: Server) -> None:
    """Nobody is asked for what no agency has."""
    for name in ("crossref", "datacite"):
        server.plays[name, "10.0000/none"] = unknown
    reason = one_failure(server, "10.0000/none")
    assert "no agency has registered it" in reason
    assert server.asked["doi.org", "10.0000/none"] == 0


def test_the_agency_is_named_and_its_page_read(server: Server) -> None:
    """An agency that speaks no CSL-JSON: the page's meta tags are read."""
    for name in ("crossref", "datacite", "doi.org"):
        server.plays[name, "10.5555/cn"] = unknown
    (result,) = lookups(["10.5555/cn"], hosts=server.hosts, cache=False)
    assert (result.source, result.paper.title) == ("page", "Page https://doi.org/10.5555/cn")
    server.plays["page", "https://doi.org/10.5555/cn"] = status(403)
    assert "ISTIC has registered it" in one_failure(server, "10.5555/cn")


@pytest.mark.parametrize(
    ("identifier", "source", "title"),
    [
        ("https://openalex.org/W2741809807", "openalex", "Open W2741809807"),
        ("https://www.wikidata.org/wiki/Q42", "crossref", "On the work 10.5555/q42"),
        ("hal-01234567v2", "hal", "Of hal-01234567"),
        ("https://dblp.org/rec/conf/nips/Meier17.html", "dblp", "Of Meier17"),
        ("https://inspirehep.net/literature/1421100", "inspire", "Of 1421100"),
        ("2016PhRvL.116f1102A", "ads", "Of 2016PhRvL.116f1102A"),
        ("https://github.com/someone/program", "github", "program"),
        ("https://doi.org/bcd5", "doi.org", "Elsewhere 10/bcd5"),
        ("RFC 8259", "crossref", "On the work 10.17487/rfc8259"),
        ("NBK1116", "page", "Page https://www.ncbi.nlm.nih.gov/books/NBK1116/"),
        ("hdl:2027.42/12345", "page", "Page https://hdl.handle.net/2027.42/12345"),
        ("https://news.example/a?b=c#d", "page", "Page https://news.example/a?b=c#d"),
        ("978-0-19-852663-6", "openlibrary", "On Growth: a study"),
        ("9780198526704", "k10plus", "On form"),
        ("9783406568442", "dnb", "Die Form: ein Versuch"),
        ("9782070360024", "bnf", "La forme"),
        ("9780198526711", "loc", "On form and size"),
        ("9780198526728", "googlebooks", "On light: a history"),
        ("0" * 40, "s2", "Scholarly"),
        ("S2CID 13756489", "s2", "Scholarly"),
    ],
)
def test_every_source(
    server: Server, monkeypatch: pytest.MonkeyPatch, identifier: str, source: str, title: str
) -> None:
    """Each kind of identifier, at whoever knows it."""
    monkeypatch.setenv("ADS_API_TOKEN", "x")
    monkeypatch.setenv("GOOGLE_BOOKS_API_KEY", "x")
    for before in itertools.takewhile(lambda name: name != source, ROUTES["isbn"]):
        server.plays[before, identifier] = status(404)
    (result,) = lookups([identifier], hosts=server.hosts, cache=False)
    assert (result.failure, result.source) == (None, source)
    assert result.paper.title == title


def saved(title: str, doi: str) -> Any:
    """A page that says what it is."""
    text = f"""<!DOCTYPE html><html><head><meta name="citation_title" content="{title}">
      <meta name="citation_author" content="Meier, A."><meta name="citation_doi" content="{doi}">
      </head><body>...</body></html>"""
    return lambda server, handler, value: send(handler, text.encode(), kind="text/html")


def test_a_page_is_held_against_its_record(server: Server, tmp_path: Path) -> None:
    """What its DOI has is given where both are of one work; else the page's own, with a doubt."""
    address = "https://news.example/story"
    server.plays["page", address] = saved("On the work 10.5555/a: a story", "10.5555/a")
    for _ in range(2):
        (result,) = lookups([address], hosts=server.hosts, cache=tmp_path / "c")
        assert result.paper.container_title == "Annals of Examples"
    assert server.asked["page", address] == 1
    other = "https://news.example/other"
    server.plays["page", other] = saved("Quite another story", "10.5555/b")
    (result,) = lookups([other], hosts=server.hosts, cache=False)
    assert (result.source, result.paper.title) == ("page", "Quite another story")
    assert any("names doi:10.5555/b" in remark.message for remark in result.paper.remarks)
    server.plays["page", other] = saved("Quite another story", "10.5555/c")
    server.plays["crossref", "10.5555/c"] = status(403)
    (result,) = lookups([other], hosts=server.hosts, cache=False)
    assert (result.source, result.paper.DOI) == ("page", "10.5555/c")


def test_an_address_of_a_pdf(server: Server) -> None:
    """What the file says of itself, and the record of its DOI."""
    pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    from records.test_pdf import made

    body = made("On the work 10.5555/a\nhttps://doi.org/10.5555/a", Title="On the work 10.5555/a")
    address = "https://news.example/file"
    server.plays["page", address] = lambda server, handler, value: send(
        handler, body, kind="application/pdf"
    )
    (result,) = lookups([address], hosts=server.hosts, cache=False)
    assert (result.source, result.paper.DOI) == ("crossref", "10.5555/a")


def test_a_page_of_many_works(server: Server) -> None:
    """None of them is the page's."""
    spans = "".join(
        f'<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3A'
        f'mtx%3Ajournal&amp;rft.atitle=Work+{n}&amp;rft.jtitle=Annals"></span>'
        for n in range(3)
    )
    server.plays["page", "https://news.example/"] = lambda server, handler, value: send(
        handler, f"<!DOCTYPE html><html><body>{spans}</body></html>".encode(), kind="text/html"
    )
    assert "lists 3 works" in one_failure(server, "https://news.example/")


def test_a_page_without_metadata(server: Server) -> None:
    server.plays["page", "https://news.example/"] = lambda server, handler, value: send(
        handler, b"<!DOCTYPE html><html><body><p>Nothing</p></body></html>", kind="text/html"
    )
    reason = one_failure(server, "https://news.example/")
    assert "no citation metadata" in reason
    assert server.asked["page", "https://news.example/"] == 1


def test_a_key_that_is_missing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADS_API_TOKEN", raising=False)
    assert "set ADS_API_TOKEN" in one_failure(server, "2016PhRvL.116f1102A")


def test_words_are_no_identifiers(server: Server) -> None:
    """No stranger's paper for a number in a sentence."""
    for text in ("Smith 2020 Nature 521", "Volume 12, pages 3-4", "see Q42 and W1234"):
        assert "is no DOI" in one_failure(server, text)
    assert server.requests == []


def test_with_an_event_loop(server: Server) -> None:
    """Others go on meanwhile; a cancelled task begins no further request."""

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(
            *(afetch(f"10.5555/{n}", hosts=server.hosts, cache=False) for n in range(5))
        )

    assert [papers[0].DOI for papers in asyncio.run(all_at_once())] == [
        f"10.5555/{n}" for n in range(5)
    ]
    server.plays["crossref", "10.5555/slow"] = slow(60)

    async def cancelled() -> None:
        task = asyncio.ensure_future(
            afetch(["10.5555/slow", "10.5555/b"], hosts=server.hosts, cache=False)
        )
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with watch.gives_up():
        asyncio.run(cancelled())
    with pytest.raises(LookupFailed):
        asyncio.run(afetch("hello", hosts=server.hosts, cache=False))


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.3])
def test_nothing_is_left_of_a_cancelled_task(
    server: Server, moment: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No thread waits for what will never come, and the loop waits for no certificates."""
    for number in range(30):
        server.plays["crossref", f"10.5555/{number}"] = slow(0.2)
    made: list[threading.Thread] = []
    resolver = lookup.resolver

    def noted(**options: Any) -> Any:
        made.append(threading.current_thread())
        return resolver(**options)

    monkeypatch.setattr(lookup, "resolver", noted)

    async def cancelled() -> None:
        ids = [f"10.5555/{number}" for number in range(30)]
        task = asyncio.ensure_future(afetch(ids, hosts=server.hosts, cache=False))
        await asyncio.sleep(moment)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    before = set(threading.enumerate())
    asyncio.run(cancelled())
    ours = [one for one in threading.enumerate() if one not in before and "citex" in one.name]
    for thread in ours:
        thread.join(watch.LONG)
    assert not any(thread.is_alive() for thread in ours)
    assert threading.current_thread() not in made


def test_a_cache_that_cannot_be(server: Server, tmp_path: Path) -> None:
    """A place that cannot be written: a warning, and no cache."""
    for place in (tmp_path, Path("/proc/none/c.sqlite")):
        warnings: list[Any] = []
        results = lookups(["10.5555/a"], hosts=server.hosts, cache=place, warnings=warnings)
        assert [result.paper is not None for result in results] == [True]
        assert "no cache is kept" in str(warnings[0])


def test_an_empty_answer_is_asked_for_again(server: Server) -> None:
    server.plays["crossref", "10.5555/a"] = [lambda server, handler, value: send(handler, b"")]
    papers, failures = found(server, "10.5555/a")
    assert (len(papers), failures) == (1, [])


def test_hosts_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CitexError, match="no look-up service 'nowhere'"):
        fetch(["10.5555/a"], hosts={"nowhere": "http://x"}, cache=False)
    monkeypatch.setenv("CITEX_HOSTS", "crossref=localhost")
    with pytest.raises(CitexError, match="an address with http"):
        fetch(["10.5555/a"], cache=False)


# -- the command line ------------------------------------------------------------------------


def command(server: Server, *arguments: str, stdin: str = "", cache: Path) -> Any:
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    environment = {**os.environ, "CITEX_HOSTS": hosts, "CITEX_CACHE": str(cache)}
    return subprocess.run(
        [sys.executable, "-m", "citex", "fetch", *arguments],
        input=stdin.encode(), capture_output=True, env=environment, timeout=120,
    )  # fmt: skip


def test_command(server: Server, tmp_path: Path) -> None:
    """A hundred lines with ten bad ones: ninety records, ten messages, exit status 1."""
    ids = [f"10.5555/{n}" for n in range(90)] + [f"nonsense{n}" for n in range(10)]
    done = command(server, stdin="\n".join(ids), cache=tmp_path / "c")
    assert done.returncode == 1
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["DOI"] for record in records] == ids[:90]
    messages = done.stderr.decode().splitlines()
    assert len(messages) == 10
    assert all(f"nonsense{n}" in message for n, message in enumerate(messages))


def test_command_writes_any_format(server: Server, tmp_path: Path) -> None:
    done = command(server, "10.5555/a", "-t", "ris", cache=tmp_path / "c")
    assert done.returncode == 0
    assert b"DO  - 10.5555/a" in done.stdout
    assert done.stderr == b""
    done = command(server, "nonsense", cache=tmp_path / "c")
    assert (done.returncode, done.stdout) == (2, b"")


def test_killed_half_way_and_run_again(server: Server, tmp_path: Path) -> None:
    """The second run asks only for what is missing."""
    ids = [f"10.5555/{n}" for n in range(80)]
    for doi in ids[50:]:
        server.plays["crossref", doi] = slow(60)
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    environment = {**os.environ, "CITEX_HOSTS": hosts, "CITEX_CACHE": str(tmp_path / "c")}
    process = subprocess.Popen(
        [sys.executable, "-m", "citex", "fetch", *ids],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    kept = 0
    while kept < 50 and time.monotonic() < deadline:
        time.sleep(0.1)
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(tmp_path / "c")) as database,
        ):
            (kept,) = database.execute("SELECT count(*) FROM answers").fetchone()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert kept == 50
    server.plays.clear()
    server.asked.clear()
    done = command(server, *ids, cache=tmp_path / "c")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 80
    assert [doi for _, doi in server.asked] == ids[50:]


@pytest.mark.skipif(os.name == "nt", reason="no Ctrl+C can be sent to a process there")
def test_interrupted(server: Server, tmp_path: Path) -> None:
    """Ctrl+C ends the command soon, with what a shell expects, and without a traceback."""
    for number in range(20):
        server.plays["crossref", f"10.5555/{number}"] = slow(60)
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    environment = {**os.environ, "CITEX_HOSTS": hosts, "CITEX_CACHE": str(tmp_path / "c")}
    process = subprocess.Popen(
        [sys.executable, "-m", "citex", "fetch", *(f"10.5555/{number}" for number in range(20))],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        # whoever started the tests may ignore it (`&`), and that is handed down
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while sum(server.asked.values()) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    with watch.gives_up():
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == b"citex: interrupted\n"


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(CitexError, match=r"pip install httpx .*\[net\]"):
        fetch(["10.5555/a"], cache=False)


def test_retries_are_not_told_on_standard_error() -> None:
    """Nor to the hooks of the host, which hears of its own retries as before."""
    program = """
        import logging, sys
        import stamina
        from citex import fetch
        from loopback import Server, status

        told = []
        if "hook" in sys.argv:
            stamina.instrumentation.set_on_retry_hooks([told.append])
        before = logging.getLogger("stamina").handlers, logging.root.handlers
        server = Server()
        server.plays["crossref", "10.5555/a"] = [status(503), status(503)]
        for _ in range(2):
            fetch(["10.5555/a"], hosts=server.hosts, cache=False)
        assert server.asked["crossref", "10.5555/a"] == 4
        assert (logging.getLogger("stamina").handlers, logging.root.handlers) == before
        assert not told
        if "hook" in sys.argv:
            for attempt in stamina.retry_context(on=KeyError, attempts=2, wait_initial=0):
                with attempt:
                    if attempt.num == 1:
                        raise KeyError
            assert len(told) == 1
        server.httpd.shutdown()
    """
    tests = Path(__file__).parent.parent
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)]),
    }
    for words in ([], ["hook"]):
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program), *words],
            capture_output=True, text=True, env=environment, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
