"""The field tables of the tagged formats, as `fields.tsv` has them.

A line of the file is a tag of a format, the variable that it holds, the form in which it stands
there (none: as it is), the families of documents for which it does (none: all that have no line of
their own), the other tags that are read as it, and the variable that stands in. A line without a
variable is a group, of tags that are read together: of a common kind, or the format's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from citex.formats.tagged._codecs import (
    DOI,
    KEYWORDS,
    MEDLINE_LANGUAGE,
    URL,
    page_field,
    pages,
    standard_numbers,
)
from citex.formats.tagged._dates import DASHED, SLASHED, of_a_year
from citex.formats.tagged._fields import SERIALS, TEXT, Field, Form, Group
from citex.text.tables import read_table

_LINES = read_table(__file__, "fields.tsv")

_FORMS = {
    "": TEXT, "DOI": DOI, "URL": URL, "keywords": KEYWORDS, "language": MEDLINE_LANGUAGE,
    "dashed": DASHED, "slashed": SLASHED,
    "slashed year": of_a_year(SLASHED), "dashed year": of_a_year(DASHED),
}  # fmt: skip
_GROUPS: dict[str, Callable[..., Group]] = {
    "first and last page": pages,
    "first and last page, or their count": partial(pages, count=True),
    "pages": page_field,
    "pages, or their count": partial(page_field, count=True),
    "ISBN": standard_numbers,
    "ISSN": partial(standard_numbers, default="ISSN"),
    "ISSN, ISBN or number": partial(standard_numbers, number=True),
}


def rows(name: str, own: Mapping[str, Form | Group]) -> tuple[Field | Group, ...]:
    """The rows of a format; `own` are the forms and groups that only it has."""
    return tuple(_row(line, own) for line in _LINES if line[0] == name)


def _row(line: list[str], own: Mapping[str, Form | Group]) -> Field | Group:
    _, tag, variable, form, families, aliases, stand_in = line
    families = SERIALS if families == "SERIALS" else families
    held = own.get(form) or _FORMS.get(form)
    if isinstance(held, Group):
        return held
    if held is None:
        return _GROUPS[form](*tag.split(), families=families)
    return Field(tag, variable, held, families, aliases, stand_in)
