"""PubmedArticle and PubmedBookArticle, the elements of PubMed's XML, to papers."""

from __future__ import annotations

import re

from lxml import etree

from citex._late import regex
from citex.formats._types import read_types
from citex.formats.tree._xml import child, children
from citex.model import OTHERS, Name, Paper, PartialDate, Remark, new_name, new_paper
from citex.model.remarks import add_remark
from citex.records._read import choose_date
from citex.records._work import finish, identify, in_journal, locate
from citex.text import languages
from citex.text.abstracts import abstract, section
from citex.text.dates.sources import parse_date
from citex.text.identifiers import bookshelf, choose_isbn, parse_pmcid, parse_pmid, plain_doi
from citex.text.names import sources as names
from citex.text.pages import number
from citex.text.richtext.elements import local, markup_of
from citex.text.richtext.markup import plain_of
from citex.text.status import declare, medline_note
from citex.text.titles import title
from citex.text.translations import settle_bracketed

Element = etree._Element

_TYPES = read_types("pubmed")
_ONLINE_ONLY = frozenset(("Electronic", "Electronic-eCollection"))
_NUMBER_PII = regex(r"[a-z]{0,8}\d{2,10}", re.IGNORECASE)


def article(element: Element, dates: str) -> Paper | None:
    """The paper of a PubmedArticle (or MedlineCitation); None when it has no title."""
    citation = element if local(element) == "MedlineCitation" else child(element, "MedlineCitation")
    described = child(element, "MedlineCitation", "Article") if citation is not element else child(
        element, "Article")  # fmt: skip
    if citation is None or described is None:
        return None
    paper = new_paper(type="article-journal", remarks=[], custom={})
    notes = paper.remarks
    _title(paper, described)
    if described.find("{*}ArticleTitle") is None and paper.title is None:
        return None
    _article_ids(paper, child(element, "PubmedData", "ArticleIdList"), described)
    identify(paper, pmid=plain_of(child(citation, "PMID")))
    _all_people(paper, described)
    _kind(paper, described)
    _journal(paper, citation, described)
    _pages(paper, described)
    _dates(paper, described, dates)
    paper.abstract = _abstract(child(described, "Abstract"), paper.title, notes)
    if paper.type == "article":
        paper.genre = "Preprint"
        paper.publisher, paper.container_title = paper.container_title, None
        paper.container_title_short = None
    _status(paper, citation, described)
    finish(paper, guessed=False)
    return paper


def book(element: Element) -> Paper | None:
    """The paper of a PubmedBookArticle: a book, or with a title of its own, a chapter."""
    document = child(element, "BookDocument")
    described = child(document, "Book") if document is not None else None
    if document is None or described is None:
        return None
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    whole = title(markup_of(child(described, "BookTitle")), "title", notes)
    _title(paper, document)
    chapter = paper.title is not None
    paper.type = "chapter" if chapter else "book"
    if chapter:
        paper.container_title = whole
    else:
        paper.title = whole
    if paper.title is None:
        return None
    _article_ids(paper, child(document, "ArticleIdList"), document)
    _article_ids(paper, child(element, "PubmedBookData", "ArticleIdList"), document)
    identify(paper, pmid=plain_of(child(document, "PMID")))
    _all_people(paper, document)
    _book_people(paper, described)
    paper.publisher = plain_of(child(described, "Publisher", "PublisherName"))
    paper.publisher_place = plain_of(child(described, "Publisher", "PublisherLocation"))
    paper.collection_title = title(
        markup_of(child(described, "CollectionTitle")), "collection-title", notes
    )
    paper.edition = number(plain_of(child(described, "Edition")), "edition", notes)
    isbns = [found for isbn in children(described, "Isbn") if (found := plain_of(isbn))]
    paper.ISBN = choose_isbn(isbns, notes)
    _pages(paper, document)
    paper.volume = number(plain_of(child(described, "Volume")), "volume", notes)
    paper.number = plain_of(child(described, "ReportNumber"))
    paper.issued = _date(child(described, "PubDate"), notes) or _date(
        child(described, "BeginningDate"), notes
    )
    contributed = _date(child(document, "ContributionDate"), notes)
    if contributed is not None and chapter:
        paper.available_date = contributed
    paper.abstract = _abstract(child(document, "Abstract"), paper.title, notes)
    finish(paper, guessed=False)
    return paper


def _title(paper: Paper, described: Element) -> None:
    """The title in the work's own language; of one that is translated the brackets go."""
    notes = paper.remarks
    paper.language = languages.language(plain_of(child(described, "Language")), notes)
    paper.title = title(markup_of(child(described, "ArticleTitle")), "title", notes)
    own = title(markup_of(child(described, "VernacularTitle")), "title", notes)
    settle_bracketed(paper, own)


def _all_people(paper: Paper, described: Element) -> None:
    """Authors and editors; a work has a list of each."""
    for listed in children(described, "AuthorList"):
        variable = "editor" if listed.get("Type") == "editors" else "author"
        if getattr(paper, variable) is None:
            setattr(paper, variable, _people(listed, variable, paper.remarks))


def _people(listed: Element, variable: str, notes: list[Remark]) -> list[Name] | None:
    """The names of a list: without those that PubMed has marked as wrong, OTHERS if it is cut."""
    valid: list[Name | None] = []
    for author in children(listed, "Author"):
        if author.get("ValidYN") != "N":
            valid.append(_person(author))
        elif wrong := _person(author):
            message = "PubMed marks the name as wrong; another stands for it"
            add_remark(notes, "dropped", variable, message, str(wrong))
    found = names.name_list(valid, variable, notes)
    return [*found, OTHERS] if found and listed.get("CompleteYN") == "N" else found


def _person(author: Element) -> Name | None:
    body = plain_of(child(author, "CollectiveName"))
    family = plain_of(child(author, "LastName"))
    if family is None:
        return new_name(literal=body.rstrip(".")) if body else None
    given = plain_of(child(author, "ForeName")) or plain_of(child(author, "FirstName"))
    if given is None:
        given = names.spaced_initials(plain_of(child(author, "Initials")) or "")
    return names.parts(family=family, given=given, suffix=plain_of(child(author, "Suffix")))


def _book_people(paper: Paper, described: Element) -> None:
    whole = new_paper(remarks=paper.remarks)
    _all_people(whole, described)
    paper.editor = whole.editor or paper.editor
    if paper.type == "chapter":
        paper.container_author = whole.author
    elif paper.author is None:
        paper.author = whole.author


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
        elif kind == "bookaccession":
            paper.URL = bookshelf(value)
    for location in children(described, "ELocationID"):
        if (
            location.get("EIdType") == "doi"
            and location.get("ValidYN") != "N"
            and paper.DOI is None
        ):
            paper.DOI = plain_doi(plain_of(location) or "")


def _journal(paper: Paper, citation: Element, described: Element) -> None:
    found = child(described, "Journal")
    info = child(citation, "MedlineJournalInfo")
    issns = [plain_of(issn) for issn in children(found, "ISSN")] if found is not None else []
    issns.append(_of(info, "ISSNLinking"))
    short = _of(found, "ISOAbbreviation") or _of(info, "MedlineTA")
    in_journal(paper, _of(found, "Title"), short, [issn for issn in issns if issn])


def _of(element: Element | None, name: str) -> str | None:
    return plain_of(child(element, name)) if element is not None else None


def _pages(paper: Paper, described: Element) -> None:
    pagination = child(described, "Pagination")
    issue = child(described, "Journal", "JournalIssue")
    start, end = _of(pagination, "StartPage"), _of(pagination, "EndPage")
    given = _of(pagination, "MedlinePgn")
    if start and (given is None or not re.search(r"[,;]", given)):
        given = f"{start}-{end}" if end else start
    locate(paper, _of(issue, "Volume"), _of(issue, "Issue"), given)
    for location in children(described, "ELocationID") if paper.page is None else ():
        value = plain_of(location) or ""
        if location.get("EIdType") == "pii" and _NUMBER_PII.fullmatch(value):
            paper.number = paper.page = value
            message = "the publisher's item number stands for pages"
            add_remark(paper.remarks, "guessed", "number", message)
            break


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


def _abstract(element: Element | None, name: str | None, notes: list[Remark]) -> str | None:
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


def _status(paper: Paper, citation: Element, described: Element) -> None:
    given = _publication_types(described)
    if "retracted publication" in given:
        declare(paper, "retracted", "PubMed lists the work as retracted")
    listed = child(citation, "CommentsCorrectionsList")
    for entry in children(listed, "CommentsCorrections") if listed is not None else ():
        pmid = plain_of(child(entry, "PMID"))
        place = plain_of(child(entry, "RefSource"))
        medline_note(paper, entry.get("RefType", ""), place, f"pmid:{pmid}" if pmid else None)
