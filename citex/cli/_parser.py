"""The command line: a table of verbs, each with its parser, and what an odd call meant."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import os
import select
import stat
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from citex.cli import _config
from citex.errors import CitexError

VERBS = {
    "convert": "papers in one format to another, or to a reference list",
    "show": "the citation dialog of each paper, in the terminal",
    "page": "the citation dialog as one HTML file",
    "check": "what is missing, odd or would be lost",
    "explain": "what a diagnostic of the check means, and how to mend it",
    "fetch": "records by DOI, PMID, PMCID, arXiv id or ISBN",
    "dedupe": "the same work from several sources, merged",
    "formats": "the file formats that can be read and written",
    "styles": "the citation styles, searched",
    "completion": "the script by which a shell completes the command",
}
"""Each verb and its line in the help; the file of its name has USAGE, `add` and `run`."""

HELP = ("-h", "--help", "-?", "/?", "-help")
VERSION = ("-V", "--version", "version", "-version")

MEANT = {
    "-s": "--to", "--style": "--to --citations", "--csl": "--to --citations", "--target": "--to",
    "-t": "--citations", "--to": "--citations", "--format": "--to --from", "--write": "--to",
    "-w": "--to", "--writer": "--to", "--output-format": "--as", "--output-kind": "--as",
    "--out": "--output", "--outfile": "--output", "--output-file": "--output",
    "--input-format": "--from", "-r": "--from", "--read": "--from", "--reader": "--from",
    "--lang": "--locale", "--language": "--locale", "-l": "--locale", "--option": "-O",
    "--silent": "--quiet", "--email": "--contact", "--mailto": "--contact", "--strict": "--fail-on",
    "--exit-code": "--fail-on", "--severity": "--fail-on", "--level": "--fail-on",
    "--rule": "--select", "--only": "--select", "--code": "--select", "--exclude": "--ignore",
    "--disable": "--ignore", "--skip": "--ignore", "--kind": "--as", "--warnings": "--report",
}  # fmt: skip
"""What other programs call an option, and what it may be called here."""

SAID = {
    "-i": "a file to read is named without an option",
    "--input": "a file to read is named without an option",
    "--file": "a file to read is named without an option",
    "--list": "without words it lists them all",
    "-l": "without words it lists them all",
    "--all": "without words it lists them all",
    "--search": "the words that are searched stand without an option",
    "--query": "the words that are searched stand without an option",
    "--json": "-t csljson writes JSON",
    "--yaml": "-t cslyaml writes YAML",
    "--dry-run": "without -o nothing is written to a file",
    "--force": "a file is replaced without asking",
    "--overwrite": "a file is replaced without asking",
    "-y": "a file is replaced without asking",
    "--verbose": "--report says what was mended and lost",
    "-v": "-V prints the version",
}
"""What is done here without an option that other programs have, where no other is near."""


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
            parser.error(f"{name} was given twice: {given[self.dest]!r} and {values!r}")
        given[self.dest] = values
        setattr(namespace, self.dest, values)


class _Usual(NamedTuple):
    """A default that the configuration sets: told apart from what is typed."""

    value: Any


class Parser(argparse.ArgumentParser):
    """The arguments of one verb; what it does not know is said in one line, with its usage."""

    def __init__(self, verb: str, usage: str) -> None:
        line = VERBS[verb]
        super().__init__(
            prog=f"citex {verb}",
            usage=usage.replace("%", "%%"),
            description=f"{line[0].upper()}{line[1:]}.",
            allow_abbrev=False,  # a script that abbreviates breaks with the next option
        )
        self.verb, self.line = verb, usage
        self.register("action", None, Once)
        self.register("action", "store", Once)

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and files in any order; the configuration's where none is given.

        Raises CitexError.
        """
        usual = {name: _Usual(value) for name, value in _config.defaults(self.verb).items()}
        self.set_defaults(**usual)
        args, rest = self.parse_known_intermixed_args(list(words))
        if rest:
            self.error(self._unknown(rest))
        args.configured = {name for name in usual if isinstance(getattr(args, name), _Usual)}
        for name in args.configured:
            setattr(args, name, usual[name].value)
        return args

    def error(self, message: str) -> NoReturn:
        """Raise the one line that says what is wrong."""
        usage = f"usage: {self.line}; `citex help {self.verb}` tells more"
        raise CitexError(f"{self.verb}: {message} ({usage})")

    def _unknown(self, rest: Sequence[str]) -> str:
        option = next((word for word in rest if word.startswith("-")), rest[0]).partition("=")[0]
        shown = option[:80]
        if not option.startswith("-"):
            return f"takes no more words, and was given {shown!r}"
        known = list(self._option_string_actions)
        near = [name for name in MEANT.get(option, "").split() if name in known]
        if not near and _meant().is_formatter(option.lstrip("-")) and "--to" in known:
            return f"has no option {shown}; did you mean -t {option.lstrip('-')}?"
        if not near and option in SAID and option not in known:
            return f"has no option {shown}; {SAID[option]}"
        near = near or difflib.get_close_matches(shown, known, 1, 0.6)
        return f"has no option {shown}" + (f"; did you mean {near[0]}?" if near else "")


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
        if topic and topic[0] not in (*VERBS, *HELP):
            raise CitexError(_meant().verb(topic, VERBS))
        return (topic[0], ["--help"]) if topic and topic[0] in VERBS else (None, [])
    if given[0] in VERSION:
        return None, ["version"]
    verb, *words = given
    if verb not in VERBS:
        verb, *words = _meant().call(given, VERBS)
    if words[:1] == ["help"] and len(words) == 1:
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
        *(f"  {verb:<{wide}}  {line}" for verb, line in VERBS.items()),
        "",
        "For example:",
        "  citex convert library.bib -o library.ris    one format to another",
        "  citex convert library.bib -t apa            a reference list in one of 10,800 styles",
        "  citex fetch 10.1038/171737a0 -t bibtex      a record by its DOI",
        "",
        "`citex help VERB` tells more. `-V` prints the version. Exit status: 0 all done, 1 some",
        "records failed or the check found something, 2 nothing was done.",
    ]
    return "\n".join(lines)


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


__all__ = ["MEANT", "VERBS", "Parser", "awaited", "of", "overview", "understood"]
