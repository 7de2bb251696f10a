"""A document of pandoc's read: its citations in order, and its own notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from citex.csl import Citation, Cite
from citex.manuscripts.locators import split
from citex.manuscripts.manuscript import Cited, Known, Manuscript
from citex.manuscripts.markdown.cites import PARTING, is_of_figure, own_words
from citex.manuscripts.pandoc.nodes import Node, Nodes, is_text, rich

_MODES = {"AuthorInText": "composite"}


class Reading:
    """Collects citations on a walk through a document; `nodes` are theirs, in order.

    Chapters begin at headings of the level `highest`.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        keeper: Nodes,
        known: Known,
        languages: Sequence[str],
        highest: int,
    ) -> None:
        self.manuscript: Manuscript = manuscript
        self.keeper: Nodes = keeper
        self.known = known
        self.languages: tuple[str, ...] = tuple(languages)
        self.highest: int = highest
        self.nodes: list[Node] = []
        self.place: int = 0
        self.chapter: int = 0

    def walk(self, value: Any, note: int = 0, at: int = 0) -> None:
        """Take the citations in a value."""
        if isinstance(value, list):
            for part in value:
                self.walk(part, note, at)
        elif isinstance(value, dict):
            kind = value.get("t")
            if kind == "Note":
                self._note(value)
            elif kind == "Cite" and not self._is_of_figures(value):
                self._cite(value, note, at)
            elif kind == "Figure":
                self._figure(value["c"][1], value["c"][2], note, at)
            elif kind == "Header" and value["c"][0] == self.highest and not note:
                self.chapter += 1
                self.walk(value["c"][2])
            else:
                self.walk(value.get("c"), note, at)

    def _is_of_figures(self, node: Node) -> bool:
        """Whether a citation is a reference to figures and the like, for another filter."""
        keys = [one["citationId"] for one in node["c"][0]]
        return all(is_of_figure(key) and not self.known(key) for key in keys)

    def _figure(self, caption: list[Any], blocks: list[Node], note: int, at: int) -> None:
        """A figure, whose image has the caption for its words: what they cite is cited once."""
        self.walk(caption, note, at)
        words = caption[1][0]["c"] if caption[1] and is_text(caption[1][0]) else []
        for part in (
            part for block in blocks for part in (block["c"] if is_text(block) else [block])
        ):
            if part["t"] == "Image" and part["c"][1] == words:
                part["c"][1] = words
            else:
                self.walk(part, note, at)

    def _note(self, node: Node) -> None:
        self.place += 1
        place = self.place
        self.manuscript.notes.append(place)
        first = len(self.manuscript.citations)
        self.walk(node["c"], len(self.manuscript.notes), place)
        blocks = node["c"]
        inlines = blocks[0]["c"] if blocks and is_text(blocks[0]) else []
        alone = len(blocks) == 1 and len(inlines) == 1
        if inlines and inlines[0].get("t") == "Cite" and len(self.manuscript.citations) > first:
            one = self.manuscript.citations[first]
            self.manuscript.citations[first] = one._replace(opens=True, closes=alone)

    def _cite(self, node: Node, note: int, at: int) -> None:
        self.place += 1
        before = len(self.keeper.nodes)
        cites = list(self._cites(node["c"][0]))
        mode = _MODES.get(node["c"][0][0]["citationMode"]["t"], "")
        citation = Citation(
            cites, mode=mode, unsorted=bool(mode and cites[1:]), chapter=self.chapter
        )
        index = len(self.nodes)
        self.nodes.append(node)
        keys = (0,) * len(cites)
        cited = Cited(index, index, citation, keys, at if note else self.place, note)
        self.manuscript.citations.append(cited)
        for kept in list(self.keeper.nodes.values())[before:]:
            self.walk([kept], note, at)  # a note, or a link, within the citation

    def _cites(self, written: Sequence[Node], prefix: str = "") -> Iterator[Cite]:
        """The cites of a citation, and those that stand in the words behind one: "@a, @b"."""
        for place, one in enumerate(written):
            in_text = not prefix and not place and one["citationMode"]["t"] == "AuthorInText"
            prefix = prefix or rich(one["citationPrefix"], self.keeper)
            suffix = one["citationSuffix"]
            inner = next((at for at, node in enumerate(suffix) if node["t"] == "Cite"), None)
            behind = rich(suffix[:inner], self.keeper)
            if inner is None:
                yield self._one(one, prefix, behind, in_text=in_text)
            else:
                own = own_words(behind, self.languages)
                yield self._one(one, prefix, behind[:own].rstrip(PARTING), in_text=in_text)
                *others, last = suffix[inner]["c"][0]
                last = {**last, "citationSuffix": [*last["citationSuffix"], *suffix[inner + 1 :]]}
                yield from self._cites([*others, last], behind[own:].strip() or " ")
            prefix = ""

    def _one(self, written: Node, prefix: str, behind: str, *, in_text: bool) -> Cite:
        found = split(behind, self.languages)
        label, locator, suffix = found.apart() if in_text else found
        return Cite(
            written["citationId"],
            locator=locator,
            label=label,
            prefix=f"{prefix.strip()} " if prefix.strip() else "",
            suffix=suffix,
            suppress_author=written["citationMode"]["t"] == "SuppressAuthor",
        )
