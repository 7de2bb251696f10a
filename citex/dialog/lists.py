"""Papers as entries of a list from which any part can be taken: in a style, or in a file format.

Most entries are the same alone and among others. What the others change is kept beside: the letter
of a year (2020a) or of a key, with the class of works that it tells apart; the sign for authors who
are those of the entry before; the place in the style's order. So the page can put together the list
of any selection as `citex.format` writes it, without a style or a format at hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from citex import api
from citex._late import regex
from citex.csl import Citation, Cite, Processor, StyleLike, nodes
from citex.csl.output import output as output_of
from citex.dialog.files import unique
from citex.errors import CitexError
from citex.formats import Format
from citex.model import Paper

FLAVOURS = ("text", "html")

_LETTERS = regex(r"[^\w\s]?[a-z]{1,3}[^\w\s]?")
_ONE = regex(r"\b1\b")
_MARK = "\ue000"
"""Stands for an entry where the wrapping of entries is found out."""


class Frame(NamedTuple):
    """What stands around the entries of a list.

    `number` is where in `head` stands how many they are, `rank` where in each record its own
    number, from its end where that is negative.
    """

    head: str
    between: str
    tail: str
    number: int | None = None
    rank: int | None = None


class Numbering(NamedTuple):
    """What stands around the number of an entry, none if `after` is None, and behind its body."""

    before: str = ""
    after: str | None = None
    end: str = ""


@dataclass(slots=True)
class StyleList:
    """The entries of papers in a style, each as it is alone, and what the list makes of it."""

    frames: dict[str, Frame]
    numberings: dict[str, Numbering]
    bodies: dict[str, list[str]]
    changes: list[dict[str, Any]]
    """For each paper what the others change, by `dialog.js`'s keys; pairs are text and HTML:

    r  its place in the style's order, where that is not the order given
    x  it is not listed
    w  pair of entries that are not number and body in the usual wrapping, in two around the number
    n  the run of entries by the same authors that it is in
    s  pair of bodies with the sign for authors, for where another of the run is just before
    l  the class of works that a letter tells apart, and pair: how far from the end it stands
    i  the class of works that more than a letter tells apart, and pair of bodies as it does
    """
    letters: list[list[str]] = field(default_factory=list)
    """For each class of works that letters tell apart, these letters in the order of the list."""
    whole: list[str] = field(default_factory=list)
    """The list of all, as HTML, entry by entry."""


class Edited(NamedTuple):
    """A record, and where it is changed when another of its class comes before it in a file.

    `cut` characters from `at` on give way to the class's letter; as JavaScript counts.
    """

    text: str
    at: int
    number: int
    cut: int = 0


@dataclass(slots=True)
class FormatList:
    """The records of papers in a format: text, or for papers of one key an `Edited`."""

    frame: Frame | None
    records: list[str | Edited]
    letters: list[list[str]] = field(default_factory=list)
    whole: str = ""
    """The file of all, where no list can be put together from its records (no frame)."""


# -- citation styles ---------------------------------------------------------------------------


def style_list(papers: Sequence[Paper], style: StyleLike, *, notices: bool = False) -> StyleList:
    """The papers in a citation style. Raises UnknownStyle, StyleError."""
    processors = {kind: _processor(style, kind, notices) for kind in FLAVOURS}
    bodies = {kind: one.references(papers) for kind, one in processors.items()}
    changes: list[dict[str, Any]] = [{} for _ in papers]
    result = StyleList(
        frames={kind: _wrapping(kind) for kind in FLAVOURS},
        numberings=dict.fromkeys(FLAVOURS, Numbering()),
        bodies=bodies,
        changes=changes,
    )
    if len(papers) < 2:
        return result
    named = _apart(papers)
    lists = {kind: _Listed(one, named, kind, notices) for kind, one in processors.items()}
    order = lists["text"].order
    result.whole = [lists["html"].entries[index].text for index in order]
    if not order:  # a style without a list: its notes stand one below the other
        return result
    for kind, found in lists.items():
        result.numberings[kind] = found.numbering()
    if order != sorted(order):
        for place, index in enumerate(order):
            changes[index]["r"] = place
    for index, change in enumerate(changes):
        if index not in lists["text"].entries:
            change["x"] = 1
    _note_exceptions(result, lists, papers)
    _note_substitutes(result, lists)
    _note_letters(result, lists, papers, processors["text"])
    return result


def _processor(style: StyleLike, kind: str, notices: bool) -> Processor:
    found = api.processor(style, output=kind, notices=notices)
    assert isinstance(found, Processor)
    return found


class _Listed:
    """The list of all papers in one flavour: entries by the papers' index, in the style's order."""

    def __init__(
        self,
        processor: Processor,
        papers: Mapping[str, tuple[int, Paper]],
        kind: str,
        notices: bool,
    ) -> None:
        given = [paper for _, paper in papers.values()]
        self.processor = processor
        listed = processor.bibliography(given)
        self.order = [papers[entry.id][0] for entry in listed]
        self.entries = dict(zip(self.order, listed, strict=True))
        style = processor.style
        area = style.bibliography
        self.unsubstituted = {index: entry.body for index, entry in self.entries.items()}
        self.substituting = area is not None and area.subsequent_author_substitute is not None
        if area is not None and self.substituting:
            full = nodes.replace(area, subsequent_author_substitute=None)
            style = nodes.replace(style, bibliography=full)
            for entry in Processor(style, output=kind, notices=notices).bibliography(given):
                self.unsubstituted[papers[entry.id][0]] = entry.body

    def numbering(self) -> Numbering:
        """What is around the number and the body, told from the first entry."""
        first = self.entries[self.order[0]]
        at = first.text.rfind(first.body)
        before, end = first.text[:at], first.text[at + len(first.body) :]
        number = _ONE.search(before)
        if number is None:
            return Numbering(before, None, end)
        return Numbering(before[: number.start()], before[number.end() :], end)

    @property
    def labelled(self) -> bool:
        """Whether any entry has a label."""
        return any(entry.label for entry in self.entries.values())

    def around_number(self, index: int, number: int) -> list[str]:
        """An entry in two, without its number; whole, if it has none."""
        text = self.entries[index].text
        pieces = text.split(str(number), 1)
        return pieces if len(pieces) == 2 and len(pieces[0]) < 40 else [text]

    def odd(self, numbering: Numbering) -> set[int]:
        """The papers whose entry is not its number and its body in the usual wrapping."""
        before, after, end = numbering
        found = set()
        for number, index in enumerate(self.order, start=1):
            entry = self.entries[index]
            label = before if after is None else f"{before}{number}{after}"
            if entry.text != label + entry.body + end:
                found.add(index)
        return found


def _wrapping(kind: str) -> Frame:
    whole = output_of(kind).bibliography([_MARK, _MARK])
    head, between, tail = whole.split(_MARK)
    return Frame(head, between, tail)


def _apart(papers: Sequence[Paper]) -> dict[str, tuple[int, Paper]]:
    """The papers, each with its index, by ids of which none is there twice."""
    found: dict[str, tuple[int, Paper]] = {}
    ids = unique([paper.id for paper in papers])
    for index, (paper, id_) in enumerate(zip(papers, ids, strict=True)):
        found[id_] = index, paper if id_ == paper.id else msgspec.structs.replace(paper, id=id_)
    return found


def _note_exceptions(
    result: StyleList, lists: Mapping[str, _Listed], papers: Sequence[Paper]
) -> None:
    """Entries that are not their number and their body in the usual wrapping are kept whole.

    So are all where labels are no numbers ([Sat20]): as they are alone.
    """
    for kind, found in lists.items():
        numbering = result.numberings[kind]
        if numbering.after is None and found.labelled:
            result.numberings[kind] = Numbering()
            for index in found.order:
                (entry,) = found.processor.bibliography([papers[index]])
                result.changes[index].setdefault("w", []).append([entry.text])
                found.unsubstituted[index] = found.entries[index].text
    odd = set().union(*(found.odd(result.numberings[kind]) for kind, found in lists.items()))
    for number, index in enumerate(lists["text"].order, start=1):
        if index in odd and "w" not in result.changes[index]:
            pair = [found.around_number(index, number) for found in lists.values()]
            result.changes[index]["w"] = pair


def _note_substitutes(result: StyleList, lists: Mapping[str, _Listed]) -> None:
    """Runs of entries by the same authors, for whom a sign stands from the second on."""
    if not lists["text"].substituting:
        return
    run = -1
    last = -1
    for index in lists["text"].order:
        pairs = [
            (lists[kind].entries[index].body, lists[kind].unsubstituted[index]) for kind in FLAVOURS
        ]
        if any(shown != full for shown, full in pairs):
            result.changes[last].setdefault("n", run)
            result.changes[index]["n"] = run
            result.changes[index]["s"] = [shown for shown, _ in pairs]
        else:
            run += 1
        last = index


def _note_letters(
    result: StyleList,
    lists: Mapping[str, _Listed],
    papers: Sequence[Paper],
    processor: Processor,
) -> None:
    """Works whose entry differs from what it is alone: by a letter, or in another way."""
    classes: dict[str, int] = {}
    for index in lists["text"].order:
        change = result.changes[index]
        own = change.get("w")
        alone = (
            [pieces[0] for pieces in own]
            if own and len(own[0]) == 1
            else [result.bodies[kind][index] for kind in FLAVOURS]
        )
        among = [lists[kind].unsubstituted[index] for kind in FLAVOURS]
        if alone == among:
            continue
        one = papers[index]
        cite = processor.cite([one], [Citation((Cite(one.id),))]).citations[0]
        number = classes.setdefault(cite, len(classes))
        if number == len(result.letters):
            result.letters.append([])
        text, html = (_inserted(*pair) for pair in zip(alone, among, strict=True))
        if text and html and text[1] == html[1]:
            letter = text[1]
            change["l"] = [number, text[0], html[0]]
            result.letters[number].append(letter)
            if "s" in change:
                change["s"] = [
                    _without(shown, back, letter)
                    for shown, (back, _) in zip(change["s"], (text, html), strict=True)
                ]
        else:
            change["i"] = [number, *among]


def _inserted(alone: str, among: str) -> tuple[int, str] | None:
    """How far from its end, as JavaScript counts, the longer text has a letter more; and this."""
    more = len(among) - len(alone)
    if more <= 0:
        return None
    at = next((i for i, (a, b) in enumerate(zip(alone, among, strict=False)) if a != b), len(alone))
    # a letter that is like what follows it shows later than it stands
    for start in range(at, max(at - more, -1), -1):
        letter = among[start : start + more]
        if alone[:start] + letter + alone[start:] == among and _LETTERS.fullmatch(letter):
            return _units(alone[start:]), letter
    return None


def _without(shown: str, back: int, letter: str) -> str:
    """The text without the letter that stands so far from its end."""
    units = shown.encode("utf-16-le", "surrogatepass")
    at = len(units) - 2 * back
    kept = units[:at].removesuffix(letter.encode("utf-16-le")) + units[at:]
    return kept.decode("utf-16-le", "surrogatepass")


def _units(value: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(value) if value.isascii() else len(value.encode("utf-16-le", "surrogatepass")) // 2


# -- file formats ------------------------------------------------------------------------------

_X = Paper(id="x1", type="book", title="Abc")
_Y = Paper(id="y2", type="article-journal", title="Klm nop")
_KEY = regex(r""" \w+="[^"]*"|[^\s{},:"'<>\[\]()]+""")
"""What can be a key in the first line of a record: an attribute, or a word of it."""


def format_list(papers: Sequence[Paper], form: Format) -> FormatList:
    """The papers in a file format, record by record. Raises WriteError."""
    alone = [_file([paper], form) for paper in papers]
    if len(papers) < 2:
        return FormatList(Frame("", "", ""), list(alone))
    whole = _file(papers, form)
    try:
        frame = _frame(form)
    except CitexError:  # the format refuses what it is asked with
        frame = None
    found = _records(alone, whole, frame) if frame is not None else None
    return found or FormatList(None, list(alone), whole=whole)


def _file(papers: Sequence[Paper], form: Format) -> str:
    return "".join(api.pieces(papers, form))


def _frame(form: Format) -> Frame | None:
    """What a format writes around records, told from two of them."""
    first, second, both = _file([_X], form), _file([_Y], form), _file([_X, _Y], form)
    count = _common(first, both)
    both, counted = _one_for_two(both, count, first[count : count + 1])
    rank = _common(second[::-1], both[::-1])
    place = len(second) - rank - 1
    both, ranked = _one_for_two(both, len(both) - rank - 1, second[place : place + 1])
    start = _common(first, both)
    end = min(_common(second[::-1], both[::-1]), len(both) - start)
    tail = first[start:]
    head = second[: len(second) - end]
    place -= len(head)
    if not first.startswith(head) or not second.endswith(tail) or (ranked and place < 0):
        return None
    if counted and count >= len(head):
        return None
    if ranked and first[len(head) :][place : place + 1] != "1":
        place += len(head) + len(tail) - len(second)  # it stands at the end of a record
    between = both[start : len(both) - end]
    return Frame(head, between, tail, count if counted else None, place if ranked else None)


def _one_for_two(both: str, place: int, alone: str) -> tuple[str, bool]:
    """The file of two with the 1 that a file of one has in this place, if a number stands there."""
    if alone == "1" and both[place : place + 1] == "2":
        return both[:place] + "1" + both[place + 1 :], True
    return both, False


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _records(alone: Sequence[str], whole: str, frame: Frame) -> FormatList | None:
    """The records that make up the file of all; None where they do not."""
    head, between, tail, number, rank = frame
    result = FormatList(frame, [])
    bodies = []
    for text in alone:
        if not text.startswith(head) or not text.endswith(tail):
            return None
        bodies.append(text[len(head) : len(text) - len(tail)])
    if number is not None:
        head = f"{head[:number]}{len(alone)}{head[number + 1 :]}"
    if rank is not None:
        if any(body[rank : rank + 1] != "1" for body in bodies):
            return None
        ranks = enumerate(bodies, start=1)
        ranked = [f"{body[:rank]}{n}{body[rank + 1 :]}" for n, body in ranks]
        if head + between.join(ranked) + tail != whole:
            return None
        result.records.extend(bodies)
        return result
    if head + between.join(bodies) + tail == whole:
        result.records.extend(bodies)
        return result
    return _with_letters(result, bodies, whole, head)


def _with_letters(
    result: FormatList, bodies: Sequence[str], whole: str, head: str
) -> FormatList | None:
    """The records, where the key of one is another's too; None if they differ in another way."""
    assert result.frame is not None
    between, tail = result.frame.between, result.frame.tail
    classes: dict[str, int] = {}
    first: dict[str, int] = {}
    place = len(head)
    for index, body in enumerate(bodies):
        if whole.startswith(body, place):
            result.records.append(body)
            for key in _KEY.findall(body.lstrip().split("\n", 1)[0]):
                first.setdefault(key.lower(), index)
            place += len(body) + len(between)
            continue
        same = _common(body, whole[place : place + len(body)])
        found = _change(body, whole, place, same)
        if found is None:
            return None
        letter, cut, key = found
        if key not in classes:
            earlier = first.get(key)
            if earlier is None or not isinstance(result.records[earlier], str):
                return None
            classes[key] = len(result.letters)
            result.letters.append([""])
            text = bodies[earlier]
            at = text.lower().index(key) + (0 if cut else len(key))
            result.records[earlier] = Edited(text, _units(text[:at]), classes[key], cut)
        result.letters[classes[key]].append(letter)
        result.records.append(Edited(body, _units(body[:same]), classes[key], cut))
        place += len(body) + len(letter) - cut + len(between)
    return result if place - len(between) + len(tail) == len(whole) else None


def _change(body: str, whole: str, place: int, same: int) -> tuple[str, int, str] | None:
    """What is in a file for a record with the key of another: a letter more, or no key.

    The letter, how many characters it stands for, and the key.
    """
    rest = body[same:]
    after = whole.find(rest, place + same, place + len(body) + 8)
    if after > place + same:
        keys = _KEY.findall(body[:same].rsplit("\n", 1)[-1])
        return (whole[place + same : after], 0, keys[-1].lower()) if keys else None
    cuts = range(1, min(len(rest), 200))
    cut = next((n for n in cuts if whole.startswith(rest[n:], place + same)), 0)
    return ("", cut, rest[:cut].lower()) if cut else None


__all__ = [
    "FLAVOURS",
    "Edited",
    "FormatList",
    "Frame",
    "Numbering",
    "StyleList",
    "format_list",
    "style_list",
]
