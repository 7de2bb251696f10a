"""The .bbl: the list of references, and what each citation prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from citex._late import regex
from citex._version import __version__
from citex.csl import Citation, Cite
from citex.csl.nodes import Style
from citex.csl.output.latex import escape
from citex.csl.output.links import anchor, anchor_of
from citex.csl.process.cites import Entry
from citex.document import Document
from citex.manuscripts.latex.arguments import APART, Command, citation_of, command_named
from citex.manuscripts.latex.run import Run
from citex.model import Paper

_HYPERREF = (
    "\\providecommand{\\href}[2]{#2}\\providecommand{\\hyperlink}[2]{#2}"
    "\\providecommand{\\hypertarget}[2]{#2}%"
)
"""What hyperref defines, where the document does not load it."""

_UNSAFE_KEY = regex(r"[\x00-\x20\\{}%#~^$,\"'()=\[\]\x7f]")
_IN_NUMBERED = regex(r"(\D*)(\d+)(\D*)")
_COMMANDS = regex(r"\\[A-Za-z]+ ?|\\.|[{}~]")
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


def plain_bbl(run: Run, style: Style, library: Mapping[str, Paper], **options: Any) -> str:
    """The .bbl for LaTeX's own \\cite and for natbib's commands."""
    cited = [Citation([Cite(key) for key in one.keys]) for one in run.citations]
    document = _document(run, style, library, cited, **options)
    entries = document.bibliography(anchors=False)
    items = list(_items(entries, _said_of(style, library, [one.id for one in entries], **options)))
    numbering = _numbering(items)
    return "\n".join([*_head(style, run), *_plain_list(items, numbering, style), ""])


def package_bbl(run: Run, style: Style, library: Mapping[str, Paper], **options: Any) -> str:
    """The .bbl for citex.sty: what each citation prints, and the list."""
    notes = style.class_ == "note"
    asked = sorted(run.citations, key=lambda one: command_named(one.command).mode in APART)
    cited = [citation_of(one, notes=notes) for one in asked]
    document = _document(run, style, library, cited, **options)
    entries = document.bibliography()
    by_key = {entry.id: entry for entry in entries}
    lines = []
    for one, placed in zip(asked, document.citations, strict=True):
        mark = anchor("latex", anchor_of("cite", placed.id))
        in_text, in_note = placed.in_text.removeprefix(mark), placed.in_note.removeprefix(mark)
        command = command_named(one.command)
        if command.mode == "entry":
            known = [_whole(by_key[key]) for key in one.keys if key in by_key]
            in_text = "; ".join(known) or (in_text or in_note).removesuffix(".")
            in_note = ""
        in_text, in_note = _placed(command, in_text, in_note)
        lines.append((one.serial, f"\\citexdefine{{{one.serial}}}{{{in_text}}}{{{in_note}}}%"))
    defined = [line for _, line in sorted(lines)]
    listed = _package_list(entries, style)
    return "\n".join([*_head(style, run), *defined, "\\citexlist", *listed, ""])


def _whole(entry: Entry) -> str:
    """A reference within a sentence: without its number, its anchor and the stop at its end."""
    text = entry.body if entry.label else entry.text
    return text.removeprefix(anchor("latex", anchor_of("ref", entry.id))).removesuffix(".")


def _placed(command: Command, in_text: str, in_note: str) -> tuple[str, str]:
    """What stands in the text and what in a footnote, as the command wants it."""
    if command.plain:
        in_text = _bare(in_text)
    if command.foot and in_text and not in_note:
        return "", in_text
    return in_text, in_note


def _bare(text: str) -> str:
    """A citation without the brackets around it."""
    for opening, ending in ("()", "[]", "（）", "［］"):
        if text.startswith(opening) and text.endswith(ending):
            return text[1:-1]
    head, opening, tail = text.rpartition(" (")
    if opening and tail.endswith(")"):
        return f"{head} {tail[:-1]}"
    return text


def _document(
    run: Run,
    style: Style,
    library: Mapping[str, Paper],
    cited: Sequence[Citation],
    **options: Any,
) -> Document:
    """The document of a run, with all that it cites or lists without citing."""
    nocite = [key for one in run.nocite for key in one.keys]
    wanted = {cite.id for one in cited for cite in one.cites}.union(nocite)
    papers = [p for key, p in library.items() if "*" in wanted or key in wanted]
    return Document(papers, style, citations=cited, nocite=nocite, output="latex", **options)


def _head(style: Style, run: Run) -> Iterator[str]:
    name = escape(style.name or style.title)
    yield f"% Written by citex {__version__}, in the style {name}; the next run writes it anew."
    yield "\\begingroup" if not run.package else "% For citex.sty."


# -- who and when ------------------------------------------------------------------------------


def _said_of(
    style: Style, library: Mapping[str, Paper], keys: Sequence[str], **options: Any
) -> dict[str, tuple[str, str]]:
    """The names and the year that the style's citations print for each work, as natbib has them."""
    options = {**options, "links": False}
    asked = [Citation([Cite(key, position="first")], mode=mode, note=0)
             for mode in ("author-only", "year-only") for key in keys]  # fmt: skip
    papers = [library[key] for key in keys]
    document = Document(papers, style, citations=asked, output="latex", **options)
    said = [one.in_text or one.text for one in document]
    return {key: (names, _year(year))
            for key, names, year in zip(keys, said, said[len(keys) :], strict=False)}  # fmt: skip


def _year(text: str) -> str:
    """A year that natbib can take to pieces: it looks at its letters one by one.

    >>> _year("[1936] 1950a"), _year("\\\\textit{n.d.}"), _year("(1990) 2020")
    ('[1936] 1950a', 'n.d.', '[1990] 2020')
    """
    return _COMMANDS.sub("", text).replace("(", "[").replace(")", "]").strip()


# -- the list ----------------------------------------------------------------------------------


def _items(entries: Iterable[Entry], said: Mapping[str, tuple[str, str]]) -> Iterator[Item]:
    for entry in entries:
        names, year = said.get(entry.id, ("", ""))
        body = entry.body if entry.label else entry.text
        yield Item(_key(entry.id), entry.label, _breaking(body), names, year)


def _key(key: str) -> str:
    """A key that is one for TeX; what \\cite cannot write is written by its number."""
    return _UNSAFE_KEY.sub(lambda match: f":{ord(match[0]):x}:", key)


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


def _plain_list(items: Sequence[Item], numbering: Numbering | None, style: Style) -> Iterator[str]:
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


def _package_list(entries: Iterable[Entry], style: Style) -> Iterator[str]:
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


def _breaking(text: str) -> str:
    """The text, whose addresses may go on in the next line."""

    def broken(match: Any) -> str:
        return match[0] if match[1] else _BREAKS.sub(r"\1\\allowbreak{}", match[0])

    return _ADDRESS.sub(broken, text)


__all__ = ["package_bbl", "plain_bbl"]
