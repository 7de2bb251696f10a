"""A document of Word or LibreOffice: the works it cites, as the programs for citing embed them.

Read are the citations of Zotero, Mendeley, Citavi and EndNote, and Word's and LibreOffice's own.
What a citation holds is a record in a format of its own, which goes to the reader of that format.
The works come in the order of citing, those of notes where the note's sign stands; a work that is
cited again comes once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from citex._late import regex
from citex.errors import Level, Problem
from citex.formats import Problems, Source
from citex.formats.detect import builtin, builtin_named
from citex.model import Paper
from citex.records.docx import _citavi, _csl, _endnote, _libreoffice, _word
from citex.records.docx._cited import Broken, Cited, Library
from citex.records.docx._content import Content, content_of
from citex.records.docx._package import Package, Refused
from citex.records.docx._story import Mark

NOTHING = (
    "holds no citations of Zotero, Mendeley, Citavi, EndNote or the program's own; export the "
    "records from the program with which the text was written, and convert that file"
)


class _Way(NamedTuple):
    """How a field is known by its instruction, whose it is, and how it is read."""

    look: Callable[[str], object]
    manager: str
    read: Callable[[Mark], list[Cited]] | None


def _sign(sign: str) -> Callable[[str], object]:
    return lambda text: sign in text[:200]


_WAYS = (
    _Way(_sign(_csl.SIGN), "Zotero or Mendeley", lambda mark: _csl.of_instruction(mark.text)),
    _Way(_sign(_endnote.SIGN), "EndNote", _endnote.of_field),
    _Way(_sign(_citavi.SIGN), "Citavi", lambda mark: _citavi.of_field(mark.text)),
    _Way(_sign("ADDIN CITAVI.PLACEHOLDER"), "Citavi before version 6", None),
    _Way(_sign("ADDIN NE.Ref"), "NoteExpress", None),
    _Way(_sign("ADDIN CNKISM.Ref"), "CNKI E-Study", None),
    _Way(_sign("ADDIN PAPERS2_CITATIONS"), "Papers", None),
    _Way(_sign("ADDIN REFMGR.CITE"), "Reference Manager", None),
    _Way(_sign("JABREF_"), "JabRef", None),
    _Way(_sign("zotero.org/google-docs/?"), "Zotero in Google Docs", None),
    _Way(_sign("paperpile.com/c/"), "Paperpile", None),
    _Way(_sign("ZOTERO_ITEM"), "Zotero before version 4", None),
)  # fmt: skip
"""The fields of managers; those without a reader are told."""
_BIBLIOGRAPHY = regex(r"CSL_BIBLIOGRAPHY|EN\.REFLIST|EN\.LAYOUT|NE\.Bib|CitaviBibliography")


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works that a document cites, in the order of citing; then sources that it does not."""
    data = source.binary().read()
    source.plain = source.plain_tex = True  # each record is mended as those of its own format are
    if not data.startswith(b"PK"):
        message = "is no document of Word or LibreOffice" if data.strip() else "the input is empty"
        problems.append(Problem(message=message, source=source.name))
        return
    try:
        content = content_of(Package(data, source.budget.most))
    except Refused as error:
        message = f"is a document that cannot be read: {error}"
        problems.append(Problem(message=message, source=source.name))
        return
    yield from _Reading(content, source.name, problems).papers()


FORMAT = builtin("docx", read=read, clean=lambda paper: paper)


class _Reading:
    """The reading of one document."""

    def __init__(self, content: Content, name: str, problems: Problems) -> None:
        self._content, self._name, self._problems = content, name, problems
        self._library = Library()
        self._seen: set[bytes] = set()
        self._first: dict[str, str] = {}
        self._unread: set[str] = set()
        self._missing: list[Cited] = []
        self._found = self._number = 0

    def papers(self) -> Iterator[Paper]:
        """The papers of all works."""
        for fault in self._content.faults:
            self._tell(fault)
        for mark in self._content.marks:
            for work in self._works(mark):
                yield from self._papers(work)
        for text in self._content.properties:
            for work in self._read("Mendeley", partial(_csl.of_property, text)):
                yield from self._papers(work)
        for work in self._content.sources.values():
            self._found += 1
            yield from self._papers(work)
        for work in self._missing:
            if self._library.is_new(work.identities):
                self._tell(
                    f"{work.manager} cites {work.label[:80]!r}, and the document holds no record "
                    f"of it; export it from {work.manager}", "warning",
                )  # fmt: skip
        if not self._found and not self._content.faults:
            self._tell(NOTHING)

    def _works(self, mark: Mark) -> list[Cited]:
        """The works of a mark, if it is a citation."""
        if not mark.stands:
            return []
        text = mark.text
        if mark.kind == "control":
            if not text.startswith(_csl.CONTROL):
                return []
            return self._read("Mendeley", lambda: _csl.of_control(text))
        if mark.kind == "link":
            if not text.startswith(_csl.LINK):
                return []
            return self._read("Zotero", lambda: _csl.of_instruction(text), text)
        if mark.kind == "source":
            return self._read("LibreOffice", lambda: _libreoffice.of_mark(text))
        if mark.kind == "bookmark":
            code = self._content.codes.get(text)
            return [] if code is None else self._works(_field(code))
        if _word.FIELD.match(text):
            return self._of_word(text)
        if _BIBLIOGRAPHY.search(text[:20_000]) and _csl.SIGN not in text:
            return []
        way = next((way for way in _WAYS if way.look(text)), None)
        if way is None:
            return []
        if way.read is None:
            self._found += 1
            self._tell_unread(way.manager)
            return []
        read = way.read
        return self._read(way.manager, lambda: read(mark), text + mark.data)

    def _read(self, manager: str, read: Callable[[], list[Cited]], text: str = "") -> list[Cited]:
        """The works of a citation; one that is broken is a problem, and the others are read."""
        self._found += 1
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        if text and digest in self._seen:
            return []
        self._seen.add(digest)
        self._number += 1
        try:
            return read()
        except Broken as error:
            self._tell(f"citation {self._number}, of {manager}: {error}")
            return []

    def _of_word(self, instruction: str) -> list[Cited]:
        self._found += 1
        works = []
        for tag in _word.tags(instruction):
            work = self._content.sources.get(tag)
            works.append(work or Cited("Word", (_word.identity(tag),), label=tag))
        return works

    def _papers(self, work: Cited) -> Iterator[Paper]:
        """The paper of a work, where it comes for the first time."""
        if not work.is_whole:
            self._missing.append(work)
            return
        self._library.note(work.also)
        same = [self._first[name] for name in work.identities if name in self._first]
        if not self._library.is_new(work.identities):
            if work.likeness and same and work.likeness not in same:
                self._tell(
                    f"{work.manager} cites {work.label[:80]!r} again, with another record; the "
                    "first was taken", "warning",
                )  # fmt: skip
            return
        for name in work.identities if work.likeness else ():
            self._first[name] = work.likeness
        for paper in self._read_record(work):
            paper.id = self._library.id_of(paper, work.key)
            yield paper

    def _read_record(self, work: Cited) -> Iterator[Paper]:
        if work.paper is not None:
            yield work.paper()
            return
        inner = Source.of_text(work.record, self._name)
        found: Problems = []
        yield from builtin_named(work.format).papers(inner, found)
        for problem in found:
            message = f"{work.manager}'s record of {work.label[:80]!r}: {problem.message}"
            raw = problem.raw or work.record[:10_000]
            self._tell(message, problem.level, raw)

    def _tell_unread(self, manager: str) -> None:
        if manager not in self._unread:
            self._unread.add(manager)
            self._tell(
                f"holds citations of {manager}, which are not read; export the records from there",
                "warning",
            )

    def _tell(self, message: str, level: Level = "error", raw: str = "") -> None:
        problem = Problem(message=message, source=self._name, raw=raw, level=level)
        self._problems.append(problem)


def _field(code: str) -> Mark:
    return Mark("field", code)
