"""`citex check`: what is missing, odd or would be lost."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from citex import api
from citex._late import json
from citex.checks import LANGUAGES, Diagnostic, DiagnosticKind, diagnostics, of_input
from citex.checks.chinese import in_chinese, line
from citex.checks.codes import chosen, of_problem
from citex.checks.rule import SEVERITIES
from citex.cli import _config, _language
from citex.cli._arguments import add_inputs
from citex.cli._common import Run, formatter
from citex.cli._messages import progress, readable, say
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal
from citex.cli._typed import words
from citex.errors import CitexError, Problem, escaped

USAGE = "citex check [FILE ...] [-t FORMAT|STYLE] [options]"

NEVER = "never"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_inputs(parser)
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER", help="a format (what it would lose) or a style"
    )
    parser.set_defaults(styles=None)
    parser.add_argument(
        "--select", metavar="CODE,...",
        help="these codes only; error, warning and note are all codes of that severity",
    )  # fmt: skip
    parser.add_argument("--ignore", metavar="CODE,...", help="not these codes")
    parser.add_argument(
        "--fail-on", choices=(*SEVERITIES, NEVER), default="warning",
        help="from which severity on a finding makes the exit status 1 (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--kind",
        dest="kinds",
        metavar="KIND",
        action="append",
        choices=get_args(DiagnosticKind),
        help="these only, may be repeated: " + ", ".join(get_args(DiagnosticKind)),
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="the language of what is said (default: the locale's)"
    )
    parser.add_argument("--json", action="store_true", help="one diagnostic a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """Print what was found, paper by paper; 0 where that is nothing, 1 where it is something."""
    if args.fail_on not in (*SEVERITIES, NEVER):  # of the configuration
        with _config.blamed(args, "fail_on"):
            raise CitexError(f"one of {', '.join((*SEVERITIES, NEVER))}, not {args.fail_on!r}")
    to = formatter(args.to, args.styles) if args.to else None
    with _config.blamed(args, "select"):
        selected = chosen(words(args.select)) if args.select else None
    with _config.blamed(args, "ignore"):
        ignored = chosen(words(args.ignore)) if args.ignore else frozenset[str]()
    call = _Checked(quiet=True)
    papers = call.papers(args)
    terminal = Terminal.of(sys.stdout)
    counted: Counter[str] = Counter()
    with _config.blamed(args, "lang"):
        lang = args.lang or ("en" if args.json and not _language.asked() else _language.spoken())
        found = diagnostics(papers, to, lang=lang)
    for diagnostic in call.all_of(found):
        lost = diagnostic.code in ("unreadable", "no-record")  # told whatever is selected
        if diagnostic.code in ignored or not (
            lost
            or (
                (selected is None or diagnostic.code in selected)
                and (not args.kinds or diagnostic.kind in args.kinds)
            )
        ):
            continue
        counted[diagnostic.severity] += 1
        with progress.away():
            if args.json:
                print(_json(diagnostic, call.file))
            else:
                place = f"{call.file}: " if len(args.inputs) > 1 else ""
                text = str(diagnostic)
                severity: str = diagnostic.severity
                bold = severity == "error"
                if lang == "zh":
                    if diagnostic.kind == "input":  # what the reader of the file found
                        diagnostic = in_chinese(diagnostic)
                    text, severity = line(diagnostic), _language.told(severity)
                text = ("" if diagnostic.kind == "input" else place) + text
                print(_line(text, severity, terminal, bold=bold), file=unguarded(sys.stdout))
    sys.stdout.flush()
    if not call.done:
        return 2
    if not args.quiet and not args.json:
        say(_summary(counted, call.done, lang))
    worst = SEVERITIES[: SEVERITIES.index(args.fail_on) + 1] if args.fail_on != NEVER else ()
    return 1 if any(counted[severity] for severity in worst) else 0


class _Checked(Run):
    """A call in which problems of the input are diagnostics, too."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self.found: list[Diagnostic] = []

    def all_of(self, diagnostics: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
        """What was found in the papers, and in their files where it comes up."""
        for diagnostic in diagnostics:
            yield from self._taken()
            yield diagnostic if diagnostic.paper else replace(diagnostic, paper=self._number)
        yield from self._taken()

    @property
    def file(self) -> str:
        """The file that is being read."""
        return next((name for name in self.inputs[-1:] if isinstance(name, str)), "-")

    @property
    def _number(self) -> str:
        """What a paper without an id is called."""
        return f"record {self.number}"

    def fail(self, message: str) -> None:
        """A file that cannot be read is a diagnostic, too."""
        self.failed += 1
        self.found.append(of_input(Problem(message=message), "unreadable"))

    def tell(self) -> None:
        """Keep the problems that have not been kept yet."""
        for problem in self.problems[self._said :]:
            name = of_problem(problem, api.NOTHING)
            if name != "id-twice":  # a rule says it
                self.found.append(of_input(problem, name))
        self._said = len(self.problems)

    def _taken(self) -> list[Diagnostic]:
        taken, self.found = self.found, []
        return taken


def _json(diagnostic: Diagnostic, file: str) -> str:
    """The file, and all fields of a diagnostic, those that are empty, too."""
    found = {name: getattr(diagnostic, name) for name in diagnostic.__struct_fields__}
    return json.dumps({"file": file, **found}, ensure_ascii=False, separators=(",", ":"))


def _line(text: str, severity: str, terminal: Terminal, *, bold: bool) -> str:
    """The diagnostic on one line: an id may hold line ends."""
    word = f"{severity}: "
    head, _, tail = readable(escaped(text)).partition(word)
    return head + terminal.mark(word, BOLD if bold else DIM) + tail


def _summary(counted: Counter[str], papers: int, lang: str) -> str:
    if lang == "zh":
        told = [f"{counted[one]} 个{_language.told(one)}" for one in SEVERITIES if counted[one]]
        if not told:
            return f"{papers} 条文献中没有发现问题"
        return f"{papers} 条文献中有 {'、'.join(told)}；`citex explain 代码` 说明如何处理"
    found = [
        f"{counted[severity]} {severity}{'s' * (counted[severity] != 1)}"
        for severity in SEVERITIES
        if counted[severity]
    ]
    many = f"{papers} paper{'s' * (papers != 1)}"
    if not found:
        return f"nothing was found in {many}"
    return f"{', '.join(found)} in {many}; `citex explain CODE` tells what to do"
