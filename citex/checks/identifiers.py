"""What is wrong with an identifier: check digits, shape, what contradicts another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.checks.rule import Place, paper_rule, value_rule
from citex.model import Paper
from citex.text.identifiers import (
    find_doi,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_issn,
    parse_pmcid,
    parse_pmid,
    parse_url,
    plain_doi,
    without_version,
)

_LISTED = regex(r"(?:(?<!\s)\s+)?[;,，；/]\s*|(?<!\s)\s+(?=\d{4}-\d{3}[\dXx]|97[89])")
"""What parts several numbers in one field."""
_NOTE = regex(r"(?:(?<!\s)\s+)?\([^()]*\)")
_TAIL = regex(r"/(?:abstract|full(?:text)?|pdf|epdf|meta|summary)\Z|\.pdf\Z", re.IGNORECASE)
"""What a site puts behind a DOI in the address of a page."""
_ARXIV = regex(r"\Aarxiv\s*:|arxiv\.org/|\A10\.48550/arxiv\.", re.IGNORECASE)
_LOCAL = regex(
    r"\A(?:file:|https?://scholar\.google\.|https?://(?:localhost|127\.|192\.168\.|[^/]*(?:ezproxy|proxy|webvpn|sci-hub)[^/]*))",
    re.IGNORECASE,
)


@value_rule("ISSN", severity="error")
def issn(value: str, paper: Paper) -> str | None:
    """An ISSN whose check digit fails, or that is none.

    Why: No catalogue finds the journal by it.
    Mend: Copy it anew from the journal.
    Example: {"title": "On moss", "ISSN": "2049-3631"}
    """
    for part in _parts(value):
        if parse_issn(part) is None:
            digits = len(re.sub(r"\W", "", part))
            return "its check digit is wrong" if digits == 8 else f"{part!r} is no ISSN"
    return None


@value_rule("ISBN", severity="error")
def isbn(value: str, paper: Paper) -> str | None:
    """An ISBN whose check digit fails, or that is none.

    Why: No catalogue finds the book by it.
    Mend: Copy it anew from the book.
    Example: {"type": "book", "title": "On moss", "ISBN": "978-0-306-40615-8"}
    """
    for part in _parts(value):
        if parse_isbn(part) is None:
            if parse_issn(part):
                return "is an ISSN; it goes to ISSN"
            digits = len(re.sub(r"\W", "", part))
            return "its check digit is wrong" if digits in (10, 13) else f"{part!r} is no ISBN"
    return None


@value_rule("DOI", severity="error")
def doi(value: str, paper: Paper) -> str | None:
    """What is no DOI, or a DOI with something before or behind it.

    Why: The link that styles make of it does not lead to the work.
    Mend: Write the bare DOI, which begins with "10.".
    Example: {"title": "On moss", "DOI": "https://doi.org/10.5555/arb.2018.0412"}
    """
    bare = plain_doi(value)
    if bare is None:
        return "is no DOI (10.NNNN/...)"
    if bare != value:
        return f"holds more than the DOI; write {bare}"
    tail = _TAIL.search(value)
    return f"ends as an address does ({tail[0]})" if tail else None


@value_rule("PMID", severity="error")
def pmid(value: str, paper: Paper) -> str | None:
    """What is no number of PubMed, or not the number alone.

    Why: The link made of it does not lead to the work.
    Mend: Write the number alone.
    Example: {"title": "On moss", "PMID": "PMC7000001"}
    """
    number = parse_pmid(value)
    if number is None or len(number) > 8:
        return "is no PMID (up to eight digits)"
    return f"write the number alone: {number}" if number != value else None


@value_rule("PMCID", severity="error")
def pmcid(value: str, paper: Paper) -> str | None:
    """What is no identifier of PubMed Central.

    Why: The link made of it does not lead to the work.
    Mend: Write PMC and the number behind it.
    Example: {"title": "On moss", "PMCID": "C70-01"}
    """
    number = parse_pmcid(value, bare=True)
    if number is None:
        return "is no PMCID (PMC and digits)"
    return None if value.startswith("PMC") else f"is written {number}"


@value_rule("URL", "number", "DOI", "archive_location", "note", severity="error")
def arxiv(value: str, paper: Paper) -> str | None:
    """An arXiv number that is none.

    Why: The link made of it does not lead to the work.
    Mend: Write YYMM.NNNNN, or archive/YYMMNNN for one of before April 2007.
    Example: {"title": "On moss", "number": "arXiv:2013.1"}
    """
    if _ARXIV.search(value) is None or (
        "arxiv.org" in value and not re.search(r"/(?:abs|pdf)/", value)
    ):
        return None
    return None if parse_arxiv(value) else "is no arXiv number (YYMM.NNNNN)"


@value_rule("URL")
def address(value: str, paper: Paper) -> str | None:
    """What is no address, or one that nobody else can open.

    Why: Readers cannot follow it.
    Mend: Give the public address, whole, with https://.
    Example: {"title": "On moss", "URL": "https://www-example-org.ezproxy.uni.example/arb"}
    """
    if _LOCAL.search(value):
        return "leads through a machine, a library or a search of your own; give the public address"
    if value.count("://") > 1 and re.match(r"https?://(?:https?|ftp)://", value):
        return "begins twice"
    if parse_url(value) is None:
        return "is a DOI; it goes to DOI" if parse_doi(value) else "is no address (https://...)"
    if not re.match(r"\w+://", value):
        return f"has no scheme; write {parse_url(value)}"
    if "&amp;" in value:
        return "holds entities; write & for &amp;"
    return "ends in the stop of a sentence" if value.endswith((".", ",", ";")) else None


@paper_rule("URL", "DOI", severity="error")
def address_contradicts_doi(paper: Paper) -> Iterator[Place]:
    """An address that holds another DOI, or another arXiv number, than the paper.

    Why: One of the two leads to another work.
    Mend: Follow both, and keep the right one.
    Example: {"title": "On moss", "DOI": "10.5555/arb.2018.0412", "URL":
        "https://doi.org/10.5555/xyz.77"}
    """
    own, url = parse_doi(paper.DOI or ""), paper.URL or ""
    if own is None or not url:
        return
    other = find_doi(url)
    if other and not (other.startswith(own) or own.startswith(other)):
        yield "URL", url, f"leads to another work than the DOI {own}"
        return
    one, two = parse_arxiv(own), parse_arxiv(url)
    if one and two and without_version(one) != without_version(two):
        yield "URL", url, f"leads to another work than the DOI {own}"


@paper_rule("URL", "PMID", "PMCID", severity="error")
def address_contradicts_pubmed(paper: Paper) -> Iterator[Place]:
    """An address in PubMed or PubMed Central with another number than the paper's.

    Why: One of the two leads to another work.
    Mend: Follow both, and keep the right one.
    Example: {"title": "On moss", "PMID": "31999999", "URL":
        "https://pubmed.ncbi.nlm.nih.gov/31999998/?x=www.ncbi.nlm.nih.gov"}
    """
    url = paper.URL or ""
    for number, found in ((paper.PMID, parse_pmid(url)), (paper.PMCID, parse_pmcid(url))):
        if number and found and found != number:
            yield "URL", url, f"leads to {found}, not to {number}"


def _parts(value: str) -> list[str]:
    """The numbers of a value that lists several, without notes in brackets."""
    return [part for part in _LISTED.split(_NOTE.sub("", value).strip()) if part]
