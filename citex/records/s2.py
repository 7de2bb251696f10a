"""Semantic Scholar: papers of its Graph API, with what it runs together taken apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, Remark, new_paper
from citex.model.remarks import add_remark
from citex.records._read import FIRST_OF_MONTH, json_papers
from citex.records._values import record, text, texts
from citex.records._work import finish, identify, in_series, locate
from citex.text.abstracts import abstract
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import choose_issn, parse_arxiv, parse_pmcid, parse_pmid
from citex.text.journals import best, folded, is_abbreviated, is_book_series, is_meeting, journal
from citex.text.names import sources as names
from citex.text.preprints import ARXIV_DOI, as_arxiv, from_preprint_server, part_from_preprint
from citex.text.richtext.markup import plain_text
from citex.text.titles import title

_WRAPPERS = ("data", "recommendedPapers", "papers")
_ARXIV_NAME = regex(r"arxiv(?:\.org)?(?: e-prints)?", re.IGNORECASE)
_LOST_ACCENT = regex(r"([A-Za-z])'([aeioucnsz])(?=[a-z])")
_PLACE = regex(r"(?:Usa|Uk|Uae|USA|UK|UAE)\s+\S+\s+\S")
_SPANISH = regex(r"(?<=[A-Za-z])'([aeiou])(?=[a-z]*ez\b|a\b|az\b)")
"""An accent loose before the ending of a Spanish surname ("L'opez", "Garc'ia", "D'iaz")."""
_TYPES = read_types("s2")


def read(source: Source, problems: Problems, /, *, first_of_month: str = "keep") -> Iterator[Paper]:
    """The papers of Semantic Scholar's answers, lists, or JSON lines.

    With `first_of_month="drop"` a date on the first of a month loses its day, for Semantic Scholar
    writes so when it knows only the month.
    """
    reader = partial(paper_of, drop=first_of_month == "drop")
    return json_papers(source, problems, reader, wrappers=_WRAPPERS, noun="Semantic Scholar")


def paper_of(record_: dict[str, Any], *, drop: bool = False) -> Paper | None:
    """The paper that a record of Semantic Scholar describes; None when it names none.

    >>> paper = paper_of({"title": "On Growth", "journal": {"name": "Annals", "volume": "92 5"}})
    >>> paper.volume, paper.issue
    ('92', '5')
    """
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    paper.title = title(record_.get("title"), "title", notes)
    ids = record(record_.get("externalIds"))
    key = text(record_.get("paperId")) or text(record_.get("corpusId"))
    identify(paper, doi=ids.get("DOI"), key=key)
    if paper.title is None and paper.DOI is None:
        return None
    paper.PMID = parse_pmid(text(ids.get("PubMed")) or "")
    paper.PMCID = parse_pmcid(text(ids.get("PubMedCentral")) or "", bare=True)
    paper.author = _authors(record_.get("authors"), notes)
    published = text(record_.get("publicationDate"))
    paper.issued = disguised(parse_date(published, "issued", notes), "issued", notes, drop=drop)
    if paper.issued is None:
        paper.issued = parse_date(record_.get("year"), "issued", notes)
    paper.abstract = abstract(record_.get("abstract"), paper.title, notes)
    _container(paper, record_, notes)
    paper.type = _type(record_, paper, notes)
    in_series(paper)
    from_preprint_server(paper)
    part_from_preprint(paper)
    _arxiv(paper, record_, ids)
    if paper.DOI is None and paper.URL is None:
        paper.URL = text(record_.get("url"))
    finish(paper, cited=record_.get("citationCount"))
    return paper


def _authors(value: Any, notes: list[Remark]) -> list[Name] | None:
    if not isinstance(value, list):
        return None
    given = [entry.get("name") if isinstance(entry, dict) else entry for entry in value]
    written = [_accented(entry, notes) for entry in _people(given, notes)]
    found = [names.natural(entry) for entry in written]
    for entry, name in zip(written, found, strict=True):
        if name is not None:
            _doubt_name(entry, name, notes)
    return names.name_list(found, "author", notes)


def _people(given: list[Any], notes: list[Remark]) -> list[str]:
    """The names without the affiliations among them, if several begin with a country's code."""
    listed = [entry for entry in given if isinstance(entry, str)]
    places = [entry for entry in listed if _PLACE.match(entry)]
    if len(places) < 2:
        return listed
    message = "are affiliations that stood among the authors"
    before = "; ".join(places)
    add_remark(notes, "dropped", "author", message, before)
    return [entry for entry in listed if entry not in places]


def _accented(entry: str, notes: list[Remark]) -> str:
    """A name whose accents came loose put right, where its ending tells that it is Spanish.

    >>> _accented("Ana P'erez Garc'ia", []), _accented("Ivan Grigor'ev", [])
    ('Ana Pérez García', "Ivan Grigor'ev")
    """
    if "'" not in entry:
        return entry
    found = _SPANISH.sub(lambda lost: unicodedata.normalize("NFC", lost[1] + "\u0301"), entry)
    if found != entry:
        add_remark(notes, "repaired", "author", "an accent came loose", entry)
    return found


def _doubt_name(entry: str, name: Name, notes: list[Remark]) -> None:
    """Note a name whose order was guessed, and one that lost an accent ("M'endez")."""
    words = entry.replace(",", " ").split()
    if len(words) > 1 and words[0] == name.family != words[-1] and not entry.startswith(
        f"{name.family},"
    ):  # fmt: skip
        add_remark(notes, "guessed", "author", f"{entry!r} was taken for {name}", entry)
    accent = _LOST_ACCENT.search(entry)
    if accent:
        letter = unicodedata.normalize("NFC", accent[2] + "\u0301")
        message = f"an accent came loose; perhaps {entry.replace(accent[0], accent[1] + letter)}"
        add_remark(notes, "doubt", "author", message, entry)


def _container(paper: Paper, record_: dict[str, Any], notes: list[Remark]) -> None:
    """Journal or proceedings, volume, pages: from three places that need not agree."""
    printed = record(record_.get("journal"))
    venue = record(record_.get("publicationVenue"))
    given = [printed.get("name"), venue.get("name"), record_.get("venue")]
    candidates = [journal(value, "container-title", [], qualified=True) for value in given]
    named = [name for name in candidates if name and not _ARXIV_NAME.fullmatch(name)]
    series = best(name for name in named if is_book_series(name))
    named = [name for name in named if not is_book_series(name)]
    paper.container_title = best(named)
    if paper.container_title:
        paper.collection_title = series
    else:
        paper.container_title = series
    if paper.container_title:
        short = next((name for name in candidates if name and is_abbreviated(name)), None)
        paper.container_title_short = short if short != paper.container_title else None
        chosen = folded(paper.container_title)
        raw = given[candidates.index(paper.container_title)]
        if raw != paper.container_title:
            journal(raw, "container-title", notes, qualified=True)
        others = {name for name in named if folded(name) not in chosen and not is_abbreviated(name)}
        if others:
            message = f"the record names another place too: {'; '.join(sorted(others))}"
            add_remark(notes, "doubt", "container-title", message)
        if any(folded(name) == chosen for name in candidates[1:2] if name):
            issns = texts(venue.get("issn")) + texts(venue.get("alternate_issns"))
            paper.ISSN = choose_issn(issns, notes)
    volume = plain_text(printed.get("volume")) or ""
    locate(paper, None if volume.startswith("abs/") else volume, None, printed.get("pages"))


def _type(record_: dict[str, Any], paper: Paper, notes: list[Remark]) -> str:
    given = texts(record_.get("publicationTypes"))
    venue = record(record_.get("publicationVenue"))
    if venue.get("type") == "conference" and is_meeting(paper.container_title or ""):
        return "paper-conference"
    for name, kind in _TYPES.items():
        if name in given:
            return kind
    container = paper.container_title or ""
    if container and (is_meeting(container) or venue.get("type") == "conference"):
        kind = "paper-conference"
    elif container or paper.abstract:
        kind = "article-journal" if container else "article"
    else:
        kind = "book" if _looks_like_a_book(record_, paper) else "article"
    add_remark(notes, "guessed", "type", f"the source names no type; {kind} by what else it says")
    return kind


def _looks_like_a_book(record_: dict[str, Any], paper: Paper) -> bool:
    """Whether a record that knows no place, number or abstract of a work has a book's title.

    Such records come from references: of what is cited without a journal, most are books, and their
    titles are short and in title case.
    """
    numbered = record(record_.get("externalIds")).keys() - {"MAG", "CorpusId"}
    words = re.findall(r"[^\W\d_]{4,}", paper.title or "")
    return not numbered and 0 < len(words) < 12 and all(word[0].isupper() for word in words)


def _arxiv(paper: Paper, record_: dict[str, Any], ids: dict[str, Any]) -> None:
    """What Semantic Scholar merges: the preprint on arXiv and the article that came of it.

    Without a DOI of its own, or with arXiv's, the record is of the preprint.
    """
    volume = plain_text(record(record_.get("journal")).get("volume"))
    identifier = parse_arxiv(text(ids.get("ArXiv")) or "") or parse_arxiv(volume or "")
    arxiv_doi = ARXIV_DOI.match(paper.DOI or "") is not None
    if identifier is None and arxiv_doi:
        identifier = parse_arxiv(paper.DOI or "")
    if identifier is None:
        return
    placed = bool(paper.container_title and (paper.volume or paper.page))
    own_doi = paper.DOI is not None and not arxiv_doi
    as_arxiv(paper, identifier, is_preprint=not (placed or (own_doi and paper.container_title)),
             volume=volume)  # fmt: skip
    if placed and arxiv_doi:
        message = "the DOI is that of the preprint, not of the article"
        add_remark(paper.remarks, "dropped", "DOI", message, paper.DOI or "")
        paper.DOI = None


FORMAT = builtin("s2", read=read, streams=True, read_options=(FIRST_OF_MONTH,))
