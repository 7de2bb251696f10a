"""Looking up identifiers, against a server on loopback that can be slow, broken and hostile."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import watch
from loopback import Server, send, slow, status

from citex import CitexError, LookupFailed, fetch
from citex.lookup import client, lookups
from citex.lookup.services import SERVICES


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
    server.plays["crossref", "10.9999/data"] = status(404)
    server.plays["crossref", "10.9999/cn"] = status(404)
    server.plays["datacite", "10.9999/cn"] = status(404)
    papers, failures = found(server, "10.9999/data", "10.9999/cn", "10.5281/zenodo.1")
    assert failures == []
    assert [paper.title for paper in papers] == [
        "Data of 10.9999/data", "Elsewhere 10.9999/cn", "Data of 10.5281/zenodo.1",
    ]  # fmt: skip
    assert server.asked["crossref", "10.5281/zenodo.1"] == 0
    accepts = [h["Accept"] for path, _, h in server.requests if path.startswith("/doi.org/")]
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


def test_a_pause_between_requests_to_a_public_host() -> None:
    """A service's interval is kept between the beginnings of requests."""
    gate = client.Gate(SERVICES["arxiv"], contact="", public=True)
    gate._min_interval = 0.1
    begun = time.monotonic()
    for _ in range(4):
        gate.wait(threading.Event())
    assert time.monotonic() - begun >= 0.3


def test_who_gives_no_contact_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    """Crossref, DataCite and Open Library bear more from those who name themselves."""
    monkeypatch.delenv("NCBI_API_KEY", raising=False)
    for name in ("crossref", "datacite", "openlibrary"):
        concurrency, interval = SERVICES[name].rate_limit("a@b.example")
        alone, longer = SERVICES[name].rate_limit("")
        assert alone < concurrency
        assert longer > interval
    assert SERVICES["pubmed"].rate_limit("") == (2, 0.34)
    monkeypatch.setenv("NCBI_API_KEY", "x")
    assert SERVICES["pubmed"].rate_limit("") == (2, 0.1)


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
    assert fetch(["10.5555/yes"], hosts=server.hosts, cache=cache)[0].DOI == "10.5555/yes"
    assert server.asked["crossref", "10.5555/yes"] == 1


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
    assert one_failure(server, "10.5555/a") == "unknown to crossref, datacite, doi.org"
    server.plays["openlibrary", "9780198526636"] = lambda server, handler, v: send(handler, b"{}")
    assert one_failure(server, "9780198526636") == "unknown to openlibrary"
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
    server.plays["crossref", "10.5555/b"] = [status(403)]
    first, failed = found(server, "10.5555/a", "10.5555/b", "101", "102", cache=cache)
    assert len(failed) == 1
    second, failed = found(server, "10.5555/a", "10.5555/b", "101", "102", "103", cache=cache)
    assert failed == []
    assert second[0] == first[0]
    assert server.asked["crossref", "10.5555/a"] == 1
    assert server.asked["crossref", "10.5555/b"] == 2
    assert [server.asked["pubmed", pmid] for pmid in ("101", "102", "103")] == [1, 1, 1]
    found(server, "10.5555/a", cache=cache, max_age=0)
    assert server.asked["crossref", "10.5555/a"] == 2


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
    ids = [f"10.5555/{n}" for n in range(60)]
    for number, doi in enumerate(ids):
        server.plays["crossref", doi] = [slow(0.1)] if number < 30 else [slow(60)]
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    environment = {**os.environ, "CITEX_HOSTS": hosts, "CITEX_CACHE": str(tmp_path / "c")}
    process = subprocess.Popen(
        [sys.executable, "-m", "citex", "fetch", *ids],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while (
        sum(server.asked["crossref", doi] for doi in ids[30:]) < 3 and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    time.sleep(0.5)  # all max_concurrency are with slow ones; what was answered is on disk
    process.send_signal(signal.SIGKILL)
    process.wait()
    server.plays.clear()
    before = dict(server.asked)
    missing = [doi for n, doi in enumerate(ids) if n >= 30 or ("crossref", doi) not in before]
    assert 20 <= len(before) < 60
    done = command(server, *ids, cache=tmp_path / "c")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 60
    asked_again = [
        doi for doi in ids if server.asked["crossref", doi] > before.get(("crossref", doi), 0)
    ]
    assert asked_again == missing


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
