"""HTML: `<cite data-key="...">` and pandoc's spans found in a page, and what they print put in."""

from __future__ import annotations

from collections.abc import Sequence

from citex.document import Document
from citex.manuscripts.html.elements import Elements, elements_of
from citex.manuscripts.html.reading import read
from citex.manuscripts.html.saying import settings_in
from citex.manuscripts.html.writing import written
from citex.manuscripts.manuscript import Known, Manuscript, Settings


class HTML:
    """A page of HTML (`Kind`)."""

    output = "html"

    def __init__(self, text: str, name: str = "") -> None:
        self.text: str = text
        self.name: str = name
        self.elements: Elements = elements_of(text)
        self.settings: Settings = settings_in(text, self.elements)

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations of the page."""
        return read(self.text, self.elements, known, languages, self.name)

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The page with its citations, notes and lists."""
        return written(manuscript, document, self.settings, self.elements)


__all__ = ["HTML"]
