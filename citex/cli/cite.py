"""`citex cite`: a text with its citations and its list of references put in."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from citex.cli import _bbl
from citex.cli._arguments import add_chinese, add_notices, add_options, add_titles
from citex.cli._common import output
from citex.cli._messages import say
from citex.cli._network import add_network, network
from citex.cli._streams import typed_in
from citex.cli._typed import options
from citex.cli._typed import typed as typed_style
from citex.csl.output import NOT_WRITTEN
from citex.csl.output import SUFFIXES as OUTPUTS_OF
from citex.errors import CitexError, Problem
from citex.files import same_file
from citex.formats.detect import by_suffix
from citex.manuscripts import KINDS, STYLE, SUFFIXES, CitedText, cite_text
from citex.text.identifiers import Identifier, parse

USAGE = "citex cite INPUT [-o OUTPUT] [--bib FILE] [--style STYLE] [options]"

_DOCUMENTS = frozenset((*NOT_WRITTEN, *OUTPUTS_OF, ".rst", ".org"))
"""Suffixes of documents of other kinds."""
PAUSE = 0.5
"""How many seconds pass between two looks at what is watched."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "input", nargs="?", metavar="INPUT", help="the file of the text (else standard input)"
    )
    parser.add_argument(
        "-o", "--output", dest="target", metavar="FILE", help="write there (else standard output)"
    )
    parser.add_argument(
        "-b", "--bib", action="append", default=[], metavar="FILE",
        help="a library, in any format; may be repeated; goes before what the text names",
    )  # fmt: skip
    parser.add_argument(
        "-t", "--style", metavar="STYLE", help="a citation style, a .csl file (else the text's)"
    )
    parser.add_argument(
        "--kind", choices=sorted(KINDS), help="what the text is written in (else by its suffix)"
    )
    parser.add_argument("--locale", metavar="TAG", help="the language of citations (else its own)")
    parser.add_argument(
        "--nocite", metavar="KEY,...", help="works that are listed without being cited; * is all"
    )
    parser.add_argument(
        "--links", action=argparse.BooleanOptionalAction,
        help="citations lead to their entries, identifiers to their works",
    )  # fmt: skip
    parser.add_argument(
        "--lock", metavar="FILE",
        help="where the records of identifiers are kept that the text cites (default: beside it)",
    )  # fmt: skip
    parser.add_argument(
        "--unused", action="store_true", help="name the works of the library that are not cited"
    )
    parser.add_argument(
        "--sty", nargs="?", const=".", metavar="FOLDER",
        help="put the LaTeX package citex.sty into this folder (else the working one), and cite "
        "nothing",
    )  # fmt: skip
    parser.add_argument("--watch", action="store_true", help="do it again whenever a file changes")
    parser.add_argument("--json", action="store_true", help="for scripts: what happened, one line")
    add_notices(parser)
    add_titles(parser)
    add_chinese(parser)
    add_options(parser)
    add_network(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings")
    parser.set_defaults(styles=None)


def run(args: argparse.Namespace) -> int:
    """Cite; the exit status: 1 where a key was not found."""
    if args.sty is not None:
        return _bbl.put_package(args.sty, quiet=args.quiet)
    if _bbl.is_run(args.input) and args.target is None:
        args.target = _bbl.place_of(args.input)
    _look(args)
    if not args.watch:
        return _once(args)
    while True:
        seen = _states(args)
        try:
            status = _once(args)
        except CitexError as error:  # the file may be half written; the next look tells
            say(str(error))
            status = 2
        if not args.quiet:
            say(f"{args.target}: written" if status < 2 else f"{args.target}: not written")
        while _states(args) == seen:
            time.sleep(PAUSE)


def _look(args: argparse.Namespace) -> None:
    """Raise CitexError for what does not go together, and for what is no text."""
    if args.input and args.kind is None and not os.path.exists(os.path.expanduser(args.input)):
        if isinstance(parse(args.input), Identifier):
            style = args.style or STYLE
            raise CitexError(f"{args.input} is no text; write: citex fetch {args.input} -t {style}")
    elif args.input and args.kind is None:
        _look_at_suffix(args)
    if args.index:
        raise CitexError("--index: an index is searched by `citex fetch`; give a library with -b")
    if args.target and not _bbl.is_run(args.input):
        _look_at_target(args)
    if args.json and not args.target:
        raise CitexError("--json: name a file for the text: -o FILE")
    if args.watch and (not args.target or args.input in (None, "-")):
        raise CitexError("--watch: give a file to watch, and one to write: -o FILE")
    if args.target and args.input and same_file(args.target, args.input):
        raise CitexError(
            f"{args.target}: is the text itself, whose citations would be gone; "
            "write to another file"
        )


def _look_at_suffix(args: argparse.Namespace) -> None:
    """Raise CitexError for a library in the place of a text."""
    suffix = os.path.splitext(args.input)[1].lower()
    if suffix not in SUFFIXES and not _bbl.is_run(args.input) and by_suffix(suffix):
        raise CitexError(
            f"{args.input} is a library, no text, which -b names; for its list write: "
            f"citex convert {args.input} -t {args.style or STYLE}"
        )


def _look_at_target(args: argparse.Namespace) -> None:
    """Raise CitexError for a file that what is written in the text's way would not be."""
    stem, suffix = os.path.splitext(args.target)
    kind = args.kind or SUFFIXES.get(os.path.splitext(args.input or "")[1].lower(), "markdown")
    written = SUFFIXES.get(suffix.lower())
    if written == kind or (written is None and suffix.lower() not in _DOCUMENTS):
        return
    own = next((one for one, of_kind in SUFFIXES.items() if of_kind == kind), ".json")
    more = ""
    if kind == "markdown" and args.input not in (None, "-"):
        source, target = shlex.quote(args.input), shlex.quote(args.target)
        more = f"; pandoc makes others: pandoc {source} --filter citex-pandoc -o {target}"
    same = shlex.quote(stem + own)
    raise CitexError(f"{args.target}: the text is written as it came, in {kind}: -o {same}{more}")


def _once(args: argparse.Namespace) -> int:
    if _bbl.is_run(args.input):
        return _bbl_written(args)
    found = _cited(args)
    with output(args.target) as stream:
        stream.write(found.text)
        stream.flush()
    if args.json:
        print(json.dumps(_facts(found), ensure_ascii=False))
    else:
        _tell(found.problems, args)
        if args.unused:
            for key in found.unused:
                say(f"not cited: {key}")
    return 1 if any(problem.level == "error" for problem in found.problems) else 0


def _bbl_written(args: argparse.Namespace) -> int:
    """Write the .bbl of a LaTeX run; 0 where it is written, as BibTeX says to latexmk."""
    found = _bbl.write_bbl(args, _more(args))
    problems = (*found.missing, *found.problems)
    if args.json:
        print(json.dumps({"problems": _told(problems), "unused": found.unused}, ensure_ascii=False))
        return 0
    _tell(problems, args)
    for key in found.unused if args.unused else ():
        say(f"not cited: {key}")
    return 0


def _more(args: argparse.Namespace) -> dict[str, Any]:
    """Options for how it is printed, those that were given."""
    more: dict[str, Any] = options(args.options)
    for name in ("notices", "titles", "chinese", "links"):
        if getattr(args, name) is not None:
            more[name] = getattr(args, name)
    return more


def _cited(args: argparse.Namespace) -> CitedText:
    text, name = _input(args)
    return cite_text(
        text,
        style=typed_style(args.style) if args.style else None,
        kind=args.kind,
        bibliography=list(map(os.path.expanduser, args.bib)),
        locale=args.locale,
        nocite=[key.strip().lstrip("@") for key in (args.nocite or "").split(",") if key.strip()],
        lock=args.lock or _lock_beside(text),
        lookup=network(args),
        name=name,
        **_more(args),
    )


def _input(args: argparse.Namespace) -> tuple[str | Path, str]:
    """The text, or the path of its file; and what messages call it."""
    if args.input in (None, "-"):
        if typed_in() and not args.quiet:
            say("reading standard input")
        data = sys.stdin.buffer.read()
        if not data.strip():
            raise CitexError("standard input is empty; give the file of a text: citex cite INPUT")
        try:
            return data.decode("utf-8"), "standard input"
        except UnicodeDecodeError as error:
            raise CitexError(f"standard input is not UTF-8 (byte {error.start})") from None
    place = Path(os.path.expanduser(args.input))
    if args.kind is None and place.suffix.lower() == ".tex":
        raise CitexError(
            f"{place}: LaTeX's citations are read from its run: name {place.with_suffix('.aux')}"
        )
    if args.kind is None and place.is_file() and place.suffix.lower() not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        raise CitexError(f"{place}: what is it written in? say it with --kind (known are {known})")
    return place, str(args.input)


def _lock_beside(text: str | Path) -> Path | None:
    if isinstance(text, str) or not text.name:
        return None
    return text.with_name(f"{text.stem}.lock.json")


def _tell(problems: Iterable[Problem], args: argparse.Namespace) -> None:
    for problem in problems:
        if problem.level == "error":
            say(str(problem))
        elif not args.quiet:
            say(f"warning: {problem}")


def _facts(found: CitedText) -> dict[str, Any]:
    """What happened, for scripts."""
    return {
        "citations": len(found.document.citations),
        "entries": [entry.id for entry in found.document.bibliography()],
        "problems": _told(found.problems),
        "unused": list(found.unused),
    }


def _told(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {"level": one.level, "source": one.source, "line": one.line, "message": one.message,
         "key": one.raw or None}
        for one in problems
    ]  # fmt: skip


def _states(args: argparse.Namespace) -> list[tuple[str, int, int]]:
    """When the files that are read were changed, and how long they are."""
    return [
        (place, state.st_mtime_ns, state.st_size)
        for place in _watched(args)
        if (state := _state(place)) is not None
    ]


def _watched(args: argparse.Namespace) -> Iterator[str]:
    yield args.input
    yield from args.bib
    folder = Path(args.input).parent
    for place in sorted(folder.iterdir()):  # what the text's metadata names lies there
        if place.suffix.lower() in (".bib", ".json", ".yaml", ".yml", ".ris", ".csl"):
            yield str(place)


def _state(place: str) -> os.stat_result | None:
    try:
        return os.stat(os.path.expanduser(place))
    except OSError:
        return None
