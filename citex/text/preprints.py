"""Preprints on arXiv: told from the articles that came of them."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper
from citex.model.remarks import add_remark, remark_on
from citex.text.identifiers import parse_arxiv, without_version
from citex.text.status import doi, relate
from citex.text.tables import pairs, words

PLATFORMS = {name.casefold(): name for name in words("preprint servers")}
"""The servers of preprints, as they write themselves."""
_SERVERS = regex(
    r"(?:" + "|".join(map(re.escape, PLATFORMS)) + r"|[a-z]+xiv|preprints|research square"
    r"|social science research network|psyarxiv preprints|osf preprints|authorea preprints"
    r"|ssrn electronic journal|ssrn)(?:\s?\([^()]*\)|\s+preprints?(?: server)?"
    r"|\s?: the preprint server for [a-z ]{3,40})?",
    re.IGNORECASE,
)
_ARXIV = regex(r"(?:arxiv(?:\.org)?|corr)(?![a-z])(?: (?:e-?prints?|preprints?))?", re.IGNORECASE)
_ARXIV_NAME = regex(r"(?:arxiv(?:\.org)?|corr)\b(?:[\s,:(\[].{0,60})?", re.IGNORECASE | re.DOTALL)
_POSTED = regex(
    r"\d{4}\.\d\d\.\d\d\.\d+(?:v\d+)?|(?:e?20\d{6,})|(?:rs\.3\.)?rs-\d+(?:/v\d+)?|20\d\d-\d\d"
)
"""What bioRxiv, Research Square and others call their preprints by, under pages or volume.

Google Scholar has the year and the month of one of bioRxiv under pages: 2020-05."""
ARXIV_DOI = regex(r"10\.48550/arxiv\.", re.IGNORECASE)
_BY_DOI = pairs("preprints by DOI")
"""What a server's own DOIs begin with."""
_NUMBERED = frozenset((*_BY_DOI.values(), "bioRxiv", "medRxiv"))
"""Servers whose every preprint has a DOI of the server."""
_CALLED = pairs("preprint servers")
_PREFIXES = ("10.1101/", "10.64898/", *_BY_DOI)
_COLD_SPRING = regex(r"10\.(?:1101|64898)/(?:\d{6}|\d{4}\.\d\d\.\d\d\.\d+)(?:v\d+)?\Z")
_REPOSITORY = regex(
    r"(?:figshare|zenodo|dryad|osf|open science framework|arxiv|hal|proquest.*|ssrn|scielo.*|"
    r"la referencia.*|researchgate|academia\.edu|mendeley data|harvard dataverse|.*dataverse|"
    r"dspace.*|eprints|openaire|dart-europe|ethos|oatd|ndltd|core|unpublished|apollo|"
    r"white rose.*|university microfilms.*|umi)(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)


def server_of(doi: str | None) -> str | None:
    """The preprint server that a DOI is of, or None.

    >>> server_of("10.2139/ssrn.4684136"), server_of("10.1101/2020.01.01.123456")
    ('SSRN', 'bioRxiv')
    >>> server_of("10.1101/gr.275193") is None
    True
    """
    small = (doi or "").lower()
    if not small.startswith(_PREFIXES):
        return None
    if _COLD_SPRING.match(small):
        return "bioRxiv"
    return next((name for prefix, name in _BY_DOI.items() if small.startswith(prefix)), None)


def is_server(name: str) -> bool:
    """Whether a name is that of a preprint server.

    >>> is_server("PsyArXiv"), is_server("Ecology")
    (True, False)
    """
    return _SERVERS.fullmatch(name) is not None


def is_repository(name: str) -> bool:
    """Whether a publisher is but a place where files are kept.

    >>> is_repository("figshare"), is_repository("Root University")
    (True, False)
    """
    return _REPOSITORY.fullmatch(name) is not None


def is_preprint_server(name: str) -> bool:
    """Whether what stands for a journal is a preprint server, in any of the usual forms.

    >>> [is_preprint_server(name) for name in ("arXiv preprint arXiv:2001.08361", "CoRR", "Nature")]
    [True, True, False]
    """
    return _ARXIV_NAME.fullmatch(name) is not None or _SERVERS.fullmatch(name) is not None


def as_arxiv(
    paper: Paper, identifier: str, *, is_preprint: bool, volume: str | None = None
) -> None:
    """Make of a paper the preprint `identifier`; or, of an article, note its preprint.

    >>> paper = Paper(type="article-journal", container_title="ArXiv")
    >>> as_arxiv(paper, "2404.13957v2", is_preprint=True)
    >>> paper.type, paper.publisher, paper.number, paper.DOI
    ('article', 'arXiv', 'arXiv:2404.13957', '10.48550/arXiv.2404.13957')
    """
    bare = without_version(identifier)
    notes = paper.remarks
    if volume and volume.startswith("abs/"):
        add_remark(notes, "repaired", "volume", "arXiv's number stood for the volume", volume)
    other = server_of(paper.DOI)
    if is_preprint and other not in (None, "arXiv"):
        relate(paper, "has-version", f"arxiv:{bare}")
        _on_server(paper, other or "")
        return
    if not is_preprint:
        relate(paper, "has-preprint", f"arxiv:{bare}")
        return
    if paper.container_title and paper.container_title.casefold() not in ("arxiv", "arxiv.org"):
        message = f"a preprint; by the source the work appeared in {paper.container_title} too"
        add_remark(notes, "status", "container-title", message)
    _on_server(paper, "arXiv")
    paper.genre = None  # the number says that it is a preprint
    paper.number = f"arXiv:{bare}"
    paper.URL = f"https://arxiv.org/abs/{bare}"
    if other is None:
        of_article(paper)
        paper.DOI = f"10.48550/arXiv.{bare}"
        add_remark(notes, "guessed", "DOI", "arXiv's DOI, made from its number")
        paper.id = paper.DOI


def _on_server(paper: Paper, server: str) -> None:
    """The paper as a preprint on a server: it has no journal, volume or issue."""
    paper.type, paper.genre, paper.publisher = "article", "Preprint", server
    paper.container_title = paper.container_title_short = paper.ISSN = None
    paper.volume = paper.issue = None


def of_article(paper: Paper) -> None:
    """Take from a preprint the DOI of the article that came of it; it becomes a relation.

    >>> paper = Paper(type="article", publisher="SSRN", DOI="10.1000/182")
    >>> of_article(paper)
    >>> paper.DOI, paper.custom["status"]
    (None, {'preprint-of': ['doi:10.1000/182']})
    """
    if paper.DOI is not None:
        relate(paper, "preprint-of", doi(paper.DOI))
        paper.id = "" if paper.id == paper.DOI else paper.id
        paper.DOI = None


def from_preprint_server(paper: Paper) -> None:
    """Make of an article whose "journal" is a preprint server the preprint that it is.

    >>> paper = Paper(type="article-journal", container_title="bioRxiv")
    >>> from_preprint_server(paper)
    >>> paper.type, paper.publisher, paper.container_title
    ('article', 'bioRxiv', None)
    """
    name = paper.container_title or (paper.publisher if paper.type == "article" else None)
    if name is None or not is_server(name):
        return
    if any(text and not _POSTED.fullmatch(text) for text in (paper.volume, paper.page)):
        return
    if paper.container_title:
        message = f"{name} is no journal but a preprint server"
        add_remark(paper.remarks, "repaired", "container-title", message, name)
    by_doi = server_of(paper.DOI)
    bare = name.partition(" : the preprint")[0]  # as PubMed writes it
    called = _CALLED.get(bare.casefold(), bare)
    if paper.page and _POSTED.fullmatch(paper.page):
        add_remark(
            paper.remarks, "dropped", "page", "tells when, or as what, it was posted", paper.page
        )
        paper.page = None
    _on_server(paper, called if by_doi in (None, "bioRxiv") else by_doi or called)
    if by_doi is None and called in _NUMBERED:
        of_article(paper)


def part_from_preprint(paper: Paper) -> None:
    """Part an article from the preprint whose DOI a source, which merges them, gave to it.

    >>> paper = Paper(type="article-journal", container_title="Cell", DOI="10.21203/rs.3.rs-1/v1")
    >>> part_from_preprint(paper)
    >>> paper.type, paper.publisher, paper.container_title
    ('article', 'Research Square', None)
    """
    journal, server = paper.container_title, server_of(paper.DOI)
    if paper.type != "article-journal" or not journal or server is None or paper.DOI is None:
        return
    if is_server(journal):
        return
    if paper.volume or paper.page:
        message = f"the DOI is that of the preprint on {server}, not of the article"
        add_remark(paper.remarks, "dropped", "DOI", message, paper.DOI)
        relate(paper, "has-preprint", f"doi:{paper.DOI}")
        paper.DOI = None
        return
    message = f"a preprint by its DOI; by the source the work appeared in {journal} too"
    add_remark(paper.remarks, "status", "container-title", message)
    _on_server(paper, server)


def settle_preprint(paper: Paper) -> None:
    """Make of an article just read, whose "journal" is a preprint server, the preprint that it is.

    Google Scholar writes "arXiv preprint arXiv:2502.13923", DBLP "CoRR" with the volume
    "abs/1706.03762", Zotero's readers "arXiv:1706.03762 [cs]". A work that names no container is
    arXiv's by its DOI, its publisher or its number.

    >>> paper = Paper(type="article-journal", container_title="CoRR", volume="abs/1706.03762")
    >>> settle_preprint(paper)
    >>> paper.type, paper.number, paper.container_title, paper.volume
    ('article', 'arXiv:1706.03762', None, None)
    """
    name = paper.container_title
    places: tuple[str | None, ...]
    small = name.lower() if name is not None else ""
    if name is not None and "ssrn" in small and (match := _SSRN.fullmatch(name)):
        _on_server(paper, "SSRN")
        paper.genre = None
        paper.DOI = paper.DOI or f"10.2139/ssrn.{match[1]}"
        message = f"{name} is no journal but a preprint server"
        remark_on(paper, "repaired", "container-title", message, name)
        return
    if name is not None:
        if paper.type not in _CONTAINED or not ("xiv" in small or small[:4] in _HEADS):
            return
        match = _ARXIV.match(name)
        if match is None:
            if _SERVERS.match(name):
                _from_server(paper)
            return
        if match.end() != len(name) and parse_arxiv(name[match.end() :].strip(" :,(")) is None:
            return
        places = (name[match.end() :].strip(" :,("), paper.volume, paper.page, paper.number)
    elif paper.type in _BARE and _is_arxivs(paper):
        places = (paper.number, paper.note, paper.publisher)
    else:
        untold = paper.publisher is None and paper.number is None
        told = paper.type in _BARE or (paper.type == "article" and untold)
        if told and not (paper.volume or paper.issue or paper.page):
            _without_container(paper)
        return
    found = (parse_arxiv(text) for text in (*places, paper.DOI, paper.URL) if text)
    identifier = next((text for text in found if text), None)
    if identifier is None:
        if name is not None and name.casefold() != "corr":
            _from_server(paper)
        return
    _as_arxivs(paper, without_version(identifier))


def forget_number_in_note(paper: Paper, note: str) -> None:
    """Take off the note that says arXiv's number once more, as Zotero keeps it.

    >>> paper = Paper(type="article", number="arXiv:1706.03762", note="arXiv:1706.03762 [cs]")
    >>> forget_number_in_note(paper, paper.note)
    >>> paper.note is None
    True
    """
    number = paper.number or ""
    if number[:5] == "arXiv" and note[:5] == "arXiv" and len(note) < 40:
        said, meant = parse_arxiv(note), parse_arxiv(number)
        if said and meant and without_version(said) == without_version(meant):
            paper.note = None


_SSRN = regex(r"(?:available at )?SSRN:?\s(?:(?:no|id)\.?\s)?(\d{5,8})", re.IGNORECASE)
"""As Google Scholar writes it: "Available at SSRN 1234567"."""
_HEADS = frozenset(name[:4] for name in (*PLATFORMS, "corr", "prep", "rese", "soci", "osf "))
"""How the names of servers begin that do not end as arXiv's does: a look, before the pattern."""
_CONTAINED = frozenset("article-journal article document webpage report".split())
_BARE = frozenset("article-journal document webpage manuscript report".split())


def _without_container(paper: Paper) -> None:
    """Make a preprint of a work that names no journal, but a server by publisher, DOI or address.

    >>> paper = Paper(type="article-journal", DOI="10.12074/202303.00020", title="T")
    >>> _without_container(paper)
    >>> paper.type, paper.publisher
    ('article', 'ChinaXiv')
    """
    publisher = paper.publisher
    named = _NUMBER_OF_SERVER.fullmatch(publisher) if publisher and "iv" in publisher else None
    if named:
        server: str | None = named[1]
        paper.number = paper.number or publisher
    else:
        server = server_of(paper.DOI) or (None if publisher else _server_by_address(paper.URL))
    if server is None:
        return
    paper.type = "article"
    paper.publisher = PLATFORMS.get(server.casefold(), server)
    if paper.number is None and server == "arxiv" and (number := parse_arxiv(paper.URL or "")):
        paper.number = f"arXiv:{without_version(number)}"


_NUMBER_OF_SERVER = regex(r"([A-Za-z]+[Xx]iv)(?:\s?[:：]\s?|\s)(?=\D*\d)[\w./-]+")
"""ChinaXiv:202303.00020"""
_HOSTS = regex(r"https?://(?:www\.)?(?:([a-z]+xiv)\.org|(zsyyb)\.cn)/(?:abs|content|pdf|engage)")


def _server_by_address(url: str | None) -> str | None:
    match = _HOSTS.match(url) if url else None
    return (match[1] or "PSSXiv") if match else None


def _is_arxivs(paper: Paper) -> bool:
    """Whether a work without a container says of itself that it is on arXiv."""
    if paper.DOI is not None:
        return ARXIV_DOI.match(paper.DOI) is not None
    texts = (paper.publisher, paper.number, paper.note)
    return any(text is not None and text[:5].casefold() == "arxiv" for text in texts)


def _from_server(paper: Paper) -> None:
    before = paper.container_title
    paper.remarks = [*paper.remarks]
    from_preprint_server(paper)
    if paper.container_title is None and before is not None:
        called = paper.publisher or before
        paper.publisher = PLATFORMS.get(called.casefold(), called)
        paper.genre = None  # the server says that it is a preprint


def _as_arxivs(paper: Paper, identifier: str) -> None:
    """The preprint of a number; its DOI and address, where it has none, are made with a remark."""
    key, url, name = paper.id, paper.URL, paper.container_title
    paper.remarks = [*paper.remarks]
    if name is not None:
        message = f"{name} is no journal but a preprint server"
        add_remark(paper.remarks, "repaired", "container-title", message, name)
    for variable in ("page", "note"):
        text = getattr(paper, variable)
        if text and without_version(parse_arxiv(text) or "") == identifier:
            setattr(paper, variable, None)
    paper.container_title, volume = None, paper.volume
    as_arxiv(paper, identifier, is_preprint=True, volume=volume)
    paper.id, paper.URL = key, url or paper.URL
