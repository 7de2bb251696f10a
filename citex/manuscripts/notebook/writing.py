"""Citations, notes and lists put into the cells of a notebook; all other bytes stay."""

from __future__ import annotations

import re

from citex._late import regex
from citex.document import Document
from citex.manuscripts.manuscript import Manuscript, Settings
from citex.manuscripts.markdown import writing
from citex.manuscripts.notebook.cells import new_cell, source_of
from citex.manuscripts.notebook.reading import NOTES, TAG, Joined, tags

_DEFINED = regex(r"^\[\^(citex*)-(\d+)\]: ", re.MULTILINE)
"""The definition of a note that a citation makes, at the start of a line."""


def written(joined: Joined, manuscript: Manuscript, document: Document, settings: Settings) -> str:
    """The notebook's JSON with its citations as they are printed, and its lists.

    What has no place in a cell comes into a new last one. Notes are raised numbers that lead to
    paragraphs there, since few programs show notes in Markdown; in a notebook that has notes of
    its own they are such.
    """
    starts = sorted(start for start, _ in joined.blocks.prose) or [0]
    whole = writing.written(manuscript, document, settings, starts)
    *sources, more = whole.split(joined.sep)
    defined = _DEFINED.search(more)
    entries, notes = (more[: defined.start()], more[defined.start() :]) if defined else (more, "")
    if defined and not manuscript.notes:
        mark = re.compile(rf"\[\^{defined[1]}-(\d+)\]")
        sources = [mark.sub(r"<sup>[\1](#citex-note-\1)</sup>", source) for source in sources]
        notes = _DEFINED.sub(r'<a id="citex-note-\2"></a><sup>\2</sup> ', notes)
    return _applied(joined, sources, {NOTES: notes.strip("\n"), TAG: entries.strip("\n")})


def _applied(joined: Joined, sources: list[str], more: dict[str, str]) -> str:
    """The JSON with other sources; what comes into a cell with a tag, into a new one if need be."""
    notebook = joined.notebook
    pieces, place = [], 0
    for cell, source in zip(joined.cells, sources, strict=True):
        for tag in tags(cell):
            source = more.pop(tag, "") or source if tag == NOTES else source
        if source != cell.text:
            pieces += [notebook.text[place : cell.source[0]], source_of(notebook, cell, source)]
            place = cell.source[1]
    end = notebook.cells[-1].end if notebook.cells else notebook.end
    new = [new_cell(notebook, source, tag) for tag, source in more.items() if source]
    return "".join([*pieces, notebook.text[place:end], *new, notebook.text[end:]])
