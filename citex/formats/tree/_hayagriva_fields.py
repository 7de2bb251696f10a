"""Hayagriva's entry types, roles and fields, as tables that are read both ways."""

from __future__ import annotations

from citex.formats._fields import common
from citex.formats._types import read_types, written_types

NAME = "hayagriva"
CARRIED = "csl"
"""The key, unknown to Hayagriva and passed over by it, of the CSL variables it has no field for."""


def _parted(name: str) -> tuple[str, str]:
    """An entry's type and its parent's, which "/" parts in the table of types."""
    entry, _, parent = name.partition("/")
    return entry, parent


_WRITTEN = {csl: _parted(name) for csl, name in written_types(NAME).items()}
_READ = {_parted(name): csl for name, csl in read_types(NAME).items()}
_ANY_PARENT = {entry: csl for (entry, _), csl in reversed(_READ.items())}

DEFAULT_PARENTS = common("hayagriva, parents")
"""What a parent without a type is."""
PARENTS = ("container", "series", "meeting")
"""What parents are to an entry; under these names `extra` keeps what else is known of them."""

SERIALS, ROLES = common("hayagriva, identifiers"), common("hayagriva, people")
FORMATTED = common("hayagriva")
"""The fields of formatted text."""
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
    found = _READ.get((entry, (parent or "").lower())) or _READ.get((entry, "*"))
    return found or _ANY_PARENT.get(entry, "document")


def same_entry(one: str, other: str) -> bool:
    """Whether two CSL types are written as entries of one type."""
    return entry_type(one)[0] == entry_type(other)[0]
