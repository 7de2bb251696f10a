"""Documents of pandoc's as JSON, as its filters get them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from citex.document import Document
from citex.errors import CitexError
from citex.manuscripts.manuscript import Known, Manuscript, Settings
from citex.manuscripts.metadata import settings_of
from citex.manuscripts.pandoc.nodes import Node, Nodes, cited_keys, levels, plain, with_keys
from citex.manuscripts.pandoc.reading import Reading
from citex.manuscripts.pandoc.writing import Writing
from citex.text.halves import json_without_halves

_DEEPEST = 300
"""How deep a document may nest: what walks through it calls itself."""

_MARKUP = ("markdown", "gfm", "commonmark")
"""The outputs in which a citation of pandoc's would be written as it was read."""


class PandocDocument:
    """A document of pandoc's as JSON (`Kind`); `to` is the format that pandoc will write."""

    output = "marked"

    def __init__(self, text: str, name: str = "", to: str = "") -> None:
        self.whole: dict[str, Any] = _document(text)
        self.meta: dict[str, Any] = self.whole.get("meta", {})
        said = {key: plain(value) for key, value in self.meta.items()}
        said["nocite"] = [f"@{{{key}}}" for key in cited_keys(self.meta.get("nocite"))]
        self.settings: Settings = settings_of(said)
        self.spans: bool = not to.startswith(_MARKUP)
        self.nodes: list[Node] = []
        self.kept: dict[str, Node] = {}
        self.highest: int = min(levels(self.whole["blocks"]), default=0)

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations, in the order of the document."""
        listed = self.meta.get("nocite")
        whole = dict(zip(cited_keys(listed), cited_keys(with_keys(listed, known)), strict=False))
        self.settings.nocite = [whole.get(key, key) for key in self.settings.nocite]
        self.whole["blocks"] = with_keys(self.whole["blocks"], known)
        keeper = Nodes(json.dumps(self.whole, ensure_ascii=False))
        manuscript = Manuscript("")
        within = Reading(manuscript, keeper, known, languages, self.highest)
        for key, value in self.meta.items():
            if key not in ("nocite", "references"):
                within.walk(value)
        within.walk(self.whole["blocks"])
        self.nodes, self.kept = within.nodes, keeper.nodes
        return manuscript

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The document with its citations and lists, as JSON."""
        writing = Writing(
            document, self.settings, self.kept, highest=self.highest, spans=self.spans
        )
        for cited, placed in zip(manuscript.citations, document.citations, strict=True):
            writing.replaced[id(self.nodes[cited.start])] = cited, placed
        for key in self.meta:
            if key not in ("nocite", "references"):
                self.meta[key] = writing.walked(self.meta[key])
        self.whole["blocks"] = writing.walked(self.whole["blocks"])
        if not writing.listed and not self.settings.suppressed:
            self.whole["blocks"] += writing.closing()
        for key in ("bibliography", "references", "nocite", "csl"):
            self.meta.pop(key, None)  # no later filter is to cite again
        return json.dumps(self.whole, ensure_ascii=False)


def _document(text: str) -> dict[str, Any]:
    """The document. Raises CitexError for what is none of pandoc's."""
    try:
        whole = json.loads(json_without_halves(text))
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or not isinstance(whole.get("blocks"), list):
        raise CitexError(
            "the input is no document of pandoc's in JSON; "
            "call it as a filter: pandoc --filter citex-pandoc"
        )
    if _depth(whole) > _DEEPEST:
        raise CitexError(f"the document nests more than {_DEEPEST} levels deep")
    return whole


def _depth(value: Any) -> int:
    """How deep lists and elements nest."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        value, depth = waiting.pop()
        deepest = max(deepest, depth)
        parts = value.values() if isinstance(value, dict) else value
        waiting += [(part, depth + 1) for part in parts if isinstance(part, (dict, list))]
    return deepest


__all__ = ["PandocDocument"]
