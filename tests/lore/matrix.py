"""Every piece of lore in every reader and every writer: what a cell says, and why it is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote_plus

import msgspec
from lore.carriers import CARRIERS, Carrier
from lore.reasons import NO_FIELD, NOT_KEPT, NOT_READ
from lore.rows import ROWS, Lore, Unsaid

from citex import registry
from citex.formats import Format, Source
from citex.formats.loss import losses
from citex.model import OTHERS, VARIABLES, Name, Paper, PartialDate

State = Literal["right", "empty", "wrong"]


class Cell(NamedTuple):
    """What a reader or writer does with a piece of lore; `why` where it is not right."""

    row: str
    column: str
    state: State
    why: str = ""

    @property
    def id(self) -> str:
        return f"{self.column}: {self.row}"


TITLE = "Growth of roots"
"""The title of every paper that has no other."""


def readers() -> list[str]:
    """The columns of readers: the carriers of every format that reads, in the registry's order."""
    names = [form.name for form in registry.formats() if form.read is not None]
    return [key for name in names for key in CARRIERS if key.partition("/")[0] == name]


def writers() -> list[Format]:
    """The columns of writers."""
    return [form for form in registry.formats() if form.write is not None]


def cells() -> Iterator[Cell]:
    """All cells, row by row."""
    for row in ROWS:
        yield from cells_of(row)


def cells_of(row: Lore) -> Iterator[Cell]:
    """A row: what each reader and each writer does with the lore."""
    for column in readers():
        yield reader_cell(row, column)
    if row.written:
        for form in writers():
            yield writer_cell(row, form)


def reader_cell(row: Lore, column: str) -> Cell:
    """What a reader makes of the lore, as its format writes it."""
    carrier, name = CARRIERS[column], f"read {column}"
    values: dict[str, list[str]] = {}
    for slot, said in row.says.items():
        if slot not in carrier.slots:
            reason = _no_field(column, slot)
            return Cell(row.name, name, *(("empty", reason) if reason else ("wrong", f"no {slot}")))
        raw = _spoken(said, carrier)
        if raw is None:
            return Cell(row.name, name, "wrong", f"the row has no words for {carrier.speaks}")
        if isinstance(raw, Unsaid):
            return Cell(row.name, name, "empty", str(raw))
        values[slot] = [raw] if isinstance(raw, str) else raw
    values.setdefault("title", [TITLE])
    complaint = complaint_of(row, read(column, values))
    why = NOT_READ.get((row.name, column), "")
    if why and not complaint:
        return Cell(row.name, name, "wrong", f"it is read, against the reason: {why}")
    why = why or NOT_READ.get(("*", column), "")
    if why and complaint:
        return Cell(row.name, name, "empty", why)
    return Cell(row.name, name, "wrong" if complaint else "right", complaint)


def read(column: str, values: dict[str, list[str]]) -> Paper | None:
    """The paper that a reader makes of a record with these values."""
    form = registry.format_named(column.partition("/")[0])
    assert form.read is not None
    record = CARRIERS[column].record(values)
    source = Source.of_bytes(record) if isinstance(record, bytes) else Source.of_text(record)
    return (list(form.papers(source, [])) or [None])[-1]


def _spoken(said: Any, carrier: Carrier) -> Any:
    return next((said[word] for word in (*carrier.speaks.split(), "*") if word in said), None)


def _no_field(column: str, slot: str) -> str:
    """Why a carrier has no such slot."""
    for key in (column, column.partition("/")[0]):
        for slots, reason in NO_FIELD.get(key, {}).items():
            if slot in slots.split():
                return reason
    return ""


def complaint_of(row: Lore, paper: Paper | None) -> str:
    """What is not as the row says; empty where all is."""
    if paper is None:
        return "nothing was read"
    for variable, meant in row.means.items():
        found = value_of(paper, variable)
        if not any(same(found, one) for one in (meant if isinstance(meant, tuple) else (meant,))):
            return f"{variable} is {shown(found)}, not {shown(meant)}"
    if row.told and not any(row.told in remark.variable for remark in paper.remarks):
        return f"nothing is told of {row.told}"
    return ""


def value_of(paper: Paper, variable: str) -> Any:
    """A variable's value; "custom.a.b" is found there, "titles" are all in any language."""
    if variable == "titles":
        translated = (paper.custom or {}).get("translations", {}).values()
        others = (each.get("title") for each in translated)
        return {title for title in (paper.title, paper.original_title, *others) if title}
    if not variable.startswith("custom."):
        return paper.type if variable == "type" else paper.get(variable)
    found: Any = paper.custom
    for key in variable.split(".")[1:]:
        found = (found or {}).get(key)
    return found


def same(found: Any, meant: Any) -> bool:
    """Whether a value says what is meant: how initials are spelled does not matter."""
    if isinstance(meant, list) and isinstance(found, list):
        return len(found) == len(meant) and all(
            any(
                _person(name) == _person(one) for one in (way if isinstance(way, tuple) else (way,))
            )
            for name, way in zip(found, meant, strict=True)
        )
    if isinstance(meant, PartialDate) and isinstance(found, PartialDate):
        return _date(found) == _date(meant) or bool(
            meant.literal and found.literal == meant.literal
        )
    if isinstance(meant, set):
        return meant == found
    if isinstance(meant, str) and isinstance(found, str):
        return re.sub(r'<span class="nocase">(.*?)</span>', r"\1", found) == meant
    return bool(found == meant) if meant is not None else not found


def _person(name: Name) -> str:
    """A name by what tells people apart: Han names whole, given names by their initials."""
    whole = name.literal or (name.family or "") + (name.given or "")
    if re.search(r"[\u4e00-\u9fff]", whole) or name.literal:
        return whole
    initials = re.findall(r"\b[^\W\d_]", name.given or "")
    if re.fullmatch(r"[A-Z]{2,3}", name.given or ""):
        initials = list(name.given or "")
    particles = f"{name.non_dropping_particle or ''} {name.dropping_particle or ''}".strip()
    suffix = (name.suffix or "").rstrip(".")
    return f"{particles} | {name.family}, {''.join(initials)}, {suffix}".strip().lower()


def _date(date: PartialDate) -> PartialDate:
    """A date without the source's spelling of it, which a writer may give anew."""
    end = _date(date.end) if date.end is not None else None
    return msgspec.structs.replace(
        date, raw=None, literal=date.literal or (date.raw if date.year is None else None),
        circa=bool(date.circa), end=end,
    )  # fmt: skip


def shown(value: Any) -> str:
    """A value in a few words."""
    if isinstance(value, (list, tuple)):
        return " | ".join(map(shown, value)) or "nothing"
    if isinstance(value, PartialDate):
        return str(value) or repr(value)
    return "nothing" if value is None else str(value)


def paper_of(row: Lore) -> Paper:
    """The paper that a writer is given: what the lore means, and else what every paper has."""
    paper = Paper(
        id="a1", type=row.type, title=TITLE, author=[Name("Okoro", "Ada")],
        container_title=None if row.type == "book" else "Annals of Buds",
        issued=PartialDate(2020),
    )  # fmt: skip
    given = {**row.means, **row.changes}
    for variable, meant in given.items():
        if variable == "titles":
            continue
        value = meant[0] if isinstance(meant, tuple) else meant
        if isinstance(value, list):
            value = [way[0] if isinstance(way, tuple) else way for way in value]
        setattr(paper, VARIABLES[variable], value)
    return paper


def writer_cell(row: Lore, form: Format) -> Cell:
    """What comes back of the lore, or whether the loss report tells of what does not."""
    assert form.write is not None
    name, paper = f"write {form.name}", paper_of(row)
    meant = {variable: value_of(paper, variable) for variable in row.means}
    if form.read is None:
        complaint = _unsaid(paper, meant, form)
        variables = {*meant, *row.changes} - {"titles"}
        unheld = sorted(variable for variable in variables if variable not in (form.holds or ()))
    else:
        text = "".join(form.write([paper]))
        back = next(iter(form.papers(Source.of_text(text), [])), None)
        complaint, unheld = complaint_of(row._replace(means=meant, told=""), back), []
    reasons = NOT_KEPT.get(form.name, {})
    why = next((reasons[key] for key in (row.name, *meant, *row.changes) if key in reasons), "")
    if not complaint:
        stale = row.name in reasons
        return Cell(row.name, name, *(("wrong", f"not so: {why}") if stale else ("right", "")))
    told = {loss.variable for loss in losses([paper], form)}
    if unheld:
        why = f"the format says that it does not hold {', '.join(unheld)}"
    if not told & {*meant, *row.changes}:
        return Cell(row.name, name, "wrong", f"{complaint}; the loss report does not say so")
    return Cell(row.name, name, *(("empty", why) if why else ("wrong", complaint)))


def _unsaid(paper: Paper, meant: dict[str, Any], form: Format) -> str:
    """What a text that nothing reads back does not say of the lore."""
    assert form.write is not None
    text = "".join(form.write([paper]))
    plain = re.sub(r"[\W_]", "", unescape(unquote_plus(text)))
    for variable, value in meant.items():
        for piece in _pieces(value):
            if not any(re.sub(r"[\W_]", "", way) in plain for way in piece.split("|")):
                return f"{variable}: {piece!r} is not in the text"
        if isinstance(value, list) and OTHERS in value and re.search(r"\bothers\b", text):
            return f"{variable}: the mark of a list cut short stands as a name"
    return ""


def _pieces(value: Any) -> list[str]:
    if isinstance(value, list):
        names = [name for name in value if name != OTHERS]
        return [part for n in names for part in (n.family, n.suffix, n.literal) if part]
    if isinstance(value, PartialDate):
        if value.year is None:
            return [value.literal or ""]
        return [str(value.year) if value.year > 0 else f"{-value.year}|{-value.year - 1}"]
    if isinstance(value, set):
        return sorted(value)
    return re.split(r"</?\w+>|-", value) if isinstance(value, str) else []
