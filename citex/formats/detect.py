"""Which format a text is in: by the suffix of its file, and by what it holds.

The built-in formats stand in one table, `formats.tsv`, so that none is imported before it is asked
for. The formats themselves take their suffixes and other names from it (`builtin`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from citex._late import regex
from citex.formats import Format
from citex.model import KINDS
from citex.text.tables import read_table


class Builtin(NamedTuple):
    """A built-in format: its module, what it is called, its suffixes, and how its text looks."""

    module: str
    title: str
    media_type: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = None


def _search(pattern: str) -> Callable[[str], bool]:
    compiled = regex(pattern)
    return lambda head: compiled.search(head) is not None


def _json(*patterns: str) -> Callable[[str], bool]:
    """JSON in which each of these patterns is found."""
    compiled = [regex(pattern) for pattern in patterns]

    def looks(head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and all(p.search(head) for p in compiled)

    return looks


def _json_with(*keys: str) -> Callable[[str], bool]:
    """JSON in which every one of these keys occurs ("a|b" for either)."""
    return _json(*[rf'"(?:{key})"\s*:' for key in keys])


_CSL_KINDS = "|".join(sorted(KINDS, key=len, reverse=True))


def _any(*looks: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda head: any(look(head) for look in looks)


def _then(*patterns: str) -> Callable[[str], bool]:
    """Each of these in turn, the next one behind the one before."""
    compiled = [regex(pattern) for pattern in patterns]

    def looks(head: str) -> bool:
        place = 0
        for pattern in compiled:
            found = pattern.search(head, place)
            if found is None:
                return False
            place = found.end()
        return True

    return looks


_TYPED = regex(r"[ \t]+(?:type|title):[ \t]")


def _keyed(head: str) -> bool:
    """YAML whose top-level keys are ids, with `type:` or `title:` indented below one of them."""
    within = False
    for line in head.split("\n"):
        if line[:1] in (" ", "\t"):
            if within and _TYPED.match(line):
                return True
        elif line.strip():
            within = line[0] not in "#{[-" and line.rstrip().endswith(":")
    return False


_LOOKS: dict[str, Callable[[str], bool]] = {
    "booksci": _search(
        r'(?:"|&quot;)(?:Periodical(?:Name|IF|Id)|ListUrlMain|AbstractTextCN|TitleCN)(?:"|&quot;)\s*:'
    ),
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
        _json(r'"https://openalex\.org/W\d'),
    ),
    "s2": _json_with("paperId|externalIds|influentialCitationCount|corpusId"),
    "datacite": _json_with("resourceTypeGeneral|publicationYear|creators", "titles|attributes|doi"),
    "europepmc": _json_with(
        "authorString|journalInfo|firstPublicationDate|resultList|inEPMC", "source|title"
    ),
    "pubmed": _any(
        _search(r"<(?:Pubmed(?:Article|BookArticle)(?:Set)?|eSummaryResult|MedlineCitation)\b"),
        _json_with("sortpubdate|fulljournalname|epubdate|esummaryresult"),
        _search(r'"type"\s*:\s*"esummary"'),
    ),
    "arxiv": _then(r"<(?:\w+:)?(?:feed|entry)\b", r"arxiv\.org/"),
    "openlibrary": _any(
        _search(r'^\s*\{\s*"(?:ISBN|OLID|LCCN|OCLC):[^"]+"\s*:\s*\{'),
        _json_with("title", "publish_date|publish_places|by_statement", "key"),
    ),
    "endnote-xml": _any(_search(r"<xml>\s*<records>"), _then(r"<records?>", r"<ref-type\b")),
    "mods": _search(r"<(?:\w+:)?mods(?:Collection)?\b[^<>]*loc\.gov/mods"),
    "word": _search(r"officeDocument/2006/bibliography"),
    "cff": _search(r"(?m)^cff-version\s*:"),
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
        r"(?:[{\[]Reference Type[}\]]|\{文献类型\})\s*[:：]"
        r"|(?m:^\ufeff?(?:DataType ?: ?\d|(?:SrcDatabase-来源库|Title-题名) ?[:：]))"
    ),
    "nbib": _search(r"(?m)^\ufeff?(?:PMID|PMCR|OWN|FAU|STAT|DCOM|EDAT) *- ?\S|\A\s*PMID- "),
    "isi": _search(r"\A\s*(?:FN [^\n]+\r?\n(?:VR [^\n]+)?|PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] |  ))"),
    "refworks": _search(r"(?m)^\ufeff?RT[ \t]+[A-Z][a-z]"),
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
    "bibtex": _search(
        r"(?m)^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:(?:[^\s,{}=\"]+\s*)?,|[\w-]+\s*=|\")"
    ),
}
"""What the text of a format looks like; the others are told by their suffixes alone."""

BUILTINS = {
    name: Builtin(module, title, media, tuple(suffixes.split()), tuple(aliases.split()), looks)
    for name, module, title, media, suffixes, aliases in read_table(__file__, "formats.tsv")
    for looks in (_LOOKS.get(name),)
}
"""The formats in the order of guessing: the most particular look first."""


def builtin(name: str, **parts: Any) -> Format:
    """A built-in format, with what stands of it in the table."""
    entry = BUILTINS[name]
    return Format(
        name=name, title=entry.title, media_type=entry.media_type, suffixes=entry.suffixes,
        aliases=entry.aliases, **parts,
    )  # fmt: skip


def by_suffix(suffix: str) -> list[str]:
    """The built-in formats whose files end so, the usual one first.

    >>> by_suffix(".JSONL")
    ['csljson']
    """
    suffix = suffix.lower()
    return [name for name, entry in BUILTINS.items() if suffix in entry.suffixes]


def by_content(head: str, candidates: Sequence[str] = ()) -> str | None:
    """The built-in format whose look the head of a text has, or None.

    Where several fit, one of the `candidates` (by suffix) comes first; but the record of a source
    is told by its content alone: a Crossref record in a .json file looks like CSL-JSON too.
    """
    records = [name for name, entry in BUILTINS.items() if entry.module.startswith("records.")]
    for name in dict.fromkeys((*records, *candidates, *BUILTINS)):
        looks = BUILTINS[name].looks if name in BUILTINS else None
        if looks is not None and looks(head):
            return name
    return None
