"""The loss report: what a format does not give back of the papers that were written to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal

import msgspec

from citex.errors import escaped
from citex.formats import Format, Problems, Source
from citex.model import DATE_VARIABLES, NAME_VARIABLES, Paper
from citex.model.item import ALIASES, date_to_item, name_to_item

LossKind = Literal["lost", "changed"]


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a format could not hold (`lost`), or holds otherwise (`changed`).

    `paper` is the paper's id; `variable` its CSL name, or "type"; `after` is None when lost.
    """

    paper: str
    variable: str
    kind: LossKind
    before: Any
    after: Any = None

    def __str__(self) -> str:
        change = "is lost" if self.kind == "lost" else f"becomes {shown(self.after)}"
        return escaped(f"{self.paper}: {self.variable} {change}: {shown(self.before)}")


def losses(papers: Iterable[Paper], form: Format, **options: Any) -> Iterator[Loss]:
    """What `form` loses of each paper, found by writing it and reading it back.

    For a format that is only written, what its table does not name.
    """
    if form.write is None:
        return
    for paper in papers:
        if form.read is None:
            yield from _undeclared(paper, form)
            continue
        text = "".join(form.write([paper], **options))
        problems: Problems = []
        back = list(form.papers(Source.of_text(text), problems))
        yield from compare(paper, back[0] if back else None)


def compare(before: Paper, after: Paper | None) -> Iterator[Loss]:
    """The differences between a paper and what came back of it (ids aside)."""
    lost = partial(Loss, paper=before.id, kind="lost")
    if after is None:
        yield lost(variable="type", before=before.type)
    elif before.type != after.type:
        yield Loss(
            paper=before.id, variable="type", kind="changed", before=before.type, after=after.type
        )
    for variable, value in before.variables():
        other = after.get(variable) if after is not None else None
        if other == value:
            continue
        plain = _plain(variable, value)
        if other is None:
            yield lost(variable=variable, before=plain)
        elif (was := _plain(variable, other)) != plain:
            yield Loss(paper=before.id, variable=variable, kind="changed", before=plain, after=was)
    others = after.extra.get("csljson", {}) if after is not None else {}
    for key, value in before.extra.get("csljson", {}).items():
        if key not in ALIASES and others.get(key) != value:  # a key that CSL does not know
            yield lost(variable=key, before=value)
    if before.categories and (after is None or after.categories != before.categories):
        yield lost(variable="categories", before=before.categories)
    kept = after.custom if after is not None else {}
    for key, value in before.custom.items():
        if kept.get(key) != value:
            yield lost(variable=f"custom.{key}", before=value)


def shown(value: Any) -> str:
    """A value in one short line, for people."""
    try:
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        text = ascii(value)
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:77] + "..."


def _undeclared(paper: Paper, form: Format) -> Iterator[Loss]:
    lost, holds = partial(Loss, paper=paper.id, kind="lost"), form.holds or frozenset()
    for variable, value in paper.variables():
        if variable not in holds:
            yield lost(variable=variable, before=_plain(variable, value))
    for key, value in paper.extra.get("csljson", {}).items():
        if key not in ALIASES:
            yield lost(variable=key, before=value)


def _plain(variable: str, value: Any) -> Any:
    """The value as CSL-JSON has it: by this, two values are the same or not."""
    if variable in NAME_VARIABLES:
        return [name_to_item(name) for name in value]
    if variable in DATE_VARIABLES:
        return date_to_item(value)
    return value
