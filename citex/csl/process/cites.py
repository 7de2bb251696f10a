"""What goes into a document and what comes out: cites, citations, entries, rendered texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import msgspec
from msgspec.structs import force_setattr, replace

from citex.csl.strings.locators import joined, label_named
from citex.errors import InvalidValue, UnknownVariable
from citex.model import Paper, Remark
from citex.model.checked import Called, digits, refuse

POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")
"""Where a cite stands among the others of its work (CSL 1.0.2, "position")."""


class Cite(msgspec.Struct, frozen=True, metaclass=Called):
    """One work within a citation.

    `locator` is a place in it ("12-14"), `label` the kind of place, by CSL's terms ("page",
    "chapter"; page if not given); a place within a place is given by labels, outermost first:
    `{"chapter": "3", "page": "12-14"}`. `prefix` and `suffix` are rich text. `suppress_author`
    leaves the names out, `author_only` everything else, and first in a citation the cites behind
    it. `position` and `near_note` are found out unless given.
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

    def __post_init__(self) -> None:
        if not isinstance(self.id, str):
            raise refuse("id", self.id, "a cite names a paper by its id, a str")
        if isinstance(self.locator, (Mapping, list, tuple)):
            if self.label is not None:
                raise refuse("label", self.label, "the locator says what its places are")
            label, text = _within(self.locator)
            force_setattr(self, "label", label)
            force_setattr(self, "locator", text)
        if isinstance(self.locator, int) and not isinstance(self.locator, bool):
            force_setattr(self, "locator", digits("locator", self.locator))
        if isinstance(self.locator, str) and not self.locator.strip():
            force_setattr(self, "locator", None)
        for part in ("locator", "label"):
            if not isinstance(getattr(self, part), (str, type(None))):
                raise refuse(part, getattr(self, part), "give a str")
        _affixes(self)
        _number(self, "first_note")
        if self.position is not None and self.position not in POSITIONS:
            raise refuse("position", self.position, f"give one of {', '.join(POSITIONS)}")
        if self.label:
            force_setattr(self, "label", label_named(self.label))


class Citation(msgspec.Struct, frozen=True, metaclass=Called):
    """One or more cites in one place of a document; `note` is the number of the note, if in one.

    `mode` is "", "author-only", "year-only", "suppress-author" or "composite" (author in the text,
    the rest after it); of several works, the text names the authors of the first. `infix` stands
    between the two halves of a composite citation. `unsorted` keeps the cites in the order given.
    `as_written` has cites with words of their own, as authors write them, keep their place and
    their names ("see @b" speaks of those before it), years with places parted as cites are, and
    what parts cites stand behind the stop of an abbreviation ("f.").
    `capitalize` has it begin with a capital, as a sentence does. Where numbers of notes begin
    anew, `chapter` says so, by number or name; `reset` has positions begin anew with this
    citation: no work counts as cited before.
    """

    cites: Sequence[Cite] = msgspec.field(default_factory=tuple)
    note: int | None = None
    mode: str = ""
    prefix: str = ""
    suffix: str = ""
    infix: str = ""
    unsorted: bool = False
    as_written: bool = False
    suppress_trailing_punctuation: bool = False
    chapter: int | str | None = None
    reset: bool = False
    capitalize: bool = False

    def __post_init__(self) -> None:
        cites: Any = self.cites
        if not isinstance(cites, (*_ALONE, Sequence)):
            if not isinstance(cites, Iterable):
                raise refuse("cites", cites, "give Cites or the ids of papers")
            force_setattr(self, "cites", tuple(cites))
        if isinstance(self.note, str) and re.fullmatch(r"[0-9]{1,9}", self.note):
            force_setattr(self, "note", int(self.note))
        if isinstance(self.note, str):
            raise refuse("note", self.note, "give the note's number, an int")
        _number(self, "note")
        if isinstance(self.note, int) and self.note < 0:
            raise refuse("note", self.note, "notes count from 1; 0 is the text")
        _affixes(self, "infix")
        if isinstance(self.chapter, str) and re.fullmatch(r"[0-9]{1,9}", self.chapter):
            force_setattr(self, "chapter", int(self.chapter))
        if isinstance(self.chapter, bool) or not isinstance(self.chapter, (int, str, type(None))):
            raise refuse("chapter", self.chapter, "give the number or name of a chapter")
        if self.mode not in MODES:
            force_setattr(self, "mode", _mode(self.mode))


MODES = ("", "author-only", "year-only", "suppress-author", "composite")
"""How a citation stands in its text."""


OTHER_MODES = {
    "textual": "composite", "narrative": "composite", "in-text": "composite",
    "intext": "composite", "textcite": "composite", "citet": "composite",
    "author-in-text": "composite", "authorintext": "composite",
    "author": "author-only", "authoronly": "author-only", "citeauthor": "author-only",
    "year": "year-only", "yearonly": "year-only", "citeyear": "year-only",
    "suppressauthor": "suppress-author",
}  # fmt: skip
"""What pandoc, BibLaTeX, natbib and writers call them."""


def _mode(given: Any) -> str:
    """The mode that is meant. Raises InvalidValue."""
    word = given.strip().lower().replace("_", "-") if isinstance(given, str) else ""
    if given is None or (isinstance(given, str) and word in MODES):
        return word
    meant = OTHER_MODES.get(word)
    near = f"did you mean {meant!r}?" if meant else f"give one of {', '.join(map(repr, MODES))}"
    raise refuse("mode", given, near)


def _within(places: Any) -> tuple[str | None, str | None]:
    """The label and text of a place within a place. Raises InvalidValue."""
    rows = list(places.items() if isinstance(places, Mapping) else places)
    if not rows or not all(isinstance(row, (list, tuple)) and len(row) == 2 for row in rows):
        raise refuse("locator", places, _PLACES)
    for label, place in rows:
        known = isinstance(place, (str, int)) and not isinstance(place, bool)
        if not isinstance(label, str) or not known:
            raise refuse("locator", places, _PLACES)
    given = [(label, text) for label, place in rows if (text := str(place).strip())]
    return joined(given) if given else (None, None)


_PLACES = "give labels with their places: {'chapter': '3', 'page': '12-14'}"


def _affixes(given: Any, *more: str) -> None:
    """Raise InvalidValue for an affix that is no text; None is none."""
    for part in ("prefix", "suffix", *more):
        value = getattr(given, part)
        if value is None:
            force_setattr(given, part, "")
        elif not isinstance(value, str):
            raise refuse(part, value, "give a str")


def _number(given: Any, part: str) -> None:
    """Raise InvalidValue for a note's number that is none."""
    value = getattr(given, part)
    if isinstance(value, bool) or not isinstance(value, (int, str, type(None))):
        raise refuse(part, value, "give the note's number, an int")
    if isinstance(value, int) and abs(value) > 999_999_999:
        raise refuse(part, value, "no document has so many notes")


Cited = str | Cite | Paper | Mapping[str, Any]
"""What stands in a citation: the id of a paper, a Cite of it or its values, or the paper."""

Citations = Citation | Cited | Iterable[Citation | Cited | Iterable[Cited]]
"""What `cite` takes: Citations; a cite alone, or several in a list, stand for one."""


_ALONE = (str, Cite, Paper, Mapping)


def citations_of(given: Citations) -> list[Citation]:
    """The citations in what was given. Raises InvalidValue.

    >>> [citation.cites[0].id for citation in citations_of(["a", [Cite("b"), "c"]])]
    ['a', 'b']
    """
    if isinstance(given, (Citation, *_ALONE)):
        given = [given]
    if not isinstance(given, Iterable):
        raise _no_citation(given)
    return list(map(_citation, given))


def _citation(given: Any) -> Citation:
    if isinstance(given, Citation):
        if isinstance(given.cites, _ALONE):
            return replace(given, cites=(_cite(given.cites),))
        if all(isinstance(cite, Cite) for cite in given.cites):
            return given
        return replace(given, cites=tuple(map(_cite, given.cites)))
    if isinstance(given, Mapping) and "citationItems" in given:
        return _cluster(given)
    if isinstance(given, Iterable) and not isinstance(given, _ALONE):
        cites = tuple(map(_cite, given))
        if not cites:
            raise refuse("citations", given, "a citation cites a work at least")
        return Citation(cites)
    return Citation((_cite(given),))


def _cluster(given: Mapping[Any, Any]) -> Citation:
    """A citation as citeproc-js and Zotero have it. Raises InvalidValue."""
    items, properties = given["citationItems"], given.get("properties") or {}
    if not isinstance(items, (list, tuple)) or not isinstance(properties, Mapping):
        raise refuse("citations", given, "citationItems is a list, properties a dictionary")
    parts = {ours: properties[theirs] for theirs, ours in _PROPERTIES.items()
             if properties.get(theirs) is not None}  # fmt: skip
    return Citation(tuple(map(_cite, items)), **parts)


_PROPERTIES = {"noteIndex": "note", "mode": "mode", "infix": "infix", "prefix": "prefix",
               "suffix": "suffix", "unsorted": "unsorted"}  # fmt: skip
_BESIDE = frozenset(("uri", "uris", "itemData", "item"))
"""What stands in a cite of Zotero's for Zotero alone."""


def _cite(given: Any) -> Cite:
    if isinstance(given, Cite):
        return given
    if isinstance(given, str):
        return Cite(given)
    if isinstance(given, Paper):
        return Cite(given.id)
    if isinstance(given, Mapping) and "id" in given:
        parts = {str(key).replace("-", "_"): value for key, value in given.items()
                 if key not in _BESIDE}  # fmt: skip
        if isinstance(parts["id"], int) and not isinstance(parts["id"], bool):
            parts["id"] = digits("id", parts["id"])  # as citeproc-js and Zotero number items
        foreign = [key for key in parts if key not in Cite.__struct_fields__]
        if not foreign:
            return Cite(**parts)
        known = ", ".join(Cite.__struct_fields__)
        raise refuse("citations", given, f"a cite has no {foreign[0]!r}, but {known}")
    raise _no_citation(given)


def _no_citation(given: Any) -> InvalidValue:
    return refuse("citations", given, "give Citations, Cites or the ids of papers")


class Entry(msgspec.Struct, frozen=True):
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
    """A reference list: a sequence of entries in print order; `str()` gives the whole list.

    `remarks` has what was guessed for it, by the ids of papers: pinyin made by rule (`chinese`).
    """

    __slots__ = ("_entries", "_text", "remarks")

    def __init__(
        self,
        entries: Sequence[Entry],
        text: str,
        remarks: Mapping[str, tuple[Remark, ...]] | None = None,
    ) -> None:
        self._entries = tuple(entries)
        self._text = text
        self.remarks: Mapping[str, tuple[Remark, ...]] = remarks or {}

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, str):
            way_out = "entries stand in order; by ids: {one.id: one.text for one in refs}"
            raise refuse("an index", index, way_out)
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Bibliography has no {name!r}")
            way_out = "str(refs) is the whole list, refs[0].text an entry"
            if "html" in name or "markdown" in name or "latex" in name:
                way_out = "the output is chosen before: citex.bibliography(..., output='html')"
            raise UnknownVariable(name, hint=way_out, owner="Bibliography")

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Bibliography of {len(self._entries)} entries>"


_OF_RENDERED = "its parts are rendered.citations and rendered.bibliography"


class Rendered(msgspec.Struct, frozen=True):
    """A document's citations, in order, and the list that goes with them.

    A citation comes whole, and in its two parts: what stands in the running text, "" for one that
    is a note and nothing else; and what stands in the note, "" for one in the text. A composite
    citation of a style of notes has both: "Li" and the note.
    """

    citations: list[str]
    bibliography: Bibliography
    in_text: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Rendered has no {name!r}")
            raise UnknownVariable(name, hint=_OF_RENDERED, owner="Rendered")

        def __getitem__(self, index: object) -> Any:
            raise refuse("an index", index, _OF_RENDERED)
