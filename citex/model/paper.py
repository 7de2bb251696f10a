"""The paper: what a reader makes and a formatter takes, in CSL's own vocabulary."""

from __future__ import annotations

import os
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from functools import cache
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec

from citex._late import regex
from citex.errors import escaped
from citex.model.checked import Checked, above, refuse, trusted
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


class Draft(msgspec.Struct, kw_only=True, eq=False, omit_defaults=True, repr_omit_defaults=True):
    """The variables of a paper while a reader fills them: nothing is checked."""

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

    def get(self, variable: str, default: Any = None) -> Any:
        """The value of a variable by its CSL name or its attribute's, `default` where it has none.

        Variables that CSL 1.0.2 does not know, but a CSL-JSON item had, are found too. Raises
        UnknownVariable for a name that others have for a variable ("journal").

        >>> Paper(container_title="Nature").get("container-title")
        'Nature'
        """
        attribute = VARIABLES.get(variable)
        if attribute is not None:
            value = getattr(self, attribute)
        elif variable in self.__struct_fields__:
            value = getattr(self, variable)
        else:
            value = self.extra.get("csljson", {}).get(variable)
            if value is None and default is None and type(self) is Paper:
                _value_checks().expect_variable(variable)
        return default if value is None else value

    def variables(self) -> Iterator[tuple[str, Any]]:
        """The variables that have a value, as (CSL name, value), in the model's order.

        >>> list(Paper(title="A", volume="1").variables())
        [('title', 'A'), ('volume', '1')]
        """
        values = msgspec.structs.astuple(self)[2:]  # behind id and type, in this order
        for variable, value in zip(VARIABLES, values, strict=False):
            if value is not None:
                yield variable, value

    @property
    def year(self) -> int | None:
        """The year of `issued`, if it is known.

        >>> Paper(issued="May 1917").year
        1917
        """
        return self.issued.year if self.issued is not None else None

    @property
    def plain_title(self) -> str:
        """The title without its markup, "" where there is none.

        >>> Paper(title='Growth of <i>E. coli</i> in H<sub>2</sub>O').plain_title
        'Growth of E. coli in H2O'
        """
        text: str = above("plain")(self.title or "")
        return text

    def format(self, to: str | os.PathLike[str] | Any = "gbt7714", **options: Any) -> str:
        """This paper as one reference without its number, or as a file of one record.

        `to` names a citation style or a file format, or is one; options as for `citex.format`.

        >>> book = Paper(type="book", title="On Growth", issued=1917)
        >>> book.format("apa")
        'On Growth. (1917).'
        """
        text: str = above("format_one")(self, to, **options)
        return text

    def replace(self, **changes: Any) -> Paper:
        """A copy with other values, which are checked. Raises InvalidValue, UnknownVariable.

        >>> Paper(title="On Growth", volume="1").replace(volume=2)
        Paper(title='On Growth', volume='2')
        """
        checked = _value_checks().all_of(changes, self.id)
        copied = {
            name: value.copy()
            for name in self.__struct_fields__
            if isinstance(value := getattr(self, name), (list, dict))
        }
        return finished(msgspec.structs.replace(cast("Paper", self), **(copied | checked)))

    def to_dict(self) -> dict[str, Any]:
        """This paper as a CSL-JSON item (see `citex.model.item`)."""
        from citex.model.item import to_item  # item.py builds on this file

        return to_item(next(above("papers_of")(self)))

    @classmethod
    def from_dict(cls, item: Mapping[str, Any]) -> Paper:
        """The paper that a CSL-JSON item describes, also one with foreign keys ("journal").

        Raises InvalidValue for what is no dictionary, and where no variable is in it.

        >>> Paper.from_dict({"title": "On Growth", "authors": ["Na Li"], "year": 2020}).year
        2020
        """
        own = cls._own()
        paper: Paper = above("paper_of_dict")(item, ignored=own)
        if cls in (Paper, Draft):
            return paper
        values = {name: item[name] for name in own if name in item}
        found = trusted(cls)(**msgspec.structs.asdict(paper), **values)
        return cast("Paper", found)

    @classmethod
    def _own(cls) -> tuple[str, ...]:
        """The fields that a subclass has of its own, which nothing is known of."""
        return _fields_of_its_own(cls)

    def __iter__(self) -> Iterator[str]:
        """The CSL names of what has a value, with "id" and "type": `dict(paper)` is made so."""
        yield from ("id", "type")
        for variable, _ in self.variables():
            yield variable
        yield from (name for name in _DRAWERS if getattr(self, name))

    def __reversed__(self) -> Iterator[str]:
        return reversed(tuple(self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def keys(self) -> KeysView[str]:
        """The CSL names of what has a value."""
        return KeysView(cast("Mapping[str, Any]", self))

    def values(self) -> ValuesView[Any]:
        """The values, in the order of the names."""
        return ValuesView(cast("Mapping[str, Any]", self))

    def items(self) -> ItemsView[str, Any]:
        """Names and values."""
        return ItemsView(cast("Mapping[str, Any]", self))

    def __getitem__(self, variable: str) -> Any:
        """The value of a variable by its CSL name or its attribute's, None where it has none."""
        attribute = VARIABLES.get(variable, variable)
        if isinstance(attribute, str) and attribute in self.__struct_fields__:
            return getattr(self, attribute)
        raise _value_checks().no_variable(variable, 'read paper["{}"]', csl=True)

    def __setitem__(self, variable: str, value: Any) -> None:
        """Set the value of a variable, by its CSL name or its attribute's."""
        setattr(self, VARIABLES.get(variable, variable), value)

    def __contains__(self, variable: object) -> bool:
        return isinstance(variable, str) and self.get(variable, 0) not in (None, 0)

    def __lt__(self, other: Paper) -> bool:
        """By the first person or body, year, title and id, as lists of references go."""
        if not isinstance(other, Paper):
            return NotImplemented
        return _order(self) < _order(other)

    def __str__(self) -> str:
        """One reference, as APA prints it."""
        return self.format("apa")

    def __format__(self, to: str) -> str:
        if not to or _ALIGNS.match(to):
            return format(str(self), to)
        return self.format(to)

    def _repr_html_(self) -> str:
        """This paper as a notebook shows it: one APA reference, with its italics."""
        return self.format("apa", output="html")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Draft):
            return NotImplemented
        return _compared(self) == _compared(other)

    def __ne__(self, other: object) -> bool:  # msgspec's own compares identities
        return not self == other

    def __hash__(self) -> int:
        """By identifier, title and volume: a paper in a set is one that nobody changes."""
        return hash((self.DOI, self.title, self.volume))

    def __repr__(self) -> str:
        text = super().__repr__()
        kind = "Paper" if type(self) is Draft else type(self).__name__
        return kind + text[text.index("(") :]

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), *msgspec.structs.astuple(self))


def _compared(paper: Draft) -> tuple[Any, ...]:
    values, place = msgspec.structs.astuple(paper), paper.__struct_fields__.index("remarks")
    return (*values[:place], *values[place + 1 :])


@cache
def _fields_of_its_own(cls: type[Draft]) -> tuple[str, ...]:
    return tuple(name for name in cls.__struct_fields__ if name not in Draft.__struct_fields__)


def _restored(cls: type[Draft], *values: Any) -> Draft:
    return trusted(cls)(**dict(zip(cls.__struct_fields__, values, strict=True)))


class Paper(
    Draft,
    kw_only=True,
    eq=False,
    omit_defaults=True,
    repr_omit_defaults=True,
    metaclass=Checked,
):
    """One work, described by CSL's variables (CSL 1.0.2, appendix IV); None means "not given".

    A variable's attribute is its CSL name with "_" for "-": `container_title`, `issued`, `DOI`.
    Text is rich text as in CSL-JSON: `<i> <b> <sup> <sub>` and `<span class="nocase">`,
    `<span style="font-variant:small-caps">` are markup, everything else is literal.

    `custom` is CSL-JSON's own drawer for other data; citex puts there `translations` (by language:
    title, abstract, author ...) and `metrics` (of the journal and the paper). `extra` keeps, by
    format, what a reader did not know and its writer gives back, as TeX only what was read as TeX.
    `remarks` are the reader's notes; they take no part in comparisons. Nobody writes to a paper
    that was handed over.

    A value is checked where it is set: people, dates and numbers in their usual spellings are
    understood, what a variable cannot have is refused (InvalidValue), and so is a variable that
    does not exist (UnknownVariable). A paper is a mapping of its CSL variables too.

    >>> paper = Paper(id="a", type="book", title="On Growth", author=[Name("Thompson", "D'Arcy")])
    >>> paper
    Paper(id='a', type='book', title='On Growth', author=[Name(family='Thompson', given="D'Arcy")])
    >>> paper == paper.replace(title="On Form")
    False
    >>> paper.issued = "1917-05"
    >>> paper.issued, paper["issued"].month, paper.year
    (PartialDate(year=1917, month=5), 5, 1917)
    """

    @classmethod
    def _checked(
        cls, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if args:
            raise refuse("title", args[0], "values are given by keyword: Paper(title=...)")
        own = {name: kwargs[name] for name in cls._own() if name in kwargs}
        given = {name: kwargs[name] for name in kwargs if name not in own} if own else kwargs
        return (), _value_checks().all_of(given, kwargs.get("id", "")) | own

    if not TYPE_CHECKING:  # else a checker takes any name for a variable

        def __setattr__(self, name: str, value: Any) -> None:
            if type(self) is Paper or name not in self._own():
                value = _value_checks().of(name, value, self.id)
            _put(self, name, value)

        def __delattr__(self, name: str) -> None:
            if name not in self.__struct_fields__:
                raise _value_checks().no_variable(name, "write del paper.{}")
            _put(self, name, getattr(type(self)(), name))

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Paper has no {name!r}")
            raise _value_checks().no_variable(name, "read paper.{}")


Mapping.register(Paper)
for _method in vars(Draft).values():  # Python names it in its errors
    if isinstance(_method, FunctionType):
        _method.__qualname__ = _method.__qualname__.replace("Draft", "Paper")

_put = Draft.__setattr__
_DRAWERS = ("categories", "custom", "extra")
_ALIGNS = regex(r"(?s:.?[<>=^])|0?[0-9]+(?:\.[0-9]+)?s?\Z|\.[0-9]+s?\Z")
"""How a format begins that aligns or cuts a text, as Python does it."""

new_paper: type[Paper] = cast("type[Paper]", Draft)
"""A paper for readers to fill, whose values they have checked; `finished` makes it a Paper."""


def finished(paper: Paper) -> Paper:
    """The paper that a reader has filled, as users get it: from now on what is set is checked."""
    if type(paper) is Draft:
        paper.__class__ = Paper
    return paper


def _order(paper: Draft) -> tuple[str, int, str, str]:
    names = paper.author or paper.editor or ()
    first = str(names[0].family or names[0].literal or names[0].given or "") if names else ""
    return (first.casefold(), paper.year or 0, (paper.title or "").casefold(), paper.id)


def _value_checks() -> ModuleType:
    from citex.model import values  # values.py builds on this file

    return values


_NO_VARIABLES = {"id", "type", "categories", "custom", "extra", "remarks"}
_UNDERSCORED = {"archive_collection", "archive_location"}


_KINDS = {
    name if name in _UNDERSCORED else name.replace("_", "-"): (
        name,
        str(Draft.__annotations__[name]),
    )
    for name in Draft.__struct_fields__
    if name not in _NO_VARIABLES
}
VARIABLES: dict[str, str] = {name: attribute for name, (attribute, _) in _KINDS.items()}
"""CSL name -> attribute, of every variable."""

PLACES = {name: place for place, name in enumerate(Draft.__struct_fields__)}
"""Where each attribute of a paper stands in its tuple (`msgspec.structs.astuple`), read fast."""

NAME_VARIABLES = frozenset(name for name, (_, kind) in _KINDS.items() if "Name" in kind)
DATE_VARIABLES = frozenset(name for name, (_, kind) in _KINDS.items() if "PartialDate" in kind)
NUMBER_VARIABLES = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume""".split()
)
"""The variables that CSL calls numbers (CSL 1.0.2, appendix IV), those of a cite among them."""
