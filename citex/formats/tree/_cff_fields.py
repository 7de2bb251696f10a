"""The Citation File Format's types and keys (version 1.2.0), as tables that are read both ways."""

from __future__ import annotations

import re
from functools import partial

from citex._late import regex
from citex.formats._fields import common
from citex.formats._types import IN_JOURNALS, read_types, same_name, written_types
from citex.text.tables import words

VERSION = "1.2.0"
MESSAGE = "If you use this work, please cite it as below."
NO_TITLE = "[no title]"
NO_AUTHOR = "[no author]"
"""What stands where the schema wants a value and there is none."""

READ, WRITTEN = read_types("cff"), written_types("cff")

JOURNALS = IN_JOURNALS | {"article"}
BOOKS = frozenset("book classic collection pamphlet report software dataset map".split())

TEXTS, PEOPLE = common("cff"), common("cff, people")
PATTERNS = {
    # key: variable, and what the schema takes
    "doi": ("DOI", regex(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")),
    "isbn": ("ISBN", regex(r"[0-9\- ]{10,17}X?")),
    "issn": ("ISSN", regex(r"\d{4}-\d{3}[\dxX]")),
    "pmcid": ("PMCID", regex(r"PMC[0-9]{7}")),
    "url": ("URL", regex(r"(https|http|ftp|sftp)://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)),
}
GENRES = {"thesis": "thesis-type", "dataset": "data-type"}
PERSON = {
    "family-names": "family",
    "given-names": "given",
    "name-particle": "non_dropping_particle",
    "name-suffix": "suffix",
}
CONTACT = frozenset(
    """address affiliation alias city country date-end date-start email fax location orcid
    post-code region tel website""".split()
)
"""What CFF knows of a person or body besides the name; kept with the name."""

STATUS = frozenset("abstract advance-online in-preparation in-press preprint submitted".split())
LANGUAGE = regex(r"[a-z]{2,3}")

LICENSES = frozenset(words("licences"))
"""The usual licences of SPDX's list, which is all that the schema takes."""

HEAD = """cff-version message type title authors version doi date-released url abstract keywords
    license identifiers repository repository-artifact repository-code commit contact
    license-url""".split()
"""The keys of the file itself, in their usual order."""


same_type = partial(same_name, "cff")
"""Whether two CSL types are written as one type of CFF."""


def container_key(kind: str) -> tuple[str, str]:
    """The keys of the container's and the series' titles for a CSL type; "" where there is none.

    >>> container_key("article-journal"), container_key("book")
    (('journal', 'collection-title'), ('', 'collection-title'))
    """
    if kind in JOURNALS:
        return "journal", "collection-title"
    return ("", "collection-title") if kind in BOOKS else ("collection-title", "")
