"""CSL-JSON items of the ordinary kind: their JSON makes a paper without anything between.

Such an item has texts, people with two names and dates in numbers, all under CSL's own names; what
`from_item` makes of it is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec.structs import FieldInfo, fields

from citex.model.item import usual_date
from citex.model.name import Name
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Paper, new_paper

_PEOPLE, _DATES = ("author", "editor", "translator"), ("issued", "accessed")
"""The attributes in which an ordinary item has people and dates; the other ones are rare."""


class _Person(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    family: str
    given: str


class _Date(msgspec.Struct, rename={"rows": "date-parts"}, forbid_unknown_fields=True):
    rows: tuple[Annotated[list[int], msgspec.Meta(min_length=1, max_length=3)]]


def usual_item(text: str | msgspec.Raw, people: Callable[[str], list[Name] | None]) -> Paper:
    """The draft of an ordinary item's JSON. Raises msgspec.DecodeError for what is none.

    `people` gives the names of lines "Family, Given", or None where one of them is not ordinary.

    >>> paper = usual_item('{"title": "A", "issued": {"date-parts": [[2020]]}}', lambda lines: None)
    >>> paper.title, paper.issued
    ('A', PartialDate(year=2020))
    """
    paper: Any = _decoder()(text)
    for attribute in _PEOPLE:
        if (persons := getattr(paper, attribute)) is not None:
            names = people("\n".join([f"{one.family}, {one.given}" for one in persons]))
            if names is None or len(names) != len(persons):
                raise msgspec.ValidationError("the names are not ordinary")
            setattr(paper, attribute, names)
    for attribute in _DATES:
        if (date := getattr(paper, attribute)) is not None:
            found = usual_date(*date.rows[0])
            if found is None or found[0] is None or found[1]:
                raise msgspec.ValidationError("the date is none")
            setattr(paper, attribute, found[0])
    if paper.title is None and paper.author is None:
        raise msgspec.ValidationError("it may be no work")
    paper.__class__ = new_paper
    return paper  # type: ignore[no-any-return]  # msgspec made it


@cache
def _decoder() -> Callable[[str | msgspec.Raw], Any]:
    """What decodes an ordinary item, its dates not yet read; it takes some time to make."""
    text = Annotated[str, msgspec.Meta(min_length=1)]
    nothing = Annotated[str, msgspec.Meta(min_length=1, max_length=0)]  # the key makes it odd
    texts = VARIABLES.keys() - NAME_VARIABLES - DATE_VARIABLES
    kinds: dict[str, Any] = {VARIABLES[name]: text | None for name in texts}
    kinds |= dict.fromkeys(_PEOPLE, list[_Person] | None) | dict.fromkeys(_DATES, _Date | None)
    kinds |= {"id": str, "type": text}
    item = msgspec.defstruct(
        "_Item",
        [(one.name, kinds.get(one.name, nothing), _default(one)) for one in fields(new_paper)],
        bases=(new_paper,),
        rename={attribute: name for name, attribute in VARIABLES.items()},
        forbid_unknown_fields=True,
        kw_only=True,
        eq=False,
    )
    return msgspec.json.Decoder(item).decode


def _default(field: FieldInfo) -> Any:
    made = field.default_factory is not msgspec.NODEFAULT
    return msgspec.field(default_factory=field.default_factory) if made else field.default
