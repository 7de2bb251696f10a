"""What a citation command and its arguments ask of the processor."""

from __future__ import annotations

from typing import NamedTuple

from citex._late import regex
from citex.csl import Citation, Cite
from citex.csl.strings.locators import split_label
from citex.manuscripts.latex.run import Asked
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
_LOCATOR = regex(
    r"(?:\d|[ivxlcdm]+\b|[IVXLCDM]+\b|[A-Za-z]{1,2}-?\d)[^\s,;]*"
    r"(?:\s?[–—-]\s?\d[^\s,;]*|[,;]\s?\d[^\s,;]*|\s?&\s?\d[^\s,;]*)*"
)
_BOUND = tuple(",;:.!?)]—，。；：、）")


def command_named(name: str) -> Command:
    """The command of a name, however it begins a sentence. Unknown ones cite.

    >>> command_named("Textcite").mode, command_named("citet*").mode
    ('composite', 'composite')
    """
    lower = name[:1].lower() + name[1:]
    return COMMANDS.get(lower) or COMMANDS.get(lower.rstrip("*")) or COMMANDS["cite"]


def citation_of(asked: Asked, *, notes: bool) -> Citation:
    """What is cited, with the words before and after it; `notes` for a style of notes."""
    command = command_named(asked.command)
    label, locator, suffix = located(decode(asked.after))
    keys = asked.keys
    apart = "subsequent" if notes and command.mode != "entry" else "first"
    cites = []
    for place, key in enumerate(keys):
        last = place == len(keys) - 1
        before = decode(asked.before).strip() if place == 0 else ""
        cites.append(
            Cite(
                key,
                locator=locator if last else None,
                label=label if last and locator else None,
                prefix=_parted(before),
                suffix=suffix if last else "",
                position=apart if command.mode in APART else None,
            )
        )
    return Citation(
        cites,
        note=_note(asked, command, notes),
        mode="" if command.mode == "entry" else command.mode,
        capitalize=asked.command[:1].isupper(),
        suppress_trailing_punctuation=notes and asked.note is not None,
    )


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
    """A prefix with the blank behind it that TeX has no need of."""
    if not before or before.endswith(("(", "[", "/", "-", "—", "（", "“", "‘")):
        return before
    return before if before[-1] > "\u2e7f" else before + " "


def located(text: str) -> tuple[str | None, str | None, str]:
    """The label and the locator that a postnote begins with, and the words that follow.

    >>> located("p.\u00a03–5, and passim"), located("第3章"), located("passim")
    (('page', '3–5', ', and passim'), ('chapter', '3', ''), (None, None, ', passim'))
    """
    text = _SPACED.sub(" ", text).strip()
    if not text:
        return None, None, ""
    label, rest = split_label(text)
    match = _LOCATOR.match(rest)
    if match is None or (label is None and not match[0][0].isdigit()):
        return None, None, text if text.startswith(_BOUND) else f", {text}"
    locator = match[0].rstrip(".")
    suffix = rest[len(locator) :]
    if suffix and not suffix[0].isspace() and not suffix.startswith(_BOUND):
        return None, None, f", {text}"
    return label or "page", locator, suffix


__all__ = ["APART", "COMMANDS", "Command", "citation_of", "command_named", "located"]
