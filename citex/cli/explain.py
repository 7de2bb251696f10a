"""`citex explain`: what a diagnostic means, why it matters, and how to mend it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import msgspec

from citex.checks.codes import Code, code, codes
from citex.cli._messages import progress
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal

USAGE = "citex explain [CODE ...]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "codes", nargs="*", metavar="CODE", help="as `citex check` prints it; none lists them all"
    )
    parser.add_argument("--json", action="store_true", help="one code a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """Explain the codes, or list them all; the exit status."""
    found = [code(name.strip("[]")) for name in args.codes] or list(codes().values())
    if args.json:
        for one in found:
            print(msgspec.json.encode(one).decode("utf-8"))
        return 0
    terminal = Terminal.of(sys.stdout)
    lines = _explained(found, terminal) if args.codes else _listed(found, terminal)
    progress.end()
    for line in lines:
        print(line, file=unguarded(sys.stdout))
    return 0


def _explained(found: list[Code], terminal: Terminal) -> Iterator[str]:
    for number, one in enumerate(found):
        if number:
            yield ""
        yield terminal.text(f"{one.name} ({one.severity})", BOLD)
        yield terminal.text(f"{one.summary}.")
        for label, text in (("why", one.why), ("mend", one.mend), ("example", one.example)):
            yield terminal.text(f"{label}: {text}", "", "  ")


def _listed(found: list[Code], terminal: Terminal) -> Iterator[str]:
    wide = max(len(one.name) for one in found)
    yield terminal.text(f"{'CODE':<{wide}}  SEVERITY  MEANING", DIM)
    for one in found:
        yield terminal.text(f"{one.name:<{wide}}  {one.severity:<8}  {one.summary}")
