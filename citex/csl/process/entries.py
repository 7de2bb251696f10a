"""The entries of a reference list, one by one, and what spans two: the repeated author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citex._late import regex
from citex.csl.compile.frame import SENTENCE_START, Frame
from citex.csl.compile.wrap import before_stop, stopped
from citex.csl.markup import (
    BLOCK,
    CLOSE,
    DISPLAY,
    FORCE_MERGE,
    INDENT,
    LEFT_MARGIN,
    NAMES,
    NO_MERGE,
    OPENERS,
    QUOTE_BARRIER,
    RIGHT_INLINE,
    SENTINELS,
    STOP_FIRST,
    keep,
    region,
    strip,
)
from citex.csl.process.items import Item, item_of, place_of
from citex.csl.process.pair import paired
from citex.csl.process.program import BIBLIOGRAPHY, Area, Program
from citex.csl.romanization import characters_of
from citex.csl.strings.case import capitalize

NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
"""What is printed where a style has nothing to print and something must stand."""

_EMPTIED = regex(f"[{''.join(DISPLAY)}][ {NO_MERGE}{FORCE_MERGE}{QUOTE_BARRIER}]*{CLOSE}")
_EMPTY = tuple([opener + CLOSE for opener in DISPLAY])
_LETTER_OR_DIGIT = regex(r"[^\W_]")


class Substitution(NamedTuple):
    """What stands for names that the entry before has too (subsequent-author-substitute)."""

    text: str | None
    rule: str
    marking: str  # which names are marked for it

    @classmethod
    def of(cls, program: Program) -> Substitution:
        """As the style has it."""
        options = program.bibliography
        text = options.subsequent_author_substitute if options is not None else None
        rule = (options and options.subsequent_author_substitute_rule) or "complete-all"
        marking = "" if text is None else "all" if rule == "complete-all" else "each"
        return cls(keep(text) if text else text, rule, marking)


def entry_text(
    item: Item, program: Program, substitution: Substitution, last: list[str] | None
) -> tuple[Area, str, list[str] | None]:
    """The finished text of an item's entry, "" where the style prints nothing.

    `last` are the names of the entry before; those for the next one come back with the text.
    """
    place = place_of(item, BIBLIOGRAPHY, program)
    area = program.areas[BIBLIOGRAPHY][place]
    frame = item.frame(item.written)
    if substitution.marking:
        frame.substitute = substitution.marking
        frame.names_shown = []
    if item.listed is not None:
        frame.shown = item.listed
    text = program.run(BIBLIOGRAPHY, place, item.work)(frame)
    if not text:
        return area, f"{item.number}. {NO_FORM}" if program.is_numeric else "", last
    if substitution.marking:
        text, last = _substituted(
            text, substitution.text or "", substitution.rule, last, _people(frame)
        )
        if not substitution.text:  # where nothing stands for the names, no line is left of them
            text = _EMPTIED.sub("", text)
    finished = area.finish(whole(text, area, item.number if program.uses_number else None))
    if area.layout.pair == "true":
        finished = _with_pair(finished, item, program)
    return area, finished, last


def single_texts(items: Sequence[Item], program: Program) -> list[tuple[Area, str]]:
    """The finished texts of entries that stand alone, made step by step as items are."""
    areas = program.areas[BIBLIOGRAPHY]
    chosen = []
    frames = []
    for item in items:
        place = place_of(item, BIBLIOGRAPHY, program)
        frame = item.frame(item.written)
        if item.listed is not None:
            frame.shown = item.listed
        chosen.append((areas[place], program.run(BIBLIOGRAPHY, place, item.work)))
        frames.append(frame)
    texts = [run(frame) for (_, run), frame in zip(chosen, frames, strict=True)]
    found = []
    for item, (area, _), text in zip(items, chosen, texts, strict=True):
        number = item.number if program.uses_number else None
        finished = area.finish(whole(text, area, number)) if text else ""
        if finished and area.layout.pair == "true":
            finished = _with_pair(finished, item, program)
        found.append((area, finished))
    return found


def _with_pair(text: str, item: Item, program: Program) -> str:
    """The entry with the same work in its other language on a line below (`cx:pair`)."""
    other = paired(item.paper)
    if other is None:
        return text
    second = item_of(other, program)
    second.number, second.year_suffix = item.number, item.year_suffix
    place = place_of(second, BIBLIOGRAPHY, program)
    area = program.areas[BIBLIOGRAPHY][place]
    below = program.run(BIBLIOGRAPHY, place, second.work)(second.frame())
    if not below:
        return text
    line = area.finish(whole(below, area))
    number = region(line, LEFT_MARGIN)
    if number is not None:
        line = line[number[1] + 1 :].removeprefix(RIGHT_INLINE).removesuffix(CLOSE)
    return within_entry(text, BLOCK + line + CLOSE)


def within_entry(text: str, line: str) -> str:
    """A finished entry with something at its end: beside the number, where that has the margin."""
    if LEFT_MARGIN in text and text.endswith(CLOSE):
        return text[:-1] + line + CLOSE
    return text + line


def whole(text: str, area: Area, number: int | None = None) -> str:
    """The entry with its layout's affixes and formatting, and a capital where a term leads it."""
    displayed = _displayed(text)
    if displayed:
        for empty in _EMPTY:
            if empty in text:
                text = text.replace(empty, "")
        if text[:1] in DISPLAY and text[1:2] == " ":
            text = " " + text[0] + text[1:].lstrip(" ")
    if area.after:
        text = suffixed(text, area.after, displayed=displayed, aligned=area.aligned)
    if area.before:
        text = _prefixed(text, area.before)
    if STOP_FIRST in text:
        text = text.replace(STOP_FIRST, "")
    if area.opener:
        text = area.opener + text + area.closer
    return capitalized(text, number) if SENTENCE_START in text else text


def capitalized(text: str, number: int | None = None) -> str:
    """The text with a capital where a term begins it, and without the marks of terms.

    `number` is the entry's own, which may stand before.
    """
    place = text.find(SENTENCE_START)
    head = text[:place]
    if number is not None:
        head = head.replace(str(number), "", 1)
    if _LETTER_OR_DIGIT.search(head) is None:
        start = place + 1
        while text[start : start + 1] in OPENERS:
            start += 1
        first = text[start : start + 1]
        text = text[:start] + capitalize(first) + text[start + 1 :]
    return text.replace(SENTENCE_START, "")


def _displayed(text: str) -> bool:
    """Whether any part of the text has a place of its own on the page."""
    return RIGHT_INLINE in text or LEFT_MARGIN in text or BLOCK in text or INDENT in text


def suffixed(text: str, suffix: str, *, displayed: bool = True, aligned: bool = False) -> str:
    """The suffix belongs to the last display region, where there is one.

    `aligned` says that the text is nothing but such regions (second-field-align).
    """
    if suffix[:1] == "." and STOP_FIRST in text:
        text, suffix = _stopped(text, suffix)
    stops = suffix[:1] == "."
    if not displayed:
        return (before_stop(text) if stops else text) + suffix
    body = text.rstrip(" ")
    if not body.endswith(CLOSE) or not (aligned or _last_opener(body) in DISPLAY):
        return text + suffix
    suffix = text[len(body) :] + suffix
    trimmed = suffix.rstrip(" ")
    inside = before_stop(body[:-1]) if stops else body[:-1]
    return inside + trimmed + CLOSE + suffix[len(trimmed) :]


def _stopped(text: str, suffix: str) -> tuple[str, str]:
    """The full stop of a layout stands before the semicolon or colon of a value at the end."""
    body = text.rstrip(CLOSE)
    if not body.endswith(STOP_FIRST):
        return text, suffix
    end = len(body) - len(STOP_FIRST)
    return stopped(body[:end]) + text[end:], suffix[1:]


def _last_opener(text: str) -> str:
    """The opener that the last CLOSE of the text ends."""
    depth = 0
    for match in reversed(list(SENTINELS.finditer(text))):
        char = match.group()
        if char == CLOSE:
            depth += 1
        elif char in OPENERS:
            depth -= 1
            if not depth:
                return char
    return ""


def _prefixed(text: str, prefix: str) -> str:
    if text[:1] in DISPLAY:
        return text[0] + prefix + text[1:]
    return prefix + text


# -- the repeated author -----------------------------------------------------------------------


def _substituted(
    text: str, substitute: str, rule: str, last: list[str] | None, people: list[str]
) -> tuple[str, list[str] | None]:
    """The entry with its names replaced where the entry before had the same; and its names.

    Names are the same where they print alike and are the same people's: James and John Smith are
    two, though both print as "J. Smith".
    """
    found = region(text, NAMES)
    if found is None:
        return text, None
    start, end = found
    inside = text[start + 1 : end]
    names = _names(inside)
    if not names and rule != "complete-all":  # a text stands in for the names
        current = [strip(inside)]
        return (text[:start] + substitute + text[end + 1 :] if current == last else text), current
    if rule == "complete-all":
        current = [strip(inside), *people]
        if current == last:
            return text[:start] + substitute + text[end + 1 :], last
        return text, current
    current = [strip(name) for _, _, name in names]
    if len(people) == len(current):
        current = list(map("\n".join, zip(current, people, strict=True)))
    if rule == "complete-each":
        count = len(names) if current == last else 0
    else:
        count = 0
        for one, other in zip(current, last or [], strict=False):
            if one != other:
                break
            count += 1
        if rule == "partial-first":
            count = min(count, 1)
    for begin, finish, _ in reversed(names[:count]):
        inside = inside[:begin] + substitute + inside[finish + 1 :]
    return text[: start + 1] + inside + text[end:], current


def _people(frame: Frame) -> list[str]:
    """Who the people are whose names were printed, so that namesakes by initials are told apart."""
    return [
        "\n".join(
            (
                one.family or one.literal or "",
                _bare(one.given),
                one.suffix or "",
                characters_of(one) if one.extra else "",
            )
        )
        for people, _, count, last in frame.marked
        for person in (*people[:count], *people[-1:] * last)
        for one in (person.name,)
    ]


def _bare(given: str | None) -> str:
    """Given names without the signs that may be left out: "J. A.", "JA"."""
    return _SIGNS.sub("", given or "").casefold()


_SIGNS = regex(r"[\s.-]+")


def _names(text: str) -> list[tuple[int, int, str]]:
    """Where each marked name lies within the names, and its text."""
    found: list[tuple[int, int, str]] = []
    position = 0
    while True:
        place = region(text[position:], NAMES)
        if place is None:
            return found
        start, end = place[0] + position, place[1] + position
        found.append((start, end, text[start + 1 : end]))
        position = end + 1


__all__ = [
    "Frame",
    "Substitution",
    "capitalized",
    "entry_text",
    "single_texts",
    "suffixed",
    "whole",
]
