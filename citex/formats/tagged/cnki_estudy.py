"""CNKI E-Study's text form ('Title-题名: ...'), written: CR LF, one value a line.

NoteExpress's reader reads it, with CNKI's other texts.

>>> paper = Paper(type="book", title="水经注", author=[Name(literal="郦道元")])
>>> print("".join(write([paper])).replace("\\r", ""), end="")
DataType: 5
Title-题名: 水经注
Author-作者: 郦道元;
SrcDatabase-来源库: 图书
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable

from citex.formats import Writer
from citex.formats._plain import writer
from citex.formats._types import written_types
from citex.formats.detect import builtin
from citex.model import OTHERS, Name, Paper
from citex.text.dates.writing import dashed
from citex.text.keywords import split_keywords
from citex.text.lines import fold
from citex.text.names.cjk import is_cjk
from citex.text.names.written import join_particle

_TYPES = written_types("cnki")
"""The number of a CSL type, and the shelf of CNKI that it stands on."""
_DEGREES = (
    ("博士", "博士"),
    ("硕士", "硕士"),
    ("phd", "博士"),
    ("doctor", "博士"),
    ("master", "硕士"),
)


def _source(paper: Paper) -> str | None:
    if paper.type == "thesis":
        return paper.publisher
    return paper.container_title or paper.event_title or paper.publisher


def _database(paper: Paper) -> str:
    if paper.type == "thesis":
        genre = (paper.genre or "").lower().replace(".", "")
        for sign, shelf in _DEGREES:
            if sign in genre:
                return shelf
    return _TYPES.get(paper.type, "1 期刊").partition(" ")[2]


def _name(name: Name) -> str:
    """Chinese names whole, others family name first, without a comma."""
    if name.literal is not None:
        return "等" if name == OTHERS else name.literal
    family = join_particle(name.non_dropping_particle, name.family or "")
    given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
    if is_cjk(family) and is_cjk(given):
        return family + given
    return f"{family} {given}".strip()


def _authors(paper: Paper) -> str:
    names = (fold(_name(name)).replace(";", ",") for name in paper.author or ())
    return "".join(f"{name};" for name in names if name)


def _year(paper: Paper) -> str | None:
    date = paper.issued
    return str(date.year) if date is not None and date.year is not None else None


def _link(paper: Paper) -> str | None:
    return paper.URL or (f"https://doi.org/{paper.DOI}" if paper.DOI else None)


_LINES: tuple[tuple[str, Callable[[Paper], str | None]], ...] = (
    ("Title-题名", lambda paper: paper.title),
    ("Author-作者", _authors),
    ("Source-刊名", _source),
    ("Year-年", _year),
    ("PubTime-出版时间", lambda paper: dashed(paper.issued) if paper.issued else None),
    ("Keyword-关键词", lambda paper: "".join(f"{w};" for w in split_keywords(paper.keyword or ""))),
    ("Summary-摘要", lambda paper: paper.abstract),
    ("Period-期", lambda paper: paper.issue),
    ("Roll-卷", lambda paper: paper.volume),
    ("Page-页码", lambda paper: paper.page),
    ("PageCount-页数", lambda paper: paper.number_of_pages),
    ("SrcDatabase-来源库", _database),
    ("Link-链接", _link),
)


def _record(paper: Paper) -> str:
    lines = ["DataType: " + _TYPES.get(paper.type, "1").partition(" ")[0]]
    for key, value in _LINES:
        text = fold(value(paper) or "")
        if text:
            lines.append(f"{key}: {text}")
    return "\r\n".join(lines) + "\r\n\r\n"


write: Writer = writer(_record)
FORMAT = builtin(
    "cnki",
    write=write,
    read_as="noteexpress",
    streams=True,
    holds=frozenset(
        """title author container-title issued keyword abstract issue volume page number-of-pages
        URL""".split()
    ),
)
