"""What an index keeps of a paper: identifiers, the words of its titles, and all of it, packed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator

import msgspec

from citex._late import regex
from citex.duplicates.fingerprint import doi_of
from citex.duplicates.titles import SMALL, title_of, words
from citex.errors import CitexError
from citex.model import Paper, finished
from citex.model.item import from_item, to_item
from citex.text.identifiers import (
    Identifier,
    isbn13,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
    without_version,
)
from citex.text.translations import translations_of

LARGEST = 16_000_000
"""How many bytes a record may have when it is unpacked."""

_COMMON = (
    b'{"id":"","type":"article-journal","title":"","author":[{"family":"","given":""},{"literal":""'
    b'}],"container-title":"","container-title-short":"","collection-title":"","publisher":"",'
    b'"publisher-place":"","issued":{"date-parts":[[20]]},"volume":"","issue":"","page":"","number'
    b'":"","DOI":"10.10","URL":"https://doi.org/10.","ISSN":"","ISBN":"","PMID":"","PMCID":"PMC",'
    b'"language":"en","abstract":"<p></p>","keyword":"","source":"Crossref","custom":{"translations'
    b'":{"en":{"title":""}},"status":{"retracted":""},"extra":{}}} of the and in for a study '
)
"""What records begin with as it were, so that a short one is packed well."""

_RUN = regex(r"[\u3040-\u30ff\u3400-\u9fff]+|[^\s\u3040-\u30ff\u3400-\u9fff]+")


class Entry(msgspec.Struct, array_like=True, gc=False):
    """A paper as it lies in an index."""

    keys: list[int]
    words: str
    data: bytes


def entry_of(paper: Paper) -> Entry:
    """What is kept of a paper."""
    titles = [paper.title, paper.original_title]
    titles += [values.get("title") for values in translations_of(paper).values()]
    found = [token for title in titles if isinstance(title, str) for token in tokens_of(title)]
    return Entry(
        sorted({key_of(name) for name in names_of(paper)}),
        " ".join(dict.fromkeys(found)),
        packed(paper),
    )


def entries(papers: list[Paper]) -> bytes:
    """The entries of papers, encoded, for `Setup.made`."""
    return msgspec.msgpack.encode([entry_of(paper) for paper in papers])


def tokens_of(title: str) -> list[str]:
    """The words of a title that is looked for; of Chinese and Japanese, each two neighbours.

    >>> tokens_of("On the Growth of Gardens"), tokens_of("红楼夢 2")
    (['growth', 'gardens'], ['红楼', '楼梦', '2'])
    """
    found: list[str] = []
    for run in _RUN.findall(title_of(title).words or words(title)):
        if len(run) > 1 and not run.isascii() and run[0] >= "\u3040" and run[0] < "\ua000":
            found += [run[place : place + 2] for place in range(len(run) - 1)]
        else:
            found.append(run)
    return [token for token in found if token not in SMALL] or found


def names_of(paper: Paper) -> Iterator[str]:
    """The identifiers of a paper, each with its scheme, as they are looked for."""
    for scheme, value in (
        ("doi", paper.DOI), ("doi", doi_of(paper)), ("pmid", paper.PMID), ("pmcid", paper.PMCID),
    ):  # fmt: skip
        if value and (name := name_of(scheme, value)):
            yield name
    for isbn in (paper.ISBN or "").replace(",", " ").split():
        if name := name_of("isbn", isbn):
            yield name
    for text in (paper.number, paper.archive_location, paper.DOI, paper.URL):
        if text and "arxiv" in text.lower() and (name := name_of("arxiv", text)):
            yield name


def name_of(scheme: str, value: str) -> str | None:
    """An identifier with its scheme, in the one spelling that is looked for; None where it is none.

    >>> name_of("doi", "https://doi.org/10.1000/ABC"), name_of("isbn", "0198526636")
    ('doi:10.1000/abc', 'isbn:9780198526636')
    """
    found: str | None = value.strip().casefold()
    if scheme == "doi":
        found = parse_doi(value)
    elif scheme == "pmid":
        found = parse_pmid(value)
    elif scheme == "pmcid":
        found = parse_pmcid(value, bare=True)
    elif scheme == "isbn":
        isbn = parse_isbn(value)
        found = isbn13(isbn) if isbn else None
    elif scheme == "arxiv":
        number = parse_arxiv(value)
        found = without_version(number).casefold() if number else None
    return f"{scheme}:{found}" if found else None


def names_for(identifier: Identifier) -> Iterable[str]:
    """The spellings under which an identifier may lie; the DOI of a version is its work's, too."""
    name = name_of(identifier.scheme, identifier.value)
    if name is None:
        return ()
    if identifier.scheme == "doi":
        return dict.fromkeys((name, f"doi:{doi_of(Paper(DOI=identifier.value))}"))
    return (name,)


def key_of(name: str) -> int:
    """The number under which a name lies: two in a thousand million million share one."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def packed(paper: Paper) -> bytes:
    """A paper as CSL-JSON, packed."""
    item = to_item(paper)
    try:
        text = msgspec.json.encode(item)
    except (TypeError, ValueError, RecursionError):  # what `custom` holds cannot be said in JSON
        item.pop("custom", None)
        text = msgspec.json.encode(item, enc_hook=str)
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _COMMON)
    return packer.compress(text) + packer.flush()


def unpacked(data: bytes) -> Paper:
    """The paper of packed data. Raises CitexError for what is none."""
    unpacker = zlib.decompressobj(-15, _COMMON)
    try:
        text = unpacker.decompress(data, LARGEST)
        if not unpacker.eof:
            raise CitexError("the index is broken: a record is cut off, or too large")
        item = msgspec.json.decode(text, type=dict[str, object])
        return finished(from_item(item))
    except (zlib.error, msgspec.MsgspecError, RecursionError, UnicodeError, TypeError) as error:
        raise CitexError(f"the index is broken: a record cannot be read: {error}") from None
