"""Remarks: what a reader tells of a value that it mended, guessed or dropped, or that it doubts."""

from __future__ import annotations

from citex.model.paper import Paper, Remark, RemarkKind


def add_remark(
    remarks: list[Remark], kind: RemarkKind, variable: str, message: str, before: str = ""
) -> None:
    """Put one more remark into a list.

    >>> notes = []
    >>> add_remark(notes, "dropped", "DOI", "is no DOI", "n/a")
    >>> str(notes[0]), notes[0].before
    ('DOI: is no DOI', 'n/a')
    """
    remarks.append(Remark(kind=kind, variable=variable, message=message, before=before))


def remark_on(
    paper: Paper, kind: RemarkKind, variable: str, message: str, before: str = ""
) -> None:
    """The same, for a paper: its list is made anew, for another paper may have it too."""
    remark = Remark(kind=kind, variable=variable, message=message, before=before)
    paper.remarks = [*paper.remarks, remark]


def short(text: str) -> str:
    """As much of a text as a remark quotes.

    >>> len(short("x" * 1000))
    500
    """
    return text if len(text) <= 500 else text[:497] + "..."
