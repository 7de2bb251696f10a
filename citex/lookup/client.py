"""One request to a service: its rate limit, time-outs, retries, and limits on the answer."""

from __future__ import annotations

import contextlib
import email.utils
import importlib
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from citex._version import __version__
from citex.errors import CitexError, MissingPackage
from citex.lookup.services import Service
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
CONNECT_TIMEOUT = 5.0
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_UNKNOWN = frozenset((404, 410))


class Failed(Exception):
    """The look-up failed for good; the text says why."""


class Unknown(Failed):
    """The service has no such record."""


class Unreachable(Failed):
    """There is no way to the service: no network, or no such host."""


class Again(Exception):
    """The request failed, and is worth another attempt."""


class Gate:
    """What keeps one service's rate limit: concurrency, interval, and its own wishes."""

    def __init__(self, service: Service, *, contact: str, public: bool) -> None:
        concurrency, interval = (
            service.rate_limit(contact) if public else (service.max_concurrency, 0.0)
        )
        self.slots: threading.BoundedSemaphore = threading.BoundedSemaphore(concurrency)
        self.answered = False
        self.fault = ""
        self._min_interval = interval
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self, stop: threading.Event) -> None:
        """Wait for one's turn."""
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + self._min_interval
        stop.wait(max(0.0, turn - time.monotonic()))

    def hold(self, seconds: float) -> None:
        """Nobody asks for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


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
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()
        self._deadline = Deadline()
        mail = f"; mailto:{quote(contact, safe='@+')}" if contact else ""  # RFC 6068
        trusted = {origin(address) for address in hosts.values()}
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

    def ask(self, service: Service, values: Sequence[str], read: Callable[[bytes], T]) -> T:
        """What `read` makes of a service's answer; an answer that it cannot read is asked again.

        Raises Unknown, Unreachable, Failed.
        """
        gate = self._gate(service)
        try:
            for attempt in self._stamina.retry_context(
                on=Again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=10.0
            ):
                with attempt:
                    return _read(self._once(service, gate, values), service, read)
        except Again as error:
            raise Failed(str(error)) from None
        raise AssertionError("the last attempt returns or raises")

    def _once(self, service: Service, gate: Gate, values: Sequence[str]) -> bytes:
        with gate.slots:
            gate.wait(self.stop)
            if self.stop.is_set():
                raise Failed("stopped")
            if gate.fault:
                raise Unreachable(gate.fault)
            with self._translated(service, gate):
                body, kind = self._received(service, gate, values)
        _check(body, kind, service)
        return body

    def _received(self, service: Service, gate: Gate, values: Sequence[str]) -> tuple[bytes, str]:
        path, parameters = service.request(values, self.contact)
        self._deadline.end = time.monotonic() + self.timeout
        request = self._client.build_request(
            "GET",
            self.hosts[service.name] + path,
            params=parameters or None,
            headers={"Accept": service.accept},
        )
        for _ in range(REDIRECTS + 1):
            response = self._client.send(request, stream=True)
            with contextlib.closing(response):
                gate.answered = True
                request = response.next_request  # its body is not read
                if request is None:
                    self._judge(response, service, gate)
                    body = self._body(response, service)
                    return body, response.headers.get("content-type", "")
        raise Failed(f"{service.name} redirects in circles")

    def _body(self, response: httpx.Response, service: Service) -> bytes:
        """The body, unpacked as it comes, and not beyond the limit."""
        coding = response.headers.get("content-encoding", "").strip().lower()
        try:
            return b"".join(_limited(response.iter_raw(), coding, service.name))
        except (self._httpx.TimeoutException, self._httpcore.TimeoutException):
            raise Again(f"{service.name} did not finish within {self.timeout:g} s") from None
        except zlib.error:
            raise Again(f"{service.name} sent an answer that cannot be unpacked") from None

    def _judge(self, response: httpx.Response, service: Service, gate: Gate) -> None:
        """Raise what the status says; nothing for a good one."""
        status = response.status_code
        if status == 200:
            return
        if status in _UNKNOWN:
            raise Unknown(f"{service.name} does not know it")
        said = f"{service.name} answered {status} {response.reason_phrase}".rstrip()
        if status not in _BUSY:
            raise Failed(said)
        seconds = retry_after(response.headers.get("retry-after", ""))
        if seconds > LONGEST_WAIT:
            raise Failed(f"{said}, and asks to wait for {seconds:.0f} s")
        if seconds:
            gate.hold(seconds)
        raise Again(said)

    @contextlib.contextmanager
    def _translated(self, service: Service, gate: Gate) -> Iterator[None]:
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
            raise Failed(f"{service.name} redirects to {where!r}, which is not public") from None
        except unreachable as error:
            message = f"cannot reach {service.name} ({self.hosts[service.name]}): {_reason(error)}"
            if gate.answered:
                raise Again(message) from None
            gate.fault = message
            raise Unreachable(message) from None
        except (httpx.TimeoutException, core.TimeoutException):
            raise Again(f"{service.name} did not answer within {self.timeout:g} s") from None
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, core.UnsupportedProtocol) as error:
            raise Failed(f"{service.name} redirects to what is no web address: {error}") from None
        except broken as error:
            raise Again(f"{service.name}: the connection broke: {_reason(error)}") from None

    def _gate(self, service: Service) -> Gate:
        with self._lock:
            if service.name not in self._gates:
                # whoever runs a server of their own knows what it bears
                public = service.name not in self._own_hosts
                self._gates[service.name] = Gate(service, contact=self.contact, public=public)
            return self._gates[service.name]


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


def _check(body: bytes, kind: str, service: Service) -> None:
    """Raise where the body is not of the kind that was asked for: the page of a proxy, say."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise Again(f"{service.name} gave an empty answer")
    if "json" in service.accept:
        good = start.startswith((b"{", b"["))
    else:
        good = start.startswith(b"<") and not start.startswith((b"<!doctype html", b"<html"))
    if not good:
        what = kind.partition(";")[0] or "no type"
        raise Failed(f"{service.name} answered with something else than a record ({what})")


def _read(body: bytes, service: Service, read: Callable[[bytes], T]) -> T:
    try:
        return read(body)
    except (CitexError, SyntaxError) as error:  # lxml's errors are SyntaxErrors
        message = f"{service.name}: the record cannot be read: {_reason(error)[:300]}"
        raise Again(message) from None


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
