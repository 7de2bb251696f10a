"""People in a form that can be compared: how their names may stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citex._late import regex
from citex.duplicates.letters import ratio
from citex.duplicates.titles import words
from citex.model import Name
from citex.text.names.words import PARTICLES, is_body
from citex.text.scripts import scripts

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SMALL = frozenset("of the for and on in de des du der die und y e".split())
_DYNASTY = regex(r"^\s*[(（\[［〔【][^)）\]］〕】]{1,4}[)）\]］〕】]\s*")
_ROLE = regex(
    r"(?<=[\u3400-\u9fff]{2})\s*(?:等)?(?:编著|编撰|主编|校注|点校|校点|整理|撰|著|编|辑|注)$"
)

SAME, OTHERS = 1.0, 0.97


class People(NamedTuple):
    """The forms of the first one's name, those of all, his given names, and the script."""

    first: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()
    given: str = ""
    script: frozenset[str] = frozenset()
    size: int = 0
    is_body: bool = False


NOBODY = People()


def people_of(names: Sequence[Name]) -> People:
    """The people of a paper.

    >>> sorted(people_of([Name("Müller")]).first)
    ['mueller', 'muller']
    """
    forms = [_forms(name) for name in names]
    if not forms:
        return NOBODY
    first = names[0]
    return People(
        forms[0],
        frozenset(form for some in forms for form in some),
        "".join(words(first.given).split()) if first.given else "",
        scripts(first.family or first.literal or ""),
        len(forms),
        not first.given and is_body(first.literal or first.family or ""),
    )


def _forms(name: Name) -> frozenset[str]:
    """The forms in which a family name, or the name of a body, may stand elsewhere."""
    family = name.family or name.literal or ""
    if not family.isascii():
        family = _ROLE.sub("", _DYNASTY.sub("", family)) or family
    parts = words(family).split()
    forms = {"".join(parts)}
    lowered = family.casefold()
    if not lowered.isascii():
        forms.add("".join(words(lowered.translate(_GERMAN)).split()))
    if name.non_dropping_particle:
        forms.add("".join(words(f"{name.non_dropping_particle} {family}").split()))
    if len(parts) > 1:
        forms.add(parts[-1])
        if name.literal or (len(parts[0]) > 3 and parts[0] not in PARTICLES):
            forms.add(parts[0])
        if len(parts) > 2 and not name.given:
            forms.add("".join(part[0] for part in parts if part not in _SMALL))
    if name.given and not family.isascii():
        forms.add("".join(words(family + name.given).split()))  # 王五, in whichever way it is cut
    return frozenset(form for form in forms if len(form) > 1 or not form.isascii())


def agreement(a: People, b: People) -> tuple[float, str]:
    """How far the first ones are the same, from 0 to 1, and in what words.

    >>> agreement(people_of([Name("Wei", "Zhang")]), people_of([Name("Zhang", "W.")]))
    (0.98, 'given and family name changed places')
    >>> agreement(people_of([Name("张", "伟")]), people_of([Name("Zhang", "Wei")]))
    (0.96, 'names in two scripts')
    """
    if not a.first or not b.first:
        return (0.93, "no people given") if a.first or b.first else (0.96, "neither names people")
    if a.first & b.first or any(_ends(x, y) for x in a.first for y in b.first):
        return _given(a, b)
    if a.script and b.script and not a.script & b.script:
        return 0.96, "names in two scripts"
    if _swapped(a, b) or _swapped(b, a):
        return 0.98, "given and family name changed places"
    if a.first & b.all or b.first & a.all:
        return OTHERS, "the first author is among the others"
    likest = max(ratio()(x, y) for x in a.first for y in b.first)
    return (0.95, "a name that is spelt alike") if likest >= 75 else (0.55, "other people")


def _given(a: People, b: People) -> tuple[float, str]:
    """Of one family: the same person, unless the given names say otherwise."""
    x, y = a.given, b.given
    if x and y and x[0] != y[0] and x not in b.first and y not in a.first:
        if not x.isascii() and not y.isascii():
            return 0.8, "of one family, with other given names"
        return 0.95, "of one family, with other initials"
    return SAME, "the same first author"


def _swapped(a: People, b: People) -> bool:
    """Whether the given name of one is the family name of the other, and the reverse."""
    return (
        bool(a.given and b.given)
        and a.given in b.first
        and any(form.startswith(b.given) or b.given.startswith(form) for form in a.first)
    )


def _ends(x: str, y: str) -> bool:
    """Whether one is the other with a particle or a second family name before it."""
    short, long = (x, y) if len(x) < len(y) else (y, x)
    return len(short) > 3 and long.endswith(short)
