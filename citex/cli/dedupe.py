"""`citex dedupe`: the same work from several sources, merged; preprint and article linked."""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from pathlib import Path

from citex import api
from citex.cli._common import (
    Run,
    add_inputs,
    add_options,
    add_output,
    formatter,
    is_data,
    options,
    output,
    say,
)
from citex.duplicates import THRESHOLD, Match, dedupe
from citex.formats import Format
from citex.model import Paper


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    add_output(parser)
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER",
        help="what to write (else by the suffix of -o, or CSL-JSON, which keeps the sources)",
    )  # fmt: skip
    add_options(parser)
    parser.add_argument(
        "--versions", choices=("link", "merge"), default="link",
        help="what to do with a preprint and its article (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--threshold", type=_score, default=THRESHOLD, metavar="SCORE",
        help="from which score, 0 to 1, two records are the same (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--report", action="store_true", help="say which records match, by what, and how surely"
    )


def run(args: argparse.Namespace) -> int:
    """Read all, merge, write; the exit status."""
    name = args.to or (api.writer_for(Path(args.target)) if args.target else "csljson")
    chosen = formatter(name)
    call = Run(quiet=args.quiet)
    papers, sources = _read(args, call)
    if not papers:
        return call.status()
    found: list[Match] = []
    works = dedupe(
        papers,
        versions=args.versions,
        threshold=args.threshold,
        sources=sources,
        report=found,
    )
    if args.report:
        for match in found:
            verb = "is a version of" if match.kind == "version" else "is"
            first, second = sources[match.first], sources[match.second]
            say(f"{match.score:.3f}: {second} {verb} {first}: {match.reason}")
    given = options(args.options)
    with output(args.target, call, data=is_data(chosen, given.get("output", "text"))) as stream:
        if isinstance(chosen, Format):
            stream.writelines(api.pieces(works, chosen, **given))
        else:
            text = str(api.bibliography(works, chosen, **given))
            stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()
    if not args.quiet:
        say(f"{len(papers)} records, {len(works)} works")
    return call.status()


def _read(args: argparse.Namespace, call: Run) -> tuple[list[Paper], Sequence[str]]:
    """All papers, and where each is from: its file and its id."""
    papers: list[Paper] = []
    sources: list[str] = []
    for name in args.inputs or ["-"]:
        one = copy.copy(args)
        one.inputs = [name]
        for number, paper in enumerate(call.papers(one), start=1):
            papers.append(paper)
            place = "" if name == "-" else f"{Path(name).name}:"
            sources.append(f"{place}{paper.id or number}")
    return papers, sources


def _score(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError("a score is above 0 and at most 1")
    return value
