"""What a page, a span or a graph says of one work, and the paper that this makes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex._late import regex
from citex.model import DATE_VARIABLES, VARIABLES, Name, Paper, PartialDate, Remark, new_paper
from citex.model.date_grammar import Field
from citex.model.remarks import add_remark, short
from citex.text.addresses import resolved_alone
from citex.text.dates.reading import date_of
from citex.text.genres import settle_genre
from citex.text.identifiers import (
    choose_isbn,
    choose_issn,
    is_doi_url,
    parse,
    parse_pmcid,
    parse_pmid,
    parse_url,
    plain_doi,
)
from citex.text.keywords import join_keywords, split_keywords
from citex.text.lines import fold
from citex.text.names.sources import name_list, natural, split_list
from citex.text.pages import joined
from citex.text.preprints import as_arxiv, settle_preprint
from citex.text.richtext.markup import characters, rich_text
from citex.text.translations import from_brackets

MOST_VALUES = 1000
"""How many values of one variable are looked at; of people, all are."""
_BY = regex(
    r"(?:(?:written |posted )?by|von|par|por|text|作者|文)(?:[:：/]\s*|\s+)(?=\S)", re.IGNORECASE
)
_MAIL = regex(r"\S{1,200}@\S{1,200}\.\w+\s{0,3}\(([^()]{1,200})\)")
_NO_NAME = regex(r"https?:|www\.|@|\S{1,200}@\S{1,200}\Z|facebook\.com|twitter\.com", re.IGNORECASE)
_NOBODY = frozenset(
    """admin; administrator; webmaster; root; staff; editor; guest; superuser; unknown; user; none;
    null; undefined; n/a; editorial staff; staff writer; guest author; web staff; staff reporter;
    管理员; 佚名; 未知; 匿名; 本站; 编辑""".replace("\n    ", " ").split("; ")
)


class Found:
    """What one vocabulary says of a work: CSL's variables, their values as they stand."""

    def __init__(self, kind: str | None = None) -> None:
        self.kind = kind
        self.texts: dict[str, list[str]] = {}
        self.people: dict[str, list[Name]] = {}
        self.remarks: list[Remark] = []

    def __bool__(self) -> bool:
        return bool(self.texts or self.people)

    def add(self, variable: str, value: object) -> None:
        """Note a value of a variable, if it says anything."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return
        text = fold(characters(characters(value)) if "&" in value else value)
        held = self.texts.get(variable)
        if text and held is None:
            self.texts[variable] = [text]
        elif text and held is not None and len(held) < MOST_VALUES and text != held[-1]:
            held.append(text)

    def first(self, variable: str) -> str | None:
        """The first value of a variable."""
        held = self.texts.get(variable)
        return held[0] if held else None

    def name(self, variable: str, texts: Iterable[str], *, listed: bool = False) -> None:
        """Note the people of some texts, which are names, one each or, where `listed`, several."""
        wanted = [text for given in texts if (text := named(given))]
        wanted = [
            one
            for text in wanted
            for one in (split_list(text) if listed or ";" in text or "；" in text else (text,))
        ]
        self.persons(variable, map(natural, wanted))

    def persons(self, variable: str, names: Iterable[Name | None]) -> None:
        """Note people, behind those that are noted."""
        given = list(names)
        if given and (
            found := name_list([*self.people.get(variable, ()), *given], variable, self.remarks)
        ):
            self.people[variable] = found

    def identify(self, text: str) -> None:
        """Note an identifier of whatever kind, as an element for all of them has it."""
        found = parse(fold(text)[:2000])
        if found is not None and found.scheme == "pmid" and text.strip().isdecimal():
            return  # a bare number is a repository's own
        if found is None or (variable := SCHEMES.get(found.scheme)) is None:  # a handle, say
            self.add("URL", resolved_alone(text) or (found and parse_url(text)))
        else:
            self.add(variable, (variable == "DOI" and plain_doi(text)) or found.value)


SCHEMES = {
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN",
    "arxiv": "arxiv", "url": "URL",
}  # fmt: skip


def named(text: str) -> str:
    """The name in what stands for one on a page; "" for an address, a handle, a program's word.

    >>> named("By Jane Doe"), named("@janedoe"), named("https://example.org/jane"), named("admin")
    ('Jane Doe', '', '', '')
    """
    text = fold(characters(characters(text)) if "&" in text else text)
    text = " ".join(text.split())
    if match := _BY.match(text):
        text = text[match.end() :]
    if match := _MAIL.fullmatch(text):
        text = match[1]
    return "" if _NO_NAME.match(text) or text.casefold() in _NOBODY else text


_FIRST = {
    "PMID": parse_pmid, "PMCID": lambda text: parse_pmcid(text, bare=True), "DOI": plain_doi,
}  # fmt: skip
_CHOICES = {"ISSN": choose_issn, "ISBN": choose_isbn}
_OWN_WAY = frozenset(
    """page-first page-last arxiv site file description keyword URL DOI PMID PMCID
    ISSN ISBN""".split()
)


_RICH = frozenset(("title", "container-title", "abstract"))
"""What pages write with tags, entities or TeX."""


def paper_of(found: Found) -> Paper:
    """The paper that is found: texts in their places, dates read, pages joined."""
    notes = list(found.remarks)
    paper = new_paper(type=found.kind or "document", remarks=notes, custom={})
    for variable, names in found.people.items():
        setattr(paper, VARIABLES[variable], names)
    for variable, texts in found.texts.items():
        if variable in DATE_VARIABLES:
            setattr(paper, VARIABLES[variable], _date(variable, texts, notes))
        elif variable not in _OWN_WAY:
            text = rich_text(texts[0], variable, notes) if variable in _RICH else texts[0]
            setattr(paper, VARIABLES[variable], text)
    for variable, read in _FIRST.items():
        if texts := found.texts.get(variable, []):
            setattr(paper, variable, next(filter(None, map(read, texts)), None) or texts[0])
    others = {doi.lower() for text in found.texts.get("DOI", ()) if (doi := plain_doi(text))}
    if len(others) > 1 and paper.DOI:
        listed = "; ".join(sorted(others - {paper.DOI.lower()}))
        add_remark(notes, "doubt", "DOI", "another one is given too", short(listed))
    for variable, choose in _CHOICES.items():
        texts = found.texts.get(variable, [])
        setattr(paper, variable, choose(texts, notes) if texts[1:] else next(iter(texts), None))
    paper.URL = _address(found, paper)
    words = [word for text in found.texts.get("keyword", ()) for word in _keywords(text, found)]
    paper.keyword = join_keywords(dict.fromkeys(words))
    if paper.page is None:
        paper.page = joined(found.first("page-first"), found.first("page-last"))
    if paper.issued is None and paper.available_date is not None:
        paper.issued, paper.available_date = paper.available_date, None
    elif paper.available_date == paper.issued:
        paper.available_date = None
    _settle_arxiv(paper, found)
    settle_preprint(paper)
    settle_genre(paper, paper.remarks, decides=found.kind is None)
    if (paper.title or "")[:1] == "[":
        from_brackets(paper)
    return paper


def _keywords(text: str, found: Found) -> list[str]:
    """The keywords of one tag: one where each has its own, else those that signs part."""
    several = len(found.texts["keyword"]) > 1
    return [text] if several and not re.search("[;；]", text) else split_keywords(text)


def _date(variable: str, texts: list[str], notes: list[Remark]) -> PartialDate | None:
    """The first date of a year that a page can have; of several of one year the fullest."""
    best: PartialDate | None = None
    told: list[Remark] = []
    for text in texts[:20]:
        doubts: list[Remark] = []
        field: Field = "edtf" if text[0] == "-" else "text"  # a year before the common era
        date = date_of(text[:200], variable, doubts, field)
        if date is not None and date.year is None and (text := _words_of_day(text)):
            date = date_of(text, variable, doubts) if not text.isdecimal() else None
        if date is None or (date.year is not None and date.year > 9999):
            add_remark(notes, "dropped", variable, "holds no date", short(text))
        elif (
            best is None
            or (best.year is None and date.year is not None)
            or (date.year == best.year and _fullness(date) > _fullness(best))
        ):
            best, told = date, doubts
    notes += told
    return best


_CLOCK = regex(r"\A(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?\s{0,9}(\S.*?)\s\d\d?:\d\d")


def _words_of_day(text: str) -> str:
    """The day in what a program prints of a moment: "Tue Mar 05 2019 10:00:00 GMT+0100"."""
    match = _CLOCK.match(text[:100])
    return match[1] if match else text if text.isdecimal() else ""


def _fullness(date: PartialDate) -> int:
    return (date.month is not None) + (date.day is not None) + (date.end is not None)


def _address(found: Found, paper: Paper) -> str | None:
    """The first address that says more than the DOI does; its DOI is taken where there is none."""
    first: str | None = None
    for text in found.texts.get("URL", ()):
        address = parse_url(text)
        if address and is_doi_url(address, paper.DOI):
            paper.DOI = paper.DOI or plain_doi(address)
        elif address and first is None:
            first = address
    return first


def _settle_arxiv(paper: Paper, found: Found) -> None:
    identifier = found.first("arxiv")
    known = parse(identifier) if identifier else None
    if known is not None and known.scheme == "arxiv":
        in_journal = paper.type == "article-journal" and paper.container_title is not None
        as_arxiv(paper, known.value, is_preprint=not in_journal)
