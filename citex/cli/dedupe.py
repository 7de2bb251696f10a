"""`citex dedupe`: the same work from several sources, merged; preprint and article linked."""

from __future__ import annotations

import argparse
import copy
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from citex.cli._arguments import add_conversion
from citex.cli._common import Run, formatter_of, look, write
from citex.cli._language import told
from citex.cli._messages import progress, say
from citex.duplicates import THRESHOLD, Match, dedupe
from citex.model import Paper

USAGE = "citex dedupe FILE ... [-t FORMAT|STYLE] [-o FILE] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_conversion(parser, "by the suffix of -o, or CSL-JSON, which keeps the sources")
    parser.add_argument(
        "--versions", choices=("link", "merge"), default="link",
        help="what to do with a preprint and its article (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--threshold", type=_score, default=THRESHOLD, metavar="SCORE",
        help="from which score, 0 to 1, two records are the same (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--report", action="store_true", help="say which records match, how surely, and why"
    )

    parser.add_argument(
        "--json", action="store_true",
        help="the report on standard output, one match a line, for scripts; the works go to -o",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Read all, merge, write; the exit status."""
    call = Run(quiet=args.quiet)
    papers, sources = _read(args, call)
    to = formatter_of(args, "csljson")
    if not papers:
        return call.status()
    found: list[Match] = []
    progress.begin(f"comparing {len(papers):,} records", quiet=args.quiet)
    works = dedupe(
        papers,
        versions=args.versions,
        threshold=args.threshold,
        sources=sources,
        matches=found,
    )
    for match in found:
        first, second = sources[match.first], sources[match.second]
        if args.json:
            print(_line(match, first, second))
        elif args.report:
            verb = told("is a version of" if match.kind == "version" else "is")
            say(f"{match.score:.3f}: {second} {verb} {first}: {match.reason}")
            for sign in match.signs:
                say(f"  {sign.factor:.2f} {sign.variable}: {told(sign.said)}")
    if args.target or not args.json:
        write(works, to, args.target, call)
    sys.stdout.flush()
    if not args.quiet:
        say(f"{len(papers)} records, {len(works)} works")
    return call.status()


def _line(match: Match, first: str, second: str) -> str:
    return json.dumps(
        {
            "record": second,
            "match": first,
            "kind": match.kind,
            "score": round(match.score, 3),
            "reason": match.reason,
            "signs": [
                {"variable": name, "factor": round(factor, 3), "said": said}
                for name, factor, said in match.signs
            ],
        },
        ensure_ascii=False,
    )


def _read(args: argparse.Namespace, call: Run) -> tuple[list[Paper], Sequence[str]]:
    """All papers, and where each is from: its file and its id."""
    papers: list[Paper] = []
    sources: list[str] = []
    look(args)
    names = args.inputs or ["-"]
    told_apart = len({Path(name).name for name in names}) == len(names)
    every = [(name, call.papers(_only(args, name))) for name in names]
    for name, found in every:
        for number, paper in enumerate(found, start=1):
            papers.append(paper)
            place = "" if name == "-" else f"{Path(name).name if told_apart else name}:"
            sources.append(f"{place}{paper.id or number}")
    return papers, sources


def _only(args: argparse.Namespace, name: str) -> argparse.Namespace:
    one = copy.copy(args)
    one.inputs = [name]
    return one


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError("a score is above 0 and at most 1")
    return value
