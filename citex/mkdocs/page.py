"""A page of a site: its citations in pandoc's syntax, and the page with what they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from citex._late import regex
from citex.document import Document, Placed
from citex.manuscripts.html.tags import without_links, without_tags
from citex.manuscripts.html.writing import listed
from citex.manuscripts.manuscript import Cited, Known, Listing, Manuscript, Settings
from citex.manuscripts.markdown import reading, writing
from citex.manuscripts.markdown.blocks import CUT, Blocks, blocks_of
from citex.mkdocs.html import armoured

_CONTAINER = regex(r"^([ \t]*)(!!!|\?\?\?\+?|===[!+]?)(?=[ \t]+[\w\"])", 8)
"""The first line of an admonition, or of a tab, whose content is indented."""
_PLACE = regex(r"^[ \t]*\\bibliography[ \t]*$", 8)
"""The place of a list, as other plug-ins have it."""

_LONGEST_WORDS = 2000
"""How far is looked back from a citation for what it stands in."""


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
        self.text: str = text
        self.settings: Settings = settings
        self.blocks: Blocks = blocks_of(_CONTAINER.sub(_as_item, text))

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
        armours = [self._armour(one, manuscript.linked) for one in manuscript.citations]
        shown = _Shown(printed, armours, self.settings)
        starts = sorted(start for start, _ in self.blocks.prose) or [0]
        return writing.written(manuscript, cast("Document", shown), settings, starts)

    def _armour(self, cited: Cited, linked: set[int]) -> Callable[[str], str]:
        """What makes the HTML of a citation stand in its place: within a link it can have none."""
        if cited.start in linked:
            words = without_tags if _in_image(self.text, cited.start) else without_links
            return lambda html: armoured(words(html))
        for start, _ in self.blocks.headings:
            if start <= cited.start and "\n" not in self.text[start : cited.start]:
                return lambda html: armoured(without_links(html))
        return armoured


def _in_image(text: str, place: int) -> bool:
    """Whether the brackets around a place are those of an image."""
    depth = 0
    for index in range(place - 1, max(place - _LONGEST_WORDS, 0), -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            if not depth:
                return text[index - 1] == "!"
            depth -= 1
    return False


def _as_item(match: Any) -> str:
    """The line of a container as that of an item, as long, whose content is indented alike."""
    mark = match[2]
    return f"{match[1]}-  {'x' * (len(mark) - 3)}" if len(mark) > 3 else f"{match[1]}-  "


class OfPage:
    """What a document of one page alone prints (`Printed`)."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.citations: Sequence[Placed] = document.citations

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
