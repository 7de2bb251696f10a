"""PubmedArticle and PubmedBookArticle, the elements of PubMed's XML, to papers."""

from __future__ import annotations

import re

from lxml import etree

from citex.formats._types import read_types
from citex.formats.tree._xml import child, children
from citex.model import Name, Paper, PartialDate, Remark
from citex.records._read import choose_date
from citex.text import languages
from citex.text.abstracts import abstract, section
from citex.text.dates.sources import parse_date
from citex.text.identifiers import parse_pmcid, parse_pmid, plain_doi
from citex.text.journals import journal, title_cased
from citex.text.names import sources as names
from citex.text.pages import is_article_number, number, pages
from citex.text.richtext.elements import local, markup_of
from citex.text.richtext.markup import plain_of
from citex.text.serials import choose_isbn, choose_issn
from citex.text.status import declare, from_title, place_of, relate
from citex.text.titles import title, translated, without_stop

Element = etree._Element

_TYPES = read_types("pubmed")
_RELATIONS = {
    "ErratumIn": "corrected-by", "ErratumFor": "corrects",
    "CorrectedandRepublishedIn": "updated-by", "CorrectedandRepublishedFrom": "updates",
    "RetractionIn": "retracted-by", "RetractionOf": "retracts",
    "PartialRetractionIn": "retracted-by", "PartialRetractionOf": "retracts",
    "RetractedandRepublishedIn": "retracted-by", "RetractedandRepublishedFrom": "updates",
    "ExpressionOfConcernIn": "concern-by", "ExpressionOfConcernFor": "concerns",
    "UpdateIn": "updated-by", "UpdateOf": "updates",
    "RepublishedIn": "has-version", "RepublishedFrom": "version-of",
}  # fmt: skip
_PREPRINT = re.compile(r"\b(?:\w*rxiv|res sq|research square|preprints|ssrn)\b", re.IGNORECASE)
_ONLINE_ONLY = frozenset(("Electronic", "Electronic-eCollection"))
_NUMBER_PII = re.compile(r"[a-z]{0,8}\d{2,10}", re.IGNORECASE)


def article(element: Element, dates: str) -> Paper | None:
    """The paper of a PubmedArticle (or MedlineCitation); None when it has no title."""
    citation = element if local(element) == "MedlineCitation" else child(element, "MedlineCitation")
    described = child(element, "MedlineCitation", "Article") if citation is not element else child(
        element, "Article")  # fmt: skip
    if citation is None or described is None:
        return None
    notes: list[Remark] = []
    paper = Paper(type="article-journal", remarks=notes, custom={})
    _title(paper, described, notes)
    if paper.title is None:
        return None
    paper.PMID = parse_pmid(plain_of(child(citation, "PMID")) or "")
    _article_ids(paper, child(element, "PubmedData", "ArticleIdList"), described)
    paper.id = paper.DOI or (f"pmid{paper.PMID}" if paper.PMID else "")
    paper.author = _people(child(described, "AuthorList"), "author", notes)
    _journal(paper, citation, described, notes)
    _pages(paper, described, notes)
    _dates(paper, described, dates)
    paper.abstract = _abstract(child(described, "Abstract"), paper.title, notes)
    _kind(paper, described)
    _status(paper, citation, described)
    return paper


def book(element: Element) -> Paper | None:
    """The paper of a PubmedBookArticle: a book, or with a title of its own, a chapter."""
    document = child(element, "BookDocument")
    described = child(document, "Book") if document is not None else None
    if document is None or described is None:
        return None
    notes: list[Remark] = []
    paper = Paper(remarks=notes, custom={})
    whole = title(markup_of(child(described, "BookTitle")), "title", notes)
    _title(paper, document, notes)
    chapter = paper.title is not None
    paper.type = "chapter" if chapter else "book"
    if chapter:
        paper.container_title = whole
    else:
        paper.title = whole
    if paper.title is None:
        return None
    paper.PMID = parse_pmid(plain_of(child(document, "PMID")) or "")
    _article_ids(paper, child(document, "ArticleIdList"), document)
    _article_ids(paper, child(element, "PubmedBookData", "ArticleIdList"), document)
    paper.id = paper.DOI or (f"pmid{paper.PMID}" if paper.PMID else "")
    _book_people(paper, document, described, notes)
    paper.publisher = plain_of(child(described, "Publisher", "PublisherName"))
    paper.publisher_place = plain_of(child(described, "Publisher", "PublisherLocation"))
    paper.collection_title = title(
        markup_of(child(described, "CollectionTitle")), "collection-title", notes
    )
    paper.volume = number(plain_of(child(described, "Volume")), "volume", notes)
    paper.edition = number(plain_of(child(described, "Edition")), "edition", notes)
    paper.number = plain_of(child(described, "ReportNumber"))
    isbns = [found for isbn in children(described, "Isbn") if (found := plain_of(isbn))]
    paper.ISBN = choose_isbn(isbns, notes)
    _pages(paper, document, notes)
    paper.issued = _date(child(described, "PubDate"), notes) or _date(
        child(described, "BeginningDate"), notes
    )
    contributed = _date(child(document, "ContributionDate"), notes)
    if contributed is not None and chapter:
        paper.available_date = contributed
    paper.abstract = _abstract(child(document, "Abstract"), paper.title, notes)
    paper.language = languages.language(plain_of(child(document, "Language")), notes)
    from_title(paper)
    return paper


def _title(paper: Paper, described: Element, notes: list[Remark]) -> None:
    """The title; of a translated one the brackets go, and the title in its own language is kept."""
    paper.language = languages.language(plain_of(child(described, "Language")), notes)
    paper.title = title(markup_of(child(described, "ArticleTitle")), "title", notes)
    own = title(markup_of(child(described, "VernacularTitle")), "original-title", notes)
    inner = translated(paper.title) if paper.title else None
    if paper.title and inner and (own or paper.language not in (None, "en")):
        message = "the brackets of a translated title were taken off"
        notes.append(Remark(kind="repaired", variable="title", message=message, before=paper.title))
        paper.title = without_stop(inner)
    if own:
        paper.original_title = own
        tag = paper.language or languages.guess(own) or "und"
        paper.custom.setdefault("translations", {})[tag] = {"title": own}
        if paper.title is None:
            paper.title = own


def _people(listed: Element | None, variable: str, notes: list[Remark]) -> list[Name] | None:
    if listed is None:
        return None
    return names.name_list(map(_person, children(listed, "Author")), variable, notes)


def _person(author: Element) -> Name | None:
    body = plain_of(child(author, "CollectiveName"))
    family = plain_of(child(author, "LastName"))
    if family is None:
        return Name(literal=body.rstrip(".")) if body else None
    given = plain_of(child(author, "ForeName")) or plain_of(child(author, "FirstName"))
    if given is None:
        given = names.spaced_initials(plain_of(child(author, "Initials")) or "")
    return names.parts(family=family, given=given, suffix=plain_of(child(author, "Suffix")))


def _book_people(paper: Paper, document: Element, described: Element, notes: list[Remark]) -> None:
    paper.author = next(
        (_people(listed, "author", notes) for listed in children(document, "AuthorList")), None
    )
    for listed in children(described, "AuthorList"):
        variable = "editor" if listed.get("Type") == "editors" else "author"
        found = _people(listed, variable, notes)
        if variable == "editor":
            paper.editor = found
        elif paper.type == "chapter":
            paper.container_author = found
        elif paper.author is None:
            paper.author = found


def _article_ids(paper: Paper, listed: Element | None, described: Element) -> None:
    """DOI, PMID and PMCID of the record itself (those of its references stand deeper)."""
    for entry in children(listed, "ArticleId") if listed is not None else ():
        value = plain_of(entry) or ""
        kind = entry.get("IdType")
        if kind == "doi" and paper.DOI is None:
            paper.DOI = plain_doi(value)
        elif kind == "pmc" and paper.PMCID is None:
            paper.PMCID = parse_pmcid(value)
        elif kind == "pubmed" and paper.PMID is None:
            paper.PMID = parse_pmid(value)
    for location in children(described, "ELocationID"):
        if (
            location.get("EIdType") == "doi"
            and location.get("ValidYN") != "N"
            and paper.DOI is None
        ):
            paper.DOI = plain_doi(plain_of(location) or "")


def _journal(paper: Paper, citation: Element, described: Element, notes: list[Remark]) -> None:
    described_journal = child(described, "Journal")
    info = child(citation, "MedlineJournalInfo")
    issue = child(described_journal, "JournalIssue") if described_journal is not None else None
    full = short = None
    issns: list[str] = []
    if described_journal is not None:
        full = plain_of(child(described_journal, "Title"))
        short = plain_of(child(described_journal, "ISOAbbreviation"))
        issns = [found for issn in children(described_journal, "ISSN") if (found := plain_of(issn))]
    linking = plain_of(child(info, "ISSNLinking")) if info is not None else None
    abbreviated = plain_of(child(info, "MedlineTA")) if info is not None else None
    short = short or abbreviated
    name = journal(full or short, "container-title", notes, qualified=True)
    paper.container_title = title_cased(name, notes) if name else None
    paper.container_title_short = short if short != paper.container_title else None
    paper.ISSN = choose_issn([*issns, *([linking] if linking else [])], notes)
    if issue is not None:
        paper.volume = number(plain_of(child(issue, "Volume")), "volume", notes)
        paper.issue = number(plain_of(child(issue, "Issue")), "issue", notes)


def _pages(paper: Paper, described: Element, notes: list[Remark]) -> None:
    pagination = child(described, "Pagination")
    given = None
    if pagination is not None:
        start, end = (
            plain_of(child(pagination, "StartPage")),
            plain_of(child(pagination, "EndPage")),
        )
        given = plain_of(child(pagination, "MedlinePgn"))
        if start and (given is None or not re.search(r"[,;]", given)):
            given = f"{start}-{end}" if end else start
    paper.page = pages(given, notes)
    if paper.page is None:
        for location in children(described, "ELocationID"):
            value = plain_of(location) or ""
            if location.get("EIdType") == "pii" and _NUMBER_PII.fullmatch(value):
                paper.number = paper.page = value
                message = "the publisher's item number stands for pages"
                notes.append(Remark(kind="guessed", variable="number", message=message))
                break
    elif is_article_number(paper.page):
        paper.number = paper.page


def _date(element: Element | None, notes: list[Remark]) -> PartialDate | None:
    """The date in Year, Month (a range, at times), Day, Season, or MedlineDate."""
    if element is None:
        return None
    in_words = plain_of(child(element, "MedlineDate"))
    if in_words:
        return parse_date(in_words, "issued", notes)
    year = plain_of(child(element, "Year"))
    if year is None:
        return None
    season, month = plain_of(child(element, "Season")), plain_of(child(element, "Month"))
    day = plain_of(child(element, "Day"))
    if month and month.isdecimal():
        return parse_date("-".join(part for part in (year, month, day) if part), "issued", notes)
    rest = [part for part in (season or month, day if month else None) if part]
    return parse_date(" ".join((year, *rest)), "issued", notes)


def _dates(paper: Paper, described: Element, policy: str) -> None:
    notes = paper.remarks
    printed = _date(child(described, "Journal", "JournalIssue", "PubDate"), notes)
    online = _date(child(described, "ArticleDate"), notes)
    if described.get("PubModel") in _ONLINE_ONLY and online is not None:
        fallback, printed = printed, None
        choose_date(paper, policy, printed=None, online=online, fallback=fallback)
        return
    choose_date(paper, policy, printed=printed, online=online)


def _abstract(element: Element | None, name: str, notes: list[Remark]) -> str | None:
    """All sections of an abstract, each with its label."""
    if element is None:
        return None
    sections: list[str] = []
    for part in children(element, "AbstractText"):
        text = abstract(markup_of(part), name, notes)
        if text:
            sections.append(section(part.get("Label"), text))
    return " ".join(sections) or None


def _publication_types(described: Element) -> list[str]:
    listed = child(described, "PublicationTypeList")
    found = children(listed, "PublicationType") if listed is not None else ()
    return [(plain_of(entry) or "").lower() for entry in found]


def _kind(paper: Paper, described: Element) -> None:
    given = _publication_types(described)
    paper.type = next((kind for mark, kind in _TYPES.items() if mark in given), "article-journal")
    if paper.type == "article":
        paper.genre = "Preprint"
        paper.publisher, paper.container_title = paper.container_title, None
        paper.container_title_short = None


def _status(paper: Paper, citation: Element, described: Element) -> None:
    given = _publication_types(described)
    if "retracted publication" in given:
        declare(paper, "retracted", "PubMed lists the work as retracted")
    listed = child(citation, "CommentsCorrectionsList")
    for entry in children(listed, "CommentsCorrections") if listed is not None else ():
        relation = _RELATIONS.get(entry.get("RefType", ""))
        if relation is None:
            continue
        place = plain_of(child(entry, "RefSource")) or ""
        if relation == "updates" and _PREPRINT.search(place):
            relation = "has-preprint"
        elif relation == "updated-by" and paper.type == "article":
            relation = "preprint-of"
        pmid = plain_of(child(entry, "PMID"))
        identifier = f"pmid:{pmid}" if pmid else place or None
        relate(paper, relation, identifier, facts=place_of(place))
    from_title(paper)
