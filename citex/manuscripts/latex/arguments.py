"""What a citation command and its arguments ask of the processor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from citex._late import regex
from citex.csl import Citation, Cite
from citex.manuscripts.latex.run import Asked
from citex.manuscripts.locators import split
from citex.text.tex.decode import decode


class Command(NamedTuple):
    """What a command of citex.sty prints.

    `mode` is the processor's; "entry" is the work's whole reference. `foot` commands make a
    footnote in every style, `plain` ones leave out the brackets.
    """

    mode: str = ""
    foot: bool = False
    plain: bool = False


COMMANDS = {
    "cite": Command(), "citep": Command(), "parencite": Command(), "autocite": Command(),
    "footcite": Command(foot=True), "smartcite": Command(foot=True), "supercite": Command(),
    "citealp": Command(plain=True), "citet": Command("composite"), "textcite": Command("composite"),
    "citealt": Command("composite", plain=True),
    "citeauthor": Command("author-only"), "citeyear": Command("year-only"),
    "citedate": Command("year-only"), "citeyearpar": Command("suppress-author"),
    "fullcite": Command("entry"), "footfullcite": Command("entry", foot=True),
    "cite*": Command("suppress-author"), "parencite*": Command("suppress-author"),
    "autocite*": Command("suppress-author"), "footcite*": Command("suppress-author", foot=True),
}  # fmt: skip
"""biblatex's and natbib's commands; of the others a star asks for names that CSL shortens."""

APART = ("author-only", "year-only", "entry")
"""What names a work without citing it: it is nobody's "ibid."."""

_SPACED = regex(r"[\s\u00a0]+")
_BOUND = tuple(",;:.!?)]—，。；：、）")


def command_named(name: str) -> Command:
    """The command of a name, however it begins a sentence. Unknown ones cite.

    >>> command_named("Textcite").mode, command_named("citet*").mode
    ('composite', 'composite')
    """
    lower = name[:1].lower() + name[1:]
    for spelled in (lower, lower.rstrip("*"), lower.removesuffix("s")):
        if found := COMMANDS.get(spelled):
            return found
    return COMMANDS["cite"]


def citation_of(asked: Asked, languages: Iterable[str] = (), *, notes: bool) -> Citation:
    """What is cited, with the words before and after it; `notes` for a style of notes.

    The words for places are those of `languages`, and English ones.
    """
    command = command_named(asked.command)
    first = "subsequent" if notes and command.mode != "entry" else "first"
    position = first if command.mode in APART else None
    parts = asked.parts or ((asked.before, asked.after, asked.keys),)
    cites = [cite for part in parts for cite in _cites(*part, languages, position)]
    around = (asked.before, asked.after) if asked.parts else ("", "")
    return Citation(
        cites,
        note=_note(asked, command, notes),
        mode="" if command.mode == "entry" else command.mode,
        prefix=_parted(around[0]),
        suffix=_following(decode(around[1])),
        unsorted=bool(asked.parts),
        capitalize=asked.command[:1].isupper(),
        suppress_trailing_punctuation=notes and asked.note is not None,
    )


def _cites(
    before: str, after: str, keys: Sequence[str], languages: Iterable[str], position: str | None
) -> Iterator[Cite]:
    """The cites of some keys: words before stand before the first, a place is in the last."""
    label, locator, suffix = located(decode(_with_pages_after(after, languages)), languages)
    for place, key in enumerate(keys):
        last = place == len(keys) - 1
        yield Cite(
            key,
            locator=locator if last else None,
            label=label if last and locator else None,
            prefix=_parted(before) if place == 0 else "",
            suffix=suffix if last else "",
            position=position,
        )


_AFTER = regex(r"\\psq(q?)(?![A-Za-z])(?:\s|\{\})?")
_SEQUENS = {"de": "f", "nl": "v"}
"""How biblatex calls the page after, in some languages; "sq" in all others."""


def _with_pages_after(after: str, languages: Iterable[str]) -> str:
    """A postnote with words for `\\psq` and `\\psqq`, the page and the pages after, of biblatex.

    >>> _with_pages_after("44\\\\psqq", ["de-DE"])
    '44~ff.'
    """
    language = next((tag[:2] for tag in languages), "")
    word = _SEQUENS.get(language, "sq")
    return _AFTER.sub(lambda found: f"~{word}{found[1] and word[-1]}.", after)


def _note(asked: Asked, command: Command, notes: bool) -> int | None:
    """The number of the footnote in which a citation stands, or will stand; 0 is the text."""
    if command.mode in APART:
        return 0
    if asked.note is not None:
        return asked.note
    if (notes or command.foot) and asked.number is not None:
        return asked.number + 1
    return None if notes else 0


def _parted(before: str) -> str:
    """A prenote as rich text, with the blank behind it that TeX has no need of."""
    before = decode(before).strip()
    if not before or before.endswith(("(", "[", "/", "-", "—", "（", "“", "‘")):
        return before
    return before if before[-1] > "\u2e7f" else before + " "


def located(text: str, languages: Iterable[str] = ()) -> tuple[str | None, str | None, str]:
    """The label and the locator that a postnote begins with, and the words that follow.

    >>> located("p.\u00a03–5, and passim"), located("第3章"), located("passim")
    (('page', '3–5', ', and passim'), ('chapter', '3', ''), (None, None, ', passim'))
    """
    text = _SPACED.sub(" ", text).strip()
    label, locator, suffix = split(text, languages)
    if locator is None:
        return None, None, _following(text)
    return label or "page", locator, suffix


def _following(after: str) -> str:
    """Words behind a citation, with the comma before them."""
    after = after.strip()
    return after if not after or after.startswith(_BOUND) else f", {after}"


__all__ = ["APART", "COMMANDS", "Command", "citation_of", "command_named", "located"]
