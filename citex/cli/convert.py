"""`citex convert`: papers in one format to another, or to a reference list."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from citex import api
from citex.cli._common import (
    Run,
    add_inputs,
    add_notices,
    add_options,
    add_output,
    formatter,
    is_data,
    options,
    output,
    say,
)
from citex.errors import CitexError
from citex.formats import Format
from citex.formats.loss import losses
from citex.model import Paper


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    add_output(parser)
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER", help="a file format, a citation style, a .csl file"
    )
    parser.add_argument(
        "--output",
        default="text",
        metavar="KIND",
        help="for styles: text, html, markdown, rtf, latex, typst (default: text)",
    )
    parser.add_argument("--locale", metavar="TAG", help="for styles: the locale, e.g. de-DE")
    add_notices(parser)
    parser.add_argument("--engine", default="citex", help=argparse.SUPPRESS)
    parser.add_argument(
        "--report", action="store_true", help="say what was mended and what the format cannot hold"
    )
    parser.add_argument(
        "--read-option",
        dest="read_options",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the reader; may be repeated",
    )
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Convert; the exit status."""
    if args.to is None and args.target is None:
        raise CitexError("name what to write: -t FORMATTER (`citex formats`, `citex styles QUERY`)")
    name = args.to or api.writer_for(Path(args.target))
    chosen = formatter(name)
    call = Run(quiet=args.quiet)
    papers = call.papers(args, **options(args.read_options))
    first = next(papers, None)
    if first is None:
        return call.status()
    papers = itertools.chain([first], papers)
    if args.report:
        papers = _reported(papers, chosen, args)
    with output(args.target, call, data=is_data(chosen, args.output)) as stream:
        for text in _texts(papers, chosen, args):
            stream.write(text)
        stream.flush()
    return call.status()


def _texts(
    papers: Iterable[Paper], chosen: Format | str | Path, args: argparse.Namespace
) -> Iterable[str]:
    if not isinstance(chosen, Format):
        return _list(papers, chosen, args)
    if args.output != "text":
        raise CitexError(f"--output {args.output}: {chosen.name!r} is a file format, not a style")
    if args.notices:
        raise CitexError(f"--notices: {chosen.name!r} is a file format, not a style")
    return api.pieces(papers, chosen, **options(args.options))


def _list(papers: Iterable[Paper], style: str | Path, args: argparse.Namespace) -> Iterator[str]:
    processor = api.processor(
        style,
        output=args.output,
        locale=args.locale,
        engine=args.engine,
        **({"notices": True} if args.notices else {}),
        **options(args.options),
    )
    found = list(papers)
    refs = processor.bibliography(found)
    printed = {entry.id for entry in refs}
    for paper in found:
        if paper.id not in printed and not args.quiet:
            say(f"warning: {paper.id}: the style prints no reference to it")
    text = str(refs)
    yield text if text.endswith("\n") else text + "\n"


def _reported(
    papers: Iterable[Paper], chosen: Format | str | Path, args: argparse.Namespace
) -> Iterator[Paper]:
    for paper in papers:
        for remark in paper.remarks:
            say(f"{remark.kind}: {paper.id}: {remark}")
        if isinstance(chosen, Format):
            for loss in losses([paper], chosen, **options(args.options)):
                say(f"{loss.kind}: {loss}")
        yield paper
