"""The rows of a field table that is read both ways: a tag, CSL's variable, and their form.

A row says for a tag which variable it holds, in which families of documents, and how the value
stands there. Of several tags for one variable the primary one wins; the loser is kept in
`paper.extra` under its own tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from citex.formats.tagged._grammar import Fields
from citex.model import NAME_VARIABLES, VARIABLES, Paper, Remark
from citex.text.dates.reading import note
from citex.text.lines import fold
from citex.text.names.words import others_last

Put = Callable[[tuple[str, str]], None]
"""Write one line: a tag and a value."""

Extra = dict[str, list[str]]
Read = Callable[[Paper, Fields, Extra], None]
"""Take the tags of a record that belong together; what is left over goes to `Extra`."""

Write = Callable[[Put, Any, Paper], bool]
"""Write a variable's value; False when it cannot be read back and must be carried."""


Left = list[str] | list[Remark]
"""Lines that a form could not use, or what it did to those that it read."""

ReadForm = Callable[[list[str]], tuple[Any, Left]]
"""A value from a tag's lines, and what is left over or to be told."""


class Form(NamedTuple):
    """How values stand under a tag: read from lines, with what is left over; written as lines.

    `write` says too whether `read` gives the same value back. `clean`, if any, is all that `read`
    does to a single value. `doubt` says what is doubtful about a value, if anything.
    """

    read: ReadForm
    write: Callable[[Any], tuple[list[str], bool]]
    clean: Callable[[str], str] | None = None
    doubt: Callable[[str], str] | None = None


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

    `stands_for` are variables that, when they must be carried, were read as another one.
    """

    tags: tuple[str, ...]
    read: Read
    writes: tuple[tuple[str, Write], ...]
    families: str = ""
    stands_for: tuple[tuple[str, str], ...] = ()


class Kind(NamedTuple):
    """A document type's name in the format, CSL's type, the family of fields.

    The family is that of the type which the name is read as.
    """

    name: str
    type: str
    family: str


SERIALS = "article-journal article-magazine article-newspaper"
FAMILIES = {
    kind: family
    for family, kinds in {
        "article-journal": "review review-book",
        "book": "classic collection pamphlet periodical",
        "document": "event performance",
        "entry": "entry-dictionary entry-encyclopedia",
        "film": "broadcast motion_picture",
        "graphic": "figure",
        "law": "bill hearing legislation regulation treaty",
        "letter": "interview personal_communication",
        "sound": "musical_score song",
        "webpage": "post post-weblog",
    }.items()
    for kind in kinds.split()
}
"""The family of fields of a CSL type, where it has no family of its own."""


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


def texts_of(fields: Fields, *tags: str) -> list[str]:
    """The values under some tags, each once."""
    return list(dict.fromkeys(text for tag in tags for text in fields.get(tag, ()) if text))


def leave(fields: Fields, extra: Extra, tags: Iterable[str], *held: str | None) -> None:
    """Keep what stands under some tags besides the values that are held."""
    for tag in tags:
        if left := [text for text in texts_of(fields, tag) if text not in held]:
            extra[tag] = left


def tags_of(row: Field | Group) -> tuple[str, ...]:
    """The tags that a row reads first of all."""
    return row.tags if isinstance(row, Group) else (row.tag,)


def aliases_of(row: Field | Group) -> list[str]:
    """The other tags of a row; a blank in a tag is written "_"."""
    if isinstance(row, Group):
        return []
    return [alias.replace("_", " ") for alias in row.aliases.split()]


def variables_of(row: Field | Group) -> Iterator[str]:
    """The variables that a row writes."""
    if isinstance(row, Group):
        yield from (variable for variable, _ in row.writes)
        return
    yield row.variable
    if row.stand_in:
        yield row.stand_in


def reader(field: Field, tag: str) -> Read:
    """Read a tag into its variable; values that it cannot hold are left over."""
    attribute = VARIABLES[field.variable]
    form, clean, doubt = field.form.read, field.form.clean, field.form.doubt
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
            keep(paper, extra, tag, left, value, attribute)
        if doubt is not None:
            text = next(filter(None, fields[tag]), "")
            note(doubt(text), field.variable, text, paper.remarks)

    return read if clean is None else read_one


def keep(paper: Paper, extra: Extra, tag: str, left: Left, value: Any, attribute: str = "") -> None:
    """Keep what a tag says besides its value, and note what was done to it."""
    texts: dict[str, None] = {}
    notes: list[Remark] = []
    for found in left:
        if isinstance(found, Remark):
            notes.append(replace(found, variable=attribute.replace("_", "-")))
        elif found and found != value:
            texts[found] = None
    if notes:
        paper.remarks = [*paper.remarks, *notes]
    if texts:
        extra[tag] = list(texts)


def late_reader(field: Field, alias: str) -> Read:
    """Read an alias: only when the primary tag gave nothing; what differs is kept."""
    attribute = VARIABLES[field.variable]
    primary = reader(field, alias)
    form = field.form.read
    if field.variable in NAME_VARIABLES:
        return late_names_reader(field, alias, primary)

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


def late_names_reader(field: Field, alias: str, primary: Read) -> Read:
    """Read names under an alias: they stand beside the primary tag's, in the file's order."""
    attribute = VARIABLES[field.variable]
    form, tag = field.form.read, field.tag

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        held = getattr(paper, attribute)
        if held is None:
            primary(paper, fields, extra)
            return
        known = set(held)
        others = [name for name in form(fields[alias])[0] or () if name not in known]
        tags = list(fields)
        before = tag in fields and tags.index(alias) < tags.index(tag)
        names = [*others, *held] if before else [*held, *others]
        setattr(paper, attribute, others_last(names))

    return read


def unknown(tag: str) -> Read:
    """Keep the values of a tag that no row reads."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        if values := [value for value in fields[tag] if value]:
            extra[tag] = values

    return read


def writer(field: Field) -> Write:
    """Write a variable under its tag."""
    tag, form = field.tag, field.form.write

    def write(put: Put, value: Any, paper: Paper) -> bool:
        texts, exact = form(value)
        for text in texts:
            if text:
                put((tag, text))
        return exact

    return write


def write_under(*tags: str) -> Write:
    """Write a text under each of some tags, of which receivers know one or the other."""

    def write(put: Put, value: Any, paper: Paper) -> bool:
        if text := fold(value):
            for tag in tags:
                put((tag, text))
        return True

    return write


def first_of(tag: str, variable: str, *, writes: tuple[str, ...] = (), families: str = "") -> Group:
    """A variable under a tag whose further values are left over; written under other tags."""
    attribute = VARIABLES[variable]

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        texts = [text for text in fields[tag] if text]
        if texts:
            setattr(paper, attribute, texts[0])
        if texts[1:]:
            extra[tag] = texts[1:]

    return Group((tag,), read, ((variable, write_under(*writes)),) if writes else (), families)


def standing_in(field: Field) -> Write:
    """Write a variable where another one belongs, when that has no value."""
    attribute = VARIABLES[field.variable]
    write = writer(field)

    def write_instead(put: Put, value: Any, paper: Paper) -> bool:
        if getattr(paper, attribute) is None:
            write(put, value, paper)
        return False

    return write_instead
