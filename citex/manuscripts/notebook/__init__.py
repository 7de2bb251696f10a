"""Jupyter notebooks: citations in their Markdown cells, in pandoc's syntax and as elements."""

from __future__ import annotations

from collections.abc import Sequence

from citex.document import Document
from citex.manuscripts.manuscript import Known, Manuscript, Settings
from citex.manuscripts.notebook.cells import notebook_of
from citex.manuscripts.notebook.reading import Joined, read
from citex.manuscripts.notebook.saying import settings_in
from citex.manuscripts.notebook.writing import written


class Notebook:
    """A notebook of Jupyter's (`Kind`)."""

    output = "markdown"

    def __init__(self, text: str, name: str = "") -> None:
        self.name = name
        self.joined: Joined = Joined(notebook_of(text))
        self.settings: Settings = settings_in(self.joined.notebook, self.joined.first, name)

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations of the notebook."""
        return read(self.joined, known, languages, self.name)

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The notebook with its citations and lists."""
        return written(self.joined, manuscript, document, self.settings)


__all__ = ["Notebook"]
