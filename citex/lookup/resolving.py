"""Many identifiers resolved: source after source, as many in one request as a source bears."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from citex import api
from citex.errors import CitexError, LookupFailed, Problem
from citex.lookup.cache import Answer, Cache
from citex.lookup.client import Client, Down, Failed, Unknown, Unreachable
from citex.lookup.pool import Pool
from citex.lookup.source import Asked, Batch, Source, quoted_path
from citex.lookup.sources import AGENCIES, SOURCES, SUBSTITUTES, doi_org, route
from citex.lookup.sources.wikidata import leads_to
from citex.model import Paper
from citex.model.remarks import add_remark
from citex.text.identifiers import (
    Identifier,
    isbn13,
    parse,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)

WORKERS = 12
"""Requests under way at all sources together; each source has its own, lower, limit."""

_LONGEST = 2048
"""Characters of an identifier; a DOI of that length no registry takes."""

_LOOK_UP = 0.2
"""Seconds after which who waits for an answer sees that all was stopped."""

Progress = Callable[[int, int], None]
"""Called with how many identifiers are done, and how many there are."""


class Lookup(NamedTuple):
    """One identifier looked up: as it was given, and the paper, or why there is none.

    `source` is the name of the service that the record is from; `unknown` is true where all that
    were asked said that they have none.
    """

    given: str
    paper: Paper | None = None
    failure: LookupFailed | None = None
    source: str = ""
    unknown: bool = False


class _Found(NamedTuple):
    paper: Paper
    source: str


@dataclass(slots=True)
class _Asking:
    """An identifier under way: whom it goes to next, and what was said of it so far."""

    name: Identifier
    ahead: list[Source]
    future: Future[_Found] = field(default_factory=Future)
    said: list[Exception] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    agency: str = ""
    kept_as: list[Identifier] = field(default_factory=list)
    page: Paper | None = None

    def found(self, paper: Paper, source: str) -> None:
        """Settle it; of a page that names an identifier, by what both say."""
        if self.page is None:
            self.future.set_result(_Found(paper, source))
        elif _is_same_work(self.page, paper):
            paper.URL = paper.URL or self.page.URL
            self.future.set_result(_Found(paper, source))
        else:
            message = f"the page names {self.name}, whose record has the title {paper.title!r}"
            variable = self.name.scheme.upper()
            add_remark(self.page.remarks, "doubt", variable, message, self.name.value)
            self.future.set_result(_Found(self.page, "page"))


class Resolver:
    """What is known, what is under way, what is to be asked."""

    cache: Cache
    client: Client
    offline: bool
    progress: Progress | None

    def __init__(
        self, cache: Cache, client: Client, *, offline: bool, progress: Progress | None = None
    ) -> None:
        self.cache, self.client, self.offline, self.progress = cache, client, offline, progress
        self._pool = Pool(WORKERS)

    def stop(self) -> None:
        """Begin no further request; `run` ends at once, and what it has not found has failed."""
        self.client.stop.set()

    def close(self) -> None:
        """Stop what waits; what is under way is left to itself."""
        self.stop()
        self._pool.close()
        self.client.close()
        self.cache.close()

    def run(self, words: Sequence[str]) -> Iterator[Lookup]:
        """Each identifier, in its order, as soon as it is known; one that occurs twice once."""
        names = {word: identifier(word) for word in words}
        wanted = list(dict.fromkeys(name for name in names.values() if name is not None))
        futures = self._begin(wanted)
        seen: set[Identifier | str] = set()
        total = len(wanted) + sum(name is None for name in names.values())
        for word in words:
            name = names[word]
            if (name or word) in seen:
                continue
            seen.add(name or word)
            yield self._result(word, name, futures)
            if self.progress is not None:
                self.progress(len(seen), total)

    def _begin(self, wanted: Sequence[Identifier]) -> dict[Identifier, Future[_Found]]:
        """Start to look up what is not kept."""
        futures: dict[Identifier, Future[_Found]] = {}
        askings = []
        for name in wanted:
            asking = _Asking(name, route(name), kept_as=[name])
            futures[name] = asking.future
            if self._settled(asking):
                continue
            if not asking.ahead:
                reason = _NO_ROUTE.get(name.scheme, "no service knows this kind of identifier")
                asking.future.set_exception(Failed(reason))
            elif self.offline:
                reason = "it is not in the cache, and we are to stay off-line"
                asking.future.set_exception(Failed(reason))
            else:
                askings.append(asking)
        self._send(askings)
        return futures

    def _settled(self, asking: _Asking) -> bool:
        """Whether the cache settles it, as found or as unknown."""
        answer = self.cache.find(str(asking.name))
        if answer is None:
            return False
        if not answer.reader:
            asking.future.set_exception(Unknown(answer.body.decode("utf-8", "replace")))
            return True
        with contextlib.suppress(Exception):
            paper = read(answer)
            if paper is not None:
                doubt_stranger(asking.name, paper)
                if self._leads_on(asking, paper):
                    return self._settled(asking)
                asking.found(paper, "cache")
                return True
        return False  # a file may hold anything, and a newer reader not like it: it is asked again

    def _send(self, askings: Sequence[_Asking]) -> None:
        """Each to the source that is next for it, in as few requests as that bears."""
        bundles: dict[tuple[str, str], list[_Asking]] = {}
        for asking in askings:
            source = asking.ahead[0]
            if source.batch_of(asking.name) is None:
                self._pool.submit(self._round, source, [asking])
            else:
                bundles.setdefault((source.name, asking.name.scheme), []).append(asking)
        for (name, scheme), members in bundles.items():
            source = SOURCES[name]
            size = source.many[scheme].size  # type: ignore[index]  # a key of `many` it was
            for start in range(0, len(members), size):
                self._pool.submit(self._round, source, members[start : start + size])

    def _round(self, source: Source, askings: Sequence[_Asking]) -> None:
        """Ask one source for some; those that it does not settle go to the next."""
        try:
            answers = self._answers(source, askings)
        except Exception as error:  # whatever it is, it belongs to the futures
            answers = [error] * len(askings)
        further = []
        for asking, answer in zip(askings, answers, strict=True):
            asking.ahead.pop(0)
            if isinstance(answer, Paper):
                if self._leads_on(asking, answer):
                    if not self._settled(asking):
                        further.append(asking)
                else:
                    asking.found(answer, source.name)
            elif isinstance(answer, Identifier):
                asking.name, asking.ahead = answer, route(answer)
                asking.kept_as.append(answer)
                further.append(asking)
            else:
                self._unsettled(asking, source, answer)
                further.append(asking)
        self._name_agencies(
            [one for one in further if one.ahead[:1] == [doi_org.SOURCE] and not one.agency]
        )
        self._send([asking for asking in further if self._goes_on(asking)])

    def _leads_on(self, asking: _Asking, paper: Paper) -> bool:
        """Whether a page names an identifier, by which it is looked for from now on."""
        if asking.name.scheme != "url" or asking.page is not None or self.offline:
            return False
        name = next(_named(paper), None)
        if name is None:
            return False
        asking.page, asking.name, asking.kept_as = paper, name, [name]
        asking.ahead = [source for source in route(name) if source.name != "page"]
        return True

    def _unsettled(self, asking: _Asking, source: Source, answer: Exception) -> None:
        asking.said.append(answer)
        if isinstance(answer, Unknown):
            asking.silent.append(source.name)
            return
        other = SOURCES.get(SUBSTITUTES.get(source.name, ""))
        if other is not None and other.knows(asking.name) and other not in asking.ahead:
            asking.ahead.insert(0, other)

    def _goes_on(self, asking: _Asking) -> bool:
        """Whether there is another source to ask; the future is settled where there is none."""
        if asking.future.done():
            return False
        if asking.ahead and not self.client.stop.is_set():
            return True
        reason = self._reason(asking)
        if asking.page is not None:
            asking.future.set_result(_Found(asking.page, "page"))
        else:
            asking.future.set_exception(reason)
        return False

    def _reason(self, asking: _Asking) -> Exception:
        """Why an identifier was not found, of all that was said; unknown only if all say so."""
        failed = [error for error in asking.said if not isinstance(error, Unknown)]
        of_agency = f" ({asking.agency} has registered it)" if asking.agency else ""
        if not asking.said:
            return Failed(_NO_ROUTE.get(asking.name.scheme, "no service knows it"))
        if not failed:
            reason = f"unknown to {', '.join(asking.silent)}{of_agency}"
            for name in asking.kept_as:
                self.cache.keep(str(name), Answer("", reason.encode()))
            return Unknown(reason)
        if all(isinstance(error, Unreachable) for error in failed):
            return failed[0]
        known = [error for error in failed if isinstance(error, Failed)] or failed
        reason = "; ".join(dict.fromkeys(_text(error) for error in known)) + of_agency
        if asking.silent:
            reason += f"; unknown to {', '.join(asking.silent)}"
        return Failed(reason)

    def _answers(
        self, source: Source, askings: Sequence[_Asking]
    ) -> list[Paper | Identifier | Exception]:
        """What a source says of each: the paper, another identifier for it, or why it has none."""
        names = [asking.name for asking in askings]
        batch = source.batch_of(names[0])
        if batch is None or (len(names) == 1 and names[0].scheme in source.one):
            return [self._one(source, asking) for asking in askings]
        scheme = names[0].scheme
        asked = source.asking_many(scheme, [name.value for name in names], self.client.contact)
        try:
            found = self.client.ask(source, asked, lambda body: dict(batch.split(body)))
        except (Unreachable, Down):
            raise
        except Exception:  # one identifier may spoil a request for all
            if len(names) == 1:
                raise
            return [answer for asking in askings for answer in self._alone(source, asking)]
        return [self._member(source, asking, found) for asking in askings]

    def _alone(self, source: Source, asking: _Asking) -> list[Paper | Identifier | Exception]:
        try:
            return self._answers(source, [asking])
        except Exception as error:  # it belongs to this identifier alone
            return [error]

    def _member(
        self, source: Source, asking: _Asking, found: Mapping[str, bytes]
    ) -> Paper | Exception:
        value = isbn13(asking.name.value) if asking.name.scheme == "isbn" else asking.name.value
        body = found.get(value, b"")
        try:
            return self._kept(source, asking, body)
        except CitexError as error:
            return Failed(f"{source.name}: the record cannot be read: {error}")

    def _one(self, source: Source, asking: _Asking) -> Paper | Identifier | Exception:
        """One identifier, in a request of its own."""
        request = source.one[asking.name.scheme]
        asked = source.asking(asking.name, self.client.contact)
        batch = source.many.get(asking.name.scheme)

        def received(body: bytes) -> Paper | Identifier | Exception:
            if not source.reader:
                return self._led(source, asking, body)
            if request.unwrap is not None:
                body = request.unwrap(body, asking.name.value)
            elif batch is not None and batch.path == request.path:
                return self._member(source, asking, dict(batch.split(body)))
            return self._kept(source, asking, body)

        try:
            return self.client.ask(source, asked, received)
        except Exception as error:  # as above
            return error

    def _led(self, source: Source, asking: _Asking, body: bytes) -> Identifier | Exception:
        """The identifier that an answer leads to, if it was not come from."""
        found = parse(leads_to(body))
        if found is None or found in asking.kept_as:
            return Unknown(f"{source.name} names no identifier of it")
        return found

    def _kept(self, source: Source, asking: _Asking, body: bytes) -> Paper | Exception:
        """The paper of a record, which is kept; Unknown where there is none."""
        reader = "pdf" if source.kind == "html" and body.startswith(b"%PDF-") else source.reader
        answer = Answer(reader, body)
        paper = read(answer) if body else None
        if paper is None:
            return Unknown(f"unknown to {source.name}")
        doubt_stranger(asking.name, paper)
        for name in asking.kept_as:
            self.cache.keep(str(name), answer)
        return paper

    def _name_agencies(self, askings: Sequence[_Asking]) -> None:
        """Ask doi.org which agency has registered each DOI; one that none has needs no more."""
        batch = doi_org.AGENCIES
        for start in range(0, len(askings), batch.size):
            part = askings[start : start + batch.size]
            with contextlib.suppress(Exception):  # it only saves requests, and names the agency
                self._name_agencies_of(part, batch)

    def _name_agencies_of(self, askings: Sequence[_Asking], batch: Batch) -> None:
        values = [quoted_path(one.name.value).replace(",", "%2C") for one in askings]
        asked = Asked(
            batch.path.replace("{ids}", ",".join(values)),
            {},
            {"Accept": "application/json"},
        )
        told: dict[str, bytes] = self.client.ask(
            doi_org.SOURCE, asked, lambda body: dict(batch.split(body))
        )
        for asking in askings:
            body = told.get(asking.name.value, b"")
            if found := re.search(rb'"RA"\s*:\s*"([^"]{1,60})"', body):
                asking.agency = found[1].decode("utf-8", "replace")
                self._ask_agency(asking)
            elif b"does not exist" in body:
                asking.silent.append("doi.org: no agency has registered it")
                asking.said.append(Unknown("no agency has registered it"))
                asking.ahead.clear()

    def _ask_agency(self, asking: _Asking) -> None:
        """Whoever has the records of the agency comes next."""
        source = SOURCES.get(AGENCIES.get(asking.agency, ""))
        if source is not None and source.knows(asking.name):
            asking.ahead.insert(0, source)

    def _result(
        self, word: str, name: Identifier | None, futures: Mapping[Identifier, Future[_Found]]
    ) -> Lookup:
        if name is None:
            said = f"{NO_IDENTIFIER}; {BY_TITLE}" if " " in word.strip() else NO_IDENTIFIER
            return Lookup(word, failure=LookupFailed(word, said))
        future = futures[name]
        while not future.done() and not self.client.stop.is_set():
            wait([future], _LOOK_UP)
        if not future.done():
            return Lookup(word, failure=LookupFailed(word, "stopped"))
        try:
            found = future.result()
        except Failed as error:
            failure = LookupFailed(word, str(error))
            return Lookup(word, failure=failure, unknown=isinstance(error, Unknown))
        except Exception as error:  # whatever one answer does, the others are not lost
            return Lookup(word, failure=LookupFailed(word, _text(error)))
        return Lookup(word, paper=found.paper, source=found.source)


def doubt_stranger(name: Identifier, paper: Paper) -> None:
    """Remark on a record that names another identifier than the one that was asked for.

    A registry may have joined two of them, and then it is the same work; else it is a stranger's.

    >>> paper = Paper(title="On moss", DOI="10.5555/other")
    >>> doubt_stranger(Identifier("doi", "10.5555/moss"), paper)
    >>> print(paper.remarks[0])
    DOI: doi:10.5555/moss was asked for, and this is the record of another one
    """
    for scheme, variable, parsed in _OWN:
        value = getattr(paper, variable)
        if scheme == name.scheme and value and (found := parsed(value)):
            known = isbn13(found) if scheme == "isbn" else found
            asked = isbn13(name.value) if scheme == "isbn" else name.value
            others = [one.before for one in paper.remarks if one.variable == variable]
            named = {parsed(word) for text in others for word in text.split("; ")}
            if known != asked and not {asked, name.value} & named:
                message = f"{name} was asked for, and this is the record of another one"
                add_remark(paper.remarks, "doubt", variable, message, value)


_OWN: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
    ("doi", "DOI", parse_doi), ("pmid", "PMID", parse_pmid), ("pmcid", "PMCID", parse_pmcid),
    ("isbn", "ISBN", parse_isbn),
)  # fmt: skip
"""Scheme, variable, and how a value is read."""


def _named(paper: Paper) -> Iterator[Identifier]:
    """The identifiers that a page's record has."""
    if paper.DOI and (doi := parse_doi(paper.DOI)):
        yield Identifier("doi", doi)
    if paper.PMID and (pmid := parse_pmid(paper.PMID)):
        yield Identifier("pmid", pmid)


def _is_same_work(page: Paper, record: Paper) -> bool:
    """Whether the titles are alike, or one of them is not given."""
    one, other = (
        "".join(sign for sign in (title or "").casefold() if sign.isalnum())
        for title in (page.title, record.title)
    )
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one[:500], other[:500], autojunk=False).ratio() >= 0.75


NO_IDENTIFIER = "is no DOI, PMID, PMCID, arXiv, ISBN or other identifier that is known"
BY_TITLE = "citex.search(title) looks for a title"

_NO_ROUTE = {
    "issn": "an ISSN names a journal, not a work in it",
    "bibcode": "the Astrophysics Data System asks for a key: set ADS_API_TOKEN",
}


def _text(error: Exception) -> str:
    if isinstance(error, Failed):
        return str(error)
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def identifier(text: str) -> Identifier | None:
    """The identifier that a word is, if it is one and no longer than any."""
    if len(text) > _LONGEST or not _is_text(text):
        return None
    return parse(text)


def _is_text(text: str) -> bool:
    """Whether there is no half of a surrogate pair in it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read(answer: Answer) -> Paper | None:
    """The paper in an answer; None where the answer says that there is none."""
    if _NONE.match(answer.body):
        return None
    problems: list[Problem] = []
    papers = api.parse(answer.body, answer.reader, problems=problems)
    if not papers:
        raise CitexError(str(problems[0]) if problems else "it holds no paper")
    if len(papers) > 1 and answer.reader == "webpage":
        raise CitexError(f"the page lists {len(papers)} works; save it, and read it as a file")
    return papers[0]


_NONE = re.compile(rb'\s*(?:\{\s*\}|\[\s*\])\s*\Z|\s*\{[^{}]{0,80}"hitCount"\s*:\s*0\b')
