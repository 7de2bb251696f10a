"""MODS's genres, roles and fields, as tables that are read both ways."""

from __future__ import annotations

from citex.formats._fields import common
from citex.formats._types import IN_BOOKS, IN_JOURNALS, read_types, written_types
from citex.formats.tree._elements import placed
from citex.text.names.roles import cut_role

NAME = "mods"
NAMESPACE = "http://www.loc.gov/mods/v3"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CARRIED = "CSL variables"
"""The displayLabel of the extension that holds what MODS has no element for."""


RESOURCE, LOCAL, GENRE, HOST = (
    written_types(column) for column in ("mods-resource", "mods-local", "mods", "mods-host")
)
"""What a CSL type is to MODS: its kind of resource, Zotero's name of it, its genre under marcgt
(under bibutilsgt with "+"), and the genre of the work that holds it."""

RESOURCES, HOST_GENRES = read_types("mods-resource"), read_types("mods-host")
GENRES = {
    name.lstrip("+").lower(): csl
    for column in ("mods-local", "mods")
    for name, csl in read_types(column).items()
}
"""The CSL type of each known genre, folded to lower case."""

ROLES = [(variable, *role.split("/")) for role, variable in common("mods, people").items()]
"""CSL's variable, MARC's code, MARC's word."""
PUBLISHING_ROLES = frozenset(
    (
        "publisher",
        "pbl",
        "dgg",
        "degree grantor",
        "degree granting institution",
        "asn",
        "assignee",
        "pth",
        "patent holder",
    )
)

ROLE_OF = {
    **common("mods, other roles"),
    **{code: variable for variable, code, _ in ROLES if code},
    **{word: variable for variable, _, word in ROLES},
}


def variable_of(role: str) -> str | None:
    """The variable of a role, in MARC's code or word, or in any of the words people write.

    >>> variable_of("edt"), variable_of("traducteur"), variable_of("author"), variable_of("x")
    ('editor', 'translator', 'author', None)
    """
    return ROLE_OF.get(role) or (cut_role(f"X Y ({role})")[1] or None if role else None)


RELATED = {
    # related item: what its title, people and dates are
    "series": {"title": "collection-title", "aut": "collection-editor", "edt": "collection-editor"},
    "original": {
        "title": "original-title",
        "aut": "original-author",
        "date": "original-date",
        "publisher": "original-publisher",
        "place": "original-publisher-place",
    },
    "reviewOf": {"title": "reviewed-title", "aut": "reviewed-author", "genre": "reviewed-genre"},
}
IDENTIFIERS = common("mods, identifiers")
DETAILS = common("mods, details")
OTHER_DATES = {"submitted": "submitted", "available": "available-date"}
NOTES = common("mods, notes")
HOSTED = IN_JOURNALS | IN_BOOKS
"""The types whose publisher and editors are those of the work that holds them."""
ORDER = placed(
    """titleInfo name typeOfResource genre originInfo language physicalDescription abstract
    tableOfContents targetAudience note subject classification relatedItem identifier location
    accessCondition part extension recordInfo""".split()
)
BRANCHES = frozenset(
    """originInfo originInfo/place originInfo/agent part physicalDescription subject
    subject/cartographics recordInfo language location""".split()
)
"""The elements that only group others."""


def genres(csl: str) -> list[tuple[str, str]]:
    """The genres of a CSL type, each with its authority."""
    found = [("local", LOCAL.get(csl, "document"))]
    return [*found, _genre(GENRE[csl])] if csl in GENRE else found


def host_genres(csl: str) -> list[tuple[str, str]]:
    """The genres of the work that holds one of a CSL type."""
    if csl not in HOST:
        return []
    found = [_genre(HOST[csl])]
    return [*found, ("marcgt", "journal")] if HOST[csl] == "periodical" else found


def _genre(text: str) -> tuple[str, str]:
    return ("bibutilsgt", text[1:]) if text.startswith("+") else ("marcgt", text)


def kind_of(found: list[str], host: list[str] | None, resource: str, monographic: bool) -> str:
    """The CSL type of a record: by its genres, else by its host's, else by the resource.

    >>> kind_of(["thesis"], None, "text", False), kind_of([], ["journal"], "text", False)
    ('thesis', 'article-journal')
    """
    named = [csl for genre in found if (csl := GENRES.get(genre.lower()))]
    best = next((csl for csl in named if csl != "document"), "")
    shape = RESOURCES.get(resource.lower(), "document")
    if not named and shape != "document":
        return shape
    if best in ("", "book", "periodical") and host is not None:
        for genre in host:
            if part := HOST_GENRES.get(genre.lower()):
                return part
        return best or "chapter"
    if best:
        return best
    return "book" if monographic else "document"


def same_kind(one: str, other: str) -> bool:
    """Whether MODS shows two CSL types alike."""
    return GENRE.get(one, "") == GENRE.get(other, "") or genres(one)[0] == genres(other)[0]
