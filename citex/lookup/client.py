"""One request to a service: its rate limit, time-outs, retries, and limits on the answer."""

from __future__ import annotations

import contextlib
import email.utils
import importlib
import re
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

import msgspec

from citex._late import regex
from citex._version import __version__
from citex.errors import CitexError, MissingPackage
from citex.lookup.manners import Gate, gate_of
from citex.lookup.source import Asked, Source
from citex.lookup.transport import Deadline, Refused, origin, transport

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

LIMIT = 20_000_000
"""The most bytes of one answer, as they come and unpacked; a record has some thousands."""
REDIRECTS = 5
"""How many redirects are followed; more go in circles."""
LONGEST_WAIT = 60.0
"""Seconds that a service may ask us to wait; when it wants more, the look-up fails."""
ATTEMPTS = 4
HOSTS_TRIED = 4
"""Hosts that cannot be reached, with none that can, after which no further one is tried."""
CONNECT_TIMEOUT = 5.0
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_UNKNOWN = frozenset((404, 410))


class Failed(Exception):
    """The look-up failed for good; the text says why."""


class Unknown(Failed):
    """The service has no such record."""


class Unreachable(Failed):
    """There is no way to the service: no network, or no such host."""


class Down(Failed):
    """The service is busy or broken, and was so at each attempt."""


class Again(Exception):
    """The request failed, and is worth another attempt."""


class Busy(Again):
    """The service gave no answer, whatever it was asked."""


class Client:
    """Asks services; shared by threads. Raises MissingPackage without the extra `net`."""

    hosts: Mapping[str, str]
    contact: str
    timeout: float

    def __init__(
        self, hosts: Mapping[str, str], *, own_hosts: set[str], contact: str, timeout: float
    ) -> None:
        self._httpx = package("httpx")
        self._stamina = package("stamina")
        self._httpcore = package("httpcore")
        _tell_nobody_of_ours(self._stamina)
        contact = _printable(contact)
        self.hosts, self.contact, self.timeout = hosts, contact, timeout
        self.stop: threading.Event = threading.Event()
        self._own_hosts = own_hosts
        self._answered: set[str] = set()
        self._faults: dict[str, str] = {}
        self._deadline = Deadline()
        mail = f"; mailto:{quote(contact, safe='@+')}" if contact else ""  # RFC 6068
        trusted = {origin(address) for address in hosts.values() if address}
        self._client = self._httpx.Client(
            transport=transport(self._httpx, self._httpcore, trusted, self._deadline),
            timeout=self._httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
            follow_redirects=False,
            trust_env=False,  # no passwords out of ~/.netrc; proxies are the transport's
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none is kept
            headers={
                "User-Agent": f"citex/{__version__} (citation library{mail})",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    def close(self) -> None:
        """Stop what waits, and close the connections."""
        self.stop.set()
        self._client.close()

    def ask(self, source: Source, asked: Asked, read: Callable[[bytes], T]) -> T:
        """What `read` makes of a source's answer; an answer that it cannot read is asked again.

        Raises Unknown, Unreachable, Failed.
        """
        public = source.name not in self._own_hosts
        concurrency, interval = source.rate_limit(self.contact)
        if not public:  # whoever runs a server of their own knows what it bears
            concurrency, interval = source.max_concurrency, 0.0
        address = self.hosts[source.name] or _host_of(asked.path)  # a gate a site
        gate = gate_of(source, address, concurrency, public=public and bool(source.host))
        try:
            for attempt in self._stamina.retry_context(
                on=Again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=10.0
            ):
                with attempt:
                    return _read(self._once(source, gate, interval, asked), source, read)
        except Again as error:
            raise (Down if isinstance(error, Busy) else Failed)(str(error)) from None
        raise AssertionError("the last attempt returns or raises")

    def _once(self, source: Source, gate: Gate, interval: float, asked: Asked) -> bytes:
        with gate.slots:
            host = _host_of(self._address(source, asked))
            self._expect_reachable(host)
            gate.wait(interval, self.stop)
            if self.stop.is_set():
                raise Failed("stopped")
            self._expect_reachable(host)
            with self._translated(source, host):
                body, kind = self._received(source, gate, asked)
        _check(body, kind, source)
        return body

    def _expect_reachable(self, host: str) -> None:
        """Raise Unreachable where another request of this call has found no way; wait for none.

        Where none of several hosts was reached, the network is what is missing.
        """
        fault = self._faults.get(host)
        if not fault and len(self._faults) >= HOSTS_TRIED and not self._answered:
            fault = f"nobody can be reached: {next(iter(self._faults.values()))}"
        if fault:
            raise Unreachable(fault)

    def _received(self, source: Source, gate: Gate, asked: Asked) -> tuple[bytes, str]:
        self._deadline.end = time.monotonic() + self.timeout
        request = self._client.build_request(
            "GET" if asked.body is None else "POST",
            self._address(source, asked),
            params=asked.parameters or None,
            headers=asked.headers,
            content=asked.body,
        )
        if asked.body is not None:
            request.headers["Content-Type"] = "application/json"
        for _ in range(REDIRECTS + 1):
            response = self._client.send(request, stream=True)
            with contextlib.closing(response):
                self._answered.add(_host_of(str(request.url)))
                request = response.next_request  # its body is not read
                if request is None:
                    _heed(response.headers, gate)
                    self._judge(response, source, gate)
                    body = self._body(response, source)
                    return body, response.headers.get("content-type", "")
        raise Failed(f"{source.name} redirects in circles")

    def _address(self, source: Source, asked: Asked) -> str:
        host = self.hosts[source.name]
        if host and not asked.path.startswith("/"):
            return f"{host}/{quote(asked.path, safe='')}"
        return host + asked.path

    def _body(self, response: httpx.Response, source: Source) -> bytes:
        """The body, unpacked as it comes, and not beyond the limit."""
        coding = response.headers.get("content-encoding", "").strip().lower()
        try:
            return b"".join(_limited(response.iter_raw(), coding, source.name))
        except (self._httpx.TimeoutException, self._httpcore.TimeoutException):
            raise Busy(f"{source.name} did not finish within {self.timeout:g} s") from None
        except zlib.error:
            raise Again(f"{source.name} sent an answer that cannot be unpacked") from None

    def _judge(self, response: httpx.Response, source: Source, gate: Gate) -> None:
        """Raise what the status says; nothing for a good one."""
        status = response.status_code
        if status == 200:
            return
        if status in _UNKNOWN:
            raise Unknown(f"{source.name} does not know it")
        said = f"{source.name} answered {status} {response.reason_phrase}".rstrip()
        if status not in _BUSY:
            raise Failed(said)
        seconds = retry_after(response.headers.get("retry-after", ""))
        if seconds > LONGEST_WAIT:
            raise Failed(f"{said}, and asks to wait for {seconds:.0f} s")
        if seconds:
            gate.hold(seconds)
        raise Busy(said)

    @contextlib.contextmanager
    def _translated(self, source: Source, host: str) -> Iterator[None]:
        """The network's errors as ours."""
        httpx, core = self._httpx, self._httpcore
        unreachable = (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            core.ConnectError,
            core.ConnectTimeout,
            core.ProxyError,
        )
        broken = (httpx.HTTPError, core.NetworkError, core.ProtocolError)
        try:
            yield
        except Refused as error:
            where = str(error)[:80]
            if host not in self._answered:
                raise Failed(f"{where!r} is not public, and not asked") from None
            raise Failed(f"{source.name} redirects to {where!r}, which is not public") from None
        except unreachable as error:
            where = self.hosts[source.name] or host
            message = f"cannot reach {source.name} ({where}): {_reason(error)}"
            if host in self._answered:
                raise Busy(message) from None
            self._faults[host] = message
            raise Unreachable(message) from None
        except (httpx.TimeoutException, core.TimeoutException):
            raise Busy(f"{source.name} did not answer within {self.timeout:g} s") from None
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, core.UnsupportedProtocol) as error:
            if host in self._answered:
                message = f"{source.name} redirects to what is no web address: {error}"
            else:
                message = f"{host[:80]!r} is no web address: {_reason(error)}"
            raise Failed(message) from None
        except UnicodeError as error:
            raise Failed(f"{host[:80]!r} is no web address: {_reason(error)}") from None
        except broken as error:
            raise Busy(f"{source.name}: the connection broke: {_reason(error)}") from None


def _host_of(address: str) -> str:
    """Host and port of a web address, without name and password. Raises Failed.

    >>> _host_of("https://me:secret@example.org:8080/x")
    'example.org:8080'
    """
    try:
        return urlsplit(address).netloc.rpartition("@")[2]
    except ValueError as error:
        raise Failed(f"{address[:80]!r} is no web address: {error}") from None


def retry_after(value: str) -> float:
    """The seconds that a Retry-After header asks for: a number or a date (RFC 9110, 10.2.3).

    >>> retry_after("2"), retry_after(""), retry_after("soon")
    (2.0, 0.0, 0.0)
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return 0.0
    return max(0.0, moment.timestamp() - time.time())


_SPAN = regex(r"(\d+(?:\.\d+)?) ?(ms|s|m|h)?", re.IGNORECASE)
_SECONDS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0}


def _heed(headers: Mapping[str, str], gate: Gate) -> None:
    """Keep to the rate that an answer announces.

    Crossref tells the requests in an interval; others what is left, and when there is more.
    """
    limit = _SPAN.fullmatch(headers.get("x-rate-limit-limit", "").strip())
    span = _SPAN.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if limit and span and float(limit[1]) > 0:
        interval = float(span[1]) * _SECONDS[(span[2] or "").lower()] / float(limit[1])
        if interval <= LONGEST_WAIT:  # else it is no rate that a service has
            gate.announce(interval)
    if headers.get("x-ratelimit-remaining", "").strip() == "0":
        reset = _SPAN.fullmatch(headers.get("x-ratelimit-reset", "").strip())
        seconds = float(reset[1]) if reset else 0.0
        if seconds > 1e9:  # a moment, not a span
            seconds -= time.time()
        if 0 < seconds <= LONGEST_WAIT:
            gate.hold(seconds)


def _limited(pieces: Iterable[bytes], coding: str, name: str) -> Iterator[bytes]:
    """The bytes of an answer, unpacked; Failed as soon as they are too many."""
    unpack = None
    if coding in ("gzip", "x-gzip", "deflate"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either, by its first bytes
    elif coding not in ("", "identity"):
        raise Failed(f"{name} answered in a coding that was not asked for: {coding[:40]!r}")
    came = size = 0
    for piece in pieces:
        came += len(piece)
        found = piece if unpack is None else unpack.decompress(piece, LIMIT + 1 - size)
        size += len(found)
        if max(came, size) > LIMIT:
            raise Failed(f"{name} answered with more than {LIMIT:,} bytes")
        yield found
    if unpack is not None and not unpack.eof:
        raise zlib.error("cut off")


def _printable(contact: str) -> str:
    """The address without what no header or address may hold."""
    whole = contact.encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in whole if char.isprintable()).strip()[:254]  # RFC 5321


def _check(body: bytes, kind: str, source: Source) -> None:
    """Raise where the body is not of the kind that was asked for: the page of a proxy, say."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise Again(f"{source.name} gave an empty answer")
    page = start.startswith((b"<!doctype html", b"<html"))
    good = {
        "json": start.startswith((b"{", b"[")),
        "xml": start.startswith(b"<") and not page,
        "html": "html" in kind or start.startswith((b"<", b"%pdf-")),
        "text": not page,
    }[source.kind]
    if not good:
        what = kind.partition(";")[0] or "no type"
        raise Failed(f"{source.name} answered with something else than a record ({what})")


_UNREADABLE = (CitexError, SyntaxError, msgspec.DecodeError, RecursionError)
"""What readers say of bodies that are cut off, too deep or something else (lxml: SyntaxError)."""


def _read(body: bytes, source: Source, read: Callable[[bytes], T]) -> T:
    try:
        return read(body)
    except _UNREADABLE as error:
        message = f"{source.name}: the record cannot be read: {_reason(error)[:300]}"
        # a page is whole though it says nothing of a work
        raise (Failed if source.kind == "html" else Again)(message) from None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


class _AllButOurs:
    """A hook of stamina's that is called for all retries but a look-up's."""

    def __init__(self, hook: Callable[[Any], Any]) -> None:
        self._hook = hook

    def __call__(self, details: Any) -> Any:
        return None if isinstance(details.caused_by, Again) else self._hook(details)


def _tell_nobody_of_ours(stamina: Any) -> None:
    """Our retries are no news: stamina would log each, and without any handler on standard error.

    What it tells of others' retries, and to whom, stays as its host has set it.
    """
    with _hooks_lock:
        hooks = stamina.instrumentation.get_on_retry_hooks()
        if not all(isinstance(hook, _AllButOurs) for hook in hooks):
            stamina.instrumentation.set_on_retry_hooks(
                [hook if isinstance(hook, _AllButOurs) else _AllButOurs(hook) for hook in hooks]
            )


_hooks_lock = threading.Lock()


def package(name: str, purpose: str = "looking up identifiers") -> Any:
    """A package of the extra `net`. Raises MissingPackage."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingPackage(name, "net", purpose) from None
