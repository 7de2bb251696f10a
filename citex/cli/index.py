"""`citex index build`: records on disk, to be found by identifier and title without a network."""

from __future__ import annotations

import argparse
from pathlib import Path

from citex import index
from citex.bulk.tasks import BadRecord
from citex.cli._jobs import add_jobs
from citex.cli._messages import progress, say
from citex.errors import CitexError

_SHOWN = 10
"""So many records that cannot be read are told one by one."""

USAGE = "citex index build [FILE|FOLDER ...] [-o FILE] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("build",), help="what to do: build an index")
    parser.add_argument(
        "inputs", nargs="*", metavar="FILE",
        help="dumps of Crossref, OpenAlex or PubMed, bibliographies, folders of them; packed by "
        "gzip, zstd, bzip2 or xz; none or - is standard input",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", dest="target", metavar="FILE",
        help="where the index is kept (default: the first input's name and .index)",
    )  # fmt: skip
    add_jobs(parser)
    parser.add_argument(
        "--restart", action="store_true", help="throw away what another build left in the file"
    )
    parser.add_argument(
        "--json", action="store_true", help="what it came to, on standard output, for scripts"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary, no progress")


def run(args: argparse.Namespace) -> int:
    """Build the index; the exit status."""
    inputs = args.inputs or ["-"]
    if not args.target and inputs[0] == "-":
        raise CitexError("the file of the index is named by -o")
    target = args.target or f"{Path(inputs[0]).name}.index"
    told = _Told()
    progress.begin("indexing", quiet=args.quiet)
    built = index.build(
        inputs, target, jobs=args.jobs, format=args.format, encoding=args.encoding,
        timeout=args.timeout or None, restart=args.restart, errors=told, progress=_tell,
    )  # fmt: skip
    progress.end()
    if args.json:
        print(built.json())
    if not args.quiet:
        say(_sentence(built))
    if not built.bad:
        return 0
    return 1 if built.records else 2


class _Told:
    """Says what could not be read, as long as it is not too much."""

    def __init__(self) -> None:
        self._left = _SHOWN

    def append(self, bad: BadRecord) -> None:
        """Say it."""
        if self._left:
            say(str(bad))
        self._left = max(self._left - 1, 0)


def _tell(so_far: object) -> None:
    progress.doing = f"indexing, {so_far}"


def _sentence(built: index.Built) -> str:
    before = f" ({built.resumed:,} were there)" if built.resumed else ""
    text = f"{built.records:,} records in {built.path}{before}"
    if built.bad:
        counts = ", ".join(f"{code} {count:,}" for code, count in built.bad.items())
        text += f"; {sum(built.bad.values()):,} bad: {counts}"
    return text
