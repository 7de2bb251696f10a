"""One list for a site: the citations of all its pages in order, and what each page gets of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from citex._late import regex
from citex.csl import Citation
from citex.document import Document, Placed
from citex.manuscripts.citing import document_with, numbered
from citex.manuscripts.html.writing import listed
from citex.manuscripts.manuscript import Manuscript
from citex.model import Paper

_TO_ENTRY = regex(r'(<a href=")(?=#ref-)')


class Site:
    """The citations of a site: `pages` has those of each page, by its path, in order."""

    def __init__(self, papers: Mapping[str, Paper], style: Any, options: Mapping[str, Any]) -> None:
        self.papers: Mapping[str, Paper] = papers
        self.style: Any = style
        self.options: Mapping[str, Any] = options
        self.pages: dict[str, list[Citation]] = {}
        self.nocite: list[str] = []
        self._document: Document | None = None

    def take(self, path: str, manuscript: Manuscript) -> bool:
        """Take the citations of a page; whether they are other than those taken before."""
        found = numbered(manuscript, in_notes=self.style.class_ == "note")
        if self.pages.get(path) == found:
            return False
        self.pages[path] = found
        self._document = None
        return True

    @property
    def document(self) -> Document:
        """The document of all pages: notes are numbered page by page, works over the whole."""
        if self._document is None:
            citations = [
                replace(citation, chapter=chapter)
                for chapter, page in enumerate(self.pages.values(), start=1)
                for citation in page
            ]
            self._document = document_with(
                self.papers, self.style, citations, self.nocite,
                output="html", reset_by_chapter=True, **self.options,
            )  # fmt: skip
        return self._document

    def page(self, path: str, to_list: str) -> OfSite:
        """What a page gets; `to_list` is the address of the list from there."""
        before = 0
        for known, citations in self.pages.items():
            if known == path:
                break
            before += len(citations)
        placed = self.document.citations[before : before + len(self.pages[path])]
        return OfSite(self.document, placed, list(self.pages).index(path) + 1, to_list)


class OfSite:
    """What was printed for one page of a site (`Printed`)."""

    def __init__(
        self, document: Document, placed: Sequence[Placed], chapter: int, to_list: str
    ) -> None:
        self.document: Document = document
        self.chapter: int = chapter
        self.to_list: str = to_list
        self.citations: list[Placed] = [self._linked(one) for one in placed]

    def _linked(self, placed: Placed) -> Placed:
        """A citation whose links lead to the page of the list."""
        in_text, in_note = (
            _TO_ENTRY.sub(lambda found: found[1] + self.to_list, text)
            for text in (placed.in_text, placed.in_note)
        )
        return dataclasses.replace(placed, in_text=in_text, in_note=in_note)

    def bibliography(self, **wanted: Any) -> str:
        """The list of all; on another page than that, the list of what the page cites."""
        if self.to_list:
            wanted |= {"chapter": self.chapter, "anchors": False}
        found = self.document.bibliography(**wanted)
        return listed(str(found), self.document) if len(found) else ""
