"""Looking up identifiers, each at the services that know it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from citex._hints import not_called
from citex.errors import LookupFailed, Problem
from citex.lookup.cache import MAX_AGE, Cache, default_place
from citex.lookup.client import Client
from citex.lookup.resolving import Lookup, Progress, Resolver, identifier
from citex.lookup.sources import SOURCES, hosts
from citex.model import Paper
from citex.model.checked import called, refuse
from citex.text.pasted import identifiers

if TYPE_CHECKING:
    from typing_extensions import Unpack

TIMEOUT = 30.0
"""Seconds for one answer."""


class LookupOptions(TypedDict, total=False):
    """How services are asked; each option as `fetch` has it."""

    contact: str | None
    hosts: Mapping[str, str] | None
    cache: Path | str | bool
    max_age: float
    timeout: float
    offline: bool


@called
def fetch(
    ids: str | Iterable[str],
    *,
    failures: list[LookupFailed] | None = None,
    contact: str | None = None,
    hosts: Mapping[str, str] | None = None,
    cache: Path | str | bool = True,
    max_age: float = MAX_AGE,
    timeout: float = TIMEOUT,
    offline: bool = False,
) -> list[Paper]:
    """The papers that identifiers name: DOI, PMID, PMCID, arXiv, ISBN, in any usual spelling.

    `ids` is one identifier or several. With `failures=[]`, what could not be resolved is collected
    there, and the rest is returned. Without, the first failure is raised as LookupFailed when all
    have been tried; what was found is in the cache. `contact` is your e-mail address, which
    services ask for (else
    CITEX_CONTACT); `hosts` puts other addresses for services (else CITEX_HOSTS); `cache` is
    the place of the cache's file, True for the usual one, False for none; `max_age`, in seconds,
    is how old an answer from it may be; `timeout` is in seconds per answer; `offline` asks no
    service. Needs the extra `net`; raises MissingPackage.
    """
    results = lookups(
        ids, contact=contact, hosts=hosts, cache=cache, max_age=max_age, timeout=timeout,
        offline=offline,
    )  # fmt: skip
    return _papers(results, failures)


async def afetch(
    ids: str | Iterable[str],
    *,
    failures: list[LookupFailed] | None = None,
    **options: Unpack[LookupOptions],
) -> list[Paper]:
    """As `fetch`, for programs with an event loop, which goes on meanwhile.

    Where the task is cancelled, no further request is begun; what was found is in the cache.
    """
    words = _checked(ids)
    loop = asyncio.get_running_loop()
    results: asyncio.Future[list[Lookup]] = loop.create_future()
    running: list[Resolver] = []
    ended = threading.Event()

    def done(result: list[Lookup] | BaseException) -> None:
        if results.done():
            return
        if isinstance(result, BaseException):
            results.set_exception(result)
        else:
            results.set_result(result)

    def work() -> None:
        result: list[Lookup] | BaseException = []
        try:  # to open the cache and to read the certificates takes its time, too
            with contextlib.closing(resolver(**options)) as found:
                running.append(found)
                if not ended.is_set():
                    result = list(found.run(words))
        except BaseException as error:  # it belongs to whoever waits
            result = error
        with contextlib.suppress(RuntimeError):  # the loop may be closed
            loop.call_soon_threadsafe(done, result)

    # a thread of the loop's pool would be waited for at exit
    threading.Thread(target=work, daemon=True, name="citex-afetch").start()
    try:
        return _papers(await results, failures)
    finally:
        ended.set()
        for found in running:
            found.stop()


def _papers(results: Iterable[Lookup], failures: list[LookupFailed] | None) -> list[Paper]:
    """The papers of results; failures are collected, or the first one is raised."""
    found: list[Paper] = []
    failed: list[LookupFailed] = []
    for result in results:
        if result.paper is not None:
            found.append(result.paper)
        elif result.failure is not None:
            failed.append(result.failure)
    if failures is not None:
        failures.extend(failed)
    elif failed:
        raise failed[0]
    return found


def lookups(
    ids: str | Iterable[str],
    *,
    progress: Progress | None = None,
    warnings: list[Problem] | None = None,
    **options: Unpack[LookupOptions],
) -> Iterator[Lookup]:
    """Each identifier looked up, in the order given, as soon as it is known; options as of `fetch`.

    An identifier that occurs twice is looked up once. `warnings` collects what went wrong with
    the cache.
    """
    words = _checked(ids)
    found = resolver(progress=progress, warnings=warnings, **options)
    with contextlib.closing(found):
        yield from found.run(words)


def _checked(ids: str | Iterable[str]) -> list[str]:
    """The identifiers in what was given; raises InvalidValue for what is no text."""
    if isinstance(ids, str):
        if not ids.strip():
            raise refuse("ids", ids, "give an identifier: a DOI, PMID, PMCID, arXiv id or ISBN")
        ids = [ids]
    several: list[Any] = list(ids) if isinstance(ids, Iterable) else [ids]
    for one in several:
        if not isinstance(one, str):
            raise refuse("ids", one, "give identifiers, each a str")
    return list(_words(several))


def resolver(
    *,
    progress: Progress | None = None,
    warnings: list[Problem] | None = None,
    **options: Unpack[LookupOptions],
) -> Resolver:
    """What looks identifiers up, as these options say; to be closed."""
    cache = options.get("cache", True)
    place = default_place() if cache is True else Path(cache) if cache else None
    store = Cache(place, options.get("max_age", MAX_AGE))
    if store.fault and warnings is not None:
        warnings.append(Problem(message=store.fault, level="warning"))
    client = _client(options)
    return Resolver(store, client, offline=options.get("offline", False), progress=progress)


def _client(options: LookupOptions) -> Client:
    addresses = hosts(options.get("hosts"))
    own = {name for name, address in addresses.items() if address != SOURCES[name].host}
    contact = options.get("contact")
    if contact is None:
        contact = os.environ.get("CITEX_CONTACT", "")
    return Client(
        addresses, own_hosts=own, contact=contact, timeout=options.get("timeout", TIMEOUT)
    )


def _words(ids: Iterable[str]) -> Iterator[str]:
    """The identifiers in what was given: each whole, or several that stand in one line."""
    for given in ids:
        text = given.strip()
        if not text or text.startswith("#"):
            continue
        known = identifier(text) is not None
        if known and not set(text) & set(",;，、；|和与及或"):
            yield text
            continue
        parts = [str(found) for found in identifiers(text)]
        yield from parts if len(parts) > known else [text]


__all__ = ["TIMEOUT", "Lookup", "LookupOptions", "afetch", "fetch", "lookups", "resolver"]

not_called(__name__)
