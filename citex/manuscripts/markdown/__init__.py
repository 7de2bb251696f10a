"""Markdown in pandoc's syntax: its citations found, and what they print put in."""

from __future__ import annotations

from collections.abc import Sequence

from citex.document import Document
from citex.manuscripts import metadata
from citex.manuscripts.manuscript import Known, Manuscript, Settings
from citex.manuscripts.markdown import affixes
from citex.manuscripts.markdown.blocks import Blocks, blocks_of
from citex.manuscripts.markdown.reading import read
from citex.manuscripts.markdown.writing import written


class Markdown:
    """A Markdown text (`Kind`)."""

    output = "markdown"

    def __init__(self, text: str, name: str = "") -> None:
        self.text = text
        self.blocks: Blocks = blocks_of(text)
        said: dict[str, object] = {}
        for start, end in self.blocks.metadata:
            line = text.count("\n", 0, start) + 1
            said |= metadata.mapping_of(text[start:end], name, line)
        self.settings: Settings = metadata.settings_of(said)
        self.settings.references = [affixes.rich_item(one) for one in self.settings.references]

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations of the text."""
        return read(self.text, self.blocks, known, languages)

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The text with its citations and lists."""
        starts = sorted(start for start, _ in self.blocks.prose)
        return written(manuscript, document, self.settings, starts)


__all__ = ["Markdown"]
