"""What a packed document holds of citations: the marks of its parts, properties, Word's sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from citex._late import regex
from citex.records.docx import _word
from citex.records.docx._cited import Cited
from citex.records.docx._package import (
    BrokenPart,
    Element,
    Package,
    Refused,
    attribute,
    descendants,
)
from citex.records.docx._story import Mark, Story
from citex.records.docx._writer import Text
from citex.text.richtext.elements import raw_text

_PIECE = regex(r"(ZOTERO_BREF_\w+?)_(\d{1,5})")
"""A property with a piece of what is cited at a bookmark of Zotero's."""
_OTHERS = (
    ("xl/", "is a workbook of Excel"),
    ("ppt/", "is a presentation of PowerPoint"),
    ("visio/", "is a drawing of Visio"),
)
_OPEN = {
    "application/vnd.oasis.opendocument.spreadsheet": "is a workbook of LibreOffice",
    "application/vnd.oasis.opendocument.presentation": "is a presentation of LibreOffice",
    "application/epub+zip": "is an e-book (EPUB)",
}
_TEXTS = "application/vnd.oasis.opendocument.text"


class Content(NamedTuple):
    """What a document holds of citations, in their order; `faults` are of parts that are broken.

    `codes` are what bookmarks stand for, by their names; `properties` lists of citations that a
    program keeps beside the text.
    """

    marks: Sequence[Mark]
    sources: Mapping[str, Cited]
    codes: Mapping[str, str]
    properties: Sequence[str]
    faults: Sequence[str]


def content_of(package: Package) -> Content:
    """What a document holds. Raises Refused where it is no text of Word or LibreOffice."""
    if "content.xml" in package:
        return _of_writer(package)
    main = next(iter(package.related().get("officeDocument", ())), "word/document.xml")
    if main in package and not main.startswith(("xl/", "ppt/", "visio/")):
        return _of_word(package, main)
    names = package.names
    said = next((said for start, said in _OTHERS if any(n.startswith(start) for n in names)), "")
    if not said and "mimetype" in package:
        said = _OPEN.get(package.read("mimetype")[:100].decode("ascii", "replace").strip(), "")
    raise Refused(f"it {said or 'is an archive (ZIP) of other files'}, and no text")


def _of_word(package: Package, main: str) -> Content:
    """What a text of Word holds: the text with its notes, then headers, footers and the rest."""
    faults: list[str] = []
    related = package.related(main)
    numbers = count()
    text = _story(package, main, faults, numbers)
    notes = {
        kind: _stories(package, related.get(kind, ()), faults, numbers)
        for kind in ("footnotes", "endnotes")
    }
    marks = list(_with_notes(text.marks, notes))
    for part in (*related.get("header", ()), *related.get("footer", ())):
        marks += _story(package, part, faults, numbers).marks
    linking = (main, *related.get("footnotes", ()), *related.get("endnotes", ()))
    marks += [Mark("field", f'HYPERLINK "{to}"') for part in linking for to in package.links(part)]
    sources: dict[str, Cited] = {}
    for part in related.get("customXml", ()):
        for tag, source in _word.sources(_tree(package, part, faults)).items():
            sources.setdefault(tag, source)
    codes = _codes(_properties(package, faults))
    return Content(marks, sources, codes, list(_web_extensions(package, faults)), faults)


def _of_writer(package: Package) -> Content:
    if "mimetype" in package:
        kind = package.read("mimetype")[:100].decode("ascii", "replace").strip()
        if kind in _OPEN:
            raise Refused(f"it {_OPEN[kind]}, and no text")
    listed = "META-INF/manifest.xml"
    if listed in package and b"encryption-data" in package.read(listed):
        raise Refused("it is encrypted; save it without a password")
    faults: list[str] = []
    text = Text()
    _feed(package, "content.xml", text, faults)
    codes = _codes(_user_defined(package, faults))
    return Content(text.marks, {}, codes, (), faults)


def _story(package: Package, part: str, faults: list[str], numbers: Iterator[int]) -> Story:
    story = Story(numbers)
    _feed(package, part, story, faults)
    return story


def _stories(
    package: Package, parts: Sequence[str], faults: list[str], numbers: Iterator[int]
) -> dict[str, list[Mark]]:
    """The marks of each note, by its number."""
    found: dict[str, list[Mark]] = {}
    for part in parts:
        found |= _story(package, part, faults, numbers).stories
    return found


def _feed(package: Package, part: str, target: Story | Text, faults: list[str]) -> None:
    """Have a part read; where it is broken, what stood before that is kept."""
    try:
        package.feed(part, target)
    except BrokenPart as error:
        faults.append(f"is not read wholly: {error}")


def _tree(package: Package, part: str, faults: list[str]) -> Element | None:
    """The tree of a part, None where there is none, or it is broken."""
    try:
        return package.tree(part)
    except BrokenPart as error:
        faults.append(f"is not read wholly: {error}")
        return None


def _with_notes(
    marks: Sequence[Mark], notes: Mapping[str, dict[str, list[Mark]]]
) -> Iterator[Mark]:
    """The marks, those of each note where its sign stands; notes without a sign come last."""
    for mark in marks:
        if mark.kind in notes:
            yield from notes[mark.kind].pop(mark.text, ())
        else:
            yield mark
    for listed in notes.values():
        for held in listed.values():
            yield from held


def _properties(package: Package, faults: list[str]) -> Iterator[tuple[str, str]]:
    """The properties of a document of Word that its user, or a program, has added."""
    root = _tree(package, "docProps/custom.xml", faults)
    for one in descendants(root, "property"):
        yield attribute(one.attrib, "name"), raw_text(one).strip("\n")


def _user_defined(package: Package, faults: list[str]) -> Iterator[tuple[str, str]]:
    """The same of a document of LibreOffice."""
    root = _tree(package, "meta.xml", faults)
    for one in descendants(root, "user-defined"):
        yield attribute(one.attrib, "name"), raw_text(one)


def _codes(properties: Iterator[tuple[str, str]]) -> dict[str, str]:
    """What bookmarks of Zotero's stand for, put together of the pieces that properties hold.

    >>> _codes(iter([("ZOTERO_BREF_a1_2", "b"), ("ZOTERO_BREF_a1_1", "a"), ("Author", "Li")]))
    {'ZOTERO_BREF_a1': 'ab'}
    """
    pieces: dict[str, dict[int, str]] = {}
    for name, value in properties:
        if match := _PIECE.fullmatch(name):
            pieces.setdefault(match[1], {})[int(match[2])] = value
    return {name: "".join(held[number] for number in sorted(held)) for name, held in pieces.items()}


def _web_extensions(package: Package, faults: list[str]) -> Iterator[str]:
    """Mendeley Cite's list of the citations of a document, which it keeps beside the text."""
    for part in package.names:
        if _EXTENSION.fullmatch(part):
            for one in descendants(_tree(package, part, faults), "property"):
                if attribute(one.attrib, "name") == "MENDELEY_CITATIONS":
                    yield attribute(one.attrib, "value")


_EXTENSION = regex(r"word/webextensions/webextension\d{0,5}\.xml")
