"""JSON-LD in schema.org's words, for search engines and for the head of a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from citex.errors import Problem
from citex.formats import Option, Problems, Source
from citex.formats._fields import common
from citex.formats._json import json_records
from citex.formats._types import written_types
from citex.formats.detect import builtin
from citex.formats.web._found import paper_of
from citex.formats.web._graph import Graph, read_script
from citex.formats.web._page import page_of
from citex.formats.web._webtext import family_name, given_name, natural, page_range, web_address
from citex.model import Name, Paper
from citex.text.dates.writing import iso
from citex.text.keywords import split_keywords
from citex.text.lines import legal
from citex.text.names.words import people
from citex.text.names.written import is_person
from citex.text.richtext.runs import plain

NAME = "jsonld"
CONTEXT = "https://schema.org"

TYPES, CONTAINERS = written_types(NAME), written_types("jsonld-container")
TEXTS, PEOPLE = common(NAME), common("jsonld, people")
IDENTIFIERS = {
    # scheme: variable, address
    "doi": ("DOI", "https://doi.org/"),
    "pmid": ("PMID", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PMCID", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
}
HOLDS = (
    frozenset(TEXTS.values())
    | frozenset(PEOPLE.values())
    | frozenset(variable for variable, _ in IDENTIFIERS.values())
    | frozenset(
        """title container-title container-title-short collection-title collection-number volume
        issue ISSN issued original-date publisher publisher-place number URL keyword event-title
        event-place reviewed-title""".split()
    )
)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of JSON-LD: of a text of its own, or of the scripts of a page."""
    if source.head.lstrip()[:1] == "<":
        graph = Graph(list(_scripts(source, problems)))
    else:
        graph = Graph(record.value for record in json_records(source, problems))
    found = 0
    for node in graph.works():
        found += 1
        yield paper_of(graph.found(node))
    if not found and not problems:
        message = "holds no work in schema.org's words"
        problems.append(Problem(message=message, source=source.name))


def _scripts(source: Source, problems: Problems) -> Iterator[Any]:
    """The values of a page's scripts."""
    for text in page_of(source, problems).scripts:
        value = read_script(text)
        if value is None:
            message = "a script of JSON-LD is no JSON"
            problems.append(Problem(message=message, source=source.name, raw=text[:10_000]))
        else:
            yield value


def write(papers: Iterable[Paper], /, *, script: bool = False) -> Iterator[str]:
    """The papers as JSON-LD: one object, or a graph of several; in a script element if `script`.

    Every "<" is written as an escape, so that the text can stand in a page's script as it is.
    """
    if script:
        yield '<script type="application/ld+json">\n'
    encoded = (_encoded(_work(paper)) for paper in papers)
    first, second = next(encoded, None), next(encoded, None)
    if first is not None and second is None:
        yield '{\n  "@context": "' + CONTEXT + '",' + first[1:] + "\n"
    else:
        yield '{\n  "@context": "' + CONTEXT + '",\n  "@graph": [\n'
        if first is not None and second is not None:
            yield first + ",\n" + second
        for text in encoded:
            yield ",\n" + text
        yield "\n  ]\n}\n"
    if script:
        yield "</script>\n"


FORMAT = builtin(
    NAME,
    read=read,
    write=write,
    streams=True,
    holds=HOLDS,
    write_options=(Option(name="script", title="within a <script> element", default=False),),
)


def _encoded(work: dict[str, Any]) -> str:
    text = msgspec.json.format(msgspec.json.encode(work), indent=2).decode("utf-8")
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _work(paper: Paper) -> dict[str, Any]:
    title = _text(paper.title)
    found: dict[str, Any] = {"@type": TYPES.get(paper.type, "CreativeWork")}
    found["@id"] = f"https://doi.org/{_text(paper.DOI)}" if paper.DOI else web_address(paper.URL)
    found["name"] = title
    found["headline"] = title if "Article" in found["@type"] else ""
    for key, variable in PEOPLE.items():
        found[key] = [_person(name) for name in people(paper.get(variable))]
    found["isPartOf"] = _held_by(paper)
    found["datePublished"] = iso(paper.issued) or _text(str(paper.issued or ""))
    found["dateCreated"] = iso(paper.original_date)
    first, last = page_range(paper.page)
    found["pageStart"], found["pageEnd"] = first, last
    for key, variable in TEXTS.items():
        found[key] = _text(paper.get(variable))
    found["publisher"] = _publisher(paper)
    found["reportNumber" if paper.type == "report" else "position"] = _text(paper.number)
    found["keywords"] = [_text(word) for word in split_keywords(paper.keyword or "")]
    found["identifier"] = _identifiers(paper)
    found["sameAs"] = found["@id"] if paper.DOI else ""
    found["url"] = web_address(paper.URL)
    found["recordedAt"] = _event(paper)
    found["itemReviewed"] = _thing("CreativeWork", name=_text(paper.reviewed_title))
    return _filled(found)


def _filled(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value}


def _text(value: str | None) -> str:
    return legal(plain(value)) if value else ""


def _thing(kind: str, **values: Any) -> dict[str, Any]:
    """A thing of which something is known."""
    found = _filled(values)
    return {"@type": kind, **found} if found else {}


def _person(name: Name) -> dict[str, Any]:
    if name.literal:
        return _thing("Person" if is_person(name) else "Organization", name=natural(name))
    family, given = family_name(name), given_name(name)
    return _thing("Person", familyName=family, givenName=given, name=natural(name))


def _held_by(paper: Paper) -> dict[str, Any] | list[dict[str, Any]]:
    """The issue in its volume in its periodical; the book; the series."""
    title, number = _text(paper.collection_title), _text(paper.collection_number)
    series = _thing("CreativeWorkSeries", name=title, position=number)
    held = _thing(
        CONTAINERS.get(paper.type, "CreativeWork"), name=_text(paper.container_title),
        alternateName=_text(paper.container_title_short), issn=_text(paper.ISSN),
    )  # fmt: skip
    if volume := _text(paper.volume):
        held = _thing("PublicationVolume", volumeNumber=volume, isPartOf=held)
    if issue := _text(paper.issue):
        held = _thing("PublicationIssue", issueNumber=issue, isPartOf=held)
    return [held, series] if held and series else held or series


def _publisher(paper: Paper) -> dict[str, Any]:
    name, place = _text(paper.publisher), _text(paper.publisher_place)
    return _thing("Organization", name=name, address=place)


def _identifiers(paper: Paper) -> list[dict[str, Any]]:
    return [
        {
            "@type": "PropertyValue",
            "propertyID": f"https://registry.identifiers.org/registry/{scheme}",
            "value": f"{scheme}:{_text(value)}",
            "url": address + _text(value),
        }
        for scheme, (variable, address) in IDENTIFIERS.items()
        if (value := paper.get(variable))
    ]


def _event(paper: Paper) -> dict[str, Any]:
    place = _thing("Place", name=_text(paper.event_place))
    return _thing("Event", name=_text(paper.event_title), location=place)
