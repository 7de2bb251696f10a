"""Inheritance between entries: crossref as BibLaTeX's rules have it, and xdata."""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems
from citex.formats.bibtex._scan import Entry

WAITING = 20_000
"""How many entries wait in order for a parent; beyond, the others go on before them."""

PARENTS = 50_000
"""How many books and the like, which may be parents, are remembered."""

DEPTH = 20
"""How many generations an entry inherits from."""

RECENT = 2_000
"""How many entries of other types are remembered."""

_NEVER = frozenset(
    """crossref xref xdata entryset entrysubtype execute ids keywords label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey sortname sorttitle
    sortyear label file abstract annote annotation timestamp owner groups doi url urldate""".split()
)
"""Fields that no entry inherits."""

_BOOKS = frozenset("book mvbook proceedings mvproceedings collection mvcollection reference "
                   "mvreference".split())  # fmt: skip
_PARTS = frozenset("inbook incollection inproceedings conference bookinbook suppbook "
                   "suppcollection inreference".split())  # fmt: skip
_VOLUMES = frozenset("book collection proceedings reference".split())
_TITLES = ("title", "subtitle", "titleaddon")


def resolved(entries: Iterable[Entry], problems: Problems, source: str) -> Iterator[Entry]:
    """The entries with what they inherit, in the order of the file.

    An entry whose parent stands further down waits, and those behind it wait with it. What only
    serves others (@xdata) is a problem of level "warning" and no entry.
    """
    parents = _Parents()
    queue: deque[Entry] = deque()
    awaited = ""  # the key for which the first of the queue waits
    for entry in entries:
        key = entry.key.lower()
        if key:
            parents.add(entry)
        queue.append(entry)
        if awaited and key != awaited and len(queue) <= WAITING:
            continue
        while queue and not (awaited := _missing(queue[0], parents)):
            yield from _done(queue.popleft(), parents, problems, source)
        if len(queue) > WAITING:
            missing = [_missing(waiting, parents) for waiting in queue]
            ready = [waiting for waiting, key in zip(queue, missing, strict=True) if not key]
            queue = deque(waiting for waiting, key in zip(queue, missing, strict=True) if key)
            for waiting in ready:
                yield from _done(waiting, parents, problems, source)
            while len(queue) > WAITING // 2:  # none of their parents is near
                yield from _done(queue.popleft(), parents, problems, source)
            awaited = _missing(queue[0], parents) if queue else ""
    while queue:
        yield from _done(queue.popleft(), parents, problems, source)


class _Parents:
    """Entries by key, those of the types that are parents for long; others for a while."""

    def __init__(self) -> None:
        self._lasting: OrderedDict[str, Entry] = OrderedDict()
        self._recent: OrderedDict[str, Entry] = OrderedDict()

    def add(self, entry: Entry) -> None:
        """Remember an entry; of a book, only what it passes on."""
        key = entry.key.lower()
        if entry.kind == "xdata" or entry.kind == "periodical" or entry.kind in _BOOKS:
            if entry.kind != "xdata" and not _BULKY.isdisjoint(entry.fields):
                light = Entry(entry.kind, entry.key, entry.line)
                light.fields = {n: raw for n, raw in entry.fields.items() if n not in _BULKY}
                entry = light
            self._lasting[key] = entry
            if len(self._lasting) > PARENTS:
                self._lasting.popitem(last=False)
            return
        self._recent[key] = entry
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def get(self, key: str) -> Entry | None:
        """The entry with a key, in lower case."""
        return self._lasting.get(key) or self._recent.get(key)


_BULKY = frozenset(("abstract", "annote", "annotation", "file", "keywords"))


def _targets(entry: Entry) -> list[str]:
    fields = entry.fields
    granular = []
    if "xdata=" in "\n".join(fields.values()):
        found = (match for raw in fields.values() for match in _GRANULAR.finditer(raw))
        granular = [_PART.sub("", match[1]).lower() for match in found]
    if "crossref" not in fields and "xdata" not in fields:
        return granular
    keys = [key.strip().lower() for key in fields.get("xdata", "").split(",")]
    keys += [fields.get("crossref", "").strip().lower(), *granular]
    return [key for key in keys if key]


def _missing(entry: Entry, parents: _Parents) -> str:
    """The key of what an entry inherits from that was not seen yet, ancestors included, or ""."""
    seen: set[str] = set()
    todo = _targets(entry)
    while todo and len(seen) < DEPTH:
        key = todo.pop()
        if key in seen:
            continue
        seen.add(key)
        parent = parents.get(key)
        if parent is None:
            return key
        todo += _targets(parent)
    return ""


def _done(entry: Entry, parents: _Parents, problems: Problems, source: str) -> Iterator[Entry]:
    if entry.kind == "xdata":
        message = f"@xdata {entry.key!r} only lends its fields to others: no record of its own"
        problems.append(Problem(message=message, line=entry.line, source=source, level="warning"))
        return
    if "crossref" in entry.fields or "xdata" in entry.fields:
        _inherit(entry, parents, [entry.key.lower()])
    for name, raw in entry.fields.items():
        if "xdata=" in raw:
            lent = partial(_granule, entry, name, parents)
            entry.fields[name] = _GRANULAR.sub(lent, raw)
    yield entry


def _granule(entry: Entry, name: str, parents: _Parents, match: re.Match[str]) -> str:
    """What "xdata=key-field-number" stands for: a field of an @xdata entry, or one of its names."""
    words = match[1].lower().split("-")
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        parent = parents.get("-".join(words[:end]))
        if parent is not None:
            rest = words[end:]
            field = rest.pop(0) if rest and rest[0].isalpha() else name
            raw = parent.fields.get(field, "")
            values = _values(raw)
            place = int(rest[0]) if rest and rest[0].isdecimal() and len(rest[0]) < 9 else 0
            return values[place - 1] if 0 < place <= len(values) else raw
    entry.faults.append(f"{match[0]} is not in the file")
    return match[0]


_GRANULAR = regex(r"(?:(?<=\band )|\A)xdata=([^\s,{}]+)")
_PART = regex(r"(?:-[A-Za-z]+)?(?:-\d{1,3})?\Z")


def _inherit(entry: Entry, parents: _Parents, path: list[str]) -> None:
    """Give an entry the fields that it lacks; a missing or circular parent is a fault."""
    for name in ("xdata", "crossref"):
        value = entry.fields.pop(name, "")
        for key in value.split(",") if name == "xdata" else [value]:
            key = key.strip()
            if not key:
                continue
            parent = parents.get(key.lower())
            if parent is None or key.lower() in path:
                reason = "is not in the file" if parent is None else _RING
                entry.faults.append(f"{name} {key!r} {reason}")
                continue
            lent, rings = _ancestor(parent, parents, [*path, key.lower()])
            entry.faults += (ring for ring in rings if ring not in entry.faults)
            for field, raw in _passed(name, parent.kind, entry.kind, lent):
                if field == "date" and ("year" in entry.fields or "date" in entry.fields):
                    continue
                if field in ("year", "month") and "date" in entry.fields:
                    continue
                entry.fields.setdefault(field, raw)


_RING = "refers back to itself"


def _ancestor(
    parent: Entry, parents: _Parents, path: list[str]
) -> tuple[dict[str, str], list[str]]:
    """The fields of a parent, with what it inherits itself, and who in its line is circular."""
    if "crossref" not in parent.fields and "xdata" not in parent.fields:
        return parent.fields, []
    copy = Entry(parent.kind, parent.key, parent.line)
    copy.fields = dict(parent.fields)
    if len(path) < DEPTH:
        _inherit(copy, parents, path)
    return copy.fields, [fault for fault in copy.faults if fault.endswith(_RING)]


def _passed(how: str, parent: str, child: str, fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that a parent passes on, under the names that they have in the child."""
    if how == "xdata":
        yield from fields.items()
        return
    renames = _renames(parent, child)
    for name, raw in fields.items():
        if name in _NEVER:
            continue
        for new in renames.get(name, (name,)):
            yield new, raw


def _renames(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """Biber's default rules: a book's title is the book title of its parts."""
    if parent == "periodical":
        return {"title": ("journaltitle",), "subtitle": ("journalsubtitle",), "shorttitle": ()}
    if parent not in _BOOKS or child == parent:
        return {}
    stem = "main" if parent.startswith("mv") and (child in _VOLUMES or child in _PARTS) else "book"
    if stem == "book" and child not in _PARTS:
        return {}
    renames: dict[str, tuple[str, ...]] = {name: (stem + name,) for name in _TITLES}
    renames |= {"shorttitle": (), "sorttitle": (), "indextitle": ()}
    if parent.endswith("book") and child in ("inbook", "bookinbook", "suppbook"):
        renames["author"] = ("author", "bookauthor")
    return renames


_MOST_WORDS = 40  # of a key with hyphens


@lru_cache(maxsize=8)
def _values(raw: str) -> list[str]:
    return re.split(r"(?<!\s)\s+and\s+", raw)
