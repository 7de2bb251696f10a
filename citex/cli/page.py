"""`citex page`: the citation dialog as one HTML file."""

from __future__ import annotations

import argparse

from citex import dialog
from citex.cli import _config, _meant
from citex.cli._arguments import add_citations, add_inputs, add_notices, add_output
from citex.cli._common import Run, output
from citex.cli._messages import progress
from citex.cli._typed import typed_styles, words
from citex.dialog.files import citation_name, export_format
from citex.errors import CitexError

USAGE = "citex page [FILE ...] -o FILE [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    add_output(parser)
    add_citations(parser, dialog.CITATIONS)
    parser.add_argument(
        "--exports",
        metavar="FORMAT,...",
        default=",".join(dialog.EXPORTS),
        help="the file formats offered (default: %(default)s)",
    )
    parser.add_argument("--title", help="the page's title")
    parser.add_argument(
        "--lang",
        choices=sorted(dialog.TAGS),
        help="the interface's language (default: the browser's)",
    )
    parser.add_argument(
        "--fragment", action="store_true", help="only the dialog, to place in a page of your own"
    )
    add_notices(parser)


def run(args: argparse.Namespace) -> int:
    """Write the page; the exit status."""
    call = Run(quiet=args.quiet)
    found = call.papers(args)
    if args.target is not None and (fault := _meant.page(args.target, args)):
        raise CitexError(fault)
    papers = list(found)
    if not papers:
        return call.status()
    progress.begin(f"making a page of {len(papers):,} papers", quiet=args.quiet)
    make = dialog.dialog_fragment if args.fragment else dialog.page
    with _config.blamed(args, "citations"):
        citations = typed_styles(args.citations, args.styles)
        list(map(citation_name, citations))
    with _config.blamed(args, "exports"):
        exports = words(args.exports)
        list(map(export_format, exports))
    with _config.blamed(args, "lang"):
        html = make(
            papers,
            citations=citations,
            exports=exports,
            title=args.title,
            lang=args.lang,
            notices=bool(args.notices),
        )
    with output(args.target, call) as stream:
        stream.write(html)
        stream.flush()
    return call.status()
