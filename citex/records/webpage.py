"""A web page, saved or fetched: one record of all that it says of itself, by trust.

A page says what it is in several vocabularies at once: Highwire's tags and their kin, PRISM,
JSON-LD and microdata, Dublin Core, COinS, Open Graph, plain tags. `TRUST` says which is believed,
value by value; the authors are taken whole from one. What another has otherwise is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.web._found import Found, paper_of
from citex.formats.web._graph import Graph, Node, listed, read_script
from citex.formats.web._meta import VOCABULARIES, found_in
from citex.formats.web._page import Page, page_of_text, page_text
from citex.formats.web._span import found_in_span
from citex.model import Name, Paper
from citex.model.remarks import add_remark, short
from citex.records._keys import Keys
from citex.records._page import is_of_site
from citex.records._work import finish, in_series, locate
from citex.text.dates.sources import parse_date
from citex.text.identifiers import find_doi, parse_arxiv, plain_doi
from citex.text.pages import PERIODICALS

TRUST = (
    "Highwire", "bepress", "EPrints", "PRISM", "JSON-LD", "microdata", "COinS", "DC", "Open Graph",
    "page",
)  # fmt: skip
"""The vocabularies, the most trusted first."""
_OWN = TRUST[:6]
"""Those that only a page about one work has."""
_TITLES = {"JSON-LD": "JSON-LD", "microdata": "the microdata", "COinS": "COinS"} | {
    name: vocabulary.title for name, vocabulary in VOCABULARIES.items()
}
_LOOSE = ("Open Graph", "page")
"""Vocabularies for links and searches, whose titles name the site too."""

_WEB = frozenset("webpage post-weblog post article-newspaper article-magazine".split())
"""What is published on a site, which is its container."""
_DESCRIBED = _WEB | frozenset("dataset software book motion_picture graphic map".split())
"""What a description stands for an abstract of."""
_FULLEST = ("issued", "DOI", "URL")
"""Of these, all values are looked at, those of the most trusted vocabulary first."""
_COMPARED = ("title", "DOI", "issued", "volume", "issue")

_CODE_HOSTS = frozenset("github.com gitlab.com codeberg.org bitbucket.org gitee.com".split())
_WAITING = regex(
    r"just a moment|attention required|access (?:to this page has been )?denied"
    r"|are you a (?:ro)?bot"
    r"|(?:verify|verifying|prove) (?:that )?you(?:'re| are) (?:a )?human|checking your browser"
    r"|security (?:check|verification)|pardon our interruption|ddos.guard|robot check"
    r"|request rejected"
    r"|one more step|please wait\.{3}|captcha|403 forbidden|安全验证|人机验证|访问验证|验证码"
    r"|访问异常",
    re.IGNORECASE,
)
_ACM = regex(r"(ACM)\s?PUB\d+\s*(.*)")
"""The publisher's own number for itself, and its place."""
_SIGNS = regex(r"(?<=\s)[–—·»:-]+(?=\s)|[|_]")
"""What parts a title from the name of its site."""
_VIEWS = frozenset("full abstract pdf epdf meta html fulltext summary references".split())
"""The parts of an address behind a DOI that say what is shown of the work."""


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The work that a page is about; of a page without a word of itself, those of its COinS."""
    text = page_text(source, problems)
    page = page_of_text(text)
    keys = Keys()
    spans = [found for title in page.spans if (found := found_in_span(title))]
    said = _said(page, source, problems)
    if len(spans) == 1 and (_same_work(said, spans[0]) or not _has_own(said)):
        said["COinS"] = spans[0]
        said = {name: said[name] for name in TRUST if name in said}
    own = _has_own(said) or (len(spans) < 2 and bool(said or _identified(page)))
    papers = [_paper(said, page)] if own else []
    if not papers:
        papers = [_finished(paper_of(found), page) for found in spans]
    if not papers:
        problems.append(Problem(message=_nothing(page, text), source=source.name))
    for paper in papers:
        paper.id = keys.key(paper)
        yield paper


FORMAT = builtin("webpage", read=read)


def _identified(page: Page) -> bool:
    """Whether a page without a word of itself has an identifier that is looked up."""
    whole = Found()
    _take_addresses(whole, {}, page)
    return bool({"DOI", "arxiv"} & whole.texts.keys())


def _nothing(page: Page, text: str) -> str:
    """Why a page gives no record, and what is to be done."""
    if not text.strip():
        return "the input is empty"
    if _WAITING.search(page.title):
        return (
            "the site sent a check for robots instead of its page; open it in a browser and save "
            "it, or look up its DOI with citex fetch"
        )
    if is_of_site(text):
        return "the page holds a record of the search site; read it as the format booksci"
    return "the page has no citation metadata; look up its DOI or title with citex fetch"


def _said(page: Page, source: Source, problems: Problems) -> dict[str, Found]:
    """What each vocabulary says of the page's work, in the order of trust."""
    said = found_in(page.metas)
    values = []
    for text in page.scripts:
        if (value := read_script(text)) is not None:
            values.append(value)
        elif text.strip():
            message = "a script of JSON-LD is no JSON; what it says was not read"
            problem = Problem(
                message=message, source=source.name, raw=text[:10_000], level="warning"
            )
            problems.append(problem)
    for name, graph in (("JSON-LD", Graph(values)), ("microdata", Graph(page.items))):
        found = _of_page(graph, page, said)
        if found is not None:
            said[name] = found
    plain = said.get("page", Found())
    if set(plain.texts) <= {"description", "keyword", "language", "site"} and not plain.people:
        said.pop("page", None)  # every page describes itself for searches
    return {name: said[name] for name in TRUST if name in said}


def _of_page(graph: Graph, page: Page, said: dict[str, Found]) -> Found | None:
    """What a graph says of the page's work: that of its address or title, else the first."""
    works = graph.works_of_page()[:100]
    addresses = {_bare(address) for rel, address in page.links if rel == "canonical"}
    titles = {_letters(text) for found in said.values() for text in found.texts.get("title", ())}
    best: Found | None = None
    for work in works:
        found = graph.found(work)
        if not found.first("title"):
            continue
        if _letters(found.first("title") or "") in titles or not addresses.isdisjoint(
            _addresses(work)
        ):
            return found
        best = best or found
    return best


def _addresses(work: Node) -> set[str]:
    keys = ("@id", "url", "mainEntityOfPage")
    named = [one for key in keys for one in listed(work.get(key))]
    named += [one.get("@id") for one in named if isinstance(one, dict)]
    return {_bare(one) for one in named if isinstance(one, str)}


def _bare(address: str) -> str:
    return re.sub(r"\Ahttps?://(?:www\.)?", "", address.partition("#")[0]).rstrip("/")


def _has_own(said: dict[str, Found]) -> bool:
    return any(name in said for name in _OWN) or "title" in said.get("DC", Found()).texts


def _same_work(said: dict[str, Found], span: Found) -> bool:
    """Whether a span is about the work of the page."""
    doi, title = span.first("DOI"), _letters(span.first("title") or "")
    return any(
        (doi and doi.lower() == (found.first("DOI") or "").lower())
        or (title and title == _letters(found.first("title") or ""))
        for found in said.values()
    )


def _paper(said: dict[str, Found], page: Page) -> Paper:
    """The paper of a page, each value from the vocabulary that is trusted most."""
    whole = Found(_kind(said, page))
    site = next((text for found in said.values() if (text := found.first("site"))), "")
    site = site or _site_of_host(said, page)
    for found in said.values():
        whole.remarks += found.remarks
    sources: dict[str, str] = {}
    _take_addresses(whole, said, page)
    for name, found in said.items():
        for variable, texts in found.texts.items():
            if variable == "title" and name in _LOOSE:
                texts = [_without_site(text, site) for text in texts]
            if not _wanted(name, variable, whole.kind) or (
                variable in sources and variable not in _FULLEST
            ):
                continue
            sources.setdefault(variable, name)
            for text in texts:
                whole.add(variable, text)
        for variable, names in found.people.items():
            if variable not in whole.people and (
                kept := _persons(names, said, site, whole, variable)
            ):
                whole.people[variable] = kept
    if "title" not in whole.texts and page.title:
        whole.add("title", _without_site(page.title, site))
        message = "is that of the browser's window; the page itself names none"
        add_remark(whole.remarks, "guessed", "title", message)
    _compare(whole, said, sources, site)
    _settle_site(whole, site)
    return _finished(paper_of(whole), page)


def _site_of_host(said: dict[str, Found], page: Page) -> str:
    """The part of a title that is the name of the host: "Ada Lovelace - Wikipedia"."""
    split = _split(_address_of(page, said))
    hosts = set(split.netloc.lower().split(".")) - {"www"}
    for title in (said.get("Open Graph", Found()).first("title") or "", page.title):
        for sign in _SIGNS.finditer(title[:1000]):
            for part in (title[sign.end() :], title[: sign.start()]):
                if _letters(part) in hosts:
                    return part.strip()
    return ""


def _wanted(name: str, variable: str, kind: str | None) -> bool:
    """Whether a variable is taken from a vocabulary: words for searches only of what is a page."""
    if variable == "description":
        return kind in _DESCRIBED or name in ("JSON-LD", "microdata")
    if variable == "keyword" and name == "page":
        return kind in _WEB
    return variable != "kind"


def _kind(said: dict[str, Found], page: Page) -> str:
    """The type: the first that tells more than that it is a page."""
    kinds = [
        "webpage" if found.kind == "article-magazine" and not found.first("container-title")
        else found.kind
        for found in said.values() if found.kind
    ]  # fmt: skip
    told = next((kind for kind in kinds if kind not in ("webpage", "document")), None)
    if told is None or (told == "article-journal" and not _in_journal(said)):
        address = _split(_address_of(page, said))
        if address.netloc.removeprefix("www.") in _CODE_HOSTS and address.path.count("/") > 1:
            return "software"
    placed = (found for found in said.values() if "container-title" in found.texts)
    if told is None and any(found.kind != "webpage" for found in placed):
        return "article-journal"
    scholarly = not said or any(name in said for name in _OWN[:4])
    return told or ("document" if scholarly else "webpage")


def _in_journal(said: dict[str, Found]) -> bool:
    return any(not {"container-title", "DOI"}.isdisjoint(found.texts) for found in said.values())


def _address_of(page: Page, said: dict[str, Found]) -> str:
    canonical = [address for rel, address in page.links if rel == "canonical"]
    graph = said.get("Open Graph", Found()).texts.get("URL", [])
    own = [text for found in said.values() for text in found.texts.get("URL", ())[:1]]
    addresses = (*canonical, *graph, page.address, *own)
    found = [one for one in addresses if one[:4].lower() == "http"]
    return found[0] if found and len(found[0]) < 2000 else ""


def _split(address: str) -> SplitResult:
    """The parts of an address; of one that is none, no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _take_addresses(whole: Found, said: dict[str, Found], page: Page) -> None:
    """The identifier that the page is to be cited by, and its address."""
    for rel, address in page.links:
        if rel == "cite-as":
            whole.identify(address)
    address = _address_of(page, said)
    whole.add("URL", address)
    if any("DOI" in found.texts for found in said.values()) or "DOI" in whole.texts:
        return
    split = _split(address)
    if split.netloc.endswith("arxiv.org") and (arxiv := parse_arxiv(address)):
        whole.add("arxiv", arxiv)
    elif doi := find_doi(_work_path(unquote(split.path))):
        whole.add("DOI", doi)
        add_remark(whole.remarks, "guessed", "DOI", "stands in the address of the page", address)


def _work_path(path: str) -> str:
    """The path of an address without what says which view of the work it shows.

    >>> _work_path("/doi/10.5555/12345678/full/html")
    '/doi/10.5555/12345678'
    """
    parts = path.removesuffix(".pdf").removesuffix(".html").rstrip("/").split("/")
    while parts and parts[-1] in _VIEWS:
        parts.pop()
    return "/".join(parts)


def _persons(
    names: list[Name], said: dict[str, Found], site: str, whole: Found, variable: str
) -> list[Name]:
    """People without the site itself, which programs put where a page names nobody."""
    sites = {_letters(site)} - {""}
    if whole.kind in _WEB:
        for found in said.values():
            sites |= {
                _letters(text)
                for key in ("publisher", "container-title")
                for text in found.texts.get(key, ())
            }
    kept = [name for name in names if _letters(str(name)) not in sites]
    if len(kept) < len(names):
        message = "the name of the site stood for a person's"
        add_remark(whole.remarks, "dropped", variable, message, site)
    return kept


def _compare(whole: Found, said: dict[str, Found], sources: dict[str, str], site: str) -> None:
    """Tell what a vocabulary has otherwise than the one that was trusted more."""
    for variable in _COMPARED:
        held = whole.first(variable)
        for name, found in said.items():
            other = found.first(variable)
            if held is None or other is None or name == sources.get(variable):
                continue
            other = _without_site(other, site) if name in _LOOSE and variable == "title" else other
            if not _agree(variable, held, other):
                message = f"{_TITLES[name]} has it otherwise: {short(other)}"
                add_remark(whole.remarks, "doubt", variable, message)


def _agree(variable: str, one: str, other: str) -> bool:
    if variable == "issued":
        years = [re.search(r"\d{4}", text) for text in (one, other)]
        return years[0] is None or years[1] is None or years[0][0] == years[1][0]
    if variable == "DOI":
        return (plain_doi(one) or one).lower() == (plain_doi(other) or other).lower()
    first, second = sorted((_letters(one), _letters(other)), key=len)
    return first == second or (variable == "title" and len(first) > 10 and first in second)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"<[^<>]{0,100}>", "", text[:2000]).casefold())


def _without_site(title: str, site: str) -> str:
    """A title without the name of its site before or behind it.

    >>> _without_site("On Growth | Example News", "Example News"), _without_site("A - B", "C")
    ('On Growth', 'A - B')
    """
    name = _letters(site)
    if not name or len(title) > 1000:
        return title
    for sign in _SIGNS.finditer(title):
        if _letters(title[sign.end() :]) == name:
            return title[: sign.start()].rstrip()
        if _letters(title[: sign.start()]) == name:
            return title[sign.end() :].lstrip()
    return title


def _settle_site(whole: Found, site: str) -> None:
    """What is published on a site stands in it; a program or data set is published by it."""
    if whole.kind in _WEB:
        name = whole.first("container-title") or site or whole.first("publisher")
        if name and "container-title" not in whole.texts:
            whole.texts["container-title"] = [name]
        if name and _letters(whole.first("publisher") or "") == _letters(name):
            whole.texts.pop("publisher", None)
    elif whole.kind in ("software", "dataset") and site:
        whole.texts.setdefault("publisher", [site])
    description = whole.texts.pop("description", None)
    if description is not None and "abstract" not in whole.texts:
        whole.texts["abstract"] = description[:1]


def _finished(paper: Paper, page: Page) -> Paper:
    if paper.issued is not None and paper.issued.year is None and paper.issued.literal:
        paper.issued = parse_date(paper.issued.literal, "issued", paper.remarks) or paper.issued
    if paper.type in PERIODICALS:
        locate(paper, paper.volume, paper.issue, paper.page, article=paper.number)
    in_series(paper)
    container = _letters(paper.container_title or "")
    names = {container, _letters(paper.container_title_short or "")}
    if container == _letters(paper.container_title_short or ""):
        paper.container_title_short = None
    if container and _letters(paper.publisher or "") in names:
        paper.publisher = None
    elif paper.publisher and (match := _ACM.fullmatch(paper.publisher)):
        paper.publisher, paper.publisher_place = match[1], match[2] or paper.publisher_place
    finish(paper)
    if paper.language is None and paper.type in _WEB and page.language:
        finish(paper, language=page.language, guessed=False)
    return paper
