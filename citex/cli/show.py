"""`citex show`: the citation dialog of each paper, in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping

from citex import api, dialog
from citex._late import json
from citex.cli import _config
from citex.cli._arguments import add_citations, add_inputs, add_notices
from citex.cli._clipboard import copy
from citex.cli._common import Run
from citex.cli._language import told
from citex.cli._messages import progress, say
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal
from citex.cli._typed import typed, typed_styles
from citex.dialog import facts
from citex.dialog.files import citation, citation_name
from citex.errors import CitexError
from citex.model import Paper
from citex.stylebook import Named
from citex.text.richtext.runs import plain

USAGE = "citex show [FILE ...] [options]"

RULE = "─"
_STATES = {"retracted": "RETRACTED", "withdrawn": "WITHDRAWN", "concern": "EXPRESSION OF CONCERN"}


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    add_citations(parser, dialog.CITATIONS)
    parser.add_argument(
        "--copy", metavar="STYLE", help="put the citations in this style on the clipboard"
    )
    add_notices(parser)
    parser.add_argument("--json", action="store_true", help="one paper a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """Show the papers; the exit status."""
    call = Run(quiet=args.quiet)
    papers = call.papers(args)
    if args.copy:
        return _copied(papers, typed(args.copy, args.styles), call, notices=bool(args.notices))
    with _config.blamed(args, "citations"):
        names = {style: citation_name(style) for style in typed_styles(args.citations, args.styles)}
    terminal = Terminal.of(sys.stdout)
    first = True
    for paper in papers:
        try:
            notices = bool(args.notices)
            text = (
                _json(paper, names, notices)
                if args.json
                else "\n".join(_dialog(paper, names, notices, terminal))
            )
        except CitexError as error:
            call.fail(f"{paper.id}: {error}")
            call.done -= 1
            continue
        if not args.json and not first:
            rule = RULE * min(terminal.width, 72) + "\n" if terminal.width else ""
            text = f"\n{rule}\n{text}"
        first = False
        # the dialog is harmless already, and has our own codes for italics
        stream = sys.stdout if args.json else unguarded(sys.stdout)
        with progress.away():
            print(text, file=stream, flush=True)
    return call.status()


def _copied(papers: Iterable[Paper], style: Named, call: Run, *, notices: bool) -> int:
    name = citation_name(style)
    text = "\n".join(api.format_one(paper, style, notices=notices) for paper in papers)
    if not text:
        return call.status()
    try:
        copy(text)
    except CitexError as error:
        print(text, flush=True)
        say(f"{error}; the text was printed instead")
        return 1
    say(f"on the clipboard: {name}, {call.done} reference{'s' if call.done != 1 else ''}")
    return call.status()


def _dialog(
    paper: Paper, names: Mapping[Named, str], notices: bool, terminal: Terminal
) -> Iterator[str]:
    yield terminal.text(plain(paper.title or "") or told("(untitled)"), BOLD)
    for _, title in facts.translated_titles(paper):
        yield terminal.text(plain(title))
    people = facts.people(paper)
    if people:
        yield terminal.text(facts.mark_between(people).join(people))
    source, link = _source(paper), facts.address(paper)
    if source:
        yield (
            terminal.linked(source, link[1], link[0], DIM) if link else terminal.text(source, DIM)
        )
    metrics = _metrics(paper)
    if metrics:
        yield terminal.text(metrics)
    for message in (*map(_STATES.__getitem__, facts.states(paper)), *facts.status(paper)):
        yield terminal.text(f"! {told(message)}", BOLD)
    for style, name in names.items():
        yield ""
        yield terminal.text(name, BOLD)
        output = "html" if terminal.styled else "text"
        found = api.format_one(paper, style, output=output, notices=notices)
        if terminal.styled:
            from citex.cli._html import shown

            yield shown(found, terminal, "  ")
        else:
            yield terminal.text(found, "", "  ")
    yield ""
    yield _exports(terminal)


def _source(paper: Paper) -> str:
    container = plain(paper.container_title or paper.publisher or "")
    found = facts.address(paper)
    parts = (
        container,
        str(paper.issued or ""),
        facts.locator(paper),
        found[1] if found else "",
    )
    return " · ".join(part for part in parts if part)


def _metrics(paper: Paper) -> str:
    """The metrics as the search site writes them: "IF 8.4 2区 医学 Q1 ALLERGY"."""
    line = " ".join(facts.metrics(paper))
    cited = facts.citation_count(paper)
    cited = told(f"cited {'once' if cited == '1' else f'{cited} times'}") if cited else ""
    return " · ".join(part for part in (line, cited) if part)


def _exports(terminal: Terminal) -> str:
    names = ", ".join(dialog.EXPORTS)
    return terminal.text(told(f"Export: {names} (citex convert INPUT -t FORMAT)"), DIM)


def _json(paper: Paper, names: Mapping[Named, str], notices: bool) -> str:
    given = {style: citation(paper, style, notices=notices) for style in names}
    record = {
        "id": paper.id,
        "title": paper.title,
        "people": facts.people(paper),
        "source": _source(paper),
        "metrics": paper.custom.get("metrics", {}),
        "status": [*facts.states(paper), *facts.status(paper)],
        "citations": [
            {"style": str(style), "name": names[style], "text": found.text, "html": found.html}
            for style, found in given.items()
        ],
    }
    return json.dumps(record, ensure_ascii=False)
