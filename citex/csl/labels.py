"""Citation labels ("Doe65", "DRB01"): made of names and year where a work has none of its own."""

from __future__ import annotations

import re

from citex._late import regex
from citex.csl.markup import strip
from citex.csl.strings.case import STOP_WORDS
from citex.csl.variables import Work
from citex.model.name import OTHERS
from citex.model.paper import NAME_VARIABLES

_VARIABLES = ("author", *sorted(NAME_VARIABLES - {"author"}))
_LENGTHS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
"""How many letters of each name, by how many names there are."""
_PARTICLES = regex(r"\s*(?:['’a-z]+\s+)+")
_ARTICLE = regex(r"(?:an?|the)\s+", re.IGNORECASE)
_HAN = regex("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def citation_label(work: Work) -> str:
    """The work's own label, or letters of its names or its title, and two digits of the year.

    One name gives four letters, two give two each, three or more the initials of up to four.
    Names in a script without an alphabet give none; then, as without names, the title does.
    """
    own = work["citation-label"]
    if own:
        return str(own)
    date = work["issued"]
    year = abs(date.year) % 100 if date is not None and date.year is not None else 0
    return f"{_of_names(work) or _of_title(work)}{year:02d}"


def _of_names(work: Work) -> str:
    people = next((found for name in _VARIABLES if (found := work.names(name))), ())
    if len(people) > 1 and people[-1].literal == OTHERS.literal:
        people = people[:-1]
    label = ""
    for person, length in zip(people, _LENGTHS[min(len(people), 4) - 1], strict=False):
        name = strip(person.literal or person.family)
        if person.literal is None:
            before = _PARTICLES.match(name)
            name = name[before.end() :] if before else name
        name = _HAN.sub("", _ARTICLE.sub("", name) if _ARTICLE.match(name) else name)
        letters = "".join(filter(str.isalpha, name))
        if not letters:
            break
        label += _capital(letters[:length])
    return label


def _of_title(work: Work) -> str:
    words = strip(work["title"] or "").split()
    return _capital("".join(word for word in words if word not in STOP_WORDS)[:4])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].lower()
