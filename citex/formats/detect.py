"""Which format a text is in: by the suffix of its file, and by what it holds.

The built-in formats stand in one table, so that none is imported before it is asked for. The
formats themselves take their suffixes and other names from it (`builtin`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from citex.formats import Format
from citex.model import KINDS


class Builtin(NamedTuple):
    """A built-in format: its module, what it is called, its suffixes, and how its text looks."""

    module: str
    title: str
    media_type: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = None


def _search(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda head: compiled.search(head) is not None


def _json(*patterns: str) -> Callable[[str], bool]:
    """JSON in which each of these patterns is found."""
    compiled = [re.compile(pattern) for pattern in patterns]

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
    compiled = [re.compile(pattern) for pattern in patterns]

    def looks(head: str) -> bool:
        place = 0
        for pattern in compiled:
            found = pattern.search(head, place)
            if found is None:
                return False
            place = found.end()
        return True

    return looks


_TYPED = re.compile(r"[ \t]+(?:type|title):[ \t]")


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


BUILTINS: dict[str, Builtin] = {
    # name: (module under citex, title, MIME type, suffixes, other names, what its text looks like);
    # the order is the order of guessing: the most particular look first
    "booksci": Builtin(
        "records.booksci",
        "Record of the search site, alone or in a saved page",
        "application/json",
        (),
        ("book-sci",),
        _search(
            r'(?:"|&quot;)(?:Periodical(?:Name|IF|Id)|ListUrlMain|AbstractTextCN|TitleCN)(?:"|&quot;)\s*:'
        ),
    ),
    "crossref": Builtin(
        "records.crossref",
        "Crossref works (JSON)",
        "application/json",
        (),
        (),
        _any(
            _json_with(
                "indexed|is-referenced-by-count|references?-count|content-domain|published-print|"
                "published-online|short-container-title|issn-type|message-type|message-version",
                "DOI",
            ),
            _json(r'"DOI"\s*:', r'"(?:title|container-title)"\s*:\s*\['),
        ),
    ),
    "openalex": Builtin(
        "records.openalex",
        "OpenAlex works (JSON)",
        "application/json",
        (),
        (),
        _any(
            _json_with("authorships|primary_location|abstract_inverted_index|cited_by_api_url"),
            _json(r'"https://openalex\.org/W\d'),
        ),
    ),
    "s2": Builtin(
        "records.s2",
        "Semantic Scholar papers (JSON)",
        "application/json",
        (),
        ("semanticscholar", "semantic-scholar"),
        _json_with("paperId|externalIds|influentialCitationCount|corpusId"),
    ),
    "datacite": Builtin(
        "records.datacite",
        "DataCite DOIs (JSON)",
        "application/vnd.datacite.datacite+json",
        (),
        (),
        _json_with("resourceTypeGeneral|publicationYear|creators", "titles|attributes|doi"),
    ),
    "europepmc": Builtin(
        "records.europepmc",
        "Europe PMC results (JSON)",
        "application/json",
        (),
        ("epmc", "europe-pmc"),
        _json_with(
            "authorString|journalInfo|firstPublicationDate|resultList|inEPMC", "source|title"
        ),
    ),
    "pubmed": Builtin(
        "records.pubmed",
        "PubMed articles (XML) and summaries",
        "application/xml",
        (".xml",),
        ("medline-xml", "pubmed-xml", "esummary"),
        _any(
            _search(r"<(?:Pubmed(?:Article|BookArticle)(?:Set)?|eSummaryResult|MedlineCitation)\b"),
            _json_with("sortpubdate|fulljournalname|epubdate|esummaryresult"),
            _search(r'"type"\s*:\s*"esummary"'),
        ),
    ),
    "arxiv": Builtin(
        "records.arxiv",
        "arXiv entries (Atom)",
        "application/atom+xml",
        (),
        (),
        _then(r"<(?:\w+:)?(?:feed|entry)\b", r"arxiv\.org/"),
    ),
    "openlibrary": Builtin(
        "records.openlibrary",
        "Open Library",
        "application/json",
        (),
        ("open-library",),
        _any(
            _search(r'^\s*\{\s*"(?:ISBN|OLID|LCCN|OCLC):[^"]+"\s*:\s*\{'),
            _json_with("title", "publish_date|publish_places|by_statement", "key"),
        ),
    ),
    "endnote-xml": Builtin(
        "formats.tree.endnote_xml",
        "EndNote XML",
        "application/xml",
        (".xml",),
        ("endnotexml", "endx"),
        _any(_search(r"<xml>\s*<records>"), _then(r"<records?>", r"<ref-type\b")),
    ),
    "mods": Builtin(
        "formats.tree.mods",
        "MODS XML",
        "application/mods+xml",
        (".mods", ".xml"),
        (),
        _search(r"<(?:\w+:)?mods(?:Collection)?\b[^<>]*loc\.gov/mods"),
    ),
    "word": Builtin(
        "formats.tree.word",
        "Word bibliography XML",
        "application/xml",
        (".xml",),
        ("wordbib", "msbib"),
        _search(r"officeDocument/2006/bibliography"),
    ),
    "coins": Builtin("formats.web.coins", "COinS", "text/html", (".coins",)),
    "highwire": Builtin("formats.web.highwire", "Highwire meta tags", "text/html"),
    "jsonld": Builtin(
        "formats.web.jsonld",
        "schema.org JSON-LD",
        "application/ld+json",
        (".jsonld",),
        ("schema.org", "json-ld"),
    ),
    "wikipedia": Builtin(
        "formats.web.wikipedia", "Wikipedia templates", "text/x-wiki", (".wiki",), ("wiki",)
    ),
    "cff": Builtin(
        "formats.tree.cff",
        "CITATION.cff",
        "application/yaml",
        (".cff",),
        ("citation.cff",),
        _search(r"(?m)^cff-version\s*:"),
    ),
    "cslyaml": Builtin(
        "formats.tree.cslyaml",
        "CSL-YAML",
        "application/yaml",
        (".yaml", ".yml"),
        ("csl-yaml", "yaml"),
        _search(
            r"(?m)^references:[ \t]*(?:\[\])?$|^[ \t]*-[ \t]+id:[ \t]|^[ \t-]*container-title:"
            r"|^[ \t-]*issued:[ \t]*$"
            r"|^[ \t-]*type:[ \t]*['\"]?(?:article-|entry-|post-|paper-|review-"
            r"|legal_|motion_|musical_)"
        ),
    ),
    "hayagriva": Builtin(
        "formats.tree.hayagriva",
        "Hayagriva YAML",
        "application/yaml",
        (".yaml", ".yml"),
        ("typst",),
        _keyed,
    ),
    "notefirst": Builtin(
        "formats.tree.notefirst",
        "NoteFirst",
        "application/xml",
        (".xml",),
        (),
        _search(r"<Bibliographies\b"),
    ),
    "ris": Builtin(
        "formats.tagged.ris",
        "RIS (RefMan)",
        "application/x-research-info-systems",
        (".ris",),
        ("refman",),
        _search(r"(?m)^\ufeff?[ \t]*TY {1,2}- ?\S"),
    ),
    "endnote": Builtin(
        "formats.tagged.endnote",
        "EndNote (tagged)",
        "application/x-endnote-refer",
        (".enw",),
        ("enw", "refer"),
        _search(r"(?m)^[ \t]*%0(?: \S|[ \t]*$)|\A\s*%[A-Z0-9@] \S"),
    ),
    "noteexpress": Builtin(
        "formats.tagged.noteexpress",
        "NoteExpress",
        "text/plain",
        (".net",),
        ("net",),
        _search(r"(?:[{\[]Reference Type[}\]]|\{文献类型\})\s*[:：]"),
    ),
    "nbib": Builtin(
        "formats.tagged.nbib",
        "NBIB (PubMed, MEDLINE)",
        "application/nbib",
        (".nbib", ".medline"),
        ("medline", "pubmed-nbib"),
        _search(r"(?m)^\ufeff?(?:PMID|PMCR|OWN|FAU|STAT|DCOM|EDAT) *- ?\S|\A\s*PMID- "),
    ),
    "isi": Builtin(
        "formats.tagged.wos",
        "Web of Science (ISI plain text)",
        "application/x-inst-for-scientific-info",
        (".ciw", ".isi"),
        ("wos", "ciw"),
        _search(r"\A\s*(?:FN [^\n]+\r?\n(?:VR [^\n]+)?|PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] |  ))"),
    ),
    "refworks": Builtin(
        "formats.tagged.refworks",
        "RefWorks (tagged)",
        "text/plain",
        (),
        (),
        _search(r"(?m)^\ufeff?RT[ \t]+[A-Z][a-z]"),
    ),
    "cnki": Builtin(
        "formats.tagged.cnki_estudy",
        "CNKI E-Study",
        "text/plain",
        (),
        ("e-study", "estudy", "cnki-estudy"),
    ),
    "csljson": Builtin(
        "formats.csljson",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        (".json", ".csljson", ".jsonl", ".ndjson"),
        ("csl-json", "csl"),
        _any(
            _json(rf'"type"\s*:\s*"(?:{_CSL_KINDS})"'),
            _json_with("date-parts", "title|DOI|id"),
        ),
    ),
    "bibtex": Builtin(
        "formats.bibtex",
        "BibTeX",
        "application/x-bibtex",
        (".bib", ".bibtex"),
        ("bib",),
        _search(r"(?m)^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^\s,{}=\"]*\s*,|[\w-]+\s*=|\")"),
    ),
    "biblatex": Builtin("formats.biblatex", "BibLaTeX", "application/x-bibtex", (), ("biber",)),
}


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
