"""Citations, notes and lists put into a page; all else stays as it is, byte for byte."""

from __future__ import annotations

import html
from typing import NamedTuple

from citex._late import regex
from citex.document import Document, Placed
from citex.manuscripts.html.elements import HEADINGS, Element, Elements
from citex.manuscripts.html.reading import NOTES
from citex.manuscripts.html.tags import without_links
from citex.manuscripts.manuscript import Cited, Edit, Listing, Manuscript, Settings, applied

_LIST = ("csl-bib-body", "hanging-indent")
_NAME = regex(r"<([^\s/>]+)")
_BACK = "↩\ufe0e"
"""The sign of a link that leads back, as a letter and no picture."""


class _Note(NamedTuple):
    """A note that a citation makes."""

    number: int
    text: str


def written(
    manuscript: Manuscript, document: Document, settings: Settings, elements: Elements
) -> str:
    """The page with its citations as they are printed, their notes, and its lists."""
    text = manuscript.text
    newline = "\r\n" if "\r\n" in text else "\n"
    notes: list[_Note] = []
    edits = [
        Edit(cited.start, cited.end, _content(manuscript, cited, _shown(cited, placed, notes)))
        for cited, placed in zip(manuscript.citations, document.citations, strict=True)
    ]
    for place, listing in enumerate(manuscript.listings):
        entries = _entries(document, newline, anchors=not place, listing=listing)
        edits.append(Edit(listing.start, listing.end, entries))
    closing = ""
    if not manuscript.listings and not settings.suppressed:
        closing = _closing(document, settings, newline)
    place = _end(text, elements)
    own = [_notes(manuscript, elements, _list_of_notes(notes, newline), place)] if notes else []
    if place and text[place - 1] != "\n" and (closing or any(edit.end == place for edit in own)):
        edits.append(Edit(place, place, newline))
    edits += own
    if closing:
        edits.append(Edit(place, place, closing))
    return applied(text, edits)


def _end(text: str, elements: Elements) -> int:
    """Where what has no place of its own comes: at the end of the page's body."""
    return len(text) if elements.body_end is None else elements.body_end


# -- citations and notes -------------------------------------------------------------------------


def _content(manuscript: Manuscript, cited: Cited, shown: str) -> str:
    """What comes into the element of a citation: one that was empty gets an end tag."""
    text = manuscript.text
    if cited.start in manuscript.linked:
        shown = without_links(shown)
    if text[cited.start : cited.end] == "/>" and text[cited.start - 1] != ">":
        name = _NAME.match(text, cited.keys[0])
        return f">{shown}</{name[1] if name else 'cite'}>"
    return shown


def _shown(cited: Cited, placed: Placed, notes: list[_Note]) -> str:
    """What stands in the element of a citation; a note that it makes is added to `notes`."""
    if not placed.in_note:
        return placed.in_text
    if cited.note:
        return f"({placed.in_note})" if cited.is_bracketed else placed.in_note
    number = placed.note or len(notes) + 1
    notes.append(_Note(number, placed.in_note))
    return (
        f'{placed.in_text}<a href="#citex-note-{number}" id="citex-noteref-{number}" '
        f'role="doc-noteref"><sup>{number}</sup></a>'
    )


def _list_of_notes(notes: list[_Note], newline: str) -> str:
    first = notes[0].number
    lines = ["<ol>" if first == 1 else f'<ol start="{first}">']
    lines += [
        f'<li id="citex-note-{number}"><p>{text} '
        f'<a href="#citex-noteref-{number}" role="doc-backlink">{_BACK}</a></p></li>'
        for number, text in notes
    ]
    return newline.join([*lines, "</ol>"])


def _notes(manuscript: Manuscript, elements: Elements, made: str, end: int) -> Edit:
    """The notes, in the element that is theirs, else before the list of references."""
    newline = "\r\n" if "\r\n" in manuscript.text else "\n"
    for element in elements.closed:
        if element.tag.attributes.get("id") == NOTES:
            return Edit(element.inner, element.inner_end, f"{newline}{made}{newline}")
    section = f'<section class="footnotes" role="doc-endnotes" id="{NOTES}">'
    made = f"{section}{newline}{made}{newline}</section>{newline}"
    if not manuscript.listings:
        return Edit(end, end, made)
    place = _before_list(manuscript, elements)
    return Edit(place, place, made)


def _before_list(manuscript: Manuscript, elements: Elements) -> int:
    """Before the first list, and the heading that stands right over it, and their section."""
    first = manuscript.listings[0].start
    place = next(element.start for element in elements.closed if element.inner == first)
    over = [element for element in elements.closed if element.end <= place]
    heading = max((one for one in over if one.tag.name in HEADINGS), key=_end_of, default=None)
    if heading is not None and not manuscript.text[heading.end : place].strip():
        place = heading.start
    around = [one for one in elements.closed if one.tag.name == "section" and one.inner <= place]
    if around and not manuscript.text[around[-1].inner : place].strip():
        place = around[-1].start
    return place


def _end_of(element: Element) -> int:
    return element.end


# -- lists ---------------------------------------------------------------------------------------


def _entries(
    document: Document, newline: str, *, anchors: bool, listing: Listing | None = None
) -> str:
    """A list; cites lead to the first place that has their entry."""
    found = document.bibliography(**(listing.wanted if listing else {}), anchors=anchors)
    if not len(found):
        return ""
    entries = listed(str(found), document).strip("\n")
    return newline + entries.replace("\n", newline) + newline


def listed(entries: str, document: Document) -> str:
    """A list with the sign that its entries have hanging indents."""
    if document.layout.hanging_indent:
        return entries.replace(_LIST[0], " ".join(_LIST), 1)
    return entries


def _closing(document: Document, settings: Settings, newline: str) -> str:
    """The list at the end of a page that has no place for it, below its heading."""
    entries = _entries(document, newline, anchors=True)
    if not entries:
        return ""
    heading = f"<h2>{html.escape(settings.heading)}</h2>{newline}" if settings.heading else ""
    return f'{heading}<div id="refs" role="doc-bibliography">{entries}</div>{newline}'
