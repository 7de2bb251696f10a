"""Tables of lore in files: a row a line, tabs between the columns, the first line their names."""

from __future__ import annotations

from pathlib import Path


def read_table(module: str, name: str) -> list[list[str]]:
    """The rows of the table in a file beside a module (its `__file__`), as wide as the head.

    >>> read_table(__file__, "data/languages.tsv")[0][:4]
    ['aa', 'aar', '', 'Afar']
    """
    head, *lines = (Path(module).parent / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [[*row, *[""] * (head.count("\t") + 1 - len(row))] for row in rows]
