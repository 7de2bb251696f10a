"""Look-up by https, as all services are asked: straight, and through a proxy's tunnel."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from certificates import server_context
from loopback import Server

from citex import LookupFailed, fetch
from citex.lookup.sources import SOURCES

IDS = ["10.5555/12345678", "PMID: 30089069", "PMC12505684", "arXiv:1605.08386v1", "0-19-852663-6"]


@pytest.fixture
def secure(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The loopback server by https; its certificate is that of localhost and service.example."""
    played = Server(server_context(tmp_path, monkeypatch))
    yield played
    played.httpd.shutdown()
    played.httpd.server_close()


def test_services_are_asked_by_https() -> None:
    assert all(service.host.startswith("https://") for service in SOURCES.values() if service.host)


def test_every_kind(secure: Server) -> None:
    failures: list[LookupFailed] = []
    papers = fetch(IDS, hosts=secure.hosts, failures=failures, cache=False)
    assert failures == []
    assert len(papers) == len(IDS)
    assert secure.url.startswith("https://")


def test_a_certificate_that_nobody_signed(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    failures: list[LookupFailed] = []
    assert fetch(IDS[:1], hosts=secure.hosts, failures=failures, cache=False) == []
    assert "certificate" in failures[0].reason.lower()


class _Tunnel(socketserver.StreamRequestHandler):
    """CONNECT to anywhere leads to the one server."""

    def handle(self) -> None:
        assert isinstance(self.server, _Proxy)
        self.server.asked.append(self.rfile.readline().decode())
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with socket.create_connection(("localhost", self.server.goal)) as goal:
            back = threading.Thread(target=_pump, args=(goal, self.connection), daemon=True)
            back.start()
            _pump(self.connection, goal)


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, goal: int) -> None:
        self.goal = goal
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Tunnel)


def _pump(source: socket.socket, goal: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            goal.sendall(data)


def test_through_a_proxy(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with _Proxy(secure.httpd.server_port) as proxy:
        threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True).start()
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        hosts = {"crossref": "https://service.example/crossref"}
        papers = fetch(IDS[:1], hosts=hosts, cache=False)
        proxy.shutdown()
    assert IDS[0] == papers[0].DOI
    assert proxy.asked == ["CONNECT service.example:443 HTTP/1.1\r\n"]
