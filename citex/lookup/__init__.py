"""Looking up identifiers: DOI, PMID, PMCID, arXiv and ISBN, each at the service that knows it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from citex import api
from citex._hints import not_called
from citex.errors import CitexError, LookupFailed, Problem
from citex.lookup.cache import MAX_AGE, Answer, Cache, default_place
from citex.lookup.client import Client, Failed, Unknown, Unreachable
from citex.lookup.pool import Pool
from citex.lookup.services import SERVICES, Service, hosts, route
from citex.model import Paper
from citex.model.checked import refuse
from citex.text.identifiers import Identifier, find_doi, identifiers, isbn13, parse

TIMEOUT = 30.0
"""Seconds for one answer."""

WORKERS = 12
"""Requests under way at all services together; each service has its own, lower, limit."""

_LONGEST = 2048
"""Characters of an identifier; a DOI of that length no registry takes."""

Progress = Callable[[int, int], None]
"""Called with how many identifiers are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One identifier looked up: as it was given, and the paper, or why there is none."""

    given: str
    paper: Paper | None = None
    failure: LookupFailed | None = None


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
    found: list[Paper] = []
    failed: list[LookupFailed] = []
    for result in lookups(
        ids, contact=contact, hosts=hosts, cache=cache, max_age=max_age, timeout=timeout,
        offline=offline,
    ):  # fmt: skip
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
    contact: str | None = None,
    hosts: Mapping[str, str] | None = None,
    cache: Path | str | bool = True,
    max_age: float = MAX_AGE,
    timeout: float = TIMEOUT,
    offline: bool = False,
    progress: Progress | None = None,
    warnings: list[Problem] | None = None,
) -> Iterator[Lookup]:
    """Each identifier looked up, in the order given, as soon as it is known; arguments as `fetch`.

    An identifier that occurs twice is looked up once. `warnings` collects what went wrong with
    the cache.
    """
    if isinstance(ids, str):
        if not ids.strip():
            raise refuse("ids", ids, "give an identifier: a DOI, PMID, PMCID, arXiv id or ISBN")
        ids = [ids]
    ids = list(ids) if isinstance(ids, Iterable) else [ids]
    for one in ids:
        if not isinstance(one, str):
            raise refuse("ids", one, "give identifiers, each a str")
    place = default_place() if cache is True else Path(cache) if cache else None
    store = Cache(place, max_age)
    if store.fault and warnings is not None:
        warnings.append(Problem(message=store.fault, level="warning"))
    with contextlib.closing(store):
        yield from _Search(store, contact, hosts, timeout, offline, progress).run(list(ids))


class _Search:
    """One call of `lookups`: what is known, what is under way, what is to be asked."""

    def __init__(
        self,
        cache: Cache,
        contact: str | None,
        chosen: Mapping[str, str] | None,
        timeout: float,
        offline: bool,
        progress: Progress | None,
    ) -> None:
        self.cache, self.offline, self.progress = cache, offline, progress
        addresses = hosts(chosen)
        own = {name for name, address in addresses.items() if address != SERVICES[name].host}
        contact = contact if contact is not None else os.environ.get("CITEX_CONTACT", "")
        self.client = Client(addresses, own_hosts=own, contact=contact, timeout=timeout)

    def run(self, ids: Sequence[str]) -> Iterator[Lookup]:
        words = list(_words(ids))
        names = {word: _identifier(word) for word in words}
        wanted = list(dict.fromkeys(name for name in names.values() if name is not None))
        pool = Pool(WORKERS)
        try:
            futures = self._begin(pool, wanted)
            seen: set[Identifier | str] = set()
            total = len(set(names.values()) - {None}) + sum(name is None for name in names.values())
            for word in words:
                name = names[word]
                if (name or word) in seen:
                    continue
                seen.add(name or word)
                yield self._result(word, name, futures)
                if self.progress is not None:
                    self.progress(len(seen), total)
        finally:
            self.client.stop.set()
            pool.close()
            self.client.close()

    def _begin(self, pool: Pool, wanted: Sequence[Identifier]) -> dict[Identifier, Future[Paper]]:
        """Start to look up what the cache has not, in bundles where a service bears them."""
        futures: dict[Identifier, Future[Paper]] = {}
        bundles: dict[str, list[Identifier]] = {}
        for name in wanted:
            known = self._cached(name)
            if known is not None:
                futures[name] = Future()
                futures[name].set_result(known)
                continue
            services = route(name.scheme, name.value)
            if services and services[0].batch_size > 1 and not self.offline:
                bundles.setdefault(services[0].name, []).append(name)
                futures[name] = Future()
            else:
                futures[name] = pool.submit(self._single, name)
        for service_name, members in bundles.items():
            service = SERVICES[service_name]
            for start in range(0, len(members), service.batch_size):
                part = members[start : start + service.batch_size]
                pool.submit(self._bundle, service, part, {name: futures[name] for name in part})
        return futures

    def _cached(self, name: Identifier) -> Paper | None:
        answer = self.cache.find(str(name))
        if answer is None:
            return None
        with contextlib.suppress(Exception):
            return _paper(answer)
        return None  # a file may hold anything, and a newer reader not like it: it is asked again

    def _single(self, name: Identifier) -> Paper:
        """One identifier, at one service after the other until one knows it."""
        services = route(name.scheme, name.value)
        if not services:
            raise Failed(_NO_ROUTE.get(name.scheme, "no service knows this kind of identifier"))
        if self.offline:
            raise Failed("it is not in the cache, and we are to stay off-line")
        silent = []
        for service in services:
            try:
                return self._asked(service, name)
            except Unknown:
                silent.append(service.name)
        raise Unknown(f"unknown to {', '.join(silent)}")

    def _asked(self, service: Service, name: Identifier) -> Paper:
        value = isbn13(name.value) if name.scheme == "isbn" else name.value

        def read(body: bytes) -> tuple[Paper | None, Answer]:
            if service.split is not None:
                body = dict(service.split(body)).get(value, b"")
            answer = Answer(service.reader, body)
            return (_paper(answer) if body else None), answer

        paper, answer = self.client.ask(service, [value], read)
        if paper is None:
            raise Unknown(f"unknown to {service.name}")
        self.cache.keep(str(name), answer)
        return paper

    def _bundle(
        self,
        service: Service,
        names: Sequence[Identifier],
        futures: Mapping[Identifier, Future[Paper]],
    ) -> None:
        """Many identifiers in one request; what that does not give, one by one."""
        values = [name.value for name in names]
        split = service.split
        assert split is not None
        found: dict[str, bytes] = {}
        fault: Exception | None = None
        try:
            found = self.client.ask(service, values, lambda body: dict(split(body)))
        except Exception as error:  # whatever it is, it belongs to the futures
            fault = error
        for name in names:
            try:
                futures[name].set_result(self._member(service, name, found, fault, len(names)))
            except Exception as error:
                futures[name].set_exception(error)

    def _member(
        self,
        service: Service,
        name: Identifier,
        found: Mapping[str, bytes],
        fault: Exception | None,
        members: int,
    ) -> Paper:
        """One of a bundle: from the answer to all, or asked for alone where that failed."""
        if fault is not None:
            if isinstance(fault, Unreachable) or members == 1:
                raise fault
            return self._asked(service, name)
        body = found.get(name.value)
        if body is None:
            raise Unknown(f"unknown to {service.name}")
        answer = Answer(service.reader, body)
        try:
            paper = _paper(answer)
        except CitexError as error:
            raise Failed(f"{service.name}: the record cannot be read: {error}") from None
        if paper is None:
            raise Unknown(f"unknown to {service.name}")
        self.cache.keep(str(name), answer)
        return paper

    def _result(
        self, word: str, name: Identifier | None, futures: Mapping[Identifier, Future[Paper]]
    ) -> Lookup:
        if name is None:
            return Lookup(word, failure=LookupFailed(word, "is no DOI, PMID, PMCID, arXiv or ISBN"))
        try:
            return Lookup(word, paper=futures[name].result())
        except Failed as error:
            return Lookup(word, failure=LookupFailed(word, str(error)))
        except Exception as error:  # whatever one answer does, the others are not lost
            reason = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
            return Lookup(word, failure=LookupFailed(word, reason))


_NO_ROUTE = {
    "issn": "an ISSN names a journal, not a work in it",
    "url": "a web address names no record; give its DOI",
}


def _words(ids: Iterable[str]) -> Iterator[str]:
    """The identifiers in what was given: each whole, or several that stand in one line."""
    for given in ids:
        text = given.strip()
        if not text or text.startswith("#"):
            continue
        if _identifier(text) is None and re.search(r"[\s,;]", text):
            parts = [str(found) for found in identifiers(text)]
            yield from parts or [text]
        else:
            yield text


def _identifier(text: str) -> Identifier | None:
    if len(text) > _LONGEST or not _is_text(text):
        return None
    found = parse(text)
    if found is not None and found.scheme == "url":
        doi = find_doi(found.value)
        return Identifier("doi", doi) if doi else found
    return found


def _is_text(text: str) -> bool:
    """Whether there is no half of a surrogate pair in it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _paper(answer: Answer) -> Paper | None:
    """The paper in an answer; None where the answer says that there is none."""
    if _NONE.match(answer.body):
        return None
    problems: list[Problem] = []
    papers = api.parse(answer.body, answer.reader, problems=problems)
    if not papers:
        raise CitexError(str(problems[0]) if problems else "it holds no paper")
    return papers[0]


_NONE = re.compile(rb'\s*(?:\{\s*\}|\[\s*\])\s*\Z|\s*\{[^{}]{0,80}"hitCount"\s*:\s*0\b')

not_called(__name__)
