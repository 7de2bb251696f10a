"""booksci: the paper record of the search site, alone, in a list, or inside a saved page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from citex.errors import Problem
from citex.formats import Option, Problems, Source
from citex.formats._json import decoded, json_records
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, Remark, new_paper
from citex.model.remarks import add_remark
from citex.records._keys import Keys
from citex.records._page import Around, find_records, nested
from citex.records._work import finish
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import (
    find_doi,
    is_doi_url,
    parse_arxiv,
    parse_pmcid,
    parse_url,
    plain_doi,
)
from citex.text.names.sources import name_list, natural, split_list
from citex.text.pages import fused_volume, is_article_number, number, pages
from citex.text.preprints import ARXIV_DOI, as_arxiv, from_preprint_server, part_from_preprint
from citex.text.richtext.markup import plain_text, rich_text
from citex.text.titles import title, without_stop

_WRAPPERS = ("data", "result", "results", "records", "rows", "list", "items", "papers")
_TYPES = read_types("booksci")
"""What the publication types of Semantic Scholar and PubMed hold."""
_SUBSTANCE = ("title", "TitleCN", "doi", "authors", "abstract")


def read(source: Source, problems: Problems, /, *, first_of_month: str = "keep") -> Iterator[Paper]:
    """The papers of a record, a list of records, JSON lines, or a saved page (text or HTML).

    With `first_of_month="drop"` a date on the first of a month loses its day, for this source
    writes so when it knows only the month.
    """
    keys = Keys()
    drop = first_of_month == "drop"
    for value, around in _found(source, problems):
        paper = _guarded(value, around, source, problems, drop=drop)
        if paper is not None:
            paper.id = keys.key(paper)
            yield paper


def _found(source: Source, problems: Problems) -> Iterator[tuple[Any, Around | None]]:
    """The records, and what stands around each where it is inside a page."""
    if _only_lines(source.head):
        for record in json_records(source, problems):
            yield record.value, None
        return
    text = source.text()
    try:
        whole = decoded(text)
    except (msgspec.DecodeError, RecursionError):
        yield from find_records(text, source.name, problems)
        return
    marked = list(nested(whole))
    yield from ((value, None) for value in marked or _inside(whole))


def _only_lines(head: str) -> bool:
    """Whether a text has JSON values on its first lines and nothing else."""
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return False
    try:
        msgspec.json.decode(lines[0])
    except (msgspec.DecodeError, RecursionError):
        return len(lines) == 1
    return True


def _inside(value: Any, depth: int = 0) -> Iterator[Any]:
    """The objects of an answer that has none of the site's own keys, whatever wraps them."""
    if isinstance(value, list):
        for entry in value:
            yield from _inside(entry, depth + 1) if depth < 8 else ()
        return
    if isinstance(value, dict) and depth < 8 and not any(key in value for key in _SUBSTANCE):
        for key in _WRAPPERS:
            if isinstance(value.get(key), (list, dict)):
                yield from _inside(value[key], depth + 1)
                return
    yield value


def _guarded(
    value: Any, around: Around | None, source: Source, problems: Problems, *, drop: bool
) -> Paper | None:
    if not isinstance(value, dict):
        message = f"a record is an object, this is a {type(value).__name__}"
    elif not any(plain_text(value.get(key)) for key in _SUBSTANCE):
        message = "the record has neither title nor authors nor DOI"
    else:
        return paper_of(value, around, drop=drop)
    raw = msgspec.json.encode(value).decode("utf-8")[:10_000]
    line = around.line if around is not None else None
    problems.append(Problem(message=message, source=source.name, line=line, raw=raw))
    return None


def paper_of(record: dict[str, Any], around: Around | None = None, *, drop: bool = False) -> Paper:
    """The paper that one record of the site describes; `around` is what its page says besides.

    >>> paper = paper_of({"title": "On growth.", "authors": "Ann Lee,&nbsp;Bo Li,"})
    >>> paper.title, [str(name) for name in paper.author]
    ('On growth', ['Ann Lee', 'Bo Li'])
    """
    notes: list[Remark] = []
    paper = new_paper(remarks=notes, custom={})
    paper.title = title(record.get("title"), "title", notes)
    paper.author = _authors(record.get("authors"), notes)
    paper.abstract = rich_text(record.get("abstract"), "abstract", notes)
    paper.container_title = _container(record, notes)
    _volume_and_pages(paper, record, notes)
    paper.issued = disguised(
        parse_date(record.get("publicationDate") or record.get("year"), "issued", notes),
        "issued", notes, drop=drop,
    )  # fmt: skip
    paper.available_date = parse_date(record.get("EPubDate"), "available-date", notes)
    if paper.issued is None and paper.available_date is not None:
        paper.issued = paper.available_date
    _identify(paper, record, notes)
    paper.type = _type(record, paper, notes)
    _preprint(paper, record)
    finish(paper, language=record.get("language"))
    custom = paper.custom
    translation = _translation(record, paper, around, notes)
    if translation:
        custom["translations"] = {"zh": translation}
    metrics = _metrics(record, around)
    if metrics:
        custom["metrics"] = metrics
    platform = plain_text(record.get("platform"))
    if platform:
        # where the site had the record from: no `source`, which MLA prints as a container
        custom["platform"] = platform
    return paper


def _authors(value: Any, notes: list[Remark]) -> list[Name] | None:
    """The authors of a string that lists them, or of a list of strings or objects."""
    if isinstance(value, str):
        text = rich_text(value) or ""
        return name_list(map(natural, split_list(text)), "author", notes)
    if not isinstance(value, list):
        return None
    texts = [entry.get("name") if isinstance(entry, dict) else entry for entry in value]
    names = [natural(text) for text in texts if isinstance(text, str)]
    return name_list(names, "author", notes)


def _container(record: dict[str, Any], notes: list[Remark]) -> str | None:
    """The journal: of its two spellings the one in proper case, `PeriodicalName` if both are."""
    journal = record.get("journal")
    inner = journal.get("name") if isinstance(journal, dict) else journal
    given = [
        text
        for value in (record.get("PeriodicalName"), inner, record.get("venue"))
        if (text := title(value if isinstance(value, str) else None, "container-title", []))
    ]
    if not given:
        return None
    best = next((text for text in given if not (text.isupper() or text.islower())), given[0])
    others = {text for text in given if _folded(text) != _folded(best)}
    if others:
        message = f"the record names another journal too: {', '.join(sorted(others))}"
        add_remark(notes, "doubt", "container-title", message)
    return best


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold().replace("&", "and"))


def _volume_and_pages(paper: Paper, record: dict[str, Any], notes: list[Remark]) -> None:
    journal = record.get("journal")
    inner = journal if isinstance(journal, dict) else {}
    volume = plain_text(inner.get("volume")) or plain_text(record.get("volume"))
    paper.issue = number(inner.get("issue") or record.get("issue"), "issue", notes)
    fused = fused_volume(volume) if volume and paper.issue is None else None
    if fused:
        paper.volume, paper.issue = fused
        add_remark(notes, "repaired", "volume", "volume and issue were run together", volume or "")
    elif not (volume or "").startswith("abs/"):
        paper.volume = number(volume, "volume", notes)
    paper.page = pages(inner.get("pages") or record.get("pages") or record.get("page"), notes)
    if paper.page and is_article_number(paper.page):
        paper.number = paper.page


def _preprint(paper: Paper, record: dict[str, Any]) -> None:
    """A preprint is what stands on arXiv, or on another server, and nowhere else."""
    journal = record.get("journal")
    volume = plain_text(journal.get("volume")) if isinstance(journal, dict) else None
    arxiv = parse_arxiv(volume) if volume and volume.startswith("abs/") else None
    if arxiv is None and ARXIV_DOI.match(paper.DOI or ""):
        arxiv = parse_arxiv(paper.DOI or "")
    if arxiv is None:
        from_preprint_server(paper)
        part_from_preprint(paper)
        return
    server = (paper.container_title or "arxiv").casefold() in ("arxiv", "arxiv.org")
    own_doi = paper.DOI is not None and not ARXIV_DOI.match(paper.DOI)
    as_arxiv(paper, arxiv, is_preprint=server or not own_doi, volume=volume)


def _identify(paper: Paper, record: dict[str, Any], notes: list[Remark]) -> None:
    links = [
        link
        for key in ("url", "DOIUrl", "ListUrlMain")
        if (link := parse_url(plain_text(record.get(key)) or ""))
    ]
    given = plain_text(record.get("doi")) or plain_text(record.get("DOI"))
    paper.DOI = plain_doi(given) if given else None
    if given and paper.DOI is None:
        add_remark(notes, "dropped", "DOI", "is no DOI", given)
    if paper.DOI is None:
        paper.DOI = next((doi for link in links if (doi := find_doi(link))), None)
    paper.URL = next((link for link in links if not is_doi_url(link, paper.DOI)), None)
    pmcid = plain_text(record.get("PMCID")) or plain_text(record.get("pmcid"))
    paper.PMCID = parse_pmcid(pmcid, bare=True) if pmcid else None
    pmid = plain_text(record.get("PMID")) or plain_text(record.get("pmid"))
    paper.PMID = pmid if pmid and pmid.isdigit() else None


def _type(record: dict[str, Any], paper: Paper, notes: list[Remark]) -> str:
    value = record.get("publicationTypes")
    given = value if isinstance(value, str) else " ".join(map(str, value or [])) if isinstance(
        value, list) else ""  # fmt: skip
    words = re.sub(r"[\s_-]+", "", given.lower())
    if "journalarticle" not in words and "review" not in words:
        for mark, kind in _TYPES.items():
            if mark in words:
                return kind
    if not words:
        kind = "article-journal" if paper.container_title else "article"
        message = f"the source names no type; {kind} by what else it says"
        add_remark(notes, "guessed", "type", message)
        return kind
    return "article-journal"


def _translation(
    record: dict[str, Any], paper: Paper, around: Around | None, notes: list[Remark]
) -> dict[str, Any]:
    """The Chinese title and abstract: of the record, else as the page prints them."""
    if paper.language == "zh":
        return {}
    chinese = rich_text(record.get("TitleCN"))
    abstract = rich_text(record.get("AbstractTextCN"))
    machine = False
    if around is not None and not (chinese and abstract):
        printed = around.translation(paper.title or "", paper.abstract or "")
        chinese, abstract = chinese or printed.title, abstract or printed.abstract
        machine = printed.machine
    found: dict[str, Any] = {}
    if chinese:
        found["title"] = without_stop(chinese)
    if abstract:
        found["abstract"] = abstract
    if found and machine:
        message = "the site says that the Chinese title and abstract were translated by a machine"
        add_remark(notes, "doubt", "custom", message)
    return found


def _metrics(record: dict[str, Any], around: Around | None) -> dict[str, Any]:
    """The journal's metrics and the paper's citations; from the page where the record has none."""
    factor, cited = _float(record.get("PeriodicalIF")), _integer(record.get("citationCount"))
    region = _integer(record.get("RegionNum"))
    found = {
        "impact-factor": factor,
        "jcr-quartile": plain_text(record.get("JCR")),
        "jcr-category": plain_text(record.get("JCRName")),
        "zone": f"{region}区" if region else plain_text(record.get("RegionNum")),
        "zone-category": plain_text(record.get("RegionCategory")),
        "citation-count": cited,
    }
    printed = around.metrics() if around is not None else {}
    return {
        key: value if value is not None else printed[key]
        for key, value in found.items()
        if value is not None or key in printed
    }


def _float(value: Any) -> float | None:
    try:
        number = float(value) if not isinstance(value, bool) else 0.0
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 < number < 10_000 else None


def _integer(value: Any) -> int | None:
    text = str(value).strip().replace(",", "") if isinstance(value, (str, int, float)) else ""
    match = re.fullmatch(r"(\d{1,12})(?:\.0*)?", text)
    return int(match[1]) if match and not isinstance(value, bool) else None


FORMAT = builtin(
    "booksci",
    read=read,
    read_options=(
        Option(
            name="first_of_month",
            title="what to do with a date that is the first of a month",
            choices=("keep", "drop"),
            default="keep",
        ),
    ),
)
