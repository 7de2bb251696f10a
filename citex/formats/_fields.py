"""Which element of a format holds which variable: views of `fields.tsv`, which is read both ways.

A row is a table of a format, an element (path, key, tag, parameter), the variable that it holds,
and the CSL types for which it does; a row without types is for all of them. Rows stand in the order
of writing; of several for one element the later holds. Tables of a format's own words (its states,
roles, labels) stand there too: a word, and what it stands for.
"""

from __future__ import annotations

from functools import cache

from citex.text.tables import read_table


@cache
def common(table: str) -> dict[str, str]:
    """The elements that hold the same variable in works of any type.

    >>> common("notefirst")["Volume"]
    'volume'
    """
    return {element: variable for element, variable, types in _rows(table) if not types}


@cache
def particular(table: str, kind: str) -> dict[str, str]:
    """The elements that hold something else in a work of this CSL type.

    >>> particular("word", "patent")
    {'PatentNumber': 'number'}
    """
    return {
        element: variable
        for element, variable, types in _rows(table)
        if kind in types.split()
    }  # fmt: skip


def _rows(table: str) -> list[list[str]]:
    return _tables().get(table, [])


@cache
def _tables() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for name, *row in read_table(__file__, "fields.tsv"):
        found.setdefault(name, []).append(row)
    return found
