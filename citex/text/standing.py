"""Works without a date or a place yet: those that have none, and those still to appear."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper
from citex.model.date_grammar import read_date
from citex.text.dates.reading import visited
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


_ASIDE = (
    r"(?:(?:available|published|issued|posted|released|first|early|advance|online|in|epub|e-pub"
    r"|electronic(?:ally)?|print(?:ed)?|ahead of print|access|publication|version|view|only)"
    r"\b[\s.,-]*)+"
)
_DATED = regex(
    rf"(?P<date>[\w ./-]{{4,24}}?)"
    rf"(?:[,;]?\s?[\[(]{_ASIDE}[\])](?:[,;/]\s?[\w ./-]{{4,24}}\s?[\[(]{_ASIDE}[\])])?"
    r"|[,;]?\s\[?(?P<standing>(?:article )?in press|forthcoming|to appear)\]?"
    r"|[,;]?\s?[\[(](?P<visit>[^\[\]()]{8,60})[\])])\.?",
    re.IGNORECASE,
)


def settle_dated(paper: Paper, words: str) -> None:
    """A date without the words behind it: "2020 (online first)", "2020 [cited 2021 Jan 5]".

    >>> paper = Paper(title="Roots")
    >>> settle_dated(paper, "2020 in press")
    >>> str(paper.issued), paper.status
    ('2020', 'in press')
    """
    match = _DATED.fullmatch(words) if len(words) < 100 and words[:1].isalnum() else None
    date = read_date(match["date"], "text")[0] if match else None
    if match is None or date is None or date.year is None or date.literal:
        return
    if match["visit"]:
        seen = visited(_CITED.sub("accessed ", match["visit"]))
        if seen is None or paper.accessed not in (None, seen):
            return
        paper.accessed = seen
    elif match["standing"]:
        paper.status = paper.status or standing_of(match["standing"])
    paper.issued = date
    note_once(paper, "repaired", "issued", "the date alone was taken", words)


_CITED = regex(r"\Acited (?=\d)", re.IGNORECASE)


def forget_unassigned(paper: Paper) -> None:
    """Of an article without a volume yet, what stands for issue and pages is none: PP(99), 0(0).

    >>> paper = Paper(type="article-journal", volume="0", issue="0", page="1-12")
    >>> forget_unassigned(paper)
    >>> paper.volume, paper.issue, paper.page
    (None, None, '1-12')
    """
    issues = ("0",) if paper.volume == "0" else _STANDS_IN["issue"]
    if paper.issue is not None and paper.issue not in issues:
        return
    for variable, values in _STANDS_IN.items():
        value = getattr(paper, variable)
        if value in values and (value != "1" or paper.volume is None):
            note_once(paper, "dropped", variable, f"stands for a missing {variable}", value)
            setattr(paper, variable, None)


_STANDS_IN = {"volume": ("0",), "issue": ("0", "99", "ja"), "page": ("1",)}
"""What IEEE (PP(99), 1-1), SAGE and Taylor & Francis (0(0)) and Wiley (n/a(ja)) write."""


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


_BEFORE_PLACE = regex(
    r"(?P<coming>(?:to appear|forthcoming|to be published)|(?P<taken>accepted(?: for publication)?)"
    r"|(?P<press>in press))[,:]?\s(?:in|by|at|with|for)(?::\s?|\s)(?P<place>\S.{2,200})",
    re.IGNORECASE,
)
_BEHIND_PLACE = regex(
    r"(?P<place>\S.{2,200}?)(?:\s?[,;:.]\s|\s?[\[(])(?:(?P<press>(?:article )?in press|im druck)"
    r"|(?P<coming>forthcoming|to appear)|(?P<taken>accepted))[)\]]?\.?",
    re.IGNORECASE,
)


def settle_container_standing(paper: Paper, container: str) -> None:
    """A journal's title without the words that a work is to appear in it, which are its status.

    >>> paper = Paper(container_title="To appear in Root Letters")
    >>> settle_container_standing(paper, paper.container_title)
    >>> paper.container_title, paper.status
    ('Root Letters', 'forthcoming')
    """
    match = _BEFORE_PLACE.fullmatch(container) or _BEHIND_PLACE.fullmatch(container)
    if match is None:
        return
    paper.container_title = match["place"]
    told = next(kind for kind in ("press", "taken", "coming") if match[kind])
    paper.status = paper.status or _WORDS[told]
    message = "the title of the journal said that the work is to appear"
    note_once(paper, "repaired", "container-title", message, container)
