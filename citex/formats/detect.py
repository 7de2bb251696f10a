"""Which format a text is in: by the suffix of its file, and by what it holds.

The built-in formats stand in one table, `formats.tsv`, so that none is imported before it is asked
for. The formats themselves take their suffixes and other names from it (`builtin`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from citex._late import regex
from citex.formats import Format
from citex.model import KINDS
from citex.text.tables import read_table


class Builtin(NamedTuple):
    """A built-in format: its module, what it is called, and its suffixes."""

    module: str
    title: str
    media_type: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


Look = Callable[[str], int | None]
"""Where in the beginning of a text the mark of a format stands; None where there is none."""


def _search(*patterns: str) -> Look:
    """Each of these in turn, the next one behind the one before."""
    compiled = [regex(pattern) for pattern in patterns]

    def look(head: str) -> int | None:
        first, place = None, 0
        for pattern in compiled:
            found = pattern.search(head, place)
            if found is None:
                return None
            place = found.end()
            first = found.start() if first is None else first
        return first

    return look


def _json(*patterns: str) -> Look:
    """All of these patterns, wherever they stand."""
    compiled = [regex(pattern) for pattern in patterns]
    return lambda head: 0 if all(p.search(head) for p in compiled) else None


def _json_with(*keys: str) -> Look:
    """Every one of these keys ("a|b" for either)."""
    return _json(*[rf'"(?:{key})"\s*:' for key in keys])


_CSL_KINDS = "|".join(sorted(KINDS, key=len, reverse=True))


def _any(*looks: Look) -> Look:
    """The first of these that there is."""
    return lambda head: next((at for look in looks if (at := look(head)) is not None), None)


_TYPED = regex(r"[ \t]+(?:type|title):[ \t]")


def _keyed(head: str) -> int | None:
    """YAML whose top-level keys are ids, with `type:` or `title:` indented below one of them."""
    within: int | None = None
    place = 0
    for line in head.split("\n"):
        if line[:1] in (" ", "\t"):
            if within is not None and _TYPED.match(line):
                return within
        elif line.strip():
            key = line[0] not in "#{[-" and line.rstrip().endswith(":")
            within = place if key else None
        place += len(line) + 1
    return None


_CFF = regex(r"(?m)^cff-version\s*:")
_LOWER_KEY = regex(r"\A(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\n)*[a-z-]+[ \t]*:")


def _cff(head: str) -> int | None:
    """The version may stand behind other keys, an abstract among them."""
    found = _CFF.search(head)
    return found and (0 if _LOWER_KEY.match(head) else found.start())


_SITE = (
    r'(?:"|&quot;)(?:Periodical(?:Name|IF|Id)|ListUrlMain|AbstractTextCN|TitleCN)(?:"|&quot;)\s*:'
)
_IN_PAGE = regex(_SITE)
_PAGE = regex(
    r"\A\ufeff?\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta\s(?![^<>]*name=[\"']?citation_))\b",
    re.IGNORECASE,
)


def _page(head: str) -> int | None:
    """A page is told by its first tag; one that holds the search site's records is that site's."""
    return 0 if _PAGE.match(head) and not _IN_PAGE.search(head) else None


_OF_JSON: dict[str, Look] = {
    "jsonld": _json(
        r'"@context"\s*:\s*(?:[\[{]\s*(?:"@vocab"\s*:\s*)?)?"https?://(?:(?:www\.)?schema\.org|[^"\s]{0,80}codemeta)'
    ),
    "booksci": _json_with("Periodical(?:Name|IF|Id)|ListUrlMain|AbstractTextCN|TitleCN"),
    "crossref": _any(
        _json_with(
            "indexed|is-referenced-by-count|references?-count|content-domain|published-print|"
            "published-online|short-container-title|issn-type|message-type|message-version",
            "DOI",
        ),
        _json(r'"DOI"\s*:', r'"(?:title|container-title)"\s*:\s*\['),
    ),
    "openalex": _any(
        _json_with("authorships|primary_location|abstract_inverted_index|cited_by_api_url"),
        _json(r'(?:"(?:@?id|openalex)"\s*:|[\[,])\s*"https://openalex\.org/W\d'),
    ),
    "s2": _json_with("paperId|externalIds|influentialCitationCount|corpusId"),
    "datacite": _json_with("resourceTypeGeneral|publicationYear|creators", "titles|attributes|doi"),
    "europepmc": _json_with(
        "authorString|journalInfo|firstPublicationDate|resultList|inEPMC", "source|title"
    ),
    "pubmed": _any(
        _json_with("sortpubdate|fulljournalname|epubdate|esummaryresult"),
        _json(r'"type"\s*:\s*"esummary"'),
    ),
    "openlibrary": _any(
        _json(r'^\s*\{\s*"(?:ISBN|OLID|LCCN|OCLC):[^"]+"\s*:\s*\{'),
        _json_with("title", "publish_date|publish_places|by_statement", "key"),
    ),
    "jalc": _json_with("title_list|creator_list", "content_type|doi"),
    "doaj": _json_with("bibjson"),
    "googlebooks": _json_with("volumeInfo|industryIdentifiers"),
    "csljson": _any(
        _json(rf'"type"\s*:\s*"(?:{_CSL_KINDS})"'),
        _json_with("date-parts", "title|DOI|id"),
        _json_with("itemType", "creators|title"),
        _json_with(
            "title|DOI|doi",
            "authors?|editors?|year|issued|date|type|journal|publisher|container-title|DOI|doi|URL|"
            "abstract|volume|pages?",
        ),
    ),
}
"""What records and items in JSON look like: these are told by their keys, the first that fits."""

_OF_TEXT: dict[str, Look] = {
    "booksci": _search(_SITE),
    "pdf": _search(r"\A%PDF-"),
    "docx": _search(r"\APK\x03\x04"),
    "webpage": _page,
    "coins": _search(r"(?i)\A\ufeff?\s*<span\b[^<>]*class=[\"']?Z3988\b"),
    "highwire": _search(r"(?i)\A\ufeff?\s*<meta\s[^<>]*name=[\"']?citation_"),
    "jsonld": _search(r"(?i)\A\ufeff?\s*<script\b[^<>]*ld\+json"),
    "pubmed": _search(
        r"<(?:Pubmed(?:Article|BookArticle)(?:Set)?|eSummaryResult|MedlineCitation)\b"
    ),
    "arxiv": _search(r"<(?:\w+:)?(?:feed|entry)\b", r"arxiv\.org/"),
    "endnote-xml": _any(_search(r"<xml>\s*<records>"), _search(r"<records?>", r"<ref-type\b")),
    "mods": _search(r"<(?:\w+:)?mods(?:Collection)?\b[^<>]*loc\.gov/mods"),
    "marcxml": _search(
        r"<(?:\w+:)?(?:record|collection|searchRetrieveResponse|OAI-PMH|explainResponse)\b",
        r"<(?:\w+:)?(?:leader|controlfield|datafield)\b[^<>]*>",
    ),
    "marc": _search(r"\A\ufeff?\s{0,20}\d{5}[ -~]{5}[\d ]{2}\d{5}[ -~]{3}45[ -~]{2}\d{3}"),
    "word": _search(r"officeDocument/2006/bibliography"),
    "cff": _cff,
    "cslyaml": _search(
        r"(?m)^references:[ \t]*(?:\[\])?$|^[ \t]*-[ \t]+id:[ \t]|^[ \t-]*container-title:"
        r"|^[ \t-]*issued:[ \t]*$"
        r"|^[ \t-]*type:[ \t]*['\"]?(?:article-|entry-|post-|paper-|review-"
        r"|legal_|motion_|musical_)"
    ),
    "hayagriva": _keyed,
    "notefirst": _search(r"<Bibliographies\b"),
    "ris": _search(r"(?m)^\ufeff?[ \t]*TY {1,2}- ?\S"),
    "endnote": _search(r"(?m)^[ \t]*%0(?: \S|[ \t]*$)|\A\s*%[A-Z0-9@] \S"),
    "noteexpress": _search(
        r"(?m)^\ufeff?(?:[ \t]*(?:[{\[]Reference Type[}\]]|\{文献类型\})\s*[:：]"
        r"|DataType ?: ?\d|(?:SrcDatabase-来源库|Title-题名) ?[:：])"
    ),
    "nbib": _search(r"(?m)^\ufeff?(?:PMID|PMCR|OWN|FAU|STAT|DCOM|EDAT) *- ?\S|\A\s*PMID- "),
    "isi": _search(r"\A\s*(?:FN [^\n]+\r?\n(?:VR [^\n]+)?|PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] |  ))"),
    "refworks": _search(r"(?m)^\ufeff?RT[ \t]+[A-Z][a-z]"),
    "bibtex": _search(
        r"(?m)^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*"
        r"(?:(?:[^\s,{}=\"]+(?: [^\s,{}=\"]{1,20})?\s*)?,|[\w-]+\s*=|\")"
    ),
}
"""What stands where a record of other formats begins: of several marks the first counts.

An abstract may hold anything, the beginning of another file, too.
"""

BUILTINS = {
    name: Builtin(module, title, media, tuple(suffixes.split()), tuple(aliases.split()))
    for name, module, title, media, suffixes, aliases in read_table(__file__, "formats.tsv")
}
"""The formats in the order of guessing: the most particular look first."""


def builtin(name: str, **parts: Any) -> Format:
    """A built-in format, with what stands of it in the table."""
    entry = BUILTINS[name]
    return Format(
        name=name, title=entry.title, media_type=entry.media_type, suffixes=entry.suffixes,
        aliases=entry.aliases, **parts,
    )  # fmt: skip


@cache
def builtin_named(name: str) -> Format:
    """The built-in format of this name: it is imported now, where it was not before.

    A format that holds records of others hands them to their readers so, and knows none of them.

    >>> builtin_named("csljson").title
    'CSL-JSON'
    """
    form = import_module(f"citex.{BUILTINS[name].module}").FORMAT
    assert isinstance(form, Format)
    return form


def by_suffix(suffix: str) -> list[str]:
    """The built-in formats whose files end so, the usual one first.

    >>> by_suffix(".JSONL")
    ['csljson']
    """
    suffix = suffix.lower()
    return [name for name, entry in BUILTINS.items() if suffix in entry.suffixes]


_JSON = regex(r"\s*(?:\{\s*[\"}]|\[\s*(?:[{\[\"\]]|null|true|false))")
_NOTEEXPRESS = regex(r"\s*[{\[](?:Reference Type|文献类型)[}\]]")


_PROLOG = regex(r"\s*(?:<\?xml[^<>]*>\s*|---[ \t]*\n)?")


def by_content(head: str, candidates: Sequence[str] = ()) -> str | None:
    """The built-in format whose mark is the first that a text has, or None.

    Of JSON it is its keys that tell. Where several fit, one of the `candidates` (by suffix) comes
    first; but the record of a source is told by its content alone: a Crossref record in a .json
    file looks like CSL-JSON too.
    """
    if head.lstrip()[:1] in ("{", "[") and not _NOTEEXPRESS.match(head):
        found = of_json(head)
        if found or _JSON.match(head):
            return found
    for names in (candidates, _OF_TEXT):
        if found := _first(head, names):
            return found
    return None


def of_json(head: str) -> str | None:
    """The format of a text that is JSON, or None."""
    return next((name for name, look in _OF_JSON.items() if look(head) is not None), None)


def _first(head: str, names: Iterable[str]) -> str | None:
    """The format, one of these, whose mark is the first in a text."""
    prolog = _PROLOG.match(head)
    start = prolog.end() if prolog else 0
    first: tuple[int, str] | None = None
    for name in names:
        look = _OF_TEXT.get(name)
        place = look(head) if look is not None else None
        if place is not None and (first is None or place < first[0]):
            first = place, name
            if place <= start:
                break
    return first and first[1]
