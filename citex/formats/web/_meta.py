"""Meta tags: the vocabularies that pages write them in, each by its table in `fields.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from citex.formats._fields import common
from citex.formats._types import guess_type, read_types
from citex.formats.web._found import Found, named
from citex.model import NAME_VARIABLES, new_name
from citex.text.identifiers import parse_issn
from citex.text.names.doubts import cleaned


class Vocabulary(NamedTuple):
    """A set of meta tags: what their names begin with, and the tables that say what they hold."""

    title: str
    starts: tuple[str, ...]
    tables: tuple[str, ...]
    kind: Callable[[set[str], Found], str | None]


def found_in(metas: Iterable[tuple[str, str]]) -> dict[str, Found]:
    """What each vocabulary says, by its name.

    >>> found_in([("citation_title", "On Growth"), ("dc.creator", "Lee, Ann")])["DC"].people
    {'author': [Name(family='Lee', given='Ann')]}
    """
    found = {name: Found() for name in VOCABULARIES}
    people: dict[tuple[str, str], dict[str, list[str]]] = {}
    identified: dict[tuple[str, int], str] = {}
    seen: dict[str, set[str]] = {name: set() for name in VOCABULARIES}
    for full, content in metas:
        place = _place(full)
        if place is None or not content.strip():
            continue
        name, tag = place
        seen[name].add(tag)
        variable = _variables(name).get(tag)
        if variable in NAME_VARIABLES:
            people.setdefault((name, variable), {}).setdefault(tag, []).append(content)
        elif variable == "identifier":
            found[name].identify(content)
        elif variable == "source":
            _note_source(found[name], content)
        elif variable is not None:
            found[name].add(variable, content)
        elif tag == "author_orcid":
            authors = people.get((name, "author"), {}).get("author", ())
            identified[name, len(authors) - 1] = content
    for (name, variable), by_tag in people.items():
        tag = next(tag for tag in _variables(name) if tag in by_tag)
        listed = name in ("Open Graph", "page") or tag in ("authors", "editors")
        if tag != "corp_creators":
            found[name].name(variable, by_tag[tag], listed=listed)
        bodies = filter(None, map(named, by_tag.get("corp_creators", ())))
        found[name].persons(variable, [new_name(literal=body) for body in bodies])
        names = found[name].people.get(variable, [])
        if identified and variable == "author" and len(names) == len(by_tag[tag]):
            for number, author in enumerate(names):
                extra = cleaned(f"x {identified.get((name, number), '')}")[1]
                names[number] = replace(author, extra=extra) if extra else author
    for name, one in found.items():
        one.kind = VOCABULARIES[name].kind(seen[name], one)
        one.texts.pop("kind", None)
        inventors = one.people.pop("contributor", None)
        if inventors and one.kind == "patent":
            one.people.setdefault("author", inventors)
    return {name: one for name, one in found.items() if one}


def _note_source(found: Found, text: str) -> None:
    """Where a work is from, in Dublin Core: its journal, or the address of a page."""
    bare = text.strip()
    if issn := parse_issn(bare):
        found.add("ISSN", issn)
    elif "://" not in bare and not bare.lower().startswith(("urn:", "doi:")):
        found.add("container-title", text)


def _by_tags(tags: set[str], found: Found) -> str | None:
    """The type of a work by its Highwire tags, the more telling first.

    A conference's title is that of its proceedings, unless these are named themselves.
    """
    for text in found.texts.pop("proceedings", ()):
        found.add("event-title" if "container-title" in found.texts else "container-title", text)
    told = next((kind for tag, kind in _TELLING.items() if tag in tags), None)
    if told or "container-title" in found.texts:
        return told or "article-journal"
    if "arxiv" in found.texts or "ISBN" in found.texts:
        return "article" if "arxiv" in found.texts else "book"
    return None if _IN_JOURNALS.isdisjoint(found.texts) else "article-journal"


_IN_JOURNALS = frozenset(("ISSN", "issue", "volume", "page-first"))
"""What an article has whose page does not name the journal."""
_TELLING = {
    "conference_title": "paper-conference", **read_types("highwire"), "book_title": "chapter",
    "conference_name": "paper-conference", "conference": "paper-conference",
    "degree_grantor": "thesis", "dissertation_name": "thesis",
    "technical_report_number": "report", "patent_number": "patent",
    "newspaper_title": "article-newspaper",
}  # fmt: skip


def _by_words(tags: set[str], found: Found) -> str | None:
    """The type by what the page calls it: the first word that is a type's name anywhere."""
    for text in found.texts.get("kind", ()):
        word = text.rstrip("/").rpartition("/")[2]
        if kind := _CALLED.get(word.casefold()) or guess_type(word):
            return kind
    return "article-journal" if "container-title" in found.texts and "ISSN" in found.texts else None


_CALLED = {
    # EPrints' own words, and those of Dublin Core's list of types that say nothing
    "article": "article-journal", "book_section": "chapter", "conference_item": "paper-conference",
    "monograph": "report", "teaching_resource": "document",
    "text.serial.journal": "article-journal",
    "text.article.journal": "article-journal", "text.thesis.doctoral": "thesis",
    "text": "", "other": "", "info:eu-repo/semantics/publishedversion": "", "publishedversion": "",
    "image": "graphic", "interactiveresource": "webpage", "webpage": "webpage",
}  # fmt: skip


def _by_graph(tags: set[str], found: Found) -> str | None:
    return {"book": "book", "books.book": "book", "video.movie": "motion_picture"}.get(
        (found.first("kind") or "").casefold()
    )


VOCABULARIES = {
    # name: title, how its tags begin, its tables
    "Highwire": Vocabulary(
        "Highwire tags", ("citation_",), ("highwire", "highwire-read"), _by_tags
    ),
    "bepress": Vocabulary(
        "bepress tags", ("bepress_citation_",), ("highwire", "highwire-read", "bepress"), _by_tags
    ),
    "EPrints": Vocabulary("EPrints tags", ("eprints.",), ("eprints",), _by_words),
    "PRISM": Vocabulary("PRISM", ("prism.", "prism:"), ("prism",), _by_words),
    "DC": Vocabulary(
        "Dublin Core", ("dc.", "dcterms.", "dc:", "dcterms:"), ("dublin-core",), _by_words
    ),
    "Open Graph": Vocabulary("Open Graph", (), ("open-graph",), _by_graph),
    "page": Vocabulary("the page's plain tags", (), ("page",), _by_graph),
}
"""The vocabularies of meta tags; of the last two, whole names stand in the table."""


@cache
def _variables(name: str) -> dict[str, str]:
    held: dict[str, str] = {}
    for table in VOCABULARIES[name].tables:
        held.update(common(table))
    return held


def _place(tag: str) -> tuple[str, str] | None:
    """The vocabulary of a tag, and the tag in it."""
    for name, vocabulary in VOCABULARIES.items():
        if not vocabulary.starts:
            if tag in _variables(name):
                return name, tag
            continue
        for start in vocabulary.starts:
            if tag.startswith(start):
                return name, tag[len(start) :]
    return None
