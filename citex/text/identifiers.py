"""Identifiers in any usual spelling: found, normalised, checked, and the one to cite chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

import msgspec

from citex._late import regex
from citex._remembered import remembered
from citex.model import Remark
from citex.model.remarks import add_remark
from citex.text.addresses import Scheme, identifier_in


class Identifier(msgspec.Struct, frozen=True):
    """An identifier in its normal spelling, and its scheme.

    >>> str(Identifier("pmid", "123"))
    'pmid:123'
    """

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return self.value if self.scheme == "url" else f"{self.scheme}:{self.value}"


# A DOI's suffix may hold any printing character (DOI Handbook, 2.2.2); blanks end it.
_DOI = regex(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_USUAL_DOI = regex(r"10\.[0-9]{4,9}/[0-9A-Za-z.()/:;_-]*[0-9A-Za-z]")
"""A DOI by itself, with no sign that could be of the text around it."""
_DASHES = regex(r"[\u2010-\u2015\u2212]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CHINESE_END = regex(r"[\s\uff0c\u3001\u3002\uff1b\uff09\u3011\u300b\u201c\u201d]")
_DOI_IN_TEXT = regex(r"""(?<![A-Za-z0-9_.])10\.\d{4,9}(?:\.\d+)*/[^\s"'，。；、]+""")
_DOI_PREFIX = regex(
    r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org|doi\.acm\.org|doi\.ieeecomputersociety\.org"
    r"|(?:dx-)?doi[.-]org\.[^/\s]+|(?<=://)[\w.-]+/doi(?:/(?:abs|full|pdf|epdf|epub))?"
    r"|hdl\.handle\.net)/+(?:doi:)?|(?:urn:|info:)?doi\s*(?:[:/=.]\s*)?|doi\.org/+",
    re.IGNORECASE,
)
_ARXIV_NEW = regex(r"(?P<id>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?P<version>v\d{1,3})?")
_ARXIV_OLD = regex(
    r"(?P<id>[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?P<version>v\d{1,3})?"
)
_ARXIV_PREFIX = regex(
    r"(?:https?://)?(?:www\.|export\.|[a-z]{2}\.)?arxiv\.org/(?:abs|pdf|html|format|e-print)/"
    r"|(?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|arxiv\s(?:e-?|pre)prints?[:,]?\s(?:arxiv[:.]\s?)?|arxiv\s*(?:[:.]\s*)?|abs/",
    re.IGNORECASE,
)
_PMID = regex(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|pubmed\.gov)/"
    r"|(?:https?://)?(?:www\.)?europepmc\.org/(?:article|abstract)/med/"
    r"|(?:info:)?(?:pmid|pubmed)\s*(?:[:=/]\s*)?|med:)?0*([1-9]\d{0,8})/?(?:[?#].*)?",
    re.IGNORECASE,
)
_PMCID = regex(
    r"(?:(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/"
    r"|(?:https?://)?(?:www\.)?europepmc\.org/articles?/(?:pmc/)?|pmcid\s*(?:[:=]\s*)?)?"
    r"PMC\s*0*([1-9]\d{0,9})(?:\.\d+)?/?(?:pdf(?:/[^/\s]*)?/?)?(?:[?#].*)?",
    re.IGNORECASE,
)
_BARE_PMCID = regex(r"(?:pmcid\s*(?:[:=]\s*)?)?0*([1-9]\d{0,9})", re.IGNORECASE)
ISSN = regex(r"\d{4}-\d{3}[\dXx]")
"""What an ISSN looks like when it is written as it should be."""
_ISSN = regex(
    r"(?:(?:urn:|e-?|p-?|https?://(?:portal\.|www\.)?issn\.org/resource/)?issn(?:-l)?"
    r"\s*(?:[:=/]\s*)?)?(\d{4})[-\s\u2010-\u2015\u2212]?(\d{3})([\dXx])",
    re.IGNORECASE,
)
_ISBN_PREFIX = regex(r"(?:urn:)?(?:e-?|p-?)?isbn(?:-?1[03])?\s*(?:[:：=]\s*)?", re.IGNORECASE)
_ISBN_NOTE = regex(r"(?<=[\dXx])\s?\([^()]{1,40}\)\Z")
"""What stands behind an ISBN: "(pbk.)", "(平装)"."""
_HYPHENS = regex(r"[\s\u2010-\u2015\u2212\uff0d-]")
_URL = regex(r"(?:https?|ftp)://[^\s<>\"]+", re.IGNORECASE)
_BARE_URL = regex(r"www\.[^\s<>\"/]+\.[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_BRACKETS = regex(r"[\[\]{}]")
_CLOSERS = {")": "(", "]": "[", ">": "<", "}": "{"}


def parse(text: str) -> Identifier | None:
    """The identifier that `text` spells, whole, in any usual way; None if it spells none.

    A bare number is a PMID unless it is a valid ISBN or, with its hyphen, a valid ISSN. An address
    is what it holds or stands for; an RFC is its DOI.

    >>> parse("https://doi.org/10.1016/S0140-6736(97)11096-0")
    Identifier(scheme='doi', value='10.1016/s0140-6736(97)11096-0')
    >>> parse("PMC0012345").value, parse("arXiv:2404.13957v2").value, parse("PMID: 30089069").value
    ('PMC12345', '2404.13957v2', '30089069')
    >>> parse("978-7-111-40701-0").scheme, parse("10423").scheme, parse("hello") is None
    ('isbn', 'pmid', True)
    >>> str(parse("RFC 8259")), str(parse("https://zenodo.org/records/3995383"))
    ('doi:10.17487/rfc8259', 'doi:10.5281/zenodo.3995383')
    """
    text = text.strip()
    for scheme, reader in _ORDER:
        value = reader(text)
        if value is not None:
            return Identifier(scheme, value)
    address = parse_url(text)
    if address is None:
        return None
    found = identifier_in(address)
    return Identifier(*found) if found else Identifier("url", address)


def parse_doi(text: str) -> str | None:
    """The DOI in lower case, without resolver or label, or None (DOIs ignore case: ISO 26324, 4.3).

    Parentheses and angle brackets are part of a DOI; a full stop, comma or closing bracket that
    has no partner at the end is not.

    >>> parse_doi("DOI: 10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2")
    '10.1130/0091-7613(1995)023<0292:foitvs>2.3.co;2'
    >>> parse_doi("https://doi.org/10.1000%2F182"), parse_doi("(doi:10.1000/182).")
    ('10.1000/182', '10.1000/182')
    """
    value = plain_doi(text)
    return None if value is None else value.lower()


def plain_doi(text: str) -> str | None:
    """The DOI in the case it was written in, without resolver or label, or None.

    >>> plain_doi("http://dx.doi.org/10.1002/ADMA.1"), plain_doi("DOI：10.5555/abc，下")
    ('10.1002/ADMA.1', '10.5555/abc')
    >>> plain_doi("10.5555/26%3C2%3E0"), plain_doi("https://doi.org/10.5555/abc?ref=x#part")
    ('10.5555/26<2>0', '10.5555/abc')
    """
    if _USUAL_DOI.fullmatch(text):
        return text
    text = text.strip()
    if not text.isascii():
        text = _narrow(text)
    if not text.startswith("10."):
        text = text.lstrip("([<{ ")
        from_url = False
        while prefix := _DOI_PREFIX.match(text):
            from_url = from_url or "://" in prefix[0]
            text = text[prefix.end() :]
        if from_url:
            text = unquote(text.partition("?")[0].partition("#")[0])
    if "%" in text and _ESCAPED_SIGN.search(text):
        text = unquote(text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if "?" in text:
        text = _TRACKED.sub("", text)
    if "\\" in text:
        text = _ESCAPED_IN_TEX.sub(lambda escaped: escaped[1] or "_", text)
    if not _DOI.fullmatch(text):
        return None
    trimmed = _trimmed(_closed(text))
    return trimmed if trimmed == text or _DOI.fullmatch(trimmed) else None


_TRACKED = regex(
    r"\?(?:utm_\w+|needAccess|casa_token|journalCode|download|fbclid|via|ref|src)=\S*",
    re.IGNORECASE,
)
"""What sites put behind an address to see where a reader came from."""
_ESCAPED_IN_TEX = regex(r"\{\\_\}|\\([_%&#])")
_ESCAPED_SIGN = regex(r"%(?:2F|3C|3E|28|29|3A|3B)", re.IGNORECASE)
"""A sign that DOIs hold, as addresses write it."""


def _narrow(text: str) -> str:
    """The text with full-width signs made narrow, up to the Chinese stop behind a number."""
    label, ten, number = text.partition("10" if "10" in text else "１０")
    number = _DASHES.sub("-", _CHINESE_END.split(number)[0])
    return (label + ten + number).translate(_FULL_WIDTH)


def _digits(text: str) -> str:
    """The text around which nothing stands, its full-width signs made narrow."""
    text = text.strip()
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def find_doi(text: str) -> str | None:
    """The first DOI that stands anywhere in `text`, in lower case, or None.

    >>> find_doi("see Lancet, doi:10.1016/S0140-6736(97)11096-0.")
    '10.1016/s0140-6736(97)11096-0'
    """
    found = doi_among(text)
    return found.lower() if found else None


def doi_among(text: str) -> str | None:
    """The same in the case it was written in.

    >>> doi_among("see doi:10.5555/AB-1.")
    '10.5555/AB-1'
    """
    match = _DOI_IN_TEXT.search(unquote(text) if "%2f" in text.lower() else text)
    return plain_doi(match[0]) if match else None


def parse_arxiv(text: str) -> str | None:
    """The arXiv identifier, with its version if it has one, or None.

    >>> parse_arxiv("http://arxiv.org/abs/1605.08386v1"), parse_arxiv("abs/math.GT/0309136")
    ('1605.08386v1', 'math.GT/0309136')
    >>> parse_arxiv("10.48550/arXiv.2404.13957"), parse_arxiv("2499.13957")
    ('2404.13957', None)
    """
    text = text.strip()
    prefix = _ARXIV_PREFIX.match(text)
    if prefix:
        text = text[prefix.end() :]
    text = text.partition("?")[0].partition("#")[0].partition(" [")[0].rstrip("/")
    text = text[:-4] if text.lower().endswith(".pdf") else text
    match = _ARXIV_NEW.fullmatch(text) or _ARXIV_OLD.fullmatch(text)
    return match[0] if match else None


def without_version(arxiv: str) -> str:
    """An arXiv identifier without its version.

    >>> without_version("1605.08386v1")
    '1605.08386'
    """
    match = _ARXIV_NEW.fullmatch(arxiv) or _ARXIV_OLD.fullmatch(arxiv)
    return match["id"] if match else arxiv


def parse_pmid(text: str) -> str | None:
    """The PubMed number, without label, URL or leading noughts, or None.

    >>> parse_pmid("https://pubmed.ncbi.nlm.nih.gov/30089069/"), parse_pmid("PMID: 123")
    ('30089069', '123')
    """
    match = _PMID.fullmatch(_digits(text))
    return match[1] if match else None


def parse_pmcid(text: str, *, bare: bool = False) -> str | None:
    """The PubMed Central identifier with its "PMC", or None; `bare` allows the number alone.

    >>> parse_pmcid("https://pmc.ncbi.nlm.nih.gov/articles/PMC12505684/")
    'PMC12505684'
    >>> parse_pmcid("12", bare=True), parse_pmcid("12")
    ('PMC12', None)
    """
    text = _digits(text)
    match = _PMCID.fullmatch(text) or (_BARE_PMCID.fullmatch(text) if bare else None)
    return f"PMC{match[1]}" if match else None


def bookshelf(accession: str) -> str | None:
    """The address of a book on NCBI's Bookshelf by its accession number, or None.

    >>> bookshelf("NBK1"), bookshelf("1")
    ('https://www.ncbi.nlm.nih.gov/books/NBK1/', None)
    """
    found = re.fullmatch(r"NBK\d{1,9}", accession.strip())
    return f"https://www.ncbi.nlm.nih.gov/books/{found[0]}/" if found else None


def parse_isbn(text: str) -> str | None:
    """The ISBN's digits if its check digit is right, or None (ISO 2108).

    >>> parse_isbn("ISBN 978-7-111-40701-0"), parse_isbn("0-19-852663-6"), parse_isbn("0198526637")
    ('9787111407010', '0198526636', None)
    """
    text = _digits(text)
    prefix = _ISBN_PREFIX.match(text)
    text = _ISBN_NOTE.sub("", text[prefix.end() :] if prefix else text)
    digits = _HYPHENS.sub("", text).upper()
    if len(digits) == 13 and digits.isascii() and digits.isdigit():
        valid = digits[:3] in ("978", "979") and _ean_sum(digits) % 10 == 0
        return digits if valid else None
    if len(digits) == 10 and digits.isascii() and digits[:9].isdigit() and digits[9] in _CHECKS:
        total = sum((10 - place) * _CHECKS.index(digit) for place, digit in enumerate(digits))
        return digits if total % 11 == 0 else None
    return None


def isbn13(isbn: str) -> str:
    """A valid ISBN in thirteen digits.

    >>> isbn13("0198526636")
    '9780198526636'
    """
    if len(isbn) == 13:
        return isbn
    body = "978" + isbn[:9]
    return body + str(-_ean_sum(body + "0") % 10)


def isbn10(isbn: str) -> str | None:
    """A valid ISBN in ten digits, as it stood in books before 2007; None where it has none (979).

    >>> isbn10("9780198526636"), isbn10("9787111407010"), isbn10("9791090724013")
    ('0198526636', '7111407016', None)
    """
    if len(isbn) == 10:
        return isbn
    body = isbn[3:12]
    total = sum((10 - place) * int(digit) for place, digit in enumerate(body))
    return body + _CHECKS[-total % 11] if isbn.startswith("978") else None


@remembered(4096)  # the ISSN of a journal comes with each of its papers
def parse_issn(text: str) -> str | None:
    """The ISSN as NNNN-NNNC if its check digit is right, or None (ISO 3297).

    >>> parse_issn("0003987x"), parse_issn("1529-2908"), parse_issn("1529-2909")
    ('0003-987X', '1529-2908', None)
    """
    match = _ISSN.fullmatch(_digits(text))
    if match is None:
        return None
    digits = match[1] + match[2] + match[3].upper()
    total = sum((8 - place) * _CHECKS.index(digit) for place, digit in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else None


def parse_url(text: str) -> str | None:
    """The address, or None; a bare "www." gets its scheme.

    >>> parse_url("www.example.org/a"), parse_url("not a link")
    ('http://www.example.org/a', None)
    """
    text = text.strip().strip("<>")
    if _URL.fullmatch(text):
        return text
    return f"http://{text}" if _BARE_URL.fullmatch(text) else None


_LOCAL = regex(
    r"file:|internal-pdf:|(?:zotero|mendeley|papers\d?|readcube|about"
    r"|chrome(?:-extension)?|moz-extension):|[A-Za-z]:[\\/](?!/)|\\\\\w"
    r"|/(?:home|Users|Volumes|mnt|storage|tmp)/",
    re.IGNORECASE,
)


def is_local(url: str) -> bool:
    """Whether an address is that of a file or a program on somebody's own machine.

    >>> is_local("internal-pdf://12/a.pdf"), is_local("C:\\\\a.pdf"), is_local("http://a.org")
    (True, True, False)
    """
    return _LOCAL.match(url.strip()) is not None


def is_doi_url(url: str, doi: str | None) -> bool:
    """Whether an address says no more than the DOI does.

    >>> is_doi_url("https://doi.org/10.1000/182", "10.1000/182")
    True
    """
    found = parse_doi(url) if "doi.org/" in url.lower() else None
    return found is not None and (doi is None or found == doi.lower())


_CHECKS = "0123456789X"


def _ean_sum(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def _closed(text: str) -> str:
    """The text up to a bracket that closes what the DOI stands in: a link's, or a command's."""
    depth = 0
    for sign in _BRACKETS.finditer(text) if "]" in text or "}" in text else ():
        depth += 1 if sign[0] in "[{" else -1
        if depth < 0:
            return text[: sign.start()]
    return text


def _trimmed(doi: str) -> str:
    """The DOI without the punctuation of the sentence it stood in."""
    end = len(doi)
    while True:
        last = doi[end - 1]
        if last in ".,;:'\"”’" or (last == "/" and doi.count("/", 0, end) > 1):
            end -= 1
            continue
        opener = _CLOSERS.get(last)
        if opener is None:
            return doi[:end]
        lone = doi.count(last, 0, end) - doi.count(opener, 0, end)
        if lone <= 0:
            return doi[:end]
        end -= min(lone, end - len(doi[:end].rstrip(last)))


def _hyphenated_issn(text: str) -> str | None:
    return parse_issn(text) if not text.isdigit() else None


_FORMS: dict[Scheme, re.Pattern[str]] = {
    "shortdoi": regex(r"(?:doi\s*(?:[:=]\s*)?)?(10/[a-z0-9]{3,10})", re.IGNORECASE),
    "openalex": regex(r"(?:openalex\s*(?:[:=]\s*)?)?([Ww]\d{4,12})", re.IGNORECASE),
    "wikidata": regex(r"(?:wikidata\s*(?:[:=]\s*)?)?(Q\d{1,12})", re.IGNORECASE),
    "hal": regex(
        r"(?:hal\s*[:=]\s*)?((?:hal|halshs|tel|inria|inserm|in2p3|pasteur|cea|cel|dumas|ird|insu|ujm|"
        r"lirmm|medihal|mem|sic|emse|ensl|artxibo|jpa|ineris|edutice|hprints)-\d{8})(?:v\d+)?",
        re.IGNORECASE,
    ),
    "handle": regex(r"(?:hdl|handle|info:hdl)\s*[:/=]\s*(\d[\d.]*/\S+)", re.IGNORECASE),
    "nbk": regex(r"(?:bookshelf\s*(?:id\s*)?(?:[:=]\s*)?)?(NBK\d{1,9})", re.IGNORECASE),
    "bibcode": regex(
        r"(?:(?:ads|bibcode)\s*[:=]\s*)?((?:1[6-9]|20)\d\d[A-Za-z][A-Za-z0-9.&]{13}[A-Za-z.:])"
    ),
    "dblp": regex(
        r"(?:dblp\s*[:=]\s*)((?:conf|journals|books|series|phd|reference|tr)/[\w./-]+)",
        re.IGNORECASE,
    ),
    "inspire": regex(r"inspire(?:-?hep)?\s*(?:id\s*)?(?:[:=]\s*)?(\d{1,9})", re.IGNORECASE),
}
"""The schemes that are known by a form or a label alone."""
_CASE: dict[Scheme, Callable[[str], str]] = {
    "shortdoi": str.lower, "openalex": str.upper, "wikidata": str.upper, "hal": str.lower,
    "nbk": str.upper,
}  # fmt: skip


def _form(scheme: Scheme, pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    case = _CASE.get(scheme, str)

    def read(text: str) -> str | None:
        found = pattern.fullmatch(text)
        return case(found[1]) if found else None

    return read


_RFC = regex(r"rfc[\s:=-]*0*(\d{1,5})", re.IGNORECASE)


def _parse_rfc(text: str) -> str | None:
    """The DOI of an RFC by its number."""
    found = _RFC.fullmatch(text)
    return f"10.17487/rfc{found[1]:0>4}" if found else None


_S2 = regex(
    r"(?:(?:s2|semantic\s?scholar)\s*[:=]\s*)?(?:([0-9a-f]{40})|corpus\s?id\s*(?:[:=]\s*)?(\d{1,12}))"
    r"|s2\s?cid\s*(?:[:=]\s*)?(\d{1,12})",
    re.IGNORECASE,
)


def _parse_s2(text: str) -> str | None:
    """Semantic Scholar's own identifier: the paper's, or its number in the corpus (S2CID)."""
    found = _S2.fullmatch(text)
    if found is None:
        return None
    return found[1].lower() if found[1] else f"CorpusId:{found[2] or found[3]}"


_RXIV_VERSION = regex(r"(10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d{1,2}")


def _parse_registered(text: str) -> str | None:
    """The DOI as it is registered: bioRxiv and medRxiv have one for all versions."""
    doi = parse_doi(text)
    version = _RXIV_VERSION.fullmatch(doi) if doi else None
    return version[1] if version else doi


_ORDER: tuple[tuple[Scheme, Callable[[str], str | None]], ...] = (
    ("arxiv", parse_arxiv),
    ("doi", _parse_registered),
    ("doi", _parse_rfc),
    ("pmcid", parse_pmcid),
    ("isbn", parse_isbn),
    ("issn", _hyphenated_issn),
    ("pmid", parse_pmid),
    *((scheme, _form(scheme, pattern)) for scheme, pattern in _FORMS.items()),
    ("s2", _parse_s2),
)


_ISBN_URL = regex(r"\A(?:https?://)?(?:id\.crossref\.org/isbn/|books\.google\.[a-z]+/books\?vid=ISBN)",
                       re.IGNORECASE)  # fmt: skip


def choose_issn(
    given: Iterable[str], remarks: list[Remark], *, preferred: Iterable[str] = ()
) -> str | None:
    """The ISSN to cite: the first valid one of `preferred`, else of `given`.

    One with a wrong check digit is dropped with a note; the others of several are noted too.

    >>> notes = []
    >>> choose_issn(["1529-2908; 1529-2916; "], notes)
    '1529-2908'
    >>> choose_issn(["0003-987x", "1234-5678"], notes)
    '0003-987X'
    >>> [note.kind for note in notes]
    ['dropped', 'dropped']
    """
    first = [part for text in preferred for part in _parts(text)]
    listed = [part for text in given for part in _parts(text)]
    return _chosen("ISSN", parse_issn, first, listed, remarks)


def choose_isbn(
    given: Iterable[str], remarks: list[Remark], *, preferred: Iterable[str] = ()
) -> str | None:
    """The ISBN to cite: the first valid one of `preferred`, else of `given`; digits only.

    >>> choose_isbn(["978-0-387-35544-4", "9780387399409"], [])
    '9780387399409'
    """
    return _chosen("ISBN", _parse_isbn_url, list(preferred), list(given), remarks)


def _parse_isbn_url(text: str) -> str | None:
    return parse_isbn(_ISBN_URL.sub("", text.strip()))


def _chosen(
    variable: str,
    parse: Callable[[str], str | None],
    preferred: list[str],
    given: list[str],
    remarks: list[Remark],
) -> str | None:
    """The number to cite, an ISBN of 13 digits first; notes say which others there are."""
    parsed = {text: parse(text) for text in given}
    valid = list(dict.fromkeys(filter(None, parsed.values())))
    wrong = [text for text in given if parsed[text] is None]
    if wrong:
        add_remark(remarks, "dropped", variable, f"is no valid {variable}", "; ".join(wrong))
    favourites = list(filter(None, map(parse, preferred)))
    ranked = sorted(valid, key=lambda number: len(number) != 13)
    chosen = next(iter(favourites + ranked), None)
    others = [number for number in valid if number != chosen]
    if others:
        message = f"{chosen} was chosen; not used"
        add_remark(remarks, "dropped", variable, message, "; ".join(others))
    return chosen


def _parts(text: str) -> list[str]:
    if len(text) == 9:
        return [text]
    return [part for part in re.split(r"[;,\s]+", _KIND.sub(" ", text)) if part]


_KIND = regex(
    r"(?:(?<!\s)\s+)?\([A-Za-z][A-Za-z .-]{0,24}\)|\b[ep]?-?ISSN(?:-?L)?\b[:：]?", re.IGNORECASE
)


def standard_number(text: str) -> str | None:
    """The number, with its year, of a standard that stands before or behind its title.

    >>> standard_number("GB/T 7714—2015 著录规则"), standard_number("著录规则: GB/T 7714-2015")
    ('GB/T 7714—2015', 'GB/T 7714-2015')
    >>> standard_number("Tools for ISO 9001:2015 and more") is None
    True
    """
    match = _STANDARD.search(text[:400])
    return match[1] or match[2] if match else None


_NUMBER_OF_STANDARD = (
    r"(?:GB|GBJ|JJF|JJG|ISO|IEC|[A-Z]{2}|DB\d\d)(?:/[TZ])?\s?\d+(?:\.\d+)?[-—–:]\d{4}(?!\d)"
)
_STANDARD = regex(rf"\A({_NUMBER_OF_STANDARD})|[:：(（]\s?({_NUMBER_OF_STANDARD})[)）]?\Z")
