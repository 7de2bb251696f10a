"""Entry types: BibTeX's and BibLaTeX's against CSL's, both ways.

What an entry type cannot say stands in `entrysubtype`, as CSL's own word: standard styles pass it
over, and "newspaper" and "magazine" are BibLaTeX's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citex._late import regex
from citex.formats._types import IN_BOOKS, guess_type, read_types, written_types
from citex.model import KINDS
from citex.text.genres import kind_by_genre
from citex.text.identifiers import standard_number
from citex.text.preprints import is_server

READ = {**read_types("bibtex"), **read_types("biblatex")}
"""Entry type -> CSL type; CSL's own words are understood besides."""

WRITE = {
    kind: (biblatex, written_types("bibtex")[kind])
    for kind, biblatex in written_types("biblatex").items()
}
"""CSL type -> the entry types of BibLaTeX and BibTeX that come nearest and most programs keep."""

FULL = (written_types("biblatex-full"), written_types("bibtex-full"))
"""CSL type -> BibLaTeX's and BibTeX's own entry types, which Zotero drops with their entries."""
RARE = frozenset(FULL[0].values())

SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""BibLaTeX's own values of `entrysubtype`."""

BOOKISH = IN_BOOKS | {"book", "classic", "pamphlet"}
"""CSL types whose `number` is the number in the series; of periodicals' it is the issue."""

WHOLE = frozenset("book classic periodical pamphlet".split())
"""CSL types that are a volume themselves: `maintitle` is their work's title."""

_MASTER = regex(r"master|mag[ií]ster|硕士|碩士|\bM\.?\s?(?:Sc|A|S|Phil|Eng)\b", re.IGNORECASE)
_ADDRESS = regex(r"\\url|https?://|www\.", re.IGNORECASE)


def kind_of(entry_type: str, fields: Mapping[str, str]) -> str:
    """The CSL type of an entry, by its type and by the fields that tell more.

    >>> kind_of("article", {"entrysubtype": "newspaper"}), kind_of("misc", {"eprinttype": "arXiv"})
    ('article-newspaper', 'article')
    >>> kind_of("bookchapter", {}), kind_of("diplomathesis", {}), kind_of("talk", {})
    ('chapter', 'thesis', 'speech')
    """
    subtype = fields.get("entrysubtype")
    if subtype:
        subtype = subtype.strip("{} ").lower()
        if subtype in KINDS:
            return subtype
        if subtype in SUBTYPES:
            return SUBTYPES[subtype]
    marked = entry_type in _MARKABLE and not fields.keys().isdisjoint(_TELLING)
    if marked and (told := _told(entry_type, fields)):
        return told
    kind = READ.get(entry_type)
    if kind is None:
        return entry_type if entry_type in KINDS else guess_type(entry_type) or "document"
    refine = _REFINE.get(entry_type)
    return refine(kind, fields) if refine else kind


def _told(entry_type: str, fields: Mapping[str, str]) -> str | None:
    """The type by the marks of the Chinese packages: GB/T 7714's letters in `usera` or `mark`
    ("DB", "N/OL"), or a word for it alone in `note`, `type` or `entrysubtype` ("news")."""
    for name in MARKS:
        if name not in fields:
            continue
        letter = fields[name].strip("{} ").partition("/")[0].upper()
        if told := _LETTERS.get(letter):
            return "periodical" if letter == "J" and entry_type != "article" else told
    for name in WORDED:
        word = fields.get(name, "")
        if word and word.isalpha() and (told := _WORDS.get(word.lower())):
            return told
    return None


def is_told(entry_type: str, word: str) -> bool:
    """Whether a word alone in a note is the type of such an entry."""
    return entry_type in _MARKABLE and word.lower() in _WORDS


MARKS, WORDED = ("usera", "mark"), ("note", "type", "entrysubtype")
_TELLING = (*MARKS, *WORDED)
_LETTERS = read_types("gbt7714") | {"G": "book"}
_WORDS = {
    word: READ[word]
    for word in "news newspaper standard standards map atlas archive patent database".split()
    if word in READ
} | {"map": "map"}
_MARKABLE = frozenset("article book manual misc online electronic unpublished booklet".split())


def entry_type(kind: str, *, biblatex: bool, genre: str | None, full: bool = False) -> str:
    """The entry type for a CSL type; a master's thesis is told by its genre.

    >>> entry_type("thesis", biblatex=False, genre="硕士学位论文")
    'mastersthesis'
    """
    dialect = 0 if biblatex else 1
    found = WRITE.get(kind, ("misc", "misc"))[dialect]
    if full:
        return FULL[dialect].get(kind, found)
    if found == "phdthesis" and genre and _MASTER.search(genre):
        return "mastersthesis"
    return found


def is_preprint(fields: Mapping[str, str]) -> bool:
    """Whether an entry points to a preprint server by `eprint` and knows no journal."""
    if "journal" in fields or "journaltitle" in fields or "booktitle" in fields:
        return False
    server = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    return is_server(server.strip("{} "))


def _article(kind: str, fields: Mapping[str, str]) -> str:
    return "article" if is_preprint(fields) else kind


def _misc(kind: str, fields: Mapping[str, str]) -> str:
    if is_preprint(fields):
        return "article"
    if _report("", fields):
        return "standard"
    genre = fields.get("type")
    if genre and genre[0] != "{" and (told := kind_by_genre(genre)):
        return told
    if _ADDRESS.search(fields.get("howpublished", "")):
        return "webpage"
    if "url" in fields and not _NO_PAGE.intersection(fields):
        return "webpage"
    return kind


def _report(kind: str, fields: Mapping[str, str]) -> str:
    """A standard among reports and manuals: by the type, or its number before or behind the title.

    >>> _report("report", {"number": "GB/T 7714—2015"}), _report("book", {"title": "{ISO} tools"})
    ('standard', 'book')
    """
    genre = fields.get("type")
    if genre and genre[0] != "{" and kind_by_genre(genre) == "standard":
        return "standard"
    named = fields.get("number") or fields.get("title", "")
    return "standard" if standard_number(named.strip("{} ")) else kind


def _unpublished(kind: str, fields: Mapping[str, str]) -> str:
    if "eventtitle" in fields or "venue" in fields:
        return "speech"
    return _article(kind, fields)


_NO_PAGE = frozenset(
    "doi eprint publisher howpublished number volume journal journaltitle booktitle type isbn "
    "institution school version".split()
)
_REFINE = {
    "article": _article, "misc": _misc, "online": _article, "unpublished": _unpublished,
    "techreport": _report, "report": _report, "manual": _report,
}  # fmt: skip
