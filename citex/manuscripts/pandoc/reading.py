"""A document of pandoc's read: its citations in order, and its own notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citex.csl import Citation, Cite
from citex.manuscripts.locators import split
from citex.manuscripts.manuscript import Cited, Manuscript
from citex.manuscripts.pandoc.nodes import Node, Nodes, is_text, rich

_MODES = {"AuthorInText": "composite"}


class Reading:
    """Collects citations on a walk through a document; `nodes` are theirs, in order.

    Chapters begin at headings of the level `highest`.
    """

    def __init__(
        self, manuscript: Manuscript, keeper: Nodes, languages: Sequence[str], highest: int
    ) -> None:
        self.manuscript, self.keeper, self.languages = manuscript, keeper, tuple(languages)
        self.highest = highest
        self.nodes: list[Node] = []
        self.place = 0
        self.chapter = 0

    def walk(self, value: Any, note: int = 0, at: int = 0) -> None:
        """Take the citations in a value."""
        if isinstance(value, list):
            for part in value:
                self.walk(part, note, at)
        elif isinstance(value, dict):
            kind = value.get("t")
            if kind == "Note":
                self._note(value)
            elif kind == "Cite":
                self._cite(value, note, at)
            elif kind == "Header" and value["c"][0] == self.highest and not note:
                self.chapter += 1
                self.walk(value["c"][2])
            else:
                self.walk(value.get("c"), note, at)

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
        written = node["c"][0]
        cites = [self._one(one) for one in written]
        modes = [one["citationMode"]["t"] for one in written]
        mode = _MODES.get(modes[0], "")
        citation = Citation(
            cites, mode=mode, unsorted=bool(mode and cites[1:]), chapter=self.chapter
        )
        index = len(self.nodes)
        self.nodes.append(node)
        keys = (0,) * len(cites)
        cited = Cited(index, index, citation, keys, at if note else self.place, note)
        self.manuscript.citations.append(cited)

    def _one(self, written: Mapping[str, Any]) -> Cite:
        behind = rich(written["citationSuffix"], self.keeper)
        in_text = written["citationMode"]["t"] == "AuthorInText"
        found = split(behind, self.languages)
        label, locator, suffix = found.apart() if in_text else found
        prefix = rich(written["citationPrefix"], self.keeper)
        return Cite(
            written["citationId"],
            locator=locator,
            label=label,
            prefix=prefix + " " if prefix and not prefix[-1].isspace() else prefix,
            suffix=suffix,
            suppress_author=written["citationMode"]["t"] == "SuppressAuthor",
        )
