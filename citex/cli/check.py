"""`citex check`: what is missing, odd or would be lost."""

from __future__ import annotations

import argparse
import sys
from typing import get_args

import msgspec

from citex.checks import DiagnosticKind, check
from citex.cli._common import Run, add_inputs, formatter


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER", help="a format (what it would lose) or a style"
    )
    parser.add_argument(
        "--kind",
        dest="kinds",
        metavar="KIND",
        action="append",
        choices=get_args(DiagnosticKind),
        help="these only, may be repeated: " + ", ".join(get_args(DiagnosticKind)),
    )
    parser.add_argument("--json", action="store_true", help="one diagnostic a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """Print what was found, paper by paper; the exit status says whether all could be read."""
    chosen = formatter(args.to) if args.to else None
    call = Run(quiet=True)
    for diagnostic in check(call.papers(args), chosen):
        if args.kinds and diagnostic.kind not in args.kinds:
            continue
        if args.json:
            sys.stdout.write(msgspec.json.encode(diagnostic).decode("utf-8") + "\n")
        else:
            print(" ".join(str(diagnostic).split()))  # an id may hold line ends
    return call.status()
