"""Web addresses that name a work: the identifier that stands in them, or follows from them.

Each row was taken from how its site builds its addresses, as of 2026-11.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

from citex._late import regex

Scheme = Literal[
    "doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "shortdoi", "openalex", "wikidata", "hal",
    "handle", "nbk", "bibcode", "dblp", "inspire", "s2", "github", "url",
]  # fmt: skip
"""What an identifier can be."""

_WEB = regex(r"\s*<?(?:https?://)?(?:www\.)?", re.IGNORECASE)

_TABLE: tuple[tuple[str, Scheme, str], ...] = (
    # a DOI that its agency or publisher makes of the number in the address
    (r"(?:rfc-editor\.org/(?:rfc|info)|datatracker\.ietf\.org/doc(?:/html)?"
     r"|tools\.ietf\.org/html)/(?:draft-)?rfc0*(\d{1,5})", "doi", "10.17487/rfc{:0>4}"),
    (r"zenodo\.org/records?/(\d+)(?:/.*)?", "doi", "10.5281/zenodo.{}"),
    (r"figshare\.com/articles/(?:[\w-]+/)?[^/]*/(\d+)(?:/\d+)?", "doi",
     "10.6084/m9.figshare.{}"),
    (r"(?:papers\.)?ssrn\.com/(?:abstract=|sol3/papers\.cfm\?abstract_id=)(\d+)", "doi",
     "10.2139/ssrn.{}"),
    (r"jstor\.org/stable/(\d+)", "doi", "10.2307/{}"),
    (r"nature\.com/articles/([a-z]{0,12}\d[\w.-]+?)", "doi", "10.1038/{}"),
    (r"(?:bio|med)rxiv\.org/content/(?:biorxiv/)?early/\d{4}/\d\d/\d\d/"
     r"((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d+)?(?:\..*)?",
     "doi", "10.1101/{}"),
    (r"elifesciences\.org/(?:articles|reviewed-preprints)/0*(\d{5,6})(?:v\d)?", "doi",
     "10.7554/elife.{}"),
    (r"peerj\.com/articles/(\d+)", "doi", "10.7717/peerj.{}"),
    (r"peerj\.com/articles/(cs|matsci|pchem|achem|ichem|ochem)-(\d+)", "doi",
     "10.7717/peerj-{}.{}"),
    (r"([a-z]{2,4})\.copernicus\.org/articles/(\d+)/(\w+)/((?:19|20)\d\d)", "doi",
     "10.5194/{}-{}-{}-{}"),
    (r"bmj\.com/content/\d{3}/(bmj\.[a-z]\d+|bmj-\d{4}-\d+)", "doi", "10.1136/{}"),
    (r"researchsquare\.com/article/(rs-\d+/v\d+)", "doi", "10.21203/rs.3.{}"),
    (r"preprints\.org/manuscript/(\d{6}\.\d{4})/v(\d+)", "doi", "10.20944/preprints{}.v{}"),
    (r"osf\.io/preprints/psyarxiv/([a-z0-9]{5})(?:_v\d+)?", "doi", "10.31234/osf.io/{}"),
    (r"osf\.io/preprints/socarxiv/([a-z0-9]{5})(?:_v\d+)?", "doi", "10.31235/osf.io/{}"),
    (r"osf\.io/([a-z0-9]{5})", "doi", "10.17605/osf.io/{}"),
    (r"(?:dx\.)?doi\.org/(?:10/)?([a-z0-9]{3,10})", "shortdoi", "10/{}"),
    # addresses that hold the identifier of another service
    (r"(?:alphaxiv\.org/(?:abs|overview)|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)"
     r"|huggingface\.co/papers)/(\d{4}\.\d{4,5}(?:v\d+)?)", "arxiv", "{}"),
    (r"(?:[\w.]*amazon\.[a-z.]{2,6}/(?:[^/]+/)?(?:dp|gp/product)|openlibrary\.org/isbn"
     r"|worldcat\.org/isbn)/(\d{9}[\dxX]|97[89]\d{10})(?:/.*)?", "isbn", "{}"),
    (r"[\w.-]+(?:/[\w.-]+){0,3}/isbn/(97[89]\d{10})(?:/.*)?", "isbn", "{}"),
    (r"books\.google\.[a-z.]{2,6}/books\?(?:vid=|isbn=)(?:isbn)?:?(97[89]\d{10}|\d{9}[\dxX])",
     "isbn", "{}"),
    # the services' own
    (r"(?:api\.)?openalex\.org/(?:works/)?([Ww]\d{1,12})", "openalex", "{}"),
    (r"wikidata\.org/(?:wiki|entity)/(?:Special:EntityData/)?(Q\d{1,12})", "wikidata", "{}"),
    (r"(?:\w[\w-]*\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.[\w-]+\.fr|theses\.hal\.science)"
     r"/(?:document/)?([a-z][a-z0-9_-]{1,20}-\d{8})(?:v\d+)?(?:/.*)?", "hal", "{}"),
    (r"(?:ncbi\.nlm\.nih\.gov/books|bookshelf\.org)/(NBK\d{1,9})", "nbk", "{}"),
    (r"(?:ui\.)?adsabs\.harvard\.edu/(?:abs/|#abs/|cgi-bin/bib_query\?)([^/]{19})(?:/.*)?",
     "bibcode", "{}"),
    (r"(?:hdl\.handle\.net)/(\d[\d.]*/\S+)", "handle", "{}"),
    (r"dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/|bib/)?((?:conf|journals|books|series|phd|"
     r"reference|tr|homepages)/[\w./-]+?)", "dblp", "{}"),
    (r"inspirehep\.net/(?:api/)?(?:literature|record)/(\d{1,9})", "inspire", "{}"),
    (r"semanticscholar\.org/(?:paper|reader)/(?:[^/]+/)?([0-9a-f]{40})(?:/.*)?", "s2", "{}"),
    (r"(?:api\.)?semanticscholar\.org/(?:graph/v1/paper/)?[Cc]orpus[Ii][Dd]:(\d{1,12})", "s2",
     "CorpusId:{}"),
    (r"github\.com/([\w-]+/[\w.-]+?)(?:\.git|/(?:tree|blob)/.*)?", "github", "{}"),
)  # fmt: skip
"""Pattern of the address without "https://www.", scheme, and value made of its groups."""

_ROWS = tuple(
    (regex(rf"\A(?:{pattern})(?:\.(?:html?|txt|pdf|bib|json|xml))?/?(?:[?#&].*)?"), scheme, value)
    for pattern, scheme, value in _TABLE
)
_VERSION = regex(r"(?<=\d)v\d{1,2}(?=[./?#]|\Z)")
_TAILS = frozenset(
    "pdf epdf pdfft epub full fulltext full-text full-xml abstract abs meta html summary references"
    " figures tables citation metrics download supplementary suppl_file".split()
)
"""What a publisher's address may have behind a DOI: a part of the path."""
_ENDING = regex(
    r"\.(?:full|abstract|short|full-text|extract|article-info)(?:\.pdf\S*)?\Z"
    r"|\.(?:pdf|html?|xml|epub)\Z",
    re.IGNORECASE,
)
_DOI_IN_PATH = regex(
    r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[^\s?#&\"'<>]+|(?<=[=])10\.\d{4,9}%2[fF][^\s&#]+"
)


def identifier_in(address: str) -> tuple[Scheme, str] | None:
    """Scheme and value of the identifier that a web address holds or stands for, or None.

    >>> identifier_in("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v2.full.pdf")
    ('doi', '10.1101/2020.01.30.927871')
    >>> identifier_in("https://www.rfc-editor.org/rfc/rfc8259.html")
    ('doi', '10.17487/rfc8259')
    >>> identifier_in("https://openalex.org/W2741809807"), identifier_in("https://example.org/")
    (('openalex', 'W2741809807'), None)
    """
    prefix = _WEB.match(address)
    rest = address[prefix.end() if prefix else 0 :].strip().rstrip(">")
    host, slash, path = rest.partition("/")
    rest = host.lower() + slash + (path.replace("%26", "&") if "adsabs" in host.lower() else path)
    for pattern, scheme, value in _ROWS:
        if found := pattern.fullmatch(rest):
            return scheme, value.format(*found.groups())
    doi = doi_in(rest)
    return ("doi", doi) if doi else None


RESOLVERS = {
    "hdl": "https://hdl.handle.net/{}", "handle": "https://hdl.handle.net/{}",
    "urn": "https://nbn-resolving.org/{}", "ark": "https://n2t.net/{}",
    "cstr": "https://cstr.cn/{}",
}  # fmt: skip
"""Where an identifier that CSL has no variable for is resolved."""
_IDENTIFIER_OF = {
    "hdl": regex(r"(?:(?:hdl|handle)\s?:\s?|info:hdl/)?(\d[\d.]{0,30}/\S{1,200})", re.IGNORECASE),
    "urn": regex(r"(urn:nbn:[a-z]{2}[a-z0-9:./-]{1,100})", re.IGNORECASE),
    "ark": regex(r"(ark:/?\d{5,9}/\S{1,200})", re.IGNORECASE),
    "cstr": regex(r"(?:cstr\s?[:：]?\s?)?(\d{5}\.\d{2}\.\S{1,200})", re.IGNORECASE),
}
"""What the identifiers of a scheme look like; other URNs have no resolver."""


def resolved(scheme: str, text: str) -> str | None:
    """The address at which a handle, a URN of a national library, an ARK or a CSTR is resolved.

    >>> resolved("urn", "urn:nbn:de:101:1-2015"), resolved("hdl", "1721.1/12345")
    ('https://nbn-resolving.org/urn:nbn:de:101:1-2015', 'https://hdl.handle.net/1721.1/12345')
    >>> resolved("urn", "urn:isbn:9780306406157"), resolved("x", "1721.1/12345")
    (None, None)
    """
    pattern = _IDENTIFIER_OF.get("hdl" if scheme == "handle" else scheme)
    found = pattern.fullmatch(text.strip()) if pattern else None
    return RESOLVERS[scheme].format(found[1]) if found else None


_NAMED = regex(r"(?:info:)?(hdl|handle|urn|ark|cstr)\b", re.IGNORECASE)


def resolved_alone(text: str) -> str | None:
    """The same of an identifier that says itself of which scheme it is.

    >>> resolved_alone("hdl:1721.1/12345"), resolved_alone("ark:/12148/bpt6k5"), resolved_alone("x")
    ('https://hdl.handle.net/1721.1/12345', 'https://n2t.net/ark:/12148/bpt6k5', None)
    """
    text = text.strip()
    named = _NAMED.match(text)
    return resolved(named[1].lower(), text) if named else None


def is_resolver(address: str) -> bool:
    """Whether an address is that of a resolver: the site's own is better known.

    >>> is_resolver("https://hdl.handle.net/1721.1/1"), is_resolver("https://example.org/")
    (True, False)
    """
    return address.startswith(tuple(form.format("") for form in RESOLVERS.values()))


def doi_in(address: str) -> str | None:
    """The DOI that stands in an address, without the address's own ending, or None.

    >>> doi_in("https://www.frontiersin.org/articles/10.3389/fpsyg.2020.00001/full")
    '10.3389/fpsyg.2020.00001'
    """
    found = _DOI_IN_PATH.search(unquote(address) if "%2f" in address.lower() else address)
    if found is None:
        return None
    doi = _without_tail(unquote(found[0]))
    if "rxiv.org/content" in address:
        doi = _without_tail(_VERSION.sub("", doi))
    return doi.rstrip("/.,;:").lower()


def _without_tail(doi: str) -> str:
    head, slash, last = doi.rstrip("/").rpartition("/")
    while "/" in head and (last.lower() in _TAILS or last.lower().startswith("tab-")):
        head, slash, last = head.rpartition("/")
    return _ENDING.sub("", head + slash + last)
