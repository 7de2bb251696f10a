"""What is taken off titles, genres and notes that is none of them: marks, signs, brackets, "In"."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper, Remark
from citex.model.paper import RemarkKind
from citex.text.dates.sources import visited
from citex.text.journals import without_medium
from citex.text.names.cjk import has_cjk
from citex.text.titles import without_isbd


def note_once(paper: Paper, kind: RemarkKind, variable: str, message: str, before: str) -> None:
    """Add a remark to a paper's, unless it has it."""
    remark = Remark(kind=kind, variable=variable, message=message, before=before)
    if remark not in paper.remarks:
        paper.remarks = [*paper.remarks, remark]


_CITED = regex(r"^cited by ?:? ?\d+(?: times)?[.;]?(?:\n|\Z)", re.IGNORECASE | re.MULTILINE)


def trim_note(paper: Paper) -> None:
    """A note that says when a page was seen ("[Online; accessed 9-July-2022]"), Scopus's count."""
    note = paper.note or ""
    date = visited(note)
    if date and paper.accessed in (None, date):
        note_once(paper, "repaired", "accessed", "the note said when the page was seen", note)
        paper.accessed, paper.note = date, None
    elif (rest := _CITED.sub("", note)) != note:
        note_once(paper, "dropped", "note", "how often it was cited is no note", note)
        paper.note = rest.strip() or None


def trim_catalogued(paper: Paper, title: str) -> None:
    """A title as people cite it, where it is as libraries catalogue it (ISBD)."""
    people = [
        name.family or name.literal for name in (*(paper.author or ()), *(paper.editor or ()))
    ]
    bare = without_isbd(title, paper.language, [text for text in people if text])
    if bare != title:
        paper.title = bare
        note_once(paper, "repaired", "title", "a library's signs were taken off", title)


_IN = regex(r"In(?::\s?|\s(?=Proc(?:\.|eedings)\s|Advances in\s))")


def trim_in(paper: Paper, container: str) -> None:
    """The title of a book without the "In" that styles write before it."""
    if (match := _IN.match(container)) and match.end() < len(container):
        paper.container_title = container[match.end() :]
        note_once(paper, "repaired", "container-title", "styles write the word In", container)


def trim_genre(paper: Paper, genre: str) -> None:
    """A genre without the brackets around it, which styles print."""
    inner = genre[1:-1]
    if (
        genre[0] + genre[-1] in ("[]", "()")
        and inner.strip()
        and "[" not in inner
        and "(" not in inner
    ):
        paper.genre = inner.strip()
        note_once(paper, "repaired", "genre", "the brackets around it were taken off", genre)


def trim_medium(paper: Paper, container: str) -> None:
    """A journal's title without the medium that catalogues put behind it: "Cell (Print)"."""
    bare = without_medium(container)
    if bare and bare != container:
        paper.container_title = bare
        note_once(paper, "repaired", "container-title", "the medium was taken off", container)


_MARK = regex(
    r"(?<=\S)(?:(?<!\s)\s{1,3})?[\[［【](?:(?:([JMDNR]|EB|DB)|[CPSZGA]|CP|DS|PP|CM)"
    r"(\s?/\s?(?:OL|CD|DK|MT))?)[\]］】]\Z"
)
"""A type mark of GB/T 7714 (2015 appendix B) behind a title: "[J]", "[EB/OL]"."""


def trim_mark(paper: Paper, attribute: str, title: str) -> None:
    """A title without the mark of its type, which styles write: all marks behind Chinese titles.

    Behind others only those that can hardly mean anything else: "Growth of [C]" stays.
    """
    match = _MARK.search(title, max(0, len(title) - 20))
    if match is None or not (match[1] or match[2] or has_cjk(title)):
        return
    setattr(paper, attribute, title[: match.start()])
    message = "the type mark, which a style writes, was taken off"
    note_once(paper, "repaired", attribute.replace("_", "-"), message, title)
