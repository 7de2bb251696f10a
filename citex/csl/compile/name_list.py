"""A list of names, cut by et al. and widened by disambiguation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citex.csl.compile.frame import FIRST, Frame
from citex.csl.compile.name import NameFormat
from citex.csl.markup import CLOSE, NAMES
from citex.csl.variables import WESTERN, Person
from citex.model.name import OTHERS


class Shown(NamedTuple):
    """How one name set was, or is to be, printed: how many names, how much of each given name."""

    total: int
    levels: tuple[int, ...]


def name_list(people: Sequence[Person], name: NameFormat, frame: Frame) -> str:
    """The names of one variable, joined, cut by et al. and widened by disambiguation."""
    total = len(people)
    wanted = None
    shown = frame.shown
    place = frame.sets
    frame.sets = place + 1
    if shown is not None and place < len(shown):
        wanted = shown[place]
    if wanted is None and frame.names_shown is None and total == 1 and frame.substitute != "each":
        return name.person(people[0], name.level, True)
    least = name.et_al_min if frame.position == FIRST or name.sorting else name.subsequent_min
    if not least or total < least:
        count, last = total, False
    else:
        count, last = shown_count(total, name, frame, wanted)
    if people[-1].literal == OTHERS.literal and (last or count == total > 1):
        count, last = min(count, total - 1), False  # who the others are is not known
    levels = wanted.levels if wanted is not None else ()
    level = name.level
    texts = []
    keys = name.keys
    for index in range(count):
        use = level
        if index < len(levels) and levels[index] > level:
            use = levels[index]
        person = people[index]
        text = person.forms.get(keys[use][index > 0])  # as name.person
        if text is None:
            text = name.person(person, use, index == 0)
        if text:
            texts.append(text)
    tail = name.person(people[-1], level, False) if last else ""
    if frame.substitute == "each" and frame.name_texts is None:
        texts = [NAMES + text + CLOSE for text in texts]
        tail = NAMES + tail + CLOSE if tail else ""
    if not texts:
        return ""
    if frame.names_shown is not None:
        frame.names_shown.append((people, name, count, last))
    inverted = name.sort_order == "all" or (
        name.sort_order == "first" and count <= _lead(total, count)
    )
    hidden = total - count - (1 if last else 0)
    body = people[count - 1].body
    led = body and inverted and people[0].literal is None and people[0].script == WESTERN
    return name.joined(texts, hidden, tail, inverted, body, led)


def _lead(total: int, count: int) -> int:
    """How many names may stand before the joint for the last of them to be the first one."""
    return 1 if count < total else 2


def shown_count(
    total: int, name: NameFormat, frame: Frame, wanted: Shown | None
) -> tuple[int, bool]:
    """How many names to show, and whether the last one follows an ellipsis."""
    if frame.position == FIRST or name.sorting:
        least, first = name.et_al_min, name.et_al_use_first
    else:
        least, first = name.subsequent_min, name.subsequent_use_first
    count = total
    if least and total >= least and first < total:
        count = first
    elif not least or total < least:
        return total, False
    if wanted is not None and (frame.disambiguating or wanted.total > count):
        count = min(wanted.total, total)
    if name.use_last and not (frame.disambiguating or name.sorting) and count > least - 2:
        count = max(least - 2, 0)
    hidden = total - count
    if not hidden:
        return total, False
    last = name.use_last and (frame.position == FIRST or name.sorting)
    if last and hidden == 1:
        return total, False
    return count, bool(last)
