"""Variables written in the note: `event-date: 2004-10-14` on a line, or `{:event-date: ...}`.

Zotero's users give their styles variables that way which its forms do not have; citeproc-js takes
them as if they stood in their own fields, and so do we. What a paper has is never overwritten,
but for its dates. Variables that only a style knows (`original-container-title`) are taken too.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from citex._late import regex
from citex.model import Name, Paper, PartialDate, new_date, new_name
from citex.model.date_grammar import read_date
from citex.model.kinds import KINDS
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES
from citex.model.remarks import remark_on
from citex.text.identifiers import parse_arxiv, plain_doi, without_version

_LINE = regex(r"([-_a-z]+|[A-Z]+):\s*([^}]+)")
_INLINE = regex(r"\{:((?:[-_a-z]+|[A-Z]+):(?:[^{}]|\{(?!:))+)\}")
_YEAR = regex(r"(?<![0-9])[0-9]{4}(?![0-9])")
CONVENTIONS = ("original-container-title", "original-author", "original-publisher-place")
"""Variables of translations that only some styles know."""
_NO_VARIABLES = frozenset(("note", "id", "custom"))


def with_note_variables(paper: Paper) -> Paper:
    """The paper with the variables that its note holds; the same paper if it holds none.

    >>> with_note_variables(Paper(note="event-date: 2004-10-14")).event_date
    PartialDate(year=2004, month=10, day=14)
    """
    note = paper.note
    if not note or ":" not in note:
        return paper
    changes: dict[str, Any] = {}
    rest: list[str] = []
    reading = True
    for index, line in enumerate(_lines(note)):
        match = _LINE.fullmatch(line.strip()) if reading else None
        if match is None:
            reading = reading and (index == 0 or not line.strip())
            rest.append(line)
        elif not _take(match[1], match[2].strip(), paper, changes):
            rest.append(line)
    if not changes:
        return paper
    changes["note"] = "\n".join(rest).strip() or None
    return msgspec.structs.replace(paper, **changes)


def _lines(note: str) -> list[str]:
    note = apart(note)
    return _INLINE.sub(_on_a_line, note).split("\n")


def apart(note: str) -> str:
    """A note with each of the identifiers that a line names on a line of its own.

    >>> apart("PMID: 123; PMCID: PMC7"), apart("Red; blue")
    ('PMID: 123\\nPMCID: PMC7', 'Red; blue')
    """
    return _AND_ANOTHER.sub("\n", note) if ";" in note else note


_AND_ANOTHER = regex(r";\s{1,3}(?=(?:PMID|PMCID|DOI|ISBN|ISSN|arXiv):\s?\S)")


def _on_a_line(match: re.Match[str]) -> str:
    name, _, text = match[1].partition(":")
    return f"\n{name}: {text.strip()}\n"


def _take(key: str, text: str, paper: Paper, changes: dict[str, Any]) -> bool:
    """Note a variable's value; whether there is such a variable, and room for it."""
    if key == "type":
        if text in KINDS:
            changes["type"] = text
        return text in KINDS
    if key in _NO_VARIABLES:
        return False
    attribute = VARIABLES.get(key)
    if attribute is None:
        return _take_unknown(key, text, paper, changes)
    if key in DATE_VARIABLES:
        changes[attribute] = _date(text)
        return True
    if getattr(paper, attribute) is not None:
        return False
    if key in NAME_VARIABLES:
        changes[attribute] = [*changes.get(attribute, ()), _name(text)]
    else:
        changes.setdefault(attribute, text)
    return True


def _take_unknown(key: str, text: str, paper: Paper, changes: dict[str, Any]) -> bool:
    """A variable that no field is for stands with those of CSL-JSON that none is for."""
    extra = changes.get("extra", paper.extra)
    known = extra.get("csljson") or {}
    if key in known:
        return False
    changes["extra"] = {**extra, "csljson": {**known, key: text}}
    return True


def _date(text: str) -> PartialDate:
    """The date of a note line: as it is read, or its year, or its words.

    >>> _date("2015–Present"), _date("1984/"), _date("乾隆五年").literal
    (PartialDate(year=2015), PartialDate(year=1984), '1740（乾隆五年）')
    """
    date, _ = read_date(text)
    if date is not None:
        return date if date.end else msgspec.structs.replace(date, end=None)
    year = _YEAR.search(text)
    return new_date(int(year.group())) if year else new_date(literal=text)


def _name(text: str) -> Name:
    family, found, given = text.partition("||")
    return new_name(family=family.strip(), given=given.strip()) if found else new_name(literal=text)


_OWN = regex(r"([A-Za-z][A-Za-z_ -]{1,30}):\s+(\S[^}]*)")
_COUNTED = frozenset(("article-journal", "article-magazine", "review", "review-book"))
_TYPED = regex(r"Type:\s[a-z_-]+")
"""A line that says the type, where others say variables: alone it may be anybody's word."""
_NAMED = {
    **{name.lower(): name for name in (*VARIABLES, *CONVENTIONS)},
    "place": "publisher-place", "citation-key": "citation-key", "pages": "page",
}  # fmt: skip


def absorb_note(paper: Paper) -> None:
    """Set what the first lines of a note say of variables, under CSL's or Zotero's names.

    What the paper has stays, and so does a line that contradicts it or names no variable of CSL.

    >>> paper = Paper(note="Original Date: 1880\\nPMID: 123\\nBound in red.")
    >>> absorb_note(paper)
    >>> paper.original_date.year, paper.PMID, paper.note
    (1880, '123', 'Bound in red.')
    """
    rest: list[str] = []
    changes: dict[str, Any] = {}
    lines = _lines(paper.note or "")
    for index, line in enumerate(lines):
        match = _OWN.fullmatch(line.strip())
        if match is None and _take_identifier(line.strip(), paper, changes):
            continue
        if match is None and index and line.strip():
            rest += lines[index:]
            break
        if match is None or not _take_named(match, paper, changes):
            rest.append(line)
    if not changes:
        return
    typed = next((line for line in rest if _TYPED.fullmatch(line.strip())), None)
    if typed is not None and _take("type", typed.partition(":")[2].strip(), paper, changes):
        rest.remove(typed)
    changes["note"] = "\n".join(rest).strip() or None
    for attribute, value in changes.items():
        setattr(paper, attribute, value)
    if found := ", ".join(name for name in changes if name != "note"):
        remark_on(paper, "repaired", "note", f"its lines were read as {found}")


def _take_identifier(line: str, paper: Paper, changes: dict[str, Any]) -> bool:
    """Note a DOI, or the number of a preprint, that stands alone on a line: "doi:10.1000/1"."""
    doi = plain_doi(line) if line[:3].lower() == "doi" and paper.DOI is None else None
    if doi and line.lower().endswith(doi.lower()):
        changes.setdefault("DOI", doi)
        return True
    if paper.type == "article" and paper.number is None and (found := parse_arxiv(line)):
        changes.setdefault("number", f"arXiv:{without_version(found)}")
        return True
    return False


def _take_named(match: re.Match[str], paper: Paper, changes: dict[str, Any]) -> bool:
    key = _NAMED.get("-".join(match[1].lower().split()))
    if key is None or key in _NO_VARIABLES:
        return False
    if match[1] == "Number" and paper.type in _COUNTED:
        key = "issue"  # as Zotero calls it in what was imported
    attribute = VARIABLES.get(key)
    if attribute is not None and getattr(paper, attribute) == match[2].strip():
        changes.setdefault("note", None)  # it is said already
        return True
    if attribute is not None and (attribute in changes or getattr(paper, attribute) is not None):
        return (
            key in NAME_VARIABLES and attribute in changes and _take(key, match[2], paper, changes)
        )
    return _take(key, match[2].strip(), paper, changes)
