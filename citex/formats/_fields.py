"""A field table that is read both ways: tags of a tagged format and CSL's variables.

A table says for each tag which variable it holds, in which families of documents, and in what
form. It is compiled once per family into a plan: what to do with each tag that is read, and
with each variable that has a value. What no tag holds, or not exactly, is carried in the format's
notes, one line a value, as "variable: value" (`_noted`). Of several tags for one variable
the primary one wins; the loser is kept in `paper.extra` under its own tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec.structs import astuple, fields

from citex.formats._noted import absorb, carried, variable_of
from citex.formats._tagged import Fields, Record, fold
from citex.model import NAME_VARIABLES, VARIABLES, Paper, Remark

_PLACES = {field.name: place for place, field in enumerate(fields(Paper))}
"""Where each attribute of a paper stands in its tuple."""

Put = Callable[[tuple[str, str]], None]
"""Write one line: a tag and a value."""

Extra = dict[str, list[str]]
Read = Callable[[Paper, Fields, Extra], None]
"""Take the tags of a record that belong together; what is left over goes to `Extra`."""

Write = Callable[[Put, Any, Paper], bool]
"""Write a variable's value; False when it cannot be read back and must be carried."""


ReadForm = Callable[[list[str]], "tuple[Any, list[str]]"]
"""A value from a tag's lines, and the lines that are left over."""


class Form(NamedTuple):
    """How values stand under a tag: read from lines, with what is left over; written as lines.

    `write` says too whether `read` gives the same value back. `clean`, if any, is all that `read`
    does to a single value.
    """

    read: ReadForm
    write: Callable[[Any], tuple[list[str], bool]]
    clean: Callable[[str], str] | None = None


class Field(NamedTuple):
    """A tag that holds a variable, in some families (all when "") and under other tags besides.

    Blanks part families and other tags; a blank within a tag's name is written "_" there.
    `stand_in` is a variable that is written here, and carried too, when the first has no value.
    """

    tag: str
    variable: str
    form: Form
    families: str = ""
    aliases: str = ""
    stand_in: str = ""


class Group(NamedTuple):
    """Tags that must be read together, and the variables that they hold, in order of writing.

    `looks_at` are other rows' tags that the reading depends on; `stands_for` are variables that,
    when they must be carried, were read as another one.
    """

    tags: tuple[str, ...]
    read: Read
    writes: tuple[tuple[str, Write], ...]
    families: str = ""
    looks_at: tuple[str, ...] = ()
    stands_for: tuple[tuple[str, str], ...] = ()


class Kind(NamedTuple):
    """A document type's name in the format, CSL's type, the family of fields.

    The first row of a CSL type is how it is written, the first of a name how it is read.
    """

    name: str
    type: str
    family: str


class Plan(NamedTuple):
    """A table compiled for one family; of `writes` the first `known` have a tag.

    The third part of a write is the tag of a text that is written as it stands.
    """

    reads: dict[str, Read]
    texts: dict[str, str]
    cleaned: dict[str, tuple[str, Callable[[str], str]]]
    forms: dict[str, tuple[str, ReadForm]]
    groups: dict[str, Group]
    late: dict[str, tuple[int, Read]]
    writes: tuple[tuple[str, Write | None, str | None], ...]
    stood_for: dict[str, str]
    looked_at: frozenset[str]
    pick: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    known: int
    nothing: tuple[None, ...]


class Layout(NamedTuple):
    """What to do with records that have the same tags in the same order.

    `texts` are attributes and the places of their values, `cleaned` those that are cleaned;
    `forms` those that a form reads from the values of a tag, with the places of the first and of
    the one behind the last; `parts` the tags that `steps` read.
    """

    type: str
    id_place: int | None
    texts: tuple[tuple[str, int], ...]
    cleaned: tuple[tuple[str, int, Callable[[str], str]], ...]
    forms: tuple[tuple[str, str, int, int, ReadForm], ...]
    parts: tuple[tuple[str, int, int], ...]
    steps: tuple[Read, ...]


def text_form(clean: Callable[[str], str] | None = None) -> Form:
    """One value; more of them are left over."""

    def read(values: list[str]) -> tuple[str | None, list[str]]:
        for place, value in enumerate(values):
            if value:
                return (clean(value) if clean else value), values[place + 1 :]
        return None, []

    def write(value: str) -> tuple[list[str], bool]:
        text = fold(value)
        return [text], (clean is None or clean(text) == text)

    return Form(read, write, clean)


TEXT = text_form()


class Table:
    """The fields of one format, read both ways."""

    def __init__(
        self,
        name: str,
        *,
        kinds: tuple[Kind, ...],
        fields: tuple[Field | Group, ...],
        type_tag: str,
        note_tag: str,
        id_tag: str | None = None,
        default: str = "document",
        quick_tags: frozenset[str] = frozenset(),
    ) -> None:
        self.name = name
        self.type_tag, self.note_tag, self.id_tag = type_tag, note_tag, id_tag
        self._fields = fields
        self._by_name: dict[str, Kind] = {}
        self._by_type: dict[str, Kind] = {}
        for kind in kinds:
            self._by_name.setdefault(kind.name, kind)
            self._by_name.setdefault(kind.name.casefold(), kind)
            self._by_type.setdefault(kind.type, kind)
        self._default = self._by_type[default]
        self._told = {
            kind.type
            for kind in self._by_type.values()
            if self._by_name[kind.name.casefold()].type == kind.type
        }
        self._quick_tags = quick_tags - {note_tag}
        self._layouts: dict[tuple[str, tuple[str, ...]], Layout | None] = {}
        self.plan = lru_cache(maxsize=None)(self._plan)

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
        paper = Paper(type=kind.type)
        if self.id_tag is not None and (ids := fields.pop(self.id_tag, None)):
            paper.id = ids[0]
        notes = fields.pop(self.note_tag, None)
        plan = self.plan(kind.family)
        reads, texts = plan.reads, plan.texts
        extra: Extra = {}
        late: list[tuple[int, str, Read]] = []
        for tag, values in fields.items():
            attribute = texts.get(tag)
            if attribute is not None and len(values) == 1:
                if value := values[0]:
                    setattr(paper, attribute, value)
                continue
            read = reads.get(tag)
            if read is not None:
                read(paper, fields, extra)
            elif tag in plan.late:
                late.append((plan.late[tag][0], tag, plan.late[tag][1]))
            elif values := [value for value in values if value]:
                extra[tag] = values
        if late:
            for _, _, read in sorted(late, key=_rank):
                read(paper, fields, extra)
        if notes:
            absorb(paper, notes, self._same_kind)
        if extra:
            paper.extra = {self.name: extra}
        if remarks:
            paper.remarks = [*paper.remarks, *remarks]
        return paper

    def quick(self, tags: tuple[str, ...], values: list[str]) -> Paper | None:
        """The paper of a record whose layout is plain, or None when `paper` must read it.

        The first tag is the type's. Records with the same tags are read by one layout.
        """
        key = (values[0], tags) if values else ("", tags)
        try:
            layout = self._layouts[key]
        except KeyError:
            if len(self._layouts) > 5000:
                self._layouts.clear()
            layout = self._layouts[key] = self._layout(*key)
        if layout is None:
            return None
        paper = Paper(type=layout.type)
        for attribute, place in layout.texts:
            if value := values[place]:
                setattr(paper, attribute, value)
        for attribute, place, clean in layout.cleaned:
            if value := values[place]:
                setattr(paper, attribute, clean(value))
        if layout.id_place is not None:
            paper.id = values[layout.id_place]
        extra: Extra = {}
        for attribute, tag, start, end, form in layout.forms:
            value, left = form(values[start:end])
            if value:
                setattr(paper, attribute, value)
            if left:
                _keep(extra, tag, left, value)
        if layout.steps:
            fields = {tag: values[start:end] for tag, start, end in layout.parts}
            for read in layout.steps:
                read(paper, fields, extra)
        if extra:
            paper.extra = {self.name: extra}
        return paper

    def _layout(self, name: str, tags: tuple[str, ...]) -> Layout | None:
        kind = self._by_name.get(name)
        if kind is None or tags[0] != self.type_tag or not self._quick_tags.issuperset(tags):
            return None
        plan = self.plan(kind.family)
        spans = {tag: (tags.index(tag), tags.index(tag) + tags.count(tag)) for tag in tags[1:]}
        if any(set(tags[start:end]) != {tag} for tag, (start, end) in spans.items()):
            return None  # a tag's values lie apart
        ids = spans.pop(self.id_tag or "", None)
        texts: list[tuple[str, int]] = []
        cleaned: list[tuple[str, int, Callable[[str], str]]] = []
        forms: list[tuple[str, str, int, int, ReadForm]] = []
        parts: list[tuple[str, int, int]] = []
        steps: list[Read] = []
        for tag, (start, end) in spans.items():
            read = plan.reads.get(tag)
            if read is None:
                return None
            attribute = plan.texts.get(tag)
            if attribute is not None and end == start + 1:
                texts.append((attribute, start))
                if tag in plan.looked_at:
                    parts.append((tag, start, end))
                continue
            if tag in plan.cleaned and end == start + 1:
                cleaned.append((plan.cleaned[tag][0], start, plan.cleaned[tag][1]))
                continue
            group = plan.groups.get(tag)
            if group is None:
                attribute, form = plan.forms[tag]
                forms.append((attribute, tag, start, end, form))
                continue
            parts.append((tag, start, end))
            if group.read not in steps:
                steps.append(group.read)
        place = ids[0] if ids else None
        return Layout(
            kind.type, place, tuple(texts), tuple(cleaned), tuple(forms), tuple(parts), tuple(steps)
        )

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
        writes = plan.writes
        span = values if values[plan.known :] != plan.nothing else values[: plan.known]
        for place in [place for place, value in enumerate(span) if value is not None]:
            variable, write, tag = writes[place]
            value = values[place]
            if tag is not None:
                if text := value.strip() if value.isprintable() else fold(value):
                    put((tag, text))
                continue
            if not value or (write is not None and write(put, value, paper)):
                continue
            notes += carried(variable, value)
            if (first := plan.stood_for.get(variable)) and paper.get(first) is None:
                notes.append(f"{first}:")
        if paper.note:
            self._write_note(put, paper.note)
        for note in notes:
            put((self.note_tag, note))
        return lines

    def _kind_named(self, names: list[str], remarks: list[Remark]) -> Kind:
        name = names[0] if names else ""
        kind = self.kind(name)
        if kind is not None:
            return kind
        message = f"the type {name!r} is not known" if name else "the record names no type"
        remarks.append(
            Remark(kind="guessed", variable="type", message=f"{message}; read as a document")
        )
        return self._default

    def _same_kind(self, one: str, other: str) -> bool:
        kinds = self._by_type
        return kinds.get(one, self._default).name == kinds.get(other, self._default).name

    def _write_note(self, put: Put, note: str) -> None:
        for part in note.split("\n"):
            text = fold(part)
            if text:
                put((self.note_tag, f"note: {text}" if variable_of(text) else text))

    def _plan(self, family: str) -> Plan:
        rows = [row for row in self._fields if not row.families or family in row.families.split()]
        special = [row for row in rows if row.families]
        tags = {tag for row in special for tag in (*_tags(row), *_aliases(row))}
        variables = {variable for row in special for variable in _variables(row)}
        reads: dict[str, Read] = {}
        texts: dict[str, str] = {}
        cleaned: dict[str, tuple[str, Callable[[str], str]]] = {}
        forms: dict[str, tuple[str, ReadForm]] = {}
        groups: dict[str, Group] = {}
        writes: dict[str, Write | None] = {}
        stood_for: dict[str, str] = {}
        plain: dict[str, str] = {}  # variables that are written as they stand
        aliases: list[tuple[str, Field]] = []
        for row in rows:
            general = not row.families
            if general and (
                tags.intersection(_tags(row)) or variables.intersection(_variables(row))
            ):
                continue
            if isinstance(row, Group):
                for tag in row.tags:
                    reads.setdefault(tag, _once(row, tag))
                    groups.setdefault(tag, row)
                for variable, write in row.writes:
                    writes.setdefault(variable, write)
                stood_for.update(row.stands_for)
                continue
            if row.tag not in reads:
                reads[row.tag] = _reader(row, row.tag)
                forms[row.tag] = VARIABLES[row.variable], row.form.read
                if row.form is TEXT:
                    texts[row.tag] = VARIABLES[row.variable]
                elif row.form.clean is not None:
                    cleaned[row.tag] = VARIABLES[row.variable], row.form.clean
            if row.variable not in writes:
                writes[row.variable] = _writer(row)
                if row.form is TEXT:
                    plain[row.variable] = row.tag
            if row.stand_in:
                writes.setdefault(row.stand_in, _standing_in(row))
                stood_for[row.stand_in] = row.variable
            aliases += [(alias, row) for alias in _aliases(row)]
        late: dict[str, tuple[int, Read]] = {}
        for rank, (alias, row) in enumerate(aliases):
            if alias not in reads:
                late.setdefault(alias, (rank, _late(row, alias)))
        known = len(writes)
        for variable in VARIABLES:
            if variable != "note":
                writes.setdefault(variable, None)
        nothing = (None,) * (len(writes) - known)
        looked_at = frozenset(tag for row in rows if isinstance(row, Group) for tag in row.looks_at)
        pick = itemgetter(*(_PLACES[VARIABLES[name]] for name in writes))
        entries = tuple((name, write, plain.get(name)) for name, write in writes.items())
        return Plan(
            reads=reads,
            texts=texts,
            cleaned=cleaned,
            forms=forms,
            groups=groups,
            late=late,
            writes=entries,
            stood_for=stood_for,
            looked_at=looked_at,
            pick=pick,
            known=known,
            nothing=nothing,
        )


def write_extra(put: Put, extra: Any, keeps: Callable[[str], bool]) -> None:
    """Write what a reader of the same format did not know; tags that are none are left out."""
    if not isinstance(extra, dict):
        return
    for tag, values in extra.items():
        if not isinstance(tag, str) or not keeps(tag):
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, (str, int, float)):
                put((tag, fold(str(value))))


def _rank(entry: tuple[int, str, Read]) -> int:
    return entry[0]


def _tags(row: Field | Group) -> tuple[str, ...]:
    return row.tags if isinstance(row, Group) else (row.tag,)


def _aliases(row: Field | Group) -> list[str]:
    if isinstance(row, Group):
        return []
    return [alias.replace("_", " ") for alias in row.aliases.split()]


def _variables(row: Field | Group) -> Iterator[str]:
    if isinstance(row, Group):
        yield from (variable for variable, _ in row.writes)
        return
    yield row.variable
    if row.stand_in:
        yield row.stand_in


def _reader(field: Field, tag: str) -> Read:
    attribute = VARIABLES[field.variable]
    form, clean = field.form.read, field.form.clean
    if clean is not None:

        def read_one(paper: Paper, fields: Fields, extra: Extra) -> None:
            values = fields[tag]
            if len(values) == 1:
                if values[0]:
                    setattr(paper, attribute, clean(values[0]))
                return
            read(paper, fields, extra)

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        value, left = form(fields[tag])
        if value:
            setattr(paper, attribute, value)
        if left:
            _keep(extra, tag, left, value)

    return read if clean is None else read_one


def _keep(extra: Extra, tag: str, texts: list[str], value: Any) -> None:
    """Keep what a tag says besides its value."""
    left = [text for text in dict.fromkeys(texts) if text and text != value]
    if left:
        extra[tag] = left


def _late(field: Field, alias: str) -> Read:
    """Read an alias: only when the primary tag gave nothing; what differs is kept."""
    attribute = VARIABLES[field.variable]
    primary = _reader(field, alias)
    form = field.form.read
    if field.variable in NAME_VARIABLES:
        return _late_names(field, alias, primary)

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        held = getattr(paper, attribute)
        if held is None:
            primary(paper, fields, extra)
            return
        values = fields[alias]
        if form(values)[0] == held:
            return
        left = [text for text in dict.fromkeys(values) if text and form([text])[0] != held]
        if left:
            extra[alias] = left

    return read


def _late_names(field: Field, alias: str, primary: Read) -> Read:
    """Read names under an alias: they stand beside the primary tag's, in the file's order."""
    attribute = VARIABLES[field.variable]
    form, tag = field.form.read, field.tag

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        held = getattr(paper, attribute)
        if held is None:
            primary(paper, fields, extra)
            return
        others = [name for name in form(fields[alias])[0] or () if name not in held]
        tags = list(fields)
        before = tag in fields and tags.index(alias) < tags.index(tag)
        setattr(paper, attribute, [*others, *held] if before else [*held, *others])

    return read


def _once(group: Group, tag: str) -> Read:
    """Read a group at the first of its tags that a record has."""
    before = group.tags[: group.tags.index(tag)]

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        for other in before:
            if other in fields:
                return
        group.read(paper, fields, extra)

    return read


def _writer(field: Field) -> Write:
    tag, form = field.tag, field.form.write

    def write(put: Put, value: Any, paper: Paper) -> bool:
        texts, exact = form(value)
        for text in texts:
            if text:
                put((tag, text))
        return exact

    return write


def _standing_in(field: Field) -> Write:
    attribute = VARIABLES[field.variable]
    write = _writer(field)

    def write_instead(put: Put, value: Any, paper: Paper) -> bool:
        if getattr(paper, attribute) is None:
            write(put, value, paper)
        return False

    return write_instead
