"""`citex check`: what is missing, odd or would be lost."""

from __future__ import annotations

import argparse
import sys

import msgspec

from citex import registry
from citex.checks import check
from citex.cli._common import Run, add_inputs


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER", help="a format (what it would lose) or a style"
    )
    parser.add_argument("--json", action="store_true", help="one finding a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """Print the findings; the exit status."""
    chosen = registry.formatter_named(args.to) if args.to else None
    call = Run(quiet=True)
    for paper in call.papers(args):
        for finding in check(paper, chosen):
            if args.json:
                sys.stdout.write(msgspec.json.encode(finding).decode("utf-8") + "\n")
            else:
                print(finding)
    return call.status()
