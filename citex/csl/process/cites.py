"""What goes into a document and what comes out: cites, citations, entries, rendered texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload


@dataclass(frozen=True, slots=True)
class Cite:
    """One work within a citation.

    `locator` is a place in it ("12-14"), `label` the kind of place, by CSL's terms ("page",
    "chapter"; page if not given). `prefix` and `suffix` are rich text. `suppress_author` leaves
    the names out, `author_only` everything else. `position` and `near_note` are found out unless
    given.
    """

    id: str
    locator: str | None = None
    label: str | None = None
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: str | None = None
    near_note: bool | None = None
    first_note: str | int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more cites in one place of a document; `note` is the number of the note, if in one.

    `mode` is "", "author-only", "suppress-author" or "composite" (author in the text, the rest
    after it); `infix` stands between the two halves of a composite citation. `unsorted` keeps the
    cites in the order given.
    """

    cites: Sequence[Cite] = field(default_factory=tuple)
    note: int | None = None
    mode: str = ""
    prefix: str = ""
    suffix: str = ""
    infix: str = ""
    unsorted: bool = False
    suppress_trailing_punctuation: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference of a list: the paper's id, the text as printed, and its two parts.

    `label` is the number in front ("[1]", "1."), or ""; `body` is the rest.
    """

    id: str
    text: str
    label: str = ""
    body: str = ""

    def __str__(self) -> str:
        return self.text


class Bibliography(Sequence[Entry]):
    """A reference list: a sequence of entries in print order; `str()` gives the whole list."""

    __slots__ = ("_entries", "_text")

    def __init__(self, entries: Sequence[Entry], text: str) -> None:
        self._entries = tuple(entries)
        self._text = text

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Bibliography of {len(self._entries)} entries>"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's citations, in order, and the list that goes with them."""

    citations: list[str]
    bibliography: Bibliography
