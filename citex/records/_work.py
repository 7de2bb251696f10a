"""A paper from a record's parts: the steps that every reader takes, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citex._late import regex
from citex._remembered import remembered
from citex.model import Paper
from citex.model.paper import RemarkKind
from citex.model.remarks import add_remark
from citex.records._values import integer, text
from citex.text import languages
from citex.text.dates.sources import parse_date, valid
from citex.text.identifiers import choose_issn, parse_pmcid, parse_pmid, plain_doi
from citex.text.journals import (
    best,
    fused_place,
    is_book_series,
    is_meeting,
    journal,
    sounds_like_series,
    title_cased,
)
from citex.text.mending import well_read
from citex.text.pages import (
    fused_volume,
    is_article_number,
    is_unassigned,
    joined,
    number,
    pages,
    volume_and_issue,
)
from citex.text.placeholders import is_placeholder
from citex.text.preprints import is_repository
from citex.text.richtext.markup import plain_text
from citex.text.richtext.misread import may_be_misread
from citex.text.standing import forget_unassigned
from citex.text.status import from_title
from citex.text.translations import settle_bracketed

IN_BOOKS = frozenset(("chapter", "entry", "paper-conference"))
"""The types of works that stand in a book, which may stand in a series."""
_MAY_BE_UNKNOWN = {
    "publisher": "publisher", "publisher-place": "publisher_place",
    "container-title": "container_title",
}  # fmt: skip
_YEAR = regex(r"\b(?:19|20)\d\d\b")


def known(value: str | None, variable: str = "") -> str | None:
    """The value, unless it is a code or word for an unknown one.

    >>> known("(:unav)"), known("Untitled", "title"), known("On Growth")
    (None, None, 'On Growth')
    """
    if value is None or is_placeholder(value, variable):
        return None
    bare = value.strip(" []().") if ":" not in value[:4] else re.sub(r"[^\w:]", "", value)
    return None if is_placeholder(bare, variable) else value


@remembered(4096)
def _is_known(value: str, variable: str) -> bool:
    """Whether it is no word for an unknown one: of what stands in many records."""
    return known(value, variable) is not None


def identify(
    paper: Paper, *, doi: Any = None, pmid: Any = None, pmcid: Any = None, key: str | None = None
) -> None:
    """The identifiers of a record, and the paper's id: DOI, PMID, PMCID, or the source's key.

    >>> paper = Paper()
    >>> identify(paper, doi="https://doi.org/10.1000/182", pmcid="12")
    >>> paper.id, paper.PMCID
    ('10.1000/182', 'PMC12')
    """
    given = text(doi)
    paper.DOI = paper.DOI or (plain_doi(given) if given else None)
    if pmid is not None:
        paper.PMID = paper.PMID or parse_pmid(text(pmid) or "")
    if pmcid is not None:
        paper.PMCID = paper.PMCID or parse_pmcid(text(pmcid) or "", bare=True)
    numbered = f"pmid{paper.PMID}" if paper.PMID else paper.PMCID
    paper.id = paper.DOI or numbered or key or ""


def in_journal(paper: Paper, full: str | None, short: str | None, issns: Iterable[str]) -> None:
    """The journal by its full and its abbreviated title, as libraries write them."""
    notes = paper.remarks
    name = journal(full or short, "container-title", notes, qualified=True)
    paper.container_title = title_cased(name, notes) if name else None
    paper.container_title_short = short if short != paper.container_title else None
    paper.ISSN = choose_issn(issns, notes)


def abbreviated_only(paper: Paper, short: str) -> None:
    """The journal of a record that gives its abbreviated title alone."""
    paper.container_title = short
    paper.container_title_short = None
    message = "the source gives the abbreviated title only"
    add_remark(paper.remarks, "doubt", "container-title", message)


def published(paper: Paper, year: Any, month: Any = None, day: Any = None) -> None:
    """The date of issue from its parts; a year that is more than a number is read as a date.

    >>> paper = Paper()
    >>> published(paper, "2019", 7)
    >>> str(paper.issued)
    '2019-07'
    """
    numbers = integer(year) or 0, integer(month) or 0, integer(day) or 0
    if 0 < numbers[0] < 10_000:
        paper.issued = valid(*numbers, "issued", paper.remarks)
    else:
        paper.issued = parse_date(year, "issued", paper.remarks)


def locate(
    paper: Paper,
    volume: Any = None,
    issue: Any = None,
    page: Any = None,
    *,
    first: Any = None,
    last: Any = None,
    article: Any = None,
) -> None:
    """Volume, issue, and pages: a range, or its first and last; an article number stands for them.

    >>> paper = Paper(type="article-journal")
    >>> locate(paper, "Vol. 12", 3, first="e30", last="e30")
    >>> paper.volume, paper.issue, paper.page, paper.number
    ('12', '3', 'e30', 'e30')
    """
    notes = paper.remarks
    told = plain_text(volume) or ""
    fused = fused_volume(told) or volume_and_issue(told)
    if fused and (not issue or plain_text(issue) == fused[1]):
        add_remark(notes, "repaired", "volume", "volume and issue were run together", volume)
        volume, issue = fused
    paper.volume = number(volume, "volume", notes)
    paper.issue = number(issue, "issue", notes)
    paper.page = pages(page or joined(plain_text(first), plain_text(last)), notes)
    if is_unassigned(told) or told == "0":
        forget_unassigned(paper)
    if paper.type not in IN_BOOKS and (name := paper.container_title) and name[-1] in _ENDS:
        _unfuse(paper, name)
    given = plain_text(article)
    if given:
        paper.number = given
        paper.page = paper.page or given
    elif paper.page and paper.type not in IN_BOOKS and is_article_number(paper.page):
        paper.number = paper.page


_ENDS = "0123456789)].IVXLC"


def _unfuse(paper: Paper, name: str) -> None:
    """A journal's title without the volume, issue and pages that a source put behind it."""
    place = fused_place(name)
    if not place or (paper.volume and place["volume"] != paper.volume):
        return
    message = "volume, issue or pages stood behind the title"
    add_remark(paper.remarks, "repaired", "container-title", message, name)
    paper.container_title = place["title"]
    paper.volume = place["volume"]
    paper.issue = paper.issue or place.get("issue")
    paper.page = paper.page or joined(place.get("firstPage"), place.get("lastPage"))


def containers(paper: Paper, names: Iterable[str | None]) -> None:
    """The book and its series, or the journal, of the titles that a source gives in any order.

    >>> paper = Paper(type="chapter")
    >>> containers(paper, ["Theory of Trees", "Lecture Notes in Computer Science"])
    >>> paper.container_title, paper.collection_title
    ('Theory of Trees', 'Lecture Notes in Computer Science')
    """
    listed = list(dict.fromkeys(name for name in names if name))
    if not listed:
        return
    if paper.type == "book":
        paper.collection_title = listed.pop(0)
    else:
        paper.container_title = _book_of(listed) if paper.type in IN_BOOKS else best(listed)
        listed.remove(paper.container_title or "")
        if listed and paper.type in IN_BOOKS:
            paper.collection_title = listed.pop(0)
    if listed:
        message = "the source gives several; the first was taken"
        others = "; ".join(listed)
        add_remark(paper.remarks, "dropped", "container-title", message, others)


def _book_of(names: list[str]) -> str:
    """The book among titles: no known series, or that of a meeting; else the last."""
    books = [name for name in names if not is_book_series(name)] or names
    books = [name for name in books if not sounds_like_series(name)] or books
    dated = [name for name in books if is_meeting(name) or _YEAR.search(name)]
    return dated[0] if len(dated) == 1 else books[-1]


def in_series(paper: Paper) -> None:
    """A series is no book, and its number no volume of one.

    >>> paper = Paper(type="chapter", container_title="Lecture Notes in Computer Science",
    ...               volume="5", issue="2")
    >>> in_series(paper)
    >>> paper.collection_title, paper.collection_number, paper.volume, paper.issue
    ('Lecture Notes in Computer Science', '5', None, None)
    >>> [remark.kind for remark in paper.remarks]
    ['dropped', 'doubt']
    """
    in_book = paper.type in IN_BOOKS
    notes = paper.remarks
    may_be = (in_book or paper.type == "book") and paper.collection_title is None
    if may_be and is_book_series(paper.container_title or ""):
        paper.collection_title, paper.container_title = paper.container_title, None
        paper.container_title_short = None
    if paper.collection_title is None:
        return
    if paper.collection_number is None:
        paper.collection_number, paper.volume = paper.volume, None
    if paper.issue:
        add_remark(notes, "dropped", "issue", "a book in a series has none", paper.issue)
        paper.issue = None
    if in_book and paper.container_title is None:
        message = "the source names the series, not the book in it"
        add_remark(notes, "doubt", "container-title", message)


def finish(
    paper: Paper,
    *,
    language: Any = None,
    guessed: bool = True,
    cited: Any = None,
    registered: bool = False,
) -> None:
    """What is known of a paper only when all its parts stand: language, status, what to doubt.

    What is `registered` stays as its publisher has it, misread bytes too; `citex check` tells.
    """
    notes = paper.remarks
    if not registered:
        people = (*(paper.author or ()), *(paper.editor or ()))
        said = [paper.title or "", *(name.family or name.literal or "" for name in people)]
        if may_be_misread(" ".join(said)):
            well_read(paper)
    if paper.language is None:
        paper.language = languages.language(language, notes)
    given = paper.title
    settle_bracketed(paper, None)
    if paper.language is None and guessed and paper.title == given:
        paper.language = languages.note_guess(languages.guess(paper.title, paper.abstract), notes)
    elif paper.title == given and languages.contradicts(paper.language, paper.title or ""):
        message = f"is {paper.language!r} by the source; the title is not written so"
        add_remark(notes, "doubt", "language", message)
    for variable, attribute in _MAY_BE_UNKNOWN.items():
        value = getattr(paper, attribute)
        if value and not _is_known(value, variable):
            add_remark(notes, "dropped", variable, "says only that it is not known", value)
            setattr(paper, attribute, None)
    if paper.type == "thesis" and paper.publisher and is_repository(paper.publisher):
        message = f"{paper.publisher} is a repository, not the university: the archive"
        paper.archive, paper.publisher = paper.archive or paper.publisher, None
        add_remark(notes, "doubt", "publisher", message)
    if (count := integer(cited)) is not None:
        paper.custom["metrics"] = {"citation-count": count}
    _zero_date(paper)
    from_title(paper)


def _zero_date(paper: Paper) -> None:
    """A date that programs write for none: the first day of the year 1, or of 1970."""
    day = paper.issued
    if day is None or (day.month, day.day) != (1, 1) or day.year not in (1, 1970) or day.end:
        return
    no_date = day.year == 1
    message = (
        "is a program's word for no date" if no_date else "may be a program's word for no date"
    )
    kind: RemarkKind = "dropped" if no_date else "doubt"
    add_remark(paper.remarks, kind, "issued", message, str(day))
    paper.issued = None if no_date else day
