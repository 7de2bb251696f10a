"""Papers as flat rows, for frames and spreadsheets."""

from __future__ import annotations

from typing import Any

from citex.model import NAME_VARIABLES, VARIABLES, Name
from citex.model.checked import called
from citex.model.papers import Papers, papers_of
from citex.text.names.written import inverted
from citex.text.richtext.runs import plain


@called
def table(papers: Papers) -> list[dict[str, Any]]:
    """The papers as flat rows, for a frame: `pandas.DataFrame(citex.table(papers))`.

    The columns are "id", "type", "year" and the CSL variables that one of the papers has, the same
    in every row. Titles are plain, names are "Family, Given; ...", dates ISO 8601; None where
    there is no value.

    >>> import citex
    >>> table(citex.Paper(id="a", type="book", title="On <i>Form</i>", author="Na Li", issued=2020))
    [{'id': 'a', 'type': 'book', 'year': 2020, 'title': 'On Form', 'author': 'Li, Na', \
'issued': '2020'}]
    """
    found = list(papers_of(papers))
    present = {variable for paper in found for variable, _ in paper.variables()}
    columns = [variable for variable in VARIABLES if variable in present]
    return [
        {
            "id": paper.id,
            "type": paper.type,
            "year": paper.issued.year if paper.issued else None,
            **{variable: _cell(variable, paper.get(variable)) for variable in columns},
        }
        for paper in found
    ]


def _cell(variable: str, value: Any) -> str | None:
    if value is None:
        return None
    if variable in NAME_VARIABLES:
        return "; ".join(map(_written, value))
    return plain(value) if isinstance(value, str) else str(value)


def _written(name: Name) -> str:
    return name.literal or inverted(name)
