"""CSL-YAML, the items of citation processors as pandoc keeps them: a mapping with `references`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citex.formats import Problems, Source
from citex.formats._csl_items import paper_of
from citex.formats.detect import builtin
from citex.formats.tree._yaml import documents, lines, typed
from citex.model import Paper, to_item
from citex.text.cleaning import clean_csl

NAME = "cslyaml"
_TYPED = ("custom", "categories")
_FLAGS = ("circa", "comma-suffix", "static-ordering", "parse-names")


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a CSL-YAML file: `references: [...]`, a list of items, or one item."""
    cut = r"^[ \t]*-[ \t]+(?=[A-Za-z][\w-]*:)"
    for document in documents(source, problems, cut=cut):
        for item in _items(document.value):
            if not isinstance(item, dict):
                problems.append(document.problem(source, "an item is a mapping", item))
                continue
            paper = paper_of(_cleaned(item))
            if len(item) and (paper.extra.get("csljson") or {}).keys() != item.keys():
                yield paper
                continue
            problems.append(document.problem(source, "holds no CSL variable", item))


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as one YAML document with a list of references.

    >>> from citex.model import Paper
    >>> print("".join(write([Paper(id="a", type="book", title="No")])), end="")
    ---
    references:
      - id: a
        type: book
        title: "No"
    ...
    """
    before = "---\nreferences:\n"
    for paper in papers:
        yield before + "".join(line + "\n" for line in lines([to_item(paper)], 2))
        before = ""
    yield "---\nreferences: []\n...\n" if before else "...\n"


FORMAT = builtin(NAME, read=read, write=write, clean=clean_csl)


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        for key in ("references", "items"):
            if isinstance(value.get(key), list):
                return list(value[key])
        return [value]
    return value if isinstance(value, list) else [value]


def _cleaned(item: dict[str, Any]) -> dict[str, Any]:
    """The item with text as text; what CSL-JSON has no text for keeps its type."""
    return {key: typed(part) if key in _TYPED else _text(part, key) for key, part in item.items()}


def _text(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {inner: _text(part, inner) for inner, part in value.items()}
    if isinstance(value, list):
        return [_text(part, key) for part in value]
    if key in _FLAGS:
        return typed(value)
    return str(value) if isinstance(value, str) else value
