"""What all readers of JSON records share: unwrapping, one paper an object, problems with places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from citex.errors import Problem
from citex.formats import Option, Problems, Source
from citex.formats._json import json_records
from citex.model import Paper, PartialDate, Remark
from citex.records._keys import Keys

PaperOf = Callable[[dict[str, Any]], "Paper | None"]
"""A record's paper, or None when the object is no record of the source."""

_SHELLS = ("_source", "attributes", "message", "citedPaper", "citingPaper", "paper")

DATES = Option(
    name="dates",
    title="which year counts when a work came out online and in print at different times",
    choices=("print", "online", "first"),
    default="print",
)
FIRST_OF_MONTH = Option(
    name="first_of_month",
    title="what to do with a date that is the first of a month, where the source writes so "
    "when it knows the month only",
    choices=("keep", "drop"),
    default="keep",
)


def json_papers(
    source: Source,
    problems: Problems,
    paper_of: PaperOf,
    *,
    wrappers: tuple[str, ...],
    noun: str,
) -> Iterator[Paper]:
    """The papers of a JSON text: a record, a list, an API's answer, JSON lines, a dump."""
    keys = Keys()
    for record in json_records(source, problems, wrappers=wrappers):
        for value in unwrapped(record.value, wrappers):
            paper = paper_of(value) if isinstance(value, dict) else None
            if paper is None:
                kind = (
                    "this object is not" if isinstance(value, dict) else "this is no object, so not"
                )
                problems.append(record.problem(f"{kind} a record of {noun}"))
                continue
            paper.id = paper.id or keys.key(paper)
            yield paper


def unwrapped(value: Any, wrappers: tuple[str, ...], depth: int = 0) -> Iterator[Any]:
    """The records in what one line or entry holds: itself, or what its shell or answer holds."""
    if not isinstance(value, dict) or depth > 4:
        yield value
        return
    for shell in _SHELLS:
        inner = value.get(shell)
        if isinstance(inner, dict) and "title" not in value and "titles" not in value:
            yield from unwrapped(inner, wrappers, depth + 1)
            return
    for wrapper in wrappers if "title" not in value and "titles" not in value else ():
        inner = value
        for key in wrapper.split("."):
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, list):
            for entry in inner:
                yield from unwrapped(entry, wrappers, depth + 1)
            return
    yield value


def choose_date(
    paper: Paper,
    policy: str,
    *,
    printed: PartialDate | None,
    online: PartialDate | None,
    fallback: PartialDate | None = None,
) -> None:
    """Set `issued` by the policy, and `available-date` to the day it came out online.

    "print" takes the date of the printed issue, with which volume and pages go; "online" that of
    the web; "first" the earlier. Where only one is known, that one. A year that differs is noted.
    """
    if policy == "online":
        chosen = online or printed
    elif policy == "first" and printed and online:
        chosen = min(printed, online, key=_sortable)
    else:
        chosen = printed or online
    paper.issued = chosen or fallback
    if online is not None and online != paper.issued:
        paper.available_date = online
    if printed and online and printed.year != online.year:
        paper.remarks.append(
            Remark(
                kind="doubt",
                variable="issued",
                message=f"in print {printed}, online {online}; {paper.issued} by the policy"
                f" {policy!r}",
            )
        )


def _sortable(date: PartialDate) -> tuple[int, int, int]:
    return (date.year or 9999, date.month or 13, date.day or 32)


def element_problem(element: etree._Element, message: str, name: str) -> Problem:
    """A problem with an element of an XML file, its line and text attached."""
    raw = etree.tostring(element, encoding="unicode", with_tail=False)[:10_000]
    line = element.sourceline
    return Problem(
        message=message, source=name, line=line if isinstance(line, int) else None, raw=raw
    )
