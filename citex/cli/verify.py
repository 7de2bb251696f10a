"""`citex verify`: whether references exist and are right, and what became of the works."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator

from citex.cli._arguments import add_conversion
from citex.cli._common import Formatter, Run, formatter_of, output, write
from citex.cli._language import told
from citex.cli._messages import progress, readable, say
from citex.cli._network import add_network, network
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal
from citex.errors import CitexError, Problem, escaped
from citex.files import same_file
from citex.verification import Verdict, verdicts_on
from citex.verification.reports import REPORTS, lines

USAGE = "citex verify [FILE ...] [--report text|json|sarif|html] [-o FILE] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_conversion(parser, "by the suffix of -o, or CSL-JSON; for --fix")
    parser.add_argument(
        "--report", choices=("text", *REPORTS),
        help="the report: for people, a line of JSON each, SARIF, or a page (else by the suffix of "
        "-o, or text)",
    )  # fmt: skip
    parser.add_argument(
        "--all", dest="every", action="store_true", help="say also which references are right"
    )
    parser.add_argument(
        "--fix", action="store_true",
        help="write the references with what is certain put right, and say what was changed",
    )  # fmt: skip
    add_network(parser)


def run(args: argparse.Namespace) -> int:
    """Look each reference up; 0 where all are right, 1 where one is not, 2 where none could be."""
    args.report = args.report or _report_of(args)
    if args.fix and args.report != "text":
        raise CitexError("--fix writes references: the report is text then, on standard error")
    if args.target and not args.fix and any(same_file(args.target, one) for one in args.inputs):
        raise CitexError(f"{args.target}: is an input; give another file for the report")
    to = formatter_of(args, "csljson") if args.fix else None
    options = network(args)
    call = Run(quiet=args.quiet)
    warnings: list[Problem] = []
    papers = call.papers(args)
    progress.begin("asking", quiet=args.quiet)
    found = _counted(verdicts_on(papers, index=args.index, warnings=warnings, **options))
    verdicts: list[Verdict] = []
    if args.fix:
        verdicts = list(found)
        assert to is not None
        _fix(verdicts, to, args, call)
    elif args.report == "text":
        terminal = Terminal.of(sys.stdout)
        with output(args.target) as stream:
            for verdict in found:
                verdicts.append(verdict)
                if args.every or verdict.kind != "agrees":
                    with progress.away():
                        for number, line in enumerate(lines(verdict, told)):
                            shown = "    " * (number > 0) + readable(escaped(line.lstrip()))
                            if args.target is None and not number:
                                shown = terminal.mark(shown, BOLD if verdict.is_fault else DIM)
                            print(shown, file=unguarded(stream) if args.target is None else stream)
    else:
        with output(args.target) as stream:
            for piece in REPORTS[args.report](_kept(found, verdicts), call.inputs):
                stream.write(piece)
    sys.stdout.flush()
    for problem in warnings:
        say(f"warning: {problem}")
    if not call.done:
        return 2
    if not args.quiet:
        say(_summary(verdicts))
    unchecked = sum(verdict.kind == "unchecked" for verdict in verdicts)
    if unchecked == len(verdicts):
        return 2
    return 1 if call.failed or unchecked or any(one.is_fault for one in verdicts) else 0


def _report_of(args: argparse.Namespace) -> str:
    """The report that is meant by the suffix of its file."""
    suffix = os.path.splitext(args.target or "")[1].lower().lstrip(".")
    named = {"htm": "html", "jsonl": "json"}.get(suffix, suffix)
    return named if named in REPORTS and not args.fix else "text"


def _counted(verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    for number, verdict in enumerate(verdicts, start=1):
        progress.doing = f"{number:,}"
        yield verdict


def _kept(verdicts: Iterator[Verdict], kept: list[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        kept.append(verdict)
        yield verdict


def _fix(verdicts: list[Verdict], to: Formatter, args: argparse.Namespace, call: Run) -> None:
    """Write the references with what is certain put right, and say what was changed."""
    for verdict in verdicts:
        if verdict.kind != "agrees" and not args.quiet:
            for line in lines(verdict, told):
                say(line)
    write([verdict.fixed for verdict in verdicts], to, args.target, call)


def _summary(verdicts: list[Verdict]) -> str:
    counted = Counter(verdict.kind for verdict in verdicts)
    said = ", ".join(f"{told(kind)} {number}" for kind, number in counted.most_common())
    return f"{len(verdicts)} reference{'s' * (len(verdicts) != 1)}: {said}"
