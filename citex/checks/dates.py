"""What is wrong with a date: there is no such day, it is to come, or it was too early for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from citex.checks.rule import DATES, Place, paper_rule, value_rule
from citex.model import Paper, PartialDate
from citex.model.date_grammar import from_numbers, read_date

_AHEAD = {"accessed": 2, "submitted": 2, "event-date": 1200, "available-date": 180, "issued": 180}
"""How many days a date may lie in the future."""

_FIRST = {
    "article-journal": 1665, "article-magazine": 1660, "article-newspaper": 1605, "broadcast": 1895,
    "motion_picture": 1874, "webpage": 1990, "post": 1979, "post-weblog": 1993, "software": 1940,
    "patent": 1420, "thesis": 1400, "paper-conference": 1700, "standard": 1800, "report": 1500,
    "dataset": 1500, "chapter": 1440, "book": 1440, "article": 1440,
}  # fmt: skip
"""The year in which the first work of a type appeared."""

_BY_DAY = frozenset(
    """article-newspaper webpage post post-weblog broadcast legislation bill legal_case speech
    interview personal_communication event patent motion_picture map treaty regulation
    hearing""".split()
)


@value_rule(*DATES, severity="error")
def impossible_date(value: PartialDate, paper: Paper) -> str | None:
    """A month or a day that is not in the calendar.

    Why: A digit is wrong, or day and month are swapped; styles print what they can.
    Mend: Give the date as year, month, day.
    Example: {"title": "On moss", "issued": {"literal": "30 February 2018"}}
    """
    if any(remark.message.startswith("there is no") for remark in paper.remarks):
        return None  # its reader told so, and mostly left it out
    for point in (value, value.end):
        if point is None:
            continue
        if point.year is not None:
            doubt = from_numbers(point.year, point.month or 0, point.day or 0)[1]
        else:
            doubt = read_date(point.literal or point.raw or "")[1]
        if doubt.startswith("there is no"):
            return doubt.partition(";")[0]
        season = point.season
        if isinstance(season, int) and not (1 <= season <= 4 or 21 <= season <= 24):
            return f"there is no season {season}"
    return None


@value_rule(*DATES)
def unread_date(value: PartialDate, paper: Paper) -> str | None:
    """A date that is not understood.

    Why: No style can sort by it or print it in its own form.
    Mend: Give the date as YYYY-MM-DD, or what is known of it.
    Example: {"title": "On moss", "issued": {"raw": "when the ice broke"}}
    """
    if value.year is not None or value.literal or not value.raw or read_date(value.raw)[1]:
        return None
    return "is not understood; styles print it as it stands"


@value_rule(*_AHEAD)
def future_date(value: PartialDate, paper: Paper) -> str | None:
    """A date that lies in the future.

    Why: Most often a digit is wrong.
    Mend: Give the date of the work; what is still to come has the status "forthcoming".
    Example: {"title": "On moss", "issued": {"date-parts": [[2093]]}}
    """
    today = date.today()
    for variable, days in _AHEAD.items():
        if paper.get(variable) is value:
            limit = today + timedelta(days=days)
            if value.year and _key(value) > (limit.year, limit.month, limit.day):
                return "lies in the future"
            return None
    return None


@paper_rule("issued")
def too_early(paper: Paper) -> Iterator[Place]:
    """A year in which there were no works of that type yet.

    Why: Most often a digit is missing, or the type is wrong.
    Mend: Mend the year, or the type.
    Example: {"type": "webpage", "title": "On moss", "issued": {"date-parts": [[1954]]}}
    """
    first, issued = _FIRST.get(paper.type), paper.issued
    if first is None or issued is None or issued.year is None or issued.year >= first:
        return
    if issued.year < 0 and paper.type in ("book", "chapter", "article"):
        return  # a classic, dated by its author
    yield "issued", str(issued), f"there was no {paper.type} before {first}"


@paper_rule("accessed")
def accessed_too_early(paper: Paper) -> Iterator[Place]:
    """A day of access before there was a web.

    Why: A digit is wrong, or another date of the work was taken for it.
    Mend: Give the day on which the page was read.
    Example: {"type": "webpage", "title": "On moss", "URL": "https://example.org", "accessed":
        {"date-parts": [[1918, 5, 1]]}}
    """
    if paper.accessed and paper.accessed.year and paper.accessed.year < 1990:
        yield "accessed", str(paper.accessed), "there was no web before 1990"


@value_rule(*DATES, severity="error")
def range_runs_back(value: PartialDate, paper: Paper) -> str | None:
    """A range of dates that ends before it begins.

    Why: One of the two dates is wrong, or they are swapped.
    Mend: Mend the date.
    Example: {"title": "On moss", "issued": {"date-parts": [[2018, 6], [2018, 4]]}}
    """
    end = value.end
    if value.year is None or end is None or end.year is None:
        return None
    return "ends before it begins" if _last(end) < _key(value) else None


@paper_rule("issued", "accessed", "submitted", "original-date")
def dates_out_of_order(paper: Paper) -> Iterator[Place]:
    """A work that was seen before it appeared, or appeared before it was written.

    Why: One of the two dates is wrong.
    Mend: Mend the date that the work contradicts.
    Example: {"type": "webpage", "title": "On moss", "URL": "https://example.org", "issued":
        {"date-parts": [[2020]]}, "accessed": {"date-parts": [[2019, 1, 5]]}}
    """
    issued = paper.issued
    if issued is None or issued.year is None:
        return
    accessed, submitted, original = paper.accessed, paper.submitted, paper.original_date
    if accessed and accessed.year and _key(issued) > _last(accessed):
        yield "accessed", str(accessed), f"lies before the date of issue, {issued}"
    if submitted and submitted.year and _key(submitted) > _last(issued):
        yield "submitted", str(submitted), f"lies behind the date of issue, {issued}"
    if original and original.year and _key(original) > _last(issued):
        yield "original-date", str(original), f"lies behind the date of issue, {issued}"


@paper_rule("issued", severity="note")
def first_of_january(paper: Paper) -> Iterator[Place]:
    """The first of January, as sources write that know the year only.

    Why: Many sources fill month and day up with 1, and a style prints a day that nobody
        knows.
    Mend: If only the year is known, give the year alone.
    Example: {"type": "article-journal", "title": "On moss", "issued": {"date-parts": [[2018,
        1, 1]]}}
    """
    issued = paper.issued
    if issued is None or issued.end or paper.type in _BY_DAY:
        return
    if (issued.month, issued.day) == (1, 1):
        yield "issued", str(issued), "the first of January: maybe only the year is known"


def _key(value: PartialDate) -> tuple[int, int, int]:
    """The first day that a date may mean."""
    return value.year or 0, value.month or 1, value.day or 1


def _last(value: PartialDate) -> tuple[int, int, int]:
    """The last day that a date may mean."""
    if value.end and value.end.year:
        return _last(value.end)
    return value.year or 0, value.month or 12, value.day or 31
