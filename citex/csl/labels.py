"""Citation labels ("Doe65", "DRB01"): made of names and year where a work has none of its own."""

from __future__ import annotations

from citex.csl.markup import strip
from citex.csl.variables import Work

_NAMES = ("author", "editor", "translator")


def citation_label(work: Work) -> str:
    """The work's own label, or four letters of one name, or initials of several, and the year.

    One name gives four letters, two give two each, three or more the initials of up to four.
    """
    own = work["citation-label"]
    if own:
        return str(own)
    families = _families(work)
    if not families:
        head = "Xyz"
    elif len(families) == 1:
        head = families[0][:4]
    elif len(families) == 2:
        head = families[0][:2] + families[1][:2]
    elif len(families) == 3:
        head = families[0][:2] + families[1][:1] + families[2][:1]
    else:
        head = "".join(family[:1] for family in families[:4])
    date = work["issued"]
    year = f"{abs(date.year) % 100:02d}" if date is not None and date.year is not None else ""
    return head + year


def _families(work: Work) -> list[str]:
    for variable in _NAMES:
        people = work.names(variable)
        if people:
            texts = [strip(person.literal or person.family).strip() for person in people]
            return [text[:1].upper() + text[1:] for text in texts if text]
    return []
