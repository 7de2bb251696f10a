"""Works without a date: those that have none, and those that are still to appear."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper
from citex.text.placeholders import is_undated
from citex.text.trimming import note_once

_STANDING = regex(
    r"(?:(?P<press>(?:article )?in press|im druck|im erscheinen|sous presse|en prensa|in stampa"
    r"|no prelo|在印|待刊|印刷中)|(?P<coming>forthcoming|to appear|to be published|à paraître)"
    r"|(?P<sent>submitted(?: for publication)?|under review|in review)"
    r"|(?P<ready>in preparation|in prep|manuscript in preparation)|(?P<taken>accepted))\W*",
    re.IGNORECASE,
)
_WORDS = {"press": "in press", "coming": "forthcoming", "sent": "submitted for publication",
          "ready": "in preparation", "taken": "accepted"}  # fmt: skip


def forget_undated(paper: Paper, words: str) -> None:
    """A date that says in words that there is none is none: "n.d.", "s.a.", "o. J."."""
    if is_undated(words):
        paper.issued = None
        note_once(paper, "dropped", "issued", "holds no date", words)


def standing_of(text: str) -> str | None:
    """What CSL's `status` says of a work whose note says that it is to appear, and no more.

    >>> standing_of("To appear."), standing_of("im Druck"), standing_of("Submitted")
    ('forthcoming', 'in press', 'submitted for publication')
    >>> standing_of("To appear in Nature") is None
    True
    """
    match = _STANDING.fullmatch(text.strip()) if len(text) < 40 else None
    return _WORDS[match.lastgroup] if match and match.lastgroup else None


def settle_standing(paper: Paper, note: str) -> None:
    """A note that only says that a work is to appear says it as its status."""
    status = standing_of(note) if paper.status is None else None
    if status:
        paper.status, paper.note = status, None
        note_once(paper, "repaired", "status", "the note said that it is to appear", note)
