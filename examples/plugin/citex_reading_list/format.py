"""A reading list: one work a line, as "- [ ] Title | Authors | Year | DOI"; [x] is a work read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citex import Format, Name, Option, Paper, PartialDate, Problem, Source

LINE = re.compile(r"- \[(?P<read>[ x])\](?: (?P<columns>.*))?")
BAR = re.compile(r"(?<!\\)\|")


def read(source: Source, problems: list[Problem], /) -> Iterator[Paper]:
    """The works of a list; a line that is none is a problem, and the rest is read."""
    for number, line in enumerate(source.lines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if match is None:
            message = "a line of a reading list begins with - [ ] or - [x]"
            problems.append(Problem(message=message, line=number, raw=line, source=source.name))
            continue
        title, people, year, doi, *_ = [
            column.strip().replace("\\|", "|") for column in BAR.split(match["columns"] or "")
        ] + [""] * 4
        yield Paper(
            id=f"work{number}",
            title=title or None,
            author=[_name(text) for text in people.split(";") if text.strip()] or None,
            issued=PartialDate.parse(year),
            DOI=doi or None,
            status="read" if match["read"] == "x" else None,
        )


def write(papers: Iterable[Paper], /, *, heading: str = "") -> Iterator[str]:
    """The works as a list, under a heading if there is one."""
    if heading:
        yield f"# {_cell(heading)}\n\n"
    for paper in papers:
        mark = "x" if paper.status == "read" else " "
        people = "; ".join(
            f"{name.family}, {name.given}" if name.family and name.given else str(name)
            for name in paper.author or ()
        )
        year = str(paper.issued.year) if paper.issued and paper.issued.year else ""
        columns = [paper.title or "", people, year, paper.DOI or ""]
        while columns and not columns[-1]:
            columns.pop()
        yield f"- [{mark}] {' | '.join(_cell(column) for column in columns)}\n"


def _cell(text: str) -> str:
    """Text that cannot end its column or its line."""
    return " ".join(text.split()).replace("|", "\\|")


def _name(text: str) -> Name:
    family, comma, given = text.strip().partition(", ")
    return Name(family, given) if comma else Name(literal=family)


FORMAT = Format(
    name="reading-list",
    title="Reading list",
    suffixes=(".reading",),
    media_type="text/markdown",
    read=read,
    write=write,
    sniff=lambda head: head.startswith(("- [ ] ", "- [x] ")),
    streams=True,
    write_options=(Option(name="heading", title="a heading above the list", default=""),),
)
