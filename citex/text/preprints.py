"""Preprints on arXiv: told from the articles that came of them."""

from __future__ import annotations

import re

from citex.model import Paper, Remark
from citex.text.identifiers import without_version
from citex.text.status import relate

_SERVERS = re.compile(
    r"(?:(?:bio|med|chem|eco|tech|eng|agri)rxiv|(?:earth|psy|soc|paleo|ed|law|sport|meta|india|africa|"
    r"eco|hum)arxiv|ssrn(?: electronic journal)?|social science research network|research square|"
    r"preprints(?:\.org)?|authorea(?: preprints)?|osf preprints|zenodo|vixra|cogprints)"
    r"(?:\s*\([^()]*\)|\s+preprints?(?:\s+server)?)?",
    re.IGNORECASE,
)
_ARXIV_NAME = re.compile(
    r"(?:arxiv(?:\.org)?|corr)\b(?:[\s,:(\[].{0,60})?", re.IGNORECASE | re.DOTALL
)
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)


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
        message = "arXiv's number stood for the volume"
        notes.append(Remark(kind="repaired", variable="volume", message=message, before=volume))
    if not is_preprint:
        relate(paper, "has-preprint", f"arxiv:{bare}")
        return
    if paper.container_title and paper.container_title.casefold() not in ("arxiv", "arxiv.org"):
        message = f"a preprint; by the source the work appeared in {paper.container_title} too"
        notes.append(Remark(kind="status", variable="container-title", message=message))
    paper.type, paper.genre = "article", None  # the number says that it is a preprint
    paper.container_title = paper.container_title_short = paper.ISSN = None
    paper.volume = paper.issue = None
    paper.publisher = "arXiv"
    paper.number = f"arXiv:{bare}"
    paper.URL = f"https://arxiv.org/abs/{bare}"
    if paper.DOI is None:
        paper.DOI = f"10.48550/arXiv.{bare}"
        message = "arXiv's DOI, made from its number"
        notes.append(Remark(kind="guessed", variable="DOI", message=message))
        paper.id = paper.DOI


def from_preprint_server(paper: Paper) -> None:
    """Make of an article whose "journal" is a preprint server the preprint that it is.

    >>> paper = Paper(type="article-journal", container_title="bioRxiv")
    >>> from_preprint_server(paper)
    >>> paper.type, paper.publisher, paper.container_title
    ('article', 'bioRxiv', None)
    """
    name = paper.container_title
    if name is None or not _SERVERS.fullmatch(name) or paper.volume or paper.page:
        return
    message = f"{name} is no journal but a preprint server"
    paper.remarks.append(
        Remark(kind="repaired", variable="container-title", message=message, before=name)
    )
    paper.type, paper.genre, paper.publisher = "article", "Preprint", name
    paper.container_title = paper.container_title_short = paper.ISSN = None
