"""DOAJ: articles of open journals, as its API has them (`bibjson`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.model import Paper, new_paper
from citex.records._read import json_papers
from citex.records._values import record, records, text, texts
from citex.records._work import finish, identify, in_journal, locate, published
from citex.text.abstracts import abstract
from citex.text.keywords import join_keywords
from citex.text.names import sources as names
from citex.text.richtext.markup import plain_text
from citex.text.titles import title


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The articles of an answer of DOAJ, of a list, or of JSON lines."""
    yield from json_papers(source, problems, paper_of, wrappers=("results",), noun="DOAJ")


def paper_of(article: dict[str, Any]) -> Paper | None:
    """The paper that an article of DOAJ describes; None when it has no title.

    >>> paper = paper_of({"bibjson": {"title": "On moss.", "year": "2019", "month": "7",
    ...     "author": [{"name": "Anna Meier"}], "journal": {"title": "Moss", "number": "3"}}})
    >>> paper.title, str(paper.author[0]), str(paper.issued), paper.issue
    ('On moss', 'Anna Meier', '2019-07', '3')
    """
    bibjson = record(article.get("bibjson"))
    paper = new_paper(type="article-journal", remarks=[], custom={})
    notes = paper.remarks
    paper.title = title(bibjson.get("title"), "title", notes)
    if paper.title is None:
        return None
    numbers = {
        (text(one.get("type")) or "").lower(): number
        for one in records(bibjson.get("identifier")) if (number := text(one.get("id")))
    }  # fmt: skip
    identify(paper, doi=numbers.get("doi"), key=text(article.get("id")))
    people = [names.natural(plain_text(one.get("name")) or "")
              for one in records(bibjson.get("author"))]  # fmt: skip
    paper.author = names.name_list(people, "author", notes)
    journal = record(bibjson.get("journal"))
    issns = [numbers[kind] for kind in ("pissn", "eissn") if kind in numbers]
    in_journal(paper, plain_text(journal.get("title")), None, issns or texts(journal.get("issns")))
    locate(paper, journal.get("volume"), journal.get("number"), first=bibjson.get("start_page"),
           last=bibjson.get("end_page"))  # fmt: skip
    paper.publisher = plain_text(journal.get("publisher"))
    published(paper, bibjson.get("year"), bibjson.get("month"))
    paper.abstract = abstract(bibjson.get("abstract"), paper.title, notes)
    paper.keyword = join_keywords(texts(bibjson.get("keywords")))
    if paper.DOI is None:
        links = records(bibjson.get("link"))
        paper.URL = next((url for one in links if (url := text(one.get("url")))), None)
    written = texts(journal.get("language"))
    finish(paper, language=written[0] if len(written) == 1 else None)
    return paper


FORMAT = builtin("doaj", read=read, streams=True)
