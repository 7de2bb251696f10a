"""A document: the citations of a text, and its list, kept in order while the text is written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from citex import api, registry
from citex.csl import Processor
from citex.csl.output.links import anchor, anchor_of
from citex.csl.process.cites import (
    Bibliography,
    Citation,
    Citations,
    Entry,
    Rendered,
    citations_of,
)
from citex.csl.process.position import Note, notes_of
from citex.csl.style import StyleLike
from citex.errors import CitexError, UnknownCitation, UnknownName
from citex.model import Paper
from citex.model.checked import refuse
from citex.model.kinds import KINDS
from citex.model.papers import Papers, papers_of
from citex.text.keywords import split_keywords
from citex.text.languages import tag as language_tag

if TYPE_CHECKING:
    from citex.abbreviations import Abbreviations


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation in a document: its id, what it cites, and what is printed.

    `text` is the citation whole; `in_text` and `in_note` are the parts that stand in the running
    text and in the note whose number is `note`; "" where it has no such part.
    """

    id: str
    citation: Citation
    text: str
    in_text: str
    in_note: str
    note: int | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changed: `id` is the citation that was edited, if it was one.

    `citations` are those that read otherwise than before, or are new, by id; `removed` the ids of
    those that are gone. `entries` are the entries of the list that are new or read otherwise, by
    the id of the paper; `entries_removed` the ids of those that are gone; `order` the ids of the
    whole list, if they stand in another order. `missing` are the ids that are cited, and no paper
    has.
    """

    id: str | None = None
    citations: dict[str, Placed] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)
    entries_removed: tuple[str, ...] = ()
    order: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.citations or self.removed or self.entries or self.entries_removed
                    or self.order is not None)  # fmt: skip


class Document:
    """The citations of one text in one style, and the list that goes with them.

    Papers make the library; citations are inserted, replaced, moved and removed by id, and each
    edit gives what it changed, in the time that takes. What is printed is what `citex.cite` prints
    for the same citations.

    In a style of notes each citation stands in a note of its own, numbered in order (`by_chapter`:
    anew in each chapter), unless it names one; `note=0` has it stand in the text. With
    `reset_by_chapter` no work counts as cited in an earlier chapter. `nocite` are the ids of works
    that are listed without being cited, "*" all. A work that no paper is found for prints "???",
    and is named by `missing`. Other options are those of `citex.cite`.

    In HTML, Markdown, LaTeX (hyperref) and Typst a cite links to its entry, and an entry to the
    work by its DOI or address, unless `links` is false.

    Threads may read one document together; edits take turns. It pickles.

    >>> papers = [Paper(id="li", author="Na Li", title="On Growth", issued=2020)]
    >>> document = Document(papers, "apa")
    >>> change = document.insert("li")
    >>> change.citations[change.id].text, str(document.bibliography())
    ('(Li, 2020)', 'Li, N. (2020). On Growth.')
    """

    def __init__(
        self,
        papers: Papers = (),
        style: StyleLike = "apa",
        *,
        citations: Citations = (),
        nocite: str | Iterable[str] = (),
        by_chapter: bool = False,
        reset_by_chapter: bool = False,
        output: str = "text",
        locale: str | None = None,
        notices: bool = False,
        links: bool = True,
        abbreviations: Abbreviations | None = None,
        **options: Any,
    ) -> None:
        found = registry.style_named(style)
        made = api.processor(
            found, output=output, locale=locale, notices=notices, links=links, **options
        )
        assert isinstance(made, Processor)
        self._processor = made
        self._by_chapter, self._reset = bool(by_chapter), bool(reset_by_chapter)
        self._short = None if abbreviations is None else api.abbreviator(abbreviations)
        self._library: dict[str, Paper] = {}
        self._placed: dict[str, Citation] = {}
        self._nocite = _ids(nocite)
        self._serial = 0
        self._begin()
        self._take_in(papers, once=True)
        for citation in citations_of(citations):
            self._placed[self._new_id(None)] = _own(citation)
        self._render()

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._session = self._processor._session()
        self._shown: tuple[Placed, ...] = ()
        self._entries = Bibliography((), "")
        self._missing: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        with self._lock:
            made = ("_lock", "_session", "_shown", "_entries", "_missing")
            return {name: value for name, value in self.__dict__.items() if name not in made}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._begin()
        self._render()

    def __repr__(self) -> str:
        name = self._processor.style.name or self._processor.style.title
        return f"<Document in {name!r}: {len(self._shown)} citations, {len(self._entries)} entries>"

    # -- what it prints --------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._shown)

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._shown)

    def __contains__(self, id: object) -> bool:
        return id in self._placed

    def __getitem__(self, id: str) -> Placed:
        with self._lock:
            return self._shown[self._place(id)]

    @property
    def citations(self) -> tuple[Placed, ...]:
        """The citations, in the order of the text."""
        return self._shown

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids that are cited, or named to be listed, and that no paper has."""
        return self._missing

    def bibliography(
        self,
        *,
        type: str | Iterable[str] = (),
        keyword: str | Iterable[str] = (),
        language: str | Iterable[str] = (),
        chapter: int | str | None = None,
        where: Callable[[Paper], bool] | None = None,
        annotated: bool | str = False,
        backlinks: bool = False,
    ) -> Bibliography:
        """The list of references; or a section of it, with the numbers of the whole.

        A section holds what fits all that is given: works of these types, with one of these
        keywords, in one of these languages, cited in this chapter; `where` is asked of each paper.
        With `annotated`, the work's annotation stands below its entry: its `annote`, or the
        variable that is named ("abstract"); with `backlinks` it ends in links to its citations.

        >>> library = [Paper(id="a", type="book", title="One"), Paper(id="b", title="Two")]
        >>> document = Document(library, "ieee", citations=["b", "a"])
        >>> print(document.bibliography(type="book"))
        [2] One.
        """
        tests = self._tests(type, keyword, language, chapter, where)
        if not (tests or annotated or backlinks):
            return self._entries
        variable = annotated if isinstance(annotated, str) else "annote"
        with self._lock:
            items = [item for item in self._session.order
                     if all(test(self._library[item.id]) for test in tests)]  # fmt: skip
            cited: dict[str, list[str]] = {}
            for key, citation in self._placed.items() if backlinks else ():
                for id_ in dict.fromkeys(cite.id for cite in citation.cites):
                    cited.setdefault(id_, []).append("#" + anchor_of("cite", key))
            return self._session.section(items, variable if annotated else None, cited)

    def _tests(
        self,
        type: str | Iterable[str],
        keyword: str | Iterable[str],
        language: str | Iterable[str],
        chapter: int | str | None,
        where: Callable[[Paper], bool] | None,
    ) -> list[Callable[[Paper], bool]]:
        """What a section asks of a paper."""
        tests: list[Callable[[Paper], bool]] = []
        if types := set(_ids(type)):
            if unknown := types.difference(KINDS):
                raise UnknownName(unknown.pop(), KINDS, hint="types are CSL's")
            tests.append(lambda paper: paper.type in types)
        if words := {word.casefold() for word in _ids(keyword)}:
            tests.append(lambda paper: not words.isdisjoint(_keywords(paper)))
        if tags := {_language(tag) for tag in _ids(language)}:
            tests.append(lambda paper: _language(paper.language) in tags)
        if chapter is not None:
            cited = {cite.id for one in self._placed.values() if one.chapter == chapter
                     for cite in one.cites}  # fmt: skip
            tests.append(lambda paper: paper.id in cited)
        if where is not None:
            tests.append(where)
        return tests

    # -- citations -------------------------------------------------------------------------

    def insert(
        self,
        citation: Any,
        *,
        before: str | None = None,
        after: str | None = None,
        id: str | None = None,
    ) -> Changes:
        """Insert a citation: before or after another one, else at the end.

        It is a Citation, a Cite, the id of a paper, or a list of these. Raises UnknownCitation
        for a place that is none, InvalidValue for what is no citation.
        """
        with self._lock:
            new = self._new_id(id)
            self._put(new, _one(citation), before, after)
            return self._render(new)

    def extend(self, citations: Citations) -> Changes:
        """Insert citations at the end, rendered once for all."""
        with self._lock:
            for citation in citations_of(citations):
                self._placed[self._new_id(None)] = _own(citation)
            return self._render()

    def replace(self, id: str, citation: Any) -> Changes:
        """Put another citation in the place of one."""
        with self._lock:
            self._place(id)
            self._placed[id] = _one(citation)
            return self._render(id)

    def move(self, id: str, *, before: str | None = None, after: str | None = None) -> Changes:
        """Move a citation before or after another one, else to the end."""
        with self._lock:
            self._place(id)
            if id in (before, after):
                return self._render(id)
            self._beside(before, after)
            self._put(id, self._placed.pop(id), before, after)
            return self._render(id)

    def remove(self, id: str) -> Changes:
        """Take a citation out."""
        with self._lock:
            self._place(id)
            del self._placed[id]
            return self._render(id)

    def preview(
        self,
        citation: Any,
        *,
        before: str | None = None,
        after: str | None = None,
        replacing: str | None = None,
    ) -> Placed:
        """What a citation would print, inserted there or in the place of one; nothing changes."""
        with self._lock:
            placed, serial, session = dict(self._placed), self._serial, self._session
            shown = self._shown, self._entries, self._missing
            try:
                if replacing is None:
                    new = self._new_id(None)
                    self._put(new, _one(citation), before, after)
                else:
                    self._place(replacing)
                    new, self._placed[replacing] = replacing, _one(citation)
                self._render(new)
                return self._shown[self._place(new)]
            finally:
                self._placed, self._serial, self._session = placed, serial, session
                self._render()
                self._shown, self._entries, self._missing = shown

    # -- the library -----------------------------------------------------------------------

    def add(self, papers: Papers) -> Changes:
        """Take papers into the library; one with an id that is there takes its place."""
        with self._lock:
            self._take_in(papers, once=False)
            return self._render()

    def discard(self, ids: str | Iterable[str]) -> Changes:
        """Take papers out of the library; their cites print "???"."""
        with self._lock:
            for id_ in _ids(ids):
                self._library.pop(id_, None)
            return self._render()

    @property
    def nocite(self) -> tuple[str, ...]:
        """The ids of works that are listed without being cited; "*" stands for all."""
        return self._nocite

    @nocite.setter
    def nocite(self, ids: str | Iterable[str]) -> None:
        with self._lock:
            self._nocite = _ids(ids)
            self._render()

    # -- steps -----------------------------------------------------------------------------

    def _take_in(self, papers: Papers, *, once: bool) -> None:
        seen: dict[str, Paper] = {}
        for paper in papers_of(papers):
            if once and seen.setdefault(paper.id, paper) != paper:
                raise CitexError(f"two papers have the id {paper.id!r}; give one of them another")
            own = msgspec.structs.replace(paper)  # ours, whatever becomes of it
            self._library[paper.id] = own if self._short is None else self._short(own)

    def _new_id(self, given: str | None) -> str:
        if given is not None:
            if not isinstance(given, str) or not given:
                raise refuse("id", given, "give a str")
            if given in self._placed:
                raise refuse("id", given, "a citation has this id; use replace(id, ...)")
            return given
        while True:
            self._serial += 1
            if (new := f"citation-{self._serial}") not in self._placed:
                return new

    def _place(self, id: str) -> int:
        """The place of a citation among all. Raises UnknownCitation."""
        if id in self._placed:
            return list(self._placed).index(id)
        raise UnknownCitation(str(id), self._placed)

    def _beside(self, before: str | None, after: str | None) -> str | None:
        if before is not None and after is not None:
            raise refuse("before", before, "give before= or after=, not both")
        beside = after if before is None else before
        if beside is not None:
            self._place(beside)
        return beside

    def _put(self, id: str, citation: Citation, before: str | None, after: str | None) -> None:
        beside = self._beside(before, after)
        if beside is None:
            self._placed[id] = citation
            return
        placed: dict[str, Citation] = {}
        for known, one in self._placed.items():
            if known == before:
                placed[id] = citation
            placed[known] = one
            if known == after:
                placed[id] = citation
        self._placed = placed

    def _render(self, id: str | None = None) -> Changes:
        """Print all anew; what differs from what was printed before."""
        citations = list(self._placed.values())
        library = self._library
        cited = dict.fromkeys([cite.id for citation in citations for cite in citation.cites])
        nocite = list(library) if "*" in self._nocite else self._nocite
        wanted = [*cited, *(one for one in nocite if one not in cited)]
        papers = [library[one] for one in wanted if one in library]
        self._missing = tuple([one for one in wanted if one not in library])
        in_notes = self._processor.style.class_ == "note"
        notes = notes_of(citations, each=in_notes, by_chapter=self._by_chapter)
        rendered = self._session.render(papers, citations, notes, self._anew(citations))
        return self._noted(id, rendered, notes)

    def _noted(self, id: str | None, rendered: Rendered, notes: Sequence[Note | None]) -> Changes:
        """Show what was rendered; what of it is not as before."""
        before = {one.id: one for one in self._shown}
        changed: dict[str, Placed] = {}
        shown: list[Placed] = []
        linked, output = self._session.setting.program.links, self._session.setting.output.name
        parts = zip(rendered.citations, rendered.in_text, rendered.notes, notes, strict=True)
        for (key, citation), (text, in_text, in_note, note) in zip(
            self._placed.items(), parts, strict=True
        ):
            number = None if note is None else note.number
            if linked:
                mark = anchor(output, anchor_of("cite", key))
                text = mark + text
                in_text, in_note = (mark + in_text, in_note) if in_text else ("", mark + in_note)
            one = before.pop(key, None)
            same = one is not None and (
                one.text == text and one.note == number
                and one.in_text == in_text and one.in_note == in_note
            )  # fmt: skip
            if one is None or not same or one.citation is not citation:
                one = Placed(key, citation, text, in_text, in_note, number)
            if not same:
                changed[key] = one
            shown.append(one)
        listed = {one.id: one for one in self._entries}
        order = tuple([one.id for one in rendered.bibliography])
        was = tuple(listed)
        entries = {
            one.id: one
            for one in rendered.bibliography
            if (old_entry := listed.pop(one.id, None)) is not one and old_entry != one
        }
        self._shown, self._entries = tuple(shown), rendered.bibliography
        return Changes(
            id=id,
            citations=changed,
            removed=tuple(before),
            entries=entries,
            entries_removed=tuple(listed),
            order=order if order != was else None,
            missing=self._missing,
        )

    def _anew(self, citations: Sequence[Citation]) -> Collection[int]:
        """The citations that begin a chapter, where positions begin anew there."""
        if not self._reset:
            return ()
        chapters = [citation.chapter for citation in citations]
        return {
            place for place in range(1, len(chapters)) if chapters[place] != chapters[place - 1]
        }


def _ids(given: str | Iterable[str]) -> tuple[str, ...]:
    """One or several."""
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        raise refuse("ids", given, "give one str, or several")
    return tuple(map(str, given))


def _keywords(paper: Paper) -> list[str]:
    return [word.casefold() for word in split_keywords(paper.keyword or "")]


def _language(tag: str | None) -> str:
    """The language of a tag, without script or region."""
    return ((tag and language_tag(tag)) or tag or "").partition("-")[0].lower()


def _one(given: Any) -> Citation:
    """One citation, whatever it is given as."""
    if isinstance(given, (list, tuple)):
        given = [given]
    found = citations_of(given)
    if len(found) != 1:
        raise refuse("citation", given, "give one citation")
    return _own(found[0])


def _own(citation: Citation) -> Citation:
    """A copy that nobody else holds, so that it can be known by its identity."""
    return replace(citation, cites=tuple(citation.cites))
