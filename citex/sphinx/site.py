"""The citations of a site, printed: each belongs to a list, and the lists of a style are one text.

A list is that of the whole site, unless its filter asks for documents: then it is that of its own
document, with numbers of its own. What belongs together (lists of one style and one prefix of keys)
is a `citex.Document` of the citations in the order of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citex.csl.nodes import Style
from citex.csl.output.links import anchor_of
from citex.csl.output.marked import tree
from citex.csl.process.cites import Citation, Cite
from citex.document import Document, Placed
from citex.errors import CitexError, ParseError
from citex.sphinx.citing import FORMS, cite_of
from citex.sphinx.domain import Cited, Listed
from citex.sphinx.drawing import Part, bare, plain
from citex.sphinx.filters import Filter, Value
from citex.sphinx.library import Library
from citex.sphinx.roles import EMPTY, ENTRY
from citex.sphinx.settings import Settings, warn


class Printed(NamedTuple):
    """A citation as it is printed: whole, in the text and in the note; the group it belongs to."""

    group: Group
    whole: list[Part]
    in_text: list[Part]
    in_note: list[Part]


class PrintedEntry(NamedTuple):
    """An entry as it is printed: its place on the page, its label and its text."""

    key: str
    id: str
    label: str
    text: list[Part]
    body: list[Part]


@dataclass(slots=True)
class ListOfWorks:
    """A list with the keys that it chooses and, when it is printed, its entries."""

    listed: Listed
    chosen: set[str]
    local: bool
    entries: list[PrintedEntry] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Group:
    """Lists that share their numbers, the citations that belong to them, and where these lead."""

    style: Style
    prefix: str
    lists: list[ListOfWorks] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    citing: dict[str, list[Cited]] = field(default_factory=dict)

    def place(self, target: str, docname: str) -> tuple[str, str, str] | None:
        """Where a link within the text leads: a document, an id, and what the entry says."""
        key = self.anchors.get(target)
        places = self.places.get(key or "")
        if key is None or not places:
            return None
        return *next((one for one in places if one[0] == docname), places[0]), self.titles[key]


class Site:
    """All citations and lists of a site as they are printed."""

    def __init__(
        self,
        settings: Settings,
        cited: Sequence[Cited],
        listed: Sequence[Listed],
    ) -> None:
        self.settings = settings
        files = [*settings.files, *(file for one in listed for file in one.files)]
        self.library: Library = Library(files, settings.encoding)
        self.citations: dict[str, Printed] = {}
        self.lists: dict[tuple[str, int], tuple[Group, ListOfWorks]] = {}
        self._ids: set[str] = set()
        self._docnames: dict[tuple[str, str], frozenset[str]] = {}
        self.anchors: dict[str, str] = {
            one.id: self._id(anchor_of("cite", "-".join(one.id.split()))) for one in cited
        }
        in_text = [one for one in cited if not one.foot]
        self._count(in_text, {"", *(one.keyprefix for one in listed)})
        self._works = [self._list(one) for one in listed]
        self._groups: dict[tuple[str, str, str], Group] = {}
        for works in self._works:
            self._group_of(works).lists.append(works)
        for one in in_text:
            self._choose(one).cited.append(one)
        for group in self._groups.values():
            self._print(group)
        self._print_footnotes([one for one in cited if one.foot])

    # -- which citation belongs to which list ----------------------------------------------

    def _count(self, cited: Iterable[Cited], prefixes: Iterable[str]) -> None:
        """Note in which documents each work is cited, for each prefix of keys."""
        for one in cited:
            for key in one.keys:
                for prefix in prefixes:
                    if found := self._find(key.key, prefix):
                        known = self._docnames.get((prefix, found), _NOWHERE)
                        self._docnames[prefix, found] = known | {one.docname}

    def _find(self, key: str, prefix: str) -> str | None:
        """The key of the work that is meant in a list of this prefix."""
        if prefix and not key.startswith(prefix):
            return None
        return self.library.find(key.removeprefix(prefix))

    def _list(self, listed: Listed) -> ListOfWorks:
        """A list, and what it chooses."""
        test = Filter(listed.filter) if listed.filter else None
        chosen = {
            key
            for key in self._chosen(listed, test)
            if not listed.files or self.library.is_in(key, listed.files)
        }
        for key in listed.keys:
            if found := self._find(key, listed.keyprefix) or self.library.find(key):
                chosen.add(found)
            else:
                warn(self.library.missing(key), (listed.docname, listed.line), "key")
        return ListOfWorks(listed, chosen, test is not None and test.local)

    def _chosen(self, listed: Listed, test: Filter | None) -> Iterator[str]:
        """The keys that a filter chooses; one that asks for documents alone is asked once a set."""
        answers: dict[frozenset[str], bool] = {}
        alone = test is None or test.names <= _OF_THE_SITE
        for key in self.library.papers:
            docnames = self._docnames.get((listed.keyprefix, key), _NOWHERE)
            answer = answers.get(docnames) if alone else None
            if answer is None:
                answer = answers[docnames] = self._is_chosen(listed, test, key, docnames)
            if answer:
                yield key

    def _is_chosen(
        self, listed: Listed, test: Filter | None, key: str, docnames: frozenset[str]
    ) -> bool:
        if test is None:
            return listed.chosen == "all" or bool(docnames) is (listed.chosen != "notcited")
        known: dict[str, Value] = {
            "cited": bool(docnames), "docname": listed.docname, "docnames": docnames,
        }  # fmt: skip

        def fields(name: str) -> Value:
            return known[name] if name in known else self.library.value(key, name)

        try:
            return test(fields)
        except ParseError as error:
            warn(str(error), (listed.docname, listed.line), "filter")
            return False

    def _group_of(self, works: ListOfWorks) -> Group:
        listed = works.listed
        where = listed.docname if works.local else ""
        return self._group(where, listed.style, listed.keyprefix)

    def _group(self, docname: str, style: str, prefix: str) -> Group:
        made = self._groups.get((docname, style, prefix))
        if made is None:
            found = self.settings.style_named(style)
            made = self._groups[docname, style, prefix] = Group(found, prefix)
        return made

    def _choose(self, cited: Cited) -> Group:
        """The group of the list that has most of a citation's works, its own document's first."""
        if not self._works:
            return self._group("", "", "")

        def rank(works: ListOfWorks) -> tuple[int, bool, bool, int]:
            listed = works.listed
            keys = {self._find(key.key, listed.keyprefix) for key in cited.keys}
            here = listed.docname == cited.docname
            return len(keys & works.chosen), here, works.local is here, -len(listed.keyprefix)

        return self._group_of(max(self._works, key=rank))

    # -- printing --------------------------------------------------------------------------

    def _print(self, group: Group) -> None:
        """Print the citations and the lists of a group."""
        shown = [one for one in group.cited if one.role != EMPTY]
        keys = {one.id: self._keys(one, group.prefix) for one in group.cited}
        for one in group.cited:
            for key in keys[one.id]:
                group.citing.setdefault(key, []).append(one)
        chosen = {key for works in group.lists for key in works.chosen}
        uncited = [key for one in group.cited if one.role == EMPTY for key in keys[one.id]]
        listed = [*uncited, *(key for key in self.library.papers if key in chosen)]
        citations = [self._citation(one, group.prefix) for one in shown]
        document = self._document(group.style, citations, listed)
        group.anchors = {"#" + anchor_of("ref", paper.id): paper.id for paper in document.papers}
        for works in group.lists:
            self._print_list(document, group, works)
        for one, placed in zip(shown, document.citations, strict=True):
            self.citations[one.id] = _printed(one, placed, group)
        self._tell_what_is_not_listed(group)

    def _document(
        self, style: Style, citations: Sequence[Citation], nocite: Sequence[str]
    ) -> Document:
        """A document of these citations. Raises ExtensionError where the options do not fit."""
        wanted = dict.fromkeys([cite.id for one in citations for cite in one.cites])
        papers = self.library.papers
        try:
            return Document(
                [papers[key] for key in {**wanted, **dict.fromkeys(nocite)} if key in papers],
                style, citations=citations, nocite=nocite, reset_by_chapter=True, output="marked",
                locale=self.settings.locale, **self.settings.options,
            )  # fmt: skip
        except CitexError as error:
            raise self.settings.refused(error) from None

    def _keys(self, cited: Cited, prefix: str) -> list[str]:
        """The keys of the works of a citation; one that no work has is told."""
        found = []
        for key in cited.keys:
            if known := self._find(key.key, prefix):
                found.append(known)
            else:
                warn(self.library.missing(key.key), _place(cited), "key")
        return found

    def _citation(self, cited: Cited, prefix: str) -> Citation:
        form = FORMS[cited.role]
        cites: list[Cite] = [
            cite_of(self._find(key.key, prefix) or key.key, key, self.settings.languages)
            for key in cited.keys
        ]
        return Citation(
            cites, mode=form.mode, capitalize=form.capital, note=cited.note, chapter=cited.docname,
            as_written=True,
            suppress_trailing_punctuation=cited.goes_on and self.settings.of_notes,
        )  # fmt: skip

    def _print_list(self, document: Document, group: Group, works: ListOfWorks) -> None:
        listed = works.listed
        entries = document.bibliography(where=lambda paper: paper.id in works.chosen)
        for entry in entries:
            name = f"{listed.docname}/{entry.id}" if works.local or group.prefix else entry.id
            id_ = self._id(anchor_of("ref", name))
            text, label, body = tree(entry.text), plain(tree(entry.label)), tree(entry.body)
            works.entries.append(PrintedEntry(entry.id, id_, label, text, body))
            group.places.setdefault(entry.id, []).append((listed.docname, id_))
            group.titles.setdefault(entry.id, " ".join(plain(body).split()))
        self.lists[listed.docname, listed.number] = group, works
        if works.chosen and not entries:
            warn(f"the style {document.style!r} has no list of works",
                 (listed.docname, listed.line), "style")  # fmt: skip

    def _id(self, wanted: str) -> str:
        """An id that no other element of the site has, in letters that all builders allow."""
        wanted = id_ = wanted.replace(":", "_")
        number = 1
        while id_ in self._ids:
            number += 1
            id_ = f"{wanted}-{number}"
        self._ids.add(id_)
        return id_

    def _tell_what_is_not_listed(self, group: Group) -> None:
        """Say which works are cited, and stand in no list; notes say all themselves."""
        if not self._works:
            if not self.settings.of_notes and group.citing:
                warn("works are cited, and no list has them; write the directive bibliography",
                     _place(group.cited[0]), "list")  # fmt: skip
            return
        for key, citing in group.citing.items():
            if key not in group.places:
                warn(f"{key!r} is cited, and no list has it", _place(citing[0]), "list")

    def _print_footnotes(self, cited: Sequence[Cited]) -> None:
        """Print what the footnotes of `footcite` hold: entries, document by document."""
        documents: dict[str, list[Cited]] = {}
        for one in cited:
            documents.setdefault(one.docname, []).append(one)
        for ones in documents.values():
            group = Group(self.settings.style, "")
            named = [one for one in ones if one.role != ENTRY]
            entries = [one for one in ones if one.role == ENTRY]
            keys = [found for one in entries for found in self._keys(one, "")]
            document = self._document(group.style, [self._citation(one, "") for one in named], keys)
            for one, placed in zip(named, document.citations, strict=True):
                self.citations[one.id] = _printed(one, placed, group)
            texts = {entry.id: tree(entry.body or entry.text) for entry in document.bibliography()}
            for one in entries:
                key = self.library.find(one.keys[0].key)
                text: list[Part] = ["???"]
                if key:
                    text = texts.get(key) or self._as_note(key)
                self.citations[one.id] = Printed(group, text, text, text)

    def _as_note(self, key: str) -> list[Part]:
        """A work as a first note has it, in a style without a list."""
        document = self._document(self.settings.style, [Citation([Cite(key)], note=1)], ())
        return list(tree(document.citations[0].text))


def _printed(cited: Cited, placed: Placed, group: Group) -> Printed:
    """A citation as its role asks for it."""
    form = FORMS[cited.role]
    whole, in_text, in_note = map(tree, (placed.text, placed.in_text, placed.in_note))
    if form.bare:
        whole = in_text = bare(whole)
    if form.bracketed:
        whole = in_text = ["(", *bare(whole), ")"]
    return Printed(group, whole, in_text, in_note)


def _place(cited: Cited) -> tuple[str, int | None]:
    return cited.docname, cited.line or None


_NOWHERE: frozenset[str] = frozenset()
_OF_THE_SITE = {"cited", "docname", "docnames"}
"""What filters ask of the site, and not of a work."""
