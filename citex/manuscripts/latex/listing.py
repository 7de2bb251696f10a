"""The list of references as LaTeX sets it: numbers, labels, margins; what natbib is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from citex._late import regex
from citex.csl.nodes import Style
from citex.csl.output.links import anchor, anchor_of
from citex.csl.process.cites import Entry
from citex.text.tex.symbols import to_ascii

_HYPERREF = (
    "\\providecommand{\\href}[2]{#2}\\providecommand{\\hyperlink}[2]{#2}"
    "\\providecommand{\\hypertarget}[2]{#2}%"
)
"""What hyperref defines, where the document does not load it."""

UNSAFE_KEY = regex(r"[\x00-\x20\\{}%#~^$,\"'()=\[\]\x7f]")
_IN_NUMBERED = regex(r"(\D*)(\d+)(\D*)")
_ADDRESS = regex(r"(\\href\{[^{}]*\})|(?<=[{ ])(?:https?://|doi:)(?:[^\s{}\\]|\\[_%&#])+")
_BREAKS = regex(r"(?<=[A-Za-z0-9])(/|\.|-|\\_)(?=[A-Za-z0-9])")


class Item(NamedTuple):
    """An entry of the list, with what natbib is told of it: who, and when."""

    key: str
    label: str
    body: str
    names: str
    year: str


class Numbering(NamedTuple):
    """How the numbers of a list look: "[", "]"; `widest` is the longest number."""

    before: str
    after: str
    widest: str
    in_order: bool


def items_of(entries: Iterable[Entry], said: Mapping[str, tuple[str, str]]) -> Iterator[Item]:
    """The entries, each with the names and the year that are said of it."""
    for entry in entries:
        names, year = said.get(entry.id, ("", ""))
        body = entry.body if entry.label else entry.text
        yield Item(_key(entry.id), entry.label, _breaking(body), set_by_all(names), year)


def _key(key: str) -> str:
    """A key that is one for TeX; what \\cite cannot write is written by its number."""
    return UNSAFE_KEY.sub(lambda match: f":{ord(match[0]):x}:", key)


def _numbering(items: Sequence[Item]) -> Numbering | None:
    """How the list is numbered; None where it is not."""
    found = [_IN_NUMBERED.fullmatch(item.label) for item in items]
    if not items or not all(found):
        return None
    parts = [match.groups() for match in found if match is not None]
    before, _, after = parts[0]
    if any((one, other) != (before, after) for one, _, other in parts):
        before, after = "", ""
    numbers = [number for _, number, _ in parts]
    in_order = numbers == [str(place) for place in range(1, len(items) + 1)]
    return Numbering(before, after, max(numbers, key=len), in_order)


def plain_list(items: Sequence[Item], style: Style) -> Iterator[str]:
    """The list for LaTeX's own commands and for natbib's."""
    numbering = _numbering(items)
    yield _HYPERREF
    yield "\\expandafter\\ifx\\csname NAT@parse\\endcsname\\relax"
    yield "  \\def\\citexitem#1#2#3#4{\\bibitem#1{#4}}%"
    yield from (f"  {line}" for line in _looks(numbering, _labelled(items), style))
    yield "\\else"
    yield "  \\def\\citexitem#1#2#3#4{\\bibitem[{{#2}(#3)}]{#4}}\\def\\citexindent{}%"
    if numbering is not None:
        yield f"  \\def\\bibnumfmt#1{{{numbering.before}#1{numbering.after}}}%"
    yield "\\fi"
    widest = numbering.widest if numbering else max((i.label for i in items), key=len, default="")
    yield f"\\begin{{thebibliography}}{{{widest}}}\\citexindent"
    for item in items:
        label = ""
        if numbering is None:
            label = f"[{{{item.label or _told(item)}}}]"
        elif not numbering.in_order:
            match = _IN_NUMBERED.fullmatch(item.label)
            label = f"[{match[2]}]" if match else ""
        yield f"\\citexitem{{{label}}}{{{item.names}}}{{{item.year}}}{{{item.key}}}"
        yield f"{item.body}\n"
    yield "\\end{thebibliography}"
    yield "\\endgroup"


def _labelled(items: Sequence[Item]) -> bool:
    return any(item.label for item in items)


def _told(item: Item) -> str:
    """What LaTeX's own \\cite prints in its brackets for a work of a list without numbers."""
    return ", ".join(part for part in (item.names, item.year) if part)


def _looks(numbering: Numbering | None, labelled: bool, style: Style) -> Iterator[str]:
    """How LaTeX sets the labels and the margin of its list."""
    define = "\\expandafter\\def\\csname @biblabel\\endcsname#1"
    if numbering is not None:
        yield f"{define}{{{numbering.before}#1{numbering.after}}}\\def\\citexindent{{}}%"
    elif labelled:
        yield f"{define}{{#1}}\\def\\citexindent{{}}%"
    else:
        margin = "\\kern1.5em" if _hanging(style) else ""
        gap = "" if margin else "\\labelsep0pt"
        yield f"{define}{{{margin}}}{gap}\\def\\citexindent{{\\itemindent-\\leftmargin}}%"


def _hanging(style: Style) -> bool:
    return bool(style.bibliography and style.bibliography.hanging_indent)


def package_list(entries: Iterable[Entry], style: Style) -> Iterator[str]:
    """The list for citex.sty, whose citations lead to its entries."""
    listed = list(entries)
    if not listed:
        return
    labelled = any(entry.label for entry in listed)
    widest = max((entry.label for entry in listed), key=len)
    yield "\\begingroup"
    yield from _looks(None, labelled, style)
    yield f"\\begin{{thebibliography}}{{{widest}}}\\citexindent"
    for entry in listed:
        body = entry.body if entry.label else entry.text
        body = body.removeprefix(anchor("latex", anchor_of("ref", entry.id)))
        yield f"\\citexentry{{{entry.label}}}{{{anchor_of('ref', entry.id)}}}"
        yield f"{_breaking(body)}\n"
    yield "\\end{thebibliography}"
    yield "\\endgroup"


def set_by_all(text: str) -> str:
    """The text with its signs of mathematics, and Greek letters that stand alone, as TeX has them.

    pdfLaTeX has no other way to set them, and few text fonts do.

    >>> print(set_by_all("β-amyloid ≤ −4, Αθήνα"))
    {$\\beta$}-amyloid {$\\leq$} {$-$}4, Αθήνα
    """
    return text if text.isascii() else _SIGNS.sub(_sign, text)


_SIGNS = regex(
    r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u0391-\u03c9\u03d1\u03d5\u03f5](?![\u0370-\u03ff\u1f00-\u1fff])"
    r"|[\u2032\u2033\u2060\u207a-\u207f\u2080-\u208e\u2113\u2190-\u22ff]"
)
_WRITTEN = {"\u2032": "{$'$}", "\u2033": "{$''$}", "\u2060": "", "\u2212": "{$-$}"}


def _sign(match: re.Match[str]) -> str:
    found = _WRITTEN.get(match[0])
    return to_ascii(match[0]) if found is None else found


def _breaking(text: str) -> str:
    """The text, whose addresses may go on in the next line."""

    def broken(match: re.Match[str]) -> str:
        return match[0] if match[1] else _BREAKS.sub(r"\1\\allowbreak{}", match[0])

    return _ADDRESS.sub(broken, set_by_all(text))
