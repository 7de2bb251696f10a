"""What the verbs share: inputs, options, messages and outputs."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from citex import api, registry
from citex.cli._streams import guarded, say, unguarded
from citex.errors import CitexError
from citex.files import replacing, same_file
from citex.formats import Format, Problems
from citex.model import Paper
from citex.stylebook import Named

NOTED = frozenset(("dropped", "status"))
"""The kinds of remark that are told unasked; the rest by `citex check`."""


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The arguments by which a verb is given its papers."""
    parser.add_argument(
        "inputs", nargs="*", metavar="INPUT", help="a file; none or - is standard input"
    )
    parser.add_argument(
        "-f", "--from", dest="format", metavar="FORMAT", help="the input's format (else guessed)"
    )
    parser.add_argument("--encoding", metavar="NAME", help="the input's encoding (else guessed)")
    parser.add_argument(
        "--max-size",
        type=int,
        metavar="MB",
        help="the most to hold in memory at once, for one record or a file that is read whole "
        "(default: 256)",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings")


def add_output(parser: argparse.ArgumentParser) -> None:
    """The argument that names a verb's output."""
    parser.add_argument(
        "-o", dest="target", metavar="FILE", help="write there (else standard output)"
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Keyword arguments of a formatter or reader, on the command line."""
    parser.add_argument(
        "-O",
        dest="options",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the formatter; may be repeated",
    )


def add_citations(parser: argparse.ArgumentParser, styles: Iterable[str]) -> None:
    """The argument that names the citation styles which the dialog shows."""
    parser.add_argument(
        "--citations",
        metavar="STYLE,...",
        default=",".join(styles),
        help="the citation styles shown (default: %(default)s)",
    )


def add_notices(parser: argparse.ArgumentParser) -> None:
    """The argument that has citations tell of retractions."""
    parser.add_argument(
        "--notices",
        action="store_true",
        help="for styles: citations say what was retracted, as the style's manual asks",
    )


def formatter(word: str) -> Format | str | Path:
    """The formatter that was typed: by name, or a style by its file (`typed`)."""
    return registry.formatter_named(typed(word))


def typed(word: str) -> str | Path:
    """A name as it was typed, or the file that it says: it has a slash, or ends in ".csl".

    Only an ordinary file is one: no pipe and no device.
    """
    if not (word.lower().endswith(".csl") or os.sep in word or "/" in word):
        return word
    if not os.path.isfile(word):
        raise CitexError(f"{word}: no style's file is there; a name has no slash and no suffix")
    return Path(word)


def typed_styles(text: str) -> list[Named]:
    """The styles that were typed, with commas between them."""
    return [typed(word) for word in words(text)]


def words(text: str) -> list[str]:
    """The words of an argument, with commas between them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def options(pairs: Iterable[str]) -> dict[str, Any]:
    """The keyword arguments in NAME=VALUE words; true, false and whole numbers are understood.

    >>> options(["lines=true", "indent=4", "key-pattern=auth+year"])
    {'lines': True, 'indent': 4, 'key_pattern': 'auth+year'}
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise CitexError(f"-O {pair}: an option is given as NAME=VALUE")
        found[name.replace("-", "_")] = _value(value)
    return found


class Run:
    """One call of a verb: counts what failed, and says each failure once, on standard error."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.failed = 0
        self.done = 0
        self._said = 0
        self.problems: Problems = []
        self.inputs: list[str | int] = []

    def papers(self, args: argparse.Namespace, **read_options: Any) -> Iterator[Paper]:
        """The papers of all inputs, one by one; problems and remarks are told as they come."""
        if args.encoding:
            read_options["encoding"] = args.encoding
        if args.max_size is not None:
            read_options["max_size"] = args.max_size * 1_000_000
        for name in args.inputs or ["-"]:
            self.inputs.append(name if name != "-" else _standard_input())
            try:
                yield from self._input(name, args.format, read_options)
            except CitexError as error:
                self.fail(str(error))
            self.tell()

    def fail(self, message: str) -> None:
        """Count a failure, and say it."""
        self.failed += 1
        say(message)

    def tell(self) -> None:
        """Say the problems that have not been said yet."""
        for problem in self.problems[self._said :]:
            if problem.level == "error" or problem.message == api.NOTHING:
                self.fail(str(problem))
            elif not self.quiet:
                say(f"warning: {problem}")
        self._said = len(self.problems)

    def status(self) -> int:
        """The exit status: 0 all done, 1 some failed, 2 nothing was done."""
        if not self.failed:
            return 0
        return 1 if self.done else 2

    def _input(
        self, name: str, format: str | None, read_options: dict[str, Any]
    ) -> Iterator[Paper]:
        place: Any = sys.stdin.buffer if name == "-" else name
        for paper in api.stream(place, format, problems=self.problems, **read_options):
            self.tell()
            self.done += 1
            self._remark(paper, name)
            yield paper

    def _remark(self, paper: Paper, name: str) -> None:
        if self.quiet:
            return
        label = paper.id or f"record {self.done}"
        place = "" if name == "-" else f"{name}: "
        for remark in paper.remarks:
            if remark.kind in NOTED:
                say(f"warning: {place}{label}: {remark}")
        if not paper.title and not paper.container_title:
            say(f"warning: {place}{label}: has no title")


@contextlib.contextmanager
def output(target: str | None, call: Run | None = None, *, data: bool = True) -> Iterator[IO[str]]:
    """The stream to write to: standard output, or a file that is replaced when all is written.

    A file that `call` read from stays as it was when something in it could not be read: what is
    written would hold less. Line ends are written as they come. In a file or a pipe, `data` stays
    as it is; on a terminal, and where it is a text for people, controls are written out.
    """
    if target is None or target == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(newline="")
        yield unguarded(sys.stdout) if data and not sys.stdout.isatty() else sys.stdout
        return
    with replacing(target, errors="replace") as file:
        yield guarded(file) if file.isatty() else file
        if call is not None and call.failed and any(same_file(target, i) for i in call.inputs):
            raise CitexError(
                f"{target}: not everything in it could be read, so it was left as it is; "
                "write to another file"
            )


def _standard_input() -> int:
    """The number of standard input's stream, -1 where it is none of the system's."""
    try:
        return sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return -1


def is_data(chosen: Format | str | Path, kind: str = "text") -> bool:
    """Whether what is written is for programs: all but a plain list of references."""
    return isinstance(chosen, Format) or kind != "text"


def _value(text: str) -> Any:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isdecimal() and len(text) < 10 else text


__all__ = [
    "Run",
    "add_citations",
    "add_inputs",
    "add_notices",
    "add_options",
    "add_output",
    "formatter",
    "is_data",
    "options",
    "output",
    "say",
    "typed",
    "typed_styles",
    "words",
]
