"""A field table of a tagged format, compiled once for each family of documents.

The plan of a family says what to do with each tag that is read, and with each variable that has a
value. What no tag holds, or not exactly, is carried in the format's notes, one line a value, as
"variable: value" (`_noted`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec.structs import astuple

from citex._remembered import remembered
from citex.formats._types import guess_type, read_types, written_types
from citex.formats.tagged._fields import (
    FAMILIES,
    TEXT,
    Extra,
    Field,
    Group,
    Kind,
    Put,
    Read,
    Write,
    aliases_of,
    late_reader,
    reader,
    standing_in,
    tags_of,
    unknown,
    variables_of,
    writer,
)
from citex.formats.tagged._grammar import Fields, Record
from citex.model import VARIABLES, Paper, Remark, new_paper
from citex.model.paper import PLACES
from citex.model.remarks import add_remark, remark_on
from citex.text.extra_field.lines import absorb, carried, variable_of
from citex.text.genres import kind_by_genre, settle_genre, true_genre
from citex.text.identifiers import is_doi_url, plain_doi
from citex.text.lines import fold
from citex.text.pages import stands_twice
from citex.text.preprints import settle_preprint


class Plan(NamedTuple):
    """A table compiled for one family; of `writes` the first `known` have a tag.

    The third part of a write is the tag of a text that is written as it stands.
    """

    reads: dict[str, Read | Group]
    texts: dict[str, str]
    late: dict[str, tuple[int, Read]]
    writes: tuple[tuple[str, Write | None, str | None], ...]
    stood_for: dict[str, str]
    pick: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    known: int
    nothing: tuple[None, ...]


Step = tuple[str, str | None, Read]
"""A tag, the attribute that takes a single text as it stands, and what reads the tag else."""


class Table:
    """The fields of one format, read both ways; `keeps` says what can be a tag of `extra`."""

    type_tag: str
    note_tag: str
    id_tag: str | None

    def __init__(
        self,
        name: str,
        *,
        fields: tuple[Field | Group, ...],
        type_tag: str,
        note_tag: str,
        id_tag: str | None = None,
        families: Mapping[str, str] = {},
        keeps: Callable[[str], object] = bool,
    ) -> None:
        self.name: str = name
        self._keeps = keeps
        self.type_tag, self.note_tag, self.id_tag = type_tag, note_tag, id_tag
        self._fields = fields
        families = {**FAMILIES, **families}
        self._by_name = {
            name: Kind(name, csl, families.get(name) or families.get(csl, csl))
            for name, csl in read_types(name).items()
        }
        self._by_name |= {name.casefold(): kind for name, kind in self._by_name.items()}
        self._by_type = {
            csl: self._by_name[name]._replace(type=csl) for csl, name in written_types(name).items()
        }
        self._default = self._by_type["document"]
        self._genre_tags = [
            row.tag for row in fields if isinstance(row, Field) and row.variable == "genre"
        ]
        self._told = {
            csl for csl, kind in self._by_type.items() if self._by_name[kind.name].type == csl
        }
        self.plan: Callable[[str], Plan] = lru_cache(maxsize=None)(self._plan)
        self._steps: Callable[[str, tuple[str, ...]], list[Step]] = remembered(2000)(self._in_turn)

    def kind(self, name: str) -> Kind | None:
        """The row of a type's name, in any case."""
        return self._by_name.get(name) or self._by_name.get(name.casefold())

    def kind_of(self, paper: Paper) -> Kind:
        """The row by which a paper is written."""
        return self._by_type.get(paper.type, self._default)

    def paper(self, record: Record, kind: Kind | None = None) -> Paper:
        """The paper of a record, its tags used up; `kind` overrides the type that it names."""
        fields = record.fields
        names = fields.pop(self.type_tag, None)
        remarks: list[Remark] = []
        if kind is None:
            kind = self._by_name.get(names[0]) if names else None
            kind = kind or self._kind_named(names or [], remarks)
        paper = new_paper(type=kind.type)
        if self.id_tag is not None and (ids := fields.pop(self.id_tag, None)):
            paper.id = ids[0]
        notes = fields.pop(self.note_tag, None)
        extra: Extra = {}
        for tag, attribute, read in self._steps(kind.family, tuple(fields)):
            if attribute is not None and len(values := fields[tag]) == 1:
                if value := values[0]:
                    setattr(paper, attribute, value)
            else:
                read(paper, fields, extra)
        if notes:
            absorb(paper, notes, self._same_kind)
        if paper.genre is not None:
            self._settle(paper, fields, notes or [], extra, remarks)
        if extra:
            paper.extra = {self.name: extra}
            if paper.URL is not None and paper.DOI is None:
                _doi_of_links(paper, extra)
        if remarks:
            paper.remarks = [*paper.remarks, *remarks]
        settle_preprint(paper)
        return paper

    def lines(self, paper: Paper, kind: Kind | None = None) -> list[tuple[str, str]]:
        """A paper's tags and values, in the table's order; notes and what is carried come last."""
        lines: list[tuple[str, str]] = []
        put = lines.append
        kind = kind or self.kind_of(paper)
        plan = self.plan(kind.family)
        notes: list[str] = []
        if paper.type not in self._told:
            notes += carried("type", paper.type)
        values = plan.pick(astuple(paper))
        span = values if values[plan.known :] != plan.nothing else values[: plan.known]
        for (variable, write, tag), value in compress(zip(plan.writes, span, strict=False), span):
            if tag is not None:
                short = len(value) < 200 and value.isprintable()
                if text := value.strip() if short else fold(value):
                    put((tag, text))
                continue
            if write is not None and write(put, value, paper):
                continue
            if variable == "number" and stands_twice(paper):
                continue
            said = carried(variable, value)
            notes += said
            if said and (first := plan.stood_for.get(variable)) and paper.get(first) is None:
                notes.append(f"{first}:")
        if paper.genre and self._genre_tags:
            notes += _settled(paper.type, paper.genre)
        if paper.note:
            self._write_note(put, paper.note)
        for note in notes:
            put((self.note_tag, note))
        return lines

    def extra_lines(self, paper: Paper) -> Iterable[tuple[str, str]]:
        """What a reader of this format did not know; tags that are none are left out."""
        extra: Any = paper.extra.get(self.name)
        if not isinstance(extra, dict):
            return ()
        return [
            (tag, fold(str(value)))
            for tag, values in extra.items()
            if isinstance(tag, str) and self._keeps(tag)
            for value in (values if isinstance(values, list) else [values])
            if isinstance(value, (str, int, float))
        ]

    def _kind_named(self, names: list[str], remarks: list[Remark]) -> Kind:
        name = names[0] if names else ""
        kind = self.kind(name)
        if kind is not None:
            return kind
        kind = self._by_type.get(guess_type(name) or "", self._default)
        message = f"the type {name!r} is not known" if name else "the record names no type"
        add_remark(remarks, "guessed", "type", f"{message}; read as a {kind.type}")
        return kind

    def _settle(
        self, paper: Paper, fields: Fields, notes: list[str], extra: Extra, remarks: list[Remark]
    ) -> None:
        """What a genre repeats of the type is kept under its tag; it may tell the type, too."""
        if any(note.startswith("genre:") for note in notes):
            return
        told = any(note.startswith("type:") for note in notes)
        taken = settle_genre(paper, remarks, decides=not told)
        if taken is not None:
            tag = next(tag for tag in self._genre_tags if tag in fields)
            extra[tag] = [taken, *extra.get(tag, ())]

    def _same_kind(self, one: str, other: str) -> bool:
        kinds = self._by_type
        return kinds.get(one, self._default).name == kinds.get(other, self._default).name

    def _write_note(self, put: Put, note: str) -> None:
        for part in note.split("\n"):
            text = fold(part)
            if text:
                put((self.note_tag, f"note: {text}" if variable_of(text) else text))

    def _in_turn(self, family: str, tags: tuple[str, ...]) -> list[Step]:
        """How a record of some tags is read: in its order, but aliases last, in the table's."""
        plan = self.plan(family)
        steps: list[Step] = []
        late: list[tuple[int, Step]] = []
        for tag in tags:
            row = plan.reads.get(tag)
            if isinstance(row, Group):
                if tag == next(filter(tags.__contains__, row.tags)):
                    steps.append((tag, None, row.read))
            elif row is not None:
                steps.append((tag, plan.texts.get(tag), row))
            elif tag in plan.late:
                rank, read = plan.late[tag]
                late.append((rank, (tag, None, read)))
            else:
                steps.append((tag, None, unknown(tag)))
        return steps + [step for _, step in sorted(late, key=itemgetter(0))]

    def _plan(self, family: str) -> Plan:
        rows = [row for row in self._fields if not row.families or family in row.families.split()]
        special = [row for row in rows if row.families]
        tags = {tag for row in special for tag in (*tags_of(row), *aliases_of(row))}
        variables = {variable for row in special for variable in variables_of(row)}
        reads: dict[str, Read | Group] = {}
        texts: dict[str, str] = {}
        writes: dict[str, Write | None] = {}
        stood_for: dict[str, str] = {}
        plain: dict[str, str] = {}  # variables that are written as they stand
        aliases: list[tuple[str, Field]] = []
        for row in rows:
            general = not row.families
            if general and (
                tags.intersection(tags_of(row)) or variables.intersection(variables_of(row))
            ):
                continue
            if isinstance(row, Group):
                for tag in row.tags:
                    reads.setdefault(tag, row)
                for variable, write in row.writes:
                    writes.setdefault(variable, write)
                stood_for.update(row.stands_for)
                continue
            if row.tag not in reads:
                reads[row.tag] = reader(row, row.tag)
                if row.form is TEXT:
                    texts[row.tag] = VARIABLES[row.variable]
            if row.variable not in writes:
                writes[row.variable] = writer(row)
                if row.form is TEXT:
                    plain[row.variable] = row.tag
            if row.stand_in:
                writes.setdefault(row.stand_in, standing_in(row))
                stood_for[row.stand_in] = row.variable
            aliases += [(alias, row) for alias in aliases_of(row)]
        late: dict[str, tuple[int, Read]] = {}
        for rank, (alias, row) in enumerate(aliases):
            if alias not in reads:
                late.setdefault(alias, (rank, late_reader(row, alias)))
        known = len(writes)
        for variable in VARIABLES:
            if variable != "note":
                writes.setdefault(variable, None)
        nothing = (None,) * (len(writes) - known)
        pick = itemgetter(*(PLACES[VARIABLES[name]] for name in writes))
        entries = tuple((name, write, plain.get(name)) for name, write in writes.items())
        return Plan(reads, texts, late, entries, stood_for, pick, known, nothing)


def _doi_of_links(paper: Paper, extra: Extra) -> None:
    """The DOI that stands among the other addresses of a record, as its resolver's."""
    for values in extra.values():
        for value in values:
            if isinstance(value, str) and is_doi_url(value, None):
                paper.DOI = plain_doi(value)
                remark_on(paper, "repaired", "DOI", "the DOI was taken from the address", value)
                return


def _settled(kind: str, genre: str) -> list[str]:
    """The notes without which a reader would take a type or a genre for something else."""
    notes = carried("type", kind) if kind == "document" and kind_by_genre(genre) else []
    return notes if true_genre(genre, kind) == genre else [*notes, *carried("genre", genre)]
