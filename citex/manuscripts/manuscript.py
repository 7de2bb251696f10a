"""A manuscript: a text with its citations, the places of its lists, and what it says of itself."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from citex._late import regex
from citex.csl import Citation
from citex.errors import Problem

if TYPE_CHECKING:
    from citex.document import Document

MARKS_AFTER = regex("[.,;:!?…。，；：？！、]+")
"""The punctuation that the mark of a note stands behind."""

_BREAK = regex("\n")

Known = Callable[[str], bool]
"""Whether a key is that of a work."""


class Cited(NamedTuple):
    """A citation in a text: where it stands, and where the key of each of its cites does.

    `at` is where it is read: that is elsewhere for what stands in a note. `note` counts the notes
    of the text's own, 0 for none; `opens` and `closes` say that nothing else stands in that note
    before and behind it.
    """

    start: int
    end: int
    citation: Citation
    keys: tuple[int, ...]
    at: int = 0
    note: int = 0
    opens: bool = False
    closes: bool = False

    @property
    def is_bracketed(self) -> bool:
        """Whether a note of the text's own has it in brackets: behind other words."""
        return not (self.opens or self.citation.mode == "composite")


class Listing(NamedTuple):
    """Where a list of references goes, and what it holds, as `Document.bibliography` takes it.

    What stands there stays, above the list; `whole`: it gives way.
    """

    start: int
    end: int
    wanted: Mapping[str, Any] = {}
    whole: bool = False


class Edit(NamedTuple):
    """What comes in the place of a stretch of a text."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with what comes in it; at one place, in the order of the edits.

    >>> applied("a b", [Edit(2, 3, "c"), Edit(1, 1, "!")])
    'a! c'
    """
    pieces, place = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit.start):
        start = max(start, place)  # two citations in turn both take the blanks between them
        pieces += [text[place:start], new]
        place = max(end, place)
    return "".join([*pieces, text[place:]])


def marks_behind(marks: str, *, stopped: bool) -> str:
    """The punctuation behind what is printed, which may have its own stop: "et al."."""
    return marks[stopped and marks == "." :]


def wanted(values: Mapping[str, str], chapter: int) -> dict[str, Any]:
    """What a list holds, by the attributes of its place, which lies in this chapter.

    >>> wanted({"type": "book,report", "section": "this"}, 2)
    {'type': ['book', 'report'], 'chapter': 2}
    """
    found: dict[str, Any] = {
        name: values[name].replace(",", " ").split()
        for name in ("type", "keyword", "language")
        if values.get(name)
    }
    if values.get("section") == "this":
        found["chapter"] = chapter
    return found


@dataclass
class Settings:
    """What a text says of its citations.

    `bibliography` are the paths of files, `references` items in CSL's form; `links` is "works"
    where cites do not link; `heading` stands over a list that the text has no place for;
    `after_punctuation` has the marks of notes, and numbers that are raised, behind the punctuation
    mark that follows; with `lookup`, keys that are identifiers may be looked up, and their records
    are kept in the file `lock`; `options` are those of `Document`.
    """

    bibliography: list[str] = field(default_factory=list)
    style: str | None = None
    lang: str | None = None
    nocite: list[str] = field(default_factory=list)
    references: list[Any] = field(default_factory=list)
    links: bool | str = "works"
    heading: str | None = None
    suppressed: bool = False
    after_punctuation: bool | None = None
    lookup: bool = True
    lock: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


@dataclass
class Manuscript:
    """A text that was read: its citations in the order of reading, its own notes, its lists.

    All places are indices into `text`; `notes` are those at which its own notes are referred to;
    `kept` are signs in affixes for what only the text's language can say; `linked` the places of
    citations that stand within a link, and so can have none. `problems` is what the text has
    wrong. With `notes_first`, the text's own notes have numbers already, and those that citations
    make are counted behind them.
    """

    text: str
    citations: list[Cited] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes_first: bool = False
    linked: set[int] = field(default_factory=set)

    def line(self, place: int) -> int | None:
        """The number of the line of a place, from 1; None where the text has no lines."""
        return bisect.bisect_left(self._breaks, place) + 1 if self.text else None

    @functools.cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _BREAK.finditer(self.text)]


class Kind(Protocol):
    """A text of one kind: what it says of itself, its citations, and the text with them put in."""

    output: str
    settings: Settings

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The text's citations; `known` tells the keys of works, `languages` its words."""

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The text with what the document prints for each citation, in order, and its lists."""
