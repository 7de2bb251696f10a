"""What a reader makes and a formatter takes."""

from citex.model.date import PartialDate
from citex.model.item import from_item, to_item
from citex.model.kinds import KINDS, Kind
from citex.model.name import OTHERS, Name
from citex.model.paper import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    VARIABLES,
    Paper,
    Remark,
)

__all__ = [
    "DATE_VARIABLES",
    "KINDS",
    "NAME_VARIABLES",
    "NUMBER_VARIABLES",
    "OTHERS",
    "VARIABLES",
    "Kind",
    "Name",
    "Paper",
    "PartialDate",
    "Remark",
    "from_item",
    "to_item",
]
