"""Word's source types, fields and roles, as tables that are read both ways."""

from __future__ import annotations

from functools import cache, partial

from citex.formats._fields import common, particular
from citex.formats._types import read_types, same_name, written_types

READ, WRITTEN = read_types("word"), written_types("word")

ALSO_READ = common("word, else")
"""Elements that hold these when the type's own element does not."""

ROLES = common("word, people")
AUTHORS = {"patent": "Inventor", "interview": "Interviewee", "graphic": "Artist"}
"""Who the author is in these types."""


@cache
def table(kind: str) -> dict[str, str]:
    """Which element holds which variable in a source of this CSL type."""
    own = particular("word", kind)
    taken = set(own.values())
    return {**{name: held for name, held in common("word").items() if held not in taken}, **own}


same_type = partial(same_name, "word")
"""Whether Word has one source type for two CSL types."""
