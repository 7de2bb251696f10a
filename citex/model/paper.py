"""The paper: what a reader makes and a formatter takes, in CSL's own vocabulary."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any, ClassVar, Literal

import msgspec

from citex.errors import escaped
from citex.model.date import PartialDate
from citex.model.name import Name

RemarkKind = Literal["repaired", "guessed", "doubt", "dropped", "status"]


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader did to a value, or doubts in it, for `citex check` and the loss report.

    `kind` is "repaired" (a fault of the source, mended), "guessed" (made up from other data),
    "doubt" (left alone, looks wrong), "dropped" (could not be kept) or "status" (retracted,
    corrected, a preprint of ...). `variable` is CSL's name of the value; `before` is the value
    as the source gave it.
    """

    kind: RemarkKind
    message: str
    variable: str = ""
    before: str = ""

    def __str__(self) -> str:
        return escaped(f"{self.variable}: {self.message}" if self.variable else self.message)


class Paper(msgspec.Struct, kw_only=True, eq=False, omit_defaults=True, repr_omit_defaults=True):
    """One work, described by CSL's variables (CSL 1.0.2, appendix IV); None means "not given".

    A variable's attribute is its CSL name with "_" for "-": `container_title`, `issued`, `DOI`.
    Text is rich text as in CSL-JSON: `<i> <b> <sup> <sub>` and `<span class="nocase">`,
    `<span style="font-variant:small-caps">` are markup, everything else is literal.

    `custom` is CSL-JSON's own drawer for other data; citex puts there `translations` (by language:
    title, abstract, author ...) and `metrics` (of the journal and the paper). `extra` keeps, by
    format, what a reader did not know and its writer gives back, as TeX only what was read as TeX.
    `remarks` are the reader's notes; they take no part in comparisons. Nobody writes to a paper
    that was handed over.

    >>> paper = Paper(id="a", type="book", title="On Growth", author=[Name("Thompson", "D'Arcy")])
    >>> paper
    Paper(id='a', type='book', title='On Growth', author=[Name(family='Thompson', given="D'Arcy")])
    >>> paper == msgspec.structs.replace(paper, title="On Form")
    False
    """

    id: str = ""
    type: str = "document"
    # titles: rich text, may hold <i> <b> <sup> <sub> <span>
    title: str | None = None
    title_short: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    collection_title: str | None = None
    original_title: str | None = None
    part_title: str | None = None
    reviewed_title: str | None = None
    volume_title: str | None = None
    volume_title_short: str | None = None
    # people and bodies
    author: list[Name] | None = None
    chair: list[Name] | None = None
    collection_editor: list[Name] | None = None
    compiler: list[Name] | None = None
    composer: list[Name] | None = None
    container_author: list[Name] | None = None
    contributor: list[Name] | None = None
    curator: list[Name] | None = None
    director: list[Name] | None = None
    editor: list[Name] | None = None
    editorial_director: list[Name] | None = None
    executive_producer: list[Name] | None = None
    guest: list[Name] | None = None
    host: list[Name] | None = None
    illustrator: list[Name] | None = None
    interviewer: list[Name] | None = None
    narrator: list[Name] | None = None
    organizer: list[Name] | None = None
    original_author: list[Name] | None = None
    performer: list[Name] | None = None
    producer: list[Name] | None = None
    recipient: list[Name] | None = None
    reviewed_author: list[Name] | None = None
    script_writer: list[Name] | None = None
    series_creator: list[Name] | None = None
    translator: list[Name] | None = None
    # dates
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    available_date: PartialDate | None = None
    event_date: PartialDate | None = None
    original_date: PartialDate | None = None
    submitted: PartialDate | None = None
    # numbers: text, for they may be 'A12' or '3-4'
    chapter_number: str | None = None
    collection_number: str | None = None
    edition: str | None = None
    issue: str | None = None
    number: str | None = None
    number_of_pages: str | None = None
    number_of_volumes: str | None = None
    page: str | None = None
    page_first: str | None = None
    part_number: str | None = None
    printing_number: str | None = None
    section: str | None = None
    supplement_number: str | None = None
    version: str | None = None
    volume: str | None = None
    # other text
    abstract: str | None = None
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    citation_key: str | None = None
    citation_label: str | None = None
    dimensions: str | None = None
    division: str | None = None
    DOI: str | None = None
    event_title: str | None = None
    event_place: str | None = None
    genre: str | None = None
    ISBN: str | None = None
    ISSN: str | None = None
    jurisdiction: str | None = None
    keyword: str | None = None
    language: str | None = None
    license: str | None = None
    medium: str | None = None
    note: str | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    PMCID: str | None = None
    PMID: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    scale: str | None = None
    source: str | None = None
    status: str | None = None
    URL: str | None = None
    year_suffix: str | None = None
    # beyond the variables
    categories: list[str] | None = None
    custom: dict[str, Any] = {}
    extra: dict[str, dict[str, Any]] = {}
    remarks: list[Remark] = []

    def get(self, variable: str) -> Any:
        """The value of a variable by its CSL name, or None.

        Variables that CSL 1.0.2 does not know, but a CSL-JSON item had, are found too.

        >>> Paper(container_title="Nature").get("container-title")
        'Nature'
        """
        attribute = VARIABLES.get(variable)
        if attribute is not None:
            return getattr(self, attribute)
        return self.extra.get("csljson", {}).get(variable)

    def variables(self) -> Iterator[tuple[str, Any]]:
        """The variables that have a value, as (CSL name, value), in the model's order.

        >>> list(Paper(title="A", volume="1").variables())
        [('title', 'A'), ('volume', '1')]
        """
        for variable, attribute in VARIABLES.items():
            value = getattr(self, attribute)
            if value is not None:
                yield variable, value

    def format(self, formatter: str | os.PathLike[str] = "gbt7714", **options: Any) -> str:
        """This paper as one reference without its number, or as a file of one record.

        `formatter` names a citation style or a file format, or is the path object
        (`pathlib.Path`) of a style's file; options as for `citex.format`.

        >>> import citex
        >>> book = citex.Paper(type="book", title="On Growth", issued=citex.PartialDate(1917))
        >>> book.format("apa")
        'On Growth. (1917).'
        """
        text: str = _verb("format_one")(self, formatter, **options)
        return text

    def to_csl(self) -> dict[str, Any]:
        """This paper as a CSL-JSON item (see `citex.model.item`)."""
        from citex.model.item import to_item  # item.py builds on this file

        return to_item(self)

    @classmethod
    def from_csl(cls, item: dict[str, Any]) -> Paper:
        """The paper that a CSL-JSON item describes (see `citex.model.item`)."""
        from citex.model.item import from_item  # item.py builds on this file

        return from_item(item)

    def _repr_html_(self) -> str:
        """This paper as a notebook shows it: one APA reference, with its italics."""
        return self.format("apa", output="html")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Paper):
            return NotImplemented
        return msgspec.structs.astuple(self)[:-1] == msgspec.structs.astuple(other)[:-1]

    def __ne__(self, other: object) -> bool:  # msgspec's own compares identities
        return not self == other

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # mutable, so not hashable


def _verb(name: str) -> Any:
    """A verb of `citex.api`, which stands above the model and is loaded by name when called."""
    return getattr(import_module("citex.api"), name)


_NO_VARIABLES = {"id", "type", "categories", "custom", "extra", "remarks"}
_UNDERSCORED = {"archive_collection", "archive_location"}


def _variables() -> Iterator[tuple[str, str, str]]:
    for field in msgspec.structs.fields(Paper):
        if field.name not in _NO_VARIABLES:
            name = field.name if field.name in _UNDERSCORED else field.name.replace("_", "-")
            yield name, field.name, str(field.type)


VARIABLES: dict[str, str] = {name: attribute for name, attribute, _ in _variables()}
"""CSL name -> attribute, of every variable."""

NAME_VARIABLES = frozenset(name for name, _, kind in _variables() if "Name" in kind)
DATE_VARIABLES = frozenset(name for name, _, kind in _variables() if "PartialDate" in kind)
NUMBER_VARIABLES = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume""".split()
)
"""The variables that CSL calls numbers (CSL 1.0.2, appendix IV), those of a cite among them."""
