"""OpenAlex: works of its API and its dumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from citex._late import regex
from citex.formats import Problems, Source
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, Remark, new_name, new_paper
from citex.model.remarks import add_remark
from citex.records._read import FIRST_OF_MONTH, json_papers
from citex.records._values import record, records, text, texts
from citex.records._work import IN_BOOKS as _IN_BOOKS
from citex.records._work import finish, identify, in_series, locate
from citex.text.dates.sources import disguised, parse_date
from citex.text.identifiers import choose_issn, is_doi_url, parse_arxiv
from citex.text.journals import best, folded, journal
from citex.text.names import sources as names
from citex.text.names.cjk import is_cjk
from citex.text.preprints import as_arxiv, from_preprint_server, part_from_preprint, server_of
from citex.text.richtext.markup import plain_text, rich_text
from citex.text.status import declare
from citex.text.titles import title

_WRAPPERS = ("results", "data")
_TYPES = read_types("openalex")
_FROM_REPOSITORIES = ("article", "thesis", "dataset", "software", "document", "report")
_REPOSITORIES = ("repository", "metadata", "ebook platform", "other")
_BRACKETS = regex(r"(?:(?<!\s)\s+)?\([^()]*\)\Z")
_EBOOKS = regex(r"(?<!\s)\s+e-?books?\Z", re.IGNORECASE)
_SET = regex(r"^(?:instacron|info|oai|urn)\b:?", re.IGNORECASE)


def read(source: Source, problems: Problems, /, *, first_of_month: str = "keep") -> Iterator[Paper]:
    """The papers of OpenAlex's answers, lists, or JSON lines.

    With `first_of_month="drop"` a date on the first of a month loses its day, for OpenAlex writes
    so when it knows only the month or year.
    """
    reader = partial(paper_of, drop=first_of_month == "drop")
    return json_papers(source, problems, reader, wrappers=_WRAPPERS, noun="OpenAlex")


def paper_of(work: dict[str, Any], *, drop: bool = False) -> Paper | None:
    """The paper that a work of OpenAlex describes; None when it has neither title nor DOI."""
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    paper.title = title(text(work.get("title")) or work.get("display_name"), "title", notes)
    ids = record(work.get("ids"))
    identify(
        paper, doi=work.get("doi") or ids.get("doi"), pmid=ids.get("pmid"),
        pmcid=(text(ids.get("pmcid")) or "").rpartition("/")[2],
    )  # fmt: skip
    if paper.title is None and paper.DOI is None:
        return None
    paper.id = paper.DOI or (text(work.get("id")) or "").rpartition("/")[2]
    paper.author = _authors(work.get("authorships"), notes)
    date = parse_date(work.get("publication_date"), "issued", notes)
    paper.issued = disguised(date, "issued", notes, drop=drop) or parse_date(
        work.get("publication_year"), "issued", notes
    )
    _kind_and_container(paper, work, notes)
    biblio = record(work.get("biblio"))
    locate(
        paper, biblio.get("volume"), biblio.get("issue"),
        first=biblio.get("first_page"), last=biblio.get("last_page"),
    )  # fmt: skip
    in_series(paper)
    paper.abstract = rich_text(_abstract(work.get("abstract_inverted_index")), "abstract", notes)
    from_preprint_server(paper)
    part_from_preprint(paper)
    _versions(paper, work)
    finish(paper, language=work.get("language"), cited=work.get("cited_by_count"))
    return paper


def _authors(value: Any, notes: list[Remark]) -> list[Name] | None:
    """Of the name as printed and that of the author's profile, the one that says more."""
    found: list[Name | None] = []
    for authorship in records(value):
        profile = record(authorship.get("author"))
        shown = plain_text(profile.get("display_name"))
        printed = plain_text(authorship.get("raw_author_name"))
        if printed and names.is_affiliation(printed):
            shown = printed = printed.strip(" ,")
            found.append(new_name(literal="," + printed if "," not in printed else printed))
            continue
        found.append(_fuller(shown, printed, notes))
    return names.name_list(found, "author", notes, bodies=False)


def _fuller(shown: str | None, printed: str | None, notes: list[Remark]) -> Name | None:
    one = names.natural(shown) if shown else None
    other = names.natural(printed) if printed else None
    if one is None or other is None:
        return one or other
    if one.literal or other.literal or is_cjk(shown or ""):
        return one
    if sorted(str(one).casefold().split()) == sorted(str(other).casefold().split()):
        return one  # the profile has given names first; some print "Zhang Wei"
    if folded(one.family or "") != folded(other.family or ""):
        if folded(one.family or "") in folded(str(other)):
            return one
        add_remark(notes, "doubt", "author", f"the profile says {one}, the work {other}")
        return other
    if len(other.given or "") <= len(one.given or ""):
        return one
    if not (other.family or "").isupper() or (one.family or "").isupper():
        return other
    given = " ".join(
        word.capitalize() if len(word) > 2 else word for word in (other.given or "").split()
    )
    return msgspec.structs.replace(other, family=one.family, given=given)


def _kind_and_container(paper: Paper, work: dict[str, Any], notes: list[Remark]) -> None:
    place = record(work.get("primary_location"))
    source = record(place.get("source"))
    raw_type = (text(place.get("raw_type")) or text(work.get("type_crossref")) or "").lower()
    kind = _TYPES.get(text(work.get("type")) or "", "document")
    if kind in ("article-journal", "document") and raw_type in _TYPES:
        kind = _TYPES[raw_type]
    kept_by = text(source.get("type"))
    raw_name = journal(place.get("raw_source_name"), "container-title", [])
    if raw_name and _SET.match(raw_name):
        raw_name = None
    shown = journal(source.get("display_name"), "container-title", notes)
    publisher = plain_text(source.get("host_organization_name"))
    paper.publisher = publisher
    if kept_by in _REPOSITORIES or (kept_by is None and shown is None):
        paper.container_title = raw_name if kind in _IN_BOOKS | {"article-journal"} else None
        if raw_name and shown and folded(raw_name) == folded(_BRACKETS.sub("", shown)):
            paper.container_title = None
        if kind in _FROM_REPOSITORIES or not paper.container_title:
            platform = kept_by == "ebook platform"  # "Wiley eBooks": the publisher's own shelf
            shown = _EBOOKS.sub("", shown) if shown and platform else shown
            owner = publisher if platform else None
            paper.publisher = owner or (
                _BRACKETS.sub("", shown) if shown else publisher or raw_name
            )
    elif kept_by == "book series" or kind == "book":
        paper.collection_title = best([shown, raw_name])
        if raw_name and shown and folded(raw_name) != folded(shown) and kind in _IN_BOOKS:
            paper.container_title, paper.collection_title = raw_name, shown
    else:
        paper.container_title = best([shown, raw_name])
        if kept_by == "conference" and kind == "article-journal":
            kind = "paper-conference"
    if kind == "article-journal" and paper.container_title is None and not paper.collection_title:
        kind = "article"
        add_remark(notes, "doubt", "container-title", "the record names no journal")
    if kind == "article" and text(work.get("type")) in ("preprint", "posted-content"):
        paper.genre = "Preprint"
    elif "peer-review" in (text(work.get("type")), raw_type):
        paper.genre = "Peer review"
    paper.type = kind
    linking = texts(source.get("issn_l"))
    if paper.container_title or paper.collection_title:
        paper.ISSN = choose_issn(linking + texts(source.get("issn")), notes, preferred=linking)
    landing = text(place.get("landing_page_url"))
    if landing and not is_doi_url(landing, None) and (
        paper.DOI is None or kind in ("dataset", "software", "webpage", "article")
    ):  # fmt: skip
        paper.URL = landing


def _abstract(index: Any) -> str | None:
    """The text of an inverted index: each word and where it stands."""
    if not isinstance(index, dict) or not index:
        return None
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int) and not isinstance(place, bool)
    ]
    return " ".join(word for _, word in sorted(placed[:200_000]))


def _versions(paper: Paper, work: dict[str, Any]) -> None:
    if work.get("is_retracted") is True:
        declare(paper, "retracted", "OpenAlex says that the work is retracted")
    primary = record(work.get("primary_location"))
    for location in [primary, *records(work.get("locations"))]:
        identifier = parse_arxiv(text(location.get("landing_page_url")) or "")
        if identifier:
            own = location is primary or paper.DOI is None or server_of(paper.DOI) is not None
            is_preprint = own and paper.type == "article" and paper.volume is None
            as_arxiv(paper, identifier, is_preprint=is_preprint)
            break


FORMAT = builtin("openalex", read=read, streams=True, read_options=(FIRST_OF_MONTH,))
