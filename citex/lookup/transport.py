"""The way to a service: proxies as the system has them, a deadline, and none but public addresses.

A service, or whoever a service redirects to, may not lead us into the network that we stand in.
Trusted are the hosts that services have, and those that the user gave in their stead; any other
host is reached by a redirect alone, and every address that its name resolves to must be public.
The connection goes to the address that was looked at: a name that changes its mind gains nothing.
"""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from citex._late import regex
from citex.errors import CitexError

_TUNNELS = ipaddress.ip_network("198.18.0.0/15")
"""Stand-ins that a local tunnel gives for public names; no host of a private network is there."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAMES = regex(r"(?:.*\.)?(?:localhost|local|internal|intranet|lan|home|corp)|[^.]*")
_PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """The address of a host is not public; the text is the host."""


class Deadline(threading.local):
    """When the request of this thread must be done, in seconds of the monotonic clock."""

    end: float = float("inf")

    def left(self, timeout: float | None) -> float:
        """The seconds that one step may take; 0 or less where none are left."""
        rest = self.end - time.monotonic()
        return rest if timeout is None else min(timeout, rest)


def origin(address: str) -> tuple[str, int]:
    """Host and port of a web address; ValueError where it is none.

    >>> origin("https://API.example.org/x"), origin("http://[::1]:80")
    (('api.example.org', 443), ('::1', 80))
    """
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"no web address: {address[:80]!r}")
    return parts.hostname, parts.port or _PORTS[parts.scheme]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, and stands for none that is not.

    >>> [is_public(one) for one in ("93.184.216.34", "10.0.0.1", "169.254.169.254", "127.1.2.3")]
    [True, False, False, False]
    >>> [is_public(one) for one in ("2606:4700::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip in _TUNNELS or (ip.is_global and not ip.is_multicast)
    mapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped
    inner = mapped if mapped is not None else ip.sixtofour
    if inner is not None:  # newer Pythons call no 6to4 address global, whatever is in it
        return is_public(str(inner))
    if ip.teredo is not None and not is_public(str(ip.teredo[1])):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def is_local(host: str) -> bool:
    """Whether a host, as it is written, is one of the network that we stand in.

    For requests by a proxy, which resolves the name where we cannot see it.

    >>> is_local("localhost"), is_local("0x7f.1"), is_local("router"), is_local("example.org")
    (True, True, True, False)
    """
    host = host.strip("[]").rstrip(".").lower()
    with contextlib.suppress(ValueError):
        return not is_public(host)
    with contextlib.suppress(OSError, UnicodeError):
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    return _LOCAL_NAMES.fullmatch(host) is not None


class Network:
    """The network as httpcore sees it (`httpcore.NetworkBackend`), guarded."""

    def __init__(self, httpcore: Any, trusted: set[tuple[str, int]], deadline: Deadline) -> None:
        self._core, self._inner = httpcore, httpcore.SyncBackend()
        self._trusted, self._deadline = trusted, deadline

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **more: Any) -> Any:
        """A connection, to one of the addresses that were looked at."""
        found = self._resolved(host, port, timeout)
        if (host, port) not in self._trusted and not all(map(is_public, found)):
            raise Refused(host)
        fault: Exception = self._core.ConnectError(f"no address of {host}")
        for address in found:
            left = self._left(timeout, self._core.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(address, port, timeout=left, **more)
            except (self._core.ConnectError, self._core.ConnectTimeout) as error:
                fault = error
            else:
                return _Stream(self, stream)
        raise fault

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._inner.sleep(seconds)

    def _resolved(self, host: str, port: int, timeout: float | None) -> list[str]:
        """The addresses of a name; the system's resolver may take longer than we wait for it."""
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def resolve() -> None:
            try:
                rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                answers.put(error)
            else:
                answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

        threading.Thread(target=resolve, daemon=True, name="citex-resolve").start()
        try:
            found = answers.get(timeout=self._left(timeout, self._core.ConnectTimeout))
        except queue.Empty:
            raise self._core.ConnectTimeout(f"no answer of the resolver about {host}") from None
        if isinstance(found, Exception):
            raise self._core.ConnectError(str(found)) from None
        return found

    def _left(self, timeout: float | None, fault: type[Exception]) -> float | None:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise fault("the time is over")
        return None if left == float("inf") else left


class _Stream:
    """A connection, of which no step outlasts the deadline (`httpcore.NetworkStream`)."""

    def __init__(self, network: Network, inner: Any) -> None:
        self._network, self._inner = network, inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._network._left(timeout, self._network._core.ReadTimeout)
        data: bytes = self._inner.read(max_bytes, left)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._network._left(timeout, self._network._core.WriteTimeout)
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Any:
        left = self._network._left(timeout, self._network._core.ConnectTimeout)
        inner = self._inner.start_tls(ssl_context, server_hostname=server_hostname, timeout=left)
        return _Stream(self._network, inner)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Pools:
    """Connections, straight or by a proxy: what a request to a host goes through."""

    def __init__(
        self, httpx: Any, httpcore: Any, hosts: set[tuple[str, int]], deadline: Deadline
    ) -> None:
        self._core = httpcore
        self._trusted = set(hosts)
        self._network = Network(httpcore, self._trusted, deadline)
        self._context = httpx.create_ssl_context()
        self._proxies = urllib.request.getproxies()
        self._direct = httpcore.ConnectionPool(
            ssl_context=self._context, network_backend=self._network, keepalive_expiry=5.0
        )
        self._by_proxy: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._hosts = frozenset(hosts)

    def pool(self, scheme: str, host: str, port: int) -> Any:
        """The pool for a host; Refused where that is a local one that nobody trusts."""
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if not proxy or _stays_here(host) or urllib.request.proxy_bypass(host):
            return self._direct
        if (host, port) not in self._hosts and is_local(host):
            raise Refused(host)
        with self._lock:
            if proxy not in self._by_proxy:
                self._by_proxy[proxy] = self._proxied(proxy)
            return self._by_proxy[proxy]

    def close(self) -> None:
        """Close all connections."""
        for pool in (self._direct, *self._by_proxy.values()):
            pool.close()

    def _proxied(self, proxy: str) -> Any:
        given = proxy if "://" in proxy else f"http://{proxy}"
        try:
            parts = urlsplit(given)
            socks = parts.scheme in ("socks5", "socks5h")
            if not parts.hostname or not (socks or parts.scheme in _PORTS):
                raise ValueError("a proxy is http://, https:// or socks5://")
            port = parts.port or (1080 if socks else _PORTS[parts.scheme])
            scheme = "socks5" if socks else parts.scheme
            host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
            make = self._core.SOCKSProxy if socks else self._core.HTTPProxy
            pool = make(
                proxy_url=f"{scheme}://{host}:{port}",
                proxy_auth=(unquote(parts.username or ""), unquote(parts.password or ""))
                if parts.username
                else None,
                ssl_context=self._context,
                network_backend=self._network,
            )
        except (ValueError, ImportError, RuntimeError, TypeError) as error:
            shown = given.rpartition("@")[2]
            raise CitexError(f"the proxy {shown!r} cannot be used: {error}") from None
        self._trusted.add((parts.hostname, port))
        return pool


def transport(httpx: Any, httpcore: Any, hosts: set[tuple[str, int]], deadline: Deadline) -> Any:
    """A transport of httpx over these pools."""
    pools = Pools(httpx, httpcore, hosts, deadline)

    class Body(httpx.SyncByteStream):  # type: ignore[misc]  # imported by name: it is optional
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            yield from self._stream

        def close(self) -> None:
            self._stream.close()

    class Transport(httpx.BaseTransport):  # type: ignore[misc]  # as above
        def handle_request(self, request: Any) -> Any:
            url = request.url
            if url.scheme not in _PORTS:
                raise httpx.UnsupportedProtocol(f"a web address is http(s)://, not {url.scheme}")
            pool = pools.pool(url.scheme, url.host, url.port or _PORTS[url.scheme])
            asked = httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
            answer = pool.handle_request(asked)
            return httpx.Response(
                status_code=answer.status,
                headers=answer.headers,
                stream=Body(answer.stream),
                extensions=answer.extensions,
            )

        def close(self) -> None:
            pools.close()

    return Transport()


def _stays_here(host: str) -> bool:
    """Whether a host is this machine, to which no proxy leads."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return host == "localhost"
