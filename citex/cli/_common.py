"""What the verbs share: inputs, options, messages and outputs."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from citex import api, csl, registry
from citex._late import difflib
from citex.cli import _config, _meant
from citex.cli._instead import overwritten
from citex.cli._lore import KINDS
from citex.cli._messages import progress, say
from citex.cli._streams import guarded, standard_input, typed_in, unguarded
from citex.cli._typed import options, typed
from citex.csl.output import OUTPUTS
from citex.errors import CitexError, UnknownFormat, UnknownOption
from citex.files import replacing, same_file
from citex.formats import Format, Problems
from citex.formats.detect import by_suffix
from citex.model import Paper

NOTED = frozenset(("dropped", "status"))
"""The kinds of remark that are told unasked; the rest by `citex check`."""


class Formatter(NamedTuple):
    """What is written: a format, or a style and its kind of output; and the options for it."""

    chosen: Format | str | Path
    kind: str
    options: dict[str, Any]

    @property
    def is_data(self) -> bool:
        """Whether what is written is for programs: all but a plain list of references."""
        return isinstance(self.chosen, Format) or self.kind != "text"

    @property
    def style(self) -> str | Path:
        """The style; for a format an error of ours."""
        assert not isinstance(self.chosen, Format)
        return self.chosen


def formatter_of(args: argparse.Namespace, default: str | None = None) -> Formatter:
    """What to write, by the call, the suffix of -o, the configuration. Raises CitexError."""
    if args.target is not None and (fault := _meant.written(args.target, args.to)):
        raise CitexError(fault)
    suffix = os.path.splitext(args.target or "")[1].lower()
    by_kind = KINDS.get(suffix[1:]) if suffix else None
    chosen = _chosen(args, suffix, by_kind, default)
    with _config.blamed(args, "kind"):
        wanted = _kind(args.kind) if args.kind else ""
    usual = "kind" in args.configured
    if isinstance(chosen, Format):
        if wanted and not usual:
            raise CitexError(
                f"--as {args.kind}: {chosen.name!r} is a file format; --as is for styles"
            )
        kind = "text"
    else:
        kind = (by_kind or wanted if usual else wanted or by_kind) or "text"
    name = chosen.name if isinstance(chosen, Format) else str(chosen)
    with _config.blamed(args, "usual_options"):
        for table in args.usual_options:
            _look_at_options(formatter(table, args.styles), _usual(args.usual_options, table))
    given = {**_usual(args.usual_options, name), **options(args.options)}
    if not isinstance(chosen, Format):
        for option in given:
            if way := _SAID_BY.get(option):
                raise CitexError(f"-O {option}={given[option]}: write {way} {given[option]}")
    found = Formatter(chosen, kind, given)
    if args.target:
        _look_at_suffix(args, suffix, by_kind, found)
    return found


_SAID_BY = {
    "lang": "--locale", "language": "--locale", "locale": "--locale", "output": "--as",
    "kind": "--as",
}  # fmt: skip
"""What is no option of a style, and how the command has it said."""


def _chosen(
    args: argparse.Namespace, suffix: str, by_kind: str | None, default: str | None
) -> Format | str | Path:
    if args.to:
        return formatter(args.to, args.styles)
    if suffix:
        with contextlib.suppress(UnknownFormat):
            return registry.writer_by_suffix(suffix)
    if args.usual_to:
        with _config.blamed(args, "usual_to"):
            return formatter(args.usual_to, args.styles)
    if default and by_kind is None:
        return formatter(default)
    if by_kind:
        raise CitexError(f"{args.target}: name the style, too: -t apa (`citex styles` lists them)")
    if suffix:
        raise CitexError(
            f"{args.target}: no format goes by the suffix {suffix!r}; name one with -t"
        )
    raise CitexError(_meant.nothing_to_write(args))


def _kind(word: str) -> str:
    name = KINDS.get(word.lower().lstrip("."))
    if name is None:
        close = difflib.get_close_matches(word.lower(), KINDS, 1)
        way = f"did you mean {KINDS[close[0]]!r}?" if close else f"they are {', '.join(OUTPUTS)}"
        raise CitexError(f"--as {word[:80]}: no such kind of output; {way}")
    return name


def _usual(tables: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    """The options that the configuration has for a format or a style."""
    return {option.replace("-", "_"): value for option, value in tables.get(name, {}).items()}


def _look_at_options(chosen: Format | str | Path, given: Iterable[str]) -> None:
    """Raise UnknownOption for an option that a format does not have."""
    known = [option.name for option in chosen.write_options] if isinstance(chosen, Format) else None
    for name in given:
        if known is not None and name not in known:
            raise UnknownOption(name, known)


def _look_at_suffix(
    args: argparse.Namespace, suffix: str, by_kind: str | None, found: Formatter
) -> None:
    """Say it where a file's name promises something else than what it will hold.

    Raises CitexError where that would take the place of what is read.
    """
    target, chosen = args.target, found.chosen
    names = [] if by_kind else by_suffix(suffix)  # a page is read, and a list is written
    ours = overwritten(target, getattr(args, "inputs", ()))
    if ours and not isinstance(chosen, Format):
        raise CitexError(_meant.in_place(args, f"a list of references as {found.kind}"))
    if isinstance(chosen, Format):
        general = suffix[1:] in chosen.media_type or suffix in (".txt", *chosen.suffixes)
        if general or chosen.name in names or not (names or by_kind):
            return
        holds = chosen.title
    else:
        if by_kind == found.kind or not (names or by_kind):
            return
        holds = f"a list of references as {found.kind}"
    if ours:
        raise CitexError(_meant.in_place(args, holds))
    if args.quiet:
        return
    other = f"a list of references as {by_kind}"
    if names:
        other = registry.format_named(names[0]).title
        with contextlib.suppress(UnknownFormat):
            other = registry.writer_by_suffix(suffix).title
    say(f"warning: {target} will hold {holds}, though {suffix} is the suffix of {other}")


def formatter(word: str, folder: str | None = None) -> Format | str | Path:
    """The formatter that was typed: by name, or a style by its file (`typed`)."""
    try:
        chosen = registry.formatter_named(typed(word, folder))
    except UnknownFormat:
        if meant := _meant.formatter(word):
            raise CitexError(meant) from None
        raise
    assert isinstance(chosen, (Format, str, Path))
    if isinstance(chosen, Path):
        for problem in csl.load(chosen).warnings:
            say(str(problem))
    return chosen


def look(args: argparse.Namespace) -> None:
    """Raise CitexError for an input that cannot be one, before any is read."""
    if fault := _meant.fault(args):
        raise CitexError(fault)


class Run:
    """One call of a verb: counts what failed, and says each failure once, on standard error."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.failed = 0
        self.done = 0
        self._said = 0
        self._begun = 0  # how many were done when the input began
        self._mended: list[str] = []  # the faults of records that the reader mended
        self.problems: Problems = []
        self.inputs: list[str | int] = []

    def papers(self, args: argparse.Namespace, **read_options: Any) -> Iterator[Paper]:
        """The papers of all inputs, one by one; problems and remarks are told as they come.

        Before the first is read, each input is looked at: raises CitexError for one that cannot be.
        """
        if args.encoding:
            read_options["encoding"] = args.encoding
        if args.max_size is not None:
            read_options["max_size"] = args.max_size * 1_000_000
        look(args)
        return self._papers(args, read_options)

    def _papers(self, args: argparse.Namespace, read_options: dict[str, Any]) -> Iterator[Paper]:
        progress.begin("reading", quiet=self.quiet)
        for name in args.inputs or ["-"]:
            self.inputs.append(name if name != "-" else standard_input())
            self._begun = self.done
            if name == "-" and "-" not in args.words:
                self._await(args)
            try:
                yield from self._input(name, args, read_options)
            except CitexError as error:
                self._said = max(self._said, len(self.problems) * (self._begun == self.done))
                self.fail(str(error))
            self.tell()

    @property
    def number(self) -> int:
        """The number of the record that is being done, in its file."""
        return self.done - self._begun

    def fail(self, message: str) -> None:
        """Count a failure, and say it."""
        self.failed += 1
        say(message)

    def tell(self) -> None:
        """Say the problems that have not been said yet; where no record came, only why."""
        new = self.problems[self._said :]
        nothing = self._begun == self.done and any(problem.level == "error" for problem in new)
        for problem in new:
            if nothing and problem.level == "warning":
                continue
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

    def _await(self, args: argparse.Namespace) -> None:
        """Wait for standard input where no file is named. Raises CitexError if nothing comes."""
        self._say_typed()
        peek = getattr(sys.stdin.buffer, "peek", None)
        if peek is not None and not peek(1):
            raise CitexError(_meant.empty(args))

    def _say_typed(self) -> None:
        if typed_in() and not self.quiet:
            say(f"reading standard input; {_END} ends it")

    def _input(
        self, name: str, args: argparse.Namespace, read_options: dict[str, Any]
    ) -> Iterator[Paper]:
        if name == "-" and "-" in args.words:
            self._say_typed()
        place: Any = sys.stdin.buffer if name == "-" else os.path.expanduser(name)
        head = bytes(getattr(place, "peek", bytes)(2000)) if name == "-" else b""
        self._mended = []
        try:
            papers = api.stream(place, args.format, problems=self.problems, **read_options)
            first = next(papers, None)
        except UnknownFormat:
            if args.format is None and (fault := _meant.unread(name, head, args)):
                raise CitexError(fault) from None
            raise
        for paper in itertools.chain([] if first is None else [first], papers):
            if self._said < len(self.problems):
                self.tell()
            self.done += 1
            progress.count += 1
            self._remark(paper, name)
            yield paper
        if self._mended:
            file = "" if name == "-" else f"{name}: "
            more = f", and {len(self._mended) - 1} more" if len(self._mended) > 1 else ""
            say(f"warning: {file}mended: {self._mended[0]}{more} (`citex check` lists them)")

    def _remark(self, paper: Paper, name: str) -> None:
        if self.quiet:
            return
        label = paper.id or f"record {self.number}"
        place = "" if name == "-" else f"{name}: "
        for remark in paper.remarks:
            if remark.kind in NOTED:
                say(f"warning: {place}{label}: {remark}")
            elif remark.kind == "repaired" and not remark.variable:  # of the record, not a value
                self._mended.append(f"{label}: {str(remark).removeprefix(f'{label}: ')}")
        if not paper.title and not paper.container_title:
            say(f"warning: {place}{label}: has no title")


_END = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"


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
    with replacing(os.path.expanduser(target), errors="replace") as file:
        yield guarded(file) if file.isatty() else file
        if call is not None and call.failed and any(same_file(target, i) for i in call.inputs):
            raise CitexError(
                f"{target}: not everything in it could be read, so it was left as it is; "
                "write to another file"
            )


def write(papers: list[Paper], to: Formatter, target: str | None, call: Run) -> None:
    """Write all papers in a format or a style."""
    with output(target, call, data=to.is_data) as stream:
        if isinstance(to.chosen, Format):
            stream.writelines(api.pieces(papers, to.chosen, **to.options))
        else:
            text = str(api.bibliography(papers, to.chosen, output=to.kind, **to.options))
            stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()
