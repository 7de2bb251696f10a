"""EndNote's reference types and fields in XML, as tables that are read both ways."""

from __future__ import annotations

from functools import cache

from citex.formats._fields import common, particular
from citex.formats._types import read_types, written_types
from citex.formats.tree._elements import placed

NAME = "endnote-xml"

EDITED_BOOK = ("Edited Book", 28)


def _parted(name: str) -> tuple[str, int]:
    """EndNote's name of a reference type, and its number; 0 for other programs' names."""
    stem, _, number = name.rpartition(" ")
    return (stem, int(number)) if number.isdecimal() and len(number) < 9 else (name, 0)


_BY_NAME = {_parted(name)[0]: csl for name, csl in read_types(NAME).items()}
_BY_NUMBER = {str(_parted(name)[1]): csl for name, csl in read_types(NAME).items()}
_WRITTEN = {csl: _parted(name) for csl, name in written_types(NAME).items()}

CONFERENCE = "titles/secondary-title", "custom3"
"""Where a conference's name and its proceedings' title stand; a lone one stands in the first."""


ORDER = placed(
    """database source-app rec-number foreign-keys ref-type contributors auth-address
    auth-affiliaton titles periodical alt-periodical pages start-page end-page volume number issue
    secondary-volume secondary-issue num-vols edition section reprint-status reprint-edition
    keywords dates pub-location publisher orig-pub isbn accession-num call-num report-id coden
    abstract label image caption notes work-type reviewed-item availability remote-source
    meeting-place work-location work-extent pack-method size repro-ratio urls custom1 custom2
    custom3 custom4 custom5 custom6 custom7 misc1 misc2 misc3 electronic-resource-num
    remote-database-name remote-database-provider research-notes language access-date
    modified-date""".split()
)
"""The elements of a record in the order of EndNote's own exports."""

INNER_ORDER = placed(
    """authors secondary-authors tertiary-authors subsidiary-authors translated-authors
    title secondary-title tertiary-title alt-title short-title translated-title full-title abbr-1
    abbr-2 abbr-3 year pub-dates copyright-dates related-urls web-urls pdf-urls text-urls
    image-urls""".split()
)

BRANCHES = frozenset(
    """contributors contributors/authors contributors/secondary-authors
    contributors/tertiary-authors contributors/subsidiary-authors contributors/translated-authors
    titles periodical alt-periodical keywords dates dates/pub-dates urls urls/web-urls
    urls/related-urls urls/pdf-urls urls/text-urls urls/image-urls foreign-keys""".split()
)
"""The elements that only group others."""

OWN = frozenset(
    """ref-type titles/title keywords/keyword dates/year label research-notes urls/web-urls/url
    rec-number""".split()
)
"""What every record gets from the table, so that `extra` may not write it."""


def ref_type(kind: str) -> tuple[str, int]:
    """EndNote's name and number for a CSL type; Generic for what it has none for.

    >>> ref_type("article-journal"), ref_type("x")
    (('Journal Article', 17), ('Generic', 13))
    """
    return _WRITTEN.get(kind, ("Generic", 13))


def kind_of(name: str, number: str) -> str:
    """The CSL type of a ref-type: by its name, which all programs write, else by its number.

    >>> kind_of("Book", "2"), kind_of("", "25"), kind_of("Podcast", "62")
    ('book', 'patent', 'broadcast')
    """
    return _BY_NAME.get(name) or _TAGGED.get(name) or _BY_NUMBER.get(number, "document")


_TAGGED = read_types("endnote")
"""The names of the program's tagged format, which has some more."""


def same_ref_type(one: str, other: str) -> bool:
    """Whether two CSL types are written as the same ref-type."""
    return ref_type(one) == ref_type(other)


def texts(kind: str) -> dict[str, str]:
    """Which element holds which variable in a record of this CSL type."""
    return _fields(NAME, kind)


def people(kind: str) -> dict[str, str]:
    """Which group of contributors holds which role in a record of this CSL type."""
    return _fields("endnote-xml, people", kind)


@cache
def _fields(table: str, kind: str) -> dict[str, str]:
    return {**common(table), **particular(table, kind)}
