"""What cite2c and jupyterlab-citation-manager leave in notebooks: records, citations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from citex._late import regex
from citex.manuscripts.html.tags import Tag
from citex.manuscripts.notebook.cells import Cell, Notebook, mapping

CITE2C = "cite2c"
MANAGER = "citation-manager"
"""The names under which they keep their metadata."""

_TARGET = regex(r"href=[\"']#([^\"'<>\s]+)[\"']")


def records(metadata: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records that they keep, as items of CSL's with the ids by which they are cited.

    cite2c has a mapping of items at `cite2c.citations`; jupyterlab-citation-manager one for each
    source ("zotero") at `citation-manager.items`. A key without a record is that of no work.
    """
    kept = mapping(mapping(metadata.get(CITE2C)).get("citations"))
    for key, item in kept.items():
        if mapping(item):
            yield _item(key, item)
    for source, items in mapping(mapping(metadata.get(MANAGER)).get("items")).items():
        for key, item in mapping(items).items():
            if mapping(item):
                yield _item(key_of(source, key), item)


def _item(key: str, item: Any) -> dict[str, Any]:
    """An item with its key; cite2c's dates have parts by name."""
    made = {**mapping(item), "id": key}
    for name, value in made.items():
        if isinstance(value, dict) and "year" in value and "date-parts" not in value:
            parts = [value.get(part) for part in ("year", "month", "day")]
            known = parts[: parts.index(None)] if None in parts else parts
            made[name] = {"date-parts": [known]}
    return made


def key_of(source: str, key: str) -> str:
    """The key of a record of a source's.

    >>> key_of("zotero", "7765261/MVUBY4JD")
    'zotero|7765261/MVUBY4JD'
    """
    return f"{source}|{key}"


def style_of(metadata: dict[str, Any]) -> str | None:
    """The name of the style that jupyterlab-citation-manager was told."""
    style = mapping(metadata.get(MANAGER)).get("style")
    return style.rpartition("/")[2].removesuffix(".csl") or None if isinstance(style, str) else None


def keys_of(notebook: Notebook, cell: Cell, tag: Tag, content: str) -> list[str]:
    """The keys of a `<cite id>`: by the metadata of the cell, else by where its link leads."""
    if MANAGER not in mapping(notebook.values.get("metadata")):
        return []
    cited = mapping(mapping(cell.metadata.get(MANAGER)).get("citations"))
    items = cited.get(tag.attributes.get("id", ""))
    if isinstance(items, list) and items:
        return [key_of(str(one.get("source")), str(one.get("id"))) for one in map(mapping, items)]
    target = _TARGET.search(content)
    key = unquote(target[1]) if target else ""
    return [key] if "|" in key else []
