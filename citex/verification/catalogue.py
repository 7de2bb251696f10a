"""Where references are looked for: the services of the net, or a local index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from citex.index import Index
from citex.lookup.cache import Answer
from citex.lookup.client import Failed, Unknown
from citex.lookup.resolving import Resolver, read
from citex.lookup.source import Source
from citex.lookup.sources import SEARCHED, SOURCES
from citex.model import Paper
from citex.text.identifiers import Identifier


class Record(NamedTuple):
    """A record, and the source that it is from."""

    paper: Paper
    source: str


class Missing(NamedTuple):
    """Why there is no record; `certain` where all sources said that they know none."""

    reason: str
    certain: bool


class Catalogue(Protocol):
    """What knows records by identifier and by words."""

    def records(self, names: Sequence[Identifier]) -> dict[Identifier, Record | Missing]:
        """The record of each identifier, or why there is none."""
        ...

    def works(self, paper: Paper) -> Iterator[tuple[str, list[Paper] | Failed]]:
        """The works that a reference may mean, source after source, or why one told none."""
        ...


class Online:
    """The services of the net."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def records(self, names: Sequence[Identifier]) -> dict[Identifier, Record | Missing]:
        """The record of each identifier, or why there is none."""
        spelled = {str(name): name for name in names}
        found: dict[Identifier, Record | Missing] = {}
        for result in self._resolver.run(list(spelled)):
            name = spelled[result.given]
            if result.paper is not None:
                found[name] = Record(result.paper, result.source)
            else:
                reason = result.failure.reason if result.failure else ""
                found[name] = Missing(reason, result.unknown)
        return found

    def works(self, paper: Paper) -> Iterator[tuple[str, list[Paper] | Failed]]:
        """What each service finds by the words of a reference; the next only where it is asked."""
        for name in SEARCHED:
            yield name, self.search(SOURCES[name], words_of(paper, whole=name == "crossref"))

    def search(self, source: Source, words: str) -> list[Paper] | Failed:
        """What a service finds by words; kept as answers to identifiers are."""
        resolver = self._resolver
        key = f"search:{source.name}:{words}"
        kept = resolver.cache.find(key)
        if kept is None and resolver.offline:
            return Failed("it is not in the cache, and we are to stay off-line")
        assert source.search is not None
        try:
            if kept is None:
                asked = source.searching(words, resolver.client.contact)
                body = resolver.client.ask(source, asked, _checked(source))
                resolver.cache.keep(key, Answer(source.reader, body))
            else:
                body = kept.body
            return list(_papers(source, body))
        except Unknown:
            return []
        except Failed as error:
            return error
        except Exception as error:  # whatever an answer holds, it costs this answer
            return Failed(f"{source.name}: the answer cannot be read: {error}")


_INDEXED = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn"))
"""The schemes of identifiers that an index keeps."""


class Local:
    """A local index (`citex.index`); of several records of a work, one that tells its fate."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def records(self, names: Sequence[Identifier]) -> dict[Identifier, Record | Missing]:
        """The record of each identifier, or why there is none."""
        found: dict[Identifier, Record | Missing] = {}
        for name in names:
            papers = self._index.by_identifier(name)
            papers.sort(key=lambda paper: "status" not in paper.custom)
            if papers:
                found[name] = Record(papers[0], self._index.name)
            else:
                certain = name.scheme in _INDEXED
                found[name] = Missing(f"unknown to {self._index.path}", certain=certain)
        return found

    def works(self, paper: Paper) -> Iterator[tuple[str, list[Paper] | Failed]]:
        """What the index has with the title of a reference, and with its people, too."""
        title = paper.title or ""
        listed = self._index.search(title, limit=8)
        if paper.author:
            year = paper.issued.year if paper.issued else None
            listed += self._index.search(title, authors=paper.author, year=year, limit=4)
        found: dict[str, Paper] = {}
        for one, _ in listed:
            found.setdefault(repr(one), one)
        yield self._index.name, list(found.values())


def _checked(source: Source) -> Callable[[bytes], bytes]:
    """A reader of answers that takes what can be cut into records."""

    def whole(body: bytes) -> bytes:
        assert source.search is not None
        for _ in source.search.split(body):
            break
        return body

    return whole


def _papers(source: Source, body: bytes) -> Iterator[Paper]:
    assert source.search is not None
    for _, record in source.search.split(body):
        try:
            paper = read(Answer(source.reader, record))
        except Exception:  # one record of a list
            continue
        if paper is not None:
            yield paper


def words_of(paper: Paper, *, whole: bool) -> str:
    """The words to search a reference by: its title, and with `whole` its people and year, too."""
    said = [paper.title or paper.container_title or ""]
    if whole:
        people = paper.author or paper.editor or []
        said += [name.family or name.literal or "" for name in people[:2]]
        said.append(str(paper.issued.year or "") if paper.issued else "")
    return " ".join(" ".join(said).split())[:400]
