"""JSON-LD in schema.org's words, read: the works of a graph, and what it says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from citex._late import regex
from citex.formats._fields import common
from citex.formats._json import decoded
from citex.formats._types import read_types
from citex.formats.web._found import Found, named
from citex.model import Name, new_name
from citex.text.addresses import resolved
from citex.text.identifiers import plain_doi
from citex.text.names.sources import cut_suffix, is_body, natural, parts, split_list

Node = dict[str, Any]

DEPTH = 12
"""How many steps of `isPartOf` and the like are followed."""
MOST = 20_000
"""How many things of one graph are looked at."""

_KINDS, _CONTAINERS = read_types("jsonld"), read_types("jsonld-container")
_TEXTS = {**common("jsonld"), **common("jsonld-read")}
_PEOPLE = common("jsonld, people")
_SUBTYPES = {
    # what is read as another type; "" says that where it stands decides
    "Article": "", "TechArticle": "", "CreativeWork": "", "DigitalDocument": "", "HowTo": "",
    "MedicalScholarlyArticle": "ScholarlyArticle", "ReportageNewsArticle": "NewsArticle",
    "OpinionNewsArticle": "NewsArticle", "AnalysisNewsArticle": "NewsArticle",
    "BackgroundNewsArticle": "NewsArticle", "ReviewNewsArticle": "NewsArticle",

    "LiveBlogPosting": "BlogPosting", "DiscussionForumPosting": "SocialMediaPosting",
    "SoftwareSourceCode": "SoftwareApplication", "WebApplication": "SoftwareApplication",
    "MobileApplication": "SoftwareApplication", "Audiobook": "Book", "DataFeed": "Dataset",
    "DataDownload": "Dataset", "VideoObject": "Movie", "PodcastEpisode": "RadioEpisode",
    "PresentationDigitalDocument": "", "ItemPage": "WebPage", "AboutPage": "WebPage",
    "FAQPage": "WebPage", "QAPage": "WebPage", "ProfilePage": "WebPage",
    "CollectionPage": "WebPage", "TVEpisode": "RadioEpisode", "AudioObject": "MusicRecording",
    "Painting": "VisualArtwork", "Photograph": "VisualArtwork", "Drawing": "VisualArtwork",
    "Sculpture": "VisualArtwork",
    "MedicalWebPage": "WebPage", "CriticReview": "Review", "PublicationIssue": "Periodical",
}  # fmt: skip
_ANYWHERE = {
    "Article": "article-magazine", "TechArticle": "article-magazine", "ScholarlyArticle": "",
}  # fmt: skip
"""What may stand in anything, and what it is where that is not said."""
_WEAK = frozenset(
    "WebPage CreativeWork ImageObject Event TheaterEvent Collection Message Review".split()
)
"""Things of a page that are its work only where nothing else on it is."""
_HOLDERS = """isPartOf mainEntityOfPage publisher author creator about provider image citation
    includedInDataCatalog hasPart mentions review subjectOf isBasedOn associatedMedia video audio
    workExample""".split()
"""Where a work is named that another work is a part of, or speaks of."""
_SCHEMES = {"doi": "DOI", "pmid": "PMID", "pubmed": "PMID", "pmcid": "PMCID", "pmc": "PMCID",
            "isbn": "ISBN", "issn": "ISSN", "arxiv": "arxiv"}  # fmt: skip


class Graph:
    """The things of one or more JSON-LD texts, by their `@id`s."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._tops: list[Node] = []
        self._by_id: dict[str, Node] = {}
        for value in values:
            self._take(value, 0)
        for node in self._tops:
            if isinstance(identifier := node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(identifier, node)

    def _take(self, value: Any, depth: int) -> None:
        if isinstance(value, list) and depth < DEPTH:
            for one in value:
                self._take(one, depth + 1)
        elif isinstance(value, dict) and depth < DEPTH and len(self._tops) < MOST:
            inner = value.get("@graph")
            if inner is not None:
                self._take(inner, depth + 1)
            if inner is None or "@type" in value:
                self._tops.append(value)
                self._take_main(value, depth)

    def _take_main(self, value: Node, depth: int) -> None:
        """What a page is about, which stands in it."""
        main = value.get("mainEntity")
        if isinstance(main, (dict, list)):
            self._take(main, depth + 1)

    def whole(self, value: Any) -> Node | None:
        """The thing that a value is, or refers to by its `@id`."""
        if isinstance(value, list):
            return next((node for one in value if (node := self.whole(one))), None)
        if not isinstance(value, dict):
            return None
        identifier = value.get("@id")
        known = self._by_id.get(identifier) if isinstance(identifier, str) else None
        return known if known is not None and len(value) < 3 else value

    def works(self) -> list[Node]:
        """The works of the texts: none that another is a part of or refers to."""
        held = {
            identifier
            for node in self._tops
            for key in _HOLDERS
            for inner in listed(node.get(key))
            if isinstance(inner, dict) and isinstance(identifier := inner.get("@id"), str)
            and identifier != node.get("@id")
        }  # fmt: skip
        works = [node for node in self._tops if _type_of(node) is not None]
        return [node for node in works if str(node.get("@id")) not in held] or works

    def works_of_page(self) -> list[Node]:
        """The works that a page is about: not the page itself, where there is another."""
        works = self.works()
        return [node for node in works if _type_of(node) not in _WEAK] or works

    def found(self, node: Node) -> Found:
        """What is said of one work."""
        name = _type_of(node) or "CreativeWork"
        found = Found(_KINDS.get(name))
        found.kind = self._read_kind(node, found.kind, name)
        for key, variable in _TEXTS.items():
            for value in listed(node.get(key)):
                found.add(variable, text_of(self.whole(value) or value))
        if "Article" in name or "Posting" in name or not found.texts.get("title"):
            found.texts.pop("title", None)
            for key in ("name", "headline") if name == "Article" else ("headline", "name"):
                found.add("title", text_of(node.get(key)))
        for variable in _PEOPLE.values():
            self._people(found, variable, node.get(variable))
        if "author" not in found.people:
            self._people(found, "author", node.get("creator"))
        self._publisher(found, node)
        self._identify(found, node)
        self._container(found, node)
        self._event(found, node)
        if (reviewed := self.whole(node.get("itemReviewed"))) is not None:
            found.add("reviewed-title", text_of(reviewed))
        _settle_dates(found)
        return found

    def _read_kind(self, node: Node, kind: str | None, name: str) -> str | None:
        """The type of a work that is called an article: by what it is a part of."""
        if name == "Review" and self.whole(node.get("itemReviewed")) is None:
            return "review"
        if name in _KINDS and name not in _ANYWHERE:
            return kind
        for holder in self._holders(node):
            called = next((one for one in types_of(holder) if one in _CONTAINERS), None)
            if called is not None:
                in_book = _CONTAINERS[called] == "chapter" and name == "ScholarlyArticle"
                return "paper-conference" if in_book else _CONTAINERS[called]
        return kind if name == "ScholarlyArticle" else _ANYWHERE.get(name)

    def _people(self, found: Found, variable: str, value: Any) -> None:
        people = (self.whole(one) or one for one in _flat(value))
        found.persons(variable, [name for one in people for name in _names(one)])

    def _publisher(self, found: Found, node: Node) -> None:
        for key in ("publisher", "sourceOrganization", "provider"):
            for value in listed(node.get(key)):
                body = self.whole(value) or value
                name = text_of(body)
                if "publisher" in found.texts or (name and _is_address(name)):
                    continue
                found.add("publisher", name)
                address = body.get("address") if isinstance(body, dict) else None
                place = self.whole(address) or {}
                town = text_of(place.get("addressLocality"))
                found.add("publisher-place", town or text_of(address))

    def _identify(self, found: Found, node: Node) -> None:
        for value in listed(node.get("identifier")):
            one = self.whole(value) or value
            if not isinstance(one, dict):
                found.identify(str(one))
                continue
            scheme = (text_of(one.get("propertyID")) or text_of(one.get("name")) or "").rstrip("/")
            scheme = scheme.rpartition("/")[2].rpartition(":")[2].lower()
            text = text_of(one.get("value")) or text_of(one.get("@id") or one.get("url"))
            if (variable := _SCHEMES.get(scheme)) and text:
                start = f"{scheme}:"
                found.add(variable, text[len(start) :] if text.lower().startswith(start) else text)
            elif text:
                found.identify(resolved(scheme, text) or text)
        for key in ("@id", "sameAs", "url"):
            for value in listed(node.get(key)):
                text = text_of(value)
                if text and (doi := plain_doi(text)) and "DOI" not in found.texts:
                    found.add("DOI", doi)

    def _holders(self, node: Node) -> Iterator[Node]:
        """What the work is a part of, and what that is a part of: the nearest first."""
        waiting = [self.whole(value) for value in listed(node.get("isPartOf"))]
        waiting += [self.whole(value) for value in listed(node.get("includedInDataCatalog"))]
        for _ in range(DEPTH):
            inner: list[Node | None] = []
            for holder in waiting[:DEPTH]:
                if holder is not None and holder is not node:
                    yield holder
                    inner += [self.whole(value) for value in listed(holder.get("isPartOf"))]
            waiting = inner

    def _container(self, found: Found, node: Node) -> None:
        for holder in self._holders(node):
            types = types_of(holder) or ["CreativeWork"]
            found.add("volume", text_of(holder.get("volumeNumber")))
            found.add("issue", text_of(holder.get("issueNumber")))
            found.add("ISSN", text_of(holder.get("issn")))
            found.add("issued", text_of(holder.get("datePublished")))
            name = text_of(holder)
            if not name or _is_address(name):
                continue
            if not _SERIES.isdisjoint(types):
                found.add("collection-title", name)
                found.add("collection-number", text_of(holder.get("position")))
            elif types[0] in ("WebSite", "WebPage", "DataCatalog") and found.kind != "webpage":
                if types[0] == "DataCatalog":  # who keeps the data
                    found.add("publisher", name)
            elif (
                types[0] not in ("PublicationVolume", "PublicationIssue", "WebPage")
                or len(types) > 1
            ):
                if "container-title" not in found.texts:
                    found.add("container-title", name)
                    found.add("container-title-short", text_of(holder.get("alternateName")))
                found.add("ISBN", text_of(holder.get("isbn")))
                if found.kind in ("chapter", "paper-conference", "entry-encyclopedia"):
                    self._people(found, "editor", holder.get("editor"))

    def _event(self, found: Found, node: Node) -> None:
        if (event := self.whole(node.get("recordedAt"))) is not None:
            found.add("event-title", text_of(event))
            found.add("event-place", text_of(event.get("location")))


_SERIES = frozenset(("CreativeWorkSeries", "BookSeries"))


def read_script(text: str) -> Any:
    """The value of one script of JSON-LD; None where it is no JSON.

    What scripts are wrapped in, and line breaks within strings, are no part of JSON.
    """
    text = text.strip()
    for start, end in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/")):
        text = text.removeprefix(start).removesuffix(end).strip()
    text = text.rstrip("; \n")
    try:
        return decoded(text)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        return decoded(_mended(text))
    except (msgspec.DecodeError, RecursionError):
        return None


_COMMA = regex(r",(?=\s{0,100}[\]}])")
_CONTROL = regex(r"[\x00-\x1f]")


def _mended(text: str) -> str:
    """The text without what people's templates leave: raw line breaks, commas before an end."""
    return _COMMA.sub("", _CONTROL.sub(" ", text))


def listed(value: Any) -> list[Any]:
    """The values of a property: a list of them, or the one; no more than are looked at."""
    if value is None:
        return []
    return value[:MOST] if isinstance(value, list) else [value]


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    """The values of a property, out of the lists that they may be nested in."""
    for one in listed(value):
        if not isinstance(one, list):
            yield one
        elif depth < DEPTH:
            yield from _flat(one, depth + 1)


def types_of(node: Node) -> list[str]:
    """The types of a thing, without what they begin with."""
    given = [one for one in listed(node.get("@type") or node.get("type")) if isinstance(one, str)]
    return [one.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2] for one in given]


def _type_of(node: Node) -> str | None:
    """The type of a work among a thing's types, the most telling; None if it is no work."""
    names = [_SUBTYPES.get(one) or one for one in types_of(node)]
    works = [one for one in names if one in _KINDS or _SUBTYPES.get(one) == ""]
    if not works:
        return None
    return next((one for one in works if _SUBTYPES.get(one) != "" and one not in _WEAK), works[0])


def text_of(value: Any, depth: int = 0) -> str | None:
    """The text of a value: itself, or the name of the thing that it is.

    >>> text_of({"@type": "Organization", "name": "A"}), text_of(["B"]), text_of({"@value": "C"})
    ('A', 'B', 'C')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    if depth > 3:
        return None
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one, depth + 1))), None)
    if isinstance(value, dict):
        keys = ("@value", "name", "legalName", "headline", "alternateName", "value", "url", "@id")
        found = ((key, text_of(value.get(key), depth + 1)) for key in keys)
        return next((text for key, text in found if text and not _is_mark(key, text)), None)
    return None


def _is_mark(key: str, text: str) -> bool:
    """Whether a text is an `@id` that tells things of one graph apart, and says nothing more."""
    return key == "@id" and text.startswith(("#", "_:"))


def _is_address(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://"))


def _names(value: Any) -> list[Name | None]:
    """The people of one value: a text that may list several, a person, an organization."""
    if isinstance(value, str):
        text = named(value)
        return [natural(one) for one in split_list(text)] if text else []
    if not isinstance(value, dict):
        return []
    family, given = text_of(value.get("familyName")), text_of(value.get("givenName"))
    name = named(text_of({**value, "url": None, "@id": None}) or "")
    if types_of(value)[:1] == ["Organization"] or (name and not family and is_body(name)):
        return [new_name(literal=name)] if name else []
    if family and (given or not name):
        given, suffix = cut_suffix(given or "")
        suffix = suffix or text_of(value.get("honorificSuffix")) or None
        return [parts(family=family, given=given, suffix=suffix)]
    return [natural(name)] if name else []


def _settle_dates(found: Found) -> None:
    """When a work was made is the date of a first edition where it was published later."""
    made, issued = found.first("original-date"), found.first("issued")
    if made is None:
        return
    if issued is None or made[:4] >= issued[:4]:
        del found.texts["original-date"]
    if issued is None:
        found.add("issued", made)
