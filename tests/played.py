"""The loopback server of `tests/loopback.py`, ready for a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback import Server

from citex.lookup.sources import SOURCES

pytest.importorskip("httpx", reason="the extra `net` is not installed")
stamina = pytest.importorskip("stamina", reason="the extra `net` is not installed")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A fresh server; retries come without a pause, and nothing comes from the environment."""
    ours = ("CITEX_HOSTS", "CITEX_CONTACT", "CITEX_CACHE")
    for name in (*ours, *(source.key[1] for source in SOURCES.values() if source.key)):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    played = Server()
    with stamina.set_testing(True, attempts=3, cap=True):
        yield played
    played.httpd.shutdown()
    played.httpd.server_close()
