"""`citex bulk`: millions of records to citations and export files, on all cores, in a folder."""

from __future__ import annotations

import argparse
import time
from typing import Any

from citex import bulk
from citex.bulk.work import EXTRAS
from citex.bulk.writing import KINDS
from citex.cli._arguments import add_style_settings
from citex.cli._jobs import add_jobs
from citex.cli._messages import progress, say
from citex.cli._parser import at_least
from citex.cli._typed import options, typed, words
from citex.csl.output import OUTPUTS
from citex.errors import CitexError
from citex.files import replacing, same_file

USAGE = "citex bulk [FILE|FOLDER ...] --to FORMAT|STYLE ... -o FOLDER [options]"

_OFTEN = 5.0
"""Seconds between two writings of the metrics."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "inputs", nargs="*", metavar="FILE",
        help="JSON lines of any records, other formats, folders of them; packed by gzip, zstd, "
        "bzip2 or xz; none or - is standard input",
    )  # fmt: skip
    parser.add_argument(
        "-t", "--to", action="append", metavar="FORMATTER",
        help="a citation style, a file format, a .csl file; several times for several outputs; "
        f"apa:html is APA as HTML ({', '.join(OUTPUTS)})",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", dest="target", metavar="FOLDER", help="where the parts are written"
    )
    add_jobs(parser)
    parser.add_argument(
        "--read-option", dest="read_options", metavar="NAME=VALUE", action="append", default=[],
        help="an option of the reader that --from names; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--column", metavar="NAME", help="the column of Parquet or Arrow that holds records as JSON"
    )
    add_style_settings(parser)
    parser.add_argument(
        "--with", dest="extras", default="", metavar="WHAT,...",
        help=f"what else each row tells: {', '.join(EXTRAS)}",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="parts", choices=KINDS, default="jsonl",
        help="what the parts are: lines of JSON, tables of Parquet, or one file for each --to, "
        "part-00000.bib say (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--part-size", type=at_least(int, 1), default=bulk.PART_SIZE, metavar="N",
        help="how many records a part has, about (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--max-errors", type=at_least(int, 0), metavar="N",
        help="end after more than so many bad records",
    )  # fmt: skip
    parser.add_argument(
        "--max-size", type=at_least(int, 1), metavar="MB",
        help="the most that one record may have, or a file that is read whole (default: 64)",
    )  # fmt: skip
    parser.add_argument("--chunk-size", type=at_least(int, 1), help=argparse.SUPPRESS)
    parser.add_argument(
        "--unordered", action="store_true", help="within a part, rows stand as they are made"
    )
    parser.add_argument(
        "--restart", action="store_true", help="throw away what another run left in the folder"
    )
    parser.add_argument(
        "--json", action="store_true", help="what it came to, on standard output, for scripts"
    )
    parser.add_argument(
        "--metrics", metavar="FILE", help="keep figures in a file as Prometheus reads them"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary, no progress")


def run(args: argparse.Namespace) -> int:
    """Render all; the exit status."""
    if not args.to:
        raise CitexError("what to write is named by --to: citex bulk FILE --to apa -o FOLDER")
    if not args.target:
        raise CitexError("the folder to write into is named by -o")
    if args.metrics and any(same_file(args.metrics, one) for one in args.inputs):
        raise CitexError(f"{args.metrics}: is an input; give another file for --metrics")
    teller = _Teller(args)
    sizes = {"max_size": args.max_size and args.max_size * 1_000_000, "chunk_size": args.chunk_size}
    progress.begin("rendering", quiet=args.quiet)
    done = bulk.run(
        args.inputs or ["-"],
        {word: _wanted(word) for word in args.to},
        args.target,
        jobs=args.jobs,
        format=args.format,
        encoding=args.encoding,
        column=args.column,
        read_options=options(args.read_options),
        locale=args.locale,
        notices=bool(args.notices),
        links=bool(args.links),
        titles=args.titles,
        chinese=args.chinese,
        extras=words(args.extras),
        parts=args.parts,
        part_size=args.part_size,
        max_errors=args.max_errors,
        timeout=args.timeout or None,
        ordered=not args.unordered,
        restart=args.restart,
        progress=teller.tell,
        **{name: size for name, size in sizes.items() if size},
    )
    teller.end()
    progress.end()
    if args.json:
        print(done.json())
    if not args.quiet:
        say(_sentence(done))
    if not done.bad:
        return 0
    return 1 if done.rows else 2


def _wanted(word: str) -> Any:
    """A formatter that was typed; of a style's file, its path."""
    before, _, kind = word.rpartition(":")
    if before and kind in OUTPUTS:
        return {"to": typed(before), "output": kind}
    return typed(word)


def _sentence(done: bulk.Summary) -> str:
    before = f" ({done.resumed:,} were there)" if done.resumed else ""
    text = f"{done.rows:,} records in {done.parts:,} parts{before}"
    if done.bad:
        counts = ", ".join(f"{code} {count:,}" for code, count in done.errors.items())
        text += f"; {done.bad:,} bad, in {done.folder}/errors.jsonl: {counts}"
    if done.seconds >= 1:
        text += f"; {done.seconds:,.0f} s, {done.rate:,.0f} a second"
    return text


class _Teller:
    """Tells how far the run is: on the terminal, and in the file of metrics."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._file = args.metrics
        self._last: bulk.Progress | None = None
        self._written = time.monotonic()

    def tell(self, so_far: bulk.Progress) -> None:
        """Note how far it is."""
        self._last = so_far
        progress.doing = f"rendering, {so_far}"
        if self._file and time.monotonic() - self._written > _OFTEN:
            self._write(so_far)

    def end(self) -> None:
        """The last figures."""
        if self._file:
            self._write(self._last or bulk.Progress(None))

    def _write(self, so_far: bulk.Progress) -> None:
        with replacing(self._file) as file:
            file.write(so_far.metrics())
        self._written = time.monotonic()
