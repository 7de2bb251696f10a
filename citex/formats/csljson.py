"""CSL-JSON: the items of citation processors, as one list, one object, or one item a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from citex.formats import Option, Problems, Source
from citex.formats._csl_items import of_json, paper_of
from citex.formats._json import json_records
from citex.formats._zotero import is_part, of_zotero
from citex.formats.detect import builtin
from citex.model import KINDS, Paper, new_paper, to_item
from citex.model.item import shown
from citex.text.cleaning import clean_csl
from citex.text.halves import without_halves

_WRAPPERS = ("items", "references", "message.items", "message", "data")


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a CSL-JSON file: a list, {"items": [...]}, items by id, one, or JSON lines."""
    for record in json_records(source, problems, wrappers=_WRAPPERS, keyed=True, decode=of_json):
        if type(record.value) is new_paper:
            yield record.value
            continue
        if not isinstance(record.value, dict):
            kind = type(record.value).__name__
            problems.append(record.problem(f"an item is an object, this is a {kind}"))
            continue
        if foreign := _foreign(record.value):
            problems.append(record.problem(foreign, level="warning"))
            continue
        paper = paper_of(record.value)
        if paper.title or paper.author or _says_something(paper, record.value):
            yield paper
            continue
        problems.append(record.problem("the object holds no CSL variable"))


def _foreign(item: dict[str, Any]) -> str:
    """Why an object is no work, if it says so."""
    if "$schema" in item and "properties" in item:
        return "the object is a JSON schema, and no work"
    zotero = of_zotero(item)
    if zotero is not None and is_part(zotero):
        return f"Zotero's item is {zotero['itemType']!r}: a part of a work, and no work"
    return ""


def _says_something(paper: Paper, item: dict[str, Any]) -> bool:
    """Whether there is more of a work than its id and a type that CSL does not have."""
    known = "type" in item and paper.type in KINDS
    return known or any(variable != "version" for variable, _ in paper.variables())


def write(
    papers: Iterable[Paper], /, *, lines: bool = False, indent: int = 2, zotero: bool = False
) -> Iterator[str]:
    """The papers as a CSL-JSON list; as one item a line when `lines`.

    With `zotero`, types that Zotero's importer refuses a whole file for are documents, their type
    in the note, which Zotero takes it from.

    >>> from citex.model import Paper
    >>> "".join(write([Paper(id="a", type="book", title="On Growth")], lines=True))
    '{"id":"a","type":"book","title":"On Growth"}\\n'
    """
    if zotero:
        papers = map(_for_zotero, papers)
    if lines:
        for paper in papers:
            yield _encoded(to_item(paper)).decode("utf-8") + "\n"
        return
    before = "[\n"
    for paper in papers:
        text = msgspec.json.format(_encoded(to_item(paper)), indent=indent).decode("utf-8")
        yield before + text
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _encoded(item: dict[str, Any]) -> bytes:
    """The item as JSON; what JSON has no form for, in one that says it."""
    try:
        return msgspec.json.encode(item)
    except (ValueError, TypeError, OverflowError):
        return msgspec.json.encode(_sayable(item))


def _sayable(value: Any) -> Any:
    """The value with a sign in place of halves of characters, large numbers and others as text.

    >>> _sayable({"a": ["x\\ud800", 10**30]})
    {'a': ['x\ufffd', '1000000000000000000000000000000']}
    """
    if isinstance(value, str):
        return without_halves(value)
    if isinstance(value, (list, tuple)):
        return [_sayable(part) for part in value]
    if isinstance(value, dict):
        return {_sayable(str(key)): _sayable(part) for key, part in value.items()}
    if value is None or isinstance(value, (bool, float)):
        return value
    return value if isinstance(value, int) and -_INT <= value < _INT else shown(value)


_INT = 1 << 63


def _for_zotero(paper: Paper) -> Paper:
    """The paper, or one with a type that Zotero knows.

    >>> _for_zotero(Paper(type="software", title="T")).note
    'type: software'
    """
    if paper.type in KINDS and paper.type != "software":
        return paper
    note = "\n".join(filter(None, (f"type: {paper.type}", paper.note)))
    return msgspec.structs.replace(paper, type="document", note=note)


FORMAT = builtin(
    "csljson",
    read=read,
    write=write,
    clean=clean_csl,
    streams=True,
    write_options=(
        Option(name="lines", title="one item a line (JSON lines)", default=False),
        Option(name="zotero", title="only types that Zotero's importer takes", default=False),
        Option(name="indent", title="spaces of indentation", default=2),
    ),
)
