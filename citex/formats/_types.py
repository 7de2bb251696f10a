"""CSL's 45 types in the words of each format: views of `types.tsv`, which is read both ways.

A row of the table is a CSL type, the more telling first; a column is a format. The first name in
a cell is written; further ones, behind "; ", are only read. A name in brackets is written for want
of a better one, and read as the type that has it without brackets; "-" says that there is none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citex._remembered import remembered
from citex.model import KINDS, Paper, Remark
from citex.model.remarks import add_remark, remark_on
from citex.text.genres import kind_by_genre, letters, settle_genre
from citex.text.pages import PERIODICALS

IN_JOURNALS = PERIODICALS - {"periodical"}
"""The types of what appears in journals and newspapers."""
IN_BOOKS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())
"""The types of what appears in books."""


@cache
def read_types(column: str) -> dict[str, str]:
    """The CSL type of each name of a format, those of the more telling types first.

    >>> read_types("ris")["CPAPER"], next(iter(read_types("europepmc")))
    ('paper-conference', 'thesis')
    """
    return {
        name: csl
        for csl, names in _column(column).items()
        for name in names
        if not name.startswith("(")
    }


@cache
def written_types(column: str) -> dict[str, str]:
    """How a format writes each CSL type that it has a name for.

    >>> written_types("ris")["treaty"], written_types("ris")["review"]
    ('LEGAL', 'JOUR')
    """
    return {csl: names[0].strip("()") for csl, names in _column(column).items() if names}


@remembered(4096)
def guess_type(name: str) -> str | None:
    """The CSL type of a name that a format does not know, by what the others call it.

    >>> guess_type("Journal Article"), guess_type("proceedings-article"), guess_type("x")
    ('article-journal', 'paper-conference', None)
    """
    word = letters(name)
    found = _all_names().get(word)
    if found is None:
        signs = read_types("datacite-own").items()
        found = next((csl for sign, csl in signs if sign in word), None) or kind_by_genre(name)
    return found


def settle_item(paper: Paper) -> None:
    """Mend the type of a paper just read from CSL's own items, and an article's genre, if none.

    A genre that repeats another type ("dataset") is meant: styles print it in brackets.

    >>> paper = Paper(type="journal-article", genre="Article")
    >>> settle_item(paper)
    >>> paper.type, paper.genre
    ('article-journal', None)
    """
    if paper.type not in KINDS and (guess := guess_type(paper.type)):
        message = f"the type {paper.type!r} is not CSL's; read as a {guess}"
        remark = Remark(kind="guessed", variable="type", message=message, before=paper.type)
        paper.type, paper.remarks = guess, [*paper.remarks, remark]
    if paper.type == "article" and paper.container_title and paper.volume:
        message = "CSL's article is a preprint; one in a journal is an article-journal"
        remark_on(paper, "doubt", "type", message, paper.type)
    if paper.genre is not None and paper.type == "article-journal":
        notes: list[Remark] = []
        if taken := settle_genre(paper, notes, decides=False):
            add_remark(notes, "dropped", "genre", "repeats the type of the work", taken)
        paper.remarks = [*paper.remarks, *notes]


@cache
def _all_names() -> dict[str, str]:
    _, *rows = _table()
    known: dict[str, str] = {}
    for column in _GUESSED_BY:
        for name, csl in read_types(column).items():
            known.setdefault(letters(name), csl)
    return {letters(row[0]): row[0] for row in rows} | known


_GUESSED_BY = """ris endnote mods-local noteexpress refworks crossref biblatex datacite openalex
    nbib word cff mods gbt7714""".split()


def same_name(column: str, one: str, other: str) -> bool:
    """Whether a format writes two CSL types alike.

    >>> same_name("ris", "regulation", "treaty"), same_name("ris", "book", "treaty")
    (True, False)
    """
    written = written_types(column)
    rest = written.get("document")
    return written.get(one, rest) == written.get(other, rest)


def _column(name: str) -> dict[str, list[str]]:
    head, *rows = _table()
    place = head.index(name)
    return {row[0]: [] if row[place] == "-" else row[place].split("; ") for row in rows}


@cache
def _table() -> list[list[str]]:
    text = Path(__file__).with_name("types.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
