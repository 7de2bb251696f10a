"""One file from the network, with limits on its size, its time and where it may lie."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from citex._version import __version__
from citex.errors import CitexError
from citex.lookup.client import CONNECT_TIMEOUT, REDIRECTS, package
from citex.lookup.transport import Deadline, Refused, origin, transport


def download(address: str, *, limit: int, timeout: float) -> bytes:
    """The bytes at an https address; a redirect leads to no other kind and to no local host.

    `limit` is in bytes, `timeout` in seconds for all of it. Raises MissingPackage, CitexError.
    """
    purpose = "fetching from an address"
    httpx, core = package("httpx", purpose), package("httpcore", purpose)
    deadline = Deadline()
    deadline.end = time.monotonic() + timeout
    try:
        _refuse_unsafe(address)
        client = httpx.Client(
            transport=transport(httpx, core, {origin(address)}, deadline),
            timeout=httpx.Timeout(timeout, connect=CONNECT_TIMEOUT),
            trust_env=False,
            headers={
                "User-Agent": f"citex/{__version__} (citation library)",
                "Accept-Encoding": "identity",
            },
        )
        with client:
            return _body(client, client.build_request("GET", address), limit)
    except Refused as error:
        raise CitexError(f"{address!r} redirects to {str(error)[:80]!r}, not public") from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError,
            core.NetworkError, core.ProtocolError, core.TimeoutException, core.ProxyError,
            core.UnsupportedProtocol) as error:  # fmt: skip
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CitexError(f"{address!r} cannot be fetched: {reason}") from None


def _body(client: Any, request: Any, limit: int) -> bytes:
    for _ in range(REDIRECTS + 1):
        response = client.send(request, stream=True)
        try:
            request = response.next_request
            if request is not None:
                _refuse_unsafe(str(request.url))
                continue
            if response.status_code != 200:
                raise ValueError(f"{response.status_code} {response.reason_phrase}".rstrip())
            data = bytearray()
            for piece in response.iter_raw():
                data += piece
                if len(data) > limit:
                    raise ValueError(f"more than {limit:,} bytes")
            return bytes(data)
        finally:
            response.close()
    raise ValueError("it redirects in circles")


def _refuse_unsafe(address: str) -> None:
    if urlsplit(address).scheme.lower() != "https":
        raise ValueError(f"styles come by https, not from {address[:80]!r}")
