"""The command line: a table of verbs, each with its parser, and what an odd call meant."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import math
import os
import select
import stat
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from citex.cli import _config, _language
from citex.cli._streams import terminal_width
from citex.errors import CitexError

VERBS = {
    "convert": "papers in one format to another, or to a reference list",
    "show": "the citation dialog of each paper, in the terminal",
    "page": "the citation dialog as one HTML file",
    "cite": "a text with its citations and its list of references put in",
    "check": "what is missing, odd or would be lost",
    "explain": "what a diagnostic of the check means, and how to mend it",
    "fetch": "records by DOI, PMID, PMCID, arXiv id, ISBN, by the page's address or by title",
    "verify": "whether references exist and are right, and what became of the works",
    "dedupe": "the same work from several sources, merged",
    "bulk": "millions of records, each on its own, on all cores, into a folder",
    "index": "records on disk, found by identifier and title without a network",
    "lines": "requests in JSON, one a line, answered as they come",
    "formats": "the file formats that can be read and written",
    "styles": "the citation styles, searched",
    "completion": "the script by which a shell completes the command",
}
"""Each verb and its line in the help; the file of its name has USAGE, `add` and `run`."""

_WITHOUT_FILES = ("explain", "formats", "styles")
"""The verbs whose words are names."""

HELP = ("-h", "--help", "-?", "/?", "-help")
VERSION = ("-V", "--version", "version", "-version")


class Once(argparse.Action):
    """An option with a value, which is given once: a second value would silently hide the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the value. Raises by the parser's error."""
        given = vars(namespace).setdefault("_given", {})
        if option_string and given.get(self.dest, values) != values:
            name = "/".join(self.option_strings)
            both = f"{given[self.dest]!r} and {values!r}"
            if str(self.metavar).endswith(",..."):
                both += f"; several stand in one: {option_string} {given[self.dest]},{values}"
            parser.error(f"{name} was given twice: {both}")
        given[self.dest] = values
        setattr(namespace, self.dest, values)


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal."""

    def __init__(self, prog: str, **named: Any) -> None:
        super().__init__(prog, width=terminal_width() - 2, **named)


class Parser(argparse.ArgumentParser):
    """The arguments of one verb; what it does not know is said in one line, with its usage."""

    def __init__(self, verb: str, usage: str) -> None:
        line = VERBS[verb]
        super().__init__(
            prog=f"citex {verb}",
            usage=usage.replace("%", "%%"),
            description=f"{line[0].upper()}{line[1:]}.",
            formatter_class=_Help,
            allow_abbrev=False,  # a script that abbreviates breaks with the next option
        )
        self.verb, self.line = verb, usage
        self.register("action", None, Once)
        self.register("action", "store", Once)

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and files in any order; the configuration's where none is given.

        Raises CitexError.
        """
        usual = _config.defaults(self.verb)
        self.set_defaults(**usual)
        given = list(words)
        if "--" in given:  # what begins with a hyphen behind it is a file
            place = given.index("--")
            files = [
                f"./{word}" if word[:1] == "-" != word else word for word in given[place + 1 :]
            ]
            given[place:] = files
        if self.verb in _WITHOUT_FILES and "--add" not in given:
            for word in given:
                if os.path.splitext(word)[1] and os.path.isfile(word):
                    raise CitexError(_meant().of_file(self.verb, word))
        for word in given:
            name = word.partition("=")[0]
            if len(name) > 2 and f"-{name}" in self._option_string_actions:
                raise CitexError(_meant().unknown([name], self, words))
        args, rest = self.parse_known_intermixed_args(given)
        if rest:
            raise CitexError(_meant().unknown(rest, self, words))
        args.words = list(words)
        found = {name: getattr(args, name) for name in usual}
        args.configured = {n: one for n, one in found.items() if isinstance(one, _config.Usual)}
        for name, one in args.configured.items():
            setattr(args, name, one.value)
        return args

    def format_help(self) -> str:
        """The help, in the language that is spoken."""
        if _language.spoken() != "en":
            chinese: Any = importlib.import_module("citex.cli._help")
            chinese.translate(self)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise the one line that says what is wrong."""
        raise CitexError(f"{self.verb}: {message} ({self.way})")

    @property
    def way(self) -> str:
        """How the verb is called, and where more stands."""
        return f"usage: {self.line}; `citex help {self.verb}` tells more"


def of(verb: str) -> Parser:
    """The parser of a verb, which is imported for it."""
    module: Any = importlib.import_module(f"citex.cli.{verb}")
    parser = Parser(verb, module.USAGE)
    module.add(parser)
    parser.set_defaults(run=module.run, verb=verb)
    return parser


def understood(given: Sequence[str]) -> tuple[str | None, list[str]]:
    """The verb of a call, and the words for it; no verb for the help, or with words the version.

    What was meant is done where only one thing can be meant; else a CitexError says what to write.
    """
    if not given or given[0] in HELP or given[0] == "help":
        topic = list(given[1:2])
        if topic and topic[0] not in (*VERBS, *HELP, "help"):
            raise CitexError(_meant().verb(topic, VERBS))
        return (topic[0], ["--help"]) if topic and topic[0] in VERBS else (None, [])
    if given[0] in VERSION:
        return None, ["version"]
    verb, *words = given
    if verb not in VERBS:
        verb, *words = _meant().call(given, VERBS)
    if len(words) == 1 and words[0] in ("help", *HELP):
        return verb, ["--help"]
    return verb, words


def _meant() -> Any:
    """The finder of what an odd call meant, which knows formats and styles: not for every call."""
    return importlib.import_module("citex.cli._meant")


def overview() -> str:
    """The help of the whole command."""
    wide = max(map(len, VERBS))
    lines = [
        "usage: citex VERB [FILE ...] [options]",
        "",
        "Every citation and export file of a paper.",
        "",
        *(f"  {verb:<{wide}}  {_language.told(line)}" for verb, line in VERBS.items()),
        "",
        _language.told("For example") + ":",
        "  citex convert library.bib -o library.ris    one format to another",
        "  citex convert library.bib -t apa            a reference list in one of 10,800 styles",
        "  citex fetch 10.1038/171737a0 -t bibtex      a record by its DOI",
        "",
        "`citex help VERB` tells more. `-V` prints the version. Exit status: 0 all done, 1 some",
        "records failed or the check found something, 2 nothing was done.",
    ]
    return "\n".join(map(_language.told, lines))


def awaited() -> bool:
    """Whether something waits on standard input that a pipe or a file has put there."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        number = sys.stdin.fileno()
        kind = os.fstat(number)
        if stat.S_ISREG(kind.st_mode):
            return kind.st_size > 0
        if stat.S_ISFIFO(kind.st_mode) and select.select([number], [], [], 0)[0]:
            return bool(getattr(sys.stdin.buffer, "peek", bytes)(1))
    return False


__all__ = ["VERBS", "Parser", "awaited", "of", "overview", "understood"]


def at_least(kind: type[int] | type[float], least: float) -> Callable[[str], int | float]:
    """The type of an argument that is a number, and no smaller than `least`."""

    def value(text: str) -> int | float:
        try:
            found = kind(text)
        except ValueError:
            found = kind(-1)
        if not least <= found < math.inf:
            whole = "whole " if kind is int else ""
            raise argparse.ArgumentTypeError(f"{text!r} is no {whole}number from {least} on")
        return found

    return value
