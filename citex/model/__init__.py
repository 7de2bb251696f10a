"""What a reader makes and a formatter takes."""

from citex.model.date import PartialDate, new_date
from citex.model.item import from_item, to_item
from citex.model.kinds import KINDS, Kind
from citex.model.name import OTHERS, Name, new_name
from citex.model.paper import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    VARIABLES,
    Draft,
    Paper,
    Remark,
    finished,
    new_paper,
)

__all__ = [
    "DATE_VARIABLES",
    "KINDS",
    "NAME_VARIABLES",
    "NUMBER_VARIABLES",
    "OTHERS",
    "VARIABLES",
    "Draft",
    "Kind",
    "Name",
    "Paper",
    "PartialDate",
    "Remark",
    "finished",
    "from_item",
    "new_date",
    "new_name",
    "new_paper",
    "to_item",
]
