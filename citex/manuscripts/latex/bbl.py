"""The .bbl: the list of references, and what each citation prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citex._late import regex
from citex._version import __version__
from citex.csl import Citation, Cite
from citex.csl.nodes import Style
from citex.csl.output.latex import escape
from citex.csl.output.links import anchor, anchor_of
from citex.csl.process.cites import Entry
from citex.document import Document
from citex.manuscripts.latex.arguments import APART, Command, citation_of, command_named
from citex.manuscripts.latex.listing import items_of, package_list, plain_list, set_by_all
from citex.manuscripts.latex.run import Run
from citex.manuscripts.latex.takeover import taking_over
from citex.model import Paper

_COMMANDS = regex(r"\\[A-Za-z]+ ?|\\.|[{}~]")


def plain_bbl(run: Run, style: Style, library: Mapping[str, Paper], **options: Any) -> str:
    """The .bbl for LaTeX's own \\cite and for natbib's commands."""
    asked = dict.fromkeys(one.keys for one in run.citations)  # cited again changes no list
    cited = [Citation([Cite(key) for key in keys]) for keys in asked]
    document = _document(run, style, library, cited, **options)
    entries = document.bibliography(anchors=False)
    items = list(
        items_of(entries, _said_of(style, library, [one.id for one in entries], **options))
    )
    return "\n".join([*_head(style, run), *plain_list(items, style), ""])


def package_bbl(run: Run, style: Style, library: Mapping[str, Paper], **options: Any) -> str:
    """The .bbl for citex.sty: what each citation prints, and the list."""
    notes = style.class_ == "note"
    asked = sorted(run.citations, key=lambda one: command_named(one.command).mode in APART)
    spoken = [tag for tag in (options.get("locale"), style.default_locale) if tag]
    cited = [citation_of(one, spoken, notes=notes) for one in asked]
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
        in_text, in_note = map(set_by_all, _placed(command, in_text, in_note))
        lines.append((one.serial, f"\\citexdefine{{{one.serial}}}{{{in_text}}}{{{in_note}}}%"))
    defined = [line for _, line in sorted(lines)]
    listed = package_list(entries, style)
    begun = [*taking_over(run, document.papers), *_head(style, run)]
    return "\n".join([*begun, *defined, "\\citexlist", *listed, ""])


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
    if not (run.package or run.biblatex):
        yield "\\begingroup"


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


__all__ = ["package_bbl", "plain_bbl"]
