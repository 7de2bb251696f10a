"""CSL's items as programs write them: foreign names of keys, names in strings, years apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from citex.formats._json import decoded
from citex.formats._types import guess_type, settle_item
from citex.formats._zotero import csl_item, of_zotero
from citex.model import NAME_VARIABLES, VARIABLES, Name, Paper, Remark, finished, from_item
from citex.model.checked import refuse
from citex.model.foreign import variable_meant, variable_near
from citex.model.item import ALIASES, name_to_item
from citex.model.remarks import add_remark
from citex.model.usual_item import usual_item
from citex.model.values import named, plain
from citex.text.identifiers import plain_doi
from citex.text.names.listed import mend_names, ordinary, read_names

_OWN = frozenset((*VARIABLES, *ALIASES, "id", "type", "custom", "categories"))


def paper_of(item: dict[str, Any]) -> Paper:
    """The paper of an item of CSL-JSON or CSL-YAML, whoever wrote it.

    >>> paper = paper_of({"type": "journal-article", "doi": "10.1000/1", "author": ["Li, Na"]})
    >>> paper.type, paper.DOI, paper.author
    ('article-journal', '10.1000/1', [Name(family='Li', given='Na')])
    """
    notes: list[Remark] = []
    if not item.keys() <= _OWN or isinstance(item.get("event"), dict):
        zotero = of_zotero(item)
        item = _renamed(item if zotero is None else csl_item(zotero), notes)
    people: dict[str, list[Name]] = {}
    odd: list[str] = []
    for variable in NAME_VARIABLES.intersection(item):
        names = _ordinary(item[variable])
        if names is not None:
            people[variable] = names
            continue
        odd.append(variable)
        if (found := _names(item[variable])) is not item[variable]:
            item = {**item, variable: found}
    paper = from_item(item, people)
    mend_names(paper, odd)
    settle_item(paper)
    if notes:
        paper.remarks = [*paper.remarks, *notes]
    return paper


def of_json(text: str | msgspec.Raw) -> Any:
    """The draft of an ordinary item's JSON, as `paper_of` makes it; else what the JSON says."""
    try:
        paper = usual_item(text, ordinary)
    except msgspec.DecodeError:
        return decoded(text)
    settle_item(paper)
    return paper


def paper_of_dict(item: Mapping[str, Any], ignored: Sequence[str] = ()) -> Paper:
    """The paper of an item that a program gives, but for some keys. Raises InvalidValue.

    >>> paper_of_dict({"titel": "On Growth"})
    Traceback (most recent call last):
    citex.errors.InvalidValue: item cannot be {'titel': 'On Growth'} (dict); it holds no \
variable of CSL's: for 'titel' write 'title'
    """
    if not isinstance(item, Mapping):
        way_out = "give one CSL-JSON item, a dictionary"
        if isinstance(item, (str, bytes)):
            way_out += "; citex.parse reads a text"
        raise refuse("item", item, way_out)
    try:
        given = {key: plain(item[key]) for key in item if key not in ignored}
        extra, remarks = given.pop("extra", None), given.pop("remarks", [])
        if strange := [key for key in given if not isinstance(key, str)]:
            raise refuse("item", strange[0], "the keys of an item are str")
        paper = paper_of(given)
        if paper.DOI:
            paper.DOI = plain_doi(paper.DOI) or paper.DOI
    except RecursionError:
        raise refuse("item", item, "it is nested too deeply") from None
    kept = paper.extra.get("csljson", {})
    if isinstance(extra, dict) and all(isinstance(part, dict) for part in extra.values()):
        paper.extra = {**paper.extra, **extra}  # as dict(paper) has it
    elif extra:
        paper.extra = {**paper.extra, "csljson": {**kept, "extra": extra}}
    paper.remarks = [*paper.remarks, *(one for one in remarks if isinstance(one, Remark))]
    if any(key not in kept and given[key] for key in given if key not in ("id", "type")):
        return finished(paper)
    near = [f"for {key!r} write {name!r}" for key in kept if (name := variable_near(key))]
    way_out = "it holds no variable of CSL's" + (f": {', '.join(near)}" if near else "")
    raise refuse("item", dict(item), way_out)


_LOOKED_AT = 40
"""So many foreign keys of an item are asked for what they were meant to be."""


def _renamed(item: dict[str, Any], notes: list[Remark]) -> dict[str, Any]:
    """The item with its variables under CSL's names, as far as those are free."""
    found: dict[str, Any] = {}
    foreign = 0
    for key, value in item.items():
        name = key if key in _OWN or key in _DATE_PARTS else (variable_meant(key) or key)
        if name == key or not _is_empty(item.get(name)) or not _is_empty(found.get(name)):
            if not (_is_empty(value) and name in found):
                found[key] = value
            foreign += key not in _OWN and key not in _DATE_PARTS
            known = key in _OWN or key in _DATE_PARTS or foreign > _LOOKED_AT
            if not known and (near := variable_near(key)):
                message = f"the key {key!r} is not CSL's and was not used; {near!r} is"
                add_remark(notes, "doubt", key, message)
            continue
        found[name] = value
        add_remark(notes, "repaired", name, f"the key {key!r} is not CSL's; read as {name!r}")
    _put_date(found)
    title, more = found.get("title"), found.get("subtitle")
    if isinstance(more, list) and len(more) == 1:
        more = more[0]
    title = title[0] if isinstance(title, list) and len(title) == 1 else title
    if isinstance(title, str) and isinstance(more, str) and more:
        del found["subtitle"]
        found["title"] = title if more in title else f"{title}: {more}"
    _take_identifiers(found)
    if isinstance(holder := found.get("container-title"), dict):  # {"journal": {"name": ...}}
        named_so = holder.get("name") or holder.get("title")
        found["container-title"] = named_so if isinstance(named_so, str) else None
        found["journal"] = {k: part for k, part in holder.items() if part != named_so} or None
    if not found.get("type") and isinstance(kind := found.get("genre"), str) and guess_type(kind):
        found["type"], found["genre"] = kind, None
    event = found.get("event")
    if isinstance(event, dict):
        for key, name in (("name", "event-title"), ("location", "event-place")):
            if isinstance(event.get(key), str) and _is_empty(found.get(name)):
                found[name] = event[key]
                event = {word: value for word, value in event.items() if word != key}
        found["event"] = event or None
    return found


def _take_identifiers(item: dict[str, Any]) -> None:
    """Identifiers in a drawer of their own: `{"doi": ...}` or `[{"type": "doi", "id": ...}]`."""
    for drawer in ("identifier", "identifiers"):
        held = item.get(drawer)
        if isinstance(held, list) and all(isinstance(one, dict) for one in held):
            pairs = [(one.get("type"), one.get("id")) for one in held]
        else:
            pairs = list(held.items()) if isinstance(held, dict) else []
        for scheme, text in pairs:
            name = variable_meant(scheme) if isinstance(scheme, str) else None
            if name in _IDENTIFIERS and isinstance(text, str) and _is_empty(item.get(name)):
                item[name] = text


_IDENTIFIERS = ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL")


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


_DATE_PARTS = ("year", "month", "day")


def _put_date(item: dict[str, Any]) -> None:
    """A year of its own, with its month and day, is the date of issue where there is none."""
    if item.get("issued") or not item.get("year"):
        return
    row = [item.pop(part) for part in _DATE_PARTS if item.get(part)]
    words = len(row) == 1 and isinstance(row[0], str)
    item["issued"] = row[0] if words else {"date-parts": [row]}


def _ordinary(value: Any) -> list[Name] | None:
    """The names of CSL's objects if all are ordinary people's, without more than two parts."""
    try:
        texts = [", ".join((name["family"], name["given"])) for name in value if len(name) == 2]
    except (KeyError, TypeError):
        return None
    names = ordinary("\n".join(texts))
    return names if names is not None and len(names) == len(value) else None


def _names(value: Any) -> Any:
    """Names as CSL's objects: strings are parted, foreign keys renamed."""
    if isinstance(value, (str, dict)):
        value = [value]
    if not isinstance(value, list) or all(map(_is_csls, value)):
        return value
    found: list[Any] = []
    for name in value:
        if isinstance(name, str):
            found += map(name_to_item, read_names([name], natural=True))
        elif isinstance(name, dict) and not _is_csls(name) and (people := named(name)):
            found += map(name_to_item, people)
        else:
            found.append(name)
    return value if found == value else found


def _is_csls(name: Any) -> bool:
    return isinstance(name, dict) and ("family" in name or "literal" in name)
