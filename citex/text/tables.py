"""Tables of lore in files: a row a line, tabs between the columns, the first line their names."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def read_table(module: str, name: str) -> list[list[str]]:
    """The rows of the table in a file beside a module (its `__file__`), as wide as the head.

    >>> read_table(__file__, "data/languages.tsv")[0][:4]
    ['aa', 'aar', '', 'Afar']
    """
    head, *lines = (Path(module).parent / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    width = head.count("\t") + 1
    for row in rows:
        if len(row) < width:
            row += [""] * (width - len(row))
    return rows


def words(name: str, table: str = "words.tsv", *, apart: str | None = None) -> list[str]:
    """The words of a list of a table in `data`; a long one takes several rows.

    `apart` is what stands between them, blanks if not given.

    >>> words("particles")[:3]
    ['a', 'à', 'aan']
    """
    return [word for listed, text in _table(table) if listed == name for word in text.split(apart)]


def pairs(name: str) -> dict[str, str]:
    """A table of `data/pairs.tsv`: what names mean.

    >>> pairs("ordinals")["second"]
    '2'
    """
    return {key: value for table, key, value in _table("pairs.tsv") if table == name}


@cache
def _table(name: str) -> list[list[str]]:
    return read_table(__file__, f"data/{name}")
