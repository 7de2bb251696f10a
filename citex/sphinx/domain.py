"""What Sphinx keeps of each document between builds: its citations and its lists, as written."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from citex.sphinx.citing import Key
from citex.sphinx.nodes import CitationNode, ListNode


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it is written: its id among those of the site, its role, its keys, its place.

    `role` is a role of the domain `cite`, or "entry" for a footnote that holds an entry; `foot`
    says that it belongs to the footnotes of its document; `note` is the footnote that it is in;
    with `goes_on`, the sentence does not end with it.
    """

    id: str
    docname: str
    role: str
    keys: tuple[Key, ...]
    line: int
    foot: bool = False
    note: int | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is written; `files` are paths, `chosen` "cited", "notcited" or "all"."""

    docname: str
    number: int
    line: int
    files: tuple[str, ...] = ()
    style: str = ""
    chosen: str = ""
    filter: str = ""
    keyprefix: str = ""
    keys: tuple[str, ...] = ()
    enumerated: bool = False
    bulleted: bool = False


class CiteDomain(Domain):
    """The domain `cite`, with the records of all documents."""

    name = "cite"
    label = "citations"
    initial_data: ClassVar[dict[str, Any]] = {  # Sphinx copies it
        "cited": {}, "listed": {}, "printed": {}, "state": 0,
    }  # fmt: skip
    data_version = 1

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep what a document that was just read cites and lists."""
        self._changed()
        if cited := list(_cited(document)):
            self.data["cited"][docname] = cited
        if listed := [node["listed"] for node in document.findall(ListNode)]:
            self.data["listed"][docname] = listed

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self._changed()
        for kept in ("cited", "listed"):
            self.data[kept].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        self._changed()
        for kept in ("cited", "listed"):
            self.data[kept] |= {
                docname: found for docname, found in otherdata[kept].items() if docname in docnames
            }

    def _changed(self) -> None:
        self.data["state"] += 1

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: what `:any:` names is no citation."""
        return []


class FootciteDomain(Domain):
    """The domain `footcite`: roles alone."""

    name = "footcite"
    label = "footnotes"

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over nothing: it keeps nothing."""

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: what `:any:` names is no citation."""
        return []


def _cited(document: nodes.document) -> Iterator[Cited]:
    """The citations of a document in the order of its text: a footnote's at its mark."""
    notes = {id: note for note in document.findall(nodes.footnote) for id in note["ids"]}
    seen: set[str] = set()
    for node in document.findall():
        if isinstance(node, nodes.footnote_reference):
            note = notes.get(node.get("refid", ""))
            if note is not None:
                yield from _of_note(note, seen)
        elif isinstance(node, CitationNode) and (note := footnote_of(node)) is None:
            yield from _one(node, None, seen)
    for note in notes.values():
        yield from _of_note(note, seen)


def _of_note(note: nodes.footnote, seen: set[str]) -> Iterator[Cited]:
    label = note.next_node(nodes.label)
    text = label.astext() if label is not None else ""
    for node in note.findall(CitationNode):
        yield from _one(node, int(text) if text.isdecimal() and len(text) < 9 else None, seen)


def _one(node: CitationNode, note: int | None, seen: set[str]) -> Iterator[Cited]:
    """A citation, once: the part in the text and the part in the note are one."""
    if node["id"] not in seen and node["part"] != "text":
        seen.add(node["id"])
        yield Cited(node["id"], node["docname"], node["role"], tuple(node["keys"]),
                    node.line or 0, node["foot"], note, _goes_on(node))  # fmt: skip


def _goes_on(node: nodes.Node) -> bool:
    """Whether text stands behind a node in its paragraph."""
    after = node.next_node(siblings=True, descend=False)
    return after is not None and bool(after.astext().strip())


def footnote_of(node: nodes.Node) -> nodes.footnote | None:
    """The footnote that a node stands in."""
    above = node.parent
    while above is not None and not isinstance(above, nodes.footnote):
        above = above.parent
    return above
