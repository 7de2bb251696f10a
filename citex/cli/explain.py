"""`citex explain`: what a diagnostic means, why it matters, and how to mend it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import msgspec

from citex.checks.chinese import explained
from citex.checks.codes import Code, code, codes
from citex.cli._language import spoken, told
from citex.cli._messages import progress
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal, padded

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
    if spoken() == "zh":
        found = list(map(explained, found))
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
        yield terminal.text(f"{one.name} ({told(one.severity)})", BOLD)
        yield terminal.text(f"{one.summary}{_STOP[spoken()]}")
        for label, text in (("why", one.why), ("mend", one.mend), ("example", one.example)):
            yield terminal.text(f"{told(label)}: {text}", "", "  ")


def _listed(found: list[Code], terminal: Terminal) -> Iterator[str]:
    wide = max(len(one.name) for one in found)
    code, severity, meaning = told("CODE"), padded(told("SEVERITY"), 8), told("MEANING")
    yield terminal.text(f"{padded(code, wide)}  {severity}  {meaning}", DIM)
    for one in found:
        severity = padded(told(one.severity), 8)
        yield terminal.text(f"{one.name:<{wide}}  {severity}  {one.summary}")


_STOP = {"en": ".", "zh": "。"}
