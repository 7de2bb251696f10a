"""A document: the citations of a text, and its list, kept in order while the text is written."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from citex import api, registry
from citex.csl import Processor
from citex.csl.output.base import Layout
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
from citex.errors import (
    CitexError,
    UnknownCitation,
    UnknownName,
    UnknownOption,
    UnknownVariable,
)
from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Paper
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
    work by its DOI or address, unless `links` is false; with `links="works"`, entries alone link.

    Threads may read one document together; edits take turns. It pickles.

    >>> papers = [Paper(id="li", author="Na Li", title="On Growth", issued=2020)]
    >>> document = Document(papers, "apa")
    >>> change = document.insert("li")
    >>> change.citations[change.id].text, str(document.bibliography())
    ('(Li, 2020)', 'Li, N. (2020). On Growth.')
    """

    __slots__ = (
        "__weakref__", "_asked", "_by_chapter", "_entries", "_library", "_lock", "_missing",
        "_nocite", "_placed", "_processor", "_reset", "_serial", "_session",
        "_short", "_shown",
    )  # fmt: skip

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
        links: bool | str = True,
        abbreviations: Abbreviations | None = None,
        **options: Any,
    ) -> None:
        if options.pop("engine", "citex") != "citex":
            raise UnknownOption("engine", (), hint="a Document is for citex's own engine alone")
        self._asked = {"style": style, "output": output, "locale": locale, "notices": notices,
                       "links": links, **options}  # fmt: skip
        self._processor = self._made(self._asked)
        self._by_chapter, self._reset = bool(by_chapter), bool(reset_by_chapter)
        self._short = None if abbreviations is None else api.abbreviator(abbreviations)
        self._library: dict[str, Paper] = {}
        self._placed: dict[str, Citation] = {}
        self._nocite = _ids(nocite)
        self._serial = 0
        self._begin()
        self._take_in(papers)
        self._append(citations)
        self._render()

    @staticmethod
    def _made(asked: Mapping[str, Any]) -> Processor:
        style, *options = asked.items()
        made = api.processor(registry.style_named(style[1]), **dict(options))
        assert isinstance(made, Processor)
        return made

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._session = self._processor._session()
        self._shown: tuple[Placed, ...] = ()
        self._entries = Bibliography((), "")
        self._missing: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        made = ("_lock", "_session", "_shown", "_entries", "_missing")
        with self._lock:  # what comes of an edit while it is written down is not for the copy
            state = {name: getattr(self, name) for name in self.__slots__ if name not in made}
            return {name: dict(value) if isinstance(value, dict) else value
                    for name, value in state.items() if name != "__weakref__"}  # fmt: skip

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)
        self._begin()
        self._render()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Document has no {name!r}")
            from citex._hints import of_member  # for a name that does not exist

            raise UnknownVariable(
                name, hint=of_member("Document", name, dir(self)), owner="Document"
            )

    def __repr__(self) -> str:
        counts = f"{len(self._shown)} citations, {len(self._entries)} entries"
        return f"<Document in {self.style!r}: {counts}>"

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
        chapter: int | str | Iterable[int | str] | None = None,
        where: Callable[[Paper], bool] | None = None,
        annotated: bool | str = False,
        backlinks: bool = False,
        anchors: bool = True,
    ) -> Bibliography:
        """The list of references; or a section of it, with the numbers of the whole.

        A section holds what fits all that is given: works of these types, with one of these
        keywords, in one of these languages, cited in this chapter; `where` is asked of each paper.
        With `annotated`, the work's annotation stands below its entry: its `annote`, or the
        variable that is named ("abstract"); with `backlinks` it ends in links to its citations.
        Cites lead to the first section that has their entry if the others have no `anchors`.

        >>> library = [Paper(id="a", type="book", title="One"), Paper(id="b", title="Two")]
        >>> document = Document(library, "ieee", citations=["b", "a"])
        >>> print(document.bibliography(type="book"))
        [2] One.
        """
        tests = self._tests(type, keyword, language, chapter, where)
        if not (tests or annotated or backlinks or not anchors):
            return self._entries
        variable = _annotating(annotated) if annotated else None
        with self._lock:
            items = [item for item in self._session.order
                     if all(test(self._library[item.id]) for test in tests)]  # fmt: skip
            cited: dict[str, list[str]] = {}
            for key, citation in self._placed.items() if backlinks else ():
                for id_ in dict.fromkeys(cite.id for cite in citation.cites):
                    cited.setdefault(id_, []).append("#" + anchor_of("cite", key))
            return self._session.section(items, variable, cited, anchors=bool(anchors))

    def _tests(
        self,
        type: str | Iterable[str],
        keyword: str | Iterable[str],
        language: str | Iterable[str],
        chapter: int | str | Iterable[int | str] | None,
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
            several = [chapter] if isinstance(chapter, (int, str)) else chapter
            if not isinstance(several, Iterable):
                raise refuse("chapter", chapter, "give the number or name of a chapter")
            chapters = {Citation(chapter=one).chapter for one in several}
            cited = {cite.id for one in self._placed.values() if one.chapter in chapters
                     for cite in one.cites}  # fmt: skip
            tests.append(lambda paper: paper.id in cited)
        if where is not None:
            if not callable(where):
                raise refuse("where", where, "give a function of a paper: lambda paper: ...")
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

        It is a Citation, a Cite, the id of a paper, or a list of these. A paper that the library
        does not have is taken in. Raises UnknownCitation for a place that is none, InvalidValue
        for what is no citation.
        """
        with self._lock:
            if id is None and isinstance(citation, Mapping):
                id = citation.get("citationID") or None
            one, new, beside = _one(citation), self._new_id(id), self._beside(before, after)
            self._take_cited(citation)
            self._put(new, one, *beside)
            return self._render(new)

    def extend(self, citations: Citations) -> Changes:
        """Insert citations at the end, rendered once for all."""
        with self._lock:
            self._append(citations)
            return self._render()

    def replace(self, id: str, citation: Any) -> Changes:
        """Put another citation in the place of one."""
        with self._lock:
            id = self._known(id)
            one = _one(citation)
            self._take_cited(citation)
            self._placed[id] = one
            return self._render(id)

    def move(self, id: str, *, before: str | None = None, after: str | None = None) -> Changes:
        """Move a citation before or after another one, else to the end."""
        with self._lock:
            id, beside = self._known(id), self._beside(before, after)
            if id not in beside:
                self._put(id, self._placed.pop(id), *beside)
            return self._render(id)

    def remove(self, id: str) -> Changes:
        """Take a citation out."""
        with self._lock:
            id = self._known(id)
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
            placed, serial = dict(self._placed), self._serial
            library = dict(self._library)
            shown = self._shown, self._entries, self._missing
            try:
                if replacing is None:
                    new = self._new_id(None)
                    self._put(new, _one(citation), *self._beside(before, after))
                elif before is not None or after is not None:
                    raise refuse("replacing", replacing, "give it, or before= or after=")
                else:
                    new = self._known(replacing)
                    self._placed[new] = _one(citation)
                self._take_cited(citation)
                self._render(new)
                return self._shown[self._place(new)]
            finally:
                self._placed, self._serial = placed, serial
                self._library = library
                self._render()
                self._shown, self._entries, self._missing = shown

    # -- the library -----------------------------------------------------------------------

    def add(self, papers: Papers) -> Changes:
        """Take papers into the library; one with an id that is there takes its place.

        Raises CitexError for two that have one id, or none.
        """
        if isinstance(papers, str) and papers in self._library:
            way_out = f"it is in the library; to cite it, write document.insert({papers!r})"
            raise refuse("papers", papers, way_out)
        with self._lock:
            self._take_in(papers, once=False)
            return self._render()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The library: copies of its papers, in the order in which they came."""
        with self._lock:
            return tuple(map(_copy, self._library.values()))

    def discard(self, ids: str | Iterable[str]) -> Changes:
        """Take papers out of the library; their cites print "???"."""
        with self._lock:
            for id_ in _ids(ids):
                self._library.pop(id_, None)
            return self._render()

    # -- how it is printed -----------------------------------------------------------------

    @property
    def style(self) -> str:
        """The name of the style. Another one has all printed anew: `document.style = "ieee"`."""
        return self._processor.style.name or self._processor.style.title

    @style.setter
    def style(self, style: StyleLike) -> None:
        self._ask(style=style)

    @property
    def output(self) -> str:
        """What is printed, as "text" or "html"; to be set, too."""
        return self._session.setting.output.name

    @output.setter
    def output(self, output: str) -> None:
        self._ask(output=output)

    @property
    def locale(self) -> str:
        """The language of what is printed; to be set, too."""
        return self._session.setting.program.locale.lang

    @locale.setter
    def locale(self, locale: str | None) -> None:
        self._ask(locale=locale)

    def _ask(self, **wanted: Any) -> None:
        with self._lock:
            asked = {**self._asked, **wanted}
            self._processor, self._asked = self._made(asked), asked
            self._session = self._processor._session()
            self._render()

    @property
    def layout(self) -> Layout:
        """What the style asks of the list as a whole: indents, and space between lines."""
        return self._session.setting.layout

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

    def _take_in(self, papers: Papers, *, once: bool = True) -> None:
        """Take in all papers, or none. Raises CitexError for two that have one id, or none."""
        seen: dict[str, Paper] = {}
        if once or "" in self._library:  # an id that nobody gave takes no other's place
            seen = dict(self._library) if once else {"": self._library[""]}
        new: dict[str, Paper] = {}
        for paper in papers_of(papers):
            own = _copy(paper) if self._short is None else self._short(_copy(paper))
            if seen.setdefault(paper.id, own) != own:
                told = (
                    f"two papers have the id {paper.id!r}" if paper.id else "two papers have no id"
                )
                raise CitexError(
                    f"{told}; give {'one of them another' if paper.id else 'each one'}"
                )
            new[paper.id] = own
        self._library |= new

    def _take_cited(self, given: Any) -> None:
        """Take in the papers in what is cited that the library does not have."""
        if isinstance(given, Paper):
            if self._library.get(given.id) is None or not given.id:
                self._take_in(given)
        elif isinstance(given, Citation):
            self._take_cited(given.cites)
        elif isinstance(given, (list, tuple)):
            for one in given:
                self._take_cited(one)

    def _append(self, citations: Citations) -> None:
        if isinstance(citations, Iterator):
            citations = list(citations)
        found = citations_of(citations)
        self._take_cited(citations)
        for citation in found:
            self._placed[self._new_id(None)] = _own(citation)

    def _new_id(self, given: str | None) -> str:
        if given is not None:
            if not isinstance(given, str) or not given:
                raise refuse("id", given, "the id of a citation is a str")
            if given in self._placed:
                raise refuse("id", given, "a citation has this id; use replace(id, ...)")
            return given
        while True:
            self._serial += 1
            if (new := f"citation-{self._serial}") not in self._placed:
                return new

    def _known(self, id: Any) -> str:
        """The id of a citation, which may stand for it. Raises UnknownCitation."""
        if isinstance(id, (Placed, Changes)):
            id = id.id
        if isinstance(id, str) and id in self._placed:
            return id
        hint = ""
        if isinstance(id, int) and -len(self._placed) <= id < len(self._placed):
            hint = f"citations go by their ids: document.citations[{id}].id"
        elif isinstance(id, str):
            of_it = [key for key, one in self._placed.items()
                     if any(cite.id == id for cite in one.cites)]  # fmt: skip
            if of_it:
                hint = f"that is the id of a paper, cited by {of_it[0]!r}"
        raise UnknownCitation(str(id), self._placed, hint=hint)

    def _place(self, id: str) -> int:
        """The place of a citation among all. Raises UnknownCitation."""
        return list(self._placed).index(self._known(id))

    def _beside(self, before: str | None, after: str | None) -> tuple[str | None, str | None]:
        if before is not None and after is not None:
            raise refuse("before", before, "give before= or after=, not both")
        known = [one if one is None else self._known(one) for one in (before, after)]
        return known[0], known[1]

    def _put(self, id: str, citation: Citation, before: str | None, after: str | None) -> None:
        if before is None and after is None:
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
        wanted = [*dict.fromkeys([*cited, *nocite])]
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
        linked, output = self._session.setting.program.anchors, self._session.setting.output.name
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


def _ids(given: Any) -> tuple[str, ...]:
    """One id or several; a paper stands for its own, None for none."""
    if given is None:
        return ()
    if isinstance(given, (str, Paper)):
        given = (given,)
    if not isinstance(given, Iterable):
        raise refuse("ids", given, "give one str, or several")
    ids = [one.id if isinstance(one, Paper) else one for one in given]
    if not all(isinstance(one, str) for one in ids):
        raise refuse("ids", given, "give one str, or several")
    return tuple(ids)


def _annotating(given: Any) -> str:
    """The variable that annotates entries: one that is a text. Raises InvalidValue."""
    name = given.replace("_", "-") if isinstance(given, str) else "annote"
    if name not in _TEXTS:
        raise refuse("annotated", given, 'name a variable that is a text: "annote", "abstract"')
    return name


_TEXTS = frozenset(VARIABLES) - NAME_VARIABLES - DATE_VARIABLES


def _copy(paper: Paper) -> Paper:
    """A paper of our own, whatever becomes of the one that was given."""
    made: dict[str, Any] = {}
    for name in paper.__struct_fields__:
        value = getattr(paper, name)
        if type(value) is list:
            made[name] = value.copy()
        elif type(value) is dict and value:
            made[name] = copy.deepcopy(value)
    return msgspec.structs.replace(paper, **made)


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
    return msgspec.structs.replace(citation, cites=tuple(citation.cites))
