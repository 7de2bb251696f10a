"""CSL's items as programs write them: foreign names of keys, names in strings, years apart."""

from __future__ import annotations

from functools import cache
from typing import Any

from citex.formats._types import settle_item
from citex.model import NAME_VARIABLES, VARIABLES, Paper, from_item
from citex.model.item import ALIASES, name_to_item
from citex.text.names.listed import mend_names, read_names

_OWN = frozenset((*VARIABLES, *ALIASES, "id", "type", "custom", "categories"))
_FOREIGN = {
    "journal": "container-title", "journaltitle": "container-title",
    "publicationtitle": "container-title", "booktitle": "container-title",
    "keywords": "keyword", "tags": "keyword", "articlenumber": "number", "pages": "page",
    "publisherlocation": "publisher-place", "place": "publisher-place", "abstractnote": "abstract",
    "date": "issued", "published": "issued", "authors": "author", "editors": "editor",
}  # fmt: skip
_PARTS = {
    "firstname": "given", "first": "given", "givenname": "given", "givennames": "given",
    "lastname": "family", "last": "family", "familyname": "family", "familynames": "family",
    "name": "literal", "droppingparticle": "dropping-particle",
    "nondroppingparticle": "non-dropping-particle",
}  # fmt: skip


def paper_of(item: dict[str, Any]) -> Paper:
    """The paper of an item of CSL-JSON or CSL-YAML, whoever wrote it.

    >>> paper = paper_of({"type": "journal-article", "doi": "10.1000/1", "author": ["Li, Na"]})
    >>> paper.type, paper.DOI, paper.author
    ('article-journal', '10.1000/1', [Name(family='Li', given='Na')])
    """
    if not item.keys() <= _OWN or isinstance(item.get("event"), dict):
        item = _renamed(item)
    for variable in NAME_VARIABLES.intersection(item):
        if (found := _named(item[variable])) is not item[variable]:
            item = {**item, variable: found}
    paper = from_item(item)
    mend_names(paper, item)
    settle_item(paper)
    return paper


@cache
def _names_of_keys() -> dict[str, str]:
    return {**_FOREIGN, **{_bare(name): name for name in (*VARIABLES, "id", "type")}}


def _bare(key: str) -> str:
    return key.replace("-", "").replace("_", "").casefold()


def _renamed(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its variables under CSL's names, as far as those are free."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        name = key if key in _OWN else _names_of_keys().get(_bare(key), key)
        found[key if name != key and (item.get(name) or name in found) else name] = value
    _put_date(found)
    title, more = found.get("title"), found.get("subtitle")
    if isinstance(more, list) and len(more) == 1:
        more = more[0]
    title = title[0] if isinstance(title, list) and len(title) == 1 else title
    if isinstance(title, str) and isinstance(more, str) and more:
        del found["subtitle"]
        found["title"] = title if more in title else f"{title}: {more}"
    event = found.get("event")
    if isinstance(event, dict):
        del found["event"]
        for key, name in (("name", "event-title"), ("location", "event-place")):
            if event.get(key):
                found.setdefault(name, event[key])
    return found


def _put_date(item: dict[str, Any]) -> None:
    """A year of its own, with its month and day, is the date of issue where there is none."""
    if item.get("issued") or not item.get("year"):
        return
    row = [item.pop(part) for part in ("year", "month", "day") if item.get(part)]
    item["issued"] = {"date-parts": [row]}


def _named(value: Any) -> Any:
    """Names as CSL's objects: strings are parted, foreign keys renamed."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or all(map(_is_csls, value)):
        return value
    found: list[Any] = []
    for name in value:
        if isinstance(name, str):
            found += map(name_to_item, read_names([name], natural=True))
        elif isinstance(name, dict) and not _is_csls(name):
            found.append({_PARTS.get(_bare(key), key): part for key, part in name.items()})
        else:
            found.append(name)
    return value if found == value else found


def _is_csls(name: Any) -> bool:
    return isinstance(name, dict) and ("family" in name or "literal" in name)
