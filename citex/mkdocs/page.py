"""A page of a site: its citations in pandoc's syntax, and the page with what they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from citex._late import regex
from citex.document import Document, Placed
from citex.manuscripts.html.writing import listed
from citex.manuscripts.manuscript import Cited, Known, Listing, Manuscript, Settings
from citex.manuscripts.markdown import reading, writing
from citex.manuscripts.markdown.blocks import CUT, blocks_of
from citex.mkdocs.html import armoured, without_links

_CONTAINER = regex(r"^([ \t]*)(!!!|\?\?\?\+?|===[!+]?)(?=[ \t]+[\w\"])", 8)
"""The first line of an admonition, or of a tab, whose content is indented."""
_PLACE = regex(r"^[ \t]*\\bibliography[ \t]*$", 8)
"""The place of a list, as other plug-ins have it."""


class Printed(Protocol):
    """What was printed for a page: its citations, and lists."""

    @property
    def citations(self) -> Sequence[Placed]:
        """The citations of the page, in order."""

    def bibliography(self, **wanted: Any) -> str:
        """A list, in HTML; "" for one without entries."""


class Page:
    """The Markdown of a page (`Kind`); its settings are those of the site and of its metadata."""

    output = "html"

    def __init__(self, text: str, settings: Settings) -> None:
        self.text, self.settings = text, settings
        self.blocks = blocks_of(_CONTAINER.sub(_as_item, text))

    def read(self, known: Known, languages: Sequence[str]) -> Manuscript:
        """The citations of the page, and the places of its lists."""
        found = reading.read(self.text, self.blocks, known, languages)
        fenced = {div.start for div in self.blocks.divs}
        places = [
            reading.with_fences(self.text, one) if one.start in fenced else one
            for one in found.listings
        ]
        places += [
            Listing(match.start(), match.end(), whole=True)
            for match in _PLACE.finditer(self.text)
            if CUT not in self.blocks.shape[match.start() : match.end()]
        ]
        found.listings = sorted(places, key=lambda one: one.start)
        return found

    def write(self, manuscript: Manuscript, document: Document) -> str:
        """The page with its citations and lists."""
        return self.written(manuscript, OfPage(document))

    def written(self, manuscript: Manuscript, printed: Printed) -> str:
        """The page with what was printed for it."""
        settings = replace(self.settings, heading=None)
        shown = _Shown(printed, [self._armour(one) for one in manuscript.citations], self.settings)
        starts = sorted(start for start, _ in self.blocks.prose) or [0]
        return writing.written(manuscript, cast("Document", shown), settings, starts)

    def _armour(self, cited: Cited) -> Callable[[str], str]:
        """What makes the HTML of a citation stand in its place."""
        for start, _ in self.blocks.headings:
            if start <= cited.start and "\n" not in self.text[start : cited.start]:
                return lambda html: armoured(without_links(html))
        return armoured


def _as_item(match: Any) -> str:
    """The line of a container as that of an item, as long, whose content is indented alike."""
    mark = match[2]
    return f"{match[1]}-  {'x' * (len(mark) - 3)}" if len(mark) > 3 else f"{match[1]}-  "


class OfPage:
    """What a document of one page alone prints (`Printed`)."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.citations = document.citations

    def bibliography(self, **wanted: Any) -> str:
        """A list of the page."""
        found = self.document.bibliography(**wanted)
        return listed(str(found), self.document) if len(found) else ""


class _Shown:
    """What was printed, so that it stands in Markdown."""

    def __init__(
        self, printed: Printed, armours: Sequence[Callable[[str], str]], settings: Settings
    ) -> None:
        self.printed, self.settings = printed, settings
        self.citations = tuple(
            replace(one, in_text=armour(one.in_text), in_note=armour(one.in_note))
            for one, armour in zip(printed.citations, armours, strict=True)
        )

    def bibliography(self, **wanted: Any) -> str:
        """A list; the one at the end of the page has its heading."""
        found = self.printed.bibliography(**wanted)
        heading = self.settings.heading
        return f"## {heading}\n\n{found}" if found and heading and not wanted else found
