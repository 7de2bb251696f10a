"""Hayagriva's entry types, roles and fields, as tables that are read both ways."""

from __future__ import annotations

NAME = "hayagriva"
CARRIED = "csl"
"""The key, unknown to Hayagriva and passed over by it, of the CSL variables it has no field for."""

TYPES = (
    # CSL's type, the entry's type, its parent's; the first row of a pair is what it is read as
    ("article-journal", "article", "periodical"),
    ("article-newspaper", "article", "newspaper"),
    ("paper-conference", "article", "proceedings"),
    ("post-weblog", "article", "blog"),
    ("article", "article", ""),
    ("article-magazine", "article", "periodical"),
    ("review", "article", "periodical"),
    ("review-book", "article", "periodical"),
    ("chapter", "chapter", "book"),
    ("entry-encyclopedia", "entry", "reference"),
    ("entry-dictionary", "entry", "reference"),
    ("entry", "entry", "reference"),
    ("book", "book", ""),
    ("classic", "book", ""),
    ("pamphlet", "book", ""),
    ("standard", "report", ""),
    ("report", "report", ""),
    ("thesis", "thesis", ""),
    ("webpage", "web", "web"),
    ("post", "post", "thread"),
    ("patent", "patent", ""),
    ("legal_case", "case", "book"),
    ("legislation", "legislation", "anthology"),
    ("bill", "legislation", "anthology"),
    ("regulation", "legislation", "anthology"),
    ("treaty", "legislation", "anthology"),
    ("hearing", "legislation", "anthology"),
    ("manuscript", "manuscript", ""),
    ("graphic", "artwork", "exhibition"),
    ("figure", "artwork", "exhibition"),
    ("motion_picture", "video", ""),
    ("broadcast", "video", "video"),
    ("song", "audio", "audio"),
    ("performance", "performance", ""),
    ("periodical", "periodical", ""),
    ("collection", "anthology", ""),
    ("software", "repository", ""),
    ("dataset", "repository", ""),
    ("speech", "conference", ""),
    ("event", "conference", ""),
    ("document", "misc", ""),
)
OTHERS = {
    # entry types that are only read
    "anthos": "chapter",
    "scene": "broadcast",
    "newspaper": "periodical",
    "tweet": "post",
    "proceedings": "book",
    "blog": "webpage",
    "reference": "book",
    "thread": "post",
    "exhibition": "event",
    "original": "document",
}
_WRITTEN = {csl: (entry, parent) for csl, entry, parent in reversed(TYPES)}
_READ: dict[tuple[str, str], str] = {}
for _csl, _entry, _parent in TYPES:
    _READ.setdefault((_entry, _parent), _csl)
    _READ.setdefault((_entry, "*"), _csl)
_READ["report", ""] = _READ["report", "*"] = "report"

DEFAULT_PARENTS = {
    # what a parent without a type is
    "article": "periodical",
    "chapter": "book",
    "entry": "reference",
    "anthos": "anthology",
    "web": "web",
    "scene": "video",
    "artwork": "exhibition",
    "legislation": "anthology",
    "post": "post",
    "video": "video",
    "audio": "audio",
}
PARENTS = ("container", "series", "meeting")
"""What parents are to an entry; under these names `extra` keeps what else is known of them."""

SERIALS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
ROLES = {
    "translator": "translator",
    "compiler": "compiler",
    "organizer": "organizer",
    "cast-member": "performer",
    "composer": "composer",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "writer": "script-writer",
    "director": "director",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "collaborator": "contributor",
}
FORMATTED = {
    # fields of formatted text
    "genre": "genre",
    "archive": "archive",
    "archive-location": "archive_location",
    "call-number": "call-number",
    "organization": "authority",
    "note": "note",
    "annote": "annote",
    "abstract": "abstract",
}
NUMBERS = {
    # numbers and ranges, with what typst takes for them
    "volume": ("volume", r"[^\n]+"),
    "issue": ("issue", r"[^\n]+"),
    "chapter": ("chapter-number", r"[^\n]+"),
    "edition": ("edition", r"[^\n]+"),
    "page-range": ("page", r"[^\n]+"),
    "page-total": ("number-of-pages", r"\d+"),
    "volume-total": ("number-of-volumes", r"\d+"),
}
OF_PARENT = frozenset(
    """article-journal article-magazine article-newspaper review review-book""".split()
)
"""The types whose volume, issue and ISSN are their parent's."""
PARTS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())
"""The types whose publisher, editors and ISBN are their parent's."""


def entry_type(csl: str) -> tuple[str, str]:
    """The types of the entry and of its parent for a CSL type.

    >>> entry_type("article-journal"), entry_type("map")
    (('article', 'periodical'), ('misc', ''))
    """
    return _WRITTEN.get(csl, ("misc", ""))


def kind_of(entry: str, parent: str | None) -> str:
    """The CSL type of an entry with such a parent (None for without one).

    >>> kind_of("article", "blog"), kind_of("article", None), kind_of("anthos", "anthology")
    ('post-weblog', 'article', 'chapter')
    """
    entry = entry.lower()
    if entry in OTHERS:
        return OTHERS[entry]
    found = _READ.get((entry, (parent or "").lower()))
    return found or _READ.get((entry, "*"), "document")


def same_entry(one: str, other: str) -> bool:
    """Whether two CSL types are written as entries of one type."""
    return entry_type(one)[0] == entry_type(other)[0]
